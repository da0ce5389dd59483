"""Which events can be one happening at all."""

import dataclasses
import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.likeness import facets_of
from dateline.stories.possible import Possible
from tests.stories.conftest import CHAD, MOLDOVA, MONDAY, NORWAY, telling

DAY = datetime.timedelta(1)
PARTIES = st.lists(st.sampled_from([CHAD, MOLDOVA, NORWAY]), max_size=2, unique=True).map(tuple)
EVENTS = st.builds(
    lambda article, days, status, actors, recipients: telling(
        article,
        day=MONDAY + days * DAY,
        last_day=MONDAY + days * DAY,
        status=status,
        actors=actors,
        recipients=recipients,
    ),
    st.sampled_from("abc"),
    st.integers(0, 3),
    st.sampled_from(["happened", "claimed", "planned"]),
    PARTIES,
    PARTIES,
)


def possible(a, b) -> bool:
    return Possible([facets_of(a), facets_of(b)]).among(0, np.array([1])).tolist() == [1]


@pytest.mark.parametrize(
    ("changes", "is_possible"),
    [
        ({}, True),
        ({"day": MONDAY + DAY, "last_day": MONDAY + DAY}, True),
        ({"day": MONDAY + 2 * DAY, "last_day": MONDAY + 2 * DAY}, False),
        ({"day": None, "last_day": None}, True),
        ({"status": "claimed"}, True),
        ({"status": "planned"}, False),
        ({"actors": (CHAD,), "recipients": (NORWAY,)}, False),
        ({"actors": (NORWAY,), "recipients": (MOLDOVA,)}, True),
        ({"actors": (MOLDOVA,), "recipients": (MOLDOVA,)}, False),
        ({"actors": (), "recipients": (CHAD,)}, True),
    ],
)
def test_days_prospects_and_directions_rule_out(changes, is_possible):
    known = {"actors": (NORWAY,), "recipients": (CHAD,), "day": MONDAY, "last_day": MONDAY}

    assert possible(telling("a", **known), telling("b", **(known | changes))) is is_possible


def test_two_facts_of_one_article_are_two():
    assert not possible(telling("a"), telling("a"))


@given(st.lists(EVENTS, min_size=2, max_size=8))
def test_many_at_once_are_as_each_by_itself_either_way_round(events):
    all_of_them = Possible([facets_of(event) for event in events])

    for place, event in enumerate(events):
        others = np.arange(len(events))
        alone = [n for n, other in enumerate(events) if possible(event, other)]
        assert all_of_them.among(place, others).tolist() == alone
        assert alone == [n for n, other in enumerate(events) if possible(other, event)]


def test_countries_beyond_the_first_word_of_a_mask_count():
    parties = [dataclasses.replace(NORWAY, id=f"state/{n}", country=f"C{n:02d}") for n in range(70)]
    events = [facets_of(telling(str(n), actors=(party,), recipients=(CHAD,))) for n, party in enumerate(parties)]
    back = facets_of(telling("back", actors=(CHAD,), recipients=(parties[69],)))

    found = Possible([*events, back]).among(70, np.arange(70)).tolist()

    assert 69 not in found
