"""The tables that events are coded by: PLOVER's types and modes, the words that say them, the classes of words.

One row of `event_triggers.csv` says: this word, as this part of speech, in this frame, is an event of this type, mode
and nature, and these dependents are its parties. The frame is written as conditions separated by "|", which must all
hold; the row with most conditions wins, so a word's bare row is its default. See `docs/events.md` for the notation.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from spacy.tokens import Token

from dateline.errors import TableError
from dateline.records import EVENT_TYPES, EventType
from dateline.tables import cached, rows, several
from dateline.word_classes import classes

Nature = Literal["act", "agreement", "promise", "demand", "threat", "refusal", "plan", "duty", "blame"]
NATURES: tuple[str, ...] = get_args(Nature)


@dataclass(frozen=True, slots=True)
class Kind:
    """A PLOVER type: quad and score, what it becomes when promised, the mode of a threat or demand of it."""

    type: EventType
    quad: str
    score: float
    promised: EventType
    threat_mode: str | None
    answer_mode: str | None
    """The mode of a request for it, or of a refusal: assist, change, yield, meet."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a frame: a dependent that must be there, and (unless empty) the words that it may be."""

    on: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Roles:
    """Where actors and recipients stand, best place first; in reciprocal events all are actors."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    reciprocal: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the trigger table."""

    word: str
    pos: str
    frame: tuple[Condition, ...]
    type: EventType | None
    mode: str | None
    nature: Nature
    roles: Roles | None
    where: str


@cached
def kinds() -> Mapping[EventType, Kind]:
    """PLOVER's types, from `plover_types.csv`."""
    found: dict[EventType, Kind] = {}
    for where, row in rows("plover_types"):
        kind = _type(row["type"], where)
        promised = _type(row["promised"], where)
        found[kind] = Kind(
            kind, row["quad"], float(row["score"]), promised, row["threat_mode"] or None, row["answer_mode"] or None
        )
    return MappingProxyType(found)


@cached
def modes() -> Mapping[EventType, frozenset[str]]:
    """The modes that each PLOVER type has, from `plover_modes.csv`."""
    found: dict[EventType, set[str]] = defaultdict(set)
    for where, row in rows("plover_modes"):
        found[_type(row["type"], where)].add(row["mode"])
    return MappingProxyType({kind: frozenset(names) for kind, names in found.items()})


@cached
def mode_words() -> Mapping[EventType, Mapping[str, tuple[str, int, str]]]:
    """For each type, the words of a clause that tell its mode: the mode, how strongly, and the row."""
    found: dict[EventType, dict[str, tuple[str, int, str]]] = defaultdict(dict)
    for where, row in rows("mode_words"):
        kind = _type(row["type"], where)
        if row["mode"] not in modes()[kind]:
            raise TableError(f"{where}: {kind} has no mode {row['mode']!r}; it has {', '.join(sorted(modes()[kind]))}")
        for word in several(row["words"]):
            found[kind][word] = (row["mode"], int(row["weight"]), where)
    return MappingProxyType(found)


@cached
def context_words() -> Mapping[str, tuple[str, ...]]:
    """The contexts that a word of the clause stands for, from `plover_contexts.csv`."""
    found: dict[str, list[str]] = defaultdict(list)
    for _, row in rows("plover_contexts"):
        for word in several(row["words"]):
            found[word].append(row["context"])
    return MappingProxyType({word: tuple(contexts) for word, contexts in found.items()})


@cached
def light_verbs() -> Mapping[str, str]:
    """Verbs that lend a noun their subject and tense ("held talks"), with their effect, from `light_verbs.csv`.

    Effects: keep; swap (the subject is the noun's recipient: "received aid"); planned ("scheduled talks").
    """
    return MappingProxyType({row["verb"]: row["effect"] for _, row in rows("light_verbs")})


@cached
def mislemmas() -> Mapping[str, str]:
    """Forms that the parser gives a wrong lemma ("staged": "stag"), from `lemmas.csv`."""
    return MappingProxyType({row["form"]: row["lemma"] for _, row in rows("lemmas")})


def lemma(token: Token) -> str:
    """The lemma of a token in small letters, where the parser errs as the table corrects it."""
    return mislemmas().get(token.lower_) or token.lemma_.lower()


@cached
def entries() -> Mapping[tuple[str, str], tuple[Entry, ...]]:
    """The trigger table by lemma and part of speech, rows with most conditions first."""
    found: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    for where, row in rows("event_triggers"):
        frame = tuple(_condition(text, where) for text in several(row["frame"]))
        mode = row["mode"] or None
        kind = _type(row["type"], where) if row["type"] else None
        if mode and (kind is None or mode not in modes()[kind]):
            raise TableError(f"{where}: {row['type'] or 'a row without type'} has no mode {mode!r}")
        nature: Nature = _nature(row["nature"] or "act", where)
        entry = Entry(row["word"], row["pos"], frame, kind, mode, nature, _roles(row["roles"]), where)
        found[entry.word, entry.pos].append(entry)
    return MappingProxyType({key: tuple(sorted(some, key=_by_frame)) for key, some in found.items()})


def _by_frame(entry: Entry) -> tuple[int, int]:
    """More conditions first; of as many, those that name words."""
    return -len(entry.frame), -sum(bool(condition.words) for condition in entry.frame)


def _type(name: str, where: str) -> EventType:
    for kind in EVENT_TYPES:
        if kind == name:
            return kind
    raise TableError(f"{where}: {name!r} is not a PLOVER type; write one of {', '.join(EVENT_TYPES)}")


def _nature(name: str, where: str) -> Nature:
    if name not in NATURES:
        raise TableError(f"{where}: {name!r} is not a nature; write one of {', '.join(NATURES)}")
    return name  # type: ignore[return-value]  # checked on the line above


def _condition(text: str, where: str) -> Condition:
    on, _, words = text.lstrip("!").partition(":")
    named: set[str] = set()
    for word in words.split("/") if words else ():
        if word.startswith("@"):
            if word[1:] not in classes():
                raise TableError(f"{where}: no class {word[1:]!r} in word_classes.csv")
            named |= classes()[word[1:]]
        else:
            named.add(word)
    return Condition(on, frozenset(named), text.startswith("!"))


def _roles(text: str) -> Roles | None:
    if not text:
        return None
    sign = "=" if "=" in text else ">"
    actors, _, recipients = text.partition(sign)
    return Roles(tuple(filter(None, actors.split("/"))), tuple(filter(None, recipients.split("/"))), sign == "=")
