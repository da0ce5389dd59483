"""What holds for the actors of every page."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import find_actors
from dateline.actors.known import people
from dateline.actors.vocabulary import body_words, forms, nouns, offices, organizations, seats
from dateline.countries import countries
from dateline.language import parse
from dateline.records import Article, Block, Reading, Span

PIECES = st.sampled_from(
    (
        *(
            "Kim Jong Un",
            "the two countries",
            "Russia’s",
            "said",
            "his",
            "(RSF)",
            "met",
            "and",
            ",",
            "“",
            "”",
            "minister",
        ),
        *(
            "Moscow",
            "of",
            "they",
            "-",
            "each other",
            "state media",
            "Reuters",
            "told",
            "both",
            ".",
            "the",
            "’s",
            "U.S.",
        ),
    )
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, min_size=1, max_size=25).map(" ".join))
def test_any_words_give_a_reading_whose_mentions_quote_the_page(words: str) -> None:
    article = Article("x", "x", words, (Block(Span(0, len(words)), "paragraph"),), language="en")
    actors = find_actors(article, parse(article))

    reading = Reading(article, tuple(actors))
    assert len({actor.id for actor in actors}) == len(actors)
    for actor in reading.actors:
        assert actor.why
        assert actor.mentions
        assert all(article.words(mention.span).strip() == article.words(mention.span) for mention in actor.mentions)


def test_the_same_page_read_twice_gives_the_same_actors(found_in):
    words = "Russia and Ukraine traded blame. Both sides denied it, Reuters said."

    assert found_in(words).actors == found_in(words).actors


def test_furniture_names_nobody(found_in):
    assert found_in(("related_link", "Read more: Putin meets Xi in Beijing"), "Rain fell.").actors == []


def test_the_tables_load_and_agree() -> None:
    assert all(title == title.lower() for title in (*offices(), *nouns()))
    assert {body.country for body in organizations().values()} - {None} <= set(countries())
    assert {person.country for person in people().values()} - {None} <= set(countries())
    assert seats()["Brussels"].name == "European Union"
    assert forms()["KCNA"][0].what == "medium"
    assert "institute" in body_words()


def test_an_outlet_is_an_actor_however_the_page_spells_it(found_in):
    assert found_in("Talks were held.", agency="politico").named("Politico").kind == "media"
