import pytest

from dateline.page.hyphens import is_broken, joined, known_words


@pytest.mark.parametrize(
    ("line", "below", "whole"),
    [
        ("an agree-", "ment on fish", "an agreement on fish"),
        ("the govern\u00ad", "ment said", "the government said"),
        ("the (inter-", "national) court", "the (international) court"),
        ("the Russian-", "Norwegian border", "the Russian-Norwegian border"),
        ("a non-", "aligned state", "a non-aligned state"),
        ("an evidence-", "based answer", "an evidence-based answer"),
        ("the US-", "led force", "the US-led force"),
        ("resolution 20-", "21 of June", "resolution 20-21 of June"),
        ("a COVID-", "19 patient", "a COVID-19 patient"),
    ],
)
def test_a_hyphen_that_breaks_a_word_goes_and_a_words_own_stays(line, below, whole):
    assert is_broken(line)
    assert joined(line, below, frozenset()) == whole


def test_what_the_text_says_elsewhere_decides():
    known = known_words(["they re-signed the cease-fire of 2020", "and the ceasefires before that one"])

    assert joined("a cease-", "fire holds", known) == "a cease-fire holds"
    assert joined("two cease-", "fires hold", known) == "two ceasefires hold"


def test_two_words_of_the_text_are_a_compound():
    known = known_words(["of the peace talks that were held", "in the house where they stayed on"])

    assert joined("a peace-", "house", known) == "a peace-house"


def test_a_line_that_ends_with_a_dash_is_not_broken():
    assert not is_broken("the talks -")
    assert not is_broken("the talks")
