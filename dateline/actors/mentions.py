"""The noun phrases that may name somebody, and what each says of them.

A phrase is what a reader would name: "his North Korean counterpart Choe Son Hui", with possessor, adjectives and title.
Phrases nest by their possessors and "of" objects. Nobody is identified here: that is for `identity` (names) and
`coreference` (all else).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.actors.vocabulary import Form, Noun, Office, nouns, offices
from dateline.actors.words import Unit, Words
from dateline.language import GAP

NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS"})
PROPER = frozenset({"NNP", "NNPS"})
PLURAL = frozenset({"NNS", "NNPS"})
INSIDE = frozenset({"DT", "PDT", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH", "RB", "RBS", "RBR", "AFX", *NOMINAL})
"""The tags of words that stand within a noun phrase before its head."""
PRONOUNS = frozenset(
    {"he", "him", "his", "she", "her", "hers", "it", "its", "they", "them", "their", "theirs"}
    | {"himself", "herself", "itself", "themselves"}
)
NUMBERS = {"both": 2, "two": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
PARTICLES = frozenset(
    {"bin", "ibn", "bint", "al", "el", "de", "da", "dos", "del", "der", "den", "van", "von", "la", "ul", "ur"}
)
LONGEST_TITLE = 5
"""The most words that a title of the tables has ("president of the state affairs commission" but for its last)."""


@dataclass(slots=True)
class Phrase:
    """Tokens [start, end) around `head`. `name` are the tokens of a proper name; `form` what the tables know of it."""

    start: int
    end: int
    head: int
    name: tuple[int, int] | None = None
    form: Form | None = None
    office: Office | None = None
    noun: Noun | None = None
    title: str = ""
    codes: tuple[str, ...] = ()
    bodies: tuple[Form, ...] = ()
    possessor: int | None = None
    of: int | None = None
    determiner: str = ""
    number: int | None = None
    plural: bool = False
    pronoun: bool = False
    inner: bool = False
    entity: str = ""
    last: int = field(default=0)

    @property
    def is_group(self) -> bool:
        """Whether the phrase counts its members: "the two leaders", "both sides"."""
        return self.number is not None and self.plural


@dataclass(slots=True)
class _Chunk:
    start: int
    end: int
    possessor: int | None = None


def find_phrases(words: Words) -> list[Phrase]:
    """Every phrase that may be a mention, in the order of the text, possessors before what they possess."""
    phrases = [phrase for chunk in _chunks(words) for phrase in _read(words, chunk)]
    phrases.sort(key=lambda phrase: (phrase.head, phrase.start))
    phrases = list(_joined(words, phrases))
    by_head = {phrase.head: phrase for phrase in phrases}
    for phrase in phrases:
        _extend_right(words, phrase, by_head)
    return phrases


def _chunks(words: Words) -> Iterator[_Chunk]:
    token = len(words) - 1
    while token >= 0:
        if words.dep[token] == GAP:
            token -= 1
        elif words.tag[token] in NOMINAL or token in words.units or _stands_alone(words, token):
            chunk = _chunk(words, token)
            yield chunk
            token = chunk.start - 1 if chunk.possessor is None else chunk.possessor
        elif words.lower[token] in PRONOUNS:
            yield _Chunk(token, token + 1)
            token -= 1
        else:
            token -= 1


def _stands_alone(words: Words, token: int) -> bool:
    """Whether a number or "other" is the noun itself: "the two agreed", "both said", "each other"."""
    if words.lower[token] in NUMBERS:
        return words.dep[token] in ("nsubj", "nsubjpass", "dobj", "pobj", "poss")
    return words.lower[token] in ("other", "another") and token > 0 and words.lower[token - 1] in ("each", "one")


def _chunk(words: Words, last: int) -> _Chunk:
    """The chunk that ends with the token `last`: as far left as words depend on what is already in it."""
    unit = words.units.get(last)
    start = unit.start if unit else last
    chunk = _Chunk(start, last + 1)
    joined = False
    while start > 0:
        before = start - 1
        if words.tag[before] == "POS" and before:
            inner = _chunk(words, before - 1)
            return _Chunk(inner.start, last + 1, before - 1)
        if words.tag[before] == "PRP$":
            return _Chunk(before, last + 1, before)
        unit = words.units.get(before)
        if unit and any(start <= words.head[token] <= last for token in range(unit.start, unit.end)):
            start, joined = unit.start, False
        elif _is_conjunct(words, before, start, last):
            start, joined = before, True
        elif joined and words.tag[before] in ("CC", ","):
            start = before
        elif start <= words.head[before] <= last and _may_stand_inside(words, before):
            start, joined = before, False
        elif unit and joined and unit.end == start - 1:
            start = unit.start
        else:
            break
    chunk.start = start
    return chunk


def _may_stand_inside(words: Words, token: int) -> bool:
    if words.tag[token] in INSIDE:
        return words.entity[token] not in ("DATE", "TIME") or words.tag[token] in ("DT", "CD", "JJ")
    return words.dep[token] == "quantmod" or (words.tag[token] == "," and words.tag[token - 1] in ("JJ", "NNP"))


def _is_conjunct(words: Words, token: int, start: int, last: int) -> bool:
    """Whether the token is joined to an adjective of the chunk further left: "Russian and Ukrainian officials"."""
    first = words.head[token]
    near = words.dep[token] == "conj" and token - 3 <= first < token and words.tag[token] in ("JJ", "NNP", "NN")
    return near and start <= words.head[first] <= last and words.dep[first] in ("amod", "compound", "nmod", "poss")


def _read(words: Words, chunk: _Chunk) -> Iterator[Phrase]:
    """The phrase of a chunk, and those of the names that stand in it as modifiers ("the Russia-Ukraine talks")."""
    last = chunk.end - 1
    phrase = Phrase(chunk.start, chunk.end, last, possessor=chunk.possessor, last=last)
    if _is_pronoun(words, chunk):
        phrase.pronoun = True
        phrase.plural = words.lower[last].startswith(("the", "other", "another"))
        yield phrase
        return
    own = chunk.start if chunk.possessor is None else chunk.possessor + 1
    unit = words.units.get(last)
    if unit and own < unit.end:
        phrase.name, phrase.form = (max(unit.start, own), unit.end), unit.form
        phrase.head = _head(words, phrase.name)
    else:
        phrase.name = _name(words, own, chunk.end)
    if phrase.name == (0, 0):
        phrase.name = None
    _describe(words, phrase, own)
    phrase.entity = words.entity[phrase.head]
    yield phrase
    yield from _inner_names(words, phrase, own)


def _is_pronoun(words: Words, chunk: _Chunk) -> bool:
    if chunk.end - chunk.start == 1:
        return words.lower[chunk.start] in PRONOUNS
    return words.between(chunk.start, chunk.end).lower() in ("each other", "one another")


def _head(words: Words, name: tuple[int, int]) -> int:
    """The token of a name whose head lies outside of it."""
    start, end = name
    return next((token for token in range(start, end) if not start <= words.head[token] < end), end - 1)


def _name(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The proper name that ends a chunk, without the title before it."""
    first = end
    while first > start and _is_of_name(words, first - 1, start):
        first -= 1
    while first < end and words.lower[first] in PARTICLES and words.tag[first] not in PROPER:
        first += 1
    return (first, end) if first < end else None


