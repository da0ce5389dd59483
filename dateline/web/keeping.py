"""Sums over the whole record, kept for some seconds: they take long in a large record and change little."""

import threading
import time
from collections.abc import Callable
from typing import Any

from dateline.lake.ready import Ready

LONGEST = 30.0
"""Seconds for which a sum is shown after the record changed."""
MOST = 64


class Kept:
    """What was computed last, by name."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[float, str, Any]] = {}
        self._lock = threading.Lock()

    def get(self, name: str, ready: Ready, make: Callable[[Ready], Any]) -> Any:
        """What `make` gives of the record as it is, or as it was at most `LONGEST` seconds ago."""
        state, now = ready.state, time.monotonic()
        found = self._known.get(name)
        if found and (found[1] == state or now - found[0] < LONGEST):
            return found[2]
        made = make(ready)
        with self._lock:
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[name] = (now, state, made)
        return made
