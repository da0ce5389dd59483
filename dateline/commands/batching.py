"""The command that reads archives: batch."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.given import given_of, given_options, opening_options, tables_option
from dateline.commands.output import Ended, ends_when_asked, told
from dateline.commands.recording import LAKE, tell_outcomes

if TYPE_CHECKING:
    from dateline.batch import Engine
    from dateline.batch.places import Places
    from dateline.lake import Lake
    from dateline.lake.adding import Recorded
    from dateline.sources import Opening


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--engine",
    type=click.Choice(["local", "ray"]),
    default="local",
    show_default=True,
    help="Read by processes on this machine, or on a Ray cluster (dateline[ray]).",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 1024),
    help="How many read side by side; as many as there are processors unless told.",
)
@click.option("--address", help="The Ray cluster to use; one on this machine unless told.")
@click.option("--again", is_flag=True, help="Try again what was refused before, as after an upgrade.")
@click.option(
    "--no-group",
    "is_grouping",
    is_flag=True,
    flag_value=False,
    default=True,
    help="Leave copies, stories and pledges to be grouped by whoever asks first.",
)
@click.option("--json", "as_json", is_flag=True, help="What became of each page, one JSON object a line.")
@given_options
@opening_options
@tables_option
def batch(
    lake: Path,
    sources: tuple[str, ...],
    engine: str,
    processes: int | None,
    address: str | None,
    again: bool,
    is_grouping: bool,
    as_json: bool,
    url: str | None,
    publisher: str | None,
    published_at: str | None,
    how: "Opening",
) -> None:
    """Read whole archives into LAKE: the same as `dateline add`, by many processes at once.

    A SOURCE is what `dateline read` takes. Pages are recorded up to a hundred at a time, as they are done. It may be
    stopped, or killed, at any time: the next run with the same sources passes over what is recorded and goes on. A
    page that ends its process, or takes too long or too much memory, is refused with its reason, and the rest goes on.

    \b
      dateline batch record/ crawl-2025-07/*.warc.gz
      dateline batch record/ saved-pages/ --processes 4
      dateline batch record/ articles.parquet --column text=story
      dateline batch record/ /shared/crawl/ --engine ray --address auto      see docs/batch.md

    Exit status: 0 all was recorded or known, or it was ended; 1 something was refused, 2 wrong usage.
    """
    from dateline.batch import batch as batching
    from dateline.batch.places import Places
    from dateline.lake import Lake
    from dateline.sources import spread

    if address and engine != "ray":
        raise click.UsageError("--address is of a Ray cluster; add --engine ray")
    given = given_of(sources, url, publisher, published_at)
    ends_when_asked()
    places = Places(list(spread(sources)), how)
    record = Lake(lake)
    with told():
        try:
            with _bar("reading", as_json=as_json) as show:
                outcomes = batching(record, places, given, _engine(engine, processes, address), again=again)
                counts = tell_outcomes(_shown(outcomes, places, show), as_json=as_json)
            if is_grouping:
                _group(record, as_json=as_json)
        except (KeyboardInterrupt, Ended):
            click.echo("ended; what was counted is recorded, and the next run goes on", err=True)
            return
    click.echo(", ".join(f"{counts[kind]} {kind}" for kind in ("new", "revised", "known", "refused")), err=True)
    sys.exit(1 if counts["refused"] else 0)


Show = Callable[[int, float | None], None]
"""Shows how many are done, of how many: None where nobody knows yet."""


def _engine(name: str, processes: int | None, address: str | None) -> "Engine":
    if name == "ray":
        from dateline.batch.cluster import Cluster

        return Cluster(processes, address)
    from dateline.batch import Processes

    return Processes(processes)


def _shown(outcomes: Iterator["Recorded"], places: "Places", show: Show) -> Iterator["Recorded"]:
    for n, outcome in enumerate(outcomes, start=1):
        show(n, places.n / places.fraction if places.fraction else None)
        yield outcome


def _group(record: "Lake", *, as_json: bool) -> None:
    n_done = 0

    with _bar("grouping", as_json=as_json) as show:

        def passed(n: int) -> None:
            nonlocal n_done
            n_done += n
            show(n_done, None)

        record.refresh(passed)


@contextmanager
def _bar(what: str, *, as_json: bool) -> Iterator[Show]:
    """A bar with rate and time to go on a terminal; elsewhere a line a minute."""
    if not sys.stderr.isatty() or (as_json and sys.stdout.isatty()):
        yield _lines(what)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    rate = TextColumn("{task.fields[rate]:.1f} pages/s")
    columns = (TextColumn(what), BarColumn(bar_width=40), MofNCompleteColumn(), rate, TimeElapsedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None, rate=0.0)

        def show(n: int, total: float | None) -> None:
            elapsed = bar.tasks[0].elapsed or 0.0
            bar.update(task, completed=n, total=total and round(total), rate=n / elapsed if elapsed else 0.0)

        yield show


def _lines(what: str) -> Show:
    import time

    begun = told_at = time.monotonic()

    def show(n: int, total: float | None) -> None:
        nonlocal told_at
        now = time.monotonic()
        if now - told_at >= 60:
            told_at = now
            of = f" of about {total:,.0f}" if total else ""
            print(f"{what}: {n:,}{of}, {n / (now - begun):.1f} pages/s", file=sys.stderr, flush=True)

    return show
