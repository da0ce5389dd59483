"""The tagger's network: a small BERT encoder (MiniLM-L6, Wang et al., 2020) with two heads.

One head scores each piece for being an anchor. The other scores, for each anchor, the role of every piece: from the
piece, the anchor, the distance between them, and the neighbours (convolutions), in one pass for whole attributions.
"""

import math
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.records import EVENT_TYPES
from dateline.statements.tagger import bucket_of

WIDTH, LAYERS, HEADS, WORDS, PLACES = 384, 6, 12, 30522, 512
WIDE = 4 * WIDTH
"""Width of the feed-forward networks, as they come pretrained."""
MIDDLE = 3
"""The layer behind which words that tell events go a way of their own."""
INNER = 128
"""Width of the roles' head."""
BUCKETS = 33
"""Buckets of distance: 16 to each side, growing by powers of the square root of two, and the anchor itself."""


class Layer(nn.Module):
    """A layer of BERT (Devlin et al., 2019): attention and a feed-forward network, each normalised after its sum."""

    def __init__(self, dropout: float, wide: int) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, wide)
        self.down = nn.Linear(wide, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-12)
        self.second = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        heed = (q * (WIDTH // HEADS) ** -0.5) @ k.transpose(-1, -2)
        if mask is not None:
            heed = heed.masked_fill(~mask, float("-inf"))
        mixed = (torch.softmax(heed, dim=-1).type_as(v) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.first(x + self.out(mixed))
        return self.second(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces with their looks to vectors (batch, pieces, WIDTH)."""

    def __init__(self, dropout: float, wide: int = WIDE) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.looks = nn.ModuleList(nn.Embedding(size, WIDTH) for size in (5, 3, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout, wide) for _ in range(LAYERS))
        for look in self.looks:
            nn.init.zeros_(look.weight)

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor | None = None) -> Tensor:
        """`pieces` (batch, pieces), `looks` (3, batch, pieces), `mask` True where a piece is real."""
        x = self.words(pieces) + self.places.weight[: pieces.shape[1]] + self.kind
        for table, look in zip(self.looks, looks, strict=True):
            x = x + table(look)
        x = self.drop(self.norm(x))
        heed = mask[:, None, None, :] if mask is not None else None
        for layer in self.layers:
            x = layer(x, heed)
        return x

    def load_minilm(self, weights: Mapping[str, Tensor]) -> None:
        """Take over pretrained weights in the names that `transformers` gives them."""
        own = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "places.weight": weights["embeddings.position_embeddings.weight"],
            "kind": weights["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.output.dense",
            "first": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "second": "output.LayerNorm",
        }
        for n in range(LAYERS):
            for end in ("weight", "bias"):
                given = f"encoder.layer.{n}."
                own[f"layers.{n}.qkv.{end}"] = torch.cat(
                    [weights[f"{given}attention.self.{part}.{end}"] for part in ("query", "key", "value")]
                )
                for name, theirs in names.items():
                    own[f"layers.{n}.{name}.{end}"] = weights[f"{given}{theirs}.{end}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or any(not name.startswith("looks.") for name in missing):
            raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")


class Anchors(nn.Module):
    """Vectors to the log odds that a piece is an anchor."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.up = nn.Linear(width, INNER)
        self.down = nn.Linear(INNER, 1)

    def forward(self, x: Tensor) -> Tensor:
        return self.down(functional.gelu(self.up(x))).squeeze(-1)


class Roles(nn.Module):
    """For anchors, the scores of each piece's role (anchors, pieces, 4)."""

    def __init__(self, dropout: float, width: int = WIDTH) -> None:
        super().__init__()
        self.of_piece = nn.Linear(width, INNER)
        self.of_anchor = nn.Linear(width, 2 * INNER)
        self.distance = nn.Embedding(BUCKETS, INNER)
        self.norms = nn.ModuleList(nn.LayerNorm(INNER, eps=1e-12) for _ in range(3))
        self.near = nn.ModuleList(nn.Conv1d(INNER, INNER, 7, padding=3, groups=INNER) for _ in range(2))
        self.mix = nn.ModuleList(nn.Linear(INNER, INNER) for _ in range(2))
        self.score = nn.Linear(INNER, 4)
        self.drop = nn.Dropout(dropout)

    def project(self, x: Tensor) -> Tensor:
        """What the head needs of each piece, once for all anchors."""
        return self.of_piece(x)

    def forward(self, pieces: Tensor, anchors: Tensor, buckets: Tensor) -> Tensor:
        """`pieces` (anchors, pieces, INNER) by `project`; `anchors` their vectors; `buckets` by `bucket_of`."""
        shift, scale = self.of_anchor(anchors)[:, None].chunk(2, dim=-1)
        x = functional.gelu(self.norms[0](pieces * (1 + scale) + shift + self.distance(buckets)))
        for norm, near, mix in zip(self.norms[1:], self.near, self.mix, strict=True):
            y = near(norm(x).transpose(1, 2)).transpose(1, 2)
            x = x + self.drop(mix(functional.gelu(y)))
        return self.score(x)


class Telling(nn.Module):
    """The encoder's middle to the log odds that a piece's word tells an event (batch, pieces), and the scores of its
    types (batch, pieces, types), through layers of its own."""

    def __init__(self, layers: Sequence[Layer], width: int = WIDTH, dropout: float = 0.1) -> None:
        super().__init__()
        self.layers = nn.ModuleList(layers)
        self.up = nn.Linear(width, 2 * INNER)
        self.some = nn.Linear(2 * INNER, 1)
        self.types = nn.Linear(2 * INNER, len(EVENT_TYPES))
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        for layer in self.layers:
            x = layer(x, mask[:, None, None, :])
        x = self.drop(functional.gelu(self.up(self.drop(x))))
        return self.some(x).squeeze(-1), self.types(x)


class Reader(nn.Module):
    """An encoder with the heads that find attributions."""

    encoder: nn.Module
    anchors: Anchors
    roles: Roles

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor, row: Tensor, at: Tensor) -> tuple[Tensor, Tensor]:
        """Log odds of anchors (batch, pieces), and scores of roles for the anchors `at` in the windows `row`."""
        x = self.encoder(pieces, looks, mask)
        distance = torch.arange(pieces.shape[1])[None] - at[:, None]
        roles = self.roles(self.roles.project(x)[row], x[row, at], torch.from_numpy(bucket_of(distance.numpy())))
        return self.anchors(x), roles


class Tagger(Reader):
    """Encoder and heads together, as they are trained."""

    def __init__(self, dropout: float = 0.1, wide: int = WIDE) -> None:
        super().__init__()
        self.encoder = Encoder(dropout, wide)
        self.anchors = Anchors()
        self.roles = Roles(dropout)
        nn.init.constant_(self.anchors.down.bias, -math.log(30))
