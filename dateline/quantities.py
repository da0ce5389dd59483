"""Quantities: how many of what, as a careful reader takes them from a story.

A number with what compares it ("more than 10,000") and the words for what is counted ("military engineers and
builders"). Numbers that name or date something ("Resolution 1701", "F-16", "2024", "2+2 talks") are none, nor are
durations ("72-hour", "three days"), nor words without a value ("dozens of"): how many those
are, the page does not say. The words that compare, count and measure stand in `tables/quantities.csv`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Doc, Token

from dateline.errors import TableError
from dateline.records import Comparison, Quantity, Span
from dateline.tables import cached, rows
from dateline.timegrammar import words as time_words

DIGITS = re.compile(r"(?P<value>\d{1,3}(?:,\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<scale>[a-zA-Z]{1,3})?$")
YEARS = range(1900, 2100)
"""Bare numbers that are years unless they count a noun."""
LONGEST = 8
"""Words from a number to what it counts."""
MODIFIERS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "NN", "NNS", "NNP", "NNPS", "HYPH", "RB"})
NUMBERED = frozenset({"fraction", "money_scale", "number", "scale"})
WORDED = frozenset(
    {"comparison", "comparison_after", "currency", "measure", "money", "naming", "passed_over", "percent"}
)
"""The kinds of words in the table, with values that are numbers and with others."""
PERCENT = "percent"
MOST = 1e18
"""More than anything that news counts, in the smallest of currencies: what is beyond is no number, or infinite."""
NAMES = frozenset({"ORG", "LAW", "EVENT", "FAC", "WORK_OF_ART", "GPE"})
"""Entities whose numbers are part of a name: "Group of 20"."""


@dataclass(frozen=True, slots=True)
class _Number:
    """Tokens `[start, end)` that are a number, with its symbol of currency, up to `upper` where it is a range."""

    start: int
    end: int
    value: float
    money: str | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class _Counted:
    """What is counted, and the token where it ends; `words` None where the page leaves it out."""

    words: str | None
    end: int


def find_quantities(doc: Doc) -> list[Quantity]:
    """Every quantity of the story, in order; its span goes from what compares it to the end of what is counted.

    `unit` is what is counted in the page's words ("tonnes of medical supplies"), an ISO 4217 code for money, or
    "percent"; that of an elliptic number is its neighbour's ("killing 40 and wounding 100 people"), None where there
    is none. Of a share ("two-thirds of the seats") the value is below 1.
    """
    found = [(number, quantity) for number in _numbers(doc) if (quantity := _quantity(doc, number))]
    return [_with_unit(doc, found, n) for n in range(len(found))]


def _with_unit(doc: Doc, found: Sequence[tuple[_Number, Quantity]], n: int) -> Quantity:
    """The quantity with its neighbour's unit where the page leaves its own out."""
    number, quantity = found[n]
    if quantity.unit is not None:
        return quantity
    for other, neighbour in (*found[n + 1 : n + 2], *found[max(n - 1, 0) : n]):
        first, last = sorted((number.start, other.start))
        is_near = last - first <= LONGEST and not any(token.is_sent_start for token in doc[first + 1 : last + 1])
        if is_near and neighbour.unit and neighbour.unit.islower() and neighbour.unit != PERCENT:
            return replace(quantity, unit=neighbour.unit)
    return quantity


@cached
def _words() -> Mapping[str, Mapping[str, str]]:
    kinds: dict[str, dict[str, str]] = {kind: {} for kind in (*NUMBERED, *WORDED)}
    for where, row in rows("quantities"):
        form, kind, value = row["form"], row["kind"], row["value"]
        if not form or kind not in kinds:
            raise TableError(
                f"{where}: {form!r} is of kind {kind!r}; write a form, and one of {', '.join(sorted(kinds))}"
            )
        if kind in NUMBERED and not re.fullmatch(r"[1-9][0-9]{0,15}", value) and (kind, value) != ("number", "0"):
            raise TableError(f"{where}: the value of a {kind} is {value!r}; write a whole number")
        kinds[kind][form] = value
    return MappingProxyType(kinds)


def _numbers(doc: Doc) -> Iterator[_Number]:
    """The numbers of the story that count something or could."""
    end = 0
    for token in doc:
        if token.i < end or not (token.pos_ == "NUM" or token.tag_ == "CD" or token.lower_ in ("dozen", "half")):
            continue
        number = _share(doc, token.i) or _number_at(doc, token.i)
        if number:
            number = _ranged(doc, number)
            end = number.end
            if not _is_name(doc, number):
                yield number


def _share(doc: Doc, start: int) -> _Number | None:
    """A part of a whole: "two-thirds", "half of"."""
    if doc[start].lower_ == "half":
        return _Number(start, start + 1, 0.5) if _text(doc, start + 1, 1) in ("of", "the") else None
    at = start + 2 if _text(doc, start + 1, 1) == "-" else start + 1
    parts = _words()["fraction"].get(doc[at].lemma_.lower()) if at < len(doc) and doc[at].text.endswith("s") else None
    count, _ = _simple(doc[start].text)
    return _Number(start, at + 1, round(count / int(parts), 4)) if parts and count else None


