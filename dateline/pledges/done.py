"""The words of a sentence that tell of something done that keeps or breaks a promise of some kind.

"Delivered", "were handed over", "has frozen" do; "will deliver", "has yet to hand over", "asked whether it had sent" do
not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.pledges.commitments import Commitment
from dateline.pledges.pages import Sentence
from dateline.pledges.promised import is_parted
from dateline.pledges.words import (
    ANY,
    OF_DEEDS,
    Deed,
    Told,
    Word,
    any_used,
    deeds_by_stem,
    first_stems,
    grammar_stems,
    is_past,
    is_used,
    says,
    stem,
)

UNKNOWN = Deed("any", "kept", "thing", (), "no listed word")
"""What a sentence says that tells of the promised things in some word that no table knows."""
_CHAIN = 6
"""Words before a verb among which its auxiliaries and its negation stand."""
_WANTED = 15
"""Words before a verb among which one that makes it a wish or a denial stands."""
REFUSING = "not to "
"""What the text of a row begins with where a sentence says that its deed will not be done."""
_GOING_ON = frozenset({"is", "are", "was", "were", "began", "started", "finished", "completed"})


def done(made: Commitment, sentence: Sentence) -> Iterator[tuple[int, Deed]]:
    """Where a sentence tells as done what keeps or breaks such a promise, and by which row of the table."""
    act = stem(made.act)
    firsts = first_stems(made.kinds)
    if act not in sentence.stems and firsts.isdisjoint(sentence.stems):
        return
    for at, word in enumerate(sentence.words):
        if word.stem != act and word.stem not in firsts:
            continue
        deed = _of_its_kind(made, sentence.words, at)
        if deed is not None and _is_done(sentence.words, at, deed):
            yield at, deed
        elif deed is not None and deed.told == "kept" and _is_refused(sentence.words, at):
            yield at, Deed(ANY, "broken", "maker", deed.stems, f"{REFUSING}{deed.text}")


@lru_cache(maxsize=10_000)  # the same sentence is held against many promises
def unlisted(sentence: Sentence) -> int | None:
    """The first past form of a sentence that only tells: no word in it promises, asks or says what will be."""
    if any_used(sentence.words, "uncertain") or sentence.stems & grammar_stems()["undone"]:
        return None
    if said(sentence.words, "promise") or (said(sentence.words, "repeat") and any_used(sentence.words, "coming")):
        return None
    past = (n for n, word in enumerate(sentence.words) if is_past(word) and not is_used(word, "telling"))
    return next((n for n in past if _is_done(sentence.words, n, UNKNOWN)), None)


def said(words: Sequence[Word], told: Told) -> Deed | None:
    """The first words that say such a thing of promises of any kind."""
    rows = deeds_by_stem((), told)
    known = (deed for at, word in enumerate(words) for deed in rows.get(word.stem, ()) if says(deed, words, at))
    return next(known, None)


def is_passive(words: Sequence[Word], at: int) -> bool:
    """Whether the word at `at` is a participle after a form of "be"."""
    before = {word.text.lower() for word in words[max(0, at - 2) : at]}
    return is_past(words[at]) and bool(before & {"be", "been", "being", "was", "were", "is", "are"})


def _of_its_kind(made: Commitment, words: Sequence[Word], at: int) -> Deed | None:
    """What the words from `at` on say of such a promise: the longest row that fits, else the promised act itself."""
    first = words[at].stem
    if made.is_refrain and first == stem(made.act):
        return Deed(ANY, "broken", "maker", (first,), made.act)
    some = [deed for told in OF_DEEDS for deed in deeds_by_stem(made.kinds, told).get(first, ())]
    fitting = [d for d in some if not (d.kind == ANY and d.told == "promise") and says(d, words, at)]
    found = max(fitting, key=_fit, default=None)
    if found is not None and found.told == "promise":
        return replace(found, told="kept")
    if found is None and first == stem(made.act):
        return Deed(ANY, "kept", "maker", (first,), made.act)
    return found


def _fit(deed: Deed) -> tuple[int, bool, bool]:
    """More words first; words of the promise's own kind before general ones; what breaks it before what keeps it."""
    return len(deed.stems), deed.kind != ANY, deed.told == "broken"


def _is_done(words: Sequence[Word], at: int, deed: Deed) -> bool:
    chain = []
    for word in reversed(words[max(0, at - _CHAIN) : at]):
        chain.append(word)
        lower = word.text.lower()
        is_between = is_used(word, "auxiliary") or is_used(word, "negation") or lower in {"also", "still", "now"}
        if not is_between and not lower.endswith("ly"):
            break
    if any(any_used(chain, use) for use in ("modal", "negation", "uncertain")):
        return False
    if any_used(words[max(0, at - 3) : at], "asking") or (deed.told == "kept" and _is_wanted(words, at)):
        return False
    text = words[at].text.lower()
    if is_past(words[at]):
        return True
    if text.endswith("ing"):
        return bool(_GOING_ON.intersection(word.text.lower() for word in words[max(0, at - 2) : at]))
    return text.endswith("s") and deed.told == "broken"


def _is_refused(words: Sequence[Word], at: int) -> bool:
    """Whether it is said that it will not be done: "will not send", "decided not to send", "refused to send"."""
    before = [word.text.lower() for word in words[max(0, at - 4) : at]]
    if before and before[-1] == "be":
        before.pop()
    if before[-1:] == ["to"]:
        return len(before) > 1 and (before[-2] == "not" or stem(before[-2]) in grammar_stems()["refusing"])
    is_future = bool({"will", "would"}.intersection(before[-3:]))
    return is_future and before[-1] in {"not", "never", "longer"}


def _is_wanted(words: Sequence[Word], at: int) -> bool:
    """Whether a word before, with no comma between, says that it is only asked, hoped, planned or denied."""
    for n in range(at - 1, max(-1, at - _WANTED), -1):
        if words[n].stem in grammar_stems()["undone"]:
            return True
        if is_parted(words[n], words[n + 1]) or words[n].text.lower() in {"and", "but"}:
            return False
    return False
