"""Treaties and agreements through their lives: signed, ratified, in force, extended, invoked, suspended, left, ended.

A step is told where a sentence names an agreement by a name of its own ("the New START treaty", "the Indus Waters
Treaty") or by its kind and parties ("the pact between Niger and the United States"), and says by a word of
`treaty_steps.csv` what befell it. Steps of one agreement share its key.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, get_args

from dateline.errors import TableError
from dateline.pledges.days import day_told
from dateline.pledges.pages import Page, Sentence, is_country, with_words_before
from dateline.pledges.words import Word, any_used, fold, is_past, is_used, says_all, stem
from dateline.records import Status
from dateline.tables import cached, rows, several

State = Literal["signed", "ratified", "in force", "extended", "invoked", "suspended", "left", "ended"]
STATES: tuple[State, ...] = get_args(State)

_KINDS = "accord agreement armistice charter convention deal memorandum pact protocol treaty"
_KIND = "(?:" + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in _KINDS.split()) + ")"
_NAME = re.compile(
    rf"(?:(?:[A-Z][\w'’.-]*|(?:19|20)\d\d)\s+(?:(?:of|on|the|for|and|de)\s+)*)*[A-Z][\w'’.-]*\s+{_KIND}\b"
    rf"|{_KIND} (?:on|for|against|of) (?:the )?[A-Z][\w-]*(?:(?: |, | and | of | of the )[A-Z][\w-]*)*"
)
_LONE = re.compile(rf"{_KIND}s?$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
REACH = 12
"""Words between what befell an agreement and its name at most."""


@dataclass(frozen=True, slots=True)
class Step:
    """What befell an agreement: the words [start, end) of an article that tell it.

    `agreement` is the key that its steps share: its name in small letters without little words and years, or its kind
    with its parties. `on` is the day of the step as far as it is told, else the article's. `key` is the event told
    there, if the reading has one, and `status` that event's.
    """

    agreement: str
    name: str
    parties: frozenset[str]
    state: State
    article: str
    key: str | None
    start: int
    end: int
    words: str
    on: datetime.date | None
    status: Status
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Agreement:
    """One that a sentence names, with its first and last word."""

    first: int
    last: int
    name: str
    key: str

    def distance(self, at: int) -> int:
        """Words between it and the word at `at`; 0 inside it."""
        return max(self.first - at, at - self.last, 0)


@dataclass(frozen=True, slots=True)
class _Row:
    """Words that say a step; `is_noun` for those that need a verb of happening ("the withdrawal took effect")."""

    stems: tuple[str, ...]
    state: State
    is_noun: bool
    text: str


def find_steps(page: Page) -> list[Step]:
    """The steps of agreements that a page tells as done, in the order of the text.

    A headline's count only where no sentence tells them.
    """
    found = [step for sentence in page.sentences if not sentence.is_title for step in _steps(sentence, page)]
    told = {(step.agreement, step.state) for step in found}
    titles = [step for sentence in page.sentences if sentence.is_title for step in _steps(sentence, page)]
    return [step for step in titles if (step.agreement, step.state) not in told] + found


def _steps(sentence: Sentence, page: Page) -> Iterator[Step]:
    agreements = list(_agreements(sentence))
    seen: set[tuple[str, State]] = set()
    for at in range(len(sentence.words)) if agreements else ():
        row = _said(sentence, at)
        agreement = min(agreements, key=lambda one: one.distance(at))
        if row is None or not 0 < agreement.distance(at) <= REACH or (agreement.key, row.state) in seen:
            continue
        seen.add((agreement.key, row.state))
        yield _step(sentence, page, at, row, agreement)


def _step(sentence: Sentence, page: Page, at: int, row: _Row, agreement: _Agreement) -> Step:
    word, published = sentence.words[at], page.published_on
    event = next((told for told in page.told if word.start <= told.start <= word.start + len(word.text)), None)
    days = [event.last_day if event else None, day_told(sentence.text, published) if published else None]
    return Step(
        agreement=agreement.key,
        name=agreement.name,
        parties=_parties(sentence, agreement),
        state=row.state,
        article=page.article,
        key=event.key if event else None,
        start=sentence.start,
        end=sentence.end,
        words=sentence.text,
        on=next((day for day in days if day and (published is None or day <= published)), published),
        status=event.status if event else "happened",
        why=(f"{row.state}: {row.text}", f"agreement: {agreement.name}"),
    )


def _parties(sentence: Sentence, agreement: _Agreement) -> frozenset[str]:
    """The states that a sentence names, but not as a place, nor in an agreement's own name ("the Paris Agreement")."""
    start, end = sentence.words[agreement.first].start, sentence.words[agreement.last].start
    return frozenset(
        key
        for named, before in with_words_before(sentence)
        if not start <= named.at <= end and not any_used(before, "placing")
        for key in named.keys
        if is_country(key)
    )


