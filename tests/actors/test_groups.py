"""Who belongs to a group."""


def test_the_two_countries_are_those_of_the_people_in_the_sentence(found_in):
    found = found_in(
        "North Korean leader Kim Jong Un met Russian Foreign Minister Sergei Lavrov as the two countries held talks."
    )

    assert found.names("state") == {"North Korea", "Russia"}


def test_a_country_where_things_happen_is_none_of_the_two(found_in):
    found = found_in("Pakistan and India met in Sri Lanka. The two countries signed nothing.")

    assert "The two countries" in found.mentions("Pakistan")
    assert "The two countries" in found.mentions("India")
    assert "The two countries" not in found.mentions("Sri Lanka")


def test_sides_are_the_fighters_that_were_joined(found_in):
    found = found_in("Sudan's army and the Rapid Support Forces agreed to a truce.", "Neither side kept it.")

    assert "Neither side" in found.mentions("Rapid Support Forces")
    assert "Neither side" in found.mentions("Sudan's army")


def test_the_two_leaders_are_people(found_in):
    found = found_in(
        "German Chancellor Friedrich Merz and French President Emmanuel Macron spoke.", "The two leaders agreed."
    )

    assert "The two leaders" in found.mentions("Friedrich Merz")
    assert "The two leaders" in found.mentions("Emmanuel Macron")


def test_two_ministers_are_the_holders_of_the_office(found_in):
    found = found_in(
        "Russian Foreign Minister Sergei Lavrov met his North Korean counterpart Choe Son Hui.",
        "Russia and North Korea are close. The two countries' foreign ministers signed a plan.",
    )

    assert "The two countries' foreign ministers" in found.mentions("Choe Son Hui")
    assert "The two countries' foreign ministers" in found.mentions("Sergei Lavrov")


def test_counted_strangers_are_no_group(found_in):
    found = found_in("Turkish envoy Ali Demir and Iraqi envoy Omar Hadi left.", "Two diplomats stayed.")

    assert "Two diplomats" not in found.mentions("Ali Demir")
