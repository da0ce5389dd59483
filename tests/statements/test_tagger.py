"""The shipped tagger on own sentences of the kinds that count: what it finds, not how likely."""

import numpy as np
import pytest

from dateline.encoder import encode
from dateline.quotes import find_quotes
from dateline.statements.tagger import NO_ODDS, Tagging, bucket_of, tag


def found_in(article):
    tagging = tag(encode(article, find_quotes(article)))
    return [
        " | ".join(
            " … ".join(article.text[s:e].strip(" ,") for s, e in part) for part in (each.source, each.cue, each.content)
        )
        for each in tagging.attributions
        if each.odds > 0
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The ministry said that the talks had failed.", "The ministry | said | that the talks had failed"),
        ("“The talks,” Berg said on Monday, “have failed.”", "Berg | said | “The talks,” … “have failed.”"),
        (
            "According to the ministry, three soldiers were killed.",
            "the ministry | According to | three soldiers were killed",
        ),
        ("The bridge is believed to have been mined.", " | is believed | The bridge … to have been mined"),
        ("She hopes to return to Geneva in May.", "She | hopes | to return to Geneva in May"),
    ],
)
def test_source_cue_and_content(article_of, sentence, expected):
    assert expected in found_in(article_of(sentence))


def test_nothing_is_found_where_nobody_says_anything(article_of):
    assert found_in(article_of("Ships carrying grain left the port.")) == []


def test_odds_are_the_highest_of_pieces_that_begin_in_a_range():
    tagging = Tagging((), (0, 4, 9), (1.0, 3.0, 2.0))
    assert tagging.odds_at(0, 9) == 3.0
    assert tagging.odds_at(5, 9) == NO_ODDS


def test_buckets_grow_with_distance_and_are_apart_on_both_sides():
    buckets = bucket_of(np.array([[-400, -2, -1, 0, 1, 2, 400]]))
    assert buckets.tolist() == [[0, 13, 15, 16, 17, 19, 32]]
