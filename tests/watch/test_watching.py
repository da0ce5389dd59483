"""Watching as a whole, against a site that misbehaves and a clock that is fast."""

import random
from dataclasses import replace
from itertools import pairwise

import pytest

from dateline.errors import LakeError
from dateline.lake.watched.state import home, watching
from dateline.watch import schedule
from tests.page.pdfs import press_release
from tests.watch.conftest import BEGIN, HOUR, Say


def test_what_feeds_list_is_recorded_once(watched, site):
    for path in ("/a", "/b", "/c"):
        site.page(path)
    one = site.feed("/a?utm_source=rss", "/b", "/to-c")
    other = site.feed("/a#comments", "/b?fbclid=7", "/c", path="/other")
    site["/to-c"] = Say(302, Location="/c")
    counts = watched.once(one, other)

    assert watched.articles() == [f"{site.url}/{name}" for name in "abc"]
    assert site.paths().count("/a") == site.paths().count("/b") == site.paths().count("/c") == 1
    assert (counts["found"], counts["new"], counts["same"], counts["refused"]) == (4, 3, 1, 0)
    assert watched.state("SELECT count(*) FROM listings") == [6]

    again = watched.once()
    assert again["feeds"] == 2
    assert again["found"] == again["new"] == 0


def test_a_page_is_on_disk_as_it_came_before_it_is_read(watched, site):
    site["/a"] = site.text("tea", ETag='"7"', X_Served_By="cache-1")

    def record(taken):
        ((data, headers, url, fetched_at),) = watched.state("SELECT data, headers, url, fetched_at FROM spool")
        assert data == site.text("tea").body
        assert "cache-1" in headers
        assert url == f"{site.url}/a"
        assert fetched_at
        return watched.lake.add(taken)

    watched.record = record
    watched.once(site.feed("/a"))

    assert watched.rows("SELECT title FROM articles") == ["Talks of tea"]
    assert watched.state("SELECT count(*) FROM spool") == [0]


def test_a_pdf_that_a_feed_lists_is_recorded(watched, site):
    site["/talks.pdf"] = Say(200, press_release(), Content_Type="application/pdf")
    counts = watched.once(site.feed("/talks.pdf"))

    assert watched.articles() == [f"{site.url}/talks.pdf"]
    assert counts["refused"] == 0
    assert "application/pdf" in site.headers("/talks.pdf")[0]["Accept"]


def test_only_what_has_changed_is_asked_for(watched, site):
    site["/a"] = site.text("tea", ETag='"a1"')
    feed = site.feed("/a", ETag='"f1"', Last_Modified="Tue, 10 Jun 2025 04:00:00 GMT")
    watched.until(2, feed)

    first, *later = site.headers("/rss")
    assert "If-None-Match" not in first
    assert len(later) >= 6
    assert all(headers["If-None-Match"] == '"f1"' for headers in later)
    assert all(headers["If-Modified-Since"] == "Tue, 10 Jun 2025 04:00:00 GMT" for headers in later)
    assert [headers.get("If-None-Match") for headers in site.headers("/a")] == [None, '"a1"']
    assert first["User-Agent"].startswith("Dateline/")


def test_a_mark_that_no_header_may_carry_is_not_sent_back(watched, site):
    site.page("/a")
    watched.until(1, site.feed("/a", ETag='"\u00e9"'))

    assert len(site.headers("/rss")) >= 3
    assert not any("If-None-Match" in headers for headers in site.headers("/rss"))
    assert watched.state("SELECT n_failed FROM feeds") == [0]


def test_robots_txt_is_obeyed_and_asked_once_a_day(watched, site):
    site["/robots.txt"] = Say(200, "User-agent: *\nDisallow: /no/\nAllow: /no/but\nDisallow: /*.pdf$\n")
    for path in ("/a", "/no/but"):
        site.page(path)
    counts = watched.once(site.feed("/a", "/no/b", "/no/but", "/x.pdf"))

    assert watched.articles() == [f"{site.url}/a", f"{site.url}/no/but"]
    assert counts["refused"] == 2
    assert "/no/b" not in site.paths()
    assert "/x.pdf" not in site.paths()
    assert f"{site.url}/robots.txt does not allow Dateline to fetch it" in watched.rows("SELECT reason FROM refusals")

    watched.until(30)
    assert site.paths().count("/robots.txt") == 2


