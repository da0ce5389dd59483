"""The bytes of a feed to what it lists: RSS, RDF and Atom (by feedparser), JSON Feed 1.x, sitemaps (see `sitemaps`).

Nothing that a feed holds is followed, and no entity that it declares is expanded: feedparser leaves out the document
type, and expat stops what grows. A feed that breaks off or is not well-formed gives what can be read of it, with a
remark; one that gives nothing is a FeedError that says what came instead.
"""

import gzip
import io
import json
import re
import time
import zlib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from dateline.errors import FeedError, brief
from dateline.inputs import GZIP
from dateline.page.addresses import absolute
from dateline.watch.listing import Entry, Listing
from dateline.watch.sitemaps import read_sitemap, utc

MAX_BYTES = 50 * 1024 * 1024
"""What the protocol of sitemaps allows, unpacked; the largest feeds of news have some megabytes."""
MAX_ENTRIES = 50_000
"""As above; a feed of news lists 20 to 200."""
_ROOT = re.compile(
    rb"<(?:[\w.-]+:)?(rss|rdf|feed|channel|urlset|sitemapindex|html|head|body|!doctype\s+html)\b", re.IGNORECASE
)
_ITEM = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", re.IGNORECASE)
_SNIFFED = 65536
_BLANK = b" \t\r\n\0\xef\xbb\xbf\xfe\xff"


def read_feed(data: bytes, address: str) -> Listing:
    """What a feed lists, its addresses made whole by its own; FeedError for what is no feed."""
    data = _unpacked(data)
    start = data[:_SNIFFED].replace(b"\0", b"").lstrip(_BLANK)
    if not start:
        raise FeedError("is empty; expected RSS, Atom, JSON Feed or a sitemap")
    found = _ROOT.search(start)
    root = found[1].lower() if found else b""
    if start[:1] in (b"{", b"["):
        listing = _json_feed(data, address)
    elif root in (b"urlset", b"sitemapindex"):
        listing = read_sitemap(data, address, is_cut=not _is_closed(data, root))
    else:
        _check_number(sum(1 for _ in _ITEM.finditer(data.replace(b"\0", b""))))
        is_html = root[:1] in (b"h", b"b", b"!")
        listing = _rss_or_atom(data, address, is_html=is_html, is_cut=not _is_closed(data, root))
    _check_number(len(listing.entries))
    return listing


def _check_number(n_entries: int) -> None:
    """Raise FeedError for more items than are taken, before they are read where that takes long."""
    if n_entries > MAX_ENTRIES:
        raise FeedError(f"lists {n_entries:,} items; up to {MAX_ENTRIES:,} are taken: give its parts")


def _is_closed(data: bytes, root: bytes) -> bool:
    """Whether a document ends with the end of its root."""
    return re.search(rb"</(?:[\w.-]+:)?" + root + rb"\s*>", data[-4096:].replace(b"\0", b""), re.IGNORECASE) is not None


def _unpacked(data: bytes) -> bytes:
    """A feed that is a gzip file itself, as sitemaps often are."""
    if not data.startswith(GZIP):
        return data
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            plain = packed.read(MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise FeedError(f"is a broken gzip file ({brief(error)}); it may be whole later") from error
    if len(plain) > MAX_BYTES:
        raise FeedError(f"is larger than {MAX_BYTES // 1024**2} MB unpacked; give its parts")
    return plain


def _rss_or_atom(data: bytes, address: str, *, is_html: bool, is_cut: bool) -> Listing:
    import feedparser  # slow to import, and of no use to other commands

    found = feedparser.parse(
        io.BytesIO(data),
        response_headers={"content-location": address},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = str(found.get("version") or "")
    fault = found.get("bozo_exception") if found.get("bozo") else None
    if isinstance(fault, feedparser.exceptions.ThingsNobodyCaresAboutButMe | feedparser.exceptions.UndeclaredNamespace):
        fault = None
    listed = found.get("entries") or []
    if fault and is_cut:
        listed = listed[:-1]  # its address may be cut short as well
    if not listed and (not version or fault):
        raise FeedError(_what_came(data, address, fault, is_html=is_html))
    entries = tuple(_entries(listed, address))
    remark = f"is not well-formed ({brief(fault)}); what could be read was taken" if fault else None
    return Listing("Atom" if version.startswith("atom") else "RSS", entries, (), len(listed) - len(entries), remark)


def _entries(listed: Iterable[dict[str, Any]], address: str) -> Iterator[Entry]:
    for item in listed:
        link = dict.get(item, "feedburner_origlink") or dict.get(item, "link")
        url = absolute(address, link) if isinstance(link, str) and link.strip() else None
        if url:
            yield Entry(url, *(_moment(dict.get(item, f"{name}_parsed")) for name in ("published", "updated")))


def _moment(parsed: time.struct_time | None) -> str | None:
    """A time as feedparser gives it, which is UTC."""
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat(timespec="seconds") if parsed else None
    except (ValueError, OverflowError, TypeError):
        return None


def _what_came(data: bytes, address: str, fault: object, *, is_html: bool) -> str:
    """What to say of something that is no feed; of a page, which feeds it names."""
    if is_html:
        named = _feeds_named(data, address)
        advice = f"it names the feed {named[0]}: give that" if named else "look on the site for its RSS or Atom feed"
        return f"is an HTML page and no feed; {advice}"
    if fault:
        return f"is no well-formed XML ({brief(fault)}); it may be whole later"
    return (
        f"is no feed (it begins with {data[:40].decode('ascii', 'replace')!r}); expected RSS, Atom, JSON Feed, sitemap"
    )


def _feeds_named(data: bytes, address: str) -> list[str]:
    from lxml import etree, html

    try:
        page = html.document_fromstring(data[:_SNIFFED], base_url=None)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    named = [
        absolute(address, link.get("href", ""))
        for link in page.iter("link")
        if "alternate" in link.get("rel", "").lower()
        and re.search(r"rss|atom|feed\+json", link.get("type", "").lower())
    ]
    return [url for url in named if url]


def _json_feed(data: bytes, address: str) -> Listing:
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"is no whole JSON ({brief(error)}); it may be whole later") from error
    listed = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(listed, list) or "jsonfeed.org" not in str(feed.get("version")):
        raise FeedError("is JSON and no JSON Feed; expected version https://jsonfeed.org/version/1.1 and items")
    entries = []
    for item in listed:
        link = item.get("url") if isinstance(item, dict) else None
        url = absolute(address, link) if isinstance(link, str) and link.strip() else None
        if url:
            dates = (item.get(name) for name in ("date_published", "date_modified"))
            entries.append(Entry(url, *(utc(date) if isinstance(date, str) else None for date in dates)))
    return Listing("JSON Feed", tuple(entries), (), len(listed) - len(entries))
