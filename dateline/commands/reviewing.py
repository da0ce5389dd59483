"""The commands by which people judge facts: review confirm, correct, reject, same, withdraw, export, import."""

import sys
from pathlib import Path
from typing import Any

import click

from dateline.commands.output import line, room_to_write, told
from dateline.commands.recording import LAKE

WHO = click.option("--who", required=True, metavar="NAME", help="Who judges.")
REASON = click.option("--reason", metavar="TEXT", help="Why.")


@click.group()
def review() -> None:
    """Confirm, correct or reject what the reader found, and take it back; people's word wins in all views.

    Facts go by their keys (`SELECT statement, content FROM statements`, `SELECT event, clause FROM events`). A
    correction survives rereading; who made it and why is kept.

    \b
      dateline review reject record/ 5f0c.../e3 --who anna --reason "a rehearsal"
      dateline review correct record/ 5f0c.../e3 status=claimed recipients=state/MDA --who anna
      dateline review same record/ person/-/sergey-lavrov person/RUS/sergei-lavrov --who anna
      dateline review export record/ > corrections.jsonl
    """


@review.command()
@click.argument("lake", type=LAKE)
@click.argument("fact")
@WHO
@REASON
def confirm(lake: Path, fact: str, who: str, reason: str | None) -> None:
    """Say that a statement or event is right."""
    _judge(lake, fact, "confirm", who, reason)


@review.command()
@click.argument("lake", type=LAKE)
@click.argument("fact")
@WHO
@REASON
def reject(lake: Path, fact: str, who: str, reason: str | None) -> None:
    """Say that a statement or event is not what the page says; the views leave it out."""
    _judge(lake, fact, "reject", who, reason)


@review.command()
@click.argument("lake", type=LAKE)
@click.argument("fact")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@WHO
@REASON
def correct(lake: Path, fact: str, changes: tuple[str, ...], who: str, reason: str | None) -> None:
    """Say what is right instead: FIELD=VALUE; several values of a list with commas between, none as FIELD=."""
    _judge(lake, fact, "correct", who, reason, dict(map(_change, changes)))


@review.command()
@click.argument("lake", type=LAKE)
@click.argument("actor")
@click.argument("as_actor")
@WHO
@REASON
def same(lake: Path, actor: str, as_actor: str, who: str, reason: str | None) -> None:
    """Say that ACTOR is AS_ACTOR: the views show the second id for both."""
    from dateline.lake.corrections import same_actor

    with told():
        click.echo(same_actor(lake, actor, as_actor, who=who, reason=reason).id)


@review.command()
@click.argument("lake", type=LAKE)
@click.argument("correction")
@WHO
@REASON
def withdraw(lake: Path, correction: str, who: str, reason: str | None) -> None:
    """Take back a correction by its id (`SELECT id, quote, who FROM corrections`)."""
    from dateline.lake import corrections

    with told():
        click.echo(corrections.withdraw(lake, correction, who=who, reason=reason).id)


@review.command()
@click.argument("lake", type=LAKE)
def export(lake: Path) -> None:
    """Print all corrections, one JSON object a line."""
    from dateline.jsonlines import dumps
    from dateline.lake.corrections import exported
    from dateline.records import to_dict

    with told(), room_to_write():
        for correction in exported(lake):
            click.echo(dumps(to_dict(correction)))


@review.command("import")
@click.argument("lake", type=LAKE)
@click.argument("file", type=click.File("rb"))
def import_(lake: Path, file: Any) -> None:
    """Record corrections from FILE ("-": standard input), as `review export` prints them; known ones change nothing.

    Exit status: 0 all lines were taken, 1 some line is no correction (the others were taken), 2 wrong usage.
    """
    from dateline.lake.corrections import imported

    with told():
        n_new, n_known, faults = imported(lake, file)
    for fault in faults:
        click.echo(line(f"{file.name}: {fault}"), err=True)
    click.echo(f"{n_new} new, {n_known} known, {len(faults)} refused", err=True)
    sys.exit(1 if faults else 0)


def _judge(lake: Path, fact: str, verdict: Any, who: str, reason: str | None, changes: Any = None) -> None:
    from dateline.lake.corrections import judge

    with told():
        click.echo(judge(lake, fact, verdict, who=who, reason=reason, changes=changes).id)


def _change(stated: str) -> tuple[str, Any]:
    from dateline.lake.corrections import LISTS

    field, equals, value = stated.partition("=")
    if not equals:
        raise click.BadParameter(f"{stated!r} is no change; write FIELD=VALUE")
    if field in LISTS:
        return field, [part.strip() for part in value.split(",") if part.strip()]
    return field, value or None
