"""Quotations of shares and indices on a page: "BML 5.01 Decreased By ▼ -0.05 (-0.99%)", "AAPL 211.16 +1.2 (+0.5%)".

A quotation is a symbol, a price, and a change in figures, in percent, or both. The words of a change ("Increased By",
"Down") and its arrows say its sign where the figures have none.
"""

import re

from dateline.records import Span, Ticker

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SIGNED = rf"[+\-−–]?\s?{_NUMBER}"
_TICKER = re.compile(
    rf"(?<![\w.])(?P<symbol>[A-Z][A-Z0-9&]{{0,9}}(?:[.\-/ ]?[A-Z0-9&]{{1,9}}){{0,2}})[:\s]\s*"
    rf"(?:Rs\.?|PKR|USD|[$€£₹])?\s?"
    rf"(?P<price>{_NUMBER})(?![\d,.]*%)\s+"
    rf"(?P<way>(?:(?:Increased|Decreased|Unchanged|Up|Down|Gained|Lost|Rose|Fell)\s*(?:By)?\s*)?[▲▼△▽↑↓⬆⬇]?)\s*"
    rf"(?:(?P<change>{_SIGNED})(?!\s?%)(?:\s*(?:pts|points))?\s*[(\[]?\s*(?P<percent>{_SIGNED})\s?%\s*[)\]]?"
    rf"|[(\[]?\s*(?P<percent_alone>{_SIGNED})\s?%\s*[)\]]?"
    rf"|(?P<change_alone>[+\-−–]\s?{_NUMBER})(?![\d.,%]))",
)
_CHANGES = re.compile(r"[a-zA-Z+\-−–▲▼△▽↑↓⬆⬇]")
_DOWN = re.compile(r"decreased|down|lost|fell|[▼▽↓⬇]", re.IGNORECASE)


def find(text: str, start: int = 0, end: int | None = None) -> list[Ticker]:
    """The quotations in `text[start:end]`, in order; a change without figures is None."""
    matches = _TICKER.finditer(text, start, len(text) if end is None else end)
    return [_ticker(match) for match in matches if _CHANGES.search(match[0], match.end("price") - match.start())]


def _ticker(match: re.Match[str]) -> Ticker:
    falls = _DOWN.search(match["way"]) is not None
    change = match["change"] or match["change_alone"]
    percent = match["percent"] or match["percent_alone"]
    return Ticker(
        span=Span(*match.span()),
        symbol=match["symbol"],
        price=_number(match["price"], falls=False),
        change=_number(change, falls=falls) if change else None,
        change_percent=_number(percent, falls=falls) if percent else None,
    )


def _number(figures: str, *, falls: bool) -> float:
    """The figures as a number: below zero where they have a minus, or fall without a sign of their own."""
    size = float(re.sub(r"[^\d.]", "", figures))
    negative = figures[0] in "-−–" or (falls and figures[0] != "+")
    return -size if negative and size else size
