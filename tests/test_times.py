import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language import parser
from dateline.records import When
from dateline.times import find_times, when_of

SUNDAY = "2025-07-13T10:39:00"


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on Sunday", "2025-07-13", "2025-07-13"),
        ("Saturday", "2025-07-12", "2025-07-12"),
        ("last Sunday", "2025-07-06", "2025-07-06"),
        ("next Thursday", "2025-07-17", "2025-07-17"),
        ("Monday last week", "2025-06-30", "2025-06-30"),
        ("on Thursday at dawn", "2025-07-10", "2025-07-10"),
        ("yesterday", "2025-07-12", "2025-07-12"),
        ("tomorrow", "2025-07-14", "2025-07-14"),
        ("overnight", "2025-07-12", "2025-07-13"),
        ("last night", "2025-07-12", "2025-07-12"),
        ("last week", "2025-06-30", "2025-07-06"),
        ("next week", "2025-07-14", "2025-07-20"),
        ("the weekend", "2025-07-12", "2025-07-13"),
        ("last month", "2025-06", "2025-06"),
        ("next month", "2025-08", "2025-08"),
        ("earlier this month", "2025-07", "2025-07"),
        ("last year", "2024", "2024"),
        ("two weeks ago", "2025-06-23", "2025-06-29"),
        ("three months ago", "2025-04", "2025-04"),
        ("a year ago", "2024", "2024"),
        ("the last two years", "2023", "2025"),
        ("the past 24 hours", "2025-07-12", "2025-07-13"),
        ("within two years", "2025-07-13", "2027-07"),
        ("in February 2022", "2022-02", "2022-02"),
        ("August last year", "2024-08", "2024-08"),
        ("late April", "2025-04", "2025-04"),
        ("on 12 July", "2025-07-12", "2025-07-12"),
        ("12 Jul", "2025-07-12", "2025-07-12"),
        ("July 20", "2024-07-20", "2024-07-20"),
        ("July 12, 2025", "2025-07-12", "2025-07-12"),
        ("Wednesday, July 9", "2025-07-09", "2025-07-09"),
        ("2025-07-01", "2025-07-01", "2025-07-01"),
        ("on the 13th", "2025-07-13", "2025-07-13"),
        ("the 30th", "2025-06-30", "2025-06-30"),
        ("Juche 114 (2025)", "2025", "2025"),
        ("Juche114.7.9.", "2025-07-09", "2025-07-09"),
        ("from August 15", "2025-08-15", ".."),
        ("since April 2023", "2023-04", ".."),
        ("by the end of 2026", "..", "2026-12-31"),
        ("before the end of 2026", "..", "2026-12-31"),
        ("until September 1", "..", "2025-09-01"),
        ("before July 12", "..", "2025-07-11"),
        ("after 2022", "2023", ".."),
        ("between 2014 and 2016", "2014", "2016"),
        ("from 3 to 5 May", "2025-05-03", "2025-05-05"),
        ("July 3-5", "2025-07-03", "2025-07-05"),
        ("June 30 to July 2", "2025-06-30", "2025-07-02"),
        ("from January to June", "2025-01", "2025-06"),
        ("2022-23", "2022", "2023"),
        ("the 1990s", "199X", "199X"),
        ("spring 2024", "2024-21", "2024-21"),
        ("the first half of last year", "2024-01", "2024-06"),
        ("Q2 2024", "2024-04", "2024-06"),
        ("Sunday at 10:39 GMT", "2025-07-13T10:39Z", "2025-07-13T10:39Z"),
        ("3 p.m. on Friday", "2025-07-11T15:00", "2025-07-11T15:00"),
    ],
)
def test_a_time_is_resolved_against_publication_as_precisely_as_it_is_told(words, start, end):
    when = when_of(words, SUNDAY)

    assert (when.start, when.end) == (start, end)
    assert when.text == words


@pytest.mark.parametrize(
    ("words", "start"),
    [("on Thursday", "2025-07-17"), ("August 15", "2025-08-15"), ("in March", "2026-03"), ("Sunday", "2025-07-13")],
)
def test_what_looks_ahead_is_the_next_one(words, start):
    assert when_of(words, SUNDAY, past=False).start == start


