from dateline.page.pdf_rows import has_marker, rows_of
from dateline.page.pdf_words import Word
from tests.page.pdfs import line


def test_a_raised_number_is_written_as_one_and_a_unit_keeps_its_own():
    words = [*line(["agreement"], 50, 0), Word("1", 77, 80, -4, 6, is_glued=True), *line(["of"], 84, 0)]

    assert rows_of(words)[0].text == "agreement¹ of"


def test_a_raised_number_before_a_space_stands_behind_its_word_though_it_is_highest():
    words = [
        *line(["Norway", "and", "Moldova", "agreed", "on"], 50, 100),
        Word("1", 198, 201, 96, 6),
        *line(["of"], 204, 100),
    ]

    assert [row.text for row in rows_of(words)] == ["Norway and Moldova agreed on¹ of"]


def test_a_number_beside_larger_type_is_not_taken_for_a_raised_one_of_its_row():
    words = [*line(["Security", "Council"], 50, 100, size=22.0, step=80), *line(["12", "June", "2025"], 400, 95)]

    assert [row.text for row in rows_of(words)] == ["12 June 2025", "Security Council"]


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
