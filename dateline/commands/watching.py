"""The command that watches feeds: watch."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.given import tables_option
from dateline.commands.output import Ended, ends_when_asked, line, room_to_write, told
from dateline.commands.recording import LAKE

if TYPE_CHECKING:
    from collections import Counter

    from dateline.watch import Note


def _span(_context: click.Context, _option: click.Parameter, given: str | None) -> float | None:
    from dateline.watch.schedule import seconds_of

    if given is None or given == "all":
        return None
    try:
        return seconds_of(given)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _spans(context: click.Context, option: click.Parameter, given: str) -> tuple[float, ...]:
    if given == "never":
        return ()
    spans = (_span(context, option, part) for part in given.split(","))
    return tuple(sorted(span for span in spans if span))


def _feeds(_context: click.Context, _option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    from dateline.lake.watched.sameness import carries_login, host_of

    for url in given:
        try:
            host_of(url)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
        if carries_login(url):
            raise click.BadParameter(
                "an address carries a name or password, which is neither sent nor kept; take it out"
            )
    return given


def _header(_context: click.Context, _option: click.Parameter, given: str | None) -> str | None:
    if given is not None and not (given.isascii() and given.isprintable() and given.strip()):
        raise click.BadParameter("a header takes printable ASCII alone")
    return given


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("feeds", nargs=-1, metavar="[FEED]...", callback=_feeds)
@click.option(
    "--feeds",
    "lists",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file of feeds: one URL a line, or OPML as feed readers export it.",
)
@click.option("--once", is_flag=True, help="One round, then end: for cron.")
@click.option(
    "--every", default="15m", show_default=True, callback=_span, metavar="SPAN", help="Look at feeds so often."
)
@click.option(
    "--again",
    default="1h,6h,1d,7d",
    show_default=True,
    callback=_spans,
    metavar="SPANS",
    help='When a page is looked at again after it was fetched first, for edits and deletions; "never" does not.',
)
@click.option(
    "--since",
    default="30d",
    show_default=True,
    callback=_span,
    metavar="SPAN",
    help='Leave out pages that a feed dates longer ago; "all" takes them.',
)
@click.option(
    "--delay", default="2s", show_default=True, callback=_span, metavar="SPAN", help="A host's rest after each answer."
)
@click.option(
    "--connections", type=click.IntRange(1, 256), default=16, show_default=True, help="Hosts that are asked at once."
)
@click.option("--contact", callback=_header, metavar="TEXT", help="Whom sites may write to: an address or a URL.")
@click.option(
    "--agent",
    default="Dateline",
    show_default=True,
    callback=_header,
    metavar="NAME",
    help="The name that robots.txt is asked about.",
)
@click.option("--allow-private", is_flag=True, help="Fetch from loopback and private addresses, too.")
@tables_option
@click.option("--json", "as_json", is_flag=True, help="What is noticed, one JSON object a line on standard output.")
@click.option("--status", "is_status", is_flag=True, help="Show what happened so far, and watch nothing.")
@click.option(
    "--of",
    "what",
    type=click.Choice(["feeds", "items", "failures", "deletions", "edits", "log"]),
    default="feeds",
    show_default=True,
    help="What --status shows.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How --status shows it; csv and json (one row a line) have more columns.",
)
def watch(
    lake: Path,
    feeds: tuple[str, ...],
    lists: tuple[Path, ...],
    once: bool,
    every: float,
    again: tuple[float, ...],
    since: float | None,
    delay: float,
    connections: int,
    contact: str | None,
    agent: str,
    allow_private: bool,
    as_json: bool,
    is_status: bool,
    what: str,
    form: str,
) -> None:
    """Watch each FEED and record in LAKE what it lists: RSS, Atom, JSON Feed, sitemaps and indexes of these.

    New pages are fetched, kept as they came, read and recorded; later they are looked at again, so that edits become
    revisions and deletions are noted. Sites are asked politely: robots.txt and what it says of delays, one request a
    host at a time, only for what has changed, and less often where something fails. All of it is kept in LAKE, so it
    may be stopped, or killed, and begun again at any time. Without a FEED, those of the last time are watched.

    \b
      dateline watch record/ https://news.example/rss --contact desk@example.org
      dateline watch record/ --feeds feeds.opml --once          from cron; see docs/watch.md for systemd
      dateline watch record/ --status                           feeds, when they last gave something, what fails
      dateline watch record/ --status --of failures --format csv

    Exit status: 0 all went well, or it was ended; 1 something failed in this round (--once), or LAKE cannot be
    written; 2 wrong usage.
    """
    if is_status:
        if feeds or lists or once:
            raise click.UsageError("--status only shows; leave out the feeds and --once")
        _show(lake, what, form)
        return
    from dateline.guarded import Guard
    from dateline.lake import Lake
    from dateline.watch import Settings, Threads
    from dateline.watch import watch as watching

    settings = Settings(every, again, delay, since, connections, agent, contact, allow_private)
    given = tuple(dict.fromkeys((*feeds, *(url for path in lists for url in _listed(path)))))
    ends_when_asked()
    try:
        with told(), room_to_write(), Guard() as guard:
            run = watching(Lake(lake), given, Threads(), settings, once=once, tell=_teller(as_json), steps=guard)
    except (KeyboardInterrupt, Ended):
        click.echo("ended; what was fetched is kept, and the next start goes on", err=True)
        return
    click.echo(_summary(run.counts), err=True)
    sys.exit(1 if any(run.counts[kind] for kind in FAILURES) else 0)


FAILURES = ("feed failed", "feed gone", "page refused", "page delayed", "page unread")


def _listed(path: Path) -> list[str]:
    from dateline.errors import FeedError
    from dateline.watch.lists import feeds_in

    try:
        return feeds_in(path)
    except (FeedError, OSError) as error:
        raise click.BadParameter(f"{path}: {error}", param_hint="--feeds") from error


def _teller(as_json: bool) -> "Callable[[Note], None]":
    from dataclasses import asdict

    from dateline.jsonlines import dumps

    def tell(note: "Note") -> None:
        if as_json:
            click.echo(dumps(asdict(note)))
        print(f"{note.kind}: {line(note.url)}: {line(note.reason)}", file=sys.stderr, flush=True)

    return tell


def _summary(counts: "Counter[str]") -> str:
    feeds = f"{counts['feeds']} feeds answered, {counts['feed failed'] + counts['feed gone']} failed"
    pages = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "revised", "known", "refused"))
    others = {"same": "led to others", "page delayed": "to be tried again", "page gone": "gone", "left out": "too old"}
    more = "".join(f", {counts[kind]} {words}" for kind, words in others.items() if counts[kind])
    return f"{feeds}; {counts['found']} pages found: {pages}{more}"


def _show(lake: Path, what: str, form: str) -> None:
    from dateline.commands.asking import write
    from dateline.watch.status import status

    with told(), room_to_write():
        write(status(lake, what, is_brief=form == "table"), form, sys.stdout)
