"""Which words of a text say that something is done between actors: trigger words in frames that the table knows.

Every verb, noun and adjective of the story is looked up by lemma and part of speech; the first row of the table whose
conditions all hold in the word's clause makes it a trigger. Coding what the trigger is of stays with `coding`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.events import clause as grammar
from dateline.events.clause import Clause
from dateline.events.lexicon import Condition, Entry, classes, entries, lemma, word_class
from dateline.events.parties import Parties

POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADP": "ADJ"}
"""The table's part of speech for the parser's: a headline's capitals turn nouns to names; "against" is a predicate."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says an event, the row of the table that knows it, and the clause around it."""

    token: Token
    entry: Entry
    clause: Clause


def find_triggers(doc: Doc, parties: Parties) -> Iterator[Trigger]:
    """The triggers of a text, in its order; a word that fits several rows gives the one with most conditions."""
    known = entries()
    for token in doc:
        pos = POS.get(token.pos_)
        if pos is None or (lemma(token), pos) not in known:
            continue
        if not _is_modifier(token) or word_class("obligation", token.lower_):
            trigger = trigger_at(token, parties)
            if trigger is not None:
                yield trigger


def trigger_at(token: Token, parties: Parties, *, is_named: bool = False) -> Trigger | None:
    """The trigger that a token is; None if no row of the table fits.

    `is_named`: the noun is named as what is promised or asked for ("pledged support"), so it needs no light verb and
    nobody who does it; the row of fewest conditions stands in for one that fits.
    """
    rows = entries().get((lemma(token), POS.get(token.pos_, "")), ())
    if not rows:
        return None
    clause = parties.telling.bounded(grammar.clause_of(token))
    for entry in rows:
        if all(holds(condition, clause, parties) != condition.negated for condition in entry.frame):
            return Trigger(token, entry, clause)
    if is_named and token.pos_ != "VERB":
        return Trigger(token, rows[-1], clause)
    return None


def fits_class(token: Token, name: str) -> bool:
    """Whether a noun phrase is of a class of words, by its head, its measure or what it is made of."""
    return _fits(token, classes()[name])


def _is_modifier(token: Token) -> bool:
    """Whether the word only names a kind of something else: "talks" in "talks process"."""
    return token.dep_ in {"amod", "compound", "aux", "auxpass", "gap", "nmod"} or (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.i > token.sent.start
        and not token.sent.text.istitle()
    )


def holds(condition: Condition, clause: Clause, parties: Parties) -> bool:
    """Whether a condition of a row holds in a clause, whatever its negation."""
    words = condition.words
    match condition.on:
        case "obj":
            return _any(clause.objects, words)
        case "subj":
            return _any(clause.subjects, words)
        case "inf":
            return (
                clause.complement is not None
                and _is_infinitive(clause.complement)
                and (not words or lemma(clause.complement) in words)
            )
        case "that":
            return clause.complement is not None and not _is_infinitive(clause.complement)
        case "party":
            return any(parties.at(token) for slot in words for token in slot_tokens(slot, clause))
        case "light":
            return _is_light(clause, words)
        case "prt":
            return any(c.dep_ in {"prt", "advmod"} and c.lower_ in words for c in clause.trigger.children)
        case "oprd":
            return any(c.dep_ in {"oprd", "acomp", "ccomp"} and _fits(c, words) for c in clause.trigger.children)
        case "poss":
            return any(c.dep_ == "poss" for c in clause.trigger.children)
        case "mod":
            return _has_modifier(clause, words, parties)
        case "passive":
            return clause.verb is not None and grammar.is_passive(clause.verb)
        case "purpose":
            purpose = grammar.purpose_of(clause.trigger)
            return purpose is not None and _fits(purpose, words)
        case "subj_of":
            token = clause.trigger
            return token.dep_ in {"nsubj", "nsubjpass"} and (not words or lemma(token.head) in words)
        case "under":
            return clause.trigger.dep_ == "pobj" and clause.trigger.head.lower_ in words
        case "near":
            return any(lemma(token) in words for token in clause.trigger.subtree)
        case "on" if clause.trigger.pos_ == "NOUN" and not words:
            return "on" in clause.preps
        case on:
            return _any(clause.preps.get(on, ()), words)


def slot_tokens(slot: str, clause: Clause) -> tuple[Token, ...]:
    """The tokens that stand in a slot of a clause: subj, obj, poss, mod, by, or the name of a preposition."""
    match slot:
        case "subj":
            return clause.subjects
        case "obj":
            return clause.objects
        case "poss":
            return tuple(t for c in clause.trigger.children if c.dep_ == "poss" for t in grammar.with_conjuncts(c))
        case "mod":
            return tuple(c for c in clause.trigger.children if c.dep_ in {"amod", "compound", "nmod"})
        case _:
            return clause.preps.get(slot, ())


def _any(tokens: tuple[Token, ...], words: frozenset[str]) -> bool:
    return bool(tokens) and (not words or any(_fits(token, words) for token in tokens))


def _fits(token: Token, words: frozenset[str]) -> bool:
    """Whether a noun phrase's head is one of the words, or measures one of them ("two tonnes of rice"), or is made of
    one ("emergency measures")."""
    if not words or lemma(token) in words or token.lower_ in words:
        return True
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of" and any(lemma(t) in words for t in child.children):
            return True
        if child.dep_ == "compound" and lemma(child) in words and word_class("vague", lemma(token)):
            return True
    return False


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children) or verb.tag_ == "VBG"


def _is_light(clause: Clause, words: frozenset[str]) -> bool:
    verb = clause.verb
    if verb is None or not grammar.is_light_object(clause.trigger, verb):
        return False
    return not words or lemma(verb) in words


def _has_modifier(clause: Clause, words: frozenset[str], parties: Parties) -> bool:
    """A modifier of the trigger that is one of the words; without words, one that names an actor."""
    for child in clause.trigger.children:
        if child.dep_ in {"amod", "compound", "nmod", "advmod", "poss"}:
            if words and (lemma(child) in words or child.lower_ in words):
                return True
            if not words and parties.at(child):
                return True
    return False
