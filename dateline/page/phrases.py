"""The phrases of `tables/furniture.csv`: what the lines around a story say, by kind.

A row has a `form`, its `kind` (a kind of block, or of words that other rules need: "published_label") and how it has
to `match` a line: "whole", "start", "end" or "within". In a form "#" stands for a number and "*" for up to six words.
Case, typographic marks, and punctuation and symbols at a line's ends do not count unless the form has them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.errors import TableError
from dateline.tables import cached, rows

LONGEST_TAIL = 400
"""Code points at the end of a line where phrases that need not open it are looked for."""
MARK = ""
"""The key of forms that are a mark without words: they may open any line ("© 2025 The Courier")."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "–": "-", "—": "-"})
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_FIRST_WORD = re.compile(r"[\W_]*(\d|[^\W\d_][\w']*)?")
_WILD = re.compile(r"[#*]")
_FRAMES = {
    "whole": r"{}\Z",
    "start": r"{}(?!\w)",
    "end": r".*(?<!\w){}\Z",
    "within": r".*(?<!\w){}(?!\w)",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One row: what kind of line its form makes, and where it stands ("furniture.csv:12")."""

    kind: str
    form: str
    match: str
    row: str


def found(line: str) -> list[Phrase]:
    """Every phrase that `line` has where the phrase wants it, in the order of the table."""
    by_first_word, inside = _index()
    raw = " ".join(line.translate(_PLAIN).lower().split())
    views = (raw, _EDGES.sub("", raw))
    first, tail = _first_word(raw), raw[-LONGEST_TAIL:]
    candidates = [
        *(phrase for key in {first, MARK} for phrase in by_first_word.get(key, ())),
        *(phrase for part, phrase in inside if part in tail),
    ]
    return [phrase for phrase in sorted(candidates, key=_place) if any(map(_pattern(phrase).match, views))]


def matching(line: str, kind: str) -> Phrase | None:
    """The first phrase of `kind` that `line` has; None if it has none."""
    return next((phrase for phrase in found(line) if phrase.kind == kind), None)


def alternatives(kind: str) -> str:
    """The forms of a kind as alternatives of a regular expression, the longest first."""
    return "|".join(_regex(form) for form in sorted(_forms().get(kind, ()), key=lambda form: (-len(form), form)))


@cached
def _forms() -> Mapping[str, list[str]]:
    """The forms by kind."""
    forms: dict[str, list[str]] = {}
    for _, row in rows("furniture"):
        forms.setdefault(row["kind"], []).append(row["form"])
    return MappingProxyType(forms)


@cached
def words() -> Mapping[str, frozenset[str]]:
    """Single words by what they are to a headline (verb, grammar), from `tables/headline_words.csv`."""
    kinds: dict[str, set[str]] = {}
    for _, row in rows("headline_words"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    return MappingProxyType({kind: frozenset(forms) for kind, forms in kinds.items()})


def _place(phrase: Phrase) -> int:
    return int(phrase.row.rpartition(":")[2])


@cache
def _pattern(phrase: Phrase) -> re.Pattern[str]:
    """What a phrase looks for; made when a line may have it, for most phrases stand on few pages."""
    frame = _FRAMES[phrase.match]
    return re.compile(
        (frame if phrase.form[0].isalnum() else frame.replace(r"(?<!\w)", "")).format(_regex(phrase.form))
    )


@cached
def _index() -> tuple[Mapping[str, list[Phrase]], list[tuple[str, Phrase]]]:
    """The forms that open a line by their first word; those that stand anywhere by their longest literal part."""
    by_first_word: dict[str, list[Phrase]] = {}
    inside: list[tuple[str, Phrase]] = []
    for where, row in rows("furniture"):
        if row["match"] not in _FRAMES:
            raise TableError(f"{where}: match is {row['match']!r}; write one of {', '.join(_FRAMES)}")
        form = row["form"].translate(_PLAIN).lower()
        phrase = Phrase(row["kind"], form, row["match"], where)
        if row["match"] in ("whole", "start"):
            by_first_word.setdefault(_first_word(form), []).append(phrase)
        else:
            inside.append((max(_WILD.split(form), key=len).strip(), phrase))
    return MappingProxyType(by_first_word), inside


def _first_word(line: str) -> str:
    """The key that forms and lines meet at; every number has one key."""
    match = _FIRST_WORD.match(line.replace("#", "0"))
    word = (match[1] if match else "") or ""
    return "0" if word.isdigit() else word


def _regex(form: str) -> str:
    escaped = re.escape(form.translate(_PLAIN).lower()).replace(r"\ ", " ")
    return escaped.replace(r"\#", r"\d[\d,.:]*").replace(r"\*", r"\S+(?: \S+){0,5}")
