"""Which words of a text say that something is done between actors: trigger words in frames that the table knows.

Every verb, noun and adjective of the story is looked up by lemma and part of speech; the first row of the table whose
conditions all hold in the word's clause makes it a trigger. Coding what the trigger is of stays with `coding`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.events.clause import Clause, clause_of
from dateline.events.conditions import holds
from dateline.events.lexicon import Entry, entries, lemma, word_class
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
    clause = parties.telling.bounded(clause_of(token))
    for entry in rows:
        if all(holds(condition, clause, parties) != condition.negated for condition in entry.frame):
            return Trigger(token, entry, clause)
    if is_named and token.pos_ != "VERB":
        return Trigger(token, rows[-1], clause)
    return None


def _is_modifier(token: Token) -> bool:
    """Whether the word only names a kind of something else: "talks" in "talks process"."""
    return token.dep_ in {"amod", "compound", "aux", "auxpass", "gap", "nmod"} or (
        token.pos_ == "PROPN"
        and token.text[:1].isupper()
        and token.i > token.sent.start
        and not token.sent.text.istitle()
    )
