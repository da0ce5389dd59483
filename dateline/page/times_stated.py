"""When a page says that it was published and changed: JSON-LD, meta tags, time elements, visible lines, in that order.

Times are given as the page gives them: ISO 8601, with an offset only where the page states one, never converted.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from dateline.page import stamps
from dateline.page.dom import Line
from dateline.page.structured import Structured, strings

FIRST_YEAR = 1605
"""Of the first newspaper; programs that know no time write the year 1."""
LAST_YEAR = 9998
"""Programs that know no end write the year 9999."""
_ISO = re.compile(
    r"^(\d{4})-(\d\d)-(\d\d)(?:[T ]+(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?$",
    re.IGNORECASE,
)
_JAVA = re.compile(r"^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d?) (\d\d:\d\d:\d\d) ([A-Z]{3,5}) (\d{4})$")
_EPOCH = re.compile(r"^1\d{9}(?:\d{3})?$")


def iso(value: str) -> str | None:
    """A stated time in ISO 8601, or None where it is not a time: "2024-05-02 14:00" is "2024-05-02T14:00:00"."""
    value = value.strip()
    if match := _ISO.match(value):
        year, month, day, hour, minute, second, fraction, zone = match.groups()
        text = f"{year}-{month}-{day}"
        if hour:
            text += (
                f"T{hour}:{minute}:{second or '00'}"
                + (f".{fraction[:6]}" if fraction and int(fraction) else "")
                + _offset(zone)
            )
        return text if _is_time(text) else None
    if _EPOCH.match(value):
        return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
    if java := _JAVA.match(value):
        value = f"{java[2]} {java[1]} {java[5]} {java[3]} {java[4]}"
    if re.match(r"^[A-Z][a-z]{2}, \d", value):
        try:
            text = parsedate_to_datetime(value).isoformat()
        except (ValueError, OverflowError):
            return None
        return text if _is_time(text) else None
    return next((stamp.iso for stamp in stamps.find(value)), None)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone.upper() in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    return f"{zone[0]}{digits[:2]}:{digits[2:] or '00'}"


def _is_time(text: str) -> bool:
    try:
        year = datetime.fromisoformat(text).year
    except ValueError:
        return False
    return FIRST_YEAR <= year <= LAST_YEAR


def published(data: Structured, lines: Sequence[Line], title: str | None) -> Iterator[tuple[str, str]]:
    """The times of publication that the page states, best first, each with its source."""
    for item in data.articles():
        for name in ("datePublished", "dateCreated", "uploadDate"):
            for value in strings(item.get(name)):
                if time := iso(value):
                    yield time, f"JSON-LD {name}"
    yield from _metas(data, "published")
    yield from _visible(lines)


def modified(data: Structured) -> Iterator[tuple[str, str]]:
    """The times of change that the page states, best first, each with its source."""
    for item in data.articles():
        for value in strings(item.get("dateModified")):
            if time := iso(value):
                yield time, "JSON-LD dateModified"
    yield from _metas(data, "modified")


def _metas(data: Structured, value: str) -> Iterator[tuple[str, str]]:
    for content, name in data.stated(value):
        if time := iso(content):
            yield time, name


def _visible(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        element = line.element
        if "time" in line.marks:
            for node in element.iter("time"):
                if time := iso(node.get("datetime") or ""):
                    yield time, "time element"
    for line in lines:
        if len(line.text) < 120:
            for stamp in stamps.find(line.text):
                yield stamp.iso, "visible line"
