import datetime

import pytest

from dateline.pledges import find_commitments


def only(page):
    (made,) = find_commitments(page)
    return made


def test_a_promise_has_maker_beneficiary_thing_number_and_date(page):
    made = only(page("Australia promised Fiji two patrol boats by the end of June."))

    assert (made.makers, made.takers) == ({"AUS"}, {"FJI"})
    assert made.kinds == ("give",)
    assert made.object == "two patrol boats"
    assert made.heads == {"boat"}
    assert made.numbers == (2.0,)
    assert made.due == datetime.date(2024, 6, 30)


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Iran pledged to free the crew of the tanker.", "release"),
        ("Norway pledged 75 million crowns to Chad.", "pay"),
        ("France promised to withdraw its soldiers from Chad.", "withdraw"),
        ("China undertook to lift its ban on Australian barley.", "lift"),
        ("India vowed to reopen its embassy in Kabul.", "open"),
        ("Hungary promised to ratify the treaty.", "ratify"),
        ("Kenya pledged to send 400 policemen to Haiti.", "deploy"),
        ("Egypt promised to host a summit in Cairo.", "host"),
        ("Israel agreed to let 50 trucks into Gaza.", "admit"),
        ("Brazil pledged to halt the shelling of the village.", "stop"),
        ("China promised a visit to Seoul.", "visit"),
    ],
)
def test_what_is_promised_tells_its_kind(page, told, kind):
    assert only(page(told)).kinds[0] == kind


def test_the_letters_of_an_abbreviation_are_no_names(page):
    made = only(page("Norway pledged to hand the U.S. and the U.K. its files on Chad."))
    assert not made.names & {"u", "s", "k"}


def test_what_follows_a_comma_is_not_promised(page):
    made = only(page("India pledged 20,000 tonnes of wheat for Afghanistan, to go by way of Chabahar port."))
    assert made.things == {"wheat"}


def test_the_thing_of_a_passive_stands_before_its_verb(page):
    made = only(page("Iran promised that the sailors of the tanker would be released within ten days."))
    assert "sailor" in made.things
    assert made.due == datetime.date(2024, 5, 11)


def test_a_due_month_before_the_promise_is_of_the_next_year(page):
    assert only(page("Spain promised Mali ten lorries before March.", on="2024-05-01")).due > datetime.date(2024, 5, 1)


def test_places_it_is_to_go_to_are_its_aim(page):
    made = only(page("Russia promised to bring 9,000 tonnes of sorghum to the camps around Adré before the rains."))
    assert "camp" in made.aims
    assert made.heads == {"sorghum"}


@pytest.mark.parametrize(
    "told",
    [
        "Iran has not promised to free the crew.",
        "Iran was promised two boats by China.",
        "Iran would have pledged two boats.",
        "The two boats of Iran are grey.",
    ],
)
def test_what_nobody_promises_is_no_commitment(page, told):
    assert not find_commitments(page(told))


def test_the_words_of_a_commitment_stand_in_the_text(page):
    made = only(page("Seen from Suva.", "Australia promised Fiji two patrol boats."))
    assert made.key == f"{made.article}#char={made.start},{made.start + len('promised')}"
