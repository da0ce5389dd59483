"""Makes the world map that the web application shows: `python -m tools.build_map countries-110m.json`.

The file is world-atlas 2.0.2's (npm; ISC licence; Natural Earth 1:110m, public domain). What comes out is land, and
borders as lines: nothing is filled by country. Lines that are disputed are dashed; the one that Natural Earth draws
between Crimea and the rest of Ukraine is left out (General Assembly resolution 68/262).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.web.projection import HEIGHT, WIDTH, project

TARGET = Path("dateline/web/static/world.svg")
DISPUTED = frozenset({"W. Sahara", "N. Cyprus", "Somaliland", "Kosovo"})
"""Territories whose borders are dashed, as Natural Earth names them."""
DISPUTED_PAIRS = ({"India", "Pakistan"}, {"India", "China"}, {"Israel", "Palestine"}, {"Israel", "Syria"})
CRIMEA = (32.0, 37.0, 44.0, 46.6)
"""West, east, south and north of where the line between Crimea and Ukraine's mainland would be."""
ANTARCTICA = "Antarctica"
Point = tuple[float, float]


def main(arguments: Sequence[str]) -> int:
    """Write the map; exit status 2 on wrong usage."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    world = json.loads(Path(arguments[0]).read_text(encoding="utf-8"))
    arcs = [list(_points(arc, world["transform"])) for arc in world["arcs"]]
    owners: dict[int, set[str]] = defaultdict(set)
    land = []
    for country in world["objects"]["countries"]["geometries"]:
        name = country["properties"]["name"]
        for ring in _rings(country):
            for arc in ring:
                owners[arc if arc >= 0 else ~arc].add(name)
            if name != ANTARCTICA:
                land += [_path(points, is_closed=True) for points in _around(_joined(ring, arcs))]
    borders: dict[bool, list[str]] = {False: [], True: []}
    for arc, names in owners.items():
        if len(names) > 1 and not _is_crimea(names, arcs[arc]):
            borders[bool(names & DISPUTED) or names in DISPUTED_PAIRS].append(_path(arcs[arc], is_closed=False))
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<path id="land" d="{"".join(land)}"/><path id="borders" fill="none" d="{"".join(borders[False])}"/>'
        f'<path id="disputed" fill="none" d="{"".join(borders[True])}"/></svg>\n',
        encoding="utf-8",
    )
    return 0


def _points(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield (
            x * transform["scale"][0] + transform["translate"][0],
            y * transform["scale"][1] + transform["translate"][1],
        )


def _rings(country: Any) -> Iterator[list[int]]:
    if country["type"] == "Polygon":
        yield from country["arcs"]
    else:
        for polygon in country["arcs"]:
            yield from polygon


def _joined(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    points: list[Point] = []
    for arc in ring:
        points += arcs[arc] if arc >= 0 else reversed(arcs[~arc])
    return points


def _around(ring: Sequence[Point]) -> list[list[Point]]:
    """A ring without jumps: one that crosses the 180th meridian is cut there, and goes on from the other side."""
    points, turn = [ring[0]], 0.0
    for (before, _), (lon, lat) in pairwise(ring):
        turn += 360.0 if lon - before < -180 else -360.0 if lon - before > 180 else 0.0
        points.append((lon + turn, lat))
    cut = []
    for shift in (0.0, -360.0, 360.0):
        part = _cut(_cut([(lon + shift, lat) for lon, lat in points], 180.0, 1.0), -180.0, -1.0)
        cut += [part] if part else []
    return cut


def _cut(points: Sequence[Point], edge: float, side: float) -> list[Point]:
    """What of a ring lies on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for (lon, lat), (last_lon, last_lat) in zip(points, [*points[-1:], *points[:-1]], strict=True):
        if ((lon - edge) * side > 0) != ((last_lon - edge) * side > 0):
            kept.append((edge, last_lat + (lat - last_lat) * (edge - last_lon) / (lon - last_lon)))
        if (lon - edge) * side <= 0:
            kept.append((lon, lat))
    return kept


def _is_crimea(names: set[str], points: Sequence[Point]) -> bool:
    west, east, south, north = CRIMEA
    return names == {"Russia", "Ukraine"} and all(west < x < east and south < y < north for x, y in points)


def _path(points: Sequence[Point], *, is_closed: bool) -> str:
    placed = [project(*point) for point in points]
    steps = [placed[0], *(two for one, two in pairwise(placed) if one != two)]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in steps) + ("Z" if is_closed else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
