"""The data tables: CSV files beside this module, and what their loaders share.

What people may correct is a row, not code. Every table has a header, a column `source` that says where the row
comes from, and one loader, which stands with the step that uses it and is wrapped in `cached`. Cells that hold
several values separate them with "|". `extend(DIR)` lays a folder of the user's own tables over the shipped ones:
a file of the same name adds its rows. What a row is about stands in its first cells, as few columns as tell all
shipped rows of the table apart; an added row takes the place of the shipped one that is about the same.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from dateline.errors import TableError

Row = dict[str, str]
Loaded = TypeVar("Loaded")

_loaders: list[Callable[[], None]] = []
_extra: list[Path] = []


def cached(loader: Callable[[], Loaded]) -> Callable[[], Loaded]:
    """A loader that reads its table once, and again after `extend`."""
    remembering = cache(loader)
    _loaders.append(remembering.cache_clear)
    return remembering


def rows(name: str) -> Iterator[tuple[str, Row]]:
    """Each row of the table `name` with where it stands ("media.csv:41"), for messages and for `why`.

    Rows come in file order, the user's last; an empty cell is "". Raises TableError where a row has not as many
    cells as the header, or a user's table has another header than the shipped one.
    """
    ours = list(_read(name, (files("dateline") / "tables" / f"{name}.csv").read_text(encoding="utf-8")))
    added = [
        row
        for folder in _extra
        if (table := folder / f"{name}.csv").exists()
        for row in _read(str(table), _user_text(table), expected=list(ours[0][1]) if ours else None)
    ]
    width = _key_width([row for _, row in ours]) if added else 0
    replaced = {_key(row, width) for _, row in added}
    yield from ((where, row) for where, row in ours if _key(row, width) not in replaced)
    yield from added


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several, separated by "|"."""
    return tuple(value for part in cell.split("|") if (value := part.strip()))


def extend(folder: Path) -> None:
    """Lay the tables in `folder` over the shipped ones, for the rest of this process."""
    if not folder.is_dir():
        raise TableError(f"{folder}: expected a folder of CSV tables; name one that exists")
    known = {table.name for table in shipped() if table.suffix == ".csv"}
    for table in sorted(folder.glob("*.csv")):
        if table.name not in known:
            raise TableError(f"{table}: no such table; the tables are {', '.join(sorted(known))}")
    _extra.append(folder)
    for clear in _loaders:
        clear()


def laid() -> list[Path]:
    """The folders that were laid over the shipped tables, the last on top."""
    return list(_extra)


def shipped() -> list[Path]:
    """The files of the tables that come with Dateline, by name."""
    tables = (files("dateline") / "tables").iterdir()
    return sorted(Path(str(table)) for table in tables if table.name.endswith((".csv", ".tsv")))


@cached
def version() -> str:
    """The first 8 hexadecimal digits of the hash of all tables in use."""
    digest = hashlib.sha256()
    for table in (*shipped(), *(path for folder in _extra for path in sorted(folder.glob("*.csv")))):
        digest.update(table.name.encode() + b"\0" + table.read_bytes())
    return digest.hexdigest()[:8]


def _key_width(listed: Sequence[Row]) -> int:
    """How many columns, from the first on, it takes to tell all rows of a table apart."""
    n_columns = len(listed[0]) if listed else 0
    return next((n for n in range(1, n_columns) if len({_key(row, n) for row in listed}) == len(listed)), n_columns)


def _key(row: Row, width: int) -> tuple[str, ...]:
    return tuple(row.values())[:width]


def _user_text(table: Path) -> str:
    try:
        return table.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"{table}: cannot be read as UTF-8 ({error}); save it as UTF-8 CSV") from error


def _read(name: str, text: str, *, expected: list[str] | None = None) -> Iterator[tuple[str, Row]]:
    label = name if name.endswith(".csv") else f"{name}.csv"
    lines = csv.reader(text.splitlines())
    header: list[str] = []
    try:
        for number, cells in enumerate(lines):
            if number == 0:
                header = cells
                if expected is not None and header != expected:
                    wanted, found = ",".join(expected), ",".join(header)
                    raise TableError(f"{label}:1: expected the columns {wanted}, found {found}")
            elif cells and len(cells) != len(header):
                raise TableError(f"{label}:{lines.line_num}: expected {len(header)} cells, found {len(cells)}")
            elif cells:
                yield f"{label}:{lines.line_num}", dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise TableError(f"{label}:{lines.line_num}: no CSV ({error}); shorten or quote the cell") from error
