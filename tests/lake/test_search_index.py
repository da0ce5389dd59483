"""The index follows the lake: what is new is added, what changed replaced, what is gone forgotten."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from dateline.cli import main
from dateline.errors import LakeError
from dateline.lake import Lake, store
from dateline.lake.search import index
from dateline.lake.search.words import KINDS
from tests.lake.conftest import STORY, as_another_user, page

URL = "https://outlet.example/talks"
OTHER = "https://outlet.example/other"


def found(lake: Lake, words: str) -> list[str]:
    findings = lake.search(words)
    assert findings.n_behind == 0
    return sorted(one.article for one in findings.found)


def content(path: Path) -> list[object]:
    """All that an index holds, in an order of its own."""
    with closing(index.reading(path)) as con:
        held: list[object] = con.execute(
            "SELECT id, mark, entry FROM articles JOIN entries USING (n) ORDER BY id"
        ).fetchall()
        for kind in KINDS:
            con.execute(f"CREATE VIRTUAL TABLE temp.{kind}_words USING fts5vocab(main, {kind}, col)")
            held += con.execute(f"SELECT * FROM {kind}_words ORDER BY 1, 2").fetchall()
        return held


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A lake with one page, to be copied."""
    folder = tmp_path_factory.mktemp("made") / "record"
    list(Lake(folder).add([page(url=URL)]))
    return folder


@pytest.fixture
def lake(made, tmp_path):
    return Lake(shutil.copytree(made, tmp_path / "record"))


def test_what_was_added_is_found_at_the_next_search(lake, recorded):
    assert found(lake, "medicine") == [URL]
    recorded(page(url=OTHER))

    assert found(lake, "medicine") == [URL, OTHER][::-1]
    (pledged,) = {one.status for one in lake.search("medicine type:AID in:events").found}
    assert pledged == "pledged"


def test_search_and_sql_give_the_same_keys(lake):
    with lake.query("SELECT statement FROM statements UNION ALL SELECT event FROM events") as answer:
        asked = {key for (key,) in answer}
    listed = {one.fact for kind in ("statements", "events") for one in lake.search(f"in:{kind}", limit=100).found}

    assert listed == asked


def test_a_revision_takes_the_place_of_what_was_there(lake, recorded):
    assert found(lake, "medicine") == [URL]
    recorded(page(STORY.replace("medicine", "turnips"), url=URL))

    assert found(lake, "turnips") == [URL]
    assert found(lake, "medicine") == []


def test_what_a_person_rejected_is_not_found_and_withdrawing_brings_it_back(lake):
    with lake.query("SELECT article, anchor, event FROM events") as answer:
        article, anchor, event = next(iter(answer))
    row = {"id": "c1", "target": "event", "article": article, "anchor": anchor, "quote": "", "verdict": "reject"}
    row |= {"changes": None, "withdraws": None, "who": "Reviewer", "reason": None, "recorded_at": store.now()}
    facts = lambda: {one.fact for one in lake.search("in:events", limit=100).found}  # noqa: E731
    assert event in facts()

    store.append(lake.folder, "corrections", [row])
    assert event not in facts()

    store.append(lake.folder, "corrections", [row | {"id": "c2", "verdict": "withdraw", "withdraws": "c1"}])
    assert event in facts()


def test_an_index_that_grew_holds_what_one_made_anew_holds(lake, recorded):
    lake.search("x")
    recorded(page(url=OTHER), page(STORY.replace("Norway", "Iceland"), url=URL))
    lake.search("x")
    recorded(page(STORY.replace("20 trucks", "30 trucks"), url=OTHER))
    lake.search("x")
    grown = content(index.home(lake.folder))
    index.discard(index.home(lake.folder))
    lake.search("x")

    assert content(index.home(lake.folder)) == grown


def test_an_index_that_is_up_to_date_is_not_written(lake):
    lake.search("x")
    before = index.home(lake.folder).read_bytes()
    lake.search("y")

    assert index.home(lake.folder).read_bytes() == before


def test_only_what_is_new_is_read(lake, recorded):
    lake.search("x")
    recorded(page(url=OTHER))
    asked: list[int] = []

    @contextmanager
    def progress(n):
        asked.append(n)
        yield lambda: None

    lake.search("x", progress=progress)
    assert asked == [1]


def test_a_search_beside_one_that_builds_takes_the_index_as_it_is_and_says_so(lake, recorded):
    lake.search("x")
    recorded(page(url=OTHER))

    with FileLock(index.home(lake.folder).with_suffix(".lock")):
        findings = lake.search("medicine")
        told = CliRunner().invoke(main, ["search", str(lake.folder), "medicine"])

    assert [one.article for one in findings.found] == [URL]
    assert findings.n_behind == 1
    assert "the index lags by 1 reading\n" in told.stderr
    assert found(lake, "medicine") == sorted([URL, OTHER])


BUILDER = """
import sys, time
from dateline.lake import Lake
from dateline.lake.search import index
index.BATCH = 1
put = index.put
def slowly(con, marked):
    put(con, marked)
    print("one", flush=True)
    time.sleep(60)
index.put = slowly
Lake(sys.argv[1]).search("x")
"""


