"""The commands that write a lake: add, reread, forget, compact, migrate."""

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.given import given_of, given_options, opening_options, tables_option
from dateline.commands.output import line, progress, room_to_write, told

if TYPE_CHECKING:
    from dateline.lake.adding import Recorded
    from dateline.sources import Opening

LAKE = click.Path(file_okay=False, path_type=Path)


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("pages", nargs=-1, required=True, metavar="PAGE...")
@click.option("--json", "as_json", is_flag=True, help="What became of each page, one JSON object a line.")
@given_options
@opening_options
@tables_option
def add(
    lake: Path,
    pages: tuple[str, ...],
    as_json: bool,
    url: str | None,
    publisher: str | None,
    published_at: str | None,
    how: "Opening",
) -> None:
    """Read each PAGE and record it in LAKE, a folder, which is made if need be.

    A PAGE is what `dateline read` takes: files, web archives, tables, folders, URLs, or "-". A page that the lake has
    changes nothing; one whose text changed becomes a new revision, and the old one stays. Pages are committed a
    hundred at a time: what was counted is on disk, whatever happens next.

    \b
      dateline add record/ saved-pages/ crawl.warc.gz
      dateline add record/ https://example.org/2025/07/13/talks.html
      dateline add --json record/ saved-pages/ | jq -r 'select(.outcome == "refused") | .reason'

    Exit status: 0 all was recorded or known, 1 something was refused, 2 wrong usage.
    """
    from dateline.guarded import Guard
    from dateline.lake import Lake
    from dateline.sources import pages_in, spread

    given = given_of(pages, url, publisher, published_at)
    places = list(spread(pages))
    with told(), progress(len(places), is_printing=as_json) as passed, Guard() as guard:
        found = pages_in(places, passed, how)
        counts = tell_outcomes(Lake(lake).add(found, given, guard), as_json=as_json)
    click.echo(", ".join(f"{counts[kind]} {kind}" for kind in ("new", "revised", "known", "refused")), err=True)
    sys.exit(1 if counts["refused"] else 0)


@click.command()
@click.argument("lake", type=LAKE)
@tables_option
def reread(lake: Path) -> None:
    """Read again what an older version of the reader read, from the pages as they were fetched.

    The old readings stay: `SELECT * FROM revisions` lists them, and `dateline query --as-of` asks for them. Safe to
    stop at any time; the next run goes on.

    Exit status: 0 all was read, 1 some page was refused by today's reader, 2 wrong usage.
    """
    from dateline.guarded import Guard
    from dateline.lake import Lake

    with told(), Guard() as guard:
        record = Lake(lake)
        old = record.outdated()
        with progress(len(old), is_printing=False) as passed:
            counts = tell_outcomes(_passing(record.reread(old, guard), passed), as_json=False)
    click.echo(f"{counts['revised']} read again, {counts['refused']} refused", err=True)
    sys.exit(1 if counts["refused"] else 0)


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(lake: Path, ids: tuple[str, ...], yes: bool) -> None:
    """Delete the articles of these IDs for good, with all that came from them, history included.

    An ID is an article's (`SELECT id, title FROM articles`), or the name of a page that was refused. Nothing of it
    stays in the lake: neither readings, pages and corrections nor older files. Copies and exports are out of reach.

    Exit status: 0 deleted, 1 the lake has no such article and nothing was deleted, 2 wrong usage.
    """
    from dateline.lake import Lake

    if not yes:
        click.confirm(f"Delete {len(ids)} article(s) and their history from {lake} for good?", abort=True)
    with told():
        n = Lake(lake).forget(ids)
    click.echo(f"{n} readings and refusals deleted", err=True)


@click.command()
@click.argument("lake", type=LAKE)
@click.option(
    "--keep-hours",
    type=click.FloatRange(min=1),
    default=168.0,
    show_default=True,
    help="Keep files that were replaced less than so many hours ago, for queries that still read them.",
)
def compact(lake: Path, keep_hours: float) -> None:
    """Join the lake's small files into few and delete what nothing needs any more; safe beside readers and writers.

    Worth it after many small additions, such as a week of `dateline watch`. Versions older than --keep-hours can
    then no longer be asked for by number; times always can.
    """
    from dateline.lake import Lake

    with told():
        done = Lake(lake).compact(keep_hours=keep_hours)
    click.echo(f"{done.n_before} files became {done.n_after}; {done.n_deleted} older ones deleted", err=True)


@click.command()
@click.argument("lake", type=LAKE)
def migrate(lake: Path) -> None:
    """Renew a lake that an older version of Dateline made, so that this one can read and write it.

    Stop other users of the lake first, and keep a copy until you have looked at the result. A killed migration is
    finished by running it again.
    """
    from dateline.lake import Lake

    with told():
        found, now = Lake(lake).migrate()
    click.echo(f"form {found} became {now}" if found != now else f"the lake is of this form ({now}) already", err=True)


def _passing(outcomes: Iterable["Recorded"], passed: Callable[[], None]) -> Iterator["Recorded"]:
    for outcome in outcomes:
        yield outcome
        passed()


def tell_outcomes(outcomes: Iterable["Recorded"], *, as_json: bool) -> Counter[str]:
    """Print what became of each page: all as JSON lines, or refusals alone; how many of each kind there were."""
    from dateline.jsonlines import dumps
    from dateline.records import to_dict

    counts: Counter[str] = Counter()
    with room_to_write():
        for recorded in outcomes:
            counts[recorded.outcome] += 1
            if as_json:
                click.echo(dumps(to_dict(recorded)))
            elif recorded.outcome == "refused":
                print(f"{line(recorded.name)}: {line(recorded.reason or '')}", file=sys.stderr)
    return counts
