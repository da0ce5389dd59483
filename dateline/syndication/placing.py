"""Which group a text belongs to: candidates by shared grams, then proof by alignment with a few of their members.

The cost depends on the text and on how many candidates are looked at, not on how many articles or members there are.

A page that is put together from two wires holds much of both. It belongs to the group that it holds most of, and it
must not bridge them: what it holds of the other is not entered under its own group, and who meets a group only in such
a page (`_met_by_group`) has not met the group.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.catalogue import Catalogue, Entry
from dateline.syndication.grams import SAMPLE, Sample
from dateline.syndication.matching import HELD_BELOW, Likeness, Weighed, likeness
from dateline.syndication.postings import Hits, Postings
from dateline.syndication.rarity import COMMON, Weights, gram_weights
from dateline.syndication.wording import Wording

CANDIDATES = 3
"""Groups that are looked at closely, by the weight of shared grams."""
LAID_BESIDE = 3
"""Members of each that the text is laid beside: those entered for most of the shared grams."""
LEAST_GRAMS = 1.5
"""Weight of shared grams below which nobody is looked at: one gram is met by chance."""
LEAST_SHARE = 0.2
"""Share of the grams of one of the two texts without which they are not laid beside each other, nor counted as met:
well below what makes a copy."""
FIRST_SEEN, LAST_SEEN = 4, 6
"""Members of a group that are asked whether they know the text: the first ones, nearest to the original, and the
latest, which carry the latest version."""
MET = 0.3
"""Share of those asked that must know it, so that an odd member alone does not bring a stranger in."""
FOREIGN = 0.15
"""Share of a text from which on what it has in common with a second group is taken to come from there."""


@dataclass(frozen=True, slots=True)
class Met:
    """A group that the text belongs to: through which member, and how alike the two are.

    `opening` is a second group that the text shows to be the same: those who have only its opening.
    """

    group: int
    member: Entry
    likeness: Likeness
    share: float
    opening: "Met | None" = None

    def reasons(self) -> tuple[str, ...]:
        """Why, in a few short strings."""
        alike = self.likeness
        return (
            f"{alike.held:.0%} of it stands in {self.member.id}, of which it holds {alike.holds:.0%}",
            f"in runs of {alike.run:.0f} words on average",
            "both begin alike" if alike.begins_alike else "the group's other members know it too",
        )


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """What shares grams with a text.

    For each gram that was kept of the text its weight and how many groups hold it; for each article that was entered
    for some of them its group and the weight of these; and, one by one, the places of grams and which article is there.
    Common grams have no articles; an article that does not count is of group 0.
    """

    weights: Weights
    n_groups: NDArray[np.intp]
    articles: list[int]
    groups: list[int]
    shared: list[float]
    places: NDArray[np.intp]
    which: NDArray[np.intp]

    @property
    def total(self) -> float:
        """The weight of all the grams that were kept of the text."""
        return max(float(self.weights.sum()), 2.0)

    def ranked(self) -> list[tuple[int, float]]:
        """The groups by the weight of the grams that they share with the text, which stands beside each."""
        by_group: dict[int, float] = defaultdict(float)
        for group, shared in zip(self.groups, self.shared, strict=True):
            by_group[group] += shared
        by_group.pop(0, None)
        return sorted(by_group.items(), key=lambda item: (-item[1], item[0]))

    def carriers(self, group: int) -> list[tuple[int, float]]:
        """The members of a group by the weight of the grams that they were entered for, which stands beside each."""
        lines = zip(self.articles, self.groups, self.shared, strict=True)
        return sorted(((a, shared) for a, of, shared in lines if of == group), key=lambda item: (-item[1], item[0]))

    def places_to_enter(self, group: int, *, joins: bool) -> NDArray[np.intp]:
        """The places of the grams that the text brings into its group: not known there yet, not somebody else's."""
        known = {group}
        if joins:
            least = FOREIGN * self.total
            known.update(other for other, shared in self.ranked() if shared >= least)
        free = self.n_groups < COMMON
        taken = np.array([of in known for of in self.groups], dtype=bool)
        free[self.places[taken[self.which]]] = False
        return np.flatnonzero(free)


