"""Who was found on a page: one `Figure` an actor, and the `Roster` of all of them, by name and by place in the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.actors.known import Known, offices_of, person_named, surnames, without_initials
from dateline.actors.phrase import Phrase
from dateline.actors.spelling import fold_person
from dateline.actors.vocabulary import (
    Form,
    Gender,
    Organization,
    given_names,
    nouns,
    offices,
)
from dateline.actors.words import Words
from dateline.countries import countries, has
from dateline.media import media
from dateline.records import ActorKind, MentionForm, Span


@dataclass(slots=True, eq=False)
class Figure:
    """An actor in the making. `offices` and `words` are what else the page may call it ("foreign minister", "army").

    `listed` is its name in the table of media or of organizations, `known` its row in that of people. `held` is the
    office by which alone the page calls somebody, `held_for` the states (alpha-3) and bodies that it says it is of.
    `serves` are the `id`s of the people whose lawyer or aide the page calls somebody.
    `is_guess`: the page does not say the country, and takes it for granted at most.
    """

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
    is_guess: bool = False
    listed: str | None = None
    known: Known | None = None
    held: str | None = None
    held_for: frozenset[str] = frozenset()
    offices: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    serves: set[int] = field(default_factory=set)
    spellings: set[str] = field(default_factory=set)
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    why: dict[str, None] = field(default_factory=dict)


class Roster:
    """The figures of one page, who stands at which head, and what is short for a country here ("the North")."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.figures: list[Figure] = []
        self.at: dict[int, tuple[Figure, ...]] = {}
        self.shorts: dict[str, str] = {}
        self._known: dict[tuple[str, str], Figure] = {}
        self._people: dict[str, list[Figure]] = {}
        self._spelled: dict[str, Figure] = {}

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
        figure = Figure(country.name, "state", code, "GOV", wikidata=country.wikidata, why={country.row: None})
        return self._once("state", code, figure)

    def seat(self, form: Form) -> Figure:
        """The government that a seat stands for: the Kremlin, the White House."""
        row = countries()[form.key].row
        return self._once("seat", form.words, Figure(form.words, "government", form.key, "GOV", why={row: None}))

    def medium(self, name: str) -> Figure:
        """The medium of that canonical name."""
        known = media()[name]
        figure = Figure(known.name, known.kind, known.country, "JRN", state_controlled=known.state_controlled)
        figure.wikidata, figure.listed = known.wikidata, known.name
        figure.words |= {"news agency", "agency"} if known.kind == "news_agency" else {"newspaper", "broadcaster"}
        figure.words |= {"medium"} | ({"state media"} if known.state_controlled else set())
        figure.why[known.row] = None
        return self._once("medium", name, figure)

    def organization(self, body: Organization) -> Figure:
        """A body that the tables know."""
        figure = Figure(body.name, body.kind, body.country, body.sector, listed=body.name, why={body.row: None})
        spelled = " ".join((body.name, *body.aliases)).lower().split()
        figure.words |= {word for word in spelled if word in nouns()}
        figure.words |= {"group"} if body.kind == "armed_group" else set()
        return self._once("organization", body.name.lower(), figure)

    def body(self, name: str, kind: ActorKind, country: str | None, sector: str | None) -> Figure:
        """A body that only the page names; one of the same name and country is the same."""
        return self._once(f"body {country}", name.lower(), Figure(name, kind, country, sector))

    def known_body(self, name: str, *, by_end: bool = False) -> Figure | None:
        """A body that the page named so, or whose first letters spell `name`; `by_end`: whose last word it is."""
        plain = name.lower()
        for (what, key), figure in self._known.items():
            if what.split()[0] in ("body", "organization") and (plain == key or spells(name, figure.name)):
                return figure
            if by_end and what.split()[0] in ("body", "medium", "organization") and key.lower().endswith(f" {plain}"):
                return figure
        return None

    def people(self) -> Iterator[Figure]:
        """Every person, named or not, in the order in which they were found."""
        return (figure for figure in self.figures if figure.kind == "person")

    def person(self, name: list[str]) -> list[Figure]:
        """The people whose name on the page holds these words in this order: the likeliest, more if they tie.

        One who is named in full in another spelling is the same: "Kim Jong-un" after "Kim Jong Un".
        """
        if len(name) > 1 and (same := self._spelled.get(fold_person(" ".join(name)))):
            return [same]
        said = [word.lower() for word in name]
        others = (word.removeprefix("al-") for word in without_initials(said)[1:])
        if len(said) == 1 and said[0] not in self._people and (known := surnames().get(said[0])):
            return [person for person in self.people() if person.known and person.known.name == known.name]
        called = min((self._people.get(word, ()) for word in (said[0], *others)), key=len)
        ranked = [(_fit(said, person.name.lower().split(), person.country), person) for person in called]
        best = max((fit for fit, _ in ranked), default=0)
        return [person for fit, person in ranked if fit == best > 0]

    def new_person(self, name: str) -> Figure:
        """A person of this full name, with the offices that the tables know of on the day of the page."""
        known = person_named(name)
        if known and (same := next((person for person in self.people() if person.known is known), None)):
            self._call(same, name)
            return same
        figure = self.add(Figure(name, "person", known=known))
        self._call(figure, name)
        if known := known or surnames().get(name.lower()):
            figure.country, figure.gender = known.country, known.gender
            for held in offices_of(known, self.words.told_at):
                if office := offices().get(held):
                    figure.offices.add(office.office)
                    figure.words |= {office.title, *office.also}
                    figure.sector = figure.sector or office.sector
            figure.why[known.row] = None
        figure.gender = figure.gender or given_names().get(name.split()[0])
        return figure

    def _call(self, figure: Figure, name: str) -> None:
        """Let words of the name lead to the figure, and its other spellings."""
        said = name.lower().split()
        for word in dict.fromkeys([*said, *(word.removeprefix("al-") for word in said)]):
            called = self._people.setdefault(word, [])
            if figure not in called:
                called.append(figure)
        self._spelled.setdefault(fold_person(name), figure)

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
    said, full = without_initials(said), without_initials(full)
    said, full = [word.removeprefix("al-") for word in said], [word.removeprefix("al-") for word in full]
    if len(said) == 2 < len(full) and (said[0], said[1]) == (full[0], full[-1]):
        return 3
    places = [place for place in range(len(full) - len(said) + 1) if full[place : place + len(said)] == said]
    if not places or len(full) == 1:
        return 0
    at_start, at_end = places[0] == 0, places[-1] + len(said) == len(full)
    either_end = has(country, "surname first or last")
    if has(country, "surname first") and not either_end:  # the last name alone names nobody
        return 3 if at_start else 0
    if at_end:
        return 3
    return 2 if at_start and (len(full) == 3 or either_end) else 1


def spells(letters: str, name: str) -> bool:
    """Whether letters are the first ones of a name's words: "CDC" of "Center for Disease Control and Prevention"."""
    initials = _initials(name)
    return letters.lower() == initials or (
        len(letters) > 2 and letters.isupper() and initials.startswith(letters.lower())
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split() if word[:1].isupper()).lower()
