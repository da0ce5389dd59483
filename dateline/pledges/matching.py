"""How well a sentence of a later article speaks of what was promised: its things, its amount, its parties.

Each answer is a share from 0 to 1 with the reasons for it. Evidence of several sorts adds up as independent chances do:
what one sort leaves open, the next may close.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.pledges.commitments import Commitment
from dateline.pledges.pages import Page, Sentence, is_country, with_words_before
from dateline.pledges.words import classes_of, fold, is_used, kinds, person_nouns

SAME_NAME = 0.7
"""What it counts that a name of what was promised comes back: "Leopard", "Minerven", "Khiam"."""
SAME_THING = 0.65
"""That a listed noun comes back: "wheat", "hospital"."""
SAME_HEAD = 0.55
"""That a noun does which no table knows, but which ends what was promised: "icons"."""
SAME_WORD = 0.35
"""That any other word of the promised things does."""
SAME_CLASS = 0.45
"""That a noun of the same class stands there: "lorries" for "trucks"."""
SAME_AIM = 0.35
"""That a word of where it was to go does."""
SAME_NUMBER = 0.7
"""That the very number comes back, from MANY on; a small number is common."""
SMALL_NUMBER = 0.35
MANY = 5
BESIDE = 0.6
"""How much of it the sentences around count, next to the sentence itself."""
ELSEWHERE = 0.7
"""What a party counts that the page names, but neither the sentence nor those around it."""
AROUND = 0.95
"""What a party counts that a sentence of the same paragraph, the title or the dateline names."""
ABSENT = 0.45
"""What a party counts that the page does not name."""
RIVAL = 0.4
"""What is left where the sentence names somebody else in the party's stead."""
COMMON = frozenset({"captives", "leaders", "villages", "places"})
"""Classes of people and places, which a sentence may count beside anything."""
NAMED_KINDS = frozenset({"visit", "host", "lift", "ratify"})
"""Kinds of pledge whose things are said by a noun of the kind itself: "trip", "talks", "sanctions", "accord"."""


@dataclass(frozen=True, slots=True)
class Match:
    """A share from 0 to 1, and what made it."""

    share: float
    why: tuple[str, ...] = ()


def object_match(
    made: Commitment, sentence: Sentence, page: Page, *, before: int | None = None, beside: float = BESIDE
) -> Match:
    """Whether a sentence is of the promised things, by their names, nouns, classes and amount.

    With `before`, only words before that one count as things: they are the subject of what happens there. `beside` is
    what the sentences around count.
    """
    signs = dict(_signs(made, sentence, before))
    for other in around(sentence, page):
        for why, share in _signs(made, other, None):
            signs[why] = max(signs.get(why, 0.0), share * beside)
    for stem in page.place & made.names if beside else ():
        signs[f"dateline {stem}"] = SAME_NAME * BESIDE
    left = 1.0
    for share in signs.values():
        left *= 1 - share
    best = sorted(signs, key=lambda why: (-signs[why], why))
    return Match(1 - left, tuple(best[:4]))


def _signs(made: Commitment, sentence: Sentence, before: int | None) -> Iterator[tuple[str, float]]:
    listed = classes_of()
    stems = sentence.stems if before is None else frozenset(word.stem for word in sentence.words[:before])
    same = made.things & stems
    for stem in same | (made.names & sentence.stems):
        of_head = SAME_THING if stem in listed else SAME_HEAD
        share = SAME_NAME if stem in made.names else of_head if stem in made.heads else SAME_WORD
        yield f"word {stem}", share
    for stem in (made.aims - made.names - same) & sentence.stems:
        yield f"aim {stem}", SAME_AIM
    if not same & made.heads:
        wanted = made.classes
        if made.things & person_nouns() and "release" in made.kinds:
            wanted |= {"captives"}
        if not wanted or NAMED_KINDS.intersection(made.kinds):
            wanted |= frozenset().union(*(kinds()[kind] for kind in made.kinds))
        alike = next((s for s in sorted(stems - same) if listed.get(s, frozenset()) & wanted), None)
        if alike:
            yield f"class {alike}", SAME_CLASS
    for number in sentence.numbers:
        if number.value in made.numbers:
            yield f"number {number.value:g}", SAME_NUMBER if number.value >= MANY else SMALL_NUMBER


