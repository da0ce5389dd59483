"""What is found: articles, statements and events, ranked, each with its passage and the marks in it.

Ranked by BM25 (Robertson and Zaragoza, 2009) within each kind, a title's words counting four times and what is said in
an article twice; among equals the newest come first, and what was asked by fields alone is in that order throughout.
"""

import sqlite3
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest
from pathlib import Path

from dateline.lake.search import index
from dateline.lake.search.entries import COLUMNS, Entry, unpacked
from dateline.lake.search.index import FACT_BITS, Progress
from dateline.lake.search.keeping import opened
from dateline.lake.search.passages import is_cut, marks, passage
from dateline.lake.search.words import SEARCHED, Kind, Query, Unit, Words, understood, unit_expression
from dateline.records import Span

LIMIT = 20
WEIGHED = 12_000
"""Of what matches, the newest so many are weighed, of each kind its share: a word that more have says little, and to
weigh as many takes 30 ms."""
FREQUENT = 30_000
"""Rows of a kind from which on a word is not weighed: it tells little, and BM25 would count all its rows (0.1 s a
million), while to count so far takes 2 ms."""
WEIGHTS: Mapping[str, float] = {"title": 4.0, "said": 1.0, "text": 1.0, "words": 1.0, "speaker": 0.5, "place": 0.5}
"""What a word counts for in each column; what is said counts in `text` as well, so twice. Other columns only filter."""
_ORDER: tuple[Kind, ...] = ("statement", "event", "article")
"""Among equals of one article, what says most of who said or did it."""


@dataclass(frozen=True, slots=True)
class Found:
    """One result. `article` and `fact` are ids as the views have them; `fact` is None for an article itself.

    `passage` and `marks` are spans of the article's text, `title_marks` of its title; `words` are the passage's, and
    `is_cut` whether it begins and whether it ends in the midst of a sentence, since there was no more room. Of a
    statement `speaker` is who said it, of an event on whose word it stands; `chain` is the way it came. `score` is
    higher for what fits better, 0 where only fields were asked for.
    """

    kind: Kind
    article: str
    fact: str | None
    title: str | None
    outlet: str | None
    published_on: str | None
    words: str
    passage: Span | None
    is_cut: tuple[bool, bool]
    marks: tuple[Span, ...]
    title_marks: tuple[Span, ...]
    types: tuple[str, ...]
    status: str | None
    speaker: str | None
    chain: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, best first, of how many, and how far the index lags behind the lake.

    `n` counts what matches, up to `WEIGHED`; `n_behind` is a number of articles.
    """

    found: tuple[Found, ...]
    n: int
    n_behind: int


@dataclass(frozen=True, slots=True)
class _Hit:
    kind: Kind
    row: int
    score: float

    @property
    def n(self) -> int:
        return self.row if self.kind == "article" else self.row >> FACT_BITS


def search(
    folder: Path,
    typed: str,
    fields: Mapping[str, Sequence[str]] | None = None,
    *,
    limit: int = LIMIT,
    offset: int = 0,
    progress: Progress | None = None,
    is_freshened: bool = True,
) -> Findings:
    """Search a lake; `fields` are given beside what was typed, {"speaker": ["lavrov"]}.

    Unless one kind was asked for ("in:statements"), each article comes once, as what fits best: itself, a statement or
    an event in it. QueryError says what to write where the query is none, LakeError what is wrong with the lake.
    """
    query = understood(typed, fields)
    with opened(folder, progress, is_freshened=is_freshened) as (con, n_behind):
        found, n = find(con, query, limit, offset)
    return Findings(tuple(found), n, n_behind)


def find(con: sqlite3.Connection, query: Query, limit: int = LIMIT, offset: int = 0) -> tuple[list[Found], int]:
    """The best results in an index, and how many match."""
    hits: list[_Hit] = []
    n = 0
    several = 1 if len(query.kinds) == 1 else 4  # of an article's facts only the best is kept
    for kind in query.kinds:
        best, n_kind = _best(con, kind, query, (limit + offset) * several)
        hits += best
        n += n_kind
    hits.sort(key=lambda hit: (-hit.score, -hit.n, _ORDER.index(hit.kind), hit.row))
    if len(query.kinds) > 1:
        hits = list({hit.n: hit for hit in reversed(hits)}.values())[::-1]
    return [_found(con, hit, query) for hit in hits[offset : offset + limit]], n


def _best(con: sqlite3.Connection, kind: Kind, query: Query, limit: int) -> tuple[list[_Hit], int]:
    """The best of a kind, and how many of it match."""
    span = _numbers(kind, query)
    most = WEIGHED // len(query.kinds)
    frequent = {unit for unit in query.words if _is_frequent(con, kind, unit)}
    if query.wanted and not frequent:
        weighed = _weighed(con, kind, query, span, most)
    else:
        matching = _newest(con, kind, query.expression(kind), span, most)
        scores = _scores(con, kind, query, frequent, span, most) if query.wanted else {}
        weighed = [(n, scores.get(n, 0.0)) for n in matching]
    best = nsmallest(limit, weighed, key=lambda item: (-item[1], -item[0]))
    return [_Hit(kind, n, score) for n, score in best], len(weighed)


def _numbers(kind: Kind, query: Query) -> tuple[int, int]:
    """The numbers that rows of a kind have which lie in the query's days; what has no day lies in no span of days."""
    first, end = 0, index.numbers(None, date.max.isoformat())[1]
    if query.since or query.until:
        first, end = index.numbers((query.since or date.min).isoformat(), (query.until or date.max).isoformat())
    return (first, end) if kind == "article" else (first << FACT_BITS, end << FACT_BITS)


