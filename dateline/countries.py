"""Countries, and the words that stand for them in a text, from `tables/countries.csv`.

The table is built by `tools/build_countries.py` from ISO 3166-1, CLDR and our own list. It also holds states that
are no more (Soviet Union) and Kosovo (XKX). Forms are case-sensitive and written with plain apostrophes; names and
capitals are there in Russian, Ukrainian and Korean, too, as a text cites them ("КНДР", "평양"): in their basic form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from dateline.errors import TableError
from dateline.tables import cached, rows, several

FormKind = Literal["name", "adjective", "demonym", "capital", "government"]
Trait = Literal["federation", "surname first", "surname first or last"]
"""What only some countries are or do: are made of states; write the family name first; some of these at either end."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: `code` is ISO 3166-1 alpha-3, `name` CLDR's English one.

    `capitals` begins with the main one; any of them may stand for the state. `governments` are seats that stand for
    the government ("Kremlin"). `shorts` stand for the country only on a page that names it otherwise: "the North".
    `foreign_names` and `foreign_capitals` are in other languages and scripts, or written as these sound ("Hanguk").
    `wikidata` is the item that country-coder states, None for a state that is no more. `row` is where it stands in
    the tables ("countries.csv:41").
    """

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    governments: tuple[str, ...]
    shorts: tuple[str, ...]
    foreign_names: tuple[str, ...]
    foreign_capitals: tuple[str, ...]
    wikidata: str | None
    row: str


LISTS = (
    *("aliases", "adjectives", "demonyms", "capitals", "governments", "shorts"),
    *("foreign_names", "foreign_capitals"),
)
"""The columns whose cells hold several values."""


@cached
def countries() -> Mapping[str, Country]:
    """Every country by its alpha-3 code."""
    by_code: dict[str, Country] = {}
    for where, row in rows("countries"):
        if len(row["code"]) != 3 or not row["code"].isupper():
            raise TableError(f"{where}: code {row['code']!r} is not alpha-3; write PRK, not KP")
        if row["code"] in by_code:
            raise TableError(f"{where}: {row['code']} is listed twice; keep one row")
        parts = {name: several(row[name]) for name in LISTS}
        by_code[row["code"]] = Country(row["code"], row["name"], **parts, wikidata=row["wikidata"] or None, row=where)
    return MappingProxyType(by_code)


@cached
def having_traits() -> Mapping[Trait, frozenset[str]]:
    """The countries (alpha-3) of each trait, from `tables/country_traits.csv`."""
    having: dict[Trait, frozenset[str]] = {}
    for where, row in rows("country_traits"):
        trait = next((trait for trait in get_args(Trait) if trait == row["trait"]), None)
        if trait is None:
            raise TableError(f"{where}: trait {row['trait']!r} is unknown; write one of {', '.join(get_args(Trait))}")
        having[trait] = frozenset(several(row["countries"]))
    return MappingProxyType(having)


def has(country: str | None, trait: Trait) -> bool:
    """Whether a country (alpha-3) has a trait."""
    return country in having_traits()[trait]


@cached
def by_form() -> Mapping[str, tuple[str, FormKind]]:
    """What each form stands for: "Russian" → ("RUS", "adjective"), "Kremlin" → ("RUS", "government"), "평양" a capital.

    A form of several kinds is a name first, then an adjective, demonym, government, capital ("Taiwan" is a name).
    """
    forms: dict[str, tuple[str, FormKind]] = {}
    for country in countries().values():
        kinds: tuple[tuple[FormKind, tuple[str, ...]], ...] = (
            ("name", (country.name, *country.aliases, *country.foreign_names)),
            ("adjective", country.adjectives),
            ("demonym", country.demonyms),
            ("government", country.governments),
            ("capital", (*country.capitals, *country.foreign_capitals)),
        )
        for kind, group in kinds:
            for form in group:
                plain = form.replace("’", "'")
                if forms.setdefault(plain, (country.code, kind))[0] != country.code:
                    raise TableError(f"{country.row}: {form!r} already stands for {forms[plain][0]}; keep one")
    return MappingProxyType(forms)
