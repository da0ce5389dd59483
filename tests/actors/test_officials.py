"""Whose official somebody is, where the page does not say it outright."""

import pytest

TOPIC = "Iran has refused the talks, and Tehran said it would answer."


def country_of(found, name):
    (actor,) = [actor for actor in found.actors if name in actor.name]
    return actor.country


@pytest.mark.parametrize(
    "who",
    [
        "Senate Majority Leader Paul Hodge, R-Ky.,",
        "Chairman Paul Hodge (R-Ohio)",
        "Rep. Paul Hodge (D-N.Y.)",
        "Senator Paul Hodge (Ky.)",
        "Senator Paul Hodge",
        "House Speaker Paul Hodge",
        "White House Press Secretary Paul Hodge",
        "New Jersey Gov. Paul Hodge",
        "New York Attorney General Paul Hodge",
    ],
)
def test_an_official_is_of_a_country_that_has_such_an_office(found_in, who):
    assert country_of(found_in(TOPIC, f"{who} said on Tuesday that the sale should stop."), "Hodge") == "USA"


def test_a_senator_is_of_the_page_s_country_where_it_has_a_senate(found_in):
    found = found_in(
        ("title", "Philippines weighs new bases"), "The Philippines will decide soon.", "Sen. Ana Reyes said no."
    )

    assert country_of(found, "Reyes") == "PHL"


def test_party_and_state_are_nobody(found_in):
    found = found_in("Bob Corliss, R-Tenn., and Anna Lopez, D-N.Y., said the bill should change.")

    assert not [actor.name for actor in found.actors if "Tenn" in actor.name or "N.Y." in actor.name]


@pytest.mark.parametrize("who", ["World leaders", "Foreign leaders", "Heads of state", "Business leaders"])
def test_leaders_of_many_countries_are_of_none(found_in, who):
    assert country_of(found_in(("title", "Iran refuses talks"), TOPIC, f"{who} met."), who.split()[0]) is None


def test_who_rules_at_home_tells_where_the_page_is_told(found_in):
    found = found_in(
        ("title", "Macron praises China in a dig at the court"),
        "French President Emmanuel Macron praised China on Monday.",
        "Chief Justice Anne Meunier said the Supreme Court would not answer.",
    )

    assert (country_of(found, "Meunier"), country_of(found, "Supreme Court")) == ("FRA", "FRA")


def test_a_place_s_new_stays_with_it(found_in):
    found = found_in("A New York judge ruled on Monday. New Mexico Governor Bill Reyes agreed.")

    assert found.named("Bill Reyes").role == "new mexico governor"


def test_business_leaders_govern_nobody(found_in):
    (leaders,) = found_in("Business leaders warned of higher prices.").actors

    assert leaders.sector is None


@pytest.mark.parametrize(
    ("words", "name", "country"),
    [
        ("Former special envoy to Ukraine Karl Vogel said nothing.", "Vogel", None),
        ("Former White House Russia adviser Fay Hall said it was wrong.", "Hall", "USA"),
        ("Russia's ambassador to China, Igor Belov, said so.", "Belov", "RUS"),
    ],
)
def test_where_somebody_is_sent_is_not_whose_he_is(found_in, words, name, country):
    assert country_of(found_in(words), name) == country


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("Serena Grieg, president of the prison workers' union, said so on Monday.", "LAB"),
        ("Maine Teachers Association President Serena Grieg said no.", None),
        ("Serena Grieg, president of the United Federation of Weavers, said no.", None),
        ("Criminal division head Serena Grieg said no.", None),
        ("Serena Grieg, the architect of the campaign, said no.", None),
        ("President Serena Grieg of Kenya said no.", "GOV"),
    ],
)
def test_a_president_of_a_private_body_governs_nobody(found_in, words, sector):
    assert found_in(words).named("Serena Grieg").sector == sector


@pytest.mark.parametrize("words", ["He refused to follow her commands.", "She is a person of influence and authority."])
def test_what_is_only_done_or_had_is_no_body(found_in, words):
    assert not {actor.kind for actor in found_in(words).actors} & {"military", "government"}


def test_an_administration_is_the_government_of_its_ruler(found_in):
    found = found_in("The Obama administration promised a veto, and the Zelensky government thanked it.")

    assert found.mentions("United States")[0] == "The Obama administration"
    assert found.mentions("Ukraine") == ["the Zelensky government"]


def test_a_verb_behind_a_name_is_no_part_of_it(found_in):
    (person,) = [
        actor
        for actor in found_in("I then heard President Trump ask, quote, so.").actors
        if actor.kind == "person" and "Trump" in actor.name
    ]

    assert person.name == "Trump"


def test_a_headline_s_title_is_whoever_the_page_first_gives_it(found_in):
    found = found_in(
        ("title", "Lawmaker urges reprisals"),
        "Rep. Adam Schiff urged reprisals against Russia on Monday.",
        "Florida Rep. Debbie Wasserman Schultz agreed.",
    )

    assert "Lawmaker" in found.mentions("Adam Schiff")


def test_on_a_page_without_a_day_the_president_is_whom_the_page_calls_so(found_in):
    found = found_in(
        "A lawmaker called on President Obama to retaliate for what helped elect Donald Trump.",
        "This week, the president declined to threaten Moscow.",
    )

    assert "the president" in found.mentions("Obama")
