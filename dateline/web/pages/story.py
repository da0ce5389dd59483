"""One happening: its accounts side by side, which of them are independent and why, and what they tell differently."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.web.lists import HEADLINE

MOST = 400


def story(ready: Ready, happening: str) -> dict[str, Any] | None:
    """A happening with all tellings; None where the record has none of that id."""
    found = ready.row(f"SELECT data, {HEADLINE} FROM happenings WHERE happening = ?", [happening])
    if found is None:
        return None
    tellings = ready.rows(
        "SELECT e.data, json_extract(a.data, '$.why') AS account_why, a.account AS account, "
        "json_extract(a.data, '$.text_group') AS text_group FROM accounts AS a JOIN events AS e USING (event) "
        "WHERE a.happening = ? ORDER BY a.account, a.published_on, a.event LIMIT ?",
        [happening, MOST],
    )
    titles = dict(
        ready.plain(
            "SELECT id, title FROM articles WHERE id IN (SELECT article FROM accounts WHERE happening = ?)", [happening]
        )
    )
    accounts: dict[int, list[dict[str, Any]]] = {}
    for row in tellings:
        accounts.setdefault(row["account"], []).append({**row, "title": titles.get(row["article"])})
    return {
        "happening": found,
        "accounts": [{"account": number, "tellings": rows} for number, rows in accounts.items()],
        "discrepancies": ready.rows("SELECT data FROM discrepancies WHERE happening = ?", [happening]),
        "articles": ready.rows(
            "SELECT a.data FROM stories AS s JOIN articles AS a ON a.id = s.article WHERE s.story = ? "
            "ORDER BY a.published_on, a.id LIMIT ?",
            [happening, MOST],
        ),
    }
