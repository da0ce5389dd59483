"""Whatever happens to a writer or to the folder: what was confirmed is there, whole, and errors say what to do."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from dateline.errors import LakeError
from dateline.lake import Lake, store
from tests.lake.conftest import as_another_user, page
from tests.lake.test_adding import asked

URL = "https://outlet.example/talks"
WRITER = Path(__file__).with_name("writer.py")
N_KILLS = 20


def writer(*arguments: object) -> "subprocess.Popen[str]":
    command = [sys.executable, str(WRITER), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(process: "subprocess.Popen[str]") -> tuple[int, str]:
    """A writer's exit status and what it said on standard error."""
    _, said = process.communicate()
    return process.returncode, said


def test_a_killed_writer_loses_nothing_that_was_confirmed(lake):
    """SIGKILL at twenty random moments of writers that commit three pages at a time."""
    chance = random.Random(7)
    confirmed: set[str] = set()
    waiting = writer(lake.folder, "w0", 10_000)
    for n in range(N_KILLS):
        process, waiting = waiting, writer(lake.folder, f"w{n + 1}", 10_000 if n + 1 < N_KILLS else 3)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.25)
        process.send_signal(signal.SIGKILL)
        confirmed.update(line for line in [first, *process.stdout] if line.endswith("\n"))
        process.communicate()
        whole = {f"{article}\n" for (article,) in asked(lake, "SELECT id FROM articles")}
        assert confirmed <= whole
    assert finished(waiting) == (0, "")
    assert len(confirmed) > N_KILLS
    assert asked(lake, "SELECT id FROM revisions GROUP BY id HAVING count(*) > 1") == []
    pages = {key for (key,) in store_rows(lake, "pages", "page")}
    assert {key for (key,) in asked(lake, "SELECT page FROM revisions")} <= pages


def store_rows(lake: Lake, table: str, columns: str) -> list[tuple[object, ...]]:
    with store.connection() as con:
        return con.sql(f"SELECT {columns} FROM read_parquet({store.files(lake.folder, table)})").fetchall()


def test_two_writers_and_a_reader_at_once(lake):
    writers = [writer(lake.folder, name, 30) for name in ("a", "b")]
    counts = [0]
    while any(process.poll() is None for process in writers):
        if (lake.folder / "dateline.json").exists():
            counts += [n for (n,) in asked(lake, "SELECT count(*) FROM articles")]

    assert [finished(process) for process in writers] == [(0, ""), (0, "")]
    assert counts == sorted(counts)
    assert asked(lake, "SELECT count(*), count(DISTINCT id) FROM revisions") == [(60, 60)]


def test_the_same_pages_from_two_writers_are_recorded_once(lake):
    writers = [writer(lake.folder, "same", 30) for _ in range(2)]

    assert [finished(process) for process in writers] == [(0, ""), (0, "")]
    assert asked(lake, "SELECT count(*), count(DISTINCT id) FROM revisions") == [(30, 30)]


def test_a_full_disk_is_said_and_loses_nothing(lake):
    """A limit on the size of files stands for the disk: a commit fails in the midst of its write."""
    assert finished(writer(lake.folder, "before", 3)) == (0, "")

    status, said = finished(writer(lake.folder, "full", 9, 2000))

    assert status == 1
    assert said.splitlines()[-1].startswith("cannot write to")
    assert asked(lake, "SELECT count(*) FROM articles") == [(3,)]
    assert finished(writer(lake.folder, "after", 3)) == (0, "")
    assert asked(lake, "SELECT count(*) FROM articles") == [(6,)]


def test_the_message_for_a_full_disk_says_so(tmp_path):
    with pytest.raises(LakeError, match="the disk is full; make room"), store.writing(tmp_path):
        raise OSError(28, "No space left on device")


@as_another_user
def test_a_lake_that_may_not_be_written_can_be_read_and_says_why_not_more():
    folder = Path(tempfile.mkdtemp())
    try:
        assert finished(writer(folder / "record", "before", 3)) == (0, "")
        folder.chmod(0o755)
        for path in [folder / "record", *(folder / "record").rglob("*")]:
            path.chmod(0o555 if path.is_dir() else 0o444)
        as_nobody = (
            "import os, sys; import dateline.reader, dateline.lake.adding, dateline.lake.asking;"
            "from dateline.lake import Lake;"
            "from dateline.errors import LakeError; from dateline.inputs import Page;"
            "os.geteuid() == 0 and os.setuid(65534); lake = Lake(sys.argv[1])\n"
            "with lake.query('SELECT count(*) FROM events') as answer: print(answer.fetchall())\n"
            "try: list(lake.add([Page('x.txt', b'Talks\\n\\nNorway and Moldova met on Monday.')]))\n"
            "except LakeError as error: print(error)"
        )
        done = subprocess.run(
            [sys.executable, "-c", as_nobody, str(folder / "record")],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "TMPDIR": "/tmp"},
        )
        assert "may not be written; check its permissions" in done.stdout, done.stderr
        assert done.stdout.startswith("[(")
    finally:
        for path in [folder / "record", *(folder / "record").rglob("*")]:
            path.chmod(0o755)
        shutil.rmtree(folder)


