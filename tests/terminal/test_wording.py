import pytest

from dateline.records import (
    BLOCK_KINDS,
    EVENT_TYPES,
    STATUSES,
    Act,
    Actor,
    Article,
    ChainLink,
    Event,
    Place,
    Reading,
    Span,
    When,
)
from dateline.tables import rows
from dateline.terminal.wording import chain_words, kind_of_event, moment, place_words, time_words, wording


@pytest.mark.parametrize(
    ("stamp", "words"),
    [
        ("2025-07-13T10:39:00", "Sunday 13 July 2025, 10:39"),
        ("2025-07-13T10:39:00+00:00", "Sunday 13 July 2025, 10:39 UTC"),
        ("2025-07-13T10:39:00Z", "Sunday 13 July 2025, 10:39 UTC"),
        ("2025-07-13T10:39:00-03:30", "Sunday 13 July 2025, 10:39 UTC-3:30"),
        ("2025-07-13", "Sunday 13 July 2025"),
        ("2022-02", "February 2022"),
        ("2024", "2024"),
        ("2025-02-30", "2025-02-30"),
        ("2025-13", "2025-13"),
        ("2024~", "2024~"),
    ],
)
def test_a_time_is_written_as_people_write_it_and_as_precise_as_it_is(stamp, words):
    assert moment(stamp) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (When("2024", "2024", "last year"), "2024 (“last year”)"),
        (When("2025-06-01", "2025-06-03"), "Sunday 1 June 2025 to Tuesday 3 June 2025"),
        (When("2025-06-01", "2025-06-01", "Sunday"), "Sunday 1 June 2025"),
        (When("2022-02", None), "from February 2022"),
        (When(None, "2022-02"), "until February 2022"),
        (When(None, None, "on Sunday"), "“on Sunday” (which day is not known)"),
    ],
)
def test_no_day_is_made_up_for_a_time(when, words):
    assert time_words(when) == words


def test_a_promise_says_what_is_promised():
    trigger = Span(0, 4)
    event = Event("e", "AGREE", trigger, trigger, "pledged", contexts=("military",), act=Act("AID", trigger))

    assert kind_of_event(event) == "promise or agreement: aid (military)"


def test_a_country_is_not_named_twice():
    assert place_words(Place("Norway", "NOR")) == "Norway"
    assert place_words(Place("Bergen", "NOR")) == "Bergen, Norway"


def test_every_code_of_the_record_has_words():
    codes = {
        *(f"type {each}" for each in EVENT_TYPES),
        *(f"{kind} {each}" for each in STATUSES for kind in ("status", "said")),
        *(f"block {each}" for each in BLOCK_KINDS),
        *(f"mode {row['type']} {row['mode']}" for _, row in rows("plover_modes")),
    }

    assert codes <= set(wording())


def test_a_name_stands_again_where_words_came_back_to_it_but_not_beside_itself():
    actors = [Actor("reuters", "Reuters", "news_agency"), Actor("minister", "minister", "person")]
    reading = Reading(Article("a", "a", "", ()), tuple(actors), (), (), "test")
    links = [ChainLink("agency", "reuters"), ChainLink("publisher", "reuters"), ChainLink("speaker", "minister")]

    assert chain_words(reading, links) == "Reuters ← minister"
    assert chain_words(reading, [*links, links[0]]) == "Reuters ← minister ← Reuters"
