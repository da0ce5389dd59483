"""Outlets: how much of each the record has, who copies whom, and how much of it stands on state media."""

from typing import Any

from dateline.lake.ready import Ready

MOST = 200
SHOWN = 12


def outlets(ready: Ready) -> dict[str, Any]:
    """The outlets with their articles, how many of their texts others carry, too, and from whom."""
    rows = ready.plain(
        "SELECT publisher, count(*), min(nullif(published_on, '')), max(published_on) FROM articles "
        "WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY 2 DESC, 1 LIMIT ?",
        [MOST],
    )
    return {
        "outlets": [{"name": name, "n": n, "first_on": first, "last_on": last} for name, n, first, last in rows],
        "copies": _copies(ready),
    }


def _copies(ready: Ready, outlet: str | None = None) -> list[dict[str, Any]]:
    """Who carries whose texts: by articles that share a text, the earlier one taken for the source.

    With `outlet`, only texts that it carries.
    """
    own = "WHERE text_group IN (SELECT text_group FROM articles WHERE publisher = ?) " if outlet else ""
    rows = ready.plain(
        f"WITH shared AS (SELECT text_group FROM articles {own}GROUP BY text_group HAVING count(*) > 1), "
        "first AS (SELECT a.text_group, coalesce(a.agency, a.publisher) AS name, "
        "row_number() OVER (PARTITION BY a.text_group ORDER BY a.agency IS NULL, a.published_on, a.id) AS place "
        "FROM articles AS a JOIN shared USING (text_group)) "
        "SELECT f.name, a.publisher, count(*) FROM first AS f JOIN articles AS a USING (text_group) "
        "WHERE f.place = 1 AND a.publisher <> f.name GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?",
        [*([outlet] if outlet else []), MOST],
    )
    return [{"source": source, "outlet": outlet, "n": n} for source, outlet, n in rows]


def outlet(ready: Ready, name: str) -> dict[str, Any] | None:
    """One outlet: its articles, on whose word its statements stand, and how many of these are state media."""
    n = ready.number("SELECT count(*) FROM articles WHERE publisher = ?", [name])
    if not n:
        return None
    origins = ready.plain(
        "SELECT s.origin, max(json_extract(s.data, '$.origin_name')), count(*), max(r.kind), max(r.state_controlled), "
        "max(r.country) FROM statements AS s LEFT JOIN roster AS r ON r.actor = s.origin WHERE s.publisher = ? "
        "AND s.published_on >= (SELECT coalesce(min(published_on), '') FROM (SELECT published_on FROM articles "
        "WHERE publisher = ? ORDER BY published_on DESC LIMIT 2000)) GROUP BY s.origin ORDER BY 3 DESC LIMIT ?",
        [name, name, SHOWN * 2],
    )
    return {
        "outlet": name,
        "n_articles": n,
        "origins": [
            {"actor": key, "name": called, "n": m, "kind": kind, "state_controlled": bool(state), "country": where}
            for key, called, m, kind, state, where in origins
        ],
        "state_media": _state_media(ready, name),
        "articles": ready.rows(
            "SELECT data FROM articles WHERE publisher = ? ORDER BY published_on DESC LIMIT ?", [name, SHOWN]
        ),
        "copies": [row for row in _copies(ready, name) if name in (row["source"], row["outlet"])],
    }


def _state_media(ready: Ready, name: str) -> list[dict[str, Any]]:
    """State media through which statements of an outlet's last articles came, and how many did."""
    rows = ready.plain(
        "SELECT json_extract(link.value, '$.actor') AS actor, max(r.name), count(*) FROM "
        "(SELECT data FROM statements WHERE publisher = ? ORDER BY published_on DESC LIMIT 2000) AS s, "
        "json_each(s.data, '$.chain') AS link JOIN roster AS r ON r.actor = json_extract(link.value, '$.actor') "
        "WHERE r.state_controlled GROUP BY 1 ORDER BY 3 DESC LIMIT 12",
        [name],
    )
    return [{"actor": actor, "name": called, "n": n} for actor, called, n in rows]
