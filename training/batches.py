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
from training.happenings import Happening

ASIDE = 0.3
"""Weight of what grammar finds beside a sentence's event."""
ELSEWHERE = 0.1
"""Weight of the words that tell nothing."""
NONE = 0
"""The head's first class: the word tells no event. The types follow in the order of `EVENT_TYPES`."""


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


@dataclass(frozen=True, slots=True)
class Told:
    """Happenings of about one length, padded."""

    pieces: Tensor
    looks: Tensor
    mask: Tensor
    types: Tensor
    telling: Tensor
    found: Tensor
    weights: Tensor


def told(happenings: Sequence[Happening], size: int, random: Random) -> Iterator[Told]:
    """The happenings in batches of about `size` pieces, in a random order."""
    rest = sorted(random.sample(happenings, len(happenings)), key=lambda each: padded_length(len(each.window)))
    groups = []
    while rest:
        count = max(size // padded_length(len(rest[-1].window)), 1)
        groups.append(rest[-count:])
        rest = rest[:-count]
    random.shuffle(groups)
    for group in groups:
        yield _collated(group)


def _collated(group: Sequence[Happening]) -> Told:
    longest = padded_length(max(len(each.window) for each in group))
    looks = [padded([getattr(e.window, look) for e in group], longest) for look in ("written", "quoted", "opening")]
    return Told(
        padded([e.window.pieces for e in group], longest),
        torch.stack(looks),
        padded([np.ones(len(e.window), dtype=bool) for e in group], longest),
        torch.from_numpy(np.stack([e.types for e in group])),
        padded([e.telling for e in group], longest),
        padded([e.found for e in group], longest, -1),
        torch.tensor([e.weight for e in group]),
    )


def loss_of_types(batch: Told, scores: Tensor) -> Tensor:
    """That no word tells the sentence's event; that grammar's words tell other than it says; that the rest tell any."""
    shares = torch.softmax(scores, dim=-1)
    right = (shares * batch.types[:, None]).sum(dim=-1).clamp(1e-6, 1 - 1e-6)
    missed = (torch.log1p(-right) * batch.telling).sum(dim=-1)
    main = -torch.log(-torch.expm1(missed).clamp(max=-1e-6))
    logs = functional.log_softmax(scores, dim=-1)
    aside = (batch.found >= 0) & ~batch.telling & batch.mask
    of_aside = functional.cross_entropy(scores.transpose(1, 2), batch.found.clamp(min=0), reduction="none")
    plain = batch.mask & ~aside & ~batch.telling
    others = (shares * ~batch.types[:, None]).sum(dim=-1) - shares[..., NONE]
    wrong = -torch.log1p(-others.clamp(max=1 - 1e-6)) * (batch.telling & batch.mask)
    of_none = -logs[..., NONE] * plain
    each = (
        main + ASIDE * (of_aside * aside).sum(dim=-1) + ASIDE * wrong.sum(dim=-1) / batch.telling.sum(-1).clamp(min=1)
    )
    each = each + ELSEWHERE * of_none.sum(dim=-1)
    return (each * batch.weights).sum() / batch.weights.sum()
