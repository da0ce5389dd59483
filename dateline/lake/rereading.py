"""Reading again what an older reader read: from the page as it was fetched, beside the old reading."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from dateline.guarded import Here, Steps
from dateline.inputs import Failure
from dateline.lake import store
from dateline.lake.adding import Recorded, reading_row
from dateline.lake.pages import stored_pages
from dateline.lake.revisions import seen_at
from dateline.reader import version

BATCH = 100
Old = tuple[str, str, str]
"""Id of an article, key of its page, and when the outlet showed it."""


def outdated(folder: Path) -> list[Old]:
    """The articles whose newest reading is by another version of reader, models or tables."""
    store.check(folder)
    listed = store.files(folder, "readings")
    if not listed:
        return []
    with store.reading(folder), store.connection() as con:
        return con.execute(
            """
            SELECT id, page, CAST(seen_at AS VARCHAR) FROM stored($1)
            QUALIFY row_number() OVER (PARTITION BY id ORDER BY seen_at DESC, recorded_at DESC) = 1 AND version <> $2
            ORDER BY recorded_at
            """,
            [listed, version()],
        ).fetchall()


def reread(folder: Path, articles: Sequence[Old], steps: Steps | None = None) -> Iterator[Recorded]:
    """Read stored pages with today's reader; yields what became of each when it is on disk.

    The old reading stays queryable. Where today's reader refuses the page, the old reading stands.
    """
    for start in range(0, len(articles), BATCH):
        yield from _reread(folder, articles[start : start + BATCH], steps or Here())


def _reread(folder: Path, articles: Sequence[Old], steps: Steps) -> list[Recorded]:
    kept = {key: (page, given) for key, page, given in stored_pages(folder, [page for _, page, _ in articles])}
    outcomes, rows = [], []
    for article_id, key, seen in articles:
        if key not in kept:
            outcomes.append(Recorded(article_id, "refused", article_id, reason="its page is not in the lake"))
            continue
        page, given = kept[key]
        article = steps.article(page, given)
        reading = article if isinstance(article, Failure) else steps.reading(page.name, article)
        if isinstance(reading, Failure):
            outcomes.append(Recorded(article_id, "refused", article_id, reason=reading.reason))
            continue
        rows.append({**reading_row(reading, key, seen_at(reading.article) or seen, store.now()), "id": article_id})
        outcomes.append(Recorded(article_id, "revised", article_id, reading.article.revision))
    with store.locked(folder):
        store.append(folder, "readings", rows)
    return outcomes
