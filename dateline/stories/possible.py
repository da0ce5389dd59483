"""Which events can be one happening at all: a cheap question, asked of one event against thousands at once.

A difference that cannot be rules a pair out: days apart, a visit planned and a visit made, expulsions in opposite
directions, two facts of one article.
"""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.stories.likeness import Facets

Indices = NDArray[np.intp]
Masks = NDArray[np.uint64]
WORD = 64
"""Countries in a word of a mask."""


class Possible:
    """Some events, to be held against one another by their places in the sequence that is given."""

    def __init__(self, events: Sequence[Facets]) -> None:
        self._first = np.array([event.first for event in events], dtype=np.int64)
        self._last = np.array([event.last for event in events], dtype=np.int64)
        self._prospect = _numbered(events, lambda event: event.prospect)
        self._article = _numbered(events, lambda event: event.told.article)
        countries = sorted({one for event in events for one in event.actors | event.recipients})
        bits = {country: bit for bit, country in enumerate(countries)}
        self._actors = _masks([event.actors for event in events], bits)
        self._recipients = _masks([event.recipients for event in events], bits)

    def among(self, event: int, others: Indices) -> Indices:
        """Those of some other events that may be the same happening as an event, in their order."""
        others = others[
            (self._first[others] - self._last[event] <= 1)
            & (self._first[event] - self._last[others] <= 1)
            & (self._prospect[others] == self._prospect[event])
            & (self._article[others] != self._article[event])
        ]
        return others[~self._are_of_others(event, others)]

    def _are_of_others(self, event: int, others: Indices) -> NDArray[np.bool]:
        """Whether they are between others, or the other way round: "Poland expels …" and "Belarus expels …"."""
        mine, theirs = self._actors[event], self._recipients[event]
        yours, ours = self._actors[others], self._recipients[others]
        has_yours, has_ours = yours.any(axis=1), ours.any(axis=1)
        crossed = (mine & ours).any(axis=1) | (theirs & yours).any(axis=1)
        opposite = mine.any() & has_yours & crossed & ~(mine & yours).any(axis=1)
        apart = ~((mine | theirs) & (yours | ours)).any(axis=1)
        between_others: NDArray[np.bool] = opposite | (mine.any() & theirs.any() & has_yours & has_ours & apart)
        return between_others


def _numbered(events: Sequence[Facets], of: Callable[[Facets], str]) -> NDArray[np.int64]:
    """A number for each event, the same where a property is the same."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(of(event), len(numbers)) for event in events], dtype=np.int64)


def _masks(sets: Sequence[frozenset[str]], bits: dict[str, int]) -> Masks:
    """A bit for each country of each set: [sets, words]."""
    made = np.zeros((len(sets), len(bits) // WORD + 1), dtype=np.uint64)
    for place, countries in enumerate(sets):
        for country in countries:
            word, bit = divmod(bits[country], WORD)
            made[place, word] |= np.uint64(1 << bit)
    return made
