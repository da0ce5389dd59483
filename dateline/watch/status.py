"""What happened so far, as tables: feeds, items, failures, deletions, edits, the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.lake.watched.state import looked_at


def _time(column: str) -> str:
    return f"strftime('%Y-%m-%dT%H:%M:%SZ', {column}, 'unixepoch') AS {column}"


TABLES: Mapping[str, str] = {
    "feeds": f"""
        SELECT url, CASE WHEN NOT is_watched THEN 'not watched' WHEN gone_at IS NOT NULL THEN 'gone'
                         WHEN n_failed > 0 THEN 'failing' WHEN asked_at IS NULL THEN 'waiting' ELSE 'fine' END AS state,
               form, {_time("succeeded_at")}, {_time("new_at")}, {_time("due_at")}, n_failed,
               (SELECT count(*) FROM listings WHERE feed = feeds.url) AS n_items,
               (SELECT count(*) FROM listings JOIN items USING (key)
                WHERE listings.feed = feeds.url AND stage = 'kept') AS n_kept,
               (SELECT count(*) FROM listings JOIN items USING (key)
                WHERE listings.feed = feeds.url AND stage = 'refused') AS n_refused,
               n_without_address, coalesce(reason, remark) AS reason,
               CASE WHEN address <> url THEN address END AS address, parent
        FROM feeds ORDER BY is_watched DESC, coalesce(parent, url), parent IS NOT NULL, url
    """,
    "items": f"""
        SELECT url, stage, outcome, {_time("listed_at")}, {_time("fetched_at")}, {_time("checked_at")},
               {_time("due_at")}, n_tries, n_revised, {_time("gone_at")}, article, reason, same_as, feed,
               (SELECT count(*) FROM listings WHERE listings.key = items.key) AS n_feeds
        FROM items ORDER BY items.listed_at DESC, url
    """,
    "failures": f"""
        SELECT {_time("at")}, kind, url, reason, feed FROM log
        WHERE kind IN ('feed failed', 'feed gone', 'feed broken', 'page refused', 'page delayed', 'page unseen',
                       'page unread', 'no address')
        ORDER BY log.at DESC, n DESC
    """,
    "deletions": f"""
        SELECT url, article, {_time("gone_at")}, reason, {_time("fetched_at")}, {_time("checked_at")}, feed
        FROM items WHERE gone_at IS NOT NULL ORDER BY items.gone_at DESC, url
    """,
    "edits": f"""
        SELECT {_time("at")}, log.url, article, log.reason, items.n_revised FROM log JOIN items ON items.url = log.url
        WHERE kind = 'page edited' ORDER BY log.at DESC, n DESC
    """,
    "log": f"""SELECT {_time("at")}, kind, url, reason, feed FROM log ORDER BY log.at DESC, n DESC""",
}


BRIEF: Mapping[str, tuple[str, ...]] = {
    "feeds": ("url", "state", "succeeded_at", "n_items", "n_kept", "n_refused", "reason"),
    "items": ("url", "stage", "fetched_at", "due_at", "n_revised", "reason"),
    "failures": ("at", "kind", "url", "reason"),
    "deletions": ("url", "gone_at", "reason"),
    "edits": ("at", "url", "n_revised"),
    "log": ("at", "kind", "url", "reason"),
}
"""The columns that fit on a screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Rows under columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


def status(folder: Path, what: str, *, is_brief: bool = False) -> Shown:
    """One of `TABLES`, all columns or those that fit on a screen; LakeError where the lake was never watched."""
    with looked_at(folder) as state:
        found = state.con.execute(TABLES[what])
        columns = BRIEF[what] if is_brief else tuple(column[0] for column in found.description)
        return Shown(columns, [tuple(row[column] for column in columns) for row in found])