def _number_at(doc: Doc, start: int) -> _Number | None:
    """The number that begins at a token: digits or words, with their scale ("1.5 billion", "two hundred")."""
    value, letters = _simple(doc[start].text)
    if value is None:
        return None
    symbol = _words()["currency"].get(doc[start - 1].text) if start else None
    if letters:
        scale = _scale(letters, symbol)
        if scale is None:
            return None
        value *= scale
    at = start + 1
    ones, _ = (
        _simple(_text(doc, at + 1, 1)) if _text(doc, at, 1) == "-" and value % 10 == 0 < value < 100 else (None, "")
    )
    if ones is not None and ones < 10 and doc[start].text.isalpha():
        value, at = value + ones, at + 2
    if symbol and _text(doc, at, 1) == "-" and _scale(_text(doc, at + 1, 1), symbol):
        at += 1
    while at < len(doc) and (scale := _scale(doc[at].text, symbol)):
        value, at = value * scale, at + 1
    if value > MOST:
        return None
    return _Number(start - 1 if symbol else start, at, value, symbol)


def _simple(text: str) -> tuple[float | None, str]:
    """The value of one word, and the letters at its end that may be a scale ("2.5bn")."""
    if match := DIGITS.match(text):
        return float(match["value"].replace(",", "")), match["scale"] or ""
    if text.lower() == "dozen":
        return 12.0, ""
    value = _words()["number"].get(text.lower())
    return (float(value), "") if value is not None else (None, "")


def _scale(word: str, money: str | None) -> float | None:
    scale = _words()["scale"].get(word.lower()) or (_words()["money_scale"].get(word) if money else None)
    return float(scale) if scale else None


def _text(doc: Doc, start: int, n: int) -> str:
    """The lower-case words of `n` tokens, single-spaced; "" beyond the story's end."""
    return " ".join(token.lower_ for token in doc[start : start + n]) if 0 <= start <= len(doc) - n else ""


def _ranged(doc: Doc, number: _Number) -> _Number:
    """The number, with the upper one of "5 to 6 million", "30-40", "between 30 and 40"."""
    joint = _text(doc, number.end, 1)
    is_between = _text(doc, number.start - 1, 1) == "between"
    if joint == ("and" if is_between else "-") or (joint in ("to", "–") and _text(doc, number.start - 1, 1) != "from"):
        second = number.end + 1
        if second < len(doc) and _words()["currency"].get(doc[second].text):
            second += 1
        upper = _number_at(doc, second) if second < len(doc) else None
        if upper and upper.value > number.value:
            simple, _ = _simple(doc[second].text)
            scale = upper.value / simple if simple and number.end - number.start == 1 + bool(number.money) else 1
            lower = number.value * scale if number.value * scale < upper.value else number.value
            return _Number(number.start, upper.end, lower, number.money or upper.money, upper.value)
    return number


def _is_name(doc: Doc, number: _Number) -> bool:
    """Whether the number names or dates something instead of counting it; "the two sides" only refers back."""
    first, last = doc[number.start], doc[number.end - 1]
    if number.money:
        return False
    if first.ent_type_ in NAMES and first.ent_iob_ == "I":
        return True
    if number.start and not first.is_sent_start:
        before = doc[number.start - 1]
        if not before.whitespace_ and before.text in ("+", "-", "/", ".", ":"):
            return True
        if (
            before.lower_ in _words()["naming"]
            or _text(doc, number.start - 2, 2) == "no ."
            or before.text in time_words()["month"]
        ):
            return True
        if before.pos_ == "PROPN" and first.head.i <= before.i and first.dep_ == "nummod":
            return True
        if number.value == 2 and before.lower_ == "the":
            return True
    if last.lower_ == "one" and (last.dep_ != "nummod" or last.head.i < last.i or last.head.dep_ == "pobj"):
        return True
    if number.end == len(doc):
        return False
    after = doc[number.end]
    if not last.whitespace_ and after.text in ("+", "/", ":", "-"):
        return True
    return after.text in time_words()["month"] or after.lower_ in ("a.m.", "p.m.", "am", "pm", "gmt", "utc", "o'clock")


def _quantity(doc: Doc, number: _Number) -> Quantity | None:
    comparison, start = _comparison(doc, number.start)
    after, end = _comparison_after(doc, number.end)
    counted = _counted(doc, number, end)
    if counted is None or _is_year(number, doc, comparison, counted):
        return None
    if counted.words is None and not _stands_alone(doc, number, comparison):
        return None
    last = doc[max(end, counted.end) - 1]
    span = Span(doc[start].idx, last.idx + len(last))
    if number.upper is not None:
        return Quantity(number.value, span, number.upper, "between", counted.words)
    meant = after or (comparison if comparison != "between" else None)
    return Quantity(number.value, span, None, meant, counted.words)


