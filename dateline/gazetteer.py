"""The gazetteer: what is called by a name, from GeoNames (`tables/geonames.tsv`) and our own `tables/places.csv`.

Names are compared without case, diacritics, apostrophes and hyphens. A name that is not listed is tried in other
spellings (`tables/place_spellings.csv`: al-/el-, ay/ai, a final h), for transliterations differ from paper to paper.
The tables hold 44,000 places with 100,000 names: they are indexed as text, and a row is read when it is asked for,
so that loading takes a tenth of a second.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, get_args

from dateline.errors import TableError
from dateline.tables import cached, rows, several

PlaceKind = Literal["site", "city", "capital", "region", "country"]
KINDS: tuple[str, ...] = get_args(PlaceKind)

MARKS = str.maketrans(
    dict.fromkeys("'`´’‘ʻʿʾ.")
    | dict.fromkeys("-–‐‑/,()", " ")
    | {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "ə": "a", "œ": "oe", "ð": "d", "þ": "th"}
)
"""Marks that spellings of one name differ in, and letters that Unicode does not decompose."""


@dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """The lines of the tables; the numbers of those that have a name, by the folded name; and countries' by code.

    Compared by identity, so that what is remembered of one is not taken for another with other tables.
    """

    lines: list[str]
    index: Mapping[str, tuple[int, ...]]
    countries: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the tables: `names[0]` is its own name; `own` where we list it ourselves, because news needs it."""

    names: tuple[str, ...]
    kind: PlaceKind
    country: str | None
    region: str
    lat: float
    lon: float
    population: int
    own: bool

    def name_like(self, name: str) -> str:
        """The spelling of the tables that is this name, or else the place's own name."""
        folded = fold(name)
        return next((spelled for spelled in self.names if fold(spelled) == folded), self.names[0])


def entries(name: str) -> tuple[Entry, ...]:
    """All places of that name, in the tables' order; "St." and "Saint" are one."""
    return _entries(gazetteer(), fold(name))


def country_entry(code: str) -> Entry | None:
    """The country of that alpha-3 code as a place; None for one without a populated place."""
    known = gazetteer()
    return _entry(known.lines[known.countries[code]]) if code in known.countries else None


def respelled(name: str) -> tuple[Entry, ...]:
    """All places of that name in another transliteration. Wide: take only what the page's countries hold."""
    return _respelled(gazetteer(), fold(name))


def fold(name: str) -> str:
    """The name as names are compared: lower case, without diacritics and marks, single spaces, "st" as saint."""
    if not name.isascii():
        name = "".join(mark for mark in unicodedata.normalize("NFKD", name) if not unicodedata.combining(mark))
    words = name.lower().translate(MARKS).split()
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(("saint", *words[1:]) if len(words) > 1 and words[0] == "st" else words)


@lru_cache(maxsize=20_000)
def _entries(known: Gazetteer, folded: str) -> tuple[Entry, ...]:
    numbers = known.index.get(folded) or known.index.get(folded.replace("saint ", "st ", 1)) or ()
    return tuple(_entry(known.lines[number]) for number in dict.fromkeys(numbers))


@lru_cache(maxsize=20_000)
def _respelled(known: Gazetteer, folded: str) -> tuple[Entry, ...]:
    once = {folded: None} | dict.fromkeys(_other_spellings(folded))
    twice = dict.fromkeys(other for spelling in once for other in _other_spellings(spelling))
    found = (entry for spelling in {**once, **twice} if spelling in known.index for entry in _entries(known, spelling))
    return tuple(dict.fromkeys(found))


def _other_spellings(folded: str) -> list[str]:
    return [other for written, also in _spellings() if (other := written.sub(also, folded)) != folded]


@cached
def _spellings() -> list[tuple[re.Pattern[str], str]]:
    """What is written (a regular expression over folded names) and what may stand for it; "_" is a space."""
    found = []
    for where, row in rows("place_spellings"):
        try:
            found.append((re.compile(row["written"].replace("_", " ")), row["also"].replace("_", " ")))
        except re.error as error:
            raise TableError(f"{where}: {row['written']!r} is no regular expression ({error})") from error
    return found


@cached
def gazetteer() -> Gazetteer:
    """GeoNames' places and our own, read once."""
    geonames = (files("dateline") / "tables" / "geonames.tsv").read_text(encoding="ascii")
    own = _own_lines()
    folded = geonames.lower().translate(MARKS).splitlines()
    folded += ("|".join(map(fold, line.split("\t")[0].split("|"))) + "\t" for line in own)
    index: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(folded):
        for name in line[: line.index("\t")].split("|"):
            index[name] = (*index[name], number) if name in index else (number,)
    lines = [*geonames.splitlines(), *own]
    countries = {line.split("\t")[2]: number for number, line in enumerate(lines) if "\tcountry\t" in line}
    return Gazetteer(lines, index, countries)


def _own_lines() -> list[str]:
    lines = []
    for where, row in rows("places"):
        if row["kind"] not in KINDS:
            raise TableError(f"{where}: kind {row['kind']!r} is none of {', '.join(KINDS)}")
        if row["country"] and not re.fullmatch("[A-Z]{3}", row["country"]):
            raise TableError(f"{where}: country {row['country']!r} is not alpha-3; write PRK, not KP")
        try:
            float(row["lat"]), float(row["lon"]), int(row["population"])
        except ValueError as error:
            raise TableError(f"{where}: lat, lon and population must be numbers ({error})") from error
        names = "|".join((row["name"], *several(row["names"])))
        cells = (row[cell] for cell in ("kind", "country", "region", "lat", "lon", "population"))
        lines.append("\t".join((names, *cells, "own")))
    return lines


def _entry(line: str) -> Entry:
    names, kind, country, region, lat, lon, population, *own = line.split("\t")
    return Entry(
        tuple(names.split("|")),
        kind,  # type: ignore[arg-type]  # the builder and _own_lines write no other kind
        country or None,
        region,
        float(lat),
        float(lon),
        int(population),
        bool(own),
    )
