"""The place line before a story, in its many forms.

    SEOUL: …                                  Pyongyang, July 13 (KCNA) -- …
    DUBAI/WASHINGTON, March 4 (Reuters) - …   MOSCOW, July 12. /TASS/. …
    SEOUL, South Korea (AP) — …               Tehran, IRNA – …   (AFP) – …   (Dakar) – …

`find(text, start, end)` looks at the start of one paragraph or line and gives the `Dateline` with the span of all
that stands before the story, its separator included. A day, an agency or a country after the place makes a place
line; without one the place has to be one that the gazetteer knows. Of several places the first one is given. The
year of its day is taken from the day of publication, and without one there is no date.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from dateline.countries import by_form, countries
from dateline.media import Medium, medium_named
from dateline.page.phrases import matching, words
from dateline.page.stamps import MONTH_NAMES, month_number
from dateline.periods import day_of, valid_day
from dateline.places import find_place
from dateline.records import Dateline, Span
from dateline.tables import cached

LONGEST = 110
"""Code points that a place line may take; what is longer is a sentence with a dash or a colon in it."""
MOST_WORDS = 5
"""Words that the name of a place may have ("the United Nations", "Rio de Janeiro")."""
_SEPARATORS: tuple[tuple[Literal["agency", "sign"], re.Pattern[str]], ...] = (
    ("agency", re.compile(r"(?P<head>[^\n]{2,90}?)[.,]?\s*/(?P<agency>[\w&.\- ]{2,30})/\s*(?:\.|--|[-–—:])*\s*")),
    ("agency", re.compile(r"(?P<head>[^()\n]{0,90}?)\s*\((?P<agency>[^()\n]{2,40})\)\s*(?:[-–—―:.])+\s*")),
    ("agency", re.compile(r"(?P<head>[^()\n]{2,90}?\d)\s*\((?P<agency>[^()\n]{2,40})\)\s+(?=[A-Z\"“])")),
    ("agency", re.compile(r"(?P<head>[^()\n]{2,90}?),\s+(?P<agency>[A-Z][A-Za-z]{2,20})\.\s+")),
    ("sign", re.compile(r"\((?P<head>[^()\n]{2,60})\)(?P<agency>)\s*[-–—―]+\s*(?=[A-Z\"“])")),
    ("sign", re.compile(r"(?P<head>[^:\n]{2,90}?)(?P<agency>)\s?:\s+")),
    (
        "sign",
        re.compile(r"(?P<head>[^\n]{2,90}?)(?P<agency>)(?:\s*(?:[-–—]{2}|—|―)\s*|\s+[–-]\s+|(?<=[a-z)A-Z])[–-]\s+)"),
    ),
)
_DAY = re.compile(
    rf"(?:^|[,.]?\s+|[,.]\s*)(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? ?)?"
    rf"(?:(?P<month>{MONTH_NAMES})\s*(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
    rf"|(?P<day_1>[0-3]?\d)(?:st|nd|rd|th)? (?P<month_1>{MONTH_NAMES}))"
    rf"(?:,?\s*(?P<year>(?:19|20)\d\d))?[.,]?\s*\Z",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"\s*\[([^\[\]]{2,30})\]")
_AROUND = " .*-–—"
_WORD = re.compile(r"[^\W\d_](?:[\w'’.]|-(?=\w))*\Z")


@dataclass(frozen=True, slots=True)
class _Head:
    """A place line taken apart: its places, what stands after the first comma, its day and its agency."""

    places: tuple[str, ...]
    region: str | None
    day: re.Match[str] | None
    medium: Medium | None


def find(text: str, start: int = 0, end: int | None = None, *, published_at: str | None = None) -> Dateline | None:
    """The place line that `text[start:end]` begins with or consists of; None where there is none."""
    end = len(text) if end is None else end
    opening = text[start : min(end, start + LONGEST)]
    for kind, pattern in _SEPARATORS:
        match = pattern.match(opening)
        head = _head(match["head"], match["agency"]) if match else None
        if match and head and ((kind == "agency" and head.medium) or _is_place_line(head)):
            if not (head.day or head.medium or head.region) and _is_person(head.places[0], text):
                return None
            return _dateline(head, Span(start, start + len(match[0].rstrip())), published_at)
    alone = _head(opening.rstrip(" .:–—-"), "") if end - start == len(opening) else None
    if alone and alone.places and _stands_alone(alone):
        return _dateline(alone, Span(start, end), published_at)
    return None


def find_place_only(text: str, start: int, end: int) -> Dateline | None:
    """The place line that `text[start:end]` is if it is but the name of a place, in any case: "Washington, D.C."."""
    head = _head(text[start:end].strip(" ."), "") if end - start <= LONGEST else None
    if not head or not head.places or head.day or not _is_city(head.places[0], _country_of(head.region)):
        return None
    return _dateline(head, Span(start, end), None)


def medium_in(text: str, span: Span) -> Medium | None:
    """The agency that a place line names ("(Reuters)", "/TASS/", ", IRNA"); None where it names none."""
    parts = re.split(r"[()/,–—]|--|\s-\s|\.\s", text[span.start : span.end])
    return next((medium for part in reversed(parts) if (medium := _medium(part))), None)


def _head(line: str, agency: str) -> _Head | None:
    """The parts of a place line; None where a part has not the form of what can stand there."""
    medium = next((found for part in agency.split("/") if (found := _medium(part))), None)
    line, _, last = line.rpartition(",") if not medium and _medium(line.rpartition(",")[2]) else (line, "", "")
    medium, line = medium or _medium(last), _BRACKETED.sub(r", \1", line)
    day = _DAY.search(line)
    parts = [part.strip() for part in (line[: day.start()] if day else line).split(",")]
    *before, last = parts[0].split() or [""]
    if not medium and before and (medium := _medium(last)) and _is_city(" ".join(before), None):
        parts[0] = " ".join(before)
    places = tuple(_unstopped(place) for place in parts[0].split("/")) if parts[0] else ()
    if len(parts) > 3 or not all(map(_is_name, (*places, *(part.strip(".") for part in parts[1:])))):
        return None
    return _Head(places, parts[1] if len(parts) > 1 else None, day, medium)


def _medium(form: str) -> Medium | None:
    return medium_named(form.strip(_AROUND)) if form.strip(_AROUND) else None


def _unstopped(place: str) -> str:
    """A place without the stop that separates it, but with the one of an abbreviation ("D.C.")."""
    place = place.strip()
    return place if re.search(r"\.\w\.\Z", place) else place.strip(" .")


def _is_name(name: str) -> bool:
    """Whether it has the form of a place's name: a few, each with a capital but the small ones between them."""
    names = name.split()
    capitals = [word for word in names if word[0].isupper()]
    others = [word for word in names if not word[0].isupper()]
    return (
        0 < len(names) <= MOST_WORDS
        and names[0] in (*capitals, "the")
        and all(_WORD.match(word) for word in names)
        and all(word in words()["place_particle"] for word in others)
        and bool(capitals)
    )


