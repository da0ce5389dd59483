import pytest

from dateline.pledges import find_steps


@pytest.mark.parametrize(
    ("told", "state", "agreement"),
    [
        ("Russia suspended the New START treaty in February 2023.", "suspended", "new start treaty"),
        ("Finland ratified the Convention on Cluster Munitions.", "ratified", "convention cluster munitions"),
        ("India put the Indus Waters Treaty on hold on Monday.", "suspended", "indus waters treaty"),
        ("Mali and Niger left the Lomé Convention.", "left", "lome convention"),
        ("The Paris Agreement entered into force in 2016.", "in force", "paris agreement"),
        ("Poland invoked Article 4 of the North Atlantic Treaty on Wednesday.", "invoked", "north atlantic treaty"),
        ("Chad has torn up its defence pact with France.", "left", "pact FRA TCD"),
        ("Armenia and Azerbaijan signed a peace treaty in Washington.", "signed", "treaty ARM AZE"),
        ("The grain deal between Russia and Ukraine expired on Monday.", "ended", "deal RUS UKR"),
    ],
)
def test_what_befell_an_agreement_is_a_step_of_it(page, told, state, agreement):
    (step,) = find_steps(page(told))
    assert (step.state, step.agreement, step.words) == (state, agreement, told)


@pytest.mark.parametrize(
    "told",
    [
        "Iran would leave the Non-Proliferation Treaty if attacked.",
        "Ukraine has not ratified the Ottawa Convention.",
        "The Paris Agreement is nine years old.",
        "Chad and France left the hall.",
    ],
)
def test_what_has_not_come_about_is_no_step(page, told):
    assert not find_steps(page(told))


def test_the_states_in_an_agreements_name_are_no_parties_of_the_step(page):
    (step,) = find_steps(page("Chile ratified the Paris Agreement."))
    assert step.parties == {"CHL"}
