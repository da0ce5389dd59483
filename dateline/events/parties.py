"""Who the tokens of a text stand for, as the parties of events: actors, and the states that adjectives stand for."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.actors.lookup import Cast
from dateline.countries import by_form
from dateline.records import Actor, Span

STATE_LIKE = ("state", "government", "population", "military")
"""The kinds of actor that an adjective ("an Indian proposal") may stand for, best first."""
WITHIN = frozenset({"poss", "amod", "compound", "nmod", "appos", "nummod"})
DEEP_PREPOSITIONS = frozenset({"of", "by", "from", "for", "in", "with", "against", "on", "to", "at", "between"})


class Parties:
    """The actors that stand at a token or inside its noun phrase; made once for an article."""

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        self.cast = Cast(doc, actors)
        self._states: dict[str, Actor] = {}
        for kind in STATE_LIKE:
            for actor in actors:
                if actor.country and actor.kind == kind:
                    self._states.setdefault(actor.country, actor)
        self._pairs = sorted(_pairs(actors), key=lambda placed: placed[0])

    def at(self, token: Token) -> tuple[Actor, ...]:
        """The actors whose mention's head is this token, or the state that the word is a form of; () for neither."""
        if standing := self.cast.at(token):
            return standing
        if token.tag_ in {"WDT", "WP"} and token.head.dep_ == "relcl":
            return self.at(token.head.head)
        country = country_of(token)
        state = self._states.get(country) if country else None
        return (state,) if state else ()

    def state(self, country: str | None) -> Actor | None:
        """The actor that stands for a country on this page."""
        return self._states.get(country) if country else None

    def partner(self, actor: Actor, token: Token) -> Actor | None:
        """The other side of "bilateral", by the nearest mention of a pair ("the two countries") that the actor is of.

        None where no pair was named before the token, or the nearest ones leave a choice.
        """
        for first, second in reversed([pair for start, pair in self._pairs if start < token.idx]):
            for one, other in ((first, second), (second, first)):
                if actor.country and one.country == actor.country:
                    return other
        return None

    def inside(self, token: Token) -> tuple[Actor, ...]:
        """The actors nearest to the head of a noun phrase: its owner, its adjective, then what "of" or "by" adds."""
        level = [token]
        for _ in range(4):
            level = [child for above in level for child in _parts(above)]
            found = tuple(dict.fromkeys(actor for part in level for actor in self.at(part)))
            if found:
                return found
        return ()


def _pairs(actors: Sequence[Actor]) -> Iterator[tuple[int, tuple[Actor, Actor]]]:
    """Where the text speaks of two actors of two countries in one breath ("the two countries", "both sides")."""
    standing: dict[Span, list[Actor]] = {}
    for actor in actors:
        for mention in actor.mentions:
            standing.setdefault(mention.span, []).append(actor)
    for span, group in standing.items():
        if len(group) == 2 and group[0].country and group[1].country and group[0].country != group[1].country:
            yield span.start, (group[0], group[1])


def _parts(token: Token) -> Iterator[Token]:
    """What a noun phrase's head is described by, one step down; prepositions and participles count no step."""
    for child in token.children:
        if child.dep_ in WITHIN or child.dep_ == "conj":
            yield child
        elif child.dep_ in {"prep", "agent"} and child.lower_ in DEEP_PREPOSITIONS:
            yield from child.children
        elif child.dep_ == "acl":
            for part in child.children:
                if part.dep_ in {"agent", "prep"}:
                    yield from part.children
                elif part.dep_ == "dobj":
                    yield part
        elif child.dep_ == "pobj" or child.dep_ == "dobj":
            yield child


def country_of(token: Token) -> str | None:
    """The alpha-3 code of the country that a word is a form of; "North Korean" is known by its last word."""
    if not token.text[:1].isupper():
        return None
    forms = by_form()
    if token.i and (pair := forms.get(f"{token.nbor(-1).text} {token.text}")):
        return pair[0]
    single = forms.get(token.text)
    return single[0] if single else None
