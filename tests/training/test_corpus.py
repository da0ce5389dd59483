"""Own sentences in the corpus' form, as the model learns them."""

import json
from random import Random

import numpy as np
import pytest

from dateline.encoder import tokenizer
from dateline.statements.decoding import CONTENT, CUE, NONE, SOURCE
from training.corpus import BRITISH, british, examples, read_sources, shuffled

TEXT = "Oslo said the bridge would open in May and Lund agreed.\n\nThe envoy told us that Kim had said yes."


def statement(source, cue, *content, text=TEXT):
    def at(words):
        return [[text.index(words), text.index(words) + len(words)]] if words else []

    return {"source": at(source), "cue": at(cue), "content": [span for words in content for span in at(words)]}


@pytest.fixture
def source_of(tmp_path):
    def read(*statements, text=TEXT, others=()):
        row = {"id": "a", "text": text, "statements": list(statements), "other_annotators": list(others)}
        file = tmp_path / "corpus.jsonl"
        file.write_text(json.dumps(row) + "\n", encoding="utf-8")
        [source] = read_sources(file)
        return source

    return read


def example(source, longest=192):
    [found] = examples(source, tokenizer(), longest)
    return found


def words(source, window, chosen):
    return [source.article.text[window.starts[n] : window.ends[n]] for n in np.flatnonzero(chosen)]


def test_each_piece_has_its_role_for_each_anchor(source_of):
    source = source_of(statement("Oslo", "said", "the bridge would open in May"))
    found = example(source)
    roles = found.roles[0].argmax(axis=-1)

    assert words(source, found.window, found.anchors == 1) == ["said"]
    assert words(source, found.window, roles == SOURCE) == ["Oslo"]
    assert words(source, found.window, roles == CUE) == ["said"]
    assert words(source, found.window, roles == CONTENT) == ["the", "bridge", "would", "open", "in", "May"]
    assert (roles[-1], roles[0]) == (NONE, NONE)


def test_without_a_cue_the_content_is_the_anchor(source_of):
    source = source_of(statement("", "", "the bridge would open"))
    found = example(source)
    assert words(source, found.window, found.anchors > 0) == ["the"]


def test_words_in_a_content_teach_nothing_about_anchors(source_of):
    source = source_of(statement("The envoy", "told", "that Kim had said yes"))
    found = example(source)
    unknown = words(source, found.window, ~found.known & (found.window.word >= 0))

    assert unknown == ["that", "Kim", "had", "said", "yes"]


def test_each_annotator_counts_in_its_share(source_of):
    told = statement("The envoy", "told", "that Kim had said yes")
    source = source_of(told, others=[[told], []])
    found = example(source)

    assert found.anchors.max() == pytest.approx(2 / 3)
    assert found.weights.tolist() == pytest.approx([1 / 3, 1 / 3])


def test_a_british_paper_prints_the_same_words_in_single_marks(source_of):
    text = 'He said "yes" and “no more” to us.'
    source = source_of(statement("He", "said", '"yes"', text=text), text=text)
    printed = british(source)

    assert printed.article.text == "He said ‘yes’ and ‘no more’ to us."
    assert [printed.article.words(span) for span in printed.quotes] == ["‘yes’", "‘no more’"]


def test_an_epoch_is_the_same_for_the_same_seed_and_holds_every_window(source_of):
    source = source_of(statement("Oslo", "said", "the bridge would open in May"))
    first, second = (list(shuffled([source], tokenizer(), Random("1"), 24, 64)) for _ in range(2))

    assert [e.window.pieces.tolist() for e in first] == [e.window.pieces.tolist() for e in second]
    assert sum(e.anchors.sum() for e in first) == 1
    assert 0 < BRITISH < 1
