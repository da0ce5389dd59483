"""What a later article offers as the outcome of a commitment: kept, late or broken, with a score and its words.

A candidate is a sentence that tells something as done (`done.py`). How likely it tells of this very promise is the
product of shares: its things, its maker, whom it was for, the right doer, the right time and amount. Nothing is
asserted: a person confirms a candidate from its words.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import prod
from typing import Literal

from dateline.pledges.commitments import Commitment
from dateline.pledges.days import day_told, years_told
from dateline.pledges.done import REFUSING, UNKNOWN, done, unlisted
from dateline.pledges.matching import (
    BESIDE,
    Match,
    aim_match,
    counted,
    object_match,
    other_things,
    party_match,
    reasons,
)
from dateline.pledges.pages import Page, Sentence
from dateline.pledges.sides import doer_match
from dateline.pledges.words import Deed, any_used, grammar_stems
from dateline.records import Status
from dateline.told import Told

Relation = Literal["kept", "late", "broken"]

OFFERED = 0.38
"""Score from which a candidate is offered: half-way between the best look-alike (.35) and the least outcome but one
(.40) of the development pairs of `tests/golden/pledges` (`eval/pledges.py`)."""
EARLIER = 0.1
"""What is left where the sentence dates the deed before the promise."""
OTHER_YEAR = 0.35
"""What is left where the sentence speaks only of years before the promise's."""
EARLY = 0.5
"""What is left where the deed is done more than EARLY_DAYS before the time it was promised for."""
EARLY_DAYS = 31
MORE = 0.5
"""What is left where more is counted than was promised."""
OTHER_THINGS = 0.5
"""What is left where things of another sort are counted, and none of the promised ones."""
ABOUT_AS_MUCH = 1.05
"""Up to how much of the promised amount is not yet more."""
BESIDE_BROKEN = 0.25
"""What the sentences around count for a word of breaking: what is stopped or seized is named with it."""
UNLISTED = 0.8
"""What a sentence counts in which all but its verb, which no table knows, speaks for the promise being kept."""
STRONG = 0.5
"""Share of the promised things from which that is asked."""
GENERAL = 0.8
"""What a word that keeps or breaks any promise counts next to one of the promise's own kind."""
AT_HOME = 0.4
"""What is left of a visit that is told from the visitor's own country."""
SAME_ACT = 0.5
"""What the promised verb itself counts where the tables do not know it: "promised to share", "shared"."""
ITSELF = 0.6
"""What it counts of a visit that the visitor is named: he is the thing that was promised."""
OPEN = 0.7
"""What is left of a candidate for kept where another sentence speaks of the promised things as still to come."""
OPEN_FROM = 0.75
"""Share of the promised things from which it does."""
UNREAL: frozenset[Status] = frozenset(
    {"pledged", "planned", "requested", "threatened", "hypothetical", "denied", "negated"}
)
"""Statuses of events that are no outcome."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A candidate: the words [start, end) of an article that may tell what became of a commitment.

    `key` is the event told there, if the reading has one. `share` is how much of a counted promise is done, None where
    nothing tells. `on` is the day of the deed as far as it is told, else the article's. `score` goes from 0 to 1.
    """

    commitment: str
    article: str
    key: str | None
    start: int
    end: int
    words: str
    relation: Relation
    share: float | None
    on: datetime.date | None
    score: float
    why: tuple[str, ...]


def find_outcomes(made: Commitment, page: Page, *, offered: float = OFFERED) -> list[Outcome]:
    """The best candidate that a page offers for a commitment, in a list; empty where none reaches `offered`."""
    if page.article == made.article or not _may_tell(made, page):
        return []
    found = [candidate for sentence in page.sentences for candidate in _candidates(made, sentence, page)]
    best = max(found, key=_score, default=None)
    if best is None or best.score < offered:
        return []
    if best.relation != "broken" and (other := _still_open(made, page, best)):
        best = replace(best, score=round(best.score * OPEN, 3), why=(*best.why, f"but: {other.text}"))
    return [best] if best.score >= offered else []


def _still_open(made: Commitment, page: Page, best: Outcome) -> Sentence | None:
    """Another sentence of the page that speaks of the promised things as not yet there: asked for, planned, awaited."""
    for sentence in page.sentences:
        is_open = any_used(sentence.words, "uncertain") or bool(sentence.stems & grammar_stems()["undone"])
        is_other = sentence.start != best.start and not sentence.is_title
        if is_open and is_other and object_match(made, sentence, page, beside=0.0).share >= OPEN_FROM:
            return sentence
    return None


def open_past(made: Sequence[Commitment], found: Sequence[Outcome], on: datetime.date) -> list[Commitment]:
    """The commitments whose date has passed without any candidate for their outcome, longest overdue first."""
    answered = {outcome.commitment for outcome in found}
    past = [(one.due, one.key, one) for one in made if one.due and one.due < on and one.key not in answered]
    return [one for _, _, one in sorted(past, key=lambda item: item[:2])]


def _is_at_home(made: Commitment, page: Page) -> bool:
    """Whether a page is set in the country of who was to visit another: a meeting there is no such visit."""
    return page.scene in made.makers and page.scene not in made.takers


