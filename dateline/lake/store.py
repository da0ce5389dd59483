"""The lake on disk: a folder of Delta tables, a mark that says which form they have, and a lock for who writes.

    LAKE/
      dateline.json    the mark: {"format": 1}
      pages/           Delta table: pages as they were fetched
      readings/        Delta table: one nested row for each reading; what is in it is recorded
      refusals/        Delta table: what could not be read, and why
      corrections/     Delta table: what people say of facts
      derived/         made of the tables above, and can be made again at any time

Rows are only ever added, so that what the record said on a day is still there. A commit is whole or not at all (Delta
Lake's log: Armbrust et al., 2020). A folder in which no commit ever came is an empty lake.
"""

import base64
import errno
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
from deltalake import DeltaTable, WriterProperties, write_deltalake
from deltalake.exceptions import CommitFailedError, DeltaError, TableNotFoundError
from filelock import FileLock, Timeout

from dateline.errors import LakeError
from dateline.lake.schema import FORMAT, TableName, columns, row_structure
from dateline.records import storable

MARK = "dateline.json"
DERIVED = "derived"
PATIENCE = 600.0
"""Seconds that a writer waits for another: a commit takes a second, bringing views up to date at most minutes."""
N_TRIES = 20
"""Commits are tried so often when another writer, of a machine that sees no lock of ours, was first."""
N_FORGOTTEN = 5
"""Pages that may be forgotten, one by one, while somebody lists files and reads them, which takes a second."""
Found = TypeVar("Found")
SETTINGS = {
    # Statistics would carry titles and addresses into the log, which a forgotten page may not outlive.
    "delta.dataSkippingNumIndexedCols": "0",
    "delta.logRetentionDuration": "interval 3650 days",
    "delta.deletedFileRetentionDuration": "interval 7 days",
}
MACROS = """
CREATE MACRO stored(files) AS TABLE
SELECT * FROM read_parquet(files, union_by_name = true, hive_partitioning = false);
CREATE MACRO located(files) AS TABLE
SELECT *, filename FROM read_parquet(files, union_by_name = true, hive_partitioning = false);
"""
"""The rows of files, and the same with the file of each. Folders are no columns, whatever their names ("id=5")."""
_UNUSABLE = re.compile(r"[\[\]\\^|\x00-\x1f\x7f\ud800-\udfff]|%[0-9a-fA-F]{2}")
"""What delta-rs refuses in a path, or takes for another path: it reads "a%20b" as "a b"."""


def create(folder: Path) -> None:
    """Make the folder a lake, if it is none yet; LakeError where something else stands there."""
    _check_path(folder)
    if (folder / MARK).exists():
        check(folder)
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(not entry.name.startswith(MARK) for entry in folder.iterdir()):
            if (folder / MARK).exists():  # another process was first
                return
            raise LakeError(f"{folder} is a folder with other things in it; give the name of a new or empty folder")
        write_mark(folder)
    except OSError as error:
        raise LakeError(f"cannot make a lake at {folder}: {error.strerror or error}") from error


def write_mark(folder: Path) -> None:
    """Say that the folder is a lake of this version's form."""
    new = folder / f"{MARK}.{os.getpid()}.new"  # two processes may begin one lake at once
    with new.open("w", encoding="utf-8") as mark:
        json.dump({"format": FORMAT}, mark)
        mark.flush()
        os.fsync(mark.fileno())
    new.replace(folder / MARK)


def check(folder: Path) -> None:
    """LakeError unless the folder is a lake of the form that this version reads and writes."""
    found = stated_format(folder)
    if found > FORMAT:
        raise LakeError(
            f"{folder} was made by a newer Dateline (form {found}; this one knows {FORMAT}); upgrade Dateline"
        )
    if found < FORMAT:
        raise LakeError(f"{folder} is of an older form ({found}, now {FORMAT}); `dateline migrate {folder}` renews it")


def _check_path(folder: Path) -> None:
    if os.name == "posix" and (found := _UNUSABLE.search(str(folder.absolute()))):
        raise LakeError(
            f"no lake can stand at {str(folder.absolute())!a}: {found[0]!a} in its path means something else "
            "to Delta Lake; give a path without it"
        )


def stated_format(folder: Path) -> int:
    """The form that a lake's mark states; LakeError where there is no lake, or the mark cannot be read."""
    _check_path(folder)
    mark = folder / MARK
    try:
        stated = json.loads(mark.read_text(encoding="utf-8"))["format"]
    except FileNotFoundError as error:
        if folder.is_dir() and not any(folder.iterdir()):
            return FORMAT
        raise LakeError(f"no lake at {folder}: {MARK} is missing; `dateline add {folder} PAGE` makes one") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LakeError(f'{mark}: expected {{"format": {FORMAT}}}, found something else ({error})') from error
    if not isinstance(stated, int):
        raise LakeError(f'{mark}: expected a number after "format", found {stated!r}')
    return stated


def table(folder: Path, name: TableName, version: int | None = None) -> DeltaTable | None:
    """A table of the lake, now or as of a version; None where nothing was ever committed to it."""
    if not (folder / name / "_delta_log").is_dir():
        return None
    for left in reversed(range(N_FORGOTTEN)):
        try:
            return DeltaTable(folder / name, version=version)
        except (DeltaError, OSError) as error:
            if left and "not found" in str(error).lower():
                continue  # log entries go while a page is forgotten
            if version is not None:
                raise LakeError(_no_version(folder, name, version)) from error
            if isinstance(error, TableNotFoundError):
                return None
            raise LakeError(f"{folder / name} cannot be read ({error}); restore its _delta_log from a copy") from error
    return None


