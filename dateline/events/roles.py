"""Filling the roles of a trigger's row: the actors that stand in the slots of its clause.

A role is a list of slots (subj, obj, poss, by, to, with ...), best first. It is filled by the actors that stand in a
slot; only where no slot is filled so, by those inside its noun phrases ("rejected an Indian proposal"). A slot written
"over+" is looked into at once; "obj!" is filled by states and bodies alone ("lend Djibouti a billion", not "send
troops").
"""

from collections.abc import Iterable, Sequence

from dateline.events.conditions import slot_tokens
from dateline.events.parties import CONCERNED, MAKERS, Parties
from dateline.events.phrases import members_of
from dateline.events.triggers import Trigger
from dateline.records import Actor

HOSTED = frozenset({"to", "at", "obj", "of"})
"""Slots where a visit has the place that it goes to: its host is the state that the place is in."""
BODIES = frozenset({"state", "government", "organization", "igo", "ngo"})
PLACED = frozenset({"in", "into"})
"""Slots where an act has the place that it is done in."""
OF_WORDS = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""The types that are done with words: where a promise was made is not whom it was made to."""
OWNERS = frozenset({"of", "from"})
NOBODY: tuple[Actor, ...] = ()


def actors_in(slots: Sequence[str], trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Who acts: those in the slots, or who stands behind what is in them ("Israeli jets", "an attack by rebels")."""
    return _directly(slots, trigger, parties, NOBODY, hosts=False) or _within(slots, trigger, parties, NOBODY, MAKERS)


def recipients_in(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor]
) -> tuple[Actor, ...]:
    """Whom it is done to: those in the slots but `without`, or whom what is in them concerns.

    Of "employees of the embassy", who have no country of their own, both.
    """
    found = _directly(slots, trigger, parties, without)
    if found and not any(actor.country for actor in found):
        return unique((*found, *_within(slots, trigger, parties, (*without, *found), OWNERS)))
    return found or _within(slots, trigger, parties, without, CONCERNED)


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


def _directly(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor], *, hosts: bool = True
) -> tuple[Actor, ...]:
    for slot in slots:
        name = slot.rstrip("+!")
        look = parties.host if hosts and _is_where(name, trigger) else parties.at
        tokens = (t for token in slot_tokens(name, trigger.clause) for t in (token, *members_of(token)))
        found = others((actor for token in tokens for actor in look(token)), without)
        if slot.endswith("!"):
            found = tuple(actor for actor in found if actor.kind in BODIES)
        if not found and slot.endswith("+"):
            found = _within((slot,), trigger, parties, without, CONCERNED)
        if found:
            return found
    return NOBODY


def _within(
    slots: Sequence[str], trigger: Trigger, parties: Parties, without: Sequence[Actor], prepositions: frozenset[str]
) -> tuple[Actor, ...]:
    for slot in (slot for slot in slots if slot not in PLACED and not slot.endswith("!")):
        tokens = (t for t in slot_tokens(slot.rstrip("+!"), trigger.clause) if t.pos_ not in {"VERB", "AUX"})
        found = unique(a for token in tokens for a in parties.inside(token, without, prepositions=prepositions))
        if found:
            return found
    return NOBODY


def _is_where(slot: str, trigger: Trigger) -> bool:
    """Whether a slot holds the place of an act, which stands for the state that it is in: "aid to Herat"."""
    entry = trigger.entry
    return (
        (slot in PLACED and entry.type not in OF_WORDS)
        or (entry.mode == "visit" and slot in HOSTED)
        or (entry.type == "AID" and slot == "to")
    )
