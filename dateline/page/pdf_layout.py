"""Rows of a page to lines in the order in which people read them: columns one after the other, tables apart.

Where cells of several rows keep clear of the same strip from top to bottom, the strip is a gutter (a cut as in Nagy and
Seth's XY trees, 1984, but seen from the rows, so that a heading across both columns ends it). What stands on its sides
are columns if it is running text: what is above is read first, then the left column, the right one (the other way round
where the script runs so), and what is below. Cells that are no running text stay together as the rows of a table.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dateline.page.pdf_rows import Cell, Row, gap, merged
from dateline.page.pdf_words import is_leftward

APART = 2.0
"""Of the font's size: cells further apart are lines of their own, or of a table, though no gutter parts them."""
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


def lines_of(rows: Sequence[Row]) -> list[Line]:
    """The lines of rows in reading order."""
    lines: list[Line] = []
    for column, part in enumerate(_parts(rows)):
        lines += _lines(part, column)
    return lines


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
        return [merged(row.cells)]
    found: list[Cell] = []
    for cell in row.cells:
        if found and gap(found[-1].words[-1], cell.words[0]) <= APART * row.size:
            found[-1] = merged((found[-1], cell))
        else:
            found.append(cell)
    return found


def _is_justified(row: Row) -> bool:
    """Whether the words of a row stand apart because they fill the line: all their spaces are stretched alike."""
    words = [word for cell in row.cells for word in cell.words]
    gaps = [gap(left, right) for left, right in pairwise(words) if not right.is_glued]
    has_figures = any(not any(map(str.isalpha, cell.text)) for cell in row.cells)
    is_even = bool(gaps) and max(gaps) <= min(EVEN * min(gaps), STRETCHED * row.size)
    return is_even and not (has_figures and len(row.cells) == len(words))


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
