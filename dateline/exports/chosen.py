"""The chosen part of a record, open to be asked: in slices of days, so that a lake of any size fits in memory."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dateline.exports.choice import Choice, define
from dateline.lake import store
from dateline.lake.views import AsOf, open_views

AT_ONCE = 500
"""Articles of a slice, or those of one day where they are more: what is in memory at a time, some 20 MB."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slice:
    """Articles of neighbouring days: a condition on `published_on`, and how many there are."""

    condition: str
    n_articles: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """An open record with the views `chosen_articles`, `chosen_events` and `chosen_statements` beside its own."""

    con: duckdb.DuckDBPyConnection
    folder: Path
    choice: Choice

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run SQL that gives no rows."""
        with store.reading(self.folder):
            self.con.execute(sql, values or None)

    def rows(self, sql: str) -> Iterator[Row]:
        """The rows of a query, a thousand at a time; the next query ends it."""
        with store.reading(self.folder):
            self.con.execute(sql)
            names = [name for name, *_ in self.con.description or ()]
        while True:
            with store.reading(self.folder):
                some = self.con.fetchmany(1000)
            if not some:
                return
            yield from (dict(zip(names, row, strict=True)) for row in some)

    def all(self, sql: str) -> list[Row]:
        """The rows of a query that gives few."""
        return list(self.rows(sql))

    def by_article(self, sql: str) -> dict[str, list[Row]]:
        """The rows of a query by their `article`."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(sql):
            found[row["article"]].append(row)
        return found

    def number(self, sql: str) -> int:
        """The one number that a query gives."""
        return int(next(iter(self.all(sql)[0].values())))

    def columns(self, view: str) -> list[str]:
        """The names of a view's columns."""
        with store.reading(self.folder):
            return list(self.con.sql(f"SELECT * FROM {view} LIMIT 0").columns)

    def slices(self) -> list[Slice]:
        """The chosen articles in slices, by their days; those without a day come last."""
        days = self.all("SELECT published_on, count(*) AS n FROM chosen_articles GROUP BY 1 ORDER BY 1 NULLS LAST")
        made: list[Slice] = []
        gathered: list[tuple[date, int]] = []
        for day in days:
            if day["published_on"] is None:
                return [*made, *_slice(gathered), Slice("published_on IS NULL", day["n"])]
            gathered.append((day["published_on"], day["n"]))
            if sum(n for _, n in gathered) >= AT_ONCE:
                made += _slice(gathered)
                gathered = []
        return made + _slice(gathered)


def _slice(days: Sequence[tuple[date, int]]) -> list[Slice]:
    if not days:
        return []
    return [Slice(f"published_on BETWEEN DATE '{days[0][0]}' AND DATE '{days[-1][0]}'", sum(n for _, n in days))]


@contextmanager
def open_chosen(folder: Path, choice: Choice, as_of: AsOf = None) -> Iterator[Chosen]:
    """The chosen part of a lake, now or as of a time or version; LakeError where there is none."""
    with open_views(folder, as_of) as con:
        chosen = Chosen(con, folder, choice)
        if choice.listed:
            chosen.run("CREATE TEMP TABLE listed AS SELECT unnest(?::VARCHAR[]) AS key", [list(choice.listed.keys)])
        chosen.run(define(choice))
        yield chosen
