import gzip
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth

from dateline import read_page
from dateline.errors import (
    BinaryPageError,
    BrokenPageError,
    DatelineError,
    EmptyPageError,
    PageTooLargeError,
)
from dateline.page import pdf_letters, pdf_words
from dateline.page.pdf import article_from
from dateline.page.pdf_flow import flow
from dateline.page.pdf_words import PdfPage, PdfText, Word
from dateline.records import Article
from tests.page.pdfs import TALKS, Drawing, drawn_in_itself, press_release

SMALL, SMALL_PACKED = press_release(), press_release(packed=True)


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


def test_a_letterhead_stands_before_the_title_and_is_no_story():
    drawing = Drawing()
    drawing.centred("KINGDOM OF NORWAY", size=20, font="Times-Bold")
    drawing.centred("Ministry of Foreign Affairs", size=24, font="Times-Bold")
    drawing.centred("P.O. Box 8114 Dep, 0032 Oslo, tel. +47 22 24 36 00", size=8)
    drawing.line("PRESS RELEASE", size=12, font="Times-Bold")
    drawing.line("Oslo, 12 June 2025", size=11)
    drawing.paragraph("Norway and Moldova agree on generators", size=15, font="Times-Bold")
    for text in TALKS:
        drawing.paragraph(text)

    article = read_page(drawing.done())

    assert article.title == "Norway and Moldova agree on generators"
    assert article.published_at == "2025-06-12"
    assert article.dateline
    assert article.dateline.place == "Oslo"
    assert of_kind(article, "paragraph") == TALKS
    assert {article.words(block.span) for block in article.story()} == {article.title, *TALKS}


def test_notes_are_told_from_the_text_and_do_not_stand_within_a_paragraph():
    drawing = Drawing()
    first, second = TALKS[2].split("floods ")
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    drawing.paragraph(TALKS[0])
    drawing.line("The minister welcomed the agreement")
    drawing.at -= 1.3 * 11 + 4
    drawing.line("1", 72 + stringWidth("The minister welcomed the agreement", "Times-Roman", 11), size=7)
    drawing.at += 1.3 * 4 + 4
    drawing.line("and said so to the press on the same day.")
    drawing.at += 6
    drawing.paragraph(first + "floods", after=0)
    drawing.at = 760
    drawing.paragraph("1 Signed in Oslo on 12 June 2025; see the ministry’s release of that day.", size=8, after=0)
    drawing.page()
    drawing.paragraph(second)
    drawing.paragraph(TALKS[3])

    article = read_page(drawing.done())

    assert of_kind(article, "paragraph") == [
        TALKS[0],
        "The minister welcomed the agreement¹ and said so to the press on the same day.",
        TALKS[2],
        TALKS[3],
    ]
    assert of_kind(article, "other") == ["1 Signed in Oslo on 12 June 2025; see the ministry’s release of that day."]


def test_a_table_becomes_rows_and_no_sentences():
    drawing = Drawing()
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    drawing.paragraph(TALKS[0])
    rows = [("Country", "Pledge", "By"), ("Norway", "20 generators", "July 2025"), ("Sweden", "5 trucks", "May 2025")]
    for row in rows:
        for left, cell in zip((72, 220, 380), row, strict=True):
            drawing.line(cell, left, down=0)
        drawing.at += 15
    drawing.at += 10
    drawing.paragraph(TALKS[3])

    article = read_page(drawing.done())

    assert of_kind(article, "paragraph") == [TALKS[0], TALKS[3]]
    assert of_kind(article, "other") == ["\t".join(row) for row in rows]


def test_two_languages_side_by_side_are_not_mixed_and_the_english_one_is_the_story():
    french = [
        "La ministre des Affaires étrangères de la Norvège a rencontré son homologue moldave à Oslo pour parler "
        "de l'énergie et la réparation des ponts dans le sud du pays.",
        "Les deux ministres sont convenus de se revoir à Chisinau au mois de septembre et ont parlé de la mer, où "
        "des mines menacent les navires.",
    ]
    drawing = Drawing()
    drawing.paragraph("Joint statement of Norway and Moldova on energy", size=18, font="Times-Bold")
    top = drawing.at
    for left, texts in ((72, [TALKS[0], TALKS[3]]), (310, french)):
        drawing.at = top
        for text in texts:
            drawing.paragraph(text, left, 215)

    article = read_page(drawing.done())

    assert article.language == "en"
    assert of_kind(article, "paragraph") == [TALKS[0], TALKS[3]]
    assert of_kind(article, "other") == french


