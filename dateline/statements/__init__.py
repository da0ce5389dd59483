"""Who says what through whom: parse and actors to statements with their chains."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Literal

from spacy.tokens import Doc

from dateline.actors.lookup import Cast
from dateline.encoder import Encoded, encode
from dateline.language import tokens_at
from dateline.quotes import Quote, find_quotes
from dateline.records import Actor, Article, Span, Statement, When
from dateline.statements.attribution import Attribution, content_spans, find_attributions
from dateline.statements.bounds import bounded
from dateline.statements.carriers import MEDIA, carrier
from dateline.statements.chains import chain, outlet_links
from dateline.statements.discourse import FLOATING, adopt_quotations, name_pronouns
from dateline.statements.headlines import headline_attributions, without_topics
from dateline.statements.joining import join
from dateline.statements.narrators import mention_narrators, own_words
from dateline.statements.nesting import DEEPEST, depths_of, nest, nest_cited, nest_judged
from dateline.statements.quotations import QuoteMap, quotation_kind
from dateline.statements.signatures import signature_attributions
from dateline.statements.sources import Speakers, source_span, spoken_in_company
from dateline.statements.syntax import span_between
from dateline.statements.tagger import tag
from dateline.statements.transcripts import transcript_attributions
from dateline.times import find_times

__all__ = ["by_grammar", "find_statements", "outlet_links"]

SOUND = 0.5
"""Confidence from which a statement of joined speakers is told of each: what is none would be told several times."""
_SURE, _OPEN = 0.9, 0.5
"""Confidence of an attribution with a resolved source and without one: shares that were right on the development gold
pages, to be calibrated where a model decides."""


Finders = Literal["both", "grammar", "tagger"]


def find_statements(
    article: Article,
    doc: Doc,
    actors: Sequence[Actor],
    encoded: Sequence[Encoded] | None = None,
    *,
    finders: Finders = "both",
) -> tuple[list[Statement], list[Actor]]:
    """Every statement of the story in the order of the text, and the actors with those added that only speak.

    A statement's spans lie in `article.text`. Each has its `parent` and its whole `chain`; a source that cannot be
    resolved leaves `speaker` None. `encoded` is what the model makes of the article, if that is known already.
    `finders` other than "both" are for measuring what each of them is worth.
    """
    quotes = find_quotes(article)
    quoted = QuoteMap(doc, quotes)
    grammar = by_grammar(article, doc, actors, quotes) if finders != "tagger" else []
    if finders == "grammar":
        encoded = ()
    tagging = tag(encode(article, quotes) if encoded is None else encoded)
    attributions = bounded(doc, join(article, doc, quoted, grammar, tagging))
    attributions = adopt_quotations(article, doc, quotes, attributions)
    speakers = Speakers(doc, actors)
    times = find_times(doc, article.told_at)
    made = [
        (statement, each)
        for each in attributions
        for statement in _statements(article, doc, each, quotes, quoted, speakers, times)
    ]
    found = sorted(without_topics(article, made, speakers.actors), key=lambda pair: _order(pair[0]))
    named = nest([replace(statement, id=f"s{number}") for number, (statement, _) in enumerate(found, start=1)])
    named = name_pronouns(article, named, speakers.actors)
    cues = [each.cue for _, each in found]
    media = frozenset(actor.id for actor in speakers.actors if actor.kind in MEDIA)
    named = nest_cited(doc, nest_judged(named, cues, media), cues)
    depths = depths_of(named)
    kept = [(s, each) for s, (_, each) in zip(named, found, strict=True) if depths[s.id] <= DEEPEST]
    named = [s for s, _ in kept]
    own = own_words(doc, named, quoted)
    named = [_narrated(s, each, own) for s, each in kept]
    actors = mention_narrators(doc, speakers.actors, own)
    cast = Cast(doc, actors)
    carriers = {s.id: link for s, (_, each) in zip(named, kept, strict=True) if (link := carrier(doc, each, cast))}
    return chain(named, actors, outlet_links(article, actors), carriers), actors


def by_grammar(article: Article, doc: Doc, actors: Sequence[Actor], quotes: Sequence[Quote]) -> list[Attribution]:
    """What grammar and tables alone find."""
    return [
        *find_attributions(doc, quotes),
        *headline_attributions(article, doc, Cast(doc, actors)),
        *transcript_attributions(article, doc, actors),
        *signature_attributions(article, doc, actors, quotes),
    ]


def _narrated(statement: Statement, attribution: Attribution, own: Mapping[int, Statement]) -> Statement:
    """The statement with "I said" and "told me" in somebody's own words resolved to whose words they are."""
    source = own.get(attribution.source_head) if attribution.source_head is not None else None
    hearer = own.get(attribution.addressee) if attribution.addressee is not None else None
    return replace(
        statement,
        speaker=source.speaker if source and source.id != statement.id else statement.speaker,
        addressee=hearer.speaker if hearer and hearer.id != statement.id else statement.addressee,
    )


