"""Headline form: who says it stands before a colon or after one ("KCNA: …", "… : officials", "… – minister").

Looked for in titles, subtitles, subheadings and live-blog lines only, where a sentence of the body would need a verb.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from dateline.actors.lookup import Cast
from dateline.records import Article, Span
from dateline.statements.attribution import Attribution

_SEPARATOR = re.compile(r":(?=\s)|\s[–—-](?=\s)")
_HEADLINES = frozenset({"title", "subtitle", "subheading"})
_LONGEST_SOURCE = 7


def headline_attributions(article: Article, doc: Doc, cast: Cast) -> Iterator[Attribution]:
    """The attributions that a headline makes by its colon or dash alone."""
    for block in article.blocks:
        if block.kind not in _HEADLINES:
            continue
        marks = list(_SEPARATOR.finditer(article.text, block.span.start, block.span.end))
        if not marks:
            continue
        if (found := _source_before(doc, cast, block.span, marks[0].start(), marks[0].end())) is not None:
            yield found
        elif (found := _source_after(doc, cast, block.span, marks[-1].start(), marks[-1].end())) is not None:
            yield found


def _source_before(doc: Doc, cast: Cast, block: Span, at: int, after: int) -> Attribution | None:
    return _attribution(doc, cast, Span(block.start, at) if at > block.start else None, Span(after, block.end) if after < block.end else None, at)


def _source_after(doc: Doc, cast: Cast, block: Span, at: int, after: int) -> Attribution | None:
    return _attribution(doc, cast, Span(after, block.end) if after < block.end else None, Span(block.start, at) if at > block.start else None, at)


def _attribution(doc: Doc, cast: Cast, source: Span | None, content: Span | None, at: int) -> Attribution | None:
    if source is None or content is None:
        return None
    who = doc.char_span(source.start, source.end, alignment_mode="contract")
    what = doc.char_span(content.start, content.end, alignment_mode="contract")
    if who is None or what is None or len(who) > _LONGEST_SOURCE or len(what) < 3:
        return None
    speakers = [actor for actor in cast.at(who.root) if actor.kind not in ("state", "population")]
    if not speakers or any(token.pos_ == "VERB" for token in who):
        return None
    cue = tuple(token.i for token in doc.char_span(at, at + 1, alignment_mode="expand") if token.is_punct)
    return Attribution(None, cue, (who.start, who.end - 1), who.root.i, frozenset(range(what.start, what.end)), why="headline: colon or dash")
