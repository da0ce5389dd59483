"""The lines of a PDF's pages to passages: paragraphs made whole again, and the furniture around them marked as such.

What stands at the head or foot of several pages at one height is a running head, a letterhead or a page number. Small
print at the end of a column that begins with a note's mark is a note. Lines are one paragraph while their type and the
distance between them stay and the last one is full; a paragraph that goes on in the next column or on the next page is
made one, and what stands between its parts comes behind it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.page import hyphens
from dateline.page.headline import ends_sentence
from dateline.page.pdf_layout import Line, lines_of
from dateline.page.pdf_rows import Row, has_marker, rows_of
from dateline.page.pdf_running import is_page_number, running
from dateline.page.pdf_words import BROKEN_OFF, PdfPage
from dateline.records import BlockKind

SMALL = 0.93
"""Of the size of the text: notes are smaller than this."""
SET_OFF = 1.6
"""Of the font's size: a note of the text's own size, which begins with a raised mark, stands this far below it."""
SAME_SIZE = 0.08
"""Of the font's size: type that differs by less is the same."""
WIDER = 1.35
"""Of the usual distance between lines: what is further apart is another paragraph."""
WIDEST = 2.6
"""Of the font's size: the widest distance between the lines of a paragraph; drafts have two."""
USUAL = 1.25
"""Of the font's size: the distance between lines where a text is too short to tell."""
INDENT = 0.8
"""Of the font's size: a line that begins further in than this begins a paragraph."""
CENTRED = 0.02
"""Of a column's width: how far the middle of a centred line may be from the column's."""
FULL = 3.0
"""Of the font's size: a line that ends nearer to its column's right edge is full."""

_NOTE = re.compile(r"(?:[⁰¹²³⁴-⁹]+|\*{1,3}|[†‡§]|\(?\d{1,3}[.)]?)\s*(?=[^\W\d]|[\"“(])")
_RAISED_MARK = re.compile(r"[⁰¹²³⁴-⁹]+\s*\S")
_CJK = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a heading, a row of a table or a piece of furniture, on one line.

    `kind` and `why` where the page's layout decides what it is; else both are None. `after_blank` where it stands
    apart from what is before it. `page` counts from 0.
    """

    text: str
    page: int
    size: float
    is_bold: bool
    after_blank: bool = True
    kind: BlockKind | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """The passages of a PDF in reading order; the size of most of its type; pages with columns side by side."""

    passages: tuple[Passage, ...]
    size: float
    pages_with_columns: int


@dataclass(slots=True)
class _Sheet:
    """A page taken apart."""

    number: int
    heads: list[Passage]
    lines: list[Line]
    notes: list[Line]
    feet: list[Passage]


@dataclass(slots=True)
class _Open:
    """A paragraph that lines are added to, and what comes behind it when it ends."""

    lines: list[Line]
    page: int
    after_blank: bool
    behind: list[Passage] = field(default_factory=list)


def flow(pages: Sequence[PdfPage]) -> Flow:
    """The passages of all pages in reading order."""
    rows = [rows_of(page.words) for page in pages]
    edges = running(rows)
    sheets = [_sheet(n, page, rows[n], *edges[n], len(pages)) for n, page in enumerate(pages)]
    size = _usual_size([line for sheet in sheets for line in sheet.lines])
    for sheet in sheets:
        sheet.lines, sheet.notes = _without_notes(sheet.lines, size)
    return Flow(tuple(_passages(sheets)), size, sum(map(_has_columns, sheets)))


def _has_columns(sheet: _Sheet) -> bool:
    """Whether two columns of a page stand beside one another."""
    edges = {line.column: line.edges for line in sheet.lines}
    return any(a[1] < b[0] or b[1] < a[0] for a, b in pairwise(edges.values()))


def _sheet(n: int, page: PdfPage, rows: Sequence[Row], top: int, bottom: int, count: int) -> _Sheet:
    """A page with its furniture apart."""
    stop = len(rows) - bottom
    feet = [_furniture(row, n, "foot", count) for row in rows[stop:]]
    if page.askew:
        words = " ".join(word.text for word in page.askew)
        feet.append(Passage(words, n, page.askew[0].size, False, kind="other", why="runs across the page's other text"))
    return _Sheet(n, [_furniture(row, n, "head", count) for row in rows[:top]], lines_of(rows[top:stop]), [], feet)


def _furniture(row: Row, page: int, where: str, count: int) -> Passage:
    is_number = is_page_number(row)
    again = (
        f"stands at the {where} of several of {count} pages" if count > 1 else "printed around the page by a browser"
    )
    why = "the page's number" if is_number else again
    return Passage(
        row.text.replace(BROKEN_OFF, "-"), page, row.size, False, kind="other" if is_number else "navigation", why=why
    )


def _usual_size(lines: Sequence[Line]) -> float:
    """The size of most letters."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _without_notes(lines: Sequence[Line], size: float) -> tuple[list[Line], list[Line]]:
    """The lines of a page without its notes, and these."""
    kept: list[Line] = []
    notes: list[Line] = []
    for column in dict.fromkeys(line.column for line in lines):
        part = [line for line in lines if line.column == column]
        others = (line for line in lines if line.column != column)
        start = _note_start(part, size)
        text = [line for line in (*part[:start], *others) if line.size > SMALL * size]
        if start < len(part) and any(_is_above(part[start], line) for line in text):
            start = len(part)
        kept += part[:start]
        notes += part[start:]
    return (kept, notes) if any(line.size > SMALL * size for line in kept) else (list(lines), [])


