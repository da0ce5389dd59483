"""What changed between two texts of an article."""

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli import main
from dateline.errors import LakeError
from dateline.lake.comparing import compare, revisions
from tests.lake.conftest import STORY, page

URL = "https://outlet.example/talks"
LATER = STORY.replace("20 trucks", "thirty trucks").replace("had thanked Norway", "had thanked Norway warmly")


@given(st.text(max_size=40), st.text(max_size=40))
def test_the_parts_give_both_texts(older, newer):
    parts = list(compare(older, newer))

    assert "".join(part.words for part in parts if part.change != "added") == older
    assert "".join(part.words for part in parts if part.change != "removed") == newer


def test_the_words_that_changed_are_told_apart():
    changed = [(part.change, part.words) for part in compare(STORY, LATER) if part.change != "same"]

    assert changed == [("removed", "20"), ("added", "thirty"), ("added", " warmly")]


def test_the_revisions_of_an_article_come_in_order(lake, recorded):
    recorded(page(url=URL, fetched_at="2025-07-14T10:00:00+00:00"))
    recorded(page(LATER, url=URL, fetched_at="2025-07-15T10:00:00+00:00"))

    assert [revision.text for revision in revisions(lake.folder, URL)] == [STORY, LATER]
    with pytest.raises(LakeError, match="holds no article"):
        revisions(lake.folder, "nothing")


def test_the_command_shows_what_was_taken_out_and_put_in(lake, recorded):
    recorded(page(url=URL, fetched_at="2025-07-14T10:00:00+00:00"))
    runner, folder = CliRunner(), str(lake.folder)
    assert "has one text" in runner.invoke(main, ["diff", folder, URL]).stderr

    recorded(page(LATER, url=URL, fetched_at="2025-07-15T10:00:00+00:00"))
    shown = runner.invoke(main, ["diff", folder, URL])

    assert shown.exit_code == 0
    assert "[-20-]{+thirty+} trucks" in shown.stdout
    assert "{+ warmly+}" in shown.stdout
    assert runner.invoke(main, ["diff", folder, URL, "--from", "x"]).exit_code == 1
    assert runner.invoke(main, ["diff", folder, "nothing"]).exit_code == 1
