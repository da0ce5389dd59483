"""What the layers for words that tell events learn from, and what they lose."""

import numpy as np
import pytest

from dateline.encoder import encode
from dateline.quotes import find_quotes
from dateline.records import EVENT_TYPES
from eval.events import paragraph
from eval.marked import parsed

torch = pytest.importorskip("torch", reason="torch is of training's own environment")


def test_a_lesson_gives_each_word_nothing_or_its_type():
    from training.telling import NONE, lessons_of

    line = parsed("Oman [re-imposed SANCTION happened] curbs on Fiji.")
    [lesson] = lessons_of(paragraph(line.text), line.marks)

    told = np.flatnonzero(lesson.is_word & (lesson.shares[:, NONE] == 0))
    assert [line.text[lesson.window.starts[n] : lesson.window.ends[n]] for n in told] == ["re"]
    assert lesson.shares[told[0]].argmax() == 1 + EVENT_TYPES.index("SANCTION")


def test_the_layers_go_on_from_the_shipped_encoder():
    from training.network import Telling
    from training.ship import shipped_layers
    from training.telling import lessons_of

    article = paragraph("Oman shelled Fiji on Monday.")
    [lesson] = lessons_of(article)
    [encoded] = encode(article, find_quotes(article))
    telling = Telling(shipped_layers()).eval()
    x = torch.from_numpy(lesson.middle)[None]
    for layer in telling.layers:
        x = layer(x, None)

    assert np.abs(x[0].detach().numpy() - encoded.vectors).mean() < 0.1 * np.abs(encoded.vectors).mean()
