"""Which times and places under an event's clause are the event's own, and where it takes its time from without one.

A time below a relative clause, a "that" or an "after" is of what is told there ("condemned the move announced on
Monday"); one before a noun is that noun's ("Democrats in the 2016 election"). Which words part what stands below them
from what stands above is in `tables/word_classes.csv` (`apart`).
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.events.control import DEEPEST, SUBJECT
from dateline.events.lexicon import lemma
from dateline.events.phrases import governor_of, is_infinitive
from dateline.timegrammar import words
from dateline.word_classes import word_class

MODIFIERS = frozenset({"compound", "nummod", "amod", "nmod", "poss"})
"""How a time before a noun hangs on it: "July 25 call", "Monday's drills"."""


def belongs(thing: Token, *, top: Token, trigger: Token, complement: Token | None = None) -> bool:
    """Whether a time or place under `top` is the event's: no clause, noun or preposition of another stands between.

    What stands in `complement`, what is promised or asked, belongs to the event as its term.
    """
    above = thing
    for _ in range(DEEPEST):
        if above.i in (top.i, trigger.i):
            return True
        if above.head.i == above.i:
            return False
        if above.i != (complement.i if complement is not None else -1) and _parts(above, thing, top, trigger):
            return False
        above = above.head
    return False


def _parts(word: Token, thing: Token, top: Token, trigger: Token) -> bool:
    """Whether a step from a word up to its head leaves what the thing is told of."""
    head = word.head
    if word.dep_ in {"relcl", "acl"}:
        return head.i not in (top.i, trigger.i) and not is_infinitive(word) and not _dates(word, top, trigger)
    if word.dep_ in {"ccomp", "conj", "parataxis"} and word.pos_ in {"VERB", "AUX"}:
        return any(child.dep_ in SUBJECT for child in word.children)
    if word.dep_ == "advcl":
        return any(child.dep_ in {"mark", "advmod"} and word_class("apart", child.lower_) for child in word.children)
    return word.i != thing.i and head.pos_ in {"ADP", "SCONJ"} and word_class("apart", head.lower_)


def is_of_noun(time: Token, *, top: Token, trigger: Token) -> bool:
    """Whether a time is a noun's that is not the event: "Monday's drills", "the 2016 election", "the Act of 1993"."""
    head = time.head
    if time.dep_ == "pobj":
        noun = head.head
        is_time = any(noun.lower_ in words()[kind] for kind in ("part", "unit")) or noun.ent_type_ in {"DATE", "TIME"}
        is_other = noun.pos_ in {"NOUN", "PROPN"} and noun.i not in (top.i, trigger.i) and not is_time
        return is_other and (head.lower_ == "of" or (head.lower_ == "from" and noun.dep_ == "pobj"))
    if time.dep_ in MODIFIERS and head.pos_ in {"NOUN", "PROPN"}:
        return head.i not in (top.i, trigger.i) and not is_adverbial(head, top, trigger)
    return False


def _dates(participle: Token, top: Token, trigger: Token) -> bool:
    """Whether a participle says when the occasion of the event was: "rejected it in a ruling released on Thursday"."""
    noun = participle.head
    is_said = word_class("document", lemma(noun)) or word_class("utterance", lemma(noun))
    if participle.tag_ != "VBN" or not (is_said or word_class("event_nouns", lemma(noun))):
        return False
    # "rejected the plan in a statement": parsers hang the statement on the plan
    of_object = is_said and noun.dep_ == "pobj" and noun.head.head.dep_ == "dobj" and noun.head.head.head.i == top.i
    return of_object or is_adverbial(noun, top, trigger)


def is_adverbial(noun: Token, top: Token, trigger: Token) -> bool:
    """Whether a noun tells when its clause happened: "said in a March meeting", "killed on Monday evening"."""
    if noun.dep_ == "npadvmod":
        return True
    return noun.dep_ == "pobj" and noun.head.head.i in (top.i, trigger.i) and word_class("occasion", noun.head.lower_)


def governors(top: Token) -> Iterator[Sequence[Token]]:
    """The words that may hold the time of a clause without one, nearest first.

    The verb that a participle, a gerund or a "when" goes with ("sent a letter on Monday demanding ..."), the time or
    noun that a "when" goes back to ("in April, when he was dragged out", "the July 25 call when he asked"), the first
    of several verbs with one subject ("On Monday he met X and signed Y").
    """
    at = top
    if (named := _before_when(top)) is not None:
        yield (named, *named.children)
    for _ in range(DEEPEST):
        above = _above(at)
        if above is None:
            return
        held = [thing for thing in _held_by(above) if at.dep_ != "conj" or thing.i < above.i]
        yield held
        at = above


def _before_when(verb: Token) -> Token | None:
    """The time or noun right before the "when" of a verb: "in April, when ...", "the July 25 call when ..."."""
    when = next((child for child in verb.children if child.lower_ == "when"), None)
    at = when.i - 1 if when is not None else -1
    if at >= 0 and verb.doc[at].text == ",":
        at -= 1
    if at < verb.sent.start:
        return None
    word = verb.doc[at]
    while word.ent_type_ == "DATE" and word.head.ent_type_ == "DATE" and word.head.i != word.i:
        word = word.head
    return word


def _above(word: Token) -> Token | None:
    """The word whose time is also the time of a word that hangs on it."""
    head = word.head
    if head.i == word.i:
        return None
    is_when = any(child.lower_ == "when" for child in word.children)
    if word.dep_ == "relcl":
        return head if is_when else None
    if word.dep_ == "acl":
        return governor_of(head) if word.tag_ == "VBG" else None
    if word.dep_ == "advcl":
        marks = [child for child in word.children if child.dep_ in {"mark", "prep"} and child.i < word.i]
        return head if is_when or (word.tag_ == "VBG" and not marks) else None
    if word.dep_ == "conj" and word.pos_ == "VERB":
        return None if any(child.dep_ in SUBJECT for child in word.children) else head
    if word.dep_ == "pcomp" and word_class("at_once", head.lower_):
        return head.head
    return head if word.dep_ == "xcomp" and head.pos_ == "VERB" else None


def _held_by(word: Token) -> list[Token]:
    """A word, if it is a time itself, and what hangs on it at once or by a preposition of time."""
    near = [word]
    for child in word.children:
        near.append(child)
        if child.dep_ == "prep" and not word_class("apart", child.lower_):
            near.extend(inner for inner in child.children if inner.dep_ == "pobj")
    return near
