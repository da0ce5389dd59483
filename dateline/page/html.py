"""HTML pages to Articles: the text is the page's visible text in document order, one line a block of the page.

Nothing is cut out: what is not the story stands in blocks of furniture kinds. Lines end with one "\\n" and hold no
other line ends; white space within them is collapsed as a browser does.
"""

from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from lxml import html

from dateline.errors import EmptyPageError, NotAnArticleError
from dateline.media import medium_named
from dateline.page import body, dom, metadata, placeline, tickers, tongue
from dateline.page.credits import media_in
from dateline.page.dom import Line
from dateline.page.kinds import Kinds, find_kinds
from dateline.page.metadata import Facts
from dateline.page.structured import structured
from dateline.records import Article, Block, BlockKind, Link, Span, Ticker, article_id, revision_of

SHORTEST_STORY = 140
"""Characters of running text below which a page is not an article: a brief has two sentences."""
LINKED: frozenset[BlockKind] = frozenset(
    {"subtitle", "byline", "paragraph", "subheading", "quote", "list_item", "related_link", "tags", "trailer"}
)
"""The blocks whose links are kept: those of menus and share buttons say nothing of the story."""
MOST_LINKS = 500


def read_html(
    markup: str,
    url: str | None = None,
    *,
    publisher: str | None = None,
    published_at: str | None = None,
) -> Article:
    """The Article of an HTML page; a given `publisher` wins over the page, a given time fills in where it has none.

    Raises EmptyPageError, NotAnArticleError or PageTooLargeError.
    """
    tree = dom.parse_html(markup)
    data = structured(tree)
    base = _base(tree, url)
    lines = dom.visible_lines(tree)
    if not lines:
        raise EmptyPageError("the page shows no text; give a page whose text does not need scripts to appear")
    facts = metadata.read_facts(data, lines, url)
    story = body.story_lines(tree, lines, data, facts)
    _check_story(lines, story, facts, is_gated=_is_gated(tree))
    text = "\n".join(line.text for line in lines)
    found = find_kinds(text, lines, story, facts, metadata.description(data))
    words = "\n".join(text[block.span.start : block.span.end] for block in found.blocks if block.kind == "paragraph")
    agency, agency_why = _agency(text, found, facts)
    outlet = publisher or facts.publisher
    published = facts.published_at or published_at
    why = list(facts.why)
    why += [f"{name}: as given" for name, given, used in (("publisher", publisher, True), ("published_at", published_at, not facts.published_at)) if given and used]
    why += [f"agency: {agency_why}"] if agency else []
    why += [f"dateline: {text[found.dateline.span.start : found.dateline.span.end]!r}"] if found.dateline else []
    why += ["subtitle: line below the headline"] if found.subtitle else []
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
        links=tuple(_links(lines, found.blocks, urljoin(facts.url or "", base))),
        tags=facts.tags,
        why=tuple(why),
    )


def _base(tree: html.HtmlElement, url: str | None) -> str:
    """The address that the page's relative links start from."""
    element = next(tree.iter("base"), None)
    stated = element.get("href") if element is not None else None
    return urljoin(url or "", stated or "")


def _is_gated(tree: html.HtmlElement) -> bool:
    return any((element.get("type") or "").lower() == "password" for element in tree.iter("input"))


def _check_story(lines: Sequence[Line], story: Sequence[bool], facts: Facts, *, is_gated: bool) -> None:
    """Raise NotAnArticleError where there is too little running text for a story, and say what is there instead."""
    size = sum(len(line.text) for line, kept in zip(lines, story, strict=True) if kept)
    if size >= SHORTEST_STORY:
        return
    linked = sum(line.link_density > 0.5 and len(line.text) > 25 for line in lines)
    if is_gated:
        what = "a login form"
    elif any("video" in line.marks for line in lines) or (facts.title or "").lower().startswith(("video:", "watch:")):
        what = "a video page"
    elif linked >= 5:
        what = f"a list of {linked} headlines"
    else:
        what = f"{len(lines)} lines"
    raise NotAnArticleError(
        f"the page has no story: {what} and {size} characters of running text; give the page of one article"
    )


def _agency(text: str, found: Kinds, facts: Facts) -> tuple[str | None, str]:
    """The agency whose story it is: named in the place line, the byline, or a credit line of the page."""
    if found.dateline and (medium := placeline.medium_in(text, found.dateline.span)) and medium.kind == "news_agency":
        return medium.name, f"place line, {medium.row}"
    for name in facts.byline:
        if (medium := medium_named(name)) and medium.kind == "news_agency":
            return medium.name, f"byline, {medium.row}"
    for block in found.blocks:
        if block.kind in ("byline", "credit_line"):
            for medium in media_in(text[block.span.start : block.span.end]):
                if medium.kind == "news_agency":
                    return medium.name, f"{block.kind}, {medium.row}"
    return None, ""


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
                address = _absolute(base, href)
                if address and len(found) < MOST_LINKS:
                    found.append(Link(Span(line.start + start, line.start + end), address))
    return found


def _absolute(base: str, href: str) -> str | None:
    """The absolute web address of a link; None for anchors in the page, scripts and mail."""
    href = href.strip()
    if href.startswith("#"):
        return None
    try:
        address = urljoin(base, href)
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None
