"""A text as a row of numbers, one a word, that are the same however a house spells, marks and capitalises.

Case, accents, width and the form of quotation marks, dashes and apostrophes do not count; only letters and digits do.
Scripts that put no spaces between words (Chinese, Japanese, Thai, Lao, Burmese, Khmer) give one word a character. The
numbers are the same in every process and on every machine, so they can be kept.

All of it is done on arrays: of the code points of a text, of its letters, of its words.
"""

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

Words = NDArray[np.uint32]
"""One number a word, in the order of the text."""

LONGEST_TEXT = 200_000
"""Code points that are looked at; more than any news story has, and no text can take unbounded time."""

_PLANE = 0x10000
_APART = np.uint64(0)
_PASSED_OVER = np.uint64(1)
_SPECIAL = np.uint64(1)
"""The bit of a character's number that says that it needs a second look, which most texts do not."""
_FOLDED_BLOCKS = ((0x0000, 0x1100), (0x1E00, 0x2000), (0xFF00, 0xFFF0))
"""Where a letter is its base letter without marks: Latin, Greek, Cyrillic; full-width forms. Not where a mark is a
letter of its own (kana) or a letter is made of letters (Hangul)."""
_UNSPACED_BLOCKS = (
    (0x0E00, 0x0F00),
    (0x1000, 0x10A0),
    (0x1780, 0x1800),
    (0x3040, 0x3100),
    (0x3400, 0x4DC0),
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
)
_LETTERS_ONLY = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xAC00, 0xD7A4))
"""Chinese characters and Korean syllables: every one a letter that stands for itself, so none has to be looked up."""
_BEYOND_THE_PLANE = (0x20000, 0x32000)
"""Rare Chinese characters; everything else beyond the first plane (emoji, mostly) parts words."""


def words_of(text: str) -> Words:
    """The words of a text as numbers; equal words have equal numbers, others differ but for one pair in 4 billion.

    >>> words_of("“Colour,” he said—twice") .tolist() == words_of('"colour" HE said: twice').tolist()
    True
    """
    points = np.frombuffer(text[:LONGEST_TEXT].encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if not len(points):
        return np.zeros(0, dtype=np.uint32)
    codes = _codes(points)
    alone = None
    if (codes & _SPECIAL).any():
        codes = codes[codes != _PASSED_OVER]
        alone = (codes & _SPECIAL).astype(bool)
    bounds = _bounds(codes != _APART, alone)
    starts, ends = bounds[::2], bounds[1::2]
    powers, inverses = _powers()
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    return (mixed((sums[ends] - sums[starts]) * inverses[starts]) >> np.uint64(32)).astype(np.uint32)


def mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Numbers whose every bit depends on many bits of the given ones (after the finaliser of MurmurHash3)."""
    numbers = numbers ^ (numbers >> np.uint64(33))
    numbers *= np.uint64(0xFF51AFD7ED558CCD)
    numbers ^= numbers >> np.uint64(33)
    numbers *= np.uint64(0xC4CEB9FE1A85EC53)
    return numbers


def _bounds(letters: NDArray[np.bool_], alone: NDArray[np.bool_] | None) -> NDArray[np.intp]:
    """Where words start and end, in turns: between letters and others, and around letters that are words alone."""
    framed = np.zeros(len(letters) + 2, dtype=bool)
    framed[1:-1] = letters if alone is None else letters & ~alone
    bounds = np.flatnonzero(framed[1:] != framed[:-1])
    if alone is None or not alone.any():
        return bounds
    singles = np.flatnonzero(alone)
    pairs = np.concatenate((bounds.reshape(-1, 2), np.stack((singles, singles + 1), axis=1)))
    return pairs[np.argsort(pairs[:, 0], kind="stable")].reshape(-1)


def _codes(points: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """A number for each character; nought for what parts words, odd for what is passed over or is a word alone."""
    table = _letters()
    if int(points.max()) < _PLANE:
        return table[points]
    rare = (points >= _BEYOND_THE_PLANE[0]) & (points < _BEYOND_THE_PLANE[1])
    beyond = np.where(rare, mixed(points.astype(np.uint64)) | _SPECIAL, _APART)
    return np.where(points < _PLANE, table[np.minimum(points, _PLANE - 1)], beyond)


@cache
def _letters() -> NDArray[np.uint64]:
    """For each code point of the first plane its number; letters that are folded to one have the same."""
    folded = np.arange(_PLANE, dtype=np.uint64)
    own = {point for start, end in _LETTERS_ONLY for point in range(start, end)}
    for point in range(_PLANE):
        if point not in own:
            folded[point] = _folded(point)
    numbers = mixed(folded + np.uint64(0x9E3779B97F4A7C15)) & ~_SPECIAL
    for start, end in _UNSPACED_BLOCKS:
        numbers[start:end] |= _SPECIAL
    numbers[folded == _APART] = _APART
    numbers[folded == _PASSED_OVER] = _PASSED_OVER
    return numbers


def _folded(point: int) -> int:
    character = chr(point)
    category = unicodedata.category(character)
    if category == "Cf" or 0x300 <= point < 0x370:
        return int(_PASSED_OVER)  # zero-width characters, soft hyphens, accents that stand apart
    if category[0] not in "LNM":
        return int(_APART)
    lowered = character.lower()
    if any(start <= point < end for start, end in _FOLDED_BLOCKS):
        lowered = unicodedata.normalize("NFKD", lowered).lower()
    return ord(lowered[0])


@cache
def _powers() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of an odd number and their inverses, modulo 2**64, for each place in a text.

    A letter is multiplied by the power of its place, a word by the inverse at its start: so the order of letters in a
    word counts and the word's place does not, and a row of sums gives all words at once (Karp and Rabin, 1987).
    """
    base = 0x9E3779B97F4A7C15
    both = [np.full(LONGEST_TEXT + 1, factor, dtype=np.uint64) for factor in (base, pow(base, -1, 2**64))]
    for row in both:
        row[0] = 1
    return np.cumprod(both[0], dtype=np.uint64), np.cumprod(both[1], dtype=np.uint64)
