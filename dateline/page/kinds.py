"""The kind of each line of an HTML page, and its blocks: what the marks say, then what the words say.

What is story was decided before (`body`); here its lines become paragraphs, subheadings, list items, standfirst, and
the place line, trailer or credit at a line's end is cut off. Furniture is told apart by where it stands (a menu, a
list of related stories, a caption) and by its words (`furniture`), so that a reader can be shown what was left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from dateline.page import photo_credits, placeline, stamps
from dateline.page.credits import is_byline, is_credit, is_office, media_in, opens_byline, presents
from dateline.page.dom import RUNNING, Line
from dateline.page.features import class_of, group_of
from dateline.page.furniture import Verdict, judge
from dateline.page.headline import LONGEST_HEADLINE, ends_sentence
from dateline.page.layout import Stretch
from dateline.page.metadata import Facts, fold
from dateline.page.pieces import cut
from dateline.records import Block, BlockKind, Dateline, Span

_POINTS = re.compile(
    r"\bpictured\b|\(?\b(?:from |second |third |far |top |bottom )?(?:left|right|centre|center)\b\)?[,):]"
    r"|\((?:L|R|C|L-R|L to R)\)|\bfrom left\b|\bclockwise from\b",
    re.IGNORECASE,
)
"""Words that point at somebody in a picture; right below a picture they make a caption."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LONGEST_SUBHEADING = 90
"""Characters of a heading within a story; longer ones are standfirsts or paragraphs in bold."""
NEAR = 30
"""Lines around the headline and the story's start in which bylines, times and the standfirst stand."""
LAST_PICTURES = 6
"""Lines behind the story that may belong to its last picture; pictures further down lead to other stories."""
LONGEST_CREDIT = 100
"""Characters of a byline or of a photo's credit."""
FURNITURE_BY_MARK: tuple[tuple[str, BlockKind], ...] = (
    ("caption", "caption"),
    ("figure", "caption"),
    ("nav", "navigation"),
    ("consent", "prompt"),
    ("prompt", "prompt"),
    ("share", "prompt"),
    ("comments", "other"),
    ("ad", "other"),
    ("related", "related_link"),
    ("tags", "tags"),
    ("footer", "navigation"),
    ("overlay", "prompt"),
    ("form", "prompt"),
    ("button", "prompt"),
)
"""The kind of furniture by the marks around it, the most telling first."""
ELSEWHERE: tuple[tuple[str, BlockKind], ...] = (
    ("nav", "navigation"),
    ("footer", "navigation"),
    ("consent", "prompt"),
    ("comments", "other"),
)
"""Marks that decide alone, away from the story."""
LONGEST_FURNITURE = 400
LONGEST_COLON = 2
"""Characters in bold behind a label's words: its colon and a blank."""
FEWEST_IN_HEADLINE = 9
"""Words of another story's headline behind a label; a line with fewer is a heading or one of a list."""
MORE = frozenset({"more", "more »", "more…"})
"""The words of a link that closes a list of links within a story."""
MOSTLY_LINKS = 0.5
CUT_OFF: frozenset[BlockKind] = frozenset({"trailer", "photo_credit", "credit_line"})
"""What may stand behind a paragraph's words on one line."""
OUTSIDE_STORY: frozenset[BlockKind] = frozenset(
    {"trailer", "photo_credit", "tags", "ticker", "page_date", "byline", "credit_line", "prompt", "related_link"}
)
"""Kinds that the words of a line may show although it stands among the story's."""


@dataclass(frozen=True, slots=True)
class _Where:
    """Where a line stands: near the headline or the story's start; before the story; in its extent with pictures."""

    near: bool
    before: bool
    within: bool


@dataclass(frozen=True, slots=True)
class Kinds:
    """The blocks of a page, the place line of its story, and the words of its standfirst."""

    blocks: tuple[Block, ...]
    dateline: Dateline | None
    subtitle: str | None


