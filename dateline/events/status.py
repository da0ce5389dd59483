"""What may be believed of an event: its status, decided in one place and in one order.

First what the event is (a promise, a demand, a threat), then how it is told (denied, negated, planned, supposed),
then on whose word it stands. Each branch has a name, which the event carries in `why`.
"""

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from dateline.events.clause import is_perfect
from dateline.events.coding import Coding
from dateline.events.ideas import is_phrase_of
from dateline.events.lexicon import lemma
from dateline.events.mood import condition_of
from dateline.records import Statement, Status
from dateline.word_classes import word_class

Telling = Literal["own voice", "somebody's word"]

CHARGED = frozenset({"ASSAULT"})
"""Whoever says that he did no such thing has been charged with it."""
BY_NATURE: dict[str, Status] = {"promise": "pledged", "demand": "requested", "threat": "threatened"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A status and the branch that gave it."""

    status: Status
    why: str


def decide(
    coding: Coding, statement: Statement | None, *, is_own_commitment: bool, lasts: bool, answers: bool = False
) -> Decision:
    """The status of a coded event.

    `statement` is the innermost one that the event stands in, None for the outlet's own voice; `is_own_commitment`:
    who says so is who would do it; `lasts`: the words tell of it as going on; `answers`: the statement
    answers a charge.
    """
    mood = coding.mood
    is_act_ahead = coding.act is not None and coding.act.token.i == coding.token.i
    if mood.negation is not None and not is_act_ahead:
        if statement is not None and statement.status == "denied":
            return Decision("denied", "a denial, and negated in it")
        if statement is not None and (answers or word_class("of_kind", _next_to(mood.negation))):
            return Decision("denied", f'"{mood.negation.lower_}", in answer to a charge')
        is_told_off = mood.negation.pos_ != "VERB" and mood.reality == "real"  # not "avoided", "stopped short of"
        if statement is not None and is_own_commitment and coding.type in CHARGED and is_told_off:
            return Decision("denied", f'"{mood.negation.lower_}", says who would have done it')
        return Decision("negated", f'not so: "{mood.negation.lower_}"')
    if mood.reality in {"conditional", "unsure"} and mood.word is not None:
        return Decision("hypothetical", f'under "{mood.word.lower_}"')
    if statement is not None and statement.status == "denied" and not is_act_ahead:
        return Decision("denied", "stands in what its source denies")
    if mood.reality == "hearsay" and mood.word is not None and (told := _hearsay(mood.word)).status == "denied":
        return told
    if coding.nature == "demand" and mood.reality == "future":
        return Decision("planned", "a demand told as to come")
    if coding.nature in BY_NATURE:
        is_supposed = mood.reality == "possible" or (mood.reality == "would" and statement is None)
        if is_supposed and mood.word is not None:
            return Decision("hypothetical", f'"{mood.word.lower_}"')
        return Decision(BY_NATURE[coding.nature], f"by nature: {coding.nature}")
    if statement is not None and statement.status == "negated":
        return Decision("hypothetical", "stands in what its source does not say")
    if mood.negation is not None:
        return Decision("negated", f'not so: "{mood.negation.lower_}"')
    if coding.nature == "plan" and word_class("likely_ones", lemma(coding.token)):
        return Decision("hypothetical", f'"{coding.token.lower_}"')
    if coding.nature == "plan" or mood.reality == "future" or (mood.reality == "would" and statement is not None):
        return _ahead(coding, is_own_commitment=is_own_commitment)
    if mood.reality in {"possible", "would", "obliged"} and mood.word is not None:
        return Decision("hypothetical", f'"{mood.word.lower_}"')
    if mood.reality == "hearsay" and mood.word is not None:
        return _hearsay(mood.word)
    if statement is not None:
        return _said(statement, coding.token)
    return Decision("ongoing", "told as going on") if lasts else Decision("happened", "told in the outlet's own voice")


def _next_to(negation: Token) -> str:
    """The word after a negation: in "no such meeting" what was told of is denied."""
    return negation.nbor().lower_ if negation.i + 1 < len(negation.doc) else ""


def _ahead(coding: Coding, *, is_own_commitment: bool) -> Decision:
    """A plan is one whoever tells of it, and so is what several do together; "will" else binds who says so himself."""
    act = coding.act
    is_bare = act is not None and act.token.i == coding.token.i
    is_joint = act is not None and act.entry.roles is not None and act.entry.roles.reciprocal
    is_own_commitment = is_own_commitment and is_bare and not is_joint
    if coding.mood.word is not None and coding.mood.word.dep_ == "aux" and not is_own_commitment:
        # "Pakistan would shoot back if India sent jets", says who is no Pakistani
        verb = coding.mood.word.head
        conditions = (condition_of(child) for child in verb.children if child.dep_ == "advcl")
        if coding.mood.word.lower_ in {"would", "'d"} and (condition := next(filter(None, conditions), None)):
            return Decision("hypothetical", f'would be, under "{condition.lower_}"')
        if coding.mood.word.lower_ == "would" and verb.dep_ == "ccomp" and verb.head.tag_ in {"VBZ", "VBP"}:
            return Decision("hypothetical", f'would be, as others who "{verb.head.lower_}" so think')
    if is_own_commitment and coding.type == "THREATEN":
        return Decision("threatened", "its own maker says that it will")
    if is_own_commitment and coding.type in {"AGREE", "CONCEDE"}:
        return Decision("pledged", "its own maker says that it will")
    return Decision("planned", "told as to come")


def _hearsay(noun: Token) -> Decision:
    """What allegations or reports hold: claimed, and denied where they are rejected."""
    if word_class("denials", lemma(noun)):
        return Decision("denied", f'stands in "{noun.lower_}"')
    for above in noun.ancestors:
        if is_phrase_of("dismissing", above) or _calls_false(above):
            return Decision("denied", f'"{noun.lower_}", and that is rejected')
    told = "stands in" if noun.pos_ == "NOUN" else "told as"
    return Decision("claimed", f'{told} "{noun.lower_}"')


def _said(statement: Statement, token: Token) -> Decision:
    if statement.status == "planned" and (token.tag_ == "VBD" or is_perfect(token)):
        return Decision("claimed", f"past, in statement {statement.id}, which is still to be made")
    if statement.status in {"hypothetical", "planned"}:
        return Decision(statement.status, f"stands in what its source holds {statement.status}")
    return Decision("claimed", f"stands in statement {statement.id}")


def _calls_false(verb: Token) -> bool:
    """Whether a verb calls its object a lie, or says that its subject is one: "called the claim a fabrication"."""
    return word_class("calling", lemma(verb)) and any(word_class("falsehoods", word.lower_) for word in verb.subtree)