def test_a_killed_build_leaves_an_index_that_can_be_searched_and_goes_on(lake, recorded):
    recorded(page(url=OTHER))
    process = subprocess.Popen([sys.executable, "-c", BUILDER, str(lake.folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    assert process.stdout.readline() == "one\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()

    with closing(index.reading(index.home(lake.folder))) as con:
        assert con.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    assert found(lake, "medicine") == sorted([URL, OTHER])


@pytest.mark.parametrize("broken", [b"", b"no database at all" * 1000])
def test_a_broken_index_is_made_anew(lake, broken):
    lake.search("x")
    index.home(lake.folder).write_bytes(broken)

    assert found(lake, "medicine") == [URL]


def test_an_index_damaged_in_the_midst_is_made_anew(lake, recorded):
    lake.search("x")
    path = index.home(lake.folder)
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + bytes(len(whole) - 8192))
    recorded(page(url=OTHER))

    with suppress(LakeError):  # it says that the next search makes it again
        found(lake, "medicine")
    assert found(lake, "medicine") == sorted([URL, OTHER])


def test_an_index_of_another_form_is_made_anew(lake, monkeypatch):
    lake.search("x")
    monkeypatch.setattr(index, "FORM", "another")

    assert found(lake, "medicine") == [URL]


def test_an_empty_lake_has_nothing_and_stays_empty(tmp_path):
    (tmp_path / "empty").mkdir()

    assert Lake(tmp_path / "empty").search("medicine").found == ()
    assert list((tmp_path / "empty").iterdir()) == []
    with pytest.raises(LakeError, match="no lake at"):
        Lake(tmp_path / "nowhere").search("medicine")


AS_NOBODY = """
import os, sys
import importlib.readers
import dateline.lake.search, dateline.reader
from dateline.lake import Lake
os.geteuid() == 0 and os.setuid(65534)
findings = Lake(sys.argv[1]).search("medicine")
print(len(findings.found), findings.n_behind)
"""


@as_another_user
@pytest.mark.parametrize(
    ("before", "told"),
    [("no index", "2 0\n"), ("an old one", "1 1\n"), ("one whose writer was killed", "1 1\n"), ("a new one", "2 0\n")],
)
def test_a_lake_that_may_not_be_written_is_searched_all_the_same(made, before, told):
    home = Path(tempfile.mkdtemp())
    folder = shutil.copytree(made, home / "record")
    lake = Lake(folder)
    try:
        home.chmod(0o755)
        if before in ("an old one", "one whose writer was killed"):
            lake.search("x")
        if before == "one whose writer was killed":
            path = index.home(folder)
            with closing(sqlite3.connect(path, isolation_level=None)) as con:
                con.execute("INSERT INTO state VALUES ('left', 'over')")
                parts = {
                    part: part.read_bytes() for part in path.parent.glob(f"{index.NAME}*") if "-shm" not in part.name
                }
            for part, data in parts.items():
                part.write_bytes(data)
            assert path.with_name(f"{index.NAME}-wal").stat().st_size
        list(lake.add([page(url=OTHER)]))
        if before == "a new one":
            lake.search("x")
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        command = [sys.executable, "-c", AS_NOBODY, str(folder)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={**os.environ, "TMPDIR": "/tmp"}
        )
        assert done.stdout == told, done.stderr
    finally:
        for path in [folder, *folder.rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(home)


def test_what_is_forgotten_is_in_no_word_and_no_entry_of_the_index(lake, recorded):
    secret = "Zxqvelda"
    recorded(page(STORY.replace("Anna Berg", secret), url=URL + secret))
    recorded(page(STORY.replace("Anna Berg", f"{secret} Moe"), url=URL + secret))
    assert found(lake, secret) == [URL + secret]

    lake.forget([URL + secret])

    held = index.home(lake.folder)
    assert secret.lower() not in str(content(held)).lower()
    for path in held.parent.glob(f"{index.NAME}*"):
        assert secret.encode() not in path.read_bytes()
        assert secret.lower().encode()[2:] not in path.read_bytes()
    assert found(lake, secret) == []
    assert found(lake, "medicine") == [URL]


def test_what_was_forgotten_without_the_index_goes_with_the_next_search(lake, recorded, monkeypatch):
    recorded(page(STORY.replace("Anna Berg", "Zxqvelda"), url=OTHER))
    lake.search("x")
    monkeypatch.setattr("dateline.lake.search.forget", lambda folder, ids: None)
    lake.forget([OTHER])

    assert found(lake, "medicine") == [URL]
    assert "zxqvelda" not in str(content(index.home(lake.folder))).lower()


def test_the_command_lists_marks_and_says_what_is_wrong(lake):
    run = CliRunner().invoke
    listed = run(main, ["search", str(lake.folder), "medicine", "--speaker", "berg"], color=True)
    assert "Norway pledges trucks" in listed.stdout
    assert "Reuters ← Anna Berg" in listed.stdout

    lines = run(main, ["search", str(lake.folder), "medicine", "-nothing", "--json", "--kind", "events"]).stdout
    assert '"kind": "event"' in lines.splitlines()[0]

    wrong = run(main, ["search", str(lake.folder), "medicine", "--type", "GIVE"])
    assert (wrong.exit_code, "write one of AGREE" in wrong.stderr) == (1, True)
    assert run(main, ["search", str(lake.folder), "--speling"]).exit_code == 2
    assert "nothing found" in run(main, ["search", str(lake.folder), "turnips"]).stderr


def test_a_search_loads_no_parser(lake):
    lake.search("x")
    code = (
        "import sys; from dateline.lake import Lake; found = Lake(sys.argv[1]).search('medicine').found;"
        "print(len(found), 'pandas' in sys.modules, 'spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(lake.folder)], capture_output=True, text=True, check=True)

    assert done.stdout == "1 False False\n"
