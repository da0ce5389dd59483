"""The times that a page shows: "Reuters Published 13 Jul, 2025 10:39am", "Updated: June 2, 2025 18:05 GMT".

`find(text)` gives every full date of a line as a `Stamp`, in order: whether it is said to be the time of publication
or of a change, and ISO 8601 exactly as precise as the page: "2025-07-24", "2025-07-13T10:39:00", with an offset only
where a zone is stated that means one offset. `is_time_line(line)` tells whether a line is nothing but dates, times,
zones and their labels. Labels stand in `tables/furniture.csv`, zones in `tables/zones.csv`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from types import MappingProxyType
from typing import Literal

from dateline.page.phrases import alternatives
from dateline.periods import JUCHE_BEGAN, valid_day
from dateline.records import Span
from dateline.tables import cached, rows

Label = Literal["published", "modified"]

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?\b"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?:(?<![\w./-])|(?<=(?:19|20)\d\d))(?:"
    rf"(?P<day_1>{_DAY})[ -]?(?:of )?(?P<month_1>{MONTH_NAMES}),?[ -](?P<year_1>{_YEAR})"
    rf"|(?P<month_2>{MONTH_NAMES}) ?(?P<day_2>{_DAY}),? (?P<year_2>{_YEAR})"
    rf"|(?P<year_3>{_YEAR})(?P<mark_3>[-/.]) ?(?P<month_3>[01]?\d)(?P=mark_3) ?(?P<day_3>[0-3]?\d)"
    rf"|(?P<day_4>[0-3]?\d)(?P<mark_4>[./-])(?P<month_4>[0-3]?\d)(?P=mark_4)(?P<year_4>{_YEAR})"
    rf"|Juche ?(?P<year_5>\d\d\d?)[. ]+(?P<month_5>[01]?\d)\. ?(?P<day_5>[0-3]?\d)"
    rf"|(?P<year_6>{_YEAR})[年년] ?(?P<month_6>[01]?\d)[月월] ?(?P<day_6>[0-3]?\d)[日일]"
    rf")(?![/-]\d|\d(?!\d?\s?[A-Z][a-z]{{2}}))",
    re.IGNORECASE,
)
_CLOCK = (
    r"(?:(?P<hour>[01]?\d|2[0-3])(?:[:.](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?|(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?= ?(?:GMT|UTC|hrs|hours|local)))"
    r"(?: ?(?:hrs|hours|h)\b)?"
)
_OFFSET = re.compile(r"(?:GMT|UTC)? ?([+-])(0?\d|1[0-4])(?::?([0-5]\d))?(?!\d)", re.IGNORECASE)
_JOIN = r"\s*(?:[,|/·•–—@-]|at|T(?=\d))?\s*"
_AFTER = re.compile(rf"(?:{_JOIN}){_CLOCK}(?![\d:]|\.\d)", re.IGNORECASE)
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_BEFORE = re.compile(
    rf"(?<![\d:.]){_CLOCK}(?P<zone> ?\(?[A-Z][A-Za-z+:0-9 ]{{0,13}}\)?)?{_JOIN}(?:on )?(?:{_WEEKDAY},? ?)?\Z",
    re.IGNORECASE,
)
_ANY_CLOCK = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-3])(?::[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?"
    r"|\.[0-5]\d ?(?:[ap]\.?m\b\.?|(?=GMT|UTC|[A-Z]ST\b|hrs)))(?![\d%]|[:.]\d)"
    r"|\b\d{1,2} ?[ap]\.?m\b\.?|\b[0-2]\d[0-5]\d(?= ?(?:GMT|UTC|hrs|hours)\b)",
    re.IGNORECASE,
)
_ANY_DAY = re.compile(rf"\b{_DAY},? {MONTH_NAMES}(?!\w)|\b{MONTH_NAMES} {_DAY}", re.IGNORECASE)
_AGO = re.compile(r"\b(?:\d+|an?) ?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?) ago\b", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:at|on|and|date|time|today|yesterday|hrs|hours|am|pm|T)\b", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
LONGEST_TIME_LINE = 160
"""Code points beyond which a line is a paragraph that names dates, not a line of times."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time shown on the page: where, what it is said to be (None: nothing), ISO 8601, and a remark on its zone."""

    span: Span
    label: Label | None
    iso: str
    remark: str | None = None


def find(text: str, start: int = 0, end: int | None = None) -> list[Stamp]:
    """Every full date in `text[start:end]`, in order, with its time and zone where they stand beside it.

    Dates in figures whose day and month cannot be told apart ("04/05/2025") are left out.
    """
    end = len(text) if end is None else end
    found: list[Stamp] = []
    done = start
    for match in _DATE.finditer(text, start, end):
        day = _day(match)
        if day is None:
            continue
        stamp = _with_time(text, match, day, done, end)
        found.append(stamp)
        done = stamp.span.end
    return found


def is_time_line(line: str) -> bool:
    """Whether a line holds nothing but dates, times, zones, weekdays and labels ("Published:", "2 hours ago")."""
    if len(line) > LONGEST_TIME_LINE or not (
        _DATE.search(line) or _ANY_CLOCK.search(line) or _ANY_DAY.search(line) or _AGO.search(line)
    ):
        return False
    return not _LETTER.search(without_times(line))


