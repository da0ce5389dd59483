"""Where a story begins and ends."""

from dateline.page.bounds import story_end, story_start
from dateline.page.layout import stretches
from dateline.page.pieces import Piece, cut

STORY = ["Oman has offered it, officials said.", "Nobody came to the talks.", "They will go on."]


def pieces(*lines: str) -> list[Piece]:
    text = "\n\n".join(lines)
    return [piece for stretch in stretches(text) for piece in cut(text, stretch)]


def bounds(*lines: str) -> list[str]:
    found = pieces(*lines)
    first, _ = story_start("\n\n".join(lines), found)
    return [piece.words for piece in found[first : story_end(found, first)]]


def test_a_story_runs_from_its_first_to_its_last_running_text() -> None:
    assert bounds("Oman offers talks", "By Jane Doe", *STORY, "Oman Yemen talks") == STORY


def test_a_place_line_opens_the_story_over_what_stands_before_it() -> None:
    assert bounds("Oman offers talks", "A short sentence first.", "MUSCAT: " + STORY[0], *STORY[1:]) == [
        "MUSCAT: " + STORY[0],
        *STORY[1:],
    ]


def test_a_place_line_deep_in_the_story_does_not_open_it() -> None:
    lines = [*STORY, "MUSCAT: The talks go on here."]

    assert bounds("Oman offers talks", *lines) == lines


def test_a_standfirst_between_title_and_credits_is_not_the_story() -> None:
    assert bounds("Oman offers talks", "It is the first offer.", "By Jane Doe", *STORY) == STORY


def test_an_end_mark_ends_the_story_only_behind_most_of_it() -> None:
    assert bounds("Oman offers talks", *STORY, "###", "Oman is a sultanate.") == STORY
    assert bounds("Oman offers talks", "A note.", "###", *STORY)[-1] == STORY[-1]
