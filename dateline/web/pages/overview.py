"""The first page: how large the record is, what is new in it, and what falls due."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.web.charts import shares
from dateline.web.lists import BY_NAME, STATE_NOW, Actors, Articles, Stories
from dateline.web.words import GROUP_WORDS, GROUPS

FEW = 8


def overview(ready: Ready) -> dict[str, Any]:
    """Counts, shares of statuses, newest stories and articles, pledges that are due, who stands in most articles."""
    stories = BY_NAME["stories"]
    told: dict[str, int] = {}
    for status, n in ready.plain("SELECT status, count(*) FROM events GROUP BY status"):
        told[GROUPS[status]] = told.get(GROUPS[status], 0) + n
    return {
        "counts": {
            name: ready.number(f"SELECT count(*) FROM {table}")
            for name, table in (
                ("articles", "articles"),
                ("statements", "statements"),
                ("events", "events"),
                ("happenings", "happenings"),
                ("pledges", "pledges"),
                ("refusals", "refusals"),
            )
        }
        | {"texts": ready.number("SELECT count(DISTINCT text_group) FROM articles")},
        "statuses": shares(told.items(), list(GROUP_WORDS)),
        "stories": stories.page(ready, Stories(limit=FEW, least=2)).items
        or stories.page(ready, Stories(limit=FEW)).items,
        "articles": BY_NAME["articles"].page(ready, Articles(limit=FEW)).items,
        "pledges": ready.rows(
            f"SELECT data, {STATE_NOW} AS state FROM pledges "
            "WHERE due_on <> '' AND state IN ('open', 'overdue', 'offered') "
            "ORDER BY abs(julianday(due_on) - julianday('now')) LIMIT ?",
            [FEW],
        ),
        "actors": BY_NAME["actors"].page(ready, Actors(limit=12)).items,
    }
