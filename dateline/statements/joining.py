"""Grammar and tagger joined: whose words a page gives, as both read it.

How, and why. The tagger knows what readers take for an attribution: which of many verbs and nouns attribute here, where
a content ends, what is split or has no source. It learned that from one kind of text, US political news, whose
annotators marked no statement inside of another. Grammar knows what holds for every text: headline form, "according
to", labels of transcripts, what a table says of a cue, and what stands inside of what is told. So

- what both find (they share a cue) is one attribution: grammar says what it is (cue, status, addressee), the tagger
  which words it has; in headlines, inside of what others tell, and where a clause interrupts them, they are grammar's;
- what only the tagger finds counts from the probability LEAST on;
- what only grammar finds counts as it did without a tagger: it is rare in news that the tagger knows, and on pages of
  another kind it is mostly right; but for a verb or noun without a source that is hardly likely (LEAST_OF_NOBODY).

Each carries its probability as `confidence` (`evidence.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dateline.language import GAP, tokens_at
from dateline.records import Article, Span, Status
from dateline.statements.attribution import CITING, Attribution
from dateline.statements.cues import (
    Cue,
    is_asked_of_another,
    is_negated,
    is_passive,
    is_supposed,
    outlook_of,
    row_of,
    rules_out,
)
from dateline.statements.decoding import Range, Tagged
from dateline.statements.discourse import paragraph_numbers
from dateline.statements.evidence import Evidence, probability
from dateline.statements.narrators import FIRST_PERSON
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import RELATIVE, phrase, runs, span_between, trimmed
from dateline.statements.tagger import Tagging
from dateline.statements.tellers import owner_beside, speaker_of
from dateline.word_classes import word_class

LEAST = 0.45
"""Probability from which what only the tagger finds is an attribution: a little below even odds, since what is left out
is lost, and what is put in says how unsure it is. Relation F1 on the development articles is flat from .35 to .5; the
gold pages' events are better with the higher half."""
LEAST_OF_THINGS = 0.55
"""The same where a verb that no row names has a thing for its content: mostly that is an act ("signed a treaty"), and
where it is one of speech ("raised the case"), the tagger is sure of it."""
LEAST_OF_NOBODY = 0.25
"""The same where only grammar finds that a verb or noun attributes, and no source: mostly nobody says it ("the threat
that it poses"), or it is said already ("said in a statement that"). Relation F1 on the development articles is
.001 higher than without."""
_HEADLINES = frozenset({"title", "subtitle", "subheading"})
_OPENING = frozenset({"ADP", "DET", "CCONJ", "SCONJ"})
"""Words that open what follows them, and end nothing."""
_ANYONE = frozenset({"you", "anyone", "anybody", "nobody", "none"})
_ASKING = frozenset({"WP", "WDT", "WRB", "WP$"})
_NAMING = ("PROPN", "DET", "PART", "PUNCT")
"""Parts of speech of a name and what stands in it."""
_FARTHEST_PRONOUN = 12
"""Tokens from the start of "the ministry, which" to its pronoun that are shown as one source."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An attribution with what speaks for it; `evidence` None where grammar alone can judge (headline form, labels)."""

    attribution: Attribution
    evidence: Evidence | None


def join(
    article: Article, doc: Doc, quoted: QuoteMap, grammar: Sequence[Attribution], tagging: Tagging
) -> list[Attribution]:
    """The attributions of an article with their `confidence`: grammar's, then those that only the tagger found."""
    return [
        each.attribution
        for each in candidates(article, doc, quoted, grammar, tagging)
        if (each.evidence is None or (each.attribution.confidence or 0) >= _least(doc, quoted, each))
        and not _is_of_anyone(doc, each.attribution)
    ]


def _is_of_anyone(doc: Doc, attribution: Attribution) -> bool:
    """Whether a thought or wish is nobody's in particular: "if you want to know more", "nobody believes that"."""
    cue, head = attribution.cue, attribution.source_head
    if cue is None or head is None or not word_class("thinking", cue.word):
        return False
    source = doc[head]
    return source.lower_ in _ANYONE or any(child.lower_ == "no" for child in source.children)


def _least(doc: Doc, quoted: QuoteMap, candidate: Candidate) -> float:
    """The probability from which a candidate is an attribution, by who found it."""
    if candidate.evidence is None or candidate.evidence.finder == "both":
        return 0.0
    if candidate.evidence.finder == "grammar":
        cue = candidate.attribution.cue
        of_nobody = candidate.attribution.source is None and cue is not None and cue.pos in ("VERB", "NOUN")
        return LEAST_OF_NOBODY if of_nobody else 0.0
    return LEAST if _tells(doc, quoted, candidate.attribution) else LEAST_OF_THINGS


