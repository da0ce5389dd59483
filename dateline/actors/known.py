"""People that many pages name without saying who they are, and who held which office when.

From `people.csv` and `tenures.csv`. A page is read by its own day: on one of 2019 "the British prime minister" is not
who it is today. Days are ISO 8601, as precise as the table knows them; on the day on which an office changes hands
both hold it, so that nobody is taken for its only holder.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from dateline.actors.spelling import fold_person
from dateline.actors.vocabulary import Gender, gender_of
from dateline.errors import TableError
from dateline.tables import cached, rows, several

Alone = Literal["country", "person"]
"""What a bare surname says: of which country its bearer is, or who it is."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person, by the name that pages use most; `aliases` are other full names, `surnames` what stands alone.

    `country` is None for those who speak for no state. `alone` says what a surname says without a title.
    """

    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    alone: Alone | None
    country: str | None
    gender: Gender | None
    row: str


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office and who held it, for a country or a `body` of `organizations.csv`, from one day to another.

    `until` is None for who held it still on `as_of`, the day to which the table was brought.
    """

    name: str
    country: str | None
    body: str | None
    office: str
    since: str
    until: str | None
    as_of: str
    row: str

    def holds(self, on: str | None) -> bool:
        """Whether the office may have been held on a day; where that is None, whether it is still held."""
        if on is None:
            return self.until is None
        return _is_before(self.since, on) and (self.until is None or _is_before(on, self.until))

    def is_sure(self, on: str) -> bool:
        """Whether the table knows of a day who held the office then: not if it was brought only to a day before."""
        return self.holds(on) and (self.until is not None or _is_before(on, self.as_of))


@cached
def people() -> Mapping[str, Known]:
    """People by each of their full names, in lower case."""
    named: dict[str, Known] = {}
    for person in _everybody():
        for name in (person.name, *person.aliases):
            if named.setdefault(name.lower(), person) is not person:
                raise TableError(f"{person.row}: {name} is {named[name.lower()].name} already; keep one")
    return MappingProxyType(named)


@cached
def surnames() -> Mapping[str, Known]:
    """People by family names that say of what country they are, in lower case: all so called are of one."""
    suggesting: dict[str, Known] = {}
    for person in _everybody():
        for surname in person.surnames:
            if person.alone:
                suggesting.setdefault(surname.lower(), person)
    countries: dict[str, set[str | None]] = {}
    for person in _everybody():
        for surname in person.surnames:
            countries.setdefault(surname.lower(), set()).add(person.country)
    return MappingProxyType({name: person for name, person in suggesting.items() if len(countries[name]) == 1})


@cached
def tenures() -> Mapping[str, Sequence[Tenure]]:
    """Who held which offices, by the holder's name."""
    held: dict[str, list[Tenure]] = {}
    for where, row in rows("tenures"):
        if row["name"].lower() not in people():
            raise TableError(f"{where}: {row['name']} is not in people.csv; add the name there")
        if bool(row["until"]) == bool(row["as_of"]):
            raise TableError(f"{where}: expected either the day of leaving or, of who still holds it, as_of")
        country, body, until = row["country"] or None, row["body"] or None, row["until"] or None
        tenure = Tenure(row["name"], country, body, row["office"], row["from"], until, row["as_of"], where)
        held.setdefault(row["name"], []).append(tenure)
    return MappingProxyType(held)


def person_named(name: str, country: str | None = None) -> Known | None:
    """The person of a full name, however it is spelled, with or without middle initials; None if the table has none."""
    for said in (name, " ".join(without_initials(name.split()))):
        if known := people().get(said.lower()) or _by_fold().get((country, fold_person(said, country))):
            return known
    return None


def bearers(surname: str) -> Sequence[Known]:
    """Everybody of the table who goes by a family name."""
    return _by_surname().get(fold_person(surname), ())


def tenures_of(known: Known) -> Sequence[Tenure]:
    """Every office that the table says somebody held."""
    return tenures().get(known.name, ())


def offices_of(known: Known, on: str | None) -> list[str]:
    """The offices of a state that somebody held on a day (None: still holds), in the order of the table."""
    held = (tenure for tenure in tenures_of(known) if tenure.country and tenure.holds(on))
    return list(dict.fromkeys(tenure.office for tenure in held))


def holding(office: str, on: str | None) -> Iterator[Tenure]:
    """The tenures of an office on a day, of every country and body."""
    return (tenure for tenure in _by_office().get(office, ()) if tenure.holds(on))


def without_initials(name: list[str]) -> list[str]:
    """The words of a name but for middle initials: "donald j. trump"."""
    kept = [word for place, word in enumerate(name) if place == 0 or len(word) > 2 or not word.endswith(".")]
    return kept if len(kept) > 1 else name


@cached
def _everybody() -> Sequence[Known]:
    return tuple(_known(where, row) for where, row in rows("people"))


@cached
def _by_fold() -> Mapping[tuple[str | None, str], Known]:
    """People by country and folded name, and by the folded name alone; a name of two people is nobody's."""
    found: dict[tuple[str | None, str], Known | None] = {}
    for person in _everybody():
        for name in (person.name, *person.aliases):
            for key in {(country, fold_person(name, country)) for country in (None, person.country)}:
                if found.setdefault(key, person) is not person:
                    found[key] = None
    return {key: person for key, person in found.items() if person}


@cached
def _by_surname() -> Mapping[str, Sequence[Known]]:
    found: dict[str, dict[str, Known]] = {}
    for person in _everybody():
        for surname in person.surnames:
            found.setdefault(fold_person(surname), {})[person.name] = person
    return {surname: tuple(called.values()) for surname, called in found.items()}


@cached
def _by_office() -> Mapping[str, Sequence[Tenure]]:
    found: dict[str, list[Tenure]] = {}
    for held in tenures().values():
        for tenure in held:
            found.setdefault(tenure.office, []).append(tenure)
    return found


def _known(where: str, row: Mapping[str, str]) -> Known:
    alone: Alone | None = None
    if row["alone"] == "country":
        alone = "country"
    elif row["alone"] == "person":
        alone = "person"
    elif row["alone"]:
        raise TableError(f"{where}: alone is {row['alone']!r}; write country, person or nothing")
    return Known(
        name=row["name"],
        aliases=several(row["aliases"]),
        surnames=several(row["surnames"]),
        alone=alone,
        country=row["country"] or None,
        gender=gender_of(where, row["gender"]),
        row=where,
    )


def _is_before(first: str, second: str) -> bool:
    """Whether a day is not after another, as far as both are precise: "2019-05" is not after "2019-05-02"."""
    length = min(len(first), len(second))
    return first[:length] <= second[:length]