def _is_of_name(words: Words, token: int, start: int) -> bool:
    if token in words.units:
        return False
    if words.tag[token] not in PROPER and not (words.lower[token] in PARTICLES and token > start):
        return words.entity[token] == "PERSON" and words.text[token][:1].isupper() and words.tag[token] in ("JJ", "NN")
    if _title_ending_at(words, start, token + 1) is None:
        return True
    first, end = words.entity_span(token)
    return words.entity[token] == "PERSON" and end - 1 == token > first and words.lower[first] not in offices()


def _title_ending_at(words: Words, start: int, end: int) -> tuple[int, Office | Noun] | None:
    """The longest title or noun of the tables whose last word is token `end - 1`, and where it begins."""
    last = words.singular(end - 1)
    for first in range(max(start, end - LONGEST_TITLE), end):
        if words.text[first] == "-":
            continue
        before = words.whole[words.start[first] : words.start[end - 1]].lower() if first < end - 1 else ""
        for said in dict.fromkeys(
            (" ".join((before + last).split()), " ".join((before + words.lower[end - 1]).split()))
        ):
            if office := offices().get(said):
                return first, office
            if (noun := nouns().get(said)) and not (noun.singular == "person" and words.tag[end - 1] == "NNP"):
                return first, noun
    return None


def _describe(words: Words, phrase: Phrase, own: int) -> None:
    """Read title, countries, bodies, determiner and number off the words before the name."""
    end = phrase.name[0] if phrase.name else phrase.end
    phrase.plural = words.tag[phrase.last] in PLURAL
    if phrase.possessor is not None:
        phrase.determiner = "'s"
    titled = _title_ending_at(words, own, end) if end > own else None
    if titled and isinstance(titled[1], Office):
        phrase.office = titled[1]
    elif titled and isinstance(titled[1], Noun):
        phrase.noun = titled[1]
    said: list[str] = []
    token = own
    while token < end:
        unit = words.units.get(token)
        if unit and unit.form and (not titled or unit.start < titled[0] or unit.form.what not in ("organization",)):
            token = min(unit.end, end)
            if unit.form.what in ("medium", "organization", "government"):
                phrase.bodies += (unit.form,)
                said.append(unit.form.words)
            else:
                phrase.codes += (unit.form.key,)
            continue
        if words.tag[token] in ("DT", "PDT", "PRP$") or words.lower[token] in NUMBERS:
            phrase.determiner = phrase.determiner or words.lower[token]
            phrase.number = NUMBERS.get(words.lower[token], phrase.number)
        elif words.tag[token] == "CD":
            phrase.determiner = phrase.determiner or "#"
        elif (
            words.tag[token] not in ("CC", ",", "POS") and words.dep[token] != "quantmod" and words.tag[token] != "JJR"
        ):
            said.append(_of_title(words, token))
        token += 1
    if words.lower[phrase.last] in NUMBERS and not phrase.name:
        phrase.number, phrase.plural = NUMBERS[words.lower[phrase.last]], True
    phrase.plural = phrase.plural or phrase.number is not None
    phrase.title = " ".join(said).replace(" - ", "-")


