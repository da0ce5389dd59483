"""The index of texts: add one and learn which others carry it; ask for a group, its members, its likely origin.

It lives in a folder, or in memory without one. What a folder holds is derived data: it can be deleted and built anew
from the texts at any time. Nothing is valid before `save`, and then all of it is: the database names the files that
belong to it, and they are on disk before it does. A process that is killed leaves the state of the last `save`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import TracebackType

import numpy as np

from dateline.syndication.catalogue import Catalogue, Entry
from dateline.syndication.origin import Candidate, likely_origin
from dateline.syndication.placing import Kept, Met, Neighbours, Newcomer, neighbours, place
from dateline.syndication.postings import Hits, Postings
from dateline.syndication.wording import Wording
from dateline.syndication.words import words_of

BATCH = 512
"""Texts of which the grams are looked up together; one search in a large array is dearer than its share of many."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be placed: the story, without the furniture that its page is known to have around it.

    `agency` is the one that the page credits, `outlet` who published it; times are ISO 8601, as the page gives them.
    The title is not compared: every outlet makes its own.
    """

    id: str
    outlet: str | None
    published_at: str | None
    title: str | None
    text: str
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a text belongs. `group` is the id of the group's first article, or its own if it is no copy of any.

    `matched`: the members that it was found to be a copy of, or they of it; empty if it stands alone. `share`: how much
    of the one stands in the other, after what many texts repeat was discounted. `joined`: groups that became one with
    `group` because of it.
    """

    id: str
    group: str
    matched: tuple[str, ...] = ()
    share: float = 0.0
    why: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


