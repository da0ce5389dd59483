"""The command that searches a lake: search."""

import io
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.commands.output import progress, room_to_write, told
from dateline.commands.recording import LAKE

if TYPE_CHECKING:
    from rich.text import Text

    from dateline.lake.search import Findings, Found
    from dateline.records import Span

FIELDS = {
    "speaker": ("NAME", "Who says it, or on whose word it stands; a name or an id."),
    "actor": ("NAME", "Who does it, or to whom it is done; a name or an id. Several must all be there."),
    "country": ("CODE", "The country of an actor, or where it happens: PRK, or a name."),
    "type": ("TYPE", "Of an event: AID, SANCTION … (PLOVER)."),
    "status": ("STATUS", "pledged, claimed, denied, happened …"),
    "outlet": ("NAME", "Who published it, or whose story it is; a name or an internet host."),
    "from": ("DAY", "Published on this day, month or year, or later."),
    "to": ("DAY", "Published on this day, month or year, or earlier."),
}


def _with_fields(command: click.Command) -> click.Command:
    """The command with an option for each field that may also be typed."""
    command.params[2:2] = [
        click.Option([f"--{name}", f"{name}_"], multiple=True, metavar=kind, help=about)
        for name, (kind, about) in FIELDS.items()
    ]
    return command


class _Searching(click.Command):
    """A command whose words may begin with a minus: "-tass" is no option, but takes a word away."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        until = args.index("--") if "--" in args else len(args)
        spelt: list[str] = []
        for word in args[:until]:
            is_minus = len(word) > 2 and word[0] == "-" != word[1]
            spelt += ["NOT", word[1:]] if is_minus else [word]
        return super().parse_args(context, [*spelt, *args[until:]])


@_with_fields
@click.command(cls=_Searching)
@click.argument("lake", type=LAKE)
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["articles", "statements", "events"]),
    help="Only these; otherwise each article comes once, as what fits best in it.",
)
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Show so many at most.")
@click.option("--json", "as_json", is_flag=True, help="One result a line, as JSON.")
def search(
    lake: Path, words: tuple[str, ...], kinds: tuple[str, ...], limit: int, as_json: bool, **fields: tuple[str, ...]
) -> None:
    """Search the articles, statements and events of LAKE for WORDS and fields, best first.

    All words must be there, each in any of its forms; "two words" in quotes stand side by side, as they are. OR
    between two makes either enough, a minus takes a word away, and lorr* stands for all words that begin so. Fields
    can be typed among the words, too (speaker:berg); docs/search.md explains them. Accents and case do not matter.

    \b
      dateline search record/ vaccine lorries
      dateline search record/ '"refrigerated lorries" -truce status:pledged'
      dateline search record/ --speaker lavrov --from 2025-03 --kind statements
      dateline search record/ --actor russia --actor "north korea" --type AID --json

    The index in LAKE/derived is brought up to date first; where it cannot be, a line says how far it lags.

    Exit status: 0 searched (also where nothing was found), 1 the search or the lake is wrong, 2 wrong usage.
    """
    from dateline.lake import Lake

    asked = {name.rstrip("_"): values for name, values in fields.items()} | {"in": kinds}
    with told(), room_to_write():
        record = Lake(lake)
        found = record.search(" ".join(words), asked, limit=limit, progress=partial(progress, is_printing=False))
        if found.n_behind:
            click.echo(f"the index lags by {found.n_behind:,} reading{'s' * (found.n_behind != 1)}", err=True)
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8" if as_json else None, errors="replace")
        if as_json:
            _write_json(found)
        else:
            _show(found, limit)


def _write_json(findings: "Findings") -> None:
    from dateline.jsonlines import dumps
    from dateline.records import to_dict

    for found in findings.found:
        click.echo(dumps(to_dict(found)))


def _show(findings: "Findings", limit: int) -> None:
    from rich.console import Console
    from rich.padding import Padding

    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    for found in findings.found:
        title, *rest = _shown(found)
        console.print(title)
        for part in rest:
            console.print(Padding(part, (0, 0, 0, 2)))
        console.print()
    if len(findings.found) == limit < findings.n:
        click.echo(f"the first {limit:,}; --limit shows more", err=True)
    elif not findings.found:
        click.echo("nothing found", err=True)


def _shown(found: "Found") -> "Sequence[Text]":
    """A result as it is listed: the title, where and when and what it is, the passage."""
    from rich.text import Text

    from dateline.terminal.safe import one_line

    title = _marked(found.title, found.title_marks, 0, "bold reverse") if found.title else Text(one_line(found.article))
    title.stylize("bold")
    facts = [found.outlet, found.published_on, *found.types, found.status, found.chain]
    if found.kind == "article":
        facts.append(found.article)
    about = Text(" · ".join(one_line(fact) for fact in facts if fact), style="dim")
    if found.passage is None:
        return [title, about]
    words = _marked(found.words, found.marks, found.passage.start, "bold")
    begins, ends = found.is_cut
    return [title, about, Text.assemble("… " * begins, words, " …" * ends)]


def _marked(words: str, marks: "Sequence[Span]", start: int, style: str) -> "Text":
    """Words with their marks in another style; `marks` count from `start`."""
    from rich.text import Text

    from dateline.terminal.safe import flat

    text = Text(flat(words))
    for mark in marks:
        text.stylize(style, mark.start - start, mark.end - start)
    return text
