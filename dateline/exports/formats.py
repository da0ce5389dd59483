"""The formats that a record is exported in, for the command and the web application alike; and `export` itself.

    with open("events.tsv", "wb") as file:
        export(folder, "plover", file, Choice(countries=["PRK"]))

A writer is found by its name and imported when it is used. It gets the chosen part of the record and a stream of bytes,
goes through slices of days, and says how much it wrote and what a reader of the file should know.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, BinaryIO, Protocol

from dateline.errors import QueryError

if TYPE_CHECKING:
    from dateline.exports.choice import Choice
    from dateline.exports.chosen import Chosen
    from dateline.lake.views import AsOf

HAPPENED = ("happened", "ongoing")
"""The statuses of what an outlet tells as fact; all else stands on somebody's word, or has yet to come."""

Passed = Callable[[int], None]
"""Told, again and again, how many more articles were gone through."""
Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]
"""Given how many articles there are, opens what shows progress: call it after each."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many of what ("events") were written, and remarks for the person who asked for it."""

    n: int
    what: str
    remarks: tuple[str, ...] = ()


class Write(Protocol):
    """Writes the chosen part of a record to a stream of bytes."""

    def __call__(self, chosen: "Chosen", stream: BinaryIO, passed: Passed, /) -> Written:
        """Write it, and tell how much that was."""


class WriteTable(Protocol):
    """Writes the chosen rows of one view."""

    def __call__(self, chosen: "Chosen", stream: BinaryIO, passed: Passed, /, *, table: str) -> Written:
        """Write them, and tell how many there were."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is in one line, its media type, the ending of its files, and the module that writes it.

    `statuses` are exported unless others are asked for (empty: all). Of a format that takes a table, any view can be
    had.
    """

    name: str
    about: str
    media_type: str
    suffix: str
    module: str
    is_text: bool = True
    takes_table: bool = False
    statuses: tuple[str, ...] = ()


_LISTED = (
    Format("csv", "a view of the record as CSV", "text/csv", ".csv", "spreadsheet", takes_table=True),
    Format(
        "parquet",
        "a view of the record as Parquet, with its nested types",
        "application/vnd.apache.parquet",
        ".parquet",
        "parquet",
        is_text=False,
        takes_table=True,
    ),
    Format(
        "plover",
        "POLECAT's 40 columns, and status, chain and words to the right",
        "text/tab-separated-values",
        ".tsv",
        "plover",
    ),
    Format(
        "gdelt",
        "GDELT 2.0's 61 columns; only what happened, since GDELT has no status",
        "text/tab-separated-values",
        ".export.CSV",
        "gdelt",
        statuses=HAPPENED,
    ),
    Format(
        "annotations",
        "W3C Web Annotations, one a line: facts on their exact words",
        "application/x-ndjson",
        ".annotations.jsonl",
        "annotations",
    ),
    Format(
        "jsonld", "schema.org NewsArticle and Claim with PROV, one document", "application/ld+json", ".jsonld", "jsonld"
    ),
    Format("warc", "the pages as they were fetched, a web archive", "application/warc", ".warc.gz", "warc", False),
    Format("ftm", "FollowTheMoney entities, one a line", "application/x-ndjson", ".ftm.json", "ftm"),
    Format("stix", "a STIX 2.1 bundle", "application/stix+json;version=2.1", ".stix.json", "stix"),
    Format("atom", "an Atom feed, an entry an article", "application/atom+xml", ".atom", "atom"),
)
FORMATS: Mapping[str, Format] = MappingProxyType({form.name: form for form in _LISTED})


def writer(name: str) -> Write:
    """The writer of a format that takes no table."""
    write: Write = import_module(f"dateline.exports.{FORMATS[name].module}").write
    return write


def table_writer(name: str) -> WriteTable:
    """The writer of a format that takes a table."""
    write: WriteTable = import_module(f"dateline.exports.{FORMATS[name].module}").write
    return write


def export(
    folder: Path | str,
    name: str,
    stream: BinaryIO,
    choice: "Choice | None" = None,
    *,
    table: str = "events",
    as_of: "AsOf" = None,
    progress: "Progress | None" = None,
) -> Written:
    """Write the chosen part of a lake to a stream in one of FORMATS; `table` is for those that take one.

    QueryError where the choice cannot be made, LakeError where the lake cannot be read; what the stream raises passes.
    `progress` is told how many articles there are, and gives what is called after each.
    """
    from dateline.exports.choice import Choice
    from dateline.exports.chosen import open_chosen
    from dateline.lake.views import VIEWS

    form = FORMATS[name]
    choice = choice or Choice()
    if form.takes_table and table not in VIEWS:
        raise QueryError(f"there is no view {table!r}; the views are {', '.join(VIEWS)}")
    if form.statuses and not choice.statuses:
        choice = replace(choice, statuses=form.statuses)
    with open_chosen(Path(folder), choice, as_of) as chosen, _counting(chosen, progress) as passed:
        if form.takes_table:
            return table_writer(name)(chosen, stream, passed, table=table)
        return writer(name)(chosen, stream, passed)


@contextmanager
def _counting(chosen: "Chosen", progress: "Progress | None") -> Iterator[Passed]:
    if progress is None:
        yield lambda n: None
        return
    with progress(chosen.number("SELECT count(*) FROM chosen_articles")) as one_more:

        def passed(n: int) -> None:
            for _ in range(n):
                one_more()

        yield passed
