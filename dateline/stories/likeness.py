"""How likely it is that two articles' events are one happening: by what, who, when, where, and in which words.

A difference that cannot be (a visit planned and a visit made; expulsions in opposite directions; days apart) rules a
pair out; what remains is weighed by a logistic regression. `WEIGHTS` were fitted on the development half of
`tests/golden/stories` (Hosmer and Lemeshow, 2000); `eval/stories.py` measures.
"""

import datetime
import math
import re
from collections.abc import Mapping, Sequence
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


def is_possible(a: Told, b: Told) -> bool:
    """Whether the two can be one happening at all; cheap, to be asked first."""
    return (
        a.article != b.article
        and PROSPECTS.get(a.status, "done") == PROSPECTS.get(b.status, "done")
        and days_apart(a, b) <= 1
        and not _are_of_others(a, b)
    )


def likeness(a: Told, b: Told) -> float:
    """From 0 to 1: how likely two events that `is_possible` allows are one happening."""
    score = BIAS + sum(WEIGHTS[name] * value for name, value in features(a, b).items())
    return 1 / (1 + math.exp(-score))


def features(a: Told, b: Told) -> dict[str, float]:
    """What is weighed, each from 0 to 1 (or -1 where it speaks against)."""
    return {
        "type": _types(a, b),
        "mode": _agreement(a.mode, b.mode),
        "parties": _parties(a, b),
        "day": _day(a, b),
        "place": _place(a, b),
        "clause": overlap(words(a.clause), words(b.clause)),
        "trigger": 1.0 if stem(a.trigger) == stem(b.trigger) else 0.0,
        "strangers": _strangers(a, b),
        "object": _objects(a, b),
        "names": overlap(names(a.paragraph), names(b.paragraph)),
        "old": _old(a, b),
    }


def _types(a: Told, b: Told) -> float:
    if a.type == b.type:
        return 1.0
    return 0.5 if {a.type, b.type} in KINDRED else 0.0


def days_apart(a: Told, b: Told) -> int:
    """Days between the two events' days, 0 where they may be one; of an event without a day, the days of its news."""
    first, second = span_of(a), span_of(b)
    if first is None or second is None:
        return 0
    return max((second[0] - first[1]).days, (first[0] - second[1]).days, 0)


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


def _day(a: Told, b: Told) -> float:
    if not (a.day and b.day):
        return 0.0
    if days_apart(a, b):
        return -1.0
    narrow = max((told.last_day or told.day) - told.day for told in (a, b) if told.day).days <= 1
    return 1.0 if narrow else 0.5


def _old(a: Told, b: Told) -> float:
    """How far beyond the usual an event without a day would have to lie before its news, to be the other."""
    gaps = []
    for told, other in ((a, b), (b, a)):
        at = other.last_day or other.day or other.published_on
        if told.day is None and told.published_on and at:
            gaps.append(max((told.published_on - at).days - NEWS_DAYS, 0) / BACKGROUND_DAYS)
    return min(max(gaps, default=0.0), 1.0)


def _place(a: Told, b: Told) -> float:
    if not (a.place and b.place):
        return 0.0
    if a.place.lower() == b.place.lower():
        return 1.0
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return 0.0
    distance = kilometres(a.lat, a.lon, b.lat, b.lon)
    if "country" in (a.precision, b.precision) or "region" in (a.precision, b.precision):
        return 0.5 if a.place_country == b.place_country else -1.0
    return 1.0 if distance < 30 else -1.0


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two places on the globe (haversine formula)."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    half = (
        math.sin((psi - phi) / 2) ** 2
        + math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(math.sqrt(half))


def _parties(a: Told, b: Told) -> float:
    mine, yours = a.parties, b.parties
    if not mine or not yours:
        return 0.0
    found = [max(same_party(one, other) for other in yours) for one in mine]
    back = [max(same_party(one, other) for other in mine) for one in yours]
    return max(sum(found) / len(found), sum(back) / len(back))


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


def _strangers(a: Told, b: Told) -> float:
    """Whether each has a party whose country has none in the other: talks with Putin and talks with Zelensky."""
    mine, yours = _country(a.parties), _country(b.parties)
    return 1.0 if mine - yours and yours - mine else 0.0


def _objects(a: Told, b: Told) -> float:
    if not (a.object and b.object):
        return 0.0
    return overlap(words(a.object), words(b.object)) - 0.5


def _are_of_others(a: Told, b: Told) -> bool:
    """Whether they are between other countries, or the other way round: "Poland expels …" and "Belarus expels …"."""
    mine, theirs, yours, ours = (_country(parties) for told in (a, b) for parties in (told.actors, told.recipients))
    if mine and yours and (mine & ours or theirs & yours) and mine.isdisjoint(yours):
        return True
    return bool(mine and theirs and yours and ours) and (mine | theirs).isdisjoint(yours | ours)


def _country(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset([party.country for party in parties if party.country])


def _agreement(one: str | None, other: str | None) -> float:
    if one is None or other is None:
        return 0.0
    return 1.0 if one == other else -1.0


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
