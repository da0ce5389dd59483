"""Articles and what they tell as one STIX 2.1 bundle: a report an article, a note a fact, an identity an actor.

STIX knows things that were observed; what news tell was not observed by Dateline. So events and statements are notes,
in which the status comes first, and no observed-data, incident or sighting is made of them. Type, status, chain and
place in the text stand in a property extension that the bundle defines. Reports need a time: where an article states a
day alone, it is the day's beginning in UTC.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO
from uuid import UUID

from dateline import __version__
from dateline.exports import codes
from dateline.exports.cells import as_object
from dateline.exports.chosen import Chosen, Row
from dateline.exports.facts import Told, article_iri, fact_uuid, status_first, told, uuid_of
from dateline.exports.formats import Passed, Written

SELF = f"identity--{uuid_of('stix', 'Dateline')}"
EXTENSION = f"extension-definition--{uuid_of('stix', 'claim')}"
BEGAN = "2025-01-01T00:00:00.000Z"
"""When our own objects were made, which are the same in all bundles."""
CLASSES = {"person": "individual", "population": "class", "armed_group": "group", "other": "unknown"}
"""STIX's classes of our kinds of actors; organization for all others."""


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """One bundle."""
    name = uuid_of("bundle", chosen.choice, chosen.number("SELECT count(*) FROM chosen_articles"))
    stream.write(f'{{"type": "bundle", "id": "bundle--{name}", "objects": ['.encode())
    n = 0
    written: set[str] = set()
    for item in _objects(chosen, passed):
        if item["type"] in ("identity", "location"):  # the same in many articles
            if item["id"] in written:
                continue
            written.add(item["id"])
        stream.write(b",\n" if n else b"\n")
        stream.write(json.dumps(as_object(item), ensure_ascii=False).encode("utf-8", "replace"))
        n += 1
    stream.write(b"\n]}\n")
    return Written(n, "objects")


def _objects(chosen: Chosen, passed: Passed) -> Iterator[dict[str, Any]]:
    yield _object("identity", SELF, BEGAN, name="Dateline", identity_class="system") | {"created_by_ref": None}
    yield _object(
        "extension-definition",
        EXTENSION,
        BEGAN,
        name="Claim in the news",
        description="What a note tells: status, PLOVER type, place in the article's text, on whose word.",
        schema="docs/exports.md of Dateline",
        version=__version__,
        extension_types=["property-extension"],
    )
    for story in told(chosen, passed):
        yield from _of_article(story)


def _of_article(story: Told) -> Iterator[dict[str, Any]]:
    article = story.article
    report = _id("report", uuid_of("article", article["id"]))
    at = _moment(article["recorded_at"])
    listed: list[str] = []
    for actor in story.actors.values():
        identity = _identity(actor, at)
        listed.append(identity["id"])
        yield identity
    for event in story.events:
        location = _location(event, at)
        parties = [*event["actors"], *event["recipients"]]
        about = [*_among(story, parties), *([location["id"]] if location else [])]
        note = _note("event", event, at, status_first(event, event["clause"]), about or [report])
        listed += [location["id"], note["id"]] if location else [note["id"]]
        yield from (location, note) if location else (note,)
    for statement in story.statements:
        speaker = statement["speaker_name"] or statement["source"] or "somebody unnamed"
        words = f"{statement['status']} by {speaker}: {statement['content']}"
        about = _among(story, [statement["speaker"], statement["addressee"]])
        note = _note("statement", statement, at, words, about or [report])
        listed.append(note["id"])
        yield note
    address = article_iri(article["id"], article["url"])
    yield _object(
        "report",
        report,
        at,
        name=article["title"] or article["id"],
        published=_published(article) or at,
        object_refs=list(dict.fromkeys(listed)) or [SELF],
        external_references=[
            {
                "source_name": article["publisher"] or article["agency"] or "news",
                "url": address if address.startswith("http") else None,
                "external_id": article["id"],
            }
        ],
        lang=article["language"],
    )


def _identity(actor: Row, at: str) -> dict[str, Any]:
    wikidata = actor["wikidata"]
    return _object(
        "identity",
        _id("identity", uuid_of("actor", actor["actor"])),
        at,
        name=actor["name"],
        identity_class=CLASSES.get(actor["kind"], "organization"),
        external_references=[{"source_name": "Wikidata", "external_id": wikidata}] if wikidata else [],
    )


def _location(event: Row, at: str) -> dict[str, Any] | None:
    country = codes.country(event["place_country"]).alpha2 or None
    has_point = event["lat"] is not None and event["lon"] is not None
    if not event["place"] or not (country or has_point):
        return None
    return _object(
        "location",
        _id("location", uuid_of("place", event["place"], country, event["lat"], event["lon"])),
        at,
        name=event["place"],
        country=country,
        latitude=event["lat"] if has_point else None,
        longitude=event["lon"] if has_point else None,
    )


def _note(kind: str, fact: Row, at: str, words: str, about: Sequence[str]) -> dict[str, Any]:
    return _object(
        "note",
        _id("note", fact_uuid(kind, fact)),
        at,
        abstract=f"{kind}: {fact['status']}",
        content=words,
        authors=[fact["origin_name"] or fact["publisher"] or "unnamed outlet"],
        object_refs=list(about),
        confidence=round(fact["confidence"] * 100),
        extensions={
            EXTENSION: {
                "extension_type": "property-extension",
                "kind": kind,
                "status": fact["status"],
                "plover_type": fact.get("type"),
                "plover_mode": fact.get("mode"),
                "act_type": fact.get("act_type"),
                "quotation": fact.get("quotation"),
                "chain": [f"{link['role']}: {link['name']}" for link in fact["chain"] or ()],
                "article": fact["article"],
                "start": fact["start"],
                "end": fact["end"],
                "from": fact.get("from"),
                "until": fact.get("until"),
                "due": fact.get("due"),
                "happening": fact.get("happening"),
                "review": fact["review"],
            }
        },
    )


def _object(type: str, id: str, at: str, **properties: Any) -> dict[str, Any]:
    made = {"type": type, "spec_version": "2.1", "id": id, "created_by_ref": SELF, "created": at, "modified": at}
    return made | properties


def _among(story: Told, actors: Sequence[str | None]) -> list[str]:
    """The ids of those who are identities of the bundle, each once."""
    known = (actor for actor in actors if actor and actor in story.actors)
    return list(dict.fromkeys(_id("identity", uuid_of("actor", actor)) for actor in known))


def _id(type: str, name: UUID) -> str:
    return f"{type}--{name}"


def _published(article: Row) -> str | None:
    try:
        moment = datetime.fromisoformat(article["published_at"] or "")
    except ValueError:
        moment = None
    if moment is not None and moment.tzinfo:
        return _moment(moment)
    day = article["published_on"]
    return f"{day}T00:00:00.000Z" if day else None


def _moment(at: datetime) -> str:
    at = at.astimezone(UTC)
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z"
