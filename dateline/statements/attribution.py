"""Attribution by grammar: each cue with its source, its content and the one spoken to.

A cue attributes only where a content of one of its frames stands beside it; the frames are tried in a fixed order
and the first that fits is kept and named in `why`. Terms as in PARC 3.0 (Pareti, 2016): a source tells a content by
a cue. Nothing is resolved here: sources are noun phrases, not yet actors.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span as Sentence, Token

from dateline.language import GAP
from dateline.records import Span
from dateline.statements import tails
from dateline.statements.cues import Cue, cue_of, is_negated, is_passive
from dateline.statements.quotations import Quote
from dateline.statements.syntax import is_finite, phrase, runs, span_between, subject, subtree, trimmed

_THINKING = frozenset({"believe", "think", "expect", "feel", "see", "know", "want", "agree", "recognize", "recognise", "imagine"})
_NARRATOR = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content, as token indices of the Doc; `cue` None where only marks attribute."""

    cue: Cue | None
    cue_tokens: tuple[int, ...]
    source: tuple[int, int] | None
    source_head: int | None
    content: frozenset[int]
    addressee: int | None = None
    denies: bool = False
    why: str = ""


def find_attributions(doc: Doc, quotes: Sequence[Quote]) -> list[Attribution]:
    """Every attribution of the parsed story, in the order of their cues."""
    quoted = QuoteMap(doc, quotes)
    found: list[Attribution] = []
    for sent in doc.sents:
        if sent[0].dep_ == GAP:
            continue
        candidates = [(token, cue) for token in sent if (cue := cue_of(token))]
        closing = {tail.verb: tail for token, cue in candidates if "intro" in cue.frames and (tail := tails.tail_at(token))}
        islands = {index for tail in closing.values() for index in range(tail.first, tail.end)}
        for token, cue in candidates:
            tail = closing.get(token.i)
            attribution = _by_tail(tail, cue, sent, quoted, closing.values()) if tail else None
            attribution = attribution or _by_frame(token, cue, quoted, islands)
            if attribution:
                found.append(attribution)
    return found


