"""What a run of training depends on besides its data."""

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rates:
    """How fast a network learns: `body` and `heads` are rates of learning, `pieces` the size of a batch."""

    body: float
    heads: float
    pieces: int
    mean: float
    """What is measured and kept is the running mean of the fitted weights (Polyak, 1992), by this share a step."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run; those of the shipped model are the defaults."""

    seed: int = 1
    teacher_epochs: int = 2
    teacher_rates: Rates = Rates(5e-5, 1e-3, 2560, 0.995)
    unread: int = 1000
    """Texts that nobody annotated, of which the teacher tells what it sees."""
    wide_epochs: int = 4
    horizon: int = 10
    """The rates of the small network's first stage fall as over so many epochs, of which it takes `wide_epochs`: they
    are still high when the network is narrowed."""
    wide: int = 896
    """Neurons that are kept of each feed-forward network's 1,536: a quarter less work."""
    heard: int = 40
    """Batches over which it is heard which neurons say most."""
    narrow_epochs: int = 4
    rates: Rates = Rates(1e-4, 1e-3, 3072, 0.998)
    warm_up: float = 0.06
    """Share of the steps in which the rates rise; then they fall as a cosine does."""
    decay: float = 0.01
    dropout: float = 0.1
    shortest: int = 112
    longest: int = 256
    """Bounds, in pieces, of the windows' length, drawn for each article and epoch."""


def rate(share: float, warm_up: float) -> float:
    """The share of its highest that a rate has when `share` of the steps are done: linear up, down as a cosine does."""
    if share < warm_up:
        return share / warm_up
    return 0.5 * (1 + math.cos(math.pi * min((share - warm_up) / (1 - warm_up), 1)))
