"""What a person types, understood: words, "phrases", -not, OR, prefix* and fields become a query that cannot go wrong.

    lavrov "grain deal" -tass  speaker:lavrov  actor:"north korea"  country:PRK  type:AID  status:pledged  from:2025-01

All must hold; `OR` between two makes either enough, `-` or `NOT` takes away. Of what can be only one thing (speaker,
type, status, outlet, in), several fields mean either; several actors or countries must all be there. What is made of it
names nothing but words as `tokens` writes them, so that no sign that a person typed reaches SQLite's own grammar.
"""

import re
from calendar import monthrange
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Literal, get_args

from dateline.countries import countries
from dateline.errors import QueryError
from dateline.lake.search.inflection import forms
from dateline.lake.search.tokens import words_of
from dateline.records import EventType, Status

Kind = Literal["article", "statement", "event"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FIELDS = ("speaker", "actor", "country", "type", "status", "outlet", "from", "to", "in")
EITHER = frozenset({"speaker", "type", "status", "outlet"})
"""Fields of which a thing has one: several of them cannot all hold, so any of them is enough."""
OF_FACTS: Mapping[str, frozenset[Kind]] = {"type": frozenset({"event"}), "status": frozenset({"statement", "event"})}
"""The kinds that have a field which not all of them have."""
SEARCHED: Mapping[Kind, str] = {
    "article": "title said text",
    "statement": "words speaker",
    "event": "words actor place",
}
"""The columns that words are looked for in."""
N_UNITS = 64
"""Words and fields in a query, at most: a paragraph that was pasted is no query, and FTS5 takes no more than 256."""
SHORTEST_PREFIX = 3
"""Letters before a "*", at least: two begin one word in a hundred, and finding all of these takes a second."""

_UNIT = re.compile(
    r"(?P<minus>[-\u2212\u2013](?=\S))?(?:(?P<field>[A-Za-z]+):(?!//))?"
    r'(?:["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]?|(?P<bare>[^\s"“”„«»]+))?(?P<star>\*)?'
)


@dataclass(frozen=True, slots=True)
class Words:
    """A word, or several side by side. `is_exact`: not in its inflections; `is_prefix`: the last one may go on."""

    words: tuple[str, ...]
    is_exact: bool
    is_prefix: bool

    def alternatives(self) -> list[tuple[str, ...]]:
        """The words in each form that they are looked for in."""
        if self.is_exact or self.is_prefix or len(self.words) > 1:
            return [self.words]
        return [(form,) for form in forms(self.words[0])]


@dataclass(frozen=True, slots=True)
class Filter:
    """A field that must hold: the words of a name, or a value as a tag of its own (see `tag`), or either."""

    field: str
    words: tuple[str, ...]
    tags: tuple[str, ...] = ()


Unit = Words | Filter


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: of each group one must hold, of `excluded` none; `kinds` in the order of `KINDS`."""

    groups: tuple[tuple[Unit, ...], ...]
    excluded: tuple[Unit, ...] = ()
    since: date | None = None
    until: date | None = None
    kinds: tuple[Kind, ...] = KINDS

    @property
    def wanted(self) -> list[Words]:
        """The words that what is found has, for ranking and marking."""
        return [unit for group in self.groups for unit in group if isinstance(unit, Words)]

    @property
    def words(self) -> list[Words]:
        """All words of the query, those that are not wanted among them."""
        return [*self.wanted, *(unit for unit in self.excluded if isinstance(unit, Words))]

    def without(self, frequent: Container[Unit]) -> "Query":
        """What finds the same and more: the query without these words, and without what is excluded."""
        groups = tuple(group for group in self.groups if not any(unit in frequent for unit in group))
        return replace(self, groups=groups, excluded=())

    def expression(self, kind: Kind, columns: str | None = None) -> str:
        """The query as FTS5 writes it, for the table of one kind; with `columns`, where words are looked for."""
        columns = columns or SEARCHED[kind]
        held = " AND ".join(
            _either(unit_expression(unit, columns) for unit in group)
            for group in self.groups or ((Filter("", (), (tag("kind", kind),)),),)
        )
        if not self.excluded:
            return held
        return f"({held}) NOT {_either(unit_expression(unit, columns) for unit in self.excluded)}"


def tag(name: str, value: str) -> str:
    """A field's value as one word, which no text has: "country", "PRK" is "country·prk"."""
    return "·".join([name, *words_of(value.replace("·", " ")).split()])


@dataclass(slots=True)
class _Draft:
    groups: list[list[Unit]] = field(default_factory=list)
    excluded: list[Unit] = field(default_factory=list)
    either: dict[str, list[Unit]] = field(default_factory=dict)
    kinds: list[Kind] = field(default_factory=list)
    since: date | None = None
    until: date | None = None


def understood(typed: str, fields: Mapping[str, Sequence[str]] | None = None) -> Query:
    """The query that somebody typed, with fields given beside it; QueryError says what to write instead."""
    draft = _Draft()
    is_or = False
    for found in _units(typed):
        bare = found["bare"] if not found["field"] and not found["minus"] else None
        if bare in ("OR", "|"):
            is_or = bool(draft.groups)
            continue
        if bare == "AND":
            continue
        _add(draft, found, is_or=is_or)
        is_or = False
    for name, values in (fields or {}).items():
        for value in values:
            _add_field(draft, name, value, is_or=False, is_excluded=False)
    groups = [*draft.groups, *draft.either.values()]
    if not groups and not draft.excluded and not draft.kinds and draft.since is draft.until is None:
        raise QueryError('nothing to search for; write words, "a phrase" or a field such as speaker:lavrov')
    if sum(map(len, groups)) + len(draft.excluded) > N_UNITS:
        raise QueryError(f"more than {N_UNITS} words and fields; search for fewer")
    if draft.since and draft.until and draft.since > draft.until:
        raise QueryError(f"from:{draft.since} is after to:{draft.until}; write the earlier day first")
    has_words = any(isinstance(unit, Words) for units in groups for unit in units)
    has_words = any(isinstance(unit, Words) for units in groups for unit in units)
    used = {unit.field for units in [*groups, draft.excluded] for unit in units if isinstance(unit, Filter)}
    kinds = _kinds(draft.kinds, used, has_words=has_words)
    return Query(tuple(map(tuple, groups)), tuple(draft.excluded), draft.since, draft.until, kinds)


def _units(typed: str) -> Iterator[dict[str, str | None]]:
    """The units as they stand, a lone NOT joined to what follows it."""
    is_not = False
    for match in _UNIT.finditer(typed):
        if not match[0]:
            continue
        found: dict[str, str | None] = match.groupdict()
        if match[0] == "NOT":
            is_not = True
            continue
        if is_not:
            found["minus"] = "-"
            is_not = False
        yield found


def _add(draft: _Draft, found: Mapping[str, str | None], *, is_or: bool) -> None:
    given = found["phrase"] if found["phrase"] is not None else found["bare"] or ""
    if name := found["field"]:
        _add_field(draft, name, given, is_or=is_or, is_excluded=bool(found["minus"]))
        return
    is_prefix = bool(found["star"]) or given.endswith("*")
    words = tuple(words_of(given).split())
    if not words:
        return
    if is_prefix and words[-1].isascii() and len(words[-1]) < SHORTEST_PREFIX:
        raise QueryError(f"{given.rstrip('*')}* begins too many words; write at least {SHORTEST_PREFIX} letters")
    if len(words) > N_UNITS:
        raise QueryError(f"a phrase of more than {N_UNITS} words; write its first ones")
    _place(draft, Words(words, found["phrase"] is not None, is_prefix), is_or=is_or, is_excluded=bool(found["minus"]))


def _add_field(draft: _Draft, name: str, given: str, *, is_or: bool, is_excluded: bool) -> None:
    name = name.lower()
    value = given.strip()
    if name not in FIELDS:
        fields = ", ".join(f"{known}:" for known in FIELDS)
        raise QueryError(f'no field {name!r}; the fields are {fields}. To search for the words, write "{name} {value}"')
    if not words_of(value):
        raise QueryError(f"{name}: stands alone; write its value right after it, such as {_EXAMPLES[name]}")
    if name in ("from", "to", "in"):
        if is_or or is_excluded:
            raise QueryError(f"{name}: holds for the whole search; write it without OR and without a minus")
        if name == "in":
            draft.kinds.append(_kind(value))
        elif name == "from":
            draft.since = max(filter(None, (draft.since, _day(name, value, is_end=False))))
        else:
            draft.until = min(filter(None, (draft.until, _day(name, value, is_end=True))))
        return
    unit = _filter(name, value)
    if name in EITHER and not is_or and not is_excluded:
        draft.either.setdefault(name, []).append(unit)
    else:
        _place(draft, unit, is_or=is_or, is_excluded=is_excluded)


_EXAMPLES = {
    "speaker": "speaker:lavrov",
    "actor": 'actor:"north korea"',
    "country": "country:PRK",
    "type": "type:AID",
    "status": "status:pledged",
    "outlet": "outlet:reuters",
    "from": "from:2025-01-31",
    "to": "to:2025-03",
    "in": "in:statements",
}


def _place(draft: _Draft, unit: Unit, *, is_or: bool, is_excluded: bool) -> None:
    if is_excluded:
        draft.excluded.append(unit)
    elif is_or:
        draft.groups[-1].append(unit)
    else:
        draft.groups.append([unit])


def _filter(name: str, value: str) -> Filter:
    words = tuple(words_of(value).split())
    if name == "country":
        return Filter(name, (), (tag("country", _country(value)),))
    if name == "type":
        return Filter(name, (), (tag("type", _one_of(name, value, get_args(EventType))),))
    if name == "status":
        return Filter(name, (), (tag("status", _one_of(name, value, get_args(Status))),))
    if name == "outlet":
        return Filter(name, words)
    if "/" in value:
        return Filter(name, (), (tag(name, value),))
    code = _countries().get(" ".join(words))
    return Filter(name, words, (tag(name, f"state/{code}"),) if code else ())


def _one_of(name: str, value: str, known: Sequence[str]) -> str:
    for option in known:
        if option.lower() == value.lower():
            return option
    raise QueryError(f"{name}:{value} is none; write one of {', '.join(known)}")


def _country(value: str) -> str:
    code = _countries().get(words_of(value))
    if code is None:
        raise QueryError(f'country:{value} is not known; write its ISO 3166-1 code or its name: country:PRK, "Türkiye"')
    return code


@cache
def _countries() -> Mapping[str, str]:
    """Countries' codes by themselves and by all their names, as `tokens` writes them."""
    named = {
        words_of(name): country.code
        for country in countries().values()
        for name in (*country.foreign_names, *country.aliases, country.name)
    }
    return named | {code.lower(): code for code in countries()}


def _kind(value: str) -> Kind:
    for kind in KINDS:
        if value.lower() in (kind, f"{kind}s"):
            return kind
    raise QueryError(f"in:{value} is none; write in:articles, in:statements or in:events")


def _kinds(asked: Sequence[Kind], fields: Iterable[str], *, has_words: bool) -> tuple[Kind, ...]:
    """The kinds that have all the fields asked for; QueryError where one was asked for that has not.

    What asks for days and outlets alone asks for articles.
    """
    default = KINDS if has_words or set(fields) - {"outlet"} else KINDS[:1]
    for name in sorted(set(fields) & set(OF_FACTS)):
        for kind in asked:
            if kind not in OF_FACTS[name]:
                having = " or ".join(f"in:{known}s" for known in KINDS if known in OF_FACTS[name])
                raise QueryError(f"{name}: is nothing that {kind}s have; write {having}, or leave in: out")
    return tuple(
        kind
        for kind in KINDS
        if kind in (asked or default) and all(kind in OF_FACTS.get(name, KINDS) for name in fields)
    )


def _day(name: str, value: str, *, is_end: bool) -> date:
    """The first or the last day of a year, a month or a day."""
    parts = value.split("-")
    try:
        if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4 or len(parts) > 3:
            raise ValueError(value)
        year, month, day = *map(int, parts), *(0, 0, 0)[len(parts) :]
        month = month or (12 if is_end and len(parts) < 2 else 1 if len(parts) < 2 else 0)
        return date(year, month, day if len(parts) == 3 else monthrange(year, month)[1] if is_end else 1)
    except ValueError as error:
        raise QueryError(f"{name}:{value} is no day; write 2025-03-31, 2025-03 or 2025") from error


def _either(parts: Iterable[str]) -> str:
    listed = list(dict.fromkeys(parts))
    return listed[0] if len(listed) == 1 else f"({' OR '.join(listed)})"


def unit_expression(unit: Unit, columns: str) -> str:
    """One word, phrase or field as FTS5 writes it; words are looked for in `columns`."""
    if isinstance(unit, Filter):
        parts = [f"{unit.field} : {_phrase(unit.words)}"] if unit.words else []
        return _either([*parts, *(f'fields : "{value}"' for value in unit.tags)])
    star = " *" if unit.is_prefix else ""
    return f"{{{columns}}} : {_either(_phrase(form) + star for form in unit.alternatives())}"


def _phrase(words: Sequence[str]) -> str:
    return f'"{" ".join(words)}"'
