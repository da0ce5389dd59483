"""Who is meant by what is no name: titles, descriptions, "his country", "state media", groups and pronouns.

The phrases are gone through in the order of the text, the body before the headlines (a headline says in short what
the body names in full). What cannot be resolved without guessing stays without an actor.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.actors import appositions
from dateline.actors.groups import members
from dateline.actors.identity import Figure, Roster, sector_of
from dateline.actors.mentions import Phrase
from dateline.actors.pronouns import MASCULINE, PERSONAL, antecedents
from dateline.actors.vocabulary import Noun, nouns, organizations
from dateline.actors.words import Words
from dateline.places import find_place
from dateline.records import ActorKind, MentionForm

STATE_ORGANS = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""The sectors whose bodies belong to a state: "the army" of a page on one country is that country's."""
GROUP_REACH = 3
"""How many sentences later "both men" are still "the two leaders"."""
SORTS = {
    "organization": frozenset({"organization", "igo", "ngo", "armed_group"}),
    "igo": frozenset({"igo"}),
}
"""The kinds of actor that a noun of a kind may speak of again."""
WITHIN_REACH = 12
"""How many phrases back a pronoun may mean somebody: two long sentences."""
OUTLETS = frozenset({"news_agency", "media", "population"})
GROUPED = frozenset({"the", "both", "these", "those", "neither", "either", "'s", "all"})
"""Determiners by which a count speaks of members known already: "two diplomats" are new ones."""
DOMESTIC = STATE_ORGANS | {"ELI", "PTY"}
DEFINITE = frozenset({"the", "'s", "this", "that", "these", "those", ""})


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that is resolved: where it stands and who is meant."""

    head: int
    figures: tuple[Figure, ...]


class Story:
    """What is known while the page is read: the roster, who was met so far, and the country that it is told in.

    `home` is the country that the page is told from, where it is also told of, else the first that its headline names:
    of that country nobody says whose army "the army" is.
    """

    def __init__(self, words: Words, roster: Roster, home: str | None) -> None:
        self.words = words
        self.roster = roster
        self.home = home
        self.seen: list[Seen] = []
        self.capitals = [
            (unit.start, unit.form.key)
            for unit in dict.fromkeys(words.units.values())
            if unit.form and unit.form.what == "capital" and unit.end - 1 not in roster.at
        ]

    def last_met(self) -> list[tuple[int, tuple[Figure, ...]]]:
        """The last few phrases that were resolved, in order."""
        return [(seen.head, seen.figures) for seen in self.seen[-WITHIN_REACH:]]

    def members(self, phrase: Phrase) -> list[Figure]:
        """Who belongs to a counted group: people counted so a little before, else as `groups` says."""
        if (phrase.office or (phrase.noun and phrase.noun.singular == "person")) and phrase.possessor is None:
            sentence = self.words.sentence[phrase.head]
            for seen in reversed(self.seen):
                if sentence - self.words.sentence[seen.head] > GROUP_REACH:
                    break
                if len(seen.figures) == (phrase.number or 2) and all(f.kind == "person" for f in seen.figures):
                    return list(seen.figures)
        return members(self.words, self.roster, phrase, list(self.recent()))

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
    appositions.unite(story.roster, phrases)
    for phrase in sorted(phrases, key=lambda phrase: words.is_headline[phrase.head]):
        if phrase.pronoun:
            found = antecedents(words, story.roster.at, phrase.head, story.last_met())
            story.roster.place(phrase, found, "pronoun", f"pronoun: {words.lower[phrase.head]}")
            _learn_gender(words.lower[phrase.head], found)
        elif phrase.head in story.roster.at:
            if phrase.noun and phrase.noun.stands_for == "counterpart":
                _counterpart_by_name(story, phrase)
            elif phrase.possessor is not None and (phrase.office or phrase.noun):
                _learn_country(story, phrase)
        elif not phrase.name:
            _describe(story, phrase)
        if figures := story.roster.at.get(phrase.head):
            for figure in figures:
                _settle(story, phrase, figure)
            story.seen.append(Seen(phrase.head, figures))
    _seat_holders(story, phrases)


def _learn_country(story: Story, phrase: Phrase) -> None:
    """ "Its spokesman, Arvind Nair": of the country of whom the pronoun means."""
    for figure in story.roster.at[phrase.head][:1]:
        if figure.kind == "person" and figure.country is None:
            figure.country = next(iter(codes_of(story, phrase)), None)


def _learn_gender(said: str, found: tuple[Figure, ...]) -> None:
    if len(found) == 1 and said in PERSONAL:
        found[0].gender = found[0].gender or ("m" if said in MASCULINE else "f")


def _settle(story: Story, phrase: Phrase, figure: Figure) -> None:
    """Give an official whose country the words do not say the one that they take for granted."""
    if figure.country or figure.kind not in ("person", "government") or figure.sector not in DOMESTIC:
        return
    if figure.kind == "government" and not phrase.name:
        return
    code, why = _led_from(story, phrase) or _taken_for_granted(story, phrase)
    if code:
        figure.country = code
        figure.why.setdefault(why)


def _led_from(story: Story, phrase: Phrase) -> tuple[str, str] | None:
    """ "A delegation of Laos headed by Minister Bounthong": who leads a body is of its country."""
    words = story.words
    by = words.head[phrase.head]
    verb = words.head[by]
    if words.lower[by] != "by" or words.dep[verb] not in ("acl", "relcl"):
        return None
    holders = (figure.country for figure in story.roster.at.get(words.head[verb], ()) if figure.country)
    code = next(holders, None)
    if code and words.lemma(verb) in ("head", "lead"):
        for figure in story.roster.at.get(phrase.head, ()):
            figure.words |= {"head", "leader"}
    return (code, "leads a body of that country") if code else None


def _taken_for_granted(story: Story, phrase: Phrase) -> tuple[str | None, str]:
    """The country of "the president" without a word: of the ministry spoken of, the town, the page, the line before."""
    words, title = story.words, phrase.title.split()
    for noun in (noun for word in title[:-1] if (noun := nouns().get(word)) and noun.sector == "GOV"):
        body = next((figure for figure in story.recent() if noun.noun in figure.words and figure.country), None)
        if body:
            return body.country, "speaks for the body spoken of before"
    for other, form in story.capitals:
        if words.sentence[other] == words.sentence[phrase.head] and other < phrase.head:
            return form, "an official in that capital"
    if words.lemma(words.head[phrase.head]) in ("quote", "cite"):
        outlet = next((figure for figure in story.recent() if figure.kind in ("news_agency", "media")), None)
        if outlet and outlet.country:
            return outlet.country, "an official whom a medium of that country quotes"
    if story.home:
        return story.home, "an official of the country that the page is told from or about"
    last = next((figure.country for figure in story.recent() if figure.country and figure.kind not in OUTLETS), None)
    return last, "an official of the country spoken of last"


def _known_by_sort(story: Story, noun: Noun) -> Figure | None:
    """ "The bloc" after the European Union, "the ministry" after its minister."""
    if noun.noun == "ministry":
        return _ministry_of_minister(story)
    sorts = SORTS.get(noun.singular or "", frozenset({noun.singular}))
    if noun.sector in STATE_ORGANS or noun.singular in ("news_agency", "media"):
        return None
    return next((figure for figure in story.recent() if figure.is_named and figure.kind in sorts), None)


def _ministry_of_minister(story: Story) -> Figure | None:
    for person in story.recent():
        title = (person.role or "").split()
        if person.kind != "person" or "former" in title:
            continue
        if title and title[-1] in ("minister", "secretary") and len(title) > 1:
            said = " ".join([*title[:-1], "ministry"])
        elif "ministry" in title:
            said = " ".join(title[: title.index("ministry") + 1])
        else:
            continue
        body = story.roster.body(said, "government", person.country, "GOV")
        body.words |= {"ministry"}
        return body
    return None


def _told_by(story: Story, phrase: Phrase) -> str | None:
    """The country of whoever is the subject before: of "an Israeli source said the army" it is Israel."""
    words = story.words
    for seen in reversed(story.seen[-WITHIN_REACH:]):
        if words.sentence[seen.head] == words.sentence[phrase.head] and words.dep[seen.head] in ("nsubj", "nsubjpass"):
            code = next((figure.country for figure in seen.figures if figure.country), None)
            if code:
                return code
    return None


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
                story.roster.merge(figure, holders[0])


def _describe(story: Story, phrase: Phrase) -> None:
    """Resolve a title or description, or introduce whom it describes."""
    found: tuple[Iterable[Figure], str] | None = None
    if phrase.is_group and phrase.determiner in GROUPED:
        found = story.members(phrase), "the members of a group"
    elif phrase.noun and phrase.noun.stands_for:
        found = _by_place_in_story(story, phrase, phrase.noun)
    elif phrase.plural and (phrase.office or phrase.noun) and not _is_collective(story, phrase):
        found = _plural(story, phrase)
    elif phrase.office or (phrase.noun and phrase.noun.singular == "person"):
        found = _person(story, phrase)
    elif phrase.noun and phrase.noun.singular:
        found = _organ(story, phrase, phrase.noun)
    if found:
        form: MentionForm = "title" if phrase.office and not phrase.plural else "description"
        story.roster.place(phrase, found[0], form, found[1])


def _is_collective(story: Story, phrase: Phrase) -> bool:
    """Whether the noun is a body in the form of a plural: "police", "security forces"."""
    noun = phrase.noun
    if noun is None or noun.singular == "population":
        return False
    return noun.singular == noun.plural and story.words.lower[phrase.last] == noun.noun.split()[-1]


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
    return _codes_of_towns(story, phrase)


def _codes_of_towns(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The country of "Gaza health ministry", "the mayor of Kharkiv", "police in Nairobi": where the town lies."""
    words, towns = story.words, list(phrase.towns)
    if phrase.of is not None and not story.roster.at.get(phrase.of):
        unit = words.units.get(phrase.of)
        if unit and unit.form and unit.form.what == "capital":
            return (unit.form.key,)
        if words.entity[phrase.of] in ("GPE", "LOC"):
            towns.append(words.between(*words.entity_span(phrase.of)))
    places = (place for town in towns if (place := find_place(town)) and place.country)
    return tuple(place.country for place in places if place.country)[:1]


