from dateline.actors import find_actors
from dateline.language import parse
from dateline.statements import find_statements


def speakers(article):
    doc = parse(article)
    statements, actors = find_statements(article, doc, find_actors(article, doc))
    names = {actor.id: actor.name for actor in actors}
    return [names.get(s.speaker) for s in statements]


def test_a_quotation_after_its_cue_in_the_same_paragraph_is_the_same_statement(article_of):
    article = article_of("“We left at night,” said Amina Yusuf. “Nobody helped us on the road.”")
    [statement] = find_statements(article, parse(article), [])[0]

    assert [article.words(span) for span in statement.content] == [
        "“We left at night,”",
        "“Nobody helped us on the road.”",
    ]


def test_a_floating_quotation_is_of_whoever_spoke_in_the_paragraph_before(article_of):
    article = article_of("Amina Yusuf said the road was closed.", "“Nobody helped us for three days.”")

    assert speakers(article) == ["Amina Yusuf", "Amina Yusuf"]


def test_a_quotation_far_from_any_speaker_is_left_open(article_of):
    article = article_of(
        "“We left,” said Amina Yusuf.",
        "The road runs along the river.",
        "It was built in 1961.",
        "It floods in May.",
        "“Nobody helped us for three days.”",
    )

    assert speakers(article)[-1] is None
