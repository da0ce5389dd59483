import pytest

from dateline.pledges.words import deeds_by_stem, is_past, numbers_in, says, stem, words_of


@pytest.mark.parametrize(
    "forms",
    [
        "free frees freed freeing",
        "provide provided providing",
        "ship ships shipped",
        "lorry lorries",
        "neighbour neighbours neighbors",
        "send sends sent",
        "withdraw withdrew withdrawn",
        "man men",
        "share shared sharing",
    ],
)
def test_forms_of_one_word_have_one_stem(forms):
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), [("plane", "plan"), ("site", "sit"), ("care", "car"), ("bare", "bar")])
def test_words_that_look_alike_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("25,000 tonnes", 25_000),
        ("$2bn for the bank", 2e9),
        ("150 million euros", 150e6),
        ("Twenty-five buses", 25),
        ("a thousand sappers", 1000),
        ("the hundred men", 100),
        ("gave Ukraine 20 tanks", 20),
    ],
)
def test_numbers_are_read_in_figures_and_words(text, value):
    assert [number.value for number in numbers_in(words_of(text))] == [value]


def test_a_figure_in_a_name_is_no_number():
    assert not numbers_in(words_of("The first Leopard 1 tanks"))
    assert not numbers_in(words_of("two-wheeled 97-metre 2A4")[1:])


def test_money_is_told_from_other_numbers():
    assert [number.is_money for number in numbers_in(words_of("60 million euros for 60 schools"))] == [True, False]


def test_a_particle_may_stand_a_few_words_behind_its_verb():
    words = words_of("They handed the last one over.")
    deed = next(deed for deed in deeds_by_stem(("give",), "kept")["hand"] if deed.text == "hand over")
    assert says(deed, words, 1)
    assert is_past(words[1])


def test_a_row_with_an_unknown_doer_is_named(own_tables):
    own_tables("pledge_words", "kind,relation,doer,words,source", "give,kept,giver,zip over,mine")
    with pytest.raises(Exception, match=r"pledge_words\.csv:2: kept giver"):
        deeds_by_stem(("give",), "kept")
