"""The web archive, read by warcio and by Dateline itself; the feed, read by feedparser."""

import io

import feedparser
import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from dateline.lake import Lake
from dateline.sources import pages_at


def test_every_page_is_in_the_archive_as_it_was_fetched(exported, folder, asked):
    data, written = exported("warc")
    found = {}
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        body = record.content_stream().read()
        if record.rec_type != "warcinfo":
            found[record.rec_headers["WARC-Target-URI"]] = (record, body)

    assert len(found) == written.n == 3
    for address, text in asked("SELECT url, text FROM articles"):
        record, body = found[address.replace("<", "%3C").replace(">", "%3E")]
        assert record.rec_type == ("resource" if "copy" in address else "response")
        assert record.rec_type == "resource" or record.http_headers.get_statuscode() == "200"
        assert text in body.decode()
    talks, _ = found["https://one.example/talks"]
    assert talks.rec_headers["WARC-Date"] == "2025-03-06T10:00:00Z"
    assert talks.rec_headers["WARC-Record-ID"].startswith("<urn:uuid:")


def test_warcios_checker_finds_no_fault(exported, tmp_path, capsys):
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(exported("warc")[0])
    checker = Checker(type("Command", (), {"inputs": [str(file)], "verbose": True}))
    checker.process_all()

    assert checker.exit_value == 0, capsys.readouterr().out


def test_the_archive_makes_the_same_record_again(exported, tmp_path, asked):
    file = tmp_path / "pages.warc.gz"
    file.write_bytes(exported("warc")[0])
    again = Lake(tmp_path / "again")
    assert {outcome.outcome for outcome in again.add(pages_at(str(file)))} == {"new"}
    with again.query("SELECT revision FROM articles ORDER BY 1") as answer:
        assert answer.fetchall() == asked("SELECT revision FROM articles ORDER BY 1")


@pytest.fixture
def feed(exported):
    data, written = exported("atom")
    found = feedparser.parse(data)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    assert len(found.entries) == written.n
    return found


def test_each_article_is_an_entry_newest_first(feed, asked):
    assert [entry.title for entry in feed.entries] == [
        title for (title,) in asked("SELECT title FROM articles ORDER BY published_on DESC, id")
    ]
    for entry in feed.entries:
        assert entry.id.startswith("https://")
        assert entry.link == entry.id
        assert entry.updated_parsed
    assert feed.feed.id
    assert feed.feed.updated_parsed
    assert feed.feed.author == "Dateline"


def test_what_is_told_begins_with_its_status(feed):
    talks = next(entry for entry in feed.entries if "Tallinn" in entry.title)

    assert talks.author == "Anna Berg"
    assert "SUPPORT" in {tag.term for tag in talks.tags}
    assert "<li>denied, according to Latvia: its soldiers had attacked a Russian convoy</li>" in talks.content[0].value
    assert "<li>pledged" in talks.content[0].value
