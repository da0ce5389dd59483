"""What an HTML page says of itself: title, authors, times, tags, publisher, out of sources that may disagree.

Each value has its sources in an order of precedence that was measured on news pages (see `docs/extraction.md`); the
first that holds a usable value decides, and `why` names it. Nothing is guessed: a value that no source states is None.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.media import medium_at, medium_named
from dateline.page import align, names, stamps, times_stated
from dateline.page.addresses import absolute, is_front
from dateline.page.credits import people
from dateline.page.dom import Line
from dateline.page.structured import Structured, meta_names, strings

LONGEST_TITLE = 300
LONGEST_PUBLISHER = 80
"""Characters; a longer value is a slogan."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the page says of itself; `why` says, value by value, where."""

    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
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
    why = (
        ("url", canonical, url_why),
        ("title", title, title_why),
        ("byline", byline, byline_why),
        ("publisher", publisher, publisher_why),
        ("published_at", published_at, published_why),
        ("modified_at", modified_at, modified_why),
        ("tags", tags, tags_why),
    )
    reasons = tuple(f"{name}: {source}" for name, value, source in why if value)
    return Facts(canonical, title, byline, publisher, published_at, modified_at, tags, reasons)


def _first(candidates: Iterator[tuple[str, str]]) -> tuple[str | None, str]:
    return next(candidates, (None, ""))


def _url(data: Structured, url: str | None) -> tuple[str | None, str]:
    """The canonical address, if it is one of a page and not of the site's front."""
    canonical = (
        (data.links.get("canonical", ""), "canonical link"),
        *((url, "og:url") for url in data.meta.get("og:url", ())),
    )
    for value, source in canonical:
        if value and (whole := absolute(url or "", value)) and not is_front(whole):
            return whole, source
    return url, "given"


def _publisher(data: Structured, url: str | None) -> tuple[str | None, str]:
    if url and (medium := medium_at(url)):
        return medium.name, f"address of the page, {medium.row}"
    named = ((name, "JSON-LD publisher") for item in data.articles() for name in strings(item.get("publisher")))
    for value, source in (*data.stated("publisher"), *named, *data.stated("late publisher")):
        if not names.is_address(value) and len(value) < LONGEST_PUBLISHER:
            medium = medium_named(value)
            return (medium.name, f"{source}, {medium.row}") if medium else (value, source)
    return None, ""


def _title(data: Structured, lines: Sequence[Line], publisher: str | None) -> tuple[str | None, str]:
    """The headline: what the page gives for sharing, unless all else on the page agrees on other words.

    That one often comes without marks that were added for show, but some sites write another headline for search.
    """
    headings = [line.text for line in lines if "h1" in line.tags]
    headlines = [name for item in data.articles() for name in strings(item.get("headline"))]
    known = {fold(text) for text in (*headings, *headlines)}
    shared = _usable(data.stated("title"), known, publisher)
    stated = _usable(((text, "JSON-LD headline") for text in headlines), known, publisher)
    shown = _usable(((text, "h1") for text in headings), known, publisher)
    if shared and stated and fold(stated[0][0]) in {fold(title) for title, _ in shown}:
        others = {fold(title) for title, source in shared if source != "og:title"}
        if others <= {fold(stated[0][0])}:
            shared = [(title, source) for title, source in shared if fold(title) == fold(stated[0][0])]
    candidates = (*shared, *stated, *shown, *_usable(((data.title, "title element"),), known, publisher))
    return candidates[0] if candidates else (None, "")


def _usable(titles: Iterable[tuple[str, str]], known: set[str], publisher: str | None) -> list[tuple[str, str]]:
    """Titles without the site's name, and without those that are nothing but that name."""
    found = ((without_site(" ".join(text.split()), known, publisher), source) for text, source in titles)
    return [
        (title, source)
        for title, source in found
        if 0 < len(title) <= LONGEST_TITLE and fold(title) != fold(publisher or "")
    ]


_SITE_BREAK = re.compile(r"\s+[-–—|*•·:»]+\s+|\s*[|｜：]\s*")


def without_site(title: str, known: set[str], publisher: str | None) -> str:
    """A title without the site's name at its end: what stands on the page decides, else the publisher's name."""
    if len(title) > 2 * LONGEST_TITLE or fold(title) in known:
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
    """The authors; a source that names only the site itself gives way to a person in the visible byline."""
    itself: tuple[tuple[str, ...], str] = ((), "")
    known = data.named()
    sources = (
        *((authors(item, known), "JSON-LD author") for item in data.articles()),
        *(([value], name) for value, name in data.stated("author")),
    )
    for values, source in sources:
        if found := names.named(values):
            if all(names.is_site(name, publisher) for name in found):
                itself = itself if itself[0] else (found, source)
            else:
                return found, source
    visible = visible_byline(lines, title)
    return (visible, "visible byline") if visible else itself


