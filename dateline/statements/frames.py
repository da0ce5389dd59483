"""Frames: the shapes in which a cue and its content stand together, each a function over the parse.

A frame gives the tokens of the content and the head of the source (None where the sentence names nobody), or None
where it does not fit. `FRAMES` holds them in the order in which they are tried: the narrow ones first.
"""

from collections.abc import Callable, Sequence

from spacy.tokens import Doc, Token

from dateline.language import GAP
from dateline.statements.cues import Cue, cue_of, is_negated, is_passive
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import goes_on_from, is_finite, subject, subtree

_OPENERS = frozenset({"that", "which", "who", "what"})
_FARTHEST_THAT = 10
"""Tokens between a cue and its \"that\": room for the one spoken to."""

Found = tuple[set[int], Token | None] | None


def _clause(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    clauses = [
        child for child in token.children if child.dep_ == "ccomp" or (cue.pos == "NOUN" and _is_that_clause(child))
    ]
    clauses = [clause for clause in clauses if clause.i > token.i] or clauses
    if not clauses and cue.pos == "VERB":
        return _that_clause(token, tells="tells" in cue.traits)
    if not clauses:
        return _adverb_clause(token) if cue.pos == "ADV" else None
    content = set().union(*(subtree(clause) for clause in clauses)) - _second_verbs(clauses)
    lost = _lost_subject(token, clauses[0], content)
    if cue.pos == "VERB" and "tells" not in cue.traits and not lost and _has_object(token, min(content)):
        return None
    content |= lost
    if cue.pos == "VERB":
        return content, _speaker(token)
    if cue.pos == "NOUN":
        return content, _owner(token)
    return content, _speaker(token.head) if token.dep_ == "acomp" else None


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
            return (set(rest), _speaker(token)) if any(is_finite(doc[i]) for i in rest) else None
        if is_finite(doc[index]) or doc[index].is_punct:
            return None
    return None


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


def _speaker(token: Token) -> Token | None:
    if (quoting := quoting_verb(token)) is not None:
        return next((c for c in quoting.children if c.dep_ in ("dobj", "nsubjpass")), None)
    return subject(token)


def quoting_verb(token: Token) -> Token | None:
    """The "quoted" of "quoted X as saying", given its "saying"."""
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in ("quote", "cite"):
        return token.head.head
    return None


def _is_that_clause(child: Token) -> bool:
    return child.dep_ in ("acl", "relcl", "ccomp") and any(
        mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children
    )


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "Iran's claim", "a claim by Iran", or who makes it ("Iran repeated the claim")."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ == "acl" and child.tag_ == "VBN" and (maker := subject(child)) is not None:
            return maker
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB" and not is_negated(noun.head):
        return subject(noun.head)
    return None


def _adverb_clause(token: Token) -> Found:
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or token.dep_ != "advmod":
        return None
    return subtree(verb) - {token.i}, None


def _quote(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """A quotation right after the cue's own words, or right before its source."""
    if cue.pos != "VERB" or quoted.of(token.i) is not None:
        return None
    source = _speaker(token)
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
        if is_finite(doc[index]) or doc[index].text == ";":
            break
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


def _intro(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "According to X, …", "…, citing X", and cue clauses that the parser hung on the content's verb."""
    if cue.pos == "PREP":
        return _prepositional(token)
    if token.dep_ == "parataxis" and (source := _speaker(token)) is not None:
        return subtree(token.head) - subtree(token), source
    if token.dep_ == "advcl" and _is_aside_with_as(token):
        own = subtree(token)
        return subtree(token.head) - own, _speaker(token)
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
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb:
        verb = verb.head
    if verb is token:
        return None
    if token.lower_ == "according":
        return (_sentence_beside(token, own) or subtree(verb)) - own, source
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
    """Whether a clause turns away from what stood before: a comma, then "but" or "while"."""
    return doc[index].text == "," and index + 1 < len(doc) and doc[index + 1].lower_ in ("but", "while", "whereas")


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
    told = [child for child in verb.children if child.dep_ == "ccomp"]
    return set().union(*(subtree(child) for child in told)) if told else subtree(verb)


def _to(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    verb = next(
        (c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl") and any(g.tag_ == "TO" for g in c.children)),
        None,
    )
    if verb is None:
        return None
    own = [i for i in subtree(verb) if i > token.i]
    return set(own), (_owner(token) if cue.pos == "NOUN" else _speaker(token))


def _gerund(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    verb = next(
        (
            c
            for c in token.children
            if c.dep_ in ("xcomp", "ccomp") and c.i > token.i and (c.tag_ == "VBG" or _has_gerund(c))
        ),
        None,
    )
    return (subtree(verb), _speaker(token)) if verb is not None else None


def _has_gerund(verb: Token) -> bool:
    return any(child.tag_ == "VBG" and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _np(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    return (subtree(thing), _speaker(token)) if thing is not None else None


def _np_claim(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    if thing is None or (below := cue_of(thing)) is None or below.pos != "NOUN":
        return None
    return subtree(thing), _speaker(token)


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
        return content, (_owner(token) if cue.pos == "NOUN" else _speaker(token))

    return fits


def _count(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "put the death toll at 41": a number that is somebody's."""
    found = _with_preposition("at")(token, cue, quoted)
    return found if found and any(token.doc[i].like_num for i in found[0]) else None


def _before(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "…, which Kyiv denies", "… – a claim the army rejects": what stands before the comma or dash."""
    source = next((c for c in token.children if c.dep_ == "nsubj"), None)
    taken = [c for c in token.children if c.dep_ == "dobj" and c.lower_ not in _OPENERS]
    if token.dep_ != "relcl" or source is None or taken or source.lower_ in _OPENERS:
        return None
    doc, start = token.doc, token.sent.start
    claim = token.head
    first = claim.left_edge.i if cue_of(claim) is not None else token.left_edge.i
    mark = next((i for i in range(first, start, -1) if doc[i - 1].text in (",", "-", "–", "—")), None)
    return (set(range(start, mark - 1)), source) if mark is not None and mark - 1 > start else None


def _broken_in_two(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
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
    return subtree(whom) | subtree(infinitive), _speaker(token)


def _two(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    second = next((c for c in token.children if c.dep_ == "oprd"), None)
    first = next((c for c in token.children if c.dep_ == "dobj"), None)
    if second is None:
        small = next((c for c in token.children if c.dep_ == "ccomp" and not is_finite(c) and c.i > token.i), None)
        return (subtree(small), _speaker(token)) if small is not None and cue.word == "call" else None
    return subtree(second) | (subtree(first) if first is not None else set()), _speaker(token)


def _quoteas(token: Token, cue: Cue, quoted: QuoteMap) -> Found:
    """ "quoted X as saying …": what is quoted is X's saying; the saying has a cue of its own."""
    if not any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children):
        return None
    if is_passive(token):
        agent = next(
            (
                p
                for c in token.subtree
                if c.dep_ in ("agent", "prep") and c.lower_ == "by"
                for p in c.children
                if p.dep_ == "pobj"
            ),
            None,
        )
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


FRAMES: dict[str, Callable[[Token, Cue, QuoteMap], Found]] = {
    "passive_to": _passive_to,
    "quoteas": _quoteas,
    "to": _to,
    "clause": _clause,
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
    "before": _before,
    "intro": _intro,
    "halves": _broken_in_two,
}