def find_kinds(text: str, lines: Sequence[Line], story: Sequence[bool], facts: Facts, summary: str | None) -> Kinds:
    """The blocks of a page's lines, in order; `summary` is the page's own description of itself."""
    title = title_line(lines, story, facts)
    start = next((n for n, kept in enumerate(story) if kept and n != title and _runs(lines[n])), len(lines))
    end = max((n for n, kept in enumerate(story) if kept), default=0)
    layout = _layout_lists(lines, story)
    subtitles = set(_subtitles(lines, story, title, start, summary))
    start = next((n for n in range(start, len(lines)) if story[n] and n not in subtitles and _runs(lines[n])), start)
    last_opening = _last_opening(lines, story, start, subtitles)
    blocks: list[Block] = []
    dateline: Dateline | None = None
    for n, line in enumerate(lines):
        if n == title or (n in subtitles):
            blocks.append(Block(Span(line.start, line.end), "title" if n == title else "subtitle"))
        elif story[n]:
            found = _story_blocks(text, line, is_list=group_of(line) not in layout)
            if dateline is None and found[0].kind == "paragraph" and n <= last_opening:
                span = found[0].span
                if dateline := placeline.find(text, span.start, span.end, published_at=facts.published_at):
                    found[:1] = _split(text, span, dateline)
            blocks += found
        else:
            kind = _furniture(line, _where(n, title, start, end), facts.byline)
            blocks += _cut_credit(text, line) if kind == "caption" else [Block(Span(line.start, line.end), kind)]
    words = " ".join(lines[n].text for n in sorted(subtitles)) or None
    return Kinds(tuple(blocks), dateline, words)


def _where(n: int, title: int, start: int, end: int) -> _Where:
    heads = (title, start) if title >= 0 else (start,)
    near = min(abs(n - head) for head in heads) <= NEAR
    return _Where(near, n < start, min(heads) - NEAR <= n <= end + LAST_PICTURES)


def title_line(lines: Sequence[Line], story: Sequence[bool], facts: Facts) -> int:
    """The number of the line with the headline, or -1: the title's words, in the largest heading that has them.

    Where the page shows other words than it gives for sharing, the last h1 before the story is the headline.
    """
    wanted = fold(facts.title or "")
    same = [n for n, line in enumerate(lines) if wanted and fold(line.text) == wanted]
    first = next((n for n, kept in enumerate(story) if kept and _runs(lines[n])), len(lines))
    if same:
        return min(
            same,
            key=lambda n: ("h1" not in lines[n].tags, not HEADINGS & set(lines[n].tags), n > first, abs(n - first)),
        )
    headings = [n for n, line in enumerate(lines[: first + 1]) if "h1" in line.tags and len(line.text.split()) > 2]
    return headings[-1] if headings else -1


def _subtitles(
    lines: Sequence[Line], story: Sequence[bool], title: int, start: int, summary: str | None
) -> Iterator[int]:
    """The lines of the standfirst: between headline and story, marked as such or said by the page of itself."""
    said = fold(summary or "")
    for n in range(title + 1, min(len(lines), title + 1 + NEAR)) if title >= 0 else ():
        line = lines[n]
        words = fold(line.text)
        is_said = len(words) > 20 and (words in said or (said in words and len(said) > 40))
        is_marked = "subtitle" in line.marks and line.marks.isdisjoint(("caption", "figure", "author", "time", "nav"))
        if is_said and not is_marked and _is_lede(lines, story, n):
            return
        if (story[n] and n <= start and (is_said or is_marked or line.tag in HEADINGS)) or (is_said and n < start):
            yield n
        elif n >= start:
            return


def _is_lede(lines: Sequence[Line], story: Sequence[bool], n: int) -> bool:
    """Whether a line that the page describes itself with is the story's first paragraph: it looks like the next one."""
    after = next(
        (line for line, kept in zip(lines[n + 1 :], story[n + 1 :], strict=True) if kept and _runs(line)), None
    )
    return after is not None and class_of(after) == class_of(lines[n])


def _runs(line: Line) -> bool:
    return len(line.text) >= RUNNING and line.tag not in HEADINGS


def _last_opening(lines: Sequence[Line], story: Sequence[bool], start: int, subtitles: set[int]) -> int:
    """The line up to which a story's place line may stand: the second of its running text, or the page's last."""
    running = (n for n in range(start, len(lines)) if story[n] and n not in subtitles and _runs(lines[n]))
    return next(islice(running, 1, None), len(lines))


def _split(text: str, span: Span, dateline: Dateline) -> list[Block]:
    """A paragraph behind its place line."""
    after = dateline.span.end
    while after < span.end and text[after] == " ":
        after += 1
    place = Block(Span(span.start, dateline.span.end), "dateline")
    return [place, Block(Span(after, span.end), "paragraph")] if after < span.end else [place]


