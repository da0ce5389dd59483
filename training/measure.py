"""How good a tagger is on articles, by PolNeAR's scorer, before it is quantised and joined with grammar."""

from collections.abc import Sequence
from types import ModuleType

import torch

from dateline.statements.decoding import Tagged, anchors, decode
from dateline.statements.tagger import bucket_of
from dateline.windows import Window, windows
from training.corpus import Source
from training.network import Tagger
from training.pretrained import tokenizer
from training.teacher import Teacher

Network = Tagger | Teacher

LIKELY = 0.45
"""Probability of an anchor that counts here, where nothing else is known of it."""


def tag(model: Network, window: Window) -> list[Tagged]:
    """The attributions of a window by the network as it was trained."""
    looks = torch.stack([torch.from_numpy(getattr(window, n)) for n in ("written", "quoted", "opening")])[:, None]
    with torch.no_grad():
        x = model.encoder(torch.from_numpy(window.pieces)[None], looks)[0]
        logits = model.anchors(x).numpy()
        found = anchors(window, logits, likely=LIKELY)
        if not found:
            return []
        at = torch.tensor(found)
        buckets = torch.from_numpy(bucket_of((torch.arange(len(window))[None] - at[:, None]).numpy()))
        roles = model.roles(model.roles.project(x)[None].expand(len(found), -1, -1), x[at], buckets)
    return decode(window, logits, found, roles.numpy())


def predict(model: Network, source: Source) -> list[Tagged]:
    """The outermost attributions of an article."""
    model.eval()
    found = [tagged for window in windows(source.article, source.quotes, tokenizer()) for tagged in tag(model, window)]
    return outermost(found)


def outermost(found: Sequence[Tagged]) -> list[Tagged]:
    """The attributions whose cue stands in no other's content; of two with one cue, the likelier."""
    kept: list[Tagged] = []
    for each in sorted(found, key=lambda t: -t.odds):
        if not any(a < d and c < b for other in kept for a, b in other.cue for c, d in each.cue):
            kept.append(each)
    return [
        each
        for each in kept
        if not any(
            a <= (each.cue or each.content)[0][0] < b for other in kept if other is not each for a, b in other.content
        )
    ]


def measure(model: Network, sources: Sequence[Source], scorer: ModuleType) -> dict[str, float]:
    """F1 by kind on the sources, and the relation's precision and recall."""
    gold = {s.id: (s.article.text, s.readings[0]) for s in sources}
    found = {s.id: [_row(tagged) for tagged in predict(model, s)] for s in sources}
    scores = scorer.score(gold, found)
    names = ("relation", "relation direct", "relation indirect", "content exact", "content partial")
    shown = {name: round(scores[name]["f"], 4) for name in names}
    return shown | {"precision": round(scores["relation"]["p"], 4), "recall": round(scores["relation"]["r"], 4)}


def _row(tagged: Tagged) -> dict[str, list[list[int]]]:
    return {role: [list(span) for span in getattr(tagged, role)] for role in ("source", "cue", "content")}
