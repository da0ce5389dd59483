"""What an HTML page says of itself: title, authors, times, tags, publisher, out of sources that may disagree.

Each value has its sources in an order of precedence that was measured on news pages (see `docs/extraction.md`); the
first that holds a usable value decides, and `why` names it. Nothing is guessed: a value that no source states is None.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from dateline.media import medium_at, medium_named
from dateline.page import names, times_stated
from dateline.page.dom import Line
from dateline.page.structured import Structured, strings

LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says of itself; `why` says, value by value, where."""

    url: str | None = None
    title: str | None = None
    subtitle: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    agency: str | None = None
    published_at: str | None = None
    modified_at: str | None = None
    tags: tuple[str, ...] = ()
    why: tuple[str, ...] = ()


def read_facts(data: Structured, lines: Sequence[Line], url: str | None) -> Facts:
    """The facts of a page from its structured data and, where those are silent, its visible lines."""
    canonical, url_why = _url(data, url)
    publisher, publisher_why = _publisher(data, canonical)
    title, title_why = _title(data, lines, publisher)
    byline, byline_why = _byline(data, lines, publisher, title)
    published_at, published_why = _first(times_stated.published(data, lines, title))
    modified_at, modified_why = _first(times_stated.modified(data))
    tags, tags_why = _tags(data, lines, publisher)
    agency = next(
        (medium.name for name in byline if (medium := medium_named(name)) and medium.kind == "news_agency"), None
    )
    why = (
        ("url", canonical, url_why),
        ("title", title, title_why),
        ("byline", byline, byline_why),
        ("publisher", publisher, publisher_why),
        ("agency", agency, "byline"),
        ("published_at", published_at, published_why),
        ("modified_at", modified_at, modified_why),
        ("tags", tags, tags_why),
    )
    reasons = tuple(f"{name}: {source}" for name, value, source in why if value)
    return Facts(canonical, title, None, byline, publisher, agency, published_at, modified_at, tags, reasons)


def _first(candidates: Iterator[tuple[str, str]]) -> tuple[str | None, str]:
    return next(candidates, (None, ""))


def _url(data: Structured, url: str | None) -> tuple[str | None, str]:
    """The canonical address, if it is one of a page and not of the site's front."""
    for value, source in ((data.links.get("canonical"), "canonical link"), *_named(data, "og:url")):
        if value:
            whole = urljoin(url or "", value.strip())
            parts = urlsplit(whole)
            if parts.scheme in ("http", "https") and parts.netloc and parts.path.strip("/"):
                return whole, source
    return url, "given"


def _named(data: Structured, *meta_names: str) -> Iterator[tuple[str, str]]:
    """Each value of the meta tags of these names in turn, with the name."""
    for name in meta_names:
        for value in data.meta.get(name, ()):
            yield value, name


def _publisher(data: Structured, url: str | None) -> tuple[str | None, str]:
    if url and (medium := medium_at(url)):
        return medium.name, f"{urlsplit(url).netloc}; {medium.row}"
    named = [(name, "JSON-LD publisher") for item in data.articles() for name in strings(item.get("publisher"))]
    for value, source in (
        *_named(data, "og:site_name"),
        *named,
        *_named(data, "application-name", "dc.publisher", "dcterms.publisher"),
    ):
        if not names.is_address(value) and len(value) < 80:
            medium = medium_named(value)
            return (medium.name, f"{source}; {medium.row}") if medium else (value, source)
    return None, ""


def _title(data: Structured, lines: Sequence[Line], publisher: str | None) -> tuple[str | None, str]:
    headings = [line.text for line in lines if "h1" in line.tags]
    headlines = [name for item in data.articles() for name in strings(item.get("headline"))]
    known = {fold(text) for text in (*headings, *headlines)}
    whole_title = data.meta.get("<title>", ())
    candidates = (
        *_named(data, "og:title"),
        *((text, "JSON-LD headline") for text in headlines),
        *_named(data, "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"),
        *((text, "h1") for text in headings),
        *((text, "title element") for text in whole_title),
    )
    for text, source in candidates:
        title = without_site(" ".join(text.split()), known, publisher)
        if title and len(title) <= LONGEST_TITLE and fold(title) != fold(publisher or ""):
            return title, source
    return None, ""