def test_numbered_paragraphs_of_a_resolution_are_items_and_its_symbol_is_no_title():
    drawing = Drawing()
    drawing.line("United Nations", size=12, down=0)
    drawing.line("S/RES/2799 (2025)", 400, size=20)
    drawing.paragraph("Resolution 2799 (2025)", size=15, font="Times-Bold")
    drawing.paragraph(
        "Adopted by the Security Council at its 9933rd meeting, on 12 June 2025", size=13, font="Times-Bold"
    )
    preamble = [
        "The Security Council,",
        "Recalling its previous resolutions on the situation in the south of the country,",
    ]
    items = [
        "1. Decides to extend until 30 June 2026 the mandate of the mission as set out in paragraph 4 of resolution "
        "2745 (2024);",
        "2. Requests the Secretary-General to report to the Council within 90 days on the implementation of this "
        "resolution;",
        "3. Decides to remain seized of the matter.",
    ]
    for text in (*preamble, *items):
        drawing.paragraph(text, indent=28)

    article = read_page(drawing.done())

    assert article.title == "Resolution 2799 (2025)"
    assert of_kind(article, "list_item") == items
    assert of_kind(article, "paragraph") == preamble


def test_signatures_are_furniture():
    drawing = Drawing()
    drawing.paragraph("Joint statement of Norway and Moldova", size=18, font="Times-Bold")
    for text in TALKS:
        drawing.paragraph(text)
    drawing.at += 40
    for row in (
        ("For the Kingdom of Norway", "For the Republic of Moldova"),
        ("Anna Berg", "Ion Munteanu"),
        ("Minister of Foreign Affairs", "Minister of Foreign Affairs"),
    ):
        drawing.line(row[0], 72, down=0)
        drawing.line(row[1], 330)

    article = read_page(drawing.done())

    assert of_kind(article, "paragraph") == TALKS
    assert of_kind(article, "tags") == []
    behind = article.text[article.text.index("For the Kingdom") :]
    assert all(block.is_furniture for block in article.blocks if article.words(block.span) in behind)


def test_headings_in_the_text_and_above_its_first_part_are_found_by_their_type():
    drawing = Drawing()
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    headings = ["Preamble", "Norway pledges more help in the autumn", "2. Next steps"]
    for heading, text in zip(headings, TALKS, strict=False):
        drawing.paragraph(heading, font="Times-Bold")
        drawing.paragraph(text)

    article = read_page(drawing.done())

    assert of_kind(article, "subheading") == headings
    assert article.subtitle is None


def test_what_a_browser_prints_around_a_page_is_furniture():
    drawing = Drawing()
    drawing.edge("6/12/25, 7:09 AM", 30)
    drawing.edge("Generators for Moldova", 30, 300)
    drawing.edge("https://mfa.example/releases/7", 820)
    drawing.edge("1/1", 820, 500)
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    for text in TALKS:
        drawing.paragraph(text)

    article = read_page(drawing.done())

    assert of_kind(article, "navigation") == [
        "6/12/25, 7:09 AM\tGenerators for Moldova",
        "https://mfa.example/releases/7\t1/1",
    ]
    assert {article.words(block.span) for block in article.story()} == {article.title, *TALKS}


def test_what_stands_beside_the_text_is_not_mixed_with_it():
    drawing = Drawing()
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    top = drawing.at
    for line in ("Embassy of Norway", "Strada Mare 7", "Chisinau", "Press officer", "Kari Holm", "Tel. 22 123 456"):
        drawing.line(line, 40, size=8)
    drawing.at = top
    for text in TALKS:
        drawing.paragraph(text, 150, 380)

    assert of_kind(read_page(drawing.done()), "paragraph") == TALKS


def test_a_page_that_is_turned_is_read_and_what_runs_across_it_is_apart():
    drawing = Drawing()
    drawing.canvas.rotate(90)
    drawing.canvas.translate(0, -842)
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    for text in TALKS:
        drawing.paragraph(text)
    drawing.canvas.rotate(45)
    drawing.edge("DRAFT", 742, 666, size=50)

    article = read_page(drawing.done())

    assert of_kind(article, "paragraph") == TALKS
    assert of_kind(article, "other") == ["DRAFT"]


