"""What is done between actors, and what may be believed of it: parse, actors and statements to events.

The steps, in their order: `triggers` finds the words, `coding` says which PLOVER event each is of, `participants` who
it is between, `merging` that one happening is one event, `status` on whose word it stands, `circumstances` the rest.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from dateline.encoder import Encoded
from dateline.events import circumstances, merging
from dateline.events.circumstances import Found, found_in
from dateline.events.coding import Coding, code
from dateline.events.confidence import confidence_of
from dateline.events.hints import Hints
from dateline.events.lasting import lasts
from dateline.events.lexicon import kinds
from dateline.events.merging import Happening
from dateline.events.participants import participants_of
from dateline.events.parties import Parties
from dateline.events.status import decide
from dateline.events.telling import Telling, carrier, said_in
from dateline.events.telltale import is_told
from dateline.events.timing import when_and_due
from dateline.events.triggers import find_triggers
from dateline.places import find_places
from dateline.quantities import find_quantities
from dateline.records import Act, Actor, Article, Event, Span, Statement
from dateline.times import find_times

__all__ = ["find_events"]


def find_events(
    article: Article,
    doc: Doc,
    actors: Sequence[Actor],
    statements: Sequence[Statement],
    encoded: Sequence[Encoded] = (),
) -> tuple[list[Event], list[Actor]]:
    """The events of an article in the order of the text, each once, and the actors with the states that only they name.

    Spans lie in `article.text`. An event mostly has a party; ids are "e1", "e2" ... A state is added where an
    event's party is named by its adjective alone ("rejected an Indian proposal"). `encoded` is what the model makes of
    the article; without it the tables alone say what a word tells.
    """
    telling = Telling(article, actors, statements)
    found = found_in(doc, find_places(doc), find_times(doc, article.told_at), find_quantities(doc))
    parties = Parties(doc, actors, telling, found.places, Hints(encoded))
    coded = merging.completed(list(_happenings(doc, parties, telling)))
    happenings = merging.once([happening for happening in coded if is_told(happening, telling, parties.hints)])
    happenings = merging.without_retold_titles(happenings, article)
    tops = frozenset(circumstances.top_of(happening.trigger).i for happening in happenings)
    events = [
        _event(f"e{number}", happening, parties, found, tops, article.told_at)
        for number, happening in enumerate(happenings, start=1)
    ]
    return events, parties.with_implied(party for event in events for party in (*event.actors, *event.recipients))


def _happenings(doc: Doc, parties: Parties, telling: Telling) -> Iterator[Happening]:
    """Each trigger that codes to an event, with the parties that its own clause names."""
    for trigger in find_triggers(doc, parties):
        statement = telling.statement_at(trigger.token, carrier(trigger.clause))
        coding = code(trigger, parties, is_said=statement is not None)
        if coding is None:
            continue
        speaker = telling.speaker_of(statement)
        yield Happening(trigger, coding, participants_of(trigger, coding, parties, speaker))


def _event(
    id: str, happening: Happening, parties: Parties, found: Found, tops: frozenset[int], told_at: str | None
) -> Event:
    trigger, coding, between = happening.trigger, happening.coding, happening.participants
    telling = parties.telling
    statement = telling.statement_at(coding.token, carrier(trigger.clause) if coding.token == trigger.token else None)
    decision = decide(
        coding,
        statement,
        is_own_commitment=telling.is_own(statement, between.actors),
        lasts=lasts(trigger),
        answers=telling.answers(statement, coding.token),
    )
    mood = coding.mood
    if decision.status == "denied" and mood.reality == "hearsay" and mood.word is not None:
        statement = telling.rejected_in(mood.word) or statement
    top = circumstances.top_of(trigger)
    own = said_in(statement, circumstances.own_tokens(top, tops - {top.i}))
    when, due = when_and_due(own, found, happening, decision.status, told_at)
    return Event(
        id=id,
        type=coding.type,
        trigger=_word(coding.token),
        span=circumstances.span_of(top),
        status=decision.status,
        mode=coding.mode,
        contexts=circumstances.contexts_of(own),
        quad=kinds()[coding.type].quad,
        act=_act(coding),
        actors=tuple(actor.id for actor in between.actors),
        recipients=tuple(actor.id for actor in between.recipients),
        reciprocal=between.is_reciprocal,
        object=circumstances.object_of(trigger, coding),
        quantities=circumstances.quantities_of(own, found),
        place=circumstances.place_of(own, trigger, coding, found, parties),
        when=when,
        due=due,
        conditions=circumstances.conditions_of(own),
        statement=statement.id if statement else None,
        chain=telling.chain_of(statement),
        confidence=confidence_of(trigger.entry, between, decision.status),
        why=(*coding.why, f"status: {decision.why}"),
    )


def _act(coding: Coding) -> Act | None:
    if coding.act is None or coding.act_type is None:
        return None
    return Act(coding.act_type, _word(coding.act.token))


def _word(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
