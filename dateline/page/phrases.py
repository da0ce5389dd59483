"""The phrases of `tables/furniture.csv`: what the lines around a story say, by kind.

A row has a `form`, its `kind` (a kind of block, or of words that other rules need: "published_label") and how it has
to `match` a line: "whole", "start", "end" or "within". In a form "#" stands for a number and "*" for up to six words.
Case, typographic marks, and punctuation and symbols at a line's ends do not count unless the form has them.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.errors import TableError
from dateline.tables import cached, rows

LONGEST_TAIL = 400
"""Code points at the end of a line where phrases that need not open it are looked for."""
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
    candidates = [*by_first_word.get(first, ()), *(pattern for part, pattern in inside if part in tail)]
    return [phrase for pattern, phrase in sorted(candidates, key=_place) if any(pattern.match(view) for view in views)]


def matching(line: str, kind: str) -> Phrase | None:
    """The first phrase of `kind` that `line` has; None if it has none."""
    return next((phrase for phrase in found(line) if phrase.kind == kind), None)


def alternatives(kind: str) -> str:
    """The forms of a kind as alternatives of a regular expression, the longest first."""
    forms = sorted(
        (row["form"] for _, row in rows("furniture") if row["kind"] == kind), key=lambda form: (-len(form), form)
    )
    return "|".join(_regex(form) for form in forms)


@cached
def words() -> Mapping[str, frozenset[str]]:
    """Single words by what they are to a headline (verb, grammar), from `tables/headline_words.csv`."""
    kinds: dict[str, set[str]] = {}
    for _, row in rows("headline_words"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    return MappingProxyType({kind: frozenset(forms) for kind, forms in kinds.items()})


_Candidate = tuple[re.Pattern[str], Phrase]


def _place(candidate: _Candidate) -> int:
    return int(candidate[1].row.rpartition(":")[2])


@cached
def _index() -> tuple[Mapping[str, list[_Candidate]], list[tuple[str, _Candidate]]]:
    """The forms that open a line by their first word; those that stand anywhere by their longest literal part."""
    by_first_word: dict[str, list[_Candidate]] = {}
    inside: list[tuple[str, _Candidate]] = []
    for where, row in rows("furniture"):
        if row["match"] not in _FRAMES:
            raise TableError(f"{where}: match is {row['match']!r}; write one of {', '.join(_FRAMES)}")
        form = row["form"].translate(_PLAIN).lower()
        frame = _FRAMES[row["match"]] if form[0].isalnum() else _FRAMES[row["match"]].replace(r"(?<!\w)", "")
        pattern = re.compile(frame.format(_regex(form)))
        candidate = (pattern, Phrase(row["kind"], form, row["match"], where))
        if row["match"] in ("whole", "start"):
            by_first_word.setdefault(_first_word(form), []).append(candidate)
        else:
            inside.append((max(_WILD.split(form), key=len).strip(), candidate))
    return MappingProxyType(by_first_word), inside


def _first_word(line: str) -> str:
    """The key that forms and lines meet at; every number has one key."""
    match = _FIRST_WORD.match(line.replace("#", "0"))
    word = (match[1] if match else "") or ""
    return "0" if word.isdigit() else word


def _regex(form: str) -> str:
    escaped = re.escape(form.translate(_PLAIN).lower()).replace(r"\ ", " ")
    return escaped.replace(r"\#", r"\d[\d,.:]*").replace(r"\*", r"\S+(?: \S+){0,5}")
