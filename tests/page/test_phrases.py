"""The phrases of the lines around a story."""

import pytest

from dateline.page.phrases import found, matching
from dateline.tables import rows


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Listen to this article 12 min", "prompt"),
        ("Follow Jane Doe on X", "prompt"),
        ("READ ALSO: Envoy arrives", "related_link"),
        ("Jane Doe in Cairo contributed to this report.", "trailer"),
        ("Jane Doe/AFP", "photo_credit"),
    ],
)
def test_a_phrase_stands_where_its_row_wants_it(line: str, kind: str) -> None:
    phrase = matching(line, kind)

    assert phrase is not None
    assert phrase.row.startswith("furniture.csv:")


@pytest.mark.parametrize("line", ["Listen", "  LISTEN  ", "» Listen «", "Listen:"])
def test_case_and_marks_at_the_ends_do_not_count(line: str) -> None:
    assert matching(line, "prompt") is not None


@pytest.mark.parametrize("line", ["", "Listening post hit", "Subscribers to the theory", "The ministers met."])
def test_words_that_only_begin_like_a_phrase_have_none(line: str) -> None:
    assert [phrase for phrase in found(line) if phrase.kind == "prompt"] == []


def test_no_row_stands_in_the_table_twice() -> None:
    listed = [(row["form"], row["kind"], row["match"]) for _, row in rows("furniture")]

    assert len(listed) == len(set(listed))
