"""What the teacher makes of windows, for the tagger to learn from: annotated news, and news that nobody annotated.

The tagger learns how sure the teacher is of each piece, not its verdicts alone (Hinton et al., 2015). As in the corpus,
words in a content say nothing about anchors: the teacher, too, has learned nothing there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from dateline.statements.decoding import CONTENT
from dateline.statements.tagger import bucket_of
from dateline.windows import Window
from training.batches import collate, grouped
from training.corpus import Example
from training.teacher import Teacher

TRUST = 0.5
"""The share of the teacher's word where people have read."""
LEAST = 0.2
"""How likely an anchor must be to the teacher to count where nobody has read."""
_HIDDEN = 0.5


def taught(teacher: Teacher, examples: Sequence[Example], pieces: int, *, trust: float) -> Iterator[Example]:
    """The examples with the teacher's word by the share `trust`; with all of it, anchors are the teacher's as well."""
    teacher.eval()
    for group in grouped(examples, pieces):
        batch = collate(group)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = teacher.encoder(batch.pieces, batch.looks, batch.mask)
            likely = torch.sigmoid(teacher.anchors(vectors).float()).numpy()
            for example, x, each in zip(group, vectors, likely, strict=True):
                anchors = each[: len(example.window)] * (example.window.word >= 0)
                at = example.at if trust < 1 else np.flatnonzero(anchors >= LEAST)
                roles = _roles(teacher, x[: len(example.window)], at)
                yield _mixed(example, anchors, roles, trust) if trust < 1 else _unread(example, anchors, at, roles)


def _roles(teacher: Teacher, x: torch.Tensor, at: NDArray[np.int64]) -> NDArray[np.float32]:
    if not len(at):
        return np.zeros((0, len(x), 4), dtype=np.float32)
    buckets = torch.from_numpy(bucket_of(np.arange(len(x))[None] - at[:, None]))
    scores = teacher.roles(teacher.roles.project(x)[None].expand(len(at), -1, -1), x[torch.from_numpy(at)], buckets)
    shares: NDArray[np.float32] = torch.softmax(scores.float(), dim=-1).numpy()
    return shares


def _mixed(example: Example, anchors: NDArray[np.float32], roles: NDArray[np.float32], trust: float) -> Example:
    return replace(
        example,
        anchors=((1 - trust) * example.anchors + trust * anchors * example.known).astype(np.float32),
        roles=(1 - trust) * example.roles + trust * roles,
    )


def _unread(
    example: Example, anchors: NDArray[np.float32], at: NDArray[np.int64], roles: NDArray[np.float32]
) -> Example:
    contents = anchors[at][:, None] * roles[:, :, CONTENT]
    contents[np.arange(len(at)), at] = 0  # an anchor without cue stands in its own content
    hidden = contents.max(axis=0, initial=0) >= _HIDDEN
    open_ = ~hidden[at]
    return replace(
        example,
        anchors=anchors.astype(np.float32),
        known=~hidden & (example.window.word >= 0),
        at=at[open_],
        roles=roles[open_],
        weights=anchors[at][open_].astype(np.float32),
    )


def save(path: Path, examples: Sequence[Example]) -> None:
    """Keep examples in a file; it stands there whole or not at all."""
    written = path.with_suffix(".new")
    torch.save([_packed(example) for example in examples], written)
    written.replace(path)


def load(path: Path) -> list[Example]:
    """The examples of a file that `save` wrote."""
    return [_unpacked(row) for row in torch.load(path, weights_only=True)]


def _packed(example: Example) -> dict[str, torch.Tensor]:
    window = np.stack([getattr(example.window, name) for name in Window.__slots__])
    rows = {name: getattr(example, name) for name in ("anchors", "known", "at", "weights")}
    packed = {name: torch.from_numpy(np.ascontiguousarray(row)) for name, row in rows.items()}
    return packed | {"window": torch.from_numpy(window), "roles": torch.from_numpy(example.roles).half()}


def _unpacked(row: dict[str, torch.Tensor]) -> Example:
    return Example(
        Window(*row["window"].numpy()),
        row["anchors"].numpy(),
        row["known"].numpy(),
        row["at"].numpy(),
        row["roles"].float().numpy(),
        row["weights"].numpy(),
    )
