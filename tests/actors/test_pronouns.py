"""Whom a pronoun means."""

import pytest


@pytest.mark.parametrize(
    ("words", "pronoun", "name"),
    [
        ("Sergei Lavrov described the ties in his meeting with Kim Jong Un.", "his", "Sergei Lavrov"),
        ("Sergei Lavrov met Kim Jong Un and thanked him for the troops.", "him", "Kim Jong Un"),
        ("Kim Jong Un said he would go.", "he", "Kim Jong Un"),
        ("For his part, Kim Jong Un said no.", "his", "Kim Jong Un"),
        ("Egypt said it had sent aid.", "it", "Egypt"),
        ("Mr Ali Demir met Mrs Ayse Kaya. She thanked the crowd.", "She", "Ayse Kaya"),
    ],
)
def test_a_pronoun_follows_grammar(found_in, words, pronoun, name):
    assert pronoun in found_in(words).mentions(name)


def test_they_are_the_subject_and_who_is_with_it(found_in):
    found = found_in("Sergei Lavrov held talks with Choe Son Hui, and they issued a joint statement.")

    assert "they" in found.mentions("Sergei Lavrov")
    assert "they" in found.mentions("Choe Son Hui")


def test_each_other_are_both(found_in):
    found = found_in("Kyrgyzstan and Tajikistan accused each other of opening fire.")

    assert "each other" in found.mentions("Kyrgyzstan")
    assert "each other" in found.mentions("Tajikistan")


@pytest.mark.parametrize("words", ["It is likely that Egypt will agree.", "The truce began, and it lasted an hour."])
def test_an_it_that_means_no_actor_is_not_guessed(found_in, words):
    found = found_in(words)

    assert all(mention.form != "pronoun" for actor in found.actors for mention in actor.mentions)
