"""The addresses of what is shown, and of spans of an article's text."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, urlencode

from dateline.records import revision_of


def article(id: str, start: int | None = None, end: int | None = None) -> str:
    """The page of an article, with some of its words marked where a span is given."""
    marked = "" if start is None or end is None else f"#char={start},{end}"
    return f"/articles/{revision_of(id)}{marked}"


def actor(id: str) -> str:
    """The page of an actor."""
    return f"/actors/{quote(id, safe='')}"


def story(happening: str) -> str:
    """The page of a happening and all who tell it."""
    return f"/stories/{quote(happening, safe='')}"


def pledge(id: str) -> str:
    """The page of a pledge."""
    return f"/pledges/{quote(id, safe='')}"


def outlet(name: str) -> str:
    """The page of an outlet."""
    return f"/outlets/{quote(name, safe='')}"


def relation(one: str, other: str) -> str:
    """The page of two who act towards one another."""
    return f"/relations?{urlencode({'one': one, 'other': other})}"


def listing(path: str, given: Mapping[str, Any], **changed: Any) -> str:
    """A list with its filters, some of them changed; what is None or empty is left out."""
    pairs = [
        (name, value)
        for name, values in {**given, **changed}.items()
        for value in (values if isinstance(values, Sequence) and not isinstance(values, str) else [values])
        if value not in (None, "")
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


MADE = {
    "article_url": article,
    "actor_url": actor,
    "story_url": story,
    "pledge_url": pledge,
    "outlet_url": outlet,
    "relation_url": relation,
    "list_url": listing,
}
"""For templates."""