def test_a_file_cut_short_is_named(lake, recorded):
    recorded(page(url=URL))
    (data_file,) = store.files(lake.folder, "readings")
    whole = Path(data_file).read_bytes()
    Path(data_file).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(LakeError, match="restore the file from a copy"):
        asked(lake, "SELECT * FROM events")
    Path(data_file).write_bytes(whole)
    assert asked(lake, "SELECT * FROM events")


@pytest.mark.parametrize("name", ["told/*.parquet", "parts/*/events.parquet", "company.sqlite"])
def test_what_is_derived_and_broken_is_made_again_when_it_is_deleted(lake, recorded, name):
    recorded(page(url=URL))
    before = asked(lake, "SELECT event, happening FROM events ORDER BY event")
    (broken,) = (lake.folder / "derived").glob(name)
    broken.write_bytes(b"of another world" * 1000)

    with pytest.raises(LakeError, match=r"derived.*, and it is made again"):
        asked(lake, "SELECT event, happening FROM events")
    shutil.rmtree(lake.folder / "derived")
    assert asked(lake, "SELECT event, happening FROM events ORDER BY event") == before


def test_a_part_that_is_gone_is_made_again(lake, recorded):
    recorded(page(url=URL))
    before = asked(lake, "SELECT event FROM events ORDER BY event")
    (part,) = (lake.folder / "derived" / "parts").glob("*/events.parquet")
    part.unlink()

    assert asked(lake, "SELECT event FROM events ORDER BY event") == before
    assert part.is_file()


def test_a_log_that_is_gone_is_no_empty_record(lake, recorded):
    recorded(page(url=URL))
    asked(lake, "FROM events")
    for name, use in (("readings", lambda: asked(lake, "FROM events")), ("pages", lambda: lake.forget([URL]))):
        log = lake.folder / name / "_delta_log"
        log.rename(lake.folder / name / "_away")
        with pytest.raises(LakeError, match=f"{name} has .*no log.*restore its _delta_log"):
            use()
        (lake.folder / name / "_away").rename(log)
    assert lake.forget([URL]) == 1


def test_a_file_that_is_gone_is_named(lake, recorded):
    recorded(page(url=URL))
    (data_file,) = store.files(lake.folder, "readings")
    Path(data_file).unlink()

    with pytest.raises(LakeError, match="is missing, though the lake names it"):
        asked(lake, "SELECT * FROM events")


def test_a_lake_of_a_newer_form_is_left_alone(lake, recorded):
    recorded(page(url=URL))
    (lake.folder / "dateline.json").write_text(json.dumps({"format": 99}))

    for use in (lambda: asked(lake, "FROM events"), lambda: recorded(page(url=URL)), lake.compact, lake.migrate):
        with pytest.raises(LakeError, match="upgrade Dateline"):
            use()


@pytest.mark.parametrize("mark", ["", "{}", "[]", '{"format": "one"}', "\x00"])
def test_a_broken_mark_says_what_was_expected(lake, recorded, mark):
    recorded(page(url=URL))
    (lake.folder / "dateline.json").write_text(mark)

    with pytest.raises(LakeError, match="expected"):
        asked(lake, "FROM events")


def test_a_folder_with_other_things_is_not_made_a_lake(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Anna")

    with pytest.raises(LakeError, match="other things in it"):
        list(Lake(tmp_path).add([page()]))
    with pytest.raises(LakeError, match="no lake at"):
        asked(Lake(tmp_path), "FROM events")
    with pytest.raises(LakeError, match="no lake at"):
        asked(Lake(tmp_path / "nowhere"), "FROM events")


@pytest.mark.parametrize("folder", ["id=5/page=1", "it's 100% of # é漢 ?*{a,b}"])
def test_a_lake_says_the_same_wherever_it_stands(tmp_path, folder):
    """Folders named as Hive names partitions are no columns."""
    lake = Lake(tmp_path / folder)
    assert [outcome.outcome for outcome in lake.add([page(url=URL)])] == ["new"]

    assert asked(lake, "SELECT id FROM articles") == [(URL,)]
    assert asked(lake, "SELECT count(*) FROM events JOIN actors USING (article)") != [(0,)]
    assert [outcome.outcome for outcome in lake.add([page(url=URL)])] == ["known"]
    assert lake.compact().n_after == 2
    assert lake.forget([URL]) == 1


@pytest.mark.parametrize("name", ["a%20b", "a[1]", "a\\b", "a\nb", "a|b", "a\udcffb"])
def test_a_path_that_delta_lake_takes_for_another_is_refused(tmp_path, name):
    for use in (lambda lake: list(lake.add([page(url=URL)])), lambda lake: asked(lake, "FROM events"), Lake.migrate):
        with pytest.raises(LakeError, match="give a path without it"):
            use(Lake(tmp_path / name))
    assert list(tmp_path.iterdir()) == []


def test_a_commit_that_another_writer_forestalled_is_tried_again():
    from deltalake.exceptions import CommitFailedError

    tries: list[int] = []

    def commit() -> None:
        tries.append(1)
        if len(tries) < 3:
            raise CommitFailedError("another was first")

    store.again(commit)
    assert len(tries) == 3


def test_half_a_surrogate_pair_is_stored_as_one_replacement(lake):
    store.create(lake.folder)
    row = {"name": "a\ud83d b", "page": None, "reason": "\x00", "recorded_at": store.now()}
    store.append(lake.folder, "refusals", [row])

    assert asked(lake, "SELECT name, reason FROM refusals") == [("a\ufffd b", "\x00")]
