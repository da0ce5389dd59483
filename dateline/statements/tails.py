"""Tails: cue clauses that close or interrupt what is said ("…, state media reported on Sunday, as …").

Parsers lose them in long sentences ("Ukraine, state media" reads like a list), so they are found in the order of
the words: a comma, a dash or a closing mark, then a noun phrase and a cue (or a cue and a noun phrase: "said
Peskov"), then a stop, an adverbial, or the sentence's end.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dateline.statements.cues import Cue, cues
from dateline.statements.syntax import RELATIVE, is_finite

_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_JOINS = frozenset({"of", "for", "in", "on", "and", "with", "'s", "'", "-", "to", "at", "from", "(", ")", "."})
_BREAKS = frozenset({",", '"', "'", "-", "–", "—", "?", "!", "...", "…"})
_ADVERBIAL = frozenset(
    {
        "on",
        "in",
        "at",
        "to",
        "during",
        "after",
        "before",
        "late",
        "early",
        "earlier",
        "later",
        "by",
        "from",
        "via",
        "through",
        "without",
        "when",
        "while",
        "this",
        "last",
    }
)
_LONGEST_SOURCE = 22
"""Tokens of a source with its titles and an aside; nearly all sources of the development articles are shorter."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A cue clause: tokens [first, end), its verb, and its source (first and last token, and its head)."""

    first: int
    end: int
    verb: int
    source: tuple[int, int]
    source_head: int


def tail_at(verb: Token, cue: Cue) -> Tail | None:
    """The tail whose cue is `verb`; None where the words around it are none.

    The object of some cues is the one spoken to ("told Reuters") or the one quoted ("quoted Lavrov as saying"),
    never the one who speaks.
    """
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN", "NNP", "NNS") or verb.i == verb.sent.start:
        return None
    has_object = "tells" in cue.traits or "quoteas" in cue.frames
    return _source_first(verb, cue) or (None if has_object else _cue_first(verb))


def _source_first(verb: Token, cue: Cue) -> Tail | None:
    doc, start = verb.doc, verb.sent.start
    last = verb.i - 1
    while last > start and (doc[last].pos_ in ("ADV", "AUX") or doc[last].tag_ == "MD"):
        last -= 1
    if doc[last].lower_ in RELATIVE:
        return None
    aside = _aside(doc, last, start)
    head_at = aside - 1 if aside is not None else last
    first = head_at
    while first > start and first > verb.i - _LONGEST_SOURCE and _in_phrase(doc[first - 1]):
        first -= 1
    while (
        first < head_at
        and doc[first].lower_ in _JOINS | {"and", "but"}
        and doc[first].pos_ in ("ADP", "CCONJ", "PUNCT", "PART")
    ):
        first += 1
    if first == start or doc[first - 1].text not in _BREAKS or not _nominal(doc, first, head_at):
        return None
    opened = first - 1
    first = _behind_claim(doc, first, head_at)
    if not _closes(verb, cue):
        return None
    head = _head(doc, first, head_at)
    for child in verb.children:
        if (
            child.dep_ in ("nsubj", "nsubjpass")
            and first < child.left_edge.i <= child.i <= head_at
            and doc[child.left_edge.i - 1].pos_ in ("NOUN", "PROPN")
        ):
            return Tail(opened, _end(verb), verb.i, (max(child.left_edge.i, first), last), child.i)
    return Tail(opened, _end(verb), verb.i, (first, last), head.i)


def _behind_claim(doc: Doc, first: int, last: int) -> int:
    """Where a source begins behind the noun it speaks of: parsers take "a charge Phnom Penh" for one name."""
    speaks_of = first + 2 <= last and doc[first].pos_ == "DET" and (doc[first + 1].lower_, "NOUN") in cues()
    return first + 2 if speaks_of and doc[first + 2].pos_ in ("DET", "PROPN", "PRON") else first


def _aside(doc: Doc, last: int, start: int) -> int | None:
    """Where an aside opens that stands between source and cue ("Amina Yusuf, a nurse who fled, said"); None if none."""
    if doc[last].text != ",":
        return None
    return next((i for i in range(last - 1, max(start, last - _LONGEST_SOURCE), -1) if doc[i].text == ","), None)


