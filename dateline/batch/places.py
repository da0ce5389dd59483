"""The places of a batch, one after another, and how much of them was taken so far."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from dateline.inputs import Failure, Page, Skipped
from dateline.sources import AS_IT_IS, Opening, pages_in
from dateline.table_files import Position


class Places:
    """Pages of files and archives. `n` of them were taken, from `fraction` of the files' bytes (0 to 1)."""

    def __init__(self, places: Sequence[str | Failure | Skipped], how: Opening = AS_IT_IS) -> None:
        self.n = 0
        self._places = places
        self._how = replace(how, opened=self._opened)
        self._sizes = [_size(place) for place in places]
        self._at = 0
        self._position: Position | None = None

    def __iter__(self) -> Iterator[Page | Failure | Skipped]:
        for page in pages_in(self._places, self._passed, self._how):
            self.n += not isinstance(page, Skipped)
            yield page

    def _passed(self) -> None:
        self._at += 1

    @property
    def fraction(self) -> float:
        """How much was taken of all bytes; 1 where there are none."""
        total = sum(self._sizes)
        return min((sum(self._sizes[: self._at]) + self._inside()) / total, 1.0) if total else 1.0

    def _opened(self, position: Position) -> None:
        self._position = position

    def _inside(self) -> int:
        return self._position.tell() if self._position and not self._position.closed else 0


def _size(place: str | Failure | Skipped) -> int:
    try:
        return Path(place).stat().st_size if isinstance(place, str) else 0
    except (OSError, ValueError):
        return 0
