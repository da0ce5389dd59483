"""Who is who on a page, by name: one `Figure` an actor, whatever the spellings.

States, media and bodies are known by the tables; people by their fullest name, to which a bare surname leads back
where only one can be meant. Two people with one surname stay two: of several, the one named last before, else nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dateline.actors.mentions import Phrase
from dateline.actors.metonymy import stands_for_state
from dateline.actors.vocabulary import (
    Form,
    Gender,
    Organization,
    body_words,
    nouns,
    offices,
    organizations,
    people,
    portfolios,
)
from dateline.actors.words import Words
from dateline.countries import countries
from dateline.media import media
from dateline.places import find_place
from dateline.records import ActorKind, MentionForm, Span

SURNAME_FIRST = frozenset({"PRK", "KOR", "CHN", "TWN", "HKG", "JPN", "VNM", "HUN", "KHM", "SGP"})
"""Where news writes the family name first, so that the last name alone names nobody (Japan and Vietnam: either)."""
EITHER_END = frozenset({"JPN", "VNM", "HUN", "KHM", "SGP"})
HONORIFICS = frozenset({"mr", "mrs", "ms", "doctor", "sir", "lord", "dame", "comrade", "sheikh"})
MIN_PEOPLE = 2
"""Letters beyond which the name of a people is believed: the recogniser takes "X." for one."""
NO_ACTORS = frozenset(
    {"GPE", "LOC", "FAC", "DATE", "TIME", "EVENT", "LAW", "LANGUAGE", "WORK_OF_ART", "PRODUCT"}
    | {"MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"}
)
"""What the recogniser calls names that neither act nor speak."""


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making. `offices` and `words` are what else the page may call it ("foreign minister", "army")."""

    name: str
    kind: ActorKind
    country: str | None = None
    sector: str | None = None
    role: str | None = None
    state_controlled: bool | None = None
    wikidata: str | None = None
    gender: Gender | None = None
    is_named: bool = True
    is_plural: bool = False
    offices: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    why: dict[str, None] = field(default_factory=dict)


