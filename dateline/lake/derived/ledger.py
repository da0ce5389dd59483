"""The pledge ledger of a lake: commitments, later tellings, candidates for their outcome, and the lives of agreements.

A pledge goes by its article and its words, an outcome by those of both, so that reading a page again changes neither:
what people said of them still holds. A page is held against the commitments that share a party with it and were made
before, the latest of them where there are many.
"""

import datetime
import hashlib
import heapq
import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import Any, cast, get_args, get_origin, get_type_hints

from dateline.lake.derived import state
from dateline.pledges import Commitment, Outcome, Page, Repeat, Step, find_steps, page_of, party_keys, read_batch
from dateline.records import Reading

CROWD = 100
"""Commitments of one party that a page is held against; the latest of them, where there are more."""
MOST = 20
"""Commitments that one page is held against in full: half a millisecond each."""
YEARS = 5
"""Years for which a commitment is followed."""
TABLES = ("commitments", "sought", "entries", "steps")


@dataclass(frozen=True, slots=True)
class _Known:
    """A commitment as far as it tells whether it concerns a page."""

    pledge: str
    row: str
    event: str
    made_on: str
    makers: frozenset[str]
    takers: frozenset[str]
    things: frozenset[str]


_ByParty = dict[str, list[_Known]]
"""Commitments by who makes them and whom they are to serve."""


def place(con: sqlite3.Connection, readings: Sequence[tuple[str, Reading]], text_groups: Mapping[str, str]) -> None:
    """Enter what readings add to the ledger."""
    pages = [page_of(reading, row=row, text_group=text_groups.get(reading.article.id)) for row, reading in readings]
    row_of = {reading.article.id: row for row, reading in readings}
    known = _standing(con, pages)
    for page in sorted(pages, key=_day):
        concerned = _concerned(known, page)
        found = read_batch([page], [_made(con, one.pledge, one.row) for one in concerned])
        pledges = {one.event: one.pledge for one in concerned}
        for made in found.commitments:
            pledges[made.key] = _id("p", made.article, made.words)
            _index(known, _enter(con, made, pledges[made.key], row_of[made.article]))
        entries: list[Repeat | Outcome] = [*found.repeats, *found.outcomes]
        for entry in entries:
            _note(con, entry, pledges[entry.commitment], row_of[entry.article])
    for page in pages:
        for step in find_steps(page):
            _step(con, step, row_of[step.article])


def _index(known: _ByParty, one: _Known) -> None:
    for key in one.makers | one.takers:
        known[key].append(one)


def _concerned(known: _ByParty, page: Page) -> list[_Known]:
    """The likeliest of the commitments of which two of maker, beneficiary and things are on the page."""
    seen = {one.event: one for key in page.keys for one in known.get(key, ())}
    weighed = []
    for one in seen.values():
        n_things = len(one.things & page.stems)
        n_sides = (not one.makers.isdisjoint(page.keys)) + (not one.takers.isdisjoint(page.keys))
        if n_sides + (n_things > 0) >= 2:
            weighed.append((n_sides + n_things, one.made_on, one.event, one))
    return [one for *_, one in heapq.nlargest(MOST, weighed, key=lambda weight: weight[:3])]


def _day(page: Page) -> datetime.date:
    return page.published_on or datetime.date.max


def remove(con: sqlite3.Connection, rows: Sequence[str]) -> None:
    """Forget what readings entered."""
    for table in TABLES:
        state.run(con, f'DELETE FROM {table} WHERE "row" IN ({{}})', rows)


def forget(con: sqlite3.Connection, articles: Sequence[str]) -> None:
    """Forget what other readings entered of the pledges of articles that are forgotten for good."""
    state.run(
        con,
        "DELETE FROM entries WHERE pledge NOT IN (SELECT pledge FROM commitments) OR article IN ({})",
        articles,
    )


