"""Which words of a text say that something is done between actors: trigger words in frames that the table knows.

Every verb, noun and adjective of the story is looked up by lemma and part of speech; the first row of the table whose
conditions all hold in the word's clause makes it a trigger. Coding what the trigger is of stays with `coding`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.events.clause import Clause, clause_of
from dateline.events.conditions import POWERS, holds
from dateline.events.hints import BEYOND_DOUBT, LIKELIEST
from dateline.events.ideas import is_topic
from dateline.events.lexicon import Entry, entries, lemma, light_verbs
from dateline.events.mood import mood_of
from dateline.events.parties import Parties
from dateline.events.phrases import governor_of, is_light_object
from dateline.records import EventType
from dateline.statements.cues import cue_of
from dateline.word_classes import word_class

POS = {"VERB": "VERB", "AUX": "VERB", "NOUN": "NOUN", "PROPN": "NOUN", "ADJ": "ADJ", "ADP": "ADJ"}
"""The table's part of speech for the parser's: a headline's capitals turn nouns to names; "against" is a predicate."""
NO_ACTS = ("aspect", "failing", "weighing", "averting", "hesitating", "causing")
"""Classes of verbs that tell only how an act stands: begun, failed, weighed, averted."""
FORCEFUL: frozenset[EventType] = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "COOPERATE", "AID"})
"""The types that a verb is of in any frame, if most of its rows are, where a power denies or supposes it."""
USUAL = 0.6
"""The share of the rows that must be of one type: measured with `eval.found`, where it invents nothing."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that says an event, the row of the table that knows it, and the clause around it."""

    token: Token
    entry: Entry
    clause: Clause


def find_triggers(doc: Doc, parties: Parties) -> Iterator[Trigger]:
    """The triggers of a text, in its order; a word that fits several rows gives the one with most conditions."""
    titled = frozenset(token.i for sentence in doc.sents if sentence.text.istitle() for token in sentence)
    for token in doc:
        if token.pos_ not in POS or (_is_modifier(token, titled) and not word_class("obligation", token.lower_)):
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
            return Trigger(token, parties.hints.better(token, pos, entry) or entry, clause)
    if is_named and rows and token.pos_ != "VERB":
        return Trigger(token, rows[-1], clause)
    if any(c.on == "fact" and c.negated and holds(c, clause, parties) for row in rows for c in row.frame):
        return None  # "warned that the dam leaks", however sure the model is
    if new is None and _is_unreal(clause, parties):
        new = _usual(rows)
    return Trigger(token, new, clause) if new is not None and not _is_of_event(new, clause, parties) else None


def _is_unreal(clause: Clause, parties: Parties) -> bool:
    """Whether a verb with a power for a party is denied, supposed or held out: that tells an act in any frame."""
    verb = clause.trigger
    if verb.pos_ != "VERB" or lemma(verb) in light_verbs() or not clause.objects or word_class("being", lemma(verb)):
        return False
    mood, statement = mood_of(verb), parties.telling.statement_at(verb)
    is_ahead = mood.reality in {"future", "would"} and statement is not None
    is_denied = statement is not None and statement.status == "denied"
    if not (is_ahead or is_denied or mood.reality in {"conditional", "possible"}):
        return False
    named = (*clause.subjects, *clause.objects)
    return any(a.kind in POWERS for word in named for a in parties.at(word) or parties.inside(word))


def _usual(rows: Sequence[Entry]) -> Entry | None:
    """The row that stands for a word in any frame: the shortest of the type that most rows have; None if few do."""
    acts = [row for row in rows if row.nature == "act" and row.type in FORCEFUL]
    types = Counter(row.type for row in acts)
    if not types or types.most_common(1)[0][1] < USUAL * len(rows):
        return None
    usual = types.most_common(1)[0][0]
    return replace(min((row for row in acts if row.type == usual), key=lambda row: len(row.frame)), frame=())


def _is_of_event(row: Entry, clause: Clause, parties: Parties) -> bool:
    """Whether a verb is of a noun that tells the same: "a meeting was discussed"."""
    things = [*clause.objects, *(c for c in clause.trigger.children if c.dep_ == "nsubjpass")]
    told = (trigger_at(thing, parties) for thing in things if thing.pos_ == "NOUN")
    return any(known is not None and known.entry.type == row.type for known in told)


def _by_model(token: Token, pos: str, parties: Parties, rows: Sequence[Entry]) -> Entry | None:
    """The row that the model gives a word that no row fits.

    Words of being and beginning tell nothing by themselves; light verbs and nouns without parties only where it is
    beyond doubt, and so words of saying, of which the table must have rows.
    """
    word, cue, hints = lemma(token), cue_of(token), parties.hints
    if any(word_class(name, word) for name in NO_ACTS) and (pos == "NOUN" or not _has_thing(token)):
        return None  # "rushed to sign", but "rushed the gates"
    if pos == "NOUN" and is_topic(token):
        return None  # "negotiations on a pullback"
    if cue is not None and cue.status in {"claimed", "denied"}:
        return hints.other(token, rows, least=BEYOND_DOUBT)
    if word in light_verbs():
        return hints.other(token, rows, least=BEYOND_DOUBT) or hints.new(token, pos, least=BEYOND_DOUBT)
    if (known := hints.other(token, rows)) is not None:
        return known
    if token.pos_ not in {"VERB", "NOUN"} or word_class("becoming", word):
        return None  # "incapable", "without" tell nothing that somebody did
    is_bare = pos == "NOUN" and not _is_done(token)
    return hints.new(token, pos, least=BEYOND_DOUBT if is_bare else LIKELIEST)


def _has_thing(verb: Token) -> bool:
    """Whether a verb is done to a thing and not to another verb."""
    kids = {child.dep_ for child in verb.children}
    return "dobj" in kids and not kids & {"xcomp", "ccomp"}


def _is_done(noun: Token) -> bool:
    """Whether a noun has parties as an act has them, or a verb that carries it: "its airlift to Chad"."""
    verb = governor_of(noun)
    if verb is not None and is_light_object(noun, verb):
        return True
    return any(child.dep_ == "prep" and word_class("of_parties", child.lower_) for child in noun.children)


def _is_modifier(token: Token, titled: frozenset[int]) -> bool:
    """Whether the word only names a kind of something else: "talks" in "talks process"."""
    return token.dep_ in {"amod", "compound", "aux", "auxpass", "gap", "nmod"} or (
        token.pos_ == "PROPN" and token.text[:1].isupper() and not token.is_sent_start and token.i not in titled
    )