class Roster:
    """The figures of one page, and who stands at which head."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.figures: list[Figure] = []
        self.at: dict[int, tuple[Figure, ...]] = {}
        self._known: dict[tuple[str, str], Figure] = {}
        self._people: dict[str, list[Figure]] = {}

    def add(self, figure: Figure) -> Figure:
        """A new figure of the page."""
        self.figures.append(figure)
        return figure

    def place(self, phrase: Phrase, figures: Iterable[Figure], form: MentionForm, why: str) -> None:
        """Make the phrase a mention of each of the figures."""
        every = tuple(dict.fromkeys(figures))
        span = self.words.span(phrase.start, phrase.end)
        for figure in every:
            figure.mentions.setdefault(span, form)
            figure.why.setdefault(why)
        if every:
            self.at[phrase.head] = every
            if phrase.name and phrase.name_head is not None:
                self.at.setdefault(phrase.name_head, every)

    def state(self, code: str) -> Figure:
        """The state of that alpha-3 code."""
        country = countries()[code]
        return self._once("state", code, Figure(country.name, "state", code, "GOV", why={country.row: None}))

    def seat(self, form: Form) -> Figure:
        """The government that a seat stands for: the Kremlin, the White House."""
        row = countries()[form.key].row
        return self._once("seat", form.words, Figure(form.words, "government", form.key, "GOV", why={row: None}))

    def medium(self, name: str) -> Figure:
        """The medium of that canonical name."""
        known = media()[name]
        figure = Figure(known.name, known.kind, known.country, "JRN", state_controlled=known.state_controlled)
        figure.wikidata = known.wikidata
        figure.words |= {"news agency", "agency"} if known.kind == "news_agency" else {"newspaper", "broadcaster"}
        figure.words |= {"medium"} | ({"state media"} if known.state_controlled else set())
        figure.why[known.row] = None
        return self._once("medium", name, figure)

    def organization(self, body: Organization) -> Figure:
        """A body that the tables know."""
        figure = Figure(body.name, body.kind, body.country, body.sector, why={body.row: None})
        spelled = " ".join((body.name, *body.aliases)).lower().split()
        figure.words |= {word for word in spelled if word in nouns()}
        figure.words |= {"group"} if body.kind == "armed_group" else set()
        return self._once("organization", body.name.lower(), figure)

    def body(self, name: str, kind: ActorKind, country: str | None, sector: str | None) -> Figure:
        """A body that only the page names; one of the same name and country is the same."""
        return self._once(f"body {country}", name.lower(), Figure(name, kind, country, sector))

    def known_body(self, name: str) -> Figure | None:
        """A body that the page has named so, or whose first letters spell `name`."""
        plain = name.lower()
        for (what, key), figure in self._known.items():
            if what.split()[0] in ("body", "organization") and plain in (key, _initials(figure.name)):
                return figure
        return None

    def people(self) -> Iterator[Figure]:
        """Every person, named or not, in the order in which they were found."""
        return (figure for figure in self.figures if figure.kind == "person")

    def person(self, name: list[str]) -> list[Figure]:
        """The people whose name on the page holds these words in this order: the likeliest, more if they tie."""
        said = [word.lower() for word in name]
        called = self._people.get(said[0], ())
        ranked = [(_fit(said, person.name.lower().split(), person.country), person) for person in called]
        best = max((fit for fit, _ in ranked), default=0)
        return [person for fit, person in ranked if fit == best > 0]

    def new_person(self, name: str) -> Figure:
        """A person of this full name."""
        figure = self.add(Figure(name, "person"))
        said = name.lower().split()
        for word in dict.fromkeys([*said, *(word.removeprefix("al-") for word in said)]):
            self._people.setdefault(word, []).append(figure)
        if known := people().get(name.lower()):
            figure.country, figure.gender = known.country, known.gender
            if known.office and (office := offices().get(known.office)):
                figure.offices.add(office.office)
                figure.words |= {office.title, *office.also}
                figure.sector = office.sector
            figure.why[known.row] = None
        return figure

    def merge(self, old: Figure, new: Figure) -> None:
        """Let `new` stand wherever `old` did."""
        for span, form in old.mentions.items():
            new.mentions.setdefault(span, form)
        new.why |= old.why
        self.figures.remove(old)
        for head, figures in self.at.items():
            if old in figures:
                self.at[head] = tuple(dict.fromkeys(new if figure is old else figure for figure in figures))

    def _once(self, what: str, key: str, figure: Figure) -> Figure:
        if (what, key) not in self._known:
            self._known[what, key] = self.add(figure)
        return self._known[what, key]


def _fit(said: list[str], full: list[str], country: str | None) -> int:
    """How well words name the bearer of a full name: 3 whole or family name, 2 its end, 1 a given name, 0 not."""
    if said == full:
        return 4
    said, full = [word.removeprefix("al-") for word in said], [word.removeprefix("al-") for word in full]
    places = [place for place in range(len(full) - len(said) + 1) if full[place : place + len(said)] == said]
    if not places or len(full) == 1:
        return 0
    at_start, at_end = places[0] == 0, places[-1] + len(said) == len(full)
    if country in SURNAME_FIRST and country not in EITHER_END:
        return 3 if at_start else 0
    if at_end:
        return 3
    return 2 if at_start and (len(full) == 3 or country in EITHER_END) else 1


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper()).lower()


def name_figures(words: Words, phrases: list[Phrase]) -> Roster:
    """Identify every phrase that has a name; `roster.at` then says who stands at its head."""
    roster = Roster(words)
    for phrase in phrases:
        if phrase.form and phrase.name:
            _place_known(roster, phrase)
    _place_shorts(roster, phrases)
    unknown = [phrase for phrase in phrases if phrase.name and not phrase.form and phrase.head not in roster.at]
    bodies = {_name_of(words, phrase) for phrase in unknown if _is_called_body(words, phrase)}
    named = [phrase for phrase in unknown if _name_of(words, phrase) not in bodies and _names_person(words, phrase)]
    _introduce(roster, named)
    for phrase in unknown:
        _place_unknown(roster, phrase)
    _join_brackets(roster, phrases)
    for figure in roster.figures:
        if figure.spellings and figure.name not in figure.spellings:
            figure.name = max(figure.spellings, key=len)
    return roster


def _place_known(roster: Roster, phrase: Phrase) -> None:
    form = phrase.form
    if form is None:
        return
    if form.what == "name":
        roster.place(phrase, [roster.state(form.key)], "name", f"state by name: {form.words}")
    elif form.what == "capital" and stands_for_state(roster.words, phrase.head):
        roster.place(phrase, [roster.state(form.key)], "name", f"state by its capital: {form.words}")
    elif form.what == "government":
        roster.place(phrase, [roster.seat(form)], "name", f"government by its seat: {form.words}")
    elif form.what == "medium":
        known = roster.medium(form.key)
        if phrase.codes and known.country not in phrase.codes:
            known = roster.body(form.words, "media", phrase.codes[0], "JRN")
        roster.place(phrase, [known], "name", f"medium by name: {form.words}")
    elif form.what == "organization":
        body = roster.organization(_body(form))
        body.spellings.add(form.words)
        roster.place(phrase, [body], "name", f"body by name: {form.words}")
    elif form.what == "demonym" or (form.what == "adjective" and phrase.determiner and not phrase.title):
        people = roster.body(form.words, "population", form.key, "CVL")
        people.is_plural = True
        roster.place(phrase, [people], "name", f"people by demonym: {form.words}")


def _place_shorts(roster: Roster, phrases: list[Phrase]) -> None:
    """ "The North" on a page that speaks of North Korea, "the Islamic Republic" on one that speaks of Iran."""
    words = roster.words
    codes = dict.fromkeys(code for phrase in phrases for code in phrase.codes)
    codes |= dict.fromkeys(figure.country for figure in roster.figures if figure.kind == "state" and figure.country)
    shorts = {short: code for code in codes for short in countries()[code].shorts}
    for phrase in phrases:
        own = phrase.start + 1
        if (
            phrase.determiner == "the"
            and own < phrase.end
            and phrase.possessor is None
            and phrase.head not in roster.at
        ):
            code = shorts.get(words.between(own, phrase.last + 1))
            if code:
                why = f"state by its short name: {countries()[code].row}"
                phrase.name, phrase.noun = (own, phrase.last + 1), None
                phrase.entity = "GPE"
                roster.place(phrase, [roster.state(code)], "name", why)


def _body(form: Form) -> Organization:
    return organizations()[form.key]


def _is_called_body(words: Words, phrase: Phrase) -> bool:
    """Whether the words around a name say that it is no person's: "the Indian company Sagar Marine", "..., which"."""
    if phrase.noun and phrase.noun.singular not in (None, "person", "state") and not phrase.office:
        return True
    clauses = [kid for kid in words.kids[phrase.head] if words.dep[kid] == "relcl"]
    return not phrase.office and any(words.lower[kid] == "which" for clause in clauses for kid in words.kids[clause])


