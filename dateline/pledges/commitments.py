"""Which passages of a page commit somebody, and what to: the maker, whom it serves, the thing, how much, by when.

A commitment is read from an event that is one by its status or kind; and, where the reading has no event, from a verb
of promising. What is promised is looked for in the words behind it (`promised.py`).
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dateline.pledges.pages import OUTLETS, Named, Page, Sentence, is_country, keys_of
from dateline.pledges.promised import Promised, content, heads, is_promised, kinds_of, names, what_is_promised
from dateline.pledges.words import Word, any_used, classes_of, deeds_by_stem, is_past, is_used, kinds, says
from dateline.records import EventType, Status
from dateline.times import when_of
from dateline.told import Party, Told, first_day, last_day

PROMISES: frozenset[EventType] = frozenset({"AGREE", "CONCEDE"})
"""Types of event that commit where they name an act."""
REAL: frozenset[Status] = frozenset({"claimed", "happened", "ongoing", "planned"})
"""Their statuses then, besides `pledged`."""
NEAREST = 4
"""Words before the act, the modal among them, in which the party stands that "will" do it."""
BOUND = frozenset({"bound", "due", "going", "obliged"})
"""What may stand in "is bound to" where that promises like "will"."""
CLOSE = 20
"""Characters between a country and the firm or body that is told to be of it."""
NEAR = 400
"""Days in which a due date that stands before its promise is taken to mean the next year's: "before May"."""
_AGAINST = re.compile(r"\b(?:against|if)\b")
_BOUND = re.compile(
    r"\b(?:by|before|within|until|in|next|this)\b"
    r"(?= (?:the|next|early|late|mid|\d|[A-Z]|a\b|\w+ (?:days|weeks|months)))"
)
"""What a time by which something is promised begins with."""
_YEAR = re.compile(r"\b(?:of|for) (20\d\d)\b")


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise as first told, to be compared with later articles.

    `makers` and `takers` are keys of parties (`pages.keys_of`), `about` countries that the headline names besides;
    `kinds` are rows of `pledge_kinds.csv`, best first. `things` and `aims` are stems of what is promised and of where
    or to whom it is to go, `heads` the nouns among the things, `names` those of both that are names. `numbers` are the
    amounts promised. `year` is the year that the promise says it is of. `origin` is on whose word we have it.
    """

    key: str
    article: str
    text_group: str
    published_on: datetime.date | None
    made_on: datetime.date | None
    maker: str
    beneficiary: str | None
    makers: frozenset[str]
    takers: frozenset[str]
    about: frozenset[str]
    kinds: tuple[str, ...]
    act: str
    object: str
    things: frozenset[str]
    heads: frozenset[str]
    aims: frozenset[str]
    names: frozenset[str]
    numbers: tuple[float, ...]
    is_refrain: bool
    due_from: datetime.date | None
    due: datetime.date | None
    year: int | None
    conditions: str
    origin: str
    status: Status
    words: str
    start: int

    @property
    def classes(self) -> frozenset[str]:
        """The classes of the things promised."""
        return _union(classes_of().get(thing, frozenset()) for thing in self.things)


def find_commitments(page: Page) -> list[Commitment]:
    """What a page's passages commit somebody to, in the order of the text; one commitment for each place."""
    found = [made for told in page.told if _commits(told) and (made := _from_event(told, page))]
    taken = {sentence.number for sentence in page.sentences if any(_holds(sentence, made.start) for made in found)}
    found += [
        made
        for sentence in page.sentences
        if sentence.number not in taken and not sentence.is_title and (made := _from_words(sentence, page))
    ]
    return sorted({made.start: made for made in reversed(found)}.values(), key=_start)


def _commits(told: Told) -> bool:
    if told.status == "pledged":
        return True
    if told.status == "threatened":  # "Kenya will deploy 600 officers" reads like a threat
        return told.act_type == "MOBILIZE" and not _AGAINST.search(told.clause)
    return told.type in PROMISES and told.act_type is not None and told.status in REAL and told.mode is None


