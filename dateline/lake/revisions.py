"""Which texts of an article the lake knows: the revision that stands, and whether another text changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dateline.lake import store
from dateline.records import Article


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of an article: its texts, the pages' bytes that they came from, and the text that was seen last."""

    revisions: frozenset[str] = frozenset()
    hashes: frozenset[str] = frozenset()
    current: str | None = None
    seen_at: str = ""

    def is_changed_by(self, article: Article, page_hash: str) -> bool:
        """Whether the article's text is a new revision, or one that came back after another was seen.

        The same bytes are no change, even where this version of the reader takes another text from them.
        """
        if article.revision not in self.revisions:
            return page_hash not in self.hashes
        later = seen_at(article)
        return later is not None and article.revision != self.current and _moment(later) > _moment(self.seen_at)

    def after(self, article: Article, page_hash: str, at: str) -> "Standing":
        """What is known once the article is recorded."""
        seen = seen_at(article) or at
        revisions, hashes = self.revisions | {article.revision}, self.hashes | {page_hash}
        if self.current and _moment(seen) < _moment(self.seen_at):
            return Standing(revisions, hashes, self.current, self.seen_at)
        return Standing(revisions, hashes, article.revision, seen)


def revision_standing(folder: Path, ids: Sequence[str]) -> dict[str, Standing]:
    """What the lake knows of the articles of these ids; unknown ones are left out."""
    return store.steadily(lambda: _standing(folder, ids))


def _standing(folder: Path, ids: Sequence[str]) -> dict[str, Standing]:
    listed = store.files(folder, "readings")
    if not listed or not ids:
        return {}
    with store.reading(folder), store.connection() as con:
        found = con.execute(
            """
            SELECT id, list(DISTINCT revision), list(DISTINCT hash),
                   arg_max(revision, (seen_at, r.recorded_at)), CAST(max(seen_at) AS VARCHAR)
            FROM stored($1) AS r
            LEFT JOIN (SELECT page, hash FROM stored($2)) AS p USING (page)
            WHERE id IN (SELECT unnest($3)) GROUP BY id
            """,
            [listed, store.files(folder, "pages"), list(set(ids))],
        ).fetchall()
    return {
        article: Standing(frozenset(revisions), frozenset(hashes), current, seen)
        for article, revisions, hashes, current, seen in found
    }


def seen_at(article: Article) -> str | None:
    """When the outlet showed this text, where that is known with its zone."""
    try:
        moment = datetime.fromisoformat(article.fetched_at or "")
    except ValueError:
        return None
    return article.fetched_at if moment.tzinfo else None


def _moment(stated: str) -> datetime:
    return datetime.fromisoformat(stated)
