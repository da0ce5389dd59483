"""PolNeAR's articles as windows with their anchors and roles.

The windows are those of `dateline.windows`, so that the model learns on what it will read. Of an article with several
annotators each one's reading counts in its share. Annotation is flat: whatever stands in a content has no attribution
of its own, though it may be one. So words in contents teach nothing about anchors (`known` is False there).
"""

import importlib.util
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.errors import NotAnArticleError
from dateline.page.plain import read_plain
from dateline.quotes import find_quotes
from dateline.records import Article, Span
from dateline.statements.decoding import CONTENT, CUE, SOURCE
from dateline.windows import Window, windows

Offsets = Sequence[Sequence[int]]
_DOUBLE = frozenset('"“”')
BRITISH = 0.15
"""Share of the articles that are read with single quotation marks: the corpus is American, its readers are not."""
ROLES = {"content": CONTENT, "cue": CUE, "source": SOURCE}


@dataclass(frozen=True, slots=True)
class Source:
    """An article with its quotations and, for each annotator, the statements (none: nobody has read it)."""

    id: str
    article: Article
    quotes: tuple[Span, ...]
    readings: tuple[Sequence[Mapping[str, Offsets]], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A window; for each piece how likely it is an anchor (the share of annotators who see one), if that is `known`.

    For each anchor, `at` its piece, how likely each piece has each role (anchors, pieces, 4); `weights` of anchors.
    """

    window: Window
    anchors: NDArray[np.float32]
    known: NDArray[np.bool_]
    at: NDArray[np.int64]
    roles: NDArray[np.float32]
    weights: NDArray[np.float32]


def read_sources(path: Path) -> list[Source]:
    """The articles of a file of PolNeAR's form (`id`, `text`, `statements`, `other_annotators`)."""
    with path.open(encoding="utf-8") as lines:
        return [_source(json.loads(line)) for line in lines]


def read_texts(path: Path) -> list[Source]:
    """The English texts of a file of lines with `text`, and `language` unless all are English; nobody has read them.

    Texts without a story are passed over.
    """
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = []
    for row in rows:
        if row.get("language", "en") == "en":
            with suppress(NotAnArticleError):
                found.append(_source({"id": "", "statements": None} | row))
    return found


def _source(row: Mapping[str, Any]) -> Source:
    article = read_plain(row["text"], language="en")
    quotes = tuple(quote.span for quote in find_quotes(article))
    readings = (row["statements"], *row.get("other_annotators", ())) if row["statements"] is not None else ()
    return Source(row["id"], article, quotes, readings)


def british(source: Source) -> Source:
    """The article as a paper prints it that quotes in single marks, one code point for one: ‘Go,’ he said."""
    signs = list(source.article.text)
    for quote in source.quotes:
        if signs[quote.start] in _DOUBLE:
            signs[quote.start] = "‘"
            if signs[quote.end - 1] in _DOUBLE:
                signs[quote.end - 1] = "’"
    article = replace(source.article, text="".join(signs))
    return replace(source, article=article, quotes=tuple(quote.span for quote in find_quotes(article)))


def examples(source: Source, tokenizer: Tokenizer, longest: int) -> Iterator[Example]:
    """The windows of an article with what its annotators see in them."""
    for window in windows(source.article, source.quotes, tokenizer, longest=longest):
        yield _example(window, source.readings)


def _example(window: Window, readings: Sequence[Sequence[Mapping[str, Offsets]]]) -> Example:
    anchors = np.zeros(len(window), dtype=np.float32)
    hidden = np.zeros(len(window), dtype=np.float32)
    share = 1 / max(len(readings), 1)
    at, roles, weights = [], [], []
    for statements in readings:
        for statement in statements:
            of_pieces = np.zeros(len(window), dtype=np.int64)
            for role, number in ROLES.items():
                of_pieces[_touched(window, statement[role])] = number
            hidden[of_pieces == CONTENT] += share
            first = _anchor(window, statement)
            if first is None or not (of_pieces == CONTENT).any():
                continue
            anchors[first] += share
            at.append(first)
            roles.append(np.eye(len(ROLES) + 1, dtype=np.float32)[of_pieces])
            weights.append(share)
    known = (hidden < 0.5) & (window.word >= 0)
    return Example(
        window,
        np.minimum(anchors, 1),
        known | (anchors > 0),
        np.array(at, dtype=np.int64),
        np.array(roles, dtype=np.float32).reshape(len(at), len(window), len(ROLES) + 1),
        np.array(weights, dtype=np.float32),
    )


def _touched(window: Window, offsets: Offsets) -> NDArray[np.bool_]:
    touched = np.zeros(len(window), dtype=bool)
    for start, end in offsets:
        touched |= (window.starts < end) & (window.ends > start)
    return touched


def _anchor(window: Window, statement: Mapping[str, Offsets]) -> int | None:
    """The first piece of the cue; without one, of the content; None where it does not lie in the window."""
    spans = statement["cue"] or statement["content"]
    if not spans:
        return None
    begin = min(start for start, _ in spans)
    for n in np.flatnonzero((window.starts <= begin) & (window.ends > begin)):
        return int(n)
    return None


def shuffled(
    sources: Sequence[Source], tokenizer: Tokenizer, random: Random, shortest: int, longest: int
) -> Iterator[Example]:
    """All windows in a random order, each article cut to a length of its own: no window is learned by heart."""
    printed = [british(source) if random.random() < BRITISH else source for source in sources]
    found = [e for source in printed for e in examples(source, tokenizer, random.randint(shortest, longest))]
    random.shuffle(found)
    yield from found


def load_scorer(path: Path) -> ModuleType:
    """PolNeAR's scorer from its file."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
