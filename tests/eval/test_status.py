"""The measure of statuses itself, and that what is believed of events stays as good as it was."""

from pathlib import Path

import pytest

from eval.lines import lines_of
from eval.status import NOT_FOUND, macro_f1, scores, status_of

SENTENCES = Path(__file__).parent.parent / "golden" / "status"


def test_the_mean_counts_each_status_once_and_what_is_not_found_as_missed():
    wanted = ["denied", "denied", "claimed", "claimed"]
    found = ["denied", NOT_FOUND, "claimed", "denied"]
    assert scores(wanted, found)["denied"] == pytest.approx((0.5, 0.5, 0.5))
    assert scores(wanted, found)["claimed"] == pytest.approx((1.0, 0.5, 2 / 3))
    assert macro_f1(wanted, found) == pytest.approx((0.5 + 2 / 3) / 2)


@pytest.mark.parametrize(("half", "least"), [("development", 0.88), ("more", 0.78), ("held", 0.75)])
def test_sentences_in_the_manner_of_news_have_the_status_that_a_reader_gives_them(half, least):
    lines = list(lines_of(SENTENCES / f"{half}.jsonl"))
    assert macro_f1([line["status"] for line in lines], [status_of(line) for line in lines]) >= least
