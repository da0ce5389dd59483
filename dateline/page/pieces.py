"""Stretches cut into pieces where one line holds several blocks.

date 2025-07-13 BML 5.01 Decreased By ▼ -0.05 (-0.99%)      page date, ticker
By Our Correspondent | Updated: June 2, 2025 18:05 GMT      byline, credit line
Tahir Mehmood Published May 9, 2025 Updated …               byline, credit line
… in Bern, Switzerland. Photo: AFP/Luc Perren               caption, photo credit
… the ministry said. (Reporting by A; Editing by B)         running text, trailer
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from dateline.page import stamps, tickers
from dateline.page.credits import is_outlet, media_in
from dateline.page.furniture import LONGEST_LABELLED, LONGEST_SHOT, Verdict, judge
from dateline.page.headline import ends_sentence, is_name, words
from dateline.page.layout import Stretch
from dateline.records import Span

_BAR = re.compile(r"(?<!\s)\s+[|•·]\s+|(?<!\s)\s*\|\s*")
_LAST_BRACKET = re.compile(r"\s*(?P<tail>[(\[][^()\[\]]{2,400}[)\]])[.\s]*\Z")
_LAST_WORDS = re.compile(r"(?:(?<=[.!?”\"’)…])\s+|\s*[–—]\s*|\s+--?\s*)(?P<tail>[^\s.!?–—][^.!?–—]{1,90}[.)\]]?)\Z")
_TRAILER = re.compile(
    r"(?<=[.!?”\"’)])\s+(?P<tail>(?:Additional )?(?:Reporting|Editing|Writing|Compiled|Translated) by .{3,300})\Z",
    re.DOTALL,
)
_GLUED = re.compile(r"(?<=[a-z.])(?P<tail>(?:Image|Photo|Picture|Credit): .{2,60})\Z")
_LAST = (_LAST_BRACKET, _TRAILER, _GLUED, _LAST_WORDS)
LONGEST_CREDIT = 60
"""Code points of a credit behind text; what is longer is a sentence of the story that names an agency."""
LONGEST_TAIL = 420
"""Code points at the end of a paragraph that are looked at for a trailer or a credit."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of one stretch that can be one block; `follows` where another piece of its stretch stands before it."""

    span: Span
    words: str
    verdict: Verdict | None
    after_blank: bool
    follows: bool = False

    @property
    def kind(self) -> str | None:
        """The kind that its words decide, if any."""
        return self.verdict.kind if self.verdict else None


def cut(text: str, stretch: Stretch) -> list[Piece]:
    """The pieces of a stretch in order; together they hold all of it but blank space."""
    span = stretch.span
    bounds = _bounds(text, span)
    pieces: list[Piece] = []
    for start, end, verdict in bounds:
        raw = text[start:end]
        start += len(raw) - len(raw.lstrip())
        part = Span(start, start + len(raw.strip())) if raw.strip() else None
        if part:
            pieces.append(Piece(part, text[part.start : part.end], verdict, stretch.after_blank, bool(pieces)))
    return pieces


_Bound = tuple[int, int, Verdict | None]


def _bounds(text: str, span: Span) -> list[_Bound]:
    line = text[span.start : span.end]
    for way in (_prices, _parts, _named, _tailed):
        if found := list(way(text, span, line)):
            return found
    return [(span.start, span.end, judge(line))]


def _prices(text: str, span: Span, line: str) -> Iterator[_Bound]:
    """Share prices, with nothing or a date before them; what stands between goes with the price before it."""
    if len(line) > 2000 or not (quoted := tickers.find(text, span.start, span.end)):
        return
    before, verdict = text[span.start : quoted[0].span.start].strip(), Verdict("ticker", "symbol, price and change")
    gaps = [text[left.span.end : right.span.start] for left, right in pairwise(quoted)]
    if any(len(gap.strip()) > 3 for gap in (*gaps, text[quoted[-1].span.end : span.end])):
        return
    if before:
        dated = judge(before)
        if not dated or dated.kind not in ("page_date", "credit_line", "navigation"):
            return
        yield span.start, quoted[0].span.start, dated
    starts = [ticker.span.start for ticker in quoted]
    yield from ((start, end, verdict) for start, end in zip(starts, [*starts[1:], span.end], strict=True))


