"""The weights by which Dateline says how sure an attribution is, fitted on articles that the tagger was not fitted on.

A candidate is right where PolNeAR's scorer would count its relation: half of its content is the gold's, and so is its
source. What stands in somebody's content is left out, since annotation is flat and says nothing of it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import ModuleType

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from dateline import language
from dateline.actors import find_actors
from dateline.encoder import encode
from dateline.quotes import find_quotes
from dateline.statements import by_grammar
from dateline.statements.attribution import Attribution, content_spans
from dateline.statements.evidence import Evidence, Finder, features
from dateline.statements.joining import candidates
from dateline.statements.quotations import QuoteMap
from dateline.statements.syntax import span_between
from dateline.statements.tagger import tag
from training.corpus import Source

FINDERS: tuple[Finder, ...] = ("both", "tagger", "grammar")
BINS = (0.0, 0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
_RIDGE = 1.0
"""How strongly weights are drawn to zero."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate's evidence, whether it is right, and the number of its article."""

    evidence: Evidence
    right: bool
    article: int


def judge(sources: Sequence[Source], scorer: ModuleType) -> list[Judged]:
    """Every candidate of the sources that annotation can judge."""
    return [each for n, source in enumerate(sources) for each in _judge(n, source, scorer)]


def _judge(number: int, source: Source, scorer: ModuleType) -> Iterator[Judged]:
    article, doc = source.article, language.parse(source.article)
    quotes = find_quotes(article)
    quoted = QuoteMap(doc, quotes)
    grammar = by_grammar(article, doc, find_actors(article, doc), quotes)
    tokens = [word.span() for word in scorer.TOKEN.finditer(article.text)]
    golds = [scorer.Statement(raw, article.text, tokens) for raw in source.readings[0]]
    for each in candidates(article, doc, quoted, grammar, tag(encode(article, quotes))):
        if each.evidence is None:
            continue
        found = scorer.Statement(_row(doc, each.attribution, quoted), article.text, tokens)
        if not found.content or any(found.cue & gold.content for gold in golds):
            continue
        right = any(
            len(found.content & gold.content) >= scorer.MIN_JACCARD * len(found.content | gold.content)
            and scorer.source_agrees(gold, found)
            for gold in golds
        )
        yield Judged(each.evidence, right, number)


def _row(doc: Doc, attribution: Attribution, quoted: QuoteMap) -> dict[str, list[tuple[int, int]]]:
    source = [span_between(doc, *attribution.source)] if attribution.source else []
    cues = attribution.cue_tokens
    cue = [span_between(doc, cues[0], cues[-1])] if cues else []
    content = content_spans(doc, attribution.content, quoted)
    return {
        role: [(span.start, span.end) for span in spans]
        for role, spans in (("source", source), ("cue", cue), ("content", content))
    }


def weights_of(judged: Sequence[Judged]) -> dict[Finder, list[float]]:
    """The weights of each finder's regression."""
    fitted: dict[Finder, list[float]] = {}
    for finder in FINDERS:
        own = [each for each in judged if each.evidence.finder == finder]
        x = np.array([features(each.evidence) for each in own])
        fitted[finder] = [
            round(float(w), 4) for w in _regression(x, np.array([each.right for each in own], dtype=float))
        ]
    return fitted


def _regression(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Logistic regression with a ridge, by Newton's method."""
    w = np.zeros(x.shape[1])
    ridge = np.diag([0.0, *([_RIDGE] * (x.shape[1] - 1))])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + ridge @ w
        curve = (x * (p * (1 - p))[:, None]).T @ x + ridge + 1e-9 * np.eye(len(w))
        w = w - np.linalg.solve(curve, slope)
    return w


def reliability(judged: Sequence[Judged], folds: int = 5) -> str:
    """How often attributions are right by what was said of them, each by weights fitted on the other articles."""
    said: list[tuple[float, bool, str]] = []
    for fold in range(folds):
        fitted = weights_of([each for each in judged if each.article % folds != fold])
        said.extend(
            (_probability(each.evidence, fitted), each.right, each.evidence.finder)
            for each in judged
            if each.article % folds == fold
        )
    lines = ["said        n   mean said   right"]
    for low, high in pairwise(BINS):
        inside = [(p, right) for p, right, _ in said if low <= p < high]
        if inside:
            mean, share = np.mean(inside, axis=0)
            lines.append(f"{low:.2f}–{high:.2f} {len(inside):5d}   {mean:.2f}        {share:.2f}")
    error = float(np.mean([(p - right) ** 2 for p, right, _ in said]))
    return "\n".join([*lines, f"Brier score {error:.4f}"])


def _probability(evidence: Evidence, fitted: Mapping[Finder, Sequence[float]]) -> float:
    total = sum(w * f for w, f in zip(fitted[evidence.finder], features(evidence), strict=True))
    return float(1 / (1 + np.exp(-total)))
