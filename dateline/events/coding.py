"""What event a trigger is of: PLOVER type and mode, its nature, and the act that it promises, asks for or threatens.

The table's row gives the type; grammar turns it. What is promised, refused or demanded is an act with a type of its
own: a promise to withdraw is CONCEDE, one to attack THREATEN, "will send" is AGREE with the act AID (PLOVER 0.8, 2.2).
This step alone decides types, so that another coder may take its place: Trigger in, Coding out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dateline.events.clause import is_of_subject, negation_of
from dateline.events.conditions import fits_class
from dateline.events.ideas import idea_of, is_condition
from dateline.events.lexicon import Nature, kinds, lemma, light_verbs
from dateline.events.modes import answer_mode, mode_by_words, threat_mode
from dateline.events.mood import Mood, by_modifier, leads_to, mood_of
from dateline.events.parties import Parties
from dateline.events.phrases import is_light_object
from dateline.events.triggers import Trigger, trigger_at
from dateline.records import EventType
from dateline.word_classes import word_class

HOSTILE: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN"})
YIELDING: frozenset[EventType] = frozenset({"CONCEDE", "RETREAT"})
GIVING: frozenset[EventType] = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
WILL_NOT = "will not: refusal"
AHEAD = frozenset({"future", "would"})
WITH_ACT: frozenset[Nature] = frozenset({"promise", "agreement", "demand", "threat", "refusal", "plan"})


@dataclass(frozen=True, slots=True)
class Coding:
    """A trigger coded: `token` is the word that says it, `act` the trigger of what is promised, asked or threatened."""

    type: EventType
    mode: str | None
    nature: Nature
    mood: Mood
    token: Token
    act: Trigger | None = None
    act_type: EventType | None = None
    why: tuple[str, ...] = ()


def code(trigger: Trigger, parties: Parties, *, is_said: bool = False) -> Coding | None:
    """The coding of a trigger; None where it says no event (a mere purpose, a plan of nothing known).

    `is_said`: the trigger stands in what somebody says; then "would" is a future and "must" a demand.
    """
    mood = _mood(trigger)
    if trigger.token.pos_ == "ADP" and not word_class("standing", lemma(trigger.token.head)):
        return None  # "railed against the plan", "an offensive against the rebels"
    if any(condition.on == "neg" and not condition.negated for condition in trigger.entry.frame):
        is_refused = trigger.entry.nature == "refusal" and mood.reality == "future"  # "will not tolerate": refuses now
        mood = Mood() if is_refused else replace(mood, negation=None)
    if trigger.entry.nature in {"duty", "blame"}:
        return _by_speaker(trigger, parties) if is_said else None
    if trigger.entry.nature in WITH_ACT:
        coding = _with_act(trigger, parties, mood)
        return _committed(coding, trigger) if coding is not None and not is_said else coding
    return _plain(trigger, mood, is_said=is_said)


def _mood(trigger: Trigger) -> Mood:
    """The mood of a trigger's clause; "not" beside a noun that its verb does not carry is not the noun's.

    In "the arrest has nothing to do with it" the arrest is a fact.
    """
    mood = mood_of(trigger.clause.verb)
    verb = trigger.clause.verb
    if trigger.entry.pos == "NOUN" and (misread := _coordinated_verb(trigger.token)) is not None:
        return mood_of(misread)
    if trigger.entry.pos == "NOUN" and (ahead := _awaited(trigger.token)) is not None:
        return Mood("future", None, ahead)
    if trigger.entry.pos == "NOUN" and (held := _held(trigger.token)) is not None:
        return held
    if trigger.entry.pos == "NOUN" and (modified := by_modifier(trigger.token)) is not None:
        takes_place = verb is not None and (
            is_light_object(trigger.token, verb) or word_class("occurring", lemma(verb))
        )
        if not (modified.reality == "future" and takes_place):  # "held planned talks" held them
            return modified
    if trigger.entry.pos != "NOUN" or verb is None:
        return mood
    if trigger.token.dep_ == "nsubj" and mood.reality == "real" and (word := _called_possible(verb)) is not None:
        return Mood("unsure", None, word)
    if trigger.token.head.lower_ == "to" and is_of_subject(trigger.token):
        return mood  # "would not rise to the defence of its allies"
    if is_light_object(trigger.token, verb):
        is_ahead = mood.reality == "real" and light_verbs().get(lemma(verb)) == "planned"
        return replace(mood, reality="future", word=verb) if is_ahead else mood
    negation = negation_of(trigger.token)
    if mood.reality in {"conditional", "unsure"} and _is_held_by_owner(trigger):
        return Mood("real", negation)
    if trigger.token.dep_ in {"nsubj", "nsubjpass"} and mood.reality == "real" and (ahead := _arranged(verb)):
        return Mood("future", negation, ahead)
    if trigger.token.dep_ == "nsubj" and mood.reality == "future" and verb.tag_ in {"VBZ", "VBP"}:
        return mood  # "the inquiry resumes next Tuesday"
    is_ahead = mood.reality in {"future", "would", "possible", "obliged"}
    if is_ahead and not word_class("occurring", lemma(verb)):
        is_brought_about = trigger.token.dep_ == "dobj" and word_class("bringing_about", lemma(verb))
        if is_brought_about or (trigger.token.dep_ == "pobj" and leads_to(trigger.token.head)):
            return Mood("unsure", None, mood.word)  # "could speed the closure of the border"
        if not _is_definite(trigger.token):
            is_supposed = trigger.token.dep_ == "nsubj" and mood.reality in {"would", "possible"}
            return Mood("unsure", None, mood.word) if is_supposed else Mood("purpose", negation)
        if (
            trigger.token.dep_ != "attr"
        ):  # "the offensive would end": it goes on; "it will be the first visit": it does not
            return Mood("real", negation)
    if mood.reality == "purpose" and trigger.token.dep_ == "pobj" and _is_definite(trigger.token):
        return Mood("real", negation)  # "to arrest the men behind the bombing"
    return replace(mood, negation=negation)


def _called_possible(verb: Token) -> Token | None:
    """The adjective of "a second coup is conceivable", "an attack seems likely"."""
    return next((c for c in verb.children if c.dep_ == "acomp" and word_class("conceivable", c.lower_)), None)


def _coordinated_verb(noun: Token) -> Token | None:
    """The infinitive that a verb misread as a noun goes with: "threatened to assault and murder a senator"."""
    head = noun.head
    is_pair = noun.dep_ == "conj" and head.pos_ == "VERB" and any(child.dep_ == "aux" for child in head.children)
    return head if is_pair and not any(child.dep_ == "det" for child in noun.children) else None


def _held(noun: Token) -> Mood | None:
    """The mood of an event that is feared, weighed, reported or averted; what is to be averted is only thought of."""
    if (idea := idea_of(noun)) is None:
        return None
    name, word = idea
    if name == "averting":
        outer = mood_of(word)
        return Mood("real", word) if outer.reality == "real" and outer.negation is None else Mood("unsure", None, word)
    if (negation := negation_of(word)) is not None and word.pos_ == "NOUN":
        return Mood("real", negation)
    return Mood("hearsay" if name == "hearsay" else "unsure", None, word)


def _awaited(noun: Token) -> Token | None:
    """The word that says that a noun's event is to come: "ahead of a state visit", "on the eve of the talks"."""
    if noun.dep_ != "pobj":
        return None
    if noun.head.lower_ == "pending":
        return noun.head
    above = noun.head.head
    is_before = word_class("awaiting", above.lower_) and noun.head.lower_ in {"of", "to", "for"}
    return above if is_before else None


