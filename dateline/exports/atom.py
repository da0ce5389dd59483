"""The chosen articles as an Atom feed (RFC 4287), the newest first: an entry an article, with what it tells.

Each thing told begins with its status and says on whose word it stands, so that no reader of the feed takes a promise
for a deed. `updated` is when the article was recorded; `published` stands only where the page states a time with its
zone, since Atom has no days.
"""

import html
from datetime import UTC, datetime
from typing import BinaryIO

from lxml import etree
from lxml.builder import ElementMaker

from dateline.exports.chosen import Chosen
from dateline.exports.facts import VOCABULARY, Told, article_iri, status_first, told
from dateline.exports.formats import Passed, Written

ATOM = "http://www.w3.org/2005/Atom"
_E = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
_REFUSED = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)), "\ufffd")
"""What XML cannot carry."""


def write(chosen: Chosen, stream: BinaryIO, passed: Passed, /) -> Written:
    """A feed with an entry for each article."""
    newest = chosen.all("SELECT max(recorded_at) AS at FROM chosen_articles")[0]["at"]
    n = 0
    with etree.xmlfile(stream, encoding="utf-8") as out:
        out.write_declaration()
        with out.element(f"{{{ATOM}}}feed", nsmap={None: ATOM}):
            out.write(_E.title("Dateline: who said, did and promised what"))
            out.write(_E.id(f"{VOCABULARY}feed"))
            out.write(_E.updated(_moment(newest or datetime.fromtimestamp(0, UTC))))
            out.write(_E.author(_E.name("Dateline")))
            for story in told(chosen, passed, newest_first=True):
                out.write(_entry(story))
                n += 1
    stream.write(b"\n")
    return Written(n, "entries")


def _entry(story: Told) -> etree._Element:
    article = story.article
    address = article_iri(article["id"], article["url"])
    entry = _E.entry(
        _E.id(address),
        _E.title(_safe(article["title"] or article["id"])),
        _E.updated(_moment(article["recorded_at"])),
        *(_E.author(_E.name(_safe(name))) for name in _authors(story)),
        *(_E.category(term=kind) for kind in dict.fromkeys(event["type"] for event in story.events)),
        _E.content(_safe(_content(story)), type="html"),
    )
    if address.startswith("http"):
        entry.insert(2, _E.link(rel="alternate", href=address))
    if published := _zoned(article["published_at"]):
        entry.insert(3, _E.published(published))
    return entry


def _authors(story: Told) -> list[str]:
    names = story.article["byline"] or [story.article["publisher"]]
    return [name for name in names if name]


def _content(story: Told) -> str:
    facts = [status_first(event, event["clause"]) for event in story.events]
    facts += [
        f"{one['status']}, {one['speaker_name'] or one['source'] or 'somebody unnamed'}: {one['content']}"
        for one in story.statements
    ]
    day = f"<p>{story.article['published_on']}</p>" if story.article["published_on"] else ""
    return f"{day}<ul>{''.join(f'<li>{html.escape(fact)}</li>' for fact in facts)}</ul>"


def _zoned(stated: str | None) -> str | None:
    """A time as Atom has it, where it has a zone."""
    try:
        moment = datetime.fromisoformat(stated or "")
    except ValueError:
        return None
    return moment.isoformat() if moment.tzinfo else None


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _safe(words: str) -> str:
    return words.translate(_REFUSED)
