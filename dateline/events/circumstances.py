"""What belongs to an event besides its parties: object, quantities, place, time, conditions.

Each event owns the tokens under its trigger's clause that no event below it owns; a time, place or number belongs to
the event that owns its head. A place is inherited from the clause that a relative "where" goes back to.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from spacy.tokens import Doc, Token

from dateline.events.clause import purpose_of
from dateline.events.coding import Coding
from dateline.events.control import DEEPEST, SUBJECT, nearest_clause
from dateline.events.lexicon import context_words, lemma
from dateline.events.parties import Parties
from dateline.events.phrases import is_light_object
from dateline.events.reach import belongs, governors, is_adverbial, is_of_noun
from dateline.events.triggers import Trigger
from dateline.records import EventType, Place, Quantity, Span, When
from dateline.word_classes import word_class

OF_WORDS: frozenset[EventType] = frozenset({"ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"})
"""The types that are mostly done with words, whose place is not that of what they are about."""
FINER = ("site", "city", "region", "country")
AGREED = frozenset({"agreement", "plan", "promise"})
"""The natures of an event whose act has a place: "agreed to meet in Mombasa"."""
Thing = TypeVar("Thing", Place, When, Quantity)


@dataclass(frozen=True, slots=True)
class Found:
    """The places, times and quantities of a text, by the index of the token that heads each."""

    places: Mapping[int, Place]
    times: Mapping[int, When]
    quantities: Mapping[int, Quantity]


def found_in(doc: Doc, places: Iterable[Place], times: Iterable[When], quantities: Iterable[Quantity]) -> Found:
    """Index what was found by token; things without a span are left out."""
    starts = {token.idx: token.i for token in doc}
    return Found(
        dict(_by_head(doc, starts, places)), dict(_by_head(doc, starts, times)), dict(_by_head(doc, starts, quantities))
    )


def _by_head(doc: Doc, starts: Mapping[int, int], things: Iterable[Thing]) -> Iterator[tuple[int, Thing]]:
    for thing in things:
        if thing.span is not None and thing.span.start in starts:
            first = last = starts[thing.span.start]
            while last + 1 < len(doc) and doc[last + 1].idx < thing.span.end:
                last += 1
            yield doc[first : last + 1].root.i, thing


def top_of(trigger: Trigger) -> Token:
    """The token whose subtree is the event's clause: its light verb's, that of "took place", or its own."""
    verb = trigger.clause.verb
    if trigger.token.dep_ in {"aux", "auxpass"}:
        return trigger.token.head
    if verb is None or verb.i == trigger.token.i:
        return trigger.token
    carries = is_light_object(trigger.token, verb) and verb.dep_ != "acl"
    occurs = trigger.token.dep_ in SUBJECT and word_class("occurring", lemma(verb))
    return verb if carries or occurs else trigger.token


def own_tokens(top: Token, other_tops: frozenset[int]) -> list[Token]:
    """The tokens under `top`, without the clauses of other events and without subjects of its own finite clauses."""
    own: list[Token] = []
    waiting = [top]
    while waiting:
        token = waiting.pop()
        own.append(token)
        waiting.extend(child for child in token.children if child.i not in other_tops)
    return sorted(own, key=lambda token: token.i)


def span_of(token: Token) -> Span:
    """The clause as a span: everything under its top token, without the blank and punctuation at its ends."""
    return trimmed(token.doc, token.left_edge.i, token.right_edge.i)


def trimmed(doc: Doc, first: int, last: int) -> Span:
    """The span of some tokens without punctuation and particles at its ends."""
    while first < last and (doc[first].is_punct or doc[first].is_space or doc[first].dep_ in {"cc", "mark"}):
        first += 1
    while last > first and (doc[last].is_punct or doc[last].is_space) and doc[last].text not in {'"', "'", ")"}:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def object_of(trigger: Trigger, coding: Coding) -> Span | None:
    """What was given, signed, promised: the object's noun phrase, or the clause of what is promised or asked."""
    doc, clause = trigger.token.doc, trigger.clause
    complement = clause.complement
    is_act_ahead = coding.act is not None and coding.act.token.i == trigger.token.i
    if coding.nature != "act" and complement is not None and complement.i > trigger.token.i and not is_act_ahead:
        last = max(complement.right_edge.i, complement.i)
        first = (
            complement.left_edge.i
            if complement.left_edge.i > trigger.token.i
            else min(complement.i, trigger.token.i + 1)
        )
        return trimmed(doc, first, last)
    if coding.nature == "promise" and (given := clause.preps.get("of", ())):
        return _phrase(given, trigger)
    if clause.objects:
        phrase = _phrase(clause.objects, trigger)
        purpose = purpose_of(trigger.token) if coding.nature != "act" else None
        return Span(phrase.start, max(phrase.end, span_of(purpose).end)) if purpose is not None else phrase
    if complement is not None and complement.i > trigger.token.i:
        return trimmed(doc, max(complement.left_edge.i, trigger.token.i + 1), complement.right_edge.i)
    for name in ("of", "for", "to", "on"):
        things = [token for token in clause.preps.get(name, ()) if token.pos_ == "NOUN"]
        if things and (coding.nature != "act" or trigger.entry.pos == "NOUN"):
            return _phrase(things, trigger)
    return None


