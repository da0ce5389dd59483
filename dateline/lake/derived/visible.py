"""What views see of the derived state: Parquet files to which changes are added, the latest line of a key holding.

A file is named by a number that rises; one whose name ends in "all" holds everything, and older ones are not read any
more. They are deleted when the next such file is written, so that queries that still read them can end.
"""

import sqlite3
import time
from pathlib import Path
from typing import Literal

from dateline.lake import store

Table = Literal["placed", "told", "commitments", "entries", "steps"]
COLUMNS: dict[Table, dict[str, str]] = {
    "placed": {"row": "VARCHAR", "article": "VARCHAR", "text_group": "VARCHAR", "origin": "VARCHAR", "why": "VARCHAR"},
    "told": {"event": "VARCHAR", "row": "VARCHAR", "happening": "VARCHAR", "account": "INTEGER", "why": "VARCHAR"},
    "commitments": {
        "pledge": "VARCHAR",
        "row": "VARCHAR",
        "event": "VARCHAR",
        "article": "VARCHAR",
        "made_on": "VARCHAR",
        "made": "VARCHAR",
    },
    "entries": {
        "entry": "VARCHAR",
        "row": "VARCHAR",
        "pledge": "VARCHAR",
        "relation": "VARCHAR",
        "article": "VARCHAR",
        "event": "VARCHAR",
        "start": "INTEGER",
        "end": "INTEGER",
        "words": "VARCHAR",
        "told_on": "VARCHAR",
        "share": "DOUBLE",
        "score": "DOUBLE",
        "why": "VARCHAR",
    },
    "steps": {
        "step": "VARCHAR",
        "row": "VARCHAR",
        "agreement": "VARCHAR",
        "name": "VARCHAR",
        "parties": "VARCHAR",
        "state": "VARCHAR",
        "article": "VARCHAR",
        "event": "VARCHAR",
        "start": "INTEGER",
        "end": "INTEGER",
        "words": "VARCHAR",
        "told_on": "VARCHAR",
        "status": "VARCHAR",
        "why": "VARCHAR",
    },
}
KEYS: dict[Table, str] = {
    "placed": "row",
    "told": "event",
    "commitments": "pledge",
    "entries": "entry",
    "steps": "step",
}
"""What tells the lines of a table apart, for each reading."""
_SELECTED: dict[Table, str] = {
    "placed": '"row", article, text_group, origin, origin_why',
    "told": 'event, "row", happening, account, why',
}
"""What is selected where the state has other columns."""


def write(folder: Path, con: sqlite3.Connection, *, everything: bool = False) -> None:
    """Write what is new in the state, or everything."""
    for table in COLUMNS:
        condition = "" if everything else "WHERE is_new = 1"
        selected = _SELECTED.get(table) or ", ".join(f'"{name}"' for name in COLUMNS[table])
        found = con.execute(f"SELECT {selected} FROM {table} {condition}").fetchall()
        if found or everything:
            _write(_home(folder, table), table, found, everything=everything)
        con.execute(f"UPDATE {table} SET is_new = 0 WHERE is_new = 1")


def described(table: Table) -> str:
    """The columns of a table as SQL describes them."""
    return ", ".join(f'"{name}" {kind}' for name, kind in COLUMNS[table].items())


def files(folder: Path, table: Table) -> list[str]:
    """The files that make up a table, oldest first."""
    listed = sorted(_home(folder, table).glob("*.parquet"))
    whole = max((place for place, path in enumerate(listed) if path.stem.endswith("all")), default=0)
    return [str(path) for path in listed[whole:]]


def sweep(folder: Path) -> None:
    """Delete the files that are not read any more."""
    for table in COLUMNS:
        kept = set(files(folder, table))
        for path in _home(folder, table).glob("*.parquet*"):
            if str(path) not in kept:
                path.unlink(missing_ok=True)


def _write(home: Path, table: Table, found: list[tuple[object, ...]], *, everything: bool) -> None:
    home.mkdir(parents=True, exist_ok=True)
    target = home / f"{time.time_ns():020d}{'-all' if everything else ''}.parquet"
    with store.connection() as con:
        con.execute(f"CREATE TABLE new ({described(table)})")
        names = list(COLUMNS[table])
        lists = [[row[place] for row in found] for place in range(len(names))]
        if found:
            unnested = ", ".join(
                f"unnest(${place + 1}::{kind}[])" for place, kind in enumerate(COLUMNS[table].values())
            )
            con.execute(f"INSERT INTO new SELECT {unnested}", lists)
        part = target.with_suffix(".parquet.new")
        con.execute(f"COPY new TO {store.literal(str(part))} (FORMAT parquet, COMPRESSION zstd)")
    part.replace(target)


def _home(folder: Path, table: Table) -> Path:
    return folder.absolute() / store.DERIVED / table
