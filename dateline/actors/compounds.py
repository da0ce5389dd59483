"""Names of bodies that hold more than nouns: "Center for American Progress", "Hogan & Hartson", "Board of Elections".

A parse has them in pieces, and a recogniser often only their first. They begin with a noun for bodies, which "of",
"for" or "on" ties to words with capitals; or they are words with capitals around an "&".
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.actors.vocabulary import PROPER, body_words, nouns
from dateline.places import find_place

if TYPE_CHECKING:
    from dateline.actors.words import Words

TIES = frozenset({"of", "for", "on", "against"})
JOINTS = frozenset({"and", "&"})
OTHER_NAMES = frozenset({"GPE", "LOC", "PERSON", "DATE", "TIME", "FAC"})
"""What the recogniser calls names that stand behind a body's and are none of it: "the Bank of Sitra"."""
WITHIN = frozenset({"adjective", "demonym"})
"""Forms of countries that may stand within a body's name: "the Center for American Progress"."""
BODIES = frozenset({"organization", "igo", "ngo", "company"})


def compound_names(words: "Words") -> Iterator[tuple[int, int]]:
    """The tokens [start, end) of each such name, in order, without overlap."""
    done = 0
    for token in range(1, len(words)):
        if token < done:
            continue
        name = _joined(words, token) if words.text[token] == "&" else _tied(words, token)
        if name and name[0] >= done:
            done = name[1]
            yield name


def _joined(words: "Words", token: int) -> tuple[int, int] | None:
    """ "Hogan & Hartson": the words with capitals on both sides of the token."""
    start, end = token, token + 1
    while start and words.tag[start - 1] in PROPER and words.text[start - 1][:1].isupper():
        start -= 1
    while end < len(words) and words.tag[end] in PROPER and words.text[end][:1].isupper():
        end += 1
    return (start, end) if start < token < end - 1 and words.block[start] == words.block[end - 1] else None


def _tied(words: "Words", token: int) -> tuple[int, int] | None:
    """ "Center for American Progress": a noun for bodies before the token, words with capitals after it."""
    head = token - 1
    if words.lower[token] not in TIES or words.is_headline[head] or words.block[head] != words.block[token]:
        return None
    if not _is_body(words, head, on_something=words.lower[token] == "on"):
        return None
    start = head
    while start and _is_capital(words, start - 1) and words.tag[start - 1] in PROPER and _is_free(words, start - 1):
        start -= 1
    first = token + 1 + (words.lower[token + 1 : token + 2] == ["the"])
    end = _end(words, first)
    if end is None or words.block[start] != words.block[end - 1] or find_place(words.between(first, end)):
        return None
    return start, end


def _end(words: "Words", first: int) -> int | None:
    """Where the words with capitals from `first` on end that belong to the name; None where there are none."""
    end = first
    while end < len(words):
        if _is_capital(words, end) and _may_end(words, end):
            end += 1
        elif words.lower[end] in JOINTS and end > first and _goes_on(words, end):
            end += 2
        else:
            break
    while end > first and words.tag[end - 1] not in ("NNP", "NNPS", "NN", "NNS"):
        end -= 1
    return end if end > first else None


def _is_capital(words: "Words", token: int) -> bool:
    return words.text[token][:1].isupper() and words.tag[token] in ("NNP", "NNPS", "JJ", "NN", "NNS", "VBG")


def _may_end(words: "Words", token: int) -> bool:
    unit = words.units.get(token)
    inside = unit is None or unit.form is None or unit.form.what in WITHIN
    return inside and (words.entity[token] not in OTHER_NAMES or (unit is not None and unit.form is not None))


def _goes_on(words: "Words", joint: int) -> bool:
    """Whether the name goes on after "and": "Disease Control and Prevention", not "and Heritage Foundation"."""
    after = joint + 1
    if after >= len(words) or not _is_capital(words, after) or not _may_end(words, after):
        return False
    if words.dep[after] == "conj" and words.head[after] == joint - 1 and words.head[joint - 1] > after:
        return True
    last = after
    while last + 1 < len(words) and _is_capital(words, last + 1):
        last += 1
    return not _is_body(words, last) and words.head[joint] < joint + 4


def _is_free(words: "Words", token: int) -> bool:
    """Whether a word before the noun may belong to the name: no country's adjective, which says whose the body is."""
    unit = words.units.get(token)
    return unit is None or unit.form is None or unit.form.what == "name"


def _is_body(words: "Words", token: int, *, on_something: bool = False) -> bool:
    said = words.lower[token]
    noun = nouns().get(said)
    if words.tag[token] not in PROPER or not words.text[token][:1].isupper() or words.text[token].isupper():
        return False
    if noun and not on_something and (noun.sector == "GOV" or noun.singular not in BODIES):
        return False
    return noun is not None or said in body_words()
