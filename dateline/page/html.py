"""HTML pages to Articles: the text is the page's visible text in document order, one line a block of the page.

Nothing is cut out: what is not the story stands in blocks of furniture kinds. Lines end with one "\\n" and hold no
other line ends; white space within them is collapsed as a browser does.
"""

from collections.abc import Sequence
from itertools import takewhile

from lxml import html

from dateline.errors import EmptyPageError, NotAnArticleError
from dateline.page import body, dom, metadata, placeline, tickers, tongue
from dateline.page.addresses import absolute
from dateline.page.credits import agency_of
from dateline.page.dom import Line
from dateline.page.kinds import Kinds, find_kinds
from dateline.page.metadata import Facts
from dateline.page.structured import Structured, structured, types_of
from dateline.records import Article, Block, BlockKind, Link, Span, Ticker, article_id, revision_of

SHORTEST_STORY = 140
"""Characters of running text below which a page is not an article: a brief has two sentences."""
SHORT_STORY = 400
"""Characters below which a login form or a video is what the page is for, unless it says that it is an article."""
FEWEST_TEASERS = 5
MOST_TEASERS = 0.6
"""The share of running lines below a linked heading from which a page is a list of other pages' headlines."""
LINKED: frozenset[BlockKind] = frozenset(
    {"subtitle", "byline", "paragraph", "subheading", "quote", "list_item", "related_link", "tags", "trailer"}
)
"""The blocks whose links are kept: those of menus and share buttons say nothing of the story."""
CREDITS_BEFORE = 5
"""Blocks before the headline that may hold its story's credit; what stands above is the site's."""
CREDITS_BEHIND = 3
"""Blocks behind the story that may hold its credit; further down stand those of other stories."""
MOST_LINKS = 500


def read_html(
    markup: str,
    url: str | None = None,
    *,
    publisher: str | None = None,
    published_at: str | None = None,
    why: Sequence[str] = (),
) -> Article:
    """The Article of an HTML page; a given `publisher` wins over the page, a given time fills in where it has none.

    `why` is what decided before, in words, and stands last in the article's.

    Raises EmptyPageError, NotAnArticleError or PageTooLargeError.
    """
    tree = dom.parse_html(markup)
    data = structured(tree)
    base = _base(tree, url)
    lines = dom.visible_lines(tree)
    if not lines:
        raise EmptyPageError("the page shows no text; give a page whose text does not need scripts to appear")
    is_gated = _is_gated(tree)
    facts = metadata.read_facts(data, lines, url)
    story = body.story_lines(tree, lines, data, facts)
    _check_story(lines, story, data, is_gated=is_gated)
    text = "\n".join(line.text for line in lines)
    found = find_kinds(text, lines, story, facts, metadata.description(data))
    words = "\n".join(text[block.span.start : block.span.end] for block in found.blocks if block.kind == "paragraph")
    agency, agency_why = _agency(text, found, facts)
    outlet = publisher or facts.publisher
    published = facts.published_at or published_at
    reasons = list(facts.why)
    reasons += [
        f"{name}: as given"
        for name, given, used in (
            ("publisher", publisher, True),
            ("published_at", published_at, not facts.published_at),
        )
        if given and used
    ]
    reasons += [f"agency: {agency_why}"] if agency else []
    reasons += [f"dateline: {text[found.dateline.span.start : found.dateline.span.end]!r}"] if found.dateline else []
    reasons += ["subtitle: line below the headline"] if found.subtitle else []
    return Article(
        id=article_id(facts.url, outlet, facts.title, published, text),
        revision=revision_of(text),
        text=text,
        blocks=found.blocks,
        url=facts.url,
        title=facts.title,
        subtitle=found.subtitle,
        byline=facts.byline,
        publisher=outlet,
        agency=agency,
        published_at=published,
        modified_at=facts.modified_at,
        language=tongue.language_of(words or text, data.html_language),
        dateline=found.dateline,
        tickers=tuple(_tickers(text, found.blocks)),
        links=tuple(_links(lines, found.blocks, base or facts.url or "")),
        tags=facts.tags,
        why=(*reasons, *why),
    )


