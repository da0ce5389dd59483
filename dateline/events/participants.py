"""Who an event is between: actors and recipients, by the roles of its trigger's row and by what kind of event it is.

What is promised, asked or refused lends its own parties: whom a demand for withdrawal is put to is who would withdraw.
Meetings and agreements are reciprocal: all their parties are actors. A "must" or a "guilty" in somebody's words is the
demand or the accusation of who speaks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.events.clause import clause_of, purpose_of
from dateline.events.coding import HOSTILE, Coding
from dateline.events.conditions import POWERS
from dateline.events.control import SUBJECT, surface_subjects
from dateline.events.ideas import idea_of
from dateline.events.lexicon import Roles, lemma, light_verbs
from dateline.events.parties import MAKERS, Parties
from dateline.events.phrases import is_passive, prepositions
from dateline.events.roles import actors_in, directly, others, recipients_in, unique
from dateline.events.telling import carrier
from dateline.events.triggers import Trigger, trigger_at
from dateline.records import Actor, EventType
from dateline.word_classes import word_class

RECIPIENT_SLOTS = ("obj", "dat", "against", "to", "on", "with", "for", "from", "at", "over")
VERB_ROLES = Roles(("subj",), RECIPIENT_SLOTS, False)
NOUN_ROLES = Roles(("poss", "subj", "by", "of", "mod"), ("against", "to", "on", "with", "for", "of"), False)
PLACED: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "CONCEDE", "PROTEST"})
"""The types whose recipient may be the country that they are done in."""
AIMED: frozenset[EventType] = frozenset({"PROTEST", "AID", "MOBILIZE", "RETREAT"})
"""The types whose recipient may stand in their aim: "a strike to demand the resignation of the president"."""
HARMFUL: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "PROTEST"})
"""The types that the state is party to whose ground they are done on, where nobody else is named."""
MADE_TOGETHER: frozenset[EventType] = frozenset({"AGREE", "CONCEDE", "COOPERATE"})
BY_AUTHORITY = frozenset({"arrest", "convict", "expel", "deport"})
"""The modes of what an authority does, where nobody else is named the one of the place that it is done in."""
SPEAKING_FOR = frozenset({"GOV", "MIL", "SPY", "REB", "PTY", "LEG"})
"""PLOVER sectors of people who speak for a state, an army or a party."""
FORCES = frozenset({"COP", "JUD", "MIL", "SPY", "REB"})
"""PLOVER sectors of bodies that arrest, try and kill."""
MET = MADE_TOGETHER | {"CONSULT"}
"""The types of what one who says that there was none would have been party to."""
JUDGING: frozenset[EventType] = frozenset({"ACCUSE", "SUPPORT", "REJECT"})
"""The types whose object may be a deed, which they lay to who did it."""


REPORTING = frozenset({"media", "news_agency"})
"""Who tells of violence and does none: where a pronoun makes one its actor, the pronoun was misread."""


@dataclass(frozen=True, slots=True)
class Participants:
    """The parties of an event; reciprocal ones all stand in `actors`."""

    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    is_reciprocal: bool = False

    def __bool__(self) -> bool:
        return bool(self.actors or self.recipients)


def participants_of(trigger: Trigger, coding: Coding, parties: Parties, speaker: Actor | None) -> Participants:
    """The participants of a coded trigger; `speaker` is who makes the statement that it stands in."""
    if trigger.entry.nature in {"duty", "blame"}:
        spoken_of = directly(("subj",), trigger, parties)
        if coding.type == "THREATEN" and speaker is not None and not spoken_of:  # "the warmongers will pay"
            return Participants((speaker,))
        return _of_speaker(speaker, spoken_of)
    if coding.act is None and coding.token.i != trigger.token.i:
        inner = trigger_at(coding.token, parties)
        return _own(inner or trigger, parties)
    own = _own(trigger, parties)
    is_lacking = not own.actors and not _is_owners_fate(trigger, parties)
    if speaker is not None and is_lacking and _is_of_nobody_else(trigger, speaker):
        own = _with_speaker(own, speaker, trigger, parties)
    if speaker is not None and not own and coding.type in MET and _is_denied_noun(trigger, coding):
        own = Participants((speaker,))  # "no such meeting took place", says one who would have been there
    if speaker is not None and not own.actors and _is_threat_of_nobody(trigger, coding):
        own = Participants((speaker,), others(own.recipients, (speaker,)))
    if speaker is not None and not own and trigger.entry.type == "MOBILIZE" and is_passive(trigger.token):
        own = Participants(parties.behind(speaker, trigger.token))
    if coding.type == "ACCUSE" and not own.recipients and _judged(trigger, parties) is None:
        return _asked(own, trigger, coding, parties)
    if coding.act is not None and coding.act.token.i == trigger.token.i:
        return _ahead(own, trigger, parties) if own.is_reciprocal and coding.type == "AGREE" else own
    if coding.nature == "demand":
        return _asked(own, trigger, coding, parties)
    return _with_act(own, trigger, coding, parties) if coding.act is not None else own


def _is_of_nobody_else(trigger: Trigger, speaker: Actor) -> bool:
    """Whether the subject is "it", or "its drones", that no actor is known by: in "said it would" the speaker is.

    One person is no "they", and no "it" but where he speaks for a power.
    """
    subjects = trigger.clause.subjects
    owners = [next((child for child in subject.children if child.dep_ == "poss"), subject) for subject in subjects]
    barred = {"they", "their"} if speaker.sector in SPEAKING_FOR else {"they", "their", "it", "its"}
    if speaker.kind == "person" and any(owner.lower_ in barred for owner in owners):
        return False
    return bool(owners) and all(word_class("themselves", owner.lower_) for owner in owners)


def _with_speaker(own: Participants, speaker: Actor, trigger: Trigger, parties: Parties) -> Participants:
    """The parties with the speaker where "it" is, who did it or whom it was done to: "said its men came under fire"."""
    roles = _roles(trigger, parties)
    if "subj" in roles.recipients and "subj" not in roles.actors:
        return Participants((), own.recipients or (speaker,))
    return Participants((speaker,), others(own.recipients, (speaker,)))


def _is_denied_noun(trigger: Trigger, coding: Coding) -> bool:
    return trigger.entry.pos == "NOUN" and coding.mood.negation is not None


def _is_threat_of_nobody(trigger: Trigger, coding: Coding) -> bool:
    """Whether harm is said to come by nobody named: "any ship found there will be sunk", so by who says so."""
    verb = trigger.clause.verb
    is_ahead = coding.mood.reality in {"future", "would"} and coding.type == "THREATEN"
    return is_ahead and verb is not None and is_passive(verb)


def _of_speaker(speaker: Actor | None, spoken_of: Sequence[Actor]) -> Participants:
    """A demand or accusation that lies in the words themselves: by the speaker, of somebody else."""
    if speaker is None or not (whom := others(spoken_of, (speaker,))):
        return Participants()
    return Participants((speaker,), whom)


def _own(trigger: Trigger, parties: Parties) -> Participants:
    """The parties that stand in the trigger's own clause."""
    roles = _roles(trigger, parties)
    actors = actors_in(roles.actors, trigger, parties)
    if trigger.entry.type == "ASSAULT":
        actors = tuple(actor for actor in actors if actor.kind not in REPORTING and actor.sector != "JRN")
    if roles.reciprocal and len(actors) > 1:
        return Participants(unique((*actors, *directly(roles.recipients, trigger, parties, actors))), (), True)
    actors = (
        actors
        or _armed(trigger, parties)
        or _behind(trigger, parties)
        or _moved(trigger, parties)
        or _saying(trigger, parties)
    )
    actors = _on_whose_behalf(trigger, parties) or actors
    judged = _judged(trigger, parties)
    if judged is not None:
        return Participants(actors, others(judged, actors))
    owners = _owners(trigger, parties) if roles.recipients == ("subj",) else None
    if owners is not None:
        return Participants(actors, others(owners, actors))
    recipients = recipients_in(roles.recipients, trigger, parties, actors) or _aimed_at(trigger, parties, actors)
    if not recipients and (partner := _mutual_partner(trigger, actors, parties)):
        recipients = (partner,)
    if not actors and _is_held_back(trigger):
        actors = _thinking(trigger, parties)
    if not actors and not recipients:
        actors, recipients = _thinking(trigger, parties), _around(trigger, parties)
    if not roles.reciprocal:
        return Participants(actors, recipients)
    everybody = unique((*actors, *recipients))
    if len(everybody) > 1 or trigger.entry.nature != "agreement":
        return Participants(everybody, (), len(everybody) > 1)
    return Participants(actors, recipients_in(RECIPIENT_SLOTS, trigger, parties, actors))


