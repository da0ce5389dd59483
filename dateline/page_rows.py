"""Pages that are rows of a table: its HTML, or its title and its text, and what other columns say of it.

    {"title": "Talks open in Oslo", "text": "OSLO, May 3 (Reuters) - …", "url": "https://…", "date": "2026-05-03"}

Which column holds what is told by its name (`tables/page_columns.csv`), or by the user. What a row says of its outlet
and its time counts as told from outside, as `--publisher` and `--published-at` do: the text itself may say neither.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Literal, get_args

from dateline.errors import TableError
from dateline.inputs import MAX_BYTES, TOO_LARGE, Failure, Given, Page, safely
from dateline.page.plain import with_title
from dateline.page.times_stated import iso
from dateline.table_files import Numbered, Row
from dateline.tables import cached, rows

Holds = Literal["html", "text", "title", "url", "publisher", "published_at", "fetched_at"]
Columns = Mapping[Holds, str]
"""What the user says of a table: the column that holds something."""

FEW = 100
"""Rows without a column for the text after which the table is given up."""
_NOTHING = frozenset({"", "none", "null", "nan", "nat", "n/a"})


def pages_of(name: str, numbered: Numbered, columns: Columns) -> Iterator[Page | Failure]:
    """The page of each row, or why there is none. A table without a column for the text is one Failure."""
    textless: list[int] = []
    seen: dict[str, None] = {}
    n_others = 0
    for number, row in numbered:
        where = f"{name} row {number}"
        if isinstance(row, str):
            n_others += 1
            yield Failure(where, row)
            continue
        columns_of = {holds: column for holds in get_args(Holds) if (column := _column(row, holds, columns))}
        if "html" in columns_of or "text" in columns_of:
            n_others += 1
            yield safely(where, partial(_page, where, row, columns_of))
            continue
        textless.append(number)
        seen.update(dict.fromkeys(row))
        if len(textless) == FEW and not n_others:
            break
    if textless and not n_others:
        yield Failure(name, _no_column(list(seen), columns))
    elif textless:
        yield from (
            Failure(f"{name} row {number}", "has no column for the text, as others have") for number in textless
        )
    elif not n_others:
        yield Failure(name, "the table has no rows; give one that has some")


@cached
def column_names() -> Mapping[Holds, Sequence[str]]:
    """The names of columns that hold something, letters and digits alone, the likeliest first. Raises TableError."""
    names: dict[Holds, list[str]] = {holds: [] for holds in get_args(Holds)}
    for where, row in rows("page_columns"):
        if row["holds"] not in names:
            raise TableError(f"{where}: expected one of {', '.join(names)}, found {row['holds']!r}")
        names[row["holds"]].append(_plain(row["column"]))
    return names


def _column(row: Row, holds: Holds, columns: Columns) -> str | None:
    """The column that holds something: the one that the user named, else the first known name that is not empty."""
    if holds in columns:
        return columns[holds] if columns[holds] in row else None
    by_name = {_plain(name): name for name in reversed(list(row)) if isinstance(name, str)}
    known = [by_name[name] for name in column_names()[holds] if name in by_name]
    return next((name for name in known if _text(row[name])), known[0] if known else None)


def _page(where: str, row: Row, columns_of: Mapping[Holds, str]) -> Page | Failure:
    cells: dict[Holds, str] = {holds: _text(row[column]) for holds, column in columns_of.items()}
    text = cells.get("html") or with_title(cells.get("title", ""), cells.get("text", ""))
    if not cells.get("html") and not cells.get("text"):
        named = " and ".join(columns_of[holds] for holds in ("html", "text") if holds in columns_of)
        return Failure(where, f"{named} holds no text; nothing to read")
    published = cells.get("published_at")
    if published and iso(published) is None:
        return Failure(
            where,
            f"{columns_of['published_at']} holds {published[:40]!r}, which is no time that Dateline reads; write "
            "2025-07-13 or 2025-07-13T10:39:00+09:00, or name another column: --column published_at=NAME",
        )
    data = _bytes(text)
    if len(data) > MAX_BYTES:
        return Failure(where, TOO_LARGE)
    url = cells.get("url") or None
    told = Given(None, cells.get("publisher") or None, iso(published) if published else None)
    return Page(f"{where} {url}" if url else where, data, url, {}, iso(cells.get("fetched_at", "")), told)


def _no_column(seen: Sequence[str], columns: Columns) -> str:
    missing = [name for name in columns.values() if name not in seen]
    there = f"its columns are {', '.join(map(str, seen[:12]))}{' …' if len(seen) > 12 else ''}"
    if missing:
        return f"there is no column {' or '.join(missing)}; {there}"
    return f"no column is known to hold a text; {there}; say which does: --column text=NAME or --column html=NAME"


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _text(value: object) -> str:
    """A cell as text; what is no text, whole number or time is none."""
    if isinstance(value, datetime) and value.tzinfo:
        value = value.astimezone(UTC)  # a Parquet file's moments come in the zone of this machine
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value.decode("utf-8", "surrogateescape")
    if isinstance(value, str):
        text = value.strip()
        return "" if text.casefold() in _NOTHING else text
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def _bytes(text: str) -> bytes:
    """A text in UTF-8; the bytes of another character set as they came."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # half a character of JSON's \ud83d
        return text.encode("utf-8", "replace")
