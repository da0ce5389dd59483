"""A stream of pages in chunks for processes that read side by side: what is recorded left out, the longest first.

Long pages last would leave one process at work and the others idle (Graham, 1969: longest processing time first).
A stream cannot be sorted whole, so the longest of those at hand are taken, and their places are filled.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dateline.inputs import Failure, Given, Page, Skipped, size_of
from dateline.lake.adding import Recorded, batches
from dateline.lake.recalling import recalled

Chunk = Sequence[Page | Failure]
Waiting = Page | Failure | None
"""A page to be read, or None for a while that has passed without one."""

CHUNK = 100
"""Pages in a chunk, at most: ten seconds' reading, which is what a killed process loses."""
SMALLEST = 10
"""Pages in the last chunks: each is a commit of its own."""
CHUNK_BYTES = 8 * 1024 * 1024
AT_HAND = 1_000
"""Pages that are held ready to choose from."""
BYTES_AT_HAND = 256 * 1024 * 1024


def longest_first(pages: Iterable[Waiting], n: int) -> Iterator[Chunk]:
    """Every page, in chunks for `n` readers, of the longest at hand; no more are taken than are held ready.

    Chunks become smaller at the end, lest one reader is left with the last of them. Pages of one address that are at
    hand stay together in their order: what an outlet showed first is recorded first. For None, which says that a while
    has passed, there is a chunk without pages.
    """
    at_hand = _AtHand()
    most = max(AT_HAND, 4 * n * CHUNK)
    for page in pages:
        if page is None:
            yield ()
            continue
        while (at_hand.n_pages >= most or at_hand.n_bytes >= BYTES_AT_HAND) and not at_hand.holds(page):
            yield at_hand.taken(CHUNK)
        at_hand.put(page)
    while at_hand.n_pages:
        yield at_hand.taken(min(max(at_hand.n_pages // (2 * n), SMALLEST), CHUNK))


class _AtHand:
    """Pages that are held ready, those of one address together."""

    def __init__(self) -> None:
        self.n_pages = 0
        self.n_bytes = 0
        self._heap: list[tuple[int, int, list[Page | Failure]]] = []
        self._by_url: dict[str, list[Page | Failure]] = {}
        self._n_put = 0

    def holds(self, page: Page | Failure) -> bool:
        """Whether there is another page of its address."""
        return isinstance(page, Page) and page.url in self._by_url

    def put(self, page: Page | Failure) -> None:
        self.n_pages += 1
        self.n_bytes += size_of(page)
        url = page.url if isinstance(page, Page) else None
        if url and url in self._by_url:
            self._by_url[url].append(page)
            return
        together = [page]
        self._n_put += 1
        heapq.heappush(self._heap, (-size_of(page), self._n_put, together))
        if url:
            self._by_url[url] = together

    def taken(self, n: int) -> Chunk:
        """The longest: `n` of them, or fewer that have many bytes, or some more of one address."""
        chunk: list[Page | Failure] = []
        n_bytes = 0
        while self._heap and len(chunk) < n and n_bytes < CHUNK_BYTES:
            *_, together = heapq.heappop(self._heap)
            chunk += together
            n_bytes += sum(map(size_of, together))
            if isinstance(together[0], Page) and together[0].url:
                del self._by_url[together[0].url]
        self.n_pages -= len(chunk)
        self.n_bytes -= n_bytes
        return chunk


def unrecorded(
    folder: Path,
    pages: Iterable[Page | Failure | Skipped],
    given: Given,
    tell: Callable[[Recorded], None],
    *,
    again: bool = False,
) -> Iterator[Waiting]:
    """The pages that the lake does not have as they came; None after each time that it was asked, a thousand a time.

    `tell` is told of the others. What the lake refused is passed over for the reason that it has, unless it is to be
    read `again`.
    """
    for window in batches(pages, AT_HAND, BYTES_AT_HAND):
        for page, recorded in zip(window, recalled(folder, window, given), strict=True):
            if recorded is None or (again and recorded.outcome == "refused"):
                yield page
            elif recorded.outcome == "refused":
                tell(recorded)
            else:
                tell(Recorded(recorded.name, "known", recorded.id, recorded.revision))
        yield None
