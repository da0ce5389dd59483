"""Articles that are deleted for good leave the watcher's state as well, but for hashes that keep them away."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from dateline.lake.watched.sameness import key
from dateline.lake.watched.state import hashed, home, opened

_FOUND = """
    SELECT key, url, place, article FROM items
    WHERE article IN (SELECT value FROM json_each(?1)) OR url IN (SELECT value FROM json_each(?1))
       OR place IN (SELECT value FROM json_each(?1)) OR key IN (SELECT value FROM json_each(?2))
       OR key IN (SELECT key FROM spool WHERE name IN (SELECT value FROM json_each(?1)))
"""


def forget(folder: Path, ids: Sequence[str]) -> None:
    """Leave no trace of articles in the state, and see to it that they are not fetched again.

    `ids` are articles' ids or names of refused pages. A lake that was never watched has no state, and gets none.
    """
    if not home(folder).exists():
        return
    keys = [found for found in map(_key, ids) if found]
    with opened(folder) as state:
        with state.change() as con:
            found = con.execute(_FOUND, [json.dumps(list(ids)), json.dumps(list(keys))]).fetchall()
            gone = [row[0] for row in found]
            alike = con.execute(
                "SELECT key FROM items WHERE same_as IN (SELECT value FROM json_each(?))", [json.dumps(gone)]
            ).fetchall()
            erase(con, [*gone, *(name for (name,) in alike)])
            addresses = {value for row in found for value in row if value}
            bar(con, {*ids, *keys, *addresses, *(name for (name,) in alike)})
            con.execute(
                "DELETE FROM log WHERE url IN (SELECT value FROM json_each(?))", [json.dumps([*ids, *addresses])]
            )
        state.con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _key(id: str) -> str | None:
    try:
        return key(id)
    except ValueError:  # an id that is no address
        return None


def erase(con: sqlite3.Connection, keys: Sequence[str]) -> None:
    """Take items out of all tables."""
    for table in ("items", "listings", "spool"):
        con.execute(f"DELETE FROM {table} WHERE key IN (SELECT value FROM json_each(?))", [json.dumps(list(keys))])


def bar(con: sqlite3.Connection, names: Iterable[str]) -> None:
    """Keep what has one of these names, keys or addresses from being fetched."""
    con.executemany("INSERT OR IGNORE INTO forgotten VALUES (?)", ([hashed(name)] for name in names))
