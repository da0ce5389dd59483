"""Pages and lakes that the tests of the record start from."""

import os
import stat
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


def _others_may_enter(folder: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (folder, *folder.parents))


as_another_user = pytest.mark.skipif(
    hasattr(os, "geteuid") and os.geteuid() == 0 and not _others_may_enter(Path(__file__).parent),
    reason="root writes everywhere, and no other user may enter the folder of this checkout",
)
"""For tests that must run as a user who may not write, as root does by giving its rights up."""


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
