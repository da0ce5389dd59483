"""Bars over time as shapes for a picture: what is told between two, by kind and status, above and below a line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.web.words import group

WIDTH, HEIGHT, LEFT, BOTTOM = 720, 220, 34, 20
RIGHT = 24
"""Room for the half of the last word that stands under the last bar."""
UP = ("verbal cooperation", "material cooperation")
MANY = 48
"""Months from which on a bar is a year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a bar; `kind` says how it is drawn, `label` what it shows."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, the words under them, the lines across, and where the middle is."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    lines: tuple[tuple[float, str], ...]
    middle: float
    width: int = WIDTH
    height: int = HEIGHT


def balance(rows: Iterable[tuple[str, str, str, int]]) -> Chart | None:
    """Cooperation upwards and conflict downwards, what is told as fact apart from what is only said.

    A row is a month, a quad class, a status, and how many. None where nothing has a month.
    """
    told: dict[str, dict[tuple[str, bool], int]] = defaultdict(lambda: defaultdict(int))
    given = [row for row in rows if row[0] and row[1]]
    months = sorted({row[0] for row in given})
    if not months:
        return None
    is_years = _months(months[0], months[-1]) > MANY
    for month, quad, status, n in given:
        is_deed = group(status) == "fact"
        told[month[:4] if is_years else month][("up" if quad in UP else "down"), is_deed] += n
    steps = _steps(months[0], months[-1], is_years=is_years)
    most_up = max(sum(n for (side, _), n in told[step].items() if side == "up") for step in steps)
    most_down = max(sum(n for (side, _), n in told[step].items() if side == "down") for step in steps)
    room = HEIGHT - BOTTOM - 12
    unit = room / max(most_up + most_down, 1)
    middle = 8 + most_up * unit
    wide = (WIDTH - LEFT - RIGHT) / len(steps)
    bars: list[Bar] = []
    for place, step in enumerate(steps):
        for side, sign in (("up", -1), ("down", 1)):
            edge = middle
            for is_deed in (True, False):
                n = told[step][side, is_deed]
                if n:
                    tall = n * unit
                    kind = f"{side}-{'deed' if is_deed else 'word'}"
                    y = edge - tall if sign < 0 else edge
                    bars.append(
                        Bar(LEFT + place * wide + wide * 0.12, y, wide * 0.76, tall, kind, _label(step, kind, n))
                    )
                    edge += sign * tall
    every = max(1, len(steps) // 8)
    ticks = tuple((LEFT + n * wide + wide / 2, step) for n, step in enumerate(steps) if n % every == 0)
    lines = tuple((middle - n * unit, str(abs(n))) for n in (most_up, -most_down) if n)
    return Chart(tuple(bars), ticks, lines, middle)


def _label(step: str, kind: str, n: int) -> str:
    side, what = kind.split("-")
    told = "told as fact" if what == "deed" else "only said, promised or claimed"
    return f"{step}: {n} of {'cooperation' if side == 'up' else 'conflict'}, {told}"


def _months(first: str, last: str) -> int:
    return (int(last[:4]) - int(first[:4])) * 12 + int(last[5:7] or 1) - int(first[5:7] or 1) + 1


def _steps(first: str, last: str, *, is_years: bool) -> Sequence[str]:
    if is_years:
        return [str(year) for year in range(int(first[:4]), int(last[:4]) + 1)]
    year, month = int(first[:4]), int(first[5:7])
    steps = []
    for _ in range(_months(first, last)):
        steps.append(f"{year:04d}-{month:02d}")
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return steps


def shares(rows: Iterable[tuple[str, int]], order: Sequence[str]) -> list[dict[str, Any]]:
    """Parts of a whole in an order, each with its share and where it begins, in percent."""
    told = dict(rows)
    total = sum(told.values()) or 1
    parts, start = [], 0.0
    for name in order:
        if told.get(name):
            share = 100 * told[name] / total
            parts.append({"name": name, "n": told[name], "start": round(start, 2), "share": round(share, 2)})
            start += share
    return parts
