"""An actor's id: the same on every page where the actor can be told, else one that holds on this page alone.

    state/PRK                        a state, by its code
    government/RUS/foreign-ministry  a body of a state, by kind, country and name
    military/RUS/navy
    igo/united-nations               what the tables know, by kind and the name that they give it
    news_agency/reuters
    body/wheat-growers-union         what only pages name; with its country where many have one ("body/KEN/…")
    person/PRK/kim-jong-un           people by country and full name; "person/-/…" if a page does not say the country
    a7                               everybody else: by a place in the page's list of actors

Names are compared as `spelling` folds them, and known people go by the name that the table gives them. An office is no
part of the id, since people change theirs. Strangers never meet: a bare surname, a description, a crowd, somebody in
private life and a body of a name that anybody could bear stay on their page, and so does the second of two actors
whose ids would be one. What an id is made of is the actor alone, not where it stands on the page.
"""

import re
from collections.abc import Sequence

from dateline.actors.figures import Figure
from dateline.actors.mentions import PARTICLES
from dateline.actors.recognition import is_private
from dateline.actors.spelling import fold_body, fold_person
from dateline.actors.vocabulary import (
    body_words,
    common_words,
    company_suffixes,
    company_words,
    local_words,
    ngo_words,
    nouns,
    organizations,
    portfolios,
)
from dateline.countries import by_form
from dateline.media import medium_named
from dateline.tables import cached

ORGANS = frozenset({"government", "military"})
"""Kinds of actor that belong to a state, and are told by it."""
BODIES = frozenset({"organization", "igo", "ngo", "company", "armed_group", "news_agency", "media"})
NAMELIKE = frozenset({"organization", "armed_group", "igo", "ngo"})
"""Kinds by which the recogniser may call any word with a capital: one word alone names no such body for sure."""
JOINTS = frozenset({"of", "the", "for", "and", "in", "on", "to"})
GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
"""What stands after a name and is none: "Jr." alone makes no full name of a surname."""
MIN_FULL = 2
"""Words of a full name: a given name and a family name."""
LONGEST_LETTERS = 6
"""Letters up to which a name in capitals is taken for the first letters of another one, of which many have the same."""


def assign(figures: Sequence[Figure]) -> list[str]:
    """The ids of all actors of a page, in their order, each once."""
    taken: dict[str, int] = {}
    for place, figure in sorted(enumerate(figures), key=lambda placed: placed[1].held is not None):
        if said := _told(figure):
            taken.setdefault(said, place)
    told = {place: said for said, place in taken.items()}
    return [told.get(place) or f"a{place + 1}" for place in range(len(figures))]


def state_id(country: str) -> str:
    """The id of the state of an alpha-3 code."""
    return f"state/{country}"


def _told(figure: Figure) -> str | None:
    """What tells the actor on every page; None where nothing does."""
    if figure.kind == "state":
        return state_id(figure.country) if figure.country else None
    if figure.kind == "person":
        return _person(figure)
    if figure.is_plural or not figure.is_named:
        return None
    if figure.kind in ORGANS:
        return _organ(figure)
    return _body(figure) if figure.kind in BODIES else None


def _person(figure: Figure) -> str | None:
    if known := figure.known:
        return f"person/{known.country or '-'}/{fold_person(known.name, known.country)}"
    if figure.is_plural or not figure.is_named or is_private(figure) or not _is_full(figure.name):
        return None
    country = None if figure.is_guess else figure.country
    return f"person/{country or '-'}/{fold_person(figure.name, country)}"


def _is_full(name: str) -> bool:
    """Whether a name is more than a surname: initials, particles and "Jr." do not count, nor "Farmer Li"."""
    first = nouns().get(name.split()[0].lower())
    if first and first.singular == "person":
        return False
    words = [re.sub(r"\W", "", word.lower().removeprefix("al-")) for word in name.split()]
    whole = [word for word in words if len(word) > 1 and word not in PARTICLES | GENERATIONS]
    return len(whole) >= MIN_FULL and not any(sign.isdigit() for sign in name)


