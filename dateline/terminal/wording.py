"""The record's codes, times and chains in words that a reader knows, from `tables/wording.csv`."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from dateline.countries import countries
from dateline.records import Actor, ChainLink, Event, Place, Reading, When
from dateline.tables import cached, rows
from dateline.terminal.safe import one_line

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_STAMP = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")


@cached
def wording() -> Mapping[str, str]:
    """What to call each code: "type AID", "mode CONSULT visit", "status claimed", "block ticker" …"""
    return MappingProxyType({row["code"]: row["words"] for _, row in rows("wording")})


def plain(kind: str, code: str) -> str:
    """The words for a code of a kind; the code itself, without underscores, where the table has none."""
    return wording().get(f"{kind} {code}", code.replace("_", " ").replace("-", " "))


def country_name(code: str | None) -> str | None:
    """The English name of a country; the code itself where it is none of ours."""
    if code is None:
        return None
    country = countries().get(code)
    return country.name if country else one_line(code)


def kind_of_event(event: Event) -> str:
    """What an event is, in a few words: "visit", "promise or agreement: aid (military)"."""
    words = plain("mode", f"{event.type} {event.mode}") if event.mode else plain("type", event.type)
    if event.act and event.act.type != event.type:
        words += f": {plain('type', event.act.type)}"
    contexts = [context.replace("_", " ") for context in event.contexts if context.replace("_", " ") not in words]
    return one_line(words + (f" ({', '.join(contexts)})" if contexts else ""))


def describe(actor: Actor) -> str:
    """Who an actor is, beside the name: "foreign minister, Russia"; "news agency, North Korea, state-controlled"."""
    what = actor.role or ("" if actor.kind == "person" else plain("kind", actor.kind))
    what = "" if what == actor.name else what  # "the head of the delegation" has no name but this
    where = country_name(actor.country)
    controlled = "state-controlled" if actor.state_controlled else None
    return one_line(", ".join(part for part in (what, where if where != actor.name else None, controlled) if part))


def link_name(reading: Reading, link: ChainLink) -> str:
    """What to call a link of a chain: the actor's name, else the page's words, else the role."""
    if link.actor:
        return one_line(reading.actor(link.actor).name)
    return one_line(reading.article.words(link.span)) if link.span else plain("role", link.role)


def hands(reading: Reading, chain: Sequence[ChainLink]) -> list[tuple[str, ChainLink]]:
    """The links of a chain, each with its name; an agency that is its own medium, too, is one hand and stands once."""
    named = [(link_name(reading, link), link) for link in chain]
    return [each for each, before in zip(named, [None, *named], strict=False) if before is None or each[0] != before[0]]


def chain_words(reading: Reading, chain: Sequence[ChainLink]) -> str:
    """The path that words took: "Reuters ← KCNA ← Kim Jong Un"."""
    return " ← ".join(name for name, _ in hands(reading, chain))


def moment(stamp: str) -> str:
    """An ISO 8601 or EDTF time as people write it: "Sunday 13 July 2025, 10:39 UTC+9"; else as it stands."""
    match = _STAMP.fullmatch(stamp)
    if not match:
        return one_line(stamp)
    year, month, day, clock, zone = match.groups()
    if month is None:
        return year
    if not 1 <= int(month) <= 12:
        return one_line(stamp)
    named = f"{MONTHS[int(month) - 1]} {year}"
    if day:
        try:
            weekday = WEEKDAYS[date(int(year), int(month), int(day)).weekday()]
        except ValueError:
            return one_line(stamp)
        named = f"{weekday} {int(day)} {named}"
    return named + (f", {clock}" if clock else "") + (f" {_zone(zone)}" if zone else "")


def time_words(when: When) -> str:
    """When something was, and the page's own words where they are others; these alone where no day is known."""
    said = f"“{one_line(when.text)}”" if when.text else ""
    if when.start is None and when.end is None:
        return f"{said} (which day is not known)" if said else "at a time not known"
    if when.start == when.end:
        named = moment(when.start or "")
    elif when.start is None:
        named = f"until {moment(when.end or '')}"
    else:
        named = f"{moment(when.start)} to {moment(when.end)}" if when.end else f"from {moment(when.start)}"
    return named if said.strip("“”").lower() in named.lower() else f"{named} ({said})"


def place_words(place: Place) -> str:
    """A place with its country: "Wonsan, North Korea"."""
    country = country_name(place.country)
    return one_line(place.name if country in (None, place.name) else f"{place.name}, {country}")


def counted(n: int, thing: str) -> str:
    """ "1 statement", "3 statements"."""
    return f"{n} {thing}" if n == 1 else f"{n} {thing}s"


def _zone(zone: str) -> str:
    hours, minutes = ("+00", "00") if zone == "Z" else (zone[:3], zone[-2:])
    if (hours[1:], minutes) == ("00", "00"):
        return "UTC"
    return f"UTC{hours[0]}{int(hours[1:])}" + (f":{minutes}" if minutes != "00" else "")
