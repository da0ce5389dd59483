"""A feed's answer: what it lists is taken in, or why it lists nothing is kept; then it is due again."""

import hashlib
from collections.abc import Sequence
from functools import partial

from dateline.fetch import MAX_REDIRECTS, Answer, Terms
from dateline.inputs import Failure, safely
from dateline.lake.watched.sameness import host_of, key, plain
from dateline.lake.watched.state import Row
from dateline.watch.agenda import Task
from dateline.watch.answers import Arrived, Got, Later, Meaning, Missing, Moved, Never, Unchanged
from dateline.watch.feeds import MAX_BYTES, read_feed
from dateline.watch.listing import Entry, Listing, Part
from dateline.watch.requests import conditions
from dateline.watch.run import Hops, Run
from dateline.watch.schedule import DAY, backed_off, epoch, jittered

ACCEPT = (
    "application/rss+xml,application/atom+xml,application/feed+json,application/rdf+xml;q=0.9,application/xml;q=0.9,"
    "text/xml;q=0.9,application/json;q=0.8,*/*;q=0.5"
)
GONE_DAYS = 7
"""A feed that is gone (410) is asked again after so long: some were only moved about."""
MAX_PARTS = 500
"""Of an index of sitemaps the newest are watched; indexes of whole sites have thousands for the past."""
SPREAD = 0.05
"""Feeds are polled by so much earlier or later, lest all come at the same second for ever."""


def terms(run: Run, feed: Row) -> Terms:
    """How a feed is asked for."""
    headers = {"User-Agent": run.settings.user_agent, "Accept": ACCEPT}
    return Terms(
        allow_private=run.settings.allow_private,
        headers={**headers, **conditions(feed["etag"], feed["last_modified"])},
        types=None,
        max_bytes=MAX_BYTES,
    )


def polled(run: Run, task: Task, feed: Row, meaning: Meaning) -> None:
    """Take in what a feed answered."""
    found = _arrived(run, task, meaning)
    if found is None:
        return
    hops = run.hops.pop(task.name, Hops())
    if isinstance(found, Got):
        _got(run, feed, found.answer, task.place if hops.n and hops.is_permanent else None)
    elif isinstance(found, Unchanged):
        _succeeded(run, feed, {})
    elif isinstance(found, Missing) and found.is_gone:
        _gone(run, feed, found.reason)
    else:
        failed(run, feed, found.reason, found.pause if isinstance(found, Later) else None)


def failed(run: Run, feed: Row, reason: str, pause: float | None = None) -> None:
    """Keep why a feed gave nothing, and when it is asked again."""
    now = run.outside.now()
    n_failed = feed["n_failed"] + 1
    wait = max(pause or 0.0, backed_off(n_failed, run.chance, first=run.settings.every))
    with run.state.change():
        run.state.set("feeds", feed["url"], asked_at=now, n_failed=n_failed, reason=reason, due_at=now + wait)
        run.note("feed failed", feed["url"], feed["url"], reason)
    _again(run, feed["url"], feed["address"], now + wait)


def _gone(run: Run, feed: Row, reason: str) -> None:
    now = run.outside.now()
    due_at = now + GONE_DAYS * DAY
    with run.state.change():
        run.state.set(
            "feeds", feed["url"], asked_at=now, n_failed=feed["n_failed"] + 1, reason=reason, gone_at=now, due_at=due_at
        )
        run.note("feed gone", feed["url"], feed["url"], reason)
    _again(run, feed["url"], feed["address"], due_at)


def _arrived(run: Run, task: Task, found: Meaning) -> Arrived | None:
    """What an answer means; None where the feed is elsewhere, and is asked for there."""
    if not isinstance(found, Moved):
        return found
    if run.hops.get(task.name, Hops()).n >= MAX_REDIRECTS:
        return Never(f"over {MAX_REDIRECTS} redirects, the last to {found.to}; give the feed's own address")
    try:
        run.follow(task, found.to, is_permanent=found.is_permanent)
    except ValueError as error:
        return Never(f"redirects to what cannot be asked ({error})")
    return None


def _got(run: Run, feed: Row, answer: Answer, moved_to: str | None) -> None:
    told = {
        "etag": answer.headers.get("etag"),
        "last_modified": answer.headers.get("last-modified"),
        "hash": hashlib.sha256(answer.data).hexdigest(),
    }
    if moved_to:
        told["address"] = moved_to
    if told["hash"] == feed["hash"] and not feed["n_failed"]:
        _succeeded(run, feed, told)
        return
    listing = safely(feed["url"], partial(read_feed, answer.data, answer.url))
    if isinstance(listing, Failure):
        failed(run, feed, listing.reason)
    elif feed["parent"] and listing.parts:
        failed(run, feed, "is an index in an index of sitemaps, which the protocol does not know")
    else:
        if listing.remark is not None:  # of a broken feed the rest may come under the same mark
            told |= {"etag": None, "last_modified": None, "hash": None}
        _succeeded(run, feed, told, listing)


