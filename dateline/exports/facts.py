"""The chosen articles with the chosen facts of each, and the names that facts and actors go by outside of Dateline.

A fact's name is made of its article and of the words around it (its anchor), so it is the same after reading again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid5

from dateline.exports.chosen import Chosen, Row
from dateline.exports.formats import Passed

VOCABULARY = "urn:x-dateline:"
"""What our own terms and things begin with: there is no address where a vocabulary of Dateline could be looked up."""
READER = f"{VOCABULARY}reader"
_NAMESPACE = uuid5(UUID(int=0), VOCABULARY)
_WEB_ADDRESS = re.compile(r"https?://[^/?#]", re.IGNORECASE)
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IRI = "%/:?#@!$&'()*+,;=~-._"
"""What may stand in an IRI as it is; all else that is no letter is percent-encoded."""


@dataclass(frozen=True, slots=True)
class Told:
    """A chosen article with its chosen events and statements, in the order of the text, and who is who on its page."""

    article: Row
    events: list[Row]
    statements: list[Row]
    actors: dict[str, Row]

    def words(self, fact: Row) -> str:
        """The words of a fact as they stand on the page, from its first to its last."""
        text: str = self.article["text"]
        return text[fact["start"] : fact["end"]]


def told(chosen: Chosen, passed: Passed, *, newest_first: bool = False) -> Iterator[Told]:
    """The chosen articles by day of publication, those without one last."""
    slices = chosen.slices()
    order = "DESC" if newest_first else "ASC"
    for part in reversed(slices) if newest_first else slices:
        events = chosen.by_article(
            f'SELECT * FROM chosen_events WHERE {part.condition} ORDER BY article, start, "end", event'
        )
        statements = chosen.by_article(
            f'SELECT * FROM chosen_statements WHERE {part.condition} ORDER BY article, start, "end", statement'
        )
        actors = chosen.by_article(f"SELECT * FROM actors WHERE {part.condition} ORDER BY article, start, actor")
        articles = chosen.rows(
            f"""
            SELECT a.*, c.origin AS copied_from, c.is_origin
            FROM (SELECT * EXCLUDE (n_words) FROM chosen_articles WHERE {part.condition}) AS a
            LEFT JOIN copies AS c ON c.article = a.id
            ORDER BY a.published_on {order}, a.id
            """
        )
        for article in articles:
            known = {actor["actor"]: actor for actor in actors[article["id"]]}
            yield Told(article, events[article["id"]], statements[article["id"]], known)
        passed(part.n_articles)


def article_iri(article: str, url: str | None = None) -> str:
    """The address of an article, else a name made of its id."""
    for address in (url, article):
        if address and _WEB_ADDRESS.match(address):
            return quote(_STRAY.sub("%25", address), safe=_IRI)
    return f"{VOCABULARY}article:{quote(article, safe='')}"


def fact_uuid(kind: str, fact: Row) -> UUID:
    """The name of an event or a statement."""
    return uuid_of(kind, fact["article"], fact["anchor"])


def actor_iri(actor: str) -> str:
    """The name of an actor: the same in all articles where the id is."""
    return f"{VOCABULARY}actor:{quote(actor, safe='/')}"


def page_uuid(page: str) -> UUID:
    """The name of a page as it was fetched, which is its record's in a web archive."""
    return uuid_of("page", page)


def uuid_of(*parts: Any) -> UUID:
    """A UUID made of parts: the same for the same parts."""
    return uuid5(_NAMESPACE, "\x1f".join(map(str, parts)))


def status_first(fact: Row, words: str) -> str:
    """A fact in words that nobody takes for a deed: "denied, according to Latvia: its soldiers had attacked"."""
    origin = f", according to {fact['origin_name']}" if fact["origin_name"] else ""
    return f"{fact['status']}{origin}: {words}"
