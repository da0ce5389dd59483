"""Bringing the ready rows up to date: what changed in the record since the last time, and nothing else.

Articles that are new, revised, corrected or gone are put anew from the views. What several articles tell together
(happenings, pledges) is put anew where one of them was touched, or where the derived state says that it changed. Each
batch is one transaction together with the note of what it still leaves to do, so that a killed refresh goes on where
it was, and readers see whole rows at all times.
"""

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from dateline.lake import derived, store
from dateline.lake.derived import visible
from dateline.lake.marks import marks_of
from dateline.lake.ready import schema
from dateline.lake.ready.links import link, link_happenings, summarise
from dateline.lake.search import index
from dateline.lake.views import open_views, view
from dateline.records import revision_of

BATCHES: dict[schema.Touch, int] = {"article": 5_000, "happening": 20_000, "pledge": 20_000}
"""How many of each are put in a transaction. Each looks through the whole record once."""
AT_ONCE = 1_000
"""Rows that are taken from a view at a time."""
WAIT = 30.0
_LOGS: dict[visible.Table, tuple[schema.Touch, str]] = {
    "placed": ("article", "article"),
    "told": ("happening", "happening"),
    "commitments": ("pledge", "pledge"),
    "entries": ("pledge", "pledge"),
}
"""What a new line of a derived table touches, and the column that names it."""
_READINGS = """
    SELECT a.id, to_json({article: r.article, actors: r.actors, statements: r.statements, events: r.events,
                          version: r.version})
    FROM articles AS a JOIN readings AS r USING ("row") WHERE a.id IN (SELECT unnest($1))
"""


def home(folder: Path) -> Path:
    """Where the ready rows of a lake are."""
    return folder / store.DERIVED / schema.NAME


def refresh(folder: Path, passed: Callable[[int, int], None] = lambda done, todo: None, *, wait: bool = True) -> bool:
    """Bring the ready rows up to date; returns whether they are.

    `passed` is told how many articles were put, and of how many. With `wait` False nothing is done while another
    process is at it. LakeError where the folder cannot be written.
    """
    store.check(folder)
    state = _state_of(folder)
    if is_current(folder, state):
        return True
    try:
        home(folder).parent.mkdir(exist_ok=True)
        with FileLock(home(folder).with_suffix(".lock"), timeout=store.PATIENCE if wait else 0):
            if not is_current(folder, state):
                _refresh(folder, passed)
            return True
    except Timeout:
        return False
    except (OSError, sqlite3.OperationalError) as error:
        raise store.unwritable(folder, error) from error