_SITE_BREAK = re.compile(r"\s+[-–—|*•·:»]+\s+|\s*\|\s*")


def without_site(title: str, known: set[str], publisher: str | None) -> str:
    """A title without the site's name at its end: what stands on the page decides, else the publisher's name."""
    if fold(title) in known:
        return title
    for cut in _SITE_BREAK.finditer(title):
        if fold(title[: cut.start()]) in known:
            return title[: cut.start()]
    cuts = list(_SITE_BREAK.finditer(title))
    if cuts and publisher and fold(title[cuts[-1].end() :]) in {fold(publisher), fold(f"the {publisher}")}:
        return title[: cuts[-1].start()]
    return title


def fold(text: str) -> str:
    """The words of a text alone, in small letters, to compare titles that differ in marks."""
    return "".join(re.findall(r"\w+", text.casefold()))


def _byline(
    data: Structured, lines: Sequence[Line], publisher: str | None, title: str | None
) -> tuple[tuple[str, ...], str]:
    stated = ""
    byline: tuple[str, ...] = ()
    authors = [strings(item.get("author")) or strings(item.get("creator")) for item in data.articles()]
    sources = (
        *((values, "JSON-LD author") for values in authors),
        *((data.meta.get(name, ()), name) for name in AUTHOR_METAS),
    )
    for values, source in sources:
        if found := names.people(values):
            if not (publisher and all(fold(name) == fold(publisher) for name in found)):
                return found, source
            byline, stated = byline or found, stated or source
    visible, source = names.visible_byline(lines, title)
    return (visible, source) if visible else (byline, stated)


AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "cxenseparse:author", "dc.creator", "dcterms.creator", "dc.contributor", "byl",
)  # fmt: skip
TAG_METAS = ("article:tag", "parsely-tags", "news_keywords", "sailthru.tags", "cxenseparse:keywords", "keywords")
_NO_TAG = re.compile(
    r"^(?:[0-9a-f]{8}-[0-9a-f-]{20,}|\d+|[\w-]+\.(?:com|org|net|co\.\w\w|\w\w))$|^(?:NLP |Category:|Post ID)",
    re.IGNORECASE,
)


def _tags(data: Structured, lines: Sequence[Line], publisher: str | None) -> tuple[tuple[str, ...], str]:
    keywords = [strings(item.get("keywords")) for item in data.articles()]
    sources: list[tuple[Sequence[str], str]] = [(values, "JSON-LD keywords") for values in keywords]
    sources += [(data.meta.get(name, ()), name) for name in TAG_METAS]
    for values, source in sources:
        if tags := split_tags(values, publisher):
            return tags, source
    return (), ""


def split_tags(values: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    """The tags in values that may each hold several, without identifiers and without the site's own name."""
    tags: dict[str, None] = {}
    for value in values:
        for part in re.split(r"[,;|]", value) if len(values) == 1 or len(set(values)) == 1 else [value]:
            tag = " ".join(part.split())
            if tag and not _NO_TAG.search(tag) and fold(tag) != fold(publisher or ""):
                tags.setdefault(tag)
    return tuple(tags)


def description(data: Structured) -> str | None:
    """The page's own summary of itself."""
    found = data.first("og:description", "description", "twitter:description")
    return found[0] if found else None


def article_body(data: Structured) -> str | None:
    """The body as JSON-LD gives it, which many pages cut short."""
    bodies = [text for item in data.articles() for text in strings(item.get("articleBody"))]
    return max(bodies, key=len, default=None)
