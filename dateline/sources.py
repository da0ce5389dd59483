"""Where pages come from: files, folders of them, web archives, tables, standard input and the web.

`spread` turns what a user named into single places, a folder into its files; `pages_at` opens one place and gives
its pages, one for a file and many for an archive or a table. What cannot be opened is a `Failure` in the same stream,
so that pages and failures add up to what was given, and the rest of a batch is still read. Bytes are handed on as they
stand: unpacking and decoding a page is the page reader's matter.
"""

import gzip
import io
import os
import re
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from dateline.errors import FetchError
from dateline.inputs import GZIP, MAX_BYTES, PAGE_TYPES, TOO_LARGE, Failure, Page, Skipped, safely
from dateline.table_files import ENDINGS as TABLE_ENDINGS
from dateline.table_files import Position, is_table, rows_of

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

    from dateline.page_rows import Columns

STDIN = "-"
PIPE = "standard input"
"""What messages call it."""
PAGE_ENDINGS = (".txt", ".htm", ".html", ".xhtml", ".pdf", ".eml", ".gz")
ARCHIVE_ENDINGS = (".warc", ".warc.gz")
MANY_ENDINGS = (*ARCHIVE_ENDINGS, *TABLE_ENDINGS)

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_LOGIN = re.compile(r"(?<=://)[^/?#]*@")
"""A name and password in a URL, which no message and no record repeats."""


def spread(arguments: Iterable[str]) -> Iterator[str | Failure | Skipped]:
    """Each argument, but instead of a folder the pages and archives in it, at any depth, by name."""
    for argument in arguments:
        if argument != STDIN and _is_folder(argument):
            yield from _in_folder(Path(argument))
        else:
            yield argument


@dataclass(frozen=True, slots=True)
class Opening:
    """How places are opened: whether private addresses may be fetched, and which column of a table holds what."""

    allow_private: bool = False
    columns: "Columns" = field(default_factory=dict)
    opened: Callable[[Position], None] = lambda position: None
    """Told of each file that is read, by which can be asked how far."""


AS_IT_IS = Opening()


def pages_at(place: str, how: Opening = AS_IT_IS) -> Iterator[Page | Failure]:
    """The pages of one file, archive, table, URL, or of standard input ("-")."""
    if is_url(place):
        yield _fetched(place, allow_private=how.allow_private)
        return
    if place == STDIN and sys.stdin is None:
        yield Failure(PIPE, "is closed; give a file, or pass the page through a pipe")
        return
    try:
        if place == STDIN:
            yield from _in_stream(PIPE, sys.stdin.buffer, how)
        else:
            with Path(place).open("rb") as stream:
                how.opened(stream)
                yield from _in_stream(place, stream, how)
    except (OSError, ValueError) as error:
        yield Failure(place, _why_not_opened(error))


def pages_in(
    places: Iterable[str | Failure | Skipped], passed: Callable[[], None] = lambda: None, how: Opening = AS_IT_IS
) -> Iterator[Page | Failure | Skipped]:
    """The pages of places, which `spread` gives, one place after another; `passed` is called after each."""
    for place in places:
        found = pages_at(place, how) if isinstance(place, str) else iter([place])
        while page := safely(str(place), partial(next, found, None)):
            yield page
        passed()


def is_url(argument: str) -> bool:
    """Whether an argument is a URL, of whatever scheme, and not the name of a file."""
    return _URL.match(argument) is not None


def holds_many(argument: str) -> bool:
    """Whether an argument may stand for several pages: a folder, an archive or a table."""
    return _is_folder(argument) or (not is_url(argument) and argument.lower().endswith(MANY_ENDINGS))


def _is_folder(argument: str) -> bool:
    """Whether an argument names a folder; "" does not, though `Path("")` is the one that a program runs in."""
    try:
        return argument != "" and not is_url(argument) and Path(argument).is_dir()
    except OSError:  # a name too long for any file: what opens it says so
        return False


