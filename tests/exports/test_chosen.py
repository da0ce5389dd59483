"""The chosen part in slices: they cover it once, and how wide they are changes nothing."""

import pytest

from dateline.exports import chosen
from dateline.exports.choice import Choice
from dateline.exports.chosen import open_chosen


def test_slices_cover_the_chosen_articles_once(folder, monkeypatch):
    monkeypatch.setattr(chosen, "AT_ONCE", 1)
    with open_chosen(folder, Choice()) as record:
        slices = record.slices()
        found = [record.number(f"SELECT count(*) FROM chosen_articles WHERE {part.condition}") for part in slices]

    assert len(slices) == 2
    assert found == [part.n_articles for part in slices] == [2, 1]


@pytest.mark.parametrize("form", ["csv", "plover", "gdelt", "annotations", "jsonld", "ftm", "stix", "atom"])
def test_how_wide_slices_are_changes_nothing(form, exported, monkeypatch):
    whole = exported(form)
    monkeypatch.setattr(chosen, "AT_ONCE", 1)

    assert exported(form) == whole
