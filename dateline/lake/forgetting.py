"""Deleting pages for good, with all that came from them and the history that shows them: for law and privacy."""

from collections.abc import Sequence
from pathlib import Path

from dateline.errors import LakeError
from dateline.lake import derived, parts, ready, search, store, watched
from dateline.lake.schema import TableName
from dateline.lake.upkeep import erase_history


def forget(folder: Path, ids: Sequence[str]) -> int:
    """Delete articles by id, or pages that were refused by name; returns how many readings and refusals that were.

    Gone are their readings in all revisions, the pages as fetched, corrections of them, what was derived, and every
    older file and log entry of the lake that holds them. Other articles keep their history by time; versions from
    before can no longer be asked for by number. A watcher of the lake does not fetch them again. Copies of the lake and
    exports are out of reach. LakeError where no article has such an id; then nothing is deleted.
    """
    store.check(folder)
    with store.locked(folder), store.writing(folder):
        found, keys = _found(folder, ids)
        unknown = sorted(set(ids) - {known for known, _ in found})
        if unknown:
            raise LakeError(f"{folder} holds no article {unknown[0]!r}; `SELECT id, title FROM articles` lists them")
        watched.forget(folder, ids)  # first, lest a watcher brings them back
        _delete(folder, "readings", "id", ids)
        _delete(folder, "refusals", "name", ids)
        _delete(folder, "corrections", "article", ids)
        _delete(folder, "pages", "page", keys)
        derived.forget(folder, ids)
        parts.sweep(folder, store.files(folder, "readings"))
    search.forget(folder, ids)
    ready.forget(folder, ids)
    return sum(n for _, n in found)


def _found(folder: Path, ids: Sequence[str]) -> tuple[list[tuple[str, int]], list[str]]:
    """How many rows each id has, and the keys of their pages."""
    found: dict[str, int] = {}
    keys: set[str] = set()
    with store.connection() as con:
        for name, column in (("readings", "id"), ("refusals", "name")):
            listed = store.files(folder, "readings" if name == "readings" else "refusals")
            if not listed:
                continue
            for known, page in con.execute(
                f'SELECT "{column}", page FROM stored($1) WHERE "{column}" IN (SELECT unnest($2))',
                [listed, list(ids)],
            ).fetchall():
                found[known] = found.get(known, 0) + 1
                keys.update([page] if page else [])
    return list(found.items()), sorted(keys)


def _delete(folder: Path, name: TableName, column: str, values: Sequence[str]) -> None:
    table = store.table(folder, name)
    if table is None:
        return
    if values:
        store.again(lambda: table.delete(f'"{column}" IN ({", ".join(store.literal(value) for value in values)})'))
    erase_history(table)
