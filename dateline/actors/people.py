"""People who are described: "Russia's top diplomat", "the official", "his Indian counterpart", "residents"."""

from collections.abc import Iterable, Mapping

from dateline.actors.figures import Figure, Roster
from dateline.actors.known import tenures_of
from dateline.actors.phrase import Phrase
from dateline.actors.roles import sector_of
from dateline.actors.story import DEFINITE, Story, codes_of, plain_name
from dateline.actors.vocabulary import Office, nouns, portfolios
from dateline.records import ActorKind

ORDINALS = frozenset({"first", "second", "third", "next", "future"})
"""Words by which an office is not that of its holder: "the first woman president", "the next chancellor"."""
PAST = frozenset({"then", "late"})
"""Words that are no part of a title, and say that its holder of today is not meant."""
PLURAL_OFFICES: Mapping[str, ActorKind] = {
    "GOV": "government",
    "LEG": "government",
    "JUD": "government",
    "COP": "government",
    "MIL": "military",
    "REB": "armed_group",
}
"""What several holders of an office are by its sector: "Indian officials" speak for their government."""


def find_person(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "Russia's top diplomat", "the official", "a nurse": somebody on the page, or somebody new."""
    if phrase.determiner in ("any", "no", "every", "each", "#") or _is_origin(story, phrase):
        return None
    if phrase.determiner in DEFINITE and set(phrase.title.split()) & ORDINALS:
        return [_new_person(story, phrase, codes_of(story, phrase))], "person by description"
    codes = codes_of(story, phrase)
    headline = story.words.is_headline[phrase.head]
    if phrase.determiner in DEFINITE and (phrase.determiner or headline):
        known = story.met() if headline else story.recent()
        owners = _owners(story, phrase)
        served = served_by(story.roster, phrase)
        fit = [
            person
            for person in known
            if _may_be(phrase, codes, person) and _may_hold_for(person, owners)
            if not (served and person.serves) or person.serves >= served
        ]
        if fit:
            best = max(fit, key=lambda one: (bool(codes) and one.country in codes, _is_called_so(story, phrase, one)))
            return [best], f"the same as before: {phrase.title}"
        if phrase.office and phrase.office.one and phrase.codes:
            bare = [person for person in story.recent() if _has_only_country(person, phrase.codes)]
            if len(bare) == 1:
                bare[0].offices.add(phrase.office.office)
                return bare, "the only person of that country on the page"
        if phrase.office and phrase.office.one and codes:
            holders = [person for person in story.roster.people() if _may_be(phrase, codes, person)]
            if len(holders) == 1:
                return holders, f"the only holder of that office: {phrase.office.row}"
    if not phrase.determiner and not headline and not codes and not phrase.bodies:
        return None
    return [_new_person(story, phrase, codes)], "person by description"


def _is_origin(story: Story, phrase: Phrase) -> bool:
    """Whether a "source" is where something comes from: "the largest source of emissions"."""
    after = story.words.lower[phrase.last + 1 : phrase.last + 2]
    return phrase.noun is not None and phrase.noun.noun == "source" and after == ["of"]


def _may_be(phrase: Phrase, codes: tuple[str, ...], person: Figure) -> bool:
    if person.kind != "person" or person.is_plural:
        return False
    if codes and person.country and person.country not in codes:
        return False
    if phrase.bodies and person.bodies and not {form.key for form in phrase.bodies} & person.bodies:
        return False
    mine, theirs = _portfolio(phrase.title), _portfolio(person.role or "")
    if mine and theirs and not mine & theirs:
        return False
    is_former = "former" in (person.role or "").split() or (phrase.office and _once_held(person, phrase.office))
    if "former" in phrase.title.split() and not is_former:
        return False
    if phrase.office:
        if "former" in phrase.title.split() and _once_held(person, phrase.office):
            return True
        if codes and phrase.office.one and not person.country:
            return False
        return phrase.office.office in person.offices or bool(
            {phrase.office.title, phrase.office.office} & person.words
        )
    return phrase.noun is not None and phrase.noun.noun in person.words


def _once_held(person: Figure, office: Office) -> bool:
    """Whether the tables know that somebody held an office, and until when: "the former secretary of state"."""
    tenures = tenures_of(person.known) if person.known else ()
    return any(tenure.office == office.office and tenure.until for tenure in tenures)


def _may_hold_for(person: Figure, owners: frozenset[str]) -> bool:
    """Whether somebody called by an office alone may hold it for one of these states and bodies."""
    return not person.held_for or not owners or bool(person.held_for & owners)


def served_by(roster: Roster, phrase: Phrase) -> set[int]:
    """The person, as an `id`, whose lawyer or aide a title with a possessor or "for" makes somebody; else nobody."""
    if phrase.office and phrase.office.one:
        return set()
    standing = [roster.at.get(token, ()) for token in (phrase.possessor, phrase.of) if token is not None]
    return {id(figure) for figures in standing for figure in figures if figure.kind == "person" and figure.is_named}


def _owners(story: Story, phrase: Phrase) -> frozenset[str]:
    """The states (alpha-3) and the bodies of the tables whose office a title is: "NATO's secretary-general"."""
    standing = story.roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    bodies = {form.key for form in phrase.bodies} | {figure.listed for figure in standing if figure.listed}
    return frozenset({*codes_of(story, phrase), *bodies})


def _means_holder(story: Story, phrase: Phrase, office: Office) -> bool:
    """Whether a title means whoever holds it on the page's day: "the Polish president", no former or next one."""
    said = story.words.lower[phrase.start : phrase.head]
    named = {"", *(form.words for form in phrase.bodies)}
    is_whole = phrase.title.endswith(office.title) and phrase.title.removesuffix(office.title).strip() in named
    return office.one and is_whole and phrase.determiner in DEFINITE and not PAST & set(said)


def _portfolio(title: str) -> set[str]:
    """What a minister's title says that the office is about."""
    said = title.lower().split()
    if not {"minister", "secretary"} & set(said):
        return set()
    return {word for word in said if word in portfolios()}


def _has_only_country(person: Figure, codes: tuple[str, ...]) -> bool:
    is_bare = person.kind == "person" and person.is_named and person.role is None and not person.offices
    return is_bare and person.country in codes


def _is_called_so(story: Story, phrase: Phrase, person: Figure) -> bool:
    """Whether the person has this very title, not only one like it; without a day, by the page's words."""
    if phrase.office is None:
        return True
    return phrase.office.office in person.offices and bool(story.words.told_at or person.role)


def _new_person(story: Story, phrase: Phrase, codes: tuple[str, ...]) -> Figure:
    figure = Figure(plain_name(story.words, phrase), "person", next(iter(codes), None), is_named=False)
    figure.role = phrase.title
    if phrase.office:
        office = phrase.office
        figure.offices, figure.words = (
            {office.office},
            {office.title, office.office, office.title.split()[-1], *office.also},
        )
        figure.gender = office.gender
        figure.why.setdefault(office.row)
        if _means_holder(story, phrase, office):
            figure.held, figure.held_for = office.office, _owners(story, phrase)
        if office.one and not codes:
            figure.country = story.home
    elif phrase.noun:
        figure.words, figure.gender = {phrase.noun.noun}, phrase.noun.gender
        figure.why.setdefault(phrase.noun.row)
    figure.sector = sector_of(phrase)
    figure.bodies = {form.key for form in phrase.bodies}
    figure.serves = served_by(story.roster, phrase)
    return story.roster.add(figure)


def find_counterpart(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "His Indian counterpart": who holds the same office for that country."""
    owner = owner_of(story, phrase)
    if owner is None:
        return None
    same = [person for person in story.recent() if person.kind == "person" and person.offices & owner.offices]
    for person in [*same, *(person for person in story.roster.people() if person.offices & owner.offices)]:
        if person is not owner and (person.country in phrase.codes or not phrase.codes):
            return [person], "counterpart: holds the same office"
    if len(phrase.codes) != 1:
        return None
    figure = Figure(plain_name(story.words, phrase), "person", phrase.codes[0], owner.sector, owner.role)
    figure.offices, figure.words, figure.is_named = set(owner.offices), {*owner.words, "counterpart"}, False
    return [story.roster.add(figure)], "counterpart: the same office for that country"


def find_other(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "His guest", "her host": the person met last who is not of the owner's country."""
    owner = owner_of(story, phrase)
    if owner is None:
        return None
    others = (person for person in story.recent() if person.kind == "person" and person.is_named)
    other = next((person for person in others if person.country and person.country != owner.country), None)
    return ([other], "the other of the two") if other else None


def owner_of(story: Story, phrase: Phrase) -> Figure | None:
    owners = story.roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    return next((figure for figure in owners if figure.kind == "person"), None)


def learn_counterpart(story: Story, phrase: Phrase) -> None:
    """What "his North Korean counterpart" says of the name after it."""
    owner = owner_of(story, phrase)
    for figure in story.roster.at.get(phrase.head, ()):
        figure.country = figure.country or next(iter(phrase.codes), None)
        if owner and owner is not figure:
            figure.role = figure.role or next(iter(figure.offices), owner.role)
            figure.sector = figure.sector or owner.sector
            figure.offices |= owner.offices
            figure.words |= owner.words
            figure.why.setdefault("counterpart: holds the same office as the other")


def find_plural(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "Residents", "Russian officials", "the two countries' foreign ministers": one figure for each country."""
    codes = codes_of(story, phrase)
    if _is_origin(story, phrase):
        return None
    if phrase.office:
        said, kind, sector, row = phrase.office.office, "person", sector_of(phrase), phrase.office.row
        holders = [p for p in story.roster.people() if said in p.offices and p.is_named and p.country in codes]
        if codes and len(holders) == len(codes) > 1:
            return holders, "the holders of that office"
    elif phrase.noun and phrase.noun.plural:
        said, kind, sector, row = phrase.noun.noun, phrase.noun.plural, phrase.noun.sector, phrase.noun.row
    else:
        return None
    return [
        _plural_figure(story, phrase, said, kind, sector, row, code) for code in codes or (None,)
    ], f"plural: {said}"


def _plural_figure(
    story: Story, phrase: Phrase, said: str, kind: str, sector: str | None, row: str, code: str | None
) -> Figure:
    is_bare = phrase.title.split()[-1:] == phrase.title.split() or not phrase.title
    if phrase.determiner in ("the", "those", "these") and code is None and is_bare:
        recent = list(story.recent())
        crowds = (figure for figure in recent if figure.is_plural and said in figure.words)
        before = next((figure for figure in recent if kind == "armed_group" == figure.kind and figure.is_named), None)
        before = before or next(crowds, None)
        if before:
            return before
    is_each = phrase.office is not None and phrase.office.one and len(phrase.codes) != 1
    known: ActorKind = PLURAL_OFFICES.get(sector or "", "population") if phrase.office and not is_each else _kind(kind)
    name = phrase.title if phrase.possessor is not None else plain_name(story.words, phrase)
    for figure in story.roster.figures:
        if figure.is_plural and figure.words == {said} and figure.country == code and figure.role == phrase.title:
            return figure
    figure = Figure(name, known, code, sector, phrase.title, is_named=False, is_plural=True, words={said})
    figure.why.setdefault(row)
    return story.roster.add(figure)


def _kind(name: str) -> ActorKind:
    noun = next((noun for noun in nouns().values() if noun.plural == name), None)
    return (noun.plural if noun else None) or "other"
