"""Bylines: the names in "By Jane Doe and John Roe, Reuters | @jd", in JSON-LD and in meta tags."""

import re
from collections.abc import Sequence

from dateline.page.dom import Line

LONGEST_NAME = 60
_LEAD = re.compile(
    r"^(?:(?:written|reported|story|words|text|posted|published|article|report|analysis|reviewed)\s+)?(?:by|von|par|por|di|door|av|af|yazan)\b[\s:]+|^(?:author|autor|auteur|autore)s?\s*:\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:|www\.|^\S+\.(?:com|org|net|co|de|uk|info|[a-z]{2})(?:/|$)|^/", re.IGNORECASE)
_DROP = re.compile(r"\S+@\S+\.\S+|(?<!\w)@\w+|\([^)]*\)|https?://\S+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|und|et|y|e|en|og|och)\s+|\s*[;|•·]\s*|\n", re.IGNORECASE)
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|editor|staff|guest|unknown|none|null|undefined|author|user\d*|\W*)$", re.IGNORECASE
)


def is_address(value: str) -> bool:
    """Whether a value is a web address or path instead of a name."""
    return _ADDRESS.search(value.strip()) is not None


def people(values: Sequence[str]) -> tuple[str, ...]:
    """The names in values that may each hold several, in order, each once; () where there is none."""
    found: dict[str, str] = {}
    for value in values:
        if is_address(value):
            continue
        words = _LEAD.sub("", " ".join(_DROP.sub(" ", value).split()))
        for part in _parts(words):
            name = _LEAD.sub("", part).strip(" ,.:-–—/")
            if name and len(name) <= LONGEST_NAME and not _NOBODY.match(name) and not name.isdigit():
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _parts(words: str) -> list[str]:
    """A byline cut into names: at "and", and at commas where each part has the form of a whole name."""
    parts: list[str] = []
    for piece in _AND.split(words):
        names = [name.strip() for name in piece.split(",") if name.strip()]
        if len(names) > 1 and all(2 <= len(name.split()) <= 4 for name in names):
            parts += names
        else:
            parts.append(piece)
    return parts


def visible_byline(lines: Sequence[Line], title: str | None) -> tuple[tuple[str, ...], str]:
    """The names in the lines that stand as a byline on the page, and what showed it."""
    for line in lines:
        if len(line.text) <= 120 and (match := re.match(r"By:?\s+(?=[A-Z])", line.text)):
            if found := people([line.text[match.end() :]]):
                return found, "line that begins with By"
    return (), ""
