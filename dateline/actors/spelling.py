"""Names as they are compared across pages: one form of all the ways to write a name in Latin letters.

Case, accents, apostrophes and hyphens count for nothing; how names of other scripts are written out follows
`name_spellings.csv`. Many of its rows hold in some countries alone ("Choe" and "Choi" are one family name in Korea),
so a name meets more of its spellings where its bearer's country is known. A row says that two spellings are of one
name, never that two names are like each other.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from dateline.actors.vocabulary import epithets
from dateline.countries import has
from dateline.errors import TableError
from dateline.tables import cached, rows, several

Part = Literal["letter", "word", "start", "end", "inside", "surname", "article", "join", "patronymic", "body"]
"""What of a name a row is about.

A `letter`, a whole `word`, how one begins or ends or what stands in it; a `surname` that stands first; an `article`
that goes; a word to `join` to the next; the end of a `patronymic`, which goes; words in the name of a `body`.
"""
WITH_PATRONYMIC = 3
"""How many words a name has that holds a patronymic: "Vladimir Vladimirovich Putin"."""
MARKS = {ord(mark): None for mark in "'’ʼ‘`."}
"""What stands in names and counts for nothing."""
SHORTEST_REST = 2
"""Letters that must be left of a word whose beginning or end is respelled: "Kay" is no "Kai"."""

Spellings = Mapping[str, str]
"""Ways to write something, the longest first, each with the one that it is compared as."""


@dataclass(frozen=True, slots=True)
class _Row:
    part: Part
    written: str
    plain: str
    countries: frozenset[str]


def fold_person(name: str, country: str | None = None) -> str:
    """A person's name as it is compared: "Kim Jong-un" and "KIM JONG UN" are "kim-jong-un".

    `country` (alpha-3) is the bearer's; without it only what holds everywhere is made alike.
    """
    known = _of_country().get(country) or _of_country()[None]
    words = re.sub(r"[^\w\s]", " ", _letters(name, known["letter"])).split()
    if words and has(country, "surname first"):
        words[0] = known["surname"].get(words[0], words[0])
    words = [_word(word, known) for word in words]
    words = [word for word in words if word not in known["article"]] or words
    return "-".join(_joined(_without_patronymic(words, known), known["join"]))


def fold_body(name: str) -> str:
    """The name of a body as it is compared: "the Ministry of Foreign Affairs" is "foreign-ministry"."""
    known = _of_country()[None]
    words = re.sub(r"[^\w\s]", " ", _letters(name, known["letter"]).replace("&", " and ")).split()
    words = [word for word in words if word != "the"]
    if len(words) > 2 and words[0] in ("ministry", "department") and words[1] in ("of", "for"):
        words = [*words[2:], words[0]]
    text = f" {' '.join(words)} "
    for written in sorted(known["body"], key=lambda written: written.count(" ")):
        text = text.replace(f" {written} ", f" {known['body'][written]} ")
    return "-".join(text.split())


def _letters(name: str, known: Spellings) -> str:
    """The name in small letters, without accents, apostrophes and full stops."""
    low = name.lower()
    if not low.isascii():
        for written, plain in known.items():
            low = low.replace(written, plain)
        bare = "".join(sign for sign in unicodedata.normalize("NFKD", low) if not unicodedata.combining(sign))
        low = unicodedata.normalize("NFC", bare)
    return low.translate(MARKS)


def _word(word: str, known: Mapping[Part, Spellings]) -> str:
    """A word of a person's name: as the table has it whole, else by what stands in it, its beginning and its end."""
    if word in known["word"]:
        return known["word"][word]
    for written, plain in known["inside"].items():
        word = word.replace(written, plain)
    start = next((start for start in known["start"] if word.startswith(start)), "")
    if start and len(word) >= len(start) + SHORTEST_REST:
        word = known["start"][start] + word.removeprefix(start)
    end = next((end for end in known["end"] if word.endswith(end)), "")
    if end and len(word) >= len(end) + SHORTEST_REST:
        word = word.removesuffix(end) + known["end"][end]
    return known["word"].get(word, word)


def _without_patronymic(words: list[str], known: Mapping[Part, Spellings]) -> list[str]:
    ends = tuple(known["patronymic"])
    has_one = len(words) == WITH_PATRONYMIC and words[1].endswith(ends or ("/",))
    return [words[0], words[2]] if has_one else words


def _joined(words: list[str], joining: Spellings) -> list[str]:
    """The words, those that are written with the next one or apart ("Abdel Rahman") as one."""
    joined: list[str] = []
    opened = ""
    for place, word in enumerate(words):
        if word in joining and place + 1 < len(words):
            opened += joining[word]
        else:
            joined.append(opened + word)
            opened = ""
    return joined


@cached
def _of_country() -> Mapping[str | None, Mapping[Part, Spellings]]:
    """What holds for the people of each country that a row names; under None what holds everywhere."""
    listed = sorted(_rows(), key=lambda row: -len(row.written))
    named = {country for row in listed for country in row.countries}
    return MappingProxyType({country: _holding(listed, country) for country in (None, *named)})


def _holding(listed: Iterable[_Row], country: str | None) -> Mapping[Part, Spellings]:
    holding: dict[Part, dict[str, str]] = {part: {} for part in get_args(Part)}
    for row in listed:
        if not row.countries or country in row.countries:
            holding[row.part][row.written] = row.plain
    return holding


def _rows() -> Iterable[_Row]:
    parts: tuple[Part, ...] = get_args(Part)
    for where, row in rows("name_spellings"):
        if (part := next((part for part in parts if part == row["part"]), None)) is None:
            raise TableError(f"{where}: part {row['part']!r} is unknown; write one of {', '.join(parts)}")
        countries = (code for name in several(row["countries"]) for code in epithets().get(name, (name,)))
        yield _Row(part, row["written"], row["as"], frozenset(countries))
