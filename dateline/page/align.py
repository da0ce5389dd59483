"""Which lines of a page stand in a given text: how an extractor's output is mapped back to the page.

Extractors give the words that they keep, but not where those stood. Long lines decide by themselves: their words are
found in the text or not. A short line ("He declined.") counts only where its words stand between those of its
neighbours; of a line that the page repeats, the copy among other lines of the text.
"""

import re
from collections.abc import Sequence

LONG = 24
"""Characters of words from which a line is found by itself: shorter ones recur on pages (menus, bylines)."""
ENOUGH = 0.6
"""The share of a long line's pieces that must stand in the text, where a part of the line was dropped."""
_WORD = re.compile(r"\w+")


def key(text: str) -> str:
    """The words of a text in small letters, each with a space before and after, to be compared."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


def found(keys: Sequence[str], text: str) -> list[bool]:
    """Which of a page's lines, given by their keys in order, stand in `text`."""
    words = key(text)
    places = [_place(line, words) if len(line) > LONG else -1 for line in keys]
    _drop_copies(keys, places, words)
    result = [place >= 0 for place in places]
    after = len(words)
    limits = [after] * len(keys)
    for n in range(len(keys) - 1, -1, -1):
        limits[n] = after
        if places[n] >= 0:
            after = places[n] + 1
    cursor = 0
    for n, line in enumerate(keys):
        if places[n] >= 0:
            cursor = max(cursor, places[n] + len(line) - 1)
        elif 2 < len(line) <= LONG and any(result[max(0, n - 6) : n + 7]):
            at = words.find(line, max(0, cursor - 1), max(cursor, limits[n]) + 1)
            if at >= 0:
                result[n] = True
                cursor = at + len(line) - 1
    return result


def _place(line: str, words: str) -> int:
    """Where a long line begins among the words, or -1."""
    if (at := words.find(line)) >= 0:
        return at
    pieces = [line[n : n + LONG] for n in range(0, len(line) - LONG + 1, LONG)]
    places = [at for piece in pieces if (at := words.find(piece)) >= 0]
    return places[0] if len(places) >= max(1, ENOUGH * len(pieces)) else -1


def _drop_copies(keys: Sequence[str], places: list[int], words: str) -> None:
    """Of lines with the same words, keep as many as the text has: those with most neighbours in the text."""
    copies: dict[str, list[int]] = {}
    for n, place in enumerate(places):
        if place >= 0:
            copies.setdefault(keys[n], []).append(n)
    for line, numbers in copies.items():
        if len(numbers) > 1 and (room := max(1, words.count(line))) < len(numbers):
            ranked = sorted(numbers, key=lambda n: -sum(place >= 0 for place in places[max(0, n - 4) : n + 5]))
            for n in ranked[room:]:
                places[n] = -1
