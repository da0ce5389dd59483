import gzip
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import FeedError
from dateline.watch.feeds import MAX_BYTES, MAX_ENTRIES, read_feed

AT = "https://news.example/feed"
ATOM = "http://www.w3.org/2005/Atom"


def rss(*items, end="</channel></rss>"):
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{"".join(items)}{end}'.encode()


def item(link, more=""):
    return f"<item><title>Talks &amp; more</title><link>{link}</link>{more}</item>"


def urls(data, at=AT):
    return [entry.url for entry in read_feed(data, at).entries]


def test_rss_gives_addresses_and_dates():
    listing = read_feed(rss(item("/a", "<pubDate>Tue, 10 Jun 2025 06:00:00 +0200</pubDate>"), item("/b")), AT)

    assert listing.form == "RSS"
    assert listing.remark is None
    assert [entry.url for entry in listing.entries] == ["https://news.example/a", "https://news.example/b"]
    assert [entry.published_at for entry in listing.entries] == ["2025-06-10T04:00:00+00:00", None]


def test_atom_gives_the_alternate_link_and_when_it_was_updated():
    data = (
        f'<feed xmlns="{ATOM}" xml:base="https://cdn.example/x/"><entry><link rel="self" href="/self"/><link href="y"/>'
        "<published>2025-06-10T04:00:00Z</published><updated>2025-06-11T04:00:00Z</updated></entry></feed>"
    )
    (entry,) = read_feed(data.encode(), AT).entries

    assert (entry.url, entry.updated_at) == ("https://cdn.example/x/y", "2025-06-11T04:00:00+00:00")


def test_a_guid_that_is_an_address_serves_as_link_and_others_do_not():
    data = rss("<item><guid>https://news.example/g</guid></item>", '<item><guid isPermaLink="false">7</guid></item>')
    listing = read_feed(data, AT)

    assert [entry.url for entry in listing.entries] == ["https://news.example/g"]
    assert listing.n_without_address == 1


def test_a_json_feed_is_read():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "/a", "date_published": "2025-06-10T06:00:00+02:00"}, {"id": "7"}, "odd", {"url": 7}],
    }
    listing = read_feed(json.dumps(feed).encode(), AT)

    assert [(entry.url, entry.published_at) for entry in listing.entries] == [
        ("https://news.example/a", "2025-06-10T04:00:00+00:00")
    ]
    assert listing.n_without_address == 3


def sitemap(*parts, root="urlset"):
    return (
        f'<?xml version="1.0"?><{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">{"".join(parts)}</{root}>'
    ).encode()


def test_a_news_sitemap_is_read_and_a_packed_one_too():
    news = "<n:news><n:publication_date>2025-06-10</n:publication_date><n:title>T</n:title></n:news>"
    data = sitemap(
        f"<url><loc> https://news.example/a?x=1&amp;y=2 </loc>{news}</url>", "<url><loc>mailto:a</loc></url>"
    )
    listing = read_feed(data, AT)

    assert listing.form == "news sitemap"
    assert [(entry.url, entry.published_at) for entry in listing.entries] == [
        ("https://news.example/a?x=1&y=2", "2025-06-10T00:00:00+00:00")
    ]
    assert listing.n_without_address == 1
    assert read_feed(gzip.compress(data), AT) == listing


def test_an_index_of_sitemaps_has_parts():
    data = sitemap(
        "<sitemap><loc>/news.xml</loc><lastmod>2025-06-10T04:00:00Z</lastmod></sitemap>", root="sitemapindex"
    )
    listing = read_feed(data, AT)

    assert (listing.form, listing.entries) == ("sitemap index", ())
    assert [(part.url, part.updated_at) for part in listing.parts] == [
        ("https://news.example/news.xml", "2025-06-10T04:00:00+00:00")
    ]


def test_a_feed_that_breaks_off_gives_its_whole_items():
    whole = rss(item("/a"), item("/b"), item("/long-address"), end="")
    listing = read_feed(whole[: whole.index(b"-address")], AT)

    assert [entry.url for entry in listing.entries] == ["https://news.example/a", "https://news.example/b"]
    assert "not well-formed" in (listing.remark or "")

    cut = sitemap("<url><loc>/a</loc></url>", "<url><loc>/long-address</loc></url>")
    assert urls(cut[: cut.index(b"-address")]) == ["https://news.example/a"]


def test_a_feed_with_a_fault_in_its_midst_gives_the_rest():
    listing = read_feed(rss(item("/a"), item("/b", "<x>1 & 2 &nope; <y></x>"), item("/c")), AT)

    assert [entry.url for entry in listing.entries] == [f"https://news.example/{name}" for name in "abc"]
    assert listing.remark


