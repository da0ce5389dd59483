"""Mapping an extractor's words back to the lines of the page."""

from dateline.page import align

LONG = "The foreign ministers of the two countries met in Wonsan on Sunday"
OTHER = "Relations between the two countries have deepened in the last two years"


def found(lines: list[str], text: str) -> list[bool]:
    return align.found([align.key(line) for line in lines], text)


def test_long_lines_are_found_wherever_white_space_and_marks_differ() -> None:
    assert found([LONG, OTHER], LONG.replace(" ", "\n").upper() + "!") == [True, False]


def test_a_short_line_counts_only_between_lines_that_are_found() -> None:
    lines = ["Share", LONG, "He declined.", OTHER, "Share"]
    assert found(lines, f"{LONG}. He declined. {OTHER}.") == [False, True, True, True, False]


def test_of_a_repeated_line_the_copy_among_the_others_counts() -> None:
    lines = [LONG, "Menu", "World", "Sport", "Weather", "More", LONG, OTHER]
    assert found(lines, f"{LONG}\n{OTHER}") == [False] * 6 + [True, True]


def test_a_line_of_which_a_part_was_dropped_is_found() -> None:
    assert found([f"{LONG} {OTHER} [1]"], f"{LONG} {OTHER}") == [True]


def test_nothing_is_found_in_nothing() -> None:
    assert found([LONG, "x"], "") == [False, False]
