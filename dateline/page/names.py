"""Bylines cut into names: "By Jane Doe and John Roe, Reuters | @jd", as pages show them and state them for machines.

`named(values)` gives every name in values of JSON-LD and meta tags, which state authors and nothing else: people,
desks, agencies. What a visible line holds is looked at more closely: `dateline.page.credits.people`.
"""

import re
from collections.abc import Sequence

from dateline.media import medium_named
from dateline.page.phrases import alternatives
from dateline.tables import cached

LONGEST_NAME = 60
LONGEST_VALUE = 1_000
"""Characters of a value that states authors; of 219 measured pages the longest has 52."""
_ADDRESS = re.compile(r"^(?:https?:|www\.|/)|^\S+\.\w+/\S*$", re.IGNORECASE)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}", re.IGNORECASE)
_DROP = re.compile(r"(?<!\S)[^\s@]++@\S+\.\S+|(?<!\w)@\w+|\([^)]*\)|https?://\S+", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&|with|und|et|y|e|en|og|och)\s+|\s*[;|•·]\s*|\s[/–—-]\s|\n", re.IGNORECASE)
_WORDS = re.compile(r"\w+")
_NOBODY = re.compile(
    r"^(?:admin(?:istrator)?|editor|staff|guest|unknown|none|null|undefined|author|user\d*|\W*)$", re.IGNORECASE
)


def is_address(value: str) -> bool:
    """Whether a value is a web address or path instead of a name."""
    return _ADDRESS.search(value.strip()) is not None


def named(values: Sequence[str]) -> tuple[str, ...]:
    """The names in values that may each hold several, in order, each once; () where there is none."""
    found: dict[str, str] = {}
    for value in values:
        if len(value) > LONGEST_VALUE or is_address(value):
            continue
        words = without_lead(" ".join(_DROP.sub(" ", value).split()))
        for part in _parts(words):
            name = without_lead(part).strip(" ,.:-–—/")
            if name and len(name) <= LONGEST_NAME and not _NOBODY.match(name) and not name.isdigit():
                found.setdefault(name.casefold(), name)
    return tuple(found.values())


def without_lead(words: str) -> str:
    """A byline without the words that it begins with: "Interview by", "von", "Authors:"."""
    lead = _leads()[1].match(words)
    return words[lead.end() :] if lead else words


def lead_of(line: str) -> re.Match[str] | None:
    """The words that a byline in English begins with; those of other languages begin other lines as well."""
    return _leads()[0].match(line)


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


@cached
def _leads() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The words that open bylines: in English, and in any language; a label ("Author:") needs its colon."""
    labels = rf"\s*(?:{alternatives('byline_label')})\s*:\s*(?=\S)"
    english, other = alternatives("byline_lead"), alternatives("byline_lead_abroad")
    return (
        re.compile(rf"\s*(?:{english}):?\s+(?=\S)|{labels}", re.IGNORECASE),
        re.compile(rf"\s*(?:{english}|{other}):?\s+(?=\S)|{labels}", re.IGNORECASE),
    )
