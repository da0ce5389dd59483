"""Whatever somebody types is a query or an error that says what to write; words are compared in any script."""

import sqlite3
from contextlib import closing, suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import QueryError
from dateline.lake.search.entries import COLUMNS
from dateline.lake.search.inflection import forms
from dateline.lake.search.tokens import placed_words, words_of
from dateline.lake.search.words import FIELDS, KINDS, N_UNITS, Query, understood

signs = st.text(st.sampled_from("ab北é \":*-()^{}+|NOTOR\0'“”«,;=<>%_\\\n") | st.characters(), max_size=60)
typed = st.lists(
    st.sampled_from([*(f"{name}:" for name in FIELDS), "NOT", "OR", "AND", "NEAR(", '"', "-", "*", "title:", "2025-03"])
    | signs,
    max_size=12,
).map("".join) | st.lists(signs, max_size=8).map(" ".join)


def query_of(words: str, fields: dict[str, list[str]] | None = None) -> Query | None:
    """What was understood; None where that is refused. Any other error fails the test."""
    with suppress(QueryError):
        return understood(words, fields)
    return None


@given(typed)
def test_anything_typed_is_a_query_that_sqlite_takes_or_an_error(words):
    query = query_of(words)
    with closing(sqlite3.connect(":memory:")) as con:
        for kind in query.kinds if query else ():
            con.execute(f"CREATE VIRTUAL TABLE {kind} USING fts5({', '.join(COLUMNS[kind])}, tokenize = 'ascii')")
            assert con.execute(f"SELECT * FROM {kind} WHERE {kind} MATCH ?", [query.expression(kind)]).fetchall() == []


@given(st.dictionaries(st.sampled_from(FIELDS), st.lists(signs, max_size=3), max_size=4))
def test_any_value_of_a_field_is_taken_or_refused(fields):
    query = query_of("", fields)
    assert query is None or query.kinds


@given(st.text())
def test_words_stand_where_they_are_said_to_stand(text):
    assert [word for word, _, _ in placed_words(text)] == words_of(text).split()
    for _, start, end in placed_words(text):
        assert 0 <= start < end <= len(text)


@given(st.text())
def test_words_are_the_same_whatever_stands_around_the_text(text):
    assert words_of(f"“{text}”—x").split() == [*words_of(text).split(), "x"]


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Erdoğan", "erdogan"),
        ("TÜRKİYE", "Turkiye"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("Ёлкин", "елкин"),
        ("Зеленський", "ЗЕЛЕНСЬКИЙ"),
        ("Αθήνα", "ΑΘΗΝΑ"),
        ("القُدس", "القدس"),
        ("re\u00adopen", "reopen"),
        ("ｶﾞｽ", "ガス"),
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("O’Brien", "O'Brien"),
        ("North‑Korean", "north-korean"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_words_that_are_written_differently_are_the_same(written, typed):
    assert words_of(written) == words_of(typed)


@pytest.mark.parametrize(
    ("text", "part"), [("北朝鮮のミサイル", "朝鮮"), ("김정은은 평양에서", "김정은"), ("ประเทศไทย", "ไทย")]
)
def test_a_word_within_a_text_without_blanks_is_found(text, part):
    assert f" {words_of(part)} " in f" {words_of(text)} "


@pytest.mark.parametrize(
    ("word", "other"),
    [("pledge", "pledged"), ("pledging", "pledges"), ("trucks", "truck"), ("lorry", "lorries"), ("plan", "planned")],
)
def test_a_regular_inflection_is_a_form(word, other):
    assert other in forms(word)
    assert word in forms(other)


@pytest.mark.parametrize("word", ["his", "un", "бомба", "thing", "crisis"])
def test_what_is_no_inflection_has_no_stem(word):
    assert word in forms(word)
    assert not {word[:-1], word[:-3]} & set(forms(word))


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "nothing to search for"),
        ("—", "nothing to search for"),
        ("speker:lavrov", "the fields are speaker:"),
        ("speaker: lavrov", "write its value right after it, such as speaker:lavrov"),
        ("type:GIVE", "write one of AGREE, CONSULT"),
        ("status:sure", "write one of happened"),
        ("country:Atlantis", "its ISO 3166-1 code or its name"),
        ("from:yesterday", "write 2025-03-31, 2025-03 or 2025"),
        ("from:2025-02-30", "write 2025-03-31, 2025-03 or 2025"),
        ("from:2025 to:2024", "write the earlier day first"),
        ("in:pages", "write in:articles, in:statements or in:events"),
        ("type:AID in:articles", "write in:events"),
        ("status:pledged in:articles", "write in:statements or in:events"),
        ("ab*", "write at least 3 letters"),
        ("-from:2025", "without OR and without a minus"),
        ("truck OR in:events", "without OR and without a minus"),
        ("a " * (N_UNITS + 1), "search for fewer"),
        ('"' + "a " * (N_UNITS + 1) + '"', "write its first ones"),
    ],
)
def test_what_cannot_be_a_query_says_what_to_write(words, message):
    with pytest.raises(QueryError, match=message):
        understood(words)


@pytest.mark.parametrize(
    ("given", "since", "until"),
    [
        ("from:2025 to:2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("from:2024-02 to:2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("from:2025-03-05 from:2025-01", date(2025, 3, 5), None),
        ("to:2025-03-05 to:2025-01", None, date(2025, 1, 31)),
    ],
)
def test_days_are_whole_years_and_months_and_the_narrower_one_holds(given, since, until):
    query = understood(given)

    assert (query.since, query.until) == (since, until)


@pytest.mark.parametrize(
    ("given", "kinds"),
    [
        ("truck", KINDS),
        ("truck outlet:reuters", KINDS),
        ("outlet:reuters from:2025", ("article",)),
        ("status:pledged", ("statement", "event")),
        ("type:AID truck", ("event",)),
        ("in:events in:article truck", ("article", "event")),
    ],
)
def test_what_is_searched_is_what_has_the_fields(given, kinds):
    assert understood(given).kinds == kinds
