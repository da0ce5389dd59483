"""What comes in, before it is read: pages as bytes, and why a place gave none.

`dateline.sources` and `dateline.fetch` make these of what a user named; the commands hand them to the reader.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain"})
MAX_BYTES = 64 * 1024 * 1024
"""More than any news page has, and little enough to hold in memory; the page reader's own limit is narrower."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page as bytes: `name` is what messages call it; `headers` are HTTP's, by lower-case name."""

    name: str
    data: bytes
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class Failure:
    """A page or place that could not be read, and why."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """What a folder holds that is no page; not a failure."""

    name: str
    reason: str
