"""Flat copies of what is nested in readings: a Parquet file of actors, statements and events for each file of the lake.

A file of the lake never changes, so its part is made once; a part that is missing, or that other SQL made, is made
again, one whose file is gone is deleted. Queries over a hundred thousand readings then scan columns instead of taking
rows apart.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files as resources
from pathlib import Path

import duckdb

from dateline.lake import store

PARTS = ("actors", "statements", "events")
_UNFINISHED = re.compile(r"\.\d+\.new$")
"""How a part's name ends while a process makes it."""


def refresh(folder: Path, data_files: Sequence[str]) -> None:
    """Make the parts of data files that have none yet."""
    for data_file in data_files:
        target = _part(folder, data_file)
        if not _is_whole(target):
            make(data_file, target)


def sweep(folder: Path, data_files: Iterable[Path]) -> None:
    """Delete the parts of all but these data files, also those that are being made of others.

    Data files that were replaced and still stay have readers, so they keep their parts.
    """
    wanted = {_part(folder, str(data_file)).name for data_file in data_files}
    for part in _home(folder).glob("*"):
        if _UNFINISHED.sub("", part.name) not in wanted:
            shutil.rmtree(part, ignore_errors=True)


def exist(folder: Path) -> bool:
    """Whether parts of anything were ever made and are still there."""
    return any(_home(folder).glob("*"))


def missing(folder: Path, data_files: Sequence[str]) -> list[str]:
    """The data files that have no part yet."""
    return [data_file for data_file in data_files if not _is_whole(_part(folder, data_file))]


def make(data_file: str, target: Path) -> None:
    """Write the part of one data file; whole or not at all."""
    new = target.with_name(f"{target.name}.{os.getpid()}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    with store.connection() as con:
        prepare(con)
        con.execute(f"CREATE VIEW source AS SELECT * FROM stored({store.literal([data_file])})")
        for part in PARTS:
            where = store.literal(str(new / f"{part}.parquet"))
            con.execute(f"COPY ({sql(part)}) TO {where} (FORMAT parquet, COMPRESSION zstd)")
    if not _is_whole(target):
        shutil.rmtree(target, ignore_errors=True)
    try:
        new.replace(target)
    except OSError:  # another process was first
        if not _is_whole(target):
            raise
        shutil.rmtree(new, ignore_errors=True)
    if not Path(data_file).exists():  # it was forgotten meanwhile
        shutil.rmtree(target, ignore_errors=True)


def _is_whole(target: Path) -> bool:
    return all((target / f"{part}.parquet").is_file() for part in PARTS)


def files(folder: Path, part: str, data_files: Sequence[str]) -> list[str]:
    """The Parquet files of a part."""
    return [str(_part(folder, data_file) / f"{part}.parquet") for data_file in data_files]


def prepare(con: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the macros that parts and views are made with."""
    con.execute(sql("macros"))


@cache
def sql(name: str) -> str:
    """A part's query, or the macros."""
    return (resources(__name__) / f"{name}.sql").read_text(encoding="utf-8")


@cache
def form() -> str:
    """What tells parts that this SQL made from those of any other."""
    return hashlib.sha256("".join(sql(name) for name in ("macros", *PARTS)).encode()).hexdigest()[:8]


def _home(folder: Path) -> Path:
    return folder.absolute() / store.DERIVED / "parts"


def _part(folder: Path, data_file: str) -> Path:
    return _home(folder) / f"{Path(data_file).stem}.{form()}"