def forget(folder: Path, ids: Sequence[str]) -> None:
    """Leave no trace of articles; call it when they are gone from the lake."""
    if not home(folder).exists():
        return
    with FileLock(home(folder).with_suffix(".lock"), timeout=store.PATIENCE):
        with writing(folder) as con, _transaction(con):
            _erase_articles(con, ids)
        _refresh(folder, lambda done, todo: None)  # what others told together with them
        with writing(folder) as con:
            con.execute("VACUUM")
            con.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def is_current(folder: Path, state: str) -> bool:
    """Whether the ready rows have all of a lake in that state."""
    if not home(folder).exists():
        return False
    try:
        with closing(sqlite3.connect(f"{home(folder).absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)) as con:
            return _value(con, "form") == schema.form() and _value(con, "lake") == state
    except sqlite3.Error:
        return False


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """The file for writing, made if need be; one that is broken or of another form is made anew."""
    path = home(folder)
    for is_last in (False, True):
        con = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            con.execute("PRAGMA journal_mode = WAL")
            con.execute("PRAGMA synchronous = NORMAL")
            con.execute("PRAGMA secure_delete = ON")
            con.execute("PRAGMA cache_size = -65536")
            if _value(con, "form") == schema.form():
                break
            if not con.execute("SELECT 1 FROM sqlite_master").fetchone():
                con.executescript(f"BEGIN IMMEDIATE;{schema.created()}COMMIT;")
                _set(con, "form", schema.form())
                break
        except sqlite3.OperationalError:
            con.close()
            raise
        except sqlite3.DatabaseError:
            if is_last:
                con.close()
                raise
        con.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    with closing(con):
        yield con


def _refresh(folder: Path, passed: Callable[[int, int], None]) -> None:
    derived.refresh(folder, wait=False)
    state = _state_of(folder)  # before the views are opened: what comes meanwhile is for the next time
    seen = {table: _files(folder, table) for table in _LOGS}
    with open_views(folder) as views, writing(folder) as con:
        for table in _LOGS:
            _note_log(con, views, table, seen[table])
        marks = marks_of(views)
        known = dict(con.execute("SELECT article, mark FROM readings"))
        with _transaction(con):
            if gone := [article for article in known if article not in marks]:
                _erase_articles(con, gone)
        again = {article for (article,) in con.execute("SELECT id FROM touched WHERE what = 'article'")}
        new = [article for article, mark in marks.items() if known.get(article) != mark or article in again]
        done = 0
        for batch in _batches(new, "article"):
            with _transaction(con):
                _put_articles(con, views, batch, marks)
            done += len(batch)
            passed(done, len(new))
        _put_touched(con, views, "happening")
        _put_touched(con, views, "pledge")
        with _transaction(con):
            _put_stories(con)
            summarise(con)
            _put_asides(con, views)
            con.execute("DELETE FROM touched")
            for table in _LOGS:
                _set(con, f"seen {table}", json.dumps(seen[table][-1:]))
            _set(con, "lake", state)
        con.execute("PRAGMA optimize")


def _state_of(folder: Path) -> str:
    """What changes whenever the record does: the newest entries of its logs, and of what is derived from them."""
    newest = [name for table in _LOGS for name in _files(folder, table)[-1:]]
    return " ".join((index.state_of(folder), *newest))


def _files(folder: Path, table: visible.Table) -> list[str]:
    return [Path(name).name for name in visible.files(folder, table)]


def _note_log(
    con: sqlite3.Connection, views: duckdb.DuckDBPyConnection, table: visible.Table, names: list[str]
) -> None:
    """Note what the derived state changed since the last refresh."""
    last = json.loads(_value(con, f"seen {table}") or "[]")
    if not names or names[-1:] == last:
        return
    what, column = _LOGS[table]
    place = names.index(last[0]) + 1 if last and last[0] in names else 0
    # without the former file it cannot be told what is new: all of it is taken for that
    newer = "" if place == 0 else f"WHERE parse_filename(filename) > {store.literal(names[place - 1])}"
    found = views.execute(f'SELECT DISTINCT "{column}" FROM latest_{table} {newer}').fetchall()
    if not con.execute("SELECT 1 FROM readings LIMIT 1").fetchone() and what == "article":
        return  # all articles are put anyway
    with _transaction(con):
        _touch(con, what, (one for (one,) in found if one))


def _put_articles(
    con: sqlite3.Connection, views: duckdb.DuckDBPyConnection, ids: Sequence[str], marks: dict[str, str]
) -> None:
    _erase_articles(con, ids)
    readings = views.execute(_READINGS, [list(ids)]).fetchall()
    con.executemany(
        "INSERT INTO readings VALUES (?, ?, ?, ?)",
        (
            (article, revision_of(article), marks[article], zlib.compress(reading.encode(), 6))
            for article, reading in readings
        ),
    )
    for table in schema.TABLES:
        if table.by == "article":
            _insert(con, table, views, ids)
    link(con, ids)
    _touch_shared(con, ids)


def _put_touched(con: sqlite3.Connection, views: duckdb.DuckDBPyConnection, what: schema.Touch) -> None:
    waiting = [one for (one,) in con.execute("SELECT id FROM touched WHERE what = ?", [what])]
    for batch in _batches(waiting, what):
        told = _told(views, batch) if what == "happening" else ""
        with _transaction(con):
            for table in schema.TABLES:
                if table.by == what:
                    _delete(con, table.view, table.owner, batch)
                    _insert(con, table, views, batch, told)
            if what == "happening":
                link_happenings(con, batch)
            if what == "pledge":
                _delete(con, "promisers", "pledge", batch)
                con.executemany(
                    "INSERT OR IGNORE INTO promisers SELECT value, ?, pledge FROM pledges, "
                    "json_each(pledges.data, ?) WHERE pledge = ?",
                    ((side, f"$.{side}_countries", one) for one in batch for side in ("maker", "beneficiary")),
                )


def _told(views: duckdb.DuckDBPyConnection, happenings: Sequence[str]) -> str:
    """Set aside what is told of some happenings; returns what lets the views made of it see that in place of all."""
    views.execute(
        "CREATE OR REPLACE TEMP TABLE told_of_some AS SELECT * FROM events WHERE happening IN (SELECT unnest($1))",
        [list(happenings)],
    )
    return "WITH events AS (FROM told_of_some) "


def _insert(
    con: sqlite3.Connection,
    table: schema.Table,
    views: duckdb.DuckDBPyConnection,
    ids: Sequence[str],
    told: str = "",
) -> None:
    """Put the rows of a view that some ids own; `told` is what `_told` gives."""
    names = schema.stored(table)
    dropped = f" EXCLUDE ({', '.join(table.dropped)})" if table.dropped else ""
    kept = ", ".join(_kept(name, kind) for name, kind in _columns(table))
    source = f"({view(table.view).sql})" if told else table.view
    views.execute(
        f"{told}SELECT {kept}, to_json(whole) FROM (SELECT *{dropped} FROM {source} "
        f'WHERE "{table.owner}" IN (SELECT unnest($1))) AS whole',
        [list(ids)],
    )
    while found := views.fetchmany(AT_ONCE):
        con.executemany(
            f"INSERT OR REPLACE INTO {table.view} ({', '.join(names)}, data) "
            f"VALUES ({', '.join('?' * (len(names) + 1))})",
            found,
        )


def _batches(ids: Sequence[str], what: schema.Touch) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), BATCHES[what]):
        yield ids[start : start + BATCHES[what]]


