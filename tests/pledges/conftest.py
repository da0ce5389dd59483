"""Pages as the ledger looks through them, made of paragraphs without a reading's model."""

from collections.abc import Callable

import pytest

from dateline.pledges import Page, page_of
from dateline.records import Article, Block, Reading, Span


def page_from(
    *paragraphs: str, on: str = "2024-05-01", title: str = "News of the day", id: str | None = None, group: str = ""
) -> Page:
    """A page of a title and paragraphs, published on a day; without an id it is known by that day."""
    text = "\n\n".join((title, *paragraphs))
    blocks, start = [], 0
    for words in (title, *paragraphs):
        blocks.append(Block(Span(start, start + len(words)), "paragraph" if blocks else "title"))
        start += len(words) + 2
    article = Article(id or on, "0", text, tuple(blocks), title=title, published_at=on, language="en")
    return page_of(Reading(article), text_group=group or None)


@pytest.fixture
def page() -> Callable[..., Page]:
    """`page_from`."""
    return page_from
