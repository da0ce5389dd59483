"""Attributions by the learned tagger: an article's windows to sources, cues and contents.

The model finds anchors, the first pieces of cues, and then, for each of them, every piece's role; contents of two
anchors may overlap, so what is told inside of what is told needs no step of its own. It was fitted on news that other
people annotated (`docs/model.md`).
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.encoder import Encoded, graph
from dateline.statements.decoding import Tagged, anchors, decode

NO_ODDS = -9.0
"""Log odds of words that the tagger did not see, and the lowest that count."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the tagger makes of an article: its attributions, in the order of the text, and each piece's odds."""

    attributions: tuple[Tagged, ...]
    starts: tuple[int, ...]
    odds: tuple[float, ...]

    def odds_at(self, start: int, end: int) -> float:
        """The highest log odds of a cue that starts in a range of code points."""
        first, last = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return max((NO_ODDS, *self.odds[first:last]))


def tag(encoded: Iterable[Encoded]) -> Tagging:
    """The attributions of all windows of an article."""
    found: list[Tagged] = []
    starts: list[int] = []
    odds: list[float] = []
    for each in encoded:
        found.extend(_tag(each))
        real = each.window.word >= 0
        starts.extend(each.window.starts[real].tolist())
        odds.extend(each.anchors[real].tolist())
    return Tagging(tuple(found), tuple(starts), tuple(odds))


def _tag(encoded: Encoded) -> list[Tagged]:
    """The attributions of a window; roles are looked for in the anchor's paragraph, which hardly any reaches over."""
    found: list[Tagged] = []
    edges = np.flatnonzero(encoded.window.word < 0).tolist()
    for first, last in pairwise(edges):
        window = encoded.window[first : last + 1]
        odds = encoded.anchors[first : last + 1]
        if at := anchors(window, odds):
            distance = np.arange(len(window))[None] - np.array(at)[:, None]
            vectors = encoded.vectors[first : last + 1][at]
            given = {
                "projected": encoded.projected[first : last + 1],
                "anchors": vectors,
                "buckets": bucket_of(distance),
            }
            (roles,) = graph("attribution").run(None, given)
            found.extend(decode(window, odds, at, roles))
    return found


def bucket_of(distance: NDArray[np.int64]) -> NDArray[np.int64]:
    """The bucket of a piece's distance from its anchor, in pieces: 16 to each side, by powers of the root of two."""
    size = np.minimum(np.floor(2 * np.log2(np.maximum(np.abs(distance), 1)) + 1), 16).astype(np.int64)
    buckets: NDArray[np.int64] = np.where(distance == 0, 16, 16 + np.sign(distance) * size)
    return buckets
