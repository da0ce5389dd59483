"""What PDFium, which shows PDFs in Chromium, tells of a PDF's letters, put together to words.

This is the only module that speaks to PDFium; `serve` is what runs in a process of its own (`pdf_words` starts it). A
word ends at a space, at a jump, and where the baseline moves: so a raised "1" behind a word is a word of its own, with
no space before it. Scripts that run to the left are put in order by the places of their letters.
"""

import ctypes
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import astuple
from functools import lru_cache
from itertools import groupby
from typing import Any

import pypdfium2
from pypdfium2 import raw

from dateline.bounded import end_within, hold_memory
from dateline.errors import BinaryPageError, BrokenPageError, PageError, PageTooLargeError
from dateline.page.pdf_words import (
    BROKEN_OFF,
    SECONDS,
    SPACE,
    UNREADABLE,
    PdfPage,
    PdfText,
    Word,
    is_leftward,
    is_rightward,
)

MAX_PAGES = 1_000
"""More than any communiqué has; a report of 2,000,000 characters has some 700."""
MAX_LETTERS = 4_000_000
"""Letters, spaces included, drawn on all pages: twice what a page may have, as many are drawn twice or not kept."""
MAX_OBJECTS = 1_000_000
"""Objects drawn on all pages: a map in lines has some 50,000; each takes PDFium half a kilobyte."""
FIRST_DRAWN = 20
"""Things that a page draws first, among which a picture is looked for."""
GAP = 0.25
"""Of the font's size: letters further apart than this belong to two words, even without a space between them."""
SHIFT = 0.12
"""Of the font's size: a baseline that moves by more is that of another line, or of a raised or lowered letter."""
BOLD = 600
"""The weight of a font from which it is bold: OpenType has 400 for plain, 600 for half bold and 700 for bold."""
MEMORY = 1024**3
"""Bytes of address space: PDFium and Python take 200 MB of it, a book of 137 pages with pictures 100 more."""
GRACE = 5
"""Seconds after which this process ends itself if whoever started it is gone."""

_LIGATURES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc]")
_BULLETS: Mapping[int, str] = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➤",
    0xF0FC: "✓",
    0xF076: "❖",
    0xF06E: "■",
    0xF02D: "–",
}
"""The marks of lists in the fonts Symbol and Wingdings, as word processors write them."""
_HYPHENS_OF_PDFIUM = (0x2, 0xFFFE)


def serve() -> None:
    """Tell the words of the PDF on standard input as JSON on standard output, or the error that it is."""
    _limit()
    try:
        read = read_letters(sys.stdin.buffer.read())
        answer: dict[str, Any] = {
            "pages": [
                {"words": [astuple(word) for word in page.words], "askew": [astuple(word) for word in page.askew]}
                for page in read.pages
            ],
            "stated": read.stated,
            "has_pictures": read.has_pictures,
            "unread": read.unread,
        }
    except PageError as error:
        answer = {"error": type(error).__name__, "message": str(error)}
    except MemoryError:
        answer = {"error": "PageTooLargeError", "message": "the PDF takes more memory than it may; give the text alone"}
    sys.stdout.write(json.dumps(answer))  # in one: small writes cost their reader more than all else


def _limit() -> None:
    """Bound the memory of this process, and its life: its starter may be ended before it can end this one."""
    end_within(SECONDS + GRACE)
    with suppress(ValueError, OSError):
        hold_memory(MEMORY)


def read_letters(data: bytes) -> PdfText:
    """The words of a PDF's bytes, told by PDFium in this process; errors as those of `read_words`."""
    document = _opened(data)
    try:
        return _read(document)
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise BinaryPageError(
                "this PDF is encrypted and wants a password; save it without one (open it, then print to PDF)"
            ) from error
        raise BrokenPageError("the PDF is damaged: its pages cannot be found; get a whole copy of it") from error


def _read(document: Any) -> PdfText:
    count = len(document)
    if count > MAX_PAGES:
        raise PageTooLargeError(f"the PDF has {count:,} pages; Dateline reads up to {MAX_PAGES:,}; give one document")
    pages: list[PdfPage] = []
    seen: Counter[str] = Counter()
    has_pictures, unread = False, 0
    for number in range(count):
        try:
            with closing(document[number]) as page:
                pages.append(_page(page, seen))
                has_pictures = has_pictures or _shows_picture(page)
        except pypdfium2.PdfiumError:
            unread += 1  # what can be read of a damaged file is read
    if not pages:
        raise BrokenPageError(f"the PDF is damaged: none of its {count} pages can be read; get a whole copy of it")
    return PdfText(tuple(pages), _stated(document), has_pictures, unread)


