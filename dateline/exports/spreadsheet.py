"""A view of the record as CSV (RFC 4180, but for lines that end as Unix's do), UTF-8, a header first.

Lists and structs are JSON in their cell. Text that a spreadsheet would run as a formula (it begins with = + - @, a tab
or a line break) gets an apostrophe before it; numbers stay numbers. Whoever needs the exact words takes Parquet.
"""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.exports.cells import as_cell
from dateline.exports.choice import condition
from dateline.exports.chosen import Chosen
from dateline.exports.formats import Passed, Written


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /, *, table: str) -> Written:
    """The chosen rows of a view, in an order that is the same every time."""
    columns = chosen.columns(table)
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(columns)
    n = 0
    for sql, n_articles in queries(chosen, table, columns):
        for row in chosen.rows(sql):
            lines.writerow([as_cell(value) for value in row.values()])
            n += 1
            if text.tell() > 1 << 16:
                _flush(text, stream)
        passed(n_articles)
    _flush(text, stream)
    return Written(n, f"rows of {table}")


def queries(chosen: Chosen, table: str, columns: list[str]) -> Iterator[tuple[str, int]]:
    """What gives the rows, slice by slice where a view has the day of publication, and the articles of each slice."""
    wanted = condition(chosen.choice, table, columns)
    slices = chosen.slices()
    if "published_on" not in columns:
        yield f"SELECT * FROM {table} WHERE {wanted} ORDER BY ALL", sum(part.n_articles for part in slices)
        return
    first = [name for name in ("published_on", "article", "start") if name in columns]
    order = ", ".join(f'"{name}"' for name in [*first, *(name for name in columns if name not in first)])
    for part in slices:
        yield f"SELECT * FROM {table} WHERE {wanted} AND {part.condition} ORDER BY {order}", part.n_articles


def _flush(text: io.StringIO, stream: BinaryIO) -> None:
    stream.write(text.getvalue().encode("utf-8", "replace"))
    text.seek(0)
    text.truncate()
