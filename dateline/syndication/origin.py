"""Which member of a group the text most likely comes from, and why.

An agency's own page comes first: whoever carries an agency's text credits it. Then, of the pages that hold most of the
text, the one that was published first; a trimmed copy is never taken for the original of a whole one. Where pages
credit an agency whose own page is not among them, the reason says so: the origin lies outside of the group.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.media import medium_named

WHOLE = 0.6
"""Share of the longest member's length that a page must have to be thought the original: write-throughs and furniture
make later copies longer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of a group, as far as its origin is concerned; `number` is its place in the order of arrival."""

    number: int
    id: str
    outlet: str | None
    published_at: str | None
    agency: str | None
    n_words: int


def likely_origin(members: Sequence[Candidate]) -> tuple[str, tuple[str, ...]]:
    """The id of the likely origin of a group of one or more, and the reasons in a few short strings."""
    own = [member for member in members if _is_agency(member.outlet)]
    credited = Counter(_agency(member.agency) for member in members if member.agency)
    wanted = credited.most_common(1)[0][0] if credited else ""
    named = [member for member in own if wanted and _agency(member.outlet) == wanted]
    if named:
        return _first(named).id, (f"{wanted}'s own page", f"credited by {_pages(credited[wanted])}")
    if own and not wanted:
        return _first(own).id, ("a news agency's own page",)
    longest = max(member.n_words for member in members)
    whole = [member for member in members if member.n_words >= WHOLE * longest]
    reasons = ["the only page" if len(members) == 1 else "published first of the pages with most of the text"]
    if wanted:
        reasons.append(f"{_pages(credited[wanted])} credit{'s' if credited[wanted] == 1 else ''} {wanted}")
        if not named:
            reasons.append(f"no page of {wanted} is in the group")
    return _first(whole).id, tuple(reasons)


def _first(members: Sequence[Candidate]) -> Candidate:
    """The member published first; of those without a time the longest, after all that have one."""
    return min(members, key=lambda member: (_time(member.published_at), -member.n_words, member.id))


def _time(stated: str | None) -> datetime:
    """A moment to sort by. A day without an hour counts as its end, a time without a zone as UTC."""
    latest = datetime.max.replace(tzinfo=UTC)
    if not stated:
        return latest
    try:
        moment = datetime.fromisoformat(stated if len(stated) > len("2025-07-13") else f"{stated}T23:59:59")
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return latest


def _is_agency(outlet: str | None) -> bool:
    medium = medium_named(outlet) if outlet else None
    return medium is not None and medium.kind == "news_agency"


def _agency(name: str | None) -> str:
    medium = medium_named(name or "")
    return medium.name if medium else (name or "")


def _pages(number: int) -> str:
    return "1 page" if number == 1 else f"{number} pages"