def _in_folder(folder: Path) -> Iterator[str | Failure | Skipped]:
    unread: list[OSError] = []
    others: Counter[str] = Counter()
    found = 0
    for parent, folders, names in os.walk(folder, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(parent, name)
            if name.startswith(".") or not path.is_file():
                continue
            if path.is_symlink() and not path.resolve().is_relative_to(folder.resolve()):
                others["links out of the folder"] += 1
            elif name.lower().endswith(PAGE_ENDINGS + MANY_ENDINGS):
                found += 1
                yield str(path)
            else:
                others[path.suffix.lower() or "no ending"] += 1
    for error in unread:
        yield Failure(str(error.filename), _why_not_opened(error))
    if others:
        kinds = ", ".join(f"{n} {ending}" for ending, n in others.most_common(6)) + (" …" if len(others) > 6 else "")
        yield Skipped(str(folder), f"left out files that are no pages ({kinds}); name one by itself to read it anyway")
    if not found and not unread:
        endings = " ".join(PAGE_ENDINGS + MANY_ENDINGS)
        yield Failure(str(folder), f"no pages in this folder; a page's name ends in one of {endings}")


def _in_stream(name: str, raw: BinaryIO, how: Opening) -> Iterator[Page | Failure]:
    stream = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    if name.lower().endswith(ARCHIVE_ENDINGS) or stream.peek(5).startswith(b"WARC/"):
        yield from _in_archive(name, stream)
        return
    if is_table(name) or (name == PIPE and stream.peek(2).startswith((b'{"', b"{ "))):
        yield from _in_table(name, stream, how)
        return
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield _too_large(name)
    else:
        yield Page(name, data)


def _in_table(name: str, stream: io.BufferedReader, how: Opening) -> Iterator[Page | Failure]:
    from dateline.page_rows import pages_of

    try:
        yield from pages_of(name, rows_of(name, stream, how.opened), how.columns)
    except OSError as error:
        yield Failure(name, f"cannot be read on ({error.strerror or error}); get a whole copy of it")


def _in_archive(name: str, stream: io.BufferedReader) -> Iterator[Page | Failure]:
    """The HTML, text and PDF responses of a WARC file; of one that breaks off, those that stand in it whole."""
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed

    # Unpacked here and not by warcio, which takes a truncated file for a finished one.
    plain = gzip.GzipFile(fileobj=stream) if stream.peek(2).startswith(GZIP) else stream
    whole = 0
    try:
        for record in WARCIterator(plain):
            page = _page_in(record, name)
            if _drain(record) > 0:
                raise EOFError("its last record is cut short")
            if page:
                whole += 1
                yield page
        plain.read(1)  # The iterator ends quietly where gzip breaks off between two records; this does not.
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, zlib.error) as error:
        yield Failure(name, f"the archive breaks off after {whole} pages ({str(error)[:120]}); get a whole copy of it")
    else:
        if not whole:
            yield Failure(name, "no page in this archive; expected WARC response records of HTML, text or PDF")


def _page_in(record: "ArcWarcRecord", archive: str) -> Page | Failure | None:
    """The page that a WARC record holds, if it holds one; a date that is none is left out."""
    from dateline.page.times_stated import iso  # archives alone pay for its tables

    http = record.http_headers
    if record.rec_type not in ("response", "resource") or record.content_type is None:
        return None
    headers = {name.lower(): value for name, value in http.headers} if http else {"content-type": record.content_type}
    if headers.get("content-type", "").split(";")[0].strip().lower() not in PAGE_TYPES:
        return None
    if http and http.get_statuscode() != "200":
        return None
    url = record.rec_headers.get_header("WARC-Target-URI")
    name = f"{archive} {url}" if url else archive
    data = _read(record.content_stream())
    if len(data) > MAX_BYTES:
        return _too_large(name)
    date = record.rec_headers.get_header("WARC-Date") or ""
    return Page(name, data, url, headers, date if iso(date) else None)


def _read(stream: BinaryIO) -> bytes:
    """What a stream gives, up to one byte more than may be (warcio's own `read` gives a buffer at a time)."""
    parts = []
    left = MAX_BYTES + 1
    while left > 0 and (part := stream.read(left)):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _drain(record: "ArcWarcRecord") -> int:
    """Read a record to its end; how many bytes of it are missing."""
    while record.raw_stream.read(1 << 16):
        pass
    missing: int = getattr(record.raw_stream, "limit", 0)  # a record that states no length has none missing
    return missing


def _fetched(url: str, *, allow_private: bool) -> Page | Failure:
    from dateline.fetch import fetch  # loads httpx: only URLs pay for it

    try:
        page = fetch(url, allow_private=allow_private)
    except FetchError as error:
        return Failure(_LOGIN.sub("", url), str(error))
    return page


def _too_large(name: str) -> Failure:
    return Failure(name, f"{TOO_LARGE}, without what it embeds")


def _why_not_opened(error: OSError | ValueError) -> str:
    match error:
        case FileNotFoundError():
            return "no such file or folder; check the name"
        case PermissionError():
            return "may not be opened; check its permissions"
        case OSError(strerror=str(reason)):
            return f"cannot be opened ({reason}); check the name"
        case _:
            return f"cannot be opened ({error}); check the name"
