"""Readings' articles into groups that carry one text, by the syndication index of the lake."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from dateline.lake import store
from dateline.lake.derived import state
from dateline.records import Reading
from dateline.syndication import SyndicationIndex, Text


def place(folder: Path, con: sqlite3.Connection, readings: Sequence[tuple[str, Reading]]) -> dict[str, str]:
    """Place the articles of readings, given with their row's key; returns the group of each, and of its fellows."""
    with SyndicationIndex(folder / store.DERIVED / "syndication") as index:
        placements = list(index.add_all(_text(reading) for _, reading in readings))
        index.save()
        joined = {old: placement.group for placement in placements for old in placement.joined}
        con.executemany(
            'INSERT OR REPLACE INTO placed ("row", article, text_group) VALUES (?, ?, ?)',
            [
                (row, reading.article.id, placement.group)
                for (row, reading), placement in zip(readings, placements, strict=True)
            ],
        )
        for old, new in joined.items():
            moved = [article for (article,) in con.execute("SELECT article FROM placed WHERE text_group = ?", (old,))]
            con.execute("UPDATE placed SET text_group = ?, is_new = 1 WHERE text_group = ?", (new, old))
            state.regroup(con, dict.fromkeys(moved, new))
        groups = {placement.group for placement in placements if placement.matched}
        for group in groups:
            origin, why = index.origin(group)
            con.execute(
                "UPDATE placed SET origin = ?, origin_why = ?, is_new = 1 WHERE text_group = ?",
                (origin, "; ".join(why), group),
            )
    return {
        article: group
        for one in {*groups, *joined.values(), *(placement.group for placement in placements)}
        for article, group in con.execute("SELECT article, text_group FROM placed WHERE text_group = ?", (one,))
    }


def remove(folder: Path, con: sqlite3.Connection, articles: Sequence[str]) -> None:
    """Forget articles for good; groups that went by one of them go by another of theirs."""
    with SyndicationIndex(folder / store.DERIVED / "syndication") as index:
        for article in articles:
            index.remove(article)
        index.save()
        left = {
            article: index.group_of(article) or article
            for column in ("text_group", "origin")
            for (article,) in state.each(con, f"SELECT article FROM placed WHERE {column} IN ({{}})", articles)
        }
        for group in set(left.values()):
            members = [article for article, home in left.items() if home == group]
            origin, why = index.origin(group) if len(members) > 1 else (None, ())
            con.executemany(
                "UPDATE placed SET text_group = ?, origin = ?, origin_why = ? WHERE article = ?",
                [(group, origin, "; ".join(why), article) for article in members],
            )
    state.regroup(con, left)


def _text(reading: Reading) -> Text:
    article = reading.article
    story = "\n\n".join(article.words(block.span) for block in article.story() if block.kind != "title")
    return Text(article.id, article.publisher, article.told_at, article.title, story, article.agency)
