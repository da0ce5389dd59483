"""A page's answer: kept as it was fetched, refused with its reason, or tried again; and what became of it since."""

import hashlib

from dateline.fetch import MAX_REDIRECTS, Answer, Terms
from dateline.inputs import Failure
from dateline.lake.watched.forgetting import bar, erase
from dateline.lake.watched.sameness import key
from dateline.lake.watched.state import Row
from dateline.page.addresses import is_front
from dateline.watch.agenda import Task
from dateline.watch.answers import Arrived, Got, Later, Meaning, Missing, Moved, Never, Unchanged
from dateline.watch.requests import conditions
from dateline.watch.run import Hops, Run
from dateline.watch.schedule import N_TRIES, backed_off


def terms(run: Run, item: Row) -> Terms:
    """How a page is asked for; one that was fetched before only if it has changed."""
    is_check = item["stage"] == "kept"
    known = conditions(item["etag"], item["last_modified"]) if is_check else {}
    return Terms(allow_private=run.settings.allow_private, headers={"User-Agent": run.settings.user_agent, **known})


def answered(run: Run, task: Task, item: Row, meaning: Meaning) -> None:
    """Take in what came of asking for a page, for the first time or again."""
    found = _arrived(run, task, item, meaning)
    if found is None:
        return
    hops = run.hops.pop(task.name, Hops())
    if isinstance(found, Got) and hops.n and is_front(found.answer.url):
        found = Missing(f"redirects to {found.answer.url}, the front page of the site", is_gone=False)
    if isinstance(found, Unchanged) and item["stage"] != "kept":
        found = Later("answered 304 Not Modified, though nothing was known of it")
    if isinstance(found, Later):
        delayed(run, item, found.reason, found.pause)
    elif isinstance(found, Got):
        _got(run, item, found.answer, task.place if hops.n and hops.is_permanent else None)
    elif isinstance(found, Unchanged):
        checked(run, item)
    elif item["stage"] != "kept":
        refused(run, item, found.reason)
    elif isinstance(found, Missing):
        _gone(run, item, found.reason)
    else:
        _unchecked(run, item, found.reason)


def delayed(run: Run, item: Row, reason: str, pause: float | None = None) -> None:
    """Try a page again later, or give it up after so many tries."""
    now = run.outside.now()
    n_tries = item["n_tries"] + 1
    if n_tries >= N_TRIES:
        reason = f"{reason} (given up after {n_tries} tries)"
        if item["stage"] == "kept":
            _unchecked(run, item, reason)
        else:
            refused(run, item, reason)
        return
    due_at = now + max(pause or 0.0, backed_off(n_tries, run.chance))
    with run.state.change():
        run.state.set("items", item["key"], n_tries=n_tries, due_at=due_at, reason=reason)
        run.note("page delayed", item["url"], item["feed"], reason)
    _put(run, item, due_at)


def refused(run: Run, item: Row, reason: str) -> None:
    """Refuse a page for good: the record keeps why."""
    now = run.outside.now()
    with run.state.change():
        run.state.set("items", item["key"], stage="refused", reason=reason, due_at=None, checked_at=now)
        run.state.spool(item["key"], Failure(item["url"], reason), now)
        run.note("page refused", item["url"], item["feed"], reason)


def checked(run: Run, item: Row, **told: str | float | None) -> None:
    """A page that the record has was found to be there; when it is looked at again."""
    now = run.outside.now()
    if item["gone_at"]:
        run.note("came back", item["url"], item["feed"], "is there again")
    columns = next_check(run, item, now)
    run.state.set("items", item["key"], gone_at=None, **columns, **told)
    _put(run, item, columns["due_at"])


def next_check(run: Run, item: Row, now: float) -> dict[str, float | None]:
    """Columns of an item that say when it is looked at again; looks whose time has passed count as one."""
    fetched_at = item["fetched_at"] or now
    n_past = sum(fetched_at + span <= now for span in run.settings.again)
    n_checks = max(n_past, item["n_checks"])
    left = [span for span in run.settings.again if fetched_at + span > now]
    return {
        "n_checks": n_checks,
        "n_tries": 0,
        "checked_at": now,
        "due_at": fetched_at + min(left) if left else None,
    }


