"""The noun phrases that may name somebody, and what each says of them.

A phrase is what a reader would name: "his North Korean counterpart Choe Son Hui", with possessor, adjectives and title.
Phrases nest by their possessors and "of" objects. Nobody is identified here: that is for `identity` (names) and
`coreference` (all else).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.actors.vocabulary import Form, Noun, Office, nouns, offices, passing_words, portfolios
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
UNSAID = frozenset({"CC", ",", "POS", "JJR", "RB", "-LRB-", "-RRB-"})
"""Tags of words that stand before a head and are no part of its title."""
LONGEST_TITLE = 5
"""The most words that a title of the tables has ("president of the state affairs commission" but for its last)."""


@dataclass(slots=True)
class Phrase:
    """Tokens [start, end) around `head`. `name` are the tokens of a proper name; `form` what the tables know of it.

    `last` is the last word before any complement; `name_head` the head of the name, where a title takes `head` from it.
    """

    start: int
    end: int
    head: int
    name: tuple[int, int] | None = None
    name_head: int | None = None
    form: Form | None = None
    office: Office | None = None
    noun: Noun | None = None
    title: str = ""
    codes: tuple[str, ...] = ()
    bodies: tuple[Form, ...] = ()
    towns: tuple[str, ...] = ()
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
    phrases = list(_with_long_titles(words, phrases))
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
        return words.tag[before] in PROPER or words.text[before] == "-"
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
    while first > start and _is_of_name(words, first - 1, start, end):
        first -= 1
    while first < end and (words.text[first] == "-" or words.lower[first] in PARTICLES - {"al"}):
        if words.tag[first] in PROPER and words.text[first] != "-":
            break
        first += 1
    return (first, end) if first < end else None


def _is_of_name(words: Words, token: int, start: int, end: int) -> bool:
    if token in words.units:
        return False
    if words.tag[token] == "HYPH":
        return token > start and words.tag[token - 1] in PROPER and words.end[token - 1] == words.start[token]
    if words.tag[token] not in PROPER and not (words.lower[token] in PARTICLES and token > start):
        return words.entity[token] == "PERSON" and words.text[token][:1].isupper() and words.tag[token] in ("JJ", "NN")
    if _title_ending_at(words, start, token + 1) is None:
        return True
    if token + 1 < end and all(words.lower[after] in portfolios() for after in range(token + 1, end)):
        return True
    first, after = words.entity_span(token)
    return words.entity[token] == "PERSON" and after - 1 == token > first and words.lower[first] not in offices()


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
                if unit.form.key not in [form.key for form in phrase.bodies]:
                    said.append(unit.form.words)
                phrase.bodies += (unit.form,)
            else:
                phrase.codes += (unit.form.key,)
            continue
        if words.tag[token] in ("DT", "PDT", "PRP$") or words.lower[token] in NUMBERS:
            phrase.determiner = phrase.determiner or words.lower[token]
            phrase.number = NUMBERS.get(words.lower[token], phrase.number)
        elif words.tag[token] == "CD":
            phrase.determiner = phrase.determiner or "#"
        elif words.tag[token] not in UNSAID and words.dep[token] != "quantmod" and words.lower[token] != "least":
            common = phrase.noun is not None and words.tag[phrase.last] not in PROPER
            if words.tag[token] in PROPER and (common or words.entity[token] in ("GPE", "LOC")):
                in_town = words.entity[token] in ("GPE", "LOC")
                phrase.towns += (words.between(*words.entity_span(token)) if in_town else words.text[token],)
            if words.lower[token] not in passing_words():
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
        in_a_name = phrase.name is None and not (phrase.office or phrase.noun) and words.tag[phrase.last] in PROPER
        if unit.form.what in ("medium", "organization") and in_a_name:
            continue
        titled = unit.form.what == "name" and (phrase.office or phrase.noun) and not words.is_headline[token]
        if not adjectival and not titled:
            yield Phrase(
                unit.start, unit.end, head, name=(unit.start, unit.end), form=unit.form, inner=True, last=unit.end - 1
            )


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
            phrase.name_head = phrase.head
            phrase.head = title.head if words.dep[phrase.head] == "appos" else phrase.head
    return (phrase for phrase in phrases if id(phrase) not in taken)


def _is_title_of(words: Words, title: Phrase, named: Phrase) -> bool:
    if title.name or title.plural or not (title.office or title.noun):
        return False
    return words.dep[named.head] in ("appos", "nsubj", "dobj", "nmod", "oprd", "pobj")


def _with_long_titles(words: Words, phrases: list[Phrase]) -> Iterator[Phrase]:
    """Phrases with "Minister of Roads and Urban Development" and "Bahram Sadeqi" made one."""
    titles = {phrase.end: phrase for phrase in phrases if phrase.office and not (phrase.name or phrase.plural)}
    inside: list[tuple[int, int]] = []
    for phrase in phrases:
        if phrase.name is None or phrase.form or phrase.inner or phrase.office or phrase.end - phrase.start < 2:
            continue
        first = _after_portfolio(words, phrase)
        title = titles.get(_end_of_title(words, titles, first)) if first < phrase.end else None
        if title is None:
            continue
        inside.append((title.start, first))
        between = [words.units[token] for token in range(title.end, first) if token in words.units]
        codes = tuple(dict.fromkeys(unit.form.key for unit in between if unit.form and unit.form.what in STATE_FORMS))
        phrase.title = f"{title.title} {words.between(title.end, first).lower()}".strip()
        phrase.name, phrase.start = (first, phrase.end), title.start
        phrase.name_head, phrase.head = phrase.head, title.head
        phrase.office, phrase.codes = title.office, title.codes or phrase.codes or codes
        phrase.possessor, phrase.determiner, phrase.bodies = title.possessor, title.determiner, title.bodies
        phrase.entity = "PERSON"
    for phrase in phrases:
        swallowed = any(start <= phrase.start and phrase.end <= end for start, end in inside)
        if not swallowed or phrase.form or phrase.noun or phrase.pronoun:
            yield phrase


STATE_FORMS = frozenset({"name", "adjective", "capital"})
"""The forms of the tables that say of which country a title is."""
TITLE_REACH = 12
"""How many words may stand between a title and its bearer: "Deputy Director of the ... Information Department"."""


def _after_portfolio(words: Words, phrase: Phrase) -> int:
    """Where the person's name begins, after words for what the office is about ("Commerce Shen Guoliang")."""
    first = phrase.name[0] if phrase.name else phrase.start
    while first < phrase.end - 1 and words.lower[first] in portfolios():
        first += 1
    return first


