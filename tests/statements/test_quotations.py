import pytest

from dateline.quotes import find_quotes
from dateline.records import Span
from dateline.statements.quotations import quotation_kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“no date has been fixed”", "direct"),
        ("that “no date has been fixed”", "mixed"),
        ("ready to “unconditionally support” it", "mixed"),
        ("nothing was agreed", "indirect"),
    ],
)
def test_a_content_is_direct_mixed_or_indirect(article_of, content, kind):
    article = article_of(f"He said {content}.")
    start = article.text.index(content)

    assert quotation_kind(article.text, (Span(start, start + len(content)),), find_quotes(article)) == kind


def test_marks_around_more_than_the_content_are_somebody_elses(article_of):
    article = article_of("“Kim said the talks went well,” KCNA said.")
    start = article.text.index("the talks")

    assert (
        quotation_kind(article.text, (Span(start, start + len("the talks went well")),), find_quotes(article))
        == "indirect"
    )
