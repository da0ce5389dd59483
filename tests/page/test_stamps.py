"""Times that a page shows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.page import stamps


@pytest.mark.parametrize(
    ("line", "label", "iso"),
    [
        ("Reuters Published 13 Jul, 2025 10:39am", "published", "2025-07-13T10:39:00"),
        ("Updated: June 2, 2025 18:05 GMT", "modified", "2025-06-02T18:05:00+00:00"),
        ("Published in Dawn, July 24th, 2025", "published", "2025-07-24"),
        ("2025/07/13 15:04 (KST)", None, "2025-07-13T15:04:00+09:00"),
        ("www.kcna.kp (Juche114.7.13.)", None, "2025-07-13"),
        ("All News 15:04 July 13, 2025", None, "2025-07-13T15:04:00"),
        ("Published 2:30 PM EST, Sun July 13, 2025", "published", "2025-07-13T14:30:00-05:00"),
        ("13 July 2025, 1539 GMT", None, "2025-07-13T15:39:00+00:00"),
        ("2025-07-13T10:39:00Z", None, "2025-07-13T10:39:00+00:00"),
        ("Jul 13, 2025, 12:09 AM (GMT+8)", None, "2025-07-13T00:09:00+08:00"),
        ("Last edited 13.07.2025 at 10:39", "modified", "2025-07-13T10:39:00"),
        ("07/31/2025", None, "2025-07-31"),
    ],
)
def test_a_time_is_read_as_the_page_gives_it(line: str, label: str | None, iso: str) -> None:
    [stamp] = stamps.find(line)

    assert (stamp.label, stamp.iso) == (label, iso)


def test_a_line_may_show_both_times() -> None:
    both = stamps.find("Published May 9, 2025 Updated May 9, 2025 07:45am")

    assert [(stamp.label, stamp.iso) for stamp in both] == [
        ("published", "2025-05-09"),
        ("modified", "2025-05-09T07:45:00"),
    ]


@pytest.mark.parametrize("zone", ["IST", "BST", "CST", "ET", "local time"])
def test_a_zone_of_several_offsets_gives_none_and_says_so(zone: str) -> None:
    [stamp] = stamps.find(f"Published 13 July 2025 10:39 {zone}")

    assert stamp.iso == "2025-07-13T10:39:00"
    assert zone in (stamp.remark or "")


@pytest.mark.parametrize("line", ["04/05/2025", "July 13", "31 June 2025", "ref. 2025-13-40", "5.01 -0.05 (-0.99%)"])
def test_no_date_is_made_of_what_is_none_or_may_be_two(line: str) -> None:
    assert stamps.find(line) == []


@pytest.mark.parametrize("line", ["Published 2 hours ago", "14:05 GMT", "Thu 11 Dec 2025 16.20 GMT", "12 JUL, 10:15"])
def test_a_line_of_times_is_known_as_one(line: str) -> None:
    assert stamps.is_time_line(line)


@pytest.mark.parametrize("line", ["The truce began on July 12, 2025", "5.01", "Chapter 3", "May Day"])
def test_a_line_that_says_more_is_no_line_of_times(line: str) -> None:
    assert not stamps.is_time_line(line)


@given(st.text(alphabet=st.sampled_from("0123456789:./- ,apmJulyGMTZ()年月日+"), max_size=60))
def test_stamps_lie_in_the_text_in_order_and_are_iso(text: str) -> None:
    done = 0
    for stamp in stamps.find(text):
        assert done <= stamp.span.start < stamp.span.end <= len(text)
        assert re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?)?", stamp.iso)
        done = stamp.span.end
