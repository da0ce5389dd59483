"""What a single line is, from its words alone: "Photo: Reuters", "Read more: …", "Tags: …", "Share", "By Jane Doe".

`line_kind(line)` gives a kind of block, or None where the words do not decide: running text, headlines, captions
without a mark. `judge(line)` gives the same with its reason. Where a line stands on the page is not looked at: a
headline is no title here, and a bare date is a `page_date` only where it names the weekday or says "date".
"""

import re
from dataclasses import dataclass
from typing import cast

from dateline.media import medium_at
from dateline.page import stamps, tickers
from dateline.page.credits import is_credit, is_outlet, is_pictures, media_in, opens_byline
from dateline.page.headline import LONGEST_SUBHEADING, ends_sentence, is_clause, is_sentence, words
from dateline.page.phrases import Phrase, found, matching
from dateline.page.phrases import words as word_lists
from dateline.records import BlockKind
from dateline.tables import cached

LONGEST_PROMPT = 45
"""Words; an appeal to readers that is longer has several paragraphs."""
LONGEST_LABELLED = 25
"""Words of a line that a label ("Photo:", "Read more:") speaks for; a paragraph may begin with the same words."""
MOST_BESIDE_TIME = 4
"""Words that may stand beside a labelled time: a city, a section."""
MOST_REMEMBERED = 5_000
"""Lines whose verdicts are kept: those of some twenty pages."""
LONGEST_LINE = 400
"""Code points of a line that any rule but the phrases looks at."""
LONGEST_SHOT = 8
"""Words after "Photo:" that may name who took it; more of them describe what it shows."""
AROUND_TIMES = " ,.;:|•·()–—-"
"""Marks that stand between a name and a time beside it."""
_URL = re.compile(r"(?:https?://|www\.)\S+\Z", re.IGNORECASE)
_HASHTAGS = re.compile(r"(?:\W*\#\s?[^\s#]+(?:\s[^\s#]+){0,4}){2,}\W*\Z|\#\w+\Z")
_END_MARK = re.compile(r"-\s?(?:0|30|end)\s?-|\#{1,5}|(?:\# ?){2,5}|\d{3,6}\*{1,2}\d{3,6}", re.IGNORECASE)
_INITIALS = re.compile(r"[a-z]{2,4}(?:[-/][a-z]{2,4})+\Z")
_CONTACT = re.compile(r"\W*(?:\S+@\S+\.\w+|@\w+)(?:\W+(?:\S+@\S+\.\w+|@\w+|\(?END\)?))*\W*\Z")
_BULLET = re.compile(r"[•▪●◦‣∙■►➤✓*]\s*(?=\w|[\"“‘'])|[-–—]\s+(?=\w|[\"“‘'])|[-–—](?=[A-Z\"“]\S* \S+ \S)")
_BETWEEN_DASHES = re.compile(r"(?P<dash>[-–—]{1,2})\s*\S[^–—]*\S\s*(?P=dash)\.?\Z")
_NUMBERED = re.compile(r"(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+(?=\S)|\((?:\d{1,2}|[ivx]{1,4}|[a-z])\)\s+(?=\S)")
_CRUMBS = re.compile(r"[^>›»|]{2,30}(?:\s*[>›»]\s*[^>›»|]{2,60})+\Z")
_CAMERA = re.compile(
    r"\W*(?:(?:photo|picture|image)s?\s*[:/]?\s*)?(?:by\s+)?(?P<left>[\w.'’&\- ]{2,40}?)\s*/\s*"
    r"(?P<right>[\w.'’&\- ]{2,40}?)(?:\s+via\s+[\w ]+)?\W*\Z",
    re.IGNORECASE,
)
_DOCUMENT_NUMBER = re.compile(r"[A-Z]{1,4}/\d[\w./]*(?:\s*[-–—]\s*[A-Z]{1,4}/\d+)*\Z")
_DESK = re.compile(
    r"(?P<medium>[^,]{2,40}),\s+(?:in )?(?P<place>[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){0,3})(?:, [A-Z][\w'’.-]+)?\Z"
)
_QUOTES = ('"', "“", "‘", "«", "„", "'")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a line and what decided it.

    `is_weak` where another kind is as likely: "Explainer: …" leads to a story or is a title, "Russia" names a section
    of the site, heads a part or is a tag, "Comments" leads to them or stands over them.
    """

    kind: BlockKind
    why: str
    is_weak: bool = False


def line_kind(line: str) -> BlockKind | None:
    """The kind of a line that its words decide; None for text that only its place on the page can tell apart."""
    verdict = judge(line)
    return verdict.kind if verdict else None


def judge(line: str) -> Verdict | None:
    """The kind of a line and the rule or table row that decided it; None where the words do not decide."""
    line, known = line.strip(), _judged()
    if line not in known:
        if len(known) >= MOST_REMEMBERED:
            known.clear()
        known[line] = _judge(line)
    return known[line]


@cached
def _judged() -> dict[str, Verdict | None]:
    """The verdicts on lines seen before: several steps ask for each, and the pages of a site repeat them."""
    return {}


def _judge(line: str) -> Verdict | None:
    count = len(words(line))
    is_short = count <= LONGEST_LABELLED and len(line) <= LONGEST_LINE
    for rule in (_marks, _times, _byline, _phrase, _credit, _list_item) if is_short else (_marks, _phrase, _list_item):
        if verdict := rule(line, count):
            return verdict
    return None


def _marks(line: str, count: int) -> Verdict | None:
    """Lines that their marks decide: end marks, rules, addresses, hash tags, share prices."""
    if len(line) <= LONGEST_LINE and (_END_MARK.fullmatch(line) or _INITIALS.match(line)):
        return Verdict("trailer", "end mark")
    if not count:
        return Verdict("other", "no words")
    if count > 1 and all(word.lower() in word_lists()["share"] for word in words(line)):
        return Verdict("prompt", "names of places to share at")
    return _address(line) if count <= LONGEST_LABELLED and len(line) <= LONGEST_LINE else None


def _address(line: str) -> Verdict | None:
    """Lines that are an address, a path, a number or a price."""
    if _URL.match(line):
        return (
            Verdict("credit_line", "address of a medium")
            if medium_at(line) and "/" not in line.split("//")[-1]
            else Verdict("related_link", "address")
        )
    if _CONTACT.match(line):
        return Verdict("trailer", "address of a writer")
    if _HASHTAGS.match(line):
        return Verdict("tags", "hash tags")
    if _DOCUMENT_NUMBER.match(line):
        return Verdict("credit_line", "number of a document")
    if not ends_sentence(line) and _CRUMBS.match(line):
        return Verdict("navigation", "path through a site")
    if (quoted := tickers.find(line)) and sum(t.span.end - t.span.start for t in quoted) >= 0.8 * len(line):
        return Verdict("ticker", "symbol, price and change")
    return None


def _times(line: str, _: int) -> Verdict | None:
    """Lines of nothing but times: the day's date over a page, or when the story was published."""
    if not stamps.is_time_line(line):
        return None
    todays = not stamps.label_of(line) and not stamps.has_clock(line)
    if todays and (stamps.has_weekday(line) or re.match(r"\W*(?:date|today)\b(?!:)", line, re.IGNORECASE)):
        return Verdict("page_date", "date without a label")
    return Verdict("credit_line", "line of times")


