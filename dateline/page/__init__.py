"""Bytes to an Article: what a page says, every stretch of its text in exactly one block of a kind."""

from collections.abc import Mapping
from dataclasses import replace

from dateline.errors import BinaryPageError, EmptyPageError, PageTooLargeError
from dateline.inputs import Given, Page
from dateline.page.addresses import absolute
from dateline.page.charset import decode_unpacked, unpack
from dateline.page.forms import is_html, is_json, is_mail, is_pdf
from dateline.page.plain import read_plain
from dateline.page.tongue import language_of
from dateline.records import Article

MAX_TEXT = 2_000_000
"""Characters of text on a page: the longest of 219 news pages has 56,000, a long novel a million."""


def read_page(
    data: bytes | str,
    url: str | None = None,
    *,
    publisher: str | None = None,
    published_at: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> Article:
    """The Article of a page, given as bytes (HTML, text, PDF or e-mail, also gzipped, in any character set) or as text.

    `url`, `publisher` and `published_at` say what the page itself may lack; `headers` are HTTP's, with lower-case
    names. A `url` that is no web address counts for nothing. The article may be in any language. Raises PageError where
    the page cannot be read: see `dateline.errors`.
    """
    url = absolute("", url) if url else None
    if isinstance(data, bytes):
        data = unpack(data)
        if is_pdf(data):
            from dateline.page.pdf import read_pdf  # loads what takes pages apart

            article = read_pdf(data, url, publisher=publisher, published_at=published_at)
            _check_size(article.text)
            return article
        if is_mail(data):
            from dateline.page.mail import read_mail  # loads what takes messages apart

            return read_mail(data, url, publisher, published_at, _read)
    return _read(data, url, publisher=publisher, published_at=published_at, headers=headers)


def _read(
    data: bytes | str,
    url: str | None,
    *,
    publisher: str | None,
    published_at: str | None,
    headers: Mapping[str, str] | None,
) -> Article:
    """The Article of a text, or of bytes that are unpacked, neither PDF nor e-mail; else as `read_page`."""
    why: tuple[str, ...] = ()
    if isinstance(data, str):
        text = data
    else:
        decoded = decode_unpacked(data, headers)
        text, why = decoded.text, (decoded.why,)
    if not text.strip():
        raise EmptyPageError("the page is empty; give a file with text")
    if is_html(text):
        from dateline.page.html import read_html  # loads lxml and trafilatura: plain pages do without

        article = read_html(text, url, publisher=publisher, published_at=published_at, why=why)
        _check_size(article.text)
        return article
    _check_size(text)
    if is_json(text):
        raise BinaryPageError("this is JSON, not a page; give JSON lines, one article each, as a file named .jsonl")
    return read_plain(
        text, url=url, publisher=publisher, published_at=published_at, language=language_of(text), why=why
    )


def article_of(page: Page, given: Given) -> Article:
    """The Article of a page as it came in, with what was told of it from outside."""
    given = given.over(page.told)
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
