import numpy as np
import pytest

from dateline.encoder import tokenizer
from dateline.statements.decoding import CONTENT, CUE, NONE, SOURCE, anchors, decode
from dateline.windows import windows
from tests.conftest import article_from

SENTENCE = "Talks failed , Berg said , so they left"
"""One piece a word."""


def window_of(text):
    (window,) = windows(article_from(text), [], tokenizer())
    return window


def scored(window, *roles, sure=6.0):
    """Scores for one anchor; `roles` name each word's role or give its scores."""
    scores = np.zeros((1, len(window), 4), dtype=np.float32)
    for n, role in enumerate(roles, start=1):
        scores[0, n] = role if isinstance(role, list) else [sure * (r == role) for r in range(4)]
    return scores


def words(text, ranges):
    return [text[start:end] for start, end in ranges]


def test_runs_of_a_role_are_its_words_and_a_content_may_be_split():
    window = window_of(SENTENCE)
    roles = scored(window, CONTENT, CONTENT, NONE, SOURCE, CUE, NONE, CONTENT, CONTENT, CONTENT)
    (found,) = decode(window, np.full(len(window), 2.0, dtype=np.float32), [5], roles)
    assert words(SENTENCE, found.source) == ["Berg"]
    assert words(SENTENCE, found.cue) == ["said"]
    assert words(SENTENCE, found.content) == ["Talks failed", "so they left"]
    assert found.odds == 2.0
    assert found.certainty > 0.95


def test_an_odd_word_in_a_run_does_not_break_it():
    window = window_of(SENTENCE)
    roles = scored(window, CONTENT, [0.4, 0, 0, 0.0], CONTENT, SOURCE, CUE, NONE, NONE, NONE, NONE)
    (found,) = decode(window, np.zeros(len(window), dtype=np.float32), [5], roles)
    assert words(SENTENCE, found.content) == ["Talks failed ,"]


def test_an_anchor_without_content_is_no_attribution():
    window = window_of(SENTENCE)
    roles = scored(window, *[NONE] * 3, SOURCE, CUE, *[NONE] * 4)
    assert decode(window, np.zeros(len(window), dtype=np.float32), [5], roles) == []


def test_a_word_takes_the_mean_of_its_pieces():
    window = window_of("Lavrov left")
    scores = np.zeros((1, len(window), 4), dtype=np.float32)
    scores[0, 1] = [0, 0, 0, 12]
    scores[0, 2:4] = [1, 0, 0, 0]
    scores[0, 4] = [9, 0, 0, 0]
    (found,) = decode(window, np.zeros(len(window), dtype=np.float32), [1], scores)
    assert words("Lavrov left", found.content) == ["Lavrov"]


@pytest.mark.parametrize(("likely", "expected"), [(0.4, ["La", "left"]), (0.9, ["left"])])
def test_anchors_are_first_pieces_that_are_likely_enough(likely, expected):
    text = "Lavrov left"
    window = window_of(text)
    odds = np.array([9, 0, 9, 9, 3, 9], dtype=np.float32)
    found = anchors(window, odds, likely=likely)
    assert [text[window.starts[n] : window.ends[n]] for n in found] == expected
