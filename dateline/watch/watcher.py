"""The watcher: whatever is due is asked for, one request a host at a time, and what comes is recorded in batches.

All it knows stands in the lake's folder before the next thing is done, so it may be killed at any time. Requests run
side by side; reading and recording wait for none of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import count

from dateline.errors import FetchError, LakeError
from dateline.fetch import Answer, Terms
from dateline.guarded import Here, Steps
from dateline.lake import Lake, store
from dateline.lake.watched.sameness import origin_of
from dateline.lake.watched.state import Row, opened, watching
from dateline.watch import paging, polling, recording
from dateline.watch.agenda import Kind, Task
from dateline.watch.answers import Later, Meaning, meaning
from dateline.watch.requests import Outside, Request
from dateline.watch.robots import HOLDS, MAX_BYTES, N_REDIRECTS, Robots, robots_of, text_of
from dateline.watch.run import Note, Run
from dateline.watch.schedule import MINUTE, backed_off
from dateline.watch.settings import Settings

ONCE_WAITS = 2 * MINUTE
"""For so long a single round waits for a host; what is due later is left to the next round."""
LONGEST_SLEEP = MINUTE


@dataclass(frozen=True, slots=True)
class _Asked:
    """A request under way: at which host, for which task; for robots.txt alone where `origin` is set."""

    host: str
    task: Task
    origin: str | None = None


def watch(
    lake: Lake,
    feeds: Sequence[str],
    outside: Outside,
    settings: Settings,
    *,
    once: bool = False,
    tell: Callable[[Note], None] = lambda note: None,
    steps: Steps | None = None,
    record: recording.Record | None = None,
) -> Run:
    """Watch feeds and record what they list, for ever or for one round; what was counted.

    Without feeds, those of the last time are watched. `steps` read pages, in this process unless told;
    `record` records them, by `lake.add` unless told. LakeError where the lake is watched by another process, or cannot
    be written.
    """
    store.create(lake.folder)
    with watching(lake.folder), opened(lake.folder) as state:
        run = Run(state, outside, settings, tell, is_once=once)
        steps = steps or Here()
        watcher = Watcher(run, lake, record or partial(lake.add, steps=steps), steps)
        watcher.begin(feeds)
        watcher.run()
        return run


class Watcher:
    """A watcher at work."""

    def __init__(self, run: Run, lake: Lake, record: recording.Record, steps: Steps) -> None:
        self._run = run
        self._lake = lake
        self._record = record
        self._steps = steps
        self._asked: dict[int, _Asked] = {}
        self._numbers = count()
        self._robots: dict[str, tuple[Robots, float]] = {}
        self._n_failed: dict[str, int] = {}

    def begin(self, feeds: Sequence[str]) -> None:
        """Take up the feeds and what an earlier run left to do."""
        state, now = self._run.state, self._run.outside.now()
        state.tidy(now)
        with state.change() as con:
            if feeds:
                con.execute("UPDATE feeds SET is_watched = 0 WHERE parent IS NULL")
            for url in feeds:
                known = state.row("feeds", url)
                if known is None:
                    state.put("feeds", url, address=url, is_watched=1, due_at=now)
                else:
                    state.set("feeds", url, is_watched=1, parent=None)
            con.execute(
                "UPDATE feeds SET is_watched = (SELECT is_watched FROM feeds AS i WHERE i.url = feeds.parent) "
                "WHERE parent IS NOT NULL AND is_watched"
            )
        if not state.rows("SELECT 1 FROM feeds WHERE is_watched"):
            raise LakeError(f"{self._lake.folder} has no feed that is watched; give a FEED")
        recording.settle_recorded(self._run, self._lake.folder)
        for host in state.rows("SELECT * FROM hosts WHERE free_at > ?", [now]):
            self._run.agenda.rest(host["host"], host["free_at"])
        for feed in state.rows("SELECT * FROM feeds WHERE is_watched"):
            due_at = now if self._run.is_once and not feed["n_failed"] and not feed["parent"] else feed["due_at"]
            if due_at is not None:
                self._run.agenda.put(Task("feed", feed["url"], feed["address"], due_at))
        for item in state.rows("SELECT * FROM items WHERE due_at IS NOT NULL"):
            kind: Kind = "check" if item["stage"] == "kept" else "page"
            self._run.agenda.put(Task(kind, item["key"], item["place"], item["due_at"]))

    def run(self) -> None:
        """Ask, wait and record, until nothing is left to do in a single round, or for ever."""
        run = self._run
        while True:
            now = run.outside.now()
            self._start_due(now)
            if recording.is_due(run, now):
                recording.record_spooled(run, self._lake, self._record, self._steps)
            elif not self._asked and self._is_done(now):
                recording.record_spooled(run, self._lake, self._record, self._steps)
                if self._is_done(run.outside.now()):
                    return
            else:
                for request, answer in run.outside.wait(self._sleep(now)):
                    self._take(self._asked.pop(request.number), answer)

    def _is_done(self, now: float) -> bool:
        if not self._run.is_once:
            return False
        next_at = self._run.agenda.next_at()
        return next_at is None or next_at > now + ONCE_WAITS

    def _sleep(self, now: float) -> float:
        """Seconds until there is something to do again, unless an answer comes."""
        moments = [recording.due_at(self._run)]
        if len(self._asked) < self._run.settings.connections:
            moments.append(self._run.agenda.next_at())
        return max(min((moment - now for moment in moments if moment is not None), default=LONGEST_SLEEP), 0.0)

    def _start_due(self, now: float) -> None:
        while len(self._asked) < self._run.settings.connections and (taken := self._run.agenda.take(now)):
            self._start(*taken, now)

    def _start(self, host: str, task: Task, now: float) -> None:
        settings = self._run.settings
        row = self._row(task)
        if row is None:  # it was forgotten, or is not watched any more
            self._run.hops.pop(task.name, None)
            self._run.agenda.release(host, now)
            return
        origin = origin_of(task.place)
        robots = self._rules(origin, now)
        if robots is None:
            self._run.agenda.put(task)
            headers = {"User-Agent": settings.user_agent}
            terms = Terms(settings.allow_private, headers=headers, types=None, max_bytes=8 * MAX_BYTES)
            self._ask(_Asked(host, task, origin), f"{origin}/robots.txt", terms, n_redirects=N_REDIRECTS)
        elif not robots.allow(task.place, settings.agent):
            reason = f"{origin}/robots.txt does not allow {settings.agent} to fetch it"
            self._take(_Asked(host, task), FetchError(reason))
        else:
            terms = (polling if task.kind == "feed" else paging).terms(self._run, row)
            self._ask(_Asked(host, task), task.place, terms)

    def _ask(self, asked: _Asked, url: str, terms: Terms, n_redirects: int = 0) -> None:
        request = Request(next(self._numbers), url, terms, n_redirects)
        self._asked[request.number] = asked
        self._run.outside.start(request)

    def _take(self, asked: _Asked, answer: Answer | FetchError) -> None:
        """Take in an answer, and let its host rest."""
        now = self._run.outside.now()
        found = meaning(answer, now)
        if isinstance(found, Later):
            self._n_failed[asked.host] = self._n_failed.get(asked.host, 0) + 1
        else:
            self._n_failed.pop(asked.host, None)
        if asked.origin:
            self._take_robots(asked.origin, asked.host, found)
        else:
            self._take_answer(asked.task, found)
        self._run.agenda.release(asked.host, now + self._rest(asked, found))

    def _take_answer(self, task: Task, found: Meaning) -> None:
        row = self._row(task)
        if row is None:
            self._run.hops.pop(task.name, None)
        elif task.kind == "feed":
            polling.polled(self._run, task, row, found)
        else:
            paging.answered(self._run, task, row, found)

    def _rest(self, asked: _Asked, found: Meaning) -> float:
        """Seconds that a host is left alone; what it asked for itself survives a restart."""
        robots = self._robots.get(asked.origin or origin_of(asked.task.place))
        rest = max(self._run.settings.delay, robots[0].delay(self._run.settings.agent) if robots else 0.0)
        if isinstance(found, Later):
            n_failed = self._n_failed[asked.host]
            if found.pause is not None:
                rest = max(rest, found.pause)
            elif found.is_busy or n_failed > 2 or asked.origin:
                rest = max(rest, backed_off(n_failed, self._run.chance))
            self._run.state.put("hosts", asked.host, free_at=self._run.outside.now() + rest)
        return rest

    def _row(self, task: Task) -> Row | None:
        if task.kind != "feed":
            return self._run.state.row("items", task.name)
        feed = self._run.state.row("feeds", task.name)
        return feed if feed and feed["is_watched"] else None

    def _rules(self, origin: str, now: float) -> Robots | None:
        """What robots.txt of an origin says; None where that is not known, or not any more."""
        if origin not in self._robots:
            row = self._run.state.row("origins", origin)
            if row and row["rules"] is not None:
                self._robots[origin] = robots_of(row["rules"]), row["got_at"]
        robots, got_at = self._robots.get(origin, (None, 0.0))
        return robots if robots and now - got_at < HOLDS else None

    def _take_robots(self, origin: str, host: str, found: Meaning) -> None:
        state, now = self._run.state, self._run.outside.now()
        text = text_of(found)
        if isinstance(text, str):
            state.put("origins", origin, rules=text, got_at=now)
            self._robots[origin] = robots_of(text), now
            return
        if origin in self._robots:  # the rules of yesterday hold until there are others (RFC 9309, 2.4)
            self._robots[origin] = self._robots[origin][0], now
            return
        reason = f"{origin}/robots.txt could not be got, and forbids all until it can: {text.reason}"
        for task in self._run.agenda.due(host, now):
            if origin_of(task.place) == origin:
                self._run.agenda.drop(task.name)
                self._postpone(task, reason, text.pause)

    def _postpone(self, task: Task, reason: str, pause: float | None) -> None:
        row = self._row(task)
        self._run.hops.pop(task.name, None)
        if row and task.kind == "feed":
            polling.failed(self._run, row, reason, pause)
        elif row:
            paging.delayed(self._run, row, reason, pause)
