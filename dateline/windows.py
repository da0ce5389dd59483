"""An article's story to windows for the encoder: pieces of words with their places in the text and what they look like.

A window holds whole paragraphs, as many as fit; a longer paragraph is cut after a sentence. Windows depend on their
article alone, so that a page gives the same whether it is read by itself or among others. Marks are read as plain
ones, one code point for one, so that a piece's place is the text's own. What the vocabulary cannot show (it has no
capitals) stands beside each piece: how its word is written, whether it stands in a quotation, whether it opens a
paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from dateline.language import PLAIN
from dateline.records import Article, Span

LONGEST = 144
"""Pieces in a window, about 110 words; attributions rarely reach over more. Of 128, 144 and 192, direct quotations of
the development articles are found best with it; shorter ones are hardly faster a word."""
LOWER, TITLE, CAPITALS, NUMBER, MARK = range(5)
"""How the word of a piece is written (`Window.written`)."""
OUTSIDE, INSIDE, EDGE = range(3)
"""Where a piece stands: outside of quotations, in one, or it is its mark (`Window.quoted`)."""
WITHIN, OPENING = range(2)
"""Whether a piece opens a paragraph (`Window.opening`)."""

_WORD = re.compile(r"\w+|[^\w\s]")
_OPENING_AT, _STARTS_AT, _ENDS_AT = 3, 4, 5
"""Which of a window's columns say these."""
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces in the order of the text, the first and the last of them, and those between paragraphs, special.

    `starts` and `ends` are code points of `article.text`; special pieces have an empty range. `word` numbers the words
    of the window: pieces of one word share a number; special pieces have -1.
    """

    pieces: Ints
    written: Ints
    quoted: Ints
    opening: Ints
    starts: Ints
    ends: Ints
    word: Ints

    def __len__(self) -> int:
        return len(self.pieces)

    def __getitem__(self, part: slice) -> "Window":
        """A part of the window, with the special pieces at its edges."""
        return Window(*(getattr(self, each.name)[part] for each in fields(self)))


def windows(
    article: Article, quotes: Sequence[Span], tokenizer: Tokenizer, *, longest: int = LONGEST
) -> Iterator[Window]:
    """The windows of an article's story, in order; `quotes` are its quotations with their marks, in order."""
    text = article.text.translate(PLAIN)
    blocks = [block.span for block in article.story()]
    encoded = tokenizer.encode_batch([text[b.start : b.end] for b in blocks], add_special_tokens=False)
    start, separator = tokenizer.encode("", add_special_tokens=True).ids
    held: list[Ints] = []
    for block, encoding in zip(blocks, encoded, strict=True):
        for part in _parts(_columns(text, block, encoding, quotes), longest - 2, text):
            if held and sum(columns.shape[1] + 1 for columns in held) + part.shape[1] + 2 > longest:
                yield _window(held, start, separator)
                held = []
            held.append(part)
    if held:
        yield _window(held, start, separator)


def _columns(text: str, block: Span, encoding: Encoding, quotes: Sequence[Span]) -> Ints:
    """A paragraph's pieces, a column each, in the order of `Window`'s fields."""
    starts, ends = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2).T + block.start
    words = list(_WORD.finditer(text, block.start, block.end))
    word = np.searchsorted([each.end() for each in words], starts, side="right")
    written = np.array([_written(each.group()) for each in words] or [MARK])[np.minimum(word, max(len(words) - 1, 0))]
    around = [quote for quote in quotes if quote.overlaps(block)]
    opened = np.array([quote.start for quote in around] + [len(text) + 1])
    closed = np.array([quote.end for quote in around] + [len(text) + 1])
    at = np.searchsorted(closed, starts, side="right")
    edge = (starts == opened[at]) | (ends == closed[at])
    quoted = np.where(opened[at] > starts, OUTSIDE, np.where(edge, EDGE, INSIDE))
    columns = np.stack((np.array(encoding.ids), written, quoted, np.zeros_like(starts), starts, ends, word))
    columns = columns[:, starts < ends]
    columns[_OPENING_AT, :1] = OPENING
    return columns


@lru_cache(maxsize=1 << 14)
def _written(word: str) -> int:
    if not word[0].isalnum():
        return MARK
    if any(sign.isdigit() for sign in word):
        return NUMBER
    if not word[0].isupper():
        return LOWER
    return CAPITALS if len(word) > 1 and word.isupper() else TITLE


def _parts(columns: Ints, longest: int, text: str) -> Iterator[Ints]:
    """A paragraph's columns, cut behind the last sentence that ends in a window's second half; else between words."""
    while columns.shape[1] > longest:
        _, written, _, _, starts, ends, word = columns
        cut = longest
        for n in range(longest - 1, longest // 2, -1):
            if text[starts[n]] in ".!?" and written[n + 1] != LOWER and ends[n] < starts[n + 1]:
                cut = n + 1
                break
        else:
            while cut > longest // 2 and word[cut] == word[cut - 1]:
                cut -= 1
        yield columns[:, :cut]
        columns = columns[:, cut:]
    if columns.shape[1]:
        yield columns


def _window(parts: Sequence[Ints], start: int, separator: int) -> Window:
    columns = [_special(start, int(parts[0][_STARTS_AT, 0]))]
    words = 0
    for part in parts:
        shifted = part.copy()
        shifted[-1] += words - part[-1, 0]
        words = int(shifted[-1, -1]) + 1
        columns += [shifted, _special(separator, int(part[_ENDS_AT, -1]))]
    return Window(*np.concatenate(columns, axis=1))


def _special(piece: int, at: int) -> Ints:
    return np.array([[piece], [MARK], [OUTSIDE], [WITHIN], [at], [at], [-1]])
