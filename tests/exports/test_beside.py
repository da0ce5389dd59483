"""Event data of others beside the record: what agrees, differs, and is on one side alone; rows that cannot be read."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from dateline.cli import main
from dateline.errors import QueryError
from dateline.exports import beside, codes, gdelt, plover, theirs
from dateline.records import EVENT_TYPES
from dateline.tables import rows

TALKS = "https://one.example/talks"
COPY = "http://copy.example:80/talks?utm_source=feed#top"


def event(**cells):
    """A line of GDELT events."""
    usual = {
        "GLOBALEVENTID": "1",
        "SQLDATE": "20250302",
        "Actor1Name": "ESTONIA",
        "Actor1CountryCode": "EST",
        "Actor2Name": "LATVIA",
        "Actor2CountryCode": "LVA",
        "EventCode": "057",
        "SOURCEURL": TALKS,
    }
    return "\t".join({**usual, **cells}.get(name, "") for name in gdelt.COLUMNS) + "\n"


def mention(url):
    """A line of GDELT mentions."""
    cells = {"GlobalEventID": "1", "EventTimeDate": "20250302000000", "MentionIdentifier": url}
    return "\t".join(cells.get(name, "") for name in theirs.MENTIONS) + "\n"


@pytest.fixture
def compared(folder, tmp_path):
    """Compares what stands in a file with the record; gives the tally and the rows by column."""

    def run(content):
        file = tmp_path / "theirs.tsv"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        tally, found = beside.compare(folder, file)
        return tally, [dict(zip(beside.COLUMNS, row, strict=True)) for row in found]

    return run


@pytest.mark.parametrize("form", ["gdelt", "plover"])
def test_an_export_agrees_with_the_record_it_comes_from(form, exported, compared):
    data, written = exported(form)
    tally, found = compared(data)

    assert written.n > 2
    assert tally.n_rows == written.n
    assert tally.outcomes["agrees"] == written.n
    assert not {"differs", "only theirs"}.intersection(tally.outcomes)
    assert not tally.n_elsewhere
    assert not tally.failures
    left = {row["status"] for row in found if row["outcome"] == "only ours"}
    assert not left.intersection(("happened", "ongoing"))
    assert bool(left) == (form == "gdelt")  # which has no column for what is denied or pledged


def test_rows_without_addresses_are_matched_by_day_type_and_parties(exported, compared):
    data, written = exported("plover")
    table = list(csv.DictReader(io.StringIO(data.decode(), newline=""), delimiter="\t"))
    text = io.StringIO(newline="")
    lines = csv.DictWriter(text, plover.POLECAT, delimiter="\t", extrasaction="ignore", lineterminator="\n")
    lines.writeheader()
    lines.writerows([*table, {**table[0], "Event Type": "PROTEST"}, {**table[0], "Event Date": "2019-01-01"}])

    tally, _ = compared(text.getvalue())

    assert (tally.outcomes["agrees"], tally.n_elsewhere) == (written.n, 2)


def test_a_row_that_differs_says_in_what(compared):
    tally, found = compared(event(SQLDATE="20250301", Actor2Name="POLAND", Actor2CountryCode="POL"))

    row = found[0]
    assert (row["outcome"], row["type"], row["their_type"]) == ("differs", "SUPPORT", "SUPPORT")
    assert {"day", "recipient"} <= set(row["differs"].split(", "))
    assert tally.outcomes["only ours"] == len(found) - 1


def test_what_the_record_tells_as_denied_stands_beside_their_deed(compared):
    deed = event(
        Actor1Name="LATVIA", Actor1CountryCode="LVA", Actor2Name="RUSSIA", Actor2CountryCode="RUS", EventCode="190"
    )
    _, found = compared(deed)

    assert (found[0]["their_type"], found[0]["type"], found[0]["status"]) == ("ASSAULT", "ASSAULT", "denied")


def test_a_page_is_one_however_its_address_is_written_and_a_copy_tells_the_same(compared):
    (first, *_), (copied, *_) = compared(event())[1], compared(event(SOURCEURL=COPY))[1]

    assert copied["event"] == first["event"]
    assert (copied["n_articles"], copied["n_texts"], copied["n_accounts"]) == (2, 1, 1)


def test_other_pages_and_other_events_are_told_apart(compared):
    other = event(EventCode="145", Actor2Name="POLAND", Actor2CountryCode="POL")
    tally, found = compared(event(SOURCEURL="https://far.example/") + other)

    assert tally.n_elsewhere == 1
    assert found[0]["outcome"] == "only theirs"


def test_mentions_say_which_pages_the_record_has(compared):
    tally, found = compared(mention(COPY) + mention("https://far.example/"))

    assert [(row["outcome"], row["their_event"], row["line"]) for row in found] == [("told", "1", 1)]
    assert tally.n_elsewhere == 1


def test_bad_rows_are_failures_and_the_rest_goes_on(compared):
    bad = ("short\trow\n", event(SQLDATE="20251340"), event(EventCode="---"))
    tally, found = compared(event() + "".join(bad) + event(GLOBALEVENTID="5"))

    assert [failure.name.rpartition(":")[2] for failure in tally.failures] == ["2", "3", "4"]
    assert {row["line"] for row in found if row["line"]} == {1, 5}


def test_codes_that_cannot_be_mapped_are_counted(compared):
    tally, _ = compared(event(EventCode="020") + event(EventCode="010"))

    assert tally.unmapped == {"020": 1, "010": 1}


@pytest.mark.parametrize("content", [b"", b"a,b,c\n", b"\xff\x00\n"])
def test_a_file_of_no_known_form_is_refused(content, compared):
    with pytest.raises(QueryError, match="columns in its first line"):
        compared(content)


def test_every_mapped_code_is_cameos_and_has_a_known_type():
    modes = {(row["type"], row["mode"]) for _, row in rows("plover_modes")}

    for where, row in rows("cameo_types"):
        assert row["code"].isdigit(), where
        assert row["type"] in EVENT_TYPES, where
        assert not row["mode"] or (row["type"], row["mode"]) in modes, where
    assert codes.plover("0319") == codes.plover("031") == ("AGREE", "")


def test_the_command_prints_a_table_csv_and_json(folder, tmp_path):
    file = tmp_path / "day.export.CSV"
    file.write_text(event() + event(SOURCEURL="https://far.example/", Actor1Name="\x1b[31mX"), encoding="utf-8")
    run = CliRunner().invoke

    table, as_csv, as_json = (
        run(main, ["compare", str(folder), str(file), "--format", form]) for form in ("table", "csv", "json")
    )

    assert [result.exit_code for result in (table, as_csv, as_json)] == [0, 0, 0]
    assert "SUPPORT" in table.stdout
    assert "1 about what the record does not have" in table.stderr
    by_csv = list(csv.DictReader(io.StringIO(as_csv.stdout)))
    by_json = [json.loads(text) for text in as_json.stdout.splitlines()]
    assert len(by_csv) == len(by_json) > 1
    assert by_csv[0]["event"] == by_json[0]["event"]


def test_a_bad_row_ends_the_command_with_a_failure(folder, tmp_path):
    file = tmp_path / "day.export.CSV"
    file.write_text(event() + "bad\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["compare", str(folder), str(file)])

    assert result.exit_code == 1
    assert "day.export.CSV:2: 1 columns, expected are 61" in result.stderr
