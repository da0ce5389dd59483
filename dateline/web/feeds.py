"""Lists as feeds: Atom (RFC 4287) and JSON Feed 1.1, the newest entries of any filtered list."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from dateline.web.listing import Entry

ATOM = "http://www.w3.org/2005/Atom"
_E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535, *range(55296, 57344)), "�")
"""What XML cannot carry."""


def atom(title: str, address: str, own: str, entries: Sequence[Entry]) -> bytes:
    """An Atom feed. `address` is the list's page, `own` the feed's address, both absolute."""
    base = _base(address)
    feed = _E.feed(
        _E.title(_safe(title)),
        _E.id(_safe(own)),
        _E.updated(_moment(max((entry.day or "" for entry in entries), default=None))),
        _E.link(rel="self", href=_safe(own)),
        _E.link(rel="alternate", href=_safe(address)),
        _E.author(_E.name("Dateline")),
        *(
            _E.entry(
                _E.title(_safe(entry.title)),
                _E.id(f"{base}/id/{_safe(entry.id)}"),
                _E.updated(_moment(entry.day)),
                _E.link(rel="alternate", href=_safe(base + entry.url)),
                _E.summary(_safe(entry.words), type="text"),
            )
            for entry in entries
        ),
    )
    made: bytes = etree.tostring(feed, xml_declaration=True, encoding="utf-8")
    return made


def json_feed(title: str, address: str, own: str, entries: Sequence[Entry]) -> bytes:
    """The same as a JSON Feed."""
    base = _base(address)
    items = [
        {
            "id": entry.id,
            "url": base + entry.url,
            "title": entry.title,
            "content_text": entry.words or entry.title,
            "date_published": _moment(entry.day),
        }
        for entry in entries
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": address,
        "feed_url": own,
        "items": items,
    }
    return json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace")


def _base(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def _moment(day: str | None) -> str:
    return f"{day}T00:00:00Z" if day else datetime.fromtimestamp(0, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _safe(text: str) -> str:
    return text.translate(_CONTROL)
