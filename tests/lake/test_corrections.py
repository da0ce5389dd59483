"""People's word wins in the views, survives rereading, and can be taken back."""

import json

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dateline.cli import main
from dateline.errors import LakeError
from dateline.lake import corrections
from dateline.lake.views import shown_as
from dateline.records import to_dict
from tests.lake.conftest import STORY, page
from tests.lake.test_adding import asked

URL = "https://outlet.example/talks"


def event(lake) -> str:
    ((key,),) = asked(lake, "SELECT event FROM events WHERE trigger = 'send'")
    return str(key)


def statement(lake) -> str:
    ((key,),) = asked(lake, "SELECT statement FROM statements WHERE cue = 'told'")
    return str(key)


def test_what_is_rejected_is_left_out_until_that_is_withdrawn(lake, recorded):
    recorded(page(url=URL))
    key = event(lake)

    made = corrections.judge(lake.folder, key, "reject", who="Anna", reason="a rehearsal")
    assert asked(lake, "SELECT * FROM events WHERE trigger = 'send'") == []
    assert asked(lake, "SELECT * FROM relations WHERE source = 'state/NOR' AND target = 'state/MDA'") == []

    corrections.withdraw(lake.folder, made.id, who="Anna")
    assert event(lake) == key


def test_what_is_corrected_is_shown_as_corrected_with_who_did_it(lake, recorded):
    recorded(page(url=URL))

    changes = {"status": "planned", "recipients": ["state/NOR"], "due": "2025-10"}
    corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes=changes)

    assert asked(
        lake,
        "SELECT status, recipients, recipient_names, CAST(due_on AS VARCHAR), review, reviewer FROM events "
        "WHERE trigger = 'send'",
    ) == [("planned", ["state/NOR"], ["Norway"], "2025-10-31", "corrected", "Anna")]


def test_a_statements_speaker_can_be_corrected(lake, recorded):
    recorded(page(url=URL))

    corrections.judge(lake.folder, statement(lake), "correct", who="Anna", changes={"speaker": "state/NOR"})

    assert asked(lake, "SELECT speaker_name, review FROM statements WHERE cue = 'told'") == [("Norway", "corrected")]


NOW = (
    "SELECT place, place_country, lat, CAST(day AS VARCHAR), until, CAST(last_day AS VARCHAR), quad, "
    "actor_countries FROM events WHERE trigger = 'send'"
)


def test_what_stood_by_a_corrected_value_goes_with_it(lake, recorded):
    """Degrees and country are a place's, the quad is a type's, countries are actors', the end is a day's."""
    story = STORY.replace("by the end of September", "on Tuesday in Chisinau")
    recorded(page(story, url=URL))
    ((place, country, lat, *_, countries),) = asked(lake, NOW)
    assert (country, countries) == ("MDA", ["NOR"])
    assert lat

    changes = {"place": "Oslo", "from": "2025-09", "type": "ASSAULT", "actors": ["state/GRC", "nobody"]}
    corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes=changes)
    assert asked(lake, NOW) == [("Oslo", None, None, "2025-09-01", None, None, "material conflict", ["GRC", None])]

    corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes={"place": place, "place_country": "ROU"})
    assert [row[:3] for row in asked(lake, NOW)] == [(place, "ROU", lat)]


def test_a_single_day_that_is_corrected_ends_where_it_begins(lake, recorded):
    recorded(page(STORY.replace("thanked Norway", "thanked Norway on July 13, 2025"), url=URL))
    times = "FROM events SELECT event, until, CAST(last_day AS VARCHAR) WHERE trigger = 'thanked'"
    ((key, until, _),) = asked(lake, times)
    assert until == "2025-07-13"

    corrections.judge(lake.folder, key, "correct", who="Anna", changes={"from": "2025-09"})
    assert asked(lake, times) == [(key, "2025-09", "2025-09-30")]

    corrections.judge(lake.folder, key, "correct", who="Anna", changes={"from": "2025-07-12", "until": "2025-07-14"})
    assert asked(lake, times) == [(key, "2025-07-14", "2025-07-14")]


def test_a_person_can_say_that_there_is_none(lake, recorded):
    recorded(page(STORY.replace("by the end of September", "on Tuesday in Chisinau"), url=URL))

    nothing = {"place": None, "from": None, "until": None, "due": None, "actors": []}
    corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes=nothing)
    corrections.judge(lake.folder, statement(lake), "correct", who="Anna", changes={"speaker": None})

    assert [row[:6] + row[7:] for row in asked(lake, NOW)] == [(None, None, None, None, None, None, [])]
    assert asked(lake, "SELECT speaker, speaker_name FROM statements WHERE cue = 'told'") == [(None, None)]
    with pytest.raises(LakeError, match="every fact has one"):
        corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes={"status": None})


