"""One article: its text, who says what in it, what is told, what people said of that, and its revisions."""

from pathlib import Path
from typing import Any

from dateline.lake.comparing import Part, Revision, compare, revisions
from dateline.lake.ready import Ready
from dateline.lake.ready.asking import Row
from dateline.records import Reading, to_dict


def article(ready: Ready, slug: str) -> dict[str, Any] | None:
    """All that the record has of an article; None where it has none of that short name."""
    key = ready.article_of(slug)
    reading = ready.reading(key) if key else None
    if key is None or reading is None:
        return None
    statements = ready.rows("SELECT data FROM statements WHERE article = ? ORDER BY start, statement", [key])
    return {
        "article": ready.row("SELECT data FROM articles WHERE id = ?", [key]),
        "slug": slug,
        "reading": to_dict(reading),
        "statements": statements,
        "events": ready.rows("SELECT data FROM events WHERE article = ? ORDER BY start, event", [key]),
        "actors": ready.rows("SELECT data FROM actors WHERE article = ? ORDER BY name", [key]),
        "revisions": ready.rows("SELECT data FROM revisions WHERE id = ? ORDER BY seen_at", [key]),
        "copies": _copies(ready, key),
        "story": _story(ready, key),
        "pledges": ready.rows("SELECT data FROM pledges WHERE article = ?", [key]),
        "corrections": ready.rows("SELECT data FROM corrections WHERE article = ? ORDER BY recorded_at", [key]),
    }


def reading_of(model: dict[str, Any]) -> Reading:
    """The reading of a page's data, as records."""
    from dateline.records import from_dict

    return from_dict(Reading, model["reading"])


def tree(statements: list[Row]) -> list[Row]:
    """Statements with those that stand in them, as `children`; the outermost in the order of the text."""
    by_key = {row["statement"]: {**row, "children": []} for row in statements}
    roots: list[Row] = []
    for row in by_key.values():
        parent = by_key.get(row["parent"] or "")
        (parent["children"] if parent and parent is not row else roots).append(row)
    return roots


def _copies(ready: Ready, id: str) -> list[Row]:
    """The other articles that carry the same text."""
    return ready.rows(
        "SELECT b.data FROM articles AS a JOIN articles AS b ON b.text_group = a.text_group AND b.id <> a.id "
        "WHERE a.id = ? ORDER BY b.published_on, b.id LIMIT 100",
        [id],
    )


def _story(ready: Ready, id: str) -> Row | None:
    return ready.row(
        "SELECT h.data FROM stories AS s JOIN happenings AS h ON h.happening = s.story WHERE s.article = ?", [id]
    )


def difference(folder: Path, id: str, older: str | None, newer: str | None) -> tuple[list[Revision], list[Part]]:
    """The texts of an article, and two of them word by word: the last two unless others are named."""
    texts = revisions(folder, id)
    by_name = {text.revision: text for text in texts}
    new = by_name.get(newer or "", texts[-1])
    before = texts[max(texts.index(new) - 1, 0)]
    old = by_name.get(older or "", before)
    return texts, list(compare(old.text, new.text))