def _by_place_in_story(story: Story, phrase: Phrase, noun: Noun) -> tuple[Iterable[Figure], str] | None:
    if noun.stands_for == "state":
        return _state(story, phrase)
    if noun.stands_for in ("medium", "state media"):
        return _medium(story, phrase, noun)
    if noun.stands_for == "counterpart" and phrase.possessor is not None:
        return _counterpart(story, phrase)
    if noun.stands_for == "side" and phrase.plural and phrase.determiner in ("the", "both", "'s"):
        return story.members(phrase), "the members of a group"
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
    controlled = noun.stands_for == "state media"
    said = codes_of(story, phrase)
    every = [
        figure
        for figure in story.roster.figures
        if figure.kind in ("news_agency", "media")
        and figure.is_named
        and (figure.state_controlled or not controlled)
        and (controlled or noun.singular == figure.kind or noun.noun == "outlet")
    ]
    if phrase.determiner in DEFINITE and not (said and noun.singular == "media" and not controlled):
        for codes in [said] if said else [*((code,) for code in _countries_beside(story, phrase)), ()]:
            fit = [figure for figure in every if not codes or figure.country in codes]
            recent = next((figure for figure in story.recent() if figure in fit), None)
            if fit and (recent or len(fit) == 1):
                return [recent or fit[0]], "the medium that the page names"
    if not said and not controlled:
        return None
    code = next(iter(said or _countries_beside(story, phrase)), None)
    return [_descriptive_medium(story, phrase, noun, code, controlled)], "media by description"


