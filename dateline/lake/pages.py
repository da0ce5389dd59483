"""Pages as they were fetched, out of the lake again."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.inputs import Given, Page
from dateline.lake import store


def stored_pages(folder: Path, keys: Sequence[str]) -> Iterator[tuple[str, Page, Given]]:
    """The pages of these keys with what was told of each, in no order; a key that the lake lacks is left out."""
    listed = store.files(folder, "pages")
    if not listed or not keys:
        return
    with store.reading(folder), store.connection() as con:
        found = con.execute(
            """
            SELECT DISTINCT ON (page) page, data, name, url, headers, given, fetched_at
            FROM stored($1) WHERE page IN (SELECT unnest($2))
            """,
            [listed, list(keys)],
        ).fetchall()
    for key, data, name, url, headers, given, fetched_at in found:
        yield key, Page(name, bytes(data), url, json.loads(headers), fetched_at), Given(**json.loads(given))
