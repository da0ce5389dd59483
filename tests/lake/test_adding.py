"""A page is recorded whole or not at all; twice is once; a changed page is a new revision."""

import json

from dateline.inputs import Failure, Skipped
from dateline.lake import Lake
from dateline.lake.pages import stored_pages
from dateline.lake.recalling import recalled
from dateline.records import Reading, from_dict, to_dict
from tests.lake.conftest import STORY, page

URL = "https://outlet.example/talks"


def asked(lake: Lake, sql: str, **options: object) -> list[tuple[object, ...]]:
    with lake.query(sql, **options) as answer:
        return answer.fetchall()


def test_a_page_recorded_twice_changes_nothing(lake, recorded):
    assert recorded(page(url=URL)) == ["new"]
    assert recorded(page(url=URL), page(url=URL)) == ["known", "known"]
    assert asked(lake, "SELECT count(*) FROM revisions") == [(1,)]


def test_the_same_page_twice_in_a_batch_is_recorded_once(lake, recorded):
    assert recorded(page(url=URL), page(url=URL)) == ["new", "known"]
    assert asked(lake, "SELECT count(*) FROM revisions") == [(1,)]


def test_a_changed_page_is_a_revision_and_the_old_one_stays(lake, recorded):
    recorded(page(url=URL))
    assert recorded(page(STORY.replace("20 trucks", "30 trucks"), url=URL)) == ["revised"]

    assert asked(lake, "SELECT n_revisions, contains(text, '30 trucks') FROM articles") == [(2, True)]
    assert sorted(asked(lake, "SELECT is_current FROM revisions")) == [(False,), (True,)]


def test_a_text_that_comes_back_is_a_revision_where_it_is_known_to_be_later(lake, recorded):
    other = STORY.replace("20 trucks", "30 trucks")
    recorded(page(url=URL, fetched_at="2025-07-14T10:00:00+00:00"))
    recorded(page(other, url=URL, fetched_at="2025-07-14T12:00:00+00:00"))

    assert recorded(page(url=URL, fetched_at="2025-07-14T09:00:00+00:00")) == ["known"]
    assert recorded(page(url=URL, fetched_at="2025-07-15T10:00:00+00:00")) == ["revised"]
    assert asked(lake, "SELECT contains(text, '20 trucks') FROM articles") == [(True,)]


def test_an_older_fetch_does_not_replace_a_newer_one(lake, recorded):
    recorded(page(url=URL, fetched_at="2025-07-14T12:00:00+00:00"))
    recorded(page(STORY.replace("20 trucks", "10 trucks"), url=URL, fetched_at="2025-07-14T08:00:00+00:00"))

    assert asked(lake, "SELECT contains(text, '20 trucks') FROM articles") == [(True,)]


def test_what_cannot_be_read_is_a_refusal_with_its_reason(lake, recorded):
    outcomes = recorded(page(url=URL), page("", "empty.txt"), Failure("gone.txt", "no such file"), Skipped("a.css", ""))

    assert outcomes == ["new", "refused", "refused"]
    assert sorted(asked(lake, "SELECT name FROM refusals")) == [("empty.txt",), ("gone.txt",)]


def test_the_page_is_kept_as_it_came(lake, recorded):
    recorded(page(url=URL, fetched_at="2025-07-14T12:00:00+00:00"))
    ((key,),) = asked(lake, "SELECT page FROM articles")

    ((_, kept, _),) = stored_pages(lake.folder, [key])

    assert kept == page(url=URL, fetched_at="2025-07-14T12:00:00+00:00")


def test_a_reading_comes_back_as_it_was(lake, recorded):
    from dateline.page import read_page
    from dateline.reader import read_article

    recorded(page(url=URL))
    reading = read_article(read_page(STORY.encode(), URL))
    ((row,),) = asked(
        lake,
        "SELECT to_json({article: article, actors: actors, statements: statements, events: events, version: version}) "
        "FROM readings",
    )

    assert reading.events
    assert from_dict(Reading, json.loads(row)) == reading
    assert from_dict(Reading, to_dict(reading)) == reading


def test_names_and_addresses_that_utf_8_cannot_carry_are_recorded_once(lake, recorded):
    pages = [page(url="https://outlet.example/\ud800"), page(" ", name="talks\udcff.txt"), Failure("\udcff", "lost")]

    assert recorded(*pages) == ["new", "refused", "refused"]
    assert recorded(pages[0]) == ["known"]
    assert [one.outcome for one in recalled(lake.folder, pages) if one] == ["new", "refused", "refused"]


def test_half_of_a_surrogate_pair_keeps_its_place(lake, recorded):
    assert recorded(
        page(
            "Talks \ud83d end\n\nNorway and Moldova met on Monday.".encode("utf-8", "surrogatepass").decode(
                "utf-8", "replace"
            )
        )
    ) == ["new"]
