"""The tables of the watcher's state. Times are seconds since 1970 (UTC); NULL is what is not known or not to come.

    feeds      what is polled: as it was given, where it is now, what its last answer said of itself, when it is due
    items      pages that feeds list, each once by its key (`dateline.lake.watched.sameness`), and what became of them
    listings   which feed lists which item
    spool      pages as they were fetched, and failures for good, until the record has them
    origins    what robots.txt says, and when it was got
    hosts      until when a host wants to be left alone
    log        what went wrong or was noticed: one row each
    forgotten  hashes of what may not be fetched again

The stages of an item: `waiting` to be fetched; `spooled`, fetched and not read yet; `kept` in the record; `refused`,
with its reason; `same` as another item, which `same_as` names; `left out`, since its feed dates it too long ago.
"""

import sqlite3
from pathlib import Path
from typing import Literal

from dateline.errors import LakeError

FORM = "1"
Table = Literal["feeds", "items", "origins", "hosts"]
KEYS: dict[Table, str] = {"feeds": "url", "items": "key", "origins": "origin", "hosts": "host"}
WAIT = 30.0
"""Seconds that a transaction waits for another: all are short."""
_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT);
CREATE TABLE feeds (
    url TEXT PRIMARY KEY, address TEXT NOT NULL, parent TEXT, form TEXT, is_watched INTEGER NOT NULL, due_at REAL,
    n_failed INTEGER NOT NULL DEFAULT 0, etag TEXT, last_modified TEXT, hash TEXT, asked_at REAL, succeeded_at REAL,
    new_at REAL, n_listed INTEGER, n_without_address INTEGER, remark TEXT, reason TEXT, gone_at REAL, part_updated TEXT
);
CREATE TABLE items (
    key TEXT PRIMARY KEY, url TEXT NOT NULL, place TEXT NOT NULL, feed TEXT NOT NULL, stage TEXT NOT NULL, due_at REAL,
    n_tries INTEGER NOT NULL DEFAULT 0, n_checks INTEGER NOT NULL DEFAULT 0, listed_at REAL NOT NULL,
    published_at TEXT, updated_at TEXT, etag TEXT, last_modified TEXT, hash TEXT, fetched_at REAL, checked_at REAL,
    article TEXT, revision TEXT, outcome TEXT, n_revised INTEGER NOT NULL DEFAULT 0, reason TEXT, same_as TEXT,
    gone_at REAL
);
CREATE INDEX items_due ON items (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX items_article ON items (article);
CREATE TABLE listings (key TEXT, feed TEXT, PRIMARY KEY (key, feed)) WITHOUT ROWID;
CREATE TABLE spool (
    n INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, data BLOB, url TEXT, headers TEXT, fetched_at TEXT,
    reason TEXT, spooled_at REAL NOT NULL
);
CREATE TABLE origins (origin TEXT PRIMARY KEY, rules TEXT, got_at REAL);
CREATE TABLE hosts (host TEXT PRIMARY KEY, free_at REAL);
CREATE TABLE log (n INTEGER PRIMARY KEY, at REAL NOT NULL, kind TEXT NOT NULL, url TEXT, feed TEXT, reason TEXT);
CREATE TABLE forgotten (hash TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def connected(path: Path) -> sqlite3.Connection:
    """The state for writing, made if need be; LakeError where it is broken or of another form.

    With a write-ahead log and `synchronous = NORMAL` a killed process loses nothing. A machine that loses power may
    lose the last seconds' rows, and keeps the file whole: what they told is fetched again and found to be known.
    """
    path.parent.mkdir(exist_ok=True)
    con = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        con.execute("PRAGMA journal_mode = WAL")
        con.execute("PRAGMA synchronous = NORMAL")
        con.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        con.execute("BEGIN IMMEDIATE")
        if not con.execute("SELECT 1 FROM sqlite_master").fetchone():
            for statement in _TABLES.split(";\n"):
                con.execute(statement)
            con.execute("INSERT INTO meta VALUES ('form', ?)", [FORM])
        con.execute("COMMIT")
        check(con, path)
    except BaseException:
        con.close()
        raise
    return con


def check(con: sqlite3.Connection, path: Path) -> None:
    """LakeError where the state is of another form than this version's."""
    stated = con.execute("SELECT value FROM meta WHERE name = 'form'").fetchone()
    if stated is None or stated[0] != FORM:
        raise LakeError(
            f"{path} is of another form ({stated and stated[0]}; this version has {FORM}); upgrade Dateline, or delete "
            "the file: watching then begins anew, and pages that the record has change nothing"
        )