def test_a_site_without_robots_txt_allows_all_and_one_that_fails_allows_nothing_until_it_answers(watched, sites):
    one, other = sites
    one["/robots.txt"] = Say(403)
    other["/robots.txt"] = Say(500), Say(500), Say(301, Location="/rules"), Say(200, "User-agent: *\nDisallow: /b")
    other["/rules"] = Say(200, "User-agent: Dateline\nDisallow: /b\n")
    for site in sites:
        site.page("/a")
        site.page("/b")
    watched.until(3, one.feed("/a"), other.feed("/a", "/b"))

    assert watched.articles() == [f"{site.url}/a" for site in sorted(sites, key=lambda site: site.url)]
    asked = other.paths()
    assert asked.index("/rss") > asked.index("/rules")
    assert "/b" not in asked
    assert any("forbids all until it can" in reason for reason in watched.reasons("feed failed"))


def test_a_host_is_asked_one_thing_at_a_time_with_rests_between(watched, sites):
    one, other = sites
    one["/robots.txt"] = Say(200, "User-agent: *\nCrawl-delay: 7\n")
    for site in sites:
        for n in range(5):
            site.page(f"/{n}")
    watched.settings = replace(watched.settings, delay=3.0)
    watched.once(*(site.feed(*(f"/{n}" for n in range(5))) for site in sites))

    for site, delay in ((one, 7), (other, 3)):
        times = [at for path, at, _ in site.asked if path != "/robots.txt"]
        assert len(times) == 6
        assert all(later - earlier >= delay for earlier, later in pairwise(times))
    assert watched.outside.most_at_once == 2


def test_what_gives_no_answer_is_tried_again_less_and_less_often_and_then_refused(watched, site):
    site["/a"] = Say(500)
    site["/b"] = Say(how="hang up")
    site["/c"] = Say(200, "half", how="cut", Content_Type="text/plain")
    site["/d"] = Say(500), Say(502), site.text("tea")
    watched.until(40, site.feed("/a", "/b", "/c", "/d"))

    assert watched.articles() == [f"{site.url}/d"]
    for path in ("/a", "/b", "/c"):
        waits = [later - earlier for earlier, later in pairwise(site.times(path))]
        assert len(waits) == schedule.N_TRIES - 1
        assert all(wait >= 0.75 * usual for wait, usual in zip(waits, (60, 240, 960, 3840), strict=False))
    refused = dict(watched.rows("SELECT name, reason FROM refusals"))
    assert set(refused) == {f"{site.url}/{name}" for name in "abc"}
    assert refused[f"{site.url}/a"] == "answered 500 Internal Server Error; try again later (given up after 7 tries)"


def test_waits_differ_by_chance():
    chance = random.Random(1)
    waits = [schedule.backed_off(3, chance) for _ in range(100)]

    assert len(set(waits)) == 100
    assert 0.75 * 960 <= min(waits) < max(waits) <= 1.25 * 960
    assert schedule.backed_off(40, chance) <= 1.25 * schedule.LONGEST_WAIT


@pytest.mark.parametrize("stated", ["3000", "Thu, 28 May 2026 21:16:40 GMT"])
def test_a_site_that_says_when_to_come_again_is_left_alone_until_then_even_after_a_restart(watched, site, stated):
    for path in ("/b", "/c"):
        site.page(path)
    site["/a"] = Say(429, Retry_After=stated), site.text("tea")
    feed = site.feed("/a", "/b", "/c")
    watched.until(0.3, feed)
    n_asked = len(site.asked)
    watched.until(0.6)  # a process of its own
    assert len(site.asked) == n_asked

    watched.until(3)
    assert len(watched.articles()) == 3
    after = [at for path, at, _ in site.asked[n_asked:]]
    assert min(after) >= BEGIN + 3000


@pytest.mark.parametrize("stated", [None, "", "soon", "-5", "99999999999999", "Mon, 99 Jun 2025 04:00:00 GMT"])
def test_an_odd_wish_is_no_wish_or_a_day(stated):
    assert schedule.wished(stated, BEGIN) in (None, schedule.LONGEST_WISH)


def test_a_feed_that_moved_for_good_is_asked_there_and_one_that_moved_for_now_is_not(watched, sites):
    one, other = sites
    other.page("/a")
    other.page("/b")
    other.feed("/a", path="/new")
    other.feed("/b", path="/now")
    one["/old"] = Say(301, Location=f"{other.url}/newer")
    other["/newer"] = Say(308, Location="/new")
    one["/moved"] = Say(302, Location=f"{other.url}/now")
    watched.until(1, f"{one.url}/old", f"{one.url}/moved")
    watched.until(2)

    assert one.paths().count("/old") == 1
    assert other.paths().count("/newer") == 1
    assert other.paths().count("/new") >= 6
    assert one.paths().count("/moved") >= 6
    assert len(watched.articles()) == 2
    assert watched.state("SELECT address FROM feeds WHERE url LIKE '%/old'") == [f"{other.url}/new"]


