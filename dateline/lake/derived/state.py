"""What is derived from single readings and from their company, in one SQLite file that can be made again at any time.

    placed   the readings that are placed: their article, the group of articles that carry its text, its likely origin
    told     the events of placed readings: which happening each tells, in which account, and why
    who      what an event is found by: a party's country or name, and the days it may be of

`is_new` marks what views do not see yet: `exports` writes it to Parquet, and marks it seen.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from dateline.lake import store
from dateline.told import Told, dumped, loaded

FILE = "company.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS placed (
    "row" TEXT PRIMARY KEY, article TEXT NOT NULL, text_group TEXT NOT NULL, origin TEXT, origin_why TEXT,
    is_new INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX IF NOT EXISTS placed_article ON placed (article);
CREATE INDEX IF NOT EXISTS placed_group ON placed (text_group);
CREATE INDEX IF NOT EXISTS placed_new ON placed (is_new) WHERE is_new = 1;
CREATE TABLE IF NOT EXISTS told (
    event TEXT PRIMARY KEY, "row" TEXT NOT NULL, happening TEXT, account INTEGER, why TEXT, told TEXT NOT NULL,
    is_new INTEGER NOT NULL DEFAULT 1
);
CREATE INDEX IF NOT EXISTS told_row ON told ("row");
CREATE INDEX IF NOT EXISTS told_happening ON told (happening);
CREATE INDEX IF NOT EXISTS told_new ON told (is_new) WHERE is_new = 1;
CREATE TABLE IF NOT EXISTS who (
    prospect TEXT NOT NULL, one TEXT NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, event TEXT NOT NULL,
    PRIMARY KEY (prospect, one, first, event)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS who_event ON who (event);
"""
AT_ONCE = 500
"""Values in a statement; SQLite takes a few thousand."""


@contextmanager
def opened(folder: Path) -> Iterator[sqlite3.Connection]:
    """The state of a lake, to be read and written in one transaction, which is whole or not at all."""
    home = folder / store.DERIVED
    home.mkdir(exist_ok=True)
    con = sqlite3.connect(home / FILE, isolation_level=None)
    try:
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("PRAGMA secure_delete = ON")
        con.executescript(_SCHEMA)
        con.execute("BEGIN IMMEDIATE")
        yield con
        con.execute("COMMIT")
    except BaseException:
        if con.in_transaction:
            con.execute("ROLLBACK")
        raise
    finally:
        con.close()


def rows(con: sqlite3.Connection) -> set[str]:
    """The readings that are placed."""
    return {row for (row,) in con.execute('SELECT "row" FROM placed')}


def keep(con: sqlite3.Connection, events: Iterable[Told], row: str) -> None:
    """Keep the events of a reading."""
    con.executemany(
        'INSERT OR REPLACE INTO told (event, "row", told) VALUES (?, ?, ?)',
        [(told.key, row, dumped(told)) for told in events],
    )


def events_of(con: sqlite3.Connection, keys: Sequence[str]) -> list[Told]:
    """Events by their keys, in no order."""
    return [loaded(told) for (told,) in each(con, "SELECT told FROM told WHERE event IN ({})", keys)]


def members(con: sqlite3.Connection, happenings: Sequence[str]) -> dict[str, list[Told]]:
    """The events of happenings, by happening."""
    found: dict[str, list[Told]] = {}
    for happening, told in each(con, "SELECT happening, told FROM told WHERE happening IN ({})", happenings):
        found.setdefault(happening, []).append(loaded(told))
    return found


def regroup(con: sqlite3.Connection, groups: Mapping[str, str]) -> None:
    """Tell the events of articles that their text's group has another name."""
    con.executemany(
        "UPDATE told SET told = json_set(told, '$.text_group', ?) "
        'WHERE "row" IN (SELECT "row" FROM placed WHERE article = ?)',
        [(group, article) for article, group in groups.items()],
    )


def remove(con: sqlite3.Connection, gone: Sequence[str]) -> set[str]:
    """Forget readings; returns the happenings that their events told."""
    touched = {happening for (happening,) in each(con, 'SELECT happening FROM told WHERE "row" IN ({})', gone)}
    _all(con, 'DELETE FROM who WHERE event IN (SELECT event FROM told WHERE "row" IN ({}))', gone)
    _all(con, 'DELETE FROM told WHERE "row" IN ({})', gone)
    _all(con, 'DELETE FROM placed WHERE "row" IN ({})', gone)
    return touched - {None}


def each(con: sqlite3.Connection, sql: str, values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a statement with one list of values, which stands as `{}` in it, in parts that SQLite takes."""
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        yield from con.execute(sql.format(", ".join("?" * len(part))), part)


def _all(con: sqlite3.Connection, sql: str, values: Sequence[str]) -> None:
    for _ in each(con, sql, values):
        pass


def vacuum(folder: Path) -> None:
    """Make the file anew without what was deleted from it."""
    con = sqlite3.connect(folder / store.DERIVED / FILE, isolation_level=None)
    try:
        con.execute("VACUUM")
        con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        con.close()