def _phrase(things: Sequence[Token], trigger: Trigger) -> Span:
    """The noun phrase of coordinated heads; of one that the trigger describes, what stands before the trigger."""
    doc = trigger.token.doc
    first = min(thing.left_edge.i for thing in things)
    last = max(thing.right_edge.i for thing in things)
    if first <= trigger.token.i <= last:
        if things[0].i < trigger.token.i:
            last = max(trigger.token.left_edge.i - 1, things[0].i)
        else:
            first = trigger.token.i + 1
    return trimmed(doc, first, last)


def place_of(own: Sequence[Token], trigger: Trigger, coding: Coding, found: Found, parties: Parties) -> Place | None:
    """Where it happened, or is to happen as is agreed: the place finest and nearest to the trigger under "in" and the
    like; else that of "where"."""
    here, top = {token.i for token in own}, top_of(trigger)
    doc, complement = trigger.token.doc, trigger.clause.complement if coding.nature in AGREED else None
    hits = [
        (FINER.index(place.precision or "country"), abs(index - trigger.token.i), place)
        for index, place in found.places.items()
        if index in here
        and _locates(doc[index], place, trigger)
        and not _is_target(doc[index], place, parties)
        and not (coding.type in OF_WORDS and _is_of_content(doc[index], trigger, top))
        and belongs(doc[index], top=top, trigger=trigger.token, complement=complement)
    ]
    if hits:
        return min(hits, key=lambda hit: hit[:2])[2]
    return _inherited(top, found)


def _locates(head: Token, place: Place, trigger: Trigger) -> bool:
    """Whether a place stands under a preposition of place: by itself, or as what says where a thing there is."""
    for _ in range(DEEPEST):
        if head.dep_ == "pobj" and head.head.lower_ != "of":
            return _is_of_place(head.head, trigger)
        if head.dep_ in {"poss", "compound", "amod", "nmod"} and not _is_ground(head, place):
            return False
        if head.dep_ in {"appos", "compound", "poss", "conj", "amod", "nmod", "pobj", "prep", "npadvmod"}:
            head = head.head
        else:
            return False
    return False


def _is_of_content(head: Token, trigger: Trigger, top: Token) -> bool:
    """Whether a place is of what words are about, not where they were said: "condemned arrests in Myanmar"."""
    own = {trigger.token.i, top.i}
    while head.dep_ != "pobj" or head.head.lower_ == "of":
        if head.head.i == head.i or head.i in own:
            return False
        head = head.head
    said_at = head.head.head
    if said_at.i in own or is_adverbial(said_at, top, trigger.token):
        return False
    return said_at.dep_ != "advcl"  # "speaking in Geneva, he accused"


