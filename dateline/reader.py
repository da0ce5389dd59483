"""A page to its reading: the steps in their order."""

from collections.abc import Sequence

from dateline import __version__, encoder, language, tables
from dateline.actors import find_actors
from dateline.errors import LanguageError
from dateline.events import find_events
from dateline.page import read_page
from dateline.quotes import find_quotes
from dateline.records import Actor, Article, Event, Reading, Statement
from dateline.statements import find_statements


def read(
    page: bytes | str, url: str | None = None, *, publisher: str | None = None, published_at: str | None = None
) -> Reading:
    """The reading of one page, given as bytes or text; `url`, `publisher` and `published_at` fill what the page lacks.

    Raises PageError where the page cannot be read: see `dateline.errors`.
    """
    return read_article(read_page(page, url, publisher=publisher, published_at=published_at))


def read_article(article: Article) -> Reading:
    """The reading of an article. Raises LanguageError unless the article is in English."""
    if article.language != "en":
        found = article.language or "an unknown language"
        raise LanguageError(
            f"the article is in {found}; Dateline reads English (read_page gives its text and metadata)"
        )
    doc = language.parse(article)
    actors = find_actors(article, doc)
    encoded = list(encoder.encode(article, find_quotes(article)))
    statements, actors = find_statements(article, doc, actors, encoded)
    events, actors = find_events(article, doc, actors, statements, encoded)
    return Reading(article, tuple(_told_of(actors, statements, events)), tuple(statements), tuple(events), version())


def _told_of(actors: Sequence[Actor], statements: Sequence[Statement], events: Sequence[Event]) -> list[Actor]:
    """The actors that the page names, or of whom it tells something: "the drivers" who do nothing are no actors."""
    involved = {actor for event in events for actor in (*event.actors, *event.recipients)}
    facts: tuple[Statement | Event, ...] = (*statements, *events)
    for fact in facts:
        involved.update(link.actor for link in fact.chain if link.actor)
    for statement in statements:
        involved.update(actor for actor in (statement.speaker, statement.addressee) if actor)
    return [a for a in actors if a.id in involved or any(mention.form == "name" for mention in a.mentions)]


def version() -> str:
    """What a reading depends on besides its page: the versions of Dateline, of its models and of the tables."""
    return f"dateline {__version__}; {language.model_version()}; {encoder.model_version()}; tables {tables.version()}"
