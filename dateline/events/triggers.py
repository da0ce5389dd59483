"""Which words of a text say that something is done between actors: trigger words in frames that the table knows.

Every verb, noun and adjective of the story is looked up by lemma and part of speech; the first row of the table whose
conditions all hold in the word's clause makes it a trigger. Coding what the trigger is of stays with `coding`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.events.clause import Clause, clause_of
from dateline.events.conditions import holds
from dateline.events.lexicon import Entry, entries, lemma, light_verbs, word_class
from dateline.events.parties import Parties
from dateline.events.phrases import governor_of, is_light_object
from dateline.statements.cues import cue_of

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
    for token in doc:
        if token.pos_ not in POS or (_is_modifier(token) and not word_class("obligation", token.lower_)):
            continue
        if (trigger := trigger_at(token, parties)) is not None:
            yield trigger


def trigger_at(token: Token, parties: Parties, *, is_named: bool = False) -> Trigger | None:
    """The trigger that a token is; None if no row of the table fits.

    `is_named`: the noun is named as what is promised or asked for ("pledged support"), so it needs no light verb and
    nobody who does it; the row of fewest conditions stands in for one that fits.
    """
    pos = POS.get(token.pos_, "")
    rows = entries().get((lemma(token), pos), ())
    new = _by_model(token, pos, parties, rows) if not rows or rows[-1].frame else None
    if not rows and new is None:
        return None
    clause = parties.telling.bounded(clause_of(token))
    for entry in rows:
        if all(holds(condition, clause, parties) != condition.negated for condition in entry.frame):
            return Trigger(token, entry, clause)
    if is_named and rows and token.pos_ != "VERB":
        return Trigger(token, rows[-1], clause)
    return Trigger(token, new, clause) if new is not None and not _is_of_event(new, clause) else None


def _is_of_event(row: Entry, clause: Clause) -> bool:
    """Whether a verb is of a noun that tells the same: "a meeting was discussed"."""
    things = [*clause.objects, *(c for c in clause.trigger.children if c.dep_ == "nsubjpass")]
    return any(row.type == known.type for thing in things for known in entries().get((lemma(thing), "NOUN"), ()))


def _by_model(token: Token, pos: str, parties: Parties, rows: Sequence[Entry]) -> Entry | None:
    """The row that the model gives a word that no row fits.

    Words of saying, being and beginning tell nothing by themselves.
    """
    word, cue = lemma(token), cue_of(token)
    if (cue is not None and cue.status in {"claimed", "denied"}) or word in light_verbs() or word_class("aspect", word):
        return None
    if (known := parties.hints.other(token, rows)) is not None:
        return known
    if token.pos_ not in {"VERB", "NOUN"} or word_class("becoming", word) or (pos == "NOUN" and not _is_done(token)):
        return None  # "incapable", "without" tell nothing that somebody did
    return parties.hints.new(token, pos)


def _is_done(noun: Token) -> bool:
    """Whether a noun has parties as an act has them, or a verb that carries it: "its airlift to Chad"."""
    verb = governor_of(noun)
    if verb is not None and is_light_object(noun, verb):
        return True
    return any(child.dep_ == "prep" and word_class("of_parties", child.lower_) for child in noun.children)


def _is_modifier(token: Token) -> bool:
    """Whether the word only names a kind of something else: "talks" in "talks process"."""
    return token.dep_ in {"amod", "compound", "aux", "auxpass", "gap", "nmod"} or (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.i > token.sent.start
        and not token.sent.text.istitle()
    )
