import pytest

from dateline.language import parse
from dateline.quotes import find_quotes
from dateline.statements import find_statements
from dateline.statements.signatures import signature_attributions


def signed(article):
    doc = parse(article)
    return [
        doc[a.source[0] : a.source[1] + 1].text for a in signature_attributions(article, doc, [], find_quotes(article))
    ]


@pytest.mark.parametrize(
    ("paragraph", "who"),
    [
        ("“We were told nothing.” ― Anna Berg", ["Anna Berg"]),
        ('"We were told nothing." -- Anna Berg, a teacher in Vardø', ["Anna Berg"]),
        ("“We were told nothing.” – María José de la Cruz", ["María José de la Cruz"]),
        ("“We were told nothing” – so they left.", []),
        ("“We were told nothing.” Anna Berg left.", []),
        ("They called it “a lie” – Anna Berg and all the others who had seen the ships that night.", []),
    ],
)
def test_a_name_behind_a_quotation_and_a_dash_signs_it(article_of, paragraph, who):
    assert signed(article_of(paragraph)) == who


def test_a_signed_quotation_is_whole_and_direct(article_of):
    article = article_of("Readers wrote to us.", "“We were told nothing. Nobody came.” ― Anna Berg")
    [statement] = find_statements(article, parse(article), [])[0]

    assert article.words(statement.content[0]) == "“We were told nothing. Nobody came.”"
    assert article.words(statement.source) == "Anna Berg"
    assert statement.quotation == "direct"
