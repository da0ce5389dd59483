"""The words of a PDF as its pages show them: what they say, where they stand, how large and how heavy they are.

Places are in points, to the right and down, on the axes of text that runs from left to right whichever way the page is
turned; text that runs another way than most of its page ("DRAFT" across it) is kept apart. The letters are told by
PDFium (`pdf_letters`), in a process of its own for each PDF: one may be made to keep it busy for ever, to fill the
memory or to end it, and none of that may happen to whoever reads it.
"""

import json
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from dateline.errors import BinaryPageError, BrokenPageError, EmptyPageError, PageError, PageTooLargeError

SECONDS = 60
"""For the letters of one PDF: a book of 700 pages takes ten."""
SPACE = 0.15
"""Of the font's size: a word that stands nearer to the one before has no space before it."""
BROKEN_OFF = "\u00ad"
"""What a word ends with that PDFium takes for broken off at the end of a line."""
UNREADABLE = "\ufffd"
"""What stands for a letter that the PDF draws without saying which it is."""
EXTRA = "pip install 'dateline[pdf]'"

_ERRORS: Mapping[str, type[PageError]] = {
    kind.__name__: kind for kind in (BinaryPageError, BrokenPageError, EmptyPageError, PageTooLargeError)
}


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

    Raises BinaryPageError for an encrypted one, and where PDFium is not installed; BrokenPageError for one that cannot
    be opened or ends PDFium; PageTooLargeError for one with too many pages, letters or drawn objects, or that takes
    too long or too much memory.
    """
    if find_spec("pypdfium2") is None:
        raise BinaryPageError(f"this is a PDF file; to read PDFs: {EXTRA}")
    command = [sys.executable, "-P", "-c", "from dateline.page.pdf_letters import serve; serve()"]
    try:
        done = subprocess.run(
            command, input=data, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise PageTooLargeError(
            f"the PDF takes more than {SECONDS} seconds to take apart and was given up; give the text alone"
        ) from error
    if done.returncode:
        how = f"signal {-done.returncode}" if done.returncode < 0 else f"status {done.returncode}"
        raise BrokenPageError(
            f"the PDF ended what takes it apart ({how}): it is damaged, or takes more memory than it may; "
            "open it and print it to a new PDF"
        )
    return _answer(json.loads(done.stdout))


def _answer(answer: dict[str, Any]) -> PdfText:
    """The words, or the error, that the other process tells."""
    if "error" in answer:
        raise _ERRORS[answer["error"]](answer["message"])
    pages = tuple(
        PdfPage(tuple(Word(*word) for word in page["words"]), tuple(Word(*word) for word in page["askew"]))
        for page in answer["pages"]
    )
    return PdfText(pages, answer["stated"], answer["has_pictures"], answer["unread"])


def is_leftward(text: str) -> bool:
    """Whether most letters of a text belong to a script that runs from right to left."""
    kinds = Counter(unicodedata.bidirectional(letter) for letter in text)
    return kinds["R"] + kinds["AL"] > kinds["L"]


def is_rightward(text: str) -> bool:
    """Whether a text runs to the right wherever it stands: Latin letters and figures do, marks follow their place."""
    return not is_leftward(text) and any(unicodedata.bidirectional(letter) in ("L", "EN", "AN") for letter in text)
