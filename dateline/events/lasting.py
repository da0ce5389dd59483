"""Whether an event is told as going on: "is shelling", "has been mediating since May", "are in their third day"."""

from spacy.tokens import Token

from dateline.events.clause import auxiliaries
from dateline.events.lexicon import lemma
from dateline.events.phrases import is_light_object
from dateline.events.triggers import Trigger
from dateline.word_classes import word_class

_NOW = frozenset({"is", "are", "'s", "'re", "am"})
_HAS = frozenset({"has", "have", "'ve", "'s"})


def lasts(trigger: Trigger) -> bool:
    """Whether the clause of a trigger tells of something that goes on as it is told."""
    verb, noun = trigger.clause.verb, trigger.token
    if verb is not None and (verb.i == noun.i or noun.head.i == verb.i) and _is_in_its_days(verb):
        return True
    if trigger.entry.pos == "VERB":
        return verb is not None and _goes_on(verb)
    if _is_in_its_course(noun):
        return True
    if verb is None:
        return False
    if noun.dep_ == "acomp" and lemma(verb) in {"remain", "stay"}:
        return verb.tag_ in {"VBZ", "VBP"}  # "remains opposed to"
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.i == verb.i and lemma(verb) == "be":
        return verb.lower_ in _NOW and any(_is_course(child) for child in verb.children)
    if noun.dep_ == "nsubj" and noun.head.i == verb.i and _is_of_going_on(verb):
        return verb.tag_ in {"VBZ", "VBP"} or _goes_on(verb) or _is_in_its_days(verb)
    if noun.dep_ == "dobj" and word_class("going_on", lemma(verb)):
        return _goes_on(verb) or verb.tag_ in {"VBZ", "VBP"}
    return is_light_object(noun, verb) and (_goes_on(verb) or _is_present(verb))


def _is_of_going_on(verb: Token) -> bool:
    """Whether a verb says that its subject goes on: "the siege continues", "talks are dragging on"."""
    if word_class("going_on", lemma(verb)) and lemma(verb) not in {"carry", "keep"}:
        return not any(child.dep_ in {"dobj", "xcomp"} for child in verb.children)
    has_on = any(
        child.lower_ in {"on", "underway"} and child.dep_ in {"prt", "advmod", "prep"} for child in verb.children
    )
    return has_on and word_class("dragging", lemma(verb))


def _is_in_its_days(verb: Token) -> bool:
    """Whether a clause says how long it has gone on: "for a fourth year", "has been held for months", "still holds".

    Also of what an event does: "entered its fifth day", "remains in force".
    """
    forms = {aux.lower_ for aux in auxiliaries(verb)}
    is_now = verb.tag_ in {"VBZ", "VBP"} or bool(forms & (_NOW | _HAS))
    if word_class("entering", lemma(verb)) and any(c.dep_ == "dobj" and _is_spell(c) for c in verb.children):
        return True
    if any(c.dep_ == "prep" and c.lower_ in {"for", "into"} and _is_of_row(c) for c in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "acl" and word_class("enduring", lemma(verb)):
        return any(c.dep_ == "prep" and c.lower_ == "since" for c in verb.children)  # "journalists held since May"
    if verb.tag_ == "VBG" and forms & {"was", "were"} and any(c.lower_ == "still" for c in verb.children):
        return True
    if not is_now:
        return False
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ == "still":
            return True
        if child.dep_ == "prep" and any(c.lower_ in {"force", "effect", "place"} for c in child.children):
            return child.lower_ == "in" and lemma(verb) in {"be", "remain", "stay"}
        if child.lower_ == "since" and child.dep_ in {"prep", "advmod"}:
            return "been" in forms or word_class("enduring", lemma(verb))
        if child.dep_ == "prep" and child.lower_ == "for" and any(_is_spell(c) for c in child.children):
            return "been" in forms or word_class("enduring", lemma(verb))
    return False


def _is_of_row(preposition: Token) -> bool:
    return any(_is_spell(thing) and _is_ordinal(thing) for thing in preposition.children)


def _is_spell(noun: Token) -> bool:
    return word_class("spells", lemma(noun))


def _is_ordinal(noun: Token) -> bool:
    """Whether a spell is one of a row: "a fourth year", "the 12th straight day"."""
    return any(word_class("ordinals", c.lower_) or (c.lower_[:1].isdigit() and c.tag_ == "JJ") for c in noun.children)


def _goes_on(verb: Token) -> bool:
    forms = {aux.lower_ for aux in auxiliaries(verb)}
    if verb.tag_ == "VBG" and (forms & _NOW or ("been" in forms and forms & _HAS)):
        return True
    if verb.tag_ == "VBN" and "being" in forms and forms & _NOW:
        return True
    head = verb.head
    if verb.dep_ == "pcomp" and word_class("going_on", lemma(head.head)):  # "persists in refusing"
        head = head.head
        return head.tag_ in {"VBZ", "VBP"} or _goes_on(head)
    if verb.dep_ == "xcomp" and word_class("going_on", lemma(head)):
        return _is_present(head) or head.tag_ in {"VBZ", "VBP"} or _goes_on(head)
    if verb.dep_ == "conj" and verb.tag_ == "VBG" and not forms:
        # "is calling up reservists and massing armour": parsers join the second verb to the first one's object
        governor = head if head.pos_ in {"VERB", "AUX"} else head.head
        return governor.i != verb.i and governor.tag_ == "VBG" and _goes_on(governor)
    return _is_present(verb)


def _is_present(verb: Token) -> bool:
    return verb.tag_ in {"VBZ", "VBP"} and lemma(verb) in {"be", "remain", "continue"}


def _is_in_its_course(noun: Token) -> bool:
    """Whether a noun's own modifier says so: "the strike, now in its third week"."""
    return any(child.dep_ == "prep" and _is_course(child) for child in noun.children)


def _is_course(word: Token) -> bool:
    """Whether a word opens "under way", "in progress", "in their third day", or is "ongoing"."""
    if word.lower_ in {"underway", "ongoing"}:
        return True
    for thing in word.children:
        if thing.dep_ == "pobj":
            if (word.lower_, thing.lower_) in {("under", "way"), ("in", "progress")}:
                return True
            if word.lower_ == "on" and word_class("spells", lemma(thing)) and _is_ordinal(thing):
                return True
            if word.lower_ == "in" and word_class("spells", lemma(thing)):
                return any(child.dep_ == "poss" for child in thing.children)
    return False
