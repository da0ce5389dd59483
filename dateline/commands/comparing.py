"""The command that lays others' event data beside the record: compare."""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.commands.asking import write
from dateline.commands.output import line, room_to_write, told
from dateline.commands.recording import LAKE

if TYPE_CHECKING:
    from dateline.exports.beside import Tally


@dataclass(frozen=True, slots=True)
class _Rows:
    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self.rows


@click.command()
@click.argument("lake", type=LAKE)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="table: what fits on a screen; csv, json (one row a line): every column.",
)
def compare(lake: Path, file: Path, form: str) -> None:
    """Lay FILE, event data of GDELT or POLECAT, beside what LAKE tells of the same pages.

    FILE is tab-separated: GDELT 2.0's events (61 columns) or mentions (16), or POLECAT's columns with their header.
    Rows are matched by the page's address; where FILE states none, by day, type and parties. Each row agrees, differs
    (in type, mode, actor, recipient, place or day), or is only theirs; what the record tells of those pages and FILE
    does not is only ours. Beside each stand status, chain, and how many articles, texts and accounts tell it.
    Nothing is written to LAKE.

    \b
      dateline compare record/ 20250305.export.CSV
      dateline compare record/ 20250305.export.CSV --format csv > beside.csv

    Exit status: 0 all rows were read, 1 some row, LAKE or FILE cannot be read, 2 wrong usage.
    """
    from dateline.exports import beside

    with told(), room_to_write():
        tally, rows = beside.compare(lake, file)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        write(_shown(rows) if form == "table" else _Rows(beside.COLUMNS, rows), form, sys.stdout)
    for failure in tally.failures:
        click.echo(f"{line(failure.name)}: {line(failure.reason)}", err=True)
    for remark in _remarks(tally):
        click.echo(remark, err=True)
    sys.exit(1 if tally.failures else 0)


def _shown(rows: Iterator[tuple[Any, ...]]) -> _Rows:
    from dateline.exports.beside import COLUMNS

    def condensed() -> Iterator[tuple[Any, ...]]:
        for values in rows:
            row = dict(zip(COLUMNS, values, strict=True))
            kind = row["their_type"] or row["their_code"]
            theirs = _words(kind, row["their_actor"], row["their_recipient"]) or row["their_event"]
            ours = _words(row["type"], row["actor"], row["recipient"])
            counts = [row[name] for name in ("n_articles", "n_texts", "n_accounts")]
            told_by = "" if counts[0] is None else "/".join(map(str, counts))
            yield (row["outcome"], row["differs"], theirs, ours, row["status"], row["chain"], told_by)

    columns = ("outcome", "differs", "theirs", "ours", "status", "chain", "articles/texts/accounts")
    return _Rows(columns, condensed())


def _words(kind: str | None, actor: str | None, recipient: str | None) -> str:
    return f"{kind} {actor or '-'} → {recipient or '-'}" if kind else ""


def _remarks(tally: "Tally") -> Iterator[str]:
    counts = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(tally.outcomes.items())) or "nothing to compare"
    yield f"{tally.form}, {tally.n_rows:,} rows: {counts}; {tally.n_elsewhere:,} about what the record does not have"
    if tally.unmapped:
        listed = ", ".join(f"{line(code)} ({n:,})" for code, n in tally.unmapped.most_common(10))
        yield f"CAMEO codes that PLOVER's authors map to no type, compared by code alone: {listed}"
