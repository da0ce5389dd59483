"""Events and statements as W3C Web Annotations, one a line: each on its exact words.

The target has both selectors: the words with some context, and their place, in code points of the article's text
(`articleBody` in JSON-LD, `text` in CSV). `cached` names the page's record in the web archive that `warc` writes. The
body says in words what is told, with its status first, and as data in terms of Dateline's own ("dl:").
(Web Annotation Data Model, W3C Recommendation of 2017.)
"""

from typing import Any, BinaryIO

from dateline.exports.cells import as_line
from dateline.exports.chosen import Chosen, Row
from dateline.exports.facts import (
    READER,
    VOCABULARY,
    Told,
    actor_iri,
    article_iri,
    fact_uuid,
    page_uuid,
    status_first,
    told,
)
from dateline.exports.formats import Passed, Written

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dl": VOCABULARY}]
AROUND = 32
"""Code points of context on either side of the words."""
_EVENT = (
    *("type", "mode", "contexts", "act_type", "place", "place_country", "from", "until", "due", "conditions"),
    *("happening", "object", "reciprocal"),
)
_STATEMENT = ("quotation", "said_from", "said_until", "cue")


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """A line for each chosen event and statement."""
    n = 0
    for story in told(chosen, passed):
        for kind, facts in (("event", story.events), ("statement", story.statements)):
            for fact in facts:
                stream.write(as_line(annotation(story, kind, fact)))
                n += 1
    return Written(n, "annotations")


def annotation(story: Told, kind: str, fact: Row) -> dict[str, Any]:
    """The annotation of one fact."""
    article = story.article
    about = _EVENT if kind == "event" else _STATEMENT
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{fact_uuid(kind, fact)}",
        "type": "Annotation",
        "motivation": "describing",
        "generated": article["recorded_at"],
        "generator": {"id": READER, "type": "Software", "name": article["version"]},
        "body": [
            {"type": "TextualBody", "format": "text/plain", "language": "en", "value": _in_words(kind, fact)},
            {
                "type": f"dl:{kind.capitalize()}",
                "dl:status": fact["status"],
                **{f"dl:{name}": fact[name] for name in about},
                **_who(kind, fact),
                "dl:chain": [_link(link) for link in fact["chain"] or ()],
                "dl:origin": fact["origin_name"],
                "dl:confidence": fact["confidence"],
                "dl:review": fact["review"],
            },
        ],
        "target": {
            "source": article_iri(article["id"], article["url"]),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "prefix": article["text"][max(fact["start"] - AROUND, 0) : fact["start"]],
                    "exact": story.words(fact),
                    "suffix": article["text"][fact["end"] : fact["end"] + AROUND],
                },
                {"type": "TextPositionSelector", "start": fact["start"], "end": fact["end"]},
            ],
            "state": {
                "type": "TimeState",
                "sourceDate": article["seen_at"],
                "cached": f"urn:uuid:{page_uuid(article['page'])}" if article["page"] else None,
            },
        },
    }


def _in_words(kind: str, fact: Row) -> str:
    if kind == "event":
        return status_first(fact, fact["clause"])
    return f"{fact['status']} by {fact['speaker_name'] or fact['source'] or 'somebody unnamed'}: {fact['content']}"


def _who(kind: str, fact: Row) -> dict[str, Any]:
    if kind == "statement":
        return {
            "dl:speaker": _named(fact["speaker"], fact["speaker_name"]),
            "dl:addressee": _named(fact["addressee"], fact["addressee_name"]),
        }
    return {
        f"dl:{side}s": [_named(*one) for one in zip(fact[f"{side}s"], fact[f"{side}_names"], strict=False)]
        for side in ("actor", "recipient")
    }


def _named(actor: str | None, name: str | None) -> dict[str, Any]:
    return {"id": actor_iri(actor) if actor else None, "dl:name": name}


def _link(link: Row) -> dict[str, Any]:
    return {"dl:role": link["role"], **_named(link["actor"], link["name"])}
