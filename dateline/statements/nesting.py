"""Nesting: which statement stands in the content of which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.language import tokens_at
from dateline.records import Span, Statement
from dateline.statements.attribution import CITING
from dateline.statements.cues import Cue

DEEPEST = 16
"""Statements around a statement, at most: prose has four. What stands deeper is left out, since its chain would lack
hands if it were cut short, and a page of "he said he said" would have chains without end."""
ARTICLE = 6
"""Characters before a source in what somebody judges: room for an article ("the Russian claim")."""
_STRETCH = 2_000
"""Code points: about a few paragraphs."""


def nest(statements: Sequence[Statement]) -> list[Statement]:
    """Give each statement its `parent`: the innermost one whose content holds its cue (or, without one, its content).

    In "KCNA reported that Kim told Lavrov ..." what is told stands in what is reported. A statement in nobody's
    content keeps `parent=None`. Order and number stay as they are. Terms as in PARC 3.0 (Pareti, 2016).
    """
    around = _stretches(statements)
    return without_circles([replace(each, parent=_innermost_around(each, around)) for each in statements])


def _stretches(statements: Sequence[Statement]) -> dict[int, list[Statement]]:
    """The statements by each stretch of the text that their contents touch, so that only neighbours are compared."""
    touching: dict[int, list[Statement]] = {}
    for statement in statements:
        stretches = {n for span in statement.content for n in range(span.start // _STRETCH, span.end // _STRETCH + 1)}
        for stretch in stretches:
            touching.setdefault(stretch, []).append(statement)
    return touching


def nest_judged(statements: Sequence[Statement], cues: Sequence[Cue | None], media: frozenset[str]) -> list[Statement]:
    """Take what somebody judges out of his mouth: "Kyiv rejected Moscow's claim that …" is claimed by Moscow alone.

    A medium that reports a claim is a hand it passed through, as is whoever tells of it in a clause of his own.
    """
    by_id = {statement.id: statement for statement in statements}
    return [
        replace(statement, parent=by_id[statement.parent].parent)
        if cue is not None
        and cue.pos == "NOUN"
        and statement.parent
        and _judges(by_id[statement.parent], statement, media)
        else statement
        for statement, cue in zip(statements, cues, strict=True)
    ]


def _judges(outer: Statement, claim: Statement, media: frozenset[str]) -> bool:
    """Whether a statement is about another's claim and nothing more, and made by no medium."""
    if outer.speaker is None or outer.speaker in media or claim.source is None or outer.cue is None:
        return False
    begins = outer.content[0].start
    return outer.cue.end <= begins <= claim.source.start < begins + ARTICLE


def nest_cited(doc: Doc, statements: Sequence[Statement], cues: Sequence[Cue | None]) -> list[Statement]:
    """Give "citing X" and "quoting X" beside another's cue that statement for a parent: it tells what X told it."""
    at = [tokens_at(doc, s.cue)[0].i if s.cue is not None else None for s in statements]
    by_cue = {index: s.id for s, index in zip(statements, at, strict=True) if index is not None}
    linked = []
    for statement, cue, index in zip(statements, cues, at, strict=True):
        reporter = None
        if cue is not None and index is not None and cue.word in CITING:
            reporter = next((by_cue[above.i] for above in doc[index].ancestors if above.i in by_cue), None)
            reporter = reporter or _reported_beside(statement, statements)
        linked.append(replace(statement, parent=reporter or statement.parent))
    return without_circles(linked)


def _reported_beside(cited: Statement, statements: Sequence[Statement]) -> str | None:
    """The statement of the same content whose cue stands right before, which the parser joins to nothing."""
    alike = [other for other in statements if other.cue and other.content == cited.content and other.id != cited.id]
    before = [other for other in alike if other.cue and cited.cue and other.cue.end <= cited.cue.start]
    return max(before, key=lambda other: other.cue.end if other.cue else 0).id if before else None


def depths_of(statements: Sequence[Statement]) -> dict[str, int]:
    """How many statements stand around each, by its id; parents may not lead around in a circle."""
    parents = {statement.id: statement.parent for statement in statements}
    depths: dict[str, int] = {}
    for start in parents:
        path = []
        current: str | None = start
        while current is not None and current not in depths:
            path.append(current)
            current = parents[current]
        depth = depths[current] + 1 if current is not None else 0
        for key in reversed(path):
            depths[key] = depth
            depth += 1
    return depths


def without_circles(statements: Sequence[Statement]) -> list[Statement]:
    """The statements, with no parent where parents would lead around in a circle."""
    parents = {statement.id: statement.parent for statement in statements}
    for start in parents:
        seen = {start}
        current = parents[start]
        while current is not None:
            if current in seen:
                parents[start] = None
                break
            seen.add(current)
            current = parents[current]
    return [replace(statement, parent=parents[statement.id]) for statement in statements]


def _innermost_around(inner: Statement, around: Mapping[int, Sequence[Statement]]) -> str | None:
    place = inner.cue or inner.content[0]
    statements = around.get(place.start // _STRETCH, ())
    holders = [
        (sum(span.end - span.start for span in outer.content), outer.id)
        for outer in statements
        if outer.id != inner.id and any(span.holds(place) for span in outer.content) and not _same(outer, inner, place)
    ]
    return min(holders)[1] if holders else None


def _same(outer: Statement, inner: Statement, place: Span) -> bool:
    """Whether two statements without cues hold one another: then the wider is the outer."""
    if inner.cue is not None or outer.cue is not None:
        return False
    return sum(s.end - s.start for s in inner.content) >= sum(s.end - s.start for s in outer.content)
