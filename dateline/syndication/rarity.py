"""How much a stretch of text says about where it comes from: the less, the more unrelated texts hold it.

A newsroom's standing matter, the fixed words of a form and a sentence that everybody quotes occur in text after text
that have nothing else in common. So a gram counts by the number of groups that hold it, not by the number of
articles: a story that four hundred outlets took over is one group, and its words keep their weight.
"""

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.grams import Sample

COMMON = 8
"""Groups that hold a gram, from which on it says nothing and is entered no more. This also bounds what one gram can
cost to look up. Measured with 4, 8 and 16 (docs/syndication.md): fewer discounts stories with many tellings."""

Weights = NDArray[np.float64]


def gram_weights(n_groups: NDArray[np.intp]) -> Weights:
    """The weight of grams that so many groups hold: 1 for none or one, then the inverse, nought for common ones."""
    weights = 1.0 / np.maximum(n_groups, 1)
    weights[n_groups >= COMMON] = 0.0
    return weights


def word_weights(sample: Sample, weights: Weights, n_words: int) -> Weights:
    """The weight of each word of a text: that of the kept gram which starts nearest; 1 where none is kept."""
    if not len(sample.places):
        return np.ones(n_words)
    order = np.argsort(sample.places)
    places = sample.places[order]
    borders = np.empty(len(places) + 1, dtype=np.intp)
    borders[0], borders[-1] = 0, n_words
    borders[1:-1] = (places[:-1] + places[1:]) // 2 + 1
    return np.repeat(weights[order], borders[1:] - borders[:-1])