def candidates(
    article: Article, doc: Doc, quoted: QuoteMap, grammar: Sequence[Attribution], tagging: Tagging
) -> Iterator[Candidate]:
    """Every attribution that grammar or the tagger finds."""
    grammar = _uncontradicted(doc, grammar, tagging.attributions)
    matched, alone = _matched(doc, grammar, tagging.attributions)
    told = _told(doc, grammar, tagging.attributions)
    paragraphs = paragraph_numbers(article, doc)
    headlines = {t.i for b in article.blocks if b.kind in _HEADLINES for t in tokens_at(doc, b.span)}
    for number, attribution in enumerate(grammar):
        tagged = matched.get(number)
        if attribution.cue is None or not told.isdisjoint(attribution.cue_tokens):
            yield Candidate(attribution, None)
        elif tagged is None:
            yield _weighed(attribution, _by_grammar(doc, quoted, attribution, tagging))
        else:
            keeps_words = not headlines.isdisjoint(attribution.cue_tokens) or _mistakes_quoted(doc, attribution, tagged)
            within = {index for index in told if index in attribution.content}
            yield _by_both(doc, quoted, paragraphs, attribution, tagged, within, keeps_words=keeps_words)
    taken: set[int] = set()
    for tagged in alone:
        cue = _tokens(doc, tagged.cue)
        if cue <= headlines and all(doc[index].is_punct for index in cue):
            continue
        made = _by_tagger(doc, quoted, paragraphs, tagged, is_told=not told.isdisjoint(cue))
        if made is not None and taken.isdisjoint(made.attribution.cue_tokens):
            taken.update(made.attribution.cue_tokens)
            yield made


def _uncontradicted(doc: Doc, grammar: Sequence[Attribution], tagged: Sequence[Tagged]) -> list[Attribution]:
    """Grammar's attributions without those that one of the tagger's holds and is held by: one of the two is wrong."""
    likely = [(_tokens(doc, each.cue), _tokens(doc, each.content)) for each in tagged if each.odds > 0]
    own = {index for cue, _ in likely for index in cue}
    return [
        attribution
        for attribution in grammar
        if not own.isdisjoint(attribution.cue_tokens)
        or not any(cue & attribution.content and content & set(attribution.cue_tokens) for cue, content in likely)
    ]


def _matched(
    doc: Doc, grammar: Sequence[Attribution], tagged: Iterable[Tagged]
) -> tuple[dict[int, Tagged], list[Tagged]]:
    """The tagger's likeliest for each of grammar's attributions that shares a cue with it, and all the others."""
    by_token = {index: n for n, attribution in enumerate(grammar) for index in attribution.cue_tokens}
    matched: dict[int, Tagged] = {}
    alone = []
    for each in sorted(tagged, key=lambda each: -each.odds):
        number = next((by_token[index] for index in sorted(_tokens(doc, each.cue)) if index in by_token), None)
        if number is None:
            alone.append(each)
        else:
            matched.setdefault(number, each)
    return matched, alone


def _told(doc: Doc, grammar: Sequence[Attribution], tagged: Sequence[Tagged]) -> set[int]:
    """The tokens of cues that stand in what another tells, as grammar has it or the tagger more likely than not."""
    cues = [set(a.cue_tokens) for a in grammar] + [_tokens(doc, each.cue) for each in tagged]
    holders: dict[int, list[set[int]]] = {}
    for attribution in grammar:
        for index in attribution.content:
            holders.setdefault(index, []).append(set(attribution.cue_tokens))
    for each in tagged:
        for index in _tokens(doc, each.content) if each.odds > 0 else ():
            holders.setdefault(index, []).append(_tokens(doc, each.cue))
    return {index for cue in cues for index in cue if any(other.isdisjoint(cue) for other in holders.get(index, ()))}


def _mistakes_quoted(doc: Doc, attribution: Attribution, tagged: Tagged) -> bool:
    """Whether the tagger takes whom somebody cites for what is said, whom a medium quotes for who quotes, or who judges
    another's word for who said it.

    "Citing three officials close to the talks"; "Araghchi was quoted by Tasnim as saying that …"; "Netanyahu hailed a
    US announcement that …".
    """
    if attribution.cue is None or attribution.source_head is None:
        return False
    if attribution.cue.pos == "NOUN":
        owner = owner_beside(doc[attribution.cue_tokens[0]])
        return owner is not None and owner.i == attribution.source_head and owner.i in _tokens(doc, tagged.cue)
    if attribution.cue.word in CITING:
        return attribution.source_head in _tokens(doc, tagged.content)
    return "quoteas" in attribution.cue.frames and is_passive(doc[attribution.cue_tokens[0]])


