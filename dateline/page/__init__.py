"""Bytes to an Article: what a page says, every stretch of its text in exactly one block of a kind."""

import re
from collections.abc import Mapping
from dataclasses import replace

from dateline.errors import EmptyPageError, PageTooLargeError
from dateline.inputs import Given, Page
from dateline.page.charset import decode
from dateline.page.plain import read_plain
from dateline.page.tongue import language_of
from dateline.records import Article

MAX_TEXT = 2_000_000
"""Characters of text on a page: the longest of 219 news pages has 56,000, a long novel a million."""
_MARKUP = re.compile(
    r"<(?:!doctype|html|head|body|meta|title|div|p|article|section|span|table|br|h1|script|link)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"</(?:html|head|body|title|div|p|article|section|span|table|h[1-6]|script|a|li|ul)\s*>", re.IGNORECASE
)


def read_page(
    data: bytes | str,
    url: str | None = None,
    *,
    publisher: str | None = None,
    published_at: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Article:
    """The Article of a page, given as bytes (HTML or plain text, also gzipped, in any character set) or as text.

    `url`, `publisher` and `published_at` say what the page itself may lack; `headers` are HTTP's, with lower-case
    names. The article may be in any language. Raises PageError where the page cannot be read: see `dateline.errors`.
    """
    why: tuple[str, ...] = ()
    if isinstance(data, str):
        text = data
    else:
        decoded = decode(data, headers)
        text, why = decoded.text, (decoded.why,)
    if not text.strip():
        raise EmptyPageError("the page is empty; give a file with text")
    if is_html(text):
        from dateline.page.html import read_html  # loads lxml and trafilatura: plain pages do without

        article = read_html(text, url, publisher=publisher, published_at=published_at, why=why)
        _check_size(article.text)
        return article
    _check_size(text)
    return read_plain(
        text, url=url, publisher=publisher, published_at=published_at, language=language_of(text), why=why
    )


def article_of(page: Page, given: Given) -> Article:
    """The Article of a page as it came in, with what was told of it from outside."""
    article = read_page(
        page.data,
        given.url or page.url,
        publisher=given.publisher,
        published_at=given.published_at,
        headers=page.headers,
    )
    return replace(article, fetched_at=page.fetched_at)


def _check_size(text: str) -> None:
    """Raise PageTooLargeError for a text that is no page's any more, before steps that take their time with it."""
    if len(text) > MAX_TEXT:
        raise PageTooLargeError(
            f"the page has {len(text):,} characters of text; Dateline reads up to {MAX_TEXT:,}; "
            "give the page of one article"
        )


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins with a tag of HTML, or holds several that are closed again.

    Plain news text may hold a "<" or speak of a `<br>`: one tag in the midst does not make a page.
    """
    start = text[:2000].lstrip("\ufeff \t\r\n\f")
    if re.match(r"<(?:!doctype\s+html|html|head|body|!--|\?xml)", start, re.IGNORECASE) or _MARKUP.match(start):
        return True
    return _MARKUP.search(text[:200_000]) is not None and len(_CLOSING.findall(text[:200_000])) >= 2
