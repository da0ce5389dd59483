"""What is deleted for good does not come back through a feed."""

import sqlite3

from dateline.lake.watched.state import home
from tests.watch.conftest import BEGIN, HOUR, Say


def test_a_forgotten_page_is_neither_fetched_nor_recorded_again(watched, site):
    site.page("/a", "tea")
    site.page("/b")
    feed = site.feed("/a?utm_source=x", "/b")
    watched.once(feed)
    watched.lake.forget([f"{site.url}/a"])
    n_asked = len(site.asked)
    site.feed("/b", "/a#top", "/c")
    site["/c"] = Say(301, Location="/a")
    watched.outside.at = BEGIN + 200 * HOUR
    watched.once()

    assert "/a" not in site.paths()[n_asked:]
    assert watched.articles() == [f"{site.url}/b"]
    state = b"".join(path.read_bytes() for path in home(watched.lake.folder).parent.iterdir())
    assert b"/a?" not in state
    assert f"{site.host}/a".encode() not in state
    assert b"tea" not in state


def test_a_forgotten_article_is_known_by_what_its_page_calls_itself(watched, site):
    def page(words):
        head = f'<title>Talks of {words}</title><link rel="canonical" href="{site.url}/talks">'
        story = "".join(
            f"<p>Norway and Moldova met in {city} on Monday, and ministers spoke of {words} for many hours, while "
            "people outside waited for news that did not come before the evening, as they had expected.</p>"
            for city in ("Oslo", "Bergen", "Chisinau")
        )
        return Say(200, f"<html><head>{head}</head><body><article><h1>Talks</h1>{story}", Content_Type="text/html")

    site["/talks?print=1"] = page("tea")
    site["/amp/talks"] = page("tea and milk")
    watched.once(site.feed("/talks?print=1"))
    assert watched.articles() == [f"{site.url}/talks"]
    watched.lake.forget([f"{site.url}/talks"])
    watched.once(site.feed("/amp/talks", path="/other"))

    assert watched.rows("SELECT count(*) FROM revisions") == [0]
    with sqlite3.connect(home(watched.lake.folder)) as con:
        assert con.execute("SELECT count(*) FROM items").fetchone() == (0,)
    con.close()


def test_what_is_forgotten_while_it_is_recorded_is_deleted_after_it(watched, site):
    site["/a"] = site.text("tea"), site.text("coffee")
    watched.once(site.feed("/a"))

    def record(taken):
        watched.lake.forget([f"{site.url}/a"])
        yield from watched.lake.add(taken)

    watched.record = record
    watched.outside.at = BEGIN + 2 * HOUR
    watched.once()

    assert watched.rows("SELECT count(*) FROM revisions") == [0]
    assert watched.state("SELECT count(*) FROM items") == [0]


def test_a_refused_page_is_forgotten_by_its_name(watched, site):
    watched.once(site.feed("/a"))
    watched.lake.forget([f"{site.url}/a"])
    site.page("/a")
    watched.once()

    assert watched.rows("SELECT count(*) FROM refusals") == [0]
    assert site.paths().count("/a") == 1


def test_a_lake_that_was_never_watched_gets_no_state(watched, site):
    from dateline.inputs import Page

    list(watched.lake.add([Page("a", site.text("tea").body, f"{site.url}/a")]))
    watched.lake.forget([f"{site.url}/a"])

    assert not home(watched.lake.folder).exists()