def _order(statement: Statement) -> tuple[int, int]:
    """Text order; of two that begin together, the wider first."""
    places: list[Span] = [*statement.content, *(span for span in (statement.source, statement.cue) if span is not None)]
    return min(span.start for span in places), -max(span.end for span in places)


def _statements(
    article: Article,
    doc: Doc,
    attribution: Attribution,
    quotes: Sequence[Quote],
    quoted: QuoteMap,
    speakers: Speakers,
    times: Sequence[When],
) -> Iterator[Statement]:
    """The statement of an attribution: of joined speakers ("Berg and Cole say") one for each; of nobody, none."""
    content = content_spans(doc, attribution.content, quoted)
    if not content or not speakers.is_a_source(attribution):
        return
    cue_tokens = attribution.cue_tokens
    several = speakers.all_of(attribution)
    speaker = several[0] if several else None
    addressee = speakers.at(attribution.addressee)
    if addressee is None and cue_tokens and attribution.cue is not None:
        addressee = speakers.at(spoken_in_company(doc[cue_tokens[0]], attribution.content))
    first = Statement(
        id="",
        content=content,
        source=source_span(doc, attribution),
        cue=span_between(doc, cue_tokens[0], cue_tokens[-1]) if cue_tokens else None,
        speaker=speaker,
        addressee=addressee if addressee != speaker else None,
        quotation=attribution.quotation or quotation_kind(article.text, content, quotes),
        status=attribution.status,
        when=_said_when(doc, attribution, times),
        confidence=_confidence(attribution, speaker),
        why=(attribution.why,),
    )
    yield first
    for other in several[1:] if first.confidence >= SOUND else ():
        yield replace(first, speaker=other, addressee=None if addressee == other else addressee)


def _confidence(attribution: Attribution, speaker: str | None) -> float:
    if attribution.confidence is not None:
        return attribution.confidence
    if attribution.cue is None and not attribution.cue_tokens:
        return FLOATING
    return _SURE if speaker is not None else _OPEN


def _said_when(doc: Doc, attribution: Attribution, times: Sequence[When]) -> When | None:
    """The time that hangs on the cue itself: "said on Monday", "On Saturday, Russian media reported"."""
    if attribution.cue is None or not attribution.cue_tokens:
        return None
    cue = doc[attribution.cue_tokens[0]]
    source = range(attribution.source[0], attribution.source[1] + 1) if attribution.source else range(0)
    sent = cue.sent
    first = bisect_left(times, sent.start_char, key=_start)
    for time in takewhile(lambda time: _start(time) < sent.end_char, islice(times, first, None)):
        if time.span is None:
            continue
        words = tokens_at(doc, time.span)
        if any(token.i in attribution.content or token.i in source for token in words):
            continue
        if _hangs_on(words.root.i, cue.i, doc):
            return time
    return None


def _start(time: When) -> int:
    return time.span.start if time.span is not None else -1


def _hangs_on(index: int, cue: int, doc: Doc) -> bool:
    token = doc[index]
    while token.head.i != token.i:  # spaCy makes a new Token each time
        token = token.head
        if token.i == cue:
            return True
        if token.pos_ in ("VERB", "AUX"):
            return False
    return False
