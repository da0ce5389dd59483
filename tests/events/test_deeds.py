"""Violence, meetings and acts told by weapons, nouns and places."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Missiles slammed into a power plant outside Odesa overnight.", "slammed ASSAULT happened - > UKR"),
        ("A cargo ship was struck by a missile off the coast of Yemen.", "struck ASSAULT happened - > YEM"),
        ("Indian positions came under fire from Pakistan.", "came ASSAULT happened PAK > IND"),
        ("A shell fell on a school in Damascus.", "fell ASSAULT happened - > SYR"),
        ("An apartment block in Kyiv was hit by a Russian missile.", "hit ASSAULT happened RUS > UKR"),
        ("A Chinese ship used water cannon on a Philippine boat.", "used ASSAULT happened CHN > PHL"),
        ("Chinese vessels turned water cannon on a Philippine boat.", "turned ASSAULT happened CHN > PHL"),
        ("Iranian commandos boarded a Greek tanker near Oman.", "boarded COERCE happened IRN > GRC"),
        ("KCNA said two missiles were test-fired on Monday.", "test-fired MOBILIZE claimed PRK > -"),
        (
            "A crackdown by Tunisian police on Libyan migrants left dozens homeless.",
            "crackdown COERCE happened TUN > LBY",
        ),
        ("The expulsion of Russian envoys by Norway angered many.", "expulsion SANCTION happened NOR > RUS"),
        ("Russia recalled its attaché from Paris.", "recalled SANCTION happened RUS > -"),
        ("Turkey sent trucks of flour to Syria.", "sent AID happened TUR > SYR"),
        ("Peru handed over two fugitives to Colombia.", "handed COOPERATE happened PER > COL"),
        ("Russia to hand over two trawlers to North Korea.", "hand AGREE planned RUS > PRK"),
        ("The Chinese navy sent two vessels to the island.", "sent MOBILIZE happened CHN > -"),
    ],
)
def test_weapons_nouns_and_places_tell_who_is_struck(told, sentence, expected):
    assert told(sentence).lines == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Omani minister sat down with Iranian diplomats in Geneva.", "sat CONSULT happened OMN,IRN & -"),
        (
            "The Omani president discussed the truce with the Iranian president by phone.",
            "discussed CONSULT happened OMN,IRN & -",
        ),
        ("The Turkish president was received by the Omani president in Muscat.", "received CONSULT happened TUR > OMN"),
        ("Qatar hosted the Kenyan president on Tuesday.", "hosted CONSULT happened KEN > QAT"),
    ],
)
def test_meetings_are_told_in_many_words(told, sentence, expected):
    assert told(sentence).lines == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "Families left the apartment block in Kyiv.",
        "Freed Kenyan soldiers boarded a bus near Goma.",
        "Two cars collided with a lorry in Oman.",
    ],
)
def test_what_is_no_violence_is_not_taken_for_it(told, sentence):
    assert told(sentence).lines == []


def test_a_newspaper_s_name_is_only_an_adjective_before_a_noun(told):
    assert told("The Australian government expelled an Omani envoy.").lines == ["expelled SANCTION happened AUS > OMN"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Libya denied that it had ferried drones over the Chadian border.", "denied"),
        ("Iran might block a strait.", "hypothetical"),
    ],
)
def test_a_verb_that_a_power_denies_or_supposes_needs_no_frame(told, sentence, expected):
    assert [event.status for event in told(sentence).reading.events] == [expected]


def test_a_verb_that_is_told_as_done_needs_one(told):
    assert told("The Iranian goalkeeper blocked a shot in the second half.").lines == []
