"""Every entry of a gram is found, wherever it stands by now, and only until its article is forgotten."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.syndication import postings
from dateline.syndication.postings import Postings

entries = st.lists(st.tuples(st.sets(st.integers(0, 30), max_size=8), st.integers(1, 9)), max_size=20)


def found(kept, gram):
    places, articles = kept.find(np.array([gram], dtype=np.uint64))
    assert len(places) == len(articles)
    return Counter(articles.tolist())


@settings(max_examples=60, deadline=None)
@given(entries, st.sets(st.integers(1, 9)))
def test_what_was_entered_is_found_until_it_is_forgotten(rows, gone):
    kept = Postings(None)
    expected = {gram: Counter() for gram in range(31)}
    for number, (grams, article) in enumerate(rows):
        kept.enter(np.array(sorted(grams), dtype=np.uint64), article)
        for gram in grams:
            expected[gram][article] += 1
        if number % 3 == 0:
            kept.settle()
    assert {gram: found(kept, gram) for gram in expected} == expected
    kept.forget(gone)
    left = {gram: Counter({a: n for a, n in held.items() if a not in gone}) for gram, held in expected.items()}
    assert {gram: found(kept, gram) for gram in left} == left


def test_segments_double_so_that_there_are_few():
    kept = Postings(None)
    for number in range(100):
        kept.enter(np.arange(number * 50, number * 50 + 50, dtype=np.uint64), number)
        kept.settle()
    assert len(kept._segments) <= 7


def test_a_large_segment_goes_to_disk_at_once_and_is_nobodys_until_it_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(postings, "LARGE", 100)
    kept = Postings(tmp_path)
    kept.enter(np.arange(200, dtype=np.uint64), 1)
    kept.settle()
    assert len(list(tmp_path.glob("*.npy"))) == 2
    Postings(tmp_path, kept.names).sweep()
    assert found(Postings(tmp_path, kept.names), 150) == Counter({1: 1})
    Postings(tmp_path).sweep()
    assert list(tmp_path.glob("*.npy")) == []


@pytest.mark.parametrize("n", [0, 3])
def test_nothing_is_found_in_nothing(n):
    places, articles = Postings(None).find(np.arange(n, dtype=np.uint64))
    assert (len(places), len(articles)) == (0, 0)
