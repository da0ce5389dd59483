import gzip
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from dateline import cli, tables
from dateline.cli import main
from dateline.errors import ModelError

PAGE = """Norway to send 20 trucks to Moldova, minister says

OSLO: Norwegian Foreign Minister Anna Berg told reporters on Sunday that her country would send 20 trucks to Moldova.

Berg met the Moldovan president, Maia Rusu, in Bergen, the news agency NTB reported.
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return str(path)


def run(*arguments, **options):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], **options)


def test_json_is_one_reading_a_line_and_nothing_else(page, tmp_path):
    (tmp_path / "packed.txt.gz").write_bytes(gzip.compress(PAGE.encode()))

    result = run("read", "--json", page, tmp_path / "packed.txt.gz")

    first, second = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 0
    assert result.stderr == ""
    assert first["article"]["text"] == second["article"]["text"] == PAGE
    assert set(first) == {"article", "actors", "statements", "events", "version"}


def test_a_page_is_shown_to_a_person_without_colour_when_piped(page):
    result = run("read", page)

    assert result.exit_code == 0
    assert "Who says what ─" in result.stdout
    assert "\x1b" not in result.stdout


def test_one_broken_page_of_three_is_one_line_and_the_others_are_read(page, tmp_path):
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    cut = tmp_path / "cut.html.gz"
    cut.write_bytes(gzip.compress(PAGE.encode())[:-30])

    result = run("read", "--json", empty, page, cut)

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    lines = result.stderr.splitlines()
    assert [line.partition(": ")[0] for line in lines] == [str(empty), str(cut)]


def test_a_folder_is_read_page_by_page_under_each_ones_name(page, tmp_path):
    (tmp_path / "z.txt").write_text(PAGE)

    result = run("read", tmp_path, env={"COLUMNS": "200"})

    assert result.exit_code == 0
    assert result.stdout.index("page.txt ═") < result.stdout.index("z.txt ═")


def test_standard_input_is_read_with_what_is_told_of_it():
    given = ["--publisher", "The Daily", "--published-at", "2025-07-14", "--url", "https://example.org/page"]

    result = run("read", "--json", "-", *given, input=PAGE)

    article = json.loads(result.stdout)["article"]
    assert (article["publisher"], article["url"]) == ("The Daily", "https://example.org/page")
    assert article["published_at"].startswith("2025-07-14")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["read"], "Missing argument"),
        (["read", "a.txt", "b.txt", "--url", "https://example.org/"], "tell of one page"),
        (["read", ".", "--publisher", "The Daily"], "tell of one page"),
        (["read", "a.txt", "--published-at", "last Sunday"], "no ISO 8601 time"),
        (["read", "a.txt", "--url", "example.org"], "no web address"),
        (["read", "a.txt", "--tables", "no-such-folder"], "does not exist"),
        (["reed", "a.txt"], "No such command"),
    ],
)
def test_wrong_usage_is_said_and_has_status_2(arguments, message):
    result = run(*arguments)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_name_with_controls_in_it_commands_nothing(tmp_path):
    result = run("read", f"{tmp_path}/no\x1b[2Jne\n.html")

    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_fault_of_ours_in_one_page_is_a_line_too(page, monkeypatch):
    def broken(*_):
        raise KeyError("oh")

    monkeypatch.setattr(cli, "_rendered", broken)

    result = run("read", page, page)

    assert result.exit_code == 1
    assert [line.partition(": ")[2] for line in result.stderr.splitlines()] == [
        "KeyError in Dateline itself ('oh'); please report it with the page"
    ] * 2


def test_a_package_that_does_not_load_is_told_with_what_to_do(page, monkeypatch):
    def broken(*_):
        raise ImportError("No module named 'lxml_html_clean'")

    monkeypatch.setattr(cli, "_rendered", broken)

    assert run("read", page).stderr.endswith("(No module named 'lxml_html_clean'); run: dateline doctor\n")


def test_a_missing_model_is_said_once_and_not_for_every_page(page, monkeypatch):
    def missing(*_):
        raise ModelError("the English model is missing; install it")

    monkeypatch.setattr(cli, "_rendered", missing)

    result = run("read", page, page, page)

    assert result.exit_code == 1
    assert result.stderr == "Error: the English model is missing; install it\n"


def test_a_table_of_ones_own_that_is_none_of_ours_is_refused(page, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "agencys.csv").write_text("a,b\n")

    result = run("read", page, "--tables", tmp_path / "tables")

    assert result.exit_code == 1
    assert "no such table" in result.stderr


def test_a_record_is_read_with_tables_of_ones_own(page, tmp_path, own_tables):
    header = "name,aliases,kind,country,state_controlled,channels,domains,wikidata,source"
    own_tables("media", header, "Fjord Wire,,news_agency,NOR,false,,,,mine")
    folder = tables.laid()[-1]
    story = (
        "Norway pledges trucks\n\nOSLO, July 13 (Fjord Wire) - Norway will send trucks, a minister said on Sunday.\n"
    )
    (tmp_path / "story.txt").write_text(story, encoding="utf-8")
    tables._extra.clear()

    added = run("add", tmp_path / "record", tmp_path / "story.txt", "--tables", folder)
    asked = run("query", tmp_path / "record", "SELECT agency FROM articles", "--format", "csv")

    assert added.exit_code == 0, added.stderr
    assert asked.stdout.split() == ["agency", "Fjord", "Wire"]


def test_views_and_their_columns_are_listed_with_their_meaning():
    assert "\nevents " in run("views").stdout
    assert run("views", "pledges").stdout.startswith("pledge  ")
    assert "there is no view 'event'; there are articles" in run("views", "event").stderr


def test_help_teaches_by_example_and_the_version_is_told():
    assert "dateline read --json" in run("read", "--help").stdout
    assert run("--version").stdout.startswith("dateline 1.")


def test_a_reader_that_stops_reading_is_no_fault(page):
    """As with `dateline read … | head -1`."""
    command = [sys.executable, "-m", "dateline", "read", "--json", *[page] * 3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        remarks = process.stderr.read()

    assert remarks == b""


def test_help_loads_no_parser_and_no_library_of_the_steps():
    heavy = "{'spacy', 'rich', 'httpx', 'lxml', 'warcio'}"
    loaded = f"import sys, dateline.cli; print({heavy} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True)

    assert done.stdout == "set()\n"


def test_an_ascii_terminal_gets_the_text_and_no_traceback(page):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "dateline", "read", page]

    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    assert done.returncode == 0
    assert "Who says what" in done.stdout
