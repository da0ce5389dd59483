"""Attribution by grammar: each cue with its source, its content and the one spoken to.

A cue attributes only where a content of one of its frames stands beside it; the frames are tried in a fixed order
and the first that fits is kept and named in `why`. Terms as in PARC 3.0 (Pareti, 2016): a source tells a content by
a cue. Nothing is resolved here: sources are noun phrases, not yet actors.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dateline.language import GAP
from dateline.quotes import Quote
from dateline.records import Quotation, Span, Status
from dateline.statements import tails
from dateline.statements.cues import Cue, cue_of, is_asked_of_another, is_negated, is_passive, is_supposed, outlook_of
from dateline.statements.frames import FRAMES
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import is_finite, phrase, runs, span_between, subtree, trimmed
from dateline.statements.tellers import quoted_by, quoting_verb
from dateline.word_classes import word_class

CITING = frozenset({"citing", "quoting"})
"""Cues beside another's that name whom that one has it from."""
_CONDITIONS = frozenset({"if", "unless", "once", "until", "should", "without"})
_REASONS = frozenset({"because", "since", "although", "though", "unless"})
_CLOSING = "clause closes or interrupts the content"
_OUTLOOK = frozenset({"will", "would", "could", "'ll", "shall"})
_NARRATOR = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and a content, as token indices of the Doc; `cue` None where only marks attribute.

    `quotation` None: the quotation marks in the content tell. `confidence` None: not weighed.
    """

    cue: Cue | None
    cue_tokens: tuple[int, ...]
    source: tuple[int, int] | None
    source_head: int | None
    content: frozenset[int]
    addressee: int | None = None
    status: Status = "claimed"
    quotation: Quotation | None = None
    why: str = ""
    confidence: float | None = None

    @property
    def is_closing(self) -> bool:
        """Whether the cue stands in a clause that closes or interrupts the content."""
        return self.why.endswith(_CLOSING)


def find_attributions(doc: Doc, quotes: Sequence[Quote]) -> list[Attribution]:
    """Every attribution of the parsed story, in the order of their cues."""
    quoted = QuoteMap(doc, quotes)
    found: list[Attribution] = []
    for sent in doc.sents:
        if sent[0].dep_ == GAP:
            continue
        candidates = [(token, cue) for token in sent if (cue := cue_of(token))]
        closing = {
            tail.verb: tail
            for token, cue in candidates
            if cue.frames & {"intro", "quoteas"} and (tail := tails.tail_at(token, cue))
        }
        islands = {index for tail in closing.values() for index in range(tail.first, tail.end)}
        for token, cue in candidates:
            tail = closing.get(token.i)
            attribution = _by_tail(tail, cue, sent, quoted, closing.values()) if tail else None
            attribution = attribution or _by_quoting(token, cue, found) or _by_frame(token, cue, quoted, islands)
            if attribution:
                found.append(attribution)
    return found


def _by_tail(
    tail: tails.Tail, cue: Cue, sent: Sentence, quoted: QuoteMap, others: Iterable[tails.Tail]
) -> Attribution | None:
    """ "…, KCNA said", "…, KCNA said, …": the sentence around a cue clause that interrupts or closes it."""
    doc = sent.doc
    start = max([sent.start, *(other.end for other in others if other.end < tail.first)])
    before = set(range(start, tail.first))
    for index in sorted(before)[-3:]:
        before.update(quoted.whole(index))
    after = _after(tail, before, sent, quoted) if before else set()
    content = before | after
    leads_in = not (_says_something(doc, before, quoted) or _has_subject(doc, before)) if after else False
    if after and (_is_asked(doc[start]) or (leads_in and quoted.starting_at(min(after)))):
        content = after
    if tail.verb in content or not content or not _says_something(doc, content, quoted):
        return None  # "“Tribal conflicts continue.” He added …": what is quoted does not quote itself
    if "quoteas" in cue.frames:
        content |= set(range(tail.verb + 1, tail.end))
    asked = "tells" in cue.traits and is_passive(doc[tail.verb])
    source, head = tail.source, tail.source_head
    if "quoteas" in cue.frames and is_passive(doc[tail.verb]) and (quoting := quoted_by(doc[tail.verb])) is not None:
        source, head = phrase(quoting), quoting.i
    return Attribution(
        cue,
        (tail.verb,),
        None if asked else source,
        None if asked else head,
        frozenset(content),
        tail.source_head if asked else _addressee(doc[tail.verb], cue, content),
        _status(doc[tail.verb], cue, "intro", content),
        why=f"{cue.row} {_CLOSING}",
    )


def _by_quoting(token: Token, cue: Cue, found: Sequence[Attribution]) -> Attribution | None:
    """The "saying" of "…, TASS quoted Lavrov as saying": he says what closes before "TASS"."""
    quoting = quoting_verb(token)
    outer = next(
        (a for a in found if quoting is not None and a.cue_tokens == (quoting.i,) and token.i in a.content), None
    )
    said = next((c for c in quoting.children if c.dep_ in ("dobj", "nsubjpass")), None) if quoting is not None else None
    if outer is None or quoting is None or said is None or not outer.is_closing:
        return None
    content = frozenset(i for i in outer.content if i < quoting.i)
    return Attribution(cue, (token.i,), phrase(said), said.i, content, why=f"{cue.row} what is quoted closes before")


def _after(tail: tails.Tail, before: set[int], sent: Sentence, quoted: QuoteMap) -> set[int]:
    """What goes on behind a tail: the next quotation, the rest of the clause it interrupted, or its reason."""
    doc = sent.doc
    at = tail.end
    while at < sent.end and not quoted.starting_at(at) and (doc[at].is_punct or doc[at].dep_ == "cc"):
        at += 1
    if at >= sent.end:
        return set()
    if quote := quoted.starting_at(at):
        return set(quote)
    rest = set(range(tail.end, sent.end))
    heads = {doc[i].head.i for i in before if doc[i].dep_ in ("nsubj", "nsubjpass")}
    waits = bool(heads & rest) or (tail.verb in heads and tail.verb < tail.source[0])
    waits = waits or doc[min(before)].lower_ in _CONDITIONS
    if waits or doc[at].lower_ in _REASONS:
        return rest
    resumed = next((quote for i in range(at, sent.end) if (quote := quoted.starting_at(i))), None)
    breaks_off = doc[tail.first].text == '"' and doc[tail.first - 1].text == ","
    return set(resumed) if resumed and breaks_off and doc[resumed.start + 1].is_lower else set()


def _has_subject(doc: Doc, tokens: set[int]) -> bool:
    """Whether a stretch holds a subject, whose verb may stand elsewhere."""
    return any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in tokens)


def _says_something(doc: Doc, tokens: set[int], quoted: QuoteMap) -> bool:
    first = doc[min(tokens)]
    adverbial = first.dep_ in ("mark", "advmod") and first.pos_ in ("SCONJ", "ADP") and first.lower_ not in ("that",)
    if adverbial and all(doc[i].text != "," for i in tokens):
        return False
    return any(is_finite(doc[i]) or quoted.of(i) is not None for i in tokens) or (
        len(tokens) > 3 and first.i == first.sent.start and _is_title(doc, tokens)
    )


def _is_title(doc: Doc, tokens: set[int]) -> bool:
    """A headline drops its finite verb: "Dozens killed in strike, officials say"."""
    return any(doc[i].tag_ in ("VBN", "VBG", "VB") for i in tokens) and not doc[
        max(tokens)
    ].sent.text.rstrip().endswith(".")


def _by_frame(token: Token, cue: Cue, quoted: QuoteMap, islands: set[int]) -> Attribution | None:
    if (is_negated(token) and not word_class("thinking", cue.word)) or _is_asked(token) or is_asked_of_another(token):
        return None
    for frame, fits in FRAMES.items():
        if frame not in cue.frames:
            continue
        found = fits(token, cue, quoted)
        if found is None:
            continue
        content, source = found
        inside = quoted.range_of(token.i)
        apart = islands if cue.pos != "PREP" or cue.word in CITING else frozenset()
        content = {i for i in content if i not in apart and (not inside or i in inside)} - {token.i}
        content = _whole_quotes(content, token, quoted)
        if not any(token.doc[i].is_alpha for i in content):
            continue
        if source is not None and inside and source.lower_ in _NARRATOR:
            return None
        if source is not None and not inside and quoted.of(source.i) is not None:
            continue
        if source is None and cue.pos == "VERB" and not _may_lack_source(token):
            return None
        where = None
        if source is not None:
            where = phrase(
                source,
                without={
                    *{token.i, *content, *(i for i in range(token.i, token.sent.end) if source.i < token.i)},
                    *(i for child in source.children if _cites(child) and child.i > source.i for i in subtree(child)),
                },
            )
        return Attribution(
            cue,
            _cue_tokens(token, frame),
            where,
            source.i if source is not None else None,
            frozenset(content),
            _addressee(token, cue, content),
            _status(token, cue, frame, content),
            why=f"{cue.row} {frame}",
        )
    return None


def _status(token: Token, cue: Cue, frame: str, content: set[int]) -> Status:
    """What the source makes of its content: by the cue's row, its frame, and the content's outlook."""
    if is_negated(token):
        return "denied"
    if is_supposed(token):
        return "hypothetical"
    if (ahead := outlook_of(token)) is not None:
        return ahead
    if "warns" in cue.traits and any(token.doc[i].lower_ in _OUTLOOK for i in content):
        return "hypothetical"
    thing = next((child for child in token.children if child.dep_ == "dobj"), None)
    if frame == "as" and cue.status == "denied" and thing is not None and cue_of(thing) is None:
        return "claimed"  # "dismissed Malta as a rock": so he calls it
    return cue.status_of_frame.get(frame, cue.status)


def _cites(token: Token) -> bool:
    """Whether somebody's source names in passing whom he has it from: "CNN, quoting an official, said"."""
    return token.dep_ in ("acl", "advcl", "relcl") and (cue := cue_of(token)) is not None and cue.word in CITING


