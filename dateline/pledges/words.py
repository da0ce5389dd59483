"""Words as pledges compare them: tokens with a stem, the numbers among them, and the tables of what keeps a pledge.

A stem is only for comparing: "freed", "free" and "frees" have one, as have "lorries" and "lorry", "neighbor" and
"neighbours". It need not be a word. Irregular forms come from `word_forms.csv`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from dateline.countries import by_form
from dateline.errors import TableError
from dateline.tables import cached, rows, several

Told = Literal["promise", "kept", "broken", "repeat"]
"""What a word of `pledge_words.csv` says of a pledge: it makes one, keeps one, breaks one, says one again."""
Doer = Literal["maker", "taker", "thing"]
"""Who is the subject of the word: who promised, to whom it was promised, or what was promised."""

ANY = "any"
"""The kind of words that keep, break and repeat pledges of every kind."""

_WORD = re.compile(
    r"(?:US|UK|EU|UN|AU|DR|[A-Z])?\$(?=\d)|\d+[A-Z]\w*|\d[\d,]*(?:\.\d+)?(?:(?:bn|m|k)\b|(?:-[a-z]+)*)|[^\W\d_][\w/]*(?:[-'’][\w/]+)*"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_VOWEL = re.compile(r"[aeiouy]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: where it starts, how it is written, its stem."""

    start: int
    text: str
    stem: str

    @property
    def is_capital(self) -> bool:
        """Whether it is written with a capital or a figure among its letters, as names are."""
        return self.text[0].isupper() or (any(map(str.isdigit, self.text)) and any(map(str.isalpha, self.text)))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text writes, in figures or words: its value, the words that it takes up, whether it is money."""

    value: float
    first: int
    last: int
    is_money: bool


@dataclass(frozen=True, slots=True)
class Deed:
    """A word or words that tell of a pledge of some kind, as stems ("hand", "over")."""

    kind: str
    told: Told
    doer: Doer
    stems: tuple[str, ...]
    text: str


def words_of(text: str, start: int = 0) -> list[Word]:
    """The words and figures of a text, in order; `start` is added to where they stand."""
    return [Word(start + found.start(), found[0], stem(found[0])) for found in _WORD.finditer(text)]


def stem(word: str) -> str:
    """What forms of one word have in common: without accents, ending and possessive, in small letters."""
    known = _stems()
    if word not in known:
        if len(known) >= _REMEMBERED:
            known.clear()
        plain = fold(_POSSESSIVE.sub("", word)).lower()
        known[word] = _cut(_forms().get(plain, plain))
    return known[word]


@cached
def _stems() -> dict[str, str]:
    """The stems made so far: they depend on tables, so they are forgotten where those are laid anew."""
    return {}


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """A text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).replace("ı", "i")


