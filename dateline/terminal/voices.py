"""Who says what: the statements as a tree, from the outlet along each chain to whoever said it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rich.console import Group
from rich.text import Text
from rich.tree import Tree

from dateline.records import ChainLink, Reading, Span, Statement
from dateline.terminal.article import COLOURS, because, raised
from dateline.terminal.safe import flat, one_line
from dateline.terminal.wording import describe, hands, link_name, plain, time_words

MARKS = '“”„«»"'
"""Quotation marks, of which the shown words get one pair of their own."""


@dataclass(slots=True)
class _Voice:
    """One hand on the way of the words: what it says itself, and through whom it has the rest."""

    link: ChainLink
    says: list[int] = field(default_factory=list)
    voices: dict[str, "_Voice"] = field(default_factory=dict)


Inner = Mapping[str, Sequence[tuple[Span, int]]]
"""By a statement's id, the contents of the statements within it, each with its number."""


def voices(reading: Reading, *, why: bool) -> list[Tree]:
    """A tree for each outlet or agency that the page's words came through; leaves are statements, by number."""
    roots: dict[str, _Voice] = {}
    for index, statement in enumerate(reading.statements):
        here, voice = roots, None
        for name, link in hands(reading, statement.chain or (_unknown(statement),)):
            voice = here.setdefault(name, _Voice(link))
            here = voice.voices
        if voice:
            voice.says.append(index)
    inner = _inner(reading)
    return [_branch(reading, voice, None, inner, why=why) for voice in roots.values()]


def _inner(reading: Reading) -> Inner:
    inner: defaultdict[str, list[tuple[Span, int]]] = defaultdict(list)
    for number, statement in enumerate(reading.statements, start=1):
        if statement.parent:
            inner[statement.parent] += [(span, number) for span in statement.content]
    return inner


def _unknown(statement: Statement) -> ChainLink:
    return ChainLink("speaker", statement.speaker, statement.source)


def _branch(reading: Reading, voice: _Voice, above: Tree | None, inner: Inner, *, why: bool) -> Tree:
    label = Text(link_name(reading, voice.link), style="bold")
    if voice.link.actor and (about := describe(reading.actor(voice.link.actor))):
        label.append(f"  {about}", style="not bold dim")
    branch = above.add(label) if above else Tree(label, guide_style="dim")
    for index in voice.says:
        branch.add(_leaf(reading, index, inner, why=why))
    for further in voice.voices.values():
        _branch(reading, further, branch, inner, why=why)
    return branch


def _leaf(reading: Reading, index: int, inner: Inner, *, why: bool) -> Group:
    statement = reading.statements[index]
    manner = [part for part in _manner(reading, statement) if part]
    first = Text.assemble((raised([index + 1]), "bold bright_blue"), " ", (" · ".join(manner), "italic"))
    return Group(
        first, _content(reading, statement, inner.get(statement.id, ())), *(because(statement.why) if why else ())
    )


def _manner(reading: Reading, statement: Statement) -> list[str]:
    """How it was said: the cue, to whom, how close to the words, as what, and when."""
    words = reading.article.words
    return [
        one_line(words(statement.cue)) if statement.cue else "",
        f"to {one_line(reading.actor(statement.addressee).name)}" if statement.addressee else "",
        plain("quotation", statement.quotation),
        plain("said", statement.status),
        time_words(statement.when) if statement.when else "",
    ]


def _content(reading: Reading, statement: Statement, inner: Sequence[tuple[Span, int]]) -> Text:
    """The words said, but of a statement within them only its number: it has its own leaf."""
    said = " … ".join(_without(reading.article.text, span, inner) for span in statement.content)
    if statement.quotation == "direct":
        said = f"“{said.strip(MARKS).rstrip(',')}”"
    return Text(said, style=COLOURS[statement.status])


def _without(text: str, span: Span, inner: Sequence[tuple[Span, int]]) -> str:
    """The words of a span on one line, with "…³" for each inner span."""
    at, said = span.start, ""
    for part, number in sorted(inner):
        if span.holds(part) and part.start >= at and part != span:
            said += f"{flat(text[at : part.start])} …{raised([number])} "
            at = part.end
    said += flat(text[at : span.end])
    return " ".join(said.replace(" ,", ",").split())
