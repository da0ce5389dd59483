"""Whole archives into a lake: pages from many places, read by many processes, committed a chunk at a time.

    for outcome in batch(lake, pages, engine=Processes(8)): ...

An engine reads chunks (`chunks`), each page by the `Steps` that every command uses; this process alone writes. What the
lake has of an earlier run is not read again, so a batch that was stopped or killed goes on where it was.
"""

from collections.abc import Iterable, Iterator

from dateline.batch.chunks import unrecorded
from dateline.batch.engines import Engine
from dateline.batch.local import Processes
from dateline.inputs import Failure, Given, Page, Skipped
from dateline.lake import Lake, store, upkeep
from dateline.lake.adding import Recorded, commit

__all__ = ["Engine", "Processes", "batch"]


def batch(
    lake: Lake,
    pages: Iterable[Page | Failure | Skipped],
    given: Given | None = None,
    engine: Engine | None = None,
    *,
    again: bool = False,
) -> Iterator[Recorded]:
    """Record pages; yields what became of each only when that is on disk, in no order.

    A page that the lake has as it came is `known` and not read; one that it refused is refused for the same reason,
    or read again with `again`. Copies and stories are not grouped: `Lake.refresh` does it, or whoever asks first.
    Raises LakeError where nothing can be written; what was yielded before is recorded.
    """
    folder, given = lake.folder, given or Given()
    store.create(folder)
    earlier: list[Recorded] = []
    waiting = unrecorded(folder, pages, given, earlier.append, again=again)
    for n_commits, taken in enumerate((engine or Processes()).read(folder, waiting, given), start=1):
        yield from _drained(earlier)
        if taken:
            yield from commit(folder, taken, given)
        if n_commits % upkeep.EVERY == 0:
            lake.compact()
    yield from _drained(earlier)


def _drained(outcomes: list[Recorded]) -> list[Recorded]:
    drained = outcomes.copy()
    outcomes.clear()
    return drained
