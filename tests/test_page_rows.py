"""Pages that are rows of JSON lines, CSV and Parquet files."""

import csv
import gzip
import io
import json
import sys

import duckdb
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline import table_files
from dateline.cli import main
from dateline.errors import TableError
from dateline.inputs import Failure, Given, Page
from dateline.lake import Lake
from dateline.lake.pages import stored_pages
from dateline.page import article_of
from dateline.page_rows import column_names
from dateline.sources import Opening, pages_at, spread

STORY = "OSLO, July 14 (Reuters) - Norway would send 20 trucks to Moldova, Foreign Minister Anna Berg said on Monday."
ROW = {"title": "Norway pledges trucks", "maintext": STORY, "url": "https://a.example/1", "date_publish": "2026-07-14"}


@pytest.fixture
def place(tmp_path):
    def write(name, content):
        data = content if isinstance(content, bytes) else content.encode()
        (tmp_path / name).write_bytes(data)
        return str(tmp_path / name)

    return write


def lines(*rows):
    return "".join(row if isinstance(row, str) else json.dumps(row) + "\n" for row in rows)


def test_a_row_is_its_title_and_text_with_what_other_columns_tell(place):
    name = place("dump.jsonl", lines({**ROW, "outlet": "Fjord Wire"}))

    (page,) = pages_at(name)

    assert page == Page(
        f"{name} row 1 https://a.example/1",
        f"Norway pledges trucks\n\n{STORY}".encode(),
        "https://a.example/1",
        {},
        None,
        Given(None, "Fjord Wire", "2026-07-14"),
    )
    article = article_of(page, Given())
    assert (article.title, article.publisher, article.published_at) == (ROW["title"], "Fjord Wire", "2026-07-14")
    assert article_of(page, Given(publisher="Nord Post")).publisher == "Nord Post"


