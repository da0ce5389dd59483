"""What of a title or of the words after a name only some countries have: "Senator", "R-Ky.", "(D-N.Y.)", "(Ohio)"."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from dateline.actors.phrase import Phrase
from dateline.actors.words import Words
from dateline.tables import cached, rows, several

UNITED_STATES = "USA"
REACH = 24
"""How many characters after a name its party and state may take: "(D-Washington)"."""


@cached
def states_of_offices() -> Mapping[str, tuple[str, ...]]:
    """The countries (alpha-3) that have an office, by its title; the first is meant where the page tells of none."""
    return MappingProxyType({row["title"]: several(row["countries"]) for _, row in rows("office_states")})


@cached
def _marks() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Party and state after a name; a state alone in brackets; and the states' ways to be written."""
    full = [row["state"] for _, row in rows("us_states")]
    short = [form for _, row in rows("us_states") for form in several(row["abbreviations"])]
    told = sorted((*full, *short), key=len, reverse=True)
    spelled = sorted((*full, *(form for form in short if form.endswith("."))), key=len, reverse=True)
    party = rf",? ?\(?(?:[RDI]|Rep|Dem)\.?[-‐‑–/](?:{'|'.join(map(re.escape, told))})(?!\w)"
    alone = rf" ?\((?:{'|'.join(map(re.escape, spelled))})\)"
    return re.compile(party), re.compile(alone), frozenset(told)


def is_elected_there(words: Words, phrase: Phrase) -> bool:
    """Whether the name is followed by a state of the Union, as American papers write of members of Congress."""
    end = words.end[phrase.end - 1]
    after = words.whole[end : end + REACH]
    party, alone, _ = _marks()
    return party.match(after) is not None or (phrase.office is not None and alone.match(after) is not None)


def is_mark(name: str) -> bool:
    """Whether what stands as a name is only somebody's party and state: "R-Tenn."."""
    party, _, told = _marks()
    return name in told or party.fullmatch(name) is not None


def countries_with(phrase: Phrase) -> tuple[str, ...]:
    """The countries that have the office that the phrase gives somebody; () where it may be any country's."""
    if phrase.office is None:
        return ()
    known = states_of_offices()
    said = phrase.title.lower().split()
    endings = (" ".join(said[first:]) for first in range(len(said)))
    return next((known[ending] for ending in endings if ending in known), known.get(phrase.office.title, ()))
