"""When and where an event was, in sentences of our own: not when and where something else in its clause was."""

import pytest

TUESDAY = "2024-06-11"


def told_when(told, sentence, trigger, published_at=TUESDAY):
    event = told(sentence, published_at=published_at).event(trigger)
    return event.when.start if event.when else None


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Norway condemned the move announced on Monday by Sweden.", "condemned"),
        ("Ghana accused Togo after Benin closed the border in March.", "accused"),
        ("Chile praised Peru, but the talks with Bolivia collapsed in 2015.", "praised"),
        ("Japan condemned Monday's drills.", "condemned"),
        ("Kenya criticised Uganda over its role in the raids of 2019.", "criticised"),
        ("Following Monday's debate, Spain praised Malta.", "praised"),
        ("Egypt signed a treaty that requires Libya to leave by 2030.", "signed"),
    ],
)
def test_a_time_below_another_clause_or_noun_is_not_the_events(told, sentence, trigger):
    assert told_when(told, sentence, trigger) is None


@pytest.mark.parametrize(
    ("sentence", "trigger", "start"),
    [
        ("Peru sent a letter to Chile on Monday demanding answers.", "demanding", "2024-06-10"),
        ("In May 2022, Poland passed a law without consulting Germany.", "consulting", "2022-05"),
        ("His refuge ended in April, when he was arrested by Iranian police.", "arrested", "2024-04"),
        (
            "Lawmakers asked about the May 25 call when President Joe Biden urged Ukraine to sign.",
            "urged",
            "2024-05-25",
        ),
        ("On Monday, Turkey praised Israel and condemned Iran.", "condemned", "2024-06-10"),
        ("Niger rejected the plan in a statement issued on Monday.", "rejected", "2024-06-10"),
        ("Russia's 2022 invasion of Ukraine shook Europe.", "invasion", "2022"),
    ],
)
def test_a_clause_without_a_time_has_that_of_the_clause_it_goes_with(told, sentence, trigger, start):
    assert told_when(told, sentence, trigger) == start


@pytest.mark.parametrize(
    ("sentence", "trigger", "when", "due"),
    [
        ("Canada asked Cuba for answers no later than July 10.", "asked", None, "2024-07-10"),
        ("In 2023, Chad and Niger agreed a target by 2035.", "agreed", "2023", "2035"),
        ("ECOWAS threatened to attack Niger unless it freed the captives by Sunday.", "threatened", None, "2024-06-16"),
    ],
)
def test_what_has_an_end_alone_is_a_term(told, sentence, trigger, when, due):
    event = told(sentence, published_at=TUESDAY).event(trigger)

    assert (event.when and event.when.start, event.due and event.due.end) == (when, due)


@pytest.mark.parametrize(
    ("sentence", "trigger", "place"),
    [
        ("Britain approved an extradition request from Canada.", "approved", None),
        ("Germany praised an announcement that France no longer trains troops in Mali.", "praised", None),
        ("Italy expressed outrage over Iran's latest gambit.", "outrage", None),
        ("Rebels killed ten soldiers near Sudan's border with Chad.", "killed", "Sudan"),
        ("Rebels killed ten soldiers of Chad at the airport of Niamey.", "killed", "Niamey"),
        ("Kenya and Uganda agreed to meet in Mombasa.", "agreed", "Mombasa"),
        ("Russia lashed out at Turkey for the raid.", "lashed", None),
        ("In a White House statement, Obama condemned the Iranian test.", "condemned", None),
        ("Italy praised efforts by Norway to find a political solution in Syria.", "praised", None),
        ("Norway condemned the arrests of monks in Myanmar.", "condemned", None),
        ("Speaking in Geneva, the Omani envoy accused Iran of stalling.", "accused", "Geneva"),
    ],
)
def test_a_place_of_another_clause_or_noun_is_not_the_events(told, sentence, trigger, place):
    event = told(sentence).event(trigger)

    assert (event.place.name if event.place else None) == place
