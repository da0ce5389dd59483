"""The mode of an event by its words: which of its type's modes PLOVER has for arms, places and ways named with it."""

from collections.abc import Iterable

from spacy.tokens import Token

from dateline.events.lexicon import kinds, lemma, mode_words, modes
from dateline.events.triggers import Trigger
from dateline.records import EventType


def answer_mode(kind: EventType, act: Trigger | None, act_type: EventType | None) -> str | None:
    """The mode of a request, a refusal or a threat, by what is asked, refused or threatened."""
    if kind in {"REQUEST", "REJECT"}:
        return kinds()[act_type].answer_mode if act_type else "change"
    if kind == "THREATEN":
        return threat_mode(act_type, act)
    return None


def threat_mode(kind: EventType | None, act: Trigger | None) -> str | None:
    """The mode of a threat to do an act: violence, relations, restrict, arrest, expel or territory."""
    if kind is None:
        return None
    if act is not None:
        named = mode_by_words("THREATEN", act)
        if named is not None:
            return named
    return kinds()[kind].threat_mode


def mode_by_words(kind: EventType, trigger: Trigger) -> str | None:
    """The mode that the words of the trigger's clause tell best; None where none does or the type has no modes."""
    if kind not in modes():
        return None
    known = mode_words().get(kind, {})
    best: tuple[int, str] | None = None
    for token in _near(trigger):
        hit = known.get(lemma(token)) or known.get(token.lower_)
        if hit is not None and (best is None or hit[1] > best[0]):
            best = (hit[1], hit[0])
    return best[1] if best else None


def _near(trigger: Trigger) -> Iterable[Token]:
    """The trigger and the heads and modifiers of its dependents, without clauses of their own."""
    clause = trigger.clause
    heads = [clause.trigger, *clause.subjects, *clause.objects]
    heads += [
        token
        for name, tokens in clause.preps.items()
        if name in {"with", "of", "by", "using", "to", "in", "on"}
        for token in tokens
    ]
    for head in heads:
        yield head
        for child in head.children:
            if child.dep_ in {"amod", "compound", "nmod", "conj", "dobj"}:
                yield child
                yield from (inner for inner in child.children if inner.dep_ in {"amod", "compound"})
            elif child.dep_ == "prep" and child.lower_ in {"of", "with"}:
                yield from child.children
