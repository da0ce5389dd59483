"""Bytes to an Article: what a page says, every stretch of its text in exactly one block of a kind."""

import re
from collections.abc import Mapping
from dataclasses import replace

from dateline.errors import EmptyPageError
from dateline.page.charset import decode
from dateline.page.html import read_html
from dateline.page.plain import read_plain
from dateline.page.tongue import language_of
from dateline.records import Article

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
        article = read_html(text, url, publisher=publisher, published_at=published_at)
    else:
        article = read_plain(text, url=url, publisher=publisher, published_at=published_at, language=language_of(text))
    return replace(article, why=(*article.why, *why)) if why else article


def is_html(text: str) -> bool:
    """Whether a text is HTML: it begins with markup, or holds tags of HTML that are closed again.

    Plain news text may hold a "<" or speak of a `<br>`: one tag in the midst does not make a page.
    """
    start = text[:2000].lstrip("\ufeff \t\r\n\f")
    if re.match(r"<(?:!doctype\s+html|html|head|body|!--|\?xml)", start, re.IGNORECASE):
        return True
    return len(_MARKUP.findall(text[:200_000], 0)) >= 1 and len(_CLOSING.findall(text[:200_000])) >= 2
