"""How likely it is that two articles' events are one happening: by what, who, when, where, and in which words.

What can be one happening at all (`possible`) is weighed by a logistic regression. `WEIGHTS` were fitted on the
development half of `tests/golden/stories` (Hosmer and Lemeshow, 2000); `eval/stories.py` measures.
"""

import datetime
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.told import Party, Told

PROSPECTS: Mapping[str, str] = {
    "planned": "planned",
    "pledged": "planned",
    "requested": "requested",
    "threatened": "threatened",
    "hypothetical": "hypothetical",
}
"""Statuses of what has not happened, and which of them can be one thing; all others tell of what is said to have."""
KINDRED: Sequence[set[str]] = (
    *({"MOBILIZE", "ASSAULT"}, {"COERCE", "ASSAULT"}, {"SANCTION", "COERCE"}, {"AID", "COOPERATE"}),
    *({"AGREE", "COOPERATE"}, {"CONSULT", "COOPERATE"}, {"AGREE", "SUPPORT"}, {"CONCEDE", "RETREAT"}),
)
"""Types between which one deed may fall: a missile that is fired, diplomats who are sent home."""
NEWS_DAYS = 3
"""Days before publication in which most events lie that a page gives no day for."""
BACKGROUND_DAYS = 14
"""Days before publication in which it may lie at all: "the arrest of the journalist" is told for weeks."""
ANY_DAY = 10_000_000
"""Later than any day's ordinal."""
BIAS = -1.78
WEIGHTS: Mapping[str, float] = {
    "type": 0.37,
    "mode": 1.65,
    "parties": 0.90,
    "day": 1.25,
    "place": 1.68,
    "clause": 0.93,
    "trigger": 1.16,
    "strangers": -1.95,
    "object": 0.53,
    "names": 1.15,
    "old": -3.53,
}
_WORD = re.compile(r"[^\W\d_]{3,}|\d[\d,.]*")


@dataclass(frozen=True, slots=True)
class Facets:
    """What is weighed of an event, taken out of it once: it is held against hundreds of others.

    Days are ordinals: `first` and `last` those on which it may have been, `day` to `until` the ones that it is told of,
    `news` the day of its page, `latest` the last of these that is known.
    """

    told: Told
    prospect: str
    first: int
    last: int
    day: int | None
    until: int
    news: int | None
    latest: int | None
    place: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    countries: frozenset[str]
    clause: frozenset[str]
    trigger: str
    object: frozenset[str] | None
    names: frozenset[str]


def facets_of(told: Told) -> Facets:
    """What is weighed of an event."""
    first, last = days_of(told)
    day = told.day.toordinal() if told.day else None
    news = told.published_on.toordinal() if told.published_on else None
    until = max(told.last_day.toordinal(), day) if told.last_day and day else day or 0
    latest = told.last_day or told.day or told.published_on
    return Facets(
        told=told,
        prospect=prospect_of(told),
        first=first,
        last=last,
        day=day,
        until=until,
        news=news,
        latest=latest.toordinal() if latest else None,
        place=told.place.lower() if told.place else None,
        actors=_country(told.actors),
        recipients=_country(told.recipients),
        countries=_country(told.parties),
        clause=words(told.clause),
        trigger=stem(told.trigger),
        object=words(told.object) if told.object else None,
        names=names(told.paragraph),
    )


def prospect_of(told: Told) -> str:
    """Which of the things that have not happened an event is told as, or "done"."""
    return PROSPECTS.get(told.status, "done")


def likeness(a: Facets, b: Facets, least: float = 0.0) -> float:
    """From 0 to 1: how likely two events are one happening, if they can be; 0 where it is below `least`."""
    enough = math.log(least / (1 - least)) if least else -math.inf
    score = BIAS
    for weight, feature, rest in _ORDER:
        score += weight * feature(a, b)
        if score + rest < enough:
            return 0.0
    return 1 / (1 + math.exp(-score))


def features(a: Facets, b: Facets) -> dict[str, float]:
    """What is weighed, each from 0 to 1 (or -1 where it speaks against)."""
    return {name: feature(a, b) for name, feature in FEATURES.items()}


def _types(a: Facets, b: Facets) -> float:
    if a.told.type == b.told.type:
        return 1.0
    return 0.5 if {a.told.type, b.told.type} in KINDRED else 0.0


def span_of(told: Told) -> tuple[datetime.date, datetime.date] | None:
    """The first and last day on which an event may have been; None where neither it nor its page has a day."""
    if told.day:
        return told.day, max(told.last_day or told.day, told.day)
    if told.published_on is None:
        return None
    if told.status in PROSPECTS:
        return told.published_on - datetime.timedelta(BACKGROUND_DAYS), told.published_on + datetime.timedelta(365)
    return told.published_on - datetime.timedelta(BACKGROUND_DAYS), told.published_on


