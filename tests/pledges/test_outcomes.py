import datetime

import pytest

from dateline.pledges import find_commitments, find_outcomes, open_past

BOATS = "Australia promised Fiji two patrol boats by the end of June."
GAS = "Qatar agreed to supply Bangladesh with 30 tankers of liquefied gas."
VACCINE = "Cuba promised Vietnam 5 million doses of its vaccine."
BARLEY = "China undertook to lift its ban on Australian barley."
TRUCKS = "Israel agreed to let 50 aid trucks a day into Gaza."
SOLDIERS = "Rwanda pledged 300 soldiers for the mission in Mozambique."


def outcome(page, pledge, *later, on="2024-06-20"):
    (made,) = find_commitments(page(pledge))
    return next(iter(find_outcomes(made, page(*later, on=on))), None)


@pytest.mark.parametrize(
    ("pledge", "later"),
    [
        (BOATS, "Australia handed two patrol boats to the Fijian navy on Friday."),
        (BOATS, "Two patrol boats built in Australia were commissioned into the navy of Fiji on Friday."),
        (GAS, "A tanker with the first Qatari gas berthed at Moheshkhali in Bangladesh on Friday."),
        (VACCINE, "Vietnam has received 2 million doses of the Cuban vaccine, the health ministry said."),
        (BARLEY, "China has dropped its duties on Australian barley, the trade minister said."),
        (TRUCKS, "Fifty trucks entered Gaza on Friday, Israel's army said."),
        (SOLDIERS, "Three hundred Rwandan troops landed in Mozambique on Monday."),
        ("Ethiopia promised to share data on the dam with Egypt.", "Ethiopia shared its data on the dam with Egypt."),
    ],
)
def test_what_is_done_for_the_promised_party_is_offered_as_kept(page, pledge, later):
    assert outcome(page, pledge, later).relation == "kept"


@pytest.mark.parametrize(
    ("pledge", "later"),
    [
        (BARLEY, "China extended its ban on Australian barley for a year on Monday."),
        (TRUCKS, "Israeli soldiers turned back 50 aid trucks bound for Gaza on Friday."),
        (SOLDIERS, "Rwanda will not send the 300 soldiers to Mozambique, it said on Monday."),
        (GAS, "Qatar has frozen its shipments of gas to Bangladesh."),
        (VACCINE, "Cuba refused to send the 5 million doses of vaccine to Vietnam."),
    ],
)
def test_the_contrary_is_offered_as_broken(page, pledge, later):
    assert outcome(page, pledge, later).relation == "broken"


@pytest.mark.parametrize(
    ("pledge", "later"),
    [
        (BARLEY, "China has lifted its curbs on Indonesian coal, officials in Jakarta said."),  # another thing
        (SOLDIERS, "Uganda sent 300 soldiers to Mozambique on Monday."),  # another maker
        (VACCINE, "Cuba delivered 2 million doses of its vaccine to Nicaragua on Thursday."),  # another party
        (VACCINE, "Cuba delivered a million doses of its vaccine to Vietnam in 2021."),  # long ago
        (TRUCKS, "The United Nations urged Israel to let the 50 aid trucks into Gaza."),  # a demand
        (GAS, "Qatar will supply Bangladesh with 30 tankers of gas, its minister repeated."),  # said again
        (GAS, "Qatar denied that it had delivered gas to Bangladesh."),
        (GAS, "Qatar has yet to deliver the gas to Bangladesh."),
        (BOATS, "Fiji returned two patrol boats to Australia."),  # done by the other side
    ],
)
def test_what_does_not_bear_on_the_promise_is_not_offered(page, pledge, later):
    assert outcome(page, pledge, later) is None


def test_what_is_done_after_the_due_date_is_late(page):
    found = outcome(page, BOATS, "Australia handed two patrol boats to Fiji on Friday.", on="2024-10-05")
    assert (found.relation, found.on) == ("late", datetime.date(2024, 10, 5))


def test_a_part_of_the_promised_number_is_told_as_a_share(page):
    assert outcome(page, VACCINE, "Cuba has delivered 2 million doses of its vaccine to Vietnam.").share == 0.4
    assert outcome(page, SOLDIERS, "The last 100 Rwandan soldiers landed in Mozambique.").share == 1.0


def test_a_page_older_than_the_promise_offers_nothing(page):
    assert outcome(page, BOATS, "Australia handed two patrol boats to Fiji on Friday.", on="2024-04-30") is None


def test_a_verb_that_no_table_knows_is_enough_where_all_else_fits(page):
    later = "Thirty tankers of Qatari gas have been decanted for Bangladesh."
    found = outcome(page, GAS, later)
    assert (found.relation, "no listed word" in found.why[0]) == ("kept", True)


def test_a_candidate_shows_its_words_and_its_reasons(page):
    later = page("Dusk in Suva.", "Australia handed two patrol boats to Fiji on Friday.", on="2024-06-20")
    (made,) = find_commitments(page(BOATS))
    (found,) = find_outcomes(made, later)

    assert found.words == "Australia handed two patrol boats to Fiji on Friday."
    assert 0.4 <= found.score <= 1
    assert found.why[0].startswith("kept: hand")
    assert "maker in the sentence" in found.why


def test_open_pledges_past_their_date_are_those_nothing_answers(page):
    boats, gas = (find_commitments(page(pledge))[0] for pledge in (BOATS, GAS))
    answer = find_outcomes(boats, page("Australia handed two patrol boats to Fiji.", on="2024-06-20"))

    assert open_past([boats, gas], [], datetime.date(2024, 7, 1)) == [boats]
    assert open_past([boats, gas], answer, datetime.date(2024, 7, 1)) == []
    assert open_past([boats, gas], [], datetime.date(2024, 6, 30)) == []