def _arranged(verb: Token) -> Token | None:
    """The word that sets a noun's event for a day to come: "is due on Friday", "is on the agenda"."""
    if verb.tag_ == "VBN" and word_class("arranged", verb.lower_):
        return verb
    for child in verb.children:
        if child.dep_ == "acomp" and word_class("arranged", child.lower_):
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "in"}:
            return next((thing for thing in child.children if word_class("programme", thing.lower_)), None)
    return None


def _is_held_by_owner(trigger: Trigger) -> bool:
    """Whether a clause only answers somebody's demand or threat, which stands: "if it yields to Oman's demands"."""
    noun = trigger.token
    is_answered = noun.dep_ in {"dobj", "pobj"} and any(child.dep_ == "poss" for child in noun.children)
    return is_answered and trigger.entry.nature in {"demand", "threat", "promise"}


def _is_definite(noun: Token) -> bool:
    """Whether a noun tells of one that is known: "the attack will be discussed", not "an attack will be answered"."""
    return any(
        child.dep_ == "poss" or (child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these", "those"})
        for child in noun.children
    )


def _with_act(trigger: Trigger, parties: Parties, mood: Mood) -> Coding | None:
    """The coding of a word of promising, agreeing, asking, refusing, threatening or planning."""
    entry = trigger.entry
    if mood.reality == "purpose":
        return None
    act = act_of(trigger, parties)
    act_type = act.entry.type if act else None
    if act is None and entry.nature == "promise" and _gives(trigger):
        act_type = "AID"
    if entry.pos == "ADJ" and entry.nature == "promise" and act is not None and act_type == "SUPPORT":
        because = (entry.where, act.entry.where, "readiness to support is support")
        return Coding("SUPPORT", None, "act", mood, act.token, why=because)
    turned = _turned(trigger, mood, act, act_type, parties)
    if turned is None:
        return None
    kind, nature, turn = turned
    mode = entry.mode or answer_mode(kind, act, act_type)
    why = tuple(filter(None, (entry.where, act.entry.where if act else "", turn)))
    told = Mood() if turn == WILL_NOT else mood
    return Coding(kind, mode, nature, told, trigger.token, act, act_type, why)


def _committed(coding: Coding, trigger: Trigger) -> Coding:
    """An agreement to do something is a promise of those who agree, where nobody else says that they did."""
    if coding.nature != "agreement" or trigger.clause.complement is None or coding.mood.reality != "real":
        return coding
    return replace(coding, nature="promise", why=(*coding.why, "agreed to do it"))


def _turned(
    trigger: Trigger, mood: Mood, act: Trigger | None, act_type: EventType | None, parties: Parties
) -> tuple[EventType, Nature, str] | None:
    """The type and nature that the act makes of a promise, agreement or plan, and why; None where they say nothing."""
    entry = trigger.entry
    if entry.nature == "agreement" and mood.reality in AHEAD and mood.negation is not None:
        return "REJECT", "refusal", WILL_NOT
    if entry.nature == "promise" and act is not None and act_type is not None and _is_negated(act):
        because = f"promise not to {act_type}"
        return ("REJECT", "refusal", because) if act_type in GIVING else ("AGREE", "promise", because)
    if entry.nature == "plan" and act is not None and _is_negated(act):
        return ("REJECT", "refusal", f"plan not to {act_type}") if act_type in GIVING else None
    if entry.nature in {"plan", "promise"} and act_type is not None:
        kind = kinds()[act_type].promised
        if entry.nature == "promise" and act is not None and _is_welcome(trigger, act, act_type):
            return "AGREE", "promise", f"promise of {act_type}, against nobody"
        is_threat = entry.nature == "promise" and kind == "THREATEN"
        return kind, "threat" if is_threat else entry.nature, f"{entry.nature} of {act_type}"
    if entry.nature == "promise" and act_type is None and _is_menace(trigger):
        return "THREATEN", "threat", "promise of harm"
    if entry.nature == "agreement" and act_type in YIELDING and len(_sides(trigger, parties)) < 2:
        return "CONCEDE", entry.nature, f"agreement to {act_type}"
    if entry.nature == "plan" or entry.type is None:
        return None
    return entry.type, entry.nature, ""


def _is_menace(trigger: Trigger) -> bool:
    """Whether what is vowed is harm that the table has no row for: "vowed to crush the rebels", "vowed revenge"."""
    if not word_class("vowing", lemma(trigger.token)):
        return False
    verb = trigger.clause.complement
    words = trigger.clause.objects if verb is None or negation_of(verb) is not None else (verb, *trigger.clause.objects)
    return any(word_class("menaces", name) for word in words for name in (lemma(word), _with_particle(word)))


def _with_particle(verb: Token) -> str:
    return " ".join((lemma(verb), *(child.lower_ for child in verb.children if child.dep_ in {"prt", "advmod"})))


def _is_welcome(trigger: Trigger, act: Trigger, act_type: EventType) -> bool:
    """Whether forces are promised as a help: no word of threat, and nobody that they are sent against."""
    if act_type != "MOBILIZE" or word_class("vowing", lemma(trigger.token)):
        return False
    return not any(name in clause.preps for clause in (trigger.clause, act.clause) for name in ("against", "at"))


def _sides(trigger: Trigger, parties: Parties) -> set[str]:
    """The countries, or the actors without country, that agree: one side yields, two agree."""
    tokens = (*trigger.clause.subjects, *trigger.clause.preps.get("with", ()))
    return {actor.id for token in tokens for actor in parties.at(token)}


def _by_speaker(trigger: Trigger, parties: Parties) -> Coding | None:
    """What a speaker does by his words: "Sudan must return it" asks, "they will pay" threatens, "guilty" accuses."""
    entry = trigger.entry
    if entry.type is None or _mood(trigger).reality == "conditional":  # "should Israel annex the valley, …"
        return None
    if entry.nature == "blame":
        because = (entry.where, "said of somebody: accusation")
        return Coding(entry.type, entry.mode, "blame", Mood(), trigger.token, why=because)
    if entry.type == "THREATEN":
        because = (entry.where, "said of somebody: threat")
        return Coding(entry.type, entry.mode, "threat", Mood(), trigger.token, why=because)
    if _asks_nothing(trigger):
        return None
    act = act_of(trigger, parties)
    act_type = act.entry.type if act else None
    mode = answer_mode(entry.type, act, act_type)
    why = (entry.where, *((act.entry.where,) if act else ()), "said of somebody: demand")
    return Coding(entry.type, mode, "demand", Mood(), trigger.token, act, act_type, why)


def _asks_nothing(trigger: Trigger) -> bool:
    """Whether "must", "should" or "need" holds no demand.

    "Voters should not lose their right", "the way it should work", "they only need to wait", "there must be no doubt".
    """
    verb = trigger.clause.verb
    words = [word for word in (trigger.token, verb, trigger.clause.complement) if word is not None]
    done = (word for word in words if word.i != trigger.token.i)
    if trigger.token.tag_ == "VBG":  # "in having to prop him up"
        return True
    if any(word.dep_ == "relcl" for word in words) or any(word_class("no_doing", lemma(word)) for word in done):
        return True
    if any(child.dep_ == "expl" for word in words for child in word.children):
        return True
    return any(word_class("softening", child.lower_) for word in words for child in word.children)


def _is_negated(act: Trigger) -> bool:
    """Whether the promised act is promised not to be: "vowed not to return"."""
    if any(condition.on == "neg" for condition in act.entry.frame):
        return False
    return act.clause.verb is not None and negation_of(act.clause.verb) is not None


def _is_only_sought(trigger: Trigger, kind: EventType) -> bool:
    """Whether words with somebody are only sought ("sought to speak with him"): an attack that is tried took place."""
    verb = trigger.token
    return kind in {"CONSULT", "AGREE", "SUPPORT"} and verb.dep_ == "xcomp" and lemma(verb.head) in {"seek", "want"}


def _plain(trigger: Trigger, mood: Mood, *, is_said: bool) -> Coding | None:
    entry = trigger.entry
    kind = entry.type
    if kind is None or mood.reality == "purpose" or _is_only_sought(trigger, kind):
        return None
    why: tuple[str, ...] = (entry.where,)
    future = mood.reality == "future" or (mood.reality == "would" and is_said)
    if not future:
        return Coding(kind, entry.mode or mode_by_words(kind, trigger), "act", mood, trigger.token, why=why)
    promised = kinds()[kind].promised
    if mood.negation is not None and kind in HOSTILE:
        return Coding("AGREE", None, "plan", Mood("future"), trigger.token, trigger, kind, (*why, "will not: promise"))
    if mood.negation is not None and kind in GIVING:
        return Coding(
            "REJECT",
            kinds()[kind].answer_mode,
            "refusal",
            Mood(),
            trigger.token,
            trigger,
            kind,
            (*why, WILL_NOT),
        )
    if promised != "THREATEN" and _is_conditional_threat(trigger, kind):
        promised = "THREATEN"
    mode = threat_mode(kind, trigger) if promised == "THREATEN" else (entry.mode if promised == kind else None)
    nature: Nature = "plan"
    return Coding(
        promised, mode, nature, mood, trigger.token, trigger, kind, (*why, f"{kind} in the future is {promised}")
    )


def _is_conditional_threat(trigger: Trigger, kind: EventType) -> bool:
    """Whether what is to come is held out to somebody: "will leave the talks unless", "will bar them in the event"."""
    verb = trigger.clause.verb
    if verb is None:
        return False
    if kind == "REJECT":
        return is_condition(verb)
    return kind == "RETREAT" and any(
        c.dep_ == "advcl" and any(m.dep_ in {"mark", "advmod"} and m.lower_ == "unless" for m in c.children)
        for c in verb.children
    )


def act_of(trigger: Trigger, parties: Parties) -> Trigger | None:
    """The trigger of what is promised, asked for, refused or threatened: the complement, else a noun."""
    complement = trigger.clause.complement
    if complement is not None and complement.dep_ in {"advcl", "acl", "relcl"}:
        # "clamoured for a deployment to deter Russia"
        for token in trigger.clause.preps.get("for", ()):
            if found := _nominal(token, parties):
                return found
    if complement is not None:
        for verb in _through_aspect(complement):
            if found := trigger_at(verb, parties):
                return found
            for child in verb.children:
                if child.dep_ in {"dobj", "acomp"} and (found := _nominal(child, parties)):
                    return found
        return None
    clause = trigger.clause
    for token in (
        *clause.objects,
        *clause.preps.get("for", ()),
        *clause.preps.get("to", ()),
        *clause.preps.get("on", ()),
        *clause.preps.get("of", ()),
    ):
        if found := _nominal(token, parties):
            return found
    return None


def _through_aspect(verb: Token) -> Iterable[Token]:
    yield verb
    for child in verb.children:
        if child.dep_ == "xcomp" and word_class("aspect", lemma(verb)):
            yield child
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            yield child


def _nominal(token: Token, parties: Parties) -> Trigger | None:
    """The act that a noun names after a word of promising or asking, where no light verb is needed."""
    if token.pos_ not in {"NOUN", "PROPN", "VERB"}:
        return None
    if parties.at(token):
        return None
    return trigger_at(token, parties, is_named=True)


def _gives(trigger: Trigger) -> bool:
    """Whether what is promised is a thing to give: "pledged 50 tonnes of medical supplies"."""
    return any(fits_class(token, "aid") for token in trigger.clause.objects)
