"""That the shipped model is the one that the code expects, and gives the same whatever it is read with."""

import hashlib
from importlib.resources import files

import numpy as np
import pytest

from dateline.encoder import card, encode, graph, tokenizer
from dateline.quotes import find_quotes
from tests.conftest import article_from

MODELS = files("dateline") / "models"
SPOKEN = "“The talks have failed,” the ministry said on Monday."
REPORTED = "KCNA reported that Kim Jong Un had told Sergei Lavrov that the alliance would last."


def encoded(*paragraphs):
    article = article_from(*paragraphs)
    return list(encode(article, find_quotes(article)))


def test_each_file_is_the_one_that_the_card_speaks_of():
    for name, digest in card()["files"].items():
        assert hashlib.sha256((MODELS / name).read_bytes()).hexdigest() == digest, name


def test_the_files_together_stay_below_30_megabytes():
    assert sum(len((MODELS / name).read_bytes()) for name in card()["files"]) < 30e6


@pytest.mark.parametrize(
    ("name", "inputs", "outputs"),
    [
        (
            "encoder",
            {"pieces": ["n"], "looks": [3, "n"]},
            {"vectors": ["n", 384], "anchors": ["n"], "projected": ["n", 128], "middle": ["n", 384]},
        ),
        ("telling", {"middle": ["n", 384]}, {"types": ["n", 17]}),
        (
            "attribution",
            {"projected": ["n", 128], "anchors": ["a", 384], "buckets": ["a", "n"]},
            {"roles": ["a", "n", 4]},
        ),
    ],
)
def test_a_graph_takes_and_gives_what_the_code_does(name, inputs, outputs):
    loaded = graph(name)
    assert {given.name: given.shape for given in loaded.get_inputs()} == inputs
    assert {given.name: given.shape for given in loaded.get_outputs()} == outputs


def test_the_tokenizer_has_the_words_that_the_encoder_was_fitted_with():
    assert tokenizer().get_vocab_size() == card()["vocabulary"]
    assert tokenizer().encode("Lavrov", add_special_tokens=False).tokens == ["la", "##vr", "##ov"]


def test_a_page_gives_the_same_alone_and_after_others():
    alone = encoded(SPOKEN)
    encoded(REPORTED * 30)
    again = encoded(SPOKEN)
    for a, b in zip(alone, again, strict=True):
        assert np.array_equal(a.vectors, b.vectors)
        assert np.array_equal(a.anchors, b.anchors)


def test_a_window_gives_the_same_whatever_stands_before_it():
    long = "The harbour was quiet all day and nobody came to see the ships that lay there. " * 6
    (alone,) = encoded(SPOKEN + " " + long)
    *_, behind = encoded(long, SPOKEN + " " + long)
    assert np.array_equal(alone.anchors, behind.anchors)


@pytest.mark.parametrize(("sentence", "cue"), [(SPOKEN, "said"), (REPORTED, "reported")])
def test_the_cue_is_the_likeliest_anchor_by_far(sentence, cue):
    """On another processor floats are rounded otherwise; the numbers differ by little, so a wide margin holds."""
    (each,) = encoded(sentence)
    at = int(each.anchors.argmax())
    assert sentence[each.window.starts[at] : each.window.ends[at]] == cue
    assert each.anchors[at] > 1
