"""The command: what it prints, what it takes, how it ends."""

import csv
import io
import json
import signal
import subprocess
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.errors import FeedError
from dateline.guarded import Here
from dateline.watch.lists import feeds_in
from dateline.watch.settings import Settings
from tests.watch.conftest import Say

QUICK = ["--allow-private", "--delay", "0s"]


def dateline(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def once(tmp_path, site, cheap_reader, monkeypatch):
    """One round of the command over a feed that has something of everything."""
    monkeypatch.setattr("dateline.guarded.Guard", lambda: nullcontext(Here()))
    site.page("/a")
    feed = site.feed("/a", "/missing")
    site["/html"] = Say(200, "<html><body>Back soon")
    lake = tmp_path / "record"
    return lake, dateline("watch", lake, feed, f"{site.url}/html", "--once", *QUICK)


def test_the_command_has_the_defaults_of_the_settings():
    given = main.commands["watch"].make_context("watch", ["record"]).params
    settings = asdict(Settings())

    assert {name: given[name] for name in settings} == settings


def test_one_round_says_what_became_of_feeds_and_pages(once, site):
    _, result = once

    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"feed failed: {site.url}/html: is an HTML page and no feed" in result.stderr
    assert f"page refused: {site.url}/missing: answered 404" in result.stderr
    assert "1 feeds answered, 1 failed; 2 pages found: 1 new, 0 revised, 0 known, 1 refused" in result.stderr


def test_the_status_is_shown_as_a_table_csv_and_json(once, site):
    lake, _ = once
    rows = list(csv.DictReader(io.StringIO(dateline("watch", lake, "--status", "--format", "csv").stdout)))

    assert [(row["url"], row["state"], row["n_kept"], row["n_refused"]) for row in rows] == [
        (f"{site.url}/html", "failing", "0", "0"),
        (f"{site.url}/rss", "fine", "1", "1"),
    ]
    assert "is an HTML page" in rows[0]["reason"]
    failures = dateline("watch", lake, "--status", "--of", "failures", "--format", "json").stdout.splitlines()
    assert {json.loads(line)["kind"] for line in failures} == {"feed failed", "page refused"}
    for what in ("feeds", "items", "failures", "deletions", "edits", "log"):
        shown = dateline("watch", lake, "--status", "--of", what)
        assert shown.exit_code == 0, shown.output
        assert "┃" in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["news.example/rss"], "no web address; write https://host/path"),
        (["https://jo:word@news.example/rss"], "carries a name or password"),
        (["https://news.example/rss", "--every", "often"], "no span of time; write 90s, 15m"),
        (["https://news.example/rss", "--again", "1h,x"], "no span of time"),
        (["https://news.example/rss", "--contact", "a\nb"], "printable ASCII"),
        (["https://news.example/rss", "--status"], "--status only shows"),
        (["--feeds", "missing.txt"], "does not exist"),
    ],
)
def test_wrong_usage_says_what_is_right(tmp_path, arguments, message):
    result = dateline("watch", tmp_path / "record", *arguments)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
    assert not (tmp_path / "record").exists()


def test_nothing_to_watch_and_nothing_to_show_are_errors(tmp_path):
    assert "was never watched" in dateline("watch", tmp_path / "record", "--status").stderr
    result = dateline("watch", tmp_path / "record", "--once")
    assert (result.exit_code, "give a FEED" in result.stderr) == (1, True)


def test_it_ends_when_it_is_told_to(tmp_path, site):
    feed = site.feed()
    command = [sys.executable, "-m", "dateline", "watch", str(tmp_path / "record"), feed, *QUICK]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        deadline = time.monotonic() + 30
        while "/rss" not in site.paths() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)

    assert process.returncode == 0
    assert told == "ended; what was fetched is kept, and the next start goes on\n"


def test_feeds_come_from_files_of_addresses_and_opml(tmp_path):
    lines = tmp_path / "feeds.txt"
    lines.write_text("# agencies\n\nhttps://a.example/rss\nhttps://b.example/#news\nhttps://a.example/rss\n")
    opml = tmp_path / "feeds.opml"
    opml.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline text="News">'
        '<outline type="rss" xmlUrl="https://c.example/rss?a=1&amp;b=2"/></outline><outline text="none"/></body></opml>'
    )

    assert feeds_in(lines) == ["https://a.example/rss", "https://b.example/#news"]
    assert feeds_in(opml) == ["https://c.example/rss?a=1&b=2"]


LOGIN = "https://a.example/rss\nhttps://jo:word@b.example/rss\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "lists no feed"),
        ("a feed\n", "line 1: 'a feed' is no web address"),
        ("<opml/>", "no feed"),
        (LOGIN, "with a name or password"),
    ],
)
def test_a_file_without_feeds_is_refused(tmp_path, words, message):
    path = tmp_path / "feeds"
    path.write_text(words)

    with pytest.raises(FeedError, match=message):
        feeds_in(path)
