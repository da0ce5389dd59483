from hypothesis import given
from hypothesis import strategies as st

from dateline.page.pdf_layout import lines_of
from dateline.page.pdf_rows import rows_of
from dateline.page.pdf_words import Word
from tests.page.pdfs import line

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


def column(left, top, count, *, words=TEXT[:6], step=30.0):
    return [word for row in range(count) for word in line(words, left, top + 12 * row, step=step)]


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


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 700), st.sampled_from([6.0, 10.0, 20.0])), max_size=60))
def test_every_word_stands_in_one_line(places):
    words = [Word(f"w{n}w", x, x + 15, y, size) for n, (x, y, size) in enumerate(places)]

    shown = " ".join(line.text for line in lines_of(rows_of(words))).replace("\t", " ").split()

    assert sorted(shown) == sorted(word.text for word in words)
