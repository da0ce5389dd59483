"""What a page says of itself for machines: JSON-LD, meta tags and link elements, as plain strings by name.

JSON-LD often breaks the rules (line ends in strings, trailing commas, HTML comments around it, several objects in one
script): what can be mended is, and the rest is left out. Sources: schema.org, ogp.me, RFC 8259.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from lxml import html

from dateline import tables
from dateline.page.entities import unescape_all

ARTICLE_TYPES = re.compile(r"(?:Article|Posting|Report|Review|Blog ?Post|Column|Recipe|Interview|ClaimReview)$")
MAX_NODES = 5_000
"""Nodes of JSON-LD that are looked at: the largest measured page has 1,400."""
MAX_DEPTH = 20
"""Lists and objects around a string that is read: an author in a list has two."""


@dataclass(frozen=True, slots=True)
class Structured:
    """The values of a page's meta tags by lower-case name in page order, and its JSON-LD objects, outermost first,
    and the title element."""

    meta: Mapping[str, Sequence[str]]
    objects: Sequence[Mapping[str, Any]]
    links: Mapping[str, str]
    title: str
    html_language: str | None

    def stated(self, value: str) -> Iterator[tuple[str, str]]:
        """Each content of the meta tags that state `value` ("title"), best first, with the tag's name."""
        for name in meta_names().get(value, ()):
            for content in self.meta.get(name, ()):
                yield content, name

    def named(self) -> Mapping[str, Mapping[str, Any]]:
        """The JSON-LD objects that have a name, by their `@id`; of several with the same one the first."""
        found: dict[str, Mapping[str, Any]] = {}
        for item in self.objects:
            if isinstance(name := item.get("@id"), str) and strings(item):
                found.setdefault(name, item)
        return found

    def articles(self) -> list[Mapping[str, Any]]:
        """The JSON-LD objects that describe an article, the page's own first."""
        found = [item for item in self.objects if any(ARTICLE_TYPES.search(kind) for kind in types_of(item))]
        return sorted(found, key=lambda item: "headline" not in item)


def structured(tree: html.HtmlElement) -> Structured:
    """The structured data of a page."""
    meta: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = (element.get("content") or "").strip()
        if value:
            for attribute in ("property", "name", "itemprop", "http-equiv"):
                if name := element.get(attribute):
                    meta.setdefault(name.strip().lower(), []).append(unescape_all(value))
    links = {
        relation: element.get("href", "")
        for element in tree.iter("link")
        if element.get("href") and (relation := (element.get("rel") or "").lower()) in ("canonical", "amphtml")
    }
    objects: list[Mapping[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            for value in parse_json(script.text):
                objects.extend(_objects(value))
    title = unescape_all(tree.findtext(".//title") or "")
    return Structured(meta, objects[:MAX_NODES], links, title, (tree.get("lang") or "").strip().lower() or None)


def types_of(item: Mapping[str, Any]) -> list[str]:
    """The `@type`s of a JSON-LD object."""
    kinds = item.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def strings(value: Any, depth: int = MAX_DEPTH) -> list[str]:
    """The strings of a JSON-LD value: itself, those of a list, the names of objects; text is unescaped and trimmed.

    What stands in more than `depth` lists and objects is left out.
    """
    if isinstance(value, str):
        text = " ".join(unescape_all(value).split())
        return [text] if text else []
    if not depth:
        return []
    if isinstance(value, list):
        return [text for item in value for text in strings(item, depth - 1)]
    if isinstance(value, dict):
        return strings(value.get("name"), depth - 1) or strings(value.get("@value"), depth - 1)
    return []


_COMMENT = re.compile(
    r"^(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")


def parse_json(text: str) -> list[Any]:
    """The values in a script of JSON, mended where it breaks the rules; [] where that is not enough."""
    text = _COMMENT.sub("", text.strip().rstrip("; \t\r\n")).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        values = _values(attempt)
        if values is not None:
            return values
    return []


def _values(text: str) -> list[Any] | None:
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    at = 0
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return values or None
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """The objects of a JSON-LD value that may describe the page: itself, a list's, a graph's, its main entity."""
    pending = [value]
    while pending:
        item = pending.pop(0)
        if isinstance(item, list):
            pending[:0] = item[:MAX_NODES]
        elif isinstance(item, dict):
            yield item
            pending[:0] = [item[name] for name in _NESTING if isinstance(item.get(name), dict | list)]


_NESTING = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart")


@tables.cached
def meta_names() -> Mapping[str, tuple[str, ...]]:
    """The names of meta tags by the value that they state ("title", "author"), the ones to be believed first first."""
    named: dict[str, list[str]] = {}
    for _, row in tables.rows("meta_names"):
        named.setdefault(row["value"], []).append(row["name"])
    return MappingProxyType({value: tuple(names) for value, names in named.items()})
