"""Who does what a verb says, and to what: subjects and objects, found where English leaves them out.

A missing subject is looked for with the verb that a conjunct, an infinitive or a participle hangs on (control, after
Rosenbaum), or with the noun that a relative clause or a participle says more about.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.events.lexicon import lemma
from dateline.events.phrases import (
    governor_of,
    is_headline_future,
    is_infinitive,
    is_passive,
    makes_do,
    objects_of_preposition,
    with_conjuncts,
)
from dateline.word_classes import word_class

SUBJECT = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECT = frozenset({"dobj"})
NAMED = frozenset({"GPE", "ORG", "PERSON", "NORP"})
"""Entities that parsers may take for an adverbial ("shelled Armenia"); times are real ones."""
DEEPEST = 12
"""Steps up a tree after which a search gives up: real sentences need six, broken parses may turn round."""


def subjects_of(verb: Token) -> Iterator[Token]:
    """Who does what the verb says: agent of a passive, subject of an active, else whoever controls the verb."""
    if is_passive(verb):
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
                yield from objects_of_preposition(child)
        return
    yield from surface_subjects(verb)


def surface_subjects(verb: Token) -> Iterator[Token]:
    """The grammatical subject, found through control where the verb has none of its own."""
    for _ in range(DEEPEST):
        own = [child for child in verb.children if child.dep_ in SUBJECT]
        if own:
            for subject in own:
                yield from with_conjuncts(_antecedent(subject))
            return
        head = verb.head
        if head.i == verb.i:
            return
        if verb.dep_ in {"relcl", "acl"}:
            if (letter := _letter_to(verb, head)) is not None:
                yield from _maker(letter)
                return
            if is_infinitive(verb) and head.dep_ == "attr":  # "Egypt was the first to recognise it"
                yield from surface_subjects(head.head)
                return
            is_content = _says_what(verb, head) and not is_headline_future(verb)
            yield from _maker(head) if is_content else with_conjuncts(head)
            return
        if verb.dep_ == "pcomp" and (blamed := _blamed(verb)):
            yield from with_conjuncts(blamed)
            return
        if verb.dep_ == "pcomp":
            verb = _climb_from_preposition(verb)
            continue
        if verb.dep_ in {"xcomp", "ccomp"} and (controller := _object_control(head)):
            yield from with_conjuncts(controller)
            return
        if verb.dep_ == "dobj" or (verb.dep_ in {"xcomp", "ccomp"} and word_class("watching", lemma(head))):
            return
        verb = nearest_clause(verb) if verb.dep_ == "advcl" else head
        if verb.pos_ not in {"VERB", "AUX"}:
            if verb.pos_ in {"NOUN", "PROPN"}:
                yield from _maker(verb)
                return
            if verb.pos_ != "ADJ":
                return


def _says_what(verb: Token, noun: Token) -> bool:
    """Whether the verb says what the noun holds ("a statement pledging", "an offer to meet"), not what it does."""
    if verb.dep_ != "acl":
        return False
    if verb.tag_ == "VB":
        return is_infinitive(verb)
    is_of_words = word_class("document", lemma(noun)) or word_class("event_nouns", lemma(noun))
    return verb.tag_ == "VBG" and is_of_words


def _letter_to(verb: Token, noun: Token) -> Token | None:
    """The letter that a participle tells the words of: "sent a letter to the leaders opposing the plan"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or noun.dep_ != "pobj" or noun.head.lower_ != "to":
        return None
    above = noun.head.head
    sent = (above, *(child for child in above.children if child.dep_ == "dobj"))
    return next((word for word in sent if word.pos_ == "NOUN" and word_class("document", lemma(word))), None)


def _climb_from_preposition(verb: Token) -> Token:
    """From "refusing" in "accused X of refusing" to the verb that X is the object of."""
    return verb.head.head if verb.head.head.i != verb.i else verb.head


