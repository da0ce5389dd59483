import pytest

from dateline.quotes import find_quotes


def quoted(article):
    return [article.words(quote.span) for quote in find_quotes(article)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Go home,” he said, “now.”", ["“Go home,”", "“now.”"]),
        ('"Go home," he said. "Now."', ['"Go home,"', '"Now."']),
        ("‘It’s the ministers’ plan,’ she said.", ["‘It’s the ministers’ plan,’"]),
        ("Sudan's army and the workers' union met.", []),
        ("The two countries’ ministers met.", []),
        ("He called it «a lie».", ["«a lie»"]),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        ('A 6" pipe was found.', []),
    ],
)
def test_marks_are_paired_by_shape_and_neighbours(article_of, text, expected):
    assert quoted(article_of(text)) == expected


def test_a_quotation_goes_on_over_paragraphs_that_open_with_a_mark(article_of):
    article = article_of("He said: “We will stay.", "“We will not leave.”")
    first, second = find_quotes(article)

    assert article.words(first.span) == "“We will stay."
    assert (first.goes_on, second.goes_on) == (True, False)


def test_a_mark_that_is_never_closed_in_mid_sentence_is_no_quotation(article_of):
    assert quoted(article_of("The plan “B was dropped.", "Nothing more was said.")) == []


def test_a_page_without_a_story_has_no_quotations(article_of):
    assert find_quotes(article_of(("credit_line", "“Reuters”"))) == []