def _byline(line: str, _: int) -> Verdict | None:
    return Verdict("byline", "begins with By") if opens_byline(line) else None


_ORDER = (
    "trailer",
    "caption",
    "photo_credit",
    "related_link",
    "teaser",
    "tags",
    "prompt",
    "credit_line",
    "office",
    "subheading",
    "section",
    "navigation",
    "comments",
)
"""Of several phrases that a line has, which one counts."""


def _phrase(line: str, count: int) -> Verdict | None:
    """Lines with a phrase of the table, unless they are running text that happens to begin with it."""
    fitting = [phrase for phrase in found(line) if phrase.kind in _ORDER and _speaks_for(phrase, line, count)]
    if not fitting:
        return None
    best = min(fitting, key=lambda phrase: (phrase.match != "whole", _ORDER.index(phrase.kind)))
    if best.kind == "teaser":
        return Verdict("related_link", f"{best.form!r}, {best.row}", is_weak=True)
    if best.kind == "comments":
        return Verdict("prompt", f"{best.form!r}, {best.row}", is_weak=True)
    if best.kind == "section":
        return Verdict("navigation", f"{best.form!r}, {best.row}", is_weak=True)
    if best.kind == "office":
        return Verdict("credit_line", f"{best.form!r}, {best.row}")
    if best.kind == "photo_credit" and count > LONGEST_SHOT and not media_in(line):
        return Verdict("caption", f"{best.form!r}, {best.row}")
    return Verdict(cast(BlockKind, best.kind), f"{best.form!r}, {best.row}")


