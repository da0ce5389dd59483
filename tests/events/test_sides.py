"""Who does it and who undergoes it: owners, passives, groups and what is judged."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("President Maia Sandu spoke after the editor's arrest.", "arrest COERCE happened - > editor"),
        ("Minister Juan Rossi of Peru fell silent after his arrest.", "arrest COERCE happened - > PER"),
        ("President Lungu's dismissal by Zambia's court shocked many.", "dismissal SANCTION happened ZMB > ZMB"),
        ("Israel's killing of two Syrian officers angered many.", "killing ASSAULT happened ISR > SYR"),
    ],
)
def test_who_owns_an_arrest_undergoes_it(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Prime Minister Imran Khan was arrested in May and sentenced to three years in prison.",
            "sentenced SANCTION happened - > PAK",
        ),
        ("Turkish helicopter shot down over Aleppo last night.", "shot ASSAULT happened - > TUR"),
        ("A Chinese vessel collided with a Philippine patrol boat.", "collided ASSAULT happened CHN,PHL & -"),
        ("Israeli soldiers shot and killed two Syrian officers.", "killed ASSAULT happened ISR > SYR"),
    ],
)
def test_a_participle_that_is_read_as_a_past_tense_is_passive(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya responded with harsh criticism of Uganda.", "criticism ACCUSE happened KEN > UGA"),
        ("Kenya has avoided direct criticism of Uganda.", "criticism ACCUSE negated KEN > UGA"),
        ("The Ugandan army came under criticism from Kenya.", "criticism ACCUSE happened KEN > UGA"),
        ("The Ugandan governor is under investigation by Kenya.", "investigation ACCUSE happened KEN > UGA"),
        ("A Kenyan senator delivered a gentle critique of Uganda.", "critique ACCUSE happened KEN > UGA"),
        ("Kenya rose to the defence of Uganda on Friday.", "defence SUPPORT happened KEN > UGA"),
        ("Kenya did not come to the defence of Uganda on Friday.", "defence SUPPORT negated KEN > UGA"),
    ],
)
def test_criticism_of_somebody_is_not_by_him(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Latvia condemned Russia's invasion of Ukraine.", "condemned ACCUSE happened LVA > RUS"),
        ("Chile condemned the attack on Peruvian journalists.", "condemned ACCUSE happened CHL > -"),
        ("India rejected China's claims to the valley.", "rejected REJECT happened IND > CHN"),
        ("Kenya denounced what Latvia called Russia's reckless acts.", "denounced ACCUSE happened KEN > RUS"),
        ("Serbia rejected an Australian ultimatum to Bosnia.", "rejected REJECT happened SRB > AUS"),
    ],
)
def test_what_is_judged_is_laid_to_who_did_it(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Oman along with Qatar condemned Iran.", "condemned ACCUSE happened OMN,QAT > IRN"),
        ("A coalition led by Qatar bombed Yemen.", "bombed ASSAULT happened coalition,QAT > YEM"),
        (
            "Several states, including Chad and Niger, condemned Mali.",
            "condemned ACCUSE happened Several states, including Chad and Niger,TCD,NER > MLI",
        ),
    ],
)
def test_whom_a_group_names_take_part(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_one_person_is_no_they(told):
    assert told('"They were not granting many visas," said Ana Ruiz, a Chilean lawmaker.').lines == []


def test_who_sees_no_threat_makes_none(told):
    assert told('"There is no threat to the public," Chilean police chief Ed Alvarez said.').lines == []


def test_a_murder_that_was_threatened_is_none(told):
    assert told("A man pleaded guilty to threatening to assault and murder a Chilean minister.").lines == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya fired two missiles into the ocean while the leaders of the club held a summit in Norway.",
            "fired MOBILIZE happened KEN > -",
        ),
        ("Kenya hacked into the emails of the Norwegian parliament.", "hacked COERCE happened KEN > NOR"),
        (
            "Kenya made submarine incursions into Swedish and Finnish waters.",
            "incursions ASSAULT happened KEN > SWE,FIN",
        ),
        ("Kenya and Oman have asked to join Nato.", "asked REQUEST requested KEN,OMN > Nato"),
        (
            "Chad endorsed the plan; Oman and Qatar rejected the plan of Kenya.",
            "endorsed SUPPORT happened TCD > -",
        ),
        ("Oman tested a bomb on Friday. Qatar condemned Friday's test.", "condemned ACCUSE happened QAT > OMN"),
        ("Chad condemned the pro-Russian policy of Oman.", "condemned ACCUSE happened TCD > OMN"),
    ],
)
def test_whom_it_is_done_to(told, text, expected):
    assert expected in told(text).lines


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Kenya wrote Oman in February, expressing concern about the police and asking for answers.", "asking"),
        ("The company's lawyer sent a letter to the prime minister of Oman, calling for his resignation.", "calling"),
    ],
)
def test_who_is_written_to_is_asked(told, text, asked):
    reading = told(text)
    assert reading.sides(reading.event(asked).recipients) == "OMN"


def test_an_investigation_of_somebodys_thing_is_of_its_owner(told):
    lines = told("Ana Ruiz's friendship with Carlos Lopez is under investigation by Norway.").lines
    assert "investigation ACCUSE happened NOR > Ana Ruiz" in lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The complaint against Chile was lodged by Peru on behalf of Bolivia.", "complaint ACCUSE happened BOL > CHL"),
        ("Iran is considering an attack on Israel.", "attack ASSAULT hypothetical IRN > ISR"),
        ("Islamic State-inspired attacks killed two Syrian officers.", "killed ASSAULT happened - > SYR"),
        ("Chile feared an attack by Peru.", "attack ASSAULT hypothetical PER > -"),
        ("The Iran Freedom Act would impose sanctions on Oman.", "sanctions SANCTION hypothetical - > OMN"),
    ],
)
def test_who_only_files_fears_or_inspires_does_it_not(told, sentence, expected):
    assert expected in told(sentence).lines


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Yemen said its soldiers had come under fire from drones.", "come ASSAULT claimed - > YEM"),
        ("Yemen said it had come under fire from drones.", "come ASSAULT claimed - > YEM"),
        ("Maersk's freighter came under attack from three small boats.", "came ASSAULT happened - > DNK"),
    ],
)
def test_whoever_comes_under_fire_did_not_open_it(told, sentence, expected):
    assert told(sentence).lines == [expected]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Talks between Oman and Chad got underway on Monday in Djibouti.",
            "Talks CONSULT happened OMN,TCD & -",
        ),
        ("On June 4 Tonga entered into a policing partnership with Australia.", "entered SUPPORT happened TON,AUS & -"),
        (
            "Tonga's prime minister, Aisake Eke, formalised a deal with Australia.",
            "formalised SUPPORT happened TON,AUS & -",
        ),
    ],
)
def test_who_enters_into_something_together(told, sentence, expected):
    assert expected in told(sentence).lines


def test_arms_are_told_of_whoever_fired_them(told):
    [line] = told("A projectile struck a tanker in the Red Sea on Thursday.").lines

    assert line == "struck ASSAULT happened - > -"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "China is Korea's only ally. Norway said the United States and its allies will seek new sanctions.",
            "seek REQUEST planned USA > -",
        ),
        (
            "Norway asked for a deployment of Dutch troops to deter Russian meddling.",
            "asked REQUEST requested NOR > NLD",
        ),
        ("Norway vowed at a meeting in Wales to do more.", "vowed AGREE pledged NOR > -"),
        ("Norway threatened to pull out of the African Union.", "threatened THREATEN threatened NOR > African Union"),
    ],
)
def test_nobody_is_party_to_what_another_clause_tells(told, text, expected):
    assert any(line.startswith(expected) for line in told(text).lines)
