"""Text to stretches: the lines or, where a text is wrapped to a width, the paragraphs that blocks are made of.

News text comes with one paragraph a line (copied from a browser) or with lines broken at some 70 columns (wires and
mail). A line break of the second kind is seen from the words: it stands where the next word would not have fitted
any more. Nothing is changed; a stretch is a span without blank space at its ends.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import Span

WIDEST_COLUMN = 100
"""No wire or mail program wraps wider; a longer line that goes on in lower case is broken for another reason."""
NARROWEST_COLUMN = 40
RAGGED = 4
"""Columns by which writers break earlier than they had to, in texts wrapped by hand."""
_FIRST_WORD = re.compile(r"\s*(\S+)")
_SENTENCE_END = re.compile(r"[.?!:。！？][\"'”’)\]]*\s*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text between line breaks that mean something; `after_blank` where a blank line stands before it."""

    span: Span
    after_blank: bool


@dataclass(frozen=True, slots=True)
class _Line:
    span: Span
    words: str
    indent: int
    after_blank: bool


def stretches(text: str) -> list[Stretch]:
    """The stretches of `text` in order; together they hold all of it but blank space."""
    lines = list(_lines(text))
    width = _wrap_width(lines)
    found: list[Stretch] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None and width and _goes_on(before, line, width):
            found[-1] = Stretch(Span(found[-1].span.start, line.span.end), found[-1].after_blank)
        else:
            found.append(Stretch(line.span, line.after_blank))
    return found


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are not blank; a form feed counts as a blank line."""
    offset, after_blank = 0, True
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            indent = len(raw) - len(raw.lstrip())
            start = offset + indent
            yield _Line(Span(start, start + len(words)), words, indent, after_blank)
        after_blank = not words or raw.endswith("\f")
        offset += len(raw)


def _wrap_width(lines: Sequence[_Line]) -> int | None:
    """The column that the text is wrapped at, or None where its line breaks are paragraphs.

    Wrapped are texts with at least two lines that break inside a sentence (no stop at the end, and the next line
    goes on in lower case), if these are a third or more of all breaks that have no blank line.
    """
    tight = [(line, below) for line, below in pairwise(lines) if not below.after_blank]
    broken = [
        len(line.words)
        for line, below in tight
        if NARROWEST_COLUMN <= len(line.words) <= WIDEST_COLUMN
        and below.words[0].islower()
        and not _SENTENCE_END.search(line.words)
    ]
    if len(broken) < 2 or 3 * len(broken) < len(tight):
        return None
    return max(line.indent + len(line.words) for line, _ in tight if len(line.words) <= WIDEST_COLUMN)


def _goes_on(line: _Line, below: _Line, width: int) -> bool:
    """Whether the paragraph of `line` goes on in the line below: its first word would not have fitted."""
    if below.after_blank or below.indent > line.indent + 1 or len(line.words) > WIDEST_COLUMN:
        return False
    first = _FIRST_WORD.match(below.words)
    needed = len(line.words) + line.indent + 1 + (len(first[1]) if first else 0)
    return needed > width - (RAGGED if not _SENTENCE_END.search(line.words) else 0)
