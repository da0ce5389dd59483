"""Cues: the words that attribute, from `tables/cues.csv`, and where they stand in a parse.

A row says what a cue implies of its content (`status`), which shapes its content takes (`frames`), and its `traits`:
`tells` (its object is the one spoken to), `evidence` (things do it as well as people, so that only an actor or a
document counts as a source), `warns` (of what will or would be, it supposes). A status may hold for some frames
alone: "claimed|for:requested". Frames: `clause` (that he goes), `quote` (a quotation beside it), `intro` (the clause it
interrupts or closes: "…, she said"), `to` (an infinitive), `gerund`, `np` (an object), `np_claim` (an object that is
itself a claim), `of` (accuse X of Y), `as` (describe X as Y), `two` (call X Y), `for`, `on`, `with`, `as_to` (refer
to X as Y), `quoteas` (quote X as saying), `passive_to` (X is said to). A row without frames attributes only where the
tagger finds that it does: "supports the plan" is an attitude that somebody tells of, and mostly no words of hers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast, get_args

from spacy.tokens import Token

from dateline import tables
from dateline.errors import TableError
from dateline.records import Status
from dateline.word_classes import word_class

CuePos = Literal["VERB", "NOUN", "ADJ", "ADV", "PREP", "PASSIVE"]
Frame = Literal[
    "passive_to", "quoteas", "to", "clause", "gerund", "as", "on", "quote", "of", "as_to", "for", "with", "two",
    "np_claim", "np", "at", "before", "intro", "halves",
]  # fmt: skip


_SUPPOSING = frozenset({"if", "whether", "unless"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A row of the table: what a word implies when it attributes."""

    word: str
    pos: CuePos
    frames: frozenset[str]
    status: Status
    status_of_frame: Mapping[str, Status]
    traits: frozenset[str]
    row: str


@tables.cached
def cues() -> Mapping[tuple[str, str], Cue]:
    """The cues by word and part of speech: lemmas of verbs, nouns and adjectives, forms of adverbs and prepositions."""
    found = {}
    for where, row in tables.rows("cues"):
        if row["pos"] not in get_args(CuePos):
            raise TableError(f"{where}: pos {row['pos']!r} is not one of {', '.join(get_args(CuePos))}")
        status, *narrower = tables.several(row["status"])
        by_frame = dict(part.split(":", 1) for part in narrower)
        frames = tables.several(row["frames"])
        for frame in (*frames, *by_frame):
            if frame not in get_args(Frame):
                raise TableError(f"{where}: frame {frame!r} is not one of {', '.join(get_args(Frame))}")
        for named in (status, *by_frame.values()):
            if named not in get_args(Status):
                raise TableError(f"{where}: status {named!r} is not one of {', '.join(get_args(Status))}")
        found[row["cue"], row["pos"]] = Cue(
            row["cue"],
            cast(CuePos, row["pos"]),
            frozenset(frames),
            cast(Status, status),
            MappingProxyType({frame: cast(Status, named) for frame, named in by_frame.items()}),
            frozenset(tables.several(row["traits"])),
            where,
        )
    return MappingProxyType(found)


def cue_of(token: Token) -> Cue | None:
    """The cue that a token is to grammar, whatever stands around it; None for most tokens."""
    row = row_of(token)
    return row if row is not None and row.frames else None


def row_of(token: Token) -> Cue | None:
    """The row of a token by its lemma and part of speech, also one without frames, which grammar does not go by."""
    table = cues()
    if token.pos_ == "VERB" or token.tag_.startswith("VB"):
        if token.dep_ in ("aux", "auxpass"):
            return None
        if (preposition := table.get((token.lower_, "PREP"))) and token.dep_ in (
            "prep",
            "advcl",
            "acl",
            "ROOT",
            "pcomp",
        ):
            return preposition
        lemma = token.lemma_.lower()
        if token.dep_ == "relcl" and lemma in ("cite", "quote") and not _quotes_as(token):  # "Reuters, which cited two"
            return table.get(("citing", "PREP"))
        if token.tag_ == "VBN" and is_passive(token) and (passive := table.get((lemma, "PASSIVE"))):
            return passive
        particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), "")
        return table.get((f"{lemma} {particle}", "VERB")) or table.get((lemma, "VERB"))
    if token.pos_ == "NOUN":
        return table.get((token.lemma_.lower(), "NOUN"))
    if token.pos_ == "ADJ":
        return table.get((token.lower_, "ADJ"))
    if token.pos_ == "ADV":
        return table.get((token.lower_, "ADV"))
    return table.get((token.lower_, "PREP")) if token.lower_ == "according" else None


def _quotes_as(verb: Token) -> bool:
    return is_passive(verb) or any(child.dep_ == "prep" and child.lower_ == "as" for child in verb.children)


