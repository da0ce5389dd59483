"""The pledge ledger of a lake: commitments, later tellings, candidates for their outcome, and the lives of agreements.

A pledge goes by its article and its words, an outcome by those of both, so that reading a page again changes neither:
what people said of them still holds. A page is held against the commitments that share a party with it and were made
before, the latest of them where there are many.
"""

import datetime
import hashlib
import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

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


def place(con: sqlite3.Connection, readings: Sequence[tuple[str, Reading]], text_groups: Mapping[str, str]) -> None:
    """Enter what readings add to the ledger."""
    pages = [page_of(reading, row=row, text_group=text_groups.get(reading.article.id)) for row, reading in readings]
    row_of = {reading.article.id: row for row, reading in readings}
    standing = _standing(con, pages)
    pledges = {key: pledge for key, (_, pledge) in standing.items()}
    known: dict[str, list[Commitment]] = defaultdict(list)
    for made, _ in standing.values():
        _index(known, made)
    for page in sorted(pages, key=_day):
        found = read_batch([page], _concerned(known, page))
        for made in found.commitments:
            pledges[made.key] = _id("p", made.article, made.words)
            _enter(con, made, pledges[made.key], row_of[made.article])
            _index(known, made)
        entries: list[Repeat | Outcome] = [*found.repeats, *found.outcomes]
        for entry in entries:
            _note(con, entry, pledges[entry.commitment], row_of[entry.article])
    for page in pages:
        for step in find_steps(page):
            _step(con, step, row_of[step.article])


def _index(known: dict[str, list[Commitment]], made: Commitment) -> None:
    for key in made.makers | made.takers:
        known[key].append(made)


def _concerned(known: Mapping[str, Sequence[Commitment]], page: Page) -> list[Commitment]:
    """The likeliest of the commitments of which two of maker, beneficiary and things are on the page."""
    weighed = {}
    for made in (made for key in page.keys for made in known.get(key, ())):
        if made.key not in weighed:
            things = len((made.heads | made.names) & page.stems)
            sides = (not made.makers.isdisjoint(page.keys)) + (not made.takers.isdisjoint(page.keys))
            if sides + (things > 0) >= 2:
                weighed[made.key] = (sides + things, made.made_on or datetime.date.min, made.key, made)
    return [made for *_, made in sorted(weighed.values(), key=lambda one: one[:3], reverse=True)[:MOST]]


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


def _standing(con: sqlite3.Connection, pages: Sequence[Page]) -> dict[str, tuple[Commitment, str]]:
    """The commitments that may concern pages, by their key, each with the id of its pledge."""
    keys = sorted({key for page in pages for key in page.keys | page.stems})
    days = [page.published_on for page in pages if page.published_on]
    last = max(days, default=datetime.date.max)
    first = min(days, default=datetime.date.min + datetime.timedelta(366 * YEARS)) - datetime.timedelta(366 * YEARS)
    wanted: set[tuple[str, str]] = set()
    for key in keys:
        wanted.update(
            con.execute(
                'SELECT pledge, "row" FROM sought WHERE one = ? AND made_on BETWEEN ? AND ? '
                "ORDER BY made_on DESC LIMIT ?",
                (key, first.isoformat(), last.isoformat(), CROWD),
            )
        )
    found = {}
    for pledge, row in wanted:
        for (line,) in con.execute('SELECT made FROM commitments WHERE pledge = ? AND "row" = ?', (pledge, row)):
            made = _loaded(line)
            found[made.key] = (made, pledge)
    return found


def _enter(con: sqlite3.Connection, made: Commitment, pledge: str, row: str) -> None:
    day = (made.made_on or made.published_on or datetime.date.min).isoformat()
    con.execute(
        'INSERT OR REPLACE INTO commitments (pledge, "row", event, article, made_on, made) VALUES (?, ?, ?, ?, ?, ?)',
        (pledge, row, made.key, made.article, day, json.dumps(asdict(made), default=_plain, ensure_ascii=False)),
    )
    con.executemany(
        "INSERT OR REPLACE INTO sought VALUES (?, ?, ?, ?)", [(key, day, pledge, row) for key in party_keys(made)]
    )


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


def _loaded(line: str) -> Commitment:
    stated = json.loads(line)
    return Commitment(**{name: _as(hint, stated[name]) for name, hint in _hints().items()})


@cache
def _hints() -> dict[str, Any]:
    hints = get_type_hints(Commitment)
    return {part.name: hints[part.name] for part in fields(Commitment)}


def _as(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) is frozenset:
        return frozenset(value)
    if get_origin(hint) is tuple:
        return tuple(value)
    if datetime.date in (hint, *get_args(hint)):
        return datetime.date.fromisoformat(value)
    return value