def _from_event(told: Told, page: Page) -> Commitment | None:
    sentence = next((sentence for sentence in page.sentences if _holds(sentence, told.start)), None)
    at = next((n for n, word in enumerate(sentence.words) if word.start >= told.start), None) if sentence else None
    if sentence is None or at is None:
        return None
    made = _commitment(sentence, at, told.key, page, told.clause, told.status)
    if made is None:
        return None
    actors = [party for party in told.actors if keys_of(party)] or _origin(told, page)
    makers = _union(map(keys_of, actors)) or _promiser(sentence, at) or made.makers
    if makers < made.makers:
        makers = made.makers
    if actors and all(party.kind == "person" for party in actors):
        makers |= _behind(makers, made.takers, page, sentence)
    served = _union(keys_of(party) for party in told.recipients if party.country not in makers)
    makers, takers = _apart(makers, (served | made.takers) - makers, page, actors)
    if not makers and not actors:
        return None  # nobody is named whose promise it could be
    made_on, first, last = _days(told)
    due_from, due = _due(first, last, made_on or page.published_on)
    return replace(
        made,
        maker=actors[0].name if actors else made.maker,
        beneficiary=told.recipients[0].name if told.recipients else None,
        makers=makers,
        takers=takers,
        made_on=made_on or page.published_on,
        due_from=due_from,
        due=due,
        conditions=told.conditions,
        origin=told.source.name,
    )


def _from_words(sentence: Sentence, page: Page) -> Commitment | None:
    """A commitment that no event tells: a past form of a verb of promising."""
    for at, word in enumerate(sentence.words):
        if not _promises(sentence, at) and not _will(sentence, at):
            continue
        key = f"{page.article}#char={word.start},{word.start + len(word.text)}"
        clause = sentence.text[word.start - sentence.start :]
        made = _commitment(sentence, at, key, page, clause, "pledged")
        if made is not None and not made.maker:
            continue  # nobody is named before it: whose promise it is would be guessed
        bound = _BOUND.search(clause)
        if made is None or bound is None or page.published_on is None:
            return made
        when = when_of(clause[bound.start() :], page.published_on.isoformat(), past=False)
        first, last = _due(first_day(when.start), last_day(when.end), made.made_on) if when else (None, None)
        return replace(made, due_from=first, due=last)
    return None


def _promises(sentence: Sentence, at: int) -> bool:
    """Whether the words from `at` on promise, as told of somebody: "pledged to", "gave its word", "Kuwait offers"."""
    words = sentence.words
    if not any(says(deed, words, at) for deed in deeds_by_stem((), "promise").get(words[at].stem, ())):
        return False
    is_present = at > 0 and words[at].text.endswith("s") and words[at].text.islower() and _stands(sentence, at - 1)
    return (is_past(words[at]) or is_present) and not _is_unreal(words, at)


def _stands(sentence: Sentence, at: int) -> bool:
    """Whether the word at `at` is the last of a party's name."""
    start = sentence.words[at].start
    return any(named.at <= start < named.end for named in sentence.named if not named.is_outlet)


def _will(sentence: Sentence, at: int) -> bool:
    """Whether a party named just before says, or is said, to be going to do what the tables know as promised.

    "Will" and "is to" do so by themselves, "would" with a word of telling in the sentence, "must" under an agreement.
    """
    words = sentence.words
    first = _future(words, at)
    if first is None or not (is_promised(words, at) or _is_said_act(sentence, first, at)):
        return False
    modal = words[first].text.lower()
    if modal in {"would", "must"} and not any_used(words, "telling") and not _is_agreed(words[:first]):
        return False
    if modal == "must" and not _is_agreed(words[:first]):
        return False
    if any_used(words[:first], "condition") or any_used(words[:first], "asking"):
        return False
    near = words[max(0, first - NEAREST + 1)].start
    return any(near <= named.at < words[first].start and not named.is_outlet for named in sentence.named)


def _is_said_act(sentence: Sentence, first: int, at: int) -> bool:
    """Whether a sentence tells on somebody's word what a party named right before "would" does."""
    words = sentence.words
    if not any_used(words, "telling") or is_used(words[at], "idle") or is_used(words[at], "auxiliary"):
        return False
    if any_used(words[at : at + 1], "negation") or not words[at].text.islower() or not first:
        return False
    return _stands(sentence, first - 1)


