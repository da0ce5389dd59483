"""Who the tokens of a text stand for, as the parties of events: actors, and the states that adjectives stand for.

"An Indian proposal", "Israeli jets": where the noun is no actor, its adjective names one, the state. A state that the
page names in no other way becomes an actor here, once an event needs it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Doc, Token

from dateline.actors.lookup import Cast, state_implied
from dateline.countries import FormKind, by_form, countries
from dateline.events.hints import Hints
from dateline.events.telling import Telling, said_in
from dateline.records import Actor, Place, Span
from dateline.word_classes import word_class

STATE_LIKE = ("state", "government")
"""The kinds of actor that an adjective ("an Indian proposal") may stand for, best first."""
WITHIN = frozenset({"poss", "amod", "compound", "nmod", "appos", "nummod"})
FIRST_PERSON = frozenset({"i", "we", "us", "our", "my", "me"})
MAKERS = frozenset({"of", "by", "from"})
"""Prepositions that lead from a deed or a body to who stands behind it."""
CONCERNED = MAKERS | {"for", "in", "with", "against", "on", "to", "at", "between", "over", "about"}
"""Prepositions that lead from a thing to whom it concerns."""
FARTHEST_STYLE = 4
"""Tokens behind the first of a name in which its hyphen stands: "Islamic State-inspired", "al-Qaeda-inspired"."""
DEEPEST = 5
"""Steps into a noun phrase: "a six-month extension of the mandate for the force in Lebanon" takes four."""


class Parties:
    """The actors that stand at a token or inside its noun phrase; made once for an article."""

    def __init__(
        self, doc: Doc, actors: Sequence[Actor], telling: Telling, places: Mapping[int, Place], hints: Hints
    ) -> None:
        self.telling = telling
        self.hints = hints
        self._places = places
        self.cast = Cast(doc, actors)
        self._named = tuple(actors)
        self._states: dict[str, Actor] = {}
        for kind in STATE_LIKE:
            for actor in actors:
                if actor.country and actor.kind == kind:
                    self._states.setdefault(actor.country, actor)
        self._implied: dict[str, Actor] = {}
        self._we: tuple[Actor, ...] = ()
        self._we = self._signatories(doc)
        self._pairs = sorted(_pairs(actors), key=lambda placed: placed[0])

    def at(self, token: Token) -> tuple[Actor, ...]:
        """The actors whose mention's head is this token, or the state that an adjective is of; () for neither."""
        if _is_likened(token):
            return ()
        standing = self.cast.at(token)
        if token.dep_ == "poss" and token.lower_ in FIRST_PERSON:
            # "our colleague", "our rights": what a person speaks of so is not done to him
            standing = tuple(actor for actor in standing if actor.kind != "person")
        if standing:
            return standing
        if token.lower_ in FIRST_PERSON:
            return self._speaking(token)
        if token.tag_ in {"WDT", "WP"} and token.head.dep_ == "relcl":
            return self.at(token.head.head)
        is_of_noun = token.dep_ in {"compound", "nmod"} and token.head.pos_ == "NOUN"
        country = country_of(token, {"adjective", "demonym", "name"} if is_of_noun else {"adjective", "demonym"})
        return (self._state(country, token),) if country else ()

    def _speaking(self, token: Token) -> tuple[Actor, ...]:
        """Who "we" or "I" is: whoever speaks there; in a statement of many, those that their first "we" names.

        "Our colleague", "our rights" are not the speaker's own: nobody is known by them.
        """
        speaker = self.telling.speaker_of(self.telling.statement_at(token))
        if speaker is not None and speaker.kind == "person" and token.dep_ == "poss":
            return ()
        return (speaker,) if speaker is not None else self._we

    def host(self, token: Token) -> tuple[Actor, ...]:
        """The state whose place a visitor comes to: the one a token stands for, also as a place; () if for none."""
        if standing := self.at(token):
            return standing
        country = country_of(token, {"name", "capital", "government"})
        if country is None and token.i in self._places:
            country = self._places[token.i].country
        return (self._state(country, token),) if country and country in countries() else ()

    def behind(self, medium: Actor, token: Token) -> tuple[Actor, ...]:
        """The state that a medium of a state speaks for: "KCNA said two missiles were test-fired"; () of others."""
        is_voice = medium.kind in {"media", "news_agency"} and bool(medium.state_controlled)
        return (self._state(medium.country, token),) if is_voice and medium.country else ()

    def is_place(self, token: Token) -> bool:
        """Whether a place is named at a token."""
        return token.i in self._places

    def _signatories(self, doc: Doc) -> tuple[Actor, ...]:
        """Those whom "We, the leaders of Japan and Australia" names."""
        for token in doc:
            if token.lower_ == "we":
                for child in token.children:
                    if child.dep_ == "appos" and (named := self.inside(child, prepositions=MAKERS) or self.at(child)):
                        return named
        return ()

    def partner(self, actor: Actor, token: Token) -> Actor | None:
        """The other side of "bilateral", by the nearest mention of a pair ("the two countries") that the actor is of.

        None where no pair was named before the token.
        """
        for first, second in reversed([pair for start, pair in self._pairs if start < token.idx]):
            for one, other in ((first, second), (second, first)):
                if actor.country and one.country == actor.country:
                    return self._states.get(other.country or "", other)
        return None

    def inside(
        self, token: Token, without: Sequence[Actor] = (), *, prepositions: frozenset[str] = CONCERNED
    ) -> tuple[Actor, ...]:
        """The actors nearest to the head of a noun phrase: its owner and adjectives, then what prepositions add."""
        if token.tag_ == "NNP" and word_class("laws", token.lower_):
            return ()  # "the Iran Freedom Act would impose sanctions"
        said = self.telling.statement_at(token)
        level = [token]
        for _ in range(DEEPEST):
            below = [
                part for above in level for child in above.children if child.dep_ in WITHIN for part in _each(child)
            ]
            below = said_in(said, below)
            found = self._others(below, without)
            if not found:
                below += said_in(said, [child for above in level for child in _complements(above, prepositions)])
                found = self._others(below, without)
            if found:
                return found
            level = below
        return ()

    def with_implied(self, used: Iterable[str]) -> list[Actor]:
        """The actors given, and those states named by an adjective alone whose ids are used."""
        wanted = set(used)
        return [*self._named, *(actor for actor in self._implied.values() if actor.id in wanted)]

    def _others(self, tokens: Iterable[Token], without: Sequence[Actor]) -> tuple[Actor, ...]:
        taken = {actor.id for actor in without}
        return tuple(dict.fromkeys(actor for token in tokens for actor in self.at(token) if actor.id not in taken))

    def _state(self, country: str, token: Token) -> Actor:
        known = self._states.get(country) or self._implied.get(country)
        if known is None:
            known = self._implied[country] = state_implied(country, token, "a party of an event")
        return known


