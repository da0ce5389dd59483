"""The model's hints, of shares that are known: where the table is silent."""

from types import SimpleNamespace

import numpy as np
import pytest

from dateline.encoder import Encoded, encode
from dateline.events import triggers
from dateline.events.hints import BEYOND_DOUBT, SURE, Hints
from dateline.events.lexicon import entries
from dateline.language import parse
from dateline.quotes import find_quotes
from dateline.records import EVENT_TYPES


@pytest.fixture
def seen(article_of):
    """The token of a word, and the hints of a model that gives it a type by a share."""

    def see(text, word, kind, share):
        article = article_of(text)
        (each,) = encode(article, find_quotes(article))
        scores = np.full_like(each.types, -20)
        scores[:, 0] = 0
        at = int(np.flatnonzero(each.window.starts == text.index(word))[0])
        scores[at, 1 + EVENT_TYPES.index(kind)] = np.log(share / (1 - share))
        hints = Hints([Encoded(each.window, each.vectors, each.anchors, each.projected, scores)])
        return next(token for token in parse(article) if token.text == word), hints

    return see


def test_a_word_that_the_table_does_not_know_needs_a_sure_model(seen):
    token, sure = seen("Oman zorped Georgia.", "zorped", "SANCTION", SURE + 0.02)
    row = sure.new(token, "VERB")
    assert row is not None
    assert (row.type, row.nature, row.where[:15]) == ("SANCTION", "act", "model: SANCTION")

    token, unsure = seen("Oman zorped Georgia.", "zorped", "SANCTION", SURE - 0.02)
    assert unsure.new(token, "VERB") is None


def test_a_demand_by_the_model_has_the_nature_that_demands_have(seen):
    token, hints = seen("Oman zorped Georgia.", "zorped", "REQUEST", 0.99)
    row = hints.new(token, "VERB")
    assert row is not None
    assert row.nature == "demand"


def test_of_a_known_words_rows_the_likeliest_may_stand_without_its_frame(seen):
    token, hints = seen("Oman sought bolts from Georgia.", "sought", "REQUEST", BEYOND_DOUBT + 0.02)
    row = hints.other(token, entries()["seek", "VERB"])
    assert row is not None
    assert (row.type, row.frame, row.mode) == ("REQUEST", (), None)
    token, hints = seen("Oman sought bolts from Georgia.", "sought", "REQUEST", BEYOND_DOUBT - 0.02)
    assert hints.other(token, entries()["seek", "VERB"]) is None  # a demand

    token, hints = seen("Oman sought bolts from Georgia.", "sought", "ASSAULT", 0.99)
    assert hints.other(token, entries()["seek", "VERB"]) is None


def test_without_a_model_the_table_stands_alone(seen):
    token, _ = seen("Oman shelled Georgia.", "shelled", "ASSAULT", 0.99)
    assert Hints(()).of(token) is None
    assert Hints(()).new(token, "VERB") is None


@pytest.mark.parametrize("word", ["became", "without", "proud"])
def test_states_and_prepositions_are_no_events_however_sure_the_model_is(seen, word):
    token, hints = seen("Oman became proud of Georgia without delay.", word, "MOBILIZE", 0.99)
    assert triggers._by_model(token, triggers.POS[token.pos_], SimpleNamespace(hints=hints), ()) is None
