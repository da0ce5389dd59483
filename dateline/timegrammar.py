"""The grammar of single expressions of time: what stands at a place in a text, and which period it means.

Each rule is a pattern over the words of `tables/times.csv` and a function from its parts to a period. Of the rules
that match at a place, the longest expression wins.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from dateline import periods
from dateline.errors import TableError
from dateline.periods import Period, Unit
from dateline.tables import cached, rows

Parts = Mapping[str, str | None]
Look = Literal["back", "ahead", "near"]
NUMBERED = frozenset({"day", "month", "night", "number", "season", "weekday", "which"})
WORDED = frozenset({"ahead", "back", "bound", "intent", "name", "owner", "part", "rough", "unit", "vague"})
"""The kinds of words in the table, with values that are numbers and with others; a number may be left open."""

LAST_AFTER_WEEKEND = 2
"""The day of the week (Wednesday) up to which what happened "this weekend" did so on the one before."""


@dataclass(frozen=True, slots=True)
class Now:
    """What an expression is resolved against: the day of publication, and where it looks from there.

    `look` is "back" (up to publication), "ahead" (from publication on) or "near" (whichever is nearer).
    """

    day: date | None
    look: Look = "back"


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, what its parts mean, and what must stand before it: any preposition ("in July"), or "within"."""

    pattern: re.Pattern[str]
    meaning: Callable[[Parts, Now], Period | None]
    after: Literal["anything", "preposition", "within"] = "anything"


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression that ends at `end`; `period` None where it cannot be resolved."""

    end: int
    period: Period | None
    after: Literal["anything", "preposition", "within"]
    is_end: bool
    """Whether the words say the end of the period: "the end of 2026"."""
    is_range: bool
    """Whether the words say from where to where: "3 to 5 May"."""


def read_time(text: str, at: int, now: Now) -> Reading | None:
    """The longest expression of time that begins at `at`."""
    best: tuple[int, Rule, re.Match[str]] | None = None
    for rule in _rules():
        if (match := rule.pattern.match(text, at)) and (best is None or match.end() > best[0]):
            best = match.end(), rule, match
    if best is None:
        return None
    end, rule, match = best
    parts = match.groupdict()
    is_end = "end of" in (parts.get("rough") or "")
    is_range = bool(parts.get("to_dom") or parts.get("to_year"))
    return Reading(end, rule.meaning(parts, now), rule.after, is_end, is_range)


def count_of(form: str) -> int | None:
    """The number of "three", "72", "a"; None where a word leaves it open ("a few")."""
    value = form if form.isdigit() else words()["number"].get(form.lower(), "")
    return int(value) if value else None


@cached
def words() -> Mapping[str, Mapping[str, str]]:
    """The words of time by kind, each with its value, from `tables/times.csv`."""
    kinds: dict[str, dict[str, str]] = {kind: {} for kind in (*NUMBERED, *WORDED)}
    for where, row in rows("times"):
        form, kind, value = row["form"], row["kind"], row["value"]
        if not form or kind not in kinds:
            raise TableError(
                f"{where}: {form!r} is of kind {kind!r}; write a form, and one of {', '.join(sorted(kinds))}"
            )
        if kind in NUMBERED and not re.fullmatch(r"-?[0-9]{1,3}", value) and (kind, value) != ("number", ""):
            raise TableError(f"{where}: the value of a {kind} is {value!r}; write a whole number")
        kinds[kind][form] = value
    return MappingProxyType(kinds)


@cached
def begins() -> re.Pattern[str]:
    """Where an expression of time may begin."""
    kinds = ("month", "weekday", "number", "season", "day", "night", "which", "rough", "vague")
    forms = {form.split()[0] for kind in kinds for form in words()[kind]}
    others = ("the", "Juche", "first", "second", "third", "fourth", r"Q[1-4]", r"\d", "half", "more", "recent")
    return re.compile(rf"(?<![\w$€£.,:/-])(?:{_any(forms)}|{'|'.join(others)})", re.IGNORECASE)


def _any(forms: object) -> str:
    return "|".join(re.escape(str(form)) for form in sorted(forms, key=lambda form: -len(str(form))))  # type: ignore[call-overload]  # any iterable


@cached
def _rules() -> list[Rule]:
    kinds = words()
    plain = [form for form, value in kinds["month"].items() if len(form) > 3]
    month = rf"(?P<month>(?:{_any(kinds['month'])})\b\.?)"
    bare_month = rf"(?P<month>(?:{_any(plain)}|May)\b)"
    weekday = rf"(?P<weekday>{_any(kinds['weekday'])})\b"
    number = rf"(?P<n>\d{{1,3}}|(?i:{_any(kinds['number'])}|{_any(kinds['vague'])}))"
    unit = r"(?P<unit>hour|day|week|month|year|decade)s?\b"
    which = rf"(?P<which>(?i:{_any(kinds['which'])}))"
    rough = rf"(?:(?P<rough>(?i:{_any(kinds['rough'])}))[\s-]+)"
    part = rf"(?:,?\s+(?:at\s+|in the\s+)?(?:{_any(kinds['part'])})\b)?"
    season = rf"(?P<season>{_any(kinds['season'])})\b"
    year = r"(?P<year>(?:19|20)\d\d)(?![\d%]|[.,]\d)"
    of_year = rf"(?:,?\s+(?:of\s+)?{year}|,?\s+Juche\s?(?P<juche>\d{{2,3}})(?:\s?\(\d{{4}}\))?)?"
    dom = r"(?P<dom>[0-3]?\d)(?:st|nd|rd|th)?"
    to_dom = r"\s?(?:-|–|to|and|through|until)\s?(?P<to_dom>[0-3]?\d)(?:st|nd|rd|th)?"
    end = r"(?![\w:]|,\d|\.\d)"
    head = rf"(?:{weekday},?\s+(?:the\s+)?)?"
    clock = _CLOCK

    def rule(
        pattern: str,
        meaning: Callable[[Parts, Now], Period | None],
        after: Literal["anything", "preposition", "within"] = "anything",
    ) -> Rule:
        return Rule(re.compile(pattern), meaning, after)

    return [
        rule(rf"{year}-(?P<mon>\d\d)-(?P<dom>\d\d)(?!\d)(?:T\S+)?", _date),
        rule(
            r"Juche\s?(?P<juche>\d{2,3})(?:\s?\(\d{4}\))?(?:\s?\.\s?(?P<mon>\d{1,2})\.\s?(?P<dom>\d{1,2})\b)?",
            _date,
        ),
        rule(rf"{head}(?:the\s+)?{dom}\s+(?:of\s+)?{month}{of_year}{part}{clock}{end}", _date),
        rule(rf"{head}{month}\s+(?:the\s+)?{dom}{end}{of_year}{part}{clock}", _date),
        rule(rf"{dom}{to_dom}\s+(?:of\s+)?{month}{of_year}{end}", _date),
        rule(rf"{month}\s+{dom}{to_dom}{end}{of_year}", _date),
        rule(rf"{rough}?{month},?\s+(?:of\s+)?{year}", _month),
        rule(rf"{rough}?{bare_month}\s+{which}\s+(?P<of_which>year)\b", _month),
        rule(rf"{rough}?{which}\s+{bare_month}", _month),
        rule(rf"{rough}{bare_month}", _month),
        rule(bare_month, _month, "preposition"),
        rule(rf"{rough}{year}", _year),
        rule(year, _year, "preposition"),
        rule(rf"{year}\s?[-–/]\s?(?P<to_year>(?:(?:19|20)\d)?\d\d?)(?![\w-])", _year, "preposition"),
        rule(r"(?:[Tt]he\s+)?(?:(?:early|mid|late)[\s-])?(?P<decade>(?:19|20)\d0)s\b", _decade),
        rule(
            rf"(?:[Tt]he\s+)?(?P<nth>first|second|third|fourth|last)\s+(?P<share>quarter|half)"
            rf"(?:\s+of)?\s+(?:{year}|{which} (?P<of_which>year)\b)",
            _share,
        ),
        rule(rf"Q(?P<nth>[1-4])(?P<share>\s)(?:of\s+)?{year}", _share),
        rule(rf"{rough}?(?:{which}\s+)?{season}(?:\s+(?:of\s+)?{year})?", _season),
        rule(
            r"(?:[Tt]he\s+(?:same|previous|following)\s+(?:day|week|month|year)|the day (?:before|after))\b",
            _nothing,
        ),
        rule(rf"{rough}?(?P<the>[Tt]he\s+)?{which}\s+(?P<unit>week|month|year|decade)\b", _which),
        rule(rf"(?:(?P<the>[Tt]he)|{which})\s+weekend\b", _weekend),
        rule(
            rf"(?:[Tt]he\s+)?(?P<which>(?i:last|past|next|coming|recent|previous))\s+(?:{number}\s+)?(?P<unit>hour|day|week|month|year|decade)s\b",
            _stretch,
        ),
        rule(rf"(?:(?:more than|about|around|almost|nearly|over|some)\s+)?{number}\s+{unit}\s+ago\b", _ago),
        rule(rf"{number}\s+{unit}\s+from\s+(?:now|today)\b", _from_now),
        rule(rf"{number}\s+{unit}(?!\s+(?:of|old|later|earlier)\b)", _within, "within"),
        rule(rf"(?P<rough>(?:the\s+)?(?:end|beginning|start|middle)\s+of)\s+the\s+{unit}", _within_this),
        rule(rf"{number}\s+{unit}\s+(?:earlier|later)\b", _nothing),
        rule(r"[Tt]he\s+next\s+(?:day|week|month|year)\b", _nothing),
        rule(rf"(?P<said>(?i:{_any(kinds['day'])}))\b{part}{clock}", _said),
        rule(rf"(?P<night>(?i:{_any(kinds['night'])}))\b", _night),
        rule(rf"{_HOUR}(?:\s+on)?\s+{weekday}", _weekday),
        rule(rf"{_HOUR}(?:\s+on)?\s+(?P<said>{_any(kinds['day'])})\b", _said),
        rule(_HOUR, _nothing, "preposition"),
        rule(rf"(?:{which}\s+)?{weekday}(?:\s+(?P<week>this|last|next) week\b)?{part}{clock}", _weekday),
        rule(
            r"(?:[Tt]he\s+)(?P<dom>[0-3]?\d)(?:st|nd|rd|th)(?=\s*(?:[,.;:)]|$)|\s+(?:at|in|to|with|under|and|by|for)\b)",
            _date,
            "preposition",
        ),
    ]


_HOUR = (
    r"(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)|(?=\s?[ap]\.?m))(?!\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?(?:\s+(?P<zone>GMT|UTC|local time)\b)?"
)
_CLOCK = rf"(?:,?\s+(?:at\s+)?{_HOUR})?"


def _count(parts: Parts) -> int | None:
    """The number of an expression; None where the words leave it open ("a few")."""
    return count_of(parts["n"] or "1")


def _look(parts: Parts) -> int:
    return int(words()["which"][(parts["which"] or "this").lower()])


def _month_number(parts: Parts) -> int:
    return int(words()["month"][(parts["month"] or "").rstrip(".")])


def _clocked(period: Period | None, parts: Parts) -> Period | None:
    """The day with the hour that the page gives, and a zone only where it gives one."""
    hour = int(parts.get("hour") or 99) % 100
    if period is None or period.start != period.end or not parts.get("hour"):
        return period
    if half := parts.get("half"):
        hour = hour % 12 + 12 * (half == "p")
    if hour > 23:
        return period
    zone = "Z" if parts.get("zone") in ("GMT", "UTC") else ""
    moment = f"{period.start}T{hour:02}:{parts.get('minute') or '00'}{zone}"
    return Period(moment, moment)


def _date(parts: Parts, now: Now) -> Period | None:
    number = int(parts["mon"] or 0) if parts.get("mon") else _month_number(parts) if parts.get("month") else None
    year = (
        int(parts["juche"] or 0) + periods.JUCHE_BEGAN
        if parts.get("juche")
        else int(parts["year"] or 0)
        if parts.get("year")
        else None
    )
    if parts.get("dom") is None:
        return periods.year(year) if year else None
    first = _day(int(parts["dom"] or 0), number, year, now, parts.get("weekday"))
    if first is None:
        return None
    if to_dom := parts.get("to_dom"):
        last = periods.valid_day(first.year, first.month, int(to_dom))
        return periods.days(first, last) if last and last >= first else None
    return _clocked(periods.day(first), parts)


def _day(dom: int, month: int | None, year: int | None, now: Now, weekday: str | None) -> date | None:
    """The day of the month that is meant, of the fitting month or year where these are not said."""
    if year and month:
        return periods.valid_day(year, month, dom)
    if now.day is None:
        return None
    if month:
        fitting = [periods.valid_day(now.day.year + by, month, dom) for by in (-1, 0, 1)]
    else:
        near = [periods.shifted(now.day, "month", by).start.split("-") for by in (-2, -1, 0, 1, 2)]
        fitting = [periods.valid_day(int(year), int(month), dom) for year, month in near]
    days = [on for on in fitting if on]
    if weekday and (agreeing := [on for on in days if on.weekday() == int(words()["weekday"][weekday])]):
        return _best(agreeing, now.day, "near")
    return _best(days, now.day, now.look)


def _best(days: list[date], published: date, look: str) -> date | None:
    if look == "near":
        return min(days, key=lambda on: abs(on - published), default=None)
    if look == "ahead":
        return min((on for on in days if on >= published), default=None)
    return max((on for on in days if on <= published), default=None)


def _month(parts: Parts, now: Now) -> Period | None:
    number = _month_number(parts)
    if parts.get("year"):
        return periods.month(number, int(parts["year"] or 0))
    if now.day is None:
        return None
    if parts.get("of_which"):
        return periods.month(number, now.day.year + _look(parts))
    this = now.day.replace(day=1)
    by = _look(parts) if parts.get("which") else 0
    looks: dict[int, Look] = {-1: "back", 0: now.look, 1: "ahead"}
    look = looks[by]
    days = [date(this.year + years, number, 1) for years in (-1, 0, 1)]
    meant = _best([on for on in days if not by or on != this], this, look)
    return periods.month(number, meant.year) if meant else None


def _year(parts: Parts, _: Now) -> Period | None:
    first = parts["year"] or ""
    if not (last := parts.get("to_year")):
        return periods.year(int(first))
    whole = int(first[: -len(last)] + last)
    return periods.year(int(first)).to(periods.year(whole)) if whole > int(first) else None


def _decade(parts: Parts, _: Now) -> Period:
    return periods.decade(int(parts["decade"] or 0))


def _share(parts: Parts, now: Now) -> Period | None:
    if parts.get("year") is None and now.day is None:
        return None
    year = int(parts["year"] or 0) if parts.get("year") else (now.day or date.min).year + _look(parts)
    length = 6 if parts["share"] == "half" else 3
    order = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 12 // length}
    nth = order.get(parts["nth"] or "") or int(parts["nth"] or 1)
    return periods.months((nth - 1) * length + 1, nth * length, year) if nth * length <= 12 else None


def _season(parts: Parts, now: Now) -> Period | None:
    number = int(words()["season"][parts["season"] or ""])
    if parts.get("year"):
        return periods.season(number, int(parts["year"] or 0))
    if now.day is None or parts.get("which") is None:
        return None
    starts = [date(now.day.year + by, (number - 20) * 3, 1) for by in (-2, -1, 0, 1)]
    over = now.day - timedelta(days=92)
    meant = {-1: [on for on in starts if on < over][-1:], 0: [on for on in starts if on >= over][:1]}
    found = meant.get(_look(parts)) or [on for on in starts if on > now.day][:1]
    return periods.season(number, found[0].year) if found else None


def _which(parts: Parts, now: Now) -> Period | None:
    if now.day is None:
        return None
    unit, by = parts["unit"] or "", _look(parts)
    if unit == "decade":
        return periods.decade((now.day.year // 10 + by) * 10)
    if parts.get("the") and by < 0:
        return periods.stretch(now.day, _unit(unit), -1)
    return periods.shifted(now.day, _unit(unit), by)


def _unit(word: str) -> Unit:
    return word  # type: ignore[return-value]  # the patterns match no other word


def _weekend(parts: Parts, now: Now) -> Period | None:
    if now.day is None:
        return None
    saturday = now.day + timedelta(days=5 - now.day.weekday())
    weeks = _look(parts) if parts.get("which") else 0
    if parts.get("the") and now.day.weekday() < 5 and now.look != "ahead":
        weeks = -1
    if weeks == 0 and now.look == "back" and now.day.weekday() <= LAST_AFTER_WEEKEND:
        weeks = -1
    first = saturday + timedelta(weeks=weeks)
    return periods.days(first, first + timedelta(days=1))


def _stretch(parts: Parts, now: Now) -> Period | None:
    count = _count(parts) if parts.get("n") else None
    if now.day is None or count is None or (parts["which"] or "").lower() == "recent":
        return None
    unit = parts["unit"] or ""
    by = count if (parts["which"] or "").lower() in ("next", "coming") else -count
    return periods.stretch(now.day, "year" if unit == "decade" else _unit(unit), by * 10 if unit == "decade" else by)


def _ago(parts: Parts, now: Now) -> Period | None:
    return _shifted(parts, now, -1)


def _from_now(parts: Parts, now: Now) -> Period | None:
    return _shifted(parts, now, 1)


def _shifted(parts: Parts, now: Now, sign: int) -> Period | None:
    count = _count(parts)
    if now.day is None or count is None or parts["unit"] == "hour":
        return None
    if parts["unit"] == "decade":
        return periods.decade((now.day.year + sign * 10 * count) // 10 * 10)
    return periods.shifted(now.day, _unit(parts["unit"] or ""), sign * count)


def _within(parts: Parts, now: Now) -> Period | None:
    count = _count(parts)
    if now.day is None or count is None:
        return None
    tens = 10 if parts["unit"] == "decade" else 1
    return periods.stretch(now.day, "year" if tens > 1 else _unit(parts["unit"] or ""), count * tens)


def _within_this(parts: Parts, now: Now) -> Period | None:
    if now.day is None or parts["unit"] in ("hour", "decade"):
        return None
    return periods.shifted(now.day, _unit(parts["unit"] or ""), 0)


def _nothing(_: Parts, __: Now) -> None:
    """What hangs on another sentence."""


def _said(parts: Parts, now: Now) -> Period | None:
    if now.day is None:
        return None
    by = int(words()["day"][(parts["said"] or "").lower()])
    return _clocked(periods.day(now.day + timedelta(days=by)), parts)


def _night(_: Parts, now: Now) -> Period | None:
    return periods.days(now.day - timedelta(days=1), now.day) if now.day else None


def _weekday(parts: Parts, now: Now) -> Period | None:
    if now.day is None:
        return None
    number = int(words()["weekday"][parts["weekday"] or ""])
    if week := parts.get("week"):
        by = int(words()["which"][week])
        monday = now.day - timedelta(days=now.day.weekday())
        return _clocked(periods.day(monday + timedelta(days=7 * by + number)), parts)
    back = (now.day.weekday() - number) % 7
    which = _look(parts) if parts.get("which") else None
    if which == -1:
        on = now.day - timedelta(days=back or 7)
    elif which is None and now.look == "near" and back > 7 - back:
        on = now.day + timedelta(days=7 - back)
    elif which == 1 or (which is None and now.look == "ahead") or (which == 0 and now.look != "back"):
        on = now.day + timedelta(days=(-back) % 7 or (7 if which == 1 else 0))
    else:
        on = now.day - timedelta(days=back)
    return _clocked(periods.day(on), parts)