def _weighed(attribution: Attribution, evidence: Evidence) -> Candidate:
    return Candidate(replace(attribution, confidence=round(probability(evidence), 2)), evidence)


def _by_both(
    doc: Doc,
    quoted: QuoteMap,
    paragraphs: Sequence[int],
    attribution: Attribution,
    tagged: Tagged,
    told: set[int],
    *,
    keeps_words: bool,
) -> Candidate:
    """What grammar and tagger both find; `told` are cues that stand in what it tells, as grammar has it."""
    source, head = _source(doc, tagged)
    content = _content(doc, quoted, paragraphs, tagged)
    same = source is not None and attribution.source_head in range(source[0], source[1] + 1)
    evidence = Evidence(
        "both",
        tagged.odds,
        tagged.certainty,
        same,
        len(content & attribution.content) / len(content | attribution.content),
        source is None,
        any(quoted.of(index) is not None for index in content),
    )
    why = f"{attribution.why}; tagger"
    if source is None or same:
        source, head = attribution.source, attribution.source_head
    if source is not None:
        content = _closed(doc, content - set(range(source[0], source[1] + 1)))
    if content and attribution.why.endswith(" clause"):
        content = _of_clause(doc, attribution, content)
    if keeps_words or not content:
        return _weighed(replace(attribution, why=why), evidence)
    if content < attribution.content and any(_goes_on(doc[index], content) for index in told - content):
        content = set(attribution.content)
    if attribution.is_closing:
        content = _around_clause(quoted, attribution, content) or content
    here = paragraphs[attribution.cue_tokens[0]]
    content |= {index for index in attribution.content if paragraphs[index] != here}
    joined = replace(attribution, source=source, source_head=head, content=frozenset(content), why=why)
    return _weighed(_with_antecedent(doc, joined), evidence)


def _of_clause(doc: Doc, attribution: Attribution, content: set[int]) -> set[int]:
    """The tagger's content of a clause without the one spoken to ("told police he …"), and with its whole subject."""
    first, begins = min(attribution.content), min(content)
    hearer = attribution.addressee
    if hearer in content and hearer < first:
        return {index for index in content if index >= first}
    lost = range(first, begins)
    subjects = {child.i for child in doc[begins].children if child.dep_ in ("nsubj", "nsubjpass", "expl")}
    if attribution.content.issuperset(lost) and not subjects.isdisjoint(lost):
        return content.union(lost)
    return content


def _goes_on(verb: Token, content: set[int]) -> bool:
    """Whether a verb is told by whoever tells the one before: "described their ties as close and thanked him"."""
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)
    return verb.dep_ == "conj" and verb.head.i in content and not has_subject


def _around_clause(quoted: QuoteMap, attribution: Attribution, content: set[int]) -> set[int]:
    """The tagger's content of a clause that interrupts or closes it.

    "The truce, she said, will hold until Friday": the tagger often stops early. "Ten died, police said, as crowds
    gathered": what grammar leaves out behind such a clause is the outlet's own.
    """
    if content < attribution.content:
        return set(attribution.content)
    last = attribution.cue_tokens[-1]
    return {i for i in content if i < last or i in attribution.content or quoted.of(i) is not None}


def _by_tagger(
    doc: Doc, quoted: QuoteMap, paragraphs: Sequence[int], tagged: Tagged, *, is_told: bool
) -> Candidate | None:
    """What the tagger alone finds, if it tells something.

    None for "I think" in somebody's own words, which is part of what is said, and for what is done to somebody. Inside
    of what is told the source is grammar's.
    """
    source, head = _subject(doc, tagged) if is_told else _source(doc, tagged)
    if is_told and source is None:
        return None
    if head is not None and _is_spoken_to(doc, tagged, head):
        source, head = None, None
    if head is not None and doc[head].lower_ in FIRST_PERSON and quoted.of(head) is not None:
        return None
    content = _content(doc, quoted, paragraphs, tagged)
    is_quoted = any(quoted.of(index) is not None for index in content)
    cue_tokens = tuple(sorted(_tokens(doc, tagged.cue) - content or _tokens(doc, tagged.cue)))
    cue = next((row for index in cue_tokens if (row := row_of(doc[index]))), None)
    if not content or (not is_quoted and _says_nothing(doc, cue, cue_tokens, content)):
        return None
    if any(is_asked_of_another(doc[index]) for index in cue_tokens):
        return None
    made = Attribution(
        cue,
        cue_tokens,
        source,
        head,
        frozenset(content),
        status=_status(doc, cue, cue_tokens, content),
        why="tagger" if cue is None else f"{cue.row} tagger",
    )
    evidence = Evidence("tagger", tagged.odds, tagged.certainty, sourceless=source is None, quoted=is_quoted)
    return _weighed(_with_antecedent(doc, made), evidence)


