"""Headline form: who says it stands before a colon or after one ("KCNA: …", "… : officials", "… – minister").

Looked for in titles, subtitles, subheadings and live-blog lines only, where a sentence of the body would need a verb.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc

from dateline.actors.lookup import Cast
from dateline.language import tokens_at
from dateline.records import Actor, Article, Span, Statement
from dateline.statements.attribution import Attribution

_WHY = "headline: colon or dash"
_SEPARATOR = re.compile(r":(?=\s)|\s[–—-](?=\s)")
_HEADLINES = frozenset({"title", "subtitle", "subheading"})
_LONGEST_SOURCE, _SHORTEST_CONTENT = 7, 3
"""Tokens; longer sources and shorter contents are titles of another kind (\"Explainer: …\")."""


def headline_attributions(article: Article, doc: Doc, cast: Cast) -> Iterator[Attribution]:
    """The attributions that a headline makes by its colon or dash alone."""
    for block in article.blocks:
        if block.kind not in _HEADLINES:
            continue
        for mark in _SEPARATOR.finditer(article.text, block.span.start, block.span.end):
            if mark.start() == block.span.start or mark.end() == block.span.end:
                continue
            before, after = Span(block.span.start, mark.start()), Span(mark.end(), block.span.end)
            found = _attribution(doc, cast, before, after, mark) or _attribution(doc, cast, after, before, mark)
            if found is not None:
                yield found
                break


def _attribution(doc: Doc, cast: Cast, source: Span, content: Span, mark: re.Match[str]) -> Attribution | None:
    who, what = tokens_at(doc, source), tokens_at(doc, content)
    if len(who) > _LONGEST_SOURCE or len(what) < _SHORTEST_CONTENT or any(token.pos_ == "VERB" for token in who):
        return None
    if not any(actor.kind not in ("state", "population") for actor in cast.at(who.root)):
        return None
    cue = tuple(token.i for token in tokens_at(doc, Span(*mark.span())) if token.is_punct)
    told = frozenset(range(what.start, what.end))
    return Attribution(None, cue, (who.start, who.end - 1), who.root.i, told, why=_WHY)


def without_topics(
    article: Article, made: Sequence[tuple[Statement, Attribution]], actors: Sequence[Actor]
) -> list[tuple[Statement, Attribution]]:
    """The statements without those of a headline's topic: "Anna Berg: police end search", "Budget office: what is it?".

    A person or body before a colon says what follows if she says something elsewhere on the page, or is quoted here.
    """
    media = {actor.id for actor in actors if actor.kind in ("news_agency", "media")}
    speak = {statement.speaker for statement, each in made if each.why != _WHY} | media
    return [(s, each) for s, each in made if each.why != _WHY or not _is_topic(article, s, speak)]


def _is_topic(article: Article, statement: Statement, speak: AbstractSet[str | None]) -> bool:
    if statement.source is None or statement.source.start > statement.content[0].start:
        return False
    asks = article.words(statement.content[-1]).endswith("?")
    return asks or (statement.speaker not in speak and statement.quotation == "indirect")
