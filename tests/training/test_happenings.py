"""Own sentences in the form of the event data, as the head of types learns them."""

import json
from random import Random

import numpy as np
import pytest

from dateline.encoder import tokenizer
from dateline.records import EVENT_TYPES
from training.happenings import MADE_UP, read_happenings


@pytest.fixture
def happenings_of(tmp_path):
    def read(text, kind, made_up=()):
        (tmp_path / "train.real.jsonl").write_text(json.dumps({"text": text, "events": [{"type": kind}]}) + "\n")
        rows = "".join(json.dumps({"headline": line, "type": told}) + "\n" for line, told in made_up)
        (tmp_path / "train.synthetic.jsonl").write_text(rows)
        return text, read_happenings(tmp_path, tokenizer(), Random(1))

    return read


def words(text, window, chosen):
    return [text[window.starts[n] : window.ends[n]] for n in np.flatnonzero(chosen)]


def kinds(happening):
    return [("NONE", *EVENT_TYPES)[n] for n in np.flatnonzero(happening.types)]


def test_the_trigger_of_the_type_that_people_say_tells_the_event(happenings_of):
    text, [found] = happenings_of("Sudan expelled a Chadian envoy and Chad condemned the step.", "ACCUSE")
    assert words(text, found.window, found.telling) == ["condemned"]
    assert kinds(found) == ["ACCUSE"]
    assert "expelled" in words(text, found.window, found.found >= 0)


def test_where_grammar_finds_no_such_trigger_any_verb_noun_or_adjective_may_tell_it(happenings_of):
    text, [found] = happenings_of("Norway gladly zorped the Danish fleet.", "ASSAULT")
    assert words(text, found.window, found.telling & (found.found < 0))[-1] == "fleet"


def test_a_label_that_two_types_share_allows_both(happenings_of):
    _, [found] = happenings_of("Norway freed two Danish sailors.", "YIELD")
    assert sorted(kinds(found)) == ["CONCEDE", "RETREAT"]


def test_what_a_machine_made_up_weighs_less(happenings_of):
    _, found = happenings_of(
        "Norway freed two Danish sailors.", "YIELD", [("Over Half of Oslo Teachers Strike", "PROTEST")]
    )
    assert [each.weight for each in found] == [1.0, MADE_UP]