def _organ(figure: Figure) -> str | None:
    """A body of a state: one that the tables or the page name, or of which a state has but one."""
    country = None if figure.is_guess else figure.country
    listed = organizations().get(figure.listed or "")
    if country is None:
        has_one = listed is not None and figure.kind == "military"
        return f"{figure.kind}/{fold_body(figure.listed or '')}" if has_one else None
    name = figure.listed or _without_country(figure.name, country)
    if listed is None and not _is_one(name) and (_is_of_many(name) or not _has_name(figure)):
        return None
    return f"{figure.kind}/{country}/{fold_body(name)}"


def _is_one(name: str) -> bool:
    """Whether a state has one body called so: "navy", "Ministry of Energy"."""
    folded = fold_body(name).replace("-", " ")
    if any((noun := nouns().get(said)) and noun.one for said in (name.lower(), folded)):
        return True
    *before, last = folded.split() or [""]
    return last == "ministry" and bool(before) and all(word in portfolios() | JOINTS for word in before)


def _is_of_many(name: str) -> bool:
    """Whether a state may have several bodies called so: "court", "District Court", but not "Omsk District Court"."""
    folded = fold_body(name)
    words = name.split()
    is_noun = name.lower() in nouns() or folded.replace("-", " ") in nouns()
    is_local = bool(local_words() & set(folded.split("-")))
    return is_noun or (is_local and not any(_is_distinctive(word) for word in words))


def _without_country(name: str, country: str) -> str:
    """The name without what says whose it is at its beginning: "Russian", "Russia's"."""
    words = name.split()
    for end in range(len(words) - 1, 0, -1):
        said = " ".join(words[:end]).replace("’", "'")
        form = by_form().get(said) or by_form().get(said.removesuffix("'s")) or by_form().get(said.removesuffix("'"))
        if form and form[0] == country:
            return " ".join(words[end:])
    return name


def _body(figure: Figure) -> str | None:
    if figure.listed:
        return f"{figure.kind}/{fold_body(figure.listed)}"
    if not _has_name(figure):
        return None
    name = " ".join(word for word in figure.name.split() if word.strip(".,").lower() not in company_suffixes())
    folded = fold_body(name)
    if not folded:
        return None
    if " " not in name and figure.kind in NAMELIKE and figure.mentions and not re.search("[a-z][A-Z]", name):
        return None
    if _is_anybodys(name):
        says_more = figure.country and (name.isupper() or "-" in folded)
        return f"body/{figure.country}/{folded}" if says_more else None
    return f"body/{folded}"


def _has_name(figure: Figure) -> bool:
    """Whether the page calls the body by a name, or names it as its publisher, and not only by what it is."""
    return "name" in figure.mentions.values() or not figure.mentions


def _is_anybodys(name: str) -> bool:
    """Whether bodies of many countries could be called so: letters, or words that say no more than what it is.

    "WGU", "the National Teachers' Union", and what in another country the tables know ("The Times").
    """
    if name.isupper() and len(name) <= LONGEST_LETTERS:
        return True
    if medium_named(name) or name in organizations():
        return True
    words = re.findall(r"[\w'’-]+", name)
    return not any(_is_distinctive(word) for word in words) and not _names_country(words)


def _is_distinctive(word: str) -> bool:
    """Whether a word of a name says whose it is: "Kiel" of "Kiel Institute"."""
    plain = word.lower().replace("’", "'").strip("'").removesuffix("'s")
    return word[:1].isupper() and not {plain, f"{plain}'s", plain.removesuffix("s")} & _generic_words()


@cached
def _generic_words() -> frozenset[str]:
    """Words of names that say what a body is, and not which."""
    words = body_words() | company_words() | ngo_words() | portfolios() | common_words() | local_words()
    return words | JOINTS | nouns().keys()


def _names_country(words: Sequence[str]) -> bool:
    """Whether the name says of what country it is: "Nigerian Labour Congress"."""
    pairs = (" ".join(words[place : place + 2]) for place in range(len(words)))
    return any(said in by_form() for said in (*words, *pairs))