def _comparison(doc: Doc, start: int) -> tuple[Comparison | None, int]:
    """What compares a number ("more than", "at least another"), and where that begins."""
    known = _words()["comparison"]
    for passed in range(3):
        at = start - passed
        if at < 0 or (passed and doc[at].lower_ not in _words()["passed_over"]):
            break
        for n in (3, 2, 1):
            if found := known.get(_text(doc, at - n, n)):
                return found, at - n  # type: ignore[return-value]  # the table's values are the comparisons
    return None, start - 1 if _text(doc, start - 1, 2) == "a dozen" else start


def _comparison_after(doc: Doc, end: int) -> tuple[Comparison | None, int]:
    for n in (3, 2):
        if found := _words()["comparison_after"].get(_text(doc, end, n)):
            return found, end + n  # type: ignore[return-value]  # the table's values are the comparisons
    return None, end


def _is_year(number: _Number, doc: Doc, comparison: Comparison | None, counted: _Counted) -> bool:
    is_bare = doc[number.start].text.isdigit() and number.end - number.start == 1
    return is_bare and number.value in YEARS and comparison is None and counted.words != PERCENT


def _stands_alone(doc: Doc, number: _Number, comparison: Comparison | None) -> bool:
    """Whether a number without a noun counts people or things all the same: "at least 12", "killing 40"."""
    last = doc[number.end - 1]
    if last.ent_type_ in ("DATE", "TIME") or last.dep_ == "appos":
        return False
    return comparison is not None or (last.dep_ in ("nsubj", "nsubjpass", "dobj") and last.head.pos_ == "VERB")


def _counted(doc: Doc, number: _Number, end: int) -> _Counted | None:
    """What the number counts; None where it is a time."""
    if number.money:
        return _Counted(number.money, end)
    for n in (2, 1):
        if unit := _words()["percent"].get(_text(doc, end, n)):
            return _Counted(unit, end + n)
        if end + n <= len(doc) and doc[end + n - 1].tag_ in ("NN", "NNS"):
            words = " ".join((*(token.text for token in doc[end : end + n - 1]), doc[end + n - 1].lemma_))
            if unit := _words()["money"].get(words):
                return _Counted(unit, end + n)
    if _text(doc, end, 1) == "of":
        at = end + 1
        while at < len(doc) and (doc[at].lower_ in _words()["passed_over"] or doc[at].tag_ == "CD"):
            at += 1
        head = _head(doc, number, at)
        return _Counted(doc[at : head.i + 1].text if head else None, end)
    if _text(doc, end, 1) == "the" and doc[number.start].lower_ == "half":
        end += 1
    head = _head(doc, number, end)
    if head is None:
        return _Counted(None, end)
    is_factor = head.lemma_ == "time" and _text(doc, head.i + 1, 1) in ("as", "more", "the")
    if head.lemma_.lower() in time_words()["unit"] or is_factor:
        return None
    until = _also_counted(doc, head, end)
    first = end + 1 if doc[end].lower_ in _words()["passed_over"] and until > end + 1 else end
    return _Counted(doc[first:until].text, until)


def _head(doc: Doc, number: _Number, at: int) -> Token | None:
    """The noun that heads the words from `at` on, by the parse, or else the last of an unbroken row."""
    end = at
    while end < len(doc) and end - at < LONGEST and not doc[end].is_sent_start and doc[end].tag_ in MODIFIERS:
        if doc[end].ent_type_ in ("DATE", "TIME") and doc[end].pos_ == "PROPN":
            break
        end += 1
    parsed = doc[number.end - 1].head
    if at <= parsed.i < end and parsed.pos_ in ("NOUN", "PROPN"):
        return parsed if _is_countable(parsed, is_parsed=True) else None
    row = [token for token in doc[at:end] if _is_countable(token, is_parsed=False)]
    return row[-1] if row else None


def _is_countable(token: Token, *, is_parsed: bool) -> bool:
    if token.pos_ == "PROPN":
        return token.tag_ == "NNPS" or token.ent_type_ == "NORP" or token.text.endswith("s")
    return token.tag_ == "NNS" or (is_parsed and token.pos_ == "NOUN")


def _also_counted(doc: Doc, head: Token, start: int) -> int:
    """Where what is counted ends: after "builders" in "military engineers and builders", "supplies" of "tonnes of"."""
    if _text(doc, head.i + 1, 1) == "of" and head.lemma_.lower() in _words()["measure"]:
        matter = next((child for child in doc[head.i + 1].children if child.dep_ == "pobj"), None)
        if matter is not None and head.i < matter.i <= head.i + LONGEST:
            return int(matter.i) + 1
    shares_modifier = head.i > start and doc[start].pos_ == "ADJ"
    if shares_modifier and _text(doc, head.i + 1, 1) == "and":
        for other in head.children:
            is_bare = other.dep_ == "conj" and other.tag_ == "NNS" and other.i == head.i + 2
            if is_bare and not any(child.dep_ in ("det", "nummod", "poss") for child in other.children):
                return int(other.i) + 1
    return int(head.i) + 1