def _is_asked(token: Token) -> bool:
    """Whether a verb opens its sentence as a participle: who stands behind "Asked whether …" was asked."""
    return token.i == token.sent.start and token.tag_ in ("VBD", "VBN") and token.dep_ != "ROOT"


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
    if "tells" in cue.traits:
        if (
            spoken_to := next((c for c in token.children if c.dep_ in ("dobj", "dative") and c.i not in content), None)
        ) is not None:
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
    for inside in {quoted.of(index): index for index in content}.values():
        if token.i not in (quote := quoted.whole(inside)):
            whole |= quote
    return whole


def content_spans(doc: Doc, content: Iterable[int], quotes: QuoteMap) -> tuple[Span, ...]:
    """The spans of a content's tokens: runs joined over punctuation, trimmed at their edges, quotation marks kept."""
    tokens = set(content)
    for _, last in list(runs(tokens)):
        gap = last + 1
        while gap < len(doc) and doc[gap].is_punct and quotes.of(gap) == quotes.of(last):
            gap += 1
        if gap in tokens and gap != last + 1:
            tokens.update(range(last + 1, gap))
    spans = []
    for first, last in runs(tokens):
        left, right = trimmed(doc, first, last)
        if left > first and quotes.starting_at(left - 1):
            left -= 1
        if any(doc[i].is_alpha or doc[i].like_num for i in range(left, right + 1)):
            spans.append(span_between(doc, left, right))
    return tuple(spans)
