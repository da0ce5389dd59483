"""What tells whether something made of the views has an article as they show it now: one mark for each article."""

from collections.abc import Mapping

import duckdb

Marks = Mapping[str, str]
"""Of each article, by its id, a mark of how it is now."""
_MARKS = """
    SELECT a.id, md5(concat_ws('|', a."row", c.ids, s.ids))
    FROM articles AS a
    LEFT JOIN (SELECT article, string_agg(id, ',' ORDER BY id) AS ids FROM standing_corrections GROUP BY article) AS c
        ON c.article = a.id
    LEFT JOIN (SELECT p.article, string_agg(p.actor || '>' || same_as, ',' ORDER BY p.actor) AS ids
               FROM part_actors AS p JOIN current USING ("row") JOIN aliases USING (actor) GROUP BY p.article) AS s
        ON s.article = a.id
    ORDER BY a.recorded_at, a.id
"""


def marks_of(views: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Of each article what tells its current reading, what people corrected of it, and who is one with whom.

    In the order in which articles were recorded; `views` comes from `open_views`.
    """
    return dict(views.execute(_MARKS).fetchall())