def _cue_first(verb: Token) -> Tail | None:
    """ "…," said Peskov, the Kremlin's spokesman."""
    doc, sent = verb.doc, verb.sent
    if verb.i + 1 >= sent.end or doc[verb.i - 1].text not in _BREAKS:
        return None
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") and child.i < verb.i for child in verb.children)
    first = last = verb.i + 1
    if not _in_phrase(doc[first]) or doc[first].lower_ in _JOINS:
        return None
    while last + 1 < sent.end and _in_phrase(doc[last + 1]):
        last += 1
    while last > first and (doc[last].lower_ in _JOINS or doc[last].text == "."):
        last -= 1
    if not _nominal(doc, first, last) or (last + 1 < sent.end and doc[last + 1].tag_ in ("VBD", "VBZ", "VBP", "MD")):
        return None
    if has_subject and not _is_aside_before_verb(doc, verb.i, last, sent.end):
        return None
    head = _head(doc, first, last)
    end = max(last, head.right_edge.i if head.i > verb.i else last)
    if any(doc[i].text in ('"',) for i in range(last + 1, end + 1)):
        end = last
    return Tail(verb.i - 1, min(end + 1, sent.end), verb.i, (first, min(end, sent.end - 1)), head.i)


def _is_aside_before_verb(doc: Doc, verb: int, last: int, end: int) -> bool:
    """Whether commas set cue and source off before a subject's verb ("The reason, said a diplomat, was money")."""
    after = last + 2
    return (
        doc[verb - 1].text == ","
        and last + 1 < end
        and doc[last + 1].text == ","
        and after < end
        and is_finite(doc[after])
    )


def _in_phrase(token: Token) -> bool:
    if token.text == ".":
        return False
    return (
        (token.pos_ in _PHRASE and token.lower_ not in ("that", "which", "who"))
        or token.lower_ in _JOINS
        or token.tag_ in ("VBN", "JJ", "POS", "HYPH")
        or (token.dep_ == "advmod" and token.head.dep_ == "amod")  # "its recently named chair"
    )


def _nominal(doc: Doc, first: int, last: int) -> bool:
    return first <= last and any(doc[i].pos_ in ("NOUN", "PROPN", "PRON") for i in range(first, last + 1))


def _head(doc: Doc, first: int, last: int) -> Token:
    """The head noun: the last noun before a preposition."""
    end = next(
        (i for i in range(first + 1, last + 1) if doc[i].pos_ == "ADP" and doc[i - 1].pos_ in ("NOUN", "PROPN")),
        last + 1,
    )
    nouns = [doc[i] for i in range(first, end) if doc[i].pos_ in ("NOUN", "PROPN", "PRON")]
    head = nouns[-1] if nouns else doc[last]
    while head.dep_ == "appos" and first <= head.head.i < head.i:
        head = head.head
    return head


def _closes(verb: Token, cue: Cue) -> bool:
    """Whether nothing that could be said stands right after the cue, or after the one spoken to or quoted."""
    doc, sent = verb.doc, verb.sent
    at = verb.i + 1
    if "tells" in cue.traits or "quoteas" in cue.frames:
        while at < sent.end and _in_phrase(doc[at]) and doc[at].lower_ not in ("to", "at", "in", "on", "as"):
            at += 1
    if "quoteas" in cue.frames:
        if at + 1 >= sent.end or doc[at].lower_ != "as" or doc[at + 1].tag_ != "VBG":
            return False
        at += 2
    if at >= sent.end:
        return True
    after = doc[at]
    if after.is_punct:
        return after.text not in (":", '"', "(")
    if _tells_behind(verb):
        return False
    return (after.lower_ in _ADVERBIAL and after.tag_ != "TO") or after.ent_type_ in ("DATE", "TIME")


def _tells_behind(verb: Token) -> bool:
    """Whether what is said follows behind an adverbial: "Before the vote, Berg said during a visit that …"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ == "that" and token.tag_ == "IN":
            return True
        if token.is_punct or is_finite(token):
            break
    return False


def _end(verb: Token) -> int:
    """Just after the cue clause: the next comma, dash or mark, or the sentence's end."""
    doc, sent = verb.doc, verb.sent
    for index in range(verb.i + 1, sent.end):
        if doc[index].text in (",", '"', ";", "–", "—") or doc[index].is_sent_end:
            return index
    return sent.end
