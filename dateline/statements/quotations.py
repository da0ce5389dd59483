"""Quotations: where the quotation marks of the story open and close.

Marks are paired within a paragraph by shape where the shape tells (“ ” « » „) and by their neighbours where it does
not (" ' and the apostrophe ’): a mark opens after white space or an opening bracket and before a word, and closes
after a word or a stop and before white space or a stop. A quotation that is not closed at its paragraph's end
goes on in the next one if that opens with a mark (the convention of long quotations); else it is closed there
if it opened the paragraph, and is no quotation if it did not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from spacy.tokens import Doc

from dateline.language import tokens_at
from dateline.records import Article, Quotation, Span

_SINGLE = "'‘’"
_MARK = re.compile(r"[\"“”«»„‟'‘’]")
_LOOK_AHEAD = 400
"""Code points in which a single mark after a stop tells a possessive from a closing mark; few quotations are longer."""
_WORD = re.compile(r"\w")
_ADDS_NOTHING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `inner` is without them. `goes_on`: the next quotation continues this one."""

    span: Span
    inner: Span
    goes_on: bool = False


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


def find_quotes(article: Article) -> list[Quote]:
    """The outermost quotations of the story, in order."""
    blocks = list(article.story())
    quotes: list[Quote] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        continued = following is not None and article.text[following.span.start] in "\"“„«'‘"
        quotes.extend(_quotes(article.text, block.span, continued=continued))
    return quotes


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


def _quotes(text: str, block: Span, *, continued: bool) -> Iterator[Quote]:
    opened: int | None = None
    closer = ""
    for mark in _MARK.finditer(text, block.start, block.end):
        at, sign = mark.start(), mark.group()
        if opened is None:
            if _opens(text, at, sign, block):
                opened, closer = at, _closers(sign)
        elif sign in closer and _closes(text, at, sign, block) and _WORD.search(text, opened + 1, at):
            yield Quote(Span(opened, at + 1), Span(opened + 1, at))
            opened = None
    if opened is None or not _WORD.search(text, opened + 1, block.end):
        return
    if text[opened] in _SINGLE and not (continued and opened == block.start):
        return
    if continued or opened == block.start:
        yield Quote(Span(opened, block.end), Span(opened + 1, block.end), goes_on=continued)


def _opens(text: str, at: int, sign: str, block: Span) -> bool:
    if sign in "”’»":
        return False
    before = text[at - 1] if at > block.start else " "
    after = text[at + 1] if at + 1 < block.end else " "
    return not (before.isalnum() or before in ".,!?%") and not after.isspace() and after not in ".,;:!?)"


def _closes(text: str, at: int, sign: str, block: Span) -> bool:
    before = text[at - 1]
    after = text[at + 1] if at + 1 < block.end else " "
    if sign in "”»":
        return True
    if sign in _SINGLE:
        return not before.isspace() and not after.isalnum() and not (before == "s" and _closes_later(text, at, block))
    return not before.isspace() or after.isspace() or after in ".,;:!?)"


def _closes_later(text: str, at: int, block: Span) -> bool:
    """Whether a mark after a stop follows before another opens: then this one is a possessive ("ministers’ plan,’")."""
    rest = re.match(r"[^‘“\"]*?[.,?!][’'](?!\w)", text[at + 1 : min(block.end, at + _LOOK_AHEAD)])
    return rest is not None


def _closers(sign: str) -> str:
    if sign in "“„‟":
        return '”“"'
    if sign == "«":
        return "»"
    if sign == "‘":
        return "’'"
    return '"”' if sign == '"' else "'’"