def _future(words: Sequence[Word], at: int) -> int | None:
    """Where the words begin by which the verb at `at` is told as to come: "will", "is to", "is bound to"."""
    before = [word.text.lower() for word in words[max(0, at - 3) : at]]
    if before[-1:] and before[-1] in {"will", "shall", "would", "must"}:
        return at - 1
    if before[-1:] != ["to"] or len(before) < 2:
        return None
    length = 2 if before[-2] in {"is", "are"} else 3 if before[-2] in BOUND and before[0] in {"is", "are"} else 0
    return at - length if length else None


def _is_agreed(words: Sequence[Word]) -> bool:
    """Whether words before speak of a text by which somebody is bound: "under the accord the army must"."""
    return any(
        word.text.lower() in {"under", "by"}
        and any("agreement" in classes_of().get(w.stem, ()) for w in words[n : n + 5])
        for n, word in enumerate(words)
    )


def _is_unreal(words: Sequence[Word], at: int) -> bool:
    before = words[max(0, at - 3) : at]
    passive = {"is", "are", "was", "were"}.intersection(word.text.lower() for word in before)
    return bool(passive) or any_used(before, "modal") or any_used(before, "negation")


def _commitment(sentence: Sentence, at: int, key: str, page: Page, clause: str, status: Status) -> Commitment | None:
    """What the words from `at` on promise, None where they say nothing; the maker is the party named last before."""
    words = sentence.words
    promised = what_is_promised(words, at)
    things = content(promised.things)
    scope = (*promised.things, *promised.aims)
    if not things & classes_of().keys() and not promised.is_money:
        things |= _elided(page, sentence, promised)
    if promised.act is None and not (things or names(scope) or promised.is_money or promised.numbers):
        return None
    before = [named for named in sentence.named if named.at <= words[at].start and not named.is_outlet]
    makers = _with_home(before) if before else _first_named(page, sentence)
    last = words[promised.scope].start
    served = [named.keys for named in sentence.named if words[at].start < named.at <= last and not named.is_outlet]
    if before and before[-1].is_person:
        makers |= _behind(makers, _union(served), page, sentence)
    takers = _union(keys for keys in served if not keys & makers)
    year = _YEAR.search(sentence.text[words[at].start - sentence.start :])
    return Commitment(
        key=key,
        article=page.article,
        text_group=page.text_group,
        published_on=page.published_on,
        made_on=page.published_on,
        maker=_name(sentence, page, before[-1]) if before else "",
        beneficiary=None,
        makers=makers,
        takers=takers,
        about=_countries_of_title(page) - makers - takers,
        kinds=kinds_of(promised, things),
        act=words[promised.act if promised.act is not None else at].text,
        object=_text(sentence, promised.things),
        things=things,
        heads=heads(promised.things) or things,
        aims=content(promised.aims),
        names=names(scope),
        numbers=promised.numbers,
        is_refrain=promised.is_refrain,
        due_from=None,
        due=None,
        year=int(year[1]) if year else None,
        conditions="",
        origin="",
        status=status,
        words=clause,
        start=words[at].start,
    )


def _origin(told: Told, page: Page) -> list[Party]:
    """On whose word a promise without a maker stands, unless that is a medium."""
    return [p for p in page.parties if p.id == told.source.id and p.kind not in OUTLETS and keys_of(p)][:1]


def _promiser(sentence: Sentence, at: int) -> frozenset[str]:
    """Whom a sentence names before its word of promising: who "gave an undertaking that units would be pulled back"."""
    promising = deeds_by_stem((), "promise")
    for n in range(at):
        if any(says(deed, sentence.words, n) for deed in promising.get(sentence.words[n].stem, ())):
            named = [named for named in sentence.named if named.at < sentence.words[n].start and not named.is_outlet]
            return named[-1].keys if named else frozenset()
    return frozenset()


def _apart(
    makers: frozenset[str], takers: frozenset[str], page: Page, actors: Sequence[Party]
) -> tuple[frozenset[str], frozenset[str]]:
    """Makers and takers, where an organ that would serve nobody but its own country is of the dateline's."""
    are_organs = bool(actors) and all(party.kind == "government" for party in actors)
    if are_organs and page.scene and page.scene not in makers and not takers:
        return frozenset({page.scene}), makers
    return makers, takers


