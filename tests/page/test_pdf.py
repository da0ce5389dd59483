import gzip

import pytest

from dateline import read_page
from dateline.records import Article
from tests.page.pdfs import TALKS, Drawing, press_release


def of_kind(article: Article, kind: str) -> list[str]:
    return [article.words(block.span) for block in article.blocks if block.kind == kind]


def test_a_press_release_has_its_title_place_line_day_and_paragraphs():
    article = read_page(press_release())

    assert article.title == "Norway sends generators to Moldova after floods"
    assert article.dateline
    assert (article.dateline.place, article.dateline.country, article.dateline.date) == ("Oslo", "NOR", "2025-06-12")
    assert article.published_at == "2025-06-12"
    assert article.language == "en"
    assert of_kind(article, "paragraph") == TALKS


def test_bytes_before_a_pdf_and_gzip_around_it_are_borne():
    assert read_page(b"\n\n" + press_release()).title == read_page(gzip.compress(press_release())).title


def test_running_heads_feet_and_page_numbers_are_marked_and_a_paragraph_across_pages_is_one():
    drawing = Drawing()
    halves = TALKS[2].split(" and that ")
    for number in (1, 2):
        drawing.edge("Ministry of Foreign Affairs", 40)
        drawing.edge(f"Page {number} of 2", 800, 270)
        if number == 1:
            drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
            drawing.paragraph(TALKS[0])
            drawing.paragraph(halves[0] + " and that", after=0)
            drawing.page()
        else:
            drawing.paragraph(halves[1], after=6)
            drawing.paragraph(TALKS[3])

    article = read_page(drawing.done())

    assert of_kind(article, "paragraph") == [TALKS[0], TALKS[2], TALKS[3]]
    assert of_kind(article, "navigation") == ["Ministry of Foreign Affairs"] * 2
    assert of_kind(article, "other") == ["Page 1 of 2", "Page 2 of 2"]


def test_two_columns_are_read_one_after_the_other_below_their_heading():
    drawing = Drawing()
    drawing.paragraph("Norway and Moldova agree on generators and grid", size=18, font="Times-Bold")
    top = drawing.at
    for left, texts in ((72, TALKS[:2]), (310, TALKS[2:])):
        drawing.at = top + (3 if left > 72 else 0)  # the columns' lines need not be on one height
        for text in texts:
            drawing.paragraph(text, left, 215)

    article = read_page(drawing.done())

    assert article.title == "Norway and Moldova agree on generators and grid"
    assert of_kind(article, "paragraph") == TALKS


@pytest.mark.parametrize(
    ("above", "below", "made"),
    [
        ("Both sides reached an agree-", "ment on fish.", "Both sides reached an agreement on fish."),
        ("They spoke of the Russian-", "Norwegian border.", "They spoke of the Russian-Norwegian border."),
        ("It is a matter for non-", "aligned states.", "It is a matter for non-aligned states."),
        ("They want a long-", "term arrangement.", "They want a long-term arrangement."),
        ("They met the US-", "led coalition.", "They met the US-led coalition."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_put_together(above, below, made):
    article = read_page(press_release(paragraphs=[TALKS[0], f"{above}\n{below}", *TALKS[1:]]))

    assert made in of_kind(article, "paragraph")
