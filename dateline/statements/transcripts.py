"""Speech under labels: interviews and transcripts, where a name and a colon open each turn ("Arrieta: That is false.").

A page is a transcript where at least two labels open turns and one of them comes back. A turn is what stands behind
its label to the end of its paragraph; it is direct speech, though no marks surround it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from dateline.actors.lookup import Cast
from dateline.language import tokens_at
from dateline.records import Actor, Article, Block, Span
from dateline.statements.attribution import Attribution

_LABEL = re.compile(r"((?:[A-Z][\w'’.-]*)(?:\s+(?:[A-Z][\w'’.-]*|of|the|de|al|van|von|bin)){0,4}):\s+(?=\S)")
_FEWEST_TURNS = 4
"""Turns of a page that is a transcript; fewer colons stand in any page."""


def transcript_attributions(article: Article, doc: Doc, actors: Sequence[Actor]) -> Iterator[Attribution]:
    """The turns of an interview or transcript; nothing on any other page."""
    turns = [
        (block, label)
        for block in article.story()
        if block.kind != "title" and (label := _LABEL.match(article.text, block.span.start, block.span.end))
    ]
    count = Counter(label.group(1).split()[-1] for _, label in turns)
    if len(turns) < _FEWEST_TURNS or len(count) < 2 or max(count.values()) < 2:
        return
    cast = Cast(doc, actors)
    for block, label in turns:
        yield _turn(doc, cast, block, label)


def _turn(doc: Doc, cast: Cast, block: Block, label: re.Match[str]) -> Attribution:
    name = tokens_at(doc, Span(*label.span(1)))
    spoken = tokens_at(doc, Span(label.end(), block.span.end))
    head = next((token.i for token in reversed(name) if cast.at(token)), name[-1].i)
    return Attribution(
        cue=None,
        cue_tokens=(name.end,),
        source=(name.start, name.end - 1),
        source_head=head,
        content=frozenset(range(spoken.start, spoken.end)),
        quotation="direct",
        why="transcript: label and colon",
    )
