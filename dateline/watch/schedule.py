"""When something is asked again: spans of time as people write them, backing off, and what servers wish."""

import random
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
FIRST_WAIT = MINUTE
FACTOR = 4
"""Tries of a page come after 1, 4, 16 minutes, 1, 4, 6 hours: a server that is down for half a day loses nothing."""
LONGEST_WAIT = 6 * HOUR
N_TRIES = 7
"""A page that gave no answer so often is refused."""
JITTER = 0.25
"""By so much of itself a wait is longer or shorter, so that what failed together is not tried again together."""
LONGEST_WISH = DAY
"""A server that wishes to be left alone for longer is asked again after a day."""

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d|w)")
_UNITS = {"s": 1.0, "m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}


def seconds_of(span: str) -> float:
    """The seconds of a span as people write it: "90s", "15m", "6h", "7d", "1w". ValueError for anything else."""
    found = _SPAN.fullmatch(span.strip().lower())
    if found is None:
        raise ValueError(f"{span!r} is no span of time; write 90s, 15m, 6h, 7d or 1w")
    return float(found[1]) * _UNITS[found[2]]


def backed_off(n_failed: int, chance: random.Random, *, first: float = FIRST_WAIT) -> float:
    """Seconds to wait after so many failures in a row (from 1): growing, up to six hours, with some chance."""
    wait = min(first * FACTOR ** (min(n_failed, 20) - 1), max(LONGEST_WAIT, first))
    return jittered(wait, chance)


def jittered(wait: float, chance: random.Random, share: float = JITTER) -> float:
    """A wait that is by chance longer or shorter, by up to a share of itself."""
    return wait * chance.uniform(1 - share, 1 + share)


def wished(retry_after: str | None, now: float) -> float | None:
    """Seconds that a Retry-After header asks for (a number, or a date), at most a day; None where it asks nothing."""
    stated = (retry_after or "").strip()
    if stated.isascii() and stated.isdigit():
        return min(float(stated[:9]), LONGEST_WISH)
    try:
        moment = parsedate_to_datetime(stated)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max(moment.timestamp() - now, 0.0), LONGEST_WISH)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def iso(at: float | None) -> str | None:
    """A time in seconds since 1970 as ISO 8601 (UTC)."""
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def epoch(stated: str | None) -> float | None:
    """A time in ISO 8601 with its zone as seconds since 1970."""
    return None if stated is None else datetime.fromisoformat(stated).timestamp()
