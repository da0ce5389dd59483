"""What no page should hold, and some will: whatever comes in, a valid reading or a DatelineError goes out."""

import gzip
import json
import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

import dateline
from dateline import language, quantities, times
from dateline.cli import main
from dateline.errors import DatelineError, PageTooLargeError, TableError
from dateline.jsonlines import to_json
from dateline.language import LONGEST_PARSED, MAX_STORY, parse
from dateline.quantities import find_quantities
from dateline.records import Reading, spans_of
from dateline.tables import rows
from dateline.times import find_times

ROOT = Path(__file__).parents[1]
HEAD = "Norway pledges trucks for Moldova, state media says\n\nOSLO, July 13 (Reuters) - "
STORY = (
    "Norwegian Foreign Minister Anna Berg told reporters on Monday that Norway would send 20 trucks to Moldova. "
    "“We will send them by October,” she said in Oslo.\n\n"
)
SIGNS = "\"'’“”«—([{)]:;.,!?/|•#@$©-\u0301\u200b\u202e\ud800\x00\x0b\x0c\x1b\x85\u2028\u3000٣²½👨\u200d👩"


def read_or_refused(page: bytes | str, **options: str) -> Reading | None:
    """The reading of a page, whole and printable; None where it is refused as a page may be."""
    try:
        reading = dateline.read(page, **options)
    except DatelineError:
        return None
    assert all(reading.article.words(span).strip() for span in spans_of(reading))
    line = to_json(reading)
    assert "\n" not in line
    assert json.loads(line)["article"]["text"] == reading.article.text
    return reading


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"<html><body><p>", b"\xef\xbb\xbf", b"\xff\xfe", STORY.encode()])
)
@example(b"\xe9" * 50, b"<meta charset=base64><h1>Talks</h1><p>")
@example(b"\xe9" * 50, b"<meta charset=idna><h1>Talks</h1><p>")
def test_any_bytes_are_read_or_refused(noise, lead):
    read_or_refused(lead + noise)
    read_or_refused(gzip.compress(lead + noise))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60), st.integers(0, len(STORY)))
def test_any_signs_in_the_midst_of_a_story_leave_it_readable(signs, at):
    assert read_or_refused(HEAD + STORY[:at] + signs + STORY[at:] + STORY)


@pytest.mark.parametrize("sign", [*SIGNS, "(“", "Kim said, ", "¶\n"])
def test_a_thousand_signs_in_a_row_are_read_or_refused(sign):
    read_or_refused(HEAD + STORY + sign * 1000 + "\n\n" + STORY)


@pytest.mark.parametrize("end", ["\r", "\r\n", "\f", "\v", "\u2028", "\x85", "\x1c"])
def test_any_line_end_parts_the_story(end):
    reading = read_or_refused((HEAD + STORY * 3).replace("\n", end))

    assert reading
    assert len(reading.statements) >= 3


@pytest.mark.parametrize(
    "lines", ["", " \n\t\r\n", "\ufeff", "\x00", "a", ".", '"', "<", ":", "OSLO, July 13 (Reuters) -", "1 2 3\n" * 300]
)
def test_pages_of_next_to_nothing_are_read_or_refused(lines):
    read_or_refused(lines)
    read_or_refused(lines.encode())


@pytest.mark.parametrize(
    "markup",
    [
        "<p>&#0;&#xD800;&#x110000;&#99999999999;",
        "<base href='http://[::1'><p><a href='http://[x'>talks</a>",
        "<meta name=date content='Mon, 99 Xxx 99999 99:99:99 +9999999'><time datetime='0000-00-00'>x</time>",
        "<script type='application/ld+json'>" + "[" * 100_000 + "]" * 100_000 + "</script>",
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "headline": ' + "9" * 9000 + "}</script>",
        '<script type=\'application/ld+json\'>{"@type": [1, null], "headline": [{}], "author": {"name": [7]}}</script>',
        '<script type=\'application/ld+json\'>{"@type": "NewsArticle", "author": "\\ud800\\u0000"}</script>',
        "<!DOCTYPE x [<!ENTITY a '&b;&b;'><!ENTITY b 'bbbb'>]><p>&a;",
        "<p " + " ".join(f"a{n}" for n in range(200_000)) + ">talks</p>",
        "<p " + " ".join(f"a{n}='>'" for n in range(20_000)) + ">talks</p>",
        "<p title='" + "talks on trucks " * 20_000 + "'>talks</p>",
        "<title>" + "Talks - " * 50_000 + "</title>",
        "<div>" * 3000,
        "<table><tr><td>" * 300,
        "<!-- " * 3000,
        "<script>" * 3000,
    ],
)
def test_markup_that_makes_no_sense_is_read_or_refused(markup):
    story = "".join(f"<p>{paragraph}</p>" for paragraph in (STORY * 4).split("\n\n"))
    read_or_refused(f"<html><head></head><body><h1>Norway pledges trucks</h1>{story}{markup}</body></html>")


@pytest.mark.parametrize("published_at", ["0001-01-01", "9999-12-31", "2024-02-29", "0000-00-00", "2025", "x"])
def test_days_at_the_ends_of_the_calendar_are_no_days_to_reckon_from(published_at):
    when = "tomorrow, last weekend, two years ago, in the past two weeks, on July 3 to July 5, by the end of the year"

    assert read_or_refused(f"{HEAD}{STORY}They met {when}.", published_at=published_at)


