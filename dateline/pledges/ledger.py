"""The ledger, article by article: new commitments, what repeats an open one, and what may be the outcome of one.

`read_batch` keeps no state. Whoever holds the record gives the new pages and the open commitments that share a party
with them, and stores what comes back. Its work grows with pages times commitments; most pairs end at a look at two
sets.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.pledges.commitments import Commitment, find_commitments
from dateline.pledges.outcomes import Outcome, find_outcomes
from dateline.pledges.pages import Page
from dateline.pledges.repeats import Repeat, find_repeats


@dataclass(frozen=True, slots=True)
class Entries:
    """What a batch adds to the ledger. What only repeats a commitment is in `repeats` and not in `commitments`."""

    commitments: tuple[Commitment, ...]
    repeats: tuple[Repeat, ...]
    outcomes: tuple[Outcome, ...]


def read_batch(pages: Iterable[Page], open_commitments: Iterable[Commitment] = ()) -> Entries:
    """What new pages add: each is compared with the open commitments and with those of the pages before it.

    Pages are taken by their day, so that the first telling of a promise is the one that the others repeat. Copies of
    one text (pages of one `text_group`) repeat nothing and are no outcome of one another.
    """
    standing = _by_party(open_commitments)
    new: list[Commitment] = []
    again: list[Repeat] = []
    found: list[Outcome] = []
    for page in sorted(pages, key=_day):
        candidates = _candidates(page, standing)
        here = find_commitments(page)
        told_again = [repeat for made in candidates for repeat in find_repeats(made, page, here)]
        again += _best(told_again)
        known = {repeat.key for repeat in told_again}
        found += [outcome for made in candidates for outcome in find_outcomes(made, page)]
        copied = _of_copies(page, standing)
        fresh = [made for made in here if made.key not in known and made.words not in copied]
        new += fresh
        for key, some in _by_party(fresh).items():
            standing[key] = [*standing.get(key, ()), *some]
    return Entries(tuple(new), tuple(again), tuple(found))


def _of_copies(page: Page, standing: Mapping[str, Sequence[Commitment]]) -> frozenset[str]:
    """The words of the commitments that other articles with the page's text have already."""
    keys = (page.keys | page.stems) & standing.keys()
    some = (made for key in keys for made in standing[key])
    return frozenset(made.words for made in some if made.text_group == page.text_group and made.article != page.article)


def party_keys(made: Commitment) -> frozenset[str]:
    """What a commitment is found by: it is a candidate for a page whose `keys` or `stems` hold one of these."""
    return made.makers | made.names


def _by_party(some: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    found: dict[str, list[Commitment]] = defaultdict(list)
    for made in some:
        for key in party_keys(made):
            found[key].append(made)
    return dict(found)


def _candidates(page: Page, standing: Mapping[str, Sequence[Commitment]]) -> list[Commitment]:
    keys = (page.keys | page.stems) & standing.keys()
    some = {made.key: made for key in keys for made in standing[key]}
    return [made for _, made in sorted(some.items()) if made.text_group != page.text_group]


def _best(told_again: Sequence[Repeat]) -> list[Repeat]:
    """Of several commitments that one passage would repeat, the likeliest."""
    best: dict[tuple[str, int], Repeat] = {}
    for repeat in told_again:
        place = (repeat.article, repeat.start)
        if place not in best or repeat.score > best[place].score:
            best[place] = repeat
    return list(best.values())


def _day(page: Page) -> tuple[str, str]:
    return (page.published_on.isoformat() if page.published_on else "", page.article)
