"""What is known while the phrases of a page are resolved one after the other, and what a phrase says by itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.actors.figures import Figure, Roster
from dateline.actors.groups import members
from dateline.actors.known import surnames
from dateline.actors.phrase import Phrase
from dateline.actors.pronouns import joined_figures
from dateline.actors.vocabulary import organizations
from dateline.actors.words import Words
from dateline.places import find_place

GROUP_REACH = 3
"""How many sentences later "both men" are still "the two leaders"."""

WITHIN_REACH = 12
"""How many phrases back a pronoun may mean somebody: two long sentences."""
DEFINITE = frozenset({"the", "'s", "this", "that", "these", "those", ""})


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrase that is resolved: where it stands and who is meant."""

    head: int
    figures: tuple[Figure, ...]


class Story:
    """What is known while the page is read: the roster, who was met so far, and the country that it is told in.

    `home` is the country that the page is told from, where it is also told of, else the first that its headline names:
    of that country nobody says whose army "the army" is. `is_domestic`: a medium of that country tells it.
    `told_from`: the country of its dateline.
    """

    def __init__(
        self,
        words: Words,
        roster: Roster,
        home: str | None,
        *,
        told_from: str | None = None,
        is_domestic: bool = False,
    ) -> None:
        self.words = words
        self.roster = roster
        self.home = home
        self.told_from = told_from
        self.is_domestic = is_domestic
        self.seen: list[Seen] = []
        self.capitals = [
            (unit.start, unit.form.key)
            for unit in dict.fromkeys(words.units.values())
            if unit.form and unit.form.what == "capital" and unit.end - 1 not in roster.at
        ]

    def last_met(self) -> list[tuple[int, tuple[Figure, ...]]]:
        """The last few phrases that were resolved, in order: as many of the teller's own, and the quoted among them."""
        first, own = len(self.seen), 0
        while first and own < WITHIN_REACH:
            first -= 1
            own += not self.words.quoted[self.seen[first].head]
        return [(seen.head, seen.figures) for seen in self.seen[first:]]

    def members(self, phrase: Phrase) -> list[Figure]:
        """Who belongs to a counted group: those counted so before, else as `groups` says."""
        wanted = phrase.number or 2
        if (phrase.office or (phrase.noun and phrase.noun.singular == "person")) and phrase.possessor is None:
            sentence = self.words.sentence[phrase.head]
            for seen in reversed(self.seen):
                if sentence - self.words.sentence[seen.head] > GROUP_REACH:
                    break
                if phrase.noun and len(seen.figures) == 1 and _is_crowd(seen.figures[0], phrase.noun.noun):
                    return list(seen.figures)
                if len(seen.figures) == wanted and all(figure.kind == "person" for figure in seen.figures):
                    return list(seen.figures)
        groups = (seen.figures for seen in reversed(self.seen) if len(seen.figures) == wanted)
        before = next((group for group in groups if all(figure.kind == "state" for figure in group)), ())
        return members(self.words, self.roster, phrase, list(self.recent()), before)

    def met(self) -> Iterator[Figure]:
        """Who was met so far, the first first, and then the people that nothing was asked about yet."""
        seen = (figure for seen in self.seen for figure in seen.figures)
        yield from dict.fromkeys([*seen, *self.roster.people()])

    def recent(self) -> Iterator[Figure]:
        """Who was met so far, the last first; nobody twice."""
        met: set[int] = set()
        for seen in reversed(self.seen):
            for figure in seen.figures:
                if id(figure) not in met:
                    met.add(id(figure))
                    yield figure


def _is_crowd(figure: Figure, noun: str) -> bool:
    """Whether the figure is several people called so: "two men", of whom "the two men" are spoken later."""
    return figure.is_plural and noun in figure.words


def codes_of(story: Story, phrase: Phrase) -> tuple[str, ...]:
    """The countries that a phrase names: by adjective, possessor, "of" or the body it speaks of."""
    if phrase.codes:
        return phrase.codes
    words = story.words
    for token in (phrase.possessor, phrase.of):
        if token is not None and token == phrase.of and leads_there(words, token):
            continue
        figures = joined_figures(words, story.roster.at, token) if token is not None else ()
        if codes := tuple(dict.fromkeys(figure.country for figure in figures if figure.country)):
            return codes
    for form in phrase.bodies:
        known = organizations().get(form.key)
        if form.what == "government":
            return (form.key,)
        if known and known.country:
            return (known.country,)
    if words.dep[phrase.head] == "conj" and not phrase.determiner:
        first = story.roster.at.get(words.head[phrase.head], ())
        return tuple(dict.fromkeys(figure.country for figure in first if figure.country))
    short = (code for said, code in story.roster.shorts.items() if said.lower() in phrase.title.split())
    return tuple(short) or codes_of_towns(story, phrase)


def country_of_ruler(story: Story, phrase: Phrase) -> str | None:
    """The country of "the Obama administration": whose ruler's name stands before the noun."""
    words = story.words
    for token in range(phrase.start, phrase.last):
        if words.tag[token] in ("NNP", "NNPS"):
            said = words.text[token]
            codes = [person.country for person in story.roster.person([said]) if person.country]
            known = surnames().get(said.lower())
            return next(iter(codes), None) or (known.country if known else None)
    return None


def leads_there(words: Words, token: int) -> bool:
    """Whether the token is a state after a "to": an "envoy to Ukraine" is sent there, and is none of its own."""
    return token in words.units and words.lower[words.head[token]] == "to"


def codes_of_towns(story: Story, phrase: Phrase) -> tuple[str, ...]:
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


def plain_name(words: Words, phrase: Phrase) -> str:
    """The phrase as the page says it, without article, number and pronoun."""
    start = phrase.start
    dropped = ("DT", "PDT", "PRP$", "CD", "RB", "JJR", "JJS", "RBS", "IN", "HYPH")
    while start < phrase.head and (words.tag[start] in dropped or words.dep[start] == "quantmod"):
        start += 1
    return words.between(start, phrase.head + 1)