def _got(run: Run, item: Row, answer: Answer, moved_to: str | None) -> None:
    now = run.outside.now()
    told = {
        "etag": answer.headers.get("etag"),
        "last_modified": answer.headers.get("last-modified"),
        "hash": hashlib.sha256(answer.data).hexdigest(),
        "place": moved_to or item["place"],
        "reason": None,
    }
    page = answer.page()
    with run.state.change():
        if item["stage"] != "kept":
            run.state.set("items", item["key"], stage="spooled", fetched_at=now, due_at=None, n_tries=0, **told)
            run.state.spool(item["key"], page, now)
            run.counts["fetched"] += 1
        else:
            if told["hash"] != item["hash"]:
                run.state.spool(item["key"], page, now)
            checked(run, {**item, **told}, **told)
            run.counts["looked at again"] += 1


def _arrived(run: Run, task: Task, item: Row, found: Meaning) -> Arrived | None:
    """What an answer means; None where the page is elsewhere: it is asked for there, unless that is another item's."""
    if not isinstance(found, Moved):
        return found
    hops = run.hops.get(task.name, Hops())
    if hops.n >= MAX_REDIRECTS:
        return Never(f"over {MAX_REDIRECTS} redirects, the last to {found.to}; open it in a browser and save the page")
    try:
        there = key(found.to)
        if there == item["key"] or is_front(found.to) or not _is_anothers(run, item, there, found.to):
            run.follow(task, found.to, is_permanent=found.is_permanent)
    except ValueError as error:
        return Never(f"redirects to what cannot be asked ({error})")
    return None


def _is_anothers(run: Run, item: Row, there: str, to: str) -> bool:
    """Settle an item that leads to another item's page, or to one that was forgotten."""
    other = run.state.known([there]).get(there)
    while other and other["same_as"] and other["same_as"] != item["key"]:
        other = run.state.row("items", other["same_as"])
    is_forgotten = run.state.is_forgotten(there)
    if not is_forgotten and (other is None or item["key"] in (other["key"], other["same_as"])):
        with run.state.change() as con:  # feeds may list it by that address, too
            con.execute(
                "INSERT OR IGNORE INTO items (key, url, place, feed, stage, listed_at, same_as) "
                "VALUES (?, ?, ?, ?, 'same', ?, ?)",
                [there, to, to, item["feed"], run.outside.now(), item["key"]],
            )
        return False
    run.hops.pop(item["key"], None)
    if is_forgotten:
        with run.state.change() as con:
            erase(con, [item["key"]])
            bar(con, [item["key"]])
    elif item["stage"] == "kept":
        _unchecked(run, item, f"now leads to {to}, which is another page of the record")
    elif other:
        with run.state.change():
            run.state.set("items", item["key"], stage="same", same_as=other["key"], due_at=None)
        run.counts["same"] += 1
    return True


def _gone(run: Run, item: Row, reason: str) -> None:
    now = run.outside.now()
    with run.state.change():
        columns = next_check(run, item, now)
        run.state.set("items", item["key"], gone_at=item["gone_at"] or now, reason=reason, **columns)
        if not item["gone_at"]:
            run.note("page gone", item["url"], item["feed"], reason)
    _put(run, item, columns["due_at"])


def _unchecked(run: Run, item: Row, reason: str) -> None:
    """A look at a page that gave nothing; the next one comes at its time."""
    with run.state.change():
        columns = next_check(run, item, run.outside.now())
        run.state.set("items", item["key"], reason=reason, **columns)
        run.note("page unseen", item["url"], item["feed"], reason)
    _put(run, item, columns["due_at"])


def _put(run: Run, item: Row, due_at: float | None) -> None:
    if due_at is not None:
        run.agenda.put(Task("check" if item["stage"] == "kept" else "page", item["key"], item["place"], due_at))
