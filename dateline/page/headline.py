"""The form of a line: a sentence, a headline, or names strung together. No parser: stops, capitals and small words.

Headlines have no stop and few articles. One that is a clause ("Russia says foreign minister Lavrov met Kim Jong Un")
tells a story of its own; one that is not ("The road to Wonsan", "What happens next?") heads a part of this one.
Verbs and small words stand in `tables/headline_words.csv`.
"""

import re
from functools import lru_cache
from itertools import pairwise

from dateline.countries import by_form
from dateline.page.phrases import words as word_lists

LONGEST_HEADLINE = 24
"""Words; of the titles of news pages in English fewer than one in a hundred is longer."""
LONGEST_SUBHEADING = 9
MANY_LINES = 512
"""Lines whose words are remembered, because several rules look at each: more than most pages have."""
SHORTEST_CLAUSE = 4
SHORTEST_LEAD_IN = 3
"""Words before a colon that announce what follows ("The minister added:"); fewer are a label."""
_STOP = re.compile(r"(?:[.!…。！۔।]|\?)[\"'”’»)\]*⁰¹²³⁴-⁹]*\Z")  # a note's number may stand behind a stop
_STOP_INSIDE = re.compile(r"(?<=[a-z][a-z])[.!?][\"'”’)]* +[A-Z\"“]")
_OPEN_END = re.compile(r"[:;,][⁰¹²³⁴-⁹]*\Z")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Z]\.)+|\b(?:Jr|Sr|Inc|Ltd|Co|Corp|St|Mt|No|Gov|Sen|Rep|Gen))\Z")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’-]*(?: [A-Z(][A-Z.'’)-]*){0,5}: +(?=\S)")
_TURN = re.compile(r"(?:[A-Z][\w.'’-]* ){0,4}(?P<name>[A-Z][\w'’-]*): +(?=\S)")
_SEVERAL = re.compile(r"(?:(?:,| and) [A-Z][\w'’-]+|\b[A-Za-z][a-z]{2,}[^su\W\d]s) (?P<verb>[a-z]{2,})(?= \S)")
_VERB_ENDING = re.compile(r"[a-z]{3,}(?:[^s'u]s|ed)\Z")
_QUOTED = re.compile(r"\A[\"“”'‘«„].*[\"”’'»“][.!?]?\Z", re.DOTALL)
_WITHOUT_CASE = re.compile(r"[\u0590-\u0dff\u0e00-\u0fff\u3040-\u9fff\uac00-\ud7a3]")


@lru_cache(maxsize=MANY_LINES)
def words(line: str) -> tuple[str, ...]:
    """The words of a line, without marks around them."""
    return tuple(_WORD.findall(line))


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does; an abbreviation's stop ("D.C.") may end a headline as well."""
    line = line.rstrip()
    return _STOP.search(line) is not None and not _ABBREVIATION.search(line)


@lru_cache(maxsize=MANY_LINES)
def is_sentence(line: str) -> bool:
    """Whether a line has the form of running text: it ends as a sentence, announces more, or is too long to head it."""
    count = len(words(line))
    if line.rstrip().endswith("?") and not is_quoted(line):
        return (
            opens_with_speaker(line)
            or line.startswith(("“", '"'))
            or count > LONGEST_SUBHEADING + 4
            or re.search(r"[.!]\s", line) is not None
        )
    if ends_sentence(line) or count > LONGEST_HEADLINE:
        return True
    if _STOP_INSIDE.search(line) and count > LONGEST_SUBHEADING:
        return True
    if _ABBREVIATION.search(line.rstrip()) and (count > LONGEST_SUBHEADING + 4 or not is_terse(line)):
        return True
    if _OPEN_END.search(line.rstrip()):
        return count >= SHORTEST_LEAD_IN or is_clause(line)
    return len(line) > 90 if _WITHOUT_CASE.search(line) else False


def opens_with_speaker(line: str) -> bool:
    """Whether a line begins with the name of who speaks it, as in a transcript: "QUESTION: …", "MR. MILLER: …"."""
    return _SPEAKER.match(line.lstrip('"“')) is not None


