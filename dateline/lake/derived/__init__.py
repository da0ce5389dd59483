"""What follows from the company of other readings: groups of copies, happenings and their accounts, the pledge ledger.

All of it is made of the lake's tables, step by step as readings are added, and can be made again by deleting the
folder. `refresh` brings it up to date; a process that is killed leaves the former state.
"""

import json
import logging
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from dateline.errors import DatelineError
from dateline.inputs import own_fault
from dateline.lake import parts, store
from dateline.lake.derived import state, visible
from dateline.records import Reading, from_dict

_log = logging.getLogger(__name__)
BATCH = 200
"""Readings that are placed in one transaction."""


def refresh(folder: Path, passed: Callable[[int], None] = lambda n: None, *, wait: bool = True) -> int:
    """Bring what is derived up to date; returns how many readings it still lags behind.

    `passed` is told how many readings were placed, again and again. With `wait` False nothing is done while another
    process is at it. A lake that may not be written is left as it is. LakeError where the disk is full.
    """
    if not store.files(folder, "readings"):
        return 0
    try:
        with held(folder, seconds=store.PATIENCE if wait else 0):
            listed = store.files(folder, "readings")  # none of which is forgotten while this is held
            parts.refresh(folder, listed)
            return _refresh(folder, _current(listed), passed) if listed else 0
    except Timeout:
        return lag(folder)
    except PermissionError:
        return lag(folder)
    except (OSError, sqlite3.Error, duckdb.Error) as error:
        if isinstance(error, sqlite3.OperationalError) and "readonly" in str(error):
            return lag(folder)
        raise store.unwritable(folder, error) from error


@contextmanager
def held(folder: Path, *, seconds: float = store.PATIENCE) -> Iterator[None]:
    """Hold what is derived for writing; filelock.Timeout where another process does for so many seconds."""
    (folder / store.DERIVED).mkdir(exist_ok=True)
    with FileLock(folder / store.DERIVED / ".lock", timeout=seconds):
        yield


def lag(folder: Path) -> int:
    """How many readings are not placed yet."""
    listed = store.files(folder, "readings")
    if not listed:
        return 0
    current = _current(listed)
    with store.connection() as con:
        placed = visible.files(folder, "placed")
        if not placed:
            return len(current)
        found = con.execute('SELECT DISTINCT "row" FROM stored($1)', [placed]).fetchall()
    return len(current.keys() - {row for (row,) in found})


def forget(folder: Path, articles: Sequence[str]) -> None:
    """Forget articles for good: nothing that follows from them stays on disk. To be called while it is `held`."""
    if not (folder / store.DERIVED / state.FILE).exists():
        return
    from dateline.lake.derived import company, ledger, texts

    with state.opened(folder) as con:
        gone = [row for (row,) in state.each(con, 'SELECT "row" FROM placed WHERE article IN ({})', articles)]
        touched = state.remove(con, gone)
        ledger.remove(con, gone)
        ledger.forget(con, articles)
        texts.remove(folder, con, articles)
        company.count_accounts(con, touched)
        visible.write(folder, con, everything=True)
    visible.sweep(folder)
    state.vacuum(folder)


def compact(folder: Path) -> None:
    """Write what views see of it as one file each; older files go with the next such writing."""
    if not (folder / store.DERIVED / state.FILE).exists():
        return
    with held(folder):
        visible.sweep(folder)
        with state.opened(folder) as con:
            visible.write(folder, con, everything=True)


def _refresh(folder: Path, where: dict[str, str], passed: Callable[[int], None]) -> int:
    with state.opened(folder) as con:
        placed = state.rows(con)
    if placed == where.keys():
        return 0
    from dateline.lake.derived import (  # load the parser's library, which a look at the lake does without
        company,
        ledger,
    )

    with state.opened(folder) as con:
        placed = state.rows(con)
        gone = sorted(placed - where.keys())
        if gone:
            company.count_accounts(con, state.remove(con, gone))
            ledger.remove(con, gone)
            visible.write(folder, con)
    fresh = [row for row in where if row not in placed]
    for start in range(0, len(fresh), BATCH):
        batch = fresh[start : start + BATCH]
        if _failure(folder, where, batch) is not None:
            for row in batch:
                if (error := _failure(folder, where, [row])) is not None:
                    _leave_out(folder, where, row, error)
        passed(len(batch))
    return 0


def _failure(folder: Path, where: Mapping[str, str], rows: Sequence[str]) -> Exception | None:
    """Place readings; where one of them cannot be placed, none is, and the error that it made comes back."""
    try:
        with state.opened(folder) as con:
            _place(folder, con, _readings(rows, sorted({where[row] for row in rows})))
            visible.write(folder, con)
    except (DatelineError, OSError, sqlite3.Error, duckdb.Error):
        raise  # no reading's doing
    except Exception as error:  # noqa: BLE001 - one reading must not keep all others out of the record's groups
        return error
    return None


def _leave_out(folder: Path, where: Mapping[str, str], row: str, error: Exception) -> None:
    """Let a reading stand alone, without happenings and pledges, and say so."""
    with store.connection() as con:
        found = con.execute('SELECT id FROM stored($1) WHERE "row" = $2', [where[row], row]).fetchone()
    article = found[0] if found else row
    with state.opened(folder) as state_con:
        state.leave_out(state_con, row, article, own_fault(error))
        visible.write(folder, state_con)
    _log.warning(
        "%s is in no group of copies or stories: %s; please report it with the page", article, own_fault(error)
    )


def _place(folder: Path, con: sqlite3.Connection, readings: Sequence[tuple[str, Reading]]) -> None:
    from dateline.lake.derived import company, ledger, texts
    from dateline.told import told_events

    groups = texts.place(folder, con, readings)
    told = []
    for row, reading in readings:
        events = list(told_events(reading, row=row, text_group=groups.get(reading.article.id)))
        state.keep(con, events, row)
        told += events
    touched = company.place(con, told)
    regrouped = state.each(
        con,
        'SELECT DISTINCT happening FROM told JOIN placed USING ("row") '
        "WHERE text_group IN ({}) AND happening IS NOT NULL",
        sorted(set(groups.values())),
    )
    company.count_accounts(con, touched | {happening for (happening,) in regrouped})
    ledger.place(con, readings, groups)


def _current(listed: Sequence[str]) -> dict[str, str]:
    """The newest reading of each article, in the order of publication, and the file that holds it."""
    with store.reading(Path(listed[0]).parents[1]), store.connection() as con:
        return dict(
            con.execute(
                """
                SELECT "row", filename FROM located($1)
                QUALIFY row_number() OVER (PARTITION BY id ORDER BY seen_at DESC, recorded_at DESC, "row" DESC) = 1
                ORDER BY coalesce(article.published_at, article.modified_at, CAST(seen_at AS VARCHAR)),
                         recorded_at, "row"
                """,
                [list(listed)],
            ).fetchall()
        )


def _readings(rows: Sequence[str], listed: Sequence[str]) -> list[tuple[str, Reading]]:
    with store.connection() as con:
        found = con.execute(
            """
            SELECT "row", to_json({article: article, actors: actors, statements: [], events: list_transform(events,
                   lambda e: struct_update(e, statement := NULL)), version: version})
            FROM stored($1) WHERE "row" IN (SELECT unnest($2))
            """,
            [list(listed), list(rows)],
        ).fetchall()
    readings = {row: from_dict(Reading, json.loads(reading)) for row, reading in found}
    return [(row, readings[row]) for row in rows]