def _layout_lists(lines: Sequence[Line], story: Sequence[bool]) -> set[tuple[str, int]]:
    """The lists that hold most of the story: such a list is there for the layout, and its items are paragraphs."""
    held: Counter[tuple[str, int]] = Counter()
    for line, kept in zip(lines, story, strict=True):
        if kept:
            held[group_of(line)] += len(line.text)
    most = 0.5 * held.total()
    return {group for group, size in held.items() if size > most}


def _story_blocks(text: str, line: Line, *, is_list: bool) -> list[Block]:
    """The blocks of one line of the story: itself, and a trailer or credit that stands behind it."""
    kind = _story_kind(line)
    if kind == "list_item" and not is_list:
        kind = "paragraph"
    if kind == "caption":
        return _cut_credit(text, line)
    if kind == "subheading":
        return [Block(Span(line.start, line.end), kind)]
    if kind == "paragraph" and (end := _strung(line)) and line.text[end:].strip():
        rest = _trimmed(text, Span(line.start + end, line.end))
        return [Block(Span(line.start, line.start + end), "related_link"), Block(rest, kind)]
    pieces = cut(text, Stretch(Span(line.start, line.end), after_blank=False))
    if len(pieces) > 1 and pieces[-1].kind in CUT_OFF and all(piece.kind not in CUT_OFF for piece in pieces[:-1]):
        last = pieces[-1]
        return [
            Block(Span(line.start, pieces[-2].span.end), kind),
            Block(last.span, last.verdict.kind if last.verdict else kind),
        ]
    verdict = pieces[0].verdict if len(pieces) == 1 else judge(line.text)
    if verdict and verdict.kind in OUTSIDE_STORY | {"caption"} and not verdict.is_weak:
        kind = verdict.kind
    return [Block(Span(line.start, line.end), kind)]


def _story_kind(line: Line) -> BlockKind:
    if not any(map(str.isalnum, line.text)):
        return "other"
    if "caption" in line.marks or (line.after_image and _POINTS.search(line.text)):
        return "caption"
    if line.tag in HEADINGS or any(tag in HEADINGS for tag in line.tags):
        return "subheading" if len(line.text) <= LONGEST_SUBHEADING * 2 else "paragraph"
    if "li" in line.tags or "dd" in line.tags or line.tag in ("td", "th", "dt"):
        return "list_item"
    if "quote" in line.marks or {"blockquote", "embed"} <= line.marks:
        return "quote"
    if _is_labelled_link(line):
        return "related_link"
    all_bold = line.emphasis >= 0.9 * len(line.text)
    if all_bold and len(line.text) <= LONGEST_SUBHEADING and line.text[-1:] not in ".,;:!…”\"'":
        return "subheading"
    return "paragraph"


def _is_labelled_link(line: Line) -> bool:
    """Whether a line is another story's headline behind a label in bold: "**The memo:** Guards falsified records"."""
    label, colon, headline = line.text.partition(":")
    is_label = colon != "" and line.tag == "p" and 0 <= line.emphasis - len(label) <= LONGEST_COLON
    is_named = label[:1].isalpha() and len(label.split()[-1]) > 1
    told = headline.split()
    is_headline = FEWEST_IN_HEADLINE <= len(told) <= LONGEST_HEADLINE and told[0][0].isupper()
    return is_label and is_named and is_headline and not ends_sentence(line.text)


def _strung(line: Line) -> int:
    """Where a list of links at a line's start ends, whose last is "More": 0 where there is none."""
    end = 0
    for start, after, _ in line.links:
        if line.text[end:start].strip():
            return 0
        end = after
        if line.text[start:after].strip().lower() in MORE:
            return end if start else 0
    return 0


def _is_captioned(line: Line) -> bool:
    """Whether a caption stands before its credit: "Kim on Sunday. Photo: KCNA", "A jetty [File: Doe/Reuters]"."""
    if len(cut(line.text, Stretch(Span(0, len(line.text)), after_blank=False))) > 1:
        return True
    return re.search(r"\w{3}[.!?”\"]\s+\S", line.text) is not None