def _no_version(folder: Path, name: TableName, version: int) -> str:
    now = table(folder, name)
    newest = "the lake is empty" if now is None else f"the newest is {now.version()}"
    return (
        f"{folder}: version {version} is not there; {newest}. Ask by time, which compaction and forgetting leave alone"
    )


def files(folder: Path, name: TableName, version: int | None = None) -> list[str]:
    """The Parquet files that make up a table, each an absolute path; LakeError where one is gone or cut short."""
    for _ in range(N_FORGOTTEN):
        now = table(folder, name, version)
        listed = [] if now is None else [str(folder.absolute() / name / path) for path in _paths(now)]
        missing = next((path for path in listed if not Path(path).is_file()), None)
        if missing is None:
            return listed
    raise LakeError(
        f"{missing} is missing, though the lake names it; restore it from a copy, or ask for a newer version"
    )


def _paths(now: DeltaTable) -> list[str]:
    root = Path(now.table_uri.removeprefix("file://"))
    return [str(Path(uri.removeprefix("file://")).relative_to(root)) for uri in now.file_uris()]


def append(folder: Path, name: TableName, rows: Sequence[Mapping[str, Any]]) -> None:
    """Commit rows to a table, all of them or none; LakeError where that cannot be done."""
    if not rows:
        return
    lines = [storable(json.dumps(_plain(row), ensure_ascii=False)) for row in rows]
    with connection() as con:
        batch = con.sql(
            f"SELECT {_casts(name)} FROM "
            "(SELECT unnest(json_transform_strict(line, $1)) FROM (SELECT unnest($2) AS line))",
            params=[row_structure(name), lines],
        )
        with writing(folder):
            again(
                lambda: write_deltalake(
                    folder / name,
                    batch,
                    mode="append",
                    configuration=SETTINGS,
                    writer_properties=WriterProperties(compression="ZSTD"),
                )
            )


def again(commit: Callable[[], object]) -> None:
    """Try a commit until no other writer was first."""
    for left in reversed(range(N_TRIES)):
        try:
            commit()
        except CommitFailedError:
            if not left:
                raise
        else:
            return


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Turns what can go wrong while a lake is written into a LakeError that says what to do."""
    try:
        yield
    except (OSError, DeltaError, duckdb.Error, sqlite3.Error) as error:
        raise unwritable(folder, error) from error


def unwritable(folder: Path, error: Exception) -> LakeError:
    """What to say where a lake cannot be written."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
        return LakeError(f"{folder / DERIVED} is broken ({_reason(error)}); delete it, and it is made again")
    return LakeError(f"cannot write to {folder}: {_reason(error)}. What was confirmed before is safe")


@contextmanager
def reading(folder: Path) -> Iterator[None]:
    """Turns files that cannot be read into a LakeError that says what to do."""
    try:
        yield
    except (OSError, DeltaError, duckdb.Error) as error:
        if any(words in str(error) for words in ("No files found", "No such file", "Cannot access file")):
            mend = "try again if a page was forgotten meanwhile, else restore the file from a copy of the lake"
        elif str(folder.absolute() / DERIVED) in str(error):
            mend = f"delete {folder / DERIVED}, and it is made again"
        else:
            mend = "restore the file from a copy of the lake"
        raise LakeError(f"{folder} cannot be read ({_reason(error)}); {mend}") from error


def steadily(ask: Callable[[], Found]) -> Found:
    """What is found; asked again where another process forgot a page after the files to be read were listed."""
    for _ in range(N_FORGOTTEN):
        try:
            return ask()
        except LakeError as error:
            if not isinstance(error.__cause__, duckdb.IOException):
                raise
    return ask()


def _reason(error: Exception) -> str:
    number = getattr(error, "errno", None)
    words = str(error)
    if number == errno.ENOSPC or "No space left" in words:
        return "the disk is full; make room and add the rest again"
    if number in (errno.EACCES, errno.EROFS, errno.EPERM) or "Permission denied" in words or "Read-only" in words:
        return "the folder may not be written; check its permissions"
    return words.splitlines()[0] if words else type(error).__name__


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lake for writing; another process on this machine waits, and a killed one lets go at once."""
    try:
        lock = FileLock(folder / ".lock")
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise LakeError(
            f"{folder} has been in use by another writer for {PATIENCE:.0f} s; wait for it, or end it"
        ) from error
    except OSError as error:
        raise LakeError(f"cannot write to {folder}: {_reason(error)}") from error
    try:
        yield
    finally:
        lock.release()


def connection() -> duckdb.DuckDBPyConnection:
    """A DuckDB connection that fetches nothing, counts in UTC, and knows `MACROS`."""
    con = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    con.execute("SET TimeZone = 'UTC'")
    con.execute(MACROS)
    return con


def now() -> str:
    """This moment, as rows have it."""
    return datetime.now(UTC).isoformat()


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: base64.b64encode(value).decode() if isinstance(value, bytes) else value for name, value in row.items()
    }


def _casts(name: TableName) -> str:
    def cast(column: str, sql_type: str) -> str:
        if sql_type == "BLOB":
            return f'from_base64("{column}") AS "{column}"'
        return f'CAST("{column}" AS {sql_type}) AS "{column}"'

    return ", ".join(cast(column, sql_type) for column, sql_type in columns(name).items())


def literal(value: str | Sequence[str]) -> str:
    """A text, or a list of texts, as SQL writes it: for the places where DuckDB takes no parameters."""
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return f"[{', '.join(literal(item) for item in value)}]"
