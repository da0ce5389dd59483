"""The words of a PDF as its pages show them: what they say, where they stand, how large and how heavy they are.

PDFium, which shows PDFs in Chromium, tells each letter and its place; this is the only module that speaks to it. A
word ends at a space, at a jump, and where the baseline moves: so a raised "1" behind a word is a word of its own, with
no space before it. Places are in points, to the right and down, on the axes of text that runs from left to right
whichever way the page is turned; text that runs another way than most of its page ("DRAFT" across it) is kept apart.

A PDF may be made to harm whoever opens it: what is unpacked, how many pages, letters and drawn objects are looked at is
limited, by numbers alone, so that one file gives the same on every machine.
"""

import ctypes
import math
import re
import threading
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pypdfium2
from pypdfium2 import raw

from dateline.errors import BinaryPageError, BrokenPageError, PageTooLargeError

MAX_PAGES = 1_000
"""More than any communiqué has; a report of 2,000,000 characters has some 700."""
MAX_LETTERS = 4_000_000
"""Letters, spaces included, drawn on all pages: twice what a page may have, as many are drawn twice or not kept."""
MAX_OBJECTS = 1_000_000
"""Objects drawn on all pages: a map in lines has some 50,000; each takes PDFium a microsecond and half a kilobyte."""
MAX_STREAM = 32 * 1024**2
"""Bytes that one stream may unpack to, unless it says that it is a picture or a font: text of a page takes 20,000."""
MAX_UNPACKED = 256 * 1024**2
"""Bytes that all such streams may unpack to together."""
FIRST_DRAWN = 20
"""Things that a page draws first, among which a picture is looked for."""
GAP = 0.25
"""Of the font's size: letters further apart than this belong to two words, even without a space between them."""
SHIFT = 0.12
"""Of the font's size: a baseline that moves by more is that of another line, or of a raised or lowered letter."""
SPACE = 0.15
"""Of the font's size: a word that stands nearer to the one before has no space before it."""
BOLD = 600
"""The weight of a font from which it is bold: OpenType has 400 for plain, 600 for half bold and 700 for bold."""
BROKEN_OFF = "\u00ad"
"""What a word ends with that PDFium takes for broken off at the end of a line."""
UNREADABLE = "\ufffd"

_STREAM = re.compile(rb"stream\r?\n")
_NO_TEXT = re.compile(rb"/Subtype\s*/Image\b|/Length1\b|/FontFile|/DCTDecode|/JPXDecode")
_INFLATED_STEP = 1 << 20
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
_ONE_AT_A_TIME = threading.Lock()
"""PDFium keeps state of its own and must not run in two threads."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where a page shows it, in points; `base` is its baseline; `is_glued` where no space stands before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    is_bold: bool = False
    is_glued: bool = False


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The words of one page in the order in which it draws them, and those that run another way."""

    words: tuple[Word, ...]
    askew: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class PdfText:
    """The pages of a PDF, what it says of itself ("Title", "Author", "CreationDate"), and whether it shows pictures.

    `unread` pages are damaged.
    """

    pages: tuple[PdfPage, ...]
    stated: Mapping[str, str]
    has_pictures: bool
    unread: int = 0


def read_words(data: bytes) -> PdfText:
    """The words of a PDF's bytes, page by page.

    Raises BinaryPageError for an encrypted one, BrokenPageError for one that cannot be opened or whose letters cannot
    be told, and PageTooLargeError beyond the limits.
    """
    _check_streams(data)
    with _ONE_AT_A_TIME:
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
        raise BrokenPageError(
            "the PDF is damaged: it has no pages that can be found; get a whole copy of it"
        ) from error


