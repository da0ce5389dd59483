"""Who is meant by what is no name: titles, descriptions, "his country", "state media", groups and pronouns.

The phrases are gone through in the order of the text, the body before the headlines (a headline says in short what
the body names in full). What cannot be resolved without guessing stays without an actor.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.actors.groups import members
from dateline.actors.identity import HONORIFICS, Figure, Roster, sector_of
from dateline.actors.mentions import Phrase
from dateline.actors.pronouns import antecedents
from dateline.actors.vocabulary import Noun, nouns, organizations
from dateline.actors.words import Words
from dateline.records import ActorKind, MentionForm

STATE_ORGANS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""The sectors whose bodies belong to a state: "the army" of a page on one country is that country's."""
DOMESTIC = STATE_ORGANS | {"ELI", "PTY"}
DEFINITE = frozenset({"the", "'s", "this", "that", "these", "those", ""})


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that is resolved: where it stands and who is meant."""

    head: int
    figures: tuple[Figure, ...]


class Story:
    """What is known while the page is read: the roster, who was met so far, and the country that it is told in.

    `is_domestic`: a medium of that country tells it, which does not say of its own officials whose they are.
    """

    def __init__(self, words: Words, roster: Roster, home: str | None, *, is_domestic: bool = False) -> None:
        self.words = words
        self.roster = roster
        self.home = home
        self.is_domestic = is_domestic
        self.seen: list[Seen] = []

    def recent(self) -> Iterator[Figure]:
        """Who was met so far, the last first; nobody twice."""
        met: set[int] = set()
        for seen in reversed(self.seen):
            for figure in seen.figures:
                if id(figure) not in met:
                    met.add(id(figure))
                    yield figure


def resolve(story: Story, phrases: list[Phrase]) -> None:
    """Add to the roster whoever the phrases without a name mean."""
    words = story.words
    for phrase in sorted(phrases, key=lambda phrase: words.is_headline[phrase.head]):
        if phrase.pronoun:
            found = antecedents(words, story.roster.at, phrase.head, _people_and_states(story))
            story.roster.place(phrase, found, "pronoun", f"pronoun: {words.lower[phrase.head]}")
        elif phrase.name:
            _counterpart_by_name(story, phrase)
        else:
            _describe(story, phrase)
        if figures := story.roster.at.get(phrase.head):
            story.seen.append(Seen(phrase.head, figures))
    _appose(story, phrases)
    _seat_holders(story, phrases)
    if story.is_domestic:
        for person in story.roster.people():
            if person.country is None and not person.bodies and person.sector in DOMESTIC:
                person.country = story.home
                person.why.setdefault("an official of the medium's own country")


def _seat_holders(story: Story, phrases: list[Phrase]) -> None:
    """ "The two countries' foreign ministers" are the people who hold these offices, where the page names them all."""
    for phrase in phrases:
        standing = story.roster.at.get(phrase.head, ())
        if not (phrase.office and phrase.plural and len(standing) > 1 and all(figure.is_plural for figure in standing)):
            continue
        for figure in standing:
            holders = [
                person
                for person in story.roster.people()
                if person.is_named and phrase.office.office in person.offices and person.country == figure.country
            ]
            if len(holders) == 1:
                _merge(story.roster, figure, holders[0])


def _people_and_states(story: Story) -> list[tuple[int, tuple[Figure, ...]]]:
    return [(seen.head, seen.figures) for seen in story.seen[-12:]]


def _describe(story: Story, phrase: Phrase) -> None:
    """Resolve a title or description, or introduce whom it describes."""
    found: tuple[Iterable[Figure], str] | None = None
    if phrase.is_group and phrase.determiner != "#":
        found = members(story.words, story.roster, phrase, list(story.recent())), "the members of a group"
    elif phrase.noun and phrase.noun.stands_for:
        found = _by_place_in_story(story, phrase, phrase.noun)
    elif phrase.plural and (phrase.office or phrase.noun):
        found = _plural(story, phrase)
    elif phrase.office or (phrase.noun and phrase.noun.singular == "person"):
        found = _person(story, phrase)
    elif phrase.noun and phrase.noun.singular:
        found = _organ(story, phrase, phrase.noun)
    if found:
        form: MentionForm = "title" if phrase.office and not phrase.plural else "description"
        story.roster.place(phrase, found[0], form, found[1])


def codes_of(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The countries that a phrase names: by adjective, possessor, "of" or the body it speaks of."""
    if phrase.codes:
        return phrase.codes
    for token in (phrase.possessor, phrase.of):
        figures = story.roster.at.get(token, ()) if token is not None else ()
        if codes := tuple(dict.fromkeys(figure.country for figure in figures if figure.country)):
            return codes
    for form in phrase.bodies:
        known = organizations().get(form.key)
        if form.what == "government":
            return (form.key,)
        if known and known.country:
            return (known.country,)
    return ()


