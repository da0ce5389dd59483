"""Whole readings: what must hold for any page, and the chains of the example pages."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dateline
from dateline.errors import DatelineError, LanguageError
from dateline.records import Reading, spans_of, to_dict

ROOT = Path(__file__).parents[1]
PAGES = sorted([*(ROOT / "examples").glob("*.txt"), *(ROOT / "tests" / "golden" / "development").glob("*.txt")])
PARAGRAPHS = [line for page in PAGES for line in page.read_text(encoding="utf-8").splitlines() if len(line) > 60]


def check(reading: Reading) -> None:
    """Every span of a reading lies in its text and says words; every fact stands in the story."""
    text = reading.article.text
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
    story = [block.span for block in reading.article.story()]
    for event in reading.events:
        assert any(block.holds(event.trigger) for block in story), reading.article.words(event.trigger)
    for statement in reading.statements:
        for span in (statement.cue, *statement.content):
            assert span is None or any(block.overlaps(span) for block in story)
    json.dumps(to_dict(reading))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_span_of_a_reading_quotes_words_of_its_page(page):
    reading = dateline.read(page.read_bytes())

    assert reading.article.text == page.read_text(encoding="utf-8")
    check(reading)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=8), st.randoms(use_true_random=False))
def test_paragraphs_in_any_order_and_cut_anywhere_are_read_or_refused(paragraphs, chance: random.Random):
    cut = [words if chance.random() < 0.7 else words[: chance.randrange(10, len(words))] for words in paragraphs]
    try:
        reading = dateline.read("\n\n".join(["Envoys meet on the river dispute", *cut]))
    except DatelineError:
        return
    check(reading)


def test_a_page_is_read_the_same_each_time():
    page = (ROOT / "examples" / "ferry-talks.txt").read_bytes()

    assert dateline.read(page) == dateline.read(page)


def chains(reading: Reading) -> dict[str, list[str]]:
    """By the first words of each statement, the names and roles along its chain."""
    return {
        " ".join(reading.article.words(s.content[0]).split()[:5]): [
            f"{link.role} {reading.actor(link.actor).name if link.actor else '?'}" for link in s.chain
        ]
        for s in reading.statements
    }


def test_the_chain_leads_from_the_agency_through_the_medium_to_the_speaker():
    told = chains(dateline.read((ROOT / "examples" / "ferry-talks.txt").read_bytes()))

    assert told["that the line was “the"] == ["agency AFP", "medium Anadolu", "speaker Eleni Markaki"]
    assert told["“Nobody will cancel this over"] == ["agency AFP", "anonymous Greek official"]


def test_nothing_that_somebody_says_is_told_as_having_happened():
    for page in PAGES:
        reading = dateline.read(page.read_bytes())
        said = {s.id for s in reading.statements}
        for event in reading.events:
            assert not (event.statement in said and event.status in ("happened", "ongoing")), (page.stem, event)


def test_another_language_is_refused_with_what_to_do():
    with pytest.raises(LanguageError, match="Dateline reads English"):
        dateline.read(
            "МОСКВА, 12 июля. Министр иностранных дел России Сергей Лавров встретился с лидером КНДР Ким Чен Ыном.\n\n"
            "Стороны обсудили сотрудничество двух стран и положение на Корейском полуострове, сообщили в министерстве."
        )


def test_a_time_in_a_sentence_whose_root_is_no_verb_is_read():
    """The parser makes a name the root of the sentence; the way from the time to the root must end there."""
    page = (
        "A delegation of All Farmers Union League (AFUL) here on Thursday called on Farmers Union League-Quaid (FUL-Q) "
        "President Omar Haddad to discuss current political situation and a possible grand alliance."
    )
    assert dateline.read(page).article.text == page