def _succeeded(run: Run, feed: Row, told: dict[str, str | None], listing: Listing | None = None) -> None:
    now, url = run.outside.now(), feed["url"]
    # A dated part of an index is asked when the index says that it changed.
    due_at = None if feed["part_updated"] else now + jittered(run.settings.every, run.chance, SPREAD)
    with run.state.change():
        n_new = _listed(run, url, listing.entries) if listing else 0
        _take_parts(run, url, listing.parts if listing else ())
        run.state.set(
            "feeds", url, asked_at=now, succeeded_at=now, n_failed=0, reason=None, gone_at=None, due_at=due_at, **told
        )
        if listing:
            run.state.set(
                "feeds",
                url,
                form=listing.form,
                n_listed=len(listing.entries) or len(listing.parts),
                n_without_address=listing.n_without_address,
                remark=listing.remark,
                **({"new_at": now} if n_new else {}),
            )
            if listing.remark and listing.remark != feed["remark"]:
                run.note("feed broken", url, url, listing.remark)
        if moved_to := told.get("address"):
            run.note("feed moved", url, url, f"is now at {moved_to}, for good")
    run.counts["feeds"] += 1
    _again(run, url, told.get("address") or feed["address"], due_at)


def _again(run: Run, url: str, address: str, due_at: float | None) -> None:
    if due_at is not None and not run.is_once:
        run.agenda.put(Task("feed", url, address, due_at))


def _listed(run: Run, feed: str, entries: Sequence[Entry]) -> int:
    """Take in the pages that a feed lists; how many of them are new."""
    now = run.outside.now()
    by_key: dict[str, Entry] = {}
    for entry in entries:
        try:
            by_key.setdefault(key(entry.url), entry)
        except ValueError as error:
            run.note("no address", entry.url, feed, str(error))
    known = run.state.known(by_key)
    n_new = 0
    for name, entry in by_key.items():
        if name in known:
            run.state.con.execute("INSERT OR IGNORE INTO listings VALUES (?, ?)", [name, feed])
            _changed(run, name, known[name], entry)
        elif not run.state.is_forgotten(name):
            run.state.con.execute("INSERT OR IGNORE INTO listings VALUES (?, ?)", [name, feed])
            _found(run, name, feed, entry, now)
            n_new += 1
    return n_new


def _found(run: Run, name: str, feed: str, entry: Entry, now: float) -> None:
    place = plain(entry.url)
    stated = epoch(max(filter(None, (entry.published_at, entry.updated_at)), default=None))
    is_old = run.settings.since is not None and stated is not None and stated < now - run.settings.since
    run.state.put(
        "items",
        name,
        url=place,
        place=place,
        feed=feed,
        stage="left out" if is_old else "waiting",
        reason="the feed dates it too long ago; --since says how long" if is_old else None,
        due_at=None if is_old else now,
        listed_at=now,
        published_at=entry.published_at,
        updated_at=entry.updated_at,
    )
    run.counts["left out" if is_old else "found"] += 1
    if not is_old:
        run.agenda.put(Task("page", name, place, now))


def _changed(run: Run, name: str, item: Row, entry: Entry) -> None:
    """Look again at a page that its feed says was changed."""
    if not entry.updated_at or entry.updated_at <= (item["updated_at"] or ""):
        return
    run.state.set("items", name, updated_at=entry.updated_at)
    if item["stage"] == "kept" and item["updated_at"]:
        now = run.outside.now()
        run.state.set("items", name, due_at=now)
        run.agenda.put(Task("check", name, item["place"], now))


def _take_parts(run: Run, index: str, parts: Sequence[Part]) -> None:
    """Watch the sitemaps of an index, as far as they are news; one that is no longer in it is left alone."""
    if not parts:
        return
    now = run.outside.now()
    oldest = now - run.settings.since if run.settings.since is not None else 0.0
    newest = sorted(parts, key=lambda part: part.updated_at or "9999", reverse=True)[:MAX_PARTS]
    run.state.con.execute("UPDATE feeds SET is_watched = 0 WHERE parent = ?", [index])
    for part in newest:
        if (epoch(part.updated_at) or now) < oldest or part.url == index:
            continue
        try:
            host_of(part.url)
        except ValueError as error:
            run.note("no address", part.url, index, str(error))
            continue
        known = run.state.row("feeds", part.url)
        if known and known["parent"] != index:  # given by itself
            run.state.set("feeds", part.url, is_watched=1)
            continue
        is_due = known is None or part.updated_at is None or known["part_updated"] != part.updated_at
        due_at = now if known is None or is_due else known["due_at"]
        run.state.put(
            "feeds",
            part.url,
            address=known["address"] if known else part.url,
            parent=index,
            is_watched=1,
            part_updated=part.updated_at,
            due_at=due_at,
        )
        if is_due:
            run.agenda.put(Task("feed", part.url, known["address"] if known else part.url, now))
