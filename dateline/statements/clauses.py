"""Frames of clauses: a cue with the clause that it tells, behind it, around it or before it.

Each gives the tokens of the content and the head of the source (None where the sentence names nobody), or None where
it does not fit.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from dateline.statements.cues import Cue, cue_of
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import goes_on_from, is_finite, subtree
from dateline.statements.tellers import owner_beside, owner_of, speaker_of

_OPENERS = frozenset({"that", "which", "who", "what"})
_FARTHEST_THAT = 10
"""Tokens between a cue and its "that": room for the one spoken to."""

Found = tuple[set[int], Token | None] | None


def told_clause(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    clauses = [
        child for child in token.children if child.dep_ == "ccomp" or (cue.pos == "NOUN" and _is_that_clause(child))
    ]
    clauses = [clause for clause in clauses if clause.i > token.i] or clauses
    if not clauses and cue.pos == "VERB":
        return _that_clause(token, tells="tells" in cue.traits)
    if not clauses:
        return _adverb_clause(token) if cue.pos == "ADV" else None
    content = set().union(*(subtree(clause) for clause in clauses)) - _second_verbs(clauses)
    if cue.pos == "VERB" and (told := _skipped_that(token, content)):
        return told
    lost = _lost_subject(token, clauses[0], content)
    if cue.pos == "VERB" and "tells" not in cue.traits and not lost and _has_object(token, min(content)):
        return None
    content |= lost
    if cue.pos == "VERB":
        return content, speaker_of(token)
    if cue.pos == "NOUN":
        return content, owner_of(token)
    return content, speaker_of(token.head) if token.dep_ == "acomp" else None


def _skipped_that(token: Token, content: set[int]) -> Found:
    """The clause behind a "that" that stands right after the cue where the parser took a later one for its content."""
    doc = token.doc
    that = next((i for i in range(token.i + 1, min(token.i + 4, token.sent.end)) if doc[i].lower_ == "that"), None)
    if that is None or doc[that].dep_ != "mark" or that in content or min(content) < that:
        return None
    return _that_clause(token, tells=False)


def _has_object(token: Token, before: int) -> bool:
    """Whether a verb has an object of its own before the clause, as in "add weight to the theory that …"."""
    return any(c.dep_ == "dobj" and token.i < c.i < before and c.pos_ in ("NOUN", "PROPN") for c in token.children)


def _that_clause(token: Token, *, tells: bool) -> Found:
    """What follows "that", where the parser hung it elsewhere: to the sentence's end, or to a semicolon."""
    doc, sent = token.doc, token.sent
    for index in range(token.i + 1, min(token.i + _FARTHEST_THAT, sent.end)):
        if _opens_clause(doc[index]) or (tells and doc[index].lower_ == "that" and doc[index - 1].pos_ != "VERB"):
            end = next((i for i in range(index, sent.end) if doc[i].text == ";"), sent.end)
            rest = range(index, end)
            return (set(rest), speaker_of(token)) if any(is_finite(doc[i]) for i in rest) else None
        if is_finite(doc[index]) or doc[index].is_punct or _is_owned_word(doc[index]):
            return None
    return None


def _is_owned_word(token: Token) -> bool:
    """Whether what follows is another's word: "responded to Putin's remark that …"."""
    return token.pos_ == "NOUN" and cue_of(token) is not None and owner_beside(token) is not None


def _opens_clause(token: Token) -> bool:
    """Whether a token is a clause's "that", also where it was taken for a determiner ("that terrorism is a threat")."""
    if token.lower_ != "that" or token.dep_ in ("nsubj", "nsubjpass"):
        return False
    noun = token.head
    return token.dep_ != "det" or any(
        after.dep_ in ("advcl", "ccomp", "relcl") and is_finite(after) and after.i > noun.i
        for after in noun.head.children
    )


def _second_verbs(clauses: Sequence[Token]) -> set[int]:
    """Verbs that the parser coordinates with the content, but that go on from the cue (see `goes_on_from`)."""
    return {
        i for clause in clauses for verb in clause.conjuncts if goes_on_from(verb) is not None for i in subtree(verb)
    }


def _lost_subject(token: Token, clause: Token, content: set[int]) -> set[int]:
    """The subject of the clause where the parser took it for the cue's object ("reaffirmed the DPRK is ready")."""
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    if (
        thing is None
        or not is_finite(clause)
        or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children)
    ):
        return set()
    return subtree(thing) if token.i < thing.i < min(content) else set()


def _is_that_clause(child: Token) -> bool:
    return child.dep_ in ("acl", "relcl", "ccomp") and any(
        mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children
    )


def _adverb_clause(token: Token) -> Found:
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or token.dep_ != "advmod":
        return None
    return subtree(verb) - {token.i}, None