def _on_whose_behalf(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """For whom somebody else acts: "the suit was filed by a lawyer on behalf of the miners"."""
    carried = carrier(trigger.clause)
    for word in filter(None, (trigger.token, carried, trigger.clause.verb)):
        for on in word.children:
            behalf = next((child for child in on.children if child.lower_ == "behalf"), None)
            if on.lower_ in {"on", "in"} and behalf is not None:
                owner = next((child for child in behalf.children if child.dep_ == "poss"), None)
                meant = [owner] if owner is not None else prepositions(behalf).get("of", ())
                return unique(actor for token in meant for actor in parties.at(token))
    return ()


def _owners(trigger: Trigger, parties: Parties) -> tuple[Actor, ...] | None:
    """The owner of what undergoes it: the mayor of "the mayor's ties to Oman are under scrutiny"; None of no owner."""
    things = [thing for thing in trigger.clause.subjects if not parties.at(thing)]
    if not any(child.dep_ == "poss" for thing in things for child in thing.children):
        return None
    return unique(actor for thing in things for actor in _at_children(thing, {"poss"}, parties))


def _roles(trigger: Trigger, parties: Parties) -> Roles:
    roles = trigger.entry.roles or (VERB_ROLES if trigger.entry.pos == "VERB" else NOUN_ROLES)
    verb = trigger.clause.verb
    if _is_owners_fate(trigger, parties):
        return Roles(("by", "in") if trigger.entry.mode in BY_AUTHORITY else ("by",), ("poss",), False)
    is_object = verb is not None and trigger.token.dep_ not in SUBJECT
    if trigger.entry.pos == "NOUN" and verb is not None and is_object and light_verbs().get(lemma(verb)) == "swap":
        return Roles(("poss", "by", "from", "of", "mod"), ("subj",), roles.reciprocal)
    if verb is not None and is_passive(verb):
        roles = Roles(roles.actors, tuple(s for s in roles.recipients if s != "by"), roles.reciprocal)
    if trigger.entry.type not in PLACED or roles.reciprocal:
        return roles
    if (
        trigger.entry.pos == "NOUN"
        and trigger.token.dep_ == "pobj"
        and word_class("answering_to", trigger.token.head.lower_)
    ):
        roles = Roles(tuple(s for s in roles.actors if s != "subj"), roles.recipients, roles.reciprocal)
    if trigger.entry.mode in BY_AUTHORITY and verb is not None and is_passive(verb) and not trigger.clause.subjects:
        return Roles((*roles.actors, "in"), tuple(s for s in roles.recipients if s != "in"), False)
    return Roles(roles.actors, (*(s for s in roles.recipients if s != "in"), "in"), False)


def _is_owners_fate(trigger: Trigger, parties: Parties) -> bool:
    """Whether the noun's owner undergoes it: "his eviction", "the editor's arrest"; not "the army's killing of two"."""
    noun = trigger.token
    if trigger.entry.pos != "NOUN" or "of" in trigger.clause.preps or not word_class("undergone", lemma(noun)):
        return False
    owners = [child for child in noun.children if child.dep_ == "poss"]
    if "by" in trigger.clause.preps:
        return bool(owners)
    return bool(owners) and not any(_can_do(actor) for owner in owners for actor in parties.at(owner))


def _can_do(actor: Actor) -> bool:
    """Whether an actor arrests, expels or kills others: a power, or a body of police or justice."""
    return actor.kind in POWERS or (actor.kind != "person" and actor.sector in FORCES)


def _ahead(own: Participants, trigger: Trigger, parties: Parties) -> Participants:
    """A meeting to come is agreed to by who says that it will meet, with the others as recipients."""
    willing = actors_in(("subj",), trigger, parties)
    rest = others(own.actors, willing)
    return Participants(willing, rest) if willing and rest else own


def _asked(own: Participants, trigger: Trigger, coding: Coding, parties: Parties) -> Participants:
    """The parties of a demand: whom it is put to, else who is to do what is asked, else whom that concerns."""
    found = others(directly(_roles(trigger, parties).recipients, trigger, parties), own.actors)
    complement = trigger.clause.complement
    if complement is not None and any(child.tag_ == "WP" for child in complement.children):
        things = (child for child in complement.children if child.dep_ in {"oprd", "dobj", "ccomp", "attr"})
        return Participants(own.actors, unique(a for thing in things for a in _at_children(thing, {"poss"}, parties)))
    if not found and complement is not None and any(child.dep_ in SUBJECT for child in complement.children):
        subjects = surface_subjects(complement)
        found = others((actor for token in subjects for actor in parties.at(token)), own.actors)
    if not found and coding.act is not None:
        act = _own(coding.act, parties)
        is_against_another = coding.act.entry.type == "MOBILIZE"  # "asked for a deployment to deter Russia"
        found = others(act.actors, own.actors) or (() if is_against_another else others(act.recipients, own.actors))
    if not found and complement is not None and word_class("joining", lemma(complement)):
        joined = parties.telling.bounded(clause_of(complement))
        partners = (*joined.objects, *joined.preps.get("with", ()))
        found = others((actor for token in partners for actor in parties.at(token)), own.actors)
    return Participants(own.actors, found or own.recipients or _addressed(trigger, parties, own.actors))


def _addressed(trigger: Trigger, parties: Parties, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Who is written to by those who ask in the same breath: "wrote the Senate, asking for answers"."""
    verb = trigger.clause.verb
    if verb is None or verb.dep_ not in {"advcl", "acl", "conj"}:
        return ()
    breath = [verb, *(word for word in verb.ancestors if word.pos_ == "VERB")]
    above = next((word for word in breath if any(child.dep_ in SUBJECT for child in word.children)), verb)
    if above.i == verb.i:
        return ()
    clause = clause_of(above)
    is_writing = word_class("writing", lemma(above))
    if not is_writing and not any(word_class("document", lemma(thing)) for thing in clause.objects):
        return ()
    slots = (clause.preps.get("to", ()), clause.preps.get("dat", ()), clause.objects if is_writing else ())
    return next(filter(None, (others((a for t in s for a in parties.at(t)), actors) for s in slots)), ())


def _with_act(own: Participants, trigger: Trigger, coding: Coding, parties: Parties) -> Participants:
    """The parties of a promise, refusal or threat, completed by those of the act it is about."""
    if own.is_reciprocal or coding.act is None:
        return own
    act = _own(coding.act, parties)
    nominal = own.recipients if trigger.clause.complement is None else ()
    recipients = (
        nominal
        or directly(_roles(trigger, parties).recipients, trigger, parties, own.actors)
        or others(act.actors if act.is_reciprocal else act.recipients, own.actors)
        or own.recipients
        or others(act.actors, own.actors)
    )
    return _mutual(Participants(own.actors, recipients), coding)


def _mutual(found: Participants, coding: Coding) -> Participants:
    """Several who promise one another something are parties of one promise."""
    countries = {actor.country for actor in found.actors}
    if len(countries) < 2 or coding.type not in MADE_TOGETHER:
        return found
    if {actor.country for actor in found.recipients} <= countries:
        return Participants(unique((*found.actors, *found.recipients)), (), True)
    return found


def _saying(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Who makes the statement that the trigger, or the verb that carries it, is the cue of."""
    words = filter(None, (trigger.token, carrier(trigger.clause)))
    maker = next(filter(None, map(parties.telling.maker_at, words)), None)
    return (maker,) if maker is not None else ()


def _armed(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Whose arms they are that a passive without agent tells of: "US missiles were launched at Iran"."""
    verb = trigger.clause.verb
    if trigger.entry.type not in {"ASSAULT", "MOBILIZE"} or verb is None or not is_passive(verb):
        return ()
    arms = (t for t in trigger.clause.objects if any(word_class(c, lemma(t)) for c in ("arms", "weapon_systems")))
    return unique(actor for thing in arms for actor in parties.inside(thing, prepositions=MAKERS))


def _behind(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Who is behind what is told without them: "destroyed in an Israeli airstrike", "a raid by rebels killed two"."""
    if trigger.entry.type != "ASSAULT" or trigger.entry.pos != "VERB":
        return ()
    for token in (*trigger.clause.preps.get("in", ()), *trigger.clause.subjects):
        deed = trigger_at(token, parties)
        if deed is not None and deed.entry.type == "ASSAULT":
            return actors_in(_roles(deed, parties).actors, deed, parties)
    return ()


def _moved(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """The troops that are deployed by nobody named: they act themselves."""
    verb = trigger.clause.verb
    moves = trigger.entry.type == "MOBILIZE" or trigger.entry.mode == "withdraw"
    if not moves or verb is None or not is_passive(verb):
        return ()
    found = directly(("obj",), trigger, parties)
    return found if any(actor.kind in {"military", "armed_group", "population"} for actor in found) else ()


def _judged(trigger: Trigger, parties: Parties) -> tuple[Actor, ...] | None:
    """Who did what a verb condemns, backs or rejects: of "condemned Russia's invasion of Ukraine" Russia alone.

    None where the verb's object tells of no deed and is nobody's.
    """
    if trigger.entry.type not in JUDGING:
        return None
    judged = trigger.clause.objects
    if trigger.entry.pos == "NOUN":
        judged = tuple(thing for name in ("of", "for", "to") for thing in trigger.clause.preps.get(name, ()))
    things = [thing for thing in judged if not parties.at(thing)]
    for thing in things:
        if trigger.entry.mode == "investigate" and word_class("hearsay", lemma(thing)):
            against = prepositions(thing).get("against", ())
            return unique(actor for token in against for actor in parties.at(token))
        deed = trigger_at(thing, parties, is_named=True)
        if deed is not None and deed.entry.pos == "NOUN" and deed.entry.type in HOSTILE:
            doers = actors_in(_roles(deed, parties).actors, deed, parties)
            return doers or _at_children(thing, {"amod", "compound", "nmod"}, parties)
    return unique(actor for thing in things for actor in _at_children(thing, {"poss"}, parties)) or None


def _at_children(noun: Token, labels: set[str], parties: Parties) -> tuple[Actor, ...]:
    return unique(actor for child in noun.children if child.dep_ in labels for actor in parties.at(child))


def _is_held_back(trigger: Trigger) -> bool:
    """Whether it is an act of those who keep it back or weigh it.

    "Avoided criticism of the judges", "is considering an attack on Israel"; not "escaped criticism".
    """
    held = idea_of(trigger.token) if trigger.entry.pos == "NOUN" else None
    if held is None:
        return False
    if held[0] == "averting":
        return trigger.entry.type in JUDGING and "of" in trigger.clause.preps
    return word_class("pondering", lemma(held[1]))


def _thinking(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """Whose thought an event is of that names no party: "Jakarta and Canberra toyed with the idea of patrols"."""
    if trigger.entry.pos != "NOUN" or (idea := idea_of(trigger.token)) is None or idea[0] == "hearsay":
        return ()
    is_feared = word_class("fearing", lemma(idea[1])) or word_class("unsure", lemma(idea[1]))
    if trigger.entry.type in HOSTILE and is_feared:
        return ()  # who fears an attack is not who would attack
    verb = next((word for word in (idea[1], *idea[1].ancestors) if word.pos_ == "VERB"), None)
    subjects = surface_subjects(verb) if verb is not None else ()
    found = unique(actor for token in subjects for actor in parties.at(token) or parties.inside(token))
    return tuple(actor for actor in found if actor.kind not in REPORTING)


def _around(trigger: Trigger, parties: Parties) -> tuple[Actor, ...]:
    """The state that something is done in to nobody named: "slammed into a plant outside Odesa", "sunk off Aden"."""
    if trigger.entry.type not in HARMFUL:
        return ()
    within = trigger.token if trigger.clause.verb is None else trigger.clause.verb
    places = (
        t
        for t in within.subtree
        if parties.is_place(t) and t.dep_ in {"pobj", "dobj", "poss", "appos"} and not _is_told_of_another(t, within)
    )
    return next(filter(None, map(parties.host, places)), ())


def _is_told_of_another(place: Token, top: Token) -> bool:
    """Whether a place is of what a relative clause tells: "aides who wrote of Syria urged a raid"."""
    while place.i != top.i and place.head.i != place.i:
        if place.dep_ == "relcl":
            return True
        place = place.head
    return False


def _aimed_at(trigger: Trigger, parties: Parties, actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Whom the aim of an act names; a clause with a subject of its own is no aim."""
    verb = trigger.clause.verb
    if trigger.entry.type not in AIMED or verb is None:
        return ()
    for aim in (purpose_of(verb), *(child for child in verb.children if child.dep_ == "advcl")):
        if aim is None or (aim.dep_ == "advcl" and any(child.dep_ in SUBJECT for child in aim.children)):
            continue
        clause = parties.telling.bounded(clause_of(aim))
        for thing in (*clause.objects, *(token for tokens in clause.preps.values() for token in tokens)):
            if found := others(parties.at(thing), actors) or parties.inside(thing, actors):
                return found
    return ()


def _mutual_partner(trigger: Trigger, actors: Sequence[Actor], parties: Parties) -> Actor | None:
    """The other side of "bilateral trade", by the last pair of countries named that the actor is of."""
    if not any(word_class("mutual", c.lower_) for t in trigger.clause.objects for c in t.children):
        return None
    return parties.partner(actors[0], trigger.token) if len(actors) == 1 else None
