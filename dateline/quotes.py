"""Quotations: where the quotation marks of the story open and close.

Marks are paired within a paragraph by shape where the shape tells (“ ” « » „) and by their neighbours where it does
not (" ' and the apostrophe ’): a mark opens after white space or an opening bracket and before a word, and closes
after a word or a stop and before white space or a stop. A quotation that is not closed at its paragraph's end
goes on in the next one if that opens with a mark (the convention of long quotations); else it is closed there
if it opened the paragraph, and is no quotation if it did not.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from dateline.records import Article, Span

_SINGLE = "'‘’"
_MARK = re.compile(r"[\"“”«»„‟'‘’]")
_LOOK_AHEAD = 400
"""Code points in which a single mark after a stop tells a possessive from a closing mark; few quotations are longer."""
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks; `inner` is without them. `goes_on`: the next quotation continues this one."""

    span: Span
    inner: Span
    goes_on: bool = False


def find_quotes(article: Article) -> list[Quote]:
    """The outermost quotations of the story, in order."""
    blocks = list(article.story())
    quotes: list[Quote] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        continued = following is not None and article.text[following.span.start] in "\"“„«'‘"
        quotes.extend(_quotes(article.text, block.span, continued=continued))
    return quotes


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