def _base(tree: html.HtmlElement, url: str | None) -> str:
    """The address that the page's relative links start from, as far as the page and its address say."""
    stated = next((element.get("href", "") for element in tree.iter("base")), "")
    return absolute(url or "", stated) or url or ""


def _check_story(lines: Sequence[Line], story: Sequence[bool], data: Structured, *, is_gated: bool) -> None:
    """Raise NotAnArticleError where there is too little running text for a story, and say what is there instead."""
    size = sum(len(line.text) for line, kept in zip(lines, story, strict=True) if kept)
    teasers = _teasers(lines, story)
    is_article = bool(data.articles())
    headlines = sum(line.link_density > 0.5 and len(line.text) > 25 for line in lines)
    if is_gated and not is_article and size < SHORT_STORY:
        what = "a login form"
    elif _is_video(data) and not is_article and size < SHORT_STORY:
        what = "a video page"
    elif teasers >= FEWEST_TEASERS and not is_article:
        what = f"a list of {teasers} headlines with teasers"
    elif size >= SHORTEST_STORY:
        return
    elif any("video" in line.marks for line in lines):
        what = "a video page"
    else:
        what = f"a list of {headlines} headlines" if headlines >= FEWEST_TEASERS else f"{len(lines)} lines"
    raise NotAnArticleError(
        f"the page has no story: {what}, {size} characters of running text; give the page of one article"
    )


def _is_gated(tree: html.HtmlElement) -> bool:
    return any((element.get("type") or "").lower() == "password" for element in tree.iter("input"))


def _is_video(data: Structured) -> bool:
    kinds = data.meta.get("og:type", ())
    return any(kind.startswith("video") for kind in kinds) or any(
        "VideoObject" in types_of(item) for item in data.objects
    )


def _teasers(lines: Sequence[Line], story: Sequence[bool]) -> int:
    """How many lines of the story are teasers, each below a heading that is a link, if most of them are; else 0."""
    running = [n for n, line in enumerate(lines) if story[n] and len(line.text) >= dom.RUNNING]
    teasers = [n for n in running if n and lines[n - 1].link_density > 0.8 and len(lines[n - 1].text) > 15]
    return len(teasers) if len(teasers) > MOST_TEASERS * len(running) else 0


def _agency(text: str, found: Kinds, facts: Facts) -> tuple[str | None, str]:
    """The agency whose story it is: named in the place line, the byline, or a credit line of the page."""
    if found.dateline and (medium := placeline.medium_in(text, found.dateline.span)) and medium.kind == "news_agency":
        return medium.name, f"place line, {medium.row}"
    for name in facts.byline:
        if medium := agency_of(name):
            return medium.name, f"byline, {medium.row}"
    for block in _of_story(found.blocks):
        if medium := agency_of(text[block.span.start : block.span.end]):
            return medium.name, f"{block.kind}, {medium.row}"
    return None, ""


def _of_story(blocks: Sequence[Block]) -> list[Block]:
    """The bylines and credit lines of the page's own story: near its headline, in it, or right behind it."""
    told = [n for n, block in enumerate(blocks) if block.kind in ("title", "paragraph")]
    first, last = (told[0], told[-1]) if told else (0, -1)
    before = takewhile(
        lambda block: block.kind != "navigation", reversed(blocks[max(0, first - CREDITS_BEFORE) : first])
    )
    credited = [block for block in (*before, *blocks[first : last + 1]) if block.kind in ("byline", "credit_line")]
    return credited + [block for block in blocks[last + 1 : last + 1 + CREDITS_BEHIND] if block.kind == "credit_line"]


def _tickers(text: str, blocks: Sequence[Block]) -> list[Ticker]:
    return [
        ticker
        for block in blocks
        if block.kind == "ticker"
        for ticker in tickers.find(text, block.span.start, block.span.end)
    ]


def _links(lines: Sequence[Line], blocks: Sequence[Block], base: str) -> list[Link]:
    """The links of the story, its byline and tags, and to related stories, with absolute addresses, in page order."""
    kinds = {block.span.start: block.kind for block in blocks}
    found: list[Link] = []
    for line in lines:
        if kinds.get(line.start) in LINKED:
            for start, end, href in line.links:
                address = absolute(base, href)
                if address and len(found) < MOST_LINKS:
                    found.append(Link(Span(line.start + start, line.start + end), address))
    return found