def _standing(con: sqlite3.Connection, pages: Sequence[Page]) -> _ByParty:
    """The commitments that may concern pages."""
    days = [page.published_on for page in pages if page.published_on]
    last = max(days, default=datetime.date.max)
    first = min(days, default=datetime.date.min + datetime.timedelta(366 * YEARS)) - datetime.timedelta(366 * YEARS)
    keys = sorted({key for page in pages for key in page.keys | page.stems})
    wanted: set[tuple[str, str]] = set()
    for key in keys:
        wanted.update(
            con.execute(
                'SELECT pledge, "row" FROM sought WHERE one = ? AND made_on BETWEEN ? AND ? '
                "ORDER BY made_on DESC LIMIT ?",
                (key, first.isoformat(), last.isoformat(), CROWD),
            )
        )
    parts = ", ".join(f"made -> '$.{part}'" for part in ("makers", "takers", "heads", "names"))
    sql = f'SELECT pledge, "row", event, made_on, {parts} FROM commitments WHERE pledge IN ({{}})'
    known: _ByParty = defaultdict(list)
    for row in state.each(con, sql, sorted({pledge for pledge, _ in wanted})):
        if row[:2] in wanted:
            _index(known, _known(*row))
    return known


def _known(pledge: str, row: str, event: str, made_on: str, *parts: str) -> _Known:
    makers, takers, heads, names = (frozenset[str](json.loads(part)) for part in parts)
    return _Known(pledge, row, event, made_on, makers, takers, heads | names)


def _made(con: sqlite3.Connection, pledge: str, row: str) -> Commitment:
    (line,) = con.execute('SELECT made FROM commitments WHERE pledge = ? AND "row" = ?', (pledge, row)).fetchone()
    stated = json.loads(line)
    return Commitment(**{name: read(stated[name]) for name, read in _readers().items()})


def _enter(con: sqlite3.Connection, made: Commitment, pledge: str, row: str) -> _Known:
    day = (made.made_on or made.published_on or datetime.date.min).isoformat()
    con.execute(
        'INSERT OR REPLACE INTO commitments (pledge, "row", event, article, made_on, made) VALUES (?, ?, ?, ?, ?, ?)',
        (pledge, row, made.key, made.article, day, json.dumps(asdict(made), default=_plain, ensure_ascii=False)),
    )
    con.executemany(
        "INSERT OR REPLACE INTO sought VALUES (?, ?, ?, ?)", [(key, day, pledge, row) for key in party_keys(made)]
    )
    return _Known(pledge, row, made.key, day, made.makers, made.takers, made.heads | made.names)


def _note(con: sqlite3.Connection, entry: Repeat | Outcome, pledge: str, row: str) -> None:
    relation: str = "repeat"
    told_on, share = None, None
    if isinstance(entry, Outcome):
        told_on, share = entry.on and entry.on.isoformat(), entry.share
        relation = "partial" if entry.relation == "kept" and share is not None and share < 1 else entry.relation
    con.execute(
        "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            *(_id("o", pledge, entry.article, entry.words), row, pledge, relation, entry.article, entry.key),
            *(entry.start, entry.end, entry.words, told_on, share, entry.score),
            json.dumps(entry.why, ensure_ascii=False),
        ),
    )


def _step(con: sqlite3.Connection, step: Step, row: str) -> None:
    con.execute(
        "INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        (
            *(_id("t", step.agreement, step.state, step.article, str(step.start)), row, step.agreement, step.name),
            *(json.dumps(sorted(step.parties)), step.state, step.article, step.key, step.start, step.end, step.words),
            *(step.on.isoformat() if step.on else None, step.status, json.dumps(step.why, ensure_ascii=False)),
        ),
    )


def _id(kind: str, *parts: str) -> str:
    return kind + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def _plain(value: object) -> Any:
    return (
        sorted(value)
        if isinstance(value, frozenset)
        else value.isoformat()
        if isinstance(value, datetime.date)
        else value
    )


@cache
def _readers() -> dict[str, Callable[[Any], Any]]:
    """How each value of a commitment is made of what JSON has of it."""
    hints = get_type_hints(Commitment)
    return {part.name: _reader(hints[part.name]) for part in fields(Commitment)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    if get_origin(hint) in (frozenset, tuple):
        return cast(Callable[[Any], Any], get_origin(hint))
    if datetime.date in (hint, *get_args(hint)):
        return lambda value: None if value is None else datetime.date.fromisoformat(value)
    return lambda value: value