def speaker_of(line: str) -> str | None:
    """The last name of who may speak a line of an interview: "Arrieta" of "Tomás Arrieta: Because …"."""
    lead = _TURN.match(line)
    return lead["name"] if lead else None


def is_quoted(line: str) -> bool:
    """Whether quotation marks stand around the whole line."""
    return _QUOTED.match(line.strip()) is not None


def is_question(line: str) -> bool:
    """Whether a line asks."""
    return line.rstrip().rstrip("\"'”’)").endswith(("?", "？"))


def is_clause(line: str) -> bool:
    """Whether a headline tells something: a verb in its finite form, or "to" and a verb, after its first word."""
    found, titled = words(line), is_titled(line)
    if any(_is_base(match["verb"]) for match in _SEVERAL.finditer(line)):
        return True
    if any(_tells(*near, titled) for near in zip(found, found[1:], [*found[2:], ""], strict=False)):
        return True
    named = pairwise(found if found and found[0] in by_form() else found[1:])
    return not titled and any(before[0].isupper() and _VERB_ENDING.match(word) for before, word in named)


def _tells(before: str, word: str, after: str, titled: bool) -> bool:
    """Whether a word between two others is the verb of a headline."""
    verbs, low = word_lists()["verb"], word.lower()
    if low == "to":
        return before[0].isupper() and _is_base(after)
    if word[0].isupper() and not titled:
        return False
    if low in word_lists()["verb_or_noun"]:
        return before[0].isupper() and bool(after) and after.lower() not in word_lists()["grammar"]
    return low in verbs and before.lower() not in ("the", "a", "an", "of", "and", "in", "for", "on")


def _is_base(word: str) -> bool:
    """Whether a word is a headline's verb without its ending: "to host", "Kim and Putin discuss"."""
    return bool({word, f"{word}s", f"{word}es", f"{word[:-1]}ies"} & word_lists()["verb"]) and word != ""


def is_order(line: str) -> bool:
    """Whether a line in capitals tells somebody to do something: "Protect Witnesses", but not "Mark Jones"."""
    first = words(line)[0] if words(line) else ""
    return is_titled(line) and _is_base(first.lower()) and first.lower() not in word_lists()["given_name"]


def is_terse(line: str) -> bool:
    """Whether a line does without the words that headlines leave out: articles, pronouns, auxiliaries."""
    return not any(word.lower() in word_lists()["text"] for word in words(line))


def is_titled(line: str) -> bool:
    """Whether a line is in capitals, or has one on every word of weight ("Kim Meets Lavrov in Wonsan")."""
    weighty = [word for word in words(line) if len(word) > 3 and word[0].isalpha()]
    return len(weighty) > 1 and all(not word[0].islower() for word in weighty)


def is_names(line: str) -> bool:
    """Whether a line strings names together without grammar: two words or more, no verb, hardly a small word."""
    found = words(line)
    if len(found) < 2 or re.search(r"[.!?:;]\s*\Z", line.strip()):
        return False
    lists = word_lists()
    low = [word.lower() for word in found]
    small = sum(word in lists["grammar"] and word not in ("of", "and", "the") for word in low)
    verbs = sum(word in lists["verb"] and shape[0].islower() for word, shape in zip(low, found, strict=True))
    capitals = sum(word[0].isupper() or word[0].isdigit() for word in found)
    return not small and not verbs and 2 * capitals >= len(found)


def is_name(line: str) -> bool:
    """Whether a line has the form of one person's name: two to four words with capitals, particles between them."""
    parts = line.split()
    particles = word_lists()["name_particle"]
    if not 2 <= len(parts) <= 5 or not all(re.fullmatch(r"[^\W\d_][^\d_\s,;:!?()\"]*", part) for part in parts):
        return False
    named = [part for part in parts if part not in particles]
    return 2 <= len(named) <= 4 and all(part[0].isupper() or "-" in part for part in named)