def test_a_redirect_goes_by_the_rules_of_where_it_leads(watched, sites):
    one, other = sites
    other["/robots.txt"] = Say(200, "User-agent: *\nDisallow: /\n")
    other.page("/secret")
    one["/a"] = Say(302, Location=f"{other.url}/secret")
    one["/loop"] = Say(302, Location="/loop?x")
    one["/loop?x"] = Say(302, Location="/loop")
    one["/file"] = Say(302, Location="file:///etc/passwd")
    one["/front"] = Say(302, Location="/")
    one["/front-too"] = Say(302, Location="/")
    one["/"] = one.text("front")
    watched.once(one.feed("/a", "/loop", "/file", "/front", "/front-too"))

    assert watched.articles() == []
    assert "/secret" not in other.paths()
    refused = dict(watched.rows("SELECT name, reason FROM refusals"))
    assert "does not allow" in refused[f"{one.url}/a"]
    assert "over 8 redirects" in refused[f"{one.url}/loop"]
    assert "cannot be asked" in refused[f"{one.url}/file"]
    assert "front page" in refused[f"{one.url}/front"]
    assert "front page" in refused[f"{one.url}/front-too"]


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (Say(200, "<html><body>Back soon"), "is an HTML page"),
        (Say(200, ""), "is empty"),
        (Say(200, "<rss><channel><item><link>"), "no well-formed XML"),
        (Say(404), "answered 404"),
        (Say(500), "answered 500"),
        (Say(how="hang up"), "broke"),
        (Say(200, "half", how="cut"), "broke"),
        (Say(200, "x", Content_Encoding="br"), "packed as br"),
        (Say(200, b"\x1f\x8bxx"), "broken gzip"),
        (Say(302, Location="/rss"), "over 8 redirects"),
    ],
)
def test_a_feed_that_breaks_is_a_row_with_its_reason_and_goes_on_when_it_is_whole(watched, site, broken, reason):
    site.page("/a")
    feed = site.feed("/a")
    (whole,) = site.server.says["/rss"]
    site["/rss"] = (*[broken] * (9 if broken.status == 302 else 1), whole)
    watched.until(3, feed)

    assert watched.articles() == [f"{site.url}/a"]
    (told,) = watched.reasons("feed failed")
    assert reason in told
    assert watched.state("SELECT n_failed, reason FROM feeds") == [(0, None)]


def test_a_feed_that_is_gone_is_left_alone_for_a_week(watched, site):
    site["/rss"] = Say(410)
    watched.until(7 * 24 - 1, f"{site.url}/rss")
    assert site.paths().count("/rss") == 1

    watched.until(7 * 24 + 1)
    assert site.paths().count("/rss") == 2
    assert len(watched.reasons("feed gone")) == 2


def test_an_edited_page_is_a_new_revision_and_a_deleted_one_stays_in_the_record(watched, site):
    site["/a"] = site.text("tea"), site.text("coffee"), Say(404), Say(404)
    site["/b"] = site.text("milk"), site.text("milk"), Say(410), site.text("milk")
    site["/c"] = site.text("rice")
    watched.until(8 * 24, site.feed("/a", "/b", "/c"))

    hours = [(at - BEGIN) / HOUR for at in site.times("/a")]
    assert [round(at) for at in hours] == [0, 1, 6, 24, 168]
    assert site.paths().count("/b") == site.paths().count("/c") == 5
    assert sorted(watched.rows("SELECT title FROM articles")) == ["Talks of coffee", "Talks of milk", "Talks of rice"]
    assert watched.rows("SELECT count(*) FROM revisions") == [4]
    assert watched.state("SELECT url FROM items WHERE gone_at IS NOT NULL") == [f"{site.url}/a"]
    assert watched.reasons("page edited")
    assert [note.url for note in watched.notes if note.kind == "page gone"] == [f"{site.url}/a", f"{site.url}/b"]
    assert [note.url for note in watched.notes if note.kind == "came back"] == [f"{site.url}/b"]


