"""The tables of events are whole, and a wrong row is refused with what to do."""

import pytest

from dateline.errors import TableError
from dateline.events import conditions, lexicon
from dateline.records import EVENT_TYPES


def test_every_type_has_its_quad_and_words_that_say_it():
    assert set(lexicon.kinds()) == set(EVENT_TYPES)
    said = {entry.type for some in lexicon.entries().values() for entry in some}
    assert set(EVENT_TYPES) <= said


def test_promised_types_are_those_of_words():
    assert lexicon.kinds()["AID"].promised == "AGREE"
    assert lexicon.kinds()["RETREAT"].promised == "CONCEDE"
    assert lexicon.kinds()["ASSAULT"].promised == "THREATEN"


def test_the_row_with_most_conditions_comes_first():
    for some in lexicon.entries().values():
        counts = [len(entry.frame) for entry in some]
        assert counts == sorted(counts, reverse=True)


def test_every_condition_is_one_that_is_known_or_a_preposition():
    prepositions = {
        "about",
        "against",
        "as",
        "at",
        "between",
        "by",
        "during",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "dat",
    }
    prepositions |= {
        "after",
        "among",
        "around",
        "away",
        "behind",
        "off",
        "out",
        "outside",
        "over",
        "through",
        "to",
        "toward",
        "towards",
    }
    prepositions |= {"under", "upon", "with", "within"}
    used = {c.on for some in lexicon.entries().values() for entry in some for c in entry.frame}
    assert used <= set(conditions.CHECKS) | prepositions


HEADER = "word,pos,frame,type,mode,nature,roles,source"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("parley,VERB,,TALK,,,,own", "'TALK' is not a PLOVER type"),
        ("parley,VERB,,CONSULT,dinner,,,own", "has no mode 'dinner'"),
        ("parley,VERB,,CONSULT,,chat,,own", "'chat' is not a nature"),
        ("parley,VERB,obj:@sweets,CONSULT,,,,own", "no class 'sweets'"),
    ],
)
def test_a_row_that_cannot_be_is_refused_with_its_place(own_tables, row, message):
    own_tables("event_triggers", HEADER, row)
    with pytest.raises(TableError, match=message):
        lexicon.entries()


def test_a_users_row_replaces_the_shipped_one_of_that_word_and_frame(own_tables):
    own_tables("event_triggers", HEADER, "praise,VERB,,ACCUSE,disapprove,,,ironic desk")
    (entry,) = lexicon.entries()["praise", "VERB"]
    assert (entry.type, entry.mode) == ("ACCUSE", "disapprove")
    assert ("praise", "NOUN") in lexicon.entries()


def test_a_user_may_add_a_mode_to_those_of_a_type(own_tables):
    before = lexicon.modes()["PROTEST"]
    own_tables("plover_modes", "type,mode,score,source", "PROTEST,occupy,-5,own")
    assert lexicon.modes()["PROTEST"] == before | {"occupy"}
    assert lexicon.entries()
