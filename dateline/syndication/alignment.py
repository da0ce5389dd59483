"""Where two texts run together word for word, and how much of each that is.

Two texts are laid beside each other by the grams that they share. Neighbouring shared grams make a run: a stretch of
words that stands in both without a change. A copy shares long runs, even in another house's style; two instances of
one form ("closed higher on Monday as ...") share many words but only short runs, as what is filled in parts them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.grams import GRAM, Grams
from dateline.syndication.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A text that others can be laid beside: its grams in the order of the text, and sorted."""

    n_words: int
    grams: Grams
    order: NDArray[np.intp]
    sorted: Grams


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """What two texts share: for each text, which words stand in a run; the runs' first words and lengths."""

    here: NDArray[np.bool_]
    there: NDArray[np.bool_]
    starts_here: NDArray[np.intp]
    starts_there: NDArray[np.intp]
    lengths: NDArray[np.intp]

    @property
    def run(self) -> float:
        """The length in words of the run that a shared word stands in, on average over shared words; 0 without any."""
        total = int(self.lengths.sum())
        return float((self.lengths * self.lengths).sum()) / total if total else 0.0

    @property
    def begins(self) -> tuple[int, int]:
        """How many words stand before the first shared one, here and there; only to be asked where some are shared."""
        return int(self.here.argmax()), int(self.there.argmax())


def laid(words: Words, grams: Grams) -> Laid:
    """A text made ready, so that many can be laid beside it."""
    order = np.argsort(grams, kind="stable")
    return Laid(len(words), grams, order, grams[order])


def align(text: Laid, other: Laid) -> Alignment:
    """The runs that `text` shares with `other`; a phrase that `other` repeats counts where it first stands."""
    places = np.full(len(text.grams), -1, dtype=np.intp)
    if len(other.sorted):
        at = np.minimum(other.sorted.searchsorted(text.sorted), len(other.sorted) - 1)
        same = other.sorted[at] == text.sorted
        places[text.order[same]] = other.order[at[same]]
    shared = np.flatnonzero(places >= 0)
    there = places[shared]
    breaks = np.flatnonzero((shared[1:] - shared[:-1] != 1) | (there[1:] - there[:-1] != 1)) + 1
    firsts = np.concatenate((np.zeros(min(1, len(shared)), dtype=np.intp), breaks))
    lengths = np.concatenate((firsts[1:], [len(shared)]))[: len(firsts)] - firsts + (GRAM - 1)
    starts_here, starts_there = shared[firsts], there[firsts]
    return Alignment(
        _covered(starts_here, lengths, text.n_words),
        _covered(starts_there, lengths, other.n_words),
        starts_here,
        starts_there,
        lengths,
    )


def _covered(starts: NDArray[np.intp], lengths: NDArray[np.intp], n_words: int) -> NDArray[np.bool_]:
    covered = np.zeros(n_words, dtype=bool)
    for start, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        covered[start : start + length] = True
    return covered