def _cut_credit(text: str, line: Line) -> list[Block]:
    """A caption, and the photo's credit where one stands behind or before it."""
    if is_credit(line.text):
        return [Block(Span(line.start, line.end), "photo_credit")]
    credit = photo_credits.in_caption(line.text)
    pieces = cut(text, Stretch(Span(line.start, line.end), after_blank=False))
    if len(pieces) > 1 and pieces[-1].kind == "photo_credit":
        start = pieces[-1].span.start
        between = text[start : line.start + credit.start] if credit else ""
        if credit is None or 0 < len(between.split()) < photo_credits.SHORTEST_CAPTION:
            credit = Span(start - line.start, pieces[-1].span.end - line.start)
    if credit is None:
        return [Block(Span(line.start, line.end), "caption")]
    start, end = line.start + credit.start, line.start + credit.end
    shown = Span(line.start, start) if credit.start else Span(end, line.end)
    blocks = (Block(Span(start, end), "photo_credit"), Block(_trimmed(text, shown), "caption"))
    return sorted(blocks, key=lambda block: block.span)


def _trimmed(text: str, span: Span) -> Span:
    """A span without blank space at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _link_kind(line: Line) -> BlockKind:
    """What a line of links is: one of a few words leads through the site, a longer one is another story's headline."""
    return "related_link" if len(line.text.split()) > 3 else "navigation"


def _furniture(line: Line, where: _Where, byline: Sequence[str]) -> BlockKind:
    """The kind of a line that is not story, from its words, its marks and where it stands."""
    if not where.near:
        for mark, kind in ELSEWHERE:
            if mark in line.marks:
                return kind
        if line.link_density > MOSTLY_LINKS and "tags" not in line.marks:
            return _link_kind(line)
    verdict = judge(line.text) if len(line.text) <= LONGEST_FURNITURE else None
    if where.near and where.before and "nav" not in line.marks and (credit := _credited(line, verdict, byline)):
        return credit
    if presents(line.text, byline):
        return "trailer"
    if not line.marks.isdisjoint(("caption", "figure")):
        return _pictured(line, verdict, where)
    if verdict and verdict.kind in OUTSIDE_STORY:
        return verdict.kind
    if "credit" in line.marks and len(line.text) <= LONGEST_CREDIT:
        return "photo_credit"
    if "gallery" in line.marks and len(line.text) >= RUNNING // 2:
        return _pictured(line, verdict, where)
    for mark, kind in FURNITURE_BY_MARK:
        if mark in line.marks:
            return kind
    if verdict and verdict.kind == "navigation":
        return "navigation"
    if line.link_density > MOSTLY_LINKS:
        return _link_kind(line)
    return "navigation" if "header" in line.marks and not where.near else "other"


def _credited(line: Line, verdict: Verdict | None, byline: Sequence[str]) -> BlockKind | None:
    """Whether a line between headline and story says who wrote it, or when."""
    short = len(line.text) <= LONGEST_CREDIT
    if opens_byline(line.text):
        return "byline"
    if "author" in line.marks and short and not verdict and not stamps.find(line.text):
        return "byline"
    if short and not verdict and any(_is_with_role(line.text, name) for name in byline):
        return "byline"
    if "time" in line.marks and (stamps.find(line.text) or stamps.has_clock(line.text)):
        return "credit_line"
    return None


def _is_with_role(line: str, name: str) -> bool:
    """Whether a line is a writer's name, alone or with an office: "Jane Doe Political Correspondent"."""
    rest = line.removeprefix(name).strip(" ,-–—|")
    return line.startswith(name) and (not rest or is_office(rest))


def _pictured(line: Line, verdict: Verdict | None, where: _Where) -> BlockKind:
    """The kind of a line beside a picture: a caption is the story's, a teaser with a picture another's."""
    if verdict and verdict.kind == "prompt":
        return "prompt"
    if not where.within or line.link_density > MOSTLY_LINKS:
        return _link_kind(line)
    named = is_credit(line.text) or (bool(media_in(line.text)) and is_byline(line.text))
    marked = "credit" in line.marks and len(line.text) <= LONGEST_CREDIT
    told = _is_captioned(line) or len(line.text) > LONGEST_CREDIT
    return "photo_credit" if named or marked or (verdict and verdict.kind == "photo_credit" and not told) else "caption"