def _note_start(lines: Sequence[Line], size: float) -> int:
    """Where the notes begin at the end of a column: at the first mark in its small print, or at a raised one."""
    start = len(lines)
    while start and lines[start - 1].size <= SMALL * size and not lines[start - 1].is_row:
        start -= 1
    marked = (n for n in range(start, len(lines)) if _NOTE.match(lines[n].text))
    raised = (
        n
        for n in range(1, start)
        if _RAISED_MARK.match(lines[n].text) and lines[n].base - lines[n - 1].base > SET_OFF * lines[n].size
    )
    return min(next(marked, len(lines)), next(raised, len(lines)))


def _is_above(line: Line, other: Line) -> bool:
    """Whether a line stands above another, and not beside what is above that."""
    return line.base < other.base and line.left < other.right and other.left < line.right


def _passages(sheets: Sequence[_Sheet]) -> Iterator[Passage]:
    """All passages in order; what stands between the parts of a paragraph comes behind it."""
    known = hyphens.known_words(line.text for sheet in sheets for line in sheet.lines)
    steps = _steps(sheets)
    opened: _Open | None = None
    for sheet in sheets:
        waiting = list(sheet.heads)
        for part in _paragraphs(sheet.lines, steps, sheet.number):
            if opened and _is_continued(opened.lines, part.lines):
                opened.lines += part.lines
                opened.behind += waiting
            else:
                yield from _closed(opened, known)
                yield from waiting
                opened = part
            waiting = []
        furniture = [
            *waiting,
            *(_noted(note, known) for note in _paragraphs(sheet.notes, steps, sheet.number)),
            *sheet.feet,
        ]
        if opened:
            opened.behind += furniture
        else:
            yield from furniture
    yield from _closed(opened, known)


def _steps(sheets: Sequence[_Sheet]) -> dict[int, float]:
    """The usual distance between lines, for each size of type in half points."""
    found: dict[int, Counter[float]] = {}
    for sheet in sheets:
        for lines in (sheet.lines, sheet.notes):
            for line, below in pairwise(lines):
                step = below.base - line.base
                if line.column == below.column and _is_same_size(line, below) and 0 < step <= WIDEST * line.size:
                    found.setdefault(round(2 * line.size), Counter())[round(step, 1)] += 1
    return {size: _usual_step(steps) for size, steps in found.items()}


def _usual_step(steps: Counter[float]) -> float:
    """The least distance that is about as frequent as any: between paragraphs of a line or two it is wider."""
    most = max(steps.values())
    return min(step for step, times in steps.items() if times >= 0.5 * most)


def _is_same_size(line: Line, below: Line) -> bool:
    return abs(line.size - below.size) <= SAME_SIZE * line.size


def _paragraphs(lines: Sequence[Line], steps: dict[int, float], page: int) -> Iterator[_Open]:
    """The paragraphs of a page, column by column."""
    opened: _Open | None = None
    for line in lines:
        if opened and _goes_on(opened.lines, line, steps):
            opened.lines.append(line)
            continue
        before = opened.lines[-1] if opened else None
        if opened:
            yield opened
        apart = before is None or before.column != line.column or line.base - before.base > WIDER * _step(line, steps)
        opened = _Open([line], page, apart)
    if opened:
        yield opened


