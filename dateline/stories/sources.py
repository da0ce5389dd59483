"""Whether two tellings stand on one origin: the same actor, the same office, or one on the other's own report.

A spokesperson speaks for the body that employs them; bodies are compared by their words and their country, so that
"the Kremlin press service" and a Kremlin spokesman are one. A page that cites BelTA adds nothing to BelTA's own page.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from dateline.countries import by_form
from dateline.tables import cached, rows, several
from dateline.told import Source, Told, medium_key

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "at", "to", "its", "his", "her", "their", "a", "an", "s"})


def shared_origin(first: Told, second: Told) -> str | None:
    """Why the two end in one origin; None where they do not."""
    a, b = first.source, second.source
    if a.id == b.id:
        return f"both end in {a.name}"
    for citing, cited in ((first, second), (second, first)):
        if not citing.is_own_voice and medium_key(citing.source.name) in cited.outlets:
            return f"one cites {citing.source.name}, whose report the other is"
    if first.is_own_voice or second.is_own_voice:
        return None
    if country_of(first) != country_of(second) and country_of(first) and country_of(second):
        return None
    if is_one_body(a, b) or is_of_one_military(a, b):
        return f"{a.name} and {b.name} are one body"
    if is_one_person(a, b):
        return f"{a.name} and {b.name} are one person"
    if is_one_office(a, b):
        return f"{a.name} and {b.name} hold one office"
    return None


def country_of(told: Told) -> str | None:
    """The country of a telling's source; where the page gives none to a body that every state has, that of who acts."""
    if told.source.country or not body_words(told.source) <= _class("every_state"):
        return told.source.country
    acting = {party.country for party in told.actors if party.country}
    return acting.pop() if len(acting) == 1 else None


def is_one_body(a: Source, b: Source) -> bool:
    """Whether two sources are one body, or speak for one, going by their words."""
    mine, yours = body_words(a), body_words(b)
    return bool(mine and yours) and (mine <= yours or yours <= mine)


def is_of_one_military(a: Source, b: Source) -> bool:
    """Whether one is a state's military and the other a part of it, such as a command."""
    if not a.country or a.country != b.country or {a.kind, b.kind} != {"military"}:
        return False
    return any(body_words(one) == {"military"} for one in (a, b))


def is_one_person(a: Source, b: Source) -> bool:
    """Whether two have one full name, and one page does not know their country."""
    parts = [one.id.split("/") for one in (a, b)]
    if not all(len(part) == 3 and part[0] == "person" for part in parts):
        return False
    return parts[0][2] == parts[1][2] and "-" in (parts[0][1], parts[1][1])


def is_one_office(a: Source, b: Source) -> bool:
    """Whether one is called by the office alone that the other holds: "the city's mayor", Mayor Ihor Terekhov."""
    if "person" not in (a.kind, b.kind) or not (a.role and b.role):
        return False
    nameless = [_words(one.role or "") <= _words(one.name) for one in (a, b)]
    return nameless[0] != nameless[1] and _words(a.role) == _words(b.role) and not _words(a.role) <= _class("speaker")


@lru_cache(maxsize=10_000)
def body_words(source: Source) -> frozenset[str]:
    """The words that tell a body, without its country and without who only speaks for it; empty for a person."""
    if source.kind == "state":
        return frozenset({"government"})
    words = _words(source.role or "") if source.kind == "person" else _words(source.name)
    speaking = words & _class("speaker")
    if source.kind == "person" and not speaking:
        return frozenset()
    same = _same()
    return frozenset(same.get(word, word) for word in words - speaking - _class("organ"))


def _words(text: str) -> frozenset[str]:
    found = [word for word in _WORD.findall(text) if not _is_of_country(word)]
    return frozenset(lower for word in found if (lower := word.lower()) not in _SMALL)


def _is_of_country(word: str) -> bool:
    _, kind = by_form().get(word) or by_form().get(word.capitalize()) or (None, None)
    return kind is not None and kind != "government"


def _class(name: str) -> frozenset[str]:
    return _classes()[name]


@cached
def _classes() -> Mapping[str, frozenset[str]]:
    return {row["class"]: frozenset(several(row["words"])) for _, row in rows("story_words")}


@cached
def _same() -> Mapping[str, str]:
    """Words of bodies that mean the same, with the one that stands for both; a government goes by one name."""
    pairs = (pair.partition("=") for pair in _class("same"))
    return {**dict.fromkeys(_class("government"), "government"), **{word: other for word, _, other in pairs}}
