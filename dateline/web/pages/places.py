"""The map: events by place, as precise as the page tells it."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.web.lists import Events, events_asked
from dateline.web.projection import project
from dateline.web.words import GROUPS

MOST = 600
"""Places that are drawn: those of which most is told."""


def places(ready: Ready, query: Events) -> dict[str, Any]:
    """Places with how many happenings are told of each, by group of statuses."""
    where = events_asked(query).add("lat IS NOT NULL")
    found = ready.plain(
        'SELECT round(lat, 2), round(lon, 2), max(place), max("precision"), status, '
        f"count(DISTINCT coalesce(happening, event)) FROM events {where.sql} GROUP BY 1, 2, status",
        where.values,
    )
    by_place: dict[tuple[float, float], dict[str, Any]] = {}
    for lat, lon, name, precision, status, n in found:
        place = by_place.setdefault((lat, lon), _place(lat, lon, name, precision))
        place["n"] += n
        place["groups"][GROUPS[status]] = place["groups"].get(GROUPS[status], 0) + n
    ranked = sorted(by_place.values(), key=lambda place: (-place["n"], place["name"] or ""))
    return {"places": ranked[:MOST], "n_places": len(ranked)}


def _place(lat: float, lon: float, name: str, precision: str) -> dict[str, Any]:
    """A place of which nothing is told yet; `at` asks the list of events for it."""
    x, y = project(lon, lat)
    at = f"{lat:g},{lon:g}"
    return {
        "lat": lat,
        "lon": lon,
        "at": at,
        "x": x,
        "y": y,
        "name": name,
        "precision": precision,
        "n": 0,
        "groups": {},
    }
