"""SQL over the views of a lake: it reads and nothing else, and stops at limits of time and memory."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from arro3.core import RecordBatchReader

from dateline.errors import QueryError
from dateline.lake import store
from dateline.lake.views import VIEWS, AsOf, is_changed, open_views

SECONDS = 60.0
MEMORY = "2GB"
AT_ONCE = 1000
LONGEST = 7 * 24 * 3600.0
"""Seconds for which replaced files stay (`upkeep.KEPT_HOURS`)."""
_SIZE = re.compile(r"\d+(\.\d+)?\s?[KMGT]i?B", re.ASCII | re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take, in seconds, and how much memory, as DuckDB writes it ("2GB")."""

    seconds: float = SECONDS
    memory: str = MEMORY

    def __post_init__(self) -> None:
        if not 0 < self.seconds <= LONGEST:
            raise QueryError(f"a query may take up to {LONGEST:,.0f} seconds, found {self.seconds}; write 60")
        if not _SIZE.fullmatch(self.memory):
            raise QueryError(f"{self.memory!r} is no size of memory; write 500MB or 2GB")


@dataclass(frozen=True, slots=True)
class Answer:
    """What one SELECT gives: `columns`, and the rows, each run anew from the lake; good inside its `with` alone."""

    con: duckdb.DuckDBPyConnection
    sql: str
    columns: Sequence[str]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows, a thousand at a time in memory."""
        self.con.execute(self.sql)
        while rows := self._fetched():
            yield from rows

    def _fetched(self) -> list[tuple[Any, ...]]:
        try:
            return self.con.fetchmany(AT_ONCE)
        except OverflowError as error:
            raise QueryError(f"a value of the answer is too large for Python ({error}); cast it to VARCHAR") from error

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows at once."""
        return list(self)

    def df(self) -> Any:
        """The rows as a pandas DataFrame; needs pandas."""
        return self.con.execute(self.sql).df()

    def write_parquet(self, target: Path) -> None:
        """Write the rows as a Parquet file; since the query may open nothing, another connection writes."""
        rows = RecordBatchReader.from_arrow(self.con.sql(self.sql))  # noqa: F841 - DuckDB finds it by its name
        with store.connection() as con:
            con.execute(f"COPY (SELECT * FROM rows) TO {store.literal(str(target))} (FORMAT parquet, COMPRESSION zstd)")


@contextmanager
def query(folder: Path, sql: str, *, as_of: AsOf = None, limits: Limits | None = None) -> Iterator[Answer]:
    """The answer to one SELECT over the views of a lake.

    Only one statement that reads is taken; QueryError says why another is refused, what is wrong with the SQL, or
    which limit it met. Limits hold while rows are fetched, too.
    """
    limits = limits or Limits()
    with open_views(folder, as_of) as con, _limited(con, limits):
        _check(con, sql)
        yield Answer(con, sql, con.sql(sql).columns)


def check_text(words: str) -> None:
    """QueryError where words that are looked for hold a byte that is no UTF-8, as Python passes it on from a shell."""
    if found := _LONE_SURROGATE.search(words):
        raise QueryError(f"expected text in UTF-8, found {found[0]!a} at character {found.start()}; write it in UTF-8")


def _check(con: duckdb.DuckDBPyConnection, sql: str) -> None:
    check_text(sql)
    statements = con.extract_statements(sql)
    if len(statements) != 1:
        raise QueryError(f"expected one statement, found {len(statements)}; ask them one by one")
    if statements[0].type != duckdb.StatementType.SELECT:
        kind = str(statements[0].type).rpartition(".")[2]
        raise QueryError(f"expected a SELECT, found {kind}: queries read the record and change nothing")


@contextmanager
def _limited(con: duckdb.DuckDBPyConnection, limits: Limits) -> Iterator[None]:
    is_over = threading.Event()

    def stop() -> None:
        is_over.set()
        con.interrupt()

    timer = threading.Timer(limits.seconds, stop)
    timer.daemon = True
    try:
        con.execute(f"SET memory_limit = '{limits.memory}'")
        con.execute("SET lock_configuration = true")
        timer.start()
        yield
    except duckdb.InterruptException as error:
        if not is_over.is_set():
            raise
        raise QueryError(
            f"the query took more than {limits.seconds:g} s; narrow it, or give it more with --seconds"
        ) from error
    except duckdb.OutOfMemoryException as error:
        raise QueryError(
            f"the query needs more than {limits.memory}; narrow it, or give it more with --memory"
        ) from error
    except (duckdb.PermissionException, duckdb.IOException) as error:
        if is_changed(con):
            raise
        raise QueryError("the query asks for something outside the lake; only its views can be read") from error
    except duckdb.CatalogException as error:
        raise QueryError(f"{_first(error)} The views are: {', '.join(VIEWS)}.") from error
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    finally:
        timer.cancel()


def _first(error: Exception) -> str:
    return str(error).splitlines()[0]
