"""What a name that the tables do not know is a name of."""

import pytest


def test_a_noun_for_people_before_a_name_says_that_it_is_a_persons(found_in):
    found = found_in("Democratic pollster John Anzalone said so.", "But now comes the hard part, Anzalone said.")

    assert found.mentions("John Anzalone")[-1] == "Anzalone"


def test_examples_are_what_they_are_examples_of(found_in):
    assert "Tarvex" in found_in("The minister met companies such as Tarvex in Oslo.").names("company")


@pytest.mark.parametrize(
    "words",
    [
        "Soldiers entered the village of Alma al-Chaab.",
        "The patrol boat BRP Datu Cabaylo was hit.",
        "Parliament passed the Cyber Security Bill.",
    ],
)
def test_towns_ships_and_laws_do_not_act(found_in, words):
    found = found_in(words)

    assert not found.names("person")
    assert not found.names("organization")


def test_what_only_a_headline_writes_with_capitals_is_no_name(found_in):
    found = found_in(
        ("title", "Japan Prime Minister Dodges Criticism"), "Prime Minister Shigeru Ishiba spoke in Tokyo, Japan."
    )

    assert found.names("person") == {"Shigeru Ishiba"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Donald J. Trump spoke.", "Donald Trump left."),
        ("Nelson Rolihlahla Mandela spoke.", "Nelson Mandela left."),
        ("Prime Minister Datuk Seri Anwar Ibrahim spoke.", "Anwar Ibrahim left."),
        ("Larry King spoke.", "Mr. King left."),
    ],
)
def test_middle_names_and_honours_make_no_other_person(found_in, first, second):
    assert len(found_in(first, second).names("person")) == 1


def test_an_honour_does_not_hide_an_office(found_in):
    anwar = found_in("Prime Minister Datuk Seri Anwar Ibrahim spoke.").named("Anwar Ibrahim")

    assert anwar.role == "prime minister"


def test_two_joined_by_and_are_two(found_in):
    found = found_in("The deal calmed Trump and Georgia Gov. Brian Kemp.", "Donald Trump left.")

    assert found.names("person") == {"Donald Trump", "Brian Kemp"}


def test_a_country_at_the_end_of_a_body_s_name_is_a_part_of_it(found_in):
    found = found_in("Priorities USA, a super PAC, said the advertisement would run.")

    assert found.named("Priorities USA").kind != "state"
