"""What a run of training depends on besides its data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of a run; those of the shipped model are the defaults."""

    seed: int = 1
    wide_epochs: int = 4
    horizon: int = 10
    """The rates of the first stage fall as over so many epochs, of which it takes `wide_epochs`: they are still high
    when the network is narrowed."""
    wide: int = 1024
    """Neurons that are kept of each feed-forward network's 1,536: a fifth less work."""
    heard: int = 40
    """Batches over which it is heard which neurons say most."""
    lives: tuple[int, ...] = (6, 2)
    """Epochs of the second stage, each time that it is run from the narrowed network."""
    pieces: int = 3072
    """Pieces in a batch: about 16 windows."""
    rate: float = 1e-4
    """Learning rate of the encoder."""
    heads: float = 1e-3
    """Learning rate of the heads."""
    warm_up: float = 0.06
    """Share of the steps in which the rates rise; then they fall as a cosine does."""
    decay: float = 0.01
    dropout: float = 0.1
    shortest: int = 112
    longest: int = 256
    """Bounds, in pieces, of the windows' length, drawn for each article and epoch."""
    mean: float = 0.998
    """What is measured and shipped is the running mean of the fitted weights (Polyak, 1992), by this share a step."""