def test_the_latest_judgement_holds(lake, recorded):
    recorded(page(url=URL))
    key = event(lake)
    corrections.judge(lake.folder, key, "correct", who="Anna", changes={"status": "planned"})

    corrections.judge(lake.folder, key, "confirm", who="Bo")

    assert asked(lake, "SELECT status, review, reviewer FROM events WHERE trigger = 'send'") == [
        ("pledged", "confirmed", "Bo")
    ]
    assert asked(lake, "SELECT who, is_standing, is_found FROM corrections ORDER BY who") == [
        ("Anna", False, True),
        ("Bo", True, True),
    ]


def test_a_correction_survives_rereading_and_a_revision_of_other_words(lake, recorded, monkeypatch):
    monkeypatch.setattr("dateline.reader.version", lambda: "older")
    recorded(page(url=URL))
    corrections.judge(lake.folder, event(lake), "reject", who="Anna")
    monkeypatch.undo()

    list(lake.reread(lake.outdated()))
    assert asked(lake, "SELECT * FROM events WHERE trigger = 'send'") == []

    recorded(page(STORY.replace("had thanked", "warmly thanked"), url=URL))
    assert asked(lake, "SELECT * FROM events WHERE trigger = 'send'") == []


def test_a_correction_of_words_that_are_gone_holds_of_nothing_and_says_so(lake, recorded):
    recorded(page(url=URL))
    corrections.judge(lake.folder, event(lake), "reject", who="Anna")

    recorded(page(STORY.replace("would send 20", "would soon send 30"), url=URL))

    assert len(asked(lake, "SELECT * FROM events WHERE trigger = 'send'")) == 1
    assert asked(lake, "SELECT is_standing, is_found FROM corrections") == [(True, False)]


def test_two_ids_that_are_one_actor_are_shown_as_one(lake, recorded):
    recorded(page(url=URL))

    corrections.same_actor(lake.folder, "state/NOR", "state/MDA", who="Anna", reason="a test")

    assert asked(lake, "SELECT * FROM actors WHERE actor = 'state/NOR'") == []
    assert asked(lake, "SELECT * FROM events WHERE list_contains(actors, 'state/NOR')") == []
    assert asked(lake, "SELECT actors FROM events WHERE trigger = 'send'") == [(["state/MDA"],)]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (["ab", "bc"], "ccc"),
        (["bc", "ab"], "ccc"),
        (["ab", "ca"], "bbb"),
        (["ab", "ba"], "aac"),
        (["ab", "bc", "ca"], "aaa"),
        (["ac", "bc"], "ccc"),
    ],
)
def test_whoever_is_one_with_the_same_is_one_with_each_other(given, shown):
    aliases = shown_as([(pair[0], pair[1]) for pair in given])

    assert "".join(aliases.get(actor, actor) for actor in "abc") == shown


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=12))
def test_every_actor_of_a_group_is_shown_as_one_of_it(pairs):
    aliases = shown_as(pairs)

    for one, other in pairs:
        assert aliases.get(one, one) == aliases.get(other, other)
    assert not aliases.keys() & set(aliases.values())


@pytest.mark.parametrize(
    ("verdict", "changes", "who", "reason"),
    [
        ("correct", {"status": "certain"}, "Anna", "'certain' is none of happened"),
        ("correct", {"colour": "red"}, "Anna", "no field 'colour'"),
        ("correct", {"actors": "state/NOR"}, "Anna", "expected a list"),
        ("correct", {"due": "soon"}, "Anna", "is no day"),
        ("correct", None, "Anna", "says what changes"),
        ("confirm", {"status": "planned"}, "Anna", "says what changes"),
        ("confirm", None, " ", "say who makes it"),
        ("doubt", None, "Anna", "is none of confirm"),
    ],
)
def test_a_correction_that_cannot_be_says_why(lake, recorded, verdict, changes, who, reason):
    recorded(page(url=URL))

    with pytest.raises(LakeError, match=reason):
        corrections.judge(lake.folder, event(lake), verdict, who=who, changes=changes)
    assert asked(lake, "SELECT * FROM corrections") == []


