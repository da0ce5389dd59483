"""The watcher's state, opened: reading and changing rows of its tables in whole transactions."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from dateline.errors import LakeError
from dateline.inputs import Failure, Page
from dateline.lake.watched import schema
from dateline.lake.watched.schema import KEYS, Table

Value = str | float | int | None
Row = dict[str, Any]
LOG_DAYS = 90
"""For so long it can be asked what went wrong."""


def home(folder: Path) -> Path:
    """Where the state of a lake's watcher is."""
    return folder / "watch" / "state.sqlite"


class State:
    """An open state. What is changed within `change` is changed whole or not at all."""

    def __init__(self, con: sqlite3.Connection) -> None:
        self.con = con
        con.row_factory = sqlite3.Row

    @contextmanager
    def change(self) -> Iterator[sqlite3.Connection]:
        """A transaction."""
        self.con.execute("BEGIN IMMEDIATE")
        try:
            yield self.con
        except BaseException:
            self.con.execute("ROLLBACK")
            raise
        self.con.execute("COMMIT")

    def rows(self, sql: str, values: Sequence[Value] | Mapping[str, Value] = ()) -> list[Row]:
        """What a SELECT gives."""
        return [dict(row) for row in self.con.execute(sql, values)]

    def row(self, table: Table, key: str) -> Row | None:
        """One row of a table, by its key."""
        found = self.con.execute(f"SELECT * FROM {table} WHERE {KEYS[table]} = ?", [key]).fetchone()
        return dict(found) if found else None

    def put(self, table: Table, key: str, **columns: Value) -> None:
        """Set columns of a row, which is made if it is not there."""
        names = [KEYS[table], *columns]
        self.con.execute(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))}) "
            f"ON CONFLICT DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}",
            [key, *columns.values()],
        )

    def set(self, table: Table, key: str, **columns: Value) -> None:
        """Set columns of a row that is there."""
        self.con.execute(
            f"UPDATE {table} SET {', '.join(f'{name} = ?' for name in columns)} WHERE {KEYS[table]} = ?",
            [*columns.values(), key],
        )

    def note(self, at: float, kind: str, url: str, feed: str | None, reason: str) -> None:
        """Keep what went wrong or was noticed."""
        self.con.execute(
            "INSERT INTO log (at, kind, url, feed, reason) VALUES (?, ?, ?, ?, ?)", [at, kind, url, feed, reason]
        )

    def tidy(self, now: float) -> None:
        """Delete what the log has kept for long enough."""
        with self.change() as con:
            con.execute("DELETE FROM log WHERE at < ?", [now - LOG_DAYS * 86400])

    def known(self, keys: Iterable[str]) -> dict[str, Row]:
        """Those of the items of these keys that there are."""
        listed = json.dumps(list(keys))
        found = self.rows(
            "SELECT key, stage, place, updated_at, same_as FROM items WHERE key IN (SELECT value FROM json_each(?))",
            [listed],
        )
        return {row["key"]: row for row in found}

    def is_forgotten(self, name: str) -> bool:
        """Whether something of this name, key or address was deleted for good."""
        digest = hashed(name)
        return self.con.execute("SELECT 1 FROM forgotten WHERE hash = ?", [digest]).fetchone() is not None

    def forgets(self) -> bool:
        """Whether anything was deleted for good."""
        return self.con.execute("SELECT 1 FROM forgotten").fetchone() is not None

    def spool(self, key: str, taken: Page | Failure, at: float) -> None:
        """Keep a page as it was fetched, or why there is none, until the record has it."""
        page = taken if isinstance(taken, Page) else None
        failure = taken if isinstance(taken, Failure) else None
        self.con.execute(
            "INSERT INTO spool (key, name, data, url, headers, fetched_at, reason, spooled_at) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                key,
                taken.name,
                page and page.data,
                page and page.url,
                page and json.dumps(dict(page.headers)),
                page and page.fetched_at,
                failure and failure.reason,
                at,
            ],
        )

    def spooled(self, most: int, after: int = 0) -> list[tuple[int, str, Page | Failure]]:
        """What waits to be recorded, the oldest first: its number, its item's key, and the page or failure."""
        found = self.con.execute("SELECT * FROM spool WHERE n > ? ORDER BY n LIMIT ?", [after, most])
        return [(row["n"], row["key"], _taken(row)) for row in found]


def _taken(row: sqlite3.Row) -> Page | Failure:
    if row["reason"] is not None:
        return Failure(row["name"], row["reason"])
    return Page(row["name"], row["data"], row["url"], json.loads(row["headers"]), row["fetched_at"])


def hashed(name: str) -> str:
    """What the state keeps of a name that it may not keep."""
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


@contextmanager
def opened(folder: Path) -> Iterator[State]:
    """The state of a lake's watcher, made if need be; LakeError where it cannot be used."""
    path = home(folder)
    with _told(path), closing(schema.connected(path)) as con:
        yield State(con)


@contextmanager
def looked_at(folder: Path) -> Iterator[State]:
    """The state for looking only; LakeError where the lake was never watched."""
    path = home(folder)
    if not path.exists():
        raise LakeError(f"{folder} was never watched; `dateline watch {folder} FEED` begins")
    with _told(path), closing(_reading(path)) as con:
        schema.check(con, path)
        yield State(con)


@contextmanager
def watching(folder: Path) -> Iterator[None]:
    """Hold the state for one watcher; LakeError where another has it. A killed one lets go at once."""
    home(folder).parent.mkdir(exist_ok=True)
    lock = FileLock(home(folder).with_suffix(".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise LakeError(f"{folder} is being watched by another process; let it go on, or end it first") from error
    try:
        yield
    finally:
        lock.release()


def _reading(path: Path) -> sqlite3.Connection:
    con = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=schema.WAIT, isolation_level=None)
    try:
        con.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:  # a folder that may not be written, and nobody who has it open
        con.close()
        return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return con


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LakeError(f"cannot use {path} ({error}); make room, check its permissions, and begin again") from error
    except sqlite3.DatabaseError as error:
        raise LakeError(
            f"{path} cannot be read ({error}); restore it from a copy, or delete it: watching then begins anew, and "
            "pages that the record has change nothing"
        ) from error
