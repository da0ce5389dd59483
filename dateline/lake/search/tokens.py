"""Text as the words that search compares: without case and accents, in any script.

"Erdoğan" and "erdogan" are one word, "Türkiye" is "turkiye"; Cyrillic, Arabic and others lose their accents and points
in the same way. Where a script has no blanks between words (Chinese, Japanese, Thai …) or hangs endings on them
(Korean), every character is a word of its own: a search for several finds them side by side, also in longer words.
Marks, quotes and hyphens part words, so that "north-korean" is two.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

PARTED = "¶"
"""A word that no text has: it stands between two names or passages, so that no phrase reaches over it."""

_SINGLE = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"  # Thai
    "\u0e81-\u0eb0\u0eb2\u0eb3\u0ec0-\u0ec6"  # Lao
    "\u1000-\u102a\u103f\u1780-\u17b3"  # Myanmar, Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff\uff66-\uff9d"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"  # Han
    "\uac00-\ud7a3"  # Hangul
)
_DROPPED = (  # accents and points, and signs that only say how to break or join a word
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0730-\u074a\u08d3-\u08ff\u093c\u09bc\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0"
    "\u00ad\u200c\u200d\u2060\ufe00-\ufe0f\ufe20-\ufe2f"
)
_MARKS = (  # what belongs to the letter before it
    f"{_DROPPED}\u0711\u07a6-\u07b0\u0816-\u082d\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963\u0981-\u0983\u09be-\u09cd"
    "\u09d7\u09e2\u09e3\u0a01-\u0a03\u0a3c-\u0a51\u0a70\u0a71\u0a75\u0a81-\u0a83\u0abc-\u0acd\u0ae2\u0ae3\u0b01-\u0b03"
    "\u0b3c-\u0b57\u0b62\u0b63\u0b82\u0bbe-\u0bd7\u0c00-\u0c04\u0c3c-\u0c56\u0c62\u0c63\u0c81-\u0c83\u0cbc-\u0cd6\u0ce2\u0ce3"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0d57\u0d62\u0d63\u0d81-\u0d83\u0dca-\u0ddf\u0df2\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f18\u0f19\u0f35\u0f37\u0f39\u0f71-\u0f84\u0f90-\u0fbc\u102b-\u103e\u1056-\u1059\u135d-\u135f"
    "\u17b4-\u17d3\u302a-\u302f\u3099\u309a\uff9e\uff9f"
)
_APOSTROPHES = "\u02b9-\u02bf"
"""Letters to Unicode, but written for apostrophes."""
_PIECE = re.compile(
    rf"[{_SINGLE}][{_MARKS}]*|(?:[^\W_{_APOSTROPHES}{_SINGLE}]|[{_MARKS}])+",
)
_DROP = re.compile(f"[{_DROPPED}]+")
_STROKES = str.maketrans(
    {"ı": "i", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ŋ": "ng", "ŧ": "t"}
)
"""Letters of Latin alphabets that Unicode does not take apart, by what a keyboard without them writes."""


def words_of(text: str) -> str:
    """The words of a text with single blanks between, as they go into the index and into what is asked of it."""
    if text.isascii():
        return _plain(text)
    return " ".join(filter(None, map(_known, text.split())))


def placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The same words, each with where it stands in the text: first code point, and the one after its last."""
    for piece in _PIECE.finditer(text):
        for word in _known(piece[0]).split():
            yield word, piece.start(), piece.end()


@lru_cache(maxsize=50_000)
def _known(chunk: str) -> str:
    """The words of what stands between two blanks; kept, since a language has few that are frequent."""
    if chunk.isascii():
        return _plain(chunk)
    return _pieces(_folded(_pieces(chunk)))


def _pieces(text: str) -> str:
    return " ".join(_PIECE.findall(text))


_ASCII_OTHER = re.compile(r"[^a-z0-9]+")


def _plain(text: str) -> str:
    return _ASCII_OTHER.sub(" ", text.lower()).strip()


def _folded(text: str) -> str:
    bare = _DROP.sub("", unicodedata.normalize("NFKD", text)).casefold().translate(_STROKES)
    return unicodedata.normalize("NFC", _DROP.sub("", unicodedata.normalize("NFKD", bare)))
