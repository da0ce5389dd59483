"""What all parts of a watcher share while it runs: the state, the agenda, the outside, and what was counted."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from dateline.lake.watched.state import State
from dateline.watch.agenda import Agenda, Task
from dateline.watch.requests import Outside
from dateline.watch.settings import Settings


@dataclass(frozen=True, slots=True)
class Note:
    """What went wrong or was noticed, of a feed or a page; `kind` says what, `reason` why."""

    kind: str
    url: str
    feed: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Hops:
    """Redirects that were followed for one task so far."""

    n: int = 0
    is_permanent: bool = True


@dataclass(slots=True)
class Run:
    """A run of the watcher. `hops` holds tasks that are on their way along redirects."""

    state: State
    outside: Outside
    settings: Settings
    tell: Callable[[Note], None] = lambda note: None
    agenda: Agenda = field(default_factory=Agenda)
    chance: random.Random = field(default_factory=random.Random)
    counts: Counter[str] = field(default_factory=Counter)
    hops: dict[str, Hops] = field(default_factory=dict)
    is_once: bool = False

    def note(self, kind: str, url: str, feed: str | None, reason: str) -> None:
        """Keep what went wrong or was noticed, and tell it."""
        self.state.note(self.outside.now(), kind, url, feed, reason)
        self.counts[kind] += 1
        self.tell(Note(kind, url, feed, reason))

    def follow(self, task: Task, to: str, *, is_permanent: bool) -> None:
        """Go on with a task at another address; ValueError where that is none."""
        hops = self.hops.get(task.name, Hops())
        self.agenda.put(Task(task.kind, task.name, to, self.outside.now()))
        self.hops[task.name] = Hops(hops.n + 1, hops.is_permanent and is_permanent)
