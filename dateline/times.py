"""Times: every expression of time in a story, resolved against the day of publication.

An own grammar of what news writes, over the words of `tables/times.csv`: days, weekdays, months, years, stretches
("the past two weeks"), ranges ("from 3 to 5 May"), with what bounds them ("since", "by the end of"). General date
libraries guess a day for nearly any number; here nothing is resolved that the page does not say. A weekday, and a date
without its year, is the last one up to publication; where grammar looks ahead ("is due to start on Thursday"), the
next, and of what was ahead ("was due to start") the nearest. A month or year before a noun is a time too ("the 2022
invasion"). What depends on a publication day that is not known, or on another sentence ("the day before"), has no
start.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.periods import Period, day_of
from dateline.records import Span, When
from dateline.tables import cached
from dateline.timegrammar import Look, Now, begins, read_time, words

WINDOW = 30
"""Characters before an expression that the words which bound it may take ("with effect from the")."""
NEAR = frozenset({"from", "until", "by", "between"})
"""What bounds a time that lies on either side of publication: without a year, the nearest is meant."""
MODIFIERS = frozenset({"compound", "nummod", "amod", "nmod"})
"""How a month or year before a noun hangs on it: "the 2022 invasion", "an October meeting"."""
NUMBERS = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})
"""The parser's entities that are numbers of things: "2000 pages"."""
PAST = frozenset({"was", "were", "been", "had"})
TO = re.compile(r"\s?[-–—]\s?|\s+(?:to|through|until|till|and)\s+")


@dataclass(frozen=True, slots=True)
class _Found:
    """An expression at `[start, end)` of a text; `period` None where it cannot be resolved."""

    start: int
    end: int
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Sight:
    """What grammar says of an expression: where its clause looks; a time as it stands; a number of things."""

    look: Look = "back"
    is_time: bool = False
    is_count: bool = False


def find_times(doc: Doc, published_at: str | None) -> list[When]:
    """Every time that the story speaks of, in order, each with its span; durations ("for three days") are none.

    `published_at` is ISO 8601 as the article has it, with or without a time. The span leaves "on" and "in" out but
    holds the words that bound a time: "since April 2023", "by the end of 2026".
    """
    published = day_of(published_at)
    found = []
    for sent in doc.sents:
        if sent[0].pos_ == "SPACE" and len(sent) == 1:
            continue
        text = sent.text
        for expression in _expressions(text, published, partial(_sight, sent)):
            span = Span(sent.start_char + expression.start, sent.start_char + expression.end)
            found.append(_when(expression.period, text[expression.start : expression.end], span))
    return found


def when_of(words: str, published_at: str | None, *, past: bool = True) -> When | None:
    """The time that some words speak of, without a span; None where they speak of none.

    Of "Thursday" or "August 15" the one up to publication, or with `past=False` the one after.
    """
    alone = _Sight("back" if past else "ahead", is_time=True)
    expression = next(_expressions(words, day_of(published_at), lambda _: alone), None)
    return _when(expression.period, words.strip(), None) if expression else None


def _when(period: Period | None, text: str, span: Span | None) -> When:
    return When(period.start if period else None, period.end if period else None, text, span)


def _expressions(text: str, published: date | None, sight: Callable[[int], _Sight]) -> Iterator[_Found]:
    """The expressions of time in a text, with what its grammar says of each place."""
    done = 0
    while beginning := begins().search(text, done):
        found = _expression(text, beginning.start(), published, sight)
        if found and found.start >= done - WINDOW:
            yield found
        done = found.end if found else beginning.end()


def _expression(text: str, at: int, published: date | None, sight: Callable[[int], _Sight]) -> _Found | None:
    bound, start = _bound(text, at)
    reading = read_time(text, at, Now(published))
    if reading is None or _is_name(text, at, reading.end):
        return None
    seen = sight(at)
    if reading.after == "preposition" and (seen.is_count or not (bound or seen.is_time)):
        return None
    ahead = seen.look != "back"
    if reading.after == "within" and bound != "within" and not (ahead and text[start:at].strip().lower() == "in"):
        return None
    look = seen.look if ahead else "near"
    if ahead or bound in NEAR:
        reading = read_time(text, at, Now(published, look)) or reading
    period, end = reading.period, reading.end
    if last := _range_end(text, end, bound, Now(published, look)):
        later, end = last
        return _Found(
            start if bound in ("from", "between") else at, end, period.to(later) if period and later else None
        )
    names_another = re.match(r"'s|\s+[a-z]", text[end:]) if text[start:at].lower().endswith("the ") else None
    if names_another or text.startswith("'s", end) or bound in ("", "at", "between"):
        return _Found(at, end, period)
    if bound == "within" or (bound == "from" and reading.is_range):
        return _Found(start, end, period)
    return _Found(start, end, _bounded(period, bound, is_end=reading.is_end))


