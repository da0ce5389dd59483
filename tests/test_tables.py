from typing import get_args

import pytest

from dateline import tables
from dateline.errors import TableError
from dateline.statements.cues import Frame, cues
from dateline.statements.frames import FRAMES


def test_every_table_has_a_source_for_every_row():
    for table in (table for table in tables.shipped() if table.suffix == ".csv"):
        listed = list(tables.rows(table.name.removesuffix(".csv")))
        assert listed, table.name
        assert all(row["source"] for _, row in listed), table.name


def test_every_class_of_words_has_one_row():
    names = [row["class"] for _, row in tables.rows("word_classes")]

    assert len(set(names)) == len(names)


def test_a_users_row_is_added_and_replaces_the_shipped_one_of_that_name(own_tables):
    header = "cue,pos,frames,status,traits,source"
    own_tables("cues", header, "opine,VERB,clause,hypothetical,,mine", "chirp,VERB,quote,claimed,,mine")

    assert cues()["opine", "VERB"].status == "hypothetical"
    assert cues()["chirp", "VERB"].frames == {"quote"}
    assert ("say", "VERB") in cues()


def test_a_users_row_leaves_the_same_word_as_another_part_of_speech_alone(own_tables):
    own_tables("cues", "cue,pos,frames,status,traits,source", "claim,VERB,clause,hypothetical,,mine")

    assert cues()["claim", "VERB"].status == "hypothetical"
    assert ("claim", "NOUN") in cues()


def test_the_version_of_the_tables_changes_with_them(own_tables):
    before = tables.version()
    own_tables("sources", "word,role,source", "fatwa,document,mine")

    assert tables.version() != before


def test_a_table_that_is_not_ours_is_named_with_those_that_are(own_tables):
    with pytest.raises(TableError, match=r"cuez\.csv: no such table; the tables are .*cues\.csv"):
        own_tables("cuez", "a")


def test_a_row_of_the_wrong_length_is_named_with_its_line(own_tables):
    own_tables("sources", "word,role,source", "fatwa,document")

    with pytest.raises(TableError, match=r"sources\.csv:2: expected 3 cells, found 2"):
        list(tables.rows("sources"))


def test_other_columns_than_the_shipped_ones_are_refused(own_tables):
    own_tables("sources", "noun,role,source", "fatwa,document,mine")

    with pytest.raises(TableError, match="expected the columns word,role,source, found noun,role,source"):
        list(tables.rows("sources"))


def test_a_folder_that_is_none_is_refused(tmp_path):
    with pytest.raises(TableError, match="expected a folder"):
        tables.extend(tmp_path / "absent")


def test_a_cell_of_a_books_length_is_named_with_its_line(own_tables):
    own_tables("sources", "word,role,source", f"{'x' * 200_000},document,mine")

    with pytest.raises(TableError, match=r"sources\.csv:\d+: no CSV"):
        list(tables.rows("sources"))


def test_a_frame_that_grammar_does_not_know_is_named(own_tables):
    own_tables("cues", "cue,pos,frames,status,traits,source", "chirp,VERB,quote|sideways,claimed,,mine")

    with pytest.raises(TableError, match=r"cues\.csv:2: frame 'sideways' is not one of passive_to, quoteas"):
        cues()


def test_every_frame_has_its_grammar():
    assert list(FRAMES) == list(get_args(Frame))
