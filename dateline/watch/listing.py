"""What a feed lists, whatever its form: pages, and of an index the sitemaps that it is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One page that a feed lists: its absolute address, and when it was published and changed (UTC) where stated."""

    url: str
    published_at: str | None = None
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One sitemap of an index, and when it was last changed (UTC) where the index says so."""

    url: str
    updated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed as it was read. `remark` says what was wrong with it, though it could be read; None if nothing was.

    `n_without_address` items name no page that can be fetched. An index has `parts` and no entries.
    """

    form: str
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...] = ()
    n_without_address: int = 0
    remark: str | None = None