def neighbours(sample: Sample, hits: Hits, catalogue: Catalogue, *, but: int | None = None) -> Neighbours:
    """What shares grams with a text, of the articles that were entered for them; the article `but` is left out."""
    places, articles = hits
    n_groups = np.bincount(places, minlength=len(sample.grams))
    telling = n_groups[places] < COMMON
    if not telling.all():
        places, articles = places[telling], articles[telling]
    found = articles.tolist()
    at = {article: which for which, article in enumerate(dict.fromkeys(found))}
    which = np.fromiter(map(at.__getitem__, found), dtype=np.intp, count=len(found))
    groups = [0 if article == but else catalogue.group_of(article) or 0 for article in at]
    if not all(groups):
        gone = ~np.array(groups, dtype=bool)
        n_groups -= np.bincount(places[gone[which]], minlength=len(n_groups))
    weights = gram_weights(n_groups)
    shared = np.bincount(which, weights[places], minlength=len(at))
    return Neighbours(weights, n_groups, list(at), groups, shared.tolist(), places, which)


@dataclass(frozen=True, eq=False)
class Newcomer:
    """A text that is to be placed, with whom it shares grams."""

    wording: Wording
    outlet: str | None
    near: Neighbours

    @cached_property
    def weighed(self) -> Weighed:
        """The text with the weight of its words."""
        return Weighed(self.wording, self.near.weights)


@dataclass(frozen=True, slots=True)
class Kept:
    """What has been placed: the articles, and the grams that they were entered for."""

    catalogue: Catalogue
    postings: Postings


def place(text: Newcomer, kept: Kept) -> Met | None:
    """The group that the text is a copy of, of several the one it shares most with; None if there is none."""
    ranked = text.near.ranked()[:CANDIDATES]
    for at, (group, shared) in enumerate(ranked):
        if shared < LEAST_GRAMS:
            break
        met = _met(text, group, shared, kept)
        if met and met.likeness.begins_alike:
            return met
        if met and _met_by_group(text, met, kept.catalogue):
            return replace(met, opening=_opening(text, ranked[at + 1 :], kept))
    return None


def _opening(text: Newcomer, ranked: list[tuple[int, float]], kept: Kept) -> Met | None:
    """A group of texts that the text begins with and holds, while the rest of it is another group's.

    A brief and a copy with a new lede have no word in common, until the whole story comes. Of a page put together
    from two wires the larger part comes first, so that its groups stay two.
    """
    for group, shared in ranked:
        if shared < LEAST_GRAMS:
            break
        met = _met(text, group, shared, kept)
        if met and met.likeness.begins_alike and met.likeness.holds >= HELD_BELOW:
            return met
    return None


def _met(text: Newcomer, group: int, shared_with_group: float, kept: Kept) -> Met | None:
    """The first of the group's members that shares most with the text and is a copy of it, or it of them."""
    total = text.near.total
    held_by_group = min(1.0, shared_with_group / total)
    for number, shared in text.near.carriers(group)[:LAID_BESIDE]:
        member = kept.catalogue.entry(number)
        if member is None:
            continue
        if max(held_by_group, shared / total, shared * SAMPLE / len(member.wording)) < LEAST_SHARE:
            continue
        alike = _likeness(text, member, held_by_group, kept)
        if alike.is_copy(held_by_group):
            return Met(group, member, alike, max(alike.share, held_by_group))
    return None


def _likeness(text: Newcomer, member: Entry, held_by_group: float, kept: Kept) -> Likeness:
    """How alike the two are; the member's words are weighed only where it may matter, as that takes a search."""
    one_outlet = text.outlet is not None and text.outlet == member.outlet
    alike = likeness(text.weighed, Weighed(member.wording), one_outlet=one_outlet)
    if alike.is_copy(held_by_group) or alike.share < LEAST_SHARE:
        return alike
    hits = kept.postings.find(member.wording.sample.grams)
    near = neighbours(member.wording.sample, hits, kept.catalogue)
    return likeness(text.weighed, Weighed(member.wording, near.weights), one_outlet=one_outlet)


def _met_by_group(text: Newcomer, met: Met, catalogue: Catalogue) -> bool:
    """Whether enough of the group's members know the text or are known by it, and not only the one that met it."""
    asked = catalogue.entries(catalogue.ends(met.group, FIRST_SEEN, LAST_SEEN))
    others = [member.wording.sample for member in asked if member.number != met.member.number]
    know = sum(_share_of_grams(text.wording.sample, text.near, sample) >= LEAST_SHARE for sample in others)
    return not others or (know > 0 and (know + 1) / (len(others) + 1) > MET)


def _share_of_grams(sample: Sample, near: Neighbours, other: Sample) -> float:
    """The larger of the two shares of grams that two texts have in common, of the first one's weighed."""
    if not len(other.grams):
        return 0.0
    at = np.minimum(other.grams.searchsorted(sample.grams), len(other.grams) - 1)
    common = other.grams[at] == sample.grams
    held = float(near.weights[common].sum()) / near.total
    return max(held, int(common.sum()) / len(other.grams))
