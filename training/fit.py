"""Fitting teacher and tagger: epochs over shuffled windows, with a checkpoint after each, from which a run goes on."""

import copy
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training import batches, lessons
from training.batches import Batch
from training.corpus import Example, Source, shuffled
from training.measure import Network, measure
from training.narrowing import loudness, narrowed
from training.network import Tagger
from training.plan import Plan, Rates, rate
from training.pretrained import pretrained, pretrained_teacher, tokenizer


@dataclass(frozen=True, slots=True)
class Data:
    """What a run learns from: annotated articles, and others that nobody annotated."""

    train: Sequence[Source]
    unread: Sequence[Source]


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of a run: its rates fall as they would over `horizon` epochs, of which it takes the first `epochs`.

    `batches` gives those of an epoch by its number.
    """

    name: str
    epochs: int
    horizon: int
    rates: Rates
    batches: Callable[[int], Iterator[Batch]]


@dataclass(frozen=True, slots=True)
class Run:
    """Where a run keeps its checkpoints, and what it is measured by after each epoch."""

    plan: Plan
    out: Path
    dev: Sequence[Source]
    scorer: ModuleType


def fit(run: Run, data: Data) -> Tagger:
    """The fitted tagger. How good it is on `dev` after each epoch goes to standard output.

    A large network is fitted first, the teacher; then for a few epochs the small one. Its feed-forward networks are
    narrowed, for speed, and it is fitted to the end on the teacher's word for the same articles and for others.
    """
    plan = run.plan
    torch.manual_seed(plan.seed)
    run.out.mkdir(parents=True, exist_ok=True)
    taught = _lessons(run, data)

    def drawn(epoch: int) -> Iterator[Batch]:
        return batches.batches(_drawn(plan, "wide", data.train, epoch), plan.rates.pieces)

    def mixed(epoch: int) -> Iterator[Batch]:
        random = Random(f"{plan.seed} narrow {epoch}")
        return batches.batches(random.sample(taught, len(taught)), plan.rates.pieces)

    wide = pretrained(plan.dropout)
    _fit(run, Stage("wide", plan.wide_epochs, plan.horizon, plan.rates, drawn), wide)
    heard = loudness(wide, ((b.pieces, b.looks, b.mask) for b in itertools.islice(drawn(0), plan.heard)))
    fitted = Tagger(plan.dropout, plan.wide)
    fitted.load_state_dict(narrowed(wide, heard, plan.wide))
    _fit(run, Stage("narrow", plan.narrow_epochs, plan.narrow_epochs, plan.rates, mixed), fitted)
    return fitted


def _lessons(run: Run, data: Data) -> list[Example]:
    """The windows of the annotated and the other articles, as the teacher sees them; fits the teacher first."""
    plan = run.plan
    kept = run.out / "lessons.pt"
    if kept.exists():
        return lessons.load(kept)

    def drawn(epoch: int) -> Iterator[Batch]:
        return batches.batches(_drawn(plan, "teacher", data.train, epoch), plan.teacher_rates.pieces)

    teacher = pretrained_teacher(plan.dropout)
    stage = Stage("teacher", plan.teacher_epochs, plan.teacher_epochs, plan.teacher_rates, drawn)
    _fit(run, stage, teacher)
    found: list[Example] = []
    for sources, trust in ((data.train, lessons.TRUST), (data.unread, 1)):
        some = list(_drawn(plan, "lessons", sources, 0))
        for example in lessons.taught(teacher, some, plan.teacher_rates.pieces, trust=trust):
            found.append(example)
            if len(found) % 100 == 0:
                print(f"\r{len(found)} windows taught ", end="", file=sys.stderr, flush=True)
    lessons.save(kept, found)
    return found


def _fit(run: Run, stage: Stage, model: Network) -> None:
    """Fit a network; at the end it holds the running mean of its weights."""
    plan, rates = run.plan, stage.rates
    mean = copy.deepcopy(model)
    model.encoder.words.weight.requires_grad_(False)  # words unseen in training keep to those that were seen
    heads = [p for name, p in model.named_parameters() if not _is_pretrained(name)]
    body = [p for name, p in model.named_parameters() if _is_pretrained(name) and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rates.body}, {"params": heads, "lr": rates.heads}], weight_decay=plan.decay
    )
    total = stage.horizon * sum(1 for _ in stage.batches(0))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / total, plan.warm_up))
    checkpoint = run.out / f"{stage.name}.pt"
    parts = {"model": model, "mean": mean, "optimizer": optimizer, "schedule": schedule}
    done = _resumed(checkpoint, plan, parts) if checkpoint.exists() else 0
    for epoch in range(done, stage.epochs):
        loss = _epoch(stage, model, mean, optimizer, schedule, epoch, total * stage.epochs // stage.horizon)
        state = {name: part.state_dict() for name, part in parts.items()}
        written = checkpoint.with_suffix(".new")
        torch.save({"plan": _as_saved(plan), "random": torch.get_rng_state(), "done": epoch + 1, **state}, written)
        written.replace(checkpoint)
        told = measure(mean, run.dev, run.scorer)
        print(f"\r{stage.name}, epoch {epoch + 1}: loss {loss:.4f}; dev {told}", flush=True)
    model.load_state_dict(mean.state_dict())


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
    return asdict(plan)


def _is_pretrained(name: str) -> bool:
    return name.startswith("encoder.") and ".looks." not in name


def _drawn(plan: Plan, stage: str, sources: Sequence[Source], epoch: int) -> Iterator[Example]:
    return shuffled(sources, tokenizer(), Random(f"{plan.seed} {stage} {epoch}"), plan.shortest, plan.longest)


def _epoch(
    stage: Stage,
    model: Network,
    mean: Network,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
    epoch: int,
    total: int,
) -> float:
    model.train()
    losses = []
    begun = time.monotonic()
    for batch in stage.batches(epoch):
        loss = _loss(model, batch)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in model.parameters() if p.requires_grad], 1.0)
        optimizer.step()
        schedule.step()
        step = schedule.last_epoch
        share = min(stage.rates.mean, (1 + step) / (10 + step))
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


def _loss(model: Network, batch: Batch) -> Tensor:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        anchors, roles = model(batch.pieces, batch.looks, batch.mask, batch.row, batch.at)
    return batches.loss_of(batch, anchors.float(), roles.float())
