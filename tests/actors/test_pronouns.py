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


def test_who_says_is_nobody_named_in_the_quotation(found_in):
    found = found_in("Lindsey Graham praised the deal.", "“Donald Trump was up five points,” he said.")

    assert found.mentions("Lindsey Graham")[-1] == "he"


def test_the_last_speaker_speaks_on_after_quoted_paragraphs(found_in):
    found = found_in(
        "Fahmi Fadzil clarified the costs. He named Anwar Ibrahim.",
        "“The prime minister paid. The firms paid too.",
        "“Anwar Ibrahim asked them to. It was cheap,” he said.",
    )

    assert found.mentions("Fahmi Fadzil")[-1] == "he"


def test_who_stands_before_the_clause_is_not_its_subject(found_in):
    found = found_in("Adam Sole read widely.", "Influenced by Malcolm Xavier, he fought for rights.")

    assert found.mentions("Adam Sole")[-1] == "he"


def test_she_is_the_woman_and_not_the_source(found_in):
    found = found_in(
        "Elena Rojas leads in Bolivia.", "A source close to Rojas says she has been phoned. He would not say more."
    )

    assert found.mentions("Elena Rojas")[-1] == "she"


def test_both_are_the_nearest_two(found_in):
    found = found_in(
        "Donald Trump praised Mark Rutte.",
        "The alliance grew.",
        "Finland joined in 2023. Sweden joined in 2024. Having been neutral, both applied in 2022.",
    )

    assert "both" in found.mentions("Finland")
    assert "both" in found.mentions("Sweden")


@pytest.mark.parametrize(
    ("words", "pronoun", "name"),
    [
        (
            "Peter Novak did not say whether Jan Havel slept on the night Karl Brandt left. He said no.",
            "He",
            "Novak",
        ),
        (
            "Peter Novak said Jan Havel had a farm. Jan Havel then bought a mill. “It failed,” he said.",
            "he",
            "Novak",
        ),
        ("Peter Novak said the police found a man, Jan Havel. He said Havel was alive.", "He", "Novak"),
        ("Anna Berg said Jan Havel had left.\n\nPeter Novak gave another account. He said yes.", "He", "Novak"),
        ("Virginia Cole sued Karl Brandt. Later she said they had met.", "she", "Cole"),
        ("Asked whether an envoy would be sent to Karl Brandt, he said no.", "he", None),
        ("Anna Berg sat down. One of the nurses said she wanted a treaty.", "she", None),
        ("The letter angers villagers the most, they say.", "they", "villagers"),
        (
            "Though the Foreign Ministry has said no, it has also admitted that floods are likely.",
            "it",
            "Ministry",
        ),
    ],
)
def test_who_speaks_on_spoke_before(found_in, words, pronoun, name):
    meant = [
        actor.name
        for found in [found_in(words)]
        for actor in found.actors
        if pronoun in [found.article.words(mention.span) for mention in actor.mentions if mention.form == "pronoun"]
    ]

    assert (meant[0].endswith(name) if meant else False) if name else not meant


def test_double_marks_may_be_two_single_ones(found_in):
    found = found_in("''More is decided than Viktor Orban thinks,'' Karl Kamp said.", "The danger he sees is war.")

    assert "he" in found.mentions("Karl Kamp")


def test_he_is_whom_the_page_is_about_and_not_somebody_met_in_passing(found_in):
    found = found_in(
        "Viktor Orban spoke in Warsaw. Mr. Orban was calm. Mr. Orban smiled.",
        "Many admire Mr. Orban, a sociologist, Ivan Kos, concluded.",
        "The events have been a chronicle of Mr. Orban's thinking.",
        "In 2008, he complained bitterly about the war.",
    )

    assert "he" in found.mentions("Viktor Orban")


def test_he_is_not_whom_his_clause_is_about(found_in):
    found = found_in("Senator Rex Sanders praised Ann Cole and criticised Don Trent, who he blasted as a bully.")

    assert found.mentions("Rex Sanders") == ["Senator Rex Sanders", "he"]


def test_who_says_what_he_does_is_he(found_in):
    found = found_in("Ann Cole met Don Trent, who said he was tired.")

    assert found.mentions("Don Trent")[-1] == "he"
