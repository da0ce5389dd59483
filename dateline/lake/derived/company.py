"""Events into happenings as they come: each is held against what is already there that it could be."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from dateline.lake.derived import state
from dateline.stories.accounts import accounts
from dateline.stories.happenings import join, names_of
from dateline.stories.likeness import days_of, prospect_of
from dateline.told import Told

CROWD = 300
"""Events that may be of one day and party and are held against a new one; the latest of them, where there are more."""


def place(con: sqlite3.Connection, fresh: Sequence[Told]) -> set[str]:
    """Place events that are kept; returns the happenings that changed."""
    near = sorted(_near(con, fresh))
    told_there = state.each(con, "SELECT DISTINCT happening FROM told WHERE event IN ({})", near)
    homes = {happening for (happening,) in told_there if happening}
    known = state.members(con, sorted(homes))
    groups = join(known, fresh)
    touched = set()
    for happening, events in groups.items():
        con.executemany(
            "UPDATE told SET happening = ?, is_new = 1 WHERE event = ? AND happening IS NOT ?",
            [(happening, told.key, happening) for told in events],
        )
        touched.add(happening)
    for told in fresh:
        _index(con, told)
    return touched | (homes - groups.keys())


def count_accounts(con: sqlite3.Connection, happenings: Iterable[str]) -> None:
    """Tell again which independent accounts there are of happenings."""
    for events in state.members(con, sorted(happenings)).values():
        for number, account in enumerate(accounts(events), start=1):
            reasons = {told.article: why for told, why in zip(account.tellings, account.why, strict=True)}
            con.executemany(
                "UPDATE told SET account = ?, why = ?, is_new = 1 WHERE event = ?",
                [(number, reasons[told.article], told.key) for told in events if told.article in reasons],
            )


def _index(con: sqlite3.Connection, told: Told) -> None:
    prospect, names, first, last = _place_in_index(told)
    con.executemany(
        "INSERT OR REPLACE INTO who VALUES (?, ?, ?, ?, ?)", [(prospect, one, first, last, told.key) for one in names]
    )


Sought = tuple[str, str, int, int]
"""What candidates are looked up by: whether told as done, a party or its country, the days."""


def _near(con: sqlite3.Connection, fresh: Sequence[Told]) -> set[str]:
    """The events that are kept and may be what a fresh one tells."""
    sought: set[Sought] = set()
    for told in fresh:
        prospect, names, first, last = _place_in_index(told)
        sought.update((prospect, one, first, last) for one in names)
    return {event for one in sought for event in _candidates(con, one)}


def _candidates(con: sqlite3.Connection, sought: Sought) -> Iterator[str]:
    prospect, one, first, last = sought
    found = con.execute(
        "SELECT event FROM who WHERE prospect = ? AND one = ? AND first BETWEEN ? AND ? AND last >= ? "
        "ORDER BY first DESC LIMIT ?",
        (prospect, one, first - WIDEST, last + 1, first - 1, CROWD),
    )
    return (event for (event,) in found)


WIDEST = 366
"""Days that an event's time may span to be found from its end."""


def _place_in_index(told: Told) -> tuple[str, set[str], int, int]:
    return prospect_of(told), names_of(told), *days_of(told)
