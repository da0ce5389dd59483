"""Two texts laid beside each other share runs of words, of five at least."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.syndication.alignment import Alignment, align
from dateline.syndication.wording import Wording
from dateline.syndication.words import words_of

NUMBERS = "one two three four five six seven eight nine ten eleven twelve"
texts = st.lists(st.sampled_from("abcdef"), max_size=40).map(" ".join)


def aligned(one: str, other: str) -> Alignment:
    return align(Wording(words_of(one)).laid, Wording(words_of(other)).laid)


def test_a_text_is_one_run_of_itself():
    shared = aligned(NUMBERS, NUMBERS)
    assert (shared.lengths.tolist(), shared.run) == ([12], 12.0)


def test_a_word_changed_parts_a_run_in_two():
    shared = aligned(NUMBERS, NUMBERS.replace("six", "half-a-dozen"))
    assert shared.lengths.tolist() == [5, 6]
    assert (shared.here.sum(), shared.there.sum()) == (11, 11)


def test_runs_are_found_where_paragraphs_have_changed_places():
    shared = aligned("a b c d e f g h i j k l", "g h i j k l a b c d e f")
    assert shared.starts_there.tolist() == [6, 0]


def test_four_words_in_a_row_are_no_run():
    assert not aligned("one two three four", "one two three four").lengths.size
    assert aligned("x one two three four y", "z one two three four w").run == 0.0


@given(texts, texts)
def test_what_is_shared_stands_in_both(one, other):
    shared = aligned(one, other)
    here, there = one.split(), other.split()
    for start, at, length in zip(shared.starts_here, shared.starts_there, shared.lengths, strict=True):
        assert here[start : start + length] == there[at : at + length]
        assert shared.here[start : start + length].all()
        assert shared.there[at : at + length].all()


@given(texts, texts)
def test_as_much_is_shared_one_way_as_the_other_when_nothing_is_repeated(one, other):
    one, other = (" ".join(f"{word}{at // 3}" for at, word in enumerate(text.split())) for text in (one, other))
    assert bool(aligned(one, other).here.any()) == bool(aligned(other, one).here.any())
