"""XML sitemaps, Google's news sitemaps and indexes of these (sitemaps.org 0.9), read element by element.

Names count, not namespaces, which sites mistype. No entity is expanded, nothing is fetched, and of a file that breaks
off what stands before the fault is taken.
"""

import io
from datetime import UTC, datetime

from lxml import etree

from dateline.errors import FeedError, brief
from dateline.page.addresses import absolute
from dateline.watch.listing import Entry, Listing, Part

MAX_DEPTH = 40
"""Elements in elements: a sitemap has four."""


def read_sitemap(data: bytes, address: str, *, is_cut: bool = False) -> Listing:
    """What a sitemap or an index of sitemaps lists; FeedError where it lists nothing for its faults.

    Of one that is cut off (`is_cut`) the last address is left out, which may be cut short as well.
    """
    listed: list[Entry | Part | None] = []
    is_news = is_index = False
    stated: dict[str, str] = {}
    depth = 0
    events = etree.iterparse(
        io.BytesIO(data),
        events=("start", "end"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        for event, element in events:
            name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
            if event == "start":
                depth += 1
                if depth > MAX_DEPTH:
                    raise FeedError(f"nests elements over {MAX_DEPTH} deep; expected a sitemap")
                is_index |= name == "sitemapindex"
                continue
            depth -= 1
            if name in ("loc", "lastmod", "publication_date"):
                stated.setdefault(name, (element.text or "").strip())
                is_news |= name == "publication_date"
            elif name in ("url", "sitemap"):
                url = absolute(address, stated["loc"]) if stated.get("loc") else None
                if url is None:
                    listed.append(None)
                elif name == "sitemap":
                    listed.append(Part(url, utc(stated.get("lastmod"))))
                else:
                    listed.append(Entry(url, utc(stated.get("publication_date")), utc(stated.get("lastmod"))))
                stated = {}
                element.clear()
                parent = element.getparent()
                while parent is not None and element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        if not listed:
            raise FeedError(f"is no well-formed XML ({brief(error)}); it may be whole later") from error
    fault = events.error_log[0] if len(events.error_log) else None
    if fault is not None and is_cut:
        del listed[-1:]
    entries = tuple(one for one in listed if isinstance(one, Entry))
    parts = tuple(one for one in listed if isinstance(one, Part))
    if fault is not None and not entries and not parts:
        raise FeedError(f"is no well-formed XML (line {fault.line}: {brief(fault.message)}); it may be whole later")
    form = "sitemap index" if is_index else "news sitemap" if is_news else "sitemap"
    remark = f"line {fault.line}: {brief(fault.message)}; what could be read was taken" if fault is not None else None
    return Listing(form, entries, parts, listed.count(None), remark)


def utc(stated: str | None) -> str | None:
    """A time as feeds state it (W3C's profile of ISO 8601) in UTC; None where there is none that can be read.

    A day counts from its first moment; a time without a zone is taken as UTC: both serve to tell newer from older.
    """
    try:
        moment = datetime.fromisoformat((stated or "").strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):
        return None
