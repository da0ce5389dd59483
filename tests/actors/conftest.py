"""Finding the actors of a few paragraphs, with the parser that is installed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dateline.actors import find_actors
from dateline.actors.lookup import Cast
from dateline.language import parse
from dateline.records import Actor, Article


@dataclass(frozen=True)
class Found:
    """An article with the actors that were found in it."""

    article: Article
    actors: list[Actor]
    cast: Cast

    def named(self, name: str) -> Actor:
        """The one actor of that name."""
        (actor,) = [actor for actor in self.actors if actor.name == name]
        return actor

    def mentions(self, name: str) -> list[str]:
        """How the page calls the actor of that name, in order."""
        return [self.article.words(mention.span) for mention in self.named(name).mentions]

    def names(self, kind: str) -> set[str]:
        """The names of the actors of a kind."""
        return {actor.name for actor in self.actors if actor.kind == kind}


@pytest.fixture
def found_in(article_of: Callable[..., Article]) -> Callable[..., Found]:
    """What is found in an article of these blocks."""

    def found(*blocks: str | tuple[str, str], **metadata: str) -> Found:
        article = article_of(*blocks, **metadata)
        doc = parse(article)
        actors = find_actors(article, doc)
        return Found(article, actors, Cast(doc, actors))

    return found
