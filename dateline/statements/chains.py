"""Chains: the hands that words passed through, from the outlet to the origin."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal, cast

from dateline import tables
from dateline.errors import TableError
from dateline.media import spelled
from dateline.records import Actor, Article, ChainLink, LinkRole, Span, Statement


@tables.cached
def source_words() -> Mapping[str, Literal["document", "speaker"]]:
    """The role of a source by its head noun, from `tables/sources.csv`: a document, or one who speaks for a body."""
    words: dict[str, Literal["document", "speaker"]] = {}
    for where, row in tables.rows("sources"):
        if row["role"] not in ("document", "speaker"):
            raise TableError(f"{where}: role {row['role']!r} is neither document nor speaker")
        words[row["word"]] = cast(Literal["document", "speaker"], row["role"])
    return MappingProxyType(words)


def outlet_links(article: Article, actors: Sequence[Actor]) -> tuple[ChainLink, ...]:
    """The links that every chain of an article starts with: its publisher, then its agency, where they are stated."""
    links = []
    agency = spelled(article.agency) if article.agency else None
    publisher = spelled(article.publisher) if article.publisher else None
    stated: tuple[tuple[LinkRole, str | None], ...] = (("publisher", publisher), ("agency", agency))
    for role, name in stated:
        if name is None or (role == "publisher" and name == agency):
            continue
        actor = next((actor for actor in actors if actor.name == name), None)
        if actor is not None:
            links.append(ChainLink(role, actor.id, _stated_at(article, actor)))
    return tuple(links)


def chain(
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    outlet: tuple[ChainLink, ...],
    carriers: Mapping[str, ChainLink],
) -> list[Statement]:
    """Give each statement its `chain`: outlet, then the sources of the statements around it, then its own.

    `carriers` are the media that carried statements, by their ids; each stands before who spoke. A hand that passes
    words to itself (an agency that quotes itself, a paper that was told) is one link.
    """
    by_id = {statement.id: statement for statement in statements}
    named = {actor.id: actor for actor in actors}
    return [
        replace(statement, chain=(*outlet, *_links(statement, by_id, named, outlet, carriers)))
        for statement in statements
    ]


def _links(
    statement: Statement,
    by_id: Mapping[str, Statement],
    named: Mapping[str, Actor],
    outlet: tuple[ChainLink, ...],
    carriers: Mapping[str, ChainLink],
) -> tuple[ChainLink, ...]:
    around: list[Statement] = []
    current: Statement | None = statement
    while current is not None:
        around.append(current)
        current = by_id.get(current.parent) if current.parent else None
    links: list[ChainLink] = []
    for holder in reversed(around):
        link = ChainLink(
            link_role(named.get(holder.speaker) if holder.speaker else None), holder.speaker, holder.source
        )
        through = carriers.get(holder.id)
        if through is not None and through.actor not in {each.actor for each in (*outlet, *links)}:
            links.append(through)
        last = links[-1] if links else outlet[-1] if outlet else None
        if last is None or last.actor is None or last.actor != link.actor:
            links.append(link)
    return tuple(links)


def link_role(actor: Actor | None) -> LinkRole:
    """The role of a source: `anonymous` where the page names nobody, or people only by what they are."""
    if actor is None:
        return "anonymous"
    if actor.kind in ("news_agency", "media"):
        return "medium"
    head = actor.name.split()[-1].lower() if actor.name else ""
    words = {word.lower() for word in actor.name.split()}
    if "sources.csv: document" in actor.why:
        return "document"
    if actor.kind in ("person", "population", "other") and not any(
        mention.form == "name" for mention in actor.mentions
    ):
        return (
            "speaker"
            if any(role == "speaker" and word in words | {head} for word, role in source_words().items())
            else "anonymous"
        )
    return "speaker"


def _stated_at(article: Article, actor: Actor) -> Span | None:
    """Where the page states its outlet or agency: the actor's mention in the furniture (None where it was given)."""
    furniture = [block.span for block in article.blocks if block.is_furniture]
    return next(
        (mention.span for mention in actor.mentions if any(span.holds(mention.span) for span in furniture)), None
    )
