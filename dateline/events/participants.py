"""Who an event is between: actors and recipients by the roles of its trigger's row and the grammar of its clause.

A role is a list of slots (subj, obj, poss, by, to, with ...), best first. A slot is filled by the actors that stand in
it; only where no slot of the role is filled so, by those inside its noun phrases ("rejected an Indian proposal"). What
is promised, asked or refused lends its own parties: whom a demand for withdrawal is put to is who would withdraw.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.events.coding import Coding
from dateline.events.lexicon import Roles, light_verbs, word_class
from dateline.events.parties import Parties
from dateline.events.triggers import Trigger, slot_tokens, trigger_at
from dateline.records import Actor

VERB_ROLES = Roles(("subj",), ("obj", "dat", "against", "to", "on", "with", "for", "from", "at", "over", "in"), False)
NOUN_ROLES = Roles(("poss", "subj", "by", "of", "mod"), ("against", "to", "on", "with", "for", "of", "in"), False)
MADE_TOGETHER = frozenset({"AGREE", "CONCEDE", "COOPERATE"})


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties of an event; reciprocal ones all stand in `actors`."""

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    is_reciprocal: bool = False

    def __bool__(self) -> bool:
        return bool(self.actors or self.recipients)


def participants_of(trigger: Trigger, coding: Coding, parties: Parties, speaker: Actor | None) -> Participants:
    """The participants of a coded trigger; `speaker` makes the demands that a "must" in his words stands for."""
    if trigger.entry.nature in {"duty", "blame"}:
        return _of_speaker(speaker, _filled(("subj",), trigger, parties))
    if coding.type == "SUPPORT" and coding.act is None and coding.token.i != trigger.token.i:
        inner = trigger_of(coding, trigger, parties)
        return _own(inner, parties) if inner else _own(trigger, parties)
    own = _own(trigger, parties)
    if coding.act is None or coding.act.token.i == trigger.token.i:
        return own
    return _with_act(own, trigger, coding, parties)


def _of_speaker(speaker: Actor | None, others: Sequence[Actor]) -> Participants:
    """A demand or accusation that lies in the words themselves: by the speaker, of somebody else."""
    spoken_of = _without(others, (speaker,) if speaker else ())
    return Participants((speaker,), spoken_of) if speaker and spoken_of else Participants()


def trigger_of(coding: Coding, trigger: Trigger, parties: Parties) -> Trigger | None:
    """The trigger of the word that says the event, where it is not the one that was coded."""
    return trigger if coding.token.i == trigger.token.i else trigger_at(coding.token, parties)


def _own(trigger: Trigger, parties: Parties) -> Participants:
    roles = _roles(trigger)
    actors = _filled(roles.actors, trigger, parties) or _inside(roles.actors, trigger, parties)
    recipients = _without(_filled(roles.recipients, trigger, parties), actors)
    if not recipients:
        recipients = _without(_inside(roles.recipients, trigger, parties), actors)
    if not recipients and (partner := _mutual_partner(trigger, actors, parties)):
        recipients = (partner,)
    if roles.reciprocal:
        everybody = _unique((*actors, *recipients))
        return Participants(everybody, (), len(everybody) > 1)
    return Participants(actors, recipients)


def _roles(trigger: Trigger) -> Roles:
    roles = trigger.entry.roles or (VERB_ROLES if trigger.entry.pos == "VERB" else NOUN_ROLES)
    verb = trigger.clause.verb
    if trigger.entry.pos == "NOUN" and verb is not None and light_verbs().get(verb.lemma_) == "swap":
        givers = ("poss", "by", "from", "of", "mod")
        return Roles(givers, ("subj",), roles.reciprocal)
    return roles


def _with_act(own: Participants, trigger: Trigger, coding: Coding, parties: Parties) -> Participants:
    """The parties of a promise, demand, refusal or threat, completed by those of the act it is about."""
    assert coding.act is not None
    act = _own(coding.act, parties)
    act_recipients = act.recipients if not act.is_reciprocal else act.actors
    direct = _without(_filled(_roles(trigger).recipients, trigger, parties), own.actors)
    if coding.nature == "demand":
        recipients = (
            direct or _without(act.actors, own.actors) or _without(act_recipients, own.actors) or own.recipients
        )
        return Participants(own.actors, recipients)
    if own.is_reciprocal:
        return own
    recipients = direct or _without(act_recipients, own.actors) or own.recipients
    if not recipients:
        recipients = _without(act.actors, own.actors)
    return _mutual(Participants(own.actors, recipients), coding)


def _mutual(found: Participants, coding: Coding) -> Participants:
    """Several who promise one another something are parties of one promise."""
    countries = {actor.country for actor in found.actors}
    if len(countries) < 2 or coding.type not in MADE_TOGETHER:
        return found
    if {actor.country for actor in found.recipients} <= countries:
        return Participants(_unique((*found.actors, *found.recipients)), (), True)
    return found


def _filled(slots: Sequence[str], trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    for slot in slots:
        found = _unique(actor for token in slot_tokens(slot, trigger.clause) for actor in parties.at(token))
        if found:
            return found
    return ()


def _inside(slots: Sequence[str], trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    for slot in slots:
        found = _unique(
            actor
            for token in slot_tokens(slot, trigger.clause)
            if token.pos_ not in {"VERB", "AUX"}
            for actor in parties.inside(token)
        )
        if found:
            return found
    return ()


def _mutual_partner(trigger: Trigger, actors: Sequence[Actor], parties: Parties) -> Actor | None:
    """The other side of "bilateral trade", where the page has just one pair that the actor is of."""
    if not any(word_class("mutual", c.lower_) for t in trigger.clause.objects for c in t.children):
        return None
    return parties.partner(actors[0], trigger.token) if len(actors) == 1 else None


def _without(found: Sequence[Actor], others: Sequence[Actor]) -> tuple[Actor, ...]:
    taken = {actor.id for actor in others}
    return tuple(actor for actor in found if actor.id not in taken)


def _unique(actors: Iterable[Actor]) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys(actors))
