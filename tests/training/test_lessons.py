"""What the tagger is taught, of a teacher whose word is known; needs torch, which only the training has."""

import numpy as np
import pytest

from dateline.encoder import tokenizer
from training.corpus import Example, examples, read_texts

torch = pytest.importorskip("torch", reason="torch is installed for training alone (make train)")
lessons = pytest.importorskip("training.lessons")


class Sure(torch.nn.Module):
    """A teacher that takes every piece "said" for an anchor, and all pieces behind it for its content."""

    def encoder(self, pieces, looks, mask):
        return (pieces == tokenizer().token_to_id("said")).float()[..., None]

    def anchors(self, x):
        return (x[..., 0] - 0.5) * 20

    class _Roles:
        def project(self, x):
            return x

        def __call__(self, pieces, anchors, buckets):
            behind = (buckets > 16).float()
            return torch.stack([1 - behind, 0 * behind, 0 * behind, behind], dim=-1) * 20

    roles = _Roles()


@pytest.fixture
def window(tmp_path):
    file = tmp_path / "texts.jsonl"
    file.write_text('{"text": "Oslo said that Lund said yes."}\n{"text": "Nein.", "language": "de"}\n')
    [source] = read_texts(file)
    [found] = examples(source, tokenizer(), 100)
    return found


def test_where_nobody_has_read_the_anchors_are_the_teachers_and_contents_teach_nothing(window):
    [lesson] = lessons.taught(Sure(), [window], 500, trust=1)
    said = tokenizer().token_to_id("said")
    first = int(np.flatnonzero(lesson.window.pieces == said)[0])
    assert lesson.at.tolist() == [first]
    assert lesson.known[first]
    assert not lesson.known[first + 1 :].any()


def test_where_people_have_read_the_teacher_has_its_share(window):
    read = Example(
        window.window, window.anchors, window.known, *(np.zeros(0, dtype=np.int64), window.roles, window.weights)
    )
    [lesson] = lessons.taught(Sure(), [read], 500, trust=lessons.TRUST)
    assert lesson.anchors.max() == pytest.approx(lessons.TRUST, abs=1e-3)


def test_lessons_are_kept_and_found_again(window, tmp_path):
    lessons.save(tmp_path / "lessons.pt", [window])
    [again] = lessons.load(tmp_path / "lessons.pt")
    assert np.array_equal(again.window.pieces, window.window.pieces)
    assert np.array_equal(again.known, window.known)
