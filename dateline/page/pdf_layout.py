"""Words on a page to lines in the order in which people read them: columns one after the other, rows of tables apart.

Words on one baseline are a row, and what stands apart in it are its cells. Where cells of several rows keep clear of
the same strip from top to bottom, the strip is a gutter (a cut as in Nagy and Seth's XY trees, 1984, but seen from the
rows, so that a heading across both columns ends it). What stands on its sides are columns if it is running text: what
is above is read first, then the left column, the right one (the other way round where the script runs so), and what is
below. Cells that are no running text stay together as the rows of a table.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from dateline.page.pdf_words import SPACE, Word, is_leftward, is_rightward

SAME_ROW = 0.25
"""Of the font's size: words whose baselines differ by less are one row."""
RAISED = 0.45
"""Of the size of a row's largest word: by how much the mark of a note may be raised above it."""
MARK_GAP = 2.0
"""Of that size: how far a note may stand behind its mark, and a mark behind its word."""
CELL_GAP = 0.9
"""Of the font's size: words further apart are two cells until no gutter lies between them; justified text has 0.6."""
APART = 2.0
"""Of the font's size: cells further apart are lines of their own, or of a table, though no gutter parts them."""
MARKER_GAP = 6.0
"""Of the font's size: how far the words of a list's item may stand behind its mark."""
GUTTER = 0.7
"""Of the font's size: the least width of the strip between two columns."""
FEWEST_ROWS = 3
"""Rows with cells on either side that make columns: two may be a letterhead's name and date."""
MOST_GUTTERS = 40
"""Places where a gutter is looked for in one part of a page."""
MOST_ROWS = 400
"""Rows of a part of a page in which gutters are looked for; a page of the smallest print has 150."""
RUNNING_WORDS = 6.0
"""Words in the middling line of a column from which it is running text, whatever stands beside it."""
NARROW_WORDS = 3.0
"""Words in the middling line of each of several columns from which they are running text."""
LEVEL = 1.5
"""Points by which the baselines of two cells of a table may differ."""
EVEN = 1.4
"""How much wider than the narrowest the widest space of a justified line may be: all are stretched alike."""
LONGER = 2.5
"""Of the distance between lines: what is further below the end of one column is no part of the other."""
WITHIN = 0.9
"""The share of lines that end within their column: an address or a formula may run over its end."""
STRETCHED = 3.0
"""Of the font's size: the widest space of a justified line that has but a few words in it."""
FILLED = 0.8
"""Of a column's width: a line that is as wide is one that went on because it was full."""

