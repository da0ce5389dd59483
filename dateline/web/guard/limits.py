"""How much one client may ask: token buckets, which fill again with time."""

import threading
import time
from collections import OrderedDict

MOST = 20_000
"""Clients that are remembered; the one seen longest ago is forgotten first."""


class Buckets:
    """A bucket for each client: `burst` at once, `rate` a second in the long run."""

    def __init__(self, rate: float, burst: float) -> None:
        self._rate, self._burst = rate, burst
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Take one; returns 0, or the seconds until there is one again, and then none was taken."""
        now = time.monotonic()
        with self._lock:
            left, seen = self._left.pop(client, (self._burst, now))
            left = min(self._burst, left + (now - seen) * self._rate)
            waiting = 0.0 if left >= 1 else (1 - left) / self._rate
            self._left[client] = (left if waiting else left - 1, now)
            while len(self._left) > MOST:
                self._left.popitem(last=False)
        return waiting