def without_times(line: str) -> str:
    """A line without its dates, times, zones, weekdays, labels and the small words between them."""
    rest = line
    for pattern in (_AGO, _DATE, _ANY_DAY, _ANY_CLOCK, _weekday(), _zone_pattern(), _labels()[0], _labels()[1], _SMALL):
        rest = pattern.sub(" ", rest)
    return rest


def has_clock(line: str) -> bool:
    """Whether the line shows a time of the day."""
    return _ANY_CLOCK.search(line) is not None


def has_weekday(line: str) -> bool:
    """Whether the line names a day of the week."""
    return _weekday().search(line) is not None


def label_of(words: str) -> Label | None:
    """What the last label in `words` makes of a time after it; None where there is no label."""
    published, modified = (max((m.end() for m in pattern.finditer(words)), default=-1) for pattern in _labels())
    if published == modified:
        return None
    return "published" if published > modified else "modified"


def labels_in(words: str) -> list[re.Match[str]]:
    """Every label of a time in `words`, in order."""
    return sorted((m for pattern in _labels() for m in pattern.finditer(words)), key=lambda m: m.start())


def opens_with_label(line: str) -> bool:
    """Whether a line begins with a label of a time: "Updated - July 13, 2025 10:39 am IST - SEOUL"."""
    return any(pattern.match(line) for pattern in _labels())


def month_number(name: str) -> int:
    """1 to 12, from a month's English name or abbreviation."""
    return MONTHS.index(name[:3].lower()) + 1


def _day(match: re.Match[str]) -> date | None:
    """The date of a match of `_DATE`; None where there is no such day or day and month cannot be told apart."""
    form = next(n for n in "123456" if match[f"year_{n}"])
    year, month, day = (match[f"{part}_{form}"] for part in ("year", "month", "day"))
    numbers = [
        int(re.sub(r"\D", "", year)),
        int(month) if month.isdigit() else month_number(month),
        int(re.sub(r"\D", "", day)),
    ]
    if form == "5":
        numbers[0] += JUCHE_BEGAN
    if form == "4" and match["mark_4"] != ".":  # only the dotted form is day first everywhere
        if numbers[1] > 12 >= numbers[2]:
            numbers[1:] = numbers[2], numbers[1]
        elif numbers[2] <= 12 and numbers[1] != numbers[2]:
            return None
    return valid_day(*numbers)


def _with_time(text: str, match: re.Match[str], day: date, done: int, end: int) -> Stamp:
    """The stamp of a date: with the time after it, or the one before it, if there is one."""
    start, stop = match.span()
    before, after = _BEFORE.search(text, max(done, start - 40), start), _AFTER.match(text, stop, end)
    clock, zone = _clock(after), ""
    if after and clock:
        stop, zone = after.end(), text[after.end() : min(end, after.end() + 14)]
    elif before and (clock := _clock(before)):
        start, zone = before.start(), before["zone"] or text[stop : min(end, stop + 14)]
    offset, remark, length = _zone(zone) if clock else ("", None, 0)
    if clock and zone and after and stop == after.end():
        stop += length
        stop += text[stop:end].startswith((")", "]")) and "(" in text[after.end() : stop]
    iso = day.isoformat() + (f"T{clock.isoformat()}{offset}" if clock else "")
    return Stamp(Span(start, stop), label_of(text[done:start]), iso, remark)


def _clock(match: re.Match[str] | None) -> time | None:
    """The time of day of a match; None where the figures are no time: a bare number without minutes or am/pm."""
    if not match:
        return None
    if match["four"]:
        return time(int(match["four"][:2]), int(match["four"][2:]))
    if not match["half"] and not match["minute"]:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if hour > 12 or hour == 0:
            return time(hour, int(match["minute"] or 0)) if match["minute"] else None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    return time(hour, int(match["minute"] or 0), int(match["second"] or 0))


def _zone(words: str) -> tuple[str, str | None, int]:
    """The offset that `words` open with ("+09:00"), a remark where a zone has no one offset, and how far it reaches."""
    lead = len(words) - len(words.lstrip(" ([,"))
    rest = words[lead:]
    if figures := _OFFSET.match(rest):
        sign, hours, minutes = figures.groups()
        if lead == 0 or rest[0] not in "+-" or rest[1:3].isdigit():
            return f"{sign}{int(hours):02d}:{minutes or '00'}", None, lead + figures.end()
    named = _zone_pattern().match(rest)
    if not named:
        return "", None, 0
    offset, doubt = _zones()[named[0].upper()]
    remark = None if offset else f"{named[0]} is no one offset: {doubt}"
    return offset, remark, lead + named.end()


@cached
def _zones() -> Mapping[str, tuple[str, str]]:
    """Offset and doubt by zone, from `tables/zones.csv`."""
    return MappingProxyType({row["form"].upper(): (row["offset"], row["ambiguous"]) for _, row in rows("zones")})


@cached
def _zone_pattern() -> re.Pattern[str]:
    names = sorted(_zones(), key=lambda name: (-len(name), name))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, names))})\b", re.IGNORECASE)


@cached
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that say "published" and those that say "changed"."""
    return (
        re.compile(rf"\b(?:{alternatives('published_label')})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{alternatives('modified_label')})\b", re.IGNORECASE),
    )


@cached
def _weekday() -> re.Pattern[str]:
    return re.compile(rf"\b{_WEEKDAY}", re.IGNORECASE)