def _countries_beside(story: Story, phrase: Phrase) -> list[str]:
    """The countries of whoever stands in the same sentence, in order: whose "state media" are meant."""
    words = story.words
    heads = sorted(head for head in story.roster.at if words.sentence[head] == words.sentence[phrase.head])
    found = (figure.country for head in heads for figure in story.roster.at[head])
    return list(dict.fromkeys(code for code in found if code))


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
    owner = _owner(story, phrase)
    if owner is None:
        return None
    same = [person for person in story.recent() if person.kind == "person" and person.offices & owner.offices]
    for person in [*same, *(person for person in story.roster.people() if person.offices & owner.offices)]:
        if person is not owner and (person.country in phrase.codes or not phrase.codes):
            return [person], "counterpart: holds the same office"
    if len(phrase.codes) != 1:
        return None
    figure = Figure(_plain_name(story.words, phrase), "person", phrase.codes[0], owner.sector, owner.role)
    figure.offices, figure.words, figure.is_named = set(owner.offices), {*owner.words, "counterpart"}, False
    return [story.roster.add(figure)], "counterpart: the same office for that country"


def _owner(story: Story, phrase: Phrase) -> Figure | None:
    owners = story.roster.at.get(phrase.possessor, ()) if phrase.possessor is not None else ()
    return next((figure for figure in owners if figure.kind == "person"), None)


def _counterpart_by_name(story: Story, phrase: Phrase) -> None:
    """What "his North Korean counterpart" says of the name after it."""
    owner = _owner(story, phrase)
    for figure in story.roster.at.get(phrase.head, ()):
        figure.country = figure.country or next(iter(phrase.codes), None)
        if owner and owner is not figure:
            figure.role = figure.role or next(iter(figure.offices), owner.role)
            figure.sector = figure.sector or owner.sector
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
        if fit:
            best = max(fit, key=lambda person: (bool(codes) and person.country in codes, _is_called_so(phrase, person)))
            return [best], f"the same as before: {phrase.title}"
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
    if not codes and phrase.determiner == "the" and not phrase.bodies and (other := _known_by_sort(story, noun)):
        return [other], f"the one of its sort spoken of before: {noun.row}"
    is_organ = noun.sector in STATE_ORGANS
    if not codes and phrase.determiner in ("the", "") and is_organ and (code := _told_by(story, phrase) or story.home):
        codes = (code,)
    told = phrase.title != noun.noun or story.words.dep[phrase.head] in ("nsubj", "nsubjpass")
    if not codes and not is_organ and not (phrase.determiner in ("a", "an", "the") and told):
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


def _plain_name(words: Words, phrase: Phrase) -> str:
    """The phrase as the page says it, without article, number and pronoun."""
    start = phrase.start
    dropped = ("DT", "PDT", "PRP$", "CD", "RB", "JJR")
    while start < phrase.head and (words.tag[start] in dropped or words.dep[start] == "quantmod"):
        start += 1
    return words.between(start, phrase.head + 1)
