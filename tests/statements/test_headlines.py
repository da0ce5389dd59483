import pytest

from dateline.actors import find_actors
from dateline.language import parse
from dateline.statements import find_statements


@pytest.mark.parametrize(
    ("title", "source", "content"),
    [
        ("KCNA: Kim inspects shipyard on east coast", "KCNA", "Kim inspects shipyard on east coast"),
        ("Dozens killed in raid on market: officials", "officials", "Dozens killed in raid on market"),
        ("Talks on gas to resume in May – Kremlin", "Kremlin", "Talks on gas to resume in May"),
        ("Two ships seized in strait, Iranian media say", "Iranian media", "Two ships seized in strait"),
    ],
)
def test_a_headline_names_its_source(article_of, title, source, content):
    article = article_of(("title", title), "The ships were seized at dawn.")
    doc = parse(article)
    statements, _ = find_statements(article, doc, find_actors(article, doc))

    assert [(article.words(s.source), article.words(s.content[0])) for s in statements if s.source] == [
        (source, content)
    ]


def test_a_colon_in_a_headline_that_names_nobody_attributes_nothing(article_of):
    article = article_of(("title", "Explainer: why the strait matters"), "It is narrow.")
    doc = parse(article)

    assert find_statements(article, doc, find_actors(article, doc))[0] == []
