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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kovac acknowledged it, stating that a president should not choose and noting that the men had failed.",
            ["Kovac: it", "Kovac: that a president should not choose", "Kovac: that the men had failed"],
        ),
        (
            "Anna Berg admitted that the company is building her an office but insisted it was a gift.",
            ["Anna Berg: that the company is building her an office", "Anna Berg: it was a gift"],
        ),
        (
            "The club’s letter to Peter Cole, the commissioner, said the gifts were late.",
            ["club's letter to Peter Cole: the gifts were late"],
        ),
        ("Asked about the dam, Anna Berg said, “It is safe and dry.”", ["Anna Berg: “It is safe and dry.”"]),
        (
            "A nurse who did not wish to be named because of hospital policy said that the dam is safe.",
            ["nurse: that the dam is safe"],
        ),
        (
            "Governor Anna Berg of Utah, who last year threatened to shut down the dam over funding, and who has been "
            "hoping to carve support away from Mr. Cole, went up with an advertisement.",
            ["Anna Berg: to shut down the dam over funding", "Anna Berg: to carve support away from Mr. Cole"],
        ),
    ],
)
def test_who_says_what(sayings, sentence, expected):
    assert sorted(sayings(sentence)) == sorted(expected)


def test_a_topic_before_a_colon_says_nothing(sayings):
    assert sayings(("title", "Anna Berg: police end their search"), "Police have ended their search for a nurse.") == []
    assert sayings(("title", "Budget Office: what does it do?"), "The Budget Office said that costs rose.")[1:] == []


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The minister failed to note that the dam broke.", "negated"),
        ("The minister has yet to explain why the dam broke.", "negated"),
        ("Traders will sell if Peru agrees to lend money.", "hypothetical"),
        ("Nor did Peru say that it would lend money.", "negated"),
        ("Neither Peru nor Chile said that it would lend money.", "negated"),
        ("No one said that the dam would hold.", "negated"),
        ("No 10 said that the dam would hold.", "claimed"),
        ("Did Anna Berg say that the dam would hold?", "hypothetical"),
        ("Who said that the dam would hold?", "hypothetical"),
        ("Norway made the decision to close the port.", "planned"),
        ("The council voted to close the port.", "planned"),
        ("Senators voted against the treaty.", "denied"),
        ("Peru refrained from criticising the dam.", "negated"),
        ("The general would not rule out that his men had fired.", "hypothetical"),
        ("Anna Berg dismissed Malta as a rock off Libya.", "claimed"),
        ("Anna Berg will say that the dam broke.", "planned"),
        ("Many in Peru may still think that the dam will hold.", "hypothetical"),
    ],
)
def test_what_is_not_said_or_only_supposed(article_of, sentence, status):
    article = article_of(sentence)

    assert [s.status for s in find_statements(article, parse(article), [])[0]] == [status]


@pytest.mark.parametrize(
    "sentence",
    [
        '"The dam is safe," said the Norvik Group\'s newly appointed head Anna Berg.',
        "The dam is safe, said Norvik's recently named executive chair Anna Berg.",
    ],
)
def test_whose_officer_somebody_is_has_not_spoken(sayings, sentence):
    assert [said.split(":")[0] for said in sayings(sentence)] == ["Anna Berg"]


def test_who_may_say_something_has_not_said_it(sayings):
    assert sayings("Berlin expects Peter Cole to announce that the talks are over.") == [
        "Germany: Peter Cole to announce that the talks are over"
    ]


def test_who_is_asked_after_says_nothing(sayings):
    assert sayings("What did the prosecutors say?") == []


def test_who_is_pressed_or_warned_has_not_spoken(sayings):
    assert all(
        said.startswith("-") for said in sayings("Ann Cole and Rex Sanders were pressed about the size of the bill.")
    )