def _blamed(gerund: Token) -> Token | None:
    """Who is accused, thanked or arrested for what a gerund says: "accused the army of shelling"."""
    preposition, governor = gerund.head, gerund.head.head
    if preposition.lower_ not in {"of", "for", "with", "over"}:
        return None
    if governor.dep_ == "dobj" and word_class("blaming", lemma(governor.head)):
        return governor
    if not word_class("blaming", lemma(governor)):
        return None
    return next((child for child in governor.children if child.dep_ in {"dobj", "nsubjpass"}), None)


def is_blamed_for(gerund: Token) -> bool:
    """Whether a gerund says what somebody is accused of, thanked or arrested for: told as done, not as intended."""
    return gerund.dep_ == "pcomp" and _blamed(gerund) is not None


def _object_control(head: Token) -> Token | None:
    """The object of "urged X to go"; only "promise" keeps its subject."""
    if word_class("subject_control", lemma(head)):
        return None
    for child in head.children:
        if child.dep_ in {"dobj", "dative"} and child.pos_ in {"NOUN", "PROPN", "PRON"}:
            return child
        if child.dep_ == "prep" and child.lower_ in {"on", "upon", "for"} and word_class("demanding", lemma(head)):
            return next(iter(objects_of_preposition(child)), None)
    return None


def nearest_clause(participle: Token) -> Token:
    """The finite verb that a participle after a comma goes with: the nearest before it, if a clause of its sentence.

    Parsers hang "pledging" in "A met B in the city where the ministers held talks, pledging ..." on "met".
    """
    head = participle.head
    if participle.dep_ != "advcl" or participle.tag_ != "VBG" or participle.i < head.i:
        return head
    if any(child.dep_ in {"mark", "aux", "prep"} for child in participle.children):
        return head
    for token in reversed(participle.doc[head.i + 1 : participle.i]):
        if token.dep_ == "relcl" and any(child.dep_ in SUBJECT for child in token.children):
            edge = token.right_edge.i
            return token if participle.i - edge in {1, 2} and not _is_relative_subject(token) else head
    return head


def _is_relative_subject(verb: Token) -> bool:
    return any(c.dep_ in SUBJECT and c.tag_ in {"WDT", "WP"} for c in verb.children)


def _maker(noun: Token) -> Iterator[Token]:
    """Who makes a statement, a promise or an attempt: its owner, the one it is by, or the subject of its verb."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from with_conjuncts(child)
            return
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            yield from objects_of_preposition(child)
            return
    verb = governor_of(noun)
    if verb is not None and noun.dep_ not in SUBJECT:
        yield from subjects_of(verb)


def is_helped_to(verb: Token) -> bool:
    """Whether a verb is what somebody is helped to do, without a "to": "help nations build their own"."""
    head = verb.head
    if verb.dep_ != "ccomp" or verb.tag_ not in {"VB", "VBP"} or not word_class("object_control", lemma(head)):
        return False
    return verb.i > head.i and not any(part.dep_ in {"aux", "auxpass", "mark"} for part in verb.children)


def _antecedent(subject: Token) -> Token:
    """The noun that "which", "who" or "that" stands for; any other token itself."""
    if subject.tag_ in {"WDT", "WP"} and subject.head.dep_ == "relcl":
        return subject.head.head
    return subject


def objects_of(verb: Token) -> Iterator[Token]:
    """What the verb acts on: objects of an active, subject of a passive, the noun a passive participle describes."""
    if is_passive(verb):
        yield from surface_subjects(verb)
    for child in verb.children:
        if child.dep_ in OBJECT or (child.dep_ == "npadvmod" and child.pos_ == "PROPN" and child.ent_type_ in NAMED):
            yield from with_conjuncts(_antecedent(child))
        elif child.dep_ == "ccomp" and (
            child.pos_ == "ADJ" or (is_infinitive(child) and makes_do(verb)) or is_helped_to(child)
        ):
            yield from (inner for inner in child.children if inner.dep_ == "nsubj")
    if verb.dep_ == "relcl" and any(child.tag_ == "WDT" and child.dep_ == "dobj" for child in verb.children):
        yield from with_conjuncts(verb.head)
