"""Who belongs to "the two countries", "both sides", "the two leaders": the members, from who was met before.

States are counted by everybody who stands for them (Kim counts for North Korea). The sentence at hand is asked first,
then what was said before it, the most spoken of first; the whole page, where a headline has nothing before it.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from dateline.actors.figures import Figure, Roster
from dateline.actors.phrase import Phrase
from dateline.actors.words import Words
from dateline.records import ActorKind

FIGHTERS: frozenset[ActorKind] = frozenset({"military", "armed_group"})
CONTENDING = frozenset({"candidate"})
"""Offices that only those have of whom the page says so: "both candidates" are no two people of any kind."""
BELLIGERENTS: frozenset[ActorKind] = frozenset({"state", "government", "military", "armed_group"})


NEAR = 2
"""How many sentences before "both said" those who are meant may stand."""


def members(
    words: Words, roster: Roster, phrase: Phrase, recent: Sequence[Figure], before: Sequence[Figure] = ()
) -> list[Figure]:
    """The figures that a counted phrase means; none where fewer are known than it counts.

    `before` are the states that were counted so last: where no others have come between, they are meant again.
    """
    wanted = phrase.number or 2
    noun = phrase.noun
    if phrase.office or (noun and noun.singular == "person"):
        return _people(roster, phrase, recent, wanted)
    if noun and noun.singular in ("government", "military") and noun.sector and phrase.possessor is None:
        in_play = phrase.codes or _countries_before(words, roster, phrase, wanted)
        return [roster.body(noun.noun, noun.singular, code, noun.sector) for code in in_play]
    if noun is None or noun.stands_for not in ("state", "side", "ally"):
        return [] if noun or phrase.title else _bare(words, roster, phrase, recent, wanted)
    if phrase.possessor is not None and noun.stands_for == "ally":
        if phrase.number is None:  # "the United States and its allies": nobody knows which
            return []
        owners = {owner.country for owner in roster.at.get(phrase.possessor, ())}
        return [roster.state(code) for code in _countries_before(words, roster, phrase, wanted, owners)]
    if phrase.possessor is not None or phrase.codes:
        return _sides_of(roster, phrase, wanted)
    if noun.stands_for == "side" and (pair := _joined_pair(words, roster, phrase, wanted)):
        return pair
    if phrase.determiner in ("either", "neither"):
        return []
    own = own_country(words, roster, phrase)
    if (
        before
        and not own & {figure.country for figure in before}
        and not _others_near(words, roster, phrase, wanted, own)
    ):
        return list(before)
    return [roster.state(code) for code in _countries_before(words, roster, phrase, wanted, own)]


def own_country(words: Words, roster: Roster, phrase: Phrase) -> set[str | None]:
    """The country of whoever does something to the group, and so is not of it: "Hungary accused the two countries"."""
    role, verb = words.dep[phrase.head], words.head[phrase.head]
    if role == "pobj" and words.lower[verb] in ("in", "on", "to"):
        role, verb = "dobj", words.head[verb]
    if role != "dobj" or not words.tag[verb].startswith("VB"):
        return set()
    subjects = [kid for kid in words.kids[verb] if words.dep[kid] in ("nsubj", "nsubjpass")]
    if subjects and words.tag[subjects[0]] in ("WDT", "WP"):
        subjects = [words.head[verb]]
    codes = {figure.country for subject in subjects for figure in roster.at.get(subject, ())}
    return codes if len(codes) == 1 else set()


def _others_near(words: Words, roster: Roster, phrase: Phrase, wanted: int, but: Collection[str | None]) -> bool:
    """Whether this sentence or the one before it names as many countries as are counted."""
    sentence = words.sentence[phrase.head]
    near: dict[int, set[str]] = {sentence: set(), sentence - 1: set()}
    for token, code in _standing(words, roster):
        if words.sentence[token] in near and token < phrase.start and code not in but:
            near[words.sentence[token]].add(code)
    return any(len(codes) >= wanted for codes in near.values())


def _people(roster: Roster, phrase: Phrase, recent: Sequence[Figure], wanted: int) -> list[Figure]:
    """ "The two leaders": of people named before, those who hold such an office, else those met last."""
    owners = roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    people = [figure for figure in recent if figure.kind == "person" and figure.is_named and not figure.is_plural]
    if owners:
        people = [person for person in people if person.country in {owner.country for owner in owners}]
    said = phrase.office.office if phrase.office else phrase.noun.noun if phrase.noun else ""
    fit = [person for person in people if said in person.offices | person.words]
    is_told = (phrase.office is not None and phrase.office.office in CONTENDING) or len(phrase.title.split()) > 1
    chosen = fit if len(fit) >= wanted or is_told or phrase.bodies else people
    return chosen[:wanted] if len(chosen) >= wanted else []


def _bare(words: Words, roster: Roster, phrase: Phrase, recent: Sequence[Figure], wanted: int) -> list[Figure]:
    """ "The two met", "both said": people if two were met, else states."""
    if words.lower[phrase.last] not in ("two", "three", "both") or words.dep[phrase.head] not in ("nsubj", "nsubjpass"):
        return []
    near = {
        figure
        for head, figures in roster.at.items()
        if 0 <= words.sentence[phrase.head] - words.sentence[head] <= NEAR and head < phrase.start
        for figure in figures
    }
    people = [figure for figure in recent if figure.kind == "person" and figure.is_named and figure in near]
    states = [figure for figure in recent if figure.kind == "state" and figure in near]
    if len(people) >= wanted and len(states) != wanted:
        return people[:wanted]
    return [roster.state(code) for code in _countries_before(words, roster, phrase, wanted)]


def _sides_of(roster: Roster, phrase: Phrase, wanted: int) -> list[Figure]:
    """ "Sudan's warring sides": the armies and armed groups of that country."""
    owners = roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    codes = {*phrase.codes, *(owner.country for owner in owners)}
    fit = [
        figure for figure in roster.figures if figure.country in codes and figure.kind in ("military", "armed_group")
    ]
    return fit[:wanted] if len(fit) >= wanted else []


def _joined_pair(words: Words, roster: Roster, phrase: Phrase, wanted: int) -> list[Figure]:
    """The parties that "and" joins, fighters before states: "the army and the Rapid Support Forces"."""
    for kinds in (FIGHTERS, BELLIGERENTS) if phrase.determiner not in ("either", "neither") else (FIGHTERS,):
        for head in sorted((head for head in roster.at if head < phrase.start), reverse=True):
            if words.dep[head] != "conj" or words.is_headline[head] != words.is_headline[phrase.head]:
                continue
            pair = [*roster.at.get(words.head[head], ()), *roster.at[head]]
            apart = kinds is FIGHTERS or len({figure.country for figure in pair}) == wanted
            if len(pair) == wanted and apart and all(figure.kind in kinds for figure in pair):
                return pair
    return []


def _countries_before(
    words: Words, roster: Roster, phrase: Phrase, wanted: int, but: Collection[str | None] = ()
) -> list[str]:
    """The countries in play where the phrase stands: of the nearest sentences that hold enough, the most spoken of."""
    standing = [(token, code) for token, code in _standing(words, roster) if code not in but]
    everywhere = Counter(code for _, code in standing)
    sentence = words.sentence[phrase.head]
    found: list[str] = []
    for back in range(sentence + 1):
        here = [code for token, code in standing if words.sentence[token] == sentence - back and token < phrase.start]
        found += [code for code in _by_count(here, everywhere) if code not in found]
        if len(found) >= wanted:
            return _by_count(found, everywhere)[:wanted]
    ranked = [code for code, _ in everywhere.most_common(wanted)]
    return ranked if len(ranked) == wanted else []


def _by_count(codes: Iterable[str], everywhere: Counter[str]) -> list[str]:
    return sorted(dict.fromkeys(codes), key=lambda code: -everywhere[code])


def _standing(words: Words, roster: Roster) -> list[tuple[int, str]]:
    """Each place where somebody stands for a country and is not merely where things happen ("in Ukraine")."""
    kinds = ("state", "government", "military", "person")
    return [
        (head, figure.country)
        for head, figures in sorted(roster.at.items())
        for figure in figures
        if figure.country and figure.kind in kinds and not _is_setting(words, head)
    ]


def _is_setting(words: Words, head: int) -> bool:
    return words.dep[head] == "pobj" and words.lower[words.head[head]] in ("in", "at", "near", "from", "into", "over")
