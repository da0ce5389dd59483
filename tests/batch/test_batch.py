"""Archives into a lake by many processes: nothing lost, nothing doubled, whatever ends on the way."""

import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline import guarded
from dateline.batch import Processes, batch
from dateline.cli import main
from dateline.errors import ModelError
from dateline.guarded import Here
from dateline.inputs import Failure, Given, Page, Skipped
from dateline.lake import Lake, upkeep
from dateline.records import Reading

STORY = (
    "Norway pledges trucks for Moldova, minister says\n\n"
    "OSLO, July 14 (Reuters) - Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send "
    "20 trucks of medicine to Moldova by the end of September.\n"
)


class Unread(Here):
    """Articles stand for their readings; counts how many are asked for."""

    def __init__(self):
        self.n_read = 0

    def reading(self, name, article):
        self.n_read += 1
        return Reading(article, version="test")


@pytest.fixture
def lake(tmp_path):
    return Lake(tmp_path / "record")


@pytest.fixture
def steps():
    return Unread()


@pytest.fixture
def engine(steps):
    return Processes(2, lambda: nullcontext(steps))


def pages(n, text=STORY):
    return [Page(f"{i}.txt", f"Talks {i}\n\n{text}".encode(), f"https://outlet.example/{i}") for i in range(n)]


def rows(lake, sql):
    with lake.query(sql) as answer:
        return answer.fetchall()


def outcomes(found):
    told = [recorded.outcome for recorded in found]
    return {outcome: told.count(outcome) for outcome in set(told)}


def test_every_page_is_recorded_or_refused_with_its_reason(lake, engine):
    given = [
        *pages(25),
        Page("a.png", b"\x89PNG\r\n"),
        Failure("torn.gz", "the file ends too early"),
        Skipped("b.jpg", "a picture"),
    ]

    found = list(batch(lake, given, engine=engine))

    assert outcomes(found) == {"new": 25, "refused": 2}
    assert rows(lake, "SELECT count(*) FROM articles") == [(25,)]
    assert {recorded.name: bool(recorded.reason) for recorded in found if recorded.outcome == "refused"} == {
        "a.png": True,
        "torn.gz": True,
    }


def test_what_is_recorded_is_not_read_again(lake, engine, steps):
    list(batch(lake, pages(10), engine=engine))
    again = list(batch(lake, [*pages(12), Page("a.png", b"\x89PNG\r\n")], engine=engine))

    assert outcomes(again) == {"known": 10, "new": 2, "refused": 1}
    assert steps.n_read == 12
    assert outcomes(batch(lake, pages(12), engine=engine)) == {"known": 12}


def test_what_was_told_of_a_page_counts_when_it_is_looked_for(lake, engine):
    bare = [Page("talks.txt", STORY.encode())]
    list(batch(lake, bare, Given(url="https://fjord.example/talks"), engine))

    assert outcomes(batch(lake, bare, Given(url="https://fjord.example/talks"), engine)) == {"known": 1}
    assert outcomes(batch(lake, bare, Given(url="https://nord.example/talks"), engine)) == {"new": 1}


def test_what_was_refused_is_passed_over_unless_it_is_to_be_read_again(lake, engine, monkeypatch):
    monkeypatch.setattr(Unread, "article", lambda *_: Failure("0.txt", "of a former version"))
    assert outcomes(batch(lake, pages(1), engine=engine)) == {"refused": 1}
    monkeypatch.undo()

    (still,) = batch(lake, pages(1), engine=engine)
    assert (still.outcome, still.reason) == ("refused", "of a former version")
    assert outcomes(batch(lake, pages(1), engine=engine, again=True)) == {"new": 1}


def test_a_page_twice_in_one_archive_is_recorded_once_and_a_changed_one_is_a_revision(lake, engine):
    (page,) = pages(1)
    (changed,) = pages(1, STORY.replace("20 trucks", "30 trucks"))

    assert outcomes(batch(lake, [page, page], engine=engine)) == {"new": 1, "known": 1}
    assert outcomes(batch(lake, [changed], engine=engine)) == {"revised": 1}


def test_the_lake_is_compacted_on_the_way(lake, engine, monkeypatch):
    compactions = []
    monkeypatch.setattr(upkeep, "EVERY", 2)
    monkeypatch.setattr(Lake, "compact", lambda _: compactions.append(1))

    list(batch(lake, pages(45), engine=engine))

    assert compactions


