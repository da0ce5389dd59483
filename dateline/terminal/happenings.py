"""What happened, and what is only claimed, promised, denied: the events by status, with the words that say them."""

from collections.abc import Iterator, Sequence, Set

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dateline.records import STATUSES, Event, Reading, Span
from dateline.terminal.article import COLOURS, because
from dateline.terminal.safe import flat, one_line
from dateline.terminal.wording import chain_words, kind_of_event, place_words, time_words

MAX_WORDS = 320
"""Code points of a clause that are shown around its trigger; the longest sentences of news run to twice that."""

MAX_OBJECT = 60
"""Code points of an object that still fit beside the parties; a longer one is seen in the clause beneath."""


def happenings(reading: Reading, *, why: bool) -> Iterator[tuple[str, RenderableType]]:
    """For each status that events of the page have, the status and these events."""
    forms = {(actor.id, mention.span) for actor in reading.actors for mention in actor.mentions}
    for status in STATUSES:
        events = [_event(reading, event, forms, why=why) for event in reading.events if event.status == status]
        if events:
            yield status, Group(*_spaced(events))


def _event(reading: Reading, event: Event, forms: Set[tuple[str, Span]], *, why: bool) -> RenderableType:
    first = Text.assemble(_parties(reading, event), ": ", (kind_of_event(event), COLOURS[event.status]))
    if given := _object(reading, event, forms):
        first.append(f", {given}")
    facts = Text(style="dim")
    for name, value in _facts(reading, event):
        facts.append(" · " if facts else "").append(f"{name} ", style="italic").append(value)
    beneath = [_clause(reading, event), *([facts] if facts else []), *(because(event.why) if why else ())]
    return Group(first, Padding(Group(*beneath), (0, 0, 0, 2)))


def _spaced(parts: Sequence[RenderableType]) -> Iterator[RenderableType]:
    for number, part in enumerate(parts):
        if number:
            yield ""
        yield part


def _parties(reading: Reading, event: Event) -> Text:
    actors = [one_line(reading.actor(actor).name) for actor in event.actors]
    recipients = [one_line(reading.actor(actor).name) for actor in event.recipients]
    if event.reciprocal:
        return Text(" ⇄ ".join(actors), style="bold")
    words = _listed(actors) or "(by whom is not said)"
    return Text(f"{words} → {_listed(recipients)}" if recipients else words, style="bold")


def _listed(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _object(reading: Reading, event: Event, forms: Set[tuple[str, Span]]) -> str:
    """What was given, signed, promised, if a few words say it; not where it is only a party's name once more."""
    if event.object is None or event.object.end - event.object.start > MAX_OBJECT:
        return ""
    if any((party, event.object) in forms for party in (*event.actors, *event.recipients)):
        return ""
    return one_line(reading.article.words(event.object))


def _clause(reading: Reading, event: Event) -> Text:
    """The clause on one line, its trigger underlined and its object bold, cut where it runs on."""
    start = max(event.span.start, min(event.trigger.start - MAX_WORDS // 2, event.span.end - MAX_WORDS))
    end = min(event.span.end, start + MAX_WORDS)
    words = Text(flat(reading.article.text[start:end]))
    shown = Span(start, end)
    act = event.act.trigger if event.act else None
    for span, style in ((event.object, "bold"), (act, "underline"), (event.trigger, "underline")):
        if span and span.overlaps(shown):
            words.stylize(style, max(span.start, start) - start, min(span.end, end) - start)
    before, after = "…" if start > event.span.start else "", "…" if end < event.span.end else ""
    return Text.assemble(before, words, after)


def _facts(reading: Reading, event: Event) -> Iterator[tuple[str, str]]:
    words = reading.article.words
    uncounted = [each for each in event.quantities if not (event.object and event.object.holds(each.span))]
    if uncounted:
        yield "how many", "; ".join(one_line(words(quantity.span)) for quantity in uncounted)
    if event.place:
        yield "where", place_words(event.place)
    if event.when:
        yield "when", time_words(event.when)
    if event.due:
        yield "due", time_words(event.due)
    for condition in event.conditions:
        yield "if", one_line(words(condition))
    if event.chain:
        in_own_voice = not event.statement
        yield "told by" if in_own_voice else "on the word of", chain_words(reading, event.chain)
