"""CSV, Parquet, POLECAT's and GDELT's columns, read by DuckDB's and delta-rs's readers."""

import csv
import io

import duckdb
import pytest
from deltalake import DeltaTable, QueryBuilder, convert_to_deltalake

from dateline.errors import QueryError
from dateline.exports import codes, gdelt, plover
from dateline.lake.views import VIEWS
from dateline.records import EVENT_TYPES
from dateline.tables import rows


def table(data, tmp_path, **options):
    """The rows that DuckDB's reader of CSV finds, by column."""
    file = tmp_path / "rows"
    file.write_bytes(data)
    found = duckdb.read_csv(str(file), all_varchar=True, strict_mode=True, **options)
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_a_table_of_csv(view, exported, asked, tmp_path):
    data, written = exported("csv", view)
    (count,) = asked(f"SELECT count(*) FROM {view}")[0]

    assert written.n == count
    if count:
        found = table(data, tmp_path, header=True, delimiter=",", quotechar='"', escapechar='"', max_line_size=10**7)
        assert len(found) == count


def test_csv_holds_what_the_view_holds(exported, asked, tmp_path):
    data, _ = exported("csv")
    found = table(data, tmp_path, header=True, delimiter=",", quotechar='"', escapechar='"')

    assert {(row["event"], row["status"], row["clause"]) for row in found} == set(
        asked("SELECT event, status, clause FROM events")
    )


def test_no_cell_is_run_as_a_formula(exported):
    data, _ = exported("csv", "articles")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(data.decode(), newline=""))]

    assert any(title.startswith("'=HYPERLINK(") for title in titles)
    for view in ("events", "statements", "articles", "chains", "stories"):
        data, _ = exported("csv", view)
        for row in csv.reader(io.StringIO(data.decode(), newline="")):
            assert not [cell for cell in row if cell[:1] in "=+@" and cell], row


def test_parquet_is_read_by_another_implementation(exported, asked, tmp_path):
    data, written = exported("parquet")
    (tmp_path / "table").mkdir()
    (tmp_path / "table" / "rows.parquet").write_bytes(data)
    convert_to_deltalake(tmp_path / "table")
    found = (
        QueryBuilder()
        .register("rows", DeltaTable(tmp_path / "table"))
        .execute("SELECT event, chain FROM rows ORDER BY event")
        .read_all()
    )
    assert found["event"].to_pylist() == [event for (event,) in asked("SELECT event FROM events ORDER BY event")]
    assert written.n == found.num_rows
    assert any(link["role"] for chain in found["chain"].to_pylist() for link in chain)


def read_plover(data, tmp_path):
    return table(data, tmp_path, header=True, delimiter="\t", quotechar='"', escapechar='"')


def test_plover_has_polecats_columns_first(exported):
    data, _ = exported("plover")
    header = data.decode().splitlines()[0].split("\t")

    assert header[:40] == list(plover.POLECAT)
    assert len(plover.POLECAT) == 40
    assert header[40:] == list(plover.OURS)


def test_a_promise_and_a_denial_are_marked_as_such(exported, tmp_path):
    data, written = exported("plover")
    status = {row["Quote"]: row["Status"] for row in read_plover(data, tmp_path)}

    assert status["Latvia promised to pay 40 million euros by June 2025"] == "pledged"
    assert status["its soldiers had attacked a Russian convoy"] == "denied"
    assert "see Status" in written.remarks[0]


def test_copies_count_once(exported, tmp_path, asked):
    data, _ = exported("plover")
    signed = [row for row in read_plover(data, tmp_path) if "signed" in row["Quote"]]

    assert len(asked("SELECT 1 FROM events WHERE trigger = 'signed'")) == 2
    assert [(row["Num Mentions"], row["Num Articles"], row["Num Sources"]) for row in signed] == [("1", "1", "1")]
    assert (signed[0]["Actor Name"], signed[0]["Recipient Name"]) == ("Estonia", "Latvia")
    assert (signed[0]["Actor COW"], signed[0]["Recipient COW"]) == ("366", "367")


def test_what_people_corrected_is_exported_so(exported, tmp_path):
    data, _ = exported("plover")
    found = read_plover(data, tmp_path)

    assert not [row for row in found if "praised" in row["Quote"]]
    assert [row["Status"] for row in found if "sanctions" in row["Quote"]] == ["planned"]
    assert b"anctions" not in exported("gdelt")[0]


