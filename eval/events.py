"""Event coding of single sentences: `python -m eval.events SENTENCES.jsonl PRED.jsonl`.

Reads `id` and `text` of each line; writes `{id, events: [{trigger, type, mode, status, actors, recipients}]}`, in words
of the text, with the country's code beside each participant. A sentence is read as an article of one paragraph, by
the steps of any reading. The main event comes first: the one that stands in the clauses of the fewest others.
"""

from typing import Any

from dateline.reader import read_article
from dateline.records import Article, Block, Event, Reading, Span, article_id, revision_of
from eval.lines import run


def predict(line: dict[str, Any]) -> dict[str, Any]:
    """The events of one sentence."""
    reading = read_article(paragraph(line["text"]))
    return {"id": line["id"], "events": [_flat(event, reading) for event in main_first(reading.events)]}


def paragraph(text: str) -> Article:
    """A text as an article of one paragraph, of which nothing else is known."""
    return Article(
        id=article_id(None, None, None, None, text),
        revision=revision_of(text),
        text=text,
        blocks=(Block(Span(0, len(text)), "paragraph"),),
        language="en",
    )


def main_first(events: tuple[Event, ...]) -> list[Event]:
    """Events by how many others' clauses they stand in, then by the order of the text."""

    def depth(event: Event) -> int:
        return sum(other.span.holds(event.span) and other.span != event.span for other in events)

    return sorted(events, key=lambda event: (depth(event), event.trigger.start))


def _flat(event: Event, reading: Reading) -> dict[str, Any]:
    return {
        "trigger": reading.article.words(event.trigger),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "actors": [_participant(actor, event, reading) for actor in event.actors],
        "recipients": [_participant(actor, event, reading) for actor in event.recipients],
    }


def _participant(actor_id: str, event: Event, reading: Reading) -> dict[str, str | None]:
    """The mention of an actor that stands nearest to the trigger, names before pronouns."""
    actor = reading.actor(actor_id)
    mentions = [m for m in actor.mentions if m.form != "pronoun"] or list(actor.mentions)
    if not mentions:
        return {"text": actor.name, "code": actor.country}
    nearest = min(mentions, key=lambda mention: abs(mention.span.start - event.trigger.start))
    return {"text": reading.article.words(nearest.span), "code": actor.country}


if __name__ == "__main__":
    run(predict, __doc__)