_MARKER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6}|[A-Z])[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?|[•▪●◦‣∙■►➤✓❖○–—-])")
_MARK = re.compile(r"\d{1,3}|[*†‡]{1,3}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Cell:
    """Words that stand together in one row, with the text that they make."""

    words: tuple[Word, ...]
    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """All cells on one baseline, from left to right (from right to left where the script runs so)."""

    cells: tuple[Cell, ...]
    base: float
    size: float

    @property
    def text(self) -> str:
        """The cells' text, a tab between them."""
        return "\t".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is read; `column` numbers the columns of a page, `edges` are its own column's left and right.

    `is_row` where it is the row of a table, its cells parted by tabs. `is_bold` is None where only a part is.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool | None
    column: int
    edges: tuple[float, float]
    is_row: bool = False


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The rows of a page from top to bottom; a raised number stands in the row of the word that it is beside."""
    groups = sorted(_glued(words), key=_base)
    numbers = [group for group in groups if all(_MARK.fullmatch(word.text) for word in group)]
    rows = _on_baselines([group for group in groups if not all(_MARK.fullmatch(word.text) for word in group)])
    bases = [_base(row) for row in rows]
    alone = []
    for number in numbers:
        at = bisect_left(bases, _base(number))
        near = rows[max(0, at - 2) : at + 2]
        if row := next((row for row in near if _belongs(number, row)), None):
            row += number
        else:
            alone.append(number)
    return [_row(row) for row in sorted([*rows, *_on_baselines(alone)], key=_base)]


def _glued(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Words with those that are glued to them: "agreement" and its raised "1"."""
    together: list[Word] = []
    for word in words:
        if together and not word.is_glued:
            yield together
            together = []
        together.append(word)
    if together:
        yield together


def _base(words: Sequence[Word]) -> float:
    return max(words, key=lambda word: word.size).base


def _on_baselines(groups: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """Groups of words, which are given from top to bottom, as rows."""
    rows: list[list[Word]] = []
    base = size = 0.0
    for group in groups:
        largest = max(group, key=lambda word: word.size)
        if rows and abs(largest.base - base) <= SAME_ROW * min(size, largest.size):
            rows[-1] += group
        else:
            rows.append(list(group))
        if len(rows[-1]) == len(group) or largest.size > size:
            base, size = largest.base, largest.size
    return rows


def _belongs(number: Sequence[Word], row: Sequence[Word]) -> bool:
    """Whether a number stands on the baseline of a row, or is raised above it beside one of its words."""
    mark, largest = max(number, key=lambda word: word.size), max(row, key=lambda word: word.size)
    above = largest.base - mark.base
    if abs(above) <= SAME_ROW * min(mark.size, largest.size):
        return True
    is_raised = 0 < above <= RAISED * largest.size and mark.size < largest.size
    return is_raised and any(_gap(mark, word) <= MARK_GAP * largest.size for word in row)


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """The lines of rows in reading order."""
    lines: list[Line] = []
    for column, part in enumerate(_parts(rows)):
        lines += _lines(part, column)
    return lines


def has_marker(text: str) -> bool:
    """Whether a line begins as the item of a list does: a number, a letter, or a bullet, and more behind it."""
    first, _, rest = text.partition(" ")
    return bool(rest) and _MARKER.fullmatch(first) is not None


def _row(words: Sequence[Word]) -> Row:
    largest = max(words, key=lambda word: word.size)
    leftward = is_leftward("".join(word.text for word in words))
    cells: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.left):
        if cells and _gap(cells[-1][-1], word) <= _room(cells[-1], word):
            cells[-1].append(word)
        else:
            cells.append([word])
    if leftward:
        cells = [_turned(cell) for cell in reversed(cells)]
    return Row(tuple(_cell(cell, largest) for cell in cells), largest.base, largest.size)


def _turned(words: Sequence[Word]) -> list[Word]:
    """Words that run to the left in their order; Latin ones and numbers among them run to the right."""
    found: list[Word] = []
    for rightward, run in groupby(reversed(words), key=lambda word: is_rightward(word.text)):
        words_of_run = list(run)
        found += words_of_run[::-1] if rightward else words_of_run
    return found


def _gap(left: Word, right: Word) -> float:
    return max(right.left - left.right, left.left - right.right)


def _room(cell: Sequence[Word], word: Word) -> float:
    """How far a word may stand behind a cell and still belong to it."""
    size = max(cell[-1].size, word.size)
    is_mark = len(cell) == 1 and (_MARKER.fullmatch(cell[0].text) or _is_raised(cell[0], word))
    return (MARKER_GAP if is_mark else CELL_GAP) * size


def _cell(words: Sequence[Word], largest: Word) -> Cell:
    own = max(words, key=lambda word: word.size)
    return Cell(
        tuple(words),
        _spelled(words, largest),
        min(word.left for word in words),
        max(word.right for word in words),
        own.base,
        own.size,
    )


def _spelled(words: Sequence[Word], largest: Word) -> str:
    """The words as text; a raised number is written as one ("agreement¹", "km²"), so that it joins no other."""
    text = (
        words[0].text.translate(_RAISED)
        if _is_raised(words[0], words[1] if len(words) > 1 else largest)
        else words[0].text
    )
    for before, word in pairwise(words):
        is_raised = _is_raised(word, before)
        is_glued = word.is_glued or (is_raised and _gap(before, word) <= SPACE * before.size)
        text += ("" if is_glued else " ") + (word.text.translate(_RAISED) if is_raised else word.text)
    return text


def _is_raised(word: Word, beside: Word) -> bool:
    """Whether a word is a small raised number, as a note's is."""
    is_small = word.size < 0.85 * beside.size and beside.base - word.base > 0.15 * beside.size
    return is_small and word.text.strip("*†‡,").isdigit()


def _parts(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The parts of a page that are read one after the other, each from top to bottom."""
    found = _gutter(rows) if len(rows) <= MOST_ROWS else None
    if found is None:
        if rows:
            yield list(rows)
        return
    x, first, last = found
    leftward = is_leftward("".join(row.text for row in rows[first:last]))
    left, right = _side(rows[first:last], x, leftward=True), _side(rows[first:last], x, leftward=False)
    yield from _parts(rows[:first])
    for side in (right, left) if leftward else (left, right):
        yield from _parts(side)
    yield from _parts(rows[last:])


def _side(rows: Sequence[Row], x: float, *, leftward: bool) -> list[Row]:
    """The rows of one side of a gutter."""
    kept = ((row, tuple(cell for cell in row.cells if (cell.left < x) == leftward)) for row in rows)
    return [Row(cells, cells[0].base, max(cell.size for cell in cells)) for row, cells in kept if cells]


def _gutter(rows: Sequence[Row]) -> tuple[float, int, int] | None:
    """Where the right column begins, with its first row and one past its last; None where no columns of text are.

    Of several gutters the one that most rows keep clear of on both sides is taken.
    """
    lefts = Counter(round(cell.left) for row in rows for cell in row.cells)
    places = [left for left, count in lefts.most_common(MOST_GUTTERS) if count >= FEWEST_ROWS]
    best: tuple[int, float, int, int] | None = None
    for place in places:
        for first, last in _clear(rows, place - 1.0):
            band = _trimmed(rows, first, last, place - 1.0)
            if band is None:
                continue
            left, right = (_side(rows[slice(*band)], place - 1.0, leftward=side) for side in (True, False))
            weight = min(len(left), len(right))
            if weight < FEWEST_ROWS or not _are_columns(left, right) or (best and best[0] >= weight):
                continue
            best = (weight, place - 1.0, *band)
    return best[1:] if best else None


def _clear(rows: Sequence[Row], x: float) -> Iterator[tuple[int, int]]:
    """The runs of rows that keep clear of the strip that ends at `x`."""
    first = 0
    for n, row in enumerate(rows):
        strip = x - GUTTER * row.size
        if any(cell.left < x and cell.right > strip for cell in row.cells):
            if n > first:
                yield first, n
            first = n + 1
    if len(rows) > first:
        yield first, len(rows)


def _trimmed(rows: Sequence[Row], first: int, last: int, x: float) -> tuple[int, int] | None:
    """A run of rows without those before both sides have begun, and those that stand off below; None for no columns."""
    sides = [(any(cell.left < x for cell in row.cells), any(cell.left >= x for cell in row.cells)) for row in rows]
    begun = [next((n for n in range(first, last) if sides[n][side]), None) for side in (0, 1)]
    if begun[0] is None or begun[1] is None:
        return None
    first = (
        begun[1] if begun[0] + 1 < begun[1] else min(begun[0], begun[1])
    )  # what the left side has above is read above
    ended = [max((n for n in range(first, last) if sides[n][side]), default=None) for side in (0, 1)]
    if ended[0] is None or ended[1] is None:
        return None
    step = max(_leading([rows[n] for n in range(first, last) if sides[n][side]]) for side in (0, 1))
    stop = 1 + min(ended[0], ended[1])
    while stop < last and rows[stop].base - rows[stop - 1].base <= LONGER * step:
        stop += 1
    return (first, stop) if stop - first >= FEWEST_ROWS else None


def _leading(rows: Sequence[Row]) -> float:
    """The usual distance between two rows."""
    steps = [below.base - above.base for above, below in pairwise(rows)]
    return median(steps) if steps else 0.0


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether what stands on the two sides of a gutter is read down and not across: no table.

    One of them is running text, or each is a column of short lines that are full; or their lines are not on one
    height, as those of a table are.
    """
    if any(_is_text(side, RUNNING_WORDS) for side in (left, right)):
        return True
    if all(_is_text(side, NARROW_WORDS) for side in (left, right)):
        return True
    heights = [row.base for row in right]
    level = sum(any(abs(row.base - base) <= LEVEL for base in heights) for row in left)
    return 2 * level < min(len(left), len(right))


def _is_text(rows: Sequence[Row], fewest: float) -> bool:
    """Whether one side of a gutter is a column of running text, or several of them."""
    if inner := _strip(rows):
        return all(_is_text(_side(rows, inner, leftward=side), fewest) for side in (True, False))
    spelled = [[word for cell in row.cells for word in cell.words if any(map(str.isalpha, word.text))] for row in rows]
    widths = [max(word.right for word in row) - min(word.left for word in row) if row else 0.0 for row in spelled]
    widest = sorted(widths)[int(WITHIN * (len(widths) - 1))]
    is_filled = sum(width >= FILLED * widest for width in widths) >= 0.5 * len(widths)
    return is_filled and median(map(len, spelled)) >= fewest


def _strip(rows: Sequence[Row]) -> float | None:
    """Where a second column begins in all of some rows, if three of them or more have one."""
    for left, count in Counter(round(cell.left) for row in rows for cell in row.cells).most_common(MOST_GUTTERS):
        x = left - 1.0
        is_clear = count >= FEWEST_ROWS and list(_clear(rows, x)) == [(0, len(rows))]
        if is_clear and len(_side(rows, x, leftward=True)) >= FEWEST_ROWS:
            return x
    return None


def _lines(rows: Sequence[Row], column: int) -> Iterator[Line]:
    """The lines of a part of a page without gutters: rows of tables, or cells that are one line or several."""
    joined = [_joined(row) for row in rows]
    edges = _edges([cell for row in rows for cell in row.cells])
    for n, cells in enumerate(joined):
        beside = [len(joined[m]) for m in (n - 1, n + 1) if 0 <= m < len(joined)]
        if len(cells) > 1 and any(count > 1 for count in beside):
            yield _line(cells, column, edges, is_row=True)
        else:
            for cell in cells:
                yield _line([cell], column, edges)


def _edges(cells: Sequence[Cell]) -> tuple[float, float]:
    """Where a column begins and ends; a few lines that run over its end do not count."""
    rights = sorted(cell.right for cell in cells)
    return min(cell.left for cell in cells), rights[int(WITHIN * (len(rights) - 1))]


def _joined(row: Row) -> list[Cell]:
    """The cells of a row, those that no more than wide spaces part made one."""
    if len(row.cells) > 1 and _is_justified(row):
        return [_merged(row.cells)]
    found: list[Cell] = []
    for cell in row.cells:
        if found and _gap(found[-1].words[-1], cell.words[0]) <= APART * row.size:
            found[-1] = _merged((found[-1], cell))
        else:
            found.append(cell)
    return found


def _is_justified(row: Row) -> bool:
    """Whether the words of a row stand apart because they fill the line: all their spaces are stretched alike."""
    words = [word for cell in row.cells for word in cell.words]
    gaps = [_gap(left, right) for left, right in pairwise(words) if not right.is_glued]
    has_figures = any(not any(map(str.isalpha, cell.text)) for cell in row.cells)
    is_even = bool(gaps) and max(gaps) <= min(EVEN * min(gaps), STRETCHED * row.size)
    return is_even and not (has_figures and len(row.cells) == len(words))


def _merged(cells: Sequence[Cell]) -> Cell:
    words = [word for cell in cells for word in cell.words]
    return _cell(words, max(words, key=lambda word: word.size))


def _line(cells: Sequence[Cell], column: int, edges: tuple[float, float], *, is_row: bool = False) -> Line:
    words = [word for cell in cells for word in cell.words]
    letters = sum(len(word.text) for word in words)
    bold = sum(len(word.text) for word in words if word.is_bold)
    sizes = Counter[float]()
    for word in words:
        sizes[word.size] += len(word.text)
    return Line(
        "\t".join(cell.text for cell in cells),
        min(cell.left for cell in cells),
        max(cell.right for cell in cells),
        cells[0].base,
        sizes.most_common(1)[0][0],
        True if bold == letters else None if bold else False,
        column,
        edges,
        is_row,
    )