def _says_nothing(doc: Doc, cue: Cue | None, cue_tokens: Sequence[int], content: set[int]) -> bool:
    """Whether a content cannot be what its cue tells.

    A pronoun ("which they back"), a question ("what did they say?"), a name with a cue that tells a clause ("told the
    agency", "called into the show"), whom an act is done to, and what did not come about ("would have allowed it").
    """
    if len(content) == 1 and doc[min(content)].pos_ == "PRON":
        return True
    if all(doc[i].tag_ in _ASKING or doc[i].pos_ == "AUX" for i in content):
        return True
    if _is_contrary(doc, cue_tokens):
        return True
    if cue is None:
        return _names_somebody(doc, content)
    tells_clauses = bool(cue.frames) and "np" not in cue.frames and not word_class("thinking", cue.word)
    return tells_clauses and all(doc[i].pos_ in (*_NAMING, "PRON") for i in content)


def _is_contrary(doc: Doc, cue_tokens: Sequence[int]) -> bool:
    """Whether a cue is "would have done", "could have done": it was not."""
    tags = [doc[index].tag_ for index in cue_tokens]
    has = any(doc[index].lower_ == "have" and doc[index].dep_ == "aux" for index in cue_tokens)
    return "MD" in tags and "VBN" in tags and has


def _names_somebody(doc: Doc, content: set[int]) -> bool:
    """Whether a content is only whom an act is done to, "against" or "with"."""
    return doc[min(content)].pos_ == "ADP" or all(doc[i].pos_ in _NAMING for i in content)


def _tells(doc: Doc, quoted: QuoteMap, attribution: Attribution) -> bool:
    """Whether an attribution's cue is known for one, or its content says something rather than names a thing."""
    return attribution.cue is not None or any(
        doc[index].pos_ in ("VERB", "AUX") or quoted.of(index) is not None for index in attribution.content
    )


def _by_grammar(doc: Doc, quoted: QuoteMap, attribution: Attribution, tagging: Tagging) -> Evidence:
    where = span_between(doc, attribution.cue_tokens[0], attribution.cue_tokens[-1])
    return Evidence(
        "grammar",
        tagging.odds_at(where.start, where.end),
        sourceless=attribution.source is None,
        quoted=any(quoted.of(index) is not None for index in attribution.content),
        frame=attribution.why,
    )


def _status(doc: Doc, cue: Cue | None, cue_tokens: Sequence[int], content: set[int]) -> Status:
    """What a source makes of a content that no frame holds: by negation, by the cue's row; an infinitive supposes."""
    verbs = [doc[index] for index in cue_tokens if doc[index].pos_ in ("VERB", "AUX")]
    if any(map(rules_out, verbs)):
        return "hypothetical" if any(map(is_negated, verbs)) else "denied"
    if any(is_negated(verb) for verb in verbs):
        return "denied" if cue is not None and word_class("thinking", cue.word) else "negated"
    if any(is_supposed(verb) for verb in verbs):
        return "hypothetical"
    for verb in verbs:
        if (ahead := outlook_of(verb)) is not None:
            return ahead
    if cue is not None:
        is_against = cue.status == "planned" and any(doc[index].lower_ == "against" for index in cue_tokens)
        return "denied" if is_against else cue.status
    return "hypothetical" if doc[min(content)].tag_ == "TO" else "claimed"


def _source(doc: Doc, tagged: Tagged) -> tuple[tuple[int, int] | None, int | None]:
    """The source's tokens and the head among them, of the longest run of words that the tagger takes for one."""
    if not tagged.source:
        return None, None
    words = tokens_at(doc, Span(*max(tagged.source, key=lambda run: run[1] - run[0])))
    first = next((word.i for word in words if word.pos_ != "AUX"), words.start)
    source = trimmed(doc, first, words.end - 1)
    around = _subject_around(doc, tagged, words.root)
    if around is None or words.start <= around.i <= source[1]:
        return source, words.root.i
    if around.i > source[1]:  # "said the company's new chair": whose chair it is has not spoken
        return phrase(around), around.i
    return (phrase(around, without=range(words.start, len(doc)))[0], source[1]), around.i


