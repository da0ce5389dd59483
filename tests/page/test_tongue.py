"""The language of a text."""

import pytest

from dateline.page.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The foreign minister said on Sunday that the two countries had agreed to hold talks in the city.", "en"),
        ("Der Außenminister sagte am Sonntag, dass die beiden Länder sich auf Gespräche geeinigt hätten.", "de"),
        ("Министр иностранных дел заявил в воскресенье, что страны договорились о переговорах.", "ru"),
        ("외무장관은 두 나라가 원산에서 회담을 열기로 합의했다고 일요일에 말했다고 통신이 전했다.", "ko"),
    ],
)
def test_the_words_decide_against_what_the_page_says(text: str, language: str) -> None:
    assert language_of(text, "fr-FR") == language


def test_a_few_words_leave_it_to_the_page() -> None:
    assert language_of("Kim Lavrov", "en-GB") == "en"


def test_no_words_and_no_statement_give_no_language() -> None:
    assert language_of("12:30 — 5%") is None
