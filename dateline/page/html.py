"""HTML pages to Articles: the text is the page's visible text in document order, one line a block.

Nothing is cut out: what is not the story stands in blocks of furniture kinds. The text's lines end with one "\\n".
"""

from collections.abc import Sequence

from dateline.errors import EmptyPageError, NotAnArticleError
from dateline.page import body, dom, metadata, tongue
from dateline.page.dom import Line
from dateline.page.metadata import Facts, fold
from dateline.page.structured import structured
from dateline.records import Article, Block, BlockKind, Span, article_id, revision_of

SHORTEST_STORY = 140
"""Characters of story below which a page is not an article."""


def read_html(
    markup: str,
    url: str | None = None,
    *,
    publisher: str | None = None,
    published_at: str | None = None,
) -> Article:
    """The article of an HTML page."""
    tree = dom.parse_html(markup)
    data = structured(tree)
    lines = dom.visible_lines(tree)
    if not lines:
        raise EmptyPageError("the page shows no text; give a page whose text does not need scripts to appear")
    facts = metadata.read_facts(data, lines, url)
    story = body.story_lines(tree, lines, data, facts)
    if sum(len(line.text) for line, kept in zip(lines, story, strict=True) if kept) < SHORTEST_STORY:
        raise NotAnArticleError(_what_it_is(lines, facts))
    text = "\n".join(line.text for line in lines)
    language = tongue.language_of(
        "\n".join(line.text for line, kept in zip(lines, story, strict=True) if kept), data.html_language
    )
    published_at = published_at or facts.published_at
    publisher = publisher or facts.publisher
    return Article(
        id=article_id(facts.url, publisher, facts.title, published_at, text),
        revision=revision_of(text),
        text=text,
        blocks=tuple(_blocks(lines, story, facts)),
        url=facts.url,
        title=facts.title,
        subtitle=facts.subtitle,
        byline=facts.byline,
        publisher=publisher,
        agency=facts.agency,
        published_at=published_at,
        modified_at=facts.modified_at,
        language=language,
        tags=facts.tags,
        why=facts.why,
    )


def _what_it_is(lines: Sequence[Line], facts: Facts) -> str:
    return f"the page has no story: {len(lines)} lines of text, none of them running text; give the page of one article"


def _blocks(lines: Sequence[Line], story: Sequence[bool], facts: Facts) -> list[Block]:
    title = fold(facts.title or "")
    return [
        Block(Span(line.start, line.end), _kind(line, kept, title)) for line, kept in zip(lines, story, strict=True)
    ]


def _kind(line: Line, kept: bool, title: str) -> BlockKind:
    if title and "h1" in line.tags and fold(line.text) == title:
        return "title"
    if kept:
        if line.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return "subheading"
        if "li" in line.tags:
            return "list_item"
        return "paragraph"
    if "caption" in line.marks:
        return "caption"
    if "nav" in line.marks or "header" in line.marks or "footer" in line.marks:
        return "navigation"
    if line.link_density > 0.5:
        return "related_link"
    return "other"
