""" "I" and "we" in somebody's own words: mentions of whoever speaks them.

Only in direct speech, and of the innermost speaker: in "KCNA said: 'We will never bow'" it is KCNA. "We" stands for the
speaker as one of a side; whom else it means, the words do not say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.language import tokens_at
from dateline.records import Actor, Mention, Span, Statement
from dateline.statements.quotations import QuoteMap

FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})


def own_words(doc: Doc, statements: Sequence[Statement], quoted: QuoteMap) -> dict[int, Statement]:
    """The innermost statement whose direct words each first-person pronoun stands in, by token index."""
    found: dict[int, Statement] = {}
    by_width = sorted(statements, key=lambda s: -sum(span.end - span.start for span in s.content))
    for statement in by_width:
        if statement.quotation == "indirect" or statement.speaker is None:
            continue
        for span in statement.content:
            for token in tokens_at(doc, span):
                if token.lower_ in FIRST_PERSON and (statement.quotation == "direct" or quoted.of(token.i) is not None):
                    found[token.i] = statement
    return found


def mention_narrators(doc: Doc, actors: Sequence[Actor], own: Mapping[int, Statement]) -> list[Actor]:
    """The actors with their "I" and "we" among their mentions, in the order of the text."""
    added: dict[str, list[Mention]] = {}
    for index, statement in own.items():
        token = doc[index]
        if statement.speaker is not None:
            span = Span(token.idx, token.idx + len(token))
            added.setdefault(statement.speaker, []).append(Mention(span, "pronoun"))
    return [_with(actor, added.get(actor.id, [])) for actor in actors]


def _with(actor: Actor, mentions: Sequence[Mention]) -> Actor:
    known = {mention.span for mention in actor.mentions}
    new = [mention for mention in mentions if mention.span not in known]
    if not new:
        return actor
    return replace(actor, mentions=tuple(sorted((*actor.mentions, *new), key=lambda m: (m.span.start, -m.span.end))))
