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


def test_a_surname_of_the_page_is_no_country_and_no_agency(found_in):
    found = found_in(
        "Rep. Jim Jordan and Michael Bloomberg met on Monday.", "Jordan said so. Bloomberg disagreed with him."
    )

    assert found.names("state") == found.names("news_agency") == set()
    assert "Jordan" in found.mentions("Jim Jordan")


def test_a_country_stays_one_beside_a_namesake(found_in):
    found = found_in("Jim Jordan flew to Amman on Monday.", "Jordan said it would take part.")

    assert "Jordan" in found.names("state")


def test_letters_are_those_of_the_name_that_the_page_spells_out(found_in):
    found = found_in("The Christian News Service reported the figure.", "CNS reported on Monday that it had doubled.")

    assert not found.names("news_agency")
    assert "CNS" in found.mentions("Christian News Service")


def test_a_paper_s_short_name_is_that_of_the_paper_named_before(found_in):
    found = found_in("A New York Times article caused a stir.", "The Times wrote on Saturday that he had lost money.")

    assert found.names("media") == {"New York Times"}


def test_a_headline_in_title_case_makes_no_names(found_in):
    found = found_in(
        ("title", "Clinton Breaks With Obama On Lawsuit Bill"),
        "Hillary Clinton disagrees with Barack Obama. Clinton said she would sign the bill.",
    )

    assert found.names("organization") == set()
    assert "Clinton" in found.mentions("Hillary Clinton")


def test_the_house_of_representatives_is_the_page_s_country_s(found_in):
    found = found_in(
        ("title", "Japan votes on Sunday"),
        "Japan holds an election for the House of Representatives.",
        "The House of Representatives has 465 seats.",
    )

    assert found.named("House of Representatives").country == "JPN"
