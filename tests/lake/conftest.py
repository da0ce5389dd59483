"""Pages and lakes that the tests of the record start from."""

from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.inputs import Page
from dateline.lake import Lake

STORY = (
    "Norway pledges trucks for Moldova, minister says\n\n"
    "OSLO, July 14 (Reuters) - Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send "
    "20 trucks of medicine to Moldova by the end of September.\n\n"
    "Moldova's state news agency Moldpres reported that the foreign ministry had thanked Norway.\n"
)


def page(words: str = STORY, name: str = "talks.txt", *, url: str | None = None, fetched_at: str | None = None) -> Page:
    """A plain-text page."""
    return Page(name, words.encode(), url, {}, fetched_at)


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    """A lake that has nothing yet."""
    return Lake(tmp_path / "record")


@pytest.fixture
def recorded(lake: Lake) -> Callable[..., list[str]]:
    """Adds pages and gives what became of each."""
    return lambda *pages: [outcome.outcome for outcome in lake.add(pages)]