def _page(page: Any, seen: Counter[str]) -> PdfPage:
    """The words of one page; `seen` counts what all pages draw."""
    seen["drawn objects"] += max(raw.FPDFPage_CountObjects(page), 0)
    _check(seen, "drawn objects", MAX_OBJECTS)
    with closing(page.get_textpage()) as textpage:
        n_letters = max(raw.FPDFText_CountChars(textpage), 0)
        seen["letters"] += n_letters
        _check(seen, "letters", MAX_LETTERS)
        sheet = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, sheet)
        return _upright(list(_words(textpage, n_letters, sheet)))


def _check(seen: Counter[str], what: str, limit: int) -> None:
    if seen[what] > limit:
        raise PageTooLargeError(f"the PDF has over {limit:,} {what}, as no page of text has; give the text alone")


def _shows_picture(page: Any) -> bool:
    """Whether a picture is among the first things that a page draws: a scanned one is little else."""
    count = min(max(raw.FPDFPage_CountObjects(page), 0), FIRST_DRAWN)
    drawn = [raw.FPDFPage_GetObject(page, n) for n in range(count)]
    for form in [thing for thing in drawn if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM]:
        count = min(max(raw.FPDFFormObj_CountObjects(form), 0), FIRST_DRAWN)
        drawn += [raw.FPDFFormObj_GetObject(form, n) for n in range(count)]
    return any(raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE for thing in drawn)


def _stated(document: Any) -> dict[str, str]:
    """What the PDF says of itself, on one line each; halves of letters are shown as such."""
    values = {name: document.get_metadata_value(name) for name in ("Title", "Author", "CreationDate")}
    whole = {name: value.encode("utf-8", "replace").decode("utf-8") for name, value in values.items()}
    return {name: " ".join(value.replace("\x00", " ").split()) for name, value in whole.items() if value.strip()}


def _words(textpage: Any, n_letters: int, sheet: Any) -> Iterator[tuple[Word, float]]:
    """The words of a page as it draws them, each with the angle that it runs at, in degrees.

    Letters beside the `sheet`, which nobody sees, are left out.
    """
    letter_x, letter_y, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    before: _Open | None = None
    spaced = True
    for n in range(n_letters):
        code = raw.FPDFText_GetUnicode(textpage, n)
        text = _letter(code)
        if text is None or text.isspace():
            if before:
                yield before.word()
            before, spaced = None, True
            continue
        raw.FPDFText_GetCharOrigin(textpage, n, letter_x, letter_y)
        raw.FPDFText_GetLooseCharBox(textpage, n, box)
        x, y = letter_x.value, letter_y.value
        if not (math.isfinite(x) and math.isfinite(y) and all(map(math.isfinite, _edges(box)))):
            continue
        if box.right < sheet.left or box.left > sheet.right or box.top < sheet.bottom or box.bottom > sheet.top:
            continue
        if before and before.goes_on(x, y, box):
            before.add(text, box)
            continue
        opened = _Open(textpage, n, text, x, y, box)
        if before:
            yield before.word()
            opened.is_glued = not spaced and before.is_beside(opened)
        before, spaced = opened, False
    if before:
        yield before.word()


def _edges(box: Any) -> tuple[float, float, float, float]:
    return (box.left, box.bottom, box.right, box.top)


@lru_cache(maxsize=4096)
def _letter(code: int) -> str | None:
    """The letter of a code as plain text has it; None for what ends a word."""
    if code in _HYPHENS_OF_PDFIUM:
        return BROKEN_OFF
    if code in _BULLETS:
        return _BULLETS[code]
    if code == 0 or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF or code == 0xFFFD:
        return UNREADABLE
    letter = chr(code)
    if _LIGATURES.match(letter):
        return unicodedata.normalize("NFKC", letter)
    return None if letter.isspace() or unicodedata.category(letter) == "Cc" else letter


