"""Every view has its columns documented, works on an empty lake, and says what the pages say."""

import re
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.cli import main
from dateline.errors import LakeError, QueryError
from dateline.lake import parts, store
from dateline.lake.asking import Limits
from dateline.lake.views import VIEWS, moment_of, view
from tests.lake.conftest import STORY, page
from tests.lake.test_adding import asked

URL = "https://outlet.example/talks"


@pytest.mark.parametrize("name", VIEWS)
def test_every_column_is_documented_and_no_other(lake, recorded, name):
    recorded(page(url=URL))
    with lake.query(f"SELECT * FROM {name}") as answer:
        assert list(view(name).columns) == list(answer.columns)
    assert view(name).about


@pytest.mark.parametrize("name", VIEWS)
def test_an_empty_lake_has_all_views_without_rows(lake, name):
    lake.folder.mkdir()

    assert asked(lake, f"SELECT * FROM {name}") == []


def test_what_is_pledged_stands_with_its_words_its_chain_and_its_day(lake, recorded):
    recorded(page(url=URL))

    ((status, trigger, actors, recipients, chain, due),) = asked(
        lake,
        "SELECT status, trigger, actor_names, recipient_names, chain_words, due_on FROM events WHERE type = 'AID' "
        "OR act_type = 'AID'",
    )

    assert (status, trigger) == ("pledged", "send")
    assert (actors, recipients) == (["Norway"], ["Moldova"])
    assert chain == "Reuters ← Anna Berg"
    assert due is None or due.month == 9


def test_parts_that_other_sql_made_are_made_anew(lake, recorded, monkeypatch):
    recorded(page(url=URL))
    told = asked(lake, "SELECT * FROM events ORDER BY event")
    for part in (lake.folder / "derived" / "parts").glob("*/events.parquet"):
        part.write_bytes(b"of another version")

    monkeypatch.setattr(parts, "form", lambda: "another")

    assert asked(lake, "SELECT * FROM events ORDER BY event") == told


def test_spans_give_the_words(lake, recorded):
    recorded(page(url=URL))

    for clause, text, start, end in asked(
        lake, 'SELECT e.clause, a.text, e.start, e."end" FROM events e JOIN articles a ON a.id = e.article'
    ):
        assert text[start:end] == clause


def test_a_relation_goes_from_actor_to_recipient(lake, recorded):
    recorded(page(url=URL))

    assert ("state/NOR", "state/MDA") in asked(lake, "SELECT source, target FROM relations")


def test_the_last_link_of_a_chain_is_its_origin(lake, recorded):
    recorded(page(url=URL))

    for chain, origin in asked(lake, "SELECT chain_words, origin_name FROM statements"):
        assert chain.split(" ← ")[-1] == origin


def test_the_record_as_of_a_time_does_not_know_what_came_later(lake, recorded):
    recorded(page(url=URL))
    before = datetime.now(UTC)
    recorded(page(STORY.replace("20 trucks", "30 trucks"), url=URL))

    assert asked(lake, "SELECT n_revisions, contains(text, '30 trucks') FROM articles", as_of=before) == [(1, False)]
    assert asked(lake, "SELECT contains(text, '20 trucks') FROM articles", as_of=0) == [(True,)]
    assert asked(lake, "SELECT * FROM articles", as_of=datetime(2020, 1, 1, tzinfo=UTC)) == []


def test_a_version_that_is_not_there_is_an_error(lake, recorded):
    recorded(page(url=URL))

    with pytest.raises(LakeError, match=r"version 9 is not there; the newest is 0"):
        asked(lake, "SELECT * FROM articles", as_of=9)


@pytest.mark.parametrize(
    ("stated", "meant"),
    [
        ("12", 12),
        ("2025-05-03", datetime(2025, 5, 3, 23, 59, 59, 999999, UTC)),
        ("20250503", datetime(2025, 5, 3, 23, 59, 59, 999999, UTC)),
        ("2025-W18-6", datetime(2025, 5, 3, 23, 59, 59, 999999, UTC)),
        ("9999-12-31", datetime(9999, 12, 31, 23, 59, 59, 999999, UTC)),
        ("2025-05-03T10:00:00+00:00", datetime(2025, 5, 3, 10, tzinfo=UTC)),
    ],
)
def test_a_moment_is_a_version_a_days_end_or_a_time(stated, meant):
    assert moment_of(stated) == meant


