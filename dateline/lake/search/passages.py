"""Where the words that were searched for stand: marks in a text, and the passage of it that shows them best."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.lake.search.tokens import placed_words, words_of
from dateline.lake.search.words import Words
from dateline.records import Span

WIDTH = 240
"""Code points of a passage, at most: three lines of a terminal."""
LONG = 80
"""Code points from which on a stretch is no caption and no standfirst, most likely, but tells the story."""
ENDS = ".!?…:;”’\"')»"
"""What a sentence ends with; words that end otherwise before more of their line are cut."""
LEAD = 60
"""Code points before its first mark, at most, so that it begins with some words of its context."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that has what was searched for, and the place of that in the query."""

    span: Span
    of: int


def marks(text: str, wanted: Sequence[Words], within: Iterable[tuple[int, int]] | None = None) -> list[Mark]:
    """Where in a text the words stand that were searched for, in order; `within` are the stretches to look at."""
    looked_for = [(of, unit, form) for of, unit in enumerate(wanted) for form in unit.alternatives()]
    heads = tuple({f" {form[0]}" for _, _, form in looked_for})
    found: list[Mark] = []
    for start, end in _lines(text, [(0, len(text))] if within is None else within):
        words = f" {words_of(text[start:end])}"
        if not any(head in words for head in heads):  # placing words takes ten times as long as this
            continue
        placed = list(placed_words(text[start:end]))
        where: dict[str, list[int]] = {}
        for at, (word, _, _) in enumerate(placed):
            where.setdefault(word, []).append(at)
        for of, unit, form in looked_for:
            found += [
                Mark(Span(start + placed[at][1], start + placed[at + len(form) - 1][2]), of)
                for at in _occurrences(placed, where, form, is_prefix=unit.is_prefix)
            ]
    return sorted(found, key=lambda mark: (mark.span, mark.of))


def _lines(text: str, within: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in within:
        while (line_end := text.find("\n", start, end)) >= 0:
            yield start, line_end
            start = line_end + 1
        yield start, end


def _occurrences(
    placed: Sequence[tuple[str, int, int]], where: dict[str, list[int]], form: Sequence[str], *, is_prefix: bool
) -> list[int]:
    """At which of the placed words a phrase begins."""
    n = len(form)
    if n == 1 and is_prefix:
        return [at for word, places in where.items() if word.startswith(form[0]) for at in places]
    found = []
    for at in where.get(form[0], ()):
        words = [word for word, _, _ in placed[at : at + n]]
        is_same = words[:-1] == list(form[:-1]) and len(words) == n
        if is_same and (words[-1].startswith(form[-1]) if is_prefix else words[-1] == form[-1]):
            found.append(at)
    return found


def passage(
    text: str, found: Sequence[Mark], within: Sequence[tuple[int, int]], fact: Span | None = None
) -> Span | None:
    """The passage that has most of what was searched for, of `fact` where one is given; with some words around it.

    It lies within one line of one of the stretches in `within`. Without marks it is how the fact begins, or the first
    stretch of some length; None where there is no text.
    """
    first = _first(text, found, within, fact)
    if first is None:
        return None
    start, end = next(((lo, hi) for lo, hi in within if lo <= first < hi), (first, len(text)))
    start = max(start, text.rfind("\n", 0, first) + 1)
    line_end = text.find("\n", first, end)
    return _cut(text, first, start, end if line_end < 0 else line_end)


def is_cut(text: str, shown: Span, within: Sequence[tuple[int, int]]) -> tuple[bool, bool]:
    """Whether a passage of one of the stretches in `within` begins, and whether it ends, in the midst of a sentence."""
    start, end = next(((lo, hi) for lo, hi in within if lo <= shown.start < hi), (shown.start, shown.end))
    before, after = text[start : shown.start].rstrip(" "), text[shown.end : end].lstrip(" ")
    is_begun = bool(before) and before[-1] not in f"\n{ENDS}"
    is_unended = bool(after) and after[0] != "\n" and text[shown.end - 1] not in ENDS
    return is_begun, is_unended


def _first(text: str, found: Sequence[Mark], within: Sequence[tuple[int, int]], fact: Span | None) -> int | None:
    """Where the words begin for whose sake a passage is shown."""
    inside = [at for at, mark in enumerate(found) if fact is None or fact.holds(mark.span)]
    if inside:
        return found[max(inside, key=lambda at: (_worth(text, found, at), -at))].span.start
    if fact:
        return fact.start
    filled = [start for start, end in within if text[start:end].strip()]
    return next((start for start, end in within if end - start >= LONG), min(filled, default=None))


def _worth(text: str, found: Sequence[Mark], at: int) -> tuple[int, int]:
    """How many different things, and how many marks, a passage shows that has this mark as its first."""
    first = found[at].span.start
    line_end = text.find("\n", first)
    until = min(first + WIDTH - LEAD, line_end if line_end >= 0 else len(text))
    inside = []
    for mark in found[at:]:
        if mark.span.end > until:
            break
        inside.append(mark.of)
    return len(set(inside)), len(inside)


def _cut(text: str, first: int, start: int, end: int) -> Span:
    """As much of `[start, end)` as a passage has room for, whole words, with some context before `first`."""
    if end - start > WIDTH:
        if first - start > LEAD:
            blank = text.find(" ", first - LEAD, first)
            start = blank + 1 if blank >= 0 else first - LEAD
        if end - start > WIDTH:
            blank = text.rfind(" ", start + WIDTH // 2, start + WIDTH)
            end = blank if blank > first else start + WIDTH
    return Span(start, max(end, start + 1))
