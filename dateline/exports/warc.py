"""The pages of the chosen articles as they were fetched: a web archive (WARC 1.1, gzipped record by record).

A page with HTTP headers is a `response`, one without (a file, a paste) a `resource`. The bytes are the page's own;
headers that told how they travelled (length, encoding) are told anew or left out, and the status line is always 200,
since nothing else is kept. `dateline add` reads such an archive again.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline import __version__
from dateline.exports.chosen import Chosen
from dateline.exports.facts import VOCABULARY, article_iri, page_uuid
from dateline.exports.formats import Passed, Written
from dateline.inputs import Page
from dateline.lake import store
from dateline.lake.pages import stored_pages
from dateline.page.forms import is_pdf

AT_ONCE = 20
"""Pages in memory at a time: each may have megabytes."""
OF_THE_WAY = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection"})
"""Headers that tell how the bytes travelled; the lake has them unpacked."""


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """A record for each page, and one before them all that says what made the file."""
    out = WARCWriter(stream, gzip=True, warc_version="WARC/1.1")
    about = {
        "software": f"dateline {__version__}",
        "format": "WARC File Format 1.1",
        "description": "Pages as the record of Dateline keeps them; HTTP headers are those that it kept.",
    }
    out.write_record(out.create_warcinfo_record("dateline.warc.gz", about))
    n = 0
    written: set[str] = set()  # one page may hold several articles
    for part in chosen.slices():
        rows = chosen.all(
            f"SELECT DISTINCT page, recorded_at FROM chosen_articles WHERE {part.condition} ORDER BY page"
        )
        recorded = {row["page"]: row["recorded_at"] for row in rows if row["page"] and row["page"] not in written}
        for key, page in _pages(chosen, sorted(recorded)):
            _write_page(out, key, page, recorded[key])
            written.add(key)
            n += 1
        passed(part.n_articles)
    return Written(n, "pages")


def _pages(chosen: Chosen, keys: list[str]) -> Iterator[tuple[str, Page]]:
    for start in range(0, len(keys), AT_ONCE):
        with store.reading(chosen.folder):
            some = {key: page for key, page, _ in stored_pages(chosen.folder, keys[start : start + AT_ONCE])}
        yield from sorted(some.items())


def _write_page(out: WARCWriter, key: str, page: Page, recorded_at: datetime) -> None:
    headers = [(name.title(), value) for name, value in page.headers.items() if name.lower() not in OF_THE_WAY]
    is_response = bool(headers)
    address = article_iri(page.url, page.url) if page.url else f"{VOCABULARY}page:{key}"
    out.write_record(
        out.create_warc_record(
            address,
            "response" if is_response else "resource",
            payload=io.BytesIO(page.data),
            length=len(page.data),
            http_headers=StatusAndHeaders(
                "200 OK", [*headers, ("Content-Length", str(len(page.data)))], protocol="HTTP/1.1"
            )
            if is_response
            else None,
            warc_content_type="" if is_response else _media_type(page),
            warc_headers_dict={
                "WARC-Record-ID": f"<urn:uuid:{page_uuid(key)}>",
                "WARC-Date": _moment(page.fetched_at, recorded_at),
            },
        )
    )


def _media_type(page: Page) -> str:
    if is_pdf(page.data):
        return "application/pdf"
    return "text/html" if b"<html" in page.data[:2048].lower() else "text/plain"


def _moment(fetched_at: str | None, recorded_at: datetime) -> str:
    """When a page was fetched, else when it was recorded, in UTC as WARC has it."""
    moment = recorded_at
    try:
        moment = datetime.fromisoformat(fetched_at) if fetched_at else recorded_at
    except ValueError:
        moment = recorded_at
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
