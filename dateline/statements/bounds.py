"""Where contents end: what is said beside a content, by others, is not part of it."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.statements.attribution import CITING, Attribution


def bounded(doc: Doc, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Contents without what is not said in them.

    What a closing clause does not cover, nobody whose cue it covers says. Whoever is cited, and whoever denies a
    thing behind it, does so outside of it; a denial denies what was said, not the saying.
    """
    tails = [a for a in attributions if a.is_closing]
    covering: dict[int, list[Attribution]] = {}
    for tail in tails:
        for index in tail.content:
            covering.setdefault(index, []).append(tail)
    outside = [(a, _clause_tokens(doc, a)) for a in attributions if _comments(a)]
    commented = {index: found for found in outside for index in found[1]}
    cut = []
    for attribution in attributions:
        content = _without_time(doc, attribution)
        cue = set(attribution.cue_tokens)
        for tail in (tail for index in cue for tail in covering.get(index, ())):
            if tail is not attribution:
                content &= tail.content
        for other, clause in [commented[index] for index in content & commented.keys()]:
            if other is not attribution and not cue & clause:
                content -= clause
        if content:
            cut.append(replace(attribution, content=content))
    return [_of_what_was_said(each, cut) if _comments(each) else each for each in cut]


def _without_time(doc: Doc, attribution: Attribution) -> frozenset[int]:
    """The content without the time of the saying before it: "said this year that cutbacks would come"."""
    first = min(attribution.content)
    end = first
    while end < len(doc) and doc[end].ent_type_ in ("DATE", "TIME"):
        end += 1
    is_time = any(doc[i].dep_ == "npadvmod" and doc[i].head.i in attribution.cue_tokens for i in range(first, end))
    leads = is_time and end < len(doc) and doc[end].lower_ == "that"
    return attribution.content - set(range(first, end)) if leads else attribution.content


def _of_what_was_said(denial: Attribution, attributions: Sequence[Attribution]) -> Attribution:
    said = (a.content for a in attributions if set(a.cue_tokens) & denial.content and a.content < denial.content)
    return replace(denial, content=next(said, denial.content)) if denial.status == "denied" else denial


def _comments(attribution: Attribution) -> bool:
    """Whether an attribution speaks of what stands before it: cites whoever told it, or denies it."""
    if attribution.cue is None or not attribution.cue_tokens:
        return False
    is_behind = max(attribution.content) < attribution.cue_tokens[0]
    return is_behind and (attribution.cue.word in CITING or attribution.status == "denied")


def _clause_tokens(doc: Doc, attribution: Attribution) -> set[int]:
    """The tokens of a commenting clause: its comma, its own, and those of a noun before it ("a claim it denies")."""
    cue = doc[attribution.cue_tokens[0]]
    clause = {token.i for token in cue.subtree} - attribution.content
    if cue.dep_ in ("relcl", "acl") and cue.head.i not in attribution.content:
        clause |= {token.i for token in cue.head.subtree} - attribution.content
    return clause | {max(attribution.content) + 1}
