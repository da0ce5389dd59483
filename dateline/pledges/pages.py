"""An article as the ledger looks through it: its sentences, with their words, numbers, and the parties they name.

`page_of` makes it of a reading, once; comparing it with many commitments then costs little.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.countries import by_form
from dateline.gazetteer import entries
from dateline.pledges.words import (
    Number,
    Word,
    actor_words,
    classes_of,
    fold,
    numbers_in,
    organs,
    person_nouns,
    stems_of,
    words_of,
)
from dateline.records import Block, Reading
from dateline.told import Party, Told, first_day, party_id, told_events

STATE_KINDS = frozenset({"state", "government", "military", "person", "population", "other", "organization"})
"""Kinds of actor whose country they act for, or are of. An armed group in a country is not that country."""
OUTLETS = frozenset({"news_agency", "media"})

_ENDS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Sen|Rep|Gov|Prof|No|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)"
    r"|\b[A-Z])\.$"
)
_ACRONYM = re.compile(r"\b[A-Z]{3,}\b")
_SHORTEST = 3
"""Letters that a name by which a party is looked for has more than."""
TOWN = 10_000
"""Inhabitants from which a town tells of its country."""
SAME = 60
"""Characters within which a surname is the one that the reading has found."""
LONGEST_FORM = 4
"""Words in the longest names of countries that are looked for beside those that the reading names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A place [at, end) where a sentence names a party, and the keys that the party is known by."""

    at: int
    end: int
    keys: frozenset[str]
    is_outlet: bool = False
    is_pronoun: bool = False
    is_person: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the story: which it is, where it stands, its block, words and numbers, whom it names.

    `keys` are of all whom it names, `places` the countries of the towns that it names.
    """

    number: int
    start: int
    text: str
    block: int
    is_title: bool
    words: tuple[Word, ...]
    numbers: tuple[Number, ...]
    named: tuple[Named, ...]
    stems: frozenset[str]
    keys: frozenset[str]
    places: frozenset[str]

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)

    def __hash__(self) -> int:
        return hash((self.start, self.text))


@dataclass(frozen=True, slots=True)
class Page:
    """An article to look through.

    `scene` is its dateline's country, `place` the stems of its dateline; `keys` and `stems` are of all its sentences.
    """

    article: str
    text_group: str
    published_on: datetime.date | None
    scene: str | None
    place: frozenset[str]
    sentences: tuple[Sentence, ...]
    told: tuple[Told, ...]
    parties: tuple[Party, ...]
    keys: frozenset[str]
    stems: frozenset[str]


def page_of(reading: Reading, *, row: str = "", text_group: str | None = None) -> Page:
    """The page of a reading; `row` and `text_group` as of `told_events`."""
    article = reading.article
    told = tuple(told_events(reading, row=row, text_group=text_group))
    parties = {
        actor.id: Party(party_id(article, actor), actor.name, actor.country, actor.kind) for actor in reading.actors
    }
    mentions = [
        Named(
            at=mention.span.start,
            end=mention.span.end,
            keys=keys_of(parties[actor.id]),
            is_outlet=actor.kind in OUTLETS,
            is_pronoun=mention.form == "pronoun",
            is_person=actor.kind == "person",
        )
        for actor in reading.actors
        for mention in actor.mentions
    ]
    surnames = {
        fold(actor.name).lower().split()[-1]: keys_of(parties[actor.id])
        for actor in reading.actors
        if actor.kind == "person" and "/" in actor.id
    }
    sentences = tuple(_sentences(reading, mentions, surnames))
    scene = article.dateline.country if article.dateline else None
    return Page(
        article=article.id,
        text_group=text_group or article.id,
        published_on=first_day(article.told_at),
        scene=scene,
        place=stems_of(words_of(article.dateline.place or "")) if article.dateline else frozenset(),
        sentences=sentences,
        told=told,
        parties=tuple(parties.values()),
        keys=frozenset().union(*(sentence.keys | sentence.places for sentence in sentences), {scene} if scene else ()),
        stems=frozenset().union(*(sentence.stems for sentence in sentences)),
    )


def keys_of(party: Party) -> frozenset[str]:
    """What a party is known by in any article: its country if it acts for one, its name, whom it is an organ of.

    Of one that only its article knows, the names in its name ("Barisan rebels": barisan). Empty where nothing tells who
    it is: "the agency", "rebels".
    """
    name = fold(party.name).lower().removeprefix("the ")
    found = {word.lower() for word in _ACRONYM.findall(fold(party.name))}
    if "/" in party.id and "#" not in party.id:
        found |= {name, party.id.rpartition("/")[2].replace("-", " ")}
    else:
        found |= {word.stem for word in words_of(party.name) if _is_name(word)}
    if party.kind == "person" and found and len(name.split()[-1]) > _SHORTEST:
        found.add(name.split()[-1])
    if name in organs():
        found.add(organs()[name])
    if party.country and party.kind in STATE_KINDS:
        found = {party.country, *(found if party.kind not in {"state", "population"} else ())}
    elif party.kind == "igo" and (name.startswith("united nations") or party.name.startswith("UN")):
        found.add("un")
    return frozenset(found)


