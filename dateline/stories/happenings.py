"""Events of several articles that are one happening: average-link clustering of how alike they are.

Two groups become one while the mean likeness of their events, over the pairs that stand in different articles, is at
least `ENOUGH` (UPGMA: Sokal and Michener, 1958). One wrong likeness then joins nothing, and what two agencies tell in
other words can be joined by a third that has words of both. Nothing is merged beyond undoing: events keep their words.
"""

import hashlib
import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from dateline.stories.likeness import Facets, facets_of, likeness, prospect_of, span_of
from dateline.stories.possible import Indices, Possible
from dateline.told import Told

ENOUGH = 0.4
"""Mean likeness of what is one happening; measured by `eval/stories.py` on the development half."""
WORTH_A_LOOK = 0.2
"""Likeness below which a pair is as good as none."""
SAMPLE = 20
"""Events of each of two large groups that are held against one another before the groups become one."""
WEEKS = 6
"""Weeks by which an event is found, from the first that it may be of."""


def group(events: Sequence[Told]) -> list[list[Told]]:
    """Events parted into happenings; one that no other tells stands alone."""
    return list(join({}, events).values())


def join(known: Mapping[str, Sequence[Told]], fresh: Sequence[Told]) -> dict[str, list[Told]]:
    """Happenings by id once fresh events came to the known ones that they may belong to.

    A happening that none of them joined stays as it is. Where two become one, the larger gives the id.
    """
    homes = [*known, *(id_of(told) for told in fresh)]
    members = {place: [facets_of(told) for told in known[home]] for place, home in enumerate(known)}
    members |= {len(known) + place: [facets_of(told)] for place, told in enumerate(fresh)}
    names = dict(enumerate(homes))
    for i, j, following in _links(members, len(known)):
        names[following] = names[i] if len(members[i]) >= len(members[j]) else names[j]
        if names[i] in known and names[j] not in known:
            names[following] = names[i]
        elif names[j] in known and names[i] not in known:
            names[following] = names[j]
        members[following] = members.pop(i) + members.pop(j)
    return {names[place]: [event.told for event in events] for place, events in members.items()}


def id_of(told: Told) -> str:
    """The id of a happening that begins with this telling."""
    return f"h{hashlib.sha256(told.key.encode()).hexdigest()[:12]}"


class Alike:
    """How likely two of some events are one happening; copies of one text tell the same in the same words."""

    def __init__(self, events: Sequence[Facets]) -> None:
        self._events = events
        self._possible = Possible(events)

    def scores(self, event: int, others: Indices, least: float = 0.0) -> Iterator[tuple[int, float]]:
        """Those of the others that may be the same happening as an event, and how likely, from `least` on."""
        mine = self._events[event]
        for other in self._possible.among(event, others).tolist():
            yours = self._events[other]
            score = 1.0 if _is_copied(mine.told, yours.told) else likeness(mine, yours, least)
            if score >= least:
                yield other, score


def _is_copied(a: Told, b: Told) -> bool:
    return a.text_group == b.text_group and a.type == b.type and a.clause == b.clause


def _links(members: dict[int, list[Facets]], n_known: int) -> Iterator[tuple[int, int, int]]:
    """Which groups to make one, best first, and the number of what they become; the caller joins the members."""
    sums = _first_sums(members, n_known)
    heap = [(-_mean(total, members[i], members[j]), i, j) for i in sums for j, total in sums[i].items() if i < j]
    heapq.heapify(heap)
    following = len(members)
    while heap:
        mean, i, j = heapq.heappop(heap)
        if -mean < ENOUGH:
            return
        if i not in members or j not in members:
            continue
        yield i, j, following
        for other in {*sums[i], *sums[j]} & members.keys() - {following}:
            total = sums[i].get(other, 0.0) + sums[j].get(other, 0.0)
            sums[following][other] = sums[other][following] = total
            heapq.heappush(heap, (-_mean(total, members[following], members[other]), other, following))
        following += 1


def _first_sums(members: dict[int, list[Facets]], n_known: int) -> dict[int, dict[int, float]]:
    """For each two groups that a fresh event could join, the sum of their events' likeness."""
    sums: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    listed = [event for events in members.values() for event in events]
    place_of = [place for place, events in members.items() for _ in events]
    alike = Alike(listed)
    for event, others in _near(listed, bisect_left(place_of, n_known)):
        i = place_of[event]
        for other, score in alike.scores(event, others, WORTH_A_LOOK):
            j = place_of[other]
            sums[i][j] += score
            sums[j][i] += score
    linked = [sorted(other for other in sums[place] if other < n_known) for place in members if place >= n_known]
    for i, j in {pair for homes in linked for pair in combinations(homes, 2)}:
        mine, yours = (np.arange(bisect_left(place_of, home), bisect_right(place_of, home)) for home in (i, j))
        sums[i][j] = sums[j][i] = _sampled(alike, mine, yours)
    return sums


def _near(events: Sequence[Facets], n_known: int) -> Iterator[tuple[int, Indices]]:
    """Each fresh event and those before it that share a party or its country and may be of one day."""
    by_key: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for later, event in enumerate(events):
        found = keys(event.told)
        if later >= n_known:
            earlier = {index for key in found for index in by_key.get(key, ())}
            yield later, np.sort(np.fromiter(earlier, dtype=np.intp, count=len(earlier)))
        for key in found:
            by_key[key].append(later)


def keys(told: Told) -> set[tuple[str, str, int]]:
    """What an event is found by: whether it is told as done, a party or its country, and the weeks it may be of."""
    prospect, span = prospect_of(told), span_of(told)
    if span is None:
        return {(prospect, one, 0) for one in names_of(told)}
    first, last = span[0].toordinal() // 7 - 1, span[1].toordinal() // 7 + 1
    return {(prospect, one, week) for one in names_of(told) for week in range(first, min(last, first + WEEKS) + 1)}


def names_of(told: Told) -> set[str]:
    """What an event is found by: its parties by country, else by name, its place, the countries its page speaks of."""
    parties = {party.country or party.name for party in told.parties}
    return parties | {told.place_country or "-"} | set(told.about)


def _mean(total: float, mine: Sequence[Facets], yours: Sequence[Facets]) -> float:
    n = sum(a.told.article != b.told.article for a in mine for b in yours)
    return total / n if n else 0.0


def _sampled(alike: Alike, mine: Indices, yours: Indices) -> float:
    few, others = _spread(mine), _spread(yours)
    total = sum(score for event in few.tolist() for _, score in alike.scores(event, others))
    return float(total * len(mine) * len(yours) / (len(few) * len(others)))


def _spread(events: Indices) -> Indices:
    return events[:: max(len(events) // SAMPLE, 1)]
