"""The commands. Each parses what it was given, calls one function and prints: data to standard output, remarks to
standard error.

Nothing heavy is imported before it is used, so that `dateline --help` answers at once.
"""

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import click

from dateline import __version__
from dateline.commands import (
    accounts,
    asking,
    batching,
    comparing,
    exporting,
    recording,
    reviewing,
    searching,
    serving,
    watching,
)
from dateline.commands.given import given_of, given_options, opening_options, tables_option
from dateline.commands.output import line, progress, room_to_write
from dateline.errors import ModelError, TableError
from dateline.inputs import Failure, Given, Page, Skipped, safely
from dateline.sources import Opening, holds_many, pages_in, spread

if TYPE_CHECKING:
    from dateline.records import Reading

Render = Callable[["Reading", str], str]
"""A reading and its page's name, as what to print."""
NARROWEST = 20
"""Columns below which no terminal is: rich takes COLUMNS=0 at its word, and prints nothing."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="dateline %(version)s")
@click.pass_context
def main(context: click.Context) -> None:
    """Read news pages: who said, did or promised what, and according to whom.

    \b
      dateline read page.html            show one page: who says what, what happened, what is only claimed
      dateline read --json saved/ > readings.jsonl
      dateline doctor                    see whether everything is installed and works
    """
    context.color = False if os.environ.get("NO_COLOR") else None


@main.command()
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option(
    "--json", "as_json", is_flag=True, help="One reading a line, as JSON, and nothing else on standard output."
)
@click.option("--why", is_flag=True, help="Show which rule, table row or model decided each value.")
@given_options
@tables_option
@opening_options
def read(
    pages: tuple[str, ...],
    as_json: bool,
    why: bool,
    url: str | None,
    publisher: str | None,
    published_at: str | None,
    how: Opening,
) -> None:
    """Read each PAGE and show who says what through whom, what happened, and what is only claimed.

    A PAGE is a file (.txt, .html, .pdf, .eml, also .gz), a web archive (.warc, .warc.gz), a table with a column for the
    text (.jsonl, .csv, .parquet), a folder of these, an http(s) URL, or "-" for standard input. What cannot be read is
    one line on standard error; the rest is read all the same.

    \b
      dateline read page.html
      dateline read https://example.org/2025/07/13/talks.html
      pbpaste | dateline read - --publisher Dawn --published-at 2025-07-13
      dateline read --json saved-pages/ crawl.warc.gz > readings.jsonl
      dateline read --json dump.csv --column text=story --column url=link > readings.jsonl
      dateline read --json page.txt | jq '.events[] | select(.status == "pledged")'

    Exit status: 0 all was read, 1 something could not be read, 2 wrong usage.
    """
    given = given_of(pages, url, publisher, published_at)
    if "-" in pages and sys.stdin is not None and sys.stdin.isatty():
        click.echo("Paste the page, then end it with Ctrl-D (on Windows Ctrl-Z and Enter).", err=True)
    try:
        render = _as_json() if as_json else _for_a_person(len(pages) > 1 or holds_many(pages[0]), why=why)
        outcomes = _outcomes(pages, given, render, how)
        with room_to_write():
            n_failed = sum(_printed(outcome) for outcome in outcomes)
    except (ModelError, TableError) as error:
        raise click.ClickException(line(str(error))) from error
    sys.exit(1 if n_failed else 0)


@main.command()
def doctor() -> None:
    """Say what is installed, which model and tables there are, and whether they load and read an example.

    Exit status: 0 everything works, 1 something does not; its line says what to do.
    """
    from dateline.doctor import examine

    n_faults = 0
    with room_to_write():
        for check in examine():
            took = f" ({check.seconds * 1000:.0f} ms)" if check.seconds is not None else ""
            mark = (
                click.style("ok   ", fg="green") if check.fault is None else click.style("FAULT", fg="red", bold=True)
            )
            click.echo(f"{mark}  {check.name:<24}  {line(check.fault or check.found)}{took}")
            n_faults += check.fault is not None
        click.echo(f"{n_faults} of these need attention." if n_faults else "Everything works.")
    sys.exit(1 if n_faults else 0)


def _as_json() -> Render:
    """Readings as JSON lines, in UTF-8 whatever the terminal's own encoding."""
    from dateline.jsonlines import to_json

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return lambda reading, _name: f"{to_json(reading)}\n"


def _for_a_person(is_batch: bool, *, why: bool) -> Render:
    """Readings as the terminal shows them; in a batch each under its page's name."""
    from rich.console import Console

    from dateline.terminal import render

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an ASCII terminal gets "?" for an arrow, and not a traceback
    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    console.width = max(console.width, NARROWEST)

    def rendered(reading: "Reading", name: str) -> str:
        return render(reading, console, name=name if is_batch else None, why=why)

    return rendered


def _outcomes(pages: Sequence[str], given: Given, render: Render, how: Opening) -> Iterator[str | Failure | Skipped]:
    """What to print for each page, in order: its reading, or why there is none."""
    places = list(spread(pages))
    with progress(len(places)) as passed:
        for page in pages_in(places, passed, how):
            yield safely(page.name, partial(_rendered, page, given, render)) if isinstance(page, Page) else page


def _rendered(page: Page, given: Given, render: Render) -> str:
    from dateline.page import article_of
    from dateline.reader import read_article

    return render(read_article(article_of(page, given)), page.name)


def _printed(outcome: str | Failure | Skipped) -> bool:
    """Print an outcome where it belongs; whether it is a failure."""
    if isinstance(outcome, str):
        click.echo(outcome, nl=False, color=True)
        return False
    # Not click.echo, which would write past a progress bar and into its line.
    print(f"{line(outcome.name)}: {line(outcome.reason)}", file=sys.stderr)
    return isinstance(outcome, Failure)


for command in (
    recording.add,
    watching.watch,
    batching.batch,
    recording.reread,
    recording.forget,
    recording.compact,
    recording.migrate,
    asking.query,
    asking.views,
    asking.diff,
    searching.search,
    exporting.export,
    comparing.compare,
    reviewing.review,
    serving.serve,
    accounts.accounts,
):
    main.add_command(command)
