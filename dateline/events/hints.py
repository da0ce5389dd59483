"""What the model says a word tells: no event, or one of which PLOVER type; and the table's row that this stands for.

The table knows a word in the frames that somebody wrote down; the model has seen sentences and which words tell what in
them. The model is asked where the table has nothing to say, and is heard where it is sure of another type.
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

SURE = 0.9
"""How likely a type must be for a word that the table does not know."""
CERTAIN, LIKELIEST = 0.95, 0.8
"""How likely an event must be, and its type, for such a word where other types are likely, too."""
BEYOND_DOUBT = 0.8
"""How likely it must be for a word whose rows do not fit to promise, ask or threaten, and for a verb that mostly only
carries a noun: "struck a deployment point"."""
BINDING: frozenset[Nature] = frozenset({"promise", "demand", "threat"})
OVERRULED = 0.995
"""How likely another type must be than that of a word's row without a frame."""
KNOWN = 0.7
"""How likely an event must be in a word that the table has rows for, though none fits here."""
MOSTLY = 0.85
"""How much of that must be the type of one of the rows."""


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

    def telling(self, token: Token) -> float:
        """How likely a word tells an event at all; 0 where the model saw nothing."""
        shares = self.of(token)
        return 0.0 if shares is None else 1.0 - float(shares[0])

    def new(self, token: Token, pos: str, *, least: float = LIKELIEST) -> Entry | None:
        """A row for a word that the table does not know here; None where the model is not sure, or below `least`."""
        kind, share = self._likeliest(token)
        if share < least or (share < SURE and self.telling(token) < CERTAIN):
            return None
        row = _row(kind, pos, share)
        return None if row is not None and row.nature in BINDING and share < BEYOND_DOUBT else row

    def better(self, token: Token, pos: str, entry: Entry) -> Entry | None:
        """A row instead of a word's default, where the model is sure of another type; mostly None."""
        if entry.frame or entry.nature != "act":
            return None
        if entry.type is None:
            return self.new(token, pos, least=CERTAIN)
        kind, share = self._likeliest(token)
        return None if share < OVERRULED or kind == entry.type else _row(kind, pos, share)

    def _likeliest(self, token: Token) -> tuple[EventType, float]:
        """The likeliest type of a word, and its share; 0 where the model saw nothing."""
        shares = self.of(token)
        at = 0 if shares is None else int(shares[1:].argmax())
        return EVENT_TYPES[at], 0.0 if shares is None else float(shares[1 + at])

    def other(self, token: Token, rows: Sequence[Entry], *, least: float = KNOWN) -> Entry | None:
        """Of a word's rows, none of which fits, the likeliest by the model, without its frame; None if none is."""
        shares = self.of(token)
        typed = [row for row in rows if row.type is not None and not _is_of_things(row)]
        if shares is None or not typed or 1 - shares[0] < least:
            return None
        best = max(typed, key=lambda row: (_share(shares, row), -len(row.frame)))
        if (likely := _share(shares, best)) < (BEYOND_DOUBT if best.nature in BINDING else least * MOSTLY):
            return None
        return replace(best, frame=(), mode=None, where=f"{best.where}; model: {best.type} {likely:.2f}")


def _is_of_things(row: Entry) -> bool:
    """Whether a row is true of some things alone: of boats that are boarded, of borders that are closed."""
    return any(part.on in {"obj", "subj"} and part.words and not part.negated for part in row.frame)


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
