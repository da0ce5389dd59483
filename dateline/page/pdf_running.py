"""What comes again on the pages of a PDF: running heads and feet, letterheads, page numbers, what browsers print.

A row at the top or at the bottom of a page is one of these if it stands at the same height on pages near it, in the
same words but for numbers and letters that text recognition took for others, and so does all between it and the edge.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from dateline.page import stamps
from dateline.page.pdf_rows import Row

DEEPEST_EDGE = 8
"""Rows from the top or the bottom of a page in which a running head or foot is looked for; a letterhead has six."""
SAME_HEIGHT = 8.0
"""Points by which the height of a running head may differ from page to page."""
MANY_PAGES = 6
"""Pages from which a row must stand on three of them to be a running head; before, on two."""
MOST_FURNITURE = 0.5
"""The share of a page's rows that may be heads and feet: a form that comes again on each page is its text."""
NEAR = 4
"""Pages before and behind one that are looked at for the same head: those on the left and on the right may differ."""
SHORT = 8
"""Letters up to which two rows must be the same in all of them."""
ALIKE = 0.9
"""The share of letters that two running heads have in common; scanned ones differ."""

_NUMBER_ALONE = re.compile(
    r"[-–—|()\[\]\s]*\d{1,4}(?:\s?[/|]\s?\d{1,4})?[-–—|()\[\]\s]*|[^\W\d]{1,6}\.? \d{1,4} [^\W\d]{2,4} \d{1,4}"
)
_ADDRESS = re.compile(r"[a-z]+://\S+\Z")
_ROMAN = re.compile(r"\W*[ivxlc]+\W*", re.IGNORECASE)


def running(pages: Sequence[Sequence[Row]]) -> list[tuple[int, int]]:
    """How many rows at the top and at the bottom of each page are running heads, running feet and page numbers."""
    found = []
    tops = [_seen(rows[:DEEPEST_EDGE]) for rows in pages]
    bottoms = [_seen(rows[-DEEPEST_EDGE:]) for rows in pages]
    needed = 1 if len(pages) < MANY_PAGES else 2
    for n, rows in enumerate(pages):
        near = [m for m in range(max(0, n - NEAR), min(len(pages), n + NEAR + 1)) if m != n]
        top = _repeated(rows[:DEEPEST_EDGE], [tops[m] for m in near], needed)
        bottom = _repeated(rows[top:][::-1][:DEEPEST_EDGE], [bottoms[m] for m in near], needed)
        found.append((top, bottom) if top + bottom <= max(DEEPEST_EDGE, MOST_FURNITURE * len(rows)) else (0, 0))
    return found


def _seen(rows: Sequence[Row]) -> list[tuple[float, str]]:
    return [(row.base, _form(row)) for row in rows]


def _repeated(rows: Sequence[Row], others: Sequence[Sequence[tuple[float, str]]], needed: int) -> int:
    """How many rows from the edge on stand on `needed` other pages as well, or are a page's number."""
    for n, row in enumerate(rows):
        form = _form(row)
        times = sum(
            any(abs(base - row.base) <= SAME_HEIGHT and _is_alike(form, other) for base, other in page)
            for page in others
        )
        if times < needed and not (n <= 1 and (is_page_number(row) or _is_of_browser(row))):
            return n
    return len(rows)


def _is_alike(form: str, other: str) -> bool:
    """Whether two rows say the same, but for a letter that text recognition took for another."""
    if form == other:
        return True
    return min(len(form), len(other)) > SHORT and SequenceMatcher(None, form, other).quick_ratio() >= ALIKE


def _form(row: Row) -> str:
    """What is the same of a running head on all pages: its words without numbers, whichever side they are on."""
    cells = sorted(re.sub(r"\d+", "#", cell.text.casefold()) for cell in row.cells)
    return "#" if _ROMAN.fullmatch(row.text) else "\t".join(cells)


def is_page_number(row: Row) -> bool:
    """Whether a row is a number alone, or one of how many: "- 2 -", "2/5", "Page 2 of 5"; "2025." ends a sentence."""
    return len(row.cells) == 1 and _NUMBER_ALONE.fullmatch(row.text) is not None


def _is_of_browser(row: Row) -> bool:
    """Whether a row is what browsers print around a page: time and title above, address and number below."""
    cells = [cell.text for cell in row.cells]
    if len(cells) != 2:
        return False
    is_head = stamps.is_time_line(cells[0]) and stamps.has_clock(cells[0])
    return is_head or (_ADDRESS.match(cells[0]) is not None and _NUMBER_ALONE.fullmatch(cells[1]) is not None)