def test_what_stands_beside_the_sheet_is_no_text():
    drawing = Drawing()
    drawing.line("Norway sends generators to Moldova", size=18)
    for number, paragraph in enumerate(TALKS):
        drawing.edge(
            "Sweden denied it.", at=(-40, 900, drawing.at, drawing.at)[number], left=(72, 72, 700, -300)[number]
        )
        drawing.paragraph(paragraph)

    assert "Sweden" not in read_page(drawing.done()).text


def test_a_text_in_a_script_without_spaces_is_joined_without():
    drawing = Drawing()
    registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    for line in ("挪威外交大臣周四在奥斯陆会见了摩尔多瓦外交部长", "双方就能源合作和桥梁修复问题进行了会谈。"):
        drawing.line(line, font="HeiseiMin-W3")

    text = read_page(drawing.done()).text

    assert text == "挪威外交大臣周四在奥斯陆会见了摩尔多瓦外交部长双方就能源合作和桥梁修复问题进行了会谈。"


def test_what_the_pdf_says_of_itself_serves_where_its_pages_say_nothing():
    drawing = Drawing()
    drawing.canvas.setTitle("Talks on energy in Oslo")
    drawing.canvas.setAuthor("Anna Lindqvist")
    for text in TALKS:
        drawing.paragraph(text)

    article = read_page(drawing.done())

    assert article.title == "Talks on energy in Oslo"
    assert article.byline == ("Anna Lindqvist",)
    assert (article.published_at, article.modified_at) == (None, "2000-01-01T00:00:00+00:00")
    assert {"title: Title of the PDF", "byline: Author of the PDF"} < set(article.why)


@pytest.mark.parametrize(
    ("author", "publisher", "byline"),
    [
        ("European Commission", "European Commission", ()),
        ("UN", "United Nations", ()),
        ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs", ()),
        ("Reuters News Agency", "Reuters", ()),
        ("Anna Lindqvist", None, ("Anna Lindqvist",)),
        ("jsmith2", None, ()),
    ],
)
def test_the_author_of_a_pdf_is_its_publisher_or_its_writer_or_a_name_that_says_nothing(author, publisher, byline):
    words = tuple(Word(word, 10.0 * n, 10.0 * n + 8, 0, 10) for n, word in enumerate(TALKS[0].split()))

    article = article_from(PdfText((PdfPage(words),), {"Author": author}, False))

    assert (article.publisher, article.byline) == (publisher, byline)


def test_what_its_pages_say_wins_over_what_the_pdf_says_of_itself():
    drawing = Drawing()
    drawing.canvas.setTitle("Microsoft Word - talks_final2.docx")
    drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
    drawing.line("12 June 2025")
    for text in TALKS:
        drawing.paragraph(text)

    article = read_page(drawing.done())

    assert (article.title, article.published_at, article.modified_at) == (
        "Norway sends generators to Moldova",
        "2025-06-12",
        None,
    )


@pytest.mark.parametrize(
    ("stated", "time"),
    [
        ("D:20250612143005+02'00'", "2025-06-12T14:30:05+02:00"),
        ("D:20250612143005Z", "2025-06-12T14:30:05+00:00"),
        ("D:20250612143005", "2025-06-12T14:30:05"),
        ("D:20250612", "2025-06-12"),
        ("D:20251399", None),
        ("Thursday", None),
    ],
)
def test_the_time_at_which_a_pdf_was_made_has_an_offset_only_where_one_is_stated(stated, time):
    words = tuple(Word(word, 10.0 * n, 10.0 * n + 8, 0, 10) for n, word in enumerate(TALKS[0].split()))

    assert article_from(PdfText((PdfPage(words),), {"CreationDate": stated}, False)).modified_at == time


def test_a_scanned_pdf_is_refused_with_what_to_do():
    drawing = Drawing()
    drawing.canvas.drawInlineImage(Image.new("L", (60, 80), 200), 0, 0, 595, 842)
    drawing.edge("1", 820)

    with pytest.raises(BinaryPageError, match=r"1 page as pictures, with 1 letters of text.*ocrmypdf"):
        read_page(drawing.done())