def _of_title(words: Words, token: int) -> str:
    text = words.text[token]
    return text if len(text) > 1 and text.isupper() else words.lower[token]


def _inner_names(words: Words, phrase: Phrase, own: int) -> Iterator[Phrase]:
    """Names of states and bodies that modify: each is a mention of its own; adjectives are none."""
    seen: set[Unit] = set()
    first = phrase.name[0] if phrase.name else phrase.end
    for token in range(own, first):
        unit = words.units.get(token)
        if not unit or unit in seen or unit.form is None or unit.end > phrase.end:
            continue
        seen.add(unit)
        head = _head(words, (unit.start, unit.end))
        adjectival = unit.form.what in ("adjective", "demonym", "capital") or words.tag[head] not in PROPER
        if not adjectival and not (unit.form.what == "name" and (phrase.office or phrase.noun)):
            yield Phrase(unit.start, unit.end, head, (unit.start, unit.end), unit.form, inner=True, last=unit.end - 1)


def _joined(words: Words, phrases: list[Phrase]) -> Iterator[Phrase]:
    """Phrases with "their counterpart" and "Choe Son Hui" made one, where the name follows without a comma."""
    ending = {phrase.end: phrase for phrase in phrases if not phrase.inner}
    taken: set[int] = set()
    for phrase in phrases:
        title = ending.get(phrase.start)
        bare = phrase.name and not (phrase.inner or phrase.codes or phrase.title or phrase.determiner)
        if bare and title and _is_title_of(words, title, phrase):
            taken.add(id(title))
            phrase.start, phrase.possessor, phrase.determiner = title.start, title.possessor, title.determiner
            phrase.office, phrase.noun, phrase.title = title.office, title.noun, title.title
            phrase.codes, phrase.bodies = title.codes, title.bodies
            phrase.head = title.head if words.dep[phrase.head] == "appos" else phrase.head
    return (phrase for phrase in phrases if id(phrase) not in taken)


def _is_title_of(words: Words, title: Phrase, named: Phrase) -> bool:
    if title.name or title.plural or not (title.office or title.noun):
        return False
    return words.dep[named.head] in ("appos", "nsubj", "dobj", "nmod", "oprd", "pobj")


def _extend_right(words: Words, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """Take in "of Russia", "for Hamas", "in New Delhi" where a title or noun has them as its complement."""
    if phrase.name or phrase.pronoun or not (phrase.office or phrase.noun) or phrase.end >= len(words):
        return
    prep = phrase.end
    if words.tag[prep] != "IN" or words.head[prep] != phrase.last or words.lower[prep] not in COMPLEMENTS:
        return
    if words.lower[prep] in SETTINGS and (phrase.possessor is not None or not phrase.plural):
        return
    for kid in words.kids[prep]:
        held = by_head.get(kid)
        if held and held.start == prep + 1:
            phrase.end, phrase.of = held.end, held.head
            phrase.last = phrase.head


COMPLEMENTS = frozenset({"of", "for", "to", "in", "at", "from"})
"""What ties a complement to a title: "president of", "spokesman for", "ambassador to", "sources in"."""
SETTINGS = frozenset({"in", "at", "from"})
"""Of these, the ones that also say where something happens: taken in only after those who are told by their place."""
