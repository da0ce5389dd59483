"""What is derived from single readings and from their company, in one SQLite file that can be made again at any time.

    placed   the readings that are placed: their article, the group of articles that carry its text, its likely origin
    told     the events of placed readings: which happening each tells, in which account, and why
    who      what an event is found by: a party's country or name, and the days it may be of
    commitments, sought, entries, steps    the pledge ledger: `ledger` says how it is kept

`is_new` marks what views do not see yet: `visible` writes it to Parquet, and marks it seen.
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
CREATE TABLE IF NOT EXISTS commitments (
    pledge TEXT NOT NULL, "row" TEXT NOT NULL, event TEXT, article TEXT NOT NULL, made_on TEXT, made TEXT NOT NULL,
    is_new INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (pledge, "row")
);
CREATE INDEX IF NOT EXISTS commitments_row ON commitments ("row");
CREATE INDEX IF NOT EXISTS commitments_new ON commitments (is_new) WHERE is_new = 1;
CREATE TABLE IF NOT EXISTS sought (
    one TEXT NOT NULL, made_on TEXT NOT NULL, pledge TEXT NOT NULL, "row" TEXT NOT NULL,
    PRIMARY KEY (one, made_on, pledge, "row")
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS sought_row ON sought ("row");
CREATE TABLE IF NOT EXISTS entries (
    entry TEXT NOT NULL, "row" TEXT NOT NULL, pledge TEXT NOT NULL, relation TEXT NOT NULL, article TEXT NOT NULL,
    event TEXT, start INTEGER, "end" INTEGER, words TEXT, told_on TEXT, share REAL, score REAL, why TEXT,
    is_new INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (entry, "row")
);
CREATE INDEX IF NOT EXISTS entries_row ON entries ("row");
CREATE INDEX IF NOT EXISTS entries_new ON entries (is_new) WHERE is_new = 1;
CREATE TABLE IF NOT EXISTS steps (
    step TEXT NOT NULL, "row" TEXT NOT NULL, agreement TEXT NOT NULL, name TEXT, parties TEXT, state TEXT NOT NULL,
    article TEXT NOT NULL, event TEXT, start INTEGER, "end" INTEGER, words TEXT, told_on TEXT, status TEXT, why TEXT,
    is_new INTEGER NOT NULL DEFAULT 1, PRIMARY KEY (step, "row")
);
CREATE INDEX IF NOT EXISTS steps_row ON steps ("row");
CREATE INDEX IF NOT EXISTS steps_new ON steps (is_new) WHERE is_new = 1;
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


def leave_out(con: sqlite3.Connection, row: str, article: str, why: str) -> None:
    """Count a reading as placed that cannot be: its article stands alone."""
    con.execute(
        'INSERT OR REPLACE INTO placed ("row", article, text_group, origin_why) VALUES (?, ?, ?, ?)',
        (row, article, article, why),
    )


def members(con: sqlite3.Connection, happenings: Sequence[str]) -> dict[str, list[Told]]:
    """The events of happenings, by happening."""
    found: dict[str, list[Told]] = {}
    for happening, told in each(con, "SELECT happening, told FROM told WHERE happening IN ({})", happenings):
        found.setdefault(happening, []).append(loaded(told))
    return found


def regroup(con: sqlite3.Connection, groups: Mapping[str, str]) -> None:
    """Tell the events and commitments of articles that their text's group has another name."""
    for table, column in (("told", "told"), ("commitments", "made")):
        con.executemany(
            f"UPDATE {table} SET {column} = json_set({column}, '$.text_group', ?), is_new = 1 "
            'WHERE "row" IN (SELECT "row" FROM placed WHERE article = ?)',
            [(group, article) for article, group in groups.items()],
        )


def remove(con: sqlite3.Connection, gone: Sequence[str]) -> set[str]:
    """Forget readings; returns the happenings that their events told."""
    touched = {happening for (happening,) in each(con, 'SELECT happening FROM told WHERE "row" IN ({})', gone)}
    run(con, 'DELETE FROM who WHERE event IN (SELECT event FROM told WHERE "row" IN ({}))', gone)
    run(con, 'DELETE FROM told WHERE "row" IN ({})', gone)
    run(con, 'DELETE FROM placed WHERE "row" IN ({})', gone)
    return touched - {None}


def each(con: sqlite3.Connection, sql: str, values: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The rows of a statement with one list of values, which stands as `{}` in it, in parts that SQLite takes."""
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        yield from con.execute(sql.format(", ".join("?" * len(part))), part)


def run(con: sqlite3.Connection, sql: str, values: Sequence[str]) -> None:
    """Run a statement with one list of values, as `each` does, for what it does alone."""
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
