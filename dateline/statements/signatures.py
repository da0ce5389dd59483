"""Signed quotations: a paragraph that is a quotation and, behind a dash, the name of whoever said it.

“We were told nothing.” ― Anna Berg, a teacher. Letters, boxes of voices and pull quotes print them so.
"""

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dateline.actors.lookup import Cast
from dateline.language import tokens_at
from dateline.quotes import Quote
from dateline.records import Actor, Article, Span
from dateline.statements.attribution import Attribution

_SIGNED = re.compile(r"\s*([―—–-]{1,2})\s*((?:[^\W\d_][\w'’.-]*)(?:\s+[^\W\d_][\w'’.-]*){0,5})(?:,[^\n]{1,80})?\s*")


def signature_attributions(
    article: Article, doc: Doc, actors: Sequence[Actor], quotes: Sequence[Quote]
) -> Iterator[Attribution]:
    """The signed quotations of an article, in order."""
    ends = {block.span.start: block.span.end for block in article.story()}
    cast = Cast(doc, actors)
    for quote in quotes:
        end = ends.get(quote.span.start)
        signed = (
            _SIGNED.fullmatch(article.text, quote.span.end, end) if end is not None and end > quote.span.end else None
        )
        if signed is None or not signed.group(2)[0].isupper():
            continue
        dash, name = tokens_at(doc, Span(*signed.span(1))), tokens_at(doc, Span(*signed.span(2)))
        said = tokens_at(doc, quote.span)
        if said.end > dash.start or dash.end > name.start:
            continue
        head = next((token.i for token in reversed(name) if cast.at(token)), name[-1].i)
        yield Attribution(
            cue=None,
            cue_tokens=(dash.start,),
            source=(name.start, name.end - 1),
            source_head=head,
            content=frozenset(range(said.start, said.end)),
            quotation="direct",
            why="signature: quotation, dash and name",
        )