class _Open:
    """A word that letters are added to, on the axes of the line that it stands on."""

    def __init__(self, textpage: Any, n: int, text: str, x: float, y: float, box: Any) -> None:
        angle = -raw.FPDFText_GetCharAngle(textpage, n)  # PDFium counts clockwise
        self.angle = angle if math.isfinite(angle) else 0.0
        self.cos, self.sin = math.cos(self.angle), math.sin(self.angle)
        matrix = raw.FS_MATRIX()
        scale = 1.0
        if raw.FPDFText_GetMatrix(textpage, n, matrix):
            scale = math.hypot(matrix.c, matrix.d)
        size = raw.FPDFText_GetFontSize(textpage, n) * scale
        height = max(abs(box.top - box.bottom), abs(box.right - box.left)) or 1.0
        self.size = size if math.isfinite(size) and 0.1 < size < 10_000 else height
        self.is_bold = raw.FPDFText_GetFontWeight(textpage, n) >= BOLD or _is_named_bold(textpage, n)
        self.letters = [(text, *self._along(box))]
        self.base = self._across(x, y)
        self.left, self.right = self._along(box)
        self.is_glued = False

    def goes_on(self, x: float, y: float, box: Any) -> bool:
        """Whether a letter stands right beside the last one, on the same line."""
        if abs(self._across(x, y) - self.base) > SHIFT * self.size:
            return False
        left, right = self._along(box)
        return max(left - self.right, self.left - right) <= GAP * self.size

    def add(self, text: str, box: Any) -> None:
        left, right = self._along(box)
        self.letters.append((text, left, right))
        self.left, self.right = min(self.left, left), max(self.right, right)

    def is_beside(self, other: "_Open") -> bool:
        """Whether another word begins where this one ends, on the same line or raised from it."""
        return (
            self.angle == other.angle
            and abs(other.left - self.right) <= SPACE * max(self.size, other.size)
            and abs(other.base - self.base) < 0.6 * max(self.size, other.size)
        )

    def word(self) -> tuple[Word, float]:
        text = unicodedata.normalize("NFC", in_reading_order(self.letters))
        left, right, base, size = (round(number, 2) for number in (self.left, self.right, -self.base, self.size))
        word = Word(text, left, right, base, size, self.is_bold, self.is_glued)
        return word, math.degrees(self.angle)

    def _along(self, box: Any) -> tuple[float, float]:
        """Where a letter's box begins and ends on the line."""
        if not self.angle:
            return box.left, box.right
        ends = [x * self.cos + y * self.sin for x in (box.left, box.right) for y in (box.bottom, box.top)]
        return min(ends), max(ends)

    def _across(self, x: float, y: float) -> float:
        """How far up from the page's origin a baseline stands, at a right angle to it."""
        return y * self.cos - x * self.sin


def in_reading_order(letters: Sequence[tuple[str, float, float]]) -> str:
    """The letters of a word as text, given with where they begin and end, in the order in which they are drawn.

    Those of scripts that run to the left are drawn in any order: they are put in order by their places, and numbers and
    Latin letters among them are turned back.
    """
    if not is_leftward("".join(text for text, _, _ in letters)):
        return "".join(text for text, _, _ in letters)
    bases = [(left + right) / 2 for text, left, right in letters if not unicodedata.combining(text[0])]
    keyed = []
    for n, (text, left, right) in enumerate(letters):
        middle = (left + right) / 2
        is_mark = unicodedata.combining(text[0]) > 0
        at = min(bases, key=lambda base: abs(base - middle)) if is_mark and bases else middle
        keyed.append((-at, is_mark, n, text))
    turned: list[str] = []
    for rightward, run in groupby((text for *_, text in sorted(keyed)), key=is_rightward):
        letters_of_run = list(run)
        turned += letters_of_run[::-1] if rightward else letters_of_run
    return "".join(turned)


def _is_named_bold(textpage: Any, n: int) -> bool:
    name, flags = ctypes.create_string_buffer(80), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, n, name, 80, flags)
    return b"bold" in name.value.lower() or b"black" in name.value.lower()


def _upright(found: list[tuple[Word, float]]) -> PdfPage:
    """The words that run as most of their page do, and the others apart."""
    angles: Counter[int] = Counter()
    for word, angle in found:
        angles[round(angle) % 360] += len(word.text)
    most = angles.most_common(1)[0][0] if angles else 0
    return PdfPage(
        tuple(word for word, angle in found if round(angle) % 360 == most),
        tuple(word for word, angle in found if round(angle) % 360 != most),
    )
