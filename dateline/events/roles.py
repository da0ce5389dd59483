"""Filling the roles of a trigger's row: the actors that stand in the slots of its clause.

A role is a list of slots (subj, obj, poss, by, to, with ...), best first. It is filled by the actors that stand in a
slot; only where no slot is filled so, by those inside its noun phrases ("rejected an Indian proposal"). A slot written
"over+" is looked into at once.
"""

from collections.abc import Iterable, Sequence

from dateline.events.conditions import slot_tokens
from dateline.events.parties import CONCERNED, MAKERS, Parties
from dateline.events.triggers import Trigger
from dateline.records import Actor

HOSTED = frozenset({"to", "at", "obj", "of"})
"""Slots where a visit has the place that it goes to: its host is the state that the place is in."""
PLACED = frozenset({"in", "into"})
"""Slots where an act has the place that it is done in."""
NOBODY: tuple[Actor, ...] = ()


def actors_in(slots: Sequence[str], trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Who acts: those in the slots, or who stands behind what is in them ("Israeli jets", "an attack by rebels")."""
    return _directly(slots, trigger, parties, NOBODY) or _within(slots, trigger, parties, NOBODY, MAKERS)


def recipients_in(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Whom it is done to: those in the slots but `without`, or whom what is in them concerns."""
    return _directly(slots, trigger, parties, without) or _within(slots, trigger, parties, without, CONCERNED)


def directly(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor] = NOBODY
) -> tuple[Actor, ...]:
    """Those that stand in the first slot that is filled by others than `without`."""
    return _directly(slots, trigger, parties, without)


def unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    """Each actor once, in order."""
    return tuple(dict.fromkeys(actors))


def others(found: Iterable[Actor], without: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each of `found` once that is not among `without`."""
    taken = {actor.id for actor in without}
    return unique(actor for actor in found if actor.id not in taken)


def _directly(slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor]) -> tuple[Actor, ...]:
    for slot in slots:
        name = slot.rstrip("+")
        look = parties.host if (trigger.entry.mode == "visit" and name in HOSTED) or name in PLACED else parties.at
        found = others((actor for token in slot_tokens(name, trigger.clause) for actor in look(token)), without)
        if not found and slot != name:
            found = _within((name,), trigger, parties, without, CONCERNED)
        if found:
            return found
    return NOBODY


def _within(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor], prepositions: frozenset[str]
) -> tuple[Actor, ...]:
    for slot in slots:
        tokens = (t for t in slot_tokens(slot.rstrip("+"), trigger.clause) if t.pos_ not in {"VERB", "AUX"})
        found = unique(a for token in tokens for a in parties.inside(token, without, prepositions=prepositions))
        if found:
            return found
    return NOBODY
