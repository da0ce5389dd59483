"""A stream of pages in chunks for processes that read side by side: what is recorded left out, the longest first.

Long pages last would leave one process at work and the others idle (Graham, 1969: longest processing time first).
A stream cannot be sorted whole, so the longest of those at hand are taken, and their places are filled.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dateline.inputs import Failure, Given, Page, Skipped
from dateline.lake.adding import Recorded
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

    Chunks become smaller at the end, lest one reader is left with the last of them. For None, which says that a while
    has passed, there is a chunk without pages.
    """
    n_at_hand = max(AT_HAND, 4 * n * CHUNK)
    stream = enumerate(pages)
    at_hand: list[tuple[int, int, Page | Failure]] = []
    n_bytes = 0
    while True:
        while len(at_hand) < n_at_hand and n_bytes < BYTES_AT_HAND and (found := next(stream, None)):
            number, page = found
            if page is None:
                yield ()
                continue
            heapq.heappush(at_hand, (-_size(page), number, page))
            n_bytes += _size(page)
        if not at_hand:
            return
        chunk: list[Page | Failure] = []
        n_chunk = min(max(len(at_hand) // (2 * n), SMALLEST), CHUNK)
        n_chunk_bytes = 0
        while at_hand and len(chunk) < n_chunk and n_chunk_bytes < CHUNK_BYTES:
            chunk.append(heapq.heappop(at_hand)[-1])
            n_chunk_bytes += _size(chunk[-1])
        n_bytes -= n_chunk_bytes
        yield chunk


def unrecorded(
    folder: Path,
    pages: Iterable[Page | Failure | Skipped],
    given: Given,
    tell: Callable[[Recorded], None],
    *,
    again: bool = False,
) -> Iterator[Waiting]:
    """The pages that the lake does not have as they came, and None after each time that it was asked.

    `tell` is told of the others.

    What it refused is passed over for the reason that it has, unless it is to be read `again`.
    """
    for window in _windows(pages):
        for page, recorded in zip(window, recalled(folder, window, given), strict=True):
            if recorded is None or (again and recorded.outcome == "refused"):
                yield page
            elif recorded.outcome == "refused":
                tell(recorded)
            else:
                tell(Recorded(recorded.name, "known", recorded.id, recorded.revision))
        yield None


def _windows(pages: Iterable[Page | Failure | Skipped]) -> Iterator[list[Page | Failure]]:
    """Pages by the thousand, or as many as memory takes: the lake is asked once for each."""
    window: list[Page | Failure] = []
    n_bytes = 0
    for page in pages:
        if isinstance(page, Skipped):
            continue
        window.append(page)
        n_bytes += _size(page)
        if len(window) == AT_HAND or n_bytes >= BYTES_AT_HAND:
            yield window
            window, n_bytes = [], 0
    if window:
        yield window


def _size(page: Page | Failure) -> int:
    return len(page.data) if isinstance(page, Page) else 0
