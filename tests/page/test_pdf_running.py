import pytest

from dateline.page.pdf_rows import rows_of
from dateline.page.pdf_running import is_page_number, running
from dateline.page.pdf_words import Word


def page(*lines):
    """The rows of a page with these lines below one another."""
    return rows_of(
        [
            Word(word, 50 + 30 * n, 75 + 30 * n, 12.0 * row, 10)
            for row, line in enumerate(lines)
            for n, word in enumerate(line.split())
        ]
    )


@pytest.mark.parametrize("text", ["2", "- 2 -", "2/5", "2 | 5", "Page 2 of 5", "[12]"])
def test_numbers_of_pages(text):
    assert is_page_number(page(text)[0])


@pytest.mark.parametrize("text", ["2025.", "2 trucks", "12 June 2025", "Talks"])
def test_numbers_that_are_text(text):
    assert not is_page_number(page(text)[0])


def test_a_head_on_two_pages_of_few_is_one_whatever_its_number():
    pages = [page("Talks 1", "Norway met", "Moldova"), page("Talks 2", "They spoke", "in Oslo")]

    assert running(pages) == [(1, 0), (1, 0)]


def test_a_line_that_comes_again_below_another_one_is_text():
    pages = [page("Norway met", "the delegation"), page("Moldova met", "the delegation"), page("All met", "the other")]

    assert [top for top, _ in running(pages)] == [0, 0, 0]


def test_heads_of_left_and_right_pages_differ():
    pages = [page(f"{'Ministry' if n % 2 else 'Talks'} {n}", f"Text of {'abcdefgh'[n] * 9}") for n in range(8)]

    assert all(top == 1 for top, _ in running(pages))


def test_a_head_that_text_recognition_misread_is_one():
    pages = [page(f"THE TALKS OF {town}", f"text {'xyz'[n] * 9}") for n, town in enumerate(("OSLO", "OSL0", "OSLO"))]

    assert all(top == 1 for top, _ in running(pages))


def test_a_form_that_fills_each_page_is_its_text():
    form = [f"Field {'abcdefghijklmnopqrst'[n] * 5}" for n in range(20)]

    assert running([page(*form), page(*form)]) == [(0, 0), (0, 0)]
