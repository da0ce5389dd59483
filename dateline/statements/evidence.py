"""How sure an attribution is: a probability from who found it and how, calibrated on articles that people annotated.

Three logistic regressions: for what grammar and tagger both find, for what only the tagger finds, and for what only
grammar does. Their weights stand in the model's card (`dateline/models/model.json`) and are fitted with it
(`training/calibrate.py`): of attributions with 0.9, nine in ten are right (docs/model.md has the table).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log
from types import MappingProxyType
from typing import Literal

from dateline.encoder import card

Finder = Literal["both", "tagger", "grammar"]

FRAME_GROUPS = (("quote", "intro"), ("clause", "halves"), ("to", "for", "on", "gerund"), ("clause closes",))
"""Frames of grammar by how often they are right where the tagger finds nothing; `why` ends with the frame."""
N_FEATURES: Mapping[Finder, int] = MappingProxyType({"both": 7, "tagger": 5, "grammar": 8})
"""How many numbers speak for what each finds."""
_MOST = 6.0
"""Log odds beyond which numbers say no more."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of an attribution's being one.

    `odds` are the tagger's log odds for its cue, `certainty` its mean probability of the words' roles. `shared` is the
    share of words that the two contents have in common, `same_source` whether grammar's source stands in the
    tagger's. `sourceless`: it names no source; `quoted`: its content stands in quotation marks; `frame`: grammar's.
    """

    finder: Finder
    odds: float
    certainty: float = 0.5
    same_source: bool = False
    shared: float = 0.0
    sourceless: bool = False
    quoted: bool = False
    frame: str = ""


def features(evidence: Evidence) -> list[float]:
    """The numbers that the regression of the evidence's finder weighs; the first is always 1."""
    odds = max(-_MOST, min(_MOST, evidence.odds))
    told = [1.0, odds, float(evidence.sourceless), float(evidence.quoted)]
    if evidence.finder == "grammar":
        return [*told, *(float(any(evidence.frame.endswith(f) for f in group)) for group in FRAME_GROUPS)]
    sure = min(max(evidence.certainty, 0.01), 0.99)
    told.append(log(sure / (1 - sure)))
    if evidence.finder == "both":
        told += [float(evidence.same_source), evidence.shared]
    return told


def probability(evidence: Evidence) -> float:
    """The share of attributions with such evidence that are right."""
    weights = card()["evidence"][evidence.finder]
    return 1 / (1 + exp(-sum(w * f for w, f in zip(weights, features(evidence), strict=True))))