def _cut(word: str) -> str:
    if not word.isalpha():
        return word[:-1] if word[-1:] == "s" and any(map(str.isdigit, word)) else word
    if len(word) > _SHORT:
        word = re.sub("our(?=s?$|ed$|ing$|able$|hood)", "or", word)
    for ending, instead in (("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word.removesuffix(ending) + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            word = word.removesuffix("es" if word.endswith("ses") and len(word) < 7 else "s")
    known = _vocabulary()
    if word in known:
        return word
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word and len(left) > 2 and _VOWEL.search(left):
            word = next((form for form in (f"{left}e", left, left[:-1]) if form in known), left)
            break
    if word in known:
        return word
    if word.endswith("e") and len(word) > 3 and word[:-1] not in known:
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] != "e":
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") else word


@cached
def _vocabulary() -> frozenset[str]:
    """The words that the tables hold: these are their own stems, so that "plane" and "plan" stay apart."""
    cells = [row["words"] for name in ("pledge_words", "object_classes", "treaty_steps") for _, row in rows(name)]
    return frozenset(word for cell in cells for text in several(cell) for word in text.split())


@cached
def _forms() -> Mapping[str, str]:
    return MappingProxyType({row["form"]: row["word"] for _, row in rows("word_forms")})


@cached
def past_forms() -> frozenset[str]:
    """Irregular forms that are a past tense or a participle ("sent", "cut"), from `word_forms.csv`."""
    return frozenset(row["form"] for _, row in rows("word_forms") if row["part"] == "past")


def is_past(word: Word) -> bool:
    """Whether a word may be a verb's past tense or participle."""
    text = word.text.lower()
    return text.endswith("ed") or text in past_forms()


@cached
def deeds() -> Mapping[str, tuple[Deed, ...]]:
    """The words of `pledge_words.csv` by kind of pledge."""
    found: dict[str, list[Deed]] = defaultdict(list)
    for where, row in rows("pledge_words"):
        told, doer = row["relation"], row["doer"]
        if told not in get_args(Told) or doer not in get_args(Doer):
            raise TableError(f"{where}: {told} {doer}; write one of {get_args(Told)} and one of {get_args(Doer)}")
        for text in several(row["words"]):
            stems = tuple(stem(word) for word in text.split())
            found[row["kind"]].append(Deed(row["kind"], told, doer, stems, text))  # type: ignore[arg-type]  # checked
    return MappingProxyType({kind: tuple(some) for kind, some in found.items()})


@cached
def grammar() -> Mapping[str, frozenset[str]]:
    """Words by their use around pledges ("modal", "stop"), in small letters, from `pledge_grammar.csv`."""
    return MappingProxyType({row["use"]: frozenset(several(row["words"])) for _, row in rows("pledge_grammar")})


@cached
def grammar_stems() -> Mapping[str, frozenset[str]]:
    """The same as stems."""
    return MappingProxyType({use: frozenset(map(stem, words)) for use, words in grammar().items()})


def is_used(word: Word, use: str) -> bool:
    """Whether a word, as it is written, has a use of `pledge_grammar.csv`."""
    return word.text.lower() in grammar()[use]


def any_used(words: Iterable[Word], use: str) -> bool:
    """Whether one of some words has."""
    return any(word.text.lower() in grammar()[use] for word in words)


@cached
def kinds() -> Mapping[str, frozenset[str]]:
    """The kinds of pledge, each with the classes of things that it is about, from `pledge_kinds.csv`."""
    return MappingProxyType({row["kind"]: frozenset(several(row["objects"])) for _, row in rows("pledge_kinds")})


@cached
def organs() -> Mapping[str, str]:
    """Bodies that act for another ("qassam brigades": "hamas") or a state ("sida": "SWE"), from `organs.csv`."""
    return MappingProxyType({fold(row["body"]).lower(): _body(row["of"]) for _, row in rows("organs")})


def _body(name: str) -> str:
    return name if len(name) == 3 and name.isupper() else fold(name).lower()


@cached
def actor_words() -> frozenset[str]:
    """The words of common nouns for actors ("foreign ministry"), from `actor_nouns.csv`."""
    return frozenset(word for _, row in rows("actor_nouns") for word in row["noun"].lower().split())


@cached
def person_nouns() -> frozenset[str]:
    """The stems of nouns for one person ("smuggler"), from `actor_nouns.csv`."""
    return frozenset(stem(row["noun"]) for _, row in rows("actor_nouns") if row["singular"] == "person")


@cached
def classes_of() -> Mapping[str, frozenset[str]]:
    """The classes that a stem belongs to ("lorry": trucks), from `object_classes.csv`."""
    found: dict[str, set[str]] = defaultdict(set)
    for _, row in rows("object_classes"):
        for word in several(row["words"]):
            found[stem(word)].add(row["class"])
    return MappingProxyType({word: frozenset(names) for word, names in found.items()})


def deeds_by_stem(kinds: tuple[str, ...], told: Told) -> Mapping[str, tuple[Deed, ...]]:
    """The words of some kinds, and of any, that say this of a pledge, by their first stem; longer ones first."""
    known = _deeds_by_stem()
    if (kinds, told) not in known:
        known[kinds, told] = _sorted_by_stem(kinds, told)
    return known[kinds, told]


OF_DEEDS: tuple[Told, ...] = ("broken", "kept", "promise")
"""What words that tell a deed say of a pledge."""


def first_stems(kinds: tuple[str, ...]) -> frozenset[str]:
    """The first stems of all words by which a deed of some kinds, or of any, may be told."""
    known = _first_stems()
    if kinds not in known:
        known[kinds] = frozenset().union(*(deeds_by_stem(kinds, told) for told in OF_DEEDS))
    return known[kinds]


@cached
def _first_stems() -> dict[tuple[str, ...], frozenset[str]]:
    """What was asked for so far."""
    return {}


@cached
def _deeds_by_stem() -> dict[tuple[tuple[str, ...], Told], Mapping[str, tuple[Deed, ...]]]:
    """What was asked for so far."""
    return {}


def _sorted_by_stem(kinds: tuple[str, ...], told: Told) -> Mapping[str, tuple[Deed, ...]]:
    found: dict[str, list[Deed]] = defaultdict(list)
    for kind in (*kinds, ANY):
        for deed in deeds().get(kind, ()):
            if deed.told == told:
                found[deed.stems[0]].append(deed)
    return MappingProxyType({first: tuple(sorted(some, key=_longest_first)) for first, some in found.items()})


def _longest_first(deed: Deed) -> int:
    return -len(deed.stems)


_SHORT = 5
"""Letters up to which "our" is no other spelling of "or": "four", "tour"."""
_REMEMBERED = 200_000
"""Stems that are remembered at most."""
REACH = 4
"""Words after a verb in which its particle may stand: "handed the last of them over"."""


def says(deed: Deed, words: Sequence[Word], at: int) -> bool:
    """Whether the words from `at` on say a deed."""
    return says_all(deed.stems, words, at)


def says_all(stems: Sequence[str], words: Sequence[Word], at: int, *, reach: int = REACH) -> bool:
    """Whether these stems stand there in order from `at` on, each up to `reach` words behind the last."""
    if words[at].stem != stems[0]:
        return False
    for particle in stems[1:]:
        at = next((n for n in range(at + 1, min(at + 1 + reach, len(words))) if words[n].stem == particle), -1)
        if at < 0:
            return False
    return True


_FIGURE = re.compile(r"^(\d[\d,]*(?:\.\d+)?)(bn|m|k)?$")


def numbers_in(words: Sequence[Word]) -> list[Number]:
    """The numbers among some words: "25,000", "$2bn", "150 million euros", "twenty-five", "a thousand"."""
    found: list[Number] = []
    at = 0
    while at < len(words):
        value, last = _number_at(words, at)
        if value is None or _is_model(words, at):
            at += 1
            continue
        beside = [words[n].text.lower() for n in (at - 1, last + 1) if 0 <= n < len(words)]
        is_money = any(word.endswith("$") or "currency" in classes_of().get(stem(word), ()) for word in beside)
        found.append(Number(value, at, last, is_money))
        at = last + 1
    return found


def _is_model(words: Sequence[Word], at: int) -> bool:
    """Whether a figure belongs to the name before it: "Leopard 1 tanks", but "gave Ukraine 20 tanks"."""
    if at < 2 or not words[at].text[0].isdigit() or words[at].start - words[at - 1].start - len(words[at - 1].text) > 1:
        return False
    before = words[at - 1].text
    known = before in by_form() or "currency" in classes_of().get(stem(before), ())
    return before[0].isupper() and not known and at + 1 < len(words) and not _scale(words[at + 1])


def _number_at(words: Sequence[Word], at: int) -> tuple[float | None, int]:
    value = _value(words[at].text)
    lower = words[at].text.lower()
    if value is None and not (lower in {"a", "an", "the"} and at + 1 < len(words) and _scale(words[at + 1]) >= 100):
        return None, at
    total, last = (1.0 if value is None else value), at
    while last + 1 < len(words) and (scale := _scale(words[last + 1])):
        total, last = total * scale, last + 1
    return (None, at) if value is None and last == at else (total, last)


def _scale(word: Word) -> float:
    return _number_words()["scale"].get(word.text.lower(), 0.0)


@cached
def _number_words() -> Mapping[str, Mapping[str, float]]:
    """The values of "twelve" and "dozen" (`number`) and of "million" and "bn" (`scale`), from `pledge_numbers.csv`."""
    found: dict[str, dict[str, float]] = {"number": {}, "scale": {}}
    for where, row in rows("pledge_numbers"):
        if row["kind"] not in found:
            raise TableError(f"{where}: {row['kind']!r} is no kind of number; write number or scale")
        found[row["kind"]][row["word"]] = float(row["value"])
    return MappingProxyType(found)


def _value(text: str) -> float | None:
    if figure := _FIGURE.match(text):
        return float(figure[1].replace(",", "")) * _number_words()["scale"].get(figure[2] or "", 1.0)
    parts = text.lower().split("-")
    values = [value for part in parts if (value := _number_words()["number"].get(part)) is not None]
    return sum(values) if values and len(values) == len(parts) else None


def stems_of(words: Iterable[Word]) -> frozenset[str]:
    """The stems of some words."""
    return frozenset(word.stem for word in words)
