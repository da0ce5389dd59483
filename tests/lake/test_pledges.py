"""The ledger of a lake: a promise once, what may have become of it, and people's word on that."""

import pytest

from dateline.inputs import Given
from dateline.lake import Lake, corrections
from tests.lake.conftest import page
from tests.lake.test_adding import asked

PROMISE = (
    "Norway promises Moldova generators\n\n"
    "OSLO, March 3 (Reuters) - Norway will send 40 generators to Moldova by the end of May, Foreign Minister Anna Berg "
    "said on Monday.\n"
)
AGAIN = (
    "Norway stands by its word\n\n"
    "OSLO, April 2 (AP) - Norway will send 40 generators to Moldova by the end of May, Berg repeated on Wednesday.\n"
)
KEPT = (
    "Generators reach Chisinau\n\n"
    "CHISINAU, May 20 (AFP) - Norway delivered 40 generators to Moldova on Tuesday, the Moldovan energy ministry "
    "said.\n"
)
OTHER = "Chad opens a road\n\nNDJAMENA, May 21 (AFP) - Chad opened a road to Niger on Wednesday.\n"
PAGES = {
    "promise": (PROMISE, "2025-03-03"),
    "again": (AGAIN, "2025-04-02"),
    "kept": (KEPT, "2025-05-20"),
    "other": (OTHER, "2025-05-21"),
}


def add(lake: Lake, *names: str) -> None:
    for name in names:
        words, day = PAGES[name]
        list(lake.add([page(words, name)], Given(f"https://{name}.example/1", f"The {name.title()} Post", day)))


@pytest.fixture
def told(lake):
    add(lake, "promise", "again", "kept", "other")
    return lake


def test_a_promise_stands_once_with_maker_beneficiary_and_day(told):
    assert asked(
        told,
        "SELECT maker, beneficiary_countries, numbers, CAST(due_on AS VARCHAR), n_repeats, state FROM pledges "
        "WHERE contains(words, 'generators')",
    ) == [("Norway", ["MDA"], [40.0], "2025-05-31", 1, "offered")]


def test_an_outcome_is_offered_with_its_words(told):
    ((relation, words, article, promise),) = asked(
        told, "SELECT relation, words, article, promise FROM outcomes WHERE relation <> 'repeat'"
    )

    assert relation == "kept"
    assert "delivered 40 generators" in words
    assert article == "https://kept.example/1"
    assert "will send 40 generators" in promise


def test_a_promise_without_outcome_is_overdue_after_its_day(lake):
    add(lake, "promise", "other")

    assert asked(lake, "SELECT state FROM pledges WHERE contains(words, 'generators')") == [("overdue",)]


def test_people_decide_what_became_of_it(told):
    ((outcome,),) = asked(told, "SELECT outcome FROM outcomes WHERE relation = 'kept'")

    made = corrections.judge(told.folder, outcome, "confirm", who="Anna")
    assert asked(told, "SELECT state FROM pledges WHERE contains(words, 'generators')") == [("kept",)]

    corrections.judge(told.folder, outcome, "correct", who="Bo", changes={"relation": "partial"})
    assert asked(told, "SELECT state FROM pledges WHERE contains(words, 'generators')") == [("partial",)]

    corrections.judge(told.folder, outcome, "reject", who="Bo", reason="other generators")
    assert asked(told, "SELECT * FROM outcomes WHERE relation = 'kept'") == []
    assert made.target == "pledge"


def test_a_judgement_survives_reading_again(lake, monkeypatch):
    monkeypatch.setattr("dateline.reader.version", lambda: "older")
    add(lake, "promise", "kept")
    ((outcome,),) = asked(lake, "SELECT outcome FROM outcomes")
    corrections.judge(lake.folder, outcome, "confirm", who="Anna")
    monkeypatch.undo()

    list(lake.reread(lake.outdated()))

    assert asked(lake, "SELECT outcome, review FROM outcomes") == [(outcome, "confirmed")]
    assert asked(lake, "SELECT state FROM pledges WHERE contains(words, 'generators')") == [("kept",)]


def test_pledges_of_a_forgotten_page_are_forgotten_with_their_outcomes(told):
    told.forget(["https://promise.example/1"])

    assert asked(told, "SELECT * FROM outcomes WHERE promise LIKE '%by the end of May, Foreign%'") == []
    for path in told.folder.rglob("*"):
        if path.is_file():
            assert b"promise.example" not in path.read_bytes(), path


def test_a_promise_on_a_page_without_a_day_has_none(lake):
    words = "Norway promises trucks\n\nOSLO: Norway promised to send 20 trucks to Moldova, the foreign ministry said.\n"
    list(lake.add([page(words, "undated")], Given("https://undated.example/1", "The Post")))

    assert asked(lake, "SELECT maker, made_on FROM pledges") == [("Norway", None)]


def test_the_steps_of_a_treaty_are_told_by_day(lake):
    words = (
        "Norway leaves treaty\n\nOSLO, June 3 (Reuters) - Norway withdrew from the Danube Convention on Tuesday, "
        "the foreign ministry said.\n"
    )
    list(lake.add([page(words, "treaty")], Given("https://treaty.example/1", "The Post", "2025-06-03")))

    assert asked(lake, "SELECT name, state, CAST(told_on AS VARCHAR) FROM agreements") == [
        ("Danube Convention", "left", "2025-06-03")
    ]