def _is_name(word: Word) -> bool:
    """Whether a word of a party's name tells the party from others: no "Refugees" that only begins a sentence."""
    is_common = word.stem in person_nouns() or word.stem in classes_of() or word.text.lower() in actor_words()
    return word.is_capital and len(word.stem) > _SHORTEST and not is_common and not list(countries_in([word]))


def is_country(key: str) -> bool:
    """Whether a party's key is a country's code."""
    return len(key) == 3 and key.isupper()


def _sentences(
    reading: Reading, mentions: Sequence[Named], surnames: Mapping[str, frozenset[str]]
) -> Iterator[Sentence]:
    blocks = [(n, block) for n, block in enumerate(reading.article.blocks) if not block.is_furniture]
    parts = ((n, block, part) for n, block in blocks for part in _split(reading.article.words(block.span), block))
    for number, (n, block, (start, text)) in enumerate(parts):
        yield _sentence(number, start, text, n, block.kind == "title", mentions, surnames)


def _split(text: str, block: Block) -> Iterator[tuple[int, str]]:
    """The sentences of a block with where they start; an abbreviation's point ends none."""
    start = 0
    for gap in _ENDS.finditer(text):
        if not _ABBREVIATION.search(text[start : gap.start()]):
            yield block.span.start + start, text[start : gap.end()].rstrip()
            start = gap.end()
    if text[start:].strip():
        yield block.span.start + start, text[start:].rstrip()


def _sentence(
    number: int,
    start: int,
    text: str,
    block: int,
    is_title: bool,
    mentions: Sequence[Named],
    surnames: Mapping[str, frozenset[str]],
) -> Sentence:
    words = tuple(words_of(text, start))
    named = [mention for mention in mentions if start <= mention.at < start + len(text) and mention.keys]
    known = [range(mention.at, mention.end) for mention in named if not any(map(is_country, mention.keys))]
    named += [
        Named(some[0].start, some[-1].start + 1, frozenset({code}))
        for some, code in countries_in(words)
        if not any(some[0].start in span for span in known)
    ]
    for word in words:
        keys = surnames.get(fold(word.text).lower().removesuffix("'s")) if word.is_capital else None
        if keys and not any(keys & one.keys and abs(one.at - word.start) < SAME for one in named):
            named.append(Named(word.start, word.start + len(word.text), keys))
    return Sentence(
        number=number,
        start=start,
        text=text,
        block=block,
        is_title=is_title,
        words=words,
        numbers=tuple(numbers_in(words)),
        named=tuple(sorted(named, key=_place)),
        stems=frozenset(word.stem for word in words),
        keys=_union(mention.keys for mention in named if not mention.is_outlet),
        places=_place_countries(words),
    )


def _place_countries(words: Sequence[Word]) -> frozenset[str]:
    """The countries of the towns and regions that a sentence names ("Karachi"), where all of that name lie in one."""
    found: set[str] = set()
    for n, word in enumerate(words):
        if n and word.text[0].isupper() and len(word.text) > 3:
            name = word.text.removesuffix("'s").removesuffix("’s")
            pair = f"{name} {words[n + 1].text}" if n + 1 < len(words) and words[n + 1].is_capital else name
            found |= _countries_of(pair) or _countries_of(name)
    return frozenset(found)


@lru_cache(maxsize=100_000)
def _countries_of(name: str) -> frozenset[str]:
    known = {entry.country for entry in entries(name) if entry.country and entry.population >= TOWN}
    return frozenset(known) if len(known) == 1 else frozenset()


def _place(named: Named) -> int:
    return named.at


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def with_words_before(sentence: Sentence) -> Iterator[tuple[Named, tuple[Word, ...]]]:
    """Each party that a sentence names, with the two words before it."""
    for named in sentence.named:
        at = next((n for n, word in enumerate(sentence.words) if word.start >= named.at), len(sentence.words))
        yield named, sentence.words[max(0, at - 2) : at]


def countries_in(words: Sequence[Word]) -> Iterator[tuple[Sequence[Word], str]]:
    """The words that name a country, in whatever form, and its code: "Danish", "Kyiv", "Sri Lanka's"."""
    at = 0
    while at < len(words):
        length, code = _country_at(words, at) if words[at].text[0].isupper() else (1, None)
        if code:
            yield words[at : at + length], code
        at += length


def _country_at(words: Sequence[Word], at: int) -> tuple[int, str | None]:
    for length in range(min(LONGEST_FORM, len(words) - at), 0, -1):
        form = " ".join(word.text for word in words[at : at + length]).replace("’", "'")
        forms = (form, form.removesuffix("'s").removesuffix("'"), form.partition("-")[0] if length == 1 else form)
        if found := next((by_form()[one] for one in forms if one in by_form()), None):
            return length, found[0]
    return 1, None
