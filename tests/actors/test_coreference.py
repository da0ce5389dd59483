"""Who is meant by what is no name."""

import pytest


def test_top_diplomat_is_the_foreign_minister(found_in):
    found = found_in(
        "Kim Jong Un told Russia’s top diplomat that he agreed.", "Russian Foreign Minister Sergei Lavrov smiled."
    )

    assert found.mentions("Sergei Lavrov")[0] == "Russia’s top diplomat"


def test_a_counterpart_holds_the_same_office_for_another_country(found_in):
    found = found_in("Russian Foreign Minister Sergei Lavrov met his North Korean counterpart Choe Son Hui.")
    choe = found.named("Choe Son Hui")

    assert (choe.country, choe.role) == ("PRK", "foreign minister")


def test_an_apposition_says_who_somebody_is(found_in):
    found = found_in("Amina Yusuf, a nurse who fled to Tawila, wept.")

    assert found.mentions("Amina Yusuf") == ["Amina Yusuf", "a nurse"]
    assert found.named("Amina Yusuf").role == "nurse"


def test_a_title_between_commas_belongs_to_the_name(found_in):
    found = found_in("Ethiopia's prime minister, Dawit Alemu, rejected the report.")

    assert (found.named("Dawit Alemu").country, found.named("Dawit Alemu").role) == ("ETH", "prime minister")


def test_the_official_is_the_one_before(found_in):
    found = found_in(
        "A senior Pakistani commerce ministry official announced the deal.",
        "The official, who asked not to be named, gave no date.",
    )

    assert found.mentions("senior Pakistani commerce ministry official")[-1] == "The official"


def test_two_officials_of_different_countries_stay_two(found_in):
    found = found_in("A Turkish official met an Israeli official.")

    assert {actor.country for actor in found.actors if actor.kind == "person"} == {"TUR", "ISR"}


def test_a_government_or_leadership_is_the_state(found_in):
    found = found_in(
        "North Korean leader Kim Jong Un spoke. Kim’s government pledged support for the Russian leadership."
    )

    assert "Kim’s government" in found.mentions("North Korea")
    assert found.mentions("Russia") == ["the Russian leadership"]


def test_a_party_s_leadership_is_no_other_state(found_in):
    found = found_in("China met the United States.", "The Chinese Communist Party leadership fears protests.")

    assert found.mentions("United States") == ["the United States"]


def test_his_country_is_that_of_whom_he_is(found_in):
    found = found_in("North Korean leader Kim Jong Un told Sergei Lavrov his country was ready.")

    assert found.mentions("North Korea") == ["his country"]


def test_an_army_stays_itself_with_the_country_of_its_state(found_in):
    found = found_in("Sudan's army shelled the town.", "The army called the accusation a lie.")
    army = found.named("Sudan's army")

    assert (army.kind, army.country, army.sector) == ("military", "SDN", "MIL")
    assert found.mentions("Sudan's army") == ["Sudan's army", "The army"]


def test_state_media_are_the_medium_that_the_page_names(found_in):
    found = found_in(
        "North Korean leader Kim Jong Un spoke, state media reported.",
        "The speech lasted an hour, North Korea's state news agency KCNA said.",
    )

    assert found.mentions("KCNA") == ["state media", "North Korea's state news agency KCNA"]


def test_russian_media_are_nobody_in_particular(found_in):
    media = found_in("Russian media reported a fire.").named("Russian media")

    assert (media.kind, media.country) == ("media", "RUS")


def test_a_headline_says_in_short_what_the_body_names(found_in):
    found = found_in(
        ("title", "Truce near, UN envoy says"), "United Nations envoy Ramtane Lamamra said a truce was near."
    )

    assert found.mentions("Ramtane Lamamra")[0] == "UN envoy"


def test_a_bloc_is_the_one_named_before(found_in):
    assert "The bloc" in found_in("The European Union froze the assets. The bloc acted late.").mentions(
        "European Union"
    )


