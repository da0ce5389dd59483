"""What is read off a noun phrase that may name somebody: the record that the steps of this part hand on."""

from dataclasses import dataclass, field

from dateline.actors.vocabulary import Form, Noun, Office, nouns, offices
from dateline.actors.words import Words

LONGEST_TITLE = 5
"""The most words that a title of the tables has ("president of the state affairs commission" but for its last)."""


@dataclass(slots=True)
class Phrase:
    """Tokens [start, end) around `head`. `name` are the tokens of a proper name; `form` what the tables know of it.

    `last` is the last word before any complement; `name_head` the head of the name, where a title takes `head` from it.
    """

    start: int
    end: int
    head: int
    name: tuple[int, int] | None = None
    name_head: int | None = None
    form: Form | None = None
    office: Office | None = None
    noun: Noun | None = None
    title: str = ""
    codes: tuple[str, ...] = ()
    bodies: tuple[Form, ...] = ()
    towns: tuple[str, ...] = ()
    possessor: int | None = None
    of: int | None = None
    determiner: str = ""
    number: int | None = None
    plural: bool = False
    pronoun: bool = False
    inner: bool = False
    entity: str = ""
    last: int = field(default=0)

    @property
    def is_group(self) -> bool:
        """Whether the phrase counts its members: "the two leaders", "both sides"."""
        return self.number is not None and self.plural


def title_ending_at(words: Words, start: int, end: int) -> tuple[int, Office | Noun] | None:
    """The longest title or noun of the tables whose last word is token `end - 1`, and where it begins."""
    last = words.singular(end - 1)
    for first in range(max(start, end - LONGEST_TITLE), end):
        if words.text[first] == "-":
            continue
        before = words.whole[words.start[first] : words.start[end - 1]].lower() if first < end - 1 else ""
        for said in dict.fromkeys(" ".join((before + word).split()) for word in (words.lower[end - 1], last)):
            if office := offices().get(said):
                return first, office
            if (noun := nouns().get(said)) and not (noun.singular == "person" and words.tag[end - 1] == "NNP"):
                return first, noun
    return None
