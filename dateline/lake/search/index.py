"""The index: one SQLite file beside the lake, made of its current readings and brought up to date by what changed.

    articles   one row for each article: `n`, its id, and a mark that tells whether the index has it as it is now
    entries    the same `n`, and all that a result shows (see `entries`)
    article, statement, event   full-text tables (FTS5), which hold words alone and no text

Numbers are made so that newer is higher: a day, then a count within the day; a fact's is its article's, then its place
in it. Searching backwards finds the newest first, and a span of days is a span of numbers. Each batch is one
transaction, so that a killed build goes on where it was, and readers see whole articles at all times.
"""

import sqlite3
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date
from itertools import islice
from pathlib import Path

from dateline.errors import LakeError
from dateline.lake import store
from dateline.lake.marks import Marks
from dateline.lake.search.entries import COLUMNS, Entry, packed, rows, unpacked
from dateline.lake.search.words import KINDS, Kind

NAME = "search.sqlite"
FORM = f"1 {unicodedata.unidata_version}"
"""Of tables, words and entries; raise the number with each change of these. An index of another form is made anew."""
BATCH = 2000
"""Articles in a transaction: some seconds' work, which is what a killed build loses, and below 200 MB of memory."""
FACT_BITS = 14
"""Facts of a kind that an article can have in the index: 16,384, ten times what the longest readable page holds."""
DAY_BITS = 24
WAIT = 30.0
"""Seconds that a transaction waits for another: batches take less."""

Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Of a number of articles, what is called after each of them, as `dateline.commands.output.progress` gives it."""


def home(folder: Path) -> Path:
    """Where the index of a lake is."""
    return folder / store.DERIVED / NAME


def state_of(folder: Path) -> str:
    """What changes whenever a commit came to the lake: the newest entries of its logs, without opening them."""
    return " ".join(_newest_entry(folder / name / "_delta_log") for name in ("readings", "refusals", "corrections"))


def _newest_entry(log: Path) -> str:
    try:
        newest = max((entry for entry in log.iterdir() if entry.suffix == ".json"), key=lambda entry: entry.name)
        stat = newest.stat()
    except (ValueError, OSError):
        return "none"
    return f"{newest.name}:{stat.st_size}:{stat.st_mtime_ns}"


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """The index for writing, made if need be; one that is broken or of another form is made anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        con = _opened(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "no such module" in str(error):
            raise LakeError("this Python's SQLite has no FTS5, which search needs; use one from python.org") from error
        if isinstance(error, sqlite3.OperationalError) and "malformed" not in str(error):
            raise
        discard(path)
        con = _opened(path)
    with closing(con):
        yield con


def reading(path: Path, how: str = "mode=ro") -> sqlite3.Connection:
    """The index for reading; `how` are parameters of SQLite's for a file that is opened."""
    con = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=WAIT, isolation_level=None)
    try:
        con.execute("SELECT 1 FROM sqlite_master").fetchone()
    except BaseException:
        con.close()
        raise
    return con


def _opened(path: Path) -> sqlite3.Connection:
    con = _connected(path)
    try:
        stated = _value(con, "form")
        if stated != FORM:
            con.close()
            discard(path)
            con = _connected(path)
            _create(con)
    except BaseException:
        con.close()
        raise
    return con


def _connected(path: Path) -> sqlite3.Connection:
    con = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    con.execute("PRAGMA journal_mode = WAL")
    con.execute("PRAGMA synchronous = NORMAL")  # safe in WAL; power loss costs batches, which are made again
    con.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    con.execute("PRAGMA cache_size = -65536")
    return con


def _create(con: sqlite3.Connection) -> None:
    con.execute("BEGIN IMMEDIATE")
    con.execute("CREATE TABLE state (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    con.execute("CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, mark TEXT NOT NULL)")
    con.execute("CREATE TABLE entries (n INTEGER PRIMARY KEY, entry BLOB NOT NULL)")
    for kind in KINDS:
        columns = ", ".join(COLUMNS[kind])
        con.execute(f"CREATE VIRTUAL TABLE {kind} USING fts5({columns}, content = '', tokenize = 'ascii')")
    _set(con, "form", FORM)
    con.execute("COMMIT")


def _value(con: sqlite3.Connection, name: str) -> str | None:
    if not con.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone():
        return None
    found: tuple[str] | None = con.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
    return found[0] if found else None


def _set(con: sqlite3.Connection, name: str, value: str) -> None:
    con.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", [name, value])


