"""A reading on the terminal, for a person: the page as printed, who says what, what happened and what is only said.

Everything here turns records into `rich` renderables and reads nothing but the record. All words of the page pass
`dateline.terminal.safe` and reach rich as `Text`, never as markup.
"""

from collections.abc import Iterator

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.records import STATUSES, Reading
from dateline.terminal.article import COLOURS, head, legend, marked
from dateline.terminal.cast import cast, furniture
from dateline.terminal.happenings import happenings
from dateline.terminal.safe import one_line
from dateline.terminal.voices import voices
from dateline.terminal.wording import counted, plain

MEASURE = 100
"""Columns of a comfortable page: longer lines are hard to follow, so a wider terminal gets margins or two columns."""
TWO_COLUMNS = 150
"""From here on the article stands on the left and what was read from it on the right."""


def render(reading: Reading, console: Console, *, name: str | None = None, why: bool = False) -> str:
    """The reading as this console would show it; plain text without blanks at the ends of lines where it has no colour.

    With `name`, that of the page stands above it, to tell several apart; with `why`, what decided each value beneath.
    """
    with console.capture() as shown:
        if name is not None:
            console.print(Rule(Text(one_line(name)), characters="═", style="bold"), width=min(console.width, MEASURE))
        show(reading, console, why=why)
    if console.color_system is not None:
        return shown.get()
    return "".join(f"{line.rstrip()}\n" for line in shown.get().splitlines())


def show(reading: Reading, console: Console, *, why: bool = False) -> None:
    """Print the reading on the console, as wide as it is; in two columns only where a person looks at it."""
    with_colour = console.color_system is not None and not console.no_color
    if console.is_terminal and console.width >= TWO_COLUMNS:
        width = min((console.width - 4) // 2, MEASURE)
        console.print(Group(head(reading, why=why), _summary(reading)), width=2 * width + 4)
        sides = Table.grid(padding=(0, 4, 0, 0))
        sides.add_column(width=width)
        sides.add_column(width=width)
        sides.add_row(
            Group(*_page(reading, width, with_colour), *_around(reading, width, why)), Group(*_read(reading, why))
        )
        console.print(sides)
    else:
        width = min(console.width, MEASURE)
        parts = [head(reading, why=why), _summary(reading), *_page(reading, width, with_colour)]
        console.print(Group(*parts, *_read(reading, why), *_around(reading, width, why)), width=width)


def _summary(reading: Reading) -> Text:
    """How much was read, by status, in one line."""
    parts = [(counted(len(reading.statements), "statement"), "dim")]
    for status in STATUSES:
        n = sum(event.status == status for event in reading.events)
        if n:
            parts.append((f"{n} {status}", COLOURS[status]))
    return Text(" · ").join(Text(words, style=style) for words, style in parts)


def _page(reading: Reading, width: int, with_colour: bool) -> Iterator[RenderableType]:
    yield from _titled("The page")
    yield marked(reading, width=width)
    if with_colour:
        yield Text()
        yield legend()


def _read(reading: Reading, why: bool) -> Iterator[RenderableType]:
    yield from _titled("Who says what")
    trees = voices(reading, why=why)
    yield Group(*trees) if trees else Text("Nobody is quoted on this page.", style="dim")
    for status, events in happenings(reading, why=why):
        yield from _titled(plain("status", status), COLOURS[status])
        yield events
    if not reading.events:
        yield from _titled("What happened")
        yield Text("No event between actors was found.", style="dim")


def _around(reading: Reading, width: int, why: bool) -> Iterator[RenderableType]:
    if reading.actors:
        yield from _titled("Who is on the page")
        yield cast(reading, width=width, why=why)
    if any(block.is_furniture for block in reading.article.blocks):
        yield from _titled("What is not the story")
        yield furniture(reading, width=width)


def _titled(title: str, colour: str = "") -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(title, style=f"bold {colour}"), align="left", style="dim")
