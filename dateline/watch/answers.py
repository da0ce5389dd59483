"""What an answer means for the one who asked: it is the one place where statuses are weighed."""

from dataclasses import dataclass

from dateline.errors import FetchError, NoAnswerError
from dateline.fetch import Answer, refusal_of
from dateline.watch.schedule import wished

PASSING = frozenset({408, 421, 423, 425, 429})
"""With 5xx: what may be otherwise later. (RFC 9110, 15)"""
LEAVE_ALONE = frozenset({429, 503})
"""With these a server wants fewer requests, not only this one later."""
PERMANENT = frozenset({301, 308})
MISSING = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Got:
    """What was asked for."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class Unchanged:
    """It is as it was."""


@dataclass(frozen=True, slots=True)
class Moved:
    """It is at another address; for good where `is_permanent`."""

    to: str
    is_permanent: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """It is not there; `is_gone` where the server says that it will not come back."""

    reason: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Later:
    """No answer that counts; another try may give one. The whole host is to be left alone for `pause` seconds."""

    reason: str
    pause: float | None = None
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class Never:
    """It is refused, and another try would be as well."""

    reason: str


Arrived = Got | Unchanged | Missing | Later | Never
Meaning = Arrived | Moved


def meaning(answer: Answer | FetchError, now: float) -> Meaning:
    """What an answer, or the lack of one, means."""
    if isinstance(answer, NoAnswerError):
        return Later(str(answer))
    if isinstance(answer, FetchError):
        return Never(str(answer))
    status = answer.status
    if answer.moved_to is not None:
        return Moved(answer.moved_to, status in PERMANENT)
    if status == 200:
        return Got(answer)
    if status == 304:
        return Unchanged()
    if status in MISSING:
        return Missing(refusal_of(status), status == 410)
    if status in PASSING or status >= 500:
        return Later(refusal_of(status), wished(answer.headers.get("retry-after"), now), status in LEAVE_ALONE)
    return Never(refusal_of(status))
