import numpy as np
import pytest

from dateline.statements.evidence import N_FEATURES, Evidence
from training.calibrate import FINDERS, Judged, reliability, weights_of


def judged(n=400):
    """Candidates of which a share is right that grows with their odds: a logistic of them."""
    random = np.random.default_rng(1)
    made = []
    for article in range(n):
        for finder in FINDERS:
            odds = float(random.uniform(-3, 3))
            right = bool(random.random() < 1 / (1 + np.exp(-odds)))
            made.append(Judged(Evidence(finder, odds), right, article))
    return made


def test_weights_say_what_the_candidates_show():
    fitted = weights_of(judged())
    for finder in FINDERS:
        assert len(fitted[finder]) == N_FEATURES[finder]
        assert fitted[finder][1] == pytest.approx(1.0, abs=0.25)


def test_what_is_said_is_what_is_found_where_the_candidates_are_like():
    rows = [line.split() for line in reliability(judged()).splitlines()[1:-1]]
    assert len(rows) >= 5
    for _, n, said, right in rows:
        assert abs(float(said) - float(right)) < 3.5 * (0.25 / int(n)) ** 0.5
