import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import parser
from dateline.quantities import find_quantities


@pytest.fixture(scope="module")
def found():
    """Comparison, value and unit of each quantity in some words, with what its span quotes."""

    def find(words):
        return {
            words[q.span.start : q.span.end]: (q.comparison, q.value, q.upper, q.unit)
            for q in find_quantities(parser()(words))
        }

    return find


@pytest.mark.parametrize(
    ("marked", "comparison", "value", "unit"),
    [
        ("Pyongyang deployed [more than 10,000 troops] and arms.", "more than", 10000, "troops"),
        (
            "It will send [about 6,000 military engineers and builders].",
            "about",
            6000,
            "military engineers and builders",
        ),
        ("The strike killed [at least 40 civilians].", "at least", 40, "civilians"),
        ("Egypt pledged [50 tonnes of medical supplies].", None, 50, "tonnes of medical supplies"),
        ("They sent [three aid flights] to Chad.", None, 3, "aid flights"),
        ("The loan is worth [$1.5 billion] in all.", None, 1.5e9, "USD"),
        ("Berlin gave [€200m] to the fund.", None, 2e8, "EUR"),
        ("The bank lent [500 million euros] to Kyiv.", None, 5e8, "EUR"),
        ("Russia freed [up to 500 hostages].", "at most", 500, "hostages"),
        ("[Nearly 300 people] fled the town.", "about", 300, "people"),
        ("[No fewer than 12 soldiers] died.", "at least", 12, "soldiers"),
        ("Prices rose by [10%] in the capital.", None, 10, "percent"),
        ("[Twenty-one soldiers] were held.", None, 21, "soldiers"),
        ("[A dozen drones] were shot down.", None, 12, "drones"),
        ("[More than 1.2 million barrels] were shipped.", "more than", 1.2e6, "barrels"),
        ("[Fewer than 20] of the detainees were freed.", "less than", 20, "detainees"),
        ("[At least two-thirds] of the seats were empty.", "at least", 0.6667, "seats"),
    ],
)
def test_a_quantity_is_a_number_with_what_compares_it_and_what_is_counted(found, marked, comparison, value, unit):
    quoted = marked[marked.index("[") + 1 : marked.index("]")]

    assert found(marked.replace("[", "").replace("]", "")) == {quoted: (comparison, value, None, unit)}


def test_a_range_has_a_lower_and_an_upper_value(found):
    assert found("Between 30 and 40 soldiers fell.") == {"Between 30 and 40 soldiers": ("between", 30, 40, "soldiers")}
    assert found("It will send 5 to 6 million doses.") == {"5 to 6 million doses": ("between", 5e6, 6e6, "doses")}


def test_a_number_without_a_noun_counts_what_its_neighbour_counts(found):
    counted = found("The army shelled the town, killing 40 and wounding 100 people.")

    assert counted == {"40": (None, 40, None, "people"), "100 people": (None, 100, None, "people")}


@pytest.mark.parametrize(
    "sentence",
    [
        "The council adopted Resolution 1701 in 2024.",
        "The 2+2 talks ended on July 12, 2025.",
        "They flew F-16 and Su-35 jets at 10:39 GMT.",
        "A 72-hour truce followed five days of talks on a three-day visit.",
        "Dozens of missiles and hundreds of drones were fired.",
        "It was the second strike on the first day.",
        "The two sides met for the 13th time.",
        "No one was hurt when he, 35, left.",
    ],
)
def test_numbers_that_name_or_date_and_words_without_a_value_are_no_quantities(found, sentence):
    assert found(sentence) == {}


STREWN = [
    "more than ",
    "10",
    ",000",
    " troops",
    " ",
    "$",
    "1.5",
    " billion",
    "two",
    "-",
    "thirds",
    " of ",
    "%",
    ".",
    "\n",
    "to ",
]


@given(st.lists(st.sampled_from(STREWN), max_size=12).map("".join))
def test_spans_of_quantities_lie_in_the_text_and_quote_words(words):
    starts = [0]
    for quantity in find_quantities(parser()(words)):
        quoted = words[quantity.span.start : quantity.span.end]
        assert quoted == quoted.strip() != ""
        assert quantity.upper is None or quantity.upper > quantity.value
        assert (quantity.upper is None) == (quantity.comparison != "between")
        starts.append(quantity.span.start)
    assert starts == sorted(starts)
