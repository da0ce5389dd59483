"""The words that actors go by: offices and titles, nouns for people and bodies, names that the tables know.

From `offices.csv`, `actor_nouns.csv`, `organizations.csv`, and the tables of countries and media. Titles and nouns
are lower case and singular; names stand as in text, with plain apostrophes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from dateline import countries, media
from dateline.errors import TableError
from dateline.records import ActorKind
from dateline.tables import cached, rows, several

Gender = Literal["m", "f"]
Knowledge = Literal["name", "adjective", "demonym", "capital", "government", "medium", "organization"]
"""What a form of the tables is: the first five stand for a country (`key` is its code), the others are names."""
PROPER = frozenset({"NNP", "NNPS"})
"""The parser's tags of proper nouns."""
STATE_ORGANS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""The sectors whose bodies belong to a state: "the army" of a page on one country is that country's."""


@dataclass(frozen=True, slots=True)
class Office:
    """A title that people bear: "top diplomat" is a way to say the `office` of foreign minister.

    `one`: a country (or body) has one holder at a time. `also`: what the page may call its holder later ("diplomat").
    """

    title: str
    office: str
    sector: str | None
    one: bool
    also: tuple[str, ...]
    gender: Gender | None
    row: str


@dataclass(frozen=True, slots=True)
class Noun:
    """A common noun for an actor, with the actor's kind where it is singular and where it is plural.

    `stands_for` says that the noun names another actor by its place in the story: the state, a neighbour, a side, a
    counterpart, a medium. `one`: a state has but one ("navy"), so that its country says which.
    """

    noun: str
    singular: ActorKind | None
    plural: ActorKind | None
    sector: str | None
    stands_for: str | None
    gender: Gender | None
    one: bool
    row: str


@dataclass(frozen=True, slots=True)
class Organization:
    """A body that the tables know by name. `seat` is a capital that stands for it: Brussels for the European Union."""

    name: str
    aliases: tuple[str, ...]
    kind: ActorKind
    country: str | None
    sector: str | None
    seat: str | None
    row: str


@dataclass(frozen=True, slots=True)
class Form:
    """A name or adjective of the tables, as it stands in text."""

    words: str
    what: Knowledge
    key: str


@cached
def offices() -> Mapping[str, Office]:
    """Every title by its words."""
    return MappingProxyType(
        {
            row["title"]: Office(
                title=row["title"],
                office=row["office"],
                sector=row["sector"] or None,
                one=row["holders"] == "one",
                also=several(row["also"]),
                gender=gender_of(where, row["gender"]),
                row=where,
            )
            for where, row in rows("offices")
        }
    )


@cached
def nouns() -> Mapping[str, Noun]:
    """Every noun for an actor by its words."""
    return MappingProxyType(
        {
            row["noun"]: Noun(
                noun=row["noun"],
                singular=_kind(where, row["singular"]),
                plural=_kind(where, row["plural"]),
                sector=row["sector"] or None,
                stands_for=row["stands_for"] or None,
                gender=gender_of(where, row["gender"]),
                one=row["one"] == "yes",
                row=where,
            )
            for where, row in rows("actor_nouns")
        }
    )


@cached
def organizations() -> Mapping[str, Organization]:
    """Every body by its canonical name."""
    known: dict[str, Organization] = {}
    for where, row in rows("organizations"):
        if (kind := _kind(where, row["kind"])) is None:
            raise TableError(f"{where}: {row['name']} needs a kind; write one of {', '.join(get_args(ActorKind))}")
        country, sector, seat = row["country"] or None, row["sector"] or None, row["seat"] or None
        known[row["name"]] = Organization(row["name"], several(row["aliases"]), kind, country, sector, seat, where)
    return MappingProxyType(known)


@cached
def seats() -> Mapping[str, Organization]:
    """The bodies that a capital may stand for, by that capital."""
    return MappingProxyType({body.seat: body for body in organizations().values() if body.seat})


@cached
def portfolios() -> frozenset[str]:
    """Words that name what a ministry or department is for: "affairs", "energy"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] in ("portfolio", "both"))


@cached
def body_words() -> frozenset[str]:
    """Words that end the names of bodies, and no person's: "bank", "institute", "group"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] in ("body", "both", "company"))


@cached
def company_words() -> frozenset[str]:
    """Words by which a name is a company's: "logistics", "semiconductor"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "company")


@cached
def company_suffixes() -> frozenset[str]:
    """What stands after a company's name and says no more than that it is one: "Inc", "plc"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "company form")


