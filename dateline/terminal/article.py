"""The article as printed: its head, and its text with furniture dimmed and statements marked in the words.

What somebody says has the colour of its status; what the outlet tells itself is plain. A raised number after a cue
("reported²") is the statement's number in the list of who says what. Events' triggers are underlined.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.records import Article, Block, Reading, Span
from dateline.terminal.safe import flat, one_line
from dateline.terminal.wording import country_name, moment, plain

COLOURS: Mapping[str, str] = {
    "happened": "green",
    "ongoing": "green",
    "claimed": "yellow",
    "pledged": "cyan",
    "planned": "blue",
    "requested": "magenta",
    "threatened": "red",
    "hypothetical": "bright_black",
    "denied": "bright_red",
    "negated": "bright_red",
}
"""One of the terminal's own sixteen colours for each status, so that they follow the reader's theme."""
GUTTER = 14
"""Columns for the kinds of furniture beside the text: "related link", the longest, and a gap."""
NARROW = 72
"""Below this many columns the kind stands in the line; a gutter would leave too little for the text."""
MAX_RUN = 8
"""How many lines of furniture in a row are shown; the menus of a web page can run to hundreds."""
FEW_MORE = 3
"""So many lines more are shown, rather than a line that says they are not."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(numbers: Iterable[int]) -> str:
    """Numbers as a footnote mark: "²", "²·³"."""
    return "·".join(str(number).translate(_RAISED) for number in sorted(numbers))


def head(reading: Reading, *, why: bool) -> RenderableType:
    """Title, outlet, agency, times, dateline and byline; what the page does not state is left out."""
    article = reading.article
    lines = [Text(one_line(article.title or "(a page without a title)"), style="bold")]
    if article.subtitle:
        lines.append(Text(one_line(article.subtitle), style="italic"))
    if origin := " · ".join(_origin(article)):
        lines.append(Text(origin))
    if article.byline:
        lines.append(Text("by " + " and ".join(one_line(name) for name in article.byline)))
    if article.url:
        lines.append(Text(one_line(article.url), style="dim", overflow="fold"))
    if why:
        lines += because(article.why)
    return Group(*lines)


def because(why: Sequence[str]) -> list[Text]:
    """What decided, as dimmed lines."""
    return [Text(f"because {one_line(reason)}", style="dim italic") for reason in why]


def marked(reading: Reading, *, width: int) -> RenderableType:
    """The text of the page, a paragraph a row."""
    paragraphs = list(_paragraphs(reading.article))
    marks, coats = _marks(reading), _by_paragraph(_coats(reading), paragraphs)
    has_gutter = width >= NARROW
    rows = Table.grid(padding=(0, 2, 0, 0))
    if has_gutter:
        rows.add_column(width=GUTTER - 2, justify="right", no_wrap=True)
    rows.add_column(ratio=1)
    was_story, above = False, Text()
    for number, paragraph in enumerate(_shortened(paragraphs)):
        is_story = not isinstance(paragraph, int) and any(not block.is_furniture for block in paragraph)
        if number and (is_story or was_story):
            rows.add_row(*[""] * (1 + has_gutter))
        was_story = is_story
        if isinstance(paragraph, int):
            label, words = Text(), Text(f"… {paragraph} more lines around the story …", style="dim")
        else:
            label, words = _label(paragraph), _words(reading, paragraph, marks, coats[paragraph[0].span.start])
        if has_gutter:
            rows.add_row(Text() if label == above else label, words)
            above = label
        else:
            rows.add_row(Text.assemble(label, ": ", words) if label else words)
    return rows


def legend() -> Text:
    """What the marks in the text mean."""
    return Text.assemble(
        "Plain: told by the outlet itself. ",
        ("Coloured: said by somebody. ", f"not dim {COLOURS['claimed']}"),
        ("Underlined", "underline"),
        ": what is done, promised, denied. Dim: not the story.",
        style="dim",
    )


def _origin(article: Article) -> Iterator[str]:
    if article.publisher:
        yield one_line(article.publisher)
    if article.agency and article.agency != article.publisher:
        yield one_line(article.agency)
    if article.published_at:
        yield moment(article.published_at)
    if article.modified_at and article.modified_at != article.published_at:
        yield f"updated {moment(article.modified_at)}"
    if article.dateline:
        place, country = article.dateline.place, country_name(article.dateline.country)
        yield "from " + one_line(", ".join(part for part in (place, country if country != place else None) if part))


