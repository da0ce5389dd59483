"""What was fetched into the record: pages wait on disk as they came until the record has them, whatever happens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from dateline.guarded import Steps
from dateline.inputs import Failure, Given, Page
from dateline.lake import Lake, upkeep
from dateline.lake.adding import BATCH, Recorded
from dateline.lake.recalling import recalled
from dateline.lake.watched.forgetting import bar, erase
from dateline.lake.watched.sameness import key
from dateline.watch.agenda import Task
from dateline.watch.paging import next_check
from dateline.watch.run import Run

LONGEST = 300.0
"""Seconds that a fetched page waits for others to be recorded with: every commit costs a second and a few files."""
Record = Callable[[Iterable[Page | Failure]], Iterator[Recorded]]
Spooled = tuple[int, str, Page | Failure]


def is_due(run: Run, now: float) -> bool:
    """Whether enough waits to be recorded, or some of it for long enough."""
    n, since = run.state.con.execute("SELECT count(*), min(spooled_at) FROM spool").fetchone()
    return bool(n >= BATCH or (n > 0 and (now - since >= LONGEST or now < since)))


def due_at(run: Run) -> float | None:
    """When what waits is recorded at the latest; None where nothing waits."""
    (since,) = run.state.con.execute("SELECT min(spooled_at) FROM spool").fetchone()
    return None if since is None else float(since) + LONGEST


def settle_recorded(run: Run, folder: Path) -> None:
    """Settle what a run before this one had recorded and could not tell any more."""
    after = 0
    while waiting := run.state.spooled(BATCH, after):
        after = waiting[-1][0]
        found = recalled(folder, [taken for _, _, taken in waiting])
        with run.state.change():
            for spooled, recorded in zip(waiting, found, strict=True):
                if recorded:
                    _settle(run, spooled, recorded)


def record_spooled(run: Run, lake: Lake, record: Record, steps: Steps) -> None:
    """Record what waits, a commit at a time; LakeError where that cannot be done: then it waits on."""
    while waiting := run.state.spooled(BATCH):
        waiting = _not_forgotten(run, waiting, steps)
        outcomes = list(record([taken for _, _, taken in waiting]))
        with run.state.change():
            for spooled, recorded in zip(waiting, outcomes, strict=True):
                _settle(run, spooled, recorded)
        _forget_again(run, lake, outcomes)
        run.counts["commits"] += 1
        if run.counts["commits"] % upkeep.EVERY == 0:
            lake.compact()


def _settle(run: Run, spooled: Spooled, recorded: Recorded) -> None:
    """Note what became of a fetched page, and when it is looked at again."""
    n, name, taken = spooled
    run.state.con.execute("DELETE FROM spool WHERE n = ?", [n])
    item = run.state.row("items", name)
    run.counts[recorded.outcome] += 1
    if item is None or isinstance(taken, Failure):
        return
    is_first = item["stage"] != "kept"
    if recorded.outcome == "refused":
        reason = recorded.reason or ""
        run.note("page refused" if is_first else "page unread", item["url"], item["feed"], reason)
        if is_first:
            run.state.set("items", name, stage="refused", outcome="refused", reason=reason)
        return
    if is_first:
        columns = next_check(run, item, run.outside.now())
        run.state.set(
            "items",
            name,
            stage="kept",
            outcome=recorded.outcome,
            article=recorded.id,
            revision=recorded.revision,
            **columns,
        )
        if columns["due_at"] is not None:
            run.agenda.put(Task("check", name, item["place"], columns["due_at"]))
    elif recorded.id != item["article"]:
        run.note("page moved", item["url"], item["feed"], f"now shows another article, {recorded.id}")
    elif recorded.outcome != "known":
        run.state.set("items", name, revision=recorded.revision, n_revised=item["n_revised"] + 1)
        run.note("page edited", item["url"], item["feed"], f"has a new text, revision {recorded.revision}")


def _not_forgotten(run: Run, waiting: Sequence[Spooled], steps: Steps) -> list[Spooled]:
    """What may be recorded; the others are dropped. Pages are read for it where anything was ever forgotten."""
    if not run.state.forgets():
        return list(waiting)
    kept = []
    for spooled in waiting:
        _, name, taken = spooled
        article = steps.article(taken, Given()) if isinstance(taken, Page) else taken
        names = [taken.name] if isinstance(article, Failure) else [taken.name, article.id]
        if any(_is_forgotten(run, one) for one in names):
            with run.state.change() as con:
                erase(con, [name])
                bar(con, [name, taken.name])
        else:
            kept.append(spooled)
    return kept


def _is_forgotten(run: Run, name: str) -> bool:
    try:
        return run.state.is_forgotten(name) or run.state.is_forgotten(key(name))
    except ValueError:  # an id that is no address
        return False


def _forget_again(run: Run, lake: Lake, outcomes: Iterable[Recorded]) -> None:
    """Delete what was forgotten while it was being recorded."""
    ids = [one.id for one in outcomes if one.id and one.outcome in ("new", "revised") and _is_forgotten(run, one.id)]
    if ids:
        lake.forget(ids)
