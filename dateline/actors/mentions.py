"""The noun phrases that may name somebody, and what each says of them.

A phrase is what a reader would name: "his North Korean counterpart Choe Son Hui", with possessor, adjectives and title.
Phrases nest by their possessors and "of" objects. Nobody is identified here: that is for `identity` (names) and
`coreference` (all else).
"""

from collections.abc import Iterator

from dateline.actors.chunks import NUMBERS, PRONOUNS, Chunk, find_chunks
from dateline.actors.phrase import Phrase, title_ending_at
from dateline.actors.roles import HONORIFICS
from dateline.actors.titles import extend_right, join_long_titles, join_titles
from dateline.actors.vocabulary import (
    PROPER,
    Form,
    Noun,
    Office,
    nouns,
    offices,
    passing_words,
    portfolios,
    versed_words,
)
from dateline.actors.words import Unit, Words

PLURAL = frozenset({"NNS", "NNPS"})

PARTICLES = frozenset(
    {"bin", "ibn", "bint", "al", "el", "de", "da", "dos", "del", "der", "den", "van", "von", "la", "ul", "ur"}
)

DIRECTIONS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "central",
        "northern",
        "southern",
        "eastern",
        "western",
        "middle",
        "upper",
        "lower",
    }
)
CITIZEN = "citizen"
"""What one of a people is, by whose name alone a page calls somebody."""
ONE_OF = frozenset({"the", "a", "an", "another", "one", "this", "that"})
OF_ANY_NUMBER = ("ese", "sh", "ch", "ss", "Manx", "Basotho", "Malagasy")
"""Endings of the names of peoples that are the same for one and for many."""
SINGULAR = frozenset({"is", "was", "has", "does", "'s"})
NAMED_BODIES = frozenset({"organization", "company", "igo", "ngo", "armed_group"})
UNSAID = frozenset({"CC", ",", "POS", "JJR", "RB", "-LRB-", "-RRB-"})
"""Tags of words that stand before a head and are no part of its title."""


def find_phrases(words: Words) -> list[Phrase]:
    """Every phrase that may be a mention, in the order of the text, possessors before what they possess."""
    phrases = [phrase for chunk in find_chunks(words) for phrase in _read(words, chunk)]
    phrases.sort(key=lambda phrase: (phrase.head, phrase.start))
    phrases = list(join_titles(words, phrases))
    phrases = list(join_long_titles(words, phrases))
    by_head = {phrase.head: phrase for phrase in phrases}
    for phrase in reversed(phrases):
        extend_right(words, phrase, by_head)
    return phrases


def _read(words: Words, chunk: Chunk) -> Iterator[Phrase]:
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
    one_of = unit is not None and _is_one_of_a_people(words, unit, own)
    if unit and own < unit.end and not one_of:
        phrase.name, phrase.form = (max(unit.start, own), unit.end), unit.form
        phrase.head = head_of(words, phrase.name)
    elif not one_of:
        phrase.name = _name(words, own, chunk.end)
    if phrase.name == (0, 0):
        phrase.name = None
    _describe(words, phrase, own)
    if one_of:
        phrase.noun = nouns()[CITIZEN]
    phrase.entity = words.entity[phrase.head]
    if phrase.name is None and _is_proper_body(words, phrase, own):
        first = next(token for token in range(own, phrase.end) if words.tag[token] in PROPER)
        phrase.name = (first, phrase.end)
    yield phrase
    yield from _inner_names(words, phrase, own)


def _is_proper_body(words: Words, phrase: Phrase, own: int) -> bool:
    """Whether a noun for bodies ends a name: "the Wheat Growers Union", but not "the Foreign Ministry"."""
    noun, said = phrase.noun, [token for token in range(own, phrase.end) if words.tag[token] in PROPER]
    if noun is None or noun.singular not in NAMED_BODIES or phrase.plural or len(said) < 2 or phrase.office:
        return False
    return said == list(range(said[0], phrase.end)) and said[0] not in words.units


def _is_one_of_a_people(words: Words, unit: Unit, own: int) -> bool:
    """Whether the name of a people ends a phrase that means one of them: "the elderly Norwegian", "a Dane"."""
    form, last = unit.form, unit.end - 1
    if form is None or form.what not in ("adjective", "demonym") or not own < unit.start:
        return False
    if form.what == "demonym" and form.words.endswith(("s", "men")):
        return False
    if words.tag[last] not in ("NNP", "NN", "NNPS", "JJ") or words.dep[last] in ("amod", "compound", "nmod"):
        return False
    if words.tag[min(unit.end, len(words) - 1)] == "CC" or words.lower[own] not in ONE_OF:
        return False
    if not form.words.endswith(OF_ANY_NUMBER):
        return True
    verb = words.head[last]
    helpers = {words.lower[kid] for kid in words.kids[verb] if words.dep[kid] in ("aux", "auxpass")}
    acts = words.dep[last] in ("nsubj", "nsubjpass")
    return words.lower[own] != "the" or (acts and (words.tag[verb] == "VBZ" or bool(helpers & SINGULAR)))


def _is_pronoun(words: Words, chunk: Chunk) -> bool:
    if chunk.end - chunk.start == 1:
        return words.lower[chunk.start] in PRONOUNS
    return words.between(chunk.start, chunk.end).lower() in ("each other", "one another")


def head_of(words: Words, name: tuple[int, int]) -> int:
    """The token of a name whose head lies outside of it."""
    start, end = name
    heads = (token for token in range(start, end) if words.head[token] == token or not start <= words.head[token] < end)
    return next(heads, end - 1)


