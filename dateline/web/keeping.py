"""Sums over the whole record, kept for some seconds: they take long in a large record and change little.

Each is made by one thread at a time, however many ask for it. Who has an old one to look at waits for the new one a
moment at most.
"""

import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from dateline.lake.ready import Ready

LONGEST = 30.0
"""Seconds for which a sum is shown after the record changed."""
SHARE = 20
"""A sum that takes long is made anew no sooner than after this many times as long."""
PATIENCE = 0.1
"""Seconds that who has an old one waits for the new one."""
WARMING = 5.0
"""Seconds that a server waits for its sums before it answers."""
MOST = 64
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """What was computed, of which state of the record, when, and in how many seconds."""

    made: Any
    state: str
    at: float
    took: float

    def is_good(self, state: str) -> bool:
        """Whether it may be shown of the record in a state."""
        return self.state == state or time.monotonic() - self.at < max(LONGEST, SHARE * self.took)


class Kept:
    """What was computed last, by name."""

    def __init__(self, opened: Callable[[], AbstractContextManager[Ready]]) -> None:
        self._opened = opened
        self._known: dict[str, Sum] = {}
        self._making: dict[str, Future[Sum]] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="sums")

    def get(self, name: str, make: Callable[[Ready], Any]) -> Sum:
        """What `make` gives of the record as it is, or as it was some seconds ago."""
        found = self._known.get(name)
        if found:
            with self._opened() as ready:
                if found.is_good(ready.state):
                    return found
        with self._lock:
            newest = self._known.get(name)
            if newest is not None and newest is not found:
                return newest  # made just now
            making = self._begun(name, make)
        if found and (found.took > PATIENCE or not wait_for([making], PATIENCE).done):
            return found  # one that took longer the last time is not waited for in vain
        return making.result()

    def warm(self, sums: Mapping[str, Callable[[Ready], Any]]) -> None:
        """Make sums before anybody asks; those that take longer than some seconds are left to go on."""
        with self._lock:
            making = [self._begun(name, make) for name, make in sums.items()]
        wait_for(making, WARMING)

    def _begun(self, name: str, make: Callable[[Ready], Any]) -> Future[Sum]:
        if name not in self._making:
            self._making[name] = self._pool.submit(self._make, name, make)
        return self._making[name]

    def _make(self, name: str, make: Callable[[Ready], Any]) -> Sum:
        try:
            began = time.monotonic()
            with self._opened() as ready:
                state = ready.state
                made = make(ready)
            now = time.monotonic()
            new = Sum(made, state, now, now - began)
            with self._lock:
                if len(self._known) >= MOST and name not in self._known:
                    del self._known[min(self._known, key=lambda one: self._known[one].at)]
                self._known[name] = new
            return new
        finally:
            with self._lock:
                del self._making[name]
