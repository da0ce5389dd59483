"""What holds a word of the trigger table and yet tells no act between actors of public affairs."""

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        # rules, habits, states
        "International law bars attacks on journalists.",
        "The group trains recruits in eastern Congo.",
        "The fund is supported by Norway and Sweden.",
        # mishaps
        "Measles has killed 900 children in Nigeria this year.",
        "An earthquake killed 40 people in Turkey on Monday.",
        "Five soldiers were killed in a helicopter crash in Kenya.",
        # nobody who could
        "A report on the protection granted to civilians came out on Friday.",
        "The Bank of England was forced to step in.",
        # what is only an idea
        "The proposals include suspending Spain from the alliance.",
        "The debate was focused on defending Norway.",
        # papers, questions and other everyday uses of the same words
        "President Ruto released a letter from his doctor on Friday.",
        "The Polish government declined to comment.",
        "Belgium suggested there were other ways out.",
        "The plan has been met with opposition in France.",
        "Kenyan ministers blamed the weather for the delays.",
        "The Brazilian batter's third strike ended the game against Japan.",
        "The Polish minister was the guest of a talk show in Norway.",
        "Demand for Australian coal has fallen in China.",
        "The demand for Chinese cars is growing in Mexico.",
        "Switzerland beat Gibraltar 6-0 on Friday.",
        "The Chilean team defeated Peru in Lima.",
        "The trade war between China and Canada worries brewers.",
        "The Kenyan president's war on poverty goes on.",
        "The German ministry delivered a lecture in Kenya.",
        "The Peruvian peso retreated on Friday.",
        "The Ugandan minister seized the chance to speak.",
        "The soldiers left a gap in the fence, a Polish officer said.",
        "The Kenyan president gave an interview to a French paper.",
        "Norway played Ghana in Oslo and won.",
        # weather and markets
        "A storm hit the coast of Cuba on Monday.",
        "Inflation hit Turkish farmers hard.",
        "Lightning strikes killed two Kenyan soldiers.",
        "The band's third album bombed with critics when it came out in 1994.",
        "There is no threat to Kenya.",
        "The release of the emails by Kenya embarrassed Norway.",
        "Norway warned Kenya that the dam was unsafe.",
        "Analysts say Kenya would recognize the folly in having to prop up the Ugandan regime.",
        "The news release the Kenyan minister, Ann Otieno, issued was short.",
        "“Kenya is strong, and there should be no doubt about that,” the Kenyan minister said.",
        "The Kenyan minister blamed the tumble in oil prices.",
        "Kenyan ministers have been pressing their advantage in recent months.",
        "The Kenyan economy has pulled out of its slump.",
        "The tanks head back from the border after the skirmish went wrong.",
        # private affairs
        "A man killed his neighbour with a knife.",
        "The singer thanked the crowd and promised more songs.",
    ],
)
def test_no_event_is_told_of_it(told, sentence):
    assert told(sentence).lines == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russian troops attacked Ukraine on Monday.", "attacked ASSAULT happened RUS > UKR"),
        ("President William Ruto attacked Raila Odinga in tweets on Friday.", "attacked ACCUSE happened KEN > KEN"),
        (
            "Prime Minister Donald Tusk launched a personal attack on President Andrzej Duda.",
            "attack ACCUSE happened POL > POL",
        ),
    ],
)
def test_attacks_in_words_accuse(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_killing_and_wounding_at_once_is_one_event(told):
    assert told("Israeli jets killed two Syrian soldiers and wounded three Lebanese officers on Sunday.").lines == [
        "killed ASSAULT happened ISR > SYR,LBN"
    ]


def test_going_back_to_an_attack_does_not_tell_it_again(told):
    lines = told("Rebels attacked Chad on Sunday. The attack on Chad was reported by the news.").lines
    assert [line for line in lines if "ASSAULT" in line] == ["attacked ASSAULT happened Rebels > TCD"]


def test_what_is_asked_about_is_hypothetical(told):
    event = told("The attorney general is not saying if Sudan violated the treaty.").event("violated")
    assert event.status == "hypothetical"


def test_ships_promised_in_support_are_no_threat(told):
    assert told("Denmark promised to send two ships to Greenland.").lines == ["promised AGREE pledged DNK > GRL"]


def test_arms_that_are_launched_by_nobody_named_are_their_owners(told):
    assert told("US missiles were launched at Iran on Monday.").lines == ["launched ASSAULT happened USA > IRN"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Honduran mayor resigned under pressure from criminals.", ["resigned RETREAT happened HND > -"]),
        ("Poland charged an officer with giving up information to Belarus.", ["charged ACCUSE happened POL > officer"]),
    ],
)
def test_pressure_of_no_power_and_secrets_given_up_are_no_events_of_their_own(told, sentence, expected):
    assert told(sentence).lines == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A guard hanged himself in his Kenyan cell.",
        "Ministers asked what Kenya should do about Oman.",
        "Oman's envoy said the talks scared her.",
    ],
)
def test_what_is_done_to_oneself_or_only_asked_about_is_none(told, sentence):
    assert not [line for line in told(sentence).lines if line.split()[1] in {"ASSAULT", "THREATEN"} or "should" in line]
