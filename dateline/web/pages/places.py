"""The map: events by place, as precise as the page tells it."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.lake.ready.asking import Where
from dateline.web.lists import Events
from dateline.web.projection import project
from dateline.web.words import GROUPS

MOST = 600
"""Places that are drawn: those of which most is told."""


def places(ready: Ready, query: Events) -> dict[str, Any]:
    """Places with how many happenings are told of each, by group of statuses."""
    where = query.days(Where(), "published_on").among("type", query.type).among("status", query.status)
    where.among("place_country", query.place_country).add("lat IS NOT NULL")
    for column, values in (("actor", query.actor), ("country", query.country)):
        if values:
            marks = ", ".join("?" * len(values))
            where.add(f"event IN (SELECT event FROM parties WHERE {column} IN ({marks}))", *values)
    found = ready.plain(
        'SELECT round(lat, 2), round(lon, 2), max(place), max("precision"), status, '
        f"count(DISTINCT coalesce(happening, event)) FROM events {where.sql} GROUP BY 1, 2, status",
        where.values,
    )
    by_place: dict[tuple[float, float], dict[str, Any]] = {}
    for lat, lon, name, precision, status, n in found:
        x, y = project(lon, lat)
        empty = {"lat": lat, "lon": lon, "x": x, "y": y, "name": name, "precision": precision, "n": 0, "groups": {}}
        place = by_place.setdefault((lat, lon), empty)
        place["n"] += n
        place["groups"][GROUPS[status]] = place["groups"].get(GROUPS[status], 0) + n
    ranked = sorted(by_place.values(), key=lambda place: (-place["n"], place["name"] or ""))
    return {"places": ranked[:MOST], "n_places": len(ranked)}
