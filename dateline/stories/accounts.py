"""Independent accounts of a happening: which tellings add something, and why others do not.

Two tellings are independent only if their texts are no copies of one another *and* what they tell does not end in one
origin. Either joins them, and so does a third that is joined to both: twelve articles, three texts, two origins.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.stories.sources import shared_origin
from dateline.told import Told


@dataclass(frozen=True, slots=True)
class Account:
    """Tellings that count as one, the earliest first, and for each after it why it is none of its own."""

    tellings: tuple[Told, ...]
    why: tuple[str, ...]


def accounts(happening: Sequence[Told]) -> list[Account]:
    """The independent accounts of a happening, the earliest first; an article that tells it twice counts once."""
    first: dict[str, Told] = {}
    for told in sorted(happening, key=_order):
        first.setdefault(told.article, told)
    tellings = list(first.values())
    group = list(range(len(tellings)))
    why: dict[int, str] = {}
    for reason_of in (_same_text, shared_origin):
        for i, j in combinations(range(len(tellings)), 2):
            if group[i] != group[j] and (reason := reason_of(tellings[i], tellings[j])):
                why.setdefault(j, reason)
                old, new = group[j], group[i]
                group = [new if member == old else member for member in group]
    return [
        Account(
            tuple(tellings[i] for i in range(len(tellings)) if group[i] == one),
            tuple(why.get(i, "") for i in range(len(tellings)) if group[i] == one),
        )
        for one in dict.fromkeys(group)
    ]


def _order(told: Told) -> tuple[bool, datetime.date, str, bool, str, int]:
    """By day; copies stand together, the first of them first."""
    day = told.published_on
    return (
        day is None,
        day or datetime.date.max,
        told.text_group,
        told.article != told.text_group,
        told.article,
        told.start,
    )


def _same_text(a: Told, b: Told) -> str | None:
    return "the same text" if a.text_group == b.text_group else None