class QuoteMap:
    """Which quotation a token stands in."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self.doc = doc
        self.tokens: list[tuple[int, int]] = []
        self._of: dict[int, int] = {}
        for number, quote in enumerate(quotes):
            inside = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
            self.tokens.append((inside.start, inside.end - 1))
            self._of.update(dict.fromkeys(range(inside.start, inside.end), number))

    def of(self, index: int) -> int | None:
        """The number of the quotation that holds the token; None outside of any."""
        return self._of.get(index)

    def range_of(self, index: int) -> range:
        """The tokens of the quotation that holds the token, marks included; empty outside of any."""
        number = self.of(index)
        return range(0) if number is None else range(self.tokens[number][0], self.tokens[number][1] + 1)

    def starting_at(self, index: int) -> range:
        """The tokens of a quotation whose opening mark is the token; empty where none opens."""
        found = self.range_of(index)
        return found if found and found.start == index else range(0)


def _by_tail(tail: tails.Tail, cue: Cue, sent: Sentence, quoted: QuoteMap, others: Iterable[tails.Tail]) -> Attribution | None:
    """ "…, KCNA said", "…, KCNA said, …": the sentence around a cue clause that interrupts or closes it."""
    doc = sent.doc
    start = max([sent.start, *(other.end for other in others if other.end <= tail.first)])
    before = set(range(start, tail.first))
    for index in list(before)[-3:]:
        before.update(quoted.range_of(index))
    if not before or not _says_something(doc, before, quoted):
        return None
    content = before | _after(tail, before, sent, quoted)
    return Attribution(
        cue, (tail.verb,), tail.source, tail.source_head, frozenset(content), why=f"{cue.row} clause closes or interrupts the content"
    )


def _after(tail: tails.Tail, before: set[int], sent: Sentence, quoted: QuoteMap) -> set[int]:
    doc = sent.doc
    following = next((i for i in range(tail.end, min(tail.end + 2, len(doc))) if not doc[i].is_punct or quoted.starting_at(i)), None)
    if following is None or doc[following].dep_ == GAP:
        return set()
    if quote := quoted.starting_at(following):
        return set(quote)
    if following >= sent.end:
        return set()
    rest = set(range(tail.end, sent.end))
    waits = any(doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head.i in rest for i in before)
    return rest if waits else set()


def _says_something(doc: Doc, tokens: set[int], quoted: QuoteMap) -> bool:
    first = doc[min(tokens)]
    adverbial = first.dep_ in ("mark", "advmod") and first.pos_ in ("SCONJ", "ADP") and first.lower_ not in ("that",)
    if adverbial and all(doc[i].text != "," for i in tokens):
        return False
    return any(is_finite(doc[i]) or quoted.of(i) is not None for i in tokens) or len(tokens) > 3 and first.i == first.sent.start and _is_title(doc, tokens)


def _is_title(doc: Doc, tokens: set[int]) -> bool:
    """A headline drops its finite verb: "Dozens killed in strike, officials say"."""
    return any(doc[i].tag_ in ("VBN", "VBG", "VB") for i in tokens) and not doc[max(tokens)].sent.text.rstrip().endswith(".")


def _by_frame(token: Token, cue: Cue, quoted: QuoteMap, islands: set[int]) -> Attribution | None:
    if is_negated(token) and cue.word not in _THINKING:
        return None
    for frame, fits in _FRAMES.items():
        if frame not in cue.frames:
            continue
        found = fits(token, cue, quoted)
        if found is None:
            continue
        content, source = found
        inside = quoted.range_of(token.i)
        content = {i for i in content if i not in islands and (not inside or i in inside)} - {token.i}
        content = _whole_quotes(content, token, quoted)
        if not any(token.doc[i].is_alpha for i in content):
            continue
        if source is not None and inside and source.lower_ in _NARRATOR:
            return None
        if source is None and cue.pos in ("VERB",) and not _may_lack_source(token):
            return None
        where = None
        if source is not None:
            where = phrase(source, without={token.i, *content, *(i for i in range(token.i, token.doc[-1].i + 1) if source.i < token.i)})
        return Attribution(
            cue,
            _cue_tokens(token, frame),
            where,
            source.i if source is not None else None,
            frozenset(content),
            _addressee(token, cue, content),
            denies=is_negated(token),
            why=f"{cue.row} {frame}",
        )
    return None


def _may_lack_source(token: Token) -> bool:
    return is_passive(token) and token.pos_ == "VERB"


def _cue_tokens(token: Token, frame: str) -> tuple[int, ...]:
    particles = [child.i for child in token.children if child.dep_ == "prt"]
    if frame == "intro" and token.lower_ == "according":
        particles = [child.i for child in token.children if child.lower_ == "to"]
    if frame in ("for", "on"):
        particles = [child.i for child in token.children if child.dep_ == "prep" and child.lower_ == frame]
    return tuple(sorted({token.i, *(i for i in particles if i == token.i + 1)}))


def _addressee(token: Token, cue: Cue, content: set[int]) -> int | None:
    if cue.addressee:
        if (spoken_to := next((c for c in token.children if c.dep_ in ("dobj", "dative") and c.i not in content), None)) is not None:
            return spoken_to.i
        if is_passive(token):
            return next((c.i for c in token.children if c.dep_ == "nsubjpass"), None)
    for child in token.children:
        if child.dep_ in ("prep", "dative") and child.lower_ == "to" and child.i not in content:
            return next((c.i for c in child.children if c.dep_ == "pobj"), None)
    return None


def _whole_quotes(content: set[int], token: Token, quoted: QuoteMap) -> set[int]:
    """The content with every quotation that it enters taken whole, unless the cue stands in it."""
    whole = set(content)
    for index in content:
        if (quote := quoted.range_of(index)) and token.i not in quote:
            whole.update(quote)
    return whole


# Frames: each gives the tokens of the content and the source's head, or None where the frame does not fit.

_Found = tuple[set[int], Token | None] | None


def _clause(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    clauses = [child for child in token.children if child.dep_ == "ccomp" or (cue.pos == "NOUN" and _is_that_clause(child))]
    if not clauses:
        return _adverb_clause(token) if cue.pos == "ADV" else None
    content = set().union(*(subtree(clause) for clause in clauses))
    content |= _lost_subject(token, clauses[0], content)
    if cue.pos == "VERB":
        return content, _speaker(token)
    if cue.pos == "NOUN":
        return content, _owner(token)
    return content, _speaker(token.head) if token.dep_ == "acomp" else None


def _lost_subject(token: Token, clause: Token, content: set[int]) -> set[int]:
    """The subject of the clause where the parser took it for the cue's object ("reaffirmed the DPRK is ready")."""
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    if thing is None or not is_finite(clause) or any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.children):
        return set()
    return subtree(thing) if token.i < thing.i < min(content) else set()


