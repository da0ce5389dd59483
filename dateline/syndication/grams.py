"""The short phrases of a text, as numbers: what two texts must share to be thought copies at all.

A gram is five words in a row. Every gram of a text is looked at when two texts are aligned; to find what might be a
copy, a sample of one gram in five is kept, chosen by the gram itself, so that two texts keep the same ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.words import Words, mixed

Grams = NDArray[np.uint64]

GRAM = 5
"""Words in a gram. Measured with 3, 4, 5 (eval/syndication.py): shorter ones join texts that share stock phrases,
longer ones lose heavily styled copies."""
SAMPLE = 5
"""One gram in so many is kept. One in four finds no more copies, one in six loses briefs (docs/syndication.md)."""

_FACTORS = mixed(np.arange(101, 101 + GRAM, dtype=np.uint64)) | np.uint64(1)


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """The grams of a text that are kept: each once, ascending, with a word that it starts at."""

    grams: Grams
    places: NDArray[np.intp]


def grams_of(words: Words) -> Grams:
    """The gram that starts at each word but the last four; empty for fewer than five words."""
    n = len(words) - GRAM + 1
    if n <= 0:
        return np.zeros(0, dtype=np.uint64)
    wide = words.astype(np.uint64)
    total = wide[:n] * _FACTORS[0]
    for k in range(1, GRAM):
        total += wide[k : k + n] * _FACTORS[k]
    return mixed(total) >> np.uint64(1)


def sample_of(grams: Grams) -> Sample:
    """Those of a text's grams that are kept."""
    kept = np.flatnonzero(grams < np.uint64(2**63 // SAMPLE))
    numbers = grams[kept]
    order = np.argsort(numbers)
    numbers = numbers[order]
    once = np.ones(len(numbers), dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=once[1:])
    return Sample(numbers[once], kept[order[once]])
