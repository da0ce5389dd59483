"""Articles and what they tell in schema.org's terms, with PROV's for where it comes from: one JSON-LD document.

An article is a NewsArticle; each statement and each event in it is a Claim, never a schema.org Event: who reads the
file learns that it is said, by whom, and with which status (`dl:status`). PROV says what a claim was quoted from, whom
it is attributed to, and which reading found it; `dl:chain` lists the hands, from the outlet to the origin. Nothing is
fetched to understand the document: its context is in it.
"""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.exports.cells import as_object
from dateline.exports.chosen import Chosen, Row
from dateline.exports.facts import READER, VOCABULARY, Told, actor_iri, article_iri, fact_uuid, page_uuid, told
from dateline.exports.formats import HAPPENED, Passed, Written

CONTEXT = {
    "@vocab": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dl": VOCABULARY,
    "url": {"@type": "@id"},
    "sameAs": {"@type": "@id"},
    "isBasedOn": {"@type": "@id"},
    "appearance": {"@type": "@id"},
    "prov:wasQuotedFrom": {"@type": "@id"},
    "prov:wasAttributedTo": {"@type": "@id"},
    "prov:wasGeneratedBy": {"@type": "@id"},
    "prov:wasAssociatedWith": {"@type": "@id"},
    "prov:wasDerivedFrom": {"@type": "@id"},
    "prov:used": {"@type": "@id"},
    "prov:endedAtTime": {"@type": "xsd:dateTime"},
    "dl:chain": {"@container": "@list"},
}
KINDS = {
    "person": "Person",
    "state": "Country",
    "government": "GovernmentOrganization",
    "ngo": "NGO",
    "company": "Corporation",
    "news_agency": "NewsMediaOrganization",
    "media": "NewsMediaOrganization",
    "population": "Thing",
    "other": "Thing",
}
"""schema.org's types of our kinds of actors; Organization for all others."""


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """One document: a graph of articles, claims, actors and readings."""
    stream.write(b'{"@context": ' + json.dumps(CONTEXT).encode() + b', "@graph": [')
    n = 0
    for story in told(chosen, passed):
        for node in _nodes(story):
            stream.write(b",\n" if n else b"\n")
            stream.write(json.dumps(as_object(node), ensure_ascii=False).encode("utf-8", "replace"))
            n += 1
    stream.write(b"\n]}\n")
    return Written(n, "nodes")


def _nodes(story: Told) -> Iterator[dict[str, Any]]:
    article = story.article
    reading = f"{VOCABULARY}reading:{article['row']}"
    yield _article(article)
    yield {
        "@id": reading,
        "@type": "prov:Activity",
        "prov:used": f"urn:uuid:{page_uuid(article['page'])}" if article["page"] else None,
        "prov:endedAtTime": article["recorded_at"],
        "prov:wasAssociatedWith": READER,
        "dl:version": article["version"],
    }
    yield from map(_actor, story.actors.values())
    for statement in story.statements:
        yield {**_claim(story, "statement", statement, reading), **_statement(statement)}
    for event in story.events:
        yield {**_claim(story, "event", event, reading), **_event(event)}


def _article(article: Row) -> dict[str, Any]:
    return {
        "@id": article_iri(article["id"], article["url"]),
        "@type": ["NewsArticle", "prov:Entity"],
        "identifier": article["id"],
        "url": article_iri(article["url"], article["url"]) if article["url"] else None,
        "headline": article["title"],
        "alternativeHeadline": article["subtitle"],
        "datePublished": article["published_at"],
        "dateModified": article["modified_at"],
        "author": [{"@type": "Person", "name": name} for name in article["byline"] or ()],
        "publisher": {"@type": "NewsMediaOrganization", "name": article["publisher"]} if article["publisher"] else None,
        "sourceOrganization": {"@type": "NewsMediaOrganization", "name": article["agency"]}
        if article["agency"]
        else None,
        "inLanguage": article["language"],
        "keywords": article["tags"],
        "articleBody": article["text"],
        "isBasedOn": article_iri(article["copied_from"]) if article["is_origin"] is False else None,
        "prov:wasDerivedFrom": f"urn:uuid:{page_uuid(article['page'])}" if article["page"] else None,
        "dl:revision": article["revision"],
    }


def _actor(actor: Row) -> dict[str, Any]:
    return {
        "@id": actor_iri(actor["actor"]),
        "@type": [KINDS.get(actor["kind"], "Organization"), "prov:Agent"],
        "name": actor["name"],
        "sameAs": f"http://www.wikidata.org/entity/{actor['wikidata']}" if actor["wikidata"] else None,
        "dl:country": actor["country"],
        "dl:sector": actor["sector"],
    }


def _claim(story: Told, kind: str, fact: Row, reading: str) -> dict[str, Any]:
    article = article_iri(story.article["id"], story.article["url"])
    return {
        "@id": f"urn:uuid:{fact_uuid(kind, fact)}",
        "@type": ["Claim", "prov:Entity", f"dl:{kind.capitalize()}"],
        "appearance": article,
        "prov:wasQuotedFrom": article,
        "prov:wasGeneratedBy": reading,
        "dl:status": fact["status"],
        "dl:start": fact["start"],
        "dl:end": fact["end"],
        "dl:chain": [
            {
                "@type": "dl:Link",
                "dl:role": link["role"],
                "dl:actor": {"@id": actor_iri(link["actor"])} if link["actor"] else None,
                "name": link["name"],
            }
            for link in fact["chain"] or ()
        ],
        "dl:confidence": fact["confidence"],
        "dl:review": fact["review"],
    }


def _statement(statement: Row) -> dict[str, Any]:
    speaker = actor_iri(statement["speaker"]) if statement["speaker"] else None
    return {
        "text": _as_claimed(statement, statement["content"]),
        "dl:words": statement["content"],
        "author": _named(statement["speaker"], statement["speaker_name"] or statement["source"]),
        "prov:wasAttributedTo": speaker,
        "dl:quotation": statement["quotation"],
        "dl:saidFrom": statement["said_from"],
        "dl:saidUntil": statement["said_until"],
    }


def _event(event: Row) -> dict[str, Any]:
    """An event is claimed by the last hand of its chain, and without one by the outlet."""
    origin = (event["chain"] or [None])[-1]
    return {
        "text": _as_claimed(event, event["clause"]),
        "dl:words": event["clause"],
        "author": _named(origin["actor"], origin["name"])
        if origin
        else {"@type": "NewsMediaOrganization", "name": event["publisher"]}
        if event["publisher"]
        else None,
        "prov:wasAttributedTo": actor_iri(origin["actor"]) if origin and origin["actor"] else None,
        "dl:type": event["type"],
        "dl:mode": event["mode"],
        "dl:actType": event["act_type"],
        "dl:actors": [_named(*one) for one in zip(event["actors"], event["actor_names"], strict=False)],
        "dl:recipients": [_named(*one) for one in zip(event["recipients"], event["recipient_names"], strict=False)],
        "dl:place": event["place"],
        "dl:placeCountry": event["place_country"],
        "dl:from": event["from"],
        "dl:until": event["until"],
        "dl:due": event["due"],
        "dl:happening": event["happening"],
    }


def _as_claimed(fact: Row, words: str) -> str:
    """What the author of a claim claims: of what they deny, plan or promise, not the words alone."""
    return words if fact["status"] in (*HAPPENED, "claimed") else f"{fact['status']}: {words}"


def _named(actor: str | None, name: str | None) -> dict[str, Any]:
    return {"@id": actor_iri(actor)} if actor else {"name": name}
