"""The command that gives the record to other tools: export."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from dateline.commands.output import line, progress, room_to_write, told
from dateline.commands.recording import LAKE
from dateline.exports.formats import FORMATS
from dateline.records import EVENT_TYPES, STATUSES

if TYPE_CHECKING:
    from datetime import date


def _day(read: str) -> Callable[..., "date | None"]:
    def parsed(_context: click.Context, _option: click.Parameter, given: str | None) -> "date | None":
        from dateline.exports import choice

        return None if given is None else _checked(getattr(choice, read), given)

    return parsed


def _countries(_context: click.Context, _option: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    from dateline.exports.choice import country_code

    return tuple(_checked(country_code, stated) for stated in given)


def _checked(read: Callable[[str], Any], given: str) -> Any:
    from dateline.errors import QueryError

    try:
        return read(given)
    except QueryError as error:
        raise click.BadParameter(str(error)) from error


_HELP = """Write LAKE, or what the options choose of it, in a FORMAT that other tools read.

    \b
      {formats}

    An option may be given several times; any of its values is then enough. Nothing that is only claimed, pledged or
    denied is written as if it had happened: where a format cannot say so, it is left out, and a line says how much that
    was. FILE is written whole or not at all. docs/exports.md says what each format carries and what it loses.

    \b
      dateline export record/ plover --country PRK --from 2025-03 --output prk.tsv
      dateline export record/ csv --table statements --actor lavrov > lavrov.csv
      dateline export record/ annotations --status pledged | jq .target.source
      dateline export record/ warc --to 2024 --output pages-until-2024.warc.gz

    Exit status: 0 written, 1 the lake or the choice is wrong, or FILE cannot be written, 2 wrong usage.
    """


@click.command(
    help=_HELP.format(formats="\n      ".join(f"{each.name:<11}  {each.about}" for each in FORMATS.values()))
)
@click.argument("lake", type=LAKE)
@click.argument("form", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write to FILE.")
@click.option("--table", metavar="VIEW", help="Of csv and parquet: which view; events unless told.")
@click.option(
    "--from", "since", callback=_day("day_from"), metavar="DAY", help="Published on this day, month or year, or later."
)
@click.option(
    "--to", "until", callback=_day("day_until"), metavar="DAY", help="Published on this day, month or year, or earlier."
)
@click.option("--actor", "actors", multiple=True, metavar="NAME", help="Who acts, is acted on or speaks; name or id.")
@click.option(
    "--country", "countries", multiple=True, callback=_countries, metavar="CODE", help="Of a party, or the place: PRK."
)
@click.option(
    "--type",
    "types",
    multiple=True,
    type=click.Choice(EVENT_TYPES, case_sensitive=False),
    metavar="TYPE",
    help="Of an event: AID, SANCTION … (PLOVER).",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice(STATUSES, case_sensitive=False),
    metavar="STATUS",
    help="pledged, claimed, denied, happened …",
)
@click.option("--article", "articles", multiple=True, metavar="ID", help="Of this article alone.")
def export(
    lake: Path,
    form: str,
    output: Path | None,
    table: str | None,
    since: "date | None",
    until: "date | None",
    actors: tuple[str, ...],
    countries: tuple[str, ...],
    types: tuple[str, ...],
    statuses: tuple[str, ...],
    articles: tuple[str, ...],
) -> None:
    """Write the chosen part of a lake in one of FORMATS."""
    from dateline.exports.choice import Choice
    from dateline.exports.formats import export as write

    kind = FORMATS[form]
    if table and not kind.takes_table:
        raise click.UsageError(f"--table goes with csv and parquet; {form} has rows of its own")
    if not kind.is_text and output is None and sys.stdout.isatty():
        raise click.UsageError(f"{form} is no text; give --output FILE, or send it elsewhere")
    with told(), _target(output) as stream:
        choice_ = Choice(since, until, actors, countries, types, statuses, articles)
        shown = partial(progress, is_printing=output is None)
        written = write(lake, form, stream, choice_, table=table or "events", progress=shown)
    for remark in written.remarks:
        click.echo(remark, err=True)
    if output:
        click.echo(f"{written.n:,} {written.what} in {line(str(output))}", err=True)


@contextmanager
def _target(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that stands there whole or not at all."""
    if output is None:
        with room_to_write():
            yield sys.stdout.buffer
        return
    try:
        with _replacing(output.resolve()) as stream:  # a link stays a link
            yield stream
    except OSError as error:
        raise click.ClickException(
            f"cannot write {line(str(output))} ({error.strerror or error}); nothing of it is left"
        ) from error


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    if target.exists() and not target.is_file():  # a pipe or a device is written to, not replaced
        with target.open("wb") as stream:
            yield stream
        return
    new = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with new.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        new.replace(target)
    finally:
        new.unlink(missing_ok=True)