def discard(path: Path) -> None:
    """Delete an index; the next search makes it again."""
    for end in ("", "-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def is_current(con: sqlite3.Connection, state: str) -> bool:
    """Whether the index has all of a lake in that state."""
    return _value(con, "lake") == state


def is_usable(con: sqlite3.Connection) -> bool:
    """Whether the index is of the form that this version reads."""
    return _value(con, "form") == FORM


def changed(con: sqlite3.Connection, marks: Marks) -> tuple[list[str], list[str]]:
    """Articles that the index lacks or has as they were, and those that it has and the lake has not any more."""
    known = dict(con.execute("SELECT id, mark FROM articles"))
    new = [article for article, mark in marks.items() if known.get(article) != mark]
    return new, [article for article in known if article not in marks]


def update(
    con: sqlite3.Connection, marks: Marks, read: Callable[[Sequence[str]], Iterator[Entry]], progress: Progress
) -> None:
    """Make the index hold the articles of `marks` as they are now; `read` gives their entries."""
    new, gone = changed(con, marks)
    if gone:
        erase(con, gone)
    with progress(len(new)) as passed:
        waiting = iter(new)
        while batch := list(islice(waiting, BATCH)):
            put(con, [(entry, marks[entry.id]) for entry in read(batch)])
            for _ in batch:
                passed()


def settle(con: sqlite3.Connection, state: str) -> None:
    """Note that the index has all of a lake in that state."""
    con.execute("BEGIN IMMEDIATE")
    _set(con, "lake", state)
    con.execute("COMMIT")
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def put(con: sqlite3.Connection, marked: Sequence[tuple[Entry, str]]) -> None:
    """Add articles, or replace them, in one transaction; each comes with its mark."""
    con.execute("BEGIN IMMEDIATE")
    try:
        _remove(con, [entry.id for entry, _ in marked])
        numbered = sorted(_numbered(con, marked), key=lambda item: item[0])  # rising numbers make FTS5's work least
        con.executemany("INSERT INTO articles VALUES (?, ?, ?)", ((n, entry.id, mark) for n, entry, mark in numbered))
        con.executemany("INSERT INTO entries VALUES (?, ?)", ((n, packed(entry)) for n, entry, _ in numbered))
        for kind in KINDS:
            con.executemany(_insert(kind), (row for n, entry, _ in numbered for row in _rows(n, entry, kind)))
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def _numbered(con: sqlite3.Connection, marked: Sequence[tuple[Entry, str]]) -> Iterator[tuple[int, Entry, str]]:
    last: dict[str | None, int] = {}
    for entry, mark in marked:
        if entry.day not in last:
            first, end = numbers(entry.day, entry.day)
            (highest,) = con.execute("SELECT max(n) FROM articles WHERE n >= ? AND n < ?", [first, end]).fetchone()
            last[entry.day] = first - 1 if highest is None else highest
        last[entry.day] += 1
        yield last[entry.day], entry, mark


def numbers(since: str | None, until: str | None) -> tuple[int, int]:
    """The numbers that articles of days have, the second exclusive; None, for an article without a day, is day 0."""
    first = date.fromisoformat(since).toordinal() if since else 0
    end = date.fromisoformat(until).toordinal() if until else 0
    return first << DAY_BITS, (end + 1) << DAY_BITS


def _rows(n: int, entry: Entry, kind: Kind) -> Iterator[tuple[int | str, ...]]:
    first = n if kind == "article" else n << FACT_BITS
    most = 1 if kind == "article" else 1 << FACT_BITS
    for place, columns in enumerate(islice(rows(entry, kind), most)):
        yield (first + place, *columns)


def _insert(kind: Kind) -> str:
    columns = ("rowid", *COLUMNS[kind])
    return f"INSERT INTO {kind} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"


def _delete(kind: Kind) -> str:
    columns = ("rowid", *COLUMNS[kind])
    return f"INSERT INTO {kind} ({kind}, {', '.join(columns)}) VALUES ('delete', {', '.join('?' * len(columns))})"


def _remove(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    found = [
        row
        for article in ids
        for row in con.execute("SELECT n, entry FROM articles JOIN entries USING (n) WHERE id = ?", [article])
    ]
    stored = [(n, unpacked(entry)) for n, entry in sorted(found)]
    for kind in KINDS:
        con.executemany(_delete(kind), (row for n, entry in stored for row in _rows(n, entry, kind)))
    for name in ("articles", "entries"):
        con.executemany(f"DELETE FROM {name} WHERE n = ?", ([n] for n, _ in stored))


def erase(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Take articles out so that no trace of them is left; nine seconds where the index has 100,000.

    FTS5 keeps the words of what was deleted until it merges its parts: so they are merged, all of them.
    """
    con.execute("BEGIN IMMEDIATE")
    try:
        _remove(con, ids)
        for kind in KINDS:
            con.execute(f"INSERT INTO {kind} ({kind}) VALUES ('optimize')")
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("PRAGMA wal_checkpoint(TRUNCATE)")