@pytest.mark.parametrize(
    "words", ["on Sunday", "August 15", "last year", "two weeks ago", "in July", "tomorrow", "the 13th", "this weekend"]
)
def test_without_a_publication_day_no_date_is_invented(words):
    assert when_of(words, None) == When(None, None, words)
    assert when_of(words, "yesterday") == When(None, None, words)


@pytest.mark.parametrize(
    "words", ["in recent weeks", "a few days ago", "the next day", "the previous week", "the coming days"]
)
def test_what_the_page_leaves_open_stays_open(words):
    assert when_of(words, SUNDAY) == When(None, None, words)


@pytest.mark.parametrize("words", ["", "the ministry", "for three days", "10,000 troops", "February 31, 2025 percent"])
def test_words_without_a_time_have_none(words):
    when = when_of(words, SUNDAY)

    assert when is None or when.start is None


@pytest.fixture(scope="module")
def found():
    """What each time in some words quotes, and when it starts, published on a Sunday."""

    def find(words):
        return {words[when.span.start : when.span.end]: when.start for when in find_times(parser()(words), SUNDAY)}

    return find


def test_the_clause_decides_whether_a_weekday_lies_ahead(found):
    times = found("The truce brokered on Thursday is due to start on Friday, the ministry said on Saturday.")

    assert times == {"Thursday": "2025-07-10", "Friday": "2025-07-18", "Saturday": "2025-07-12"}


def test_a_headline_that_announces_looks_ahead(found):
    assert found("Lavrov to visit Pyongyang on Tuesday") == {"Tuesday": "2025-07-15"}


def test_what_was_not_managed_lies_behind(found):
    assert found("The two sides failed to meet on Monday.") == {"Monday": "2025-07-07"}


def test_a_span_holds_the_words_that_bound_a_time_but_not_in_and_on(found):
    times = found("Trade stopped in August 2019 and will resume from August 15, unlike all truces since April 2023.")

    assert list(times) == ["August 2019", "from August 15", "since April 2023"]


def test_numbers_names_and_durations_are_no_times(found):
    words = "Some 2,000 may march for three days under Resolution 1701, the Sunday Times said after five days of talks."

    assert found(words) == {}


def test_a_possessive_names_its_day_without_bounding_anything(found):
    assert found("Aid came after Friday's attack.") == {"Friday": "2025-07-11"}


STREWN = [
    "on ",
    "Sunday",
    "July",
    " ",
    "12",
    ", ",
    "2025",
    "from ",
    "to ",
    "last ",
    "year",
    "the ",
    "13th",
    "-",
    ".",
    "\n",
]


@given(st.lists(st.sampled_from(STREWN), max_size=12).map("".join), st.sampled_from([None, SUNDAY, "2025-07-13"]))
def test_spans_of_times_lie_in_the_text_in_order_and_quote_their_words(words, published_at):
    doc = parser()(words)

    end = 0
    for when in find_times(doc, published_at):
        quoted = words[when.span.start : when.span.end]
        assert quoted == quoted.strip() == when.text != ""
        assert when.span.start >= end
        end = when.span.end


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("Nato has grown since Russia's 2022 invasion of Ukraine.", {"2022": "2022"}),
        ("They would speak at a May news conference.", {"May": "2025-05"}),
        ("A court unsealed about 2000 pages of records.", {}),
        ("The spy was due to be released from prison in May.", {"May": "2025-05"}),
        ("Ministers discussed a scheduled July 15 imposition of tariffs.", {"July 15": "2025-07-15"}),
        ("It filed a lawsuit seeking to stop the ban from taking effect on August 1.", {"August 1": "2025-08-01"}),
    ],
)
def test_a_time_before_a_noun_and_one_that_was_ahead_are_the_nearest(found, words, times):
    assert found(words) == times


@pytest.mark.parametrize(("published", "start"), [("2025-07-14", "2025-07-12"), ("2025-07-17", "2025-07-19")])
def test_what_happened_this_weekend_did_so_on_the_last_one_as_a_week_begins(published, start):
    assert when_of("this weekend", published).start == start