def _end_of_title(words: Words, titles: dict[int, Phrase], first: int) -> int:
    """Where the title ends whose "of ..." leads up to the token `first`; 0 where none does."""
    end, tied = first, False
    while end > 0 and first - end <= TITLE_REACH:
        if tied and end in titles:
            return end
        before = end - 1
        named = words.lower[before] in portfolios() or before in words.units or words.lower[before] in nouns()
        if not (named or words.tag[before] in ("IN", "CC", "DT", "POS", ",")):
            return 0
        if words.tag[before] == "IN" and words.lower[before] not in ("of", "for"):
            return 0
        if end == first and not named:
            return 0
        tied = words.lower[before] in ("of", "for")
        end = before
    return 0


def _extend_right(words: Words, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """Take in "of Russia", "for Hamas", "in New Delhi" where a title or noun has them as its complement."""
    if phrase.name or phrase.pronoun or not (phrase.office or phrase.noun) or phrase.end >= len(words):
        return
    _take_office_of(words, phrase)
    prep = phrase.end
    if (
        prep >= len(words)
        or words.tag[prep] != "IN"
        or words.head[prep] != phrase.last
        or words.lower[prep] not in COMPLEMENTS
    ):
        return
    if words.lower[prep] in SETTINGS and (phrase.determiner or not phrase.plural):
        return
    for kid in words.kids[prep]:
        held = by_head.get(kid)
        if held and held.start == prep + 1:
            phrase.end, phrase.of = held.end, held.head
    if phrase.noun and phrase.noun.sector == "GOV":
        _extend_over_portfolio(words, phrase, by_head)


def _take_office_of(words: Words, phrase: Phrase) -> None:
    """ "Chief of staff", "secretary of state": titles of the tables that have an "of"."""
    for end in range(min(len(words), phrase.end + LONGEST_TITLE - 1), phrase.end + 1, -1):
        said = words.between(phrase.last, end).lower()
        if words.tag[phrase.end] == "IN" and (office := offices().get(said)):
            phrase.office, phrase.noun, phrase.end = office, None, end
            phrase.title = f"{phrase.title} {words.between(phrase.last + 1, end).lower()}".strip()
            return


def _extend_over_portfolio(words: Words, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """Take in what a ministry is for, and whose it is: "the Ministry of Agriculture and Forestry of Laos"."""
    end = max(phrase.end, phrase.last + 1)
    while end + 1 < len(words):
        joint, said = words.lower[end], words.lower[end + 1]
        if joint in ("of", "for", "and", "&", ",") and said in portfolios() and words.text[end + 1][0].isupper():
            end += 2
        elif joint in portfolios() and words.text[end][0].isupper():
            end += 1
        else:
            break
    state = next((held for held in by_head.values() if held.start == end + 1 and held.form), None)
    if end > phrase.last + 1:
        phrase.title = words.between(phrase.last, end).lower()
        phrase.end, phrase.of = end, None
        if state and words.lower[end] == "of":
            phrase.end, phrase.of = state.end, state.head


COMPLEMENTS = frozenset({"of", "for", "to", "in", "at", "from"})
"""What ties a complement to a title: "president of", "spokesman for", "ambassador to", "sources in"."""
SETTINGS = frozenset({"in", "at", "from"})
"""Of these, the ones that also say where something happens: taken in only after those who are told by their place."""
