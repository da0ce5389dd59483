"""What is to be asked next: of each host one thing at a time, nothing before its time, feeds before pages.

A host is free again some seconds after its last answer. What waits for one host holds up no other.
"""

import heapq
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from dateline.lake.watched.sameness import host_of

Kind = Literal["feed", "page", "check"]
RANKS: dict[Kind, int] = {"feed": 0, "page": 1, "check": 2}


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to be asked: a feed by its URL or an item by its key, at which address, and when."""

    kind: Kind
    name: str
    place: str
    due_at: float


@dataclass(slots=True)
class _Host:
    free_at: float = 0.0
    is_busy: bool = False
    waiting: tuple[list[tuple[float, int, Task]], ...] = field(default_factory=lambda: ([], [], []))


class Agenda:
    """Tasks by host. A task that is put again takes the place of the one of the same name."""

    def __init__(self) -> None:
        self._hosts: dict[str, _Host] = defaultdict(_Host)
        self._current: dict[str, Task] = {}
        self._ready: list[tuple[float, int, str]] = []
        self._numbers = count()

    def __len__(self) -> int:
        return len(self._current)

    def put(self, task: Task) -> None:
        """Have something asked."""
        name = host_of(task.place)
        self._current[task.name] = task
        heapq.heappush(self._hosts[name].waiting[RANKS[task.kind]], (task.due_at, next(self._numbers), task))
        self._announce(name)

    def drop(self, name: str) -> None:
        """Have something asked no more."""
        self._current.pop(name, None)

    def take(self, now: float) -> tuple[str, Task] | None:
        """A task that is due, of a host that is free; the host is busy until `release`. None where there is none."""
        while self._ready and self._ready[0][0] <= now:
            ready_at, _, name = heapq.heappop(self._ready)
            host = self._hosts[name]
            if host.is_busy:
                continue
            if self._ready_at(host) != ready_at:  # what was announced was replaced
                self._announce(name)
                continue
            for waiting in host.waiting:
                if waiting and waiting[0][0] <= now:
                    task = heapq.heappop(waiting)[2]
                    del self._current[task.name]
                    host.is_busy = True
                    return name, task
        return None

    def release(self, name: str, free_at: float) -> None:
        """A host has answered, and is to be left alone until then; longer where that was said before."""
        host = self._hosts[name]
        host.is_busy = False
        host.free_at = max(host.free_at, free_at)
        self._announce(name)

    def rest(self, name: str, free_at: float) -> None:
        """A host is to be left alone until then, at least."""
        host = self._hosts[name]
        host.free_at = max(host.free_at, free_at)
        self._announce(name)

    def due(self, name: str, now: float) -> list[Task]:
        """What waits for a host and is due; it waits on."""
        waiting = self._hosts[name].waiting
        return [task for heap in waiting for due_at, _, task in heap if due_at <= now and self._is_current(task)]

    def next_at(self) -> float | None:
        """When something can be taken, as things stand; None where nothing waits for a host that is not busy."""
        while self._ready:
            ready_at, _, name = self._ready[0]
            host = self._hosts[name]
            if not host.is_busy and self._ready_at(host) == ready_at:
                return ready_at
            heapq.heappop(self._ready)
            self._announce(name)
        return None

    def _is_current(self, task: Task) -> bool:
        return self._current.get(task.name) is task

    def _ready_at(self, host: _Host) -> float | None:
        """When a host has something due and is free; drops what was replaced on the way."""
        for heap in host.waiting:
            while heap and not self._is_current(heap[0][2]):
                heapq.heappop(heap)
        first = min((heap[0][0] for heap in host.waiting if heap), default=None)
        return None if first is None else max(first, host.free_at)

    def _announce(self, name: str) -> None:
        host = self._hosts[name]
        ready_at = None if host.is_busy else self._ready_at(host)
        if ready_at is not None:
            heapq.heappush(self._ready, (ready_at, next(self._numbers), name))
