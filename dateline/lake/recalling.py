"""Whether pages were recorded already, for who kept them until they were and was killed before it could tell."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.inputs import Failure, Given, Page
from dateline.lake import store
from dateline.lake.adding import Recorded, page_row
from dateline.lake.schema import TableName
from dateline.records import storable

NOTHING_GIVEN = Given()


def recalled(folder: Path, taken: Sequence[Page | Failure], given: Given = NOTHING_GIVEN) -> list[Recorded | None]:
    """What the lake has of each: its reading ("new"), its refusal, or None.

    Pages are told by all that they came with, failures by name and reason.
    """
    keys = [page_row(one, given, "")["page"] if isinstance(one, Page) else None for one in taken]
    readings = _readings(folder, [key for key in keys if key])
    names = [storable(one.name) for one in taken]
    refusals = _refusals(folder, names)
    found: list[Recorded | None] = []
    for one, name, key in zip(taken, names, keys, strict=True):
        if key in readings:
            found.append(Recorded(one.name, "new", *readings[key]))
        elif isinstance(one, Page):
            reason = refusals.get((name, key))
            found.append(Recorded(one.name, "refused", reason=reason[0]) if reason else None)
        else:
            reasons = refusals.get((name, None), [])
            found.append(Recorded(one.name, "refused", reason=one.reason) if one.reason in reasons else None)
    return found


def _readings(folder: Path, keys: Sequence[str]) -> dict[str | None, tuple[str, str]]:
    sql = "SELECT page, id, revision FROM listed WHERE page IN (SELECT unnest($2)) ORDER BY recorded_at DESC"
    found = store.steadily(lambda: _rows(folder, "readings", sql, keys))
    return {page: (article, revision) for page, article, revision in found}


def _refusals(folder: Path, names: Sequence[str]) -> dict[tuple[str, str | None], list[str]]:
    sql = "SELECT name, page, list(reason) FROM listed WHERE name IN (SELECT unnest($2)) GROUP BY ALL"
    found = store.steadily(lambda: _rows(folder, "refusals", sql, names))
    return {(name, page): reasons for name, page, reasons in found}


def _rows(folder: Path, table: TableName, sql: str, values: Sequence[str]) -> list[Any]:
    """Rows of a table, which the SQL calls `listed`, that have one of these values, $2."""
    files = store.files(folder, table)
    if not files or not values:
        return []
    listed = "WITH listed AS (FROM stored($1)) "
    with store.reading(folder), store.connection() as con:
        return con.execute(listed + sql, [files, list(values)]).fetchall()
