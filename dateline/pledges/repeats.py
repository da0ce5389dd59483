"""The same commitment told again: in another article, on another day, by the same maker about the same things.

A later telling is another commitment that a page was found to make, or a sentence that says again ("reaffirmed",
"stands by its word"). It is joined to the first telling, whose key is the commitment's id for good.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.pledges.commitments import Commitment
from dateline.pledges.matching import BESIDE, ELSEWHERE, Match, aim_match, object_match, party_match, reasons
from dateline.pledges.pages import Page, Sentence
from dateline.pledges.words import Word, any_used, deeds_by_stem, says

JOINED = 0.45
"""Score from which a telling is joined to a commitment: on the development pairs every repeat is, and no other promise
(`eval/pledges.py`)."""
ON_TOP = 0.5
"""What is left for a promise of "another", "a further" one, unless the number is the same."""
OTHER_NUMBER = 0.4
"""What is left where another number of the things is promised."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A later telling of a commitment: the words [start, end) of an article, and how surely they are the same promise.

    `key` is of the commitment that they would be by themselves, None where only a word of saying again tells.
    """

    commitment: str
    article: str
    key: str | None
    start: int
    end: int
    words: str
    score: float
    why: tuple[str, ...]


def find_repeats(made: Commitment, page: Page, told_there: Sequence[Commitment]) -> list[Repeat]:
    """Where a page tells a commitment again; `told_there` are the commitments found on the page."""
    if page.article == made.article or not (made.makers & page.keys):
        return []
    best: dict[int, Repeat] = {}
    for sentence, key, why in _tellings(page, told_there, made):
        repeat = _judged(made, sentence, page, key, why)
        if repeat.score >= JOINED and (sentence.start not in best or repeat.key):
            best[sentence.start] = repeat
    return [best[start] for start in sorted(best)]


def _tellings(
    page: Page, told_there: Sequence[Commitment], made: Commitment
) -> Iterator[tuple[Sentence, str | None, str]]:
    for sentence in page.sentences:
        same = next((other for other in told_there if sentence.start <= other.start < sentence.end), None)
        if same is not None and (set(same.kinds) & set(made.kinds) or not same.kinds or not made.kinds):
            yield sentence, same.key, "promised again"
        elif (word := _said_again(sentence)) and _is_to_come(sentence):
            yield sentence, None, f"said again: {word}"


def _is_to_come(sentence: Sentence) -> bool:
    """Whether a sentence speaks of what will be: what is only confirmed to be done is no promise."""
    return any_used(sentence.words, "coming") or bool(sentence.stems & deeds_by_stem((), "promise").keys())


def _said_again(sentence: Sentence) -> str | None:
    known = deeds_by_stem((), "repeat")
    for at, word in enumerate(sentence.words):
        for deed in known.get(word.stem, ()):
            if says(deed, sentence.words, at):
                return deed.text
    return None


def _judged(made: Commitment, sentence: Sentence, page: Page, key: str | None, why: str) -> Repeat:
    things = object_match(made, sentence, page, beside=BESIDE if key is None else BESIDE / 2)
    maker = party_match(made.makers, sentence, page, "maker")
    taker = aim_match(made, sentence, page)
    number = _number(made, sentence)
    score = things.share * max(maker.share, ELSEWHERE) * taker.share * number.share
    return Repeat(
        commitment=made.key,
        article=page.article,
        key=key,
        start=sentence.start,
        end=sentence.end,
        words=sentence.text,
        score=round(score, 3),
        why=(why, *reasons((things, maker, taker, number))),
    )


def _number(made: Commitment, sentence: Sentence) -> Match:
    """Whether the amounts allow the two promises to be one."""
    told = {number.value for number in sentence.numbers if not 1900 <= number.value <= 2100}
    if told & set(made.numbers):
        return Match(1.0, ("same number",))
    if any_used(sentence.words, "further"):
        return Match(ON_TOP, ("on top of others",))
    if made.numbers and any(_counts(sentence.words, n.last, made) for n in sentence.numbers):
        return Match(OTHER_NUMBER, ("another number",))
    return Match(1.0)


def _counts(words: Sequence[Word], last: int, made: Commitment) -> bool:
    return any(word.stem in made.things for word in words[last + 1 : last + 5])
