"""Subjects that English leaves out."""

import pytest

from dateline.events.control import subjects_of
from dateline.language import parse


@pytest.mark.parametrize(
    ("sentence", "verb", "subjects"),
    [
        ("Kenya signed the treaty.", "signed", ["Kenya"]),
        ("The treaty was signed by Kenya.", "signed", ["Kenya"]),
        ("Kenya and Chad met and signed the treaty.", "signed", ["Kenya", "Chad"]),
        ("Kenya promised Chad to leave.", "leave", ["Kenya"]),
        ("Kenya urged Chad to leave.", "leave", ["Chad"]),
        ("Kenya accused Chad of arming the rebels.", "arming", ["Chad"]),
        ("Kenya, which attacked Chad, apologized.", "attacked", ["Kenya"]),
        ("Kenya issued a statement condemning Chad.", "condemning", ["Kenya"]),
        ("Kenya attacked Chad, killing three soldiers.", "killing", ["Kenya"]),
    ],
)
def test_the_subject_is_who_controls_the_verb(article_of, sentence, verb, subjects):
    doc = parse(article_of(sentence))
    (token,) = [token for token in doc if token.text == verb]
    assert [subject.text for subject in subjects_of(token)] == subjects


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kenya's president said that Somalia had closed the border, and urged Ethiopia to mediate.", "KEN > ETH"),
        ("Peru told reporters that Chile had blocked the appointments, and accused Bolivia of lying.", "PER > BOL"),
    ],
)
def test_a_verb_beside_one_of_saying_has_its_subject_and_not_that_of_what_is_said(told, sentence, expected):
    assert told(sentence).lines[-1].endswith(expected)
