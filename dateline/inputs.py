"""What comes in, before it is read: pages as bytes, and why a place gave none.

`dateline.sources` and `dateline.fetch` make these of what a user named; the commands and the lake hand them to the
reader.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.errors import DatelineError, LakeError, ModelError, TableError

Made = TypeVar("Made")

PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
MAX_BYTES = 64 * 1024 * 1024
"""More than any news page has, and little enough to hold in memory; the page reader's own limit is narrower."""

TOO_LARGE = f"larger than {MAX_BYTES // 1024**2} MB; give the page alone"
GZIP = b"\x1f\x8b"
"""What packed bytes begin with."""
TOO_MUCH_MEMORY = "takes more memory to read than it may; give the page of one article"


@dataclass(frozen=True, slots=True)
class Given:
    """What the reader is told of a page from outside it."""

    url: str | None = None
    publisher: str | None = None
    published_at: str | None = None

    def over(self, other: "Given") -> "Given":
        """What is said here, and what is said in the other where nothing is said here."""
        return Given(self.url or other.url, self.publisher or other.publisher, self.published_at or other.published_at)


@dataclass(frozen=True, slots=True)
class Page:
    """One page as bytes: `name` is what messages call it; `headers` are HTTP's, by lower-case name.

    `told` is what the source says of this page alone, as a table does in other columns.
    """

    name: str
    data: bytes
    url: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: str | None = None
    told: Given = Given()


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


def safely(name: str, step: Callable[[], Made]) -> Made | Failure:
    """What a step makes, or its failure: here, and nowhere else, whatever one page can do becomes one record."""
    try:
        return step()
    except (ModelError, TableError, LakeError, OSError):
        raise  # not the page's doing: it would fail every other page, too
    except DatelineError as error:
        return Failure(name, str(error))
    except MemoryError:
        return Failure(name, TOO_MUCH_MEMORY)
    except ImportError as error:
        return Failure(name, f"a package that reads such pages does not load ({error}); run: dateline doctor")
    except Exception as error:  # noqa: BLE001 - the one place, see above
        return Failure(name, f"{own_fault(error)}; please report it with the page")


def own_fault(error: Exception) -> str:
    """What is said of an error that no page should be able to make."""
    return f"{type(error).__name__} in Dateline itself ({error})"


def size_of(page: "Page | Failure") -> int:
    """The bytes of a page; a failure has none."""
    return len(page.data) if isinstance(page, Page) else 0
