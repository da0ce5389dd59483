"""Which tellings add an account of their own, and why others do not."""

import pytest

from dateline.stories.accounts import accounts
from dateline.stories.sources import shared_origin
from dateline.told import Source
from tests.stories.conftest import telling

MINISTRY = Source("government/NOR/foreign-ministry", "Norwegian foreign ministry", "government", None, "NOR")
WITNESS = Source("w#char=1,5;witness", "witness", "person", "witness", None)
REUTERS = Source("reuters", "Reuters", "media")
AFP = Source("afp", "AFP", "media")


def test_copies_count_once_and_so_do_tellings_of_one_origin():
    first, copy = telling("a"), telling("b", text_group="a")
    same, other = telling("c"), telling("d", source=WITNESS)

    found = accounts([first, copy, same, other])

    assert [[told.article for told in account.tellings] for account in found] == [["a", "b", "c"], ["d"]]
    assert found[0].why == ("", "the same text", "both end in Norwegian foreign ministry")


def test_what_two_agencies_tell_in_their_own_voice_are_two_accounts():
    ours = telling("a", source=REUTERS, is_own_voice=True)

    assert len(accounts([ours, telling("b", source=AFP, is_own_voice=True, outlets=("afp",))])) == 2


def test_who_cites_an_outlet_adds_nothing_to_its_own_page():
    cited = telling("a", source=REUTERS, is_own_voice=True, outlets=("reuters",))
    citing = telling("b", source=Source("news_agency/reuters", "Reuters", "news_agency"), outlets=("dawn",))

    assert len(accounts([cited, citing])) == 1


def test_an_article_that_tells_it_twice_counts_once():
    assert len(accounts([telling("a"), telling("a", key="a/e2", source=WITNESS, start=90)])) == 1


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (MINISTRY, Source("person/NOR/x-y", "X Y", "person", "foreign ministry spokesman", "NOR"), True),
        (MINISTRY, Source("p#1", "Foreign Office", "government", None, "NOR"), True),
        (
            MINISTRY,
            Source("government/MDA/foreign-ministry", "Moldovan foreign ministry", "government", None, "MDA"),
            False,
        ),
        (MINISTRY, Source("p#2", "Ministry of Defence", "government", None, "NOR"), False),
        (MINISTRY, Source("p#3", "officials", "person", "officials", "NOR"), False),
        (WITNESS, Source("v#char=1,5;witness", "witness", "person", "witness", None), False),
        (
            Source("o#1", "Kremlin press service", "other", None, None),
            Source("government/RUS/kremlin", "Kremlin", "government", None, "RUS"),
            True,
        ),
        (
            Source("person/-/anna-berg", "Anna Berg", "person", "governor", None),
            Source("person/NOR/anna-berg", "Anna Berg", "person", "governor", "NOR"),
            True,
        ),
        (
            Source("person/MDA/anna-berg", "Anna Berg", "person", "governor", "MDA"),
            Source("person/NOR/anna-berg", "Anna Berg", "person", "governor", "NOR"),
            False,
        ),
        (
            Source("m#1", "Western Command", "military", None, "PHL"),
            Source("military/PHL/military", "Philippine military", "military", None, "PHL"),
            True,
        ),
    ],
)
def test_bodies_are_told_by_their_words_and_their_country(one, other, is_one):
    assert bool(shared_origin(telling("a", source=one), telling("b", source=other))) is is_one
