"""Rows as CSV and JSON lines, a row at a time, for lists that are longer than memory."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.exports.cells import as_cell


def as_csv(rows: Iterable[dict[str, Any]], columns: Sequence[str]) -> Iterator[str]:
    """Lines of CSV with a header (RFC 4180); lists and objects as JSON, words that begin like a formula as text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([as_cell(row.get(column)) for column in columns])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def as_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Rows as JSON lines."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