@pytest.mark.parametrize(
    "data",
    [
        '<?xml version="1.0" encoding="utf-16"?>{}'.format(rss(item("/ü"))[21:].decode()).encode("utf-16"),
        b'<?xml version="1.0" encoding="utf-8"?>' + rss(item("/ü"))[21:].decode().encode("latin-1"),
        b'<?xml version="1.0" encoding="no-such-set"?>' + rss(item("/ü"))[21:],
        b"\xef\xbb\xbf" + rss(item("/ü")),
        b'<?xml version="1.0" encoding="windows-1251"?>'
        + rss(item("/a"), "<x>Кремль</x>")[21:].decode().encode("cp1251"),
        b"\n\n  " + rss(item("/a")),
        rss(item("/a"), "\x00\x08"),
    ],
    ids=["utf-16", "latin-1 as utf-8", "unknown", "bom", "cp1251", "blank first", "controls"],
)
def test_character_sets_and_their_tricks_do_not_matter(data):
    assert urls(data)[0].startswith("https://news.example/")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \n\0", "is empty"),
        (b"<html><head><title>Sign in</title></head><body>", "is an HTML page and no feed; look on the site"),
        (
            b'<!DOCTYPE html><html><head><link rel="alternate" type="application/atom+xml" href="/atom">',
            "names the feed https://news.example/atom",
        ),
        (b"Too many requests", "no well-formed XML"),
        (b"\x89PNG\r\n\x1a\n", "no well-formed XML"),
        (b'{"error": "no such feed"}', "JSON and no JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "no whole JSON"),
        (b"[" * 100_000, "no whole JSON"),
        (b'<?xml version="1.0"?><note><to>you</to></note>', "is no feed"),
        (gzip.compress(rss(item("/a")) * 9)[:-9], "broken gzip"),
        (gzip.compress(bytes(MAX_BYTES + 1)), "larger than 50 MB"),
        (b"<urlset>" + b"<a>" * 50, "over 40 deep"),
        (b"<urlset><url><lo", "no well-formed XML"),
    ],
)
def test_what_is_no_feed_is_refused_with_what_came(data, reason):
    with pytest.raises(FeedError, match=reason):
        read_feed(data, AT)


def test_a_feed_without_items_is_a_feed():
    assert read_feed(rss(), AT).entries == ()
    assert read_feed(sitemap(), AT).entries == ()


def test_entities_are_neither_expanded_nor_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    declared = f'<!DOCTYPE x [<!ENTITY f SYSTEM "{secret.as_uri()}">{grown}]>'
    begun_at = time.perf_counter()

    for data in (
        rss(item("/a&f;"), item("/b&e11;")),
        sitemap("<url><loc>/a&f;</loc></url>", "<url><loc>/b&e11;</loc></url>"),
    ):
        try:
            found = urls(data[:21] + declared.encode() + data[21:])
        except FeedError:
            found = []
        assert "hidden" not in "".join(found)
        assert len("".join(found)) < 1000
    assert time.perf_counter() - begun_at < 20


def test_more_items_than_a_feed_may_have_are_refused():
    with pytest.raises(FeedError, match="lists 50,001 items"):
        read_feed(sitemap(*(f"<url><loc>/{n}</loc></url>" for n in range(MAX_ENTRIES + 1))), AT)


def test_more_items_than_a_feed_may_have_are_counted_before_they_are_read(monkeypatch):
    monkeypatch.setattr("feedparser.parse", lambda *_, **__: pytest.fail("was read"))

    for data in (rss(item("/a") * (MAX_ENTRIES + 1)), b"<a:feed>" + b"<a:entry\n/>" * (MAX_ENTRIES + 1)):
        with pytest.raises(FeedError, match="lists 50,001 items"):
            read_feed(data, AT)
    with pytest.raises(FeedError, match="lists 50,001 items"):
        read_feed(rss(item("/a") * (MAX_ENTRIES + 1)).decode().encode("utf-16"), AT)


def test_an_address_that_no_request_can_carry_is_none():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": [{"url": "https://news.example/\ud800"}, {"url": "/a"}],
    }
    listing = read_feed(json.dumps(feed).encode(), AT)

    assert [entry.url for entry in listing.entries] == ["https://news.example/a"]
    assert listing.n_without_address == 1


def test_a_remark_before_a_sitemap_that_is_one_address_is_passed_over():
    assert urls(b"<!-- <urlset> --><url><loc>https://news.example/a</loc></url>") == ["https://news.example/a"]


FEEDS = (
    rss(item("/a", "<pubDate>Tue, 10 Jun 2025 06:00:00 +0200</pubDate>"), item("/b")),
    f'<feed xmlns="{ATOM}"><entry><link href="y"/><updated>2025-06-11T04:00:00Z</updated></entry></feed>'.encode(),
    b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a", "date_published": "2025-06-10"}]}',
    b"<urlset><url><loc>https://news.example/a</loc><lastmod>2025-06-10</lastmod></url></urlset>",
    b"<sitemapindex><sitemap><loc>https://news.example/a</loc></sitemap></sitemapindex>",
    gzip.compress(rss(item("/a"))),
)
ODD = st.one_of(
    st.binary(max_size=40), st.sampled_from([b"<![CDATA[", b"&#0;", b"<!ENTITY x '&x;'>", b"]]>", b"\xff\xfe"])
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(FEEDS), st.integers(0, 300), st.integers(0, 60), ODD)
def test_whatever_comes_for_a_feed_is_one_or_is_refused(feed, at, length, noise):
    try:
        listing = read_feed(feed[:at] + noise + feed[at + length :], AT)
    except FeedError:
        return
    assert all(entry.url.startswith(("http://", "https://")) for entry in (*listing.entries, *listing.parts))
