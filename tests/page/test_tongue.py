"""The language of a text."""

import py3langid
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


def test_english_of_many_names_is_no_pidgin() -> None:
    english = (
        "Peru and Moldova speak of doctors number 818693\n\n"
        "Fiji will send 314 doctors to Kenya, Prime Minister Nino Lomidze told reporters in Lima on Thursday.\n\n"
        "Moldova will send 491 boats to Latvia, spokeswoman Ken Mori told reporters in Nairobi on Friday.\n\n"
        "Chad will send 57 cranes to Kenya, Prime Minister Elin Dahl told reporters in Nairobi on Saturday.\n\n"
        "Oman will send 319 cranes to Nepal, Foreign Minister Juan Quispe told reporters in Accra on Saturday.\n\n"
        "Cuba will send 518 cranes to Chile, Foreign Minister Ion Rusu told reporters in Lima on Friday.\n\n"
        "Norway will send 148 lorries to Cuba, President Juan Quispe told reporters in Lima on Tuesday.\n"
    )
    pidgin = (
        "Nigeria president don sign new law wey go allow states to get their own police. Di law go start work next "
        "year, according to di spokesman. E say di goment dey ready to help all di states wey need am."
    )

    assert py3langid.classify(english)[0] == "pcm"
    assert language_of(english) == "en"
    assert language_of(pidgin) == "pcm"
