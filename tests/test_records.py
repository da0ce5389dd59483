import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SpanError
from dateline.records import (
    Actor,
    Article,
    Block,
    Event,
    Mention,
    Reading,
    Span,
    Statement,
    article_id,
    spans_of,
    to_dict,
)

starts = st.integers(0, 50)


def test_a_span_is_never_empty_nor_negative():
    for start, end in ((3, 3), (4, 2), (-1, 2)):
        with pytest.raises(SpanError, match="0 <= start < end"):
            Span(start, end)


@given(starts, st.integers(1, 50), starts, st.integers(1, 50))
def test_a_span_that_holds_another_overlaps_it(start, length, other_start, other_length):
    span, other = Span(start, start + length), Span(other_start, other_start + other_length)

    assert span.holds(span)
    assert not span.holds(other) or span.overlaps(other)
    assert span.overlaps(other) == other.overlaps(span)


def test_text_that_stands_in_no_block_is_refused():
    with pytest.raises(SpanError, match="stands in no block"):
        Article("a", "r", "Told. Untold.", (Block(Span(0, 5), "paragraph"),))


def test_blocks_that_overlap_are_refused():
    with pytest.raises(SpanError, match="without overlap"):
        Article("a", "r", "Told.", (Block(Span(0, 4), "paragraph"), Block(Span(3, 5), "paragraph")))


def test_an_article_is_known_by_its_url_then_by_what_it_says_of_itself_then_by_its_text():
    assert article_id("https://example.org/a", "Dawn", "Talks", "2025-07-13", "text") == "https://example.org/a"
    assert article_id(None, "Dawn", "Talks", "2025-07-13", "text") == "Dawn | Talks | 2025-07-13"
    assert article_id(None, "Dawn", "Talks", None, "text") == article_id(None, None, None, None, "text")
    assert article_id("https://example.org/\ud800", None, None, None, "text") == "https://example.org/\ufffd"
    assert article_id(None, "\ud800", "Talks", "2025-07-13", "text") == "\ufffd | Talks | 2025-07-13"


def test_a_reading_points_only_at_what_it_holds(article_of):
    article = article_of("Kim spoke.")
    told = Statement("s1", (Span(0, 3),), speaker="a9")

    with pytest.raises(SpanError, match="names a9"):
        Reading(article, statements=(told,))
    with pytest.raises(SpanError, match="ends after"):
        Reading(article, actors=(Actor("a1", "Kim", "person", mentions=(Mention(Span(0, 99), "name"),)),))


def test_a_reciprocal_event_has_all_its_parties_among_its_actors():
    with pytest.raises(SpanError, match="reciprocal"):
        Event("e1", "CONSULT", Span(0, 3), Span(0, 9), "happened", actors=("a1",), recipients=("a2",), reciprocal=True)


def test_a_record_becomes_plain_json_in_the_names_of_the_design(article_of):
    article = article_of("Kim spoke.")
    plain = json.loads(json.dumps(to_dict(Reading(article, version="1"))))

    assert plain["article"]["blocks"] == [{"span": {"start": 0, "end": 10}, "kind": "paragraph"}]
    assert plain["article"]["url"] is None
    assert plain["actors"] == []


def test_spans_are_found_however_deep(article_of):
    article = article_of("Kim spoke.", "He left.")

    assert list(spans_of(article)) == [Span(0, 10), Span(12, 20)]
