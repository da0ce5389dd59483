"""What event each word tells: layers of their own on the encoder's middle, fitted on sentences with all events marked.

`python -m training.telling` fits them on the sentences under `training/sentences/` and writes
`dateline/models/telling.onnx`, in a few minutes. The shipped encoder stays as it is: what it finds of attributions does
not change.
"""

import argparse
import copy
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from dateline.encoder import outputs, tokenizer
from dateline.quotes import find_quotes
from dateline.records import EVENT_TYPES, Article
from dateline.windows import Window, windows
from eval.events import paragraph
from eval.marked import Mark, read_marked
from training.batches import padded, padded_length
from training.network import Telling
from training.plan import rate
from training.ship import ship_telling, shipped_layers

SENTENCES = Path(__file__).parent / "sentences"
NONE = 0
"""The first share: the word tells no event. The types follow in the order of `EVENT_TYPES`."""
SMOOTHED = 0.04
"""What is taken of each word's certainty and given to all other answers: marks err, and no word is beyond doubt
(Szegedy et al., 2016)."""
EPOCHS, BODY, HEADS = 6, 3e-4, 1e-3
"""Rates at which layers and heads learn."""
WARM_UP = 0.1
PIECES = 2048


@dataclass(frozen=True, slots=True)
class Lesson:
    """A window, the encoder's middle of it (pieces, WIDTH), and for the first piece of each word (`is_word`) the
    shares of its telling nothing or one of each type (pieces, 1 + types)."""

    window: Window
    middle: NDArray[np.float32]
    is_word: NDArray[np.bool_]
    shares: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """Lessons of about one length, padded."""

    mask: Tensor
    middle: Tensor
    is_word: Tensor
    shares: Tensor


def main() -> int:
    """Fit and ship."""
    parser = argparse.ArgumentParser(prog="python -m training.telling", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--seed", type=int, default=1)
    ship_telling(fit_telling(lessons(sorted(SENTENCES.glob("*.txt"))), parser.parse_args().seed))
    return 0


def lessons(paths: Sequence[Path]) -> list[Lesson]:
    """The lessons of files of marked sentences."""
    return [each for line in read_marked(paths) for each in lessons_of(paragraph(line.text), line.marks)]


def lessons_of(article: Article, marks: Sequence[Mark] = ()) -> Iterator[Lesson]:
    """The windows of an article with what is marked in them."""
    for window in windows(article, [quote.span for quote in find_quotes(article)], tokenizer()):
        [middle] = outputs(window, ["middle"])
        is_word = window.word >= 0
        is_word[1:] &= window.word[1:] != window.word[:-1]
        shares = np.zeros((len(window), 1 + len(EVENT_TYPES)), dtype=np.float32)
        shares[:, NONE] = 1
        for mark in marks:
            at = is_word & (window.starts == mark.span.start)
            shares[at] = np.eye(1 + len(EVENT_TYPES), dtype=np.float32)[1 + EVENT_TYPES.index(mark.type)]
        yield Lesson(window, middle, is_word, shares)


def fit_telling(lessons: Sequence[Lesson], seed: int) -> Telling:
    """The layers, fitted on lessons; they hold the running mean of their weights (Polyak, 1992)."""
    torch.manual_seed(seed)
    random = Random(seed)
    telling = Telling(shipped_layers())
    mean = copy.deepcopy(telling)
    heads = [p for name, p in telling.named_parameters() if not name.startswith("layers.")]
    groups = [{"params": heads, "lr": HEADS}, {"params": telling.layers.parameters(), "lr": BODY}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = EPOCHS * sum(1 for _ in batches(lessons, PIECES))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / total, WARM_UP))
    for epoch in range(EPOCHS):
        begun, losses = time.monotonic(), []
        telling.train()
        for batch in batches(lessons, PIECES, random):
            loss = loss_of(batch, *telling(batch.middle, batch.mask))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(telling.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            share = min(0.99, (1 + schedule.last_epoch) / (10 + schedule.last_epoch))
            with torch.no_grad():
                torch._foreach_lerp_(list(mean.parameters()), list(telling.parameters()), 1 - share)
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {time.monotonic() - begun:.0f} s", flush=True)
    mean.eval()
    return mean


def loss_of(batch: Batch, telling: Tensor, types: Tensor) -> Tensor:
    """Cross entropy of telling an event at all, and of its type by the share that it does; by the events there are."""
    some = 1 - batch.shares[..., NONE]
    less = SMOOTHED / 2 + (1 - SMOOTHED) * some
    of_telling = functional.binary_cross_entropy_with_logits(telling, less, reduction="none")
    of_types = -(functional.log_softmax(types, dim=-1) * batch.shares[..., 1:]).sum(dim=-1)
    return ((of_telling + of_types) * batch.is_word).sum() / (some * batch.is_word).sum().clamp(min=1)


def batches(lessons: Sequence[Lesson], size: int, random: Random | None = None) -> Iterator[Batch]:
    """Lessons in batches of about `size` pieces; in a random order if one is given."""
    order = list(range(len(lessons)))
    if random is not None:
        random.shuffle(order)
    order.sort(key=lambda n: padded_length(len(lessons[n].window)))
    groups: list[list[int]] = [[]]
    for n in order:
        if groups[-1] and (len(groups[-1]) + 1) * padded_length(len(lessons[n].window)) > size:
            groups.append([])
        groups[-1].append(n)
    if random is not None:
        random.shuffle(groups)
    for group in groups:
        yield _collated([lessons[n] for n in group])


def _collated(group: Sequence[Lesson]) -> Batch:
    longest = padded_length(max(len(each.window) for each in group))

    def stacked(rows: Sequence[NDArray[np.float32]]) -> Tensor:
        return torch.from_numpy(np.stack([np.pad(row, ((0, longest - len(row)), (0, 0))) for row in rows]))

    return Batch(
        padded([np.ones(len(each.window), dtype=bool) for each in group], longest),
        stacked([each.middle for each in group]),
        padded([each.is_word for each in group], longest),
        stacked([each.shares for each in group]),
    )


if __name__ == "__main__":
    sys.exit(main())
