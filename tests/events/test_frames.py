"""Frames of common words that tell no demand, threat, promise or attack, and those that still do."""

import pytest


@pytest.mark.parametrize(
    "sentence",
    [
        # what cannot ask, and who is not asked
        '"The families only need to extend the pipe," Omani minister Omar Diaz said.',
        '"President Ruto has broad authority to investigate Uganda," a Kenyan senator said.',
        '"Voters should not lose their right to vote," the Chilean president said.',
        "The law requires Kenyan witnesses to appear.",
        '"We don\'t want people to play games," a Chilean senator said.',
        # questions
        'The Japanese prime minister was asked, "Do you feel any guilt?"',
        "Japanese ministers asked each other questions.",
        # attitudes
        "The British prime minister accepted a gift.",
        "Sixty percent of Republicans agreed.",
        "The Kenyan senator agreed that the rules should be modernised.",
        "The Kenyan senator recognised that the price was likely to rise.",
        # things
        "Settlements in Israel threaten the viability of the plan.",
        "The test now allows North Korea to produce warheads.",
        "Lawmakers in India will take action to prevent the use of test scores.",
        # other senses
        "The Kenyan president signed the letter.",
        "The Afghan president has ruled out Taliban involvement.",
        "The Kenyan minister held himself up as a friend of the poor.",
        "The Kenyan minister told reporters at a news conference.",
        "The American senator suspended his presidential campaign.",
        '"It is critical to support the first responders of Ukraine," the Latvian president said.',
    ],
)
def test_a_frame_that_tells_nothing_is_no_event(told, sentence):
    assert told(sentence).lines == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('"Kenya needs to withdraw its troops," a Somali minister said.', "needs REQUEST requested SOM > KEN"),
        ('"Kenya should free the captives," a Somali minister said.', "should REQUEST requested SOM > KEN"),
        ("Iran asked Russia for help.", "asked REQUEST requested IRN > RUS"),
        ("China will take countermeasures against Lithuania.", "take THREATEN threatened CHN > LTU"),
        ("Iran ruled out talks with Israel.", "ruled REJECT happened IRN > ISR"),
        ("Israel suspended its campaign in Yemen.", "suspended RETREAT happened ISR > YEM"),
        ("The EU regrets any decision by Israel to build there.", "regrets ACCUSE happened EU > ISR"),
        ("The Syrian rebels vowed to burn every polling station.", "vowed THREATEN threatened SYR > -"),
        ("Donald Trump attacked loopholes in the law.", "attacked ACCUSE happened USA > -"),
        ("Donald Trump pounded Hillary Clinton as a liar.", "pounded ACCUSE happened USA > USA"),
    ],
)
def test_the_frames_beside_it_still_do(told, sentence, expected):
    assert told(sentence).lines == [expected]