def _parts(text: str, span: Span, line: str) -> Iterator[_Bound]:
    """Parts between bars, where some are furniture: a short one without a kind goes with the furniture beside it."""
    bars = list(_BAR.finditer(line))
    if not bars or len(words(line)) > 2 * LONGEST_LABELLED:
        return
    starts = [0, *(bar.end() for bar in bars)]
    ends = [*(bar.end() for bar in bars), len(line)]
    shown = [_BAR.sub("", line[start:end]) for start, end in zip(starts, ends, strict=True)]
    verdicts = [judge(part) for part in shown]
    if not any(verdicts) or any(v and v.kind == "related_link" for v in verdicts):
        return
    kinds = {v.kind for v in verdicts if v}
    if any(v is None for v in verdicts) and kinds <= {"navigation", "list_item", "other"}:
        return
    for n, part in enumerate(shown):
        if verdicts[n] is None and len(words(part)) <= 4:
            at = n - 1 if n else 1
            beside = verdicts[at]
            is_credit = beside is not None and beside.kind == "credit_line"
            named = is_credit and is_name(part) and not is_outlet(part) and _is_dated_or_sourced(shown[at])
            verdicts[n] = Verdict("byline", "name beside a credit") if named else beside
    for n, (start, verdict) in enumerate(zip(starts, verdicts, strict=True)):
        if n and verdict and (before := verdicts[n - 1]) and before.kind == verdict.kind:
            continue  # one block: "Save | Share"
        same = (m for m in range(n + 1, len(ends)) if not (verdict and (v := verdicts[m]) and v.kind == verdict.kind))
        yield span.start + start, span.start + ends[next(same, len(ends)) - 1], verdict


def _is_dated_or_sourced(credit: str) -> bool:
    """Whether a credit is one that stands beside its writer's name: a time, a medium; not "Press Release"."""
    return bool(stamps.find(credit) or stamps.is_time_line(credit) or media_in(credit))


def _named(text: str, span: Span, line: str) -> Iterator[_Bound]:
    """A name before a time: "Tahir Mehmood Published May 9, 2025"; an agency's name stays in the credit line."""
    if len(words(line)) > LONGEST_LABELLED or not stamps.find(line):
        return
    for label in stamps.labels_in(line):
        before, after = line[: label.start()].strip(" ,-–—·|"), line[label.start() :]
        named = is_name(before.removeprefix("By ")) and not (media_in(before) or is_outlet(before))
        if named and stamps.is_time_line(after):
            yield span.start, span.start + label.start(), Verdict("byline", "name before a time of publication")
            yield span.start + label.start(), span.end, Verdict("credit_line", "line of times")
            return


def _tailed(text: str, span: Span, line: str) -> Iterator[_Bound]:
    """Running text with a trailer, a photo's credit or an agency's name behind it."""
    from_here = max(0, len(line) - LONGEST_TAIL)
    for pattern in _LAST:
        match = pattern.search(line, from_here)
        if not match or not line[: match.start()].strip() or len(words(line[: match.start()])) < 3:
            continue
        verdict = _of_photo(line, match) or judge(match["tail"])
        if verdict and verdict.kind != "trailer" and len(match["tail"]) > LONGEST_CREDIT:
            continue
        if verdict and verdict.kind in ("trailer", "photo_credit", "credit_line") and not _is_time_only(verdict):
            before = line[: match.start("tail")]
            if verdict.kind == "credit_line" and not _can_be_credited(before, match["tail"]):
                continue
            whole = judge(line)
            if whole and whole.kind == verdict.kind and not judge(before):
                whole = whole if verdict.kind == "trailer" and pattern is _LAST_WORDS else None
            if whole and whole.kind != "caption":
                return
            yield span.start, span.start + match.start("tail"), whole
            yield span.start + match.start("tail"), span.end, verdict
            return


def _of_photo(line: str, match: re.Match[str]) -> Verdict | None:
    """A photo's credit behind its caption: "[File: Jorge Silva/Reuters]", behind a stop in round brackets or with ©."""
    tail, before = match["tail"], line[: match.start("tail")].rstrip()
    media = media_in(tail) if tail[0] in "[(" and len(words(tail)) <= LONGEST_SHOT else []
    if tail[0] == "©" and not re.search(r"\d", tail) and (owners := media_in(tail)):
        return Verdict("photo_credit", f"names {owners[0].name} behind ©, {owners[0].row}")
    if media and (tail[0] == "[" or ends_sentence(before)):
        return Verdict("photo_credit", f"names {media[0].name} in brackets, {media[0].row}")
    return None


def _can_be_credited(before: str, tail: str) -> bool:
    """Whether an agency's name behind text is its credit: behind a stop, or a medium's behind its headline.

    "North Korea fires missile - KCNA" names the source of what it tells, "Talks resume - BBC News" the site.
    """
    if ends_sentence(before.rstrip(" -–—")):
        return True
    return not tail.startswith("(") and all(medium.kind == "media" for medium in media_in(tail))


def _is_time_only(verdict: Verdict) -> bool:
    return verdict.why == "line of times"