def _names_person(words: Words, phrase: Phrase) -> bool:
    """Whether the name is a person's: by its title, by an apposition, else by the recogniser."""
    if phrase.office or (phrase.noun and phrase.noun.singular == "person"):
        return not phrase.plural or phrase.name is not None
    if phrase.noun or phrase.inner:
        return False
    if any(words.dep[kid] == "appos" and _is_human(words, kid) for kid in words.kids[phrase.head]):
        return True
    alone = _length(phrase) == 1
    if phrase.entity == "PERSON":
        if alone and words.dep[phrase.head] in ("ROOT", "dep", "compound", "appos", "npadvmod"):
            return False
        return not (alone or phrase.determiner == "the") or not _is_gazetted(words, phrase)
    return phrase.entity in ("", "ORG", "NORP") and _speaks_like_a_person(words, phrase)


def _speaks_like_a_person(words: Words, phrase: Phrase) -> bool:
    """Whether a name that the recogniser takes for none is a person's by its build and by what it does.

    Two to four words with capitals, none of them a word for bodies, doing something without an article.
    """
    said = words.between(*phrase.name).split() if phrase.name else []
    if not 1 < len(said) < 5 or phrase.determiner or phrase.codes or any(word.isupper() for word in said):
        return False
    if any(word.lower() in body_words() or word.lower() in portfolios() for word in said):
        return False
    return words.dep[phrase.head] in ("nsubj", "poss") and not _is_gazetted(words, phrase)


def _is_gazetted(words: Words, phrase: Phrase) -> bool:
    """Whether the gazetteer has a place of the name: the recogniser takes small towns for people and bodies."""
    return find_place(_name_of(words, phrase)) is not None


def _is_human(words: Words, token: int) -> bool:
    noun, office = nouns().get(words.singular(token)), offices().get(words.singular(token))
    return words.tag[token] == "NN" and (office is not None or (noun is not None and noun.singular == "person"))


def _introduce(roster: Roster, people: list[Phrase]) -> None:
    """Find the people, the longest names first, so that shorter ones lead back to them."""
    for phrase in sorted(people, key=lambda phrase: -_length(phrase)):
        name = _name_of(roster.words, phrase)
        if not (found := roster.person(name.split())):
            found = [roster.new_person(name)]
        if len(found) == 1:
            _learn(found[0], phrase)


def _learn(person: Figure, phrase: Phrase) -> None:
    """What the words around a name say of its bearer."""
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


def learn_role(person: Figure, phrase: Phrase) -> None:
    """Take role and sector from a title; an office of one holder ("foreign minister") rather than a general one."""
    general = offices().get(person.role or "")
    if person.role is None or (general and not general.one and phrase.office and phrase.office.one):
        person.role = phrase.title or None
    person.sector = person.sector or sector_of(phrase)
    if person.sector == "GOV":
        person.words |= {"official"} | ({"diplomat"} if "foreign" in phrase.title else set())


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
    inner = (noun for word in said[:-1] if (noun := nouns().get(word)) and noun.sector and noun.singular != "person")
    if noun := next(inner, None):
        return noun.sector
    if phrase.office:
        return phrase.office.sector
    return phrase.noun.sector if phrase.noun else None


