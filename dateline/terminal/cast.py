"""Who acts and speaks on the page, and what on the page is not the story."""

from collections import Counter

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.records import Actor, Reading
from dateline.terminal.article import NARROW, because
from dateline.terminal.safe import one_line
from dateline.terminal.wording import counted, describe, plain

MAX_FORMS = 6
"""How many of an actor's different names and descriptions are shown; the rest only repeat them."""
MAX_LINES = 5
"""How many pieces of furniture of one kind are shown; menus of a web page hold hundreds."""


def cast(reading: Reading, *, width: int, why: bool) -> RenderableType:
    """The actors in the order of the page, with who they are and what the page calls them."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    if width >= NARROW:
        rows.add_column(max_width=28)
    rows.add_column(ratio=1)
    for actor in reading.actors:
        name, about = Text(one_line(actor.name), style="bold"), _about(reading, actor)
        reasons = because(actor.why) if why else []
        if width >= NARROW:
            rows.add_row(name, Group(about, *reasons))
        else:
            rows.add_row(Group(Text.assemble(name, " ", about), *reasons))
    return rows


def furniture(reading: Reading, *, width: int) -> RenderableType:
    """What stands on the page around the story, by kind, each text once with how often it stands there."""
    by_kind: dict[str, Counter[str]] = {}
    for block in reading.article.blocks:
        if block.is_furniture:
            by_kind.setdefault(block.kind, Counter())[one_line(reading.article.words(block.span))] += 1
    rows = Table.grid(padding=(0, 2, 0, 0))
    if width >= NARROW:
        rows.add_column(no_wrap=True)
    rows.add_column(ratio=1)
    for kind, texts in by_kind.items():
        label = plain("block", kind)
        for number, (text, n) in enumerate(list(texts.items())[:MAX_LINES]):
            words = Text(text + (f" ({n} times)" if n > 1 else ""), style="dim")
            if width >= NARROW:
                rows.add_row(Text("" if number else label), words)
            else:
                rows.add_row(Text.assemble(label, ": ", words))
        if len(texts) > MAX_LINES:
            more = Text(f"… and {counted(len(texts) - MAX_LINES, 'more line')}", style="dim")
            rows.add_row(*([Text(), more] if width >= NARROW else [more]))
    return rows


def _about(reading: Reading, actor: Actor) -> Text:
    """Who it is, how often the page speaks of it, and in which words other than the name."""
    forms = Counter(
        one_line(reading.article.words(mention.span)) for mention in actor.mentions if mention.form != "pronoun"
    )
    others = [form for form in forms if form != actor.name]
    words = ", ".join(f"“{form}”" for form in others[:MAX_FORMS]) + (" …" if len(others) > MAX_FORMS else "")
    called = counted(len(actor.mentions), "mention") + (f", as {words}" if words else "")
    parts = [describe(actor), called if actor.mentions else ""]
    return Text(". ").join(Text(part, style=style) for part, style in zip(parts, ("", "dim"), strict=True) if part)
