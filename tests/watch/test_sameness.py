import pytest

from dateline.lake.watched.sameness import host_of, key, origin_of, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?utm_source=rss&utm_medium=x", "http://News.Example:80/a"),
        ("https://news.example/a?id=7&fbclid=x#comments", "https://news.example:443/a?id=7"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/a/../b/./c", "https://news.example/b/c"),
        ("https://news.example/%7euser/%c3%bc", "https://news.example/~user/ü"),
        ("https://news.example", "https://news.example/"),
        ("https://нов.example/a", "https://xn--b1avd.example/a"),
        (" https://news.example./a ", "https://news.example/a"),
        ("https://news.example/a?UTM_Campaign=1&", "https://news.example/a"),
    ],
)
def test_two_addresses_of_one_page_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://news.example/a?id=7", "https://news.example/a?id=8"),
        ("https://news.example/a?q=%e4", "https://news.example/a?q=%fc"),
        ("https://news.example/a?q=a%26b", "https://news.example/a?q=a&b"),
        ("https://news.example/A", "https://news.example/a"),
        ("https://news.example/a", "https://news.example:8443/a"),
        ("https://news.example/a%2Fb", "https://news.example/a/b"),
        ("https://news.example/a?cid=1", "https://news.example/a?cid=2"),
        ("https://news.example/a?utmost=1", "https://news.example/a"),
        ("https://news.example/a?x=", "https://news.example/a"),
    ],
)
def test_addresses_of_two_pages_have_two(one, other):
    assert key(one) != key(other)


def test_what_is_asked_for_lacks_what_tracks_and_is_else_as_it_was():
    assert plain("HTTPS://News.example/A?b=2&utm_source=x&a=%e4#top") == "https://News.example/A?b=2&a=%e4"


@pytest.mark.parametrize(
    "address", ["", "mailto:desk@news.example", "https://", "ftp://news.example/a", "/a", "https://a..b\u0300"]
)
def test_what_is_no_web_address_has_no_key(address):
    with pytest.raises(ValueError, match=r"no web address|no host"):
        key(address)


def test_steps_up_lead_no_higher_than_the_root():
    assert key("https://news.example/" + "a/" * 50_000 + "../" * 100_000 + "b") == "news.example/b"


def test_a_host_has_its_port_where_it_is_not_the_usual_one():
    assert host_of("http://[::1]:8080/x") == "[::1]:8080"
    assert host_of("https://news.example:443/") == "news.example"
    assert origin_of("HTTP://news.example:8080/x") == "http://news.example:8080"


def test_a_parameter_of_ones_own_is_left_out(own_tables):
    own_tables("tracking", "parameter,source", "from_newsletter,own")

    assert key("https://news.example/a?from_newsletter=7") == key("https://news.example/a")
