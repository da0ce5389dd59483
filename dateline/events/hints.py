"""What the model says a word tells: no event, or one of which PLOVER type; and the table's row that this stands for.

The table knows a word in the frames that somebody wrote down; the model has seen sentences and what event people read
in them. The model is asked where the table has nothing to say.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from dateline.encoder import Encoded
from dateline.events.lexicon import Entry, Nature, Roles, entries
from dateline.records import EVENT_TYPES, EventType
from dateline.tables import cached

SURE = 0.5
"""How likely a type must be for a word that the table does not know."""
KNOWN = 0.5
"""How likely a type must be for a word that the table has rows of that type for, though none fits here."""


class Hints:
    """The model's shares for each word of an article; made once for it."""

    def __init__(self, encoded: Iterable[Encoded]) -> None:
        self._starts: list[int] = []
        self._shares: list[NDArray[np.float32]] = []
        for each in encoded:
            real = each.window.word >= 0
            self._starts.extend(each.window.starts[real].tolist())
            scores = each.types[real]
            shares = np.exp(scores - scores.max(axis=1, keepdims=True))
            self._shares.extend(shares / shares.sum(axis=1, keepdims=True))

    def of(self, token: Token) -> NDArray[np.float32] | None:
        """The shares of no event and of each type, in the order of `EVENT_TYPES`; None where the model saw nothing."""
        at = bisect_left(self._starts, token.idx)
        if at == len(self._starts) or self._starts[at] >= token.idx + len(token):
            return None
        return self._shares[at]

    def new(self, token: Token, pos: str) -> Entry | None:
        """A row for a word that the table does not know here; None where the model is not sure."""
        shares = self.of(token)
        if shares is None or shares[1:].max() < SURE:
            return None
        return _row(EVENT_TYPES[int(shares[1:].argmax())], pos, float(shares[1:].max()))

    def other(self, token: Token, rows: Sequence[Entry], *, least: float = KNOWN) -> Entry | None:
        """Of a word's rows, none of which fits, the likeliest by the model, without its frame; None if none is."""
        shares = self.of(token)
        typed = [row for row in rows if row.type is not None]
        if shares is None or not typed:
            return None
        best = max(typed, key=lambda row: (_share(shares, row), -len(row.frame)))
        if (likely := _share(shares, best)) < least:
            return None
        return replace(best, frame=(), where=f"{best.where}; model: {best.type} {likely:.2f}")


def _share(shares: NDArray[np.float32], row: Entry) -> float:
    return float(shares[1 + EVENT_TYPES.index(row.type)]) if row.type is not None else 0.0


def _row(kind: EventType, pos: str, share: float) -> Entry | None:
    usual = _usual().get((kind, pos))
    if usual is None:
        return None
    nature, roles = usual
    return Entry("", pos, (), kind, None, nature, roles, f"model: {kind} {share:.2f}")


@cached
def _usual() -> dict[tuple[EventType, str], tuple[Nature, Roles | None]]:
    """The nature and the roles that most rows of a type and part of speech have."""
    counted: dict[tuple[EventType, str], Counter[tuple[Nature, Roles | None]]] = {}
    for (_, pos), rows in entries().items():
        for row in rows:
            if row.type is not None:
                counted.setdefault((row.type, pos), Counter())[row.nature, row.roles] += 1
    return {key: count.most_common(1)[0][0] for key, count in counted.items()}
