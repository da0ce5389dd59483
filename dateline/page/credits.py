"""Who stands behind a page: the people of a byline, and the agencies and media that its credits name.

`people("By Jane Doe and John Roe in Seoul")` gives the names; desks ("Our Correspondent", "Web Desk"), agencies and
roles are not people. `media_in(line)` gives the media that a short line names, in order. `is_credit(line)` tells
whether a line says nothing else.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.media import Medium, media_forms
from dateline.page import names
from dateline.page.headline import is_name, is_order
from dateline.page.phrases import alternatives, matching
from dateline.page.stamps import without_times
from dateline.tables import cached

LONGEST_CREDIT = 140
"""Code points of the longest credit line; running text is longer."""
LONGEST_OFFICE = 6
"""Words of a line below a name that says what the person is."""
_NOT_BY = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|\w+day)\b|\d"
)
_BREAK = re.compile(r"\s*(?:,?\s+(?:and|&|with)\s+|[,;|•·]|\s/\s|\s[–—-]\s)\s*", re.IGNORECASE)
_AFTER_NAME = re.compile(r"\s+(?:in|at|for|from|of)\s+.*|\s*[(@<].*|\s*\S+@\S+", re.DOTALL)
_HELPED = re.compile(r"(?:\A|\s)(?:with|and)\Z|\b(?:with|and) [^,;|]*\Z", re.IGNORECASE)
_SMALL = ("and", "de", "del", "for", "la", "le", "of", "the")
_PICTURED = re.compile(r"\s*/?\s*(?:file\s+)?(?:photo|photograph|picture|image|video|footage)s?\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"\b[A-Z]{2,4}\b")
_LEFT_OVER = re.compile(
    r"\b(?:and|with|in|on|the|for|by|via|from|news|agency|agencies|photo|file|source|sources)\b", re.IGNORECASE
)


def opens_byline(line: str) -> bool:
    """Whether a line begins as a byline does: "By" and a name or a desk, and no sentence after it."""
    lead = names.lead_of(line)
    if not lead or len(line) > LONGEST_CREDIT:
        return False
    rest = line[lead.end() :]
    if not rest or _NOT_BY.match(rest) or re.search(r"[^.\s]{4,}\.\s*\Z", rest):
        return False
    first = re.split(r"[|,•·]", rest)[0]
    return rest[0].isupper() or matching(first, "desk") is not None or is_name(_without_role(first))


def people(line: str) -> tuple[str, ...]:
    """The people that a byline names, as it spells them, in order; () where it names none."""
    parts = (_without_role(_without_medium(_AFTER_NAME.sub("", part))).strip(" .") for part in names.named([line]))
    return tuple(dict.fromkeys(part for part in parts if is_name(part) and not (_is_office(part) or is_outlet(part))))


def is_byline(line: str) -> bool:
    """Whether a line is a byline without "By": names or a desk, where they are, roles and agencies, nothing else."""
    parts = [part for part in _BREAK.split(line) if part]
    people = [part for part in parts if is_name(_AFTER_NAME.sub("", part)) and not _is_office(part)]
    if (
        not (people or matching(parts[0], "desk"))
        or len(line) > LONGEST_CREDIT
        or any(is_order(part) for part in people)
    ):
        return False
    return all(part in people or _is_office(part) for part in parts)


def presents(line: str, writers: Sequence[str]) -> bool:
    """Whether a line begins with one of its writers' names and says what they are or do: "Jane Doe covers Asia"."""
    return any(matching(line.removeprefix(name).strip(), "presents") for name in writers if line.startswith(name))


def is_outlet(name: str) -> bool:
    """Whether a name is one of a newspaper, site or station, by its form: "The Andean Review", "Nile Daily"."""
    parts = name.split()
    if not 1 < len(parts) <= LONGEST_OFFICE or not all(part[0].isupper() or part in _SMALL for part in parts):
        return False
    return bool(matching(name, "outlet") or media_in(name))


def is_office(line: str) -> bool:
    """Whether a line names a desk, a role or a medium and no more: "Seoul correspondent", "Associated Press Writer"."""
    return len(line) <= LONGEST_CREDIT and len(line.split()) <= LONGEST_OFFICE and _is_office(line)


def media_in(line: str) -> list[Medium]:
    """The media that a line names in their known spellings, in order."""
    return [medium for medium, *_ in _mentions(line)]


def is_pictures(line: str) -> bool:
    """Whether what a line names of a medium is its picture: "Copyright AP Photo"."""
    return any(_PICTURED.match(line, end) for _, _, end in _mentions(line))


def agency_of(line: str) -> Medium | None:
    """The news agency that a credit or a byline says the story is from: the first it names.

    One that only helped the page's own writers wrote nothing ("Jane Doe with AFP", "Staff writer and Reuters"), nor did
    one whose picture it is ("Copyright AP Photo").
    """
    for medium, start, end in _mentions(line):
        if medium.kind == "news_agency" and not _PICTURED.match(line, end):
            before = names.without_lead(line[:start]).strip(" (")
            return None if (helped := _HELPED.search(before)) and not _agencies(before[: helped.start()]) else medium
    return None


def _agencies(line: str) -> bool:
    return any(medium.kind == "news_agency" for medium in media_in(line))


def _mentions(line: str) -> Iterator[tuple[Medium, int, int]]:
    """The media that a line names, each with where it begins and ends.

    The first half of another name is none: "Jiji-Caspian News".
    """
    if _first_words().isdisjoint(_WORD.findall(line)):
        return
    for match in _media_pattern().finditer(line):
        half = line[match.end() :].startswith("-") and line[match.end() + 1 : match.end() + 2].isupper()
        if not half or _media_pattern().match(line, match.end() + 1):
            yield _by_form()[match[0].casefold()], match.start(), match.end()


def is_credit(line: str) -> bool:
    """Whether a line names an agency or medium and nothing else but times, places to turn to and small words."""
    if len(line) > LONGEST_CREDIT or not media_in(line):
        return False
    rest = _INITIALS.sub(" ", _LEFT_OVER.sub(" ", _media_pattern().sub(" ", without_times(line))))
    return not _LETTER.search(rest)


def _without_medium(name: str) -> str:
    """A name without the medium behind it: "Jane Doe USA TODAY"."""
    at = next((start for _, start, _ in _mentions(name) if start), len(name))
    return name[:at].strip(" -–—")


def _without_role(name: str) -> str:
    """A name without what the person is before it: "foreign affairs reporter Kate Delaney"."""
    roles = list(_role().finditer(name))
    rest = name[roles[-1].end() :].strip() if roles else ""
    return rest if is_name(rest) else name


@cached
def _role() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives('role')})(?= )", re.IGNORECASE)


def _is_office(name: str) -> bool:
    return bool(matching(name, "desk") or matching(name, "role") or media_in(name))


@cached
def _by_form() -> Mapping[str, Medium]:
    return {form.casefold(): medium for form, medium in media_forms().items()}


@cached
def _first_words() -> frozenset[str]:
    """The words that the spellings in the table begin with: most lines have none of them."""
    firsts = (match[0] for form in media_forms() if (match := _WORD.search(form)))
    return frozenset(spelling for first in firsts for spelling in (first, first.upper()))


@cached
def _media_pattern() -> re.Pattern[str]:
    """Every spelling in the table; names that are ordinary words as well ("AA") count as they are written."""
    forms = sorted(media_forms(), key=lambda form: (-len(form), form))
    caps = "|".join(re.escape(form.upper()) for form in forms if form != form.upper())
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))}|{caps})(?!\w)")
