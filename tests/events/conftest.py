"""Reading the events of a few paragraphs, with the parser that is installed."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from dateline.reader import read_article
from dateline.records import Actor, Event, Reading, Span


@dataclass(frozen=True)
class Told:
    """A reading with its events in short forms."""

    reading: Reading

    @property
    def lines(self) -> list[str]:
        """Each event as "trigger TYPE status KOR,JPN > PRK"; "&" for ">" alone where it is reciprocal."""
        return [self.line(event) for event in self.reading.events]

    def line(self, event: Event) -> str:
        """One event in short."""
        parties = f"{self.sides(event.actors)} {'&' if event.reciprocal else '>'} {self.sides(event.recipients)}"
        return f"{self.words(event.trigger)} {event.type} {event.status} {parties}".strip()

    def sides(self, ids: tuple[str, ...]) -> str:
        """The countries of some actors, or the names of those without, in order, each once."""
        return ",".join(dict.fromkeys(side(self.reading.actor(id_)) for id_ in ids)) or "-"

    def words(self, span: Span | None) -> str | None:
        """The words of a span; None for none."""
        return self.reading.article.words(span) if span is not None else None

    def event(self, trigger: str) -> Event:
        """The one event with that trigger."""
        (event,) = [event for event in self.reading.events if self.words(event.trigger) == trigger]
        return event


def side(actor: Actor) -> str:
    return actor.country or actor.name


@pytest.fixture
def told(article_of) -> Callable[..., Told]:
    """The reading of an article of some paragraphs."""

    def read(*blocks, **metadata) -> Told:
        return Told(read_article(article_of(*blocks, **metadata)))

    return read