def commented_clause(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "…, which Kyiv denies", "… – a claim the army rejects": what stands before the comma or dash."""
    source = next((c for c in token.children if c.dep_ == "nsubj"), None)
    objects = [c for c in token.children if c.dep_ == "dobj"]
    taken = [c for c in objects if c.lower_ not in _OPENERS]
    is_relative = token.dep_ == "relcl" or (token.dep_ == "acl" and len(objects) > len(taken))
    if not is_relative or source is None or taken or source.lower_ in _OPENERS:
        return None
    doc, start = token.doc, token.sent.start
    claim = token.head
    first = claim.left_edge.i if cue_of(claim) is not None else token.left_edge.i
    mark = next((i for i in range(first, start, -1) if doc[i - 1].text in (",", "-", "–", "—")), None)
    return (set(range(start, mark - 1)), source) if mark is not None and mark - 1 > start else None


def broken_clause(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "a vacuum that Trump argues allowed …", "what it said was …": the cue stands between its content's halves."""
    doc, sent = token.doc, token.sent
    at = token.i + 1
    if at >= sent.end or not is_finite(doc[at]) or doc[at].pos_ not in ("VERB", "AUX") or token.i - 2 < sent.start:
        return None
    source = doc[token.i - 1]
    opening = next(
        (i for i in range(token.i - 1, max(sent.start, token.i - _FARTHEST_THAT), -1) if doc[i].lower_ in _OPENERS),
        None,
    )
    if opening is None or source.pos_ not in ("NOUN", "PROPN", "PRON") or source.i <= opening:
        return None
    end = next((i for i in range(at, sent.end) if doc[i].text in (",", ";") and i > at + 1), sent.end)
    return {opening, *range(at, end)}, source


def surrounding_clause(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "According to X, …", "…, citing X", and cue clauses that the parser hung on the content's verb."""
    if cue.pos == "PREP":
        return _prepositional(token)
    if token.dep_ == "parataxis" and (source := speaker_of(token)) is not None:
        return subtree(token.head) - subtree(token), source
    if token.dep_ == "advcl" and _is_aside_with_as(token):
        own = subtree(token)
        return subtree(token.head) - own, speaker_of(token)
    return None


def _is_aside_with_as(token: Token) -> bool:
    """Whether a clause is "as KCNA reported": with nothing of its own that is reported."""
    opens = any(child.dep_ == "mark" and child.lower_ == "as" for child in token.children)
    return opens and not any(child.dep_ in ("dobj", "ccomp", "xcomp", "prep", "oprd") for child in token.children)


def _prepositional(token: Token) -> Found:
    source = _object_of(token)
    if source is None:
        return None
    own = subtree(token)
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    if verb.i == token.i:
        return None
    if token.lower_ == "according":
        return (_sentence_beside(token, own) or subtree(verb)) - own, source
    if verb.lower_ == "according":  # "according to Reuters, which cited two officials"
        around = _prepositional(verb)
        return (around[0], source) if around is not None else None
    return _content_of(verb) - own, source


def _sentence_beside(token: Token, own: set[int]) -> set[int] | None:
    """All of the sentence before "…, according to X." or behind "According to X, …"; None where it stands amid it.

    Parsers hang the phrase on the nearest verb, but it vouches for all that it closes, back to a semicolon or a turn
    (", but …").
    """
    doc, sent = token.doc, token.sent
    turns = [i for i in range(sent.start, sent.end) if doc[i].text == ";" or _is_turn(doc, i)]
    start = max((i + 1 for i in turns if i < token.i), default=sent.start)
    end = min((i for i in turns if i > token.i), default=sent.end)
    if all(doc[i].is_punct or i in own for i in range(token.i, end)):
        return set(range(start, token.i))
    if token.i == start:
        return set(range(max(own) + 1, end))
    return None


def _is_turn(doc: Doc, index: int) -> bool:
    """Whether a clause turns away from what stood before: a comma, then "but" or "while"; or a stop overlooked."""
    if index + 1 >= len(doc):
        return False
    after = doc[index + 1]
    if doc[index].text.endswith("."):
        return after.is_title and after.pos_ in ("PRON", "DET", "ADV", "SCONJ", "CCONJ")
    return doc[index].text == "," and after.lower_ in ("but", "while", "whereas")


def _object_of(token: Token) -> Token | None:
    """The noun of "according to X" or "citing X"; of the words behind it where the parser lost it."""
    doc = token.doc
    start = token.i + (2 if token.lower_ == "according" else 1)
    hung = [*token.children, *(child for to in token.children if to.dep_ == "prep" for child in to.children)]
    found = next((child for child in hung if child.dep_ in ("pobj", "dobj") and child.i >= start), None)
    return found or next(
        (
            doc[i]
            for i in range(start, min(start + _FARTHEST_THAT, token.sent.end))
            if doc[i].pos_ in ("NOUN", "PROPN", "PRON")
        ),
        None,
    )


def _content_of(verb: Token) -> set[int]:
    """What a speech verb tells, for "said …, citing X"; else the whole clause."""
    if verb.dep_ == "parataxis":
        return subtree(verb.head) - subtree(verb)
    told = [child for child in verb.children if child.dep_ == "ccomp"]
    return set().union(*(subtree(child) for child in told)) if told else subtree(verb)
