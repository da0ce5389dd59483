"""Words on a page to rows: those on one baseline, what is raised beside them, and the cells that they stand in."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from dateline.page.pdf_words import SPACE, Word, is_leftward, is_rightward

SAME_ROW = 0.25
"""Of the font's size: words whose baselines differ by less are one row."""
RAISED = 0.45
"""Of the size of a row's largest word: by how much the mark of a note may be raised above it."""
MARK_GAP = 2.0
"""Of that size: how far a note may stand behind its mark, and a mark behind its word."""
CELL_GAP = 0.9
"""Of the font's size: words further apart are two cells until no gutter lies between them; justified text has 0.6."""
MARKER_GAP = 6.0
"""Of the font's size: how far the words of a list's item may stand behind its mark."""

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
    return is_raised and any(gap(mark, word) <= MARK_GAP * largest.size for word in row)


def has_marker(text: str) -> bool:
    """Whether a line begins as the item of a list does: a number, a letter, or a bullet, and more behind it."""
    first, _, rest = text.partition(" ")
    return bool(rest) and _MARKER.fullmatch(first) is not None


def _row(words: Sequence[Word]) -> Row:
    largest = max(words, key=lambda word: word.size)
    leftward = is_leftward("".join(word.text for word in words))
    cells: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.left):
        if cells and gap(cells[-1][-1], word) <= _room(cells[-1], word):
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


def gap(left: Word, right: Word) -> float:
    """How far two words of a row are apart; below zero where they overlap."""
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
        is_glued = word.is_glued or (is_raised and gap(before, word) <= SPACE * before.size)
        text += ("" if is_glued else " ") + (word.text.translate(_RAISED) if is_raised else word.text)
    return text


def _is_raised(word: Word, beside: Word) -> bool:
    """Whether a word is a small raised number, as a note's is."""
    is_small = word.size < 0.85 * beside.size and beside.base - word.base > 0.15 * beside.size
    return is_small and word.text.strip("*†‡,").isdigit()


def merged(cells: Sequence[Cell]) -> Cell:
    """Several cells of a row as one."""
    words = [word for cell in cells for word in cell.words]
    return _cell(words, max(words, key=lambda word: word.size))
