"""Articles, who is in them and what they tell as FollowTheMoney entities, one a line (its model 4).

FollowTheMoney's Event has no status, so only what is told as happened is an Event; all else, and every statement, is a
Note on its article and its parties whose words begin with the status. Entities with one id are one: tools merge them,
so an event that several articles tell is one Event with all of them as proof. Countries are alpha-2 in small letters,
times UTC, as the model asks.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from dateline.exports import codes
from dateline.exports.cells import as_line
from dateline.exports.chosen import Chosen, Row
from dateline.exports.facts import Told, article_iri, fact_uuid, status_first, told, uuid_of
from dateline.exports.formats import HAPPENED, Passed, Written

SCHEMAS = {
    "person": "Person",
    "state": "PublicBody",
    "government": "PublicBody",
    "military": "PublicBody",
    "company": "Company",
    "population": "LegalEntity",
    "other": "LegalEntity",
}
"""FollowTheMoney's schemas of our kinds of actors; Organization for all others."""
LANGUAGES = {"en": "eng"}
"""ISO 639-3, as the model has them, of the languages that are read."""
_PREFIX = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """An entity a line: articles, actors, mentions, events, notes."""
    n = 0
    known: set[str] = set()  # an actor is the same in many articles, and stands in the file once
    for story in told(chosen, passed):
        new = {actor: row for actor, row in story.actors.items() if actor not in known}
        known.update(new)
        for entity in (*map(_actor, new.values()), *_of_article(story)):
            stream.write(as_line(entity))
            n += 1
    return Written(n, "entities")


def _of_article(story: Told) -> Iterator[dict[str, Any]]:
    yield _article(story.article)
    for actor in story.actors.values():
        yield _mention(story.article, actor)
    for event in story.events:
        yield (
            _event(story, event)
            if event["status"] in HAPPENED
            else _note(
                story, "event", event, status_first(event, event["clause"]), [*event["actors"], *event["recipients"]]
            )
        )
    for statement in story.statements:
        speaker = statement["speaker_name"] or statement["source"] or "somebody unnamed"
        words = f"{statement['status']} by {speaker}: {statement['content']}"
        yield _note(story, "statement", statement, words, [statement["speaker"], statement["addressee"]])


def _article(article: Row) -> dict[str, Any]:
    return _entity(
        _article_id(article["id"]),
        "Article",
        title=article["title"],
        fileName=article["title"] or article["id"],
        author=article["byline"],
        publisher=article["publisher"] or article["agency"],
        publishedAt=_time(article["published_at"]),
        modifiedAt=_time(article["modified_at"]),
        retrievedAt=_time(article["fetched_at"]),
        processedAt=_time(article["recorded_at"].isoformat()),
        processingAgent=article["version"],
        sourceUrl=_address(article["id"], article["url"]),
        language=LANGUAGES.get(article["language"] or ""),
        keywords=article["tags"],
        bodyText=article["text"],
    )


def _actor(actor: Row) -> dict[str, Any]:
    return _entity(
        _actor_id(actor["actor"]),
        SCHEMAS.get(actor["kind"], "Organization"),
        name=actor["name"],
        country=_country(actor["country"]),
        sector=actor["sector"],
        wikidataId=actor["wikidata"],
    )


def _mention(article: Row, actor: Row) -> dict[str, Any]:
    return _entity(
        f"mention-{uuid_of(article['id'], actor['actor'])}",
        "Mention",
        document=_article_id(article["id"]),
        resolved=_actor_id(actor["actor"]),
        name=actor["name"],
        detectedSchema=SCHEMAS.get(actor["kind"], "Organization"),
    )


def _event(story: Told, event: Row) -> dict[str, Any]:
    return _entity(
        f"event-{uuid_of('happening', event['happening'] or event['event'])}",
        "Event",
        name=event["clause"],
        summary=status_first(event, event["clause"]),
        description=event["chain_words"],
        keywords=[event["type"], event["mode"], event["status"]],
        startDate=_time(event["from"]),
        endDate=_time(event["until"]),
        location=event["place"],
        country=_country(event["place_country"]),
        involved=_among(story, [*event["actors"], *event["recipients"]]),
        proof=_article_id(event["article"]),
        publisher=event["publisher"],
        sourceUrl=_address(event["article"], story.article["url"]),
    )


def _note(story: Told, kind: str, fact: Row, words: str, parties: Sequence[str | None]) -> dict[str, Any]:
    return _entity(
        f"note-{fact_uuid(kind, fact)}",
        "Note",
        name=words,
        description=words,
        keywords=[fact.get("type"), fact["status"]],
        entity=[_article_id(fact["article"]), *_among(story, parties)],
        proof=_article_id(fact["article"]),
        publisher=fact["publisher"],
        sourceUrl=_address(fact["article"], story.article["url"]),
    )


def _among(story: Told, actors: Sequence[str | None]) -> list[str]:
    """The ids of those who are entities of the file, each once."""
    return list(dict.fromkeys(_actor_id(actor) for actor in actors if actor in story.actors and actor))


def _entity(id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """An entity; each property is a list of texts."""
    listed = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {
        "id": id,
        "schema": schema,
        "properties": {name: [one for one in value if one] for name, value in listed.items()},
    }


def _article_id(article: str) -> str:
    return f"article-{uuid_of('article', article)}"


def _actor_id(actor: str) -> str:
    return f"actor-{uuid_of('actor', actor)}"


def _country(code: str | None) -> str | None:
    """An alpha-2 code in small letters; of a state that is no more, none."""
    known = codes.country(code)
    return known.alpha2.lower() if known.fips else None


def _address(article: str, url: str | None) -> str | None:
    address = article_iri(article, url)
    return address if address.startswith("http") else None


def _time(stated: str | None) -> str | None:
    """A year, a month, a day, or a time in UTC; of a time without a zone the day."""
    if not stated or _PREFIX.fullmatch(stated):
        return stated
    try:
        moment = datetime.fromisoformat(stated)
    except ValueError:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") if moment.tzinfo else stated[:10]