def _elided(page: Page, sentence: Sentence, promised: Promised) -> frozenset[str]:
    """The things that a promise leaves out ("will ratify all three"): such words of the title and sentences before."""
    about = _union(kinds()[one.kind] for one in promised.deeds)
    before = [
        other
        for other in page.sentences
        if other.number < sentence.number and (other.is_title or other.block >= sentence.block - 1)
    ]
    return frozenset(s for other in before for s in other.stems if classes_of().get(s, frozenset()) & about)


def _behind(person: frozenset[str], served: frozenset[str], page: Page, sentence: Sentence) -> frozenset[str]:
    """Whom a person of no country, or of one that the page does not name, speaks for.

    That is the body last named before; else the one state that the page names up to there and that is not served.
    """
    others = [named for other in page.sentences for named in other.named if not named.is_outlet and not named.is_person]
    if any(is_country(key) and any(key in named.keys for named in others) for key in person):
        return frozenset()
    before = [named.keys for named in others if named.at < sentence.start and not any(map(is_country, named.keys))]
    if before:
        return before[-1]
    states = frozenset(key for named in others if named.at < sentence.end for key in named.keys if is_country(key))
    is_of_none = not any(map(is_country, person))
    return states - served if is_of_none and len(states - served) == 1 else frozenset()


def _with_home(before: Sequence[Named]) -> frozenset[str]:
    """The keys of the last of some parties, with the country that names a firm or body: "the Dutch firm Damen"."""
    last = before[-1].keys
    if any(map(is_country, last)) or len(before) < 2:
        return last
    home = before[-2]
    is_close = before[-1].at - home.end < CLOSE
    return last | home.keys if is_close and any(map(is_country, home.keys)) and not before[-1].is_person else last


def _first_named(page: Page, sentence: Sentence) -> frozenset[str]:
    """Whom the nearest sentence before names first."""
    for other in reversed(page.sentences[: sentence.number]):
        if named := [named for named in other.named if not named.is_outlet]:
            return named[0].keys
    return frozenset()


def _countries_of_title(page: Page) -> frozenset[str]:
    named = _union(sentence.keys for sentence in page.sentences if sentence.is_title)
    return frozenset(filter(is_country, named))


def _name(sentence: Sentence, page: Page, named: Named) -> str:
    """What the page calls a party, by its keys; else the words by which the sentence names it."""
    same = [party for party in page.parties if keys_of(party) and keys_of(party) == named.keys]
    if same:
        return min(same, key=lambda party: party.kind != "state" and not named.is_person).name
    words = [word for word in sentence.words if word.start >= named.at][:4]
    n = next((n for n, word in enumerate(words) if n and not word.is_capital), len(words))
    return " ".join(word.text for word in words[:n])


def _text(sentence: Sentence, words: Sequence[Word]) -> str:
    """The words of a sentence from the first to the last of some."""
    if not words:
        return ""
    start, end = min(word.start for word in words), max(word.start + len(word.text) for word in words)
    return sentence.text[start - sentence.start : end - sentence.start]


def _days(told: Told) -> tuple[datetime.date | None, datetime.date | None, datetime.date | None]:
    """The day of the promise, and the first and last day of what is promised, as far as the times of an event tell.

    A promise's own time is one day, not after the page's; any other is the promised thing's.
    """
    published = told.published_on
    is_own = told.day is not None and told.day == told.last_day and (published is None or told.day <= published)
    made = told.day if is_own else None
    if told.due is not None:
        return made, told.due_from, told.due
    is_past = published is not None and told.day is not None and told.last_day is not None and told.last_day < published
    return (made, None, None) if is_own or is_past else (None, told.day, told.last_day)


def _due(
    first: datetime.date | None, last: datetime.date | None, made_on: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """A due date that lies after the promise: the next such day of a year where a page names none."""
    if last is None or made_on is None:
        return first, last
    if last == made_on or (made_on - last).days > NEAR:
        return None, None
    if last < made_on:
        first, last = _next_year(first) if first else None, _next_year(last)
    return (None if first and first > last else first), last


def _next_year(day: datetime.date) -> datetime.date:
    return day.replace(year=day.year + 1, day=min(day.day, 28) if day.month == 2 else day.day)


def _holds(sentence: Sentence, at: int) -> bool:
    return sentence.start <= at < sentence.end


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _start(made: Commitment) -> int:
    return made.start
