"""What the words around a name say of its bearer: office, role, sector, country."""

import re

from dateline.actors.figures import Figure
from dateline.actors.known import Known
from dateline.actors.phrase import Phrase
from dateline.actors.vocabulary import Noun, Office, civil_words, nouns, offices, organizations

PRIVATE_BODIES = frozenset({"organization", "ngo", "company"})
"""Bodies whose presidents and leaders are no officials of a state."""
HONORIFICS = frozenset({"mr", "mrs", "ms", "doctor", "sir", "lord", "dame", "comrade", "sheikh"})


def learn(person: Figure, phrase: Phrase) -> None:
    """What the words around a name say of its bearer."""
    if person.known and phrase.office and _is_of_another_country(person.known, phrase):
        _forget(person, person.known)
    if phrase.office:
        title = phrase.office
        person.gender = person.gender or title.gender
        person.why.setdefault(title.row)
        if title.office not in HONORIFICS:
            person.offices.add(title.office)
            person.words |= {title.title, title.office, title.title.split()[-1], *title.also}
            learn_role(person, phrase)
    elif phrase.noun and phrase.noun.stands_for != "counterpart":
        person.words.add(phrase.noun.noun)
        person.role = person.role or phrase.title
        person.sector = person.sector or phrase.noun.sector
        person.gender = person.gender or phrase.noun.gender
    if phrase.codes and len(phrase.codes) == 1:
        person.country = person.country or phrase.codes[0]
    for form in phrase.bodies:
        person.bodies.add(form.key)


def _is_of_another_country(known: Known, phrase: Phrase) -> bool:
    return len(phrase.codes) == 1 and known.country not in (None, phrase.codes[0])


def _forget(person: Figure, known: Known) -> None:
    """Take from somebody what the tables say of a namesake: of "Canadian Senator Mike Johnson" they say nothing."""
    person.known = person.country = person.sector = person.role = None
    person.offices.clear()
    person.words.clear()
    person.why.pop(known.row, None)
    person.why.setdefault(f"no bearer of that name in {known.row}: of another country")


def learn_role(person: Figure, phrase: Phrase, *, is_private: bool = False) -> None:
    """Take role and sector from a title; an office of one holder ("foreign minister") rather than a general one.

    `is_private`: it is the title of a body that is no state's, so that its president is no state's either.
    """
    before = offices().get(person.role or "")
    if person.role is None or (before and phrase.office and _says_more(phrase.office, before)):
        person.role = phrase.title or None
    sector = sector_of(phrase)
    person.sector = person.sector or (None if is_private and sector == "GOV" else sector)
    if person.sector == "GOV":
        person.words |= {"official"} | ({"diplomat"} if "foreign" in phrase.title else set())


def _says_more(office: Office, before: Office) -> bool:
    """Whether an office says more than another: a sole one, what somebody does beside a rank, the special one."""
    if before.one or office.office == before.office:
        return False
    is_rank = before.sector == "MIL" and office.sector != "MIL"
    return office.one or is_rank or before.title in office.also


def _body_said(said: list[str], office: Office) -> Noun | None:
    """The noun for a body that does not govern, and whose office it is: "teachers association president"."""
    title = office.title.split()
    for first in range(len(said) - len(title) + 1):
        if said[first : first + len(title)] == title:
            before, after = said[:first], said[first + len(title) :]
            owner = before[-1:] if not after else after[-1:] if after[0] in ("of", "for") else []
            noun = nouns().get(owner[0]) if owner else None
            is_other = noun is not None and (noun.singular in PRIVATE_BODIES or noun.singular == "government")
            return noun if noun and is_other and noun.sector != "GOV" else None
    return None


def sector_of(phrase: Phrase) -> str | None:
    """The sector of whoever bears a title: former ones' own, else that of the body they speak for, else the title's."""
    said = re.findall(r"[\w-]+", phrase.title.lower())
    if "former" in said or "ex-" in phrase.title.lower():
        return "ELI"
    for form in phrase.bodies:
        if form.what == "government":
            return "GOV"
        if form.key in organizations():
            return organizations()[form.key].sector
    if phrase.office and phrase.office.sector == "GOV" and any(word in civil_words() for word in said[:-1]):
        return None
    if phrase.office and phrase.office.sector == "GOV" and (body := _body_said(said, phrase.office)):
        return body.sector
    inner = (noun for word in said[:-1] if (noun := nouns().get(word)) and noun.sector and noun.singular != "person")
    if noun := next(inner, None):
        return noun.sector
    if phrase.office:
        return phrase.office.sector
    return phrase.noun.sector if phrase.noun else None