def counted(made: Commitment, sentence: Sentence) -> float | None:
    """How many of the promised things a sentence counts; None where it counts none of them."""
    listed = classes_of()
    for number in sentence.numbers:
        following = [word.stem for word in sentence.words[number.last + 1 : number.last + 5]]
        if any(stem in made.things or listed.get(stem, frozenset()) & made.classes for stem in following):
            return number.value
        if number.is_money and any(value >= 1e4 for value in made.numbers):
            return number.value
    return None


def other_things(made: Commitment, sentence: Sentence) -> str | None:
    """A listed noun of another class than the promised things that a sentence counts, if it names none of these."""
    listed = classes_of()
    if made.things & sentence.stems or not made.classes:
        return None
    for number in sentence.numbers:
        is_aside = number.first > 0 and is_used(sentence.words[number.first - 1], "aside")
        for word in () if is_aside else sentence.words[number.last + 1 : number.last + 4]:
            if word.stem in listed and not number.is_money and not listed[word.stem] & (made.classes | COMMON):
                return word.text
    return None


def around(sentence: Sentence, page: Page) -> Iterator[Sentence]:
    """The sentence before, and the others of the same paragraph."""
    for other in page.sentences:
        beside = other.number == sentence.number - 1 and not other.is_title
        if other.number != sentence.number and (other.block == sentence.block or beside):
            yield other


def party_match(keys: frozenset[str], sentence: Sentence, page: Page, what: str) -> Match:
    """Whether a party is there: in the sentence, near it, or on the page."""
    if not keys:
        return Match(AROUND, (f"{what} not known",))
    text = fold(sentence.text).lower()
    if keys & sentence.keys or any(not is_country(key) and " " in key and key in text for key in keys):
        return Match(1.0, (f"{what} in the sentence",))
    near = {key for other in around(sentence, page) for key in other.keys}
    near |= {key for other in page.sentences if other.is_title for key in other.keys}
    if keys & near or page.scene in keys or keys & sentence.places:
        return Match(AROUND, (f"{what} beside",))
    if keys & page.keys:
        return Match(ELSEWHERE, (f"{what} on the page",))
    return Match(ABSENT, (f"{what} absent",))


def aim_match(made: Commitment, sentence: Sentence, page: Page) -> Match:
    """Whether a sentence is of those to whom, or where, the promised things were to go.

    Where the sentence says who gets them and it is somebody else, or it names none of them and the page is set in
    another place, they have probably gone elsewhere.
    """
    places = made.aims & made.names
    if not made.takers and made.about:
        about = party_match(made.about, sentence, page, "country of the headline")
        if not places or places & sentence.stems:
            return Match(max(about.share, ELSEWHERE), about.why)
    party = party_match(made.takers, sentence, page, "beneficiary")
    if places & sentence.stems:
        return Match(max(party.share, AROUND), ("where it was to go",))
    if party.share == 1.0:
        return party
    others = [keys for keys in receivers(sentence) if not keys & (made.takers | made.makers)]
    if others and made.takers:
        return Match(party.share * RIVAL, (*party.why, "somebody else gets it"))
    near = frozenset().union(*(other.stems for other in around(sentence, page)), page.place)
    if made.takers and page.scene and page.scene not in made.takers | made.makers:
        return Match(party.share * RIVAL, (*party.why, f"set in {page.scene}"))
    if places and not places & near:
        share = ELSEWHERE if places & page.stems else AROUND if made.takers else ELSEWHERE
        is_set_elsewhere = bool(page.place) and not page.place & (places | made.things)
        return Match(
            min(party.share, share) * (RIVAL if is_set_elsewhere else 1.0), (*party.why, "not where it was to go")
        )
    return party


def receivers(sentence: Sentence) -> Iterator[frozenset[str]]:
    """Whom a sentence names after "to" or "for", an adjective between at most."""
    for named, before in with_words_before(sentence):
        if any(map(is_country, named.keys)) and any(word.text.lower() in {"to", "for"} for word in before):
            yield named.keys


def reasons(matches: Iterable[Match]) -> tuple[str, ...]:
    """What made some matches, one after another."""
    return tuple(why for match in matches for why in match.why)
