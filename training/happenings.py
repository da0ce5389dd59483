"""Sentences that tell one event of a known type, for the head that says what event a word tells.

People say of each sentence what type its event is of, not which word tells it. Where grammar finds a trigger of that
type, it is the word; else it may be any verb, noun or adjective (learning from several instances, one of which is
meant: Dietterich et al., 1997). What grammar finds beside it is learned with less weight.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from dateline import language
from dateline.actors import find_actors
from dateline.events import find_events
from dateline.quotes import find_quotes
from dateline.records import EVENT_TYPES, Article
from dateline.statements import find_statements
from dateline.windows import Window, windows
from eval.events import paragraph

UNSPLIT = {"YIELD": ("CONCEDE", "RETREAT")}
"""Older labels that two of today's types share."""
MADE_UP = 0.4
"""Weight of sentences that a machine wrote."""
HEADLINES = 60
"""Headlines of each type that are taken of these."""
_TELLING = frozenset({"VERB", "NOUN", "ADJ"})


@dataclass(frozen=True, slots=True)
class Happening:
    """A window; the classes that its event may be of; the pieces that may tell it; of each piece the class by grammar.

    `found` is -1 where grammar finds nothing.
    """

    window: Window
    types: NDArray[np.bool_]
    telling: NDArray[np.bool_]
    found: NDArray[np.int64]
    weight: float


def read_happenings(folder: Path, tokenizer: Tokenizer, random: Random) -> list[Happening]:
    """The sentences of `train.real.jsonl` and some headlines of `train.synthetic.jsonl`."""
    told_by_people = [row for row in _rows(folder / "train.real.jsonl") if len(row["events"]) == 1]
    found = [(row["text"], row["events"][0]["type"], 1.0) for row in told_by_people]
    made_up = _rows(folder / "train.synthetic.jsonl")
    random.shuffle(made_up)
    taken = dict.fromkeys(EVENT_TYPES, 0)
    for row in made_up:
        if taken[row["type"]] < HEADLINES:
            taken[row["type"]] += 1
            found.append((row["headline"], row["type"], MADE_UP))
    articles = [paragraph(text) for text, _, _ in found]
    docs = language.parse_all(articles)
    return [
        _happening(article, doc, kind, weight, tokenizer)
        for article, doc, (_, kind, weight) in zip(articles, docs, found, strict=True)
    ]


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _happening(article: Article, doc: Doc, kind: str, weight: float, tokenizer: Tokenizer) -> Happening:
    quotes = find_quotes(article)
    statements, actors = find_statements(article, doc, find_actors(article, doc), finders="grammar")
    events, _ = find_events(article, doc, actors, statements)
    window = next(windows(article, [quote.span for quote in quotes], tokenizer, longest=256))
    types = np.isin(("", *EVENT_TYPES), UNSPLIT.get(kind, (kind,)))
    found = np.full(len(window), -1)
    for event in events:
        found[_first(window, event.trigger.start)] = 1 + EVENT_TYPES.index(event.type)
    telling = np.zeros(len(window), dtype=bool)
    agreed = (found >= 0) & types[found]
    if agreed.any():
        telling[agreed] = True
    else:
        for token in doc:
            if token.pos_ in _TELLING:
                telling[_first(window, token.idx)] = True
    telling &= window.word >= 0
    return Happening(window, types, telling, found, weight)


def _first(window: Window, start: int) -> NDArray[np.bool_]:
    """The piece with which a word begins."""
    return (window.starts <= start) & (window.ends > start)
