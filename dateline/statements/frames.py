"""Frames: the shapes in which a cue and its content stand together, each a function over the parse.

A frame gives the tokens of the content and the head of the source (None where the sentence names nobody), or None
where it does not fit. `FRAMES` holds them in the order in which they are tried: the narrow ones first.
"""

from collections.abc import Callable

from spacy.tokens import Token

from dateline.language import GAP
from dateline.statements.clauses import Found, broken_clause, commented_clause, surrounding_clause, told_clause
from dateline.statements.cues import Cue, Frame, cue_of, is_passive
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import RELATIVE, is_finite, subject, subtree
from dateline.statements.tellers import owner_of, quoted_by, quoting_verb, speaker_of


def _quote(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """A quotation right after the cue's own words, or right before its source."""
    if cue.pos != "VERB" or quoted.of(token.i) is not None:
        return None
    source = speaker_of(token)
    if source is None:
        return None
    doc, sent = token.doc, token.sent
    for index in range(token.i + 1, min(token.i + 25, len(doc))):
        if quote := quoted.starting_at(index):
            if doc[index - 1].pos_ == "ADP" and index - 1 != token.i:
                return None
            names = {"two", "as"} & cue.frames and any(child.dep_ == "dobj" for child in token.children)
            return set(range(token.i + 1, quote.stop)) if names else set(quote), source
        if doc[index].dep_ == GAP and doc[index - 1].text == ":":
            continue
        if doc[index].dep_ == GAP or (index >= sent.end and ":" not in (doc[index - 1].text, doc[index - 2].text)):
            break
        if is_finite(doc[index]) or doc[index].text == ";" or (doc[index].pos_ == "VERB" and cue_of(doc[index])):
            break
    if token.tag_ == "VBG" and quoting_verb(token) is None:
        return None
    first = min(source.left_edge.i, token.i)
    if (quoting := quoting_verb(token)) is not None:
        first = min(
            first,
            *(child.left_edge.i for child in (quoting, *quoting.children) if child.dep_ in ("nsubj", "nsubjpass")),
            quoting.i,
        )
    for index in range(first - 1, max(first - 3, -1), -1):
        if (quote := quoted.range_of(index)) and quote.stop - 1 == index:
            return set(quote), source
        if not doc[index].is_punct:
            break
    return None


def _to(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    verb = next(
        (c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl") and any(g.tag_ == "TO" for g in c.children)),
        None,
    )
    if verb is None:
        return None
    own = [i for i in subtree(verb) if i > token.i]
    return set(own), (owner_of(token) if cue.pos == "NOUN" else speaker_of(token))


def _gerund(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    verb = next(
        (
            c
            for c in token.children
            if c.dep_ in ("xcomp", "ccomp") and c.i > token.i and (c.tag_ == "VBG" or _has_gerund(c))
        ),
        None,
    )
    return (subtree(verb), speaker_of(token)) if verb is not None else None


def _has_gerund(verb: Token) -> bool:
    return any(child.tag_ == "VBG" and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _np(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    thing = next((c for c in token.children if c.dep_ == "dobj" and c.lower_ not in RELATIVE), None)
    return (subtree(thing), speaker_of(token)) if thing is not None else None


def _np_claim(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    if thing is None or (below := cue_of(thing)) is None or below.pos != "NOUN":
        return None
    return subtree(thing), speaker_of(token)


def _with_preposition(*prepositions: str) -> Callable[[Token, Cue, QuoteMap], Found]:
    def fits(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
        passive = is_passive(token) and cue.pos == "VERB"
        whom = ("nsubjpass",) if passive else ("dobj",)
        thing = next((c for c in token.children if c.dep_ in whom), None)
        hung = [*token.children, *(thing.children if thing is not None else ())]
        prep = next((c for c in hung if c.dep_ == "prep" and c.lower_ in prepositions), None)
        if prep is None or (thing is None and "for" not in prepositions):
            return None
        content = subtree(prep) if thing is None else subtree(thing) | subtree(prep)
        if thing is None:
            content -= {prep.i}
        for index in sorted(content):
            if index > prep.i and (quote := quoted.starting_at(index)) and index <= prep.i + 2:
                content = {i for i in content if i < quote.stop}
                break
        return content, (owner_of(token) if cue.pos == "NOUN" else speaker_of(token))

    return fits


def _count(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "put the death toll at 41": a number that is somebody's."""
    found = _with_preposition("at")(token, cue, quoted)
    return found if found and any(token.doc[i].like_num for i in found[0]) else None


def _on(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "called on both sides to hold fire": who is called on, and to what."""
    prep = next((c for c in token.children if c.dep_ in ("prep", "prt") and c.lower_ == "on"), None)
    whom = next((c for c in (prep.children if prep is not None else ()) if c.dep_ == "pobj"), None)
    if whom is None:
        return None
    asked = [
        c for c in (*token.children, *whom.children) if c.dep_ in ("xcomp", "advcl", "acl", "relcl") and c.i > whom.i
    ]
    infinitive = next((c for c in asked if any(g.tag_ == "TO" for g in c.children)), None)
    if infinitive is None:
        return None
    return subtree(whom) | subtree(infinitive), speaker_of(token)


def _two(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    second = next((c for c in token.children if c.dep_ == "oprd"), None)
    first = next((c for c in token.children if c.dep_ == "dobj"), None)
    if second is None:
        small = next((c for c in token.children if c.dep_ == "ccomp" and not is_finite(c) and c.i > token.i), None)
        return (subtree(small), speaker_of(token)) if small is not None and cue.word == "call" else None
    return subtree(second) | (subtree(first) if first is not None else set()), speaker_of(token)


def _quoteas(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "quoted X as saying …": what is quoted is X's saying; the saying has a cue of its own."""
    if not any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children):
        return None
    if is_passive(token):
        agent = quoted_by(token)
        said = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
        if agent is None or said is None:
            return None
        return subtree(said) | set().union(
            *(subtree(c) for c in token.children if c.dep_ == "prep" and c.lower_ == "as")
        ), agent
    return {i for c in token.children if c.dep_ in ("dobj", "prep") and c.i > token.i for i in subtree(c)}, subject(
        token
    )


def _passive_to(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    verb = next((c for c in token.children if c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children)), None)
    whom = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    if verb is None or whom is None:
        return None
    return subtree(whom) | subtree(verb), None


FRAMES: dict[Frame, Callable[[Token, Cue, QuoteMap], Found]] = {
    "passive_to": _passive_to,
    "quoteas": _quoteas,
    "to": _to,
    "clause": told_clause,
    "gerund": _gerund,
    "as": _with_preposition("as"),
    "on": _on,
    "quote": _quote,
    "of": _with_preposition("of"),
    "as_to": _with_preposition("as"),
    "for": _with_preposition("for"),
    "with": _with_preposition("with"),
    "two": _two,
    "np_claim": _np_claim,
    "np": _np,
    "at": _count,
    "before": commented_clause,
    "intro": surrounding_clause,
    "halves": broken_clause,
}
