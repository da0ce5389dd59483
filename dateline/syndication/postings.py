"""Which articles hold a gram: sorted arrays that are searched, never changed, and now and then merged.

What is new stands in a dictionary. When it has grown, it becomes a segment: one array of grams, ascending, and one of
the articles that hold them. A segment that is not much larger than the one after it is merged with it, so that there
are few segments and each entry is rewritten a few times only (the log-structured merge of O'Neil et al., 1996). In a
folder a segment is a pair of `.npy` files that are mapped into memory, not read: opening costs nothing, and a search
touches a few pages. Files are written whole before anyone names them and never written again.

An article is entered for a gram only where no text of its group is yet, so an entry stands for a group of copies, and
how many entries a gram has says in how many unrelated texts it occurs.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.syndication.grams import Grams

Hits = tuple[NDArray[np.intp], NDArray[np.uint32]]
"""Places in the array of grams that was searched for, and the article found for each; a place may occur often."""

LARGE = 4_000_000
"""Entries from which on a segment goes to disk as soon as it is made, so that adding takes a bounded memory."""
GROWTH = 2
"""A segment at least so many times as large as the next is left alone. More would mean more segments to search, less
would write entries more often; a million articles make eight or nine segments."""


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Grams, ascending, and the article of each; `name` is that of its files, None while it is in memory only."""

    name: str | None
    grams: Grams
    articles: NDArray[np.uint32]

    def find(self, grams: Grams) -> Iterator[Hits]:
        """Every entry of the given grams: the first one of each, then the second ones, and so on."""
        first = self.grams.searchsorted(grams)
        places = np.arange(len(grams))
        while len(places):
            inside = first < len(self.grams)
            first, places = first[inside], places[inside]
            same = self.grams[first] == grams[places]
            first, places = first[same], places[same]
            yield places, self.articles[first]
            first = first + 1


class Postings:
    """The articles of each gram, in a folder or, without one, in memory."""

    def __init__(self, folder: Path | None, names: Iterable[str] = ()) -> None:
        """Open the segments of these names; other files in the folder are nobody's and are left alone until `sweep`."""
        self._folder = folder
        self._recent: dict[int, tuple[int, ...]] = {}
        self._segments = [_opened(folder, name) for name in names] if folder else []

    @property
    def names(self) -> list[str]:
        """The segments on disk, oldest first."""
        return [segment.name for segment in self._segments if segment.name]

    def settled(self, grams: Grams) -> Hits:
        """The entries of `grams` in the segments."""
        found = [part for segment in self._segments for part in segment.find(grams)]
        if not found:
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.uint32)
        return np.concatenate([places for places, _ in found]), np.concatenate([articles for _, articles in found])

    def find(self, grams: Grams, settled: Hits | None = None) -> Hits:
        """Every entry of `grams`, of which those in the segments may be known already."""
        places, articles = settled or self.settled(grams)
        found = enumerate(map(self._recent.get, grams.tolist()))
        recent = [(place, article) for place, several in found if several for article in several]
        if not recent:
            return places, articles
        more = np.array(recent, dtype=np.uint32)
        return np.concatenate((places, more[:, 0].astype(np.intp))), np.concatenate((articles, more[:, 1]))

    def enter(self, grams: Grams, article: int) -> None:
        """Enter an article for these grams."""
        fresh: dict[int, tuple[int, ...]] = dict.fromkeys(grams.tolist(), (article,))
        for gram in fresh.keys() & self._recent.keys():
            fresh[gram] = (*self._recent[gram], article)
        self._recent.update(fresh)

    def settle(self) -> None:
        """Make what is new a segment in memory, and merge segments that have come to be of a size."""
        if self._recent:
            held = list(self._recent.values())
            grams = np.repeat(np.fromiter(self._recent, dtype=np.uint64, count=len(held)), list(map(len, held)))
            articles = np.fromiter(chain.from_iterable(held), dtype=np.uint32, count=len(grams))
            order = np.argsort(grams, kind="stable")
            self._append(Segment(None, grams[order], articles[order]))
            self._recent = {}

    def forget(self, articles: set[int]) -> None:
        """Take every entry of these articles out: segments that hold one are made anew."""
        self.settle()
        gone = np.array(sorted(articles), dtype=np.uint32)
        for at, segment in enumerate(self._segments):
            stays = ~np.isin(segment.articles, gone)
            if not stays.all():
                self._segments[at] = Segment(None, segment.grams[stays], segment.articles[stays])

    def write(self) -> None:
        """Bring all to disk: when this returns, `names` names everything."""
        self.settle()
        if self._folder is not None:
            self._segments = [self._written(segment) for segment in self._segments if len(segment.grams)]

    def sweep(self) -> None:
        """Delete the files of the folder that belong to no segment."""
        if self._folder is None:
            return
        named = {file.name for name in self.names for file in _files(self._folder, name)}
        for file in self._folder.glob("*.npy"):
            if file.name not in named:
                file.unlink()

    def _append(self, segment: Segment) -> None:
        while self._segments and len(self._segments[-1].grams) < GROWTH * len(segment.grams):
            segment = _merged(self._segments.pop(), segment)
        self._segments.append(self._written(segment) if len(segment.grams) >= LARGE else segment)

    def _written(self, segment: Segment) -> Segment:
        """The same segment from files, once they are safely on disk."""
        if self._folder is None or segment.name:
            return segment
        name = f"{_last_number(self._folder) + 1:08d}"
        arrays: tuple[Grams | NDArray[np.uint32], ...] = (segment.grams, segment.articles)
        for file, array in zip(_files(self._folder, name), arrays, strict=True):
            with file.open("xb") as out:
                np.save(out, array)
                out.flush()
                os.fsync(out.fileno())
        return _opened(self._folder, name)


def _merged(older: Segment, newer: Segment) -> Segment:
    """One segment of the entries of two; of a gram, the older one's come first."""
    places = older.grams.searchsorted(newer.grams, side="right") + np.arange(len(newer.grams))
    of_older = np.ones(len(older.grams) + len(newer.grams), dtype=bool)
    of_older[places] = False
    grams = np.empty(len(of_older), dtype=np.uint64)
    grams[places], grams[of_older] = newer.grams, older.grams
    articles = np.empty(len(of_older), dtype=np.uint32)
    articles[places], articles[of_older] = newer.articles, older.articles
    return Segment(None, grams, articles)


def _opened(folder: Path, name: str) -> Segment:
    grams, articles = (np.load(file, mmap_mode="r").view(np.ndarray) for file in _files(folder, name))
    return Segment(name, grams, articles)


def _files(folder: Path, name: str) -> tuple[Path, Path]:
    return folder / f"{name}.grams.npy", folder / f"{name}.articles.npy"


def _last_number(folder: Path) -> int:
    return max((int(file.name.split(".")[0]) for file in folder.glob("*.npy")), default=0)
