"""Who does what a sentence tells, as far as it names them: the one who promised, the one to whom, or somebody else."""

from dateline.pledges.commitments import Commitment
from dateline.pledges.done import is_passive
from dateline.pledges.matching import RIVAL, Match, receivers
from dateline.pledges.pages import Sentence, is_country, with_words_before
from dateline.pledges.words import Deed, any_used

OPPOSITE = 0.25
"""What is left where the promised party does itself what was promised to it."""


def doer_match(made: Commitment, sentence: Sentence, at: int, deed: Deed) -> Match:
    """Whether the right side does it: of an active verb a party named before it, of a passive one after "by"."""
    words = sentence.words
    givers = _givers(sentence) if deed.doer == "taker" else frozenset[str]()
    if givers and not givers & made.makers:
        return Match(RIVAL, ("received from others",))
    if any(keys & made.makers for keys in receivers(sentence)) and _acts(made.takers, sentence, words[at].start):
        return Match(OPPOSITE, ("done by the other side",))
    start, end = sentence.start, words[at].start
    if is_passive(words, at):
        by = next((word.start for word in words[at:] if word.text.lower() == "by"), None)
        if by is None:
            return _others(made, sentence)
        start, end = by, sentence.end
    doers = [named for named in sentence.named if start <= named.at < end and not named.is_outlet]
    if not doers or deed.doer == "thing":
        return _others(made, sentence)
    right, wrong = (made.makers, made.takers) if deed.doer == "maker" else (made.takers, made.makers)
    if not right or any(named.keys & right for named in doers):
        return Match(1.0)
    if any(named.keys & wrong for named in doers if not named.is_pronoun):
        return Match(OPPOSITE, ("done by the other side",))
    return _others(made, sentence)


def _acts(keys: frozenset[str], sentence: Sentence, before: int) -> bool:
    """Whether a party is named before a verb, and no other is."""
    named = [named.keys for named in sentence.named if named.at < before and not named.is_outlet]
    return bool(named) and all(keys & some for some in named)


def _others(made: Commitment, sentence: Sentence) -> Match:
    """Whether a sentence names other states than as a place, and not the maker: then one of them may have done it."""
    if not made.makers or made.makers & (sentence.keys | sentence.places):
        return Match(1.0)
    known = made.makers | made.takers | made.about
    others = {
        key
        for named, before in with_words_before(sentence)
        if not named.is_outlet and not any_used(before, "placing")
        for key in named.keys - known
        if is_country(key)
    }
    return Match(RIVAL, (f"names {' '.join(sorted(others))} and not the maker",)) if others else Match(1.0)


def _givers(sentence: Sentence) -> frozenset[str]:
    """The states that a sentence names after "from"."""
    return frozenset(
        key
        for named, before in with_words_before(sentence)
        if any(word.text.lower() == "from" for word in before)
        for key in named.keys
        if is_country(key)
    )