def _by_place_in_story(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    if noun.stands_for == "state":
        return _state(story, phrase)
    if noun.stands_for in ("medium", "state media"):
        return _medium(story, phrase, noun)
    if noun.stands_for == "counterpart" and phrase.possessor is not None:
        return _counterpart(story, phrase)
    if noun.stands_for == "side" and phrase.plural and phrase.determiner in ("the", "both", "'s"):
        return members(story.words, story.roster, phrase, list(story.recent())), "the members of a group"
    return None


def _state(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "His country", "Kim's government", "the Russian leadership", "the country"."""
    codes = codes_of(story, phrase)
    if codes and phrase.determiner not in ("a", "an", "#", "no", "any", "another", "some"):
        if phrase.plural and not (phrase.codes or phrase.possessor is not None):
            return None
        return [story.roster.state(code) for code in codes], f"state by description: {phrase.title}"
    if phrase.determiner not in ("the", "this") or phrase.plural or phrase.possessor is not None:
        return None
    last = next((figure for figure in story.recent() if figure.kind == "state"), None)
    if last is None and story.home:
        last = story.roster.state(story.home)
    return ([last], f"the state spoken of before: {phrase.title}") if last else None


def _medium(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    """ "State media" is the medium of that state that the page names; "the agency" the one named last."""
    codes = codes_of(story, phrase)
    every = [figure for figure in story.roster.figures if figure.kind in ("news_agency", "media") and figure.is_named]
    controlled = noun.stands_for == "state media"
    fit = [
        figure
        for figure in every
        if (not codes or figure.country in codes)
        and (not controlled or figure.state_controlled)
        and (noun.singular == figure.kind or controlled or noun.noun in ("outlet", "press"))
    ]
    if phrase.determiner in DEFINITE and fit:
        recent = next((figure for figure in story.recent() if figure in fit), None)
        if recent or len(fit) == 1:
            return [recent or fit[0]], "the medium that the page names"
    if not codes and not controlled:
        return None
    return [_descriptive_medium(story, phrase, noun, next(iter(codes), None), controlled)], "media by description"


def _descriptive_medium(story: Story, phrase: Phrase, noun: Noun, code: str | None, controlled: bool) -> Figure:
    kind: ActorKind = noun.singular or "media"
    name = _plain_name(story.words, phrase)
    figure = story.roster.body(name, kind, code, "JRN")
    figure.is_named = False
    figure.state_controlled = True if controlled else None
    figure.is_plural = phrase.plural
    figure.why.setdefault(noun.row)
    return figure


def _counterpart(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "His Indian counterpart": who holds the same office for that country."""
    owners = story.roster.at.get(phrase.possessor or 0, ())
    owner = next((figure for figure in owners if figure.kind == "person"), None)
    if owner is None or len(phrase.codes) != 1:
        return None
    for person in story.roster.people():
        if person.country == phrase.codes[0] and person.offices & owner.offices:
            return [person], "counterpart: the same office for that country"
    figure = Figure(_plain_name(story.words, phrase), "person", phrase.codes[0], owner.sector, owner.role)
    figure.offices, figure.words, figure.is_named = set(owner.offices), {*owner.words, "counterpart"}, False
    return [story.roster.add(figure)], "counterpart: the same office for that country"


def _counterpart_by_name(story: Story, phrase: Phrase) -> None:
    """What "his North Korean counterpart" says of the name after it."""
    if not (phrase.noun and phrase.noun.stands_for == "counterpart" and phrase.possessor is not None):
        return
    owner = next((figure for figure in story.roster.at.get(phrase.possessor, ()) if figure.kind == "person"), None)
    for figure in story.roster.at.get(phrase.head, ()):
        figure.country = figure.country or next(iter(phrase.codes), None)
        if owner and owner is not figure:
            figure.role, figure.sector = figure.role or owner.role, figure.sector or owner.sector
            figure.offices |= owner.offices
            figure.words |= owner.words
            figure.why.setdefault("counterpart: holds the same office as the other")


def _plural(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "Residents", "Russian officials", "the two countries' foreign ministers": one figure for each country."""
    codes = codes_of(story, phrase)
    if phrase.office:
        said, kind, sector, row = phrase.office.office, "person", phrase.office.sector, phrase.office.row
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
    if phrase.determiner in ("the", "those", "these") and code is None:
        before = next((figure for figure in story.recent() if figure.is_plural and said in figure.words), None)
        if before:
            return before
    known: ActorKind = "government" if phrase.office and sector == "GOV" and len(phrase.codes) < 2 else _kind(kind)
    name = phrase.title if phrase.possessor is not None else _plain_name(story.words, phrase)
    for figure in story.roster.figures:
        if figure.is_plural and figure.words == {said} and figure.country == code and figure.role == phrase.title:
            return figure
    figure = Figure(name, known, code, sector, phrase.title, is_named=False, is_plural=True, words={said})
    figure.why.setdefault(row)
    return story.roster.add(figure)


def _kind(name: str) -> ActorKind:
    noun = next((noun for noun in nouns().values() if noun.plural == name), None)
    return (noun.plural if noun else None) or "other"


def _person(story: Story, phrase: Phrase) -> tuple[Iterable[Figure], str] | None:
    """ "Russia's top diplomat", "the official", "a nurse": somebody on the page, or somebody new."""
    codes = codes_of(story, phrase)
    headline = story.words.is_headline[phrase.head]
    if phrase.determiner in DEFINITE and (phrase.determiner or headline):
        known = story.roster.people() if headline else story.recent()
        fit = [person for person in known if _may_be(phrase, codes, person)]
        if match := next((person for person in fit if _is_called_so(phrase, person)), next(iter(fit), None)):
            return [match], f"the same as before: {phrase.title}"
        if phrase.office and phrase.office.one and codes:
            holders = [person for person in story.roster.people() if _may_be(phrase, codes, person)]
            if len(holders) == 1:
                return holders, f"the only holder of that office: {phrase.office.row}"
    if not phrase.determiner and not headline and not codes and not phrase.bodies:
        return None
    return [_new_person(story, phrase, codes)], "person by description"


def _may_be(phrase: Phrase, codes: tuple[str, ...], person: Figure) -> bool:
    if person.kind != "person" or person.is_plural:
        return False
    if codes and person.country and person.country not in codes:
        return False
    if phrase.bodies and person.bodies and not {form.key for form in phrase.bodies} & person.bodies:
        return False
    if ("former" in phrase.title.split()) > ("former" in (person.role or "").split()):
        return False
    if phrase.office:
        if codes and phrase.office.one and not person.country:
            return False
        return phrase.office.office in person.offices or bool(
            {phrase.office.title, phrase.office.office} & person.words
        )
    return phrase.noun is not None and phrase.noun.noun in person.words


def _is_called_so(phrase: Phrase, person: Figure) -> bool:
    """Whether the page has called the person by this very title, not only by one like it."""
    return phrase.office is None or phrase.office.office in person.offices


def _new_person(story: Story, phrase: Phrase, codes: tuple[str, ...]) -> Figure:
    figure = Figure(_plain_name(story.words, phrase), "person", next(iter(codes), None), is_named=False)
    figure.role = phrase.title
    if phrase.office:
        office = phrase.office
        figure.offices, figure.words = (
            {office.office},
            {office.title, office.office, office.title.split()[-1], *office.also},
        )
        figure.gender = office.gender
        figure.why.setdefault(office.row)
        if office.one and not codes:
            figure.country = story.home
    elif phrase.noun:
        figure.words, figure.gender = {phrase.noun.noun}, phrase.noun.gender
        figure.why.setdefault(phrase.noun.row)
    figure.sector = sector_of(phrase)
    figure.bodies = {form.key for form in phrase.bodies}
    return story.roster.add(figure)


def _organ(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    """ "Sudan's army", "the ministry": a body by what it is; with an article alone, the one spoken of before."""
    codes = codes_of(story, phrase)
    known = [f for f in story.recent() if noun.noun in f.words and f.kind != "person" and not f.is_plural]
    fit = [figure for figure in known if not codes or figure.country in codes]
    exact = [
        figure
        for figure in fit
        if not phrase.title or phrase.title.split()[-1] == phrase.title or figure.role == phrase.title
    ]
    if phrase.determiner in DEFINITE and exact:
        return [exact[0]], f"the same as before: {phrase.title}"
    if not codes and phrase.determiner == "the" and (noun.sector in STATE_ORGANS) and story.home:
        codes = (story.home,)
    if not codes and (phrase.determiner not in ("a", "an") or phrase.title == noun.noun):
        return None
    kind: ActorKind = noun.singular or "organization"
    name = (
        phrase.title
        if phrase.possessor and story.words.tag[phrase.possessor] == "PRP$"
        else _plain_name(story.words, phrase)
    )
    figures = []
    for code in codes or (None,):
        figure = story.roster.body(name, kind, code, noun.sector)
        figure.words |= {noun.noun, noun.noun.split()[-1]}
        figure.role = figure.role or phrase.title
        figure.why.setdefault(noun.row)
        figures.append(figure)
    return figures, f"body by description: {phrase.title}"


def _appose(story: Story, phrases: list[Phrase]) -> None:
    """ "Choe Son Hui, the North's foreign minister": what stands in apposition says who the other is."""
    by_head = {phrase.head: phrase for phrase in phrases}
    for phrase in phrases:
        other = by_head.get(story.words.head[phrase.head])
        if story.words.dep[phrase.head] != "appos" or other is None or other is phrase:
            continue
        if phrase.name and other.name:
            continue
        named, described = (phrase, other) if phrase.name else (other, phrase)
        _unite(story, named, described)


def _unite(story: Story, named: Phrase, described: Phrase) -> None:
    person = next(iter(story.roster.at.get(named.head, ())), None)
    if person is None or person.kind != "person" or not (described.office or described.noun):
        return
    codes = codes_of(story, described)
    old = next(iter(story.roster.at.get(described.head, ())), None)
    person.country = person.country or next(iter(codes), None)
    if described.office and described.office.office not in HONORIFICS:
        person.offices.add(described.office.office)
        person.words |= {described.office.title, described.office.title.split()[-1], *described.office.also}
        person.sector = person.sector or sector_of(described)
    elif described.noun:
        person.words.add(described.noun.noun)
        person.sector = person.sector or sector_of(described)
    person.role = person.role or described.title or None
    if old is not None and old is not person and old.kind == "person" and not old.is_named:
        _merge(story.roster, old, person)
    story.roster.place(described, [person], "title" if described.office else "description", "apposition")


def _merge(roster: Roster, old: Figure, new: Figure) -> None:
    for span, form in old.mentions.items():
        new.mentions.setdefault(span, form)
    new.why |= old.why
    roster.figures.remove(old)
    for head, figures in roster.at.items():
        if old in figures:
            roster.at[head] = tuple(dict.fromkeys(new if figure is old else figure for figure in figures))


def _plain_name(words: Words, phrase: Phrase) -> str:
    """The phrase as the page says it, without article, number and pronoun."""
    start = phrase.start
    dropped = ("DT", "PDT", "PRP$", "CD", "RB", "JJR")
    while start < phrase.head and (words.tag[start] in dropped or words.dep[start] == "quantmod"):
        start += 1
    return words.between(start, phrase.head + 1)
