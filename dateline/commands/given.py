"""What a user can say of pages and of how they are opened: options that `read`, `add` and `batch` share."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from dateline.commands.output import line
from dateline.errors import TableError
from dateline.inputs import Given
from dateline.sources import Opening, holds_many
from dateline.tables import extend

if TYPE_CHECKING:
    from dateline.page_rows import Columns

_WEB_ADDRESS = re.compile(r"https?://[^\s/?#\x00-\x1f\x7f][^\s\x00-\x1f\x7f]*", re.IGNORECASE)


def given_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options --url, --publisher and --published-at."""
    for option in (
        click.option(
            "--published-at",
            callback=_published_at,
            metavar="TIME",
            help='The publication day or time (ISO 8601), so that "on Sunday" becomes a date.',
        ),
        click.option("--publisher", metavar="NAME", help="The outlet, if the page does not name it."),
        click.option("--url", callback=_url, metavar="URL", help="Where the page was found, if it does not say."),
    ):
        command = option(command)
    return command


def opening_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the options --column and --allow-private, as one argument `how`: an Opening."""

    @click.option(
        "--column",
        "columns",
        multiple=True,
        callback=_columns,
        metavar="HOLDS=NAME",
        help="Which column of a table (.jsonl, .csv, .parquet) holds what, if its name does not tell: text=story.",
    )
    @click.option("--allow-private", is_flag=True, help="Fetch URLs on loopback and private addresses, too.")
    @wraps(command)
    def opening(*arguments: Any, columns: "Columns", allow_private: bool, **options: Any) -> Any:
        return command(*arguments, how=Opening(allow_private, columns), **options)

    return opening


def tables_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives a command the option --tables, which lays a folder of tables over the shipped ones before it begins."""
    return click.option(
        "--tables",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        metavar="DIR",
        expose_value=False,
        callback=_laid,
        help="A folder of tables of your own, laid over the ones that come with Dateline.",
    )(command)


def given_of(pages: tuple[str, ...], url: str | None, publisher: str | None, published_at: str | None) -> Given:
    """What was said; wrong usage where there are several pages that it might be of."""
    given = Given(url, publisher, published_at)
    if given != Given() and (len(pages) > 1 or holds_many(pages[0])):
        raise click.UsageError("--url, --publisher and --published-at tell of one page; give one PAGE with them")
    return given


def _laid(_context: click.Context, _option: click.Parameter, folder: Path | None) -> None:
    if folder:
        try:
            extend(folder)
        except TableError as error:
            raise click.ClickException(line(str(error))) from error


def _columns(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> "Columns":
    if not given:
        return {}
    from dateline.page_rows import Holds

    columns: dict[Holds, str] = {}
    for one in given:
        wanted, _, name = one.partition("=")
        holds = next((holds for holds in get_args(Holds) if holds == wanted), None)
        if holds is None or not name:
            raise click.BadParameter(f"{one!r}: write {', '.join(get_args(Holds))}, then = and the column's name")
        columns[holds] = name
    return columns


def _published_at(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is None:
        return None
    try:
        datetime.fromisoformat(given)
    except ValueError:
        is_time = False
    else:
        is_time = given[4] == "-"  # and not the short form, 20250713, which nothing else here writes
    if not is_time:
        raise click.BadParameter(f"{given!r} is no ISO 8601 time; write 2025-07-13 or 2025-07-13T10:39:00+09:00")
    return given.replace(" ", "T")


def _url(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not _WEB_ADDRESS.fullmatch(given):
        raise click.BadParameter(f"{given!r} is no web address; write https://host/path")
    return given
