"""Asking who stands where."""

from dateline.actors.lookup import Cast
from dateline.language import parse
from dateline.records import Actor, Mention, Span


def test_a_mention_answers_at_its_head(found_in):
    found = found_in("Russian Foreign Minister Sergei Lavrov met Kim Jong Un.")
    doc = parse(found.article)
    by_word = {token.text: [actor.name for actor in found.cast.at(token)] for token in doc}

    assert by_word["Lavrov"] == ["Sergei Lavrov"]
    assert by_word["Minister"] == []
    assert by_word["Un"] == ["Kim Jong Un"]


def test_a_mention_of_several_gives_all(found_in):
    found = found_in("Pakistan and India met. The two countries agreed.")
    doc = parse(found.article)
    countries = next(token for token in doc if token.text == "countries")

    assert {actor.name for actor in found.cast.at(countries)} == {"Pakistan", "India"}


def test_nested_mentions_come_outer_first(found_in):
    found = found_in("North Korean leader Kim Jong Un spoke. Kim's government agreed.")
    start = found.article.text.index("Kim's")
    inside = [found.article.words(mention.span) for mention, _ in found.cast.within(Span(start, start + 16))]

    assert inside == ["Kim's government", "Kim"]


def test_a_mention_outside_the_story_stands_nowhere(article_of):
    article = article_of(("credit_line", "Reuters"), "Rain fell.")
    doc = parse(article)
    cast = Cast(doc, [Actor("a1", "Reuters", "news_agency", mentions=(Mention(Span(0, 7), "name"),))])

    assert all(cast.at(token) == () for token in doc)
    assert cast.actor("a1").name == "Reuters"
