"""What reads the pages of a batch: the one shape that processes on this machine and a cluster share."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from dateline.batch.chunks import Waiting
from dateline.inputs import Given
from dateline.lake.adding import Taken


class Engine(Protocol):
    """Reads pages side by side, in chunks; the lake is only looked at, to leave unread what it knows."""

    def read(self, folder: Path, pages: Iterable[Waiting], given: Given) -> Iterator[Sequence[Taken]]:
        """The pages with what was made of them, chunk by chunk, in whatever order chunks are done."""
