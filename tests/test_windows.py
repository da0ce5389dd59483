import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.encoder import tokenizer
from dateline.quotes import find_quotes
from dateline.windows import (
    CAPITALS,
    EDGE,
    INSIDE,
    LOWER,
    MARK,
    NUMBER,
    OPENING,
    OUTSIDE,
    TITLE,
    windows,
)
from tests.conftest import article_from


def cut(article, **limits):
    return list(windows(article, [quote.span for quote in find_quotes(article)], tokenizer(), **limits))


def shown(article, window):
    return [article.text[s:e] for s, e in zip(window.starts, window.ends, strict=True) if s < e]


def test_pieces_lie_where_the_text_has_them_whatever_the_marks():
    article = article_from("“Élan – yes,” said Ōta\u00a0Ryō.")
    (window,) = cut(article)
    assert "".join(shown(article, window)) == "“Élan–yes,”saidŌtaRyō."


def test_furniture_is_in_no_window():
    article = article_from("He left.", ("prompt", "Subscribe now"), "She stayed.")
    assert "".join("".join(shown(article, window)) for window in cut(article)) == "Heleft.Shestayed."


def test_a_window_holds_whole_paragraphs_as_many_as_fit():
    article = article_from(*["Ten words stand here and make up one short paragraph."] * 30)
    found = cut(article, longest=60)
    assert all(len(window) <= 60 for window in found)
    assert all(window.opening[1] == OPENING for window in found)
    assert sum(int(window.opening.sum()) for window in found) == 30


def test_a_long_paragraph_is_cut_behind_a_sentence():
    article = article_from("The ships had left the port before noon on Monday. " * 20)
    found = cut(article, longest=64)
    assert len(found) > 1
    assert all(shown(article, window)[-1] == "." for window in found)


def test_a_paragraph_without_sentences_is_cut_between_words():
    article = article_from("antidisestablishmentarianism " * 80)
    first, second, *_ = cut(article, longest=64)
    assert article.text[first.ends[-2]] == " "
    assert article.text[second.starts[1] - 1] == " "


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("talks", LOWER),
        ("Lavrov", TITLE),
        ("TASS", CAPITALS),
        ("2026", NUMBER),
        ("A", TITLE),
        (";", MARK),
        ("F16", NUMBER),
    ],
)
def test_a_piece_knows_how_its_word_is_written(word, written):
    (window,) = cut(article_from(f"{word} {word}"))
    assert set(window.written[1:-1].tolist()) == {written}


def test_a_piece_knows_whether_it_is_quoted():
    (window,) = cut(article_from("“Go now,” he said."))
    assert window.quoted[1:-1].tolist() == [EDGE, INSIDE, INSIDE, INSIDE, EDGE, OUTSIDE, OUTSIDE, OUTSIDE]


@given(st.lists(st.text(min_size=1, max_size=80).filter(lambda text: text.strip()), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_pieces_stand_in_the_order_of_the_text_and_in_it(paragraphs):
    article = article_from(*paragraphs)
    at = 0
    for window in cut(article, longest=48):
        assert len(window) <= 48
        for start, end, word in zip(window.starts, window.ends, window.word, strict=True):
            if word >= 0 or start < end:
                assert at <= start < end <= len(article.text)
                at = int(start)