def _bounded(period: Period | None, bound: str, *, is_end: bool) -> Period | None:
    if period is None:
        return None
    if bound in ("since", "from"):
        return period.since()
    if bound in ("by", "until") or (bound == "before" and is_end):
        return (period.last_day() if is_end else period).until()
    return period.before() if bound == "before" else period.after()


def _range_end(text: str, end: int, bound: str, now: Now) -> tuple[Period | None, int] | None:
    """The second time of a range ("July 3 to July 5", "between 2014 and 2016") and where it ends."""
    joint = TO.match(text, end)
    if joint is None or (joint.group().strip() == "and") != (bound == "between"):
        return None
    reading = read_time(text, joint.end(), now)
    if reading is None or reading.after == "within" or (reading.after == "preposition" and not bound):
        return None
    return reading.period, reading.end


@cached
def _bounds() -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted(words()["bound"], key=lambda form: -len(form)))
    return re.compile(rf"(?<![\w'])({forms})\s+(?:the\s+)?$", re.IGNORECASE)


def _bound(text: str, at: int) -> tuple[str, int]:
    """What bounds an expression ("since", "by"; "at" for any other preposition), and where that begins."""
    first = max(at - WINDOW, 0)
    match = _bounds().search(text[first:at])
    return (words()["bound"][match.group(1).lower()], first + match.start()) if match else ("", at)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the words are part of a name ("Good Friday", "the Sunday Times") or somebody's ("his last year")."""
    names, owners = words()["name"], words()["owner"]
    before, after = text[:start].split()[-1:], text[end:].split()[:1]
    if any(word.lower() in owners for word in before):
        return True
    return any(names.get(word) == "before" for word in before) or any(names.get(word) == "after" for word in after)


def _sight(sent: Tokens, at: int) -> _Sight:
    """What the parse of a sentence says of the expression at a place in it.

    Of a noun's own time ("an October meeting") the nearest is meant, whatever the clause looks ahead to.
    """
    token = next((token for token in reversed(sent) if token.idx - sent.start_char <= at), sent[0])
    is_modifier = token.dep_ in MODIFIERS and token.head.pos_ in ("NOUN", "PROPN") and token.i < token.head.i
    look = _look(token)
    return _Sight(
        "near" if is_modifier and look == "ahead" else look,
        is_time=is_modifier and token.ent_type_ == "DATE" and token.head.ent_type_ != "DATE",
        is_count=is_modifier and token.ent_type_ in NUMBERS and token.head.tag_ == "NNS",
    )


def _look(token: Token) -> Look:
    """Where the clause of an expression looks: ahead to what is to come ("will", "is due to", "agreed to"), or back.

    Of what was to come ("was due to start on Thursday") the nearest is meant.
    """
    ahead = words()["ahead"]
    is_of_noun = False
    while token.lemma_ not in ahead:
        if token.pos_ in ("VERB", "AUX") and not _is_prevented(token):
            if not _is_to_come(token, is_of_noun):
                return "back"
            return "near" if token.dep_ == "xcomp" and _was(token.head) else "ahead"
        if any(child.dep_ == "amod" and (child.lemma_ in ahead or child.lower_ in ahead) for child in token.children):
            return "ahead"
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return "back"
        token = token.head
        is_of_noun = is_of_noun or token.pos_ == "NOUN"
    return "near" if _was(token) else "ahead"


def _was(word: Token) -> bool:
    """Whether what looks ahead did so in the past: "was due", "were expected"."""
    helpers = [child for child in word.children if child.dep_ in ("aux", "auxpass")]
    return any(form.lower_ in PAST for form in (*helpers, *((word.head,) if word.dep_ == "acomp" else ())))


def _is_prevented(verb: Token) -> bool:
    """Whether a gerund is what another verb keeps from happening: "to stop the ban from taking effect"."""
    return verb.tag_ == "VBG" and verb.dep_ == "pcomp" and verb.head.lower_ == "from"


def _is_to_come(verb: Token, is_of_noun: bool) -> bool:
    """Whether a verb tells what is to come; of a time that a noun has ("talks on Friday"), only if it is intended."""
    kinds = words()
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    marks = [child for child in verb.children if child.dep_ == "mark"]
    if any(child.lower_ in kinds["ahead"] for child in (*helpers, *marks)):
        return True
    if all(child.tag_ != "TO" for child in helpers) or any(child.lemma_ == "have" for child in helpers):
        return False
    if verb.dep_ == "ROOT" or verb.head.lemma_ in kinds["intent"]:
        return True
    return not is_of_noun and verb.dep_ != "advcl" and verb.head.lemma_ not in kinds["back"]