@pytest.mark.parametrize("name", ["dump.csv", "dump.tsv", "dump.jsonl", "dump.NDJSON", "dump.csv.gz", "dump.parquet"])
def test_all_kinds_of_tables_give_the_same_pages(place, tmp_path, name):
    rows = [ROW, {**ROW, "url": "https://a.example/2", "maintext": 'He said: "No;\nnever,\tever."'}]
    kind = name.lower().removesuffix(".gz").rpartition(".")[2]
    if kind in ("jsonl", "ndjson"):
        content = lines(*rows).encode()
    elif kind == "parquet":
        (tmp_path / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        duckdb.sql(f"COPY (FROM read_json('{tmp_path}/rows.json')) TO '{tmp_path}/{name}'")
        content = (tmp_path / name).read_bytes()
    else:
        mark = "\t" if kind == "tsv" else ";"
        quoted = [
            [f'"{str(cell).replace(chr(34), chr(34) * 2)}"' for cell in row.values()]
            for row in [dict(zip(ROW, ROW, strict=True)), *rows]
        ]
        content = "\r\n".join(mark.join(cells) for cells in quoted).encode("utf-8-sig")
    found = list(pages_at(place(name, gzip.compress(content) if name.endswith(".gz") else content)))

    assert [page.url for page in found] == ["https://a.example/1", "https://a.example/2"]
    assert [page.data.decode() for page in found] == [f"{ROW['title']}\n\n{row['maintext']}" for row in rows]
    assert {page.told.published_at for page in found} == {"2026-07-14"}


def test_html_goes_before_text_and_a_title_that_the_text_has_is_not_doubled(place):
    name = place("dump.jsonl", lines({**ROW, "html": "<p>Words"}, {"title": "Talks open", "text": "TALKS OPEN\n\nNo."}))

    assert [page.data for page in pages_at(name)] == [b"<p>Words", b"TALKS OPEN\n\nNo."]


def test_broken_rows_are_failures_with_their_line_and_the_others_are_read(place):
    name = place(
        "dump.jsonl",
        lines(
            "{broken\n",
            ROW,
            "[1]\n",
            "\n",
            {**ROW, "maintext": " "},
            {**ROW, "date": "soon", "date_publish": None},
            {"title": "x"},
        ),
    )

    found = list(pages_at(name))

    assert [type(page) for page in found] == [Failure, Page, Failure, Failure, Failure, Failure]
    reasons = {page.name.rpartition(" ")[2]: page.reason for page in found if isinstance(page, Failure)}
    assert "expected a JSON object" in reasons["1"]
    assert "found list" in reasons["3"]
    assert "maintext holds no text" in reasons["5"]
    assert "date holds 'soon'" in reasons["6"]
    assert "no column for the text" in reasons["7"]


@pytest.mark.parametrize("column", ["date_publish", "date_download"])
def test_a_time_beyond_all_measure_costs_no_row_but_its_own(place, column):
    wild = {**ROW, column: "Mon, 1 Jan 2024 00:00:00 +99999999999999999999"}
    found = list(pages_at(place("dump.jsonl", lines(wild, ROW))))

    assert len(found) == 2
    assert "Dateline itself" not in str(found[0])
    assert isinstance(found[1], Page)


@pytest.mark.parametrize(
    "address", ["http://[", "javascript:alert(1)", "file:///etc/passwd", "” she said.", "https://a b/"]
)
def test_what_is_no_web_address_is_not_taken_for_one(place, address):
    (page,) = pages_at(place("dump.jsonl", lines({**ROW, "url": address})))

    article = article_of(page, Given())
    assert article.url is None
    assert article.title == ROW["title"]


def test_a_quote_that_is_never_closed_makes_no_pages_of_what_stands_behind_it(place):
    rows = [["title", "text"], ["A", "Words.\nAnd words, more."], ["B", "Words.\nAnd words, more."]]
    table = io.StringIO()
    csv.writer(table).writerows(rows)
    name = place("dump.csv", table.getvalue().replace("B,", '"B,'))

    page, broken = pages_at(name)

    assert isinstance(page, Page)
    assert "quote its cells: nothing behind it was read" in broken.reason
    assert broken.name.endswith("row 2")


@pytest.mark.parametrize("row", ["A", 'A,"Words.",c', "A,Wo\rrds."])
def test_a_row_of_csv_that_is_broken_on_one_line_is_one_failure(place, row):
    broken, page = pages_at(place("dump.csv", f"title,text\n{row}\nB,Words.\n"))

    assert isinstance(broken, Failure)
    assert isinstance(page, Page)


def test_a_table_whose_lines_end_with_carriage_returns_is_one_failure(place):
    (failure,) = pages_at(place("dump.csv", "title,text\rA,Words.\rB,Words.\r"))

    assert "usual line ends" in failure.reason


def test_a_table_without_a_known_column_names_those_that_it_has_and_the_user_may_say_which(place):
    name = place("dump.csv", "tale,link\nTalks open in Oslo.,https://a.example/1\n")

    (failure,) = pages_at(name)
    (page,) = pages_at(name, Opening(columns={"text": "tale"}))
    (wrong,) = pages_at(name, Opening(columns={"text": "talk"}))

    assert "its columns are tale, link; say which does: --column text=NAME" in failure.reason
    assert page.data == b"Talks open in Oslo."
    assert page.url == "https://a.example/1"
    assert "no column talk; its columns are tale, link" in wrong.reason


def test_a_file_that_is_no_table_is_one_failure(place):
    (words,) = pages_at(place("readme.csv", "# Words\n" * 500))
    (empty,) = pages_at(place("empty.jsonl", ""))
    (parquet,) = pages_at(place("torn.parquet", b"PAR1 and then nothing"))
    (wide,) = pages_at(place("wide.csv", "text\nwords\n".encode("utf-16")))
    (wide_lines,) = pages_at(place("wide.jsonl", lines(ROW).encode("utf-16")))

    assert "no column is known to hold a text; its columns are # Words" in words.reason
    assert "no rows" in empty.reason
    assert "no whole Parquet file" in parquet.reason
    assert "UTF-8" in wide.reason
    assert wide_lines.reason == wide.reason


def test_a_parquet_file_by_the_name_of_a_pattern_is_itself_alone(place, tmp_path):
    for name in ("a.parquet", "a[1]*.parquet", "a[1]b.parquet"):
        duckdb.sql("SELECT 'Words of ' || $1 AS text", params=[name]).write_parquet(str(tmp_path / "new"))
        (tmp_path / "new").rename(tmp_path / name)

    (page,) = pages_at(str(tmp_path / "a[1]*.parquet"))

    assert page.data == b"Words of a[1]*.parquet"


def test_of_a_packed_table_that_breaks_off_what_stands_before_is_read(place):
    whole = gzip.compress(lines(*[{**ROW, "url": f"https://a.example/{i * 7919}"} for i in range(4000)]).encode())

    *pages, last = pages_at(place("dump.jsonl.gz", whole[: len(whole) // 2]))

    assert len(pages) > 100
    assert isinstance(last, Failure)
    assert "breaks off" in last.reason


def test_bytes_of_another_character_set_are_left_to_the_page_reader(place):
    name = place("dump.csv", "text\nDer Außenminister in Köln\n".encode("cp1252"))

    (page,) = pages_at(name)

    assert page.data == "Der Außenminister in Köln".encode("cp1252")


def test_a_line_beyond_the_limit_is_refused_and_the_next_is_read(place, monkeypatch):
    monkeypatch.setattr(table_files, "MAX_BYTES", 400)
    name = place("dump.jsonl", lines({"text": "x" * 2_000}, ROW))

    large, page = pages_at(name)

    assert "larger than" in large.reason
    assert isinstance(page, Page)


def test_json_lines_may_come_through_a_pipe(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines(ROW, ROW).encode())))

    assert [page.name for page in pages_at("-")] == [f"standard input row {n} https://a.example/1" for n in (1, 2)]


def test_tables_in_a_folder_are_found(place, tmp_path):
    place("dump.jsonl", lines(ROW))
    place("dump.csv.gz", b"")

    assert list(spread([str(tmp_path)])) == [str(tmp_path / "dump.csv.gz"), str(tmp_path / "dump.jsonl")]


def test_what_a_table_told_is_kept_with_the_page(place, tmp_path):
    lake = Lake(tmp_path / "record")
    name = place("dump.jsonl", lines({**ROW, "outlet": "Fjord Wire"}))

    added = CliRunner().invoke(main, ["add", str(tmp_path / "record"), name])

    assert added.exit_code == 0, added.output
    with lake.query("SELECT publisher, published_at FROM articles") as answer:
        assert answer.fetchall() == [("Fjord Wire", "2026-07-14")]
    with lake.query("SELECT page FROM revisions") as answer:
        keys = [row[0] for row in answer.fetchall()]
    assert [given for _, _, given in stored_pages(lake.folder, keys)] == [Given(None, "Fjord Wire", "2026-07-14")]


def test_the_option_says_what_it_expects():
    wrong = CliRunner().invoke(main, ["read", "a.csv", "--column", "words=story"])

    assert wrong.exit_code == 2
    assert "html, text, title" in wrong.output


def test_a_row_of_the_table_of_columns_that_holds_nothing_known_is_named(own_tables):
    own_tables("page_columns", "column,holds,source", "story_text,words,mine")

    with pytest.raises(TableError, match="expected one of html, text"):
        column_names()


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["x.jsonl", "x.csv", "x.tsv", "x.jsonl.gz"]))
def test_whatever_a_table_holds_is_a_page_or_a_failure(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)

    found = list(pages_at(str(path)))

    assert found
    assert all(isinstance(page, Page | Failure) for page in found)
