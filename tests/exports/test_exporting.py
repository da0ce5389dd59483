"""The command: help, usage, filters, files that are there whole or not at all."""

import io

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.exports import formats
from dateline.exports.choice import country_code, day_from, day_until
from dateline.exports.formats import FORMATS


@pytest.fixture
def run(folder):
    return lambda *words: CliRunner().invoke(main, ["export", str(folder), *map(str, words)])


def test_help_names_every_format():
    shown = CliRunner().invoke(main, ["export", "--help"]).output

    assert all(f"  {name} " in shown for name in FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_written_to_a_file_and_to_standard_output(form, run, tmp_path):
    to_file = run(form, "--output", tmp_path / "out")
    to_output = run(form)

    assert (to_file.exit_code, to_output.exit_code) == (0, 0), to_file.output + to_output.output
    assert (tmp_path / "out").stat().st_size > 0
    assert f"in {tmp_path}" in to_file.stderr
    if form != "warc":  # it states when it was made
        assert (tmp_path / "out").read_bytes() == to_output.stdout_bytes
    assert [file.name for file in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_nothing_fits_is_an_empty_file_of_the_format(form, run):
    result = run(form, "--from", "1999", "--to", "1999")

    assert result.exit_code == 0, result.output


def test_a_file_is_left_as_it_was_when_an_export_fails(run, tmp_path, monkeypatch):
    class Full(io.BytesIO):
        def write(self, data):
            raise OSError(28, "No space left on device")

    (tmp_path / "out.csv").write_text("before")
    monkeypatch.setattr(
        formats, "table_writer", lambda name: lambda chosen, stream, passed, *, table: Full().write(b"")
    )
    result = run("csv", "--output", tmp_path / "out.csv")

    assert result.exit_code == 1
    assert "No space left" in result.stderr
    assert (tmp_path / "out.csv").read_text() == "before"
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["csv", "--from", "soon"], 2, "'soon' is no day; write 2025-03-09, 2025-03 or 2025"),
        (["csv", "--country", "Atlantis"], 2, "no country 'Atlantis' is known"),
        (["csv", "--status", "true"], 2, "'true' is not one of"),
        (["gdelt", "--table", "events"], 2, "--table goes with csv and parquet"),
        (["csv", "--table", "deeds"], 1, "there is no view 'deeds'"),
        (["csv", "--table", "refusals", "--from", "2025"], 1, "the rows of refusals have no article"),
        (["csv", "--actor", "\udcff"], 1, "expected text in UTF-8"),
        (["docx"], 2, "'docx' is not one of"),
    ],
)
def test_what_is_wrong_is_said(words, status, said, run):
    result = run(*words)

    assert result.exit_code == status
    assert said in result.stderr


def test_a_lake_that_is_none_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    result = CliRunner().invoke(main, ["export", str(tmp_path), "csv"])

    assert result.exit_code == 1
    assert "no lake at" in result.stderr


def test_days_are_as_wide_as_they_are_written():
    assert (str(day_from("2024")), str(day_until("2024"))) == ("2024-01-01", "2024-12-31")
    assert (str(day_from("2024-02")), str(day_until("2024-02"))) == ("2024-02-01", "2024-02-29")
    assert (str(day_from("2024-12")), str(day_until("2024-12"))) == ("2024-12-01", "2024-12-31")
    assert str(day_until("2024-02-03")) == "2024-02-03"


def test_countries_go_by_code_and_by_name():
    assert country_code("prk") == country_code("North Korea") == "PRK"
