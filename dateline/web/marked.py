"""An article's text in marked pieces: what each stretch of words is part of, block by block.

Statements and events overlap and nest, so the text is cut wherever one of them begins or ends, and each piece names all
that it belongs to. No piece is lost and none is changed: together they are the text, code point by code point.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.records import Block, Reading, Span, Statement
from dateline.web.words import group


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: where it starts, what it belongs to, how it is drawn, and which fact it leads to."""

    start: int
    text: str
    facts: tuple[str, ...]
    classes: tuple[str, ...]
    target: str | None


@dataclass(frozen=True, slots=True)
class Marked:
    """A block with its pieces."""

    kind: str
    start: int
    is_furniture: bool
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    span: Span
    fact: str
    classes: tuple[str, ...]
    is_target: bool = False


def marked(reading: Reading, statuses: Mapping[str, str]) -> list[Marked]:
    """The blocks of an article. `statuses` are of the facts that are shown, by id; what is not in it is not marked."""
    depths = _depths(reading.statements)
    marks = [*_of_statements(reading, statuses, depths), *_of_events(reading, statuses)]
    return [_block(reading, block, marks) for block in reading.article.blocks]


def _of_statements(reading: Reading, statuses: Mapping[str, str], depths: Mapping[str, int]) -> Iterator[_Mark]:
    for statement in reading.statements:
        if statement.id not in statuses:
            continue
        for span in statement.content:
            yield _Mark(span, statement.id, ("said", f"deep-{min(depths[statement.id], 3)}"))
        if statement.source:
            yield _Mark(statement.source, statement.id, ("source",), True)
        if statement.cue:
            yield _Mark(statement.cue, statement.id, ("cue",), True)


def _of_events(reading: Reading, statuses: Mapping[str, str]) -> Iterator[_Mark]:
    for event in reading.events:
        if event.id in statuses:
            status = statuses[event.id]
            drawn = (f"is-{group(status)}", f"was-{status}")
            yield _Mark(event.span, event.id, ("told", *drawn))
            yield _Mark(event.trigger, event.id, ("trigger", *drawn), True)


def _depths(statements: Sequence[Statement]) -> dict[str, int]:
    """How many statements each stands in, itself counted."""
    parents = {statement.id: statement.parent for statement in statements}
    depths: dict[str, int] = {}
    for key in parents:
        depth, at, seen = 1, parents[key], {key}
        while at and at not in seen:
            seen.add(at)
            depth, at = depth + 1, parents.get(at)
        depths[key] = depth
    return depths


def _block(reading: Reading, block: Block, marks: Sequence[_Mark]) -> Marked:
    here = [mark for mark in marks if mark.span.overlaps(block.span)]
    edges = {block.span.start, block.span.end}
    for mark in here:
        edges.update(edge for edge in (mark.span.start, mark.span.end) if block.span.start < edge < block.span.end)
    pieces = tuple(_piece(reading, start, end, here) for start, end in pairwise(sorted(edges)))
    return Marked(block.kind, block.span.start, block.is_furniture, pieces)


def _piece(reading: Reading, start: int, end: int, marks: Sequence[_Mark]) -> Piece:
    over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    shortest_first = sorted(over, key=lambda mark: (mark.span.end - mark.span.start, "trigger" not in mark.classes))
    classes = tuple(dict.fromkeys(name for mark in shortest_first for name in mark.classes))
    return Piece(
        start=start,
        text=reading.article.text[start:end],
        facts=tuple(dict.fromkeys(mark.fact for mark in shortest_first)),
        classes=_drawn(classes, shortest_first),
        target=next((mark.fact for mark in shortest_first if mark.is_target), None),
    )


def _drawn(classes: Sequence[str], shortest_first: Sequence[_Mark]) -> tuple[str, ...]:
    """The classes, of statuses only the innermost event's, of depths only the deepest."""
    own = next((mark.classes for mark in shortest_first if "told" in mark.classes or "trigger" in mark.classes), ())
    deepest = max((name for name in classes if name.startswith("deep-")), default=None)
    kept = [name for name in classes if not name.startswith(("deep-", "is-", "was-"))]
    return (*kept, *(name for name in own if name.startswith(("is-", "was-"))), *([deepest] if deepest else []))
