"""Quotations that no cue of their own sentence attributes: whose they are follows from what stands before them.

A quotation that goes on over a paragraph's end, or stands as sentences of its own after an attributed quotation in
the same paragraph, belongs to that attribution ("…," he said. "…"). A paragraph that is nothing but a quotation is
floating: its speaker is the one last quoted or speaking just before; where there is none, it is somebody's all the
same, and its source is left open. Words in marks that are part of a sentence of the outlet's own are no statement.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.quotes import Quote
from dateline.records import Actor, Article, Statement
from dateline.statements.attribution import Attribution
from dateline.statements.quotations import QuoteMap

_PERSONAL = frozenset({"he", "she"})
FLOATING = 0.6
"""Confidence of a speaker known from the sentences before alone: the share right on the development gold pages."""
_LATELY = 40
"""Attributions before a quotation that may be its speaker's: more than stand in three paragraphs."""
_REACH = 2
"""Paragraphs between a floating quotation and its speaker; beyond, a reader no longer takes it as hers."""
_SHORTEST = 3
"""Words of a quotation that can stand alone; below, marks mostly set off a term."""


def adopt_quotations(
    article: Article, doc: Doc, quotes: Sequence[Quote], attributions: Sequence[Attribution]
) -> list[Attribution]:
    """The attributions with the quotations that are theirs added, and those of floating quotations after them."""
    quoted = QuoteMap(doc, quotes)
    adopted = list(attributions)
    paragraph = paragraph_numbers(article, doc)
    cued = sorted((min(a.cue_tokens), n) for n, a in enumerate(adopted) if a.cue_tokens)
    covering: dict[int, list[Attribution]] = {}
    for attribution in adopted:
        for index in attribution.content:
            covering.setdefault(index, []).append(attribution)
    starts = [block.span.start for block in article.blocks]
    for number, quote in enumerate(quotes):
        first, last = quoted.tokens[number]
        tokens = frozenset(range(first, last + 1))
        if any(not a.cue_tokens or not tokens.issuperset(a.cue_tokens) for i in tokens for a in covering.get(i, ())):
            continue
        if not _stands_alone(doc, first, last):
            continue
        goes_on = number > 0 and quotes[number - 1].goes_on
        reached = bisect_left(cued, (first, -1))
        lately = [n for _, n in cued[max(reached - _LATELY, 0) : reached]]
        before = [adopted[n] for n in lately if not _in_quotation(adopted[n], quoted)]
        quoting = max((a for a in before if _is_quoting(a, quoted)), key=_reach, default=None)
        if quoting and (goes_on or paragraph[first] == paragraph[_reach(quoting, before=first)]):
            at = next(n for n in lately if adopted[n] is quoting)
            adopted[at] = replace(quoting, content=quoting.content | tokens)
        elif _is_paragraph(article, quote, starts):
            adopted.append(_floating(_last_speaker(before, quoting, first, paragraph), tokens))
    return adopted


def _reach(attribution: Attribution, before: int | None = None) -> int:
    """The last token of an attribution, of those before a given one."""
    tokens = attribution.content | set(attribution.cue_tokens)
    return max(index for index in tokens if before is None or index < before)


def _floating(speaker: Attribution | None, tokens: frozenset[int]) -> Attribution:
    if speaker is None:
        return Attribution(None, (), None, None, tokens, why="floating quotation: nobody before it to take it from")
    return Attribution(
        None, (), speaker.source, speaker.source_head, tokens, why="floating quotation: the one last quoted"
    )


def _stands_alone(doc: Doc, first: int, last: int) -> bool:
    words = [doc[i] for i in range(first, last + 1) if doc[i].is_alpha]
    if len(words) < _SHORTEST or not words[0].text[0].isupper():
        return False
    after = next((doc[i] for i in range(last + 1, len(doc)) if not doc[i].is_punct), None)
    if after is not None and after.dep_ != "gap" and not after.text[0].isupper() and not after.is_space:
        return False
    before = doc[first - 1] if first else None
    return (
        before is None
        or before.dep_ == "gap"
        or before.text in (".", "?", "!", '"', ":", "'")
        or doc[first].is_sent_start is True
    )


def _last_speaker(
    before: Sequence[Attribution], quoting: Attribution | None, first: int, paragraph: Sequence[int]
) -> Attribution | None:
    """Who was quoted in the paragraph before; else who last spoke there; else who was quoted a paragraph earlier."""

    def distance(attribution: Attribution) -> int:
        return paragraph[first] - paragraph[_reach(attribution, before=first)]

    last = max((a for a in before if a.source is not None), key=_reach, default=None)
    if quoting and distance(quoting) <= 1:
        return quoting
    if last and distance(last) <= 1:
        return last
    return quoting if quoting and distance(quoting) <= _REACH else None


def _in_quotation(attribution: Attribution, quoted: QuoteMap) -> bool:
    return any(quoted.of(i) is not None for i in attribution.cue_tokens)


def _is_quoting(attribution: Attribution, quoted: QuoteMap) -> bool:
    return any(quoted.of(i) is not None for i in attribution.content)


def _is_paragraph(article: Article, quote: Quote, starts: Sequence[int]) -> bool:
    block = article.blocks[bisect_right(starts, quote.span.start) - 1]
    rest = article.text[block.span.start : quote.span.start] + article.text[quote.span.end : block.span.end]
    return not any(sign.isalnum() for sign in rest)


def paragraph_numbers(article: Article, doc: Doc) -> list[int]:
    """The number of the story block that each token stands in; a gap has that of the block before it."""
    starts = [block.span.start for block in article.story()]
    numbers, current = [], 0
    for token in doc:
        while current < len(starts) and starts[current] <= token.idx:
            current += 1
        numbers.append(current)
    return numbers


def name_pronouns(article: Article, statements: Sequence[Statement], actors: Sequence[Actor]) -> list[Statement]:
    """Give "he said" that nothing else resolves the person who spoke last, in this paragraph or the one before."""
    people = {actor.id for actor in actors if actor.kind == "person"}
    paragraphs = [block.span.start for block in article.story()]
    spoke: tuple[str, int] | None = None
    resolved = []
    for statement in statements:
        source = statement.source
        at = bisect_right(paragraphs, source.start) - 1 if source is not None else -1
        is_pronoun = source is not None and article.words(source).lower() in _PERSONAL
        if is_pronoun and statement.speaker is None and spoke is not None and 0 <= at - spoke[1] <= 1:
            why = (*statement.why, "speaker: the person who spoke last")
            statement = replace(statement, speaker=spoke[0], confidence=FLOATING, why=why)
        if statement.speaker in people and statement.parent is None and at >= 0:
            spoke = statement.speaker, at
        resolved.append(statement)
    return resolved