def _name(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """The proper name that ends a chunk, without the title before it."""
    first = end
    while first > start and _is_of_name(words, first - 1, start, end):
        first -= 1
    said = nouns().get(words.lower[first]) if end - first > 2 else None
    if said and said.singular == "person" and words.entity[end - 1] == "PERSON" != words.entity[first]:
        first += 1
    while first < end and (words.text[first] == "-" or words.lower[first] in PARTICLES - {"al"}):
        if words.tag[first] in PROPER and words.text[first] != "-":
            break
        first += 1
    is_name = any(words.text[token][:1].isupper() or words.text[token][:1].isdigit() for token in range(first, end))
    return (first, end) if is_name else None


def _is_of_name(words: Words, token: int, start: int, end: int) -> bool:
    if token in words.units or not (words.text[token][0].isalnum() or words.text[token] == "-"):
        return False
    if words.tag[token] == "HYPH":
        return token > start and words.tag[token - 1] in PROPER and words.end[token - 1] == words.start[token]
    if words.tag[token] not in PROPER and not (words.lower[token] in PARTICLES and token > start):
        return words.entity[token] == "PERSON" and words.text[token][:1].isupper() and words.tag[token] in ("JJ", "NN")
    title = title_ending_at(words, start, token + 1)
    if title is None or (words.text[token] in words.surnames and _is_address(words, token - 1)):
        return True
    if token + 1 < end and all(words.lower[after] in portfolios() for after in range(token + 1, end)):
        return True
    first, after = words.entity_span(token)
    if words.entity[token] != "PERSON" or token == first or words.lower[first] in offices():
        return False
    return after - 1 == token or (after - 2 == token and words.lower[token + 1] in ("jr.", "jr", "sr.", "sr"))


def _is_address(words: Words, token: int) -> bool:
    """Whether the token is a "Mr." or "Ms.", after which even "King" is a surname."""
    office = offices().get(words.lower[token])
    return office is not None and office.office in HONORIFICS


def _describe(words: Words, phrase: Phrase, own: int) -> None:
    """Read title, countries, bodies, determiner and number off the words before the name."""
    end = phrase.name[0] if phrase.name else phrase.end
    phrase.plural = words.tag[phrase.last] in PLURAL
    if phrase.possessor is not None:
        phrase.determiner = "'s"
    titled = title_ending_at(words, own, end) if end > own else None
    while titled and isinstance(titled[1], Office) and titled[1].office in HONORIFICS and titled[0] > own:
        if not (before := title_ending_at(words, own, titled[0])):
            break
        titled, end = before, titled[0]
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
                if unit.form.key not in [form.key for form in phrase.bodies]:
                    said.append(unit.form.words)
                phrase.bodies += (unit.form,)
            elif not _is_subject(words, unit.form, end - 1) and not (phrase.bodies and unit.form.what == "name"):
                phrase.codes += (unit.form.key,)
            continue
        if words.tag[token] in ("DT", "PDT", "PRP$") or words.lower[token] in NUMBERS:
            phrase.determiner = phrase.determiner or words.lower[token]
            phrase.number = NUMBERS.get(words.lower[token], phrase.number)
        elif words.tag[token] == "CD":
            phrase.determiner = phrase.determiner or ("a" if words.lower[token] == "one" else "#")
        elif words.tag[token] not in UNSAID and words.dep[token] != "quantmod" and words.lower[token] != "least":
            common = phrase.noun is not None and words.tag[phrase.last] not in PROPER
            capital = words.tag[token] in PROPER and words.text[token][:1].isupper()
            if capital and words.lower[token] not in DIRECTIONS and (common or words.entity[token] in ("GPE", "LOC")):
                in_town = words.entity[token] in ("GPE", "LOC")
                phrase.towns += (words.between(*words.entity_span(token)) if in_town else words.text[token],)
            if words.lower[token] not in passing_words() or _is_in_place(words, token):
                said.append(_of_title(words, token))
        token += 1
    if words.lower[phrase.last] in NUMBERS and not phrase.name:
        phrase.number, phrase.plural = NUMBERS[words.lower[phrase.last]], True
    phrase.plural = phrase.plural or phrase.number is not None
    phrase.title = " ".join(said).replace(" - ", "-").strip("- ")


def _is_subject(words: Words, form: Form, last: int) -> bool:
    """Whether a country is what somebody knows about and not whose they are: "an Iran expert", but "a US expert"."""
    return form.what == "name" and not form.words.isupper() and words.singular(last) in versed_words()


def _is_in_place(words: Words, token: int) -> bool:
    """Whether "New" is part of a place's name: "a New York judge"."""
    first, end = words.entity_span(token)
    return words.entity[token] in ("GPE", "LOC") and end - first > 1


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
        head = head_of(words, (unit.start, unit.end))
        adjectival = unit.form.what in ("adjective", "demonym", "capital") or words.tag[head] not in PROPER
        in_a_name = not (phrase.office or phrase.noun) and words.tag[phrase.last] in PROPER and unit.end <= phrase.last
        if unit.form.what in ("medium", "organization") and in_a_name:
            continue
        titled = unit.form.what == "name" and (phrase.office or phrase.noun) and not words.is_headline[token]
        if not adjectival and not titled:
            yield Phrase(
                unit.start, unit.end, head, name=(unit.start, unit.end), form=unit.form, inner=True, last=unit.end - 1
            )