def days_of(told: Told) -> tuple[int, int]:
    """The first and last day on which an event may have been, as ordinals; any day where none is known."""
    span = span_of(told)
    return (span[0].toordinal(), span[1].toordinal()) if span else (0, ANY_DAY)


def _mode(a: Facets, b: Facets) -> float:
    if a.told.mode is None or b.told.mode is None:
        return 0.0
    return 1.0 if a.told.mode == b.told.mode else -1.0


def _day(a: Facets, b: Facets) -> float:
    if not (a.day and b.day):
        return 0.0
    if b.first > a.last or a.first > b.last:
        return -1.0
    return 1.0 if max(a.until - a.day, b.until - b.day) <= 1 else 0.5


def _old(a: Facets, b: Facets) -> float:
    """How far beyond the usual an event without a day would have to lie before its news, to be the other."""
    gap = max(_gap(a, b), _gap(b, a))
    return min(max(gap - NEWS_DAYS, 0) / BACKGROUND_DAYS, 1.0)


def _gap(a: Facets, b: Facets) -> int:
    return a.news - b.latest if a.day is None and a.news and b.latest else 0


def _place(a: Facets, b: Facets) -> float:
    if not (a.place and b.place):
        return 0.0
    if a.place == b.place:
        return 1.0
    one, other = a.told, b.told
    if one.lat is None or other.lat is None or one.lon is None or other.lon is None:
        return 0.0
    if not {"country", "region"}.isdisjoint((one.precision, other.precision)):
        return 0.5 if one.place_country == other.place_country else -1.0
    return 1.0 if kilometres(one.lat, one.lon, other.lat, other.lon) < 30 else -1.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two places on the globe (haversine formula)."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((psi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(half))


def _parties(a: Facets, b: Facets) -> float:
    mine, yours = a.told.parties, b.told.parties
    if not mine or not yours:
        return 0.0
    found = [[same_party(one, other) for other in yours] for one in mine]
    there, back = sum(map(max, found)), sum(map(max, zip(*found, strict=True)))
    return float(max(there / len(mine), back / len(yours)))


@lru_cache(maxsize=200_000)
def same_party(a: Party, b: Party) -> float:
    """How alike two parties are: one id, one name, one acting for the other's state, one country."""
    if a.id == b.id:
        return 1.0
    mine, yours = words(a.name), words(b.name)
    if mine and yours and (mine <= yours or yours <= mine):
        return 0.9
    if a.country and a.country == b.country:
        return 0.7 if "state" in (a.kind, b.kind) else 0.4
    return 0.0


def _strangers(a: Facets, b: Facets) -> float:
    """Whether each has a party whose country has none in the other: talks with Putin and talks with Zelensky."""
    return 1.0 if a.countries - b.countries and b.countries - a.countries else 0.0


def _objects(a: Facets, b: Facets) -> float:
    return 0.0 if a.object is None or b.object is None else overlap(a.object, b.object) - 0.5


def _clause(a: Facets, b: Facets) -> float:
    return overlap(a.clause, b.clause)


def _trigger(a: Facets, b: Facets) -> float:
    return 1.0 if a.trigger == b.trigger else 0.0


def _names(a: Facets, b: Facets) -> float:
    return overlap(a.names, b.names)


def _country(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset([party.country for party in parties if party.country])


def overlap(mine: frozenset[str], yours: frozenset[str]) -> float:
    """The share of the shorter text's words that the other has too."""
    least = min(len(mine), len(yours))
    return len(mine & yours) / least if least else 0.0


@lru_cache(maxsize=100_000)
def words(text: str) -> frozenset[str]:
    """The words and numbers of a text, shortened to their stems, without the smallest."""
    return frozenset(stem(word) for word in _WORD.findall(text))


@lru_cache(maxsize=100_000)
def names(text: str) -> frozenset[str]:
    """The words with a capital and the numbers of a text."""
    return frozenset(stem(word) for word in _WORD.findall(text) if not word[0].islower())


def stem(word: str) -> str:
    """A word without what English hangs on it, roughly: the first six letters at most, "s", "ed" and "ing" cut off."""
    word = word.lower()
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:6]


FEATURES: Mapping[str, Callable[[Facets, Facets], float]] = {
    "mode": _mode,
    "place": _place,
    "day": _day,
    "trigger": _trigger,
    "type": _types,
    "strangers": _strangers,
    "names": _names,
    "clause": _clause,
    "parties": _parties,
    "object": _objects,
    "old": _old,
}
"""What is weighed, the cheapest first."""


def _ordered() -> Iterator[tuple[float, Callable[[Facets, Facets], float], float]]:
    """Each weight with its feature, and the most that those behind it can add."""
    rest = sum(max(weight, 0.0) for weight in WEIGHTS.values())
    for name, feature in FEATURES.items():
        rest -= max(WEIGHTS[name], 0.0)
        yield WEIGHTS[name], feature, rest


_ORDER = tuple(_ordered())