def _agreements(sentence: Sentence) -> Iterator[_Agreement]:
    named: set[int] = set()
    for found in _NAME.finditer(sentence.text):
        start, end = sentence.start + found.start(), sentence.start + found.end()
        inside = [n for n, word in enumerate(sentence.words) if start <= word.start < end]
        name = found[0].removeprefix("The ")
        if inside and not any_used(sentence.words[inside[0] : inside[-1] + 1], "time"):
            named.update(inside)
            yield _Agreement(inside[0], inside[-1], name, _key(name))
    lone = [_Agreement(at, at, w.text, "") for at, w in enumerate(sentence.words) if _LONE.match(w.text)]
    for agreement in lone:
        parties = sorted(_parties(sentence, agreement))
        if agreement.first not in named and len(parties) > 1:
            yield replace(agreement, key=f"{agreement.name.lower().removesuffix('s')} {' '.join(parties)}")


def _key(name: str) -> str:
    plain = _YEAR.sub("", fold(name)).lower().replace("’", "'").replace("'s", "")
    little = {"the", "of", "on", "and", "for", "de"}
    return " ".join(word for word in re.findall(r"[\w-]+", plain) if word not in little)


def _said(sentence: Sentence, at: int) -> _Row | None:
    """What the word at `at` says to have come about, of several rows the longest."""
    words = sentence.words
    said = [row for row in _rows().get(words[at].stem, ()) if says_all(row.stems, words, at, reach=REACH)]
    if not said or not _is_real(words, at):
        return None
    if not is_past(words[at]) and any(row.is_noun for row in said) and any_used(words[at + 1 :], "happening"):
        return next(row for row in said if row.is_noun)
    verb = next((row for row in said if not row.is_noun), None)
    is_present = words[at].text.endswith("s") and (sentence.is_title or (verb and verb.state == "in force"))
    return verb if is_past(words[at]) or is_present else None


def _is_real(words: Sequence[Word], at: int) -> bool:
    """Whether nothing before a verb, through its auxiliaries, makes it unreal: "would suspend", "has not left"."""
    for n in range(at - 1, max(-1, at - 6), -1):
        if is_used(words[n], "uncertain") or is_used(words[n], "negation") or is_used(words[n], "modal"):
            return False
        if not is_used(words[n], "auxiliary") and not words[n].text.endswith("ly") and words[n].text.lower() != "also":
            return True
    return True


@cached
def _rows() -> Mapping[str, tuple[_Row, ...]]:
    """The words of `treaty_steps.csv` by their first stem, longest first."""
    found: dict[str, list[_Row]] = defaultdict(list)
    for where, row in rows("treaty_steps"):
        state = next((state for state in STATES if state == row["state"]), None)
        if state is None or row["form"] not in {"verb", "noun"}:
            wanted = ", ".join(STATES)
            raise TableError(f"{where}: {row['state']} {row['form']}; write one of {wanted}, and verb or noun")
        for text in several(row["words"]):
            stems = tuple(map(stem, text.split()))
            found[stems[0]].append(_Row(stems, state, row["form"] == "noun", text))
    return MappingProxyType({first: tuple(sorted(some, key=_longest_first)) for first, some in found.items()})


def _longest_first(row: _Row) -> int:
    return -len(row.stems)