def _may_tell(made: Commitment, page: Page) -> bool:
    """Whether a page is not older than a promise, and names its maker or a name of what was promised."""
    if page.published_on is None or (made.published_on is not None and page.published_on < made.published_on):
        return False
    return not made.makers or bool(made.makers & page.keys or made.names & page.stems)


def _candidates(made: Commitment, sentence: Sentence, page: Page) -> Iterator[Outcome]:
    if sentence.is_title:
        return  # says too little of who and what; it counts beside the sentences
    deeds = list(done(made, sentence))
    for at, deed in deeds:
        yield _judged(made, sentence, page, at, deed)
    is_opposite = any(doer_match(made, sentence, at, deed).share < 1 for at, deed in deeds)
    at_verb = None if is_opposite or made.is_refrain else unlisted(sentence)
    if at_verb is not None and object_match(made, sentence, page, beside=0.0).share >= STRONG:
        yield _judged(made, sentence, page, at_verb, UNKNOWN)


def _judged(made: Commitment, sentence: Sentence, page: Page, at: int, deed: Deed) -> Outcome:
    verb = sentence.words[at]
    told = next((t for t in page.told if verb.start <= t.start < verb.start + len(verb.text) + 1), None)
    on, when = _when(made, sentence, page, told, deed)
    share, much = _much(made, sentence)
    matches = (
        _things(made, sentence, page, at, deed),
        party_match(made.makers, sentence, page, "maker"),
        aim_match(made, sentence, page),
        doer_match(made, sentence, at, deed),
        when,
        much,
        Match(AT_HOME if "visit" in made.kinds and _is_at_home(made, page) else 1.0),
        Match(UNLISTED if deed is UNKNOWN else GENERAL if deed.kind == "any" else 1.0),
        Match(0.0 if told and told.status in UNREAL and not deed.text.startswith(REFUSING) else 1.0),
    )
    is_late = made.due is not None and on is not None and on > made.due
    relation: Relation = "broken" if deed.told == "broken" else "late" if is_late else "kept"
    return Outcome(
        commitment=made.key,
        article=page.article,
        key=told.key if told else None,
        start=sentence.start,
        end=sentence.end,
        words=sentence.text,
        relation=relation,
        share=share if relation != "broken" else None,
        on=on,
        score=round(prod(match.share for match in matches), 3),
        why=(f"{deed.told}: {deed.text} ({deed.kind})", *reasons(matches)),
    )


def _things(made: Commitment, sentence: Sentence, page: Page, at: int, deed: Deed) -> Match:
    """Whether the sentence is of the promised things; what does something itself stands before its verb."""
    beside = BESIDE_BROKEN if deed.told == "broken" else BESIDE
    before = at if deed.doer == "thing" and deed is not UNKNOWN else None
    found = object_match(made, sentence, page, before=before, beside=beside)
    if not made.kinds and deed.text == made.act:
        found = Match(1 - (1 - found.share) * (1 - SAME_ACT), (*found.why, "the promised act"))
    if "visit" in made.kinds and made.makers & sentence.keys:
        found = Match(1 - (1 - found.share) * (1 - ITSELF), (*found.why, "the maker himself"))
    return found


def _years_before(sentence: Sentence, page: Page) -> frozenset[int]:
    """The years that the sentence before names, if it stands in the same paragraph."""
    before = page.sentences[sentence.number - 1] if sentence.number else sentence
    return years_told(before.text) if before.block == sentence.block else frozenset()


def _when(
    made: Commitment, sentence: Sentence, page: Page, told: Told | None, deed: Deed
) -> tuple[datetime.date | None, Match]:
    """The day of the deed, and whether it lies where the promise allows."""
    published = page.published_on
    if published is None:
        return None, Match(1.0)
    days = [day_told(sentence.text, published), told.last_day if told else None]
    on = min((day for day in days if day is not None and day <= published), default=published)
    if made.made_on is not None and on < made.made_on and on != published:
        return on, Match(EARLIER, (f"told of {on}, before the promise",))
    years = years_told(sentence.text) or (_years_before(sentence, page) if deed is UNKNOWN else frozenset())
    if years and made.made_on is not None and max(years) < made.made_on.year:
        return on, Match(OTHER_YEAR, (f"speaks of {max(years)}",))
    if made.due_from and made.made_on and made.due_from > made.made_on and (made.due_from - on).days > EARLY_DAYS:
        return on, Match(EARLY, (f"before {made.due_from}",))
    return on, Match(1.0)


def _much(made: Commitment, sentence: Sentence) -> tuple[float | None, Match]:
    """How much of the promised amount is told, and whether it can be of this promise."""
    amount = counted(made, sentence)
    if amount is None and (thing := other_things(made, sentence)):
        return None, Match(OTHER_THINGS, (f"counts {thing}",))
    if amount is None or not made.numbers:
        return None, Match(1.0)
    promised = made.numbers[0]
    if amount in made.numbers or (amount < promised and any_used(sentence.words, "remaining")):
        return 1.0, Match(1.0)
    if amount > promised * ABOUT_AS_MUCH:
        return None, Match(MORE, (f"{amount:g}, more than {promised:g}",))
    return min(amount / promised, 1.0), Match(1.0, (f"{amount:g} of {promised:g}",))


def _score(outcome: Outcome) -> float:
    return outcome.score