def read_gdelt(data, tmp_path):
    return table(data, tmp_path, header=False, delimiter="\t", quotechar="", names=list(gdelt.COLUMNS))


def test_gdelt_tells_only_what_happened_and_says_what_it_left_out(exported, asked, tmp_path):
    data, written = exported("gdelt")
    found = read_gdelt(data, tmp_path)
    (left,) = asked("SELECT count(*) FROM events WHERE status NOT IN ('happened', 'ongoing')")[0]
    happened = asked("SELECT DISTINCT happening FROM events WHERE status IN ('happened', 'ongoing')")

    assert len(gdelt.COLUMNS) == 61
    assert all(line.count(b"\t") == 60 for line in data.splitlines())
    assert len(found) == written.n == len(happened)
    assert left
    assert f"{left} events are left out" in written.remarks[0]


def test_gdelt_writes_other_statuses_when_asked_and_warns(exported, tmp_path):
    data, written = exported("gdelt", statuses=["pledged"])
    (row,) = read_gdelt(data, tmp_path)

    assert row["EventCode"] in {"030", "033"}
    assert "nothing in the file says so" in written.remarks[-1]


def test_gdelts_columns_have_gdelts_types_and_codes(exported, tmp_path):
    data, _ = exported("gdelt")
    for row in read_gdelt(data, tmp_path):
        assert 0 < int(row["GLOBALEVENTID"]) < 2**63
        assert row["SQLDATE"][:6] == row["MonthYear"]
        assert float(row["FractionDate"]) // 1 == int(row["Year"])
        assert row["EventCode"].startswith(row["EventBaseCode"])
        assert row["EventBaseCode"].startswith(row["EventRootCode"])
        assert row["QuadClass"] in set("1234")
        assert -10 <= float(row["GoldsteinScale"]) <= 10
        assert min(int(row[name]) for name in ("NumMentions", "NumSources", "NumArticles")) == 1
        assert len(row["DATEADDED"]) == 14
        assert row["SOURCEURL"].startswith("https://")
        assert '"' not in "".join(filter(None, row.values()))
    (shelled,) = [row for row in read_gdelt(data, tmp_path) if row["Actor1CountryCode"] == "RUS"]
    assert (shelled["Actor1Code"], shelled["Actor2CountryCode"], shelled["QuadClass"]) == ("RUSMIL", "UKR", "4")


@pytest.mark.parametrize("type", EVENT_TYPES)
def test_every_type_and_mode_has_a_cameo_code_of_its_side(type):
    quads = {row["type"]: row["quad"] for _, row in rows("plover_types")}
    modes = [row["mode"] for _, row in rows("plover_modes") if row["type"] == type]
    assert {row["mode"] for _, row in rows("cameo_codes") if row["type"] == type} <= {"", *modes}
    for mode in ("", *modes):
        cameo = codes.cameo(type, None, mode)
        is_cooperation = quads[type].endswith("cooperation")
        assert (cameo.quad <= 2) == (is_cooperation or type == "REQUEST"), (type, mode, cameo)


def test_filters_choose(exported, tmp_path):
    def quotes(**choice):
        return {row["Quote"] for row in read_plover(exported("plover", **choice)[0], tmp_path)}

    whole = quotes()
    assert quotes(countries=["NOR"]) == {quote for quote in whole if quote.startswith("Norway")}
    assert quotes(actors=["norway"]) == quotes(actors=["state/NOR"]) == quotes(countries=["NOR"])
    assert quotes(actors=["nor"]) == set()
    assert quotes(statuses=["denied"]) == {"its soldiers had attacked a Russian convoy"}
    assert quotes(types=["AID"]) == quotes(countries=["NOR"])
    assert quotes(articles=["https://copy.example/talks"]) | quotes(actors=["ukraine", "russia"]) <= whole


def test_a_filter_that_a_view_cannot_apply_is_refused(exported):
    with pytest.raises(QueryError, match="the rows of copies have no type"):
        exported("csv", "copies", types=["AID"])
    with pytest.raises(QueryError, match="no event type is called 'HELP'"):
        exported("csv", types=["HELP"])
    with pytest.raises(QueryError, match="there is no view 'deeds'"):
        exported("csv", "deeds")