def test_what_does_not_exist_cannot_be_judged(lake, recorded):
    recorded(page(url=URL))

    with pytest.raises(LakeError, match="no statement, event or outcome"):
        corrections.judge(lake.folder, "nothing/e1", "confirm", who="Anna")
    with pytest.raises(LakeError, match="no correction"):
        corrections.withdraw(lake.folder, "nothing", who="Anna")
    with pytest.raises(LakeError, match="knows no actor"):
        corrections.same_actor(lake.folder, "state/NOR", "state/XXX", who="Anna")


def test_corrections_go_out_and_come_in_again_once(lake, recorded, tmp_path):
    recorded(page(url=URL))
    first = corrections.judge(lake.folder, event(lake), "correct", who="Anna", changes={"status": "planned"})
    corrections.judge(lake.folder, statement(lake), "confirm", who="Bo")
    lines = [json.dumps(to_dict(correction)) for correction in corrections.exported(lake.folder)]
    other = type(lake)(tmp_path / "other")
    list(other.add([page(url=URL)]))

    assert corrections.imported(other.folder, [*lines, "", "{}", "x", lines[0]])[:2] == (2, 1)
    assert corrections.imported(other.folder, lines)[:2] == (0, 2)

    assert asked(other, "SELECT status, reviewer FROM events WHERE trigger = 'send'") == [("planned", "Anna")]
    assert next(iter(corrections.exported(other.folder))).id == first.id


BAD = [
    {"recorded_at": "yesterday"},
    {"recorded_at": "infinity"},
    {"recorded_at": "2026-01-01T00:00:00"},
    {"recorded_at": "9999-12-31T23:59:00-14:00"},
    {"recorded_at": "0001-01-01T00:00:00+14:00"},
    {"recorded_at": None},
    {"id": None},
    {"id": {}},
    {"who": 5},
    {"target": []},
    {"quote": {"a": 1}},
    {"changes": [["status", "claimed"]], "verdict": "correct"},
    {"verdict": "correct", "changes": {"status": 5}},
    {"more": 1},
]


@pytest.mark.parametrize(
    "line",
    [*BAD, "[" * 100_000, '{"id": "x"}', "5", "\x00", b"\xff\xfe", b"\xed\xa0\x80", '{"id": ' + "9" * 5000 + "}"],
)
def test_one_bad_line_is_refused_and_the_others_are_taken(lake, recorded, line):
    recorded(page(url=URL))
    good = corrections.judge(lake.folder, event(lake), "confirm", who="Anna")
    stated = to_dict(good)
    bad = json.dumps({**stated, "id": "bad", **line}) if isinstance(line, dict) else line
    after = json.dumps({**stated, "id": "after"})

    n_new, n_known, (fault,) = corrections.imported(lake.folder, [json.dumps(stated), bad, after])

    assert (n_new, n_known) == (1, 1)
    assert fault.startswith("line 2: ")
    assert "object has no attribute" not in fault
    assert asked(lake, "SELECT id FROM corrections ORDER BY id = 'after'") == [(good.id,), ("after",)]


def test_a_file_in_other_bytes_is_refused_line_by_line(lake, recorded, tmp_path):
    recorded(page(url=URL))
    made = corrections.judge(lake.folder, event(lake), "confirm", who="Anna")
    lines = json.dumps({**to_dict(made), "id": "again"}).encode()
    file = tmp_path / "corrections.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines + b"\r\n\xff\r\n")

    done = CliRunner().invoke(main, ["review", "import", str(lake.folder), str(file)])

    assert done.exit_code == 1
    assert "line 2: expected a JSON object in UTF-8" in done.output
    assert "1 new, 0 known, 1 refused" in done.output


def test_the_commands_judge_export_and_import(lake, recorded):
    recorded(page(url=URL))
    folder = str(lake.folder)

    def run(*words: str, status: int = 0, given: str | None = None) -> str:
        done = CliRunner().invoke(main, ["review", *words], input=given)
        assert done.exit_code == status, done.output
        return done.stdout.strip()

    made = run("correct", folder, event(lake), "status=planned", "recipients=state/NOR, state/MDA", "--who", "Anna")
    assert asked(lake, "SELECT status, len(recipients) FROM events WHERE trigger = 'send'") == [("planned", 2)]
    lines = run("export", folder)
    assert json.loads(lines)["changes"]["recipient_names"] == ["Norway", "Moldova"]
    run("withdraw", folder, made, "--who", "Bo", "--reason", "no")
    run("import", folder, "-", given=lines)
    run("import", folder, "-", given="nonsense", status=1)
    run("reject", folder, "nothing", "--who", "Bo", status=1)
    run("correct", folder, event(lake), "status", "--who", "Bo", status=2)
    assert asked(lake, "SELECT status FROM events WHERE trigger = 'send'") == [("pledged",)]
