"""Quotations in a parse: which quotation a token stands in, and how much of a content is quoted."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import islice, takewhile

from spacy.tokens import Doc

from dateline.language import tokens_at
from dateline.quotes import Quote
from dateline.records import Quotation, Span

_ADDS_NOTHING = re.compile(r"[\W_]+")


class QuoteMap:
    """Which quotation a token stands in."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self.doc = doc
        self.tokens: list[tuple[int, int]] = []
        self._chains: list[list[int]] = []
        self._of: dict[int, int] = {}
        for number, quote in enumerate(quotes):
            inside = tokens_at(doc, quote.span)
            self.tokens.append((inside.start, inside.end - 1))
            self._of.update(dict.fromkeys(range(inside.start, inside.end), number))
            goes_on = number > 0 and quotes[number - 1].goes_on
            self._chains.append(self._chains[-1] if goes_on else [])
            self._chains[-1].append(number)

    def of(self, index: int) -> int | None:
        """The number of the quotation that holds the token; None outside of any."""
        return self._of.get(index)

    def range_of(self, index: int) -> range:
        """The tokens of the quotation that holds the token, marks included; empty outside of any."""
        number = self.of(index)
        return range(0) if number is None else range(self.tokens[number][0], self.tokens[number][1] + 1)

    def whole(self, index: int) -> set[int]:
        """The tokens of the quotation that holds the token and of all that it goes on from or into."""
        number = self.of(index)
        linked = self._chains[number] if number is not None else []
        return {token for each in linked for token in range(self.tokens[each][0], self.tokens[each][1] + 1)}

    def starting_at(self, index: int) -> range:
        """The tokens of a quotation whose opening mark is the token; empty where none opens."""
        found = self.range_of(index)
        return found if found and found.start == index else range(0)


def quotation_kind(text: str, content: tuple[Span, ...], quotes: Sequence[Quote]) -> Quotation:
    """`direct` where the content stands in quotation marks (but for stops), `mixed` where a part does.

    Marks that surround more than the content belong to whoever is quoted around it, and do not count.
    """
    start, end = content[0].start, content[-1].end
    first = max(bisect_left(quotes, start, key=lambda quote: quote.span.start) - 1, 0)
    near = takewhile(lambda quote: quote.span.start < end, islice(quotes, first, None))
    own = [
        quote
        for quote in near
        if not (quote.inner.start <= start and end <= quote.inner.end) or quote.inner == Span(start, end)
    ]
    quoted = outside = 0
    for span in content:
        within = [(max(span.start, q.span.start), min(span.end, q.span.end)) for q in own if q.span.overlaps(span)]
        quoted += len(within)
        done = span.start
        for a, b in [*within, (span.end, span.end)]:
            outside += len(_ADDS_NOTHING.sub("", text[done:a])) if a > done else 0
            done = max(done, b)
    if not quoted:
        return "indirect"
    return "mixed" if outside else "direct"