def test_an_empty_pdf_is_refused():
    drawing = Drawing()
    drawing.page()

    with pytest.raises(EmptyPageError, match="1 page without text"):
        read_page(drawing.done())


def test_an_encrypted_pdf_is_refused_unless_anybody_may_open_it():
    for password, user in (("secret", "secret"), ("", "")):
        drawing = Drawing(encrypt=StandardEncryption(user, ownerPassword="owner", strength=128))
        drawing.paragraph("Norway sends generators to Moldova", size=18, font="Times-Bold")
        for text in TALKS:
            drawing.paragraph(text)
        if password:
            with pytest.raises(BinaryPageError, match="encrypted and wants a password"):
                read_page(drawing.done())
        else:
            assert of_kind(read_page(drawing.done()), "paragraph") == TALKS


def test_letters_that_the_pdf_does_not_name_are_refused_with_what_to_do():
    words = tuple(Word("\ufffd" * 5, 10.0 * n, 10.0 * n + 8, 0, 10) for n in range(40))

    with pytest.raises(BrokenPageError, match=r"does not say which letters it shows .*ocrmypdf"):
        article_from(PdfText((PdfPage(words),), {}, False))


def test_without_the_extra_a_pdf_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf_words, "find_spec", lambda name: None)

    with pytest.raises(BinaryPageError, match=r"pip install 'dateline\[pdf\]'"):
        read_page(press_release())


def test_a_pdf_that_keeps_its_reader_busy_is_given_up(monkeypatch):
    monkeypatch.setattr(pdf_words, "SECONDS", 0.01)

    with pytest.raises(PageTooLargeError, match=r"takes more than 0\.01 seconds"):
        read_page(press_release())


def test_a_pdf_that_draws_itself_without_end_is_refused():
    """Ten drawings that each draw the next ten times: more than any memory holds."""
    with pytest.raises(BrokenPageError, match="ended what takes it apart"):
        read_page(drawn_in_itself(levels=12, times=10))


@pytest.mark.parametrize(("name", "limit"), [("MAX_PAGES", 0), ("MAX_LETTERS", 100), ("MAX_OBJECTS", 5)])
def test_more_than_a_document_has_is_refused(monkeypatch, name, limit):
    monkeypatch.setattr(pdf_letters, name, limit)

    with pytest.raises(PageTooLargeError):
        pdf_letters.read_letters(press_release())


def test_half_a_pdf_is_read_or_refused():
    whole = press_release()

    for size in range(0, len(whole), len(whole) // 8):
        with suppress(DatelineError):
            assert pdf_letters.read_letters(whole[:size]).pages


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=6), st.integers(0, 9)), max_size=12),
    st.booleans(),
)
def test_whatever_a_pdf_holds_it_is_an_article_or_an_error_that_says_so(changes, packed):
    data = bytearray(SMALL_PACKED if packed else SMALL)
    for at, put, away in changes:
        at %= len(data)
        data[at : at + away] = put

    with suppress(DatelineError):
        article = article_from(pdf_letters.read_letters(bytes(data)))
        assert article.blocks


letters = st.sampled_from(
    ["the", "Oslo", "talks,", "1.", "12", "•", "said.", "agree-", "الوزير", "ﬁsh", "会谈", "“No”"]
)
places = st.builds(
    Word,
    letters,
    st.sampled_from([50.0, 72.0, 300.0, 310.5, 420.0]),
    st.sampled_from([51.0, 90.0, 299.0, 500.0]),
    st.sampled_from([-800.0, -786.0, -700.0, -695.0, -690.5, -400.0, -20.0]),
    st.sampled_from([6.0, 10.0, 11.0, 18.0]),
    st.booleans(),
    st.booleans(),
)


@given(st.lists(st.lists(places, max_size=25), min_size=1, max_size=5))
def test_no_word_of_a_page_is_lost_and_none_is_doubled(pages):
    found = flow([PdfPage(tuple(words)) for words in pages])

    shown = Counter("".join(passage.text for passage in found.passages))
    drawn = Counter("".join(word.text for words in pages for word in words))
    for mark in " \t-":
        shown.pop(mark, None)
        drawn.pop(mark, None)
    assert sum(shown.values()) == sum(drawn.values())
