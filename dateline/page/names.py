"""Bylines: the names in "By Jane Doe and John Roe, Reuters | @jd", in JSON-LD and in meta tags."""

import re
from collections.abc import Iterator, Sequence

from dateline.media import medium_named
from dateline.page import align, stamps
from dateline.page.dom import Line
from dateline.page.headline import is_name

LONGEST_NAME = 60
_LEAD = re.compile(
    r"^(?:(?:written|reported|story|words|text|posted|published|article|report|analysis|reviewed)\s+)?(?:by|von|par|por|di|door|av|af|yazan)\b[\s:]+|^(?:author|autor|auteur|autore)s?\s*:\s*",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:https?:|www\.|/)|^\S+\.\w+/\S*$", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_DROP = re.compile(r"\S+@\S+\.\S+|(?<!\w)@\w+|\([^)]*\)|https?://\S+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|und|et|y|e|en|og|och)\s+|\s*[;|•·]\s*|\n", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
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
        if len(names) > 1 and all(_is_whole(name) for name in names):
            parts += names
        elif len(names) > 1 and medium_named(names[-1]):
            parts += [", ".join(names[:-1]), names[-1]]
        elif len(names) > 1 and len(names[0].split()) > 1 and not re.match(r"(?:[JS]r|Ph\.?D|MD|I{2,3})\b", names[1]):
            parts.append(names[0])  # what follows a whole name is a role or an outlet
        else:
            parts.append(piece)
    return parts


def _is_whole(name: str) -> bool:
    """Whether a part between commas is a whole name: "John Roe", but not "Seoul correspondent" or "Jr."."""
    return 2 <= len(name.split()) <= 4 and not name.split()[-1][0].islower()


def is_site(name: str, publisher: str | None) -> bool:
    """Whether an author is the site itself: its publisher, or a domain."""
    plain = "".join(_WORDS.findall(name.casefold()))
    return plain == "".join(_WORDS.findall((publisher or "").casefold())) or _DOMAIN.fullmatch(name) is not None


def visible_byline(lines: Sequence[Line], title: str | None) -> tuple[str, ...]:
    """The people in the line that stands as a byline near the headline; () where there is none.

    A byline begins with "By" (or "von", "par" ...), or is marked as the author's name by the page.
    """
    for line in _near_headline(lines, title):
        lead = _LEAD.match(line.text)
        if lead or ("author" in line.marks and line.marks.isdisjoint(_OTHERS)):
            stamp = next(iter(stamps.find(line.text)), None)
            words = line.text[lead.end() if lead else 0 : stamp.span.start if stamp else len(line.text)]
            if found := tuple(name for name in people([words.split("|")[0]]) if _is_person(name)):
                return found
    return ()


_OTHERS = frozenset(("comments", "related", "caption", "credit", "share", "nav", "footer"))
NEAR_HEADLINE = 25
"""Lines after the headline among which a byline stands; share buttons and standfirst may come first."""
LONGEST_BYLINE = 120


def _near_headline(lines: Sequence[Line], title: str | None) -> Iterator[Line]:
    key = align.key(title or "")
    at = [n for n, line in enumerate(lines) if "h1" in line.tags or (title and align.key(line.text) == key)]
    for line in lines[at[0] : at[0] + NEAR_HEADLINE] if at else lines[: 2 * NEAR_HEADLINE]:
        if len(line.text) <= LONGEST_BYLINE and "h1" not in line.tags:
            yield line


def _is_person(name: str) -> bool:
    """Whether a name has the form of a person's: two to five words, each but particles with a capital, no digits."""
    words = name.split()
    return (
        2 <= len(words) <= 5
        and not any(char.isdigit() for char in name)
        and words[0][0].isupper()
        and words[-1][0].isupper()
        and sum(word[0].isupper() for word in words) >= len(words) - 2
        and is_name(name)
    )