def test_an_error_of_a_reader_ends_the_batch_and_what_was_told_of_is_recorded(lake):
    class Broken(Unread):
        def reading(self, name, article):
            if self.n_read >= 20:
                raise ModelError("the model's file is torn")
            return super().reading(name, article)

    told = []
    with pytest.raises(ModelError, match="torn"):
        told.extend(batch(lake, pages(60), engine=Processes(1, lambda: nullcontext(Broken()))))

    assert rows(lake, "SELECT count(*) FROM articles") == [(len(told),)]


@pytest.mark.skipif(os.name == "nt", reason="what is tested is a signal of Unix")
def test_a_page_that_ends_what_reads_it_is_refused_and_its_neighbours_are_read(lake, monkeypatch):
    def exchange(process, request, seconds):
        if getattr(request[1], "name", "") == "1.txt":
            process.send_signal(signal.SIGSEGV)
        return whole(process, request, seconds)

    whole = guarded._exchange
    monkeypatch.setattr(guarded, "_exchange", exchange)

    found = {recorded.name: recorded for recorded in batch(lake, pages(3), engine=Processes(1))}

    assert "signal 11" in found["1.txt"].reason
    assert [found[name].outcome for name in ("0.txt", "2.txt")] == ["new", "new"]


def test_a_batch_that_is_killed_and_begun_again_ends_with_the_same_record(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(40):
        (folder / f"{i}.txt").write_text(f"Talks {i}\n\n{STORY}" if i % 9 else "", encoding="utf-8")
    lake = tmp_path / "record"
    command = [sys.executable, str(Path(__file__).parent / "writer.py"), str(lake), str(folder)]
    for n in (1, 12, 25):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            for _ in range(n):
                writer.stdout.readline()
            writer.kill()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    undisturbed = tmp_path / "undisturbed"
    subprocess.run([*command[:2], str(undisturbed), str(folder)], check=True, stdout=subprocess.DEVNULL)

    killed, whole = (sorted(rows(Lake(place), "SELECT id, title, text FROM articles")) for place in (lake, undisturbed))
    assert len(killed) == 35
    assert killed == whole
    assert rows(Lake(lake), "SELECT count(*) FROM refusals") == [(5,)]


def run(*arguments):
    return CliRunner().invoke(main, ["batch", *map(str, arguments)])


def test_the_command_reads_a_folder_and_tells_what_became_of_it(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "talks.txt").write_text(STORY, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")

    first = run(tmp_path / "record", folder, "--processes", "1")
    second = run(tmp_path / "record", folder, "--json", "--no-group")

    assert first.exit_code == 1
    assert "1 new, 0 revised, 0 known, 1 refused" in first.stderr
    assert "empty.txt" in first.stderr
    assert '"outcome": "known"' in second.stdout
    assert "0 new, 0 revised, 1 known, 1 refused" in second.stderr


def test_an_address_without_a_cluster_is_wrong_usage(tmp_path):
    assert run(tmp_path / "record", tmp_path, "--address", "auto").exit_code == 2


@pytest.mark.skipif(os.name == "nt", reason="what is tested is a signal of Unix")
def test_a_command_that_is_asked_to_end_says_that_the_next_goes_on(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for i in range(2_000):
        (folder / f"{i}.txt").write_text(f"Talks {i}\n\n{STORY}", encoding="utf-8")
    command = [sys.executable, "-m", "dateline", "batch", str(tmp_path / "record"), str(folder), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        process.terminate()
        _, told = process.communicate(timeout=60)

    assert process.returncode == 0
    assert "the next run goes on" in told
    assert "Traceback" not in told
    assert rows(Lake(tmp_path / "record"), "SELECT count(*) FROM articles") != [(0,)]


def test_ray_reads_the_same(lake, tmp_path, engine):
    pytest.importorskip("ray", reason="the cluster's engine is tested where dateline[ray] is installed")
    from dateline.batch.cluster import Cluster

    assert outcomes(batch(lake, [*pages(3), Page("a.png", b"\x89PNG")], engine=Cluster(1))) == {"new": 3, "refused": 1}
    assert outcomes(batch(lake, pages(4), engine=Cluster(1))) == {"known": 3, "new": 1}


def test_without_ray_the_message_says_how_to_install_it(lake, monkeypatch):
    from dateline.batch.cluster import Cluster

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ModelError, match=r"dateline\[ray\]"):
        list(batch(lake, pages(1), engine=Cluster(1)))