def _is_place_line(head: _Head) -> bool:
    """Whether a head before a colon or a dash is a place line and not a label, a speaker or a clause."""
    place = head.places[0] if head.places else ""
    if not place or matching(place, "no_place") or matching(place.split()[0], "no_place"):
        return False
    if head.day or head.medium:
        return True
    return _is_city(place, _country_of(head.region)) or (place.isupper() and _country_of(head.region) is not None)


def _is_person(place: str, text: str) -> bool:
    """Whether the page speaks of somebody of that name: "Graham:" may open what Lindsey Graham says."""
    if " " in place or place.isupper() or _is_capital(place):
        return False
    before = re.findall(rf"([A-Z][\w.'’-]+) {re.escape(place)}\b", text)
    return any(word.lower() not in words()["grammar"] for word in before)


def _is_capital(place: str) -> bool:
    return place in _capitals()


@cached
def _capitals() -> frozenset[str]:
    return frozenset(capital for country in countries().values() for capital in country.capitals)


def _stands_alone(head: _Head) -> bool:
    """Whether a head that is a whole line is a place line: a place with its day, or a known one in capitals."""
    known = _is_city(head.places[0], _country_of(head.region))
    return known and (head.day is not None or head.medium is not None or head.places[0].isupper())


def _is_city(place: str, country: str | None) -> bool:
    """Whether the gazetteer knows a place that is not merely a country."""
    name = _spelled(place)
    if _is_capital(name):
        return True
    found = find_place(name, countries=(country,) if country else ())
    return found is not None and found.precision != "country"


def _dateline(head: _Head, span: Span, published_at: str | None) -> Dateline:
    if not head.places:
        return Dateline(span, None, None)
    name = _spelled(head.places[0])
    hint = _country_of(head.region)
    found = find_place(name, countries=(hint,) if hint else ())
    return Dateline(span, name, (found.country if found else None) or hint, _date(head.day, published_at))


def _country_of(region: str | None) -> str | None:
    """The country that the words after the place name, or that their region lies in."""
    if not region:
        return None
    name = _spelled(region)
    if form := by_form().get(name) or by_form().get(region):
        return form[0]
    found = find_place(name)
    return found.country if found else None


def _spelled(place: str) -> str:
    """A name in small letters where the page has it in capitals: "PORT-AU-PRINCE" is "Port-au-Prince"."""
    if not place.isupper() or re.fullmatch(r"(?:[A-Z]\.)+", place):
        return place
    parts = re.split(r"([\s-]+)", place.lower())
    small = words()["place_particle"]
    spelled = [
        part if n and part in small else part.upper() if "." in part[:-1] else part[:1].upper() + part[1:]
        for n, part in enumerate(parts)
    ]
    return "".join(spelled)


def _date(day: re.Match[str] | None, published_at: str | None) -> str | None:
    """The day as ISO 8601, its year as stated or else the last one in which that day was not after publication."""
    if day is None:
        return None
    month, number = month_number(day["month"] or day["month_1"]), int(day["day"] or day["day_1"])
    if day["year"]:
        stated = valid_day(int(day["year"]), month, number)
        return stated.isoformat() if stated else None
    published = day_of(published_at)
    if published is None:
        return None
    years: Sequence[int] = (published.year + 1, published.year, published.year - 1)
    days = (on for year in years if (on := valid_day(year, month, number)))
    return next((on.isoformat() for on in days if on <= published + timedelta(days=1)), None)
