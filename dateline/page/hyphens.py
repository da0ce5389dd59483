"""Words that are broken at the end of a line, put together again: "agree-" and "ment", but "Russian-" and "Norwegian".

Whether the hyphen is the word's own is told from what the same text says elsewhere, from capitals and figures, and from
the words that compounds begin and end with ("non-", "-based": `tables/headline_words.csv`). Where nothing tells, the
hyphen was put there to break the word.
"""

import re
from collections.abc import Iterable

from dateline.page.phrases import words as word_lists

HYPHENS = "-\u2010\u00ad"
"""What a broken word may end with; U+00AD alone says that it is broken, or that it cannot be told from "-"."""
LONG_PART = 4
"""Letters of two words that the text has on their own from which they may be a compound: "long-term"."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010’'][^\W\d_]+)*")


def known_words(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole in lines: a line's last one may be broken, and its first the rest of another."""
    return frozenset(
        match[0].casefold().replace("\u2010", "-")
        for line in lines
        for match in _WORD.finditer(" ".join(line.split(" ")[1:-1]))
    )


def is_broken(line: str) -> bool:
    """Whether a line ends within a word, or within a compound: a hyphen right behind a letter."""
    return len(line) > 1 and line[-1] in HYPHENS and line[-2].isalnum()


def joined(line: str, below: str, known: frozenset[str]) -> str:
    """A line that ends within a word, with the one below: "an agree-" and "ment on" give "an agreement on"."""
    before, after = line[:-1], below
    first, rest = _last_part(before), _first_part(after)
    return before + ("" if _is_one_word(first, rest, known) else "-") + after


def _last_part(line: str) -> str:
    return line.rpartition(" ")[2].lstrip("(“\"‘'[")


def _first_part(line: str) -> str:
    match = _WORD.match(line)
    return match[0] if match else ""


def _is_one_word(first: str, rest: str, known: frozenset[str]) -> bool:
    """Whether two parts make one word without a hyphen."""
    if not rest or not first[-1:].isalpha() or rest[0].isupper() or (len(first) > 1 and first.isupper()):
        return False
    first, rest = first.casefold(), rest.casefold()
    if first + rest in known:
        return True
    if f"{first}-{rest}" in known:
        return False
    lists, head = word_lists(), re.split(r"[-\u2010]", first)[-1]
    if head in lists["hyphen_before"] or rest.split("-")[0] in lists["hyphen_after"]:
        return False
    small = lists["grammar"]
    is_compound = all(len(part) >= LONG_PART and part in known and part not in small for part in (head, rest))
    return not is_compound
