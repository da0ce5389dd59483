"""Title, authors, times, tags and publisher out of sources that disagree."""

import json
from typing import Any

import pytest

from dateline.page.dom import parse_html, visible_lines
from dateline.page.metadata import Facts, read_facts, split_tags, without_site
from dateline.page.names import named
from dateline.page.structured import structured
from dateline.page.times_stated import iso


def facts_of(body: str = "<h1>Talks</h1>", *, url: str | None = None, ld: Any = None, **meta: str) -> Facts:
    tags = "".join(f'<meta name="{name.replace("__", ":")}" content="{value}">' for name, value in meta.items())
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>' if ld else ""
    tree = parse_html(f"<html><head>{tags}{script}</head><body>{body}</body></html>")
    return read_facts(structured(tree), visible_lines(tree), url)


def test_the_site_is_no_part_of_the_title() -> None:
    assert facts_of(og__title="Talks - The Paper").title == "Talks"
    assert facts_of("<p>x", og__title="Talks | The Paper", og__site_name="The Paper").title == "Talks"
    assert without_site("Kim - the man", {"kimtheman"}, None) == "Kim - the man"


def test_a_title_for_search_gives_way_where_all_else_agrees() -> None:
    ld = {"@type": "NewsArticle", "headline": "Ministers meet in Wonsan"}
    assert (
        facts_of("<h1>Ministers meet in Wonsan</h1>", ld=ld, og__title="See who met").title
        == "Ministers meet in Wonsan"
    )
    assert facts_of("<h1>See who met</h1>", ld=ld, og__title="See who met").title == "See who met"


@pytest.mark.parametrize(
    ("values", "names"),
    [
        (["By Jane Doe and John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe, John Roe"], ("Jane Doe", "John Roe")),
        (["Jane Doe, Seoul correspondent"], ("Jane Doe",)),
        (["Felix Blau und Eva Rot, dpa"], ("Felix Blau", "Eva Rot", "dpa")),
        (["https://example.org/authors/jane", "Jane Doe jane@example.org"], ("Jane Doe",)),
        (["admin", "Jane Doe", "JANE DOE"], ("Jane Doe",)),
    ],
)
def test_names_are_taken_out_of_bylines(values: list[str], names: tuple[str, ...]) -> None:
    assert named(values) == names


def test_an_author_given_by_id_is_looked_up() -> None:
    ld = {
        "@graph": [{"@type": "Article", "author": {"@id": "#p"}}, {"@type": "Person", "@id": "#p", "name": "Jane Doe"}]
    }
    assert facts_of(ld=ld).byline == ("Jane Doe",)


def test_thousands_of_authors_given_by_ids_that_nobody_has_are_nobody() -> None:
    ld = [{"@type": "Article", "author": [{"@id": f"#p{n}"}] * 50} for n in range(4_000)]
    assert facts_of(ld=ld).byline == ()


@pytest.mark.parametrize("words", ["( ", "@", "a@a", "x.", "a-", "A and "])
def test_a_value_that_is_longer_than_any_byline_names_nobody(words: str) -> None:
    assert named([words * 500_000, "Jane Doe"]) == ("Jane Doe",)


def test_a_person_on_the_page_counts_more_than_the_site_as_author() -> None:
    ld = {"@type": "NewsArticle", "author": {"name": "The Paper"}, "publisher": {"name": "The Paper"}}
    assert facts_of("<h1>Talks</h1><p>By Jane Doe</p>", ld=ld).byline == ("Jane Doe",)
    assert facts_of(ld=ld).byline == ("The Paper",)


@pytest.mark.parametrize(
    ("stated", "time"),
    [
        ("2024-01-07T01:20:00Z", "2024-01-07T01:20:00+00:00"),
        ("2026-06-05T17:20:55+0200", "2026-06-05T17:20:55+02:00"),
        ("2024-11-22 16:55:35", "2024-11-22T16:55:35"),
        ("2024-11-22", "2024-11-22"),
        ("9999-12-31T23:59:59Z", None),
        ("Fri, 31 Dec 9999 23:59:59 GMT", None),
        ("Mon, 1 Jan 2024 00:00:00 +99999999999999999999", None),
        ("Fri, 28 Apr 2023 13:53:25 GMT", "2023-04-28T13:53:25+00:00"),
        ("Fri Apr 28 19:20:36 CEST 2023", "2023-04-28T19:20:36+02:00"),
        ("2024-13-41T00:00:00Z", None),
        ("soon", None),
    ],
)
def test_times_keep_the_offset_that_is_stated_and_get_no_other(stated: str, time: str | None) -> None:
    assert iso(stated) == time


def test_json_ld_counts_more_than_meta_tags_for_times() -> None:
    ld = {"@type": "NewsArticle", "datePublished": "2025-07-13T10:39:00"}
    facts = facts_of(ld=ld, article__published_time="2025-07-14T00:00:00Z", article__modified_time="2025-07-15")
    assert (facts.published_at, facts.modified_at) == ("2025-07-13T10:39:00", "2025-07-15")


def test_a_time_of_change_alone_is_no_time_of_publication() -> None:
    facts = facts_of("<h1>Talks</h1><p>text", article__modified_time="2025-07-15")
    assert (facts.published_at, facts.modified_at) == (None, "2025-07-15")


def test_tags_are_split_and_cleaned() -> None:
    assert split_tags(["Oman, Yemen,, 12345, oman, The Paper"], "The Paper") == ("Oman", "Yemen")
    assert split_tags(["Oman", "Aden, Yemen"], None) == ("Oman", "Aden, Yemen")
    assert split_tags(["Oman, Yemen"] * 50_000, None) == ("Oman", "Yemen")


def test_codes_of_a_subject_scheme_are_no_tags() -> None:
    tags = "<h1>T</h1><ul class='tags'><li><a href='/o'>Oman</a></ul>"
    assert facts_of(tags, keywords="AER,GEN,INDS,POL").tags == ("Oman",)


def test_the_canonical_address_counts_unless_it_is_the_front_page() -> None:
    link = "<link rel=canonical href='{}'>"
    for address, url in (("/talks", "https://x.example/talks"), ("https://x.example/", "https://x.example/a?b=1")):
        tree = parse_html(f"<html><head>{link.format(address)}</head><body><p>x")
        assert read_facts(structured(tree), visible_lines(tree), "https://x.example/a?b=1").url == url


def test_the_publisher_is_named_as_the_tables_spell_it() -> None:
    assert facts_of(url="https://www.dawn.com/news/1", og__site_name="DAWN.COM").publisher == "Dawn"
    assert facts_of(og__site_name="A Small Paper").publisher == "A Small Paper"
