"""What attribution asks of a parse: subjects, noun phrases, clauses, as token indices and spans."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from dateline.records import Span
from dateline.word_classes import word_class

RELATIVE = frozenset({"who", "which", "that", "whom"})
_EDGE = frozenset(",;:—–-.()[]…/")
_SUBJECTS = ("nsubj", "nsubjpass")


def span_between(doc: Doc, first: int, last: int) -> Span:
    """The span from the start of token `first` to the end of token `last`."""
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def subject(verb: Token) -> Token | None:
    """Whoever does what an active verb says: its own subject, or through coordination, control, a relative clause.

    None where the sentence names nobody. Of a passive verb, the agent ("by X").
    """
    seen: set[int] = set()
    current: Token = verb
    while current.i not in seen:
        seen.add(current.i)
        own = _own_subject(current)
        if own is not None:
            if own.lower_ in RELATIVE and current.dep_ == "relcl":
                return current.head
            return own
        head = current.head
        if current.dep_ == "relcl":
            return None
        if current.dep_ == "acl":
            return head if current.tag_ == "VBG" else None
        if (nearer := _absolute_subject(current)) is not None:
            return nearer
        if (further := goes_on_from(current)) is not None:
            current = further
        elif current.dep_ in ("conj", "xcomp", "advcl", "dep") and head.pos_ in ("VERB", "AUX"):
            if current.dep_ == "advcl" and (
                current.tag_ == "VBN" or any(child.dep_ == "mark" for child in current.children)
            ):
                return None
            controlled = current.dep_ == "xcomp" and _is_infinitive(current) and head.lemma_ != "use"
            if controlled and (moved := _object(head)) is not None:
                return moved
            current = head
        elif current.dep_ == "pcomp" and head.dep_ == "prep":
            current = head.head
        else:
            return None
    return None


def _absolute_subject(participle: Token) -> Token | None:
    """Whom a clause with "with" before a participle names: "Buses stopped, with drivers leaving, saying that …"."""
    if participle.dep_ != "advcl" or participle.tag_ != "VBG":
        return None
    for child in participle.head.children:
        if child.lower_ == "with" and participle.head.i < child.i < participle.i:
            clause = next((below for below in child.children if below.dep_ == "pcomp"), None)
            return next((below for below in clause.children if below.dep_ == "nsubj"), None) if clause else None
    return None


def goes_on_from(verb: Token) -> Token | None:
    """The verb whose subject also does a later one, where the parser hung the later one on what was said.

    "She said Estonia would act and demanded …": the past tense beside a modal or behind a comma shows that "demanded"
    goes on from "said". "They said it was over, adding that …", "saying that she would go and noting that …": so does a
    participle of speech behind a comma, or joined to a verb that is none.
    """
    if verb.dep_ == "conj" and verb.tag_ in ("VBD", "VBZ"):
        clause = verb.head
        apart = _after_comma(verb) or any(
            c.dep_ == "aux"
            and (c.tag_ == "MD" or c.lower_ == "had" or (verb.tag_ == "VBD" and c.tag_ in ("VBZ", "VBP")))
            for c in clause.children
        )
        own = any(child.dep_ in _SUBJECTS for child in verb.children)
        told = clause.dep_ == "ccomp" and clause.head.tag_ == verb.tag_
        return clause.head if told and apart and not own else None
    apart = _after_comma(verb) or (verb.dep_ == "conj" and is_finite(verb.head))
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj", "acl") and word_class("speaking", verb.text) and apart:
        above = verb.head
        while above.dep_ not in ("ccomp", "ROOT"):
            above = above.head
        return above.head if above.dep_ == "ccomp" and above.head.i < above.i and above.head.pos_ == "VERB" else None
    return None


def _after_comma(verb: Token) -> bool:
    before = verb.i - 1
    while before > verb.sent.start and verb.doc[before].pos_ in ("ADV", "CCONJ"):
        before -= 1
    return verb.doc[before].text == ","


def _own_subject(verb: Token) -> Token | None:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    for child in verb.children:
        if child.dep_ == "agent":
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
        if child.dep_ in _SUBJECTS and not passive and child.lower_ not in ("it", "there"):
            return _person_beside(verb, child)
        if child.dep_ == "nsubj" and child.lower_ == "it":
            return child
    return None


def _person_beside(verb: Token, found: Token) -> Token:
    """The person right before a verb to which the parser gave two subjects: "The council chief executive Cole said"."""
    before = verb.nbor(-1) if verb.i > verb.sent.start else found
    is_second = before.dep_ == "nsubj" and before.head.i == verb.i and before.ent_type_ == "PERSON"
    return before if is_second else found


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)


def _is_infinitive(verb: Token) -> bool:
    return any(child.tag_ == "TO" for child in verb.children)


def phrase(head: Token, *, without: Iterable[int] = ()) -> tuple[int, int]:
    """The first and last token of a noun phrase with all that hangs on it, short of the tokens in `without`.

    Commas, dashes and closing marks at the edges are left out.
    """
    barred = set(without)
    first = last = head.i
    for index in range(head.i - 1, head.left_edge.i - 1, -1):
        if index in barred:
            break
        first = index
    for index in range(head.i + 1, head.right_edge.i + 1):
        if index in barred:
            break
        last = index
    return trimmed(head.doc, first, last)


def joined(head: Token) -> list[Token]:
    """The nouns joined to a noun by "and", without it, whichever of them it is: "Berg and her lawyer said"."""
    first = head
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN", "PRON"):
        first = first.head
    nouns = [first, *first.conjuncts]
    words = {c.lower_ for noun in nouns for c in noun.children if c.dep_ == "cc"}
    if not words or not words <= {"and", "&"}:
        return []
    return [noun for noun in nouns if noun.i != head.i and not (_is_one(first, noun) or _is_one(first, head))]


def _is_one(first: Token, second: Token) -> bool:
    """Whether one article opens both of two singular nouns: "the former senator and current nominee" is one person."""
    if first.i == second.i or first.tag_ != "NN" or second.tag_ != "NN":
        return False
    opened = [any(child.dep_ in ("det", "poss") for child in noun.children) for noun in (first, second)]
    return opened == [True, False]


def trimmed(doc: Doc, first: int, last: int) -> tuple[int, int]:
    """The range without punctuation and "and" at its edges; quotation marks and brackets that pair up in it stay."""
    while (
        first < last
        and doc[first].text in _EDGE | {"and", "or", "but"} | {"'", '"'}
        and not _pairs(doc, first, last, first)
    ):
        first += 1
    while (
        first < last
        and (doc[last].text in _EDGE | {"'", '"', "and", "or", "but"} or doc[last].is_space)
        and not _pairs(doc, first, last, last)
    ):
        last -= 1
    return first, last


def _pairs(doc: Doc, first: int, last: int, at: int) -> bool:
    sign = doc[at].text
    if sign in "()":
        signs = [doc[i].text for i in range(first, last + 1)]
        return signs.count("(") == signs.count(")")
    return sign in ("'", '"') and sum(doc[i].text == sign for i in range(first, last + 1)) % 2 == 0


def subtree(token: Token) -> set[int]:
    """The indices of a token and all below it."""
    return {below.i for below in token.subtree}


def runs(indices: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The maximal runs of consecutive indices, as first and last."""
    ordered = sorted(indices)
    if not ordered:
        return
    first = last = ordered[0]
    for index in ordered[1:]:
        if index != last + 1:
            yield first, last
            first = index
        last = index
    yield first, last


def is_finite(token: Token) -> bool:
    """Whether a token is a finite verb or has a finite auxiliary."""
    return token.tag_ in ("VBD", "VBZ", "VBP", "MD") or any(
        child.dep_ in ("aux", "auxpass") and child.tag_ in ("VBD", "VBZ", "VBP", "MD") for child in token.children
    )