def _read(document: Any) -> PdfText:
    count = len(document)
    if count > MAX_PAGES:
        raise PageTooLargeError(f"the PDF has {count:,} pages; Dateline reads up to {MAX_PAGES:,}; give one document")
    pages, letters, objects, pictured, unread = [], 0, 0, False, 0
    for number in range(count):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            unread += 1  # what can be read of a damaged file is read
            continue
        try:
            n_objects = max(raw.FPDFPage_CountObjects(page), 0)
            objects += n_objects
            _check(objects, MAX_OBJECTS, "drawn objects")
            pictured = pictured or _shows_picture(page, n_objects)
            textpage = page.get_textpage()
            try:
                n_letters = max(raw.FPDFText_CountChars(textpage), 0)
                letters += n_letters
                _check(letters, MAX_LETTERS, "letters")
                pages.append(_upright(list(_words(textpage, n_letters))))
            finally:
                textpage.close()
        except pypdfium2.PdfiumError:
            unread += 1
        finally:
            page.close()
    if not pages:
        raise BrokenPageError(f"the PDF is damaged: none of its {count} pages can be read; get a whole copy of it")
    return PdfText(tuple(pages), _stated(document), pictured, unread)


def _check(number: int, limit: int, what: str) -> None:
    if number > limit:
        raise PageTooLargeError(f"the PDF has over {limit:,} {what}, as no page of text has; give the text alone")


def _shows_picture(page: Any, n_objects: int) -> bool:
    """Whether a picture is among the first things that a page draws: a scanned one is little else."""
    drawn = [raw.FPDFPage_GetObject(page, n) for n in range(min(n_objects, FIRST_DRAWN))]
    for form in [thing for thing in drawn if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_FORM]:
        count = min(max(raw.FPDFFormObj_CountObjects(form), 0), FIRST_DRAWN)
        drawn += [raw.FPDFFormObj_GetObject(form, n) for n in range(count)]
    return any(raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE for thing in drawn)


def _stated(document: Any) -> dict[str, str]:
    values = {name: document.get_metadata_value(name) for name in ("Title", "Author", "CreationDate")}
    return {name: " ".join(value.replace("\x00", " ").split()) for name, value in values.items() if value.strip()}


def _words(textpage: Any, n_letters: int) -> Iterator[tuple[Word, float]]:
    """The words of a page as it draws them, each with the angle that it runs at, in degrees."""
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
        angle = raw.FPDFText_GetCharAngle(textpage, n)
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
        word = Word(text, self.left, self.right, -self.base, self.size, self.is_bold, self.is_glued)
        return word, math.degrees(self.angle)

    def _along(self, box: Any) -> tuple[float, float]:
        """Where a letter's box begins and ends on the line."""
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


def is_leftward(text: str) -> bool:
    """Whether most letters of a text belong to a script that runs from right to left."""
    kinds = Counter(unicodedata.bidirectional(letter) for letter in text)
    return kinds["R"] + kinds["AL"] > kinds["L"]


def is_rightward(text: str) -> bool:
    """Whether a text runs to the right wherever it stands: Latin letters and figures do, marks follow their place."""
    return not is_leftward(text) and any(unicodedata.bidirectional(letter) in ("L", "EN", "AN") for letter in text)


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


def _check_streams(data: bytes) -> None:
    """Raise PageTooLargeError where streams unpack to more than pages of text need, before PDFium unpacks them."""
    unpacked = 0
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - 400) : match.start()]
        if _NO_TEXT.search(head[head.rfind(b"obj") + 1 :]):
            continue
        size = _inflated(memoryview(data)[match.end() :])
        unpacked += size
        if size > MAX_STREAM or unpacked > MAX_UNPACKED:
            raise PageTooLargeError(
                f"the PDF unpacks to more than {(MAX_STREAM if size > MAX_STREAM else MAX_UNPACKED) // 1024**2} MB "
                "of text and drawing; give the text alone"
            )


def _inflated(packed: memoryview) -> int:
    """Bytes that a stream unpacks to, as far as it does; a little over the limit where it goes on; 0 if not packed."""
    inflater = zlib.decompressobj()
    size, fed = 0, 0
    try:
        while not inflater.eof and size <= MAX_STREAM and fed < len(packed):
            part = inflater.unconsumed_tail or packed[fed : fed + 4096]
            fed += 0 if inflater.unconsumed_tail else len(part)
            size += len(inflater.decompress(part, _INFLATED_STEP))
    except zlib.error:
        pass  # not packed, packed otherwise, or damaged: what came before counts
    return size
