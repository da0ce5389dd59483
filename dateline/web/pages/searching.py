"""Search: words and fields over articles, statements and events, with counts by kind, outlet, status and type."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from dateline.lake.search import search
from dateline.web.listing import Dated, Text, Texts, without_empty

FACETED = 200
"""Results over which facets are counted: the best so many."""
Kinds = Annotated[list[Literal["article", "statement", "event"]], BeforeValidator(without_empty), Field(max_length=3)]


class Search(Dated):
    """Words, and fields as `dateline search` has them."""

    q: Text = Field(default=None, description='words; "a phrase", -without, field:value (docs/search.md)')
    kind: Kinds = Field(default=[], description="article, statement, event")
    speaker: Texts = Field(default=[])
    actor: Texts = Field(default=[])
    country: Texts = Field(default=[])
    type: Texts = Field(default=[])
    status: Texts = Field(default=[])
    outlet: Texts = Field(default=[])
    offset: int = Field(default=0, ge=0, le=10_000, description="results to leave out before")

    def fields(self) -> dict[str, Sequence[str]]:
        """The fields that are asked for."""
        asked: Mapping[str, Sequence[str]] = {
            "in": self.kind,
            "speaker": self.speaker,
            "actor": self.actor,
            "country": self.country,
            "type": self.type,
            "status": self.status,
            "outlet": self.outlet,
        }
        days = {"from": self.since, "to": self.until}
        fields = {name: values for name, values in asked.items() if values}
        return {**fields, **{name: [value.isoformat()] for name, value in days.items() if value}}


def found(folder: Path, query: Search) -> dict[str, Any]:
    """What was found, best first, and how often each outlet, status and type is among the best."""
    if not query.q and not query.fields():
        return {"items": [], "n": 0, "n_shown": 0, "is_many": False, "n_behind": 0, "facets": {}}
    results = search(folder, query.q or "", query.fields(), limit=FACETED, is_freshened=False)
    more = (
        results.found
        if query.offset + query.limit <= FACETED
        else search(
            folder, query.q or "", query.fields(), limit=query.limit, offset=query.offset, is_freshened=False
        ).found
    )
    shown = more[query.offset : query.offset + query.limit] if more is results.found else more
    return {
        "items": [asdict(one) for one in shown],
        "n": results.n,
        "n_shown": len(results.found),
        "is_many": len(results.found) == FACETED,
        "n_behind": results.n_behind,
        "facets": {
            "kind": _counted(one.kind for one in results.found),
            "outlet": _counted(one.outlet for one in results.found),
            "status": _counted(one.status for one in results.found),
            "type": _counted(kind for one in results.found for kind in one.types),
        },
    }


def _counted(values: Any) -> list[dict[str, Any]]:
    return [{"value": value, "n": n} for value, n in Counter(one for one in values if one).most_common(12)]