class SyndicationIndex:
    """Groups of articles that carry one text, kept up as articles come in any order."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the index of a folder, made if there is none; or an empty one in memory."""
        self._folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._catalogue = Catalogue(folder)
        self._postings = Postings(folder, self._catalogue.segments())
        self._next = 0
        self._gone: set[int] = set()

    def __enter__(self) -> "SyndicationIndex":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the files; what was not saved is lost."""
        self._catalogue.close()

    def add(self, text: Text) -> Placement:
        """Place a text and keep it; one of the same id is replaced."""
        return self._add_batch([text])[0]

    def add_all(self, texts: Iterable[Text]) -> Iterator[Placement]:
        """Place texts one after another, as `add` does, but faster; some hundreds are taken from `texts` at a time."""
        rest = iter(texts)
        while batch := list(islice(rest, BATCH)):
            yield from self._add_batch(batch)

    def find(self, text: Text) -> Placement:
        """Where a text would be placed, without keeping it."""
        self._refresh()
        wording = Wording(words_of(text.text))
        near = self._neighbours(wording, but=self._catalogue.number_of(text.id))
        met = self._place(wording, text.outlet, near)
        return self._placement(text.id, met, met.group if met else 0)

    def remove(self, id: str) -> bool:
        """Forget an article for good; False if there is none of that id. After `save` no trace of it is on disk."""
        self._begin()
        number = self._catalogue.number_of(id)
        if number is None:
            return False
        self._stand_in_for(number)
        self._leave(number)
        self._catalogue.delete(number)
        self._gone.add(number)
        return True

    def group_of(self, id: str) -> str | None:
        """The group of an article: the id of its first member; None for an article that is not in the index."""
        self._refresh()
        number = self._catalogue.number_of(id)
        group = None if number is None else self._catalogue.group_of(number)
        return None if group is None else self._id(group)

    def members(self, group: str) -> list[str]:
        """The ids of a group's articles in the order of arrival; empty if there is no such group."""
        return [entry.id for entry in self._entries(group)]

    def groups(self) -> Iterator[str]:
        """The ids of all groups, also of articles that stand alone."""
        self._refresh()
        yield from map(self._id, self._catalogue.groups())

    def origin(self, group: str) -> tuple[str, tuple[str, ...]]:
        """The id of the member that the text most likely comes from, and why; KeyError if there is no such group."""
        members = [
            Candidate(entry.number, entry.id, entry.outlet, entry.published_at, entry.agency, len(entry.wording))
            for entry in self._entries(group)
        ]
        if not members:
            raise KeyError(group)
        return likely_origin(members)

    def save(self) -> None:
        """Make all that was added and removed last; until then a process that is killed leaves the former state."""
        self._begin()
        if self._gone:
            self._postings.forget(self._gone)
            self._gone = set()
        self._postings.write()
        self._catalogue.commit(self._postings.names)
        self._postings.sweep()

    def _add_batch(self, batch: Sequence[Text]) -> list[Placement]:
        self._begin()
        wordings = [Wording(words_of(text.text)) for text in batch]
        settled = self._settled(wordings)
        placed = [self._add(*each) for each in zip(batch, wordings, settled, strict=True)]
        self._postings.settle()
        return placed

    def _add(self, text: Text, wording: Wording, settled: Hits) -> Placement:
        known = self._catalogue.number_of(text.id)
        if known is None:
            self._next += 1
            number = self._next
        else:
            number = known
            self._stand_in_for(number)
        hits = self._postings.find(wording.sample.grams, settled)
        near = neighbours(wording.sample, hits, self._catalogue, but=number)
        met = self._place(wording, text.outlet, near)
        group, joined = self._group_for(number, met)
        if known is not None and (met is None or group != self._catalogue.group_of(number)):
            self._leave(number)
        self._catalogue.put(Entry(number, text.id, text.outlet, text.published_at, text.agency, group, wording))
        brought = near.places_to_enter(group, joins=met is not None)
        self._postings.enter(wording.sample.grams[brought], number)
        return self._placement(text.id, met, group, joined)

    def _place(self, wording: Wording, outlet: str | None, near: Neighbours) -> Met | None:
        return place(Newcomer(wording, outlet, near), Kept(self._catalogue, self._postings))

    def _group_for(self, number: int, met: Met | None) -> tuple[int, tuple[str, ...]]:
        """The group of an article that met this one, and the ids of groups that became part of it thereby."""
        if met is None:
            return number, ()
        if met.opening is None:
            return met.group, ()
        group, other = sorted((met.group, met.opening.group))
        self._catalogue.move(self._catalogue.members(other), group)
        return group, (self._id(other),)

    def _stand_in_for(self, number: int) -> None:
        """Enter the other members of an article's group for the grams that only this article was entered for."""
        group = self._catalogue.group_of(number)
        for member in self._catalogue.entries(self._catalogue.members(group) if group else ()):
            if member.number != number:
                near = self._neighbours(member.wording, but=number)
                grams = member.wording.sample.grams[near.places_to_enter(member.group, joins=True)]
                self._postings.enter(grams, member.number)

    def _leave(self, number: int) -> None:
        """Give the group of its first article a new name, where this article leaves it and others stay."""
        if self._catalogue.group_of(number) == number:
            others = [other for other in self._catalogue.members(number) if other != number]
            if others:
                self._catalogue.move(others, others[0])

    def _neighbours(self, wording: Wording, *, but: int | None) -> Neighbours:
        hits = self._postings.find(wording.sample.grams)
        return neighbours(wording.sample, hits, self._catalogue, but=but)

    def _settled(self, wordings: Sequence[Wording]) -> list[Hits]:
        """What the segments hold for the grams of each text, looked up for all of them at once."""
        grams = np.concatenate([wording.sample.grams for wording in wordings])
        order = np.argsort(grams)
        found, articles = self._postings.settled(grams[order])
        places = order[found]
        back = np.argsort(places)
        places, articles = places[back], articles[back]
        ends = np.cumsum([len(wording.sample.grams) for wording in wordings])
        cuts = np.searchsorted(places, ends).tolist()
        starts = zip([0, *ends[:-1].tolist()], [0, *cuts[:-1]], cuts, strict=True)
        return [(places[first:last] - start, articles[first:last]) for start, first, last in starts]

    def _placement(self, id: str, met: Met | None, group: int, joined: tuple[str, ...] = ()) -> Placement:
        if met is None:
            return Placement(id, id, why=("no text of the index is a copy of it",))
        matched = (met.member.id,) if met.opening is None else (met.member.id, met.opening.member.id)
        return Placement(id, self._id(group), matched, round(met.share, 3), met.reasons(), joined)

    def _entries(self, group: str) -> list[Entry]:
        self._refresh()
        number = self._catalogue.number_of(group)
        return self._catalogue.entries(self._catalogue.members(number)) if number else []

    def _id(self, number: int) -> str:
        entry = self._catalogue.entry(number)
        if entry is None:
            raise KeyError(number)
        return entry.id

    def _begin(self) -> None:
        if self._catalogue.begin():
            self._reopen()
            self._next = self._catalogue.last_number()

    def _refresh(self) -> None:
        """See what other processes have saved since."""
        if self._catalogue.changed():
            self._reopen()

    def _reopen(self) -> None:
        if self._folder is not None:
            with self._catalogue.steady():
                names = self._catalogue.segments()
                if names != self._postings.names:
                    self._postings = Postings(self._folder, names)
