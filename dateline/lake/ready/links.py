"""What ties ready rows together: who takes part in which event, who acts towards whom, and everybody by name."""

import sqlite3
from collections.abc import Sequence


def link(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Put the parties of the events of articles, and each pair of them that one acts towards the other in."""
    for side in ("actors", "recipients"):
        con.executemany(
            f"INSERT OR IGNORE INTO parties SELECT p.value, '{side}', e.event, "
            f"json_extract(e.data, '$.{side[:-1]}_countries[' || p.key || ']'), e.article, "
            "e.happening, e.status, coalesce(nullif(e.day, ''), e.published_on) "
            f"FROM events AS e, json_each(e.data, '$.{side}') AS p "
            "WHERE e.article = ? AND p.value IS NOT NULL",
            ([article] for article in ids),
        )
    con.executemany(
        "INSERT OR IGNORE INTO pairs SELECT a.actor, b.actor, e.event, a.country, b.country, e.article, e.happening, "
        "e.quad, e.type, e.status, a.on_day FROM events AS e "
        "JOIN parties AS a ON a.event = e.event AND a.side = 'actors' "
        "JOIN parties AS b ON b.event = e.event AND b.actor <> a.actor AND b.article = e.article AND b.side = "
        "CASE WHEN json_extract(e.data, '$.reciprocal') THEN 'actors' ELSE 'recipients' END "
        "WHERE e.article = ? AND a.article = e.article",
        ([article] for article in ids),
    )
    for party in ("actor", "country"):
        con.executemany(
            f"INSERT OR IGNORE INTO involved SELECT p.{party}, e.published_on, e.event, e.article FROM parties AS p "
            f"JOIN events AS e USING (event) WHERE p.article = ? AND p.{party} IS NOT NULL",
            ([article] for article in ids),
        )


def link_happenings(con: sqlite3.Connection, ids: Sequence[str]) -> None:
    """Put the actors and countries that happenings concern."""
    con.executemany("DELETE FROM concerned WHERE happening = ?", ([happening] for happening in ids))
    con.executemany(
        "INSERT OR IGNORE INTO concerned SELECT i.party, h.last_published_on, h.happening FROM happenings AS h "
        "JOIN events AS e USING (happening) JOIN involved AS i ON i.article = e.article AND i.event = e.event "
        "WHERE h.happening = ?",
        ([happening] for happening in ids),
    )


def summarise(con: sqlite3.Connection) -> None:
    """Put everybody who is touched: name and role as the newest article has them, and in how much they stand."""
    con.execute("DELETE FROM roster WHERE actor IN (SELECT id FROM touched WHERE what = 'actor')")
    con.execute(
        """
        INSERT INTO roster
        SELECT t.id,
            (SELECT name FROM actors WHERE actor = t.id
             GROUP BY name ORDER BY count(*) DESC, length(name) DESC LIMIT 1),
            n.kind, n.country, json_extract(n.data, '$.role'), json_extract(n.data, '$.wikidata'),
            json_extract(n.data, '$.state_controlled'),
            (SELECT count(*) FROM actors WHERE actor = t.id),
            (SELECT count(*) FROM statements WHERE speaker = t.id),
            (SELECT count(DISTINCT event) FROM parties WHERE actor = t.id),
            (SELECT min(nullif(published_on, '')) FROM actors WHERE actor = t.id),
            (SELECT max(published_on) FROM actors WHERE actor = t.id),
            instr(t.id, '/') > 0 AND instr(t.id, '#') = 0
        FROM touched AS t
        JOIN actors AS n ON n.actor = t.id AND n.article = (
            SELECT article FROM actors WHERE actor = t.id ORDER BY published_on DESC, article LIMIT 1)
        WHERE t.what = 'actor'
        """
    )