@cached
def ngo_words() -> frozenset[str]:
    """Words by which a body's name says that no government runs it: "rights", "relief"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "ngo")


@cached
def common_words() -> frozenset[str]:
    """Words that bodies of many countries have in their names: "national", "democratic", "party"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "common")


@cached
def local_words() -> frozenset[str]:
    """Words by which a body is one of many that a state has: "district", "municipal", "police"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "local")


@cached
def passing_words() -> frozenset[str]:
    """Words beside a title that are no part of it: "new", "visiting"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "passing")


@cached
def abroad_words() -> frozenset[str]:
    """Words by which leaders and officials are not those of the page's own country: "world", "foreign"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "abroad")


@cached
def civil_words() -> frozenset[str]:
    """Words by which leaders and chiefs are none of a state's: "business", "religious"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "civil")


@cached
def uncounted_words() -> frozenset[str]:
    """Nouns for bodies that without an article are what is used or done: "force", "prosecution"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "uncounted")


@cached
def thing_words() -> frozenset[str]:
    """Words that end the names of what neither acts nor speaks: "bill", "treaty", "strait"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "thing")


@cached
def apposed_things() -> frozenset[str]:
    """Words for things that stand before a name as titles do, and end like them: "tanker", "theater"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "apposed thing")


@cached
def ship_words() -> frozenset[str]:
    """What stands before the names of ships: "HMS", "BRP"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "ship")


@cached
def human_endings() -> tuple[str, ...]:
    """The endings of nouns that are people's: "-er", "-ist"."""
    return tuple(row["word"] for _, row in rows("name_words") if row["part"] == "human ending")


@cached
def versed_words() -> frozenset[str]:
    """The nouns for people who know about a country that stands before them: "an Iran expert"."""
    return frozenset(row["word"] for _, row in rows("name_words") if row["part"] == "versed")


@cached
def given_names() -> Mapping[str, Gender | None]:
    """First names that many people bear, and whether men or women do; None where both do."""
    return MappingProxyType({row["name"]: gender_of(where, row["gender"]) for where, row in rows("given_names")})


@cached
def telling_verbs() -> Mapping[str, bool]:
    """Verbs that attribute words or thoughts to their subject, from `cues.csv`, and whether they quote words."""
    found = {row["cue"]: "quote" in several(row["frames"]) for _, row in rows("cues") if row["pos"] == "VERB"}
    return MappingProxyType(found)


@cached
def epithets() -> Mapping[str, frozenset[str]]:
    """The countries that "the kingdom" or "the West African nation" may be, by the words in lower case."""
    return MappingProxyType({row["epithet"]: frozenset(several(row["countries"])) for _, row in rows("epithets")})


@cached
def forms() -> Mapping[str, tuple[Form, ...]]:
    """The forms of countries, media and organizations by their first letters and digits, longest first."""
    every: dict[str, Form] = {form: Form(form, kind, code) for form, (code, kind) in countries.by_form().items()}
    every |= {form: Form(form, "organization", body.name) for form, body in _organization_forms().items()}
    every |= {form: Form(form, "medium", medium.name) for form, medium in _medium_forms().items()}
    by_start: dict[str, list[Form]] = {}
    for form in sorted(every.values(), key=lambda form: -len(form.words)):
        by_start.setdefault(first_word(form.words), []).append(form)
    return MappingProxyType({start: tuple(group) for start, group in by_start.items()})


def gender_of(where: str, cell: str) -> Gender | None:
    """The gender that a cell of the table row `where` states; None where it is empty."""
    if cell == "":
        return None
    if cell == "m":
        return "m"
    if cell == "f":
        return "f"
    raise TableError(f"{where}: gender {cell!r} is unknown; write m, f or nothing")


def first_word(words: str) -> str:
    """The letters and digits that words begin with: "U" of "U.S."; "" where they begin with neither."""
    match = re.match(r"\w+", words)
    return match.group() if match else ""


def _organization_forms() -> Mapping[str, Organization]:
    return {form: body for body in organizations().values() for form in (body.name, *body.aliases)}


def _medium_forms() -> Mapping[str, media.Medium]:
    """Spellings without article, but where one without would be a common word ("The Times")."""
    return {form.replace("’", "'"): medium for form, medium in media.media_forms().items()}


def _kind(where: str, cell: str) -> ActorKind | None:
    if cell == "":
        return None
    for kind in get_args(ActorKind):
        if cell == kind:
            return kind  # type: ignore[no-any-return]  # get_args is untyped
    raise TableError(f"{where}: kind {cell!r} is unknown; write one of {', '.join(get_args(ActorKind))}")
