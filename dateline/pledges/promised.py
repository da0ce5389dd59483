"""What the words behind a promise promise: the act, the things, where or to whom they are to go, how many.

Read from the order of the words alone: "promised to bring **9,000 tonnes of sorghum** to *the camps around Adré* before
the rains" has its things before, its aim behind a preposition, and ends where a time, a condition or a comma begins.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.pledges.pages import countries_in
from dateline.pledges.words import (
    ANY,
    Deed,
    Word,
    any_used,
    classes_of,
    deeds_by_stem,
    grammar,
    grammar_stems,
    is_past,
    is_used,
    kinds,
    numbers_in,
    person_nouns,
    says,
    stem,
)

NOMINAL = ("visit", "host", "lift", "ratify", "give", "deploy")
"""The kinds that a promise of a bare thing may be of ("pledged 500 troops"), of equally likely ones the first."""
_TIME_WORD = re.compile(r"\d|(?:next|this|late|early|mid|end|coming|first|second|years?|months?|weeks?|days?)\b")
_SUBJECT = 8
"""Words before "would be sent" among which its subject is looked for."""


@dataclass(frozen=True, slots=True)
class Promised:
    """What is promised: `act` is where its verb stands, `kinds` rows of `pledge_kinds.csv`, best first.

    `things` are the words of what is promised, `aims` of where it is to go; `scope` is where the last of what the
    promise says of its parties stands.
    """

    act: int | None
    deeds: tuple[Deed, ...]
    things: tuple[Word, ...]
    aims: tuple[Word, ...]
    numbers: tuple[float, ...]
    is_money: bool
    scope: int
    is_refrain: bool


def what_is_promised(words: Sequence[Word], at: int) -> Promised:
    """What the words from `at` on promise, where the word of promising or the act itself ("will send") stands."""
    act, known = _act(words, at)
    named = {word.start for some, _ in countries_in(words) for word in some}
    things, aims = (tuple(w for w in part if w.start not in named) for part in _parts(words, at, act, known))
    if not content(things) and not numbers_in(things):
        things, aims = (*things, *aims), ()
    counted = [number for number in numbers_in(things) if number.value and not 1900 <= number.value <= 2100]
    return Promised(
        act=act,
        deeds=known,
        things=things,
        aims=aims,
        numbers=tuple(number.value for number in counted),
        is_money=any(number.is_money for number in counted),
        is_refrain=act is not None and act > at and any_used(words[at + 1 : act + 3], "refraining"),
        scope=next((n for n in range(at + 1, len(words)) if _ends_scope(words, n)), len(words)) - 1,
    )


def content(words: Sequence[Word]) -> frozenset[str]:
    """The stems of the words that say what is meant: no figures, times and little words."""
    dull = grammar_stems()["dull"] | grammar_stems()["time"]
    return frozenset(
        word.stem
        for word in words
        if any(map(str.isalpha, word.text)) and word.stem not in dull and not numbers_in([word]) and len(word.stem) > 2
    )


def heads(things: Sequence[Word]) -> frozenset[str]:
    """The nouns that end a run of words: "tank" in "Leopard 1 tanks", "hospital" in "a field hospital"."""
    ends = (word for n, word in enumerate(things) if n + 1 == len(things) or is_parted(word, things[n + 1]))
    return content(list(ends))


def names(words: Sequence[Word]) -> frozenset[str]:
    """The stems of those words that are written as names; the letters of "U.S." are none."""
    dull = grammar_stems()["dull"] | grammar_stems()["time"]
    return frozenset(word.stem for word in words if word.is_capital and word.stem not in dull and len(word.stem) > 1)


def kinds_of(promised: Promised, things: frozenset[str]) -> tuple[str, ...]:
    """The kinds of act, best first: those of its verb that are about such things, else those of the things alone.

    Empty for an act that the tables do not know.
    """
    known = heads(promised.things) & classes_of().keys() or things
    classes = frozenset().union(*(classes_of().get(thing, frozenset()) for thing in known))
    if promised.is_money:
        classes |= {"currency", "money"}
    if heads(promised.things) & person_nouns() and not classes & {"soldiers", "police"}:
        classes = frozenset({"captives"})
    fitting = {kind: len(classes & about) for kind, about in kinds().items() if classes & about}
    of_verb = {one.kind for one in promised.deeds}

    def weight(kind: str) -> tuple[float, str]:
        return -fitting[kind] - 10.0 * (kind == "pay" and promised.is_money), kind

    if promised.is_refrain:
        return ("stop",)
    if both := of_verb & fitting.keys():
        return tuple(sorted(both, key=weight))
    if of_verb:
        return tuple(sorted((of_verb - {"pay"}) or of_verb))
    if promised.is_money:
        return ("pay",)
    if promised.act is not None:
        return ()
    bare = [kind for kind in NOMINAL if kind in fitting]
    return (max(bare, key=lambda kind: fitting[kind]),) if bare else ("give",)


def is_promised(words: Sequence[Word], at: int) -> bool:
    """Whether the words from `at` on name an act that the tables know as promised."""
    return bool(_known(words, at))


def is_parted(before: Word, word: Word) -> bool:
    """Whether a comma, or more than a space, stands between two words."""
    return word.start - before.start - len(before.text) > 1


def _act(words: Sequence[Word], at: int) -> tuple[int | None, tuple[Deed, ...]]:
    """Where the promised act is said from `at` on, and the rows of the table that know it; longest words first."""
    end = _clause_end(words, at)
    promising = deeds_by_stem((), "promise")
    for n in range(at, end):
        known = _known(words, n)
        if known and ((n == at and words[n].stem not in promising) or (n > at and _is_verb(words, n))):
            return n, known
    return _unlisted(words, at, end) if words[at].stem in promising else None, ()


def _known(words: Sequence[Word], at: int) -> tuple[Deed, ...]:
    some = [
        deed
        for kind in kinds()
        for deed in deeds_by_stem((kind,), "promise").get(words[at].stem, ())
        if deed.kind != ANY and says(deed, words, at)
    ]
    longest = max((len(deed.stems) for deed in some), default=0)
    return tuple(deed for deed in some if len(deed.stems) == longest)


def _unlisted(words: Sequence[Word], at: int, end: int) -> int | None:
    """The verb after "to" or "would" that no row of the table knows: then the word itself must come back."""
    for n in range(at + 2, end):
        lower, before = words[n].text.lower(), words[n - 1].text.lower()
        is_next = before == "to" and (n == at + 2 or words[n - 2].text.lower().endswith(("self", "selves", "not")))
        if (is_next or _is_modal(words[n - 1])) and not words[n].is_capital and lower not in {"the", "a"}:
            return n + 1 if lower == "be" and n + 1 < end else n
    return None


def _clause_end(words: Sequence[Word], at: int) -> int:
    """Where what is promised ends: at a word of time or condition, or a comma that does not go on a list of names."""
    telling = next((n for n in range(at + 1, len(words)) if is_used(words[n], "telling")), -1)
    for n in range(at + 1, len(words)):
        is_list = words[n].is_capital and words[n - 1].is_capital and n > telling
        if is_used(words[n], "stop") or (is_parted(words[n - 1], words[n]) and not is_list):
            return n
    return len(words)


def _ends_scope(words: Sequence[Word], at: int) -> bool:
    """Whether whom a promise serves stands before this word: it opens a condition, or follows a comma."""
    return is_used(words[at], "condition") or is_parted(words[at - 1], words[at])


def _is_modal(word: Word) -> bool:
    return is_used(word, "modal") and word.text.lower() != "to"


def _is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether a word behind the promise stands where a verb does: after "to", "would", "be", an adverb between."""
    before = list(words[max(0, at - 2) : at])
    if before and (before[-1].text.endswith("ly") or before[-1].text.lower() in {"also", "not", "soon", "again"}):
        before.pop()
    return bool(before) and (is_used(before[-1], "modal") or is_used(before[-1], "auxiliary"))