def _columns(table: schema.Table) -> Iterator[tuple[str, str]]:
    for name in schema.stored(table):
        yield name, table.columns.get(name, "TEXT")


def _kept(name: str, kind: str) -> str:
    quoted = name if name.startswith('"') else f'"{name}"'
    cast = f"CAST({quoted} AS {'VARCHAR' if kind == 'TEXT' else 'INTEGER' if kind == 'INTEGER' else 'DOUBLE'})"
    return f"coalesce({cast}, '')" if name.endswith(("_on", "day")) else cast  # so that lists can be ordered by days


def _erase_articles(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    _touch_shared(con, ids)
    for table in schema.TABLES:
        if table.by == "article":
            _delete(con, table.view, table.owner, ids)
    for name in ("readings", "parties", "pairs", "involved", "stories"):
        _delete(con, name, "article", ids)


def _touch_shared(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Note what articles tell together with others, and who is in them."""
    for what, column, table in (
        ("happening", "happening", "events"),
        ("pledge", "pledge", "pledges"),
        ("pledge", "pledge", "outcomes"),
        ("actor", "actor", "actors"),
        ("story", "article", "events"),
    ):
        con.executemany(
            f"INSERT OR IGNORE INTO touched SELECT ?, {column} FROM {table} WHERE article = ? AND {column} IS NOT NULL",
            ((what, article) for article in ids),
        )


def _put_stories(con: sqlite3.Connection) -> None:
    """Say of each article that tells something touched which happening is its main one (`stories.sql`)."""
    con.execute(
        "INSERT OR IGNORE INTO touched SELECT 'story', article FROM events "
        "WHERE happening IN (SELECT id FROM touched WHERE what = 'happening')"
    )
    con.execute("DELETE FROM stories WHERE article IN (SELECT id FROM touched WHERE what = 'story')")
    con.execute(
        "INSERT INTO stories SELECT article, happening FROM (SELECT e.article, e.happening, row_number() OVER "
        "(PARTITION BY e.article ORDER BY h.n_articles = 1, e.start) AS place FROM events AS e "
        "JOIN happenings AS h USING (happening) WHERE e.article IN (SELECT id FROM touched WHERE what = 'story')) "
        "WHERE place = 1"
    )


def _put_asides(con: sqlite3.Connection, views: duckdb.DuckDBPyConnection) -> None:
    """Put corrections and refusals, which are few."""
    con.execute("DELETE FROM corrections")
    con.executemany(
        "INSERT INTO corrections VALUES (?, ?, ?, ?, ?)",
        views.execute(
            "SELECT id, CAST(recorded_at AS VARCHAR), target, article, to_json(c) FROM corrections AS c"
        ).fetchall(),
    )
    con.execute("DELETE FROM refusals")
    con.executemany(
        "INSERT INTO refusals VALUES (?, ?, ?)",
        views.execute("SELECT name, CAST(recorded_at AS VARCHAR), to_json(r) FROM refusals AS r").fetchall(),
    )


def _touch(con: sqlite3.Connection, what: str, ids: Iterable[str]) -> None:
    con.executemany("INSERT OR IGNORE INTO touched VALUES (?, ?)", ((what, one) for one in ids))


def _delete(con: sqlite3.Connection, table: str, column: str, ids: Sequence[str]) -> None:
    con.executemany(f"DELETE FROM {table} WHERE {column} = ?", ([one] for one in ids))


@contextmanager
def _transaction(con: sqlite3.Connection) -> Iterator[None]:
    con.execute("BEGIN IMMEDIATE")
    try:
        yield
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def _value(con: sqlite3.Connection, name: str) -> str | None:
    if not con.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone():
        return None
    found: tuple[str] | None = con.execute("SELECT value FROM state WHERE name = ?", [name]).fetchone()
    return found[0] if found else None


def _set(con: sqlite3.Connection, name: str, value: str) -> None:
    con.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", [name, value])
