"""One pledge: its words, later tellings, and what may have become of it, to be judged by a person."""

from typing import Any

from dateline.lake.ready import Ready
from dateline.web.lists import STATE_NOW


def pledge(ready: Ready, id: str) -> dict[str, Any] | None:
    """A pledge with its candidates; None where the record has none of that id."""
    found = ready.row(f"SELECT data, {STATE_NOW} AS state FROM pledges WHERE pledge = ?", [id])
    if found is None:
        return None
    return {
        "pledge": found,
        "article": ready.row("SELECT data FROM articles WHERE id = ?", [found["article"]]),
        "event": ready.row("SELECT data FROM events WHERE event = ?", [found["event"]]),
        "outcomes": ready.rows("SELECT data FROM outcomes WHERE pledge = ? ORDER BY score DESC, told_on", [id]),
        "corrections": ready.rows("SELECT data FROM corrections WHERE target = 'pledge' ORDER BY recorded_at"),
    }