def _parts(
    words: Sequence[Word], at: int, act: int | None, known: Sequence[Deed]
) -> tuple[Sequence[Word], Sequence[Word]]:
    """The words of the things and of the aim."""
    start = (at if act is None else act) + 1
    particles = {particle for one in known for particle in one.stems[1:]}
    things, aims = _subject(words, at, act), list[Word]()
    is_aim = False
    for n in range(start, max(start, _clause_end(words, start - 1))):
        lower = words[n].text.lower()
        following = words[n + 1].text.lower() if n + 1 < len(words) else ""
        if (lower in {"by", "in", "on"} and _is_time(words, n + 1)) or (lower == "that" and n > start):
            break
        if lower in {"of", "with"}:
            is_aim = is_aim and lower == "of"
        elif words[n].stem in particles:
            continue
        elif lower in grammar()["towards"] or (
            is_past(words[n]) and (following in grammar()["towards"] or following in {"by", "of"})
        ):
            is_aim = True
        else:
            (aims if is_aim else things).append(words[n])
    return things, aims


def _is_time(words: Sequence[Word], at: int) -> bool:
    """Whether a time begins at a word: "30 June", "the end of the year", "the coming weeks", "Thursday"."""
    first = next((word for word in words[at : at + 2] if word.text.lower() not in {"the", "a"}), None)
    return first is not None and bool(_TIME_WORD.match(first.text.lower()) or first.stem in grammar_stems()["time"])


def _subject(words: Sequence[Word], at: int, act: int | None) -> list[Word]:
    """The words before "would be sent" or "would go": there the thing stands before its verb."""
    if act is None:
        return []
    modal = next((n for n in range(act - 1, max(at if act > at else -1, act - 5), -1) if _is_modal(words[n])), None)
    if modal is None or (act == at and not is_used(words[act - 1], "auxiliary")):
        return []
    first = at + 1 if act > at else max(0, modal - _SUBJECT)
    that = next((n for n in range(modal - 1, first - 1, -1) if stem(words[n].text) == "that"), first - 1)
    return list(words[that + 1 : modal])