def _subject_around(doc: Doc, tagged: Tagged, head: Token) -> Token | None:
    """The cue's own subject where the tagger took a noun that hangs on it: "judges in cases on tariffs cited"."""
    cue = _tokens(doc, tagged.cue)
    return next((above for above in head.ancestors if above.dep_ == "nsubj" and above.head.i in cue), None)


def _subject(doc: Doc, tagged: Tagged) -> tuple[tuple[int, int] | None, int | None]:
    """The source that grammar finds for the tagger's cue."""
    verb = _verb(doc, tagged)
    who = speaker_of(verb) if verb is not None else None
    return (phrase(who, without=range(verb.i, len(doc))), who.i) if verb and who and who.i < verb.i else (None, None)


def _verb(doc: Doc, tagged: Tagged) -> Token | None:
    """The first verb of the tagger's cue."""
    return next((doc[index] for index in sorted(_tokens(doc, tagged.cue)) if doc[index].pos_ == "VERB"), None)


def _is_spoken_to(doc: Doc, tagged: Tagged, head: int) -> bool:
    """Whether the tagger's source is whom the cue speaks to: "Trump was pressed about it", "asked if they agreed"."""
    verb = _verb(doc, tagged)
    if verb is None or doc[head].dep_ != "nsubjpass" or doc[head].head.i != verb.i:
        return False
    cue = row_of(verb)
    return cue is not None and "tells" in cue.traits


def _with_antecedent(doc: Doc, attribution: Attribution) -> Attribution:
    """A source that is "who" or "which" alone, with whom it stands for."""
    if attribution.source is not None and doc[attribution.source[0]].pos_ in ("ADP", "SCONJ"):
        return _with_whole_subject(doc, attribution, attribution.source)
    if attribution.source is None or attribution.source[0] != attribution.source[1]:
        return attribution
    pronoun = doc[attribution.source[0]]
    antecedent = _antecedent(pronoun)
    if pronoun.lower_ not in RELATIVE or antecedent is None or antecedent.i >= pronoun.i:
        return attribution
    first, _ = phrase(antecedent, without=range(pronoun.i, len(doc)))
    near = pronoun.i - first <= _FARTHEST_PRONOUN
    source = (first, pronoun.i) if near else attribution.source
    return replace(attribution, source=source, source_head=antecedent.i)


def _with_whole_subject(doc: Doc, attribution: Attribution, source: tuple[int, int]) -> Attribution:
    """A source that is a phrase within the subject, with the subject: "a nurse who fled because of the war said"."""
    for above in doc[source[0]].ancestors:
        if above.dep_ in ("nsubj", "nsubjpass") and above.i < source[0] and above.i not in attribution.content:
            first, _ = phrase(above, without=range(source[0], len(doc)))
            return replace(attribution, source=(first, source[1]), source_head=above.i)
    return attribution


def _antecedent(pronoun: Token) -> Token | None:
    verb = next((above for above in (pronoun, *pronoun.ancestors) if above.dep_ == "relcl"), None)
    return verb.head if verb is not None else None


def _content(doc: Doc, quoted: QuoteMap, paragraphs: Sequence[int], tagged: Tagged) -> set[int]:
    """The content's tokens in the paragraph of its cue; a quotation mostly in it is whole, unless the cue is in it.

    What goes on in another paragraph is for grammar and discourse to find: there the tagger takes any quotation.
    """
    cue, content = _tokens(doc, tagged.cue), _tokens(doc, tagged.content)
    barred = cue | _tokens(doc, tagged.source)
    here = paragraphs[min(cue or content)]
    content = {index for index in content if paragraphs[index] == here and doc[index].dep_ != GAP}
    for first in {quoted.range_of(index).start for index in content if quoted.of(index) is not None}:
        quotation = set(quoted.range_of(first))
        if quotation.isdisjoint(barred) and 2 * len(quotation & content) >= len(quotation):
            content |= quotation
    for first, last in list(runs(content)):
        if first == last and doc[first].lower_ == "it":
            content.discard(first)
        elif first and doc[first - 1].dep_ == "neg" and doc[first - 1].head.i in range(first, last + 1):
            content.add(first - 1)
    return _closed(doc, content)


def _closed(doc: Doc, content: set[int]) -> set[int]:
    """The content without words at the end of a run that open what follows them."""
    kept = set(content)
    for _, last in runs(content):
        while last in kept and doc[last].pos_ in _OPENING:
            kept.discard(last)
            last -= 1
    return kept


def _tokens(doc: Doc, ranges: Iterable[Range]) -> set[int]:
    return {token.i for start, end in ranges for token in tokens_at(doc, Span(start, end))}