def is_passive(token: Token) -> bool:
    """Whether a verb is in the passive voice with its subject or auxiliary beside it."""
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children)


def is_negated(token: Token) -> bool:
    """Whether a verb is not done: by "not", by nobody, by one that it shares with "or", or by what governs it.

    "Failed to note", "has yet to explain": nothing is noted or explained.
    """
    if any((c.dep_ == "neg" and not is_or_not(c)) or c.lower_ in ("neither", "hardly") for c in token.children):
        return True
    if any(child.lower_ == "nor" and child.i < token.i for child in token.children) or _by_nobody(token):
        return True
    if token.dep_ == "xcomp" and any(child.tag_ == "TO" for child in token.children):
        waits = token.head.lemma_ == "have" and any(child.lower_ == "yet" for child in token.head.children)
        return waits or (word_class("failing", token.head.lemma_) and not is_negated(token.head))
    if token.tag_ == "VBG" and _is_averted(token):
        return True
    shares = token.dep_ == "conj" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
    joined = {child.lower_ for child in token.head.children if child.dep_ == "cc"} if shares else set()
    return bool(joined & {"or", "nor"}) and is_negated(token.head)


def is_or_not(negation: Token) -> bool:
    """Whether a "not" only ends "whether or not": "whether or not Israel wants a deal"."""
    if negation.i < 2 or negation.lower_ != "not":
        return False
    return negation.nbor(-1).lower_ == "or" and negation.nbor(-2).lower_ in ("whether", "if")


def _is_averted(gerund: Token) -> bool:
    """Whether a gerund is what somebody keeps from: "avoids condemning", "refrained from criticising"."""
    above = gerund.head
    if gerund.dep_ == "pcomp":
        return any(word_class("refraining", word.lemma_) for word in (above.head, above.nbor(-1) if above.i else above))
    return gerund.dep_ in ("xcomp", "dobj", "ccomp") and word_class("averting", above.lemma_)


def _by_nobody(verb: Token) -> bool:
    """Whether nobody or hardly anybody does it: "no minister said", "few believe"; but "No 10 said" is an address."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    return any(
        subject.lower_ in ("nobody", "none", "few")
        or any(word.lower_ == "few" and word.i == subject.left_edge.i for word in subject.children)
        or any(
            word.lower_ in ("no", "neither") and word.dep_ in ("det", "preconj", "cc") and subject.tag_ != "CD"
            for word in subject.children
            if word.i < subject.i
        )
        for subject in subjects
    )


def is_supposed(token: Token) -> bool:
    """Whether a verb stands under "if" or "whether", or is asked for: who would agree if asked has not agreed."""
    supposing = any(child.dep_ in ("mark", "advmod") and child.lower_ in _SUPPOSING for child in token.children)
    return supposing or is_in_question(token)


def rules_out(verb: Token) -> bool:
    """Whether a verb is the "rule" of "ruled out sending troops", "would not rule out a strike"."""
    return verb.lemma_ == "rule" and any(child.lower_ == "out" and child.i > verb.i for child in verb.children)


def outlook_of(verb: Token) -> Literal["planned", "hypothetical"] | None:
    """What becomes of words that are still to be said: "will say", "may still think"; None of what was said.

    In "would say", "would like to see" nothing is ahead: it is how people say things.
    """
    modals = [child.lower_ for child in verb.children if child.dep_ == "aux" and child.tag_ == "MD"]
    is_said_to = verb.dep_ == "xcomp" and verb.head.lower_ in ("expected", "due", "set", "scheduled", "likely")
    if is_said_to or any(word_class("future", modal) for modal in modals):
        return "planned"
    return "hypothetical" if any(modal in ("may", "might", "could") for modal in modals) else None


def is_in_question(token: Token) -> bool:
    """Whether a verb is what a sentence asks: "did Berg say that …?", "who said that …?"."""
    if token.dep_ != "ROOT" or not any(word.text == "?" for word in token.children if word.dep_ == "punct"):
        return False
    subject = next((child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return False
    return subject.tag_ in ("WP", "WDT") or any(
        child.dep_ in ("aux", "auxpass") and child.i < subject.i for child in token.children
    )


def is_asked_of_another(verb: Token) -> bool:
    """Whether a verb is what somebody else is asked to do: "urged Berg to disclose the plan and endorse Cole"."""
    first = verb
    while first.dep_ == "conj":
        first = first.head
    if verb.tag_ != "VB" or first.dep_ not in ("xcomp", "ccomp") or all(g.tag_ != "TO" for g in first.children):
        return False
    asking = row_of(first.head)
    asks = asking is not None and asking.status == "requested" and "tells" in asking.traits
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in first.children)
    return (asks or word_class("having_say", first.head.lemma_)) and (
        has_subject or any(child.dep_ in ("dobj", "dative", "nsubjpass") for child in first.head.children)
    )
