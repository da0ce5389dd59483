"""Whose words a page gives, by name; all sentences are invented."""

import pytest

from dateline.actors import find_actors
from dateline.language import parse
from dateline.statements import find_statements


@pytest.fixture
def sayings(article_of):
    """Who says what in an article of these blocks: "name: content" of each statement, in order."""

    def found(*blocks):
        article = article_of(*blocks)
        doc = parse(article)
        statements, actors = find_statements(article, doc, find_actors(article, doc))
        names = {actor.id: actor.name for actor in actors}
        return [
            f"{names[s.speaker] if s.speaker else '-'}: {' … '.join(article.words(span) for span in s.content)}"
            for s in statements
        ]

    return found


@pytest.mark.parametrize(
    ("sentence", "speakers"),
    [
        ("Anna Berg and Peter Cole say the talks failed.", ["Anna Berg", "Peter Cole"]),
        ("Peru and Chile stressed that the border is open.", ["Peru", "Chile"]),
        ("The former minister and current governor said the dam is safe.", ["former minister"]),
        ("Anna Berg or Peter Cole said the dam is safe.", ["Anna Berg"]),
    ],
)
def test_of_what_several_say_together_each_has_a_statement(sayings, sentence, speakers):
    assert [said.split(":")[0] for said in sayings(sentence)] == speakers
