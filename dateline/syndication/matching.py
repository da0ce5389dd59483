"""Whether a text is a copy of another: how much of one stands in the other, where, and in how long runs.

Only a share of the shorter text can tell a copy: a brief holds a tenth of the wire story and is all copy. What is
shared is found by alignment, word for word, and weighed by its rarity. Then three things are asked.

- Does one of the two stand in the other by a good part (`HELD`, `HOLDS`)? Shared quotations do not reach that.
- Does it stand there in long runs (`RUN`)? Two instances of one form do not.
- If both texts go their own way first and meet only further down: is it most of the text (`HELD_BELOW`)? Two texts with
  one trailer are not copies, while one with a new lede is.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.alignment import Alignment, align
from dateline.syndication.rarity import Weights, word_weights
from dateline.syndication.wording import Wording

HELD = 0.4
"""Share of a text, weighed, that stands in a member of the group."""
HOLDS = 0.5
"""Share of a member's text, weighed, that stands in the text at hand: of a brief that came before the whole story."""
HELD_BELOW = 0.6
"""The same, where the texts begin apart."""
HOLDS_BELOW = 0.65
"""Share of a member's text that stands in the text at hand, where the two do not begin alike: a short page is soon half
trailer or half quotation."""
ONE_OUTLET = 0.6
"""Either share, between two pages of one outlet: they have its standing matter in common, and it seldom prints a text
twice. Of real pairs of one outlet that are copies, the lowest share is 0.79."""
BEGIN_APART = 0.3
"""Share of both texts that stands before the first shared words, from which on they are said to begin apart."""
RUN = 20.0
"""Words that shared runs have, on average over shared words. Of instances of one form, 95 of 100 pairs stay below; of
copies in heavy house style, 1 in 100 does."""
LONG_RUN = 24.0
"""The same, where the texts do not begin alike and a good part of each is its own."""
NEARLY_ALL = 0.8
"""Share from which on a text is taken to be the other's, so that shorter runs are enough."""
SAME_TOP = 40
"""Words that may stand before the first shared ones in two texts that are said to begin alike: a headline, a credit, a
line of furniture."""
LEAST_WORDS = 5.0
"""Weight that a text is taken to have at least, in words, so that a few words left after all else was discounted
decide nothing."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a text and a member of a group share.

    `held` of the text stands in the member, `holds` of the member in the text, both weighed; `run` is the length of
    runs; `apart` the smaller share of text before the first shared words; `begins_alike` whether both begin with them;
    `shortest` the words of the shorter one.
    """

    held: float
    holds: float
    run: float
    apart: float
    begins_alike: bool
    shortest: int
    one_outlet: bool

    @property
    def share(self) -> float:
        """The larger of the two shares."""
        return max(self.held, self.holds)

    def is_copy(self, held_by_group: float = 0.0) -> bool:
        """Whether one text is a copy of the other, where so much of the text stands in the members taken together."""
        least = ONE_OUTLET if self.one_outlet else 0.0
        enough = max(self.held, held_by_group) >= max(least, HELD_BELOW if self.apart >= BEGIN_APART else HELD)
        enough = enough or self.holds >= max(least, HOLDS if self.begins_alike else HOLDS_BELOW)
        telling = self.begins_alike or self.share >= NEARLY_ALL
        return enough and self.run >= min(RUN if telling else LONG_RUN, self.shortest / 2)


@dataclass(frozen=True, eq=False)
class Weighed:
    """A text with the weight of its words, from the weights of its kept grams; without these every word counts 1."""

    wording: Wording
    by_gram: Weights | None = None

    @cached_property
    def weights(self) -> Weights:
        """The weight of each word."""
        if self.by_gram is None:
            return np.ones(len(self.wording))
        return word_weights(self.wording.sample, self.by_gram, len(self.wording))

    @cached_property
    def total(self) -> float:
        """The weight of the whole text."""
        return max(float(self.weights.sum()), LEAST_WORDS)


def likeness(text: Weighed, member: Weighed, *, one_outlet: bool = False) -> Likeness:
    """How alike a text and a member of a group are, which may both be pages of one outlet."""
    shared = align(text.wording.laid, member.wording.laid)
    shortest = min(len(text.wording), len(member.wording))
    if not len(shared.lengths):
        return Likeness(0.0, 0.0, 0.0, 1.0, False, shortest, one_outlet)
    return Likeness(
        held=float(text.weights[shared.here].sum()) / text.total,
        holds=float(member.weights[shared.there].sum()) / member.total,
        run=shared.run,
        apart=min(_before(text.weights, shared.here), _before(member.weights, shared.there)),
        begins_alike=_begin_alike(text, shared),
        shortest=shortest,
        one_outlet=one_outlet,
    )


def _before(weights: Weights, shared: NDArray[np.bool_]) -> float:
    """The share of a text, weighed, that stands before its first shared word that counts."""
    telling = shared & (weights > 0)
    total = float(weights.sum())
    if not telling.any() or not total:
        return 1.0
    return float(weights[: int(telling.argmax())].sum()) / total


def _begin_alike(text: Weighed, shared: Alignment) -> bool:
    """Whether both texts begin with one run that counts."""
    telling = text.weights[shared.starts_here] > 0
    near = (shared.starts_here <= SAME_TOP) & (shared.starts_there <= SAME_TOP) & telling
    return bool((near & (shared.lengths >= SAME_TOP / 2)).any())
