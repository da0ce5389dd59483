"""The commands that ask a lake: query, views, diff."""

import csv
import io
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TextIO

import click

from dateline.commands.output import room_to_write, told
from dateline.commands.recording import LAKE
from dateline.exports.cells import as_cell, as_json

if TYPE_CHECKING:
    from dateline.lake.asking import Answer
    from dateline.lake.views import AsOf

SHOWN = 50
"""Rows that a table shows unless more are asked for: a screenful or two."""


def _as_of(_context: click.Context, _option: click.Parameter, stated: str | None) -> "AsOf":
    if stated is None:
        return None
    from dateline.errors import LakeError
    from dateline.lake.views import moment_of

    try:
        return moment_of(stated)
    except LakeError as error:
        raise click.BadParameter(str(error)) from error


def _sql(_context: click.Context, _option: click.Parameter, given: str) -> str:
    return sys.stdin.read() if given == "-" else given


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("sql", callback=_sql)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json", "parquet"]),
    default="table",
    show_default=True,
    help="json: one row a line.",
)
@click.option("--as-of", callback=_as_of, metavar="WHEN", help="The record as of a day, a time, or a version's number.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option("--seconds", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Stop after so long.")
@click.option("--memory", default="2GB", show_default=True, metavar="SIZE", help="Stop beyond so much memory.")
def query(lake: Path, sql: str, form: str, as_of: "AsOf", output: Path | None, seconds: float, memory: str) -> None:
    """Ask LAKE with SQL (DuckDB's), one SELECT over its views; "-" reads it from standard input.

    `dateline views` lists the views, `dateline views events` the columns of one and what they mean. Queries read the
    record and nothing else, and change nothing.

    \b
      dateline query record/ "SELECT day, actor_names, clause, chain_words FROM events WHERE status = 'pledged'"
      dateline query record/ "SELECT origin_name, count(*) FROM statements GROUP BY ALL ORDER BY 2 DESC LIMIT 10"
      dateline query record/ "FROM articles SELECT title" --as-of 2025-05-03
      dateline query record/ "FROM events" --format parquet --output events.parquet

    Exit status: 0 answered, 1 refused, wrong or beyond its limits, 2 wrong usage.
    """
    from dateline.lake import Lake
    from dateline.lake.asking import Limits

    if form == "parquet" and output is None and sys.stdout.isatty():
        raise click.UsageError("Parquet is no text; give --output FILE, or send it elsewhere")
    with told(), Lake(lake).query(sql, as_of=as_of, limits=Limits(seconds, memory)) as answer, room_to_write():
        if form == "parquet":
            _write_parquet(answer, output)
        elif output is None:
            if isinstance(sys.stdout, io.TextIOWrapper):
                sys.stdout.reconfigure(encoding="utf-8", newline="\n")
            write(answer, form, sys.stdout)
        else:
            with output.open("w", encoding="utf-8", newline="\n") as stream:
                write(answer, form, stream)


@click.command()
@click.argument("name", required=False, metavar="[VIEW]")
def views(name: str | None) -> None:
    """List the views that `dateline query` can ask, or the columns of one VIEW, and what they mean.

    \b
      dateline views
      dateline views events | grep country

    Exit status: 0 listed, 2 there is no such view.
    """
    from dateline.lake.views import VIEWS, view

    if name and name not in VIEWS:
        raise click.UsageError(f"there is no view {name!r}; there are {', '.join(VIEWS)}")
    listed = view(name).columns if name else {each: view(each).about for each in VIEWS}
    width = max(map(len, listed))
    for each, meaning in listed.items():
        click.echo(f"{each:{width}}  {meaning}")


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("article", metavar="ID")
@click.option("--from", "older", metavar="REVISION", help="The older text; the one before the newest unless told.")
@click.option("--to", "newer", metavar="REVISION", help="The newer text; the newest unless told.")
@click.option(
    "--context", type=click.IntRange(min=0), default=60, show_default=True, help="Characters around a change."
)
def diff(lake: Path, article: str, older: str | None, newer: str | None, context: int) -> None:
    """Show what changed between two revisions of an article, word by word.

    What was taken out stands in [-brackets-], what was put in in {+braces+}. `SELECT * FROM revisions` lists texts.

    \b
      dateline diff record/ https://example.org/talks.html

    Exit status: 0 shown, 1 there is no such article or revision, 2 wrong usage.
    """
    from dateline.errors import LakeError
    from dateline.lake.comparing import compare, revisions

    with told(), room_to_write():
        listed = revisions(lake, article)
        by_name = {revision.revision: revision for revision in listed}
        for name in (older, newer):
            if name and name not in by_name:
                raise LakeError(f"{article} has no revision {name!r}; it has {', '.join(by_name)}")
        if len(listed) < 2 and not (older and newer):
            click.echo(f"{article} has one text in the record: {listed[0].revision}", err=True)
            return
        last = by_name[newer] if newer else listed[-1]
        before = listed[max(listed.index(last) - 1, 0)]
        first = by_name[older] if older else before
        click.echo(f"{first.revision}, seen {first.seen_at}\n{last.revision}, seen {last.seen_at}\n")
        for part in compare(first.text, last.text):
            click.echo(_shown(part.change, part.words, context), nl=False)
        click.echo()


def _shown(change: str, words: str, context: int) -> str:
    from dateline.terminal.safe import flat

    words = "\n".join(map(flat, words.split("\n")))
    if change == "removed":
        return click.style(f"[-{words}-]", fg="red")
    if change == "added":
        return click.style(f"{{+{words}+}}", fg="green")
    return words if len(words) <= 2 * context + 5 else f"{words[:context]} […] {words[len(words) - context :]}"


class Rows(Protocol):
    """What has columns and rows."""

    @property
    def columns(self) -> Sequence[str]:
        """The columns' names."""

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        """The rows."""


def write(answer: Rows, form: str, stream: TextIO) -> None:
    """Rows as a table, CSV or JSON lines."""
    if form == "csv":
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(answer.columns)
        for row in answer:
            table.writerow(as_cell(value) for value in row)
    elif form == "json":
        from dateline.jsonlines import dumps

        for row in answer:
            stream.write(dumps(as_json(dict(zip(answer.columns, row, strict=True)))) + "\n")
    else:
        _write_table(answer, stream)


def _as_words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(_as_words, value))
    return "" if value is None else str(as_json(value))


def _write_table(answer: Rows, stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    from dateline.terminal.safe import one_line

    table = Table(*answer.columns, show_edge=False, pad_edge=False)
    n = 0
    for row in answer:
        n += 1
        if n <= SHOWN:
            table.add_row(*(one_line(_as_words(value)) for value in row))
    console = Console(file=stream, markup=False, emoji=False, highlight=False)
    console.print(table)
    if n > SHOWN:
        click.echo(f"{SHOWN} of {n:,} rows; --format csv or json gives them all", err=True)


def _write_parquet(answer: "Answer", output: Path | None) -> None:
    if output is not None:
        answer.write_parquet(output)
        return
    with tempfile.TemporaryDirectory(prefix="dateline-") as spare:
        made = Path(spare) / "rows.parquet"
        answer.write_parquet(made)
        sys.stdout.buffer.write(made.read_bytes())