def test_what_names_nobody_makes_no_actor(found_in):
    assert found_in("It rained on Sunday in the hills.").actors == []


@pytest.mark.parametrize(
    ("told", "again", "name"),
    [
        ("Saudi Arabia met Egypt.", "Egypt said the kingdom agreed.", "Saudi Arabia"),
        ("Qatar and Egypt met. Egypt left.", "The Gulf nation stayed.", "Qatar"),
        ("Senegal borders The Gambia.", "The Gambia spoke. Senegal surrounds the tiny nation.", "Gambia"),
    ],
)
def test_an_epithet_is_the_state_that_may_be_called_so(found_in, told, again, name):
    phrases = ("the kingdom", "The Gulf nation", "the tiny nation")

    assert any(phrase in found_in(told, again).mentions(name) for phrase in phrases)


def test_who_gives_a_name_bears_it(found_in):
    found = found_in("A colonel, who gave his name as Modou Sarr, said the army had acted. He promised elections.")

    assert found.mentions("Modou Sarr")[0].lower() == "a colonel"


def test_state_television_is_the_one_of_that_state(found_in):
    assert "state television" in found_in("Sudan’s army spoke. Its spokesman told state television so.").mentions(
        "Sudan TV"
    )


def test_a_swing_state_is_no_country(found_in):
    found = found_in("Egypt votes today.", "The premier swing state goes first.")

    assert found.mentions("Egypt") == ["Egypt"]


def test_who_speaks_for_a_body_is_of_its_country(found_in):
    found = found_in(
        "The US military said a helicopter had crashed, US officials added.",
        '"All were killed," Taliban spokesman Zabihullah Mujahid said.',
    )

    assert found.named("Zabihullah Mujahid").country == "AFG"


def test_joint_chiefs_are_of_the_state_that_is_spoken_of(found_in):
    found = found_in("US President Donald Trump met General Ann Doe, chairman of the Joint Chiefs of Staff.")

    assert found.named("Ann Doe").country == "USA"


def test_a_ministry_that_every_state_may_have_is_the_one_before_it(found_in):
    found = found_in(
        "US Secretary of State Mike Pompeo spoke on Monday. A spokesperson for the British Foreign Office reiterated "
        "the position. The Foreign Office had said so before."
    )

    assert found.named("Foreign Office").country == "GBR"
    assert found.mentions("Foreign Office") == ["the British Foreign Office", "The Foreign Office"]


def test_a_land_that_ends_like_a_company_is_none(found_in):
    assert not found_in("Ana Sol visited the West Bank. Settlements in the West Bank are many.").names("company")


def test_ministers_by_office_state_and_name_are_of_their_states(found_in):
    found = found_in(
        "The Minister of Foreign Affairs of Norway, Anna Berg, and the Minister of Foreign Affairs of Moldova, Ion "
        "Rusu, met in Oslo. Minister Rusu thanked Norway."
    )

    assert [(found.named(name).country, found.named(name).role) for name in ("Anna Berg", "Ion Rusu")] == [
        ("NOR", "minister of foreign affairs"),
        ("MDA", "minister of foreign affairs"),
    ]
    assert found.mentions("Ion Rusu")[-1] == "Minister Rusu"


def test_after_an_office_and_its_state_a_name_between_commas_is_its_holders(found_in):
    found = found_in("The foreign minister of Norway, Anna Berg, and the foreign minister of Moldova, Ion Rusu, met.")

    assert (found.named("Anna Berg").country, found.named("Ion Rusu").country) == ("NOR", "MDA")


def test_who_knows_a_country_is_not_of_it(found_in):
    found = found_in(
        "Anna Roe, an Iran expert at the institute, met a US analyst, Ben Poe, and Li Wei, a Chinese scholar."
    )

    assert [found.named(name).country for name in ("Anna Roe", "Ben Poe", "Li Wei")] == [None, "USA", "CHN"]