def _speaker(token: Token) -> Token | None:
    if token.dep_ == "pcomp" and token.head.lower_ == "as" and token.head.head.lemma_ in ("quote", "cite"):
        quoting = token.head.head
        quoted = next((c for c in quoting.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if quoted is not None:
            return quoted
    return subject(token)


def _is_that_clause(child: Token) -> bool:
    return child.dep_ in ("acl", "relcl", "ccomp") and any(mark.dep_ == "mark" and mark.lower_ == "that" for mark in child.children)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "Iran's claim", "a claim by Iran", or who makes it ("Iran repeated the claim")."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "of"):
            return next((pobj for pobj in child.children if pobj.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and noun.head.pos_ == "VERB":
        return subject(noun.head)
    return None


def _adverb_clause(token: Token) -> _Found:
    verb = token.head
    if verb.pos_ not in ("VERB", "AUX") or token.dep_ != "advmod":
        return None
    return subtree(verb) - {token.i}, None


def _quote(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    """A quotation right after the cue's own words, or right before its source."""
    if cue.pos != "VERB" or quoted.of(token.i) is not None:
        return None
    source = _speaker(token)
    doc = token.doc
    sent = token.sent
    for index in range(token.i + 1, min(token.i + 25, len(doc))):
        if quote := quoted.starting_at(index):
            return set(quote), source
        if doc[index].dep_ == GAP or (index >= sent.end and doc[index - 1].text != ":"):
            break
        if is_finite(doc[index]) or doc[index].text == ";":
            break
    first = min([token.left_edge.i if source is None else source.left_edge.i, token.i])
    for index in range(first - 1, max(first - 3, -1), -1):
        if (quote := quoted.range_of(index)) and quote.stop - 1 == index:
            return set(quote), source
        if not doc[index].is_punct:
            break
    return None


def _intro(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    """ "According to X, …", "…, citing X", and cue clauses that the parser hung on the content's verb."""
    if cue.pos == "PREP":
        return _prepositional(token)
    if token.dep_ == "parataxis" and (source := _speaker(token)) is not None:
        return subtree(token.head) - subtree(token), source
    if any(child.dep_ == "mark" and child.lower_ == "as" for child in token.children) and token.dep_ == "advcl":
        own = subtree(token)
        return subtree(token.head) - own, _speaker(token)
    return None


def _prepositional(token: Token) -> _Found:
    source = next((pobj for child in (token, *token.children) for pobj in child.children if pobj.dep_ in ("pobj", "dobj")), None)
    if source is None:
        return None
    own = subtree(token)
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb:
        verb = verb.head
    if verb is token:
        return None
    content = (subtree(verb) if token.lower_ == "according" else _content_of(verb)) - own
    return content, source


def _content_of(verb: Token) -> set[int]:
    """What a speech verb tells, for "said …, citing X"; else the whole clause."""
    told = [child for child in verb.children if child.dep_ == "ccomp"]
    return set().union(*(subtree(child) for child in told)) if told else subtree(verb)


def _to(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    verb = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp", "acl") and any(g.tag_ == "TO" for g in c.children)), None)
    if verb is None:
        return None
    own = [i for i in subtree(verb) if i > token.i]
    return set(own), (_owner(token) if cue.pos == "NOUN" else _speaker(token))


def _gerund(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    verb = next((c for c in token.children if c.dep_ in ("xcomp", "ccomp") and c.i > token.i and (c.tag_ == "VBG" or _has_gerund(c))), None)
    return (subtree(verb), _speaker(token)) if verb is not None else None


def _has_gerund(verb: Token) -> bool:
    return any(child.tag_ == "VBG" and child.dep_ in ("aux", "auxpass") for child in verb.children)


def _np(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    return (subtree(thing), _speaker(token)) if thing is not None else None


def _np_claim(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    thing = next((c for c in token.children if c.dep_ == "dobj"), None)
    if thing is None or (below := cue_of(thing)) is None or below.pos != "NOUN":
        return None
    return subtree(thing), _speaker(token)


def _with_preposition(*prepositions: str) -> Callable[[Token, Cue, QuoteMap], _Found]:
    def fits(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
        if is_passive(token) and cue.pos == "VERB":
            return None
        prep = next((c for c in token.children if c.dep_ == "prep" and c.lower_ in prepositions), None)
        thing = next((c for c in token.children if c.dep_ == "dobj"), None)
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


def _two(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    second = next((c for c in token.children if c.dep_ == "oprd"), None)
    first = next((c for c in token.children if c.dep_ == "dobj"), None)
    if second is None:
        small = next((c for c in token.children if c.dep_ == "ccomp" and not is_finite(c) and c.i > token.i), None)
        return (subtree(small), _speaker(token)) if small is not None and cue.word == "call" else None
    return subtree(second) | (subtree(first) if first is not None else set()), _speaker(token)


def _quoteas(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    """ "quoted X as saying …": what is quoted is X's saying; the saying has a cue of its own."""
    if not any(c.dep_ == "prep" and c.lower_ == "as" for c in token.children):
        return None
    if is_passive(token):
        agent = next((p for c in token.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"), None)
        said = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
        if agent is None or said is None:
            return None
        return subtree(said) | set().union(*(subtree(c) for c in token.children if c.dep_ == "prep" and c.lower_ == "as")), agent
    return {i for c in token.children if c.dep_ in ("dobj", "prep") and c.i > token.i for i in subtree(c)}, subject(token)


def _passive_to(token: Token, cue: Cue, quoted: QuoteMap) -> _Found:
    verb = next((c for c in token.children if c.dep_ == "xcomp" and any(g.tag_ == "TO" for g in c.children)), None)
    whom = next((c for c in token.children if c.dep_ == "nsubjpass"), None)
    if verb is None or whom is None:
        return None
    return subtree(whom) | subtree(verb), None


_FRAMES: dict[str, Callable[[Token, Cue, QuoteMap], _Found]] = {
    "passive_to": _passive_to,
    "quoteas": _quoteas,
    "to": _to,
    "clause": _clause,
    "gerund": _gerund,
    "as": _with_preposition("as"),
    "quote": _quote,
    "of": _with_preposition("of"),
    "as_to": _with_preposition("as"),
    "for": _with_preposition("for"),
    "with": _with_preposition("with"),
    "two": _two,
    "np_claim": _np_claim,
    "np": _np,
    "intro": _intro,
}


def content_spans(doc: Doc, content: Iterable[int], quotes: QuoteMap) -> tuple[Span, ...]:
    """The spans of a content's tokens: runs joined over punctuation, trimmed at their edges, quotation marks kept."""
    tokens = set(content)
    for first, last in list(runs(tokens)):
        gap = last + 1
        while gap < len(doc) and doc[gap].is_punct and quotes.of(gap) == quotes.of(last):
            gap += 1
        if gap in tokens and gap != last + 1:
            tokens.update(range(last + 1, gap))
    spans = []
    for first, last in runs(tokens):
        left, right = trimmed(doc, first, last)
        if any(doc[i].is_alpha or doc[i].like_num for i in range(left, right + 1)):
            spans.append(span_between(doc, left, right))
    return tuple(spans)
