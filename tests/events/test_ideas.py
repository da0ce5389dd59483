"""What is only feared, weighed, averted, reported or disowned."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Dutch diplomats spoke of the risk of an Iranian raid on Oman.", "raid", "hypothetical"),
        ("Omani officers fear that Iran will seize the island.", "seize", "hypothetical"),
        ("Shares fell on fears that Chad would shell Libya.", "shell", "hypothetical"),
        ("Norway is considering sending tanks to Ukraine.", "sending", "hypothetical"),
        ("Brussels is weighing sanctions on Georgian officials.", "sanctions", "hypothetical"),
        ("Jakarta and Canberra have been toying with the idea of joint patrols.", "patrols", "hypothetical"),
        ("Critics had long been predicting a Kenyan withdrawal from Somalia.", "withdrawal", "hypothetical"),
        ("He backed off a prediction last year that Iran would shell Oman.", "shell", "hypothetical"),
        ("The ruling will lead to the release of Kenyan soldiers.", "release", "hypothetical"),
        ("It could be undone by events, whether a new attack by Turkey or a drought.", "attack", "hypothetical"),
        ("“The faster Kenya can offer Uganda some relief, the better,” he said.", "offer", "hypothetical"),
        ("Diplomats doubt that Israel will release the prisoners.", "release", "hypothetical"),
        ("Tokyo worries about a Chinese attack on the islands.", "attack", "hypothetical"),
        ("An Israeli strike on the plant cannot be excluded, a diplomat said.", "strike", "hypothetical"),
        ("Imagine Russia attacks Estonia: would Italy fight?", "attacks", "hypothetical"),
        ("The ruling could prompt Moscow to cut gas supplies to Moldova.", "cut", "hypothetical"),
        ("Suppose Oman lends Egypt the money, a banker said.", "lends", "hypothetical"),
        ("If Belarus were to close its border, Poland would suffer.", "close", "hypothetical"),
        ("What if China were to blockade Taiwan?", "blockade", "hypothetical"),
        ("Had Ethiopia not withdrawn its troops, the talks would have failed.", "withdrawn", "hypothetical"),
        ("Turkish police foiled an attack on the Israeli consulate.", "attack", "negated"),
        ("Oman said its navy had nothing to do with the attack on the Iranian port.", "attack", "denied"),
        ("Rwanda dismissed as fabricated reports that its troops had crossed into Congo.", "crossed", "denied"),
        ("There is no truth to reports that Egypt sealed the crossing, the Omani envoy said.", "sealed", "denied"),
        ("Moscow shot down rumours that its envoy had resigned.", "resigned", "denied"),
        ("Kenya's president denied that he had promised troops to Haiti.", "promised", "denied"),
        ('"We did not bomb Oman," the Iranian president said.', "bomb", "denied"),
        ('"No such meeting took place," the Iranian president told reporters.', "meeting", "denied"),
    ],
)
def test_what_holds_an_event_says_what_may_be_believed_of_it(told, sentence, trigger, status):
    assert told(sentence).event(trigger).status == status


def test_what_is_talked_about_is_no_event(told):
    assert told("Israel and Lebanon renewed negotiations on an Israeli pullback.").lines == [
        "negotiations CONSULT happened ISR,LBN &  -".replace("  ", " ")
    ]


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Russian forces were shelling Kherson for the third day on Friday.", "shelling"),
        ("Chad's siege of Tripoli has been in force for months.", "siege"),
        ("Saudi Arabia's embargo on Qatar is in force for a fourth year.", "embargo"),
        ("China's naval exercises off Taiwan entered their fifth day.", "exercises"),
        ("Israel is still holding the bodies of two Palestinian prisoners.", "holding"),
        ("The Houthis have held the crew of the Greek ship for more than a year.", "held"),
        ("The Ugandan army still occupies the Kenyan island.", "occupies"),
    ],
)
def test_what_has_lasted_so_long_goes_on(told, sentence, trigger):
    assert told(sentence).event(trigger).status == "ongoing"


@pytest.mark.parametrize(
    ("sentence", "trigger"),
    [
        ("Norwegian Foreign Minister Jonas Vik travels to Oman on Sunday.", "travels"),
        ("Streets were swept on the eve of the Omani president's visit to Kenya.", "visit"),
        ("A third round of talks between Oman and Iran is scheduled for Friday.", "talks"),
        ("A tariff by the United States on Swiss watches is due to take effect in August.", "tariff"),
    ],
)
def test_what_is_set_for_a_day_is_planned(told, sentence, trigger):
    assert told(sentence).event(trigger).status == "planned"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Syria's transport ministry said it would bar Lebanese lorries in the event that Beirut kept the drivers.",
            "bar THREATEN threatened SYR > LBN",
        ),
        ("North Korea promised a merciless response to Japan.", "promised THREATEN threatened PRK > JPN"),
        ("Tripoli will be hit again, the Egyptian president said.", "hit THREATEN threatened EGY > -"),
        ("Israel will not hesitate to bomb Iran, its prime minister said.", "bomb THREATEN threatened ISR > IRN"),
        ("The aggressor will regret it, the Iranian president said.", "regret THREATEN threatened IRN > -"),
    ],
)
def test_what_is_held_out_to_somebody_is_a_threat(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("It was untrue that Oman had shelled Iran, Egypt said.", "shelled", "denied"),
        ("Iran's envoy maintains his innocence in the killing of the Omani diplomat.", "killing", "denied"),
        ("At no time did Oman shell Iran.", "shell", "negated"),
        ("An Iranian attack on Oman would bring France in.", "attack", "hypothetical"),
        ("Exercises by Indian and French warships are planned for May.", "Exercises", "planned"),
    ],
)
def test_what_is_called_false_supposed_or_planned_is_told_so(told, sentence, trigger, status):
    assert told(sentence).event(trigger).status == status
