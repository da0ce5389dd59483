"""What a name that the tables do not know is a name of: a person, a body, a thing, by the words around it.

The recogniser of a small model takes towns for people, people for bodies, and any words with capitals for either.
What a title, an apposition or a noun before the name says is believed first, then first names, then the recogniser.
"""

from collections.abc import Iterator, Sequence

from dateline.actors.known import people, surnames
from dateline.actors.phrase import Phrase
from dateline.actors.vocabulary import (
    PROPER,
    Noun,
    apposed_things,
    body_words,
    company_words,
    given_names,
    human_endings,
    nouns,
    offices,
    portfolios,
    ship_words,
    thing_words,
)
from dateline.actors.words import Words
from dateline.places import find_place, place_words

NAMED_BODIES = frozenset({"company", "organization", "igo", "ngo", "armed_group", "news_agency", "media"})
NO_ACTORS = frozenset(
    {"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "PRODUCT"}
    | {"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"}
)
"""What the recogniser calls names that neither act nor speak."""
NO_NAMES = (NO_ACTORS | {"NORP"}) - {"GPE"}
"""What it calls words with capitals that are no part of an actor's name; it takes people and bodies for towns."""


def distrust_headlines(words: Words, phrases: Sequence[Phrase]) -> None:
    """Take for no name what only a headline writes with capitals: "Prime Minister Dodges Criticism"."""
    told = {text for text, is_headline in zip(words.text, words.is_headline, strict=True) if not is_headline}
    if not told or all(text.isspace() for text in told):
        return
    proper = {
        text
        for text, tag, entity, is_headline in zip(words.text, words.tag, words.entity, words.is_headline, strict=True)
        if tag in PROPER and not is_headline and entity not in NO_NAMES
    }
    for phrase in phrases:
        if phrase.name is None or not words.is_headline[phrase.head]:
            continue
        first, end = phrase.name
        told_of = (
            _told_part(words, first, end, proper) if end - first > 1 and words.is_title_case(first) else (first, end)
        )
        if any(words.text[token] in told and words.tag[token] in PROPER for token in range(*told_of)):
            if told_of != (first, end):
                phrase.name, phrase.end = told_of, told_of[1]
                phrase.last = phrase.head = phrase.end - 1
            continue
        phrase.name = None
        if phrase.start < first and first == phrase.end - (end - first):
            phrase.end, phrase.last, phrase.head = first, first - 1, first - 1


def _told_part(words: Words, first: int, end: int, proper: set[str]) -> tuple[int, int]:
    """The tokens of a headline's name that the story has as names: of "Double Standard Clinton" the last."""
    runs = [(first, end)]
    for token in range(first, end):
        if words.text[token] not in proper:
            runs = [part for start, stop in runs for part in ((start, min(stop, token)), (max(start, token + 1), stop))]
    start, stop = max((run for run in runs if run[0] < run[1]), key=lambda run: run[1] - run[0], default=(first, first))
    while start > first and words.text[start - 1] in given_names():
        start -= 1
    return start, stop


def beside_titles(words: Words, phrases: list[Phrase]) -> set[int]:
    """The heads of names between commas beside a title: "North Korea's foreign minister, Choe Son Hui, said"."""
    starting = {phrase.start: phrase for phrase in phrases if phrase.name and not phrase.form and not phrase.inner}
    ended = (phrase for phrase in phrases if phrase.office and not phrase.name and phrase.end + 1 < len(words))
    after = (starting.get(phrase.end + 1) for phrase in ended if words.text[phrase.end] == "," and not phrase.plural)
    return {name.head for name in after if name and name.end < len(words) and words.text[name.end] in (",", ".")}


def is_called_body(words: Words, phrase: Phrase) -> bool:
    """Whether the words around a name say that it is no person's: "the Indian company Sagar Marine", "..., which"."""
    if phrase.noun and phrase.noun.singular not in (None, "person", "state") and not phrase.office:
        return True
    if apposed_body(words, phrase) or words.lower[phrase.last] in company_words():
        return True
    clauses = [kid for kid in words.kids[phrase.head] if words.dep[kid] == "relcl"]
    return not phrase.office and any(words.lower[kid] == "which" for clause in clauses for kid in words.kids[clause])


def apposed_body(words: Words, phrase: Phrase) -> Noun | None:
    """The noun for a body that the name stands in apposition to: "one of the firms, Hengfa Microsystems"."""
    if phrase.office:
        return None
    if (example := _example_of(words, phrase)) and example.singular in NAMED_BODIES:
        return example
    if words.dep[phrase.head] != "appos":
        return None
    return next((noun for noun in _nouns_around(words, words.head[phrase.head]) if noun.singular in NAMED_BODIES), None)


def names_person(words: Words, phrase: Phrase) -> bool:
    """Whether the name is a person's: by its title, by an apposition, else by the recogniser."""
    if "&" in name_of(words, phrase):
        return False
    if phrase.office or (phrase.noun and phrase.noun.singular == "person"):
        return not phrase.plural or phrase.name is not None
    if phrase.noun or phrase.inner:
        return False
    if length(phrase) == 1 and not phrase.determiner and name_of(words, phrase).lower() in surnames():
        return True
    if name_of(words, phrase).lower() in people():
        return True
    if (example := _example_of(words, phrase)) and example.singular == "person" and not phrase.determiner:
        return True
    if _begins_with_given_name(words, phrase) and not is_gazetted(words, phrase):
        return True
    if words.is_headline[phrase.head] and words.dep[phrase.head] in ("ROOT", "dep") and length(phrase) > 1:
        return False
    if any(words.dep[kid] == "appos" and _is_human(words, kid) for kid in words.kids[phrase.head]):
        return True
    alone = length(phrase) == 1
    if _is_called_thing(words, phrase) or (alone and phrase.determiner == "the"):
        return False
    if _is_town(words, phrase):
        return False
    if phrase.entity == "PERSON":
        if words.tag[phrase.last] == "NNPS" and words.singular(phrase.last) != words.lower[phrase.last] and not alone:
            return _begins_with_given_name(words, phrase)
        if alone and name_of(words, phrase).lower() in words.lower_case:
            return False
        if alone and words.dep[phrase.head] in ("ROOT", "dep", "compound", "appos", "npadvmod"):
            return False
        return not (alone or phrase.determiner == "the") or not is_gazetted(words, phrase)
    return phrase.entity in ("", "ORG", "NORP") and _speaks_like_a_person(words, phrase)


def names_thing(words: Words, phrase: Phrase, name: str) -> bool:
    """Whether the name ends as those of laws, contests and places do, or begins as those of ships: "HMS Ardent".

    Or a word before it says that it is a town, a ship, a drug.
    """
    before = (phrase.name[0] if phrase.name else phrase.start) - 1
    if _is_town(words, phrase) or (words.tag[before] == "NN" and words.lower[before] in apposed_things()):
        return True
    is_body_of = words.lower[phrase.head] in body_words() and phrase.head < phrase.last
    return (words.singular(phrase.last) in thing_words() and not is_body_of) or name.split()[0].lower() in ship_words()


def is_gazetted(words: Words, phrase: Phrase) -> bool:
    """Whether the gazetteer has a place of the name: the recogniser takes small towns for people and bodies."""
    return find_place(name_of(words, phrase)) is not None


def name_of(words: Words, phrase: Phrase) -> str:
    return words.between(*phrase.name) if phrase.name else ""


def length(phrase: Phrase) -> int:
    return phrase.name[1] - phrase.name[0] if phrase.name else 0


def _nouns_around(words: Words, head: int) -> Iterator[Noun]:
    """The nouns that a name in apposition to `head` may be one of: of "one of the firms" both."""
    above = [head, *(kid for of in words.kids[head] if words.lower[of] == "of" for kid in words.kids[of])]
    return (noun for token in above if (noun := nouns().get(words.singular(token))))


def _example_of(words: Words, phrase: Phrase) -> Noun | None:
    """The noun that the name is an example of: "companies such as Petronas", "singers like Rosa Lind"."""
    token = phrase.head
    while words.dep[token] == "conj":
        token = words.head[token]
    preposition = words.head[token]
    if words.dep[token] != "pobj" or words.lower[preposition] not in ("as", "like", "including"):
        return None
    if words.lower[preposition] == "as" and words.lower[preposition - 1] != "such":
        return None
    return nouns().get(words.singular(words.head[preposition]))


def _is_town(words: Words, phrase: Phrase) -> bool:
    """Whether a word for places stands before: "the village of Alma al-Chaab", "the party town Van Vieng"."""
    first = phrase.name[0] if phrase.name else phrase.start
    before = first - 2 if words.lower[first - 1] == "of" else first - 1
    return before >= 0 and words.lower[before] in place_words() and words.tag[before] in ("NN", "NNS")


def _begins_with_given_name(words: Words, phrase: Phrase) -> bool:
    """Whether a name of two to four words has a first name before it and no word for bodies or things in it."""
    said = words.between(*phrase.name).split() if phrase.name else []
    if (
        not 1 < len(said) < 5
        or said[0] not in given_names()
        or phrase.determiner
        or phrase.entity in NO_ACTORS - {"GPE"}
    ):
        return False
    others = [word.lower() for word in said[1:]]
    return not any(word in body_words() or word in company_words() for word in others) and not (
        others[-1] in thing_words() and phrase.entity != "PERSON"
    )


def _is_called_thing(words: Words, phrase: Phrase) -> bool:
    """Whether a common noun before the name says that it is no person's: "the tanker Pemba Star"."""
    before = (phrase.name[0] if phrase.name else phrase.start) - 1
    if before < 0 or words.tag[before] != "NN" or _is_human(words, before):
        return False
    if phrase.entity == "PERSON" and words.lower[before].endswith(human_endings()):
        return words.lower[before] in apposed_things()
    return before >= phrase.start or (words.dep[phrase.head] == "appos" and words.head[phrase.head] == before)


def _speaks_like_a_person(words: Words, phrase: Phrase) -> bool:
    """Whether a name that the recogniser takes for none is a person's by its build and by what it does.

    Two to four words with capitals, none of them a word for bodies, doing something without an article.
    """
    said = words.between(*phrase.name).split() if phrase.name else []
    if not 1 < len(said) < 5 or phrase.determiner or phrase.codes or any(word.isupper() for word in said):
        return False
    if any(word.lower() in body_words() or word.lower() in portfolios() for word in said):
        return False
    acts = words.dep[phrase.head] in ("nsubj", "poss") or (not phrase.entity and _is_company(words, phrase.head))
    return acts and not is_gazetted(words, phrase)


def _is_company(words: Words, token: int) -> bool:
    """Whether something is done with or by who stands here."""
    return words.dep[token] == "pobj" and words.lower[words.head[token]] in ("with", "by")


def _is_human(words: Words, token: int) -> bool:
    noun, office = nouns().get(words.singular(token)), offices().get(words.singular(token))
    return words.tag[token] == "NN" and (office is not None or (noun is not None and noun.singular == "person"))
