"""The stretches of the parse that are noun phrases, before anything is read off them.

A chunk is its last noun with all before it that depends on it, in one piece: "his North Korean counterpart". What
stands before a possessive mark or pronoun is a chunk of its own as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.actors.vocabulary import PROPER
from dateline.actors.words import Words
from dateline.language import GAP

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})


INSIDE = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "RB", "RBS", "RBR", "AFX", *NOMINAL})
"""The tags of words that stand within a noun phrase before its head."""

PRONOUNS = frozenset(
    {"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"}
    | {"himself", "herself", "itself", "themselves"}
)

NUMBERS = {"both": 2, "two": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}


@dataclass(slots=True)
class Chunk:
    start: int
    end: int
    possessor: int | None = None


def find_chunks(words: Words) -> Iterator[Chunk]:
    token = len(words) - 1
    while token >= 0:
        if words.dep[token] == GAP:
            token -= 1
        elif words.tag[token] in NOMINAL or token in words.units or _stands_alone(words, token):
            chunk = _chunk(words, token)
            yield chunk
            token = chunk.start - 1 if chunk.possessor is None else chunk.possessor
        elif words.lower[token] in PRONOUNS:
            yield Chunk(token, token + 1)
            token -= 1
        else:
            token -= 1


def _stands_alone(words: Words, token: int) -> bool:
    """Whether a number or "other" is the noun itself: "the two agreed", "both said", "each other"."""
    if words.lower[token] in NUMBERS:
        return words.dep[token] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    return words.lower[token] in ("other", "another") and token > 0 and words.lower[token - 1] in ("each", "one")


def _chunk(words: Words, last: int) -> Chunk:
    """The chunk that ends with the token `last`: as far left as words depend on what is already in it."""
    unit = words.units.get(last)
    start = unit.start if unit else last
    chunk = Chunk(start, last + 1)
    joined = False
    while start > 0:
        before = start - 1
        if words.tag[before] == "POS" and before:
            inner = _chunk(words, before - 1)
            return Chunk(inner.start, last + 1, before - 1)
        if words.tag[before] == "PRP$":
            return Chunk(before, last + 1, before)
        if words.text[before] == ")" and (opening := _acronym_before(words, before)):
            start, joined = opening, False
            continue
        unit = words.units.get(before)
        if unit and any(start <= words.head[token] <= last for token in range(unit.start, unit.end)):
            start, joined = unit.start, False
        elif _is_conjunct(words, before, start, last):
            start, joined = before, True
        elif joined and words.tag[before] in ("CC", ","):
            start = before
        elif start <= words.head[before] <= last and _may_stand_inside(words, before):
            start, joined = before, False
        elif _is_glued(words, before):
            start = before
        elif unit and joined and unit.end == start - 1:
            start = unit.start
        else:
            break
    chunk.start = _after_proper(words, start, last)
    return chunk


def _is_glued(words: Words, before: int) -> bool:
    """Whether the token belongs to the next by spelling or as one name: "al-Burhan", "Abdel Fattah al-Burhan"."""
    if words.end[before] == words.start[before + 1]:
        return words.tag[before] in PROPER or "-" in (words.text[before], words.text[before + 1])
    return words.entity[before] == "PERSON" == words.entity[before + 1] and (
        words.entity_span(before) == words.entity_span(before + 1)
    )


def _acronym_before(words: Words, closing: int) -> int | None:
    """Where "(IAEA)" opens that a name stands before: "International Atomic Energy Agency (IAEA) chief"."""
    opening = closing - 2
    if opening > 0 and words.text[opening] == "(" and words.text[closing - 1].isupper() and opening - 1 in words.units:
        return opening
    return None


def _after_proper(words: Words, start: int, last: int) -> int:
    """Where the chunk of a country begins: no other proper name belongs to it ("Delegation Visits DPRK")."""
    unit = words.units.get(last)
    if not (unit and unit.form and unit.form.what in ("name", "capital")):
        return start
    return next((token + 1 for token in range(unit.start - 1, start - 1, -1) if words.tag[token] in PROPER), start)


def _may_stand_inside(words: Words, token: int) -> bool:
    if words.tag[token] in INSIDE:
        return words.entity[token] not in ("DATE", "TIME") or words.tag[token] in ("DT", "CD", "JJ")
    return words.dep[token] == "quantmod" or (words.tag[token] == "," and words.tag[token - 1] in ("JJ", "NNP"))


def _is_conjunct(words: Words, token: int, start: int, last: int) -> bool:
    """Whether the token is joined to an adjective of the chunk further left: "Russian and Ukrainian officials"."""
    if words.dep[token] != "conj" or words.entity[token] == "PERSON" or words.tag[token] not in ("JJ", "NNP", "NN"):
        return False
    first = words.head[token]
    while words.dep[first] == "conj" and first - 3 <= words.head[first] < first:
        first = words.head[first]
    near = words.head[token] < token <= words.head[token] + 3 and words.entity[first] != "PERSON"
    return near and start <= words.head[first] <= last and words.dep[first] in ("amod", "compound", "nmod", "poss")
