"""Names of bodies that hold more than nouns."""

import pytest


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("The Center for American Justice said it would sue.", "Center for American Justice"),
        ("Hogan & Harding said on Monday that it would sue.", "Hogan & Harding"),
        ("The Commission on Rural Debates said it would meet.", "Commission on Rural Debates"),
        (
            "The Northeast Maine Coalition for the Homeless said it would sue.",
            "Northeast Maine Coalition for the Homeless",
        ),
        (
            "He met experts of the Institute of Strategic and Maritime Studies.",
            "Institute of Strategic and Maritime Studies",
        ),
        ("He met with Immigration and Customs Enforcement.", "Immigration and Customs Enforcement"),
    ],
)
def test_a_body_s_name_is_whole(found_in, words, name):
    assert [actor.name for actor in found_in(words).actors if actor.kind in ("organization", "company")] == [name]


def test_an_adjective_before_the_name_says_whose_the_body_is(found_in):
    center = found_in("The Chinese Center for Disease Research and Prevention said so.").named(
        "Center for Disease Research and Prevention"
    )

    assert center.country == "CHN"


@pytest.mark.parametrize("words", ["The Bank of Sitra said so.", "Talks at Kivu University on Long Island failed."])
def test_a_place_behind_is_no_part_of_the_name(found_in, words):
    assert not [actor.name for actor in found_in(words).actors if actor.name.endswith("Long Island")]


def test_a_law_is_nobody(found_in):
    assert not found_in("The Fairness for Farmers Act passed on Monday.").names("organization")