@pytest.mark.parametrize(
    "number", ["9" * 400, "$5 " + "trillion " * 50, "1" + ",000" * 200, "1²", "half of a dozen half"]
)
def test_numbers_beyond_all_measure_are_no_quantities(article_of, number):
    doc = parse(article_of(f"Norway sent {number} trucks to Moldova."))

    assert all(quantity.value <= quantities.MOST for quantity in find_quantities(doc))
    find_times(doc, "2025-07-13")


def test_a_lone_surrogate_is_read_as_a_sign_that_is_none(article_of):
    doc = parse(article_of("Anna \ud800 Berg said Norway agreed."))

    assert "\ufffd" in doc.text
    assert doc[-2].text == "agreed"


@pytest.mark.parametrize("words", ["Berg said Norway agreed. ", "Berg and Rusu and ", "(", "x", "a “b "])
def test_overlong_blocks_are_parsed_in_parts_at_their_places(article_of, words):
    text = (words * LONGEST_PARSED)[: 3 * LONGEST_PARSED].strip()
    doc = parse(article_of(text))

    assert len(doc.text) == len(text)
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc if token.text.isalpha())
    assert max(sent.end_char - sent.start_char for sent in doc.sents) <= LONGEST_PARSED


def test_overlong_blocks_are_cut_between_sentences(article_of):
    doc = parse(article_of("Anna Berg said Norway agreed. " * (LONGEST_PARSED // 10)))

    assert {sent.text.strip() for sent in doc.sents} == {"Anna Berg said Norway agreed."}


def test_a_story_as_long_as_a_book_is_refused_with_what_to_do(article_of):
    with pytest.raises(PageTooLargeError, match="give the page of one article"):
        parse(article_of("Berg agreed. " * (MAX_STORY // 10)))


def test_no_warning_is_raised_in_a_whole_reading():
    with warnings.catch_warnings(record=True) as raised:
        warnings.simplefilter("always")
        for page in sorted((ROOT / "examples").glob("*.[th]*")):
            dateline.read(page.read_bytes())

    assert raised == []


@pytest.mark.parametrize("loader", [times.words, quantities._words])
@pytest.mark.parametrize("row", ["zz,zz,1", ",number,1", "zz,number,many"])
def test_a_row_that_no_reading_could_use_is_named(own_tables, loader, row):
    name = "times" if loader is times.words else "quantities"
    own_tables(name, "form,kind,value,source", f"{row},mine")

    with pytest.raises(TableError, match=rf"{name}\.csv:2"):
        loader()
    assert list(rows(name))


def dateline_read(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline", "read", *arguments]
    return subprocess.run(command, text=True, check=False, stderr=subprocess.PIPE, **options)


@pytest.mark.parametrize(
    "name", ["", "a" * 5000, "self", "\udcff\udcfe.txt", "http://[", "file:///etc/passwd", "/dev/zero"]
)
def test_what_cannot_be_opened_is_a_line(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "self").symlink_to("self")
    (tmp_path / "page.txt").write_text(HEAD + STORY, encoding="utf-8")

    result = CliRunner().invoke(main, ["read", "--json", name, "page.txt"])

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == len(result.stdout.splitlines()) == 1
    assert "Dateline itself" not in result.stderr


def test_a_folder_that_holds_itself_is_read_once(tmp_path):
    (tmp_path / "page.txt").write_text(HEAD + STORY, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.txt")

    assert len(CliRunner().invoke(main, ["read", "--json", str(tmp_path)]).stdout.splitlines()) == 1


def test_a_link_out_of_a_folder_is_left_out_and_one_within_is_read(tmp_path):
    (tmp_path / "secret.txt").write_text(HEAD + STORY, encoding="utf-8")
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "page.txt").write_text(HEAD + STORY, encoding="utf-8")
    (pages / "again.txt").symlink_to("page.txt")
    (pages / "out.txt").symlink_to("../secret.txt")

    result = CliRunner().invoke(main, ["read", "--json", str(pages)])

    assert len(result.stdout.splitlines()) == 2
    assert "1 links out of the folder" in result.stderr


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://", "https://a b/", "https://a/\x1b[2J"])
def test_what_is_no_web_address_is_refused(url):
    assert CliRunner().invoke(main, ["read", "-", "--url", url], input=HEAD + STORY).exit_code == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_and_a_closed_input_are_one_line_each(tmp_path):
    (tmp_path / "page.txt").write_text(HEAD + STORY, encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        written = dateline_read("--json", str(tmp_path / "page.txt"), stdout=full)
    closed = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m dateline read - <&-"], capture_output=True, text=True, check=False
    )

    assert (written.returncode, closed.returncode) == (1, 1)
    assert len(written.stderr.splitlines()) == len(closed.stderr.splitlines()) == 1
    assert "make room" in written.stderr


def test_a_bare_environment_and_a_terminal_without_columns_are_enough(tmp_path):
    (tmp_path / "page.txt").write_text(HEAD + STORY, encoding="utf-8")
    bare = {"COLUMNS": "0", "LC_ALL": "C", "HOME": "/nowhere", "TMPDIR": "/nowhere", "PYTHONWARNINGS": "error"}

    done = dateline_read(str(tmp_path / "page.txt"), stdout=subprocess.PIPE, env=bare)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Anna Berg" in done.stdout


def test_readings_of_hard_pages_depend_on_nothing_read_before():
    page = HEAD + STORY * 3
    first = dateline.read(page)
    read_or_refused(HEAD + STORY + "(" * 2000 + SIGNS * 5)

    assert dateline.read(page) == first
    assert language.parser() is language.parser()
