"""Which page of a group the text most likely comes from."""

import pytest

from dateline.syndication import SyndicationIndex
from dateline.syndication.origin import Candidate, likely_origin
from tests.syndication.conftest import page, paragraphs


def candidate(id, outlet=None, published_at=None, agency=None, n_words=400):
    return Candidate(0, id, outlet, published_at, agency, n_words)


def test_the_agencys_own_page_comes_before_an_earlier_copy_that_credits_it():
    copy = candidate("copy", "The Gazette", "2025-07-13T08:00:00Z", "Reuters")
    own = candidate("own", "Reuters", "2025-07-13T09:00:00Z")
    assert likely_origin([copy, own]) == ("own", ("Reuters's own page", "credited by 1 page"))


def test_of_two_agencies_the_one_that_is_credited_is_the_origin():
    pages = [candidate("a", "KCNA"), candidate("b", "Reuters"), candidate("c", "The Gazette", agency="Reuters")]
    assert likely_origin(pages)[0] == "b"


def test_without_the_agencys_page_the_reason_says_that_it_lies_outside():
    pages = [
        candidate("late", published_at="2025-07-13T10:00:00Z", agency="Reuters"),
        candidate("early", published_at="2025-07-13T09:00:00Z", agency="Reuters"),
    ]
    origin, why = likely_origin(pages)
    assert origin == "early"
    assert "no page of Reuters is in the group" in why


def test_a_trim_that_was_published_first_is_not_the_origin():
    trim = candidate("trim", published_at="2025-07-13T08:00:00Z", n_words=100)
    whole = candidate("whole", published_at="2025-07-13T08:05:00Z")
    assert likely_origin([trim, whole])[0] == "whole"


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2025-07-13T12:00:00+09:00", "2025-07-13T04:00:00Z"),
        ("2025-07-13T23:00:00Z", "2025-07-13"),
        ("2025-07-13", "2025-07-14T01:00:00Z"),
        ("2025-07-13", None),
        ("2025-07-13T10:00", "yesterday"),
    ],
)
def test_times_are_compared_as_moments_and_what_is_vague_comes_last(earlier, later):
    assert likely_origin([candidate("b", published_at=later), candidate("a", published_at=earlier)])[0] == "a"


def test_of_pages_without_a_time_the_longest_is_the_origin():
    assert likely_origin([candidate("short", n_words=350), candidate("long")])[0] == "long"


def test_the_index_names_the_origin_of_a_group():
    with SyndicationIndex() as index:
        index.add(page("b", *paragraphs(1), published_at="2025-07-13T10:00:00Z"))
        index.add(page("a", *paragraphs(1)[:8], published_at="2025-07-13T09:00:00Z"))
        assert index.origin("b") == ("a", ("published first of the pages with most of the text",))
