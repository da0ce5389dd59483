"""The ready rows: always what the views show, and renewed by what changed alone."""

import json
import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from dateline.errors import QueryError
from dateline.inputs import Failure, Page
from dateline.lake import Lake, corrections, derived, ready
from dateline.lake.ready import keeping, schema
from dateline.lake.ready.asking import Where

KEPT = [table.view for table in schema.TABLES]


def page(url: str, text: str) -> Page:
    return Page(name=url, data=text.encode(), url=url)


TALKS = """Ministers meet in Tallinn

By the desk
2 March 2025

TALLINN: Estonia and Latvia signed a ferry agreement on Sunday. Latvia promised to pay 40 million euros by June 2025.

"We will not wait," Estonian Prime Minister Kristen Michal said.
"""
PAID = """Riga pays

5 June 2025

RIGA: Latvia paid 40 million euros to Estonia on Thursday for the ferry, the ministry said.
"""


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "record")
    list(lake.add([page("https://one.example/talks", TALKS), page("https://two.example/paid", PAID)]))
    return lake


def shown(lake: Lake, view: str) -> list[str]:
    """What a view shows, as JSON."""
    dropped = "EXCLUDE (text)" if view == "articles" else ""
    with lake.query(f"SELECT to_json(v) FROM (SELECT * {dropped} FROM {view}) AS v") as answer:
        return sorted(json.dumps(json.loads(row), sort_keys=True) for (row,) in answer)


def kept(lake: Lake, view: str) -> list[str]:
    with ready.opened(lake.folder) as rows:
        return sorted(json.dumps(row, sort_keys=True) for row in rows.rows(f"SELECT data FROM {view}"))


def assert_same(lake: Lake) -> None:
    assert ready.refresh(lake.folder)
    for view in KEPT:
        assert kept(lake, view) == shown(lake, view), view


def test_ready_rows_are_what_the_views_show(lake: Lake) -> None:
    assert_same(lake)
    assert kept(lake, "events")


def test_a_page_more_changes_what_it_tells_with_others(lake: Lake) -> None:
    assert_same(lake)
    list(lake.add([page("https://three.example/talks", TALKS), page("https://one.example/talks", TALKS + "\nMore.\n")]))
    assert_same(lake)
    with ready.opened(lake.folder) as rows:
        assert rows.number("SELECT max(n_articles) FROM happenings") == 2


def test_rows_of_a_record_whose_groups_lag_behind_are_brought_up_to_date_later(lake: Lake) -> None:
    """Another process is about to group what a commit brought; the rows are refreshed before it has."""
    assert_same(lake)
    with derived.held(lake.folder):
        list(lake.add([page("https://three.example/talks", TALKS)]))
        ready.refresh(lake.folder)

    lake.refresh()

    assert_same(lake)
    with ready.opened(lake.folder) as rows:
        assert rows.number("SELECT max(n_articles) FROM happenings") == 2


def test_what_is_committed_while_rows_are_read_is_not_missed(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same(lake)
    list(lake.add([page("https://three.example/talks", TALKS)]))
    opened = keeping.open_views

    @contextmanager
    def open_and_be_late(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        with opened(folder) as views:
            list(lake.add([page("https://four.example/paid", PAID)]))
            yield views

    monkeypatch.setattr(keeping, "open_views", open_and_be_late)
    ready.refresh(lake.folder)
    monkeypatch.undo()

    assert_same(lake)


def test_refusals_alone_reach_the_rows(lake: Lake) -> None:
    assert_same(lake)
    list(lake.add([Failure("gone.html", "no answer")]))

    assert ready.refresh(lake.folder)
    with ready.opened(lake.folder) as rows:
        assert rows.number("SELECT count(*) FROM refusals") == 1


def test_corrections_reach_the_rows_and_leave_them_again(lake: Lake) -> None:
    assert_same(lake)
    with ready.opened(lake.folder) as rows:
        event = rows.plain("SELECT event FROM events WHERE type = 'AGREE'")[0][0]
    made = corrections.judge(lake.folder, event, "reject", who="anna")
    assert_same(lake)
    with ready.opened(lake.folder) as rows:
        assert rows.number("SELECT count(*) FROM events WHERE event = ?", [event]) == 0
        assert rows.number("SELECT count(*) FROM parties WHERE event = ?", [event]) == 0
    corrections.withdraw(lake.folder, made.id, who="anna")
    assert_same(lake)
    with ready.opened(lake.folder) as rows:
        assert rows.number("SELECT count(*) FROM events WHERE event = ?", [event]) == 1


def test_forgotten_pages_leave_nothing_in_the_file(lake: Lake) -> None:
    assert_same(lake)
    lake.forget(["https://two.example/paid"])
    assert "two.example" not in str((lake.folder / "derived" / schema.NAME).read_bytes())
    assert_same(lake)


def test_a_broken_file_is_made_anew(lake: Lake) -> None:
    (lake.folder / "derived" / schema.NAME).write_bytes(b"no database " * 1000)
    assert_same(lake)


def test_rows_of_other_views_are_made_anew(lake: Lake, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.refresh(lake.folder)
    monkeypatch.setattr(schema.views, "form", lambda: "another")
    with sqlite3.connect(lake.folder / "derived" / schema.NAME) as con:
        con.execute("UPDATE events SET data = '{}'")
    con.close()

    assert_same(lake)


def test_pages_of_a_list_follow_one_another_without_gap_or_repeat(lake: Lake) -> None:
    ready.refresh(lake.folder)
    with ready.opened(lake.folder) as rows:
        whole = rows.page("events", ["published_on", "event"], Where(), limit=1000)
        seen, cursor = [], None
        while True:
            some = rows.page("events", ["published_on", "event"], Where(), limit=2, cursor=cursor)
            seen += some.items
            cursor = some.cursor
            if cursor is None:
                break
    assert seen == whole.items
    assert whole.cursor is None


ODD = (
    "[" * 1500,
    '[99999999999999999999, "x"]',
    r'["\ud800", "x"]',
    '[null, "x"]',
    '[{}, "x"]',
    "[" + "9" * 5000 + "]",
)


@pytest.mark.parametrize(
    "cursor", ["x", "!!!", "WzFd", "bnVsbA", "\u00e9", *(urlsafe_b64encode(odd.encode()).decode() for odd in ODD)]
)
def test_a_cursor_that_is_none_is_refused(lake: Lake, cursor: str) -> None:
    ready.refresh(lake.folder)
    with ready.opened(lake.folder) as rows, pytest.raises(QueryError):
        rows.page("events", ["published_on", "event"], Where(), limit=2, cursor=cursor)
