"""The rows of tables that come as files, one after another: JSON lines, CSV and Parquet.

A broken row is a text that says why, and the next is read. Text that is not UTF-8 keeps its bytes, as lone surrogates
(PEP 383), so that a row which is a page can still be read in its own character set.
"""

import codecs
import csv
import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from itertools import chain, count
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from dateline.inputs import GZIP, MAX_BYTES, TOO_LARGE

Row = Mapping[str, Any]
Numbered = Iterator[tuple[int, Row | str]]
"""Rows by their number, from 1 on (of JSON lines the line's); of a broken one why it is."""

PACKED = (".jsonl", ".ndjson", ".csv", ".tsv")
ENDINGS = (*PACKED, *(f"{ending}.gz" for ending in PACKED), ".parquet")
AT_ONCE = 64
"""Rows of a Parquet file that are held at a time."""
MEMORY = "1GB"
"""For a Parquet file's row groups."""
_GLOB = re.compile(r"[*?\[]")
"""What DuckDB takes for a pattern of several files' names."""


class Position(Protocol):
    """How far a file was read."""

    @property
    def closed(self) -> bool:
        """Whether it was read to its end."""

    def tell(self) -> int:
        """In bytes."""


def is_table(name: str) -> bool:
    """Whether a file's name is that of a table."""
    return name.lower().endswith(ENDINGS)


def rows_of(name: str, stream: BufferedReader, opened: Callable[[Position], None] = lambda position: None) -> Numbered:
    """The rows of a table; `stream` is its file. One whose name has no table's ending is taken for JSON lines.

    `opened` is told of what says how far a Parquet file was read. Raises OSError where the file cannot be read on.
    """
    kind = name.lower().removesuffix(".gz")
    if kind.endswith(".parquet"):
        yield from _parquet_rows(Path(name), opened)
        return
    plain = gzip.GzipFile(fileobj=stream) if stream.peek(2).startswith(GZIP) else stream
    try:
        if plain.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield 1, "the table is UTF-16; save it as UTF-8 (a spreadsheet calls it CSV UTF-8)"
            return
        lines = _lines(cast(BinaryIO, plain))
        yield from _csv_rows(lines) if kind.endswith((".csv", ".tsv")) else _json_rows(lines)
    except (EOFError, zlib.error) as error:
        raise OSError(0, f"breaks off: {str(error).lower()}") from error


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, each without a byte order mark; of one that is too long, one byte more than may be."""
    for number in count():
        line = stream.readline(MAX_BYTES + 1)
        rest = line
        while len(rest) > MAX_BYTES and not rest.endswith(b"\n"):
            rest = stream.readline(MAX_BYTES + 1)
        if not line:
            return
        yield line.removeprefix(codecs.BOM_UTF8) if number == 0 else line


def _json_rows(lines: Iterator[bytes]) -> Numbered:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(line) > MAX_BYTES:
            yield number, TOO_LARGE
            continue
        try:
            row = json.loads(line.decode("utf-8", "surrogateescape"))
        except (ValueError, RecursionError) as error:
            yield number, f"expected a JSON object on the line, found none ({error})"
            continue
        yield number, row if isinstance(row, dict) else f"expected a JSON object, found {type(row).__name__}"


def _csv_rows(lines: Iterator[bytes]) -> Numbered:
    first = next(lines, b"")
    texts = (line.decode("utf-8", "surrogateescape") for line in chain([first], lines))
    taken: list[str] = []
    delimiter = max("\t;|,", key=first.decode("utf-8", "replace").count)
    before = csv.field_size_limit(MAX_BYTES)
    try:
        table = csv.reader(_noted(texts, taken), delimiter=delimiter, strict=True)
        header: list[str] | None = None
        for number in count():
            taken.clear()
            try:
                cells = next(table, None)
            except csv.Error as error:
                if header is None:
                    yield 1, f"no header of a CSV table ({error}); save it with quoted cells and usual line ends"
                    return
                if any('"' in text for text in taken):  # where the next row begins nobody can tell
                    yield number, f"no row of a CSV table ({error}); quote its cells: nothing behind it was read"
                    return
                yield number, f"no row of a CSV table ({error}); quote its cells"
                continue
            if cells is None:
                return
            if header is None:
                header = cells
            elif cells and len(cells) != len(header):
                yield number, f"expected {len(header)} cells, as the header has, found {len(cells)}; quote its cells"
            elif cells:
                yield number, dict(zip(header, cells, strict=False))
    finally:
        csv.field_size_limit(before)


def _noted(texts: Iterator[str], taken: list[str]) -> Iterator[str]:
    """The lines, each added to `taken` as it is taken."""
    for text in texts:
        taken.append(text)
        yield text


class _Passed:
    """How far a Parquet file was read: the part of its bytes that is the part of its rows."""

    closed = False

    def __init__(self, n_bytes: int, n_rows: int) -> None:
        self._per_row = n_bytes / max(n_rows, 1)
        self.n_read = 0

    def tell(self) -> int:
        """In bytes."""
        return round(self._per_row * self.n_read)


def _parquet_rows(path: Path, opened: Callable[[Position], None]) -> Numbered:
    import duckdb

    name = _GLOB.sub(r"[\g<0>]", str(path))
    with duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": 1}) as con:
        try:
            (n_rows,) = con.execute("SELECT count(*) FROM read_parquet($1)", [name]).fetchone() or (0,)
            opened(passed := _Passed(path.stat().st_size, n_rows))
            found = con.execute("FROM read_parquet($1)", [name])
            names = [column[0] for column in found.description or ()]
            while several := found.fetchmany(AT_ONCE):
                for cells in several:
                    passed.n_read += 1
                    yield passed.n_read, dict(zip(names, cells, strict=True))
        except duckdb.Error as error:
            raise OSError(0, f"no whole Parquet file: {str(error).splitlines()[0][:200]}") from error
