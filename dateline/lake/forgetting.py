"""Deleting pages for good, with all that came from them and the history that shows them: for law and privacy."""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import get_args

from dateline.errors import LakeError
from dateline.lake import derived, parts, ready, search, store, watched
from dateline.lake.schema import TableName
from dateline.lake.upkeep import erase_history

BEGUN = "forgetting.json"
"""What is being forgotten, in the lake's folder until it is: whoever is killed meanwhile leaves it to the next."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be forgotten: articles and refused pages by id, the keys of their pages, and how many rows it is."""

    ids: tuple[str, ...]
    pages: tuple[str, ...]
    n: int


def forget(folder: Path, ids: Sequence[str]) -> int:
    """Delete articles by id, or pages that were refused by name; returns how many readings and refusals that were.

    Gone are their readings in all revisions, the pages as fetched, corrections of them and of who is who on them, what
    was derived, and every older file and log entry of the lake that holds them. Other articles keep their history by
    time; versions from before can no longer be asked for by number. A watcher of the lake does not fetch them again.
    Copies of the lake and exports are out of reach. What another process was killed amid forgetting is forgotten, too.
    LakeError where no article has such an id; then nothing is deleted.
    """
    store.check(folder)
    with store.locked(folder), store.writing(folder):
        _check_logs(folder)
        order = _ordered(folder, ids, _begun(folder))
        _note(folder, order)
        watched.forget(folder, order.ids)  # first, lest a watcher brings them back
        with derived.held(folder):  # by who brings it up to date from files that are deleted here
            _delete(folder, "readings", "id", order.ids)
            _delete(folder, "refusals", "name", order.ids)
            _delete(folder, "corrections", "id", _corrections(folder, order.ids))
            _delete(folder, "pages", "page", order.pages)
            derived.forget(folder, order.ids)
            parts.sweep(folder, (folder / "readings").glob("*.parquet"))
        search.forget(folder, order.ids)
        ready.forget(folder, order.ids)
        _forget_jobs(folder, order.ids)
        (folder / BEGUN).unlink()
    return order.n


def finish(folder: Path) -> None:
    """Forget what a killed process left half forgotten."""
    if (folder / BEGUN).exists():
        forget(folder, ())


def _check_logs(folder: Path) -> None:
    """LakeError where a table's log is gone: nobody can tell which of its files hold what is to be forgotten."""
    for name in get_args(TableName):
        if store.table(folder, name) is None and any((folder / name).glob("*.parquet")):
            raise LakeError(
                f"{folder / name} has files and no log; restore its _delta_log from a copy, then forget again"
            )


def _begun(folder: Path) -> _Order:
    try:
        stated = json.loads((folder / BEGUN).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _Order((), (), 0)
    except ValueError as error:
        raise LakeError(
            f"{folder / BEGUN} cannot be read ({error}); delete it, and forget again what it was"
        ) from error
    return _Order(tuple(stated["ids"]), tuple(stated["pages"]), stated["n"])


def _ordered(folder: Path, ids: Sequence[str], begun: _Order) -> _Order:
    found, pages = _found(folder, [*ids, *begun.ids])
    unknown = sorted(set(ids) - found.keys() - set(begun.ids))
    if unknown:
        raise LakeError(f"{folder} holds no article {unknown[0]!r}; `SELECT id, title FROM articles` lists them")
    return _Order(
        tuple(sorted({*ids, *begun.ids})), tuple(sorted({*pages, *begun.pages})), max(sum(found.values()), begun.n)
    )


def _note(folder: Path, order: _Order) -> None:
    new = folder / f"{BEGUN}.new"
    with new.open("w", encoding="utf-8") as note:
        json.dump(asdict(order), note)
        note.flush()
        os.fsync(note.fileno())
    new.replace(folder / BEGUN)


def _found(folder: Path, ids: Sequence[str]) -> tuple[dict[str, int], set[str]]:
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
    return found, keys


def _corrections(folder: Path, ids: Sequence[str]) -> list[str]:
    """What people said of articles, and of actors that only these name: their ids hold the article's and its words."""
    listed = store.files(folder, "corrections")
    if not listed:
        return []
    with store.connection() as con:
        found = con.execute(
            """
            SELECT DISTINCT id FROM stored($1) AS c JOIN (SELECT unnest($2) AS article) AS a
            ON c.article = a.article OR starts_with(anchor, a.article || '#')
                OR contains(changes, left(to_json(a.article), -1) || '#')
            """,
            [listed, list(ids)],
        ).fetchall()
    return [key for (key,) in found]


def _delete(folder: Path, name: TableName, column: str, values: Sequence[str]) -> None:
    table = store.table(folder, name)
    if table is None:
        return
    if values:
        store.again(lambda: table.delete(f'"{column}" IN ({", ".join(store.literal(value) for value in values)})'))
    erase_history(table)


def _forget_jobs(folder: Path, ids: Sequence[str]) -> None:
    """Delete what adding from the browser (`dateline.web.jobs`) keeps of ended jobs that read one of these."""
    for job in (folder / store.DERIVED / "incoming").glob("*"):
        told = "".join(path.read_text(encoding="utf-8") for path in job.glob("*.json"))
        is_running = '"stage": "waiting"' in told or '"stage": "reading"' in told
        if not is_running and any(json.dumps(one)[1:-1] in told for one in ids):
            shutil.rmtree(job, ignore_errors=True)