def _paragraphs(article: Article) -> Iterator[list[Block]]:
    """The blocks that stand on one line, together; pieces of furniture each by itself, so that each has its kind."""
    line: list[Block] = []
    for block in article.blocks:
        both_furniture = bool(line) and line[-1].is_furniture and block.is_furniture
        if line and (both_furniture or "\n" in article.text[line[-1].span.end : block.span.start]):
            yield line
            line = []
        line.append(block)
    if line:
        yield line


def _shortened(paragraphs: Sequence[list[Block]]) -> Iterator[list[Block] | int]:
    """The paragraphs, with a number instead of the middle of a long run of furniture."""
    run: list[list[Block]] = []
    for paragraph in [*paragraphs, []]:
        if paragraph and all(block.is_furniture for block in paragraph):
            run.append(paragraph)
            continue
        if len(run) > MAX_RUN + FEW_MORE:
            yield from run[: MAX_RUN // 2]
            yield len(run) - MAX_RUN
            yield from run[-MAX_RUN // 2 :]
        else:
            yield from run
        run = []
        if paragraph:
            yield paragraph


def _label(paragraph: Sequence[Block]) -> Text:
    """The kind of a line that is all furniture; nothing beside the story."""
    if any(not block.is_furniture for block in paragraph):
        return Text()
    return Text(plain("block", paragraph[0].kind), style="dim italic")


def _words(
    reading: Reading, paragraph: Sequence[Block], marks: Mapping[int, set[int]], coats: Sequence[tuple[Span, str]]
) -> Text:
    article = reading.article
    whole = Span(paragraph[0].span.start, paragraph[-1].span.end)
    text = Text(flat(article.words(whole)))
    for block in paragraph:
        _style(text, whole, block.span, _style_of(block))
    for span, style in coats:
        _style(text, whole, span, style)
    return _with_marks(
        text, {at - whole.start: marks[at] for at in range(whole.start + 1, whole.end + 1) if at in marks}
    )


def _coats(reading: Reading) -> Iterator[tuple[Span, str]]:
    """What to paint where, later coats over earlier ones: of nested statements the innermost last, then events."""
    depth = _depths(reading)
    for statement in sorted(reading.statements, key=lambda statement: depth[statement.id]):
        for content in statement.content:
            yield content, COLOURS[statement.status]
        if statement.source:
            yield statement.source, "bold"
        if statement.cue:
            yield statement.cue, "italic"
    for event in reading.events:
        yield event.trigger, f"underline {COLOURS[event.status]}"


def _by_paragraph(
    coats: Iterable[tuple[Span, str]], paragraphs: Sequence[Sequence[Block]]
) -> Mapping[int, list[tuple[Span, str]]]:
    """The coats that each paragraph gets, by where it starts: a long page has thousands of both."""
    starts = [paragraph[0].span.start for paragraph in paragraphs]
    dealt: defaultdict[int, list[tuple[Span, str]]] = defaultdict(list)
    for span, style in coats:
        first = max(bisect_right(starts, span.start) - 1, 0)
        for start in starts[first : bisect_right(starts, span.end - 1)]:
            dealt[start].append((span, style))
    return dealt


def _style_of(block: Block) -> str:
    if block.is_furniture:
        return "dim"
    if block.kind in ("title", "subheading"):
        return "bold"
    return "italic" if block.kind in ("subtitle", "caption") else ""


def _style(text: Text, whole: Span, span: Span, style: str) -> None:
    if style and span.overlaps(whole):
        text.stylize(style, max(span.start, whole.start) - whole.start, min(span.end, whole.end) - whole.start)


def _depths(reading: Reading) -> Mapping[str, int]:
    """How many statements each one stands in."""
    parents = {each.id: each.parent for each in reading.statements}
    depths: dict[str, int] = {}
    for each in reading.statements:
        above, at = [each.id], each.parent
        while at is not None and at not in depths and len(above) <= len(parents):
            above.append(at)
            at = parents[at]
        start = depths[at] + 1 if at is not None and at in depths else 0
        depths.update({name: start + n for n, name in enumerate(reversed(above))})
    return depths


def _marks(reading: Reading) -> Mapping[int, set[int]]:
    """Where a statement's number is put: after its cue, or after its content where it has none."""
    marks: dict[int, set[int]] = {}
    for number, statement in enumerate(reading.statements, start=1):
        marks.setdefault((statement.cue or statement.content[-1]).end, set()).add(number)
    return marks


def _with_marks(text: Text, marks: Mapping[int, set[int]]) -> Text:
    offsets = sorted(marks)
    parts = text.divide(offsets)
    marked = Text()
    for part, offset in zip(parts, [*offsets, None], strict=True):
        marked.append_text(part)
        if offset is not None:
            marked.append(raised(marks[offset]), style="bold bright_blue")
    return marked