def _is_frequent(con: sqlite3.Connection, kind: Kind, unit: Words) -> bool:
    """Whether a word is too frequent to be weighed; a phrase is where all its words are."""
    words = [unit] if len(unit.words) == 1 else [Words((word,), True, False) for word in unit.words]
    for word in words:
        (n,) = con.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {kind} WHERE {kind} MATCH ? LIMIT ?)",
            [unit_expression(word, SEARCHED[kind]), FREQUENT],
        ).fetchone()
        if n < FREQUENT:
            return False
    return True


def _scores(
    con: sqlite3.Connection, kind: Kind, query: Query, frequent: Container[Unit], span: tuple[int, int], most: int
) -> dict[int, float]:
    """What rows are worth by the words that are not frequent; where all are, articles that have them in the title."""
    rest = query.without(frequent)
    if rest.wanted:
        return dict(_weighed(con, kind, rest, span, most))
    if kind == "article":
        return dict.fromkeys(_newest(con, kind, query.expression(kind, "title"), span, most), 1.0)
    return {}


def _newest(con: sqlite3.Connection, kind: Kind, expression: str, span: tuple[int, int], most: int) -> list[int]:
    sql = f"SELECT rowid FROM {kind} WHERE {kind} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    return [n for (n,) in con.execute(sql, [expression, *span, most])]


def _weighed(
    con: sqlite3.Connection, kind: Kind, query: Query, span: tuple[int, int], most: int
) -> list[tuple[int, float]]:
    """The newest rows that match, each with its score, rounded so that those of about the same worth are equal."""
    weights = ", ".join(str(WEIGHTS.get(name, 0.0)) for name in COLUMNS[kind])
    sql = (
        f"SELECT rowid, round(-bm25({kind}, {weights}), 1) FROM {kind} "
        f"WHERE {kind} MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid DESC LIMIT ?"
    )
    return con.execute(sql, [query.expression(kind), *span, most]).fetchall()


def _found(con: sqlite3.Connection, hit: _Hit, query: Query) -> Found:
    (stored,) = con.execute("SELECT entry FROM entries WHERE n = ?", [hit.n]).fetchone()
    entry = unpacked(stored)
    fact = None if hit.kind == "article" else entry.facts(hit.kind)[hit.row & ((1 << FACT_BITS) - 1)]
    body = _body(entry)
    if fact:
        body = [(start, end) for start, end in entry.story if start < fact.end and fact.start < end]
    found = marks(entry.text, query.wanted, body)
    shown = passage(entry.text, found, body, Span(fact.start, fact.end) if fact else None)
    titled = marks(entry.title, query.wanted) if entry.title else []
    return Found(
        kind=hit.kind,
        article=entry.id,
        fact=fact.key if fact else None,
        title=entry.title,
        outlet=entry.publisher or entry.agency,
        published_on=entry.day,
        words=entry.text[shown.start : shown.end] if shown else "",
        passage=shown,
        is_cut=is_cut(entry.text, shown, body) if shown else (False, False),
        marks=_apart(mark.span for mark in found if shown and shown.holds(mark.span)),
        title_marks=_apart(mark.span for mark in titled),
        types=fact.types if fact else (),
        status=fact.status if fact else None,
        speaker=fact.speaker if fact else None,
        chain=fact.chain if fact else None,
        score=hit.score,
    )


def _body(entry: Entry) -> list[tuple[int, int]]:
    """The stretches of an article's story, but for its headline, which is shown by itself."""
    return [(start, end) for start, end in entry.story if entry.text[start:end] != entry.title]


def _apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that overlap made one."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and apart[-1].overlaps(span):
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return tuple(apart)
