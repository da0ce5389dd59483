"""Periods of the calendar as ISO 8601 and EDTF write them, with the precision that words give them.

A year is "2024", a month "2022-02", a day "2025-07-13", a season EDTF's "2024-22", a decade its "199X"; a week is the
days from its Monday to its Sunday. Both ends are inclusive; an open end is "..".
"""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

Unit = Literal["hour", "day", "week", "month", "year"]
OPEN = ".."
"""EDTF's open end: "since April 2023" is from 2023-04 to ".."."""
JUCHE_BEGAN = 1911
"""Juche 1 is 1912, the year of Kim Il Sung's birth: Juche 114 is 2025."""
YEARS_OF_NEWS = range(1600, 2400)
"""Years that a page can be of: "0001-01-01" and "9999-12-31" are what systems write for a day they do not know, and the
calendar ends next to them."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both inclusive."""

    start: str
    end: str

    def since(self) -> "Period":
        """The time from the start of this one on."""
        return replace(self, end=OPEN)

    def until(self) -> "Period":
        """The time to the end of this one."""
        return replace(self, start=OPEN)

    def before(self) -> "Period":
        """The time before this one."""
        return Period(OPEN, _step(self.start, -1))

    def after(self) -> "Period":
        """The time after this one."""
        return Period(_step(self.end, 1), OPEN)

    def to(self, later: "Period") -> "Period":
        """From the start of this one to the end of a later one."""
        return Period(self.start, later.end)

    def last_day(self) -> "Period":
        """The day on which it ends; itself where the calendar does not say (a season)."""
        last = _last_day(self.end)
        return day(last) if last else self


def day(on: date) -> Period:
    """One day."""
    return Period(on.isoformat(), on.isoformat())


def days(first: date, last: date) -> Period:
    """From one day to another."""
    return Period(first.isoformat(), last.isoformat())


def week(on: date) -> Period:
    """The week of a day, Monday to Sunday as ISO 8601 has it."""
    monday = on - timedelta(days=on.weekday())
    return days(monday, monday + timedelta(days=6))


def month(number: int, year: int) -> Period:
    """One month."""
    text = f"{year:04}-{number:02}"
    return Period(text, text)


def year(number: int) -> Period:
    """One year."""
    return Period(f"{number:04}", f"{number:04}")


def decade(first: int) -> Period:
    """The decade that begins with a year: "199X"."""
    return Period(f"{first // 10:03}X", f"{first // 10:03}X")


def season(number: int, year: int) -> Period:
    """EDTF's season, 21 (spring) to 24 (winter), wherever on earth."""
    return Period(f"{year:04}-{number}", f"{year:04}-{number}")


def months(first: int, last: int, year: int) -> Period:
    """From one month of a year to another: a quarter, a half."""
    return month(first, year).to(month(last, year))


def shifted(on: date, unit: Unit, by: int) -> Period:
    """The period of that unit which lies so many units after the one of a day (before it, where negative)."""
    if unit in ("day", "hour"):
        return day(on + timedelta(days=by))
    if unit == "week":
        return week(on + timedelta(weeks=by))
    if unit == "year":
        return year(on.year + by)
    years, number = divmod(on.month - 1 + by, 12)
    return month(number + 1, on.year + years)


def stretch(on: date, unit: Unit, by: int) -> Period:
    """The so many units up to a day (from it on, where positive): "the past two weeks", "within two years".

    Days count from the day itself; months and years are told in months and years, but a day as a start stays.
    """
    if unit in ("hour", "day", "week"):
        per_unit = {"hour": 1 / 24, "day": 1, "week": 7}[unit]
        other = on + timedelta(days=int(by * per_unit))
        return days(min(on, other), max(on, other))
    if by < 0:
        return shifted(on, unit, by).to(shifted(on, unit, 0))
    return day(on).to(shifted(on, "month", by * (12 if unit == "year" else 1)))


def day_of(stamp: str | None) -> date | None:
    """The day of a time in ISO 8601; None where it has none ("2025-07"), is no time, or is of no year of news."""
    try:
        on = date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
    return on if on.year in YEARS_OF_NEWS else None


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day of that date; None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _step(edge: str, by: int) -> str:
    """The next day, month or year after (before) an edge of a period, in its own precision."""
    parts = edge.split("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) == 2 and int(parts[1]) > 12):
        return edge
    if len(parts) == 3:
        return (date(*map(int, parts)) + timedelta(days=by)).isoformat()
    first = date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, 1)
    return shifted(first, "month" if len(parts) > 1 else "year", by).start


def _last_day(edge: str) -> date | None:
    parts = edge.split("T")[0].split("-")
    if not all(part.isdigit() for part in parts) or (len(parts) == 2 and int(parts[1]) > 12):
        return None
    if len(parts) == 3:
        return valid_day(*map(int, parts))
    number = int(parts[1]) if len(parts) > 1 else 12
    return date(int(parts[0]), number, monthrange(int(parts[0]), number)[1])