def _step(line: Line, steps: dict[int, float]) -> float:
    return steps.get(round(2 * line.size), USUAL * line.size)


def _goes_on(lines: Sequence[Line], line: Line, steps: dict[int, float]) -> bool:
    """Whether a paragraph goes on in the next line of its column."""
    last = lines[-1]
    if last.is_row or line.is_row or last.column != line.column or not _is_same_type(last, line):
        return False
    distance = line.base - last.base
    if not 0.5 * line.size < distance <= WIDER * _step(line, steps):
        return False
    if hyphens.is_broken(last.text):
        return True
    if has_marker(line.text) and _begins_item(line, last):
        return False
    if line.text[0].islower() and not ends_sentence(last.text):
        return True
    shift = line.left - last.left
    if abs(shift) > 1 and _is_centred(last) and _is_centred(line):
        return not ends_sentence(last.text)
    if len(lines) == 1:
        if shift > INDENT * line.size and not has_marker(last.text):
            return False
    elif abs(shift) > INDENT * line.size:
        return False
    return _is_full(last, line)


def _begins_item(line: Line, last: Line) -> bool:
    """Whether a line with a mark begins an item: a number may stand at the beginning of any line of a paragraph."""
    is_bullet = not (line.text[0].isalnum() or line.text[0] == "(")
    return is_bullet or last.text[-1] in ".;:,!?" or abs(line.left - last.left) > 1


def _is_same_type(line: Line, below: Line) -> bool:
    return _is_same_size(line, below) and {line.is_bold, below.is_bold} != {True, False}


def _is_centred(line: Line) -> bool:
    """Whether a line stands in the middle of its column, and does not fill it."""
    left, right = line.edges
    is_inset = line.left - left > line.size and right - line.right > line.size
    return is_inset and abs(line.left + line.right - left - right) <= 2 * CENTRED * (right - left) + 2


def _is_full(line: Line, below: Line) -> bool:
    """Whether the next line's first word would not have fitted into a line any more."""
    first = below.text.split(" ")[0]
    width = (below.right - below.left) * len(first) / max(len(below.text), 1)
    return line.right + width + 0.3 * line.size > line.edges[1] - 0.3 * line.size


def _is_continued(lines: Sequence[Line], below: Sequence[Line]) -> bool:
    """Whether a paragraph goes on in the next column or on the next page."""
    last, first = lines[-1], below[0]
    if last.is_row or first.is_row or not _is_same_type(last, first) or has_marker(first.text):
        return False
    if last.column == first.column and first.base > last.base:
        return False
    if hyphens.is_broken(last.text):
        return True
    if ends_sentence(last.text) or last.text[-1] == ":" or _is_centred(last):
        return False
    if first.text[0].islower():
        return True
    return last.text[-1] != ";" and last.edges[1] - last.right <= FULL * last.size and len(lines) + len(below) > 2


def _closed(opened: _Open | None, known: frozenset[str]) -> Iterator[Passage]:
    """A paragraph as one passage, and what comes behind it."""
    if opened is None:
        return
    first = opened.lines[0]
    text = _text([line.text for line in opened.lines], known)
    passage = Passage(text, opened.page, first.size, first.is_bold is True, opened.after_blank)
    yield replace(passage, kind="other", why="the row of a table") if first.is_row else passage
    yield from opened.behind


def _noted(opened: _Open, known: frozenset[str]) -> Passage:
    first = opened.lines[0]
    text = _text([line.text for line in opened.lines], known)
    return Passage(text, opened.page, first.size, False, opened.after_blank, "other", "a note below the text")


def _text(lines: Sequence[str], known: frozenset[str]) -> str:
    """The lines of a paragraph as one."""
    text = lines[0]
    for line in lines[1:]:
        if hyphens.is_broken(text):
            text = hyphens.joined(text, line, known)
        elif _CJK.match(text[-1]) and _CJK.match(line):
            text += line
        else:
            text += f" {line}"
    return re.sub(rf"{BROKEN_OFF}(?=\w)", "", text).replace(BROKEN_OFF, "-")