def _speaks_for(phrase: Phrase, line: str, count: int) -> bool:
    """Whether a phrase makes the whole line what it says."""
    if phrase.match == "whole":
        return True
    if line.startswith(_QUOTES):
        return False
    labels = phrase.form.endswith((":", "|", "/"))
    match phrase.kind:
        case "trailer":
            named = (
                not phrase.form.endswith(" by")
                or re.search(rf"(?i:{re.escape(phrase.form)}):? [A-Z]", line) is not None
            )
            return count <= 3 * LONGEST_PROMPT and named
        case "prompt":
            return count <= LONGEST_PROMPT
        case "related_link" | "teaser":
            return count <= LONGEST_LABELLED and (labels or not is_sentence(line) or count <= LONGEST_SHOT)
        case "caption":
            return count <= 2 * LONGEST_PROMPT
        case "photo_credit":
            return count <= LONGEST_LABELLED and (
                labels or phrase.match == "end" or not is_sentence(line) or not is_clause(line)
            )
        case "tags":
            return labels or not is_sentence(line)
        case "credit_line":
            return count <= LONGEST_PROMPT and (
                labels or phrase.match == "within" or not is_sentence(line) or count <= LONGEST_SHOT
            )
        case "office":
            return count <= LONGEST_SHOT + 4 and not is_sentence(line) and not is_clause(line) and line[0].isupper()
        case _:
            return count <= LONGEST_LABELLED and not is_sentence(line)


def _credit(line: str, count: int) -> Verdict | None:
    """Lines that name who a story or a photo comes from, and nothing else."""
    camera = _CAMERA.match(line)
    if camera and (media_in(camera["left"]) or media_in(camera["right"])):
        return Verdict("photo_credit", "a name and an agency with a stroke between")
    if media := media_in(line):
        if count > LONGEST_SHOT and line.endswith(media[0].name) and line.startswith(media[0].name):
            return Verdict("caption", f"between two mentions of {media[0].name}, {media[0].row}")
        if is_credit(line):
            return Verdict(
                "photo_credit" if is_pictures(line) else "credit_line", f"names {media[0].name}, {media[0].row}"
            )
        if (desk := _DESK.match(line)) and is_credit(desk["medium"]) and not is_clause(line):
            return Verdict("credit_line", f"{media[0].name} and a place, {media[0].row}")
    if not any(mark.isdigit() for mark in line):
        return None
    rest = stamps.without_times(line)
    if len(words(rest)) <= MOST_BESIDE_TIME and any(stamp.span.start == 0 for stamp in stamps.find(line)):
        return Verdict("credit_line", "begins with a date")
    if stamps.opens_with_label(line) and stamps.find(line) and len(words(rest)) <= MOST_BESIDE_TIME:
        return Verdict("credit_line", "label and time")
    if stamps.find(line) and is_outlet(rest.strip(AROUND_TIMES)):
        return Verdict("credit_line", "an outlet and a time")
    if rest != line and (matching(rest, "section") or matching(rest, "navigation")):
        return Verdict("credit_line", "a section and a time")
    return None


def _list_item(line: str, count: int) -> Verdict | None:
    if count <= LONGEST_SUBHEADING and _BETWEEN_DASHES.match(line):
        return Verdict("subheading", "between dashes")
    if _BULLET.match(line):
        return Verdict("list_item", "bullet")
    if count > 1 and _NUMBERED.match(line):
        return Verdict("list_item", "number")
    return None
