"""What pages call things: statuses and their groups, dates, countries, chains."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dateline.countries import countries
from dateline.terminal.wording import MONTHS, plain

GROUPS: Mapping[str, str] = {
    "happened": "fact",
    "ongoing": "fact",
    "claimed": "claimed",
    "pledged": "pledged",
    "planned": "pledged",
    "requested": "asked",
    "threatened": "asked",
    "hypothetical": "supposed",
    "denied": "denied",
    "negated": "denied",
}
"""Statuses that are shown alike."""
GROUP_WORDS: Mapping[str, str] = {
    "fact": "Told as fact",
    "claimed": "Claimed",
    "pledged": "Pledged or planned",
    "asked": "Asked or threatened",
    "denied": "Denied or not so",
    "supposed": "Supposed",
}
STATUS_WORDS: Mapping[str, str] = {
    "happened": "told as fact",
    "ongoing": "going on",
    "claimed": "claimed",
    "pledged": "pledged",
    "planned": "planned",
    "requested": "asked for",
    "threatened": "threatened",
    "hypothetical": "supposed",
    "denied": "denied",
    "negated": "said not to be so",
}
PLEDGE_WORDS: Mapping[str, str] = {
    "open": "open",
    "overdue": "overdue",
    "offered": "maybe answered",
    "kept": "kept",
    "partial": "kept in part",
    "late": "kept late",
    "broken": "broken",
    "repeat": "said again",
}


def facet(name: str, value: str) -> str:
    """What a value of a field is called where results are narrowed down by it."""
    if name == "status":
        return STATUS_WORDS.get(value, value)
    return plain("type", value) if name == "type" else value


def group(status: str | None) -> str:
    """The group that a status belongs to."""
    return GROUPS.get(status or "", "claimed")


def kind(row: Mapping[str, Any]) -> str:
    """What an event is, in a few words: "visit", "promise: aid"."""
    mode = row.get("mode")
    words = plain("mode", f"{row['type']} {mode}") if mode else plain("type", str(row["type"]))
    act = row.get("act_type")
    return f"{words}: {plain('type', act)}" if act and act != row["type"] else words


def day(stated: str | None) -> str:
    """A day or a less precise date as people write it: "3 May 2025", "May 2025"; "undated" for none."""
    if not stated:
        return "undated"
    parts = stated[:10].split("-")
    try:
        if len(parts) == 3:
            moment = date.fromisoformat(stated[:10])
            return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
        if len(parts) == 2:
            return f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except (ValueError, IndexError):
        pass
    return stated


def span(row: Mapping[str, Any]) -> str:
    """When something was, as far as it is told: "12 July 2025", "11 to 13 July 2025"."""
    start, end = row.get("from"), row.get("until")
    if not start and not end:
        return str(row.get("when_words") or "")
    if start == end or not end:
        return day(start)
    return f"until {day(end)}" if not start else f"{day(start)} to {day(end)}"


def country(code: str | None) -> str:
    """The English name of a country."""
    known = countries().get(code or "")
    return known.name if known else str(code or "")


def names(listed: Sequence[str | None] | None) -> str:
    """Names in a row: "Russia, North Korea"."""
    return ", ".join(dict.fromkeys(name for name in listed or () if name))


def count(n: int | None, one: str, many: str | None = None) -> str:
    """A number and its noun: "1 account", "2,310 articles"."""
    n = n or 0
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def differences(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What accounts tell differently, each two values once: on either side the tellings that have the value."""
    sides: dict[tuple[str, str, str], tuple[dict[str, Any], dict[str, Any]]] = {}
    for row in rows:
        both = sides.setdefault((row["what"], row["one"], row["other"]), ({}, {}))
        for side, name in zip(both, ("one", "other"), strict=True):
            telling = {part: row[f"{name}_{part}"] for part in ("clause", "article", "origin")}
            side[row[f"{name}_event"]] = telling
    return [
        {
            "what": what,
            "sides": [
                {"value": value, "tellings": list(side.values())}
                for value, side in zip((one, other), both, strict=True)
            ],
        }
        for (what, one, other), both in sides.items()
    ]


FILTERS = {
    "day": day,
    "span": span,
    "country": country,
    "names": names,
    "kind": kind,
    "group": group,
    "differences": differences,
}
"""For templates."""
