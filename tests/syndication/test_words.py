"""Words are the same however a house writes them, in every script, and cost no more than their number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.syndication.words import LONGEST_TEXT, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“We came,” he said — twice.", '"We came" he said: twice'),
        ("THE MINISTER’S CAR", "the minister's car"),
        ("Café in São Paulo", "cafe in Sao Paulo"),
        ("cafe\u0301", "café"),
        ("a soft\u00adware\u200b house", "a software house"),
        ("ＦＵＬＬ width", "full width"),
        ("Ещё раз, Алёна", "еще раз алена"),
        ("line\nbreaks\tand  blanks", "line breaks and blanks"),
    ],
)
def test_house_style_does_not_change_words(one, other):
    assert words_of(one).tolist() == words_of(other).tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [("rose 4.5 percent", "rose 5.4 percent"), ("ab ba", "ba ab"), ("절 접", "접 절"), ("か", "が"), ("in to", "into")],
)
def test_other_words_are_other_numbers(one, other):
    assert words_of(one).tolist() != words_of(other).tolist()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("北京记者报道", 6),
        ("서울 연합뉴스", 2),
        ("東京 NHK 放送", 5),
        ("Москва, ТАСС", 2),
        ("กรุง", 4),
        ("🇳🇴 !?", 0),
        ("", 0),
    ],
)
def test_a_script_without_spaces_gives_a_word_a_character(text, count):
    assert len(words_of(text)) == count


def test_words_are_the_same_on_every_machine():
    assert words_of("Seoul, 2 July").tolist() == [3915586588, 663811300, 4264230044]


@given(st.text(), st.text())
def test_words_of_two_texts_are_the_words_of_both_in_a_row(one, other):
    assert words_of(f"{one}\n{other}").tolist() == words_of(one).tolist() + words_of(other).tolist()


def test_one_word_a_million_times_is_cut_at_the_longest_text():
    assert len(words_of("word " * 1_000_000)) == LONGEST_TEXT // len("word ")
