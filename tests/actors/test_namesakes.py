"""Countries' names that are parts of other names, or of other places."""

import pytest


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("The navy sailed through the South China Sea.", "China"),
        ("Officials of New Mexico praised the plan.", "Mexico"),
        ("The union has members in North America.", "United States"),
    ],
)
def test_a_place_with_a_countrys_name_in_it_is_no_state(found_in, words, state):
    assert state not in found_in(words).names("state")


def test_georgia_is_no_state_of_the_world_to_those_who_tell_of_america(found_in):
    words = "Voters in Georgia and Nevada decide whether Georgia’s ban stands."

    assert "Georgia" not in found_in(words, agency="Associated Press").names("state")


def test_georgia_is_a_state_of_the_world_where_its_people_are_named(found_in):
    words = "Georgian police made arrests. Georgia denied any abuse."

    assert "Georgia" in found_in(words, agency="Associated Press").names("state")
