"""Two revisions of an article, word by word: what an outlet took out, and what it put in, silently or not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from dateline.errors import LakeError
from dateline.lake import store
from dateline.lake.views import open_views

_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
MAX_PIECES = 200_000
"""Words and marks of both texts together; beyond, a comparison would take minutes."""

Change = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of an article: `seen_at` is when the outlet showed it, else when it was recorded."""

    revision: str
    seen_at: str
    title: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of words that both texts have, or only the older (removed), or only the newer (added)."""

    change: Change
    words: str


def revisions(folder: Path, article: str) -> list[Revision]:
    """The texts that the record has of an article, the oldest first; LakeError where it has none."""
    with store.reading(folder), open_views(folder) as con:
        found = con.execute(
            """
            SELECT revision, CAST(min(seen_at) AS VARCHAR), any_value(article.title), any_value(article.text)
            FROM readings WHERE id = $1 GROUP BY revision ORDER BY min(seen_at), revision
            """,
            [article],
        ).fetchall()
    if not found:
        raise LakeError(f"{folder} holds no article {article!r}; `SELECT id, title FROM articles` lists them")
    return [Revision(*row) for row in found]


def compare(older: str, newer: str) -> Iterator[Part]:
    """The parts of two texts in order, by the fewest words that change (Ratcliff and Obershelp's matching)."""
    before, after = _PIECE.findall(older), _PIECE.findall(newer)
    if len(before) + len(after) > MAX_PIECES:
        raise LakeError(
            f"the texts have {len(before) + len(after):,} words and marks; up to {MAX_PIECES:,} are compared"
        )
    for change, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            yield Part("same", "".join(before[first:last]))
            continue
        if first < last:
            yield Part("removed", "".join(before[first:last]))
        if start < end:
            yield Part("added", "".join(after[start:end]))
