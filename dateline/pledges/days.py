"""When a sentence says that something happened, in its own words: "in October 2024", "in July of last year".

The reader resolves the times of events; this serves the sentences in which it finds none.
"""

import datetime
import re
from calendar import monthrange

from dateline.tables import cached
from dateline.timegrammar import words

_YEAR = re.compile(r"\b(?P<year>(?:19|20)\d\d)\b|\b(?P<last>last year|(?:a|one) year (?:ago|earlier|before))\b")


def day_told(text: str, published_on: datetime.date) -> datetime.date | None:
    """The last day that a sentence's dates can mean, of several dates the earliest; None where it has none.

    A month without a year is the last such month before publication, or that of publication. What only bounds the deed
    ("since April", "by 1 May") is no date of it.
    """
    found = [day for match in _dated().finditer(text) if (day := _day(match, published_on))]
    return min(found or [_year(match, published_on) for match in _YEAR.finditer(text)], default=None)


def years_told(text: str) -> frozenset[int]:
    """The years that a sentence names in figures."""
    return frozenset(int(match["year"]) for match in _YEAR.finditer(text) if match["year"])


@cached
def _dated() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, words()["month"]), key=len, reverse=True))
    return re.compile(
        r"(?<!since )(?<!until )(?<!before )(?<!by )(?<!due in )(?:(?P<day>\d{1,2})(?:st|nd|rd|th)? )?"
        rf"\b(?P<month>{months})\b(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b)?"
        r"(?:,? (?P<year>20\d\d)| (?:of )?(?P<last>last|the previous) year)?"
    )


def _day(match: re.Match[str], published_on: datetime.date) -> datetime.date | None:
    month, day = int(words()["month"][match["month"]]), match["day"] or match["after"]
    is_bare = not (match["year"] or day or match["last"])
    if is_bare and match["month"] == "May" and not match.string[: match.start()].endswith("in "):
        return None  # may be a name
    if match["year"]:
        year = int(match["year"])
    else:
        year = published_on.year - (1 if match["last"] else month > published_on.month)
    last = monthrange(year, month)[1]
    return datetime.date(year, month, int(day) if day and 1 <= int(day) <= last else last)


def _year(match: re.Match[str], published_on: datetime.date) -> datetime.date:
    return datetime.date(int(match["year"]) if match["year"] else published_on.year - 1, 12, 31)
