"""One actor: roles over time, statements, events, pledges, and with whom."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.web.lists import BY_NAME, ROSTER, STATE_NOW, Statements
from dateline.web.words import GROUPS

FEW = 12
MANY = 10_000
"""Events of an actor from which on their sums take long enough to be kept."""


def n_events(ready: Ready, id: str) -> int:
    """In how many events an actor takes part."""
    return ready.number("SELECT n_events FROM roster WHERE actor = ?", [id])


def actor(ready: Ready, id: str) -> dict[str, Any] | None:
    """All that the record has of an actor; None where it has none of that id."""
    found = ready.row(f"SELECT {ROSTER} FROM roster WHERE actor = ?", [id])
    if found is None:
        return None
    told: dict[str, int] = {}
    for status, n in ready.plain(
        "SELECT status, count(DISTINCT coalesce(happening, event)) FROM parties "
        "WHERE actor = ? AND side = 'actors' GROUP BY status",
        [id],
    ):
        told[GROUPS[status]] = told.get(GROUPS[status], 0) + n
    return {
        "actor": found,
        "roles": _roles(ready, id),
        "names": [name for (name,) in ready.plain("SELECT DISTINCT name FROM actors WHERE actor = ? LIMIT 20", [id])],
        "statuses": told,
        "statements": BY_NAME["statements"].page(ready, Statements(speaker=[id], limit=FEW)).items,
        "events": _events(ready, id),
        "pledges": _pledges(ready, id, found),
        "partners": _partners(ready, id),
    }


def _events(ready: Ready, id: str) -> list[dict[str, Any]]:
    """The newest events, one telling of each happening."""
    rows = ready.rows(
        "SELECT e.data FROM parties AS p JOIN events AS e USING (event) WHERE p.actor = ? "
        "ORDER BY p.on_day DESC LIMIT ?",
        [id, FEW * 10],
    )
    told = {row["happening"] or row["event"]: row for row in reversed(rows)}
    return list(told.values())[::-1][:FEW]


def _roles(ready: Ready, id: str) -> list[dict[str, Any]]:
    """What pages call the actor, and from when to when."""
    rows = ready.plain(
        "SELECT json_extract(data, '$.role') AS role, min(nullif(published_on, '')), max(published_on), count(*) "
        "FROM (SELECT data, published_on FROM actors WHERE actor = ? ORDER BY published_on DESC LIMIT 2000) "
        "WHERE role IS NOT NULL GROUP BY role ORDER BY count(*) DESC, role LIMIT 12",
        [id],
    )
    return [{"role": role, "first_on": first, "last_on": last, "n": n} for role, first, last, n in rows]


def _pledges(ready: Ready, id: str, found: dict[str, Any]) -> list[dict[str, Any]]:
    keys = [found["country"]] if found["kind"] == "state" else [str(found["name"]).lower()]
    return ready.rows(
        f"SELECT data, {STATE_NOW} AS state FROM promisers JOIN pledges USING (pledge) "
        "WHERE side = 'maker' AND party = ? ORDER BY made_on DESC LIMIT ?",
        [*keys, FEW],
    )


def _partners(ready: Ready, id: str) -> list[dict[str, Any]]:
    """With whom the actor has most to do."""
    rows = ready.plain(
        "SELECT other, max(name), count(DISTINCT happening) FROM ("
        "SELECT target AS other, coalesce(happening, event) AS happening FROM pairs WHERE source = ?1 UNION ALL "
        "SELECT source, coalesce(happening, event) FROM pairs WHERE target = ?1) JOIN roster ON roster.actor = other "
        "GROUP BY other ORDER BY count(DISTINCT happening) DESC, other LIMIT ?2",
        [id, FEW],
    )
    return [{"actor": other, "name": name, "n": n} for other, name, n in rows]
