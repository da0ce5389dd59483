"""When an event happened, and by when what is promised, asked or threatened is to be done."""

from collections.abc import Sequence
from datetime import timedelta

from spacy.tokens import Token

from dateline.events.circumstances import Found, conditions_of, time_around, times_of
from dateline.events.merging import Happening
from dateline.periods import OPEN, day_of
from dateline.records import Status, When

AHEAD: frozenset[Status] = frozenset({"pledged", "requested", "threatened"})
"""The statuses of what is still to be done: its time is a term."""


def when_and_due(
    own: Sequence[Token], found: Found, happening: Happening, status: Status, told_at: str | None
) -> tuple[When | None, When | None]:
    """When it happened, or a promise was made; and by when what is promised, asked or threatened is to be done.

    What stands with the words of promising is the day of the promise, what stands with the act is its term. What has
    happened is not told by what lies after `told_at` and belongs to another verb.
    """
    trigger, coding = happening.trigger, happening.coding
    times = times_of(own, trigger, found)
    if status == "planned":
        return _nearest(times, trigger.token), None
    if status == "happened":
        times = [
            (token, time)
            for token, time in times
            if not (_is_to_come(time, told_at) and _is_of_other_verb(token, trigger.token))
        ]
    if status not in AHEAD and coding.nature != "agreement":
        return _nearest(times, trigger.token) or time_around(trigger, found), None
    if coding.act is not None and coding.act.token.i == trigger.token.i:
        return None, _nearest(times, trigger.token)
    complement = trigger.clause.complement
    of_act = [(t, w) for t, w in times if _is_deadline(w) or (complement is not None and _is_told_in(t, complement))]
    of_promise = [(t, w) for t, w in times if (t, w) not in of_act]
    act = coding.act.token if coding.act else trigger.token
    terms = [(t, w) for t, w in of_act if not _is_of_other_noun(t, act)] or _ultimatums(own, found)
    when = _nearest(of_promise, trigger.token) or time_around(trigger, found)
    return when, _nearest(terms, trigger.token)


def _is_to_come(time: When, told_at: str | None) -> bool:
    """Whether a time lies after the day of publication, by more than the day that zones may differ in."""
    edge, published = time.end if time.start == OPEN else time.start, day_of(told_at)
    if edge is None or published is None:
        return False
    tomorrow = (published + timedelta(days=1)).isoformat()
    precision = 4 if edge[5:6] == "2" else 10  # a season's number is no month's
    return edge[:precision] > tomorrow[: min(len(edge), precision)]


def _is_of_other_verb(time: Token, trigger: Token) -> bool:
    """Whether a time stands with a verb below the trigger: "a suit to stop the ban from taking effect on July 1"."""
    return any(above.pos_ == "VERB" and trigger.is_ancestor(above) for above in time.ancestors)


def _is_deadline(time: When) -> bool:
    """Whether a time has an end alone: "by 2035", "no later than May 10"."""
    return time.start == OPEN and time.end is not None


def _ultimatums(own: Sequence[Token], found: Found) -> list[tuple[Token, When]]:
    """The terms of conditions: "threatened to use force unless order was restored by Sunday"."""
    conditions = conditions_of(own)
    if not conditions:
        return []
    times = [(own[0].doc[at], time) for at, time in found.times.items() if _is_deadline(time)]
    return [(t, w) for t, w in times if any(c.start <= t.idx < c.end for c in conditions)]


def _is_told_in(time: Token, complement: Token) -> bool:
    """Whether a time stands in a clause that a word governs; not before its "that": "had ruled, on June 29, that"."""
    begins = next((child.i for child in complement.children if child.dep_ == "mark"), -1)
    return time.i > begins and (complement.i == time.i or complement.is_ancestor(time))


def _is_of_other_noun(time: Token, act: Token) -> bool:
    """Whether a time is a noun's that is not the act: "Monday's drills", "the tariffs imposed on Sept. 1"."""
    if time.dep_ == "poss" and time.head.i != act.i:
        return True
    above = [time, *time.ancestors]
    within = above[: above.index(act)] if act in above else above
    return any(token.dep_ in ("acl", "relcl") and token.tag_ in ("VBN", "VBD") for token in within)


def _nearest(times: Sequence[tuple[Token, When]], trigger: Token) -> When | None:
    """The time with the fewest steps up to the trigger's clause, of several the first."""
    steps = [(_steps(token, trigger), token.i, when) for token, when in times]
    return min(steps, key=lambda step: step[:2])[2] if steps else None


def _steps(token: Token, trigger: Token) -> int:
    count = 0
    while token.i != trigger.i and not token.is_ancestor(trigger) and token.head.i != token.i:
        token, count = token.head, count + 1
    return count
