"""Who stands at a place in the text: actors by the syntactic heads of their mentions.

The steps after this one walk the parse and ask of a token "who is this?". A mention answers at its head: in "Russian
Foreign Minister Sergei Lavrov" that is "Lavrov". Of nested mentions each has its own head ("Kim" in "Kim's
government"); a mention of several ("the two countries") gives all of them.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.actors.ids import state_id
from dateline.countries import countries
from dateline.records import Actor, Mention, Span


def state_implied(country: str, token: Token, role: str) -> Actor:
    """The state that only an adjective or a place names: "a Russian claim"; `role` says what it is there."""
    known = countries()[country]
    return Actor(
        id=state_id(country),
        name=known.name,
        kind="state",
        country=country,
        wikidata=known.wikidata,
        mentions=(Mention(Span(token.idx, token.idx + len(token)), "description"),),
        why=(known.row, f"named by its adjective or place, as {role}"),
    )


class Cast:
    """The actors of one article, by token and by place; made once for each step that asks."""

    def __init__(self, doc: Doc, actors: Sequence[Actor]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._starts = [token.idx for token in doc]
        self._at: dict[int, list[tuple[Span, Actor]]] = {}
        for actor in actors:
            for mention in actor.mentions:
                if (head := self._head(doc, mention.span)) is not None:
                    self._at.setdefault(head, []).append((mention.span, actor))
        self._placed = sorted(
            ((mention, actor) for actor in actors for mention in actor.mentions),
            key=lambda placed: (placed[0].span.start, -placed[0].span.end),
        )
        self._placed_starts = [mention.span.start for mention, _ in self._placed]

    def at(self, token: Token) -> tuple[Actor, ...]:
        """The actors with a mention whose head is `token`, those of its longest mention alone; () if there are none."""
        standing = self._at.get(token.i)
        if not standing:
            return ()
        if len(standing) == 1:
            return (standing[0][1],)
        longest = max(span.end - span.start for span, _ in standing)
        return tuple({actor.id: actor for span, actor in standing if span.end - span.start == longest}.values())

    def mention_at(self, token: Token) -> Span | None:
        """The span of the longest mention whose head is `token`."""
        standing = self._at.get(token.i)
        return max((span for span, _ in standing), key=lambda span: span.end - span.start) if standing else None

    def actor(self, id: str) -> Actor:
        """The actor of that id; KeyError if there is none."""
        return self._actors[id]

    def within(self, span: Span) -> Iterator[tuple[Mention, Actor]]:
        """The mentions that lie wholly in `span` with their actors, in the order of the text, outer before inner."""
        for mention, actor in self._placed[bisect_left(self._placed_starts, span.start) :]:
            if mention.span.start >= span.end:
                return
            if span.holds(mention.span):
                yield mention, actor

    def _head(self, doc: Doc, span: Span) -> int | None:
        """The first token of the span whose own head lies outside of it; None where the span holds no parsed token."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        for token in doc[first:last]:
            if token.dep_ != "gap" and (token.head.i == token.i or not first <= token.head.i < last):
                return token.i
        return None
