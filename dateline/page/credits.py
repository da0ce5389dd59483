"""Who stands behind a page: the people of a byline, and the agencies and media that its credits name.

`people("By Jane Doe and John Roe in Seoul")` gives the names; desks ("Our Correspondent", "Web Desk"), agencies and
roles are not people. `media_in(line)` gives the media that a short line names, in order. `is_credit(line)` tells
whether a line says nothing else.
"""

import re
from collections.abc import Mapping

from dateline.media import Medium, media_forms
from dateline.page.headline import is_name
from dateline.page.phrases import matching
from dateline.page.stamps import without_times
from dateline.tables import cached

LONGEST_CREDIT = 140
"""Code points of the longest credit line; running text is longer."""
LONGEST_OFFICE = 6
"""Words of a line below a name that says what the person is."""
_BY = re.compile(
    r"\s*(?:(?:written|reported|story|words|text|report|analysis|posted|published)\s+)?by:?\s+(?=\S)|\s*(?:author|reporter|writer)s?\s*:\s*",
    re.IGNORECASE,
)
_NOT_BY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b|\d"
)
_AND = re.compile(r"\s*(?:,?\s+(?:and|&|with)\s+|[,;|•·]|\s/\s|\s[–—-]\s)\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s+(?:in|at|for|from|of)\s+.*|\s*[(@<].*|\s*\S+@\S+", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"\b[A-Z]{2,4}\b")
_LEFT_OVER = re.compile(
    r"\b(?:and|with|in|on|the|for|by|via|from|news|agency|agencies|photo|file|source|sources)\b", re.IGNORECASE
)


def opens_byline(line: str) -> bool:
    """Whether a line begins as a byline does: "By" and a name or a desk, and no sentence after it."""
    lead = _BY.match(line)
    if not lead or len(line) > LONGEST_CREDIT:
        return False
    rest = line[lead.end() :]
    if not rest or _NOT_BY.match(rest) or re.search(r"[^.\s]{4,}\.\s*\Z", rest):
        return False
    return rest[0].isupper() or matching(re.split(r"[|,•·]", rest)[0], "desk") is not None


def people(line: str) -> tuple[str, ...]:
    """The people that a byline names, as it spells them, in order; () where it names none."""
    lead = _BY.match(line)
    names: dict[str, None] = {}
    for part in _AND.split(line[lead.end() if lead else 0 :]):
        name = _AFTER_NAME.sub("", part).strip(" .")
        if is_name(name) and not _is_office(name):
            names.setdefault(name)
    return tuple(names)


def is_byline(line: str) -> bool:
    """Whether a line is a byline without "By": names, with where they are, roles, desks and agencies, nothing else."""
    parts = [part for part in _AND.split(line) if part]
    names = [part for part in parts if is_name(_AFTER_NAME.sub("", part)) and not _is_office(part)]
    return bool(names) and len(line) <= LONGEST_CREDIT and all(part in names or _is_office(part) for part in parts)


def is_office(line: str) -> bool:
    """Whether a line names a desk, a role or a medium and no more: "Seoul correspondent", "Associated Press Writer"."""
    return len(line) <= LONGEST_CREDIT and len(line.split()) <= LONGEST_OFFICE and _is_office(line)


def media_in(line: str) -> list[Medium]:
    """The media that a line names in their known spellings, in order."""
    return [_by_form()[match[0].casefold()] for match in _media_pattern().finditer(line)]


def is_credit(line: str) -> bool:
    """Whether a line names an agency or medium and nothing else but times, places to turn to and small words."""
    if len(line) > LONGEST_CREDIT or not _media_pattern().search(line):
        return False
    rest = _INITIALS.sub(" ", _LEFT_OVER.sub(" ", _media_pattern().sub(" ", without_times(line))))
    return not _LETTER.search(rest)


def _is_office(name: str) -> bool:
    return bool(matching(name, "desk") or matching(name, "role") or media_in(name))


@cached
def _by_form() -> Mapping[str, Medium]:
    return {form.casefold(): medium for form, medium in media_forms().items()}


@cached
def _media_pattern() -> re.Pattern[str]:
    """Every spelling in the table; names that are ordinary words as well ("AA") count as they are written."""
    forms = sorted(media_forms(), key=lambda form: (-len(form), form))
    caps = "|".join(re.escape(form.upper()) for form in forms if form != form.upper())
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))}|{caps})(?!\w)")
