"""One small record that all tests of the exports share: two outlets, a copy, a promise, a denial, a correction."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.exports.choice import Choice
from dateline.exports.formats import Written, export
from dateline.inputs import Page
from dateline.lake import Lake, corrections

TALKS = """Ministers meet in Tallinn 🇪🇪

By Anna Berg
2 March 2025

TALLINN: Estonia and Latvia signed a ferry agreement on Sunday. Latvia promised to pay 40 million euros by June 2025.

"We will not wait," Estonian Prime Minister Kristen Michal said.

Latvia denied that its soldiers had attacked a Russian convoy. Lithuania praised Estonia for the ferry on Sunday.
"""
SHELLING = """=HYPERLINK("https://evil.example","Kharkiv shelled")

5 March 2025

KYIV: Russian troops shelled the Ukrainian city of Kharkiv on Wednesday. Ukraine said Russia had bombed a "safe" bridge.

Norway gave Ukraine 20 trucks of medicine on Tuesday. Finland imposed sanctions on Russia on Tuesday.
"""
REJECTED = "praised"
CORRECTED = "imposed sanctions"


def page(url: str, text: str, fetched_at: str | None = None) -> Page:
    """A page, with HTTP's headers where it was fetched."""
    headers = {"content-type": "text/plain; charset=utf-8", "content-encoding": "gzip"} if fetched_at else {}
    return Page(url, text.encode(), url, headers, fetched_at)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the record."""
    lake = Lake(tmp_path_factory.mktemp("exports") / "record")
    pages = [
        page("https://one.example/talks", TALKS, "2025-03-06T12:00:00+02:00"),
        page("https://copy.example/talks", TALKS),
        page("https://two.example/shelling?a=1&b=<2>", SHELLING, "2025-03-06T10:00:00"),
    ]
    assert [outcome.outcome for outcome in lake.add(pages)] == ["new"] * 3
    with lake.query("SELECT event, clause FROM events") as answer:
        events = answer.fetchall()
    for event, clause in events:
        if REJECTED in clause:
            corrections.judge(lake.folder, event, "reject", who="anna")
        if CORRECTED in clause:
            corrections.judge(lake.folder, event, "correct", who="anna", changes={"status": "planned"})
    return lake.folder


@pytest.fixture
def exported(folder: Path) -> Callable[..., tuple[bytes, Written]]:
    """Exports in a format, with filters; gives the bytes and what was told of them."""

    def run(form: str, table: str = "events", **choice: object) -> tuple[bytes, Written]:
        stream = io.BytesIO()
        written = export(folder, form, stream, Choice(**choice), table=table)  # type: ignore[arg-type]
        return stream.getvalue(), written

    return run


@pytest.fixture
def asked(folder: Path) -> Callable[[str], list[tuple[object, ...]]]:
    """Asks the record, to compare."""

    def run(sql: str) -> list[tuple[object, ...]]:
        with Lake(folder).query(sql) as answer:
            return answer.fetchall()

    return run
