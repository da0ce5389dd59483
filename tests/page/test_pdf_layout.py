from hypothesis import given
from hypothesis import strategies as st

from dateline.page.pdf_layout import has_marker, lines_of, rows_of
from dateline.page.pdf_words import Word

TEXT = [
    "Norway",
    "and",
    "Moldova",
    "agreed",
    "on",
    "Monday",
    "to",
    "repair",
    "the",
    "bridges",
    "that",
    "the",
    "flood",
    "took",
]


def line(words, left, base, *, size=10.0, step=30.0):
    """Words side by side, each `step` points from the last."""
    return [Word(word, left + n * step, left + n * step + step - 3, base, size) for n, word in enumerate(words)]


def column(left, top, count, *, words=TEXT[:6], step=30.0):
    return [word for row in range(count) for word in line(words, left, top + 12 * row, step=step)]


def test_a_raised_number_is_written_as_one_and_a_unit_keeps_its_own():
    words = [*line(["agreement"], 50, 0), Word("1", 77, 80, -4, 6, is_glued=True), *line(["of"], 84, 0)]

    assert rows_of(words)[0].text == "agreement¹ of"


def test_a_raised_number_before_a_space_stands_behind_its_word_though_it_is_highest():
    words = [*line(TEXT[:5], 50, 100), Word("1", 198, 201, 96, 6), *line(["of"], 215, 100)]

    assert [row.text for row in rows_of(words)] == ["Norway and Moldova agreed on¹ of"]


def test_a_number_beside_larger_type_is_not_taken_for_a_raised_one_of_its_row():
    words = [*line(["Security", "Council"], 50, 100, size=22.0, step=80), *line(["12", "June", "2025"], 400, 95)]

    assert [row.text for row in rows_of(words)] == ["12 June 2025", "Security Council"]


def test_lines_beside_one_another_at_other_heights_are_two_columns():
    found = lines_of(rows_of([*column(50, 100, 5), *column(300, 104, 5)]))

    assert [line.left for line in found] == [50.0] * 5 + [300.0] * 5
    assert {line.column for line in found} == {0, 1}


def test_a_line_across_both_columns_ends_them():
    across = line(TEXT[:13], 50, 160, step=36)
    found = lines_of(rows_of([*column(50, 100, 5), *column(300, 100, 5), *across, *column(50, 172, 2)]))

    assert [line.left for line in found] == [50.0] * 5 + [300.0] * 5 + [50.0] * 3
    assert not any(line.is_row for line in found)


def test_cells_that_are_no_running_text_are_rows():
    cells = [
        word
        for row in range(4)
        for left, text in ((50, "Norway"), (200, "20"), (300, "trucks"))
        for word in line([text], left, 100 + 14 * row)
    ]

    found = lines_of(rows_of(cells))

    assert [line.text for line in found] == ["Norway\t20\ttrucks"] * 4
    assert all(line.is_row for line in found)


def test_wide_spaces_of_a_justified_line_part_no_words():
    (found,) = lines_of(rows_of(line(["Stated", "by", "both", "sides"], 50, 100, step=50)))

    assert found.text == "Stated by both sides"


def test_words_of_a_script_that_runs_to_the_left_are_read_from_the_right():
    words = [
        Word("الوزير", 120, 150, 0, 10),
        Word("قال", 155, 180, 0, 10),
        Word("UN", 60, 88, 0, 10),
        Word("2025", 90, 117, 0, 10),
    ]

    assert rows_of(words)[0].text == "قال الوزير UN 2025"


def test_marks_of_items():
    assert all(
        has_marker(text) for text in ("1. Decides", "(a) Send", "• trucks", "iv) the", "2.1 Scope of", "– first")
    )
    assert not any(has_marker(text) for text in ("Decides", "2025 was", "I said", "1.", "(see annex) the"))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 700), st.sampled_from([6.0, 10.0, 20.0])), max_size=60))
def test_every_word_stands_in_one_line(places):
    words = [Word(f"w{n}w", x, x + 15, y, size) for n, (x, y, size) in enumerate(places)]

    shown = " ".join(line.text for line in lines_of(rows_of(words))).replace("\t", " ").split()

    assert sorted(shown) == sorted(word.text for word in words)