def _is_target(word: Token, place: Place, parties: Parties) -> bool:
    """Whether a place stands for a power that something is aimed at: "lashed out at Turkey", "blamed it on Kyiv"."""
    if word.dep_ != "pobj" or word.head.lower_ not in {"at", "on"}:
        return False
    return place.precision == "country" or bool(parties.at(word))


def _is_of_place(preposition: Token, trigger: Trigger) -> bool:
    """Whether a preposition says where the event was: "from" and "over" only with a verb or with the event itself."""
    name, governor = preposition.lower_, preposition.head
    if name == "to":
        return trigger.entry.type in {"CONSULT", "AID", "MOBILIZE"}
    if word_class("whence", name) and governor.pos_ == "NOUN" and governor.i != trigger.token.i:
        return False
    return word_class("locating", name)


def _is_ground(word: Token, place: Place) -> bool:
    """Whether what a place says more about lies there: "Ukraine's border", "a Berlin court", not "the US position".

    Of "a White House statement" it is only known whose it is.
    """
    if word_class("document", lemma(word.head)) or word_class("utterance", lemma(word.head)):
        return False
    if word_class("ground", lemma(word.head)) or word.head.pos_ == "PROPN":
        return True
    return word.dep_ != "poss" and place.precision in {"city", "site", "region"}


def _inherited(top: Token, found: Found) -> Place | None:
    verb = top
    while verb.dep_ in {"conj", "advcl", "xcomp"} and verb.head.i != verb.i:
        verb = nearest_clause(verb)
    if verb.dep_ != "relcl" or not any(child.lower_ == "where" for child in verb.children):
        return None
    above = verb.head
    near = [index for index in found.places if above.left_edge.i <= index < verb.left_edge.i]
    return found.places[max(near)] if near else None


def times_of(own: Sequence[Token], trigger: Trigger, found: Found) -> list[tuple[Token, When]]:
    """The times that the event owns, with their heads, in the order of the text."""
    top, complement = top_of(trigger), trigger.clause.complement
    return [
        (token, found.times[token.i])
        for token in own
        if token.i in found.times
        and belongs(token, top=top, trigger=trigger.token, complement=complement)
        and not is_of_noun(token, top=top, trigger=trigger.token)
    ]


def time_around(trigger: Trigger, found: Found) -> When | None:
    """The time of the clause that the event's hangs on, where that is its time too."""
    for held in governors(top_of(trigger)):
        for token in held:
            if token.i in found.times:
                return found.times[token.i]
    return None


def quantities_of(own: Sequence[Token], found: Found) -> tuple[Quantity, ...]:
    """The quantities that the event owns, in the order of the text."""
    return tuple(found.quantities[token.i] for token in own if token.i in found.quantities)


def conditions_of(own: Sequence[Token]) -> tuple[Span, ...]:
    """The "if", "unless", "provided that" clauses under the event."""
    return tuple(
        trimmed_condition(token)
        for above in own
        for token in above.children
        if token.dep_ in {"advcl", "pcomp"}
        and any(
            c.dep_ in {"mark", "advmod", "prep"} and word_class("condition_marks", c.lower_) for c in token.children
        )
    )


def trimmed_condition(verb: Token) -> Span:
    """The span of a conditional clause with its conjunction."""
    doc = verb.doc
    first, last = verb.left_edge.i, verb.right_edge.i
    while doc[last].is_punct and last > first:
        last -= 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def contexts_of(own: Sequence[Token]) -> tuple[str, ...]:
    """The PLOVER contexts that the words of the clause stand for, sorted."""
    known = context_words()
    return tuple(sorted({c for token in own for word in (lemma(token), token.lower_) for c in known.get(word, ())}))
