"""When an event happened, and by when what is promised, asked or threatened is to be done."""

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.events.circumstances import Found, times_of
from dateline.events.merging import Happening
from dateline.records import Status, When

AHEAD: frozenset[Status] = frozenset({"pledged", "requested", "threatened"})
"""The statuses of what is still to be done: its time is a term."""


def when_and_due(
    own: Sequence[Token], found: Found, happening: Happening, status: Status
) -> tuple[When | None, When | None]:
    """When it happened, or a promise was made; and by when what is promised, asked or threatened is to be done.

    What stands with the words of promising is the day of the promise, what stands with the act is its term.
    """
    trigger, coding = happening.trigger, happening.coding
    times = times_of(own, found)
    if status == "planned" or (status not in AHEAD and coding.nature != "agreement"):
        return _nearest(times, trigger.token), None
    if coding.act is not None and coding.act.token.i == trigger.token.i:
        return None, _nearest(times, trigger.token)
    complement = trigger.clause.complement
    of_act = [(t, w) for t, w in times if complement is not None and (complement.i == t.i or complement.is_ancestor(t))]
    of_promise = [(t, w) for t, w in times if (t, w) not in of_act]
    act = coding.act.token if coding.act else trigger.token
    terms = [(t, w) for t, w in of_act if not _is_of_other_noun(t, act)]
    return _nearest(of_promise, trigger.token), _nearest(terms, trigger.token)


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