@pytest.mark.parametrize("stated", ["last week", "²", "٣", "-1", "2026-11-31", "", "\udcff"])
def test_a_moment_that_is_none_says_what_to_write(stated):
    with pytest.raises(LakeError, match="write 12, 2025-05-03"):
        moment_of(stated)


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        ({"seconds": float("inf")}, "up to 604,800 seconds, found inf"),
        ({"seconds": float("nan")}, "found nan"),
        ({"seconds": 0}, "found 0"),
        ({"memory": "-1GB"}, "is no size of memory"),
        ({"memory": "2GB'; DROP VIEW events"}, "is no size of memory"),
    ],
)
def test_a_limit_that_is_none_is_refused(limits, reason):
    with pytest.raises(QueryError, match=reason):
        Limits(**limits)


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_every_value_is_shown_or_refused(lake, form):
    """What JSON has no number for is nothing; what Python cannot hold is said."""
    store.create(lake.folder)

    def run(sql):
        done = CliRunner().invoke(main, ["query", str(lake.folder), sql, "--format", form])
        return done.exit_code, done.output

    status, shown = run("SELECT 'inf'::DOUBLE AS a, ['-inf'::DOUBLE, 'nan'::DOUBLE] AS b, chr(10) || '=1' AS c")
    assert (status, "inf" in shown) == (0, False)
    assert form != "csv" or "'\n=1" in shown
    status, shown = run("SELECT INTERVAL '1000000000 days'")
    assert (status, "too large for Python" in shown) == (1, True)
    status, shown = run("SELECT '\udcff'")
    assert (status, "expected text in UTF-8" in shown) == (1, True)


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("COPY (SELECT 1) TO '{folder}/out.csv'", "expected a SELECT"),
        ("EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/out.csv'", "expected a SELECT"),
        ("CREATE TABLE x AS SELECT 1", "expected a SELECT"),
        ("ATTACH '{folder}/x.db'", "expected a SELECT"),
        ("SET memory_limit = '99GB'", "expected a SELECT"),
        ("SELECT 1; DROP VIEW events", "expected one statement, found 2"),
        ("", "expected one statement, found 0"),
        ("SELECT * FROM read_text('/etc/hostname')", "outside the lake"),
        ("SELECT * FROM read_text('{folder}/dateline.json')", "outside the lake"),
        ("SELECT * FROM glob('/*')", "outside the lake"),
        ("SELECT * FROM '/etc/passwd'", "The views are"),
        ("SELECT * FROM read_csv('https://example.org/x.csv')", "outside the lake"),
        ("SELECT * FROM duckdb_secrets()", "outside the lake"),
        ("SELECT * FROM nothing", "The views are: articles"),
        ("SELEC 1", "syntax error"),
        ("SELECT no_column FROM events", "no_column"),
        ("SELECT CAST('x' AS INTEGER)", "x"),
    ],
)
def test_a_query_can_neither_write_nor_leave_the_lake(lake, recorded, sql, reason):
    recorded(page(url=URL))

    with pytest.raises(QueryError, match=re.escape(reason)):
        asked(lake, sql.format(folder=lake.folder))
    assert not (lake.folder / "out.csv").exists()


def test_a_runaway_query_is_stopped(lake, recorded):
    recorded(page(url=URL))
    with pytest.raises(QueryError, match=r"more than 0\.3 s"):
        asked(lake, "SELECT count(*) FROM range(100000000) a, range(10000000) b", limits=Limits(seconds=0.3))
    with pytest.raises(QueryError, match="more than 100MB"):
        asked(lake, "SELECT list(i) FROM range(200000000) r(i)", limits=Limits(seconds=30, memory="100MB"))


WORDS = (
    "SELECT FROM WHERE articles events * , ( ) ; UNION ALL ' \" -- /* */ 1 NULL read_text glob read_parquet COPY TO "
    "ATTACH '/etc/passwd' INSTALL httpfs PRAGMA CALL getenv('HOME') WITH x AS RECURSIVE unnest range(9) CREATE "
    "INSERT $1 { } ::BLOB \0"
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(WORDS.split()) | st.text(max_size=6), max_size=14))
def test_whatever_is_asked_is_answered_or_refused_and_nothing_is_written(lake, words):
    store.create(lake.folder)
    before = sorted(lake.folder.rglob("*"))

    try:
        rows = asked(lake, " ".join(words), limits=Limits(seconds=2, memory="200MB"))
    except QueryError:
        rows = []

    assert "root:" not in str(rows)
    assert sorted(lake.folder.rglob("*")) == before
