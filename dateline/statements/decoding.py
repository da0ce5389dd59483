"""What the tagger's numbers say: for each window, its attributions as runs of words.

The tagger scores each piece for being an anchor, the first piece of a cue, and, for each anchor, every piece's role:
none, source, cue or content. Here a word takes the mean of its pieces; the best path over the words decides, where
each change of role costs a little, so that a content does not break off for one odd word.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.windows import Window

Floats = NDArray[np.float32]
Range = tuple[int, int]
NONE, SOURCE, CUE, CONTENT = range(4)
"""The roles, in the order of the tagger's scores."""

LIKELY = 0.3
"""Probability of an anchor from which its roles are looked at; what is kept of them is decided later, by all that is
known of each (`evidence.py`)."""
CHANGE = 1.0
"""What a change of role costs on the best path, in units of log probability: enough that one odd word does not break a
run off. A first guess, not tuned."""
CERTAIN = -0.01
"""Log probability of none from which a word is none whatever stands around it: .99."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """An attribution as ranges of code points of `article.text`.

    `odds` are the log odds that its cue is one. `certainty` is the mean probability that the words of its source, cue
    and content have the roles they were given.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    odds: float
    certainty: float


def anchors(window: Window, odds: Floats, *, likely: float = LIKELY) -> list[int]:
    """The pieces that are anchors, in order: first pieces of words, at least `likely`; `odds` are log odds."""
    first = np.concatenate(([False], window.word[1:] != window.word[:-1])) & (window.word >= 0)
    return [int(n) for n in np.flatnonzero(first & (odds >= np.log(likely / (1 - likely))))]


def decode(window: Window, odds: Floats, found: Sequence[int], roles: Floats) -> list[Tagged]:
    """The attributions of a window: `roles` are the scores (anchors, pieces, 4) of the anchors `found`.

    Anchors without content give none.
    """
    if not found:
        return []
    firsts, starts, ends = _words(window)
    by_word = np.add.reduceat(_log_softmax(roles[:, window.word >= 0]), firsts, axis=1)
    by_word /= np.diff([*firsts, int((window.word >= 0).sum())])[None, :, None]
    tagged = []
    for anchor, scores in zip(found, by_word, strict=True):
        path = _best_path(scores)
        if not (path == CONTENT).any():
            continue
        sure = np.exp(scores[np.arange(len(path)), path])[path != NONE]
        source, cue, content = (_runs(path == role, starts, ends) for role in (SOURCE, CUE, CONTENT))
        tagged.append(Tagged(source, cue, content, float(odds[anchor]), float(sure.mean())))
    return tagged


def _words(window: Window) -> tuple[list[int], list[int], list[int]]:
    """Of each word, its first piece among those that are not special, its start and its end in the text."""
    real = window.word >= 0
    word = window.word[real]
    firsts = np.flatnonzero(np.concatenate(([True], word[1:] != word[:-1])))
    lasts = [*firsts[1:] - 1, len(word) - 1]
    return firsts.tolist(), window.starts[real][firsts].tolist(), window.ends[real][lasts].tolist()


def _log_softmax(scores: Floats) -> Floats:
    top = scores - scores.max(axis=-1, keepdims=True)
    shifted: Floats = top - np.log(np.exp(top).sum(axis=-1, keepdims=True))
    return shifted


def _best_path(scores: Floats) -> NDArray[np.int64]:
    """The roles of the words with the highest sum of scores less CHANGE for each change (Viterbi, 1967).

    Words that are none for certain stay so and part what stands before them from what stands behind.
    """
    path = np.zeros(len(scores), dtype=np.int64)
    open_ = scores[:, NONE] < CERTAIN
    edges = np.flatnonzero(np.diff(np.concatenate(([False], open_, [False]))))
    for first, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        path[first:end] = _best_stretch(scores[first:end].tolist())
    return path


def _best_stretch(scores: Sequence[Sequence[float]]) -> list[int]:
    """The best path of a stretch that has none before it and behind it; lists are faster than arrays for four roles."""
    best = [score - CHANGE * (role != NONE) for role, score in enumerate(scores[0])]
    came: list[list[int]] = []
    for word in scores[1:]:
        top = max(best)
        at = best.index(top)
        jump = top - CHANGE
        came.append([role if stay >= jump else at for role, stay in enumerate(best)])
        best = [(stay if stay >= jump else jump) + score for stay, score in zip(best, word, strict=True)]
    best = [score - CHANGE * (role != NONE) for role, score in enumerate(best)]
    path = [best.index(max(best))]
    for back in reversed(came):
        path.append(back[path[-1]])
    return path[::-1]


def _runs(chosen: NDArray[np.bool_], starts: Sequence[int], ends: Sequence[int]) -> tuple[Range, ...]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], chosen, [False]))))
    return tuple((starts[a], ends[b - 1]) for a, b in zip(edges[::2], edges[1::2], strict=True))
