"""Narrowing a fitted network: its feed-forward networks keep the neurons that say most, and are fitted on."""

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Tagger


def narrowed(tagger: Tagger, heard: Sequence[Tensor], wide: int) -> dict[str, Tensor]:
    """The weights with only the `wide` neurons of each feed-forward network that say most.

    `heard` are, for each layer, the neurons' mean absolute activations; what a neuron says is that times the length of
    its outgoing weights (after Han et al., 2015).
    """
    weights = dict(tagger.state_dict())
    for n, loud in enumerate(heard):
        layer = f"encoder.layers.{n}"
        says = loud * weights[f"{layer}.down.weight"].norm(dim=0)
        kept = says.topk(wide).indices.sort().values
        weights[f"{layer}.up.weight"] = weights[f"{layer}.up.weight"][kept]
        weights[f"{layer}.up.bias"] = weights[f"{layer}.up.bias"][kept]
        weights[f"{layer}.down.weight"] = weights[f"{layer}.down.weight"][:, kept]
    return weights


def loudness(tagger: Tagger, batches: Iterable[tuple[Tensor, Tensor, Tensor]]) -> list[Tensor]:
    """For each layer, its feed-forward neurons' mean absolute activation over batches of pieces, looks and masks."""
    sums = [torch.zeros(layer.up.out_features) for layer in tagger.encoder.layers]
    hooks = []
    for total, layer in zip(sums, tagger.encoder.layers, strict=True):

        def add(_: nn.Module, __: object, out: Tensor, total: Tensor = total) -> None:
            total += functional.gelu(out).abs().float().mean(dim=(0, 1))

        hooks.append(layer.up.register_forward_hook(add))
    tagger.eval()
    with torch.no_grad():
        for pieces, looks, mask in batches:
            tagger.encoder(pieces, looks, mask)
    for hook in hooks:
        hook.remove()
    return sums
