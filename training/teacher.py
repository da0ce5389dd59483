"""The teacher: a larger encoder (MPNet-base, Song et al., 2020) with the tagger's heads, from which the tagger learns.

It reads the same windows in the same pieces: its vocabulary is the tagger's with other numbers. It starts from
all-mpnet-base-v2 (Apache-2.0).
"""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Anchors, Reader, Roles

WIDTH, LAYERS, HEADS, WORDS, PLACES = 768, 12, 12, 30527, 514
KEPT = 2
"""Lowest layers that stay as they come: they know words, and cost time."""
_BUCKETS, _FARTHEST = 32, 128
_SHIFT = 4
"""MPNet's number of a piece is BERT's and so many, but for these."""
_SPECIAL = {0: 1, 101: 0, 102: 2}


class Layer(nn.Module):
    """A layer of MPNet: BERT's, with a bias of attention by relative position."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.up = nn.Linear(WIDTH, 4 * WIDTH)
        self.down = nn.Linear(4 * WIDTH, WIDTH)
        self.first = nn.LayerNorm(WIDTH, eps=1e-5)
        self.second = nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.first(x + self.drop(self.out(mixed.transpose(1, 2).reshape(batch, length, WIDTH))))
        return self.second(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces with their looks to vectors (batch, pieces, WIDTH)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(WORDS, WIDTH)
        self.places = nn.Embedding(PLACES, WIDTH)
        self.relative = nn.Embedding(_BUCKETS, HEADS)
        self.looks = nn.ModuleList(nn.Embedding(size, WIDTH) for size in (5, 3, 2))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        for look in self.looks:
            nn.init.zeros_(look.weight)
        for part in (self.words, self.places, self.relative, self.norm, *self.layers[:KEPT]):
            part.requires_grad_(False)

    def forward(self, pieces: Tensor, looks: Tensor, mask: Tensor | None = None) -> Tensor:
        length = pieces.shape[1]
        x = self.words(_numbered(pieces)) + self.places.weight[2 : 2 + length]
        for table, look in zip(self.looks, looks, strict=True):
            x = x + table(look)
        x = self.drop(self.norm(x))
        bias = self.relative(_buckets(length)).permute(2, 0, 1)[None]
        if mask is not None:
            bias = bias.masked_fill(~mask[:, None, None, :], -1e4)
        if torch.is_autocast_enabled("cpu"):
            x, bias = x.bfloat16(), bias.bfloat16()
        for n, layer in enumerate(self.layers):
            if n < KEPT:
                with torch.no_grad():
                    x = layer(x, bias)
            else:
                x = layer(x, bias)
        return x

    def load_mpnet(self, weights: Mapping[str, Tensor]) -> None:
        """Take over pretrained weights in the names that `transformers` gives them."""
        own = {
            "words.weight": weights["embeddings.word_embeddings.weight"],
            "places.weight": weights["embeddings.position_embeddings.weight"],
            "relative.weight": weights["encoder.relative_attention_bias.weight"],
            "norm.weight": weights["embeddings.LayerNorm.weight"],
            "norm.bias": weights["embeddings.LayerNorm.bias"],
        }
        names = {
            "out": "attention.attn.o",
            "first": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "second": "output.LayerNorm",
        }
        for n in range(LAYERS):
            for end in ("weight", "bias"):
                given = f"encoder.layer.{n}."
                own[f"layers.{n}.qkv.{end}"] = torch.cat(
                    [weights[f"{given}attention.attn.{part}.{end}"] for part in "qkv"]
                )
                for name, theirs in names.items():
                    own[f"layers.{n}.{name}.{end}"] = weights[f"{given}{theirs}.{end}"]
        missing, unexpected = self.load_state_dict(own, strict=False)
        if unexpected or any(not name.startswith("looks.") for name in missing):
            raise ValueError(f"weights do not fit: missing {missing}, unexpected {unexpected}")


class Teacher(Reader):
    """Encoder and heads together."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.anchors = Anchors(WIDTH)
        self.roles = Roles(dropout, WIDTH)
        nn.init.constant_(self.anchors.down.bias, -math.log(30))


def _numbered(pieces: Tensor) -> Tensor:
    numbered = pieces + _SHIFT
    for given, own in _SPECIAL.items():
        numbered = torch.where(pieces == given, own, numbered)
    return numbered


def _buckets(length: int) -> Tensor:
    """Buckets of relative position, as T5 and MPNet have them."""
    place = torch.arange(length)
    n = -(place[None, :] - place[:, None])
    half = _BUCKETS // 2
    bucket = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    far = exact + (torch.log(n.clamp(min=1).float() / exact) / math.log(_FARTHEST / exact) * (half - exact)).long()
    return bucket + torch.where(n < exact, n, far.clamp(max=half - 1))
