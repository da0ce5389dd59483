"""Who is who by name."""

import pytest

LAVROV = "Russian Foreign Minister Sergei Lavrov arrived in Pyongyang on Friday."


def test_a_surname_leads_back_to_the_full_name(found_in):
    found = found_in(LAVROV, "Lavrov thanked his hosts.")

    assert found.mentions("Sergei Lavrov")[:2] == ["Russian Foreign Minister Sergei Lavrov", "Lavrov"]


def test_a_title_gives_country_sector_and_role(found_in):
    lavrov = found_in(LAVROV).named("Sergei Lavrov")

    assert (lavrov.kind, lavrov.country, lavrov.sector, lavrov.role) == ("person", "RUS", "GOV", "foreign minister")


def test_two_people_with_one_surname_stay_two(found_in):
    found = found_in(
        "North Korean leader Kim Jong Un met Chinese President Xi Jinping in Beijing.",
        "Kim Yo Jong, his sister, watched the parade. Kim said the drills must stop.",
    )

    assert found.mentions("Kim Yo Jong")[-1] == "Kim"
    assert "Kim" not in found.mentions("Kim Jong Un")


def test_a_korean_is_called_by_the_first_name_and_not_by_the_last(found_in):
    found = found_in("North Korean leader Kim Jong Un visited a farm.", "Kim praised the workers.")

    assert found.mentions("Kim Jong Un") == ["North Korean leader Kim Jong Un", "Kim"]


def test_a_title_with_of_belongs_to_the_name_after_it(found_in):
    found = found_in("Chinese Vice Minister of Commerce Shen Guoliang signed the deal.", "Shen thanked Zambia.")

    assert found.mentions("Shen Guoliang") == ["Chinese Vice Minister of Commerce Shen Guoliang", "Shen"]
    assert found.named("Shen Guoliang").country == "CHN"


@pytest.mark.parametrize(
    ("words", "called", "country"),
    [
        ("The 48-year-old Australian was released in May.", "The 48-year-old Australian", "AUS"),
        ("Police arrested a Dane.", "a Dane", "DNK"),
        ("The American, who denies it, was released.", "The American", "USA"),
        ("A second Frenchman was held in Mali.", "A second Frenchman", "FRA"),
        ("Police arrested a Chinese on Monday.", "a Chinese", "CHN"),
    ],
)
def test_one_of_a_people_is_a_person_and_not_the_state(found_in, words, called, country):
    found = found_in(words)

    (person,) = [actor for actor in found.actors if actor.kind == "person"]
    assert (person.country, found.mentions(person.name)) == (country, [called])
    assert not [actor for actor in found.actors if actor.id == f"state/{country}"]


@pytest.mark.parametrize(
    "words",
    ["The French fled to Mali.", "The young Chinese were told to leave.", "Two young Americans were held in Mali."],
)
def test_a_people_is_no_one_of_them(found_in, words):
    assert not found_in(words).names("person")


@pytest.mark.parametrize(
    "words",
    [
        "The DPRK fired a missile.",
        "North Korea fired a missile.",
        "Pyongyang denounced the drills.",
        "КНДР fired a missile.",
        "북한 fired a missile.",
        "Пхеньян denounced the drills.",
        "The Democratic People’s Republic of Korea denounced the drills.",
    ],
)
def test_a_state_has_many_names(found_in, words):
    assert found_in(words).named("North Korea").country == "PRK"


@pytest.mark.parametrize(
    ("words", "acts"),
    [
        ("Moscow accused the envoy of lying.", True),
        ("The measures taken by Moscow were praised.", True),
        ("She met the envoy in Moscow.", False),
        ("He travelled to Moscow on Friday.", False),
        ("The outskirts of Moscow were hit.", False),
        ("The EU urged Moscow to withdraw.", True),
    ],
)
def test_a_capital_stands_for_the_state_where_it_acts(found_in, words, acts):
    assert ("Russia" in found_in(words).names("state")) is acts


def test_a_seat_of_government_is_a_government(found_in):
    kremlin = found_in("The Kremlin said talks would go on.").named("Kremlin")

    assert (kremlin.kind, kremlin.country) == ("government", "RUS")


def test_a_ship_of_a_capitals_name_is_no_state(found_in):
    assert found_in("The Moskva sank on Thursday.").names("state") == set()


def test_one_person_in_two_spellings_is_one(found_in):
    found = found_in("North Korean leader Kim Jong Un visited a farm.", "Kim Jong-un praised the workers.")

    assert [
        found.article.words(m.span)
        for a in found.actors
        if a.country == "PRK" and a.kind == "person"
        for m in a.mentions
    ] == [
        "North Korean leader Kim Jong Un",
        "Kim Jong-un",
    ]


def test_the_north_is_north_korea_where_the_page_speaks_of_it(found_in):
    assert "the North" in found_in("North Korea fired a missile. Seoul warned the North.").mentions("North Korea")


def test_the_north_is_nobody_elsewhere(found_in):
    assert found_in("Rebels seized towns in the North.").names("state") == set()


def test_letters_in_brackets_are_the_body_before_them(found_in):
    found = found_in("The Wheat Growers Union (WGU) called a strike.", "The WGU said bread would run out.")

    assert {"WGU", "The WGU"} <= set(found.mentions("Wheat Growers Union"))


def test_a_medium_is_named_as_the_tables_spell_it(found_in):
    found = found_in("The Korean Central News Agency said so.", "KCNA gave no details.")

    assert found.named("KCNA").state_controlled is True
    assert len(found.mentions("KCNA")) == 2


def test_agency_and_publisher_are_actors_without_a_mention_in_the_story(found_in):
    reuters = found_in("Rain fell.", ("credit_line", "Reuters Published 13 Jul"), agency="Reuters").named("Reuters")

    assert (reuters.kind, reuters.country, len(reuters.mentions)) == ("news_agency", "GBR", 1)


def test_a_country_in_a_person_s_name_is_none(found_in):
    found = found_in("Israeli Defence Minister Israel Katz spoke on Monday.")

    assert found.names("state") == set()
    assert found.named("Israel Katz").country == "ISR"
