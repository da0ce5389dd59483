"""The index on disk: what is saved is there again, what is not saved is not, and what was removed has left no trace."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from dateline.errors import LakeError
from dateline.syndication import SyndicationIndex, catalogue
from dateline.syndication.wording import Wording
from dateline.syndication.words import words_of
from tests.syndication.conftest import page, paragraphs

WIRE, OTHER = paragraphs(1), paragraphs(2)
PAGES = [page("wire", *WIRE), page("trim", *WIRE[:4]), page("other", *OTHER), page("other trim", *OTHER[:5])]


def grouped(index):
    return [index.members(group) for group in index.groups()]


def saved(folder, pages=PAGES):
    """A folder with an index of these pages."""
    with SyndicationIndex(folder) as index:
        for _ in index.add_all(pages):
            pass
        index.save()


def test_an_index_that_is_opened_again_gives_the_same(tmp_path):
    saved(tmp_path)
    with SyndicationIndex(tmp_path) as index:
        assert grouped(index) == [["wire", "trim"], ["other", "other trim"]]
        assert index.find(page("new", *OTHER[:3])).group == "other"
        assert index.add(page("new", *WIRE[:5])).group == "wire"
        assert index.group_of("new") == "wire"


def test_a_page_at_a_time_over_many_openings_gives_the_same_as_one_go(tmp_path):
    pages = [page(str(n), *paragraphs(n % 7)[: 2 + n % 5]) for n in range(21)]
    for each in pages:
        saved(tmp_path, [each])
    with SyndicationIndex(tmp_path) as index, SyndicationIndex() as at_once:
        for _ in at_once.add_all(pages):
            pass
        assert grouped(index) == grouped(at_once)


def test_files_do_not_grow_in_number_with_the_pages(tmp_path):
    for n in range(40):
        saved(tmp_path, [page(str(n), *paragraphs(n, 4))])
    assert len(list(tmp_path.glob("*.npy"))) <= 2 * 7


def test_what_is_not_saved_is_not_there(tmp_path):
    saved(tmp_path, PAGES[:2])
    with SyndicationIndex(tmp_path) as index:
        index.add(PAGES[2])
        index.remove("wire")
    with SyndicationIndex(tmp_path) as index:
        assert grouped(index) == [["wire", "trim"]]


KILLED = {
    "while adding": "index._postings.write()",
    "when the files are written": "index._postings.write(); list(Path(sys.argv[1]).iterdir())",
    "before old files are deleted": "index._postings.write(); index._catalogue._db.execute('DELETE FROM segment')",
}


@pytest.mark.parametrize("moment", KILLED)
def test_a_process_that_is_killed_leaves_what_was_saved_before(tmp_path, moment):
    saved(tmp_path, PAGES[:2])
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from dateline.syndication import SyndicationIndex\n"
        "from tests.syndication.test_index import PAGES\n"
        "index = SyndicationIndex(Path(sys.argv[1]))\n"
        "index.add(PAGES[2])\n"
        f"{KILLED[moment]}\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run([sys.executable, "-c", program, str(tmp_path)], env={**os.environ, "PYTHONPATH": "."})
    assert killed.returncode == -signal.SIGKILL
    with SyndicationIndex(tmp_path) as index:
        assert grouped(index) == [["wire", "trim"]]
        index.add(PAGES[2])
        index.save()
        assert grouped(index) == [["wire", "trim"], ["other"]]
    with SyndicationIndex(tmp_path) as index:
        assert index.find(page("new", *OTHER)).group == "other"


def test_a_page_that_was_removed_has_left_no_trace_on_disk(tmp_path):
    secret = page("https://outlet.example/secret", *paragraphs(9), outlet="A Secret Outlet")
    saved(tmp_path, [*PAGES, secret])
    with SyndicationIndex(tmp_path) as index:
        assert index.remove(secret.id)
        index.save()
        assert not index.remove(secret.id)
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    wording = Wording(words_of(secret.text))
    traces = [secret.id.encode(), secret.outlet.encode(), wording.words[:4].tobytes()]
    traces += [gram.tobytes() for gram in wording.sample.grams]
    assert [trace for trace in traces if trace in kept] == []
    assert wording.sample.grams.size > 10


def test_a_group_outlives_the_removal_of_its_first_page(tmp_path):
    saved(tmp_path)
    with SyndicationIndex(tmp_path) as index:
        index.remove("wire")
        index.save()
        assert grouped(index) == [["trim"], ["other", "other trim"]]
        assert index.find(page("new", *WIRE[:4])).matched == ("trim",)
        assert index.group_of("wire") is None


def test_a_number_is_not_given_again_before_what_bore_it_is_gone(tmp_path):
    with SyndicationIndex(tmp_path) as index:
        index.add(page("first", *WIRE))
        index.remove("first")
        index.add(page("second", *OTHER))
        index.save()
        assert index.find(page("new", *OTHER[:4])).group == "second"


def test_a_revision_takes_the_place_of_the_page_and_the_group_keeps_its_name(tmp_path):
    saved(tmp_path)
    with SyndicationIndex(tmp_path) as index:
        assert index.add(page("wire", *paragraphs(3, 1), *WIRE)).group == "wire"
        assert grouped(index) == [["wire", "trim"], ["other", "other trim"]]


def test_a_revision_with_another_text_leaves_the_group():
    with SyndicationIndex() as index:
        for _ in index.add_all(PAGES):
            pass
        assert index.add(page("wire", *paragraphs(3))).group == "wire"
        assert sorted(grouped(index)) == [["other", "other trim"], ["trim"], ["wire"]]
        assert index.add(page("new", *WIRE[:3])).group == "trim"


def test_finding_keeps_nothing_and_a_page_does_not_find_itself():
    with SyndicationIndex() as index:
        index.add(PAGES[0])
        assert index.find(PAGES[0]).matched == ()
        found = index.find(PAGES[1])
        assert (found.group, found.matched, found.share) == ("wire", ("wire",), 1.0)
        assert "100% of it stands in wire" in found.why[0]
        assert index.group_of("trim") is None


def test_what_another_process_saves_is_seen(tmp_path):
    saved(tmp_path, PAGES[:1])
    with SyndicationIndex(tmp_path) as reading:
        assert reading.find(PAGES[3]).matched == ()
        saved(tmp_path, PAGES[1:3])
        assert reading.find(PAGES[3]).matched == ("other",)
        assert reading.members("wire") == ["wire", "trim"]


def test_two_processes_cannot_write_at_once_and_the_second_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(catalogue, "PATIENCE", 0.0)
    with SyndicationIndex(tmp_path) as first, SyndicationIndex(tmp_path) as second:
        first.add(PAGES[0])
        with pytest.raises(LakeError, match="being written by another process"):
            second.add(PAGES[1])
        assert second.find(PAGES[1]).matched == ()
        first.save()
        assert second.add(PAGES[1]).group == "wire"


def test_an_index_of_another_form_is_refused(tmp_path):
    saved(tmp_path)
    with closing(sqlite3.connect(tmp_path / "articles.sqlite")) as kept, kept:
        kept.execute("UPDATE form SET name = 'older'")
    with pytest.raises(LakeError, match="found older; delete the folder"):
        SyndicationIndex(tmp_path)


def test_a_group_that_there_is_not_has_no_members_and_no_origin():
    with SyndicationIndex() as index:
        assert index.members("nothing") == []
        with pytest.raises(KeyError, match="nothing"):
            index.origin("nothing")