def _place_unknown(roster: Roster, phrase: Phrase) -> None:
    """A name that the tables do not know: a person's, a body's, or none that acts."""
    words = roster.words
    name = _name_of(words, phrase)
    found = roster.person(name.split())
    if found and not phrase.inner and not _is_place(words, phrase, name):
        person = found[0] if len(found) == 1 else _nearest(roster, phrase, found)
        if person:
            _learn(person, phrase)
            roster.place(phrase, [person], "name", f"person by name: {name}")
        return
    if phrase.entity in NO_ACTORS and not phrase.noun:
        return
    if known := roster.known_body(name):
        roster.place(phrase, [known], "name", f"body named before: {name}")
    elif phrase.noun and phrase.noun.singular and phrase.noun.singular not in ("state", "person"):
        kind = phrase.noun.singular
        figure = roster.body(name, kind, next(iter(phrase.codes), None), phrase.noun.sector)
        figure.words.add(phrase.noun.noun)
        roster.place(phrase, [figure], "name", f"body by what it is: {phrase.noun.row}")
    elif (phrase.entity == "ORG" or (phrase.entity == "PERSON" and " " in name)) and not _is_gazetted(words, phrase):
        _place_organization(roster, phrase, name)
    elif phrase.entity == "NORP" and len(name) > MIN_PEOPLE:
        roster.place(phrase, [roster.body(name, "population", None, "CVL")], "name", "people by the recogniser")


def _place_organization(roster: Roster, phrase: Phrase, name: str) -> None:
    """A body by the recogniser; what kind, by the nouns in its name."""
    words = roster.words
    ends = (words.singular(phrase.head), words.lower[phrase.last])
    if any(word in portfolios() for word in ends) or words.tag[min(phrase.end, len(words) - 1)] == "CD":
        return
    noun = next((noun for word in ends if (noun := nouns().get(word))), None)
    kind: ActorKind = (noun.singular if noun else None) or "organization"
    if kind in ("state", "person"):
        return
    country = next(iter(phrase.codes), None)
    if kind == "military" and country is None:
        kind = "armed_group"
    figure = roster.body(name, kind, country, noun.sector if noun else None)
    if noun:
        figure.words.add(noun.noun)
    roster.place(phrase, [figure], "name", "body by the recogniser")


def _is_place(words: Words, phrase: Phrase, name: str) -> bool:
    """Whether a name that could be a person's is called a place where it stands: "in Lavrov" is none."""
    where = words.dep[phrase.head] == "pobj" and words.lower[words.head[phrase.head]] in ("in", "at", "near")
    return where and phrase.entity in ("GPE", "LOC", "FAC") and " " not in name


def _nearest(roster: Roster, phrase: Phrase, found: list[Figure]) -> Figure | None:
    """Of several bearers of a name: the one with this title, else the one named last before, as a subject if any."""
    titled = [person for person in found if phrase.office and phrase.office.office in person.offices]
    if len(titled) == 1:
        return titled[0]
    words = roster.words
    before = [
        (words.sentence[head], words.dep[head] in ("nsubj", "nsubjpass"), head, figure)
        for head, figures in roster.at.items()
        if head < phrase.start
        for figure in figures
        if figure in found
    ]
    return max(before, key=lambda named: named[:3])[3] if before else None


def _join_brackets(roster: Roster, phrases: list[Phrase]) -> None:
    """ "International Atomic Energy Agency (IAEA)": the letters in brackets are the same body."""
    words = roster.words
    for phrase, following in pairwise(
        sorted((p for p in phrases if p.name and p.end < len(words)), key=lambda p: p.start)
    ):
        bracketed = following.start == phrase.end + 1 and words.text[phrase.end] == "("
        if bracketed and following.form and following.form.what == "name" and words.text[following.end] == ")":
            for figure in roster.at.get(phrase.head, ()):
                if figure.kind == "person":
                    figure.country = figure.country or following.form.key
        if not (bracketed and words.text[following.start].isupper()):
            continue
        if (
            words.text[following.end] == ")"
            and (known := roster.at.get(phrase.head))
            and following.head not in roster.at
        ):
            roster.place(following, known, "name", "the letters in brackets after its name")


def _length(phrase: Phrase) -> int:
    return phrase.name[1] - phrase.name[0] if phrase.name else 0


def _name_of(words: Words, phrase: Phrase) -> str:
    return words.between(*phrase.name) if phrase.name else ""
