"""The form of a line."""

import pytest

from dateline.page.headline import is_clause, is_name, is_names, is_sentence


@pytest.mark.parametrize(
    "line",
    [
        "Russia says foreign minister Lavrov met Kim Jong Un",
        "Islamabad to host pipeline meeting in November",
        "Kim, Putin discuss arms over phone",
        "Leaders vow to keep up pressure on Moscow",
        "N. Korea slams joint drills as 'reckless'",
        "Iran Rejects New Demands Before Vienna Talks",
    ],
)
def test_a_headline_that_tells_something_is_a_clause(line: str) -> None:
    assert is_clause(line)
    assert not is_sentence(line)


@pytest.mark.parametrize(
    "line", ["The road to Wonsan", "Ukraine peace talks", "A question of trust", "Escalating attacks"]
)
def test_a_heading_without_a_verb_is_no_clause(line: str) -> None:
    assert not is_clause(line)


@pytest.mark.parametrize(
    "line",
    [
        "Nobody came.",
        "“We will not.”",
        "The minister added:",
        "QUESTION: Why?",
        "他说，会谈将继续。",
        "He paused… and left!",
    ],
)
def test_running_text_is_known_by_its_end(line: str) -> None:
    assert is_sentence(line)


def test_names_strung_together_have_no_grammar() -> None:
    assert is_names("Lebanon Syria border crossing")
    assert is_names("Estonia Foreign Ministry of Russia Cybersecurity")
    assert not is_names("Trump threatens tariffs")
    assert not is_names("How the war began in the east")


def test_a_persons_name_is_two_to_four_words_with_capitals() -> None:
    assert all(map(is_name, ["Grace Phiri", "Saad al-Marri", "Choe Sang-Hun", "J. R. Smith", "Ursula von der Leyen"]))
    assert not any(
        map(is_name, ["Reuters", "grace phiri", "Talks, delayed", "Five killed in border clash today again"])
    )
