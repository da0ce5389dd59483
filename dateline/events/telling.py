"""Who tells of an event: the statement that its trigger stands in, and the hands that the telling passed through."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.records import Actor, Article, ChainLink, Span, Statement
from dateline.statements import outlet_links


class Telling:
    """The statements of one article by what they hold; made once for the step."""

    def __init__(self, article: Article, doc: Doc, actors: Sequence[Actor], statements: Sequence[Statement]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._outlet = outlet_links(article, actors)
        self._placed = sorted(
            (
                (content.end - content.start, content, statement)
                for statement in statements
                for content in statement.content
            ),
            key=lambda placed: placed[0],
        )

    def statement_at(self, token: Token) -> Statement | None:
        """The innermost statement whose content holds the word; the word of a statement's own cue stands around it."""
        word = Span(token.idx, token.idx + len(token))
        for _, content, statement in self._placed:
            if content.holds(word) and not (statement.cue and statement.cue.overlaps(word)):
                return statement
        return None

    def speaker_of(self, statement: Statement | None) -> Actor | None:
        """Who makes a statement, if it is known."""
        return self._actors.get(statement.speaker) if statement and statement.speaker else None

    def is_own(self, statement: Statement | None, actors: Sequence[Actor]) -> bool:
        """Whether who says so is one of those who would do it, or speaks for the same country."""
        speaker = self.speaker_of(statement)
        if speaker is None or speaker.kind in {"media", "news_agency"}:
            return False
        return any(actor.id == speaker.id or (actor.country and actor.country == speaker.country) for actor in actors)

    def chain_of(self, statement: Statement | None) -> tuple[ChainLink, ...]:
        """The chain of a fact in a statement; in the outlet's own voice, the outlet's links."""
        return statement.chain if statement else self._outlet