def authors(item: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """The names of a JSON-LD article's authors; one given by `@id` alone is looked up among the `known` objects."""
    values = item.get("author") or item.get("creator")
    found: list[str] = []
    for value in values if isinstance(values, list) else [values]:
        stated = strings(value)
        if not stated and isinstance(value, dict) and isinstance(name := value.get("@id"), str):
            stated = strings(known.get(name))
        found += stated
    return found


_OTHERS = frozenset(("comments", "related", "caption", "credit", "share", "nav", "footer"))
NEAR_HEADLINE = 25
"""Lines after the headline among which a byline stands; share buttons and standfirst may come first."""
LONGEST_BYLINE = 120


def visible_byline(lines: Sequence[Line], title: str | None) -> tuple[str, ...]:
    """The people in the line that stands as a byline near the headline; () where there is none.

    A byline begins with "By" (or "von", "par" ...), or is marked as the author's name by the page.
    """
    for line in _near_headline(lines, title):
        if names.without_lead(line.text) != line.text or ("author" in line.marks and line.marks.isdisjoint(_OTHERS)):
            stamp = next(iter(stamps.find(line.text)), None)
            if found := people(line.text[: stamp.span.start if stamp else len(line.text)].split("|")[0]):
                return found
    return ()


def _near_headline(lines: Sequence[Line], title: str | None) -> Iterator[Line]:
    key = align.key(title or "")
    at = [n for n, line in enumerate(lines) if "h1" in line.tags or (title and align.key(line.text) == key)]
    for line in lines[at[0] : at[0] + NEAR_HEADLINE] if at else lines[: 2 * NEAR_HEADLINE]:
        if len(line.text) <= LONGEST_BYLINE and "h1" not in line.tags:
            yield line


LONGEST_TAG = 60
MOST_CODES = 0.6
"""The share of tags in capitals and of one word from which they are codes of a subject scheme, not words to readers."""
_NO_TAG = re.compile(
    r"^(?:[0-9a-f]{8}-[0-9a-f-]{20,}|\d+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|\w\w)|\w)$|^(?:NLP |Post ID)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:Category:\s*|\(\d+\)\s*|#)", re.IGNORECASE)


def _tags(data: Structured, lines: Sequence[Line], publisher: str | None) -> tuple[tuple[str, ...], str]:
    keywords = [strings(item.get("keywords")) for item in data.articles()]
    sources: list[tuple[Sequence[str], str]] = [(data.meta.get(name, ()), name) for name in meta_names()["tags"]]
    sources += [(values, "JSON-LD keywords") for values in keywords]
    sources += [(data.meta.get(name, ()), name) for name in meta_names()["late tags"]]
    for values, source in sources:
        if (tags := split_tags(values, publisher)) and not _are_codes(tags):
            return tags, source
    return visible_tags(lines), "links marked as tags"


def split_tags(values: Sequence[str], publisher: str | None) -> tuple[str, ...]:
    """The tags in values that may each hold several, without identifiers and without the site's own name."""
    tags: dict[str, str] = {}
    is_one = len(set(values)) == 1
    for value in values:
        for part in re.split(r"[,;|]", value) if is_one else [value]:
            tag = _LABEL.sub("", " ".join(part.split()))
            if tag and len(tag) <= LONGEST_TAG and not _NO_TAG.search(tag) and fold(tag) != fold(publisher or ""):
                tags.setdefault(tag.casefold(), tag)
    return tuple(tags.values())


def _are_codes(tags: Sequence[str]) -> bool:
    return len(tags) > 2 and sum(tag.isupper() and " " not in tag for tag in tags) > MOST_CODES * len(tags)


def visible_tags(lines: Sequence[Line]) -> tuple[str, ...]:
    """The tags that the page shows: short links in an element marked as tags, outside menus and related stories."""
    tags: dict[str, str] = {}
    for line in lines:
        if (
            "tags" in line.marks
            and line.marks.isdisjoint(NOT_TAGS)
            and line.link_density > 0.8
            and len(line.text) <= 40
        ):
            tags.setdefault(line.text.casefold(), line.text)
    return tuple(tags.values()) if len(tags) <= MOST_SHOWN else ()


NOT_TAGS = frozenset(("nav", "footer", "related", "share", "author"))
MOST_SHOWN = 12
"""More links than these are the site's own list of topics."""


def description(data: Structured) -> str | None:
    """The page's own summary of itself."""
    return next((text for text, _ in data.stated("summary")), None)


def article_body(data: Structured) -> str | None:
    """The body as JSON-LD gives it, which many pages cut short."""
    bodies = [text for item in data.articles() for text in strings(item.get("articleBody"))]
    return max(bodies, key=len, default=None)
