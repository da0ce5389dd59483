"""What is one happening, and what only looks like one."""

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.happenings import Alike, group, join
from dateline.stories.likeness import WEIGHTS, facets_of, features, kilometres, likeness
from tests.stories.conftest import CHAD, MOLDOVA, MONDAY, NORWAY, telling

DAY = datetime.timedelta(1)


def alike(a, b):
    """How likely two events are one happening, 0 where they cannot be."""
    return dict(Alike([facets_of(a), facets_of(b)]).scores(0, np.array([1]))).get(1, 0.0)


def parted(*tellings) -> list[list[str]]:
    return sorted(sorted(told.article for told in some) for some in group(tellings))


def test_what_two_pages_tell_in_other_words_is_one_happening():
    other = telling(
        "b", trigger="sent home", clause="Oslo has sent home two diplomats of Moldova", paragraph="Oslo has"
    )

    assert parted(telling("a"), other) == [["a", "b"]]


@pytest.mark.parametrize(
    "changes",
    [
        {"day": MONDAY + 7 * DAY, "last_day": MONDAY + 7 * DAY, "published_on": MONDAY + 7 * DAY},
        {"status": "planned"},
        {"status": "threatened"},
        {"actors": (MOLDOVA,), "recipients": (NORWAY,)},
        {"actors": (CHAD,), "recipients": (CHAD,), "clause": "Chad sent a minister home", "about": ("TCD",)},
        {"article": "a"},
    ],
)
def test_another_day_prospect_direction_or_party_is_another_happening(changes):
    assert len(group([telling("a"), telling("b", **changes)])) == 2


def test_a_denial_and_what_it_denies_are_one_happening():
    assert parted(telling("a"), telling("b", status="denied")) == [["a", "b"]]


def test_copies_of_one_text_tell_one_happening_whatever_else():
    vague = {
        "mode": None,
        "object": None,
        "day": None,
        "last_day": None,
        "recipients": (),
        "paragraph": "x",
        "clause": "it did",
    }

    assert alike(telling("a", **vague), telling("b", **vague, text_group="a")) == 1.0


def test_talks_with_one_leader_are_not_talks_with_another():
    first = telling(
        "a", type="CONSULT", mode="phone", actors=(NORWAY, MOLDOVA), recipients=(), trigger="call", object=None
    )
    second = telling(
        "b",
        type="CONSULT",
        mode="phone",
        actors=(NORWAY, CHAD),
        recipients=(),
        trigger="talks",
        object=None,
        clause="Norway's leader held talks with Chad's",
    )

    assert alike(first, second) < alike(
        first,
        telling(
            "c", type="CONSULT", mode="phone", actors=(NORWAY, MOLDOVA), recipients=(), trigger="talks", object=None
        ),
    )


def test_what_is_known_takes_in_what_comes_and_keeps_its_id():
    known = {"h1": [telling("a"), telling("b", text_group="a")]}

    grown = join(known, [telling("c")])

    assert {told.article for told in grown["h1"]} == {"a", "b", "c"}
    assert len(grown) == 1


def test_a_known_happening_that_nothing_joins_stays_as_it_is():
    known = {"h1": [telling("a")]}

    grown = join(known, [telling("b", status="planned")])

    assert grown["h1"] == known["h1"]
    assert len(grown) == 2


@given(st.permutations(range(6)))
def test_the_order_of_pages_does_not_matter(order):
    later = MONDAY + 5 * DAY
    tellings = [
        *(telling(page) for page in "abc"),
        *(telling(page, day=later, last_day=later, published_on=later) for page in "def"),
    ]

    assert parted(*(tellings[place] for place in order)) == [["a", "b", "c"], ["d", "e", "f"]]


def test_a_pair_is_as_like_either_way_round():
    a, b = telling("a"), telling("b", day=None, last_day=None, place="Oslo")

    assert alike(a, b) == pytest.approx(alike(b, a))


def test_kilometres_are_those_of_the_globe():
    assert kilometres(59.91, 10.75, 60.39, 5.32) == pytest.approx(305, abs=5)  # Oslo to Bergen


@given(
    st.sampled_from([None, "Oslo", "Lima"]),
    st.sampled_from([None, "visit", "host"]),
    st.sampled_from([MONDAY, None]),
    st.sampled_from(["Norway sent lorries", "Peru and Chile met"]),
    st.sampled_from(["AID", "CONSULT"]),
    st.floats(0.01, 0.99),
)
def test_to_stop_early_changes_no_likeness_that_counts(place, mode, day, words, type, least):
    other = telling("b", place=place, mode=mode, day=day, last_day=day, clause=words, paragraph=words, type=type)
    a, b = facets_of(telling("a")), facets_of(other)

    whole = likeness(a, b)

    assert likeness(a, b, least) in ([whole] if whole >= least else [0.0, whole])
    assert set(features(a, b)) == set(WEIGHTS)
