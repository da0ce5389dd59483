"""Fitting the tagger: epochs over shuffled windows, with a checkpoint after each, from which a stopped run goes on."""

import copy
import itertools
import math
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.corpus import Example, Source, shuffled
from training.measure import measure
from training.narrowing import loudness, narrowed
from training.network import Tagger
from training.plan import Plan
from training.pretrained import pretrained, tokenizer


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a run: its rates fall as they would over `horizon` epochs, of which it takes the first `epochs`."""

    name: str
    epochs: int
    horizon: int


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


def fit(plan: Plan, sources: Sequence[Source], dev: Sequence[Source], out: Path, scorer: ModuleType) -> Tagger:
    """The fitted tagger. How good it is on `dev` after each epoch goes to standard output.

    First the whole network is fitted for a few epochs; then its feed-forward networks are narrowed, for speed, and it
    is fitted to the end, several times over; the mean of the weights is better than any of them (model soups, Wortsman
    et al., 2022). Goes on from the checkpoints in `out`, if there are any.
    """
    torch.manual_seed(plan.seed)
    out.mkdir(parents=True, exist_ok=True)
    first = Stage("wide", plan.wide_epochs, plan.horizon)
    wide = _stage(first, plan, pretrained(plan.dropout), sources, dev, out, scorer)
    some = itertools.islice(_batches(_epoch(plan, "wide", sources, 0), plan.pieces), plan.heard)
    heard = loudness(wide, ((batch.pieces, batch.looks, batch.mask) for batch in some))
    start = Tagger(plan.dropout, plan.wide)
    start.load_state_dict(narrowed(wide, heard, plan.wide))
    lives = [
        _stage(Stage(f"narrow-{n}", epochs, epochs), plan, copy.deepcopy(start), sources, dev, out, scorer)
        for n, epochs in enumerate(plan.lives, start=1)
    ]
    fitted = averaged(lives)
    print(f"mean of {len(lives)}: dev {measure(fitted, dev, scorer)}", flush=True)
    return fitted


def averaged(taggers: Sequence[Tagger]) -> Tagger:
    """A tagger with the mean of the weights of others that started from the same."""
    mean = copy.deepcopy(taggers[0])
    states = [tagger.state_dict() for tagger in taggers]
    mean.load_state_dict({name: sum(state[name] for state in states) / len(states) for name in states[0]})
    return mean


def _stage(
    stage: Stage,
    plan: Plan,
    model: Tagger,
    sources: Sequence[Source],
    dev: Sequence[Source],
    out: Path,
    scorer: ModuleType,
) -> Tagger:
    mean = copy.deepcopy(model)
    model.encoder.words.weight.requires_grad_(False)  # words unseen in training keep to those that were seen
    heads = [p for name, p in model.named_parameters() if not _is_pretrained(name)]
    body = [p for name, p in model.named_parameters() if _is_pretrained(name) and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": plan.rate}, {"params": heads, "lr": plan.heads}], weight_decay=plan.decay
    )
    total = stage.horizon * sum(1 for _ in _batches(_epoch(plan, stage.name, sources, 0), plan.pieces))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step / total, plan.warm_up))
    checkpoint = out / f"{stage.name}.pt"
    parts = {"model": model, "mean": mean, "optimizer": optimizer, "schedule": schedule}
    done = _resumed(checkpoint, plan, parts) if checkpoint.exists() else 0
    for epoch in range(done, stage.epochs):
        examples = _epoch(plan, stage.name, sources, epoch)
        loss = _run(plan, model, mean, optimizer, schedule, examples, total * stage.epochs // stage.horizon)
        state = {name: part.state_dict() for name, part in parts.items()}
        written = checkpoint.with_suffix(".new")
        torch.save({"plan": _as_saved(plan), "random": torch.get_rng_state(), "done": epoch + 1, **state}, written)
        written.replace(checkpoint)
        print(f"\r{stage.name}, epoch {epoch + 1}: loss {loss:.4f}; dev {measure(mean, dev, scorer)}", flush=True)
    return mean


def _resumed(checkpoint: Path, plan: Plan, parts: Mapping[str, Any]) -> int:
    """The epochs that a stopped run has done; its state is taken over."""
    saved = torch.load(checkpoint, weights_only=True)
    if saved["plan"] != _as_saved(plan):
        raise SystemExit(f"{checkpoint} is of another plan ({saved['plan']}); give another folder")
    for name, part in parts.items():
        part.load_state_dict(saved[name])
    torch.set_rng_state(saved["random"])
    print(f"goes on after epoch {saved['done']}", flush=True)
    done: int = saved["done"]
    return done


def _as_saved(plan: Plan) -> dict[str, Any]:
    return asdict(plan) | {"lives": list(plan.lives)}


def _is_pretrained(name: str) -> bool:
    return name.startswith("encoder.") and ".looks." not in name


def _epoch(plan: Plan, stage: str, sources: Sequence[Source], epoch: int) -> Iterator[Example]:
    return shuffled(sources, tokenizer(), Random(f"{plan.seed} {stage} {epoch}"), plan.shortest, plan.longest)


def _run(
    plan: Plan,
    model: Tagger,
    mean: Tagger,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    examples: Iterator[Example],
    total: int,
) -> float:
    model.train()
    losses = []
    begun = time.monotonic()
    for batch in _batches(examples, plan.pieces):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            anchors, roles = model(batch.pieces, batch.looks, batch.mask, batch.row, batch.at)
        loss = _loss(plan, batch, anchors.float(), roles.float())
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        schedule.step()
        step = schedule.last_epoch
        share = min(plan.mean, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(list(mean.parameters()), list(model.parameters()), 1 - share)
        losses.append(loss.item())
        if step % 25 == 0:
            passed = time.monotonic() - begun
            left = passed / len(losses) * (total - step)
            print(
                f"\rstep {step} of {total}: loss {np.mean(losses[-25:]):.4f}, {left / 60:.0f} min left ",
                end="",
                file=sys.stderr,
                flush=True,
            )
    return float(np.mean(losses))


def _loss(plan: Plan, batch: Batch, anchors: Tensor, roles: Tensor) -> Tensor:
    """Cross entropy of the anchors, and of the roles of the anchors that are there; each window weighs by its words."""
    of_anchors = functional.binary_cross_entropy_with_logits(anchors, batch.anchors, reduction="none")
    first = (of_anchors * batch.known).sum() / batch.anchors.sum().clamp(min=1)
    of_roles = functional.cross_entropy(roles.flatten(0, 1), batch.roles.flatten(), reduction="none", ignore_index=-1)
    each = of_roles.view(batch.roles.shape).sum(dim=1) / (batch.roles > 0).sum(dim=1).clamp(min=8).sqrt()
    second = (each * batch.weights).sum() / batch.weights.sum().clamp(min=1) / 5
    return first + second


def _batches(examples: Iterator[Example], size: int) -> Iterator[Batch]:
    """Batches of about `size` pieces; windows near each other in the order go by length, to pad little."""
    pool: list[Example] = []
    for example in examples:
        pool.append(example)
        if sum(len(e.window) for e in pool) >= 16 * size:
            yield from _cut(pool, size)
            pool = []
    yield from _cut(pool, size)


def _cut(pool: list[Example], size: int) -> Iterator[Batch]:
    pool = sorted(pool, key=lambda e: len(e.window))
    groups: list[list[Example]] = []
    group: list[Example] = []
    for example in pool:
        if group and _padded(len(example.window)) * (len(group) + 1) > size:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    Random(len(pool)).shuffle(groups)
    for group in groups:
        yield collate(group)


def _padded(length: int) -> int:
    """A length to pad to: few different ones, since each shape that is new costs the library a compilation."""
    return -(-length // 16) * 16


def collate(group: Sequence[Example]) -> Batch:
    """Windows as one padded batch; padding has role -1."""
    longest = _padded(max(len(e.window) for e in group))

    def padded(rows: Sequence[np.ndarray], fill: float = 0) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(r, (0, longest - len(r)), constant_values=fill) for r in rows]))

    roles = [row for e in group for row in e.roles]
    of = [n for n, e in enumerate(group) for _ in e.at]
    return Batch(
        padded([e.window.pieces for e in group]),
        torch.stack([padded([getattr(e.window, look) for e in group]) for look in ("written", "quoted", "opening")]),
        padded([np.ones(len(e.window), dtype=bool) for e in group]),
        padded([e.anchors for e in group]),
        padded([e.known for e in group]),
        torch.tensor(of, dtype=torch.long),
        torch.from_numpy(np.concatenate([e.at for e in group])),
        padded(roles, -1) if roles else torch.empty((0, longest), dtype=torch.long),
        torch.from_numpy(np.concatenate([e.weights for e in group])),
    )


def _rate(share: float, warm_up: float) -> float:
    """Linear up, then down as a cosine does."""
    if share < warm_up:
        return share / warm_up
    return 0.5 * (1 + math.cos(math.pi * min((share - warm_up) / (1 - warm_up), 1)))
