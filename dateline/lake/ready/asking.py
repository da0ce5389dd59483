"""Asking the ready rows: a page of a list at a time, without a cap on how many pages there are, and single rows."""

import base64
import binascii
import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.errors import QueryError
from dateline.lake.ready.keeping import home
from dateline.records import Reading, from_dict

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a list, and the cursor that the next ones follow; None where these are the last."""

    items: list[Row]
    cursor: str | None


@dataclass(slots=True)
class Where:
    """Conditions, all of which hold: SQL with question marks, and what stands in their places."""

    parts: list[str] = field(default_factory=list)
    values: list[Any] = field(default_factory=list)

    def add(self, sql: str, *values: Any) -> "Where":
        self.parts.append(sql)
        self.values += values
        return self

    def among(self, column: str, values: Sequence[Any]) -> "Where":
        """That a column has one of some values; without any, nothing is asked."""
        return self.add(f"{column} IN ({', '.join('?' * len(values))})", *values) if values else self

    @property
    def sql(self) -> str:
        return f"WHERE {' AND '.join(f'({part})' for part in self.parts)}" if self.parts else ""


@contextmanager
def opened(folder: Path) -> Iterator["Ready"]:
    """The ready rows of a lake, as they are; `refresh` brings them up to date. One thread uses it."""
    con = sqlite3.connect(f"{home(folder).absolute().as_uri()}?mode=ro", uri=True, timeout=30.0, isolation_level=None)
    with closing(con):
        con.execute("PRAGMA query_only = ON")
        con.execute("PRAGMA mmap_size = 268435456")
        yield Ready(con)


@dataclass(frozen=True, slots=True)
class Ready:
    """The rows of the views, by their keys."""

    con: sqlite3.Connection

    @property
    def state(self) -> str:
        """What changes whenever the ready rows do."""
        found = self.con.execute("SELECT value FROM state WHERE name = 'lake'").fetchone()
        return str(found[0]) if found else "none"

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """Whole rows of views: SQL that selects their `data`, and beside it columns that are put over it."""
        cursor = self.con.execute(sql, values)
        names = [name for name, *_ in cursor.description]
        return [_whole(names, values) for values in cursor]

    def row(self, sql: str, values: Sequence[Any] = ()) -> Row | None:
        """The first such row, or None."""
        return next(iter(self.rows(sql, values)), None)

    def plain(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Rows of any SQL, as they are."""
        return self.con.execute(sql, values).fetchall()

    def number(self, sql: str, values: Sequence[Any] = ()) -> int:
        """The one number that SQL gives; nothing counts as 0."""
        found = self.con.execute(sql, values).fetchone()
        return int(found[0] or 0) if found else 0

    def page(
        self,
        source: str,
        order: Sequence[str],
        where: Where,
        *,
        limit: int,
        cursor: str | None = None,
        selected: str = "data",
        ascending: bool = False,
    ) -> Page:
        """A page of a list: newest first where `order` names a day and then what tells rows apart.

        `source` is what stands after FROM. A cursor is what came last, so that rows that are added meanwhile neither
        repeat nor hide others. QueryError where it is none.
        """
        keys = ", ".join(order)
        if cursor:
            where = Where([*where.parts], [*where.values])
            where.add(
                f"({keys}) {'>' if ascending else '<'} ({', '.join('?' * len(order))})", *_decoded(cursor, len(order))
            )
        direction = "ASC" if ascending else "DESC"
        ordered = ", ".join(f"{name} {direction}" for name in order)
        sql = f"SELECT {selected}, {keys} FROM {source} {where.sql} ORDER BY {ordered} LIMIT ?"
        found = self.con.execute(sql, [*where.values, limit + 1])
        names = [name for name, *_ in found.description][: -len(order)]
        all_rows = found.fetchall()
        rows = [_whole(names, values[: -len(order)]) for values in all_rows[:limit]]
        last = all_rows[limit - 1][-len(order) :] if len(all_rows) > limit else None
        return Page(rows, _encoded(last) if last else None)

    def reading(self, article: str) -> Reading | None:
        """The current reading of an article, or None."""
        found = self.con.execute("SELECT reading FROM readings WHERE article = ?", [article]).fetchone()
        return from_dict(Reading, json.loads(zlib.decompress(found[0]))) if found else None

    def article_of(self, slug: str) -> str | None:
        """The id of the article that a short name in addresses stands for, or None."""
        found = self.con.execute("SELECT article FROM readings WHERE slug = ?", [slug]).fetchone()
        return str(found[0]) if found else None


def _whole(names: Sequence[str], values: Sequence[Any]) -> Row:
    row: Row = {}
    for name, value in zip(names, values, strict=True):
        if name == "data":
            row = {**json.loads(value), **row}
        else:
            row[name] = value
    return row


def _encoded(keys: Sequence[Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


def _decoded(cursor: str, n: int) -> list[Any]:
    try:
        keys = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError, UnicodeError, RecursionError) as error:
        raise QueryError("the cursor is none; take the one that came with the page before") from error
    if not isinstance(keys, list) or len(keys) != n or not all(map(_is_key, keys)):
        raise QueryError("the cursor belongs to another list; take the one that came with the page before")
    return keys


def _is_key(key: Any) -> bool:
    """Whether a value is one that rows can be ordered by: SQLite has no longer numbers, and no half characters."""
    if isinstance(key, str):
        return not any("\ud800" <= letter <= "\udfff" for letter in key)
    return isinstance(key, float) or (isinstance(key, int) and abs(key) < 1 << 63)
