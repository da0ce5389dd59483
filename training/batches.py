"""Windows and sentences put together in padded batches, and what the network loses on them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from training.corpus import Example


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of about one length, padded."""

    pieces: Tensor
    looks: Tensor
    mask: Tensor
    anchors: Tensor
    known: Tensor
    row: Tensor
    at: Tensor
    roles: Tensor
    weights: Tensor


def batches(examples: Iterable[Example], size: int) -> Iterator[Batch]:
    """Batches of about `size` pieces; windows near each other in the order go by length, to pad little."""
    pool: list[Example] = []
    for example in examples:
        pool.append(example)
        if sum(len(e.window) for e in pool) >= 16 * size:
            yield from _cut(pool, size)
            pool = []
    yield from _cut(pool, size)


def _cut(pool: Sequence[Example], size: int) -> Iterator[Batch]:
    groups = list(grouped(pool, size))
    Random(len(pool)).shuffle(groups)
    for group in groups:
        yield collate(group)


def grouped(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """Windows of about one length together, up to `size` pieces with what pads them."""
    group: list[Example] = []
    for example in sorted(examples, key=lambda e: len(e.window)):
        if group and padded_length(len(example.window)) * (len(group) + 1) > size:
            yield group
            group = []
        group.append(example)
    if group:
        yield group


def padded_length(length: int) -> int:
    """A length to pad to: few different ones, since each shape that is new costs the library a compilation."""
    return -(-length // 16) * 16


def padded(rows: Sequence[NDArray[np.generic]], longest: int, fill: float = 0) -> Tensor:
    """Rows as one tensor (rows, longest)."""
    return torch.from_numpy(np.stack([np.pad(r, (0, longest - len(r)), constant_values=fill) for r in rows]))


def collate(group: Sequence[Example]) -> Batch:
    """Windows as one padded batch; padding has no role."""
    longest = padded_length(max(len(e.window) for e in group))
    roles = [row for e in group for row in e.roles]
    of = [n for n, e in enumerate(group) for _ in e.at]
    return Batch(
        padded([e.window.pieces for e in group], longest),
        torch.stack(
            [padded([getattr(e.window, look) for e in group], longest) for look in ("written", "quoted", "opening")]
        ),
        padded([np.ones(len(e.window), dtype=bool) for e in group], longest),
        padded([e.anchors for e in group], longest),
        padded([e.known for e in group], longest),
        torch.tensor(of, dtype=torch.long),
        torch.from_numpy(np.concatenate([e.at for e in group])),
        torch.from_numpy(np.stack([np.pad(r, ((0, longest - len(r)), (0, 0))) for r in roles]))
        if roles
        else torch.empty((0, longest, 4)),
        torch.from_numpy(np.concatenate([e.weights for e in group])),
    )


def loss_of(batch: Batch, anchors: Tensor, roles: Tensor) -> Tensor:
    """Cross entropy of the anchors, and of the roles of the anchors that are there; each window weighs by its words."""
    of_anchors = functional.binary_cross_entropy_with_logits(anchors, batch.anchors, reduction="none")
    first = (of_anchors * batch.known).sum() / batch.anchors.sum().clamp(min=1)
    of_roles = -(functional.log_softmax(roles, dim=-1) * batch.roles).sum(dim=(1, 2))
    each = of_roles / batch.roles[..., 1:].sum(dim=(1, 2)).clamp(min=8).sqrt()
    second = (each * batch.weights).sum() / batch.weights.sum().clamp(min=1) / 5
    return first + second
