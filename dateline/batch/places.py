"""The places of a batch, one after another, and how much of them was taken so far."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from dateline.inputs import Failure, Page, Skipped
from dateline.sources import pages_in


class Places:
    """Pages of files and archives. `n` of them were taken, from `fraction` of the files' bytes (0 to 1)."""

    def __init__(self, places: Sequence[str | Failure | Skipped], *, allow_private: bool = False) -> None:
        self.n = 0
        self._places = places
        self._allow_private = allow_private
        self._sizes = [_size(place) for place in places]
        self._at = 0
        self._stream: BinaryIO | None = None

    def __iter__(self) -> Iterator[Page | Failure | Skipped]:
        for page in pages_in(self._places, self._passed, allow_private=self._allow_private, opened=self._opened):
            self.n += not isinstance(page, Skipped)
            yield page

    def _passed(self) -> None:
        self._at += 1

    @property
    def fraction(self) -> float:
        """How much was taken of all bytes; 1 where there are none."""
        total = sum(self._sizes)
        return min((sum(self._sizes[: self._at]) + self._inside()) / total, 1.0) if total else 1.0

    def _opened(self, stream: BinaryIO) -> None:
        self._stream = stream

    def _inside(self) -> int:
        return self._stream.tell() if self._stream and not self._stream.closed else 0


def _size(place: str | Failure | Skipped) -> int:
    try:
        return Path(place).stat().st_size if isinstance(place, str) else 0
    except (OSError, ValueError):
        return 0
