"""JSON-LD and meta tags."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.page.dom import parse_html
from dateline.page.entities import unescape_all
from dateline.page.structured import MAX_DEPTH, parse_json, strings, structured


def test_the_article_is_found_in_a_graph_and_below_a_page() -> None:
    markup = """<head><script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "S"},
        {"@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": "Talks"}}]}</script></head><p>x"""
    assert [item["headline"] for item in structured(parse_html(markup)).articles()] == ["Talks"]


def test_json_that_breaks_the_rules_is_mended() -> None:
    assert parse_json('<!-- {"a": "line\nend",} -->') == [{"a": "line\nend"}]
    assert parse_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]
    assert parse_json("{nothing") == []


def test_a_comments_end_is_found_before_any_number_of_blanks() -> None:
    assert parse_json('{"a": 1}-->' + " " * 1_000_000 + ";") == [{"a": 1}]
    assert parse_json('{"a": 1}-->' + " " * 1_000_000 + "x") == [{"a": 1}]


def test_a_string_is_read_from_as_deep_as_pages_put_it_and_no_deeper() -> None:
    assert strings([{"name": [{"@value": "Jane Doe"}]}]) == ["Jane Doe"]
    for nest in ('{"name": %s}', "[%s]"):
        value = '"Talks"'
        for _ in range(MAX_DEPTH):
            value = nest % value
        assert strings(parse_json(value)[0]) == ["Talks"]
        assert strings(parse_json(nest % value)[0]) == []
    assert strings(parse_json("[" * 900 + "]" * 900)[0]) == []


def test_values_escaped_twice_are_read() -> None:
    assert unescape_all("Trump&amp;#039;s <em>visit</em>") == "Trump's visit"


def test_meta_tags_are_found_under_property_name_and_itemprop() -> None:
    markup = """<head><meta property="OG:Title" content="A"><meta name="author" content="B">
        <meta itemprop="datePublished" content="2025-07-13"></head><p>x"""
    assert structured(parse_html(markup)).meta == {"og:title": ["A"], "author": ["B"], "datepublished": ["2025-07-13"]}


@given(st.text(max_size=200))
def test_any_script_gives_a_list(text: str) -> None:
    assert isinstance(parse_json(text), list)
