"""Keeping a lake in order: small files joined, files that nothing needs any more deleted, older forms renewed."""

import json
import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import get_args

from deltalake import DeltaTable, WriterProperties, write_deltalake

from dateline.lake import derived, parts, store
from dateline.lake.schema import FORMAT, TableName, columns, row_structure

KEPT_HOURS = 7 * 24
"""Hours that a replaced file stays: longer than any query runs, and the time for which old versions can be asked."""
EVERY = 100
"""Commits after which long work joins small files: with hundreds of them every commit and query takes longer."""
_ZSTD = WriterProperties(compression="ZSTD")


@dataclass(frozen=True, slots=True)
class Compacted:
    """What upkeep did: how many files are now, how many there were, how many were deleted."""

    n_before: int
    n_after: int
    n_deleted: int


def compact(folder: Path, *, keep_hours: float = KEPT_HOURS) -> Compacted:
    """Join small files into few and delete files that were replaced more than `keep_hours` ago.

    Safe beside readers, which keep the files that they began with. Versions older than that can no longer be asked
    for by number; times can, since rows say when they were recorded.
    """
    store.check(folder)
    n_before = n_after = n_deleted = 0
    with store.locked(folder), store.writing(folder):
        for name in get_args(TableName):
            table = store.table(folder, name)
            if table is None:
                continue
            n_before += len(table.file_uris())
            store.again(partial(_compacted, table))
            n_deleted += len(_vacuumed(table, keep_hours))
            n_after += len(table.file_uris())
        parts.sweep(folder, (folder / "readings").glob("*.parquet"))
        derived.compact(folder)
    return Compacted(n_before, n_after, n_deleted)


def _compacted(table: DeltaTable) -> None:
    table.update_incremental()
    table.optimize.compact(writer_properties=_ZSTD)


def _vacuumed(table: DeltaTable, keep_hours: float) -> list[str]:
    return table.vacuum(retention_hours=int(keep_hours), enforce_retention_duration=False, dry_run=False, full=True)


def erase_history(table: DeltaTable) -> None:
    """Delete every file that a table no longer needs, and the log of how it came to be as it is."""
    _vacuumed(table, 0)
    retention = "delta.logRetentionDuration"
    table.alter.set_table_properties({retention: "interval 0 seconds"})
    table.create_checkpoint()
    table.cleanup_metadata()
    table.alter.set_table_properties({retention: store.SETTINGS[retention]})


def migrate(folder: Path) -> int:
    """Renew a lake of an older form; returns the form that it had.

    Every table is written anew beside the old one and takes its place when it is whole; columns that the older form
    lacks are empty. A lake of this form is left as it is; LakeError for a newer one.
    """
    found = store.stated_format(folder)
    if found > FORMAT:
        store.check(folder)
    if found == FORMAT:
        return found
    with store.locked(folder), store.writing(folder):
        for name in get_args(TableName):
            _renew(folder, name)
        shutil.rmtree(folder / store.DERIVED, ignore_errors=True)
        store.write_mark(folder)
    return found


def _renew(folder: Path, name: TableName) -> None:
    new, old = folder / f"{name}.new", folder / f"{name}.old"
    if old.exists() and not (folder / name).exists():  # a migration was killed between the two
        old.replace(folder / name)
    for left_over in (new, old):
        shutil.rmtree(left_over, ignore_errors=True)
    listed = store.files(folder, name)
    if not listed:
        return
    with store.connection() as con:
        con.execute(f"CREATE VIEW source AS SELECT * FROM stored({store.literal(listed)})")
        stated = {column for column, *_ in con.execute("DESCRIBE source").fetchall()}
        structure = json.loads(row_structure(name))
        selected = ", ".join(
            _renewed(column, sql_type, structure[column]) if column in stated else f'NULL::{sql_type} AS "{column}"'
            for column, sql_type in columns(name).items()
        )
        write_deltalake(
            new, con.sql(f"SELECT {selected} FROM source"), configuration=store.SETTINGS, writer_properties=_ZSTD
        )
    (folder / name).replace(old)
    new.replace(folder / name)
    shutil.rmtree(old)


def _renewed(column: str, sql_type: str, structure: object) -> str:
    if isinstance(structure, str):
        return f'CAST("{column}" AS {sql_type}) AS "{column}"'
    return f'json_transform(to_json("{column}"), {store.literal(json.dumps(structure))}) AS "{column}"'