def _pairs(actors: Sequence[Actor]) -> Iterator[tuple[int, tuple[Actor, Actor]]]:
    """Where the text speaks of two actors of two countries in one breath ("the two countries", "both sides")."""
    standing: dict[Span, list[Actor]] = {}
    for actor in actors:
        for mention in actor.mentions:
            standing.setdefault(mention.span, []).append(actor)
    for span, group in standing.items():
        if len(group) == 2 and group[0].country and group[1].country and group[0].country != group[1].country:
            yield span.start, (group[0], group[1])


def _each(token: Token) -> Iterator[Token]:
    """A modifier and those coordinated with it: "Israeli and American jets"."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _each(child)


def _complements(token: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """What prepositions and participles add to a noun; they count no step themselves."""
    for child in token.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in prepositions:
            for inner in child.children:
                if inner.ent_type_ not in {"DATE", "TIME"}:
                    yield from _each(inner)
        elif child.dep_ == "acl":
            for part in child.children:
                if part.dep_ in {"agent", "prep"} and part.lower_ in prepositions:
                    yield from part.children
                elif part.dep_ == "dobj" and "to" in prepositions:
                    yield part
        elif child.dep_ in {"pobj", "dobj"}:
            yield child


def country_of(token: Token, kinds: set[FormKind]) -> str | None:
    """The alpha-3 code of the country that a word is a form of; "North Korean" is known by its last word."""
    if not token.text[:1].isupper() or _is_sided_with(token):
        return None
    forms = by_form()
    pair = forms.get(f"{token.nbor(-1).text} {token.text}") if token.i else None
    found = pair or forms.get(token.text)
    return found[0] if found and found[1] in kinds else None


def _is_likened(token: Token) -> bool:
    """Whether a name only says what something is like: "Islamic State-inspired attacks", "a Soviet-style raid"."""
    doc = token.doc
    for at in range(token.i + 1, min(token.i + 1 + FARTHEST_STYLE, len(doc) - 1)):
        if (text := doc[at].text) == "-":
            return word_class("likening", doc[at + 1].lower_)
        if not text[0].isupper():
            return False
    return False


def _is_sided_with(token: Token) -> bool:
    """Whether a word only says whose side something is on: "pro-Russian"."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "pro"
