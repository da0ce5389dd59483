"""The record: readings kept for good in a folder, to be asked for now or as of any day.

    lake = dateline.Lake("record")
    for outcome in lake.add(pages): ...           # dateline.inputs.Page, for instance from dateline.sources.pages_at
    with lake.query("SELECT * FROM events WHERE status = 'pledged'") as result: result.fetchall()

On disk it is Delta Lake, read with DuckDB; `store` says which table holds what.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.inputs import Failure, Given, Page, Skipped

if TYPE_CHECKING:
    from dateline.guarded import Steps
    from dateline.lake.adding import Recorded
    from dateline.lake.asking import Answer, Limits
    from dateline.lake.rereading import Old
    from dateline.lake.search import Findings, Progress
    from dateline.lake.upkeep import Compacted
    from dateline.lake.views import AsOf


class Lake:
    """A record on disk. Nothing is opened or made before it is needed, and nothing stays open between calls."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)

    def add(
        self, pages: Iterable[Page | Failure | Skipped], given: Given | None = None, steps: "Steps | None" = None
    ) -> Iterator["Recorded"]:
        """Read pages and record them; yields what became of each once that is on disk.

        `steps` read them: in this process unless told, with an open `dateline.guarded.Guard` in one that is limited.
        """
        from dateline.lake.adding import add

        return add(self.folder, pages, given or Given(), steps)

    def query(
        self, sql: str, *, as_of: "AsOf" = None, limits: "Limits | None" = None
    ) -> AbstractContextManager["Answer"]:
        """The answer to one SELECT over the views, now or as of a time or version: iterate it, or `.df()`."""
        from dateline.lake.asking import query

        return query(self.folder, sql, as_of=as_of, limits=limits)

    def refresh(self, passed: Callable[[int], None] = lambda n: None) -> int:
        """Bring up to date what follows from the company of readings: copies, happenings, accounts.

        Adding and asking do it themselves; returns how many readings it still lags behind (0, unless the lake may not
        be written). `passed` is told, again and again, how many readings were placed.
        """
        from dateline.lake.derived import refresh

        return refresh(self.folder, passed)

    def search(
        self,
        words: str = "",
        fields: Mapping[str, Sequence[str]] | None = None,
        *,
        limit: int = 20,
        offset: int = 0,
        progress: "Progress | None" = None,
    ) -> "Findings":
        """What has these words and fields (docs/search.md), best first; brings the search index up to date before."""
        from dateline.lake.search import search

        return search(self.folder, words, fields, limit=limit, offset=offset, progress=progress)

    def outdated(self) -> list["Old"]:
        """The articles that an older version of the reader, its models or tables read."""
        from dateline.lake.rereading import outdated

        return outdated(self.folder)

    def reread(self, articles: Sequence["Old"], steps: "Steps | None" = None) -> Iterator["Recorded"]:
        """Read articles again from their stored pages, by `steps` as in `add`; the old readings stay."""
        from dateline.lake.rereading import reread

        return reread(self.folder, articles, steps)

    def forget(self, ids: Sequence[str]) -> int:
        """Delete articles for good, history included; returns how many readings and refusals that were."""
        from dateline.lake.forgetting import forget

        return forget(self.folder, ids)

    def compact(self, *, keep_hours: float | None = None) -> "Compacted":
        """Join small files into few and delete those that were replaced more than `keep_hours` ago."""
        from dateline.lake.forgetting import finish
        from dateline.lake.upkeep import KEPT_HOURS, compact

        finish(self.folder)
        return compact(self.folder, keep_hours=KEPT_HOURS if keep_hours is None else keep_hours)

    def migrate(self) -> tuple[int, int]:
        """Renew a lake of an older form; returns the form that it had, and the one that it has."""
        from dateline.lake.schema import FORMAT
        from dateline.lake.upkeep import migrate

        return migrate(self.folder), FORMAT