def test_a_page_that_its_feed_says_was_changed_is_looked_at_at_once(watched, site):
    def listed(day):
        dates = f"<updated>2026-05-{day}T00:00:00Z</updated>"
        entry = f'<entry><link href="{site.url}/a"/>{dates}</entry>'
        return Say(200, f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>')

    site["/a"] = site.text("tea"), site.text("coffee")
    site["/atom"] = listed(28), listed(29)
    watched.until(0.5, f"{site.url}/atom")

    assert watched.rows("SELECT title FROM articles") == ["Talks of coffee"]


def test_pages_that_cannot_be_taken_are_refused_at_once_with_their_reason(watched, site, monkeypatch):
    site["/image"] = Say(200, b"\x89PNG", Content_Type="image/png")
    site["/wall"] = Say(403)
    site["/empty"] = Say(200, " ", Content_Type="text/html")
    site["/bytes"] = Say(200, bytes(range(256)) * 9, Content_Type="text/html")
    site["/packed"] = Say(200, "x", Content_Encoding="br", Content_Type="text/html")
    counts = watched.once(site.feed("/image", "/wall", "/empty", "/bytes", "/packed", "/missing", "http://[::1"))

    refused = dict(watched.rows("SELECT name, reason FROM refusals"))
    assert counts["refused"] == len(refused) == 6
    for path, reason in {
        "image": "image/png",
        "wall": "403",
        "empty": "empty",
        "packed": "br",
        "missing": "404",
    }.items():
        assert reason in refused[f"{site.url}/{path}"]
    assert all(site.paths().count(f"/{path}") == 1 for path in ("image", "wall", "empty", "bytes", "packed"))
    assert watched.state("SELECT n_without_address FROM feeds") == [1]


def test_a_feed_cannot_lead_to_what_is_not_public(watched, site, monkeypatch):
    monkeypatch.setattr("dateline.fetch.is_public", lambda address: address == "127.0.0.1")
    watched.settings = replace(watched.settings, allow_private=False)
    site["/to"] = Say(302, Location="http://10.0.0.7/")
    counts = watched.once(site.feed("http://127.0.0.2/latest/meta-data", "/to"))

    assert counts["refused"] == 2
    for reason in watched.rows("SELECT reason FROM refusals"):
        assert "not a public address" in reason


def test_the_sitemaps_of_an_index_are_watched_as_far_as_they_change(watched, site):
    def index(*parts):
        listed = "".join(
            f"<sitemap><loc>{site.url}{path}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>"
            for path, day in parts
        )
        return Say(200, f"<sitemapindex>{listed}</sitemapindex>")

    def sitemap(*paths):
        return Say(200, f"<urlset>{''.join(f'<url><loc>{site.url}{path}</loc></url>' for path in paths)}</urlset>")

    for path in ("/a", "/b", "/c", "/d"):
        site.page(path)
    site["/index"] = (
        index(("/1", "2026-05-28"), ("/2", None), ("/old", "2020-01-01"), ("/index", None)),
        index(("/1", "2026-05-29"), ("/2", None)),
        index(("/1", "2026-05-29")),
    )
    site["/1"] = sitemap("/a"), sitemap("/a", "/b")
    site["/2"] = sitemap("/c"), sitemap("/c", "/d")
    watched.until(3, f"{site.url}/index")

    assert watched.articles() == [f"{site.url}/{name}" for name in "abcd"]
    assert site.paths().count("/1") == 2
    assert 2 <= site.paths().count("/2") <= 4  # with every poll of an hour, as far as chance has them fall
    assert "/old" not in site.paths()


def test_pages_from_long_ago_are_left_out_and_counted(watched, site):
    site.page("/a")
    site.page("/b")
    old = site.feed("/a", more="<pubDate>Tue, 10 Jun 2025 06:00:00 +0200</pubDate>")
    counts = watched.once(old, site.feed("/b", more="<pubDate>no date</pubDate>", path="/other"))

    assert watched.articles() == [f"{site.url}/b"]
    assert (counts["found"], counts["left out"]) == (1, 1)
    assert watched.state("SELECT stage FROM items WHERE key LIKE '%/a'") == ["left out"]


def test_one_round_leaves_to_the_next_what_is_not_due(watched, site):
    site["/a"] = Say(503, Retry_After="7200"), site.text("tea")
    site.page("/b")
    feed = site.feed("/b", "/a")
    counts = watched.once(feed)

    assert watched.outside.at < BEGIN + HOUR
    assert (counts["new"], counts["page delayed"]) == (1, 1)

    watched.outside.at = BEGIN + 3 * HOUR
    assert watched.once()["new"] == 1
    assert len(watched.articles()) == 2


def test_two_watchers_of_one_lake_are_one_too_many(watched, site):
    watched.once(site.feed("/a"))

    with watching(watched.lake.folder), pytest.raises(LakeError, match="is being watched by another process"):
        watched.once()


def test_a_state_that_cannot_be_read_says_what_to_do(watched, site):
    site.page("/a")
    watched.once(site.feed("/a"))
    home(watched.lake.folder).write_bytes(b"no database, but long enough to be looked at" * 100)

    with pytest.raises(LakeError, match="restore it from a copy, or delete it"):
        watched.once()

    for path in home(watched.lake.folder).parent.iterdir():
        path.unlink()
    assert watched.once(f"{site.url}/rss")["known"] == 1
