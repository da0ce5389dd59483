"""Titles that grammar keeps apart from their bearers, and complements that belong to them.

"His counterpart" + "Choe Son Hui" · "Minister of Roads and Urban Development" + "Bahram Sadeqi" · "spokesman" + "for
Hamas" · "Ministry" + "of Agriculture and Forestry of Laos".
"""

from collections.abc import Iterator

from dateline.actors.phrase import LONGEST_TITLE, Phrase
from dateline.actors.vocabulary import nouns, offices, portfolios
from dateline.actors.words import Words

STATE_FORMS = frozenset({"name", "adjective", "capital"})
"""The forms of the tables that say of which country a title is."""

TITLE_REACH = 12
"""How many words may stand between a title and its bearer: "Deputy Director of the ... Information Department"."""

COMPLEMENTS = frozenset({"of", "for", "to", "in", "at", "from"})
"""What ties a complement to a title: "president of", "spokesman for", "ambassador to", "sources in"."""

TIES = frozenset({"of", "for", "to"})
"""Of these, the ones that stand in a title that leads up to a name; "to" says where somebody is sent, not whose."""

SETTINGS = frozenset({"in", "at", "from"})
"""Of these, the ones that also say where something happens: taken in only after those who are told by their place."""


def join_titles(words: Words, phrases: list[Phrase]) -> Iterator[Phrase]:
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


def join_long_titles(words: Words, phrases: list[Phrase]) -> Iterator[Phrase]:
    """Phrases with "Minister of Roads and Urban Development" and "Bahram Sadeqi" made one."""
    titles = {phrase.end: phrase for phrase in phrases if phrase.office and not (phrase.name or phrase.plural)}
    inside: list[tuple[int, int]] = []
    for phrase in phrases:
        if phrase.name is None or phrase.form or phrase.inner or phrase.office or phrase.end - phrase.start < 2:
            continue
        first = _after_portfolio(words, phrase)
        title = titles.get(_end_of_title(words, titles, first)) if first < phrase.end else None
        if title is None or words.lower[phrase.end - 1] in portfolios():
            continue
        inside.append((title.start, first))
        between = [words.units[token] for token in range(title.end, first) if token in words.units]
        codes = tuple(dict.fromkeys(unit.form.key for unit in between if unit.form and unit.form.what in STATE_FORMS))
        if words.lower[title.end] == "to":
            codes = phrase.codes = ()
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
        if words.tag[before] == "IN" and words.lower[before] not in TIES:
            return 0
        if end == first and not named:
            return 0
        tied = words.lower[before] in TIES
        end = before
    return 0


def extend_right(words: Words, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """Take in "of Russia", "for Hamas", "in New Delhi" where a title or noun has them as its complement."""
    if phrase.name or phrase.pronoun or not (phrase.office or phrase.noun) or phrase.end >= len(words):
        return
    _take_office_of(words, phrase)
    prep = phrase.end
    if (
        prep >= len(words)
        or words.tag[prep] != "IN"
        or words.head[prep] not in (phrase.last, phrase.end - 1)
        or words.lower[prep] not in COMPLEMENTS
    ):
        return
    is_setting = words.lower[prep] in SETTINGS and (phrase.determiner or not phrase.plural)
    for kid in words.kids[prep]:
        held = by_head.get(kid)
        if held and is_setting:
            phrase.of = held.head if held.start == prep + 1 and held.form else None
        elif held and held.start == prep + 1:
            if phrase.office and words.lower[prep] == "of" and not held.name:
                phrase.title = f"{phrase.title} {words.between(prep, held.end).lower()}".strip()
            phrase.end = _end_of_joined(words, held, by_head)
            phrase.of = held.of if held.of is not None and not held.name else held.head
    governs = (phrase.noun and phrase.noun.sector == "GOV") or (phrase.office and phrase.office.sector == "GOV")
    if governs and not is_setting:
        _extend_over_portfolio(words, phrase, by_head)


def _end_of_joined(words: Words, first: Phrase, by_head: dict[int, Phrase]) -> int:
    """Where "Armenia and Azerbaijan" ends, one noun phrase joined to the next."""
    end = first.end
    for kid in words.kids[first.head]:
        held = by_head.get(kid)
        if held and words.dep[kid] == "conj" and held.start == end + 1 and words.tag[end] == "CC":
            end = held.end
    return end


def _take_office_of(words: Words, phrase: Phrase) -> None:
    """ "Chief of staff", "secretary of state": titles of the tables that have an "of"."""
    for end in range(min(len(words), phrase.end + LONGEST_TITLE - 1), phrase.end + 1, -1):
        said = f"{words.singular(phrase.last)} {words.between(phrase.last + 1, end).lower()}"
        if words.tag[phrase.end] == "IN" and (office := offices().get(said)):
            phrase.office, phrase.noun, phrase.end = office, None, end
            phrase.title = f"{phrase.title} {words.between(phrase.last + 1, end).lower()}".strip()
            return


def _extend_over_portfolio(words: Words, phrase: Phrase, by_head: dict[int, Phrase]) -> None:
    """Take in what a ministry is for, and whose it is: "the Ministry of Agriculture and Forestry of Laos"."""
    end = phrase.last + 1
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
        portfolio = words.between(phrase.last + 1, end).lower()
        if portfolio not in phrase.title:
            phrase.title = f"{phrase.title} {portfolio}".strip()
        phrase.end, phrase.of = max(end, phrase.end), phrase.of if phrase.end > end else None
        if state and words.lower[end] == "of":
            phrase.end, phrase.of = state.end, state.head
