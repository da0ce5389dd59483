"""The fitted network as the files that Dateline runs: two ONNX graphs, weights in 7 bits, activations in 8.

The graphs are written out by hand, operator for operator: what runs is what stands here. Weights of the large products
are signed 7-bit integers with a scale for each column, activations unsigned 8-bit integers with a scale for each
window (dynamic quantisation). With 7 bits no processor's 16-bit sums overflow, so that the integer arithmetic is the
same on all of them; what is left to differ is the rounding of 32-bit floats.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from dateline.records import EVENT_TYPES
from dateline.statements.evidence import N_FEATURES
from training.calibrate import judge, reliability, weights_of
from training.corpus import Source
from training.network import HEADS, INNER, LAYERS, MIDDLE, WIDTH, Layer, Tagger, Telling
from training.pretrained import FOLDER

MODELS = Path(__file__).parent.parent / "dateline" / "models"
CARD = "model.json"

Weights = Mapping[str, NDArray[np.float32]]
_FARTHEST = 63
"""Largest magnitude of a weight: 7 bits."""
_OPSET = [helper.make_opsetid("", 18), helper.make_opsetid("com.microsoft", 1)]


class _Graph:
    """Nodes and weights of a graph in the making; each method adds a node and gives the name of its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.held: dict[str, onnx.TensorProto] = {}

    def hold(self, name: str, values: NDArray[np.generic]) -> str:
        self.held[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def add(
        self, operator: str, inputs: Sequence[str], *, name: str = "", ours: bool = False, **settings: object
    ) -> str:
        out = name or f"{operator}.{len(self.nodes)}"
        domain = "com.microsoft" if ours else ""
        self.nodes.append(helper.make_node(operator, list(inputs), [out], domain=domain, **settings))
        return out

    def product(self, x: str, name: str, weights: Weights) -> str:
        """`x` times a layer's weights plus its bias, in integers."""
        columns = weights[f"{name}.weight"].T
        scale = np.abs(columns).max(axis=0) / _FARTHEST
        whole = np.clip(np.round(columns / scale), -_FARTHEST, _FARTHEST).astype(np.int8)
        given = [
            x,
            self.hold(f"{name}.whole", whole),
            self.hold(f"{name}.scale", scale.astype(np.float32)),
            self.hold(f"{name}.zero", np.zeros(scale.shape, dtype=np.int8)),
            self.hold(f"{name}.bias", weights[f"{name}.bias"]),
        ]
        return self.add("DynamicQuantizeMatMul", given, ours=True)

    def exact(self, x: str, name: str, weights: Weights) -> str:
        """The same in floats, for what is small."""
        y = self.add("MatMul", [x, self.hold(f"{name}.weight", weights[f"{name}.weight"].T)])
        return self.add("Add", [y, self.hold(f"{name}.bias", weights[f"{name}.bias"])])

    def norm(self, x: str, name: str, weights: Weights) -> str:
        """Layer normalisation; onnxruntime 1.32 takes four times as long for its own operator of that name."""
        even = self.add("MeanVarianceNormalization", [x], axes=[-1])
        scaled = self.add("Mul", [even, self.hold(f"{name}.weight", weights[f"{name}.weight"])])
        return self.add("Add", [scaled, self.hold(f"{name}.bias", weights[f"{name}.bias"])])

    def model(
        self, name: str, inputs: Mapping[str, tuple[int, list[object]]], outputs: Mapping[str, list[object]]
    ) -> onnx.ModelProto:
        graph = helper.make_graph(
            self.nodes,
            name,
            [helper.make_tensor_value_info(n, kind, shape) for n, (kind, shape) in inputs.items()],
            [helper.make_tensor_value_info(n, TensorProto.FLOAT, shape) for n, shape in outputs.items()],
            list(self.held.values()),
        )
        model = helper.make_model(graph, opset_imports=_OPSET, ir_version=8)
        onnx.checker.check_model(model)
        return model


def encoder_graph(weights: Weights) -> onnx.ModelProto:
    """`pieces` and `looks` (3, pieces) to `vectors`, `anchors` (log odds), `projected` (for the roles' graph) and the
    `middle`, which the graph of words that tell events goes on from."""
    g = _Graph()
    x = g.norm(_embedded(g, weights), "encoder.norm", weights)
    x = g.add("Reshape", [x, g.hold("batched", np.array([1, -1, WIDTH]))])
    flat = g.hold("flat", np.array([-1, WIDTH]))
    x = _layers(g, x, "encoder.layers", range(MIDDLE), weights)
    g.add("Reshape", [x, flat], name="middle")
    x = _layers(g, x, "encoder.layers", range(MIDDLE, LAYERS), weights)
    g.add("Reshape", [x, flat], name="vectors")
    first = ("anchors.up", "roles.of_piece")
    heads = {end: np.concatenate([weights[f"{head}.{end}"] for head in first]) for end in ("weight", "bias")}
    heads = {f"heads.{end}": values for end, values in heads.items()}
    sizes = g.hold("halves", np.array([INNER] * 2))
    hidden = ["hidden", "projected"]
    g.nodes.append(helper.make_node("Split", [g.product("vectors", "heads", heads), sizes], hidden, axis=-1))
    odds = g.exact(g.add("Gelu", ["hidden"], ours=True), "anchors.down", weights)
    g.add("Squeeze", [odds, g.hold("last", np.array([1]))], name="anchors")
    return g.model(
        "encoder",
        {"pieces": (TensorProto.INT64, ["n"]), "looks": (TensorProto.INT64, [3, "n"])},
        {"vectors": ["n", WIDTH], "anchors": ["n"], "projected": ["n", INNER], "middle": ["n", WIDTH]},
    )


def _layers(g: _Graph, x: str, name: str, numbers: Iterable[int], weights: Weights) -> str:
    for n in numbers:
        layer = f"{name}.{n}"
        qkv = g.product(x, f"{layer}.qkv", weights)
        parts = [f"{layer}.{part}" for part in "qkv"]
        sizes = g.hold("sizes", np.array([WIDTH] * 3))
        g.nodes.append(helper.make_node("Split", [qkv, sizes], parts, axis=-1))
        mixed = g.add("MultiHeadAttention", parts, ours=True, num_heads=HEADS)
        x = g.norm(g.add("Add", [x, g.product(mixed, f"{layer}.out", weights)]), f"{layer}.first", weights)
        up = g.add("Gelu", [g.product(x, f"{layer}.up", weights)], ours=True)
        x = g.norm(g.add("Add", [x, g.product(up, f"{layer}.down", weights)]), f"{layer}.second", weights)
    return x


def telling_graph(weights: Weights) -> onnx.ModelProto:
    """`middle` to `types`, the logarithms of the shares of no event and of each type."""
    g = _Graph()
    x = g.add("Reshape", ["middle", g.hold("batched", np.array([1, -1, WIDTH]))])
    x = _layers(g, x, "layers", range(LAYERS - MIDDLE), weights)
    x = g.add("Reshape", [x, g.hold("flat", np.array([-1, WIDTH]))])
    x = g.add("Gelu", [g.product(x, "up", weights)], ours=True)
    some = g.exact(x, "some", weights)
    none = g.add("Neg", [g.add("Softplus", [some])])
    likely = g.add("Neg", [g.add("Softplus", [g.add("Neg", [some])])])
    types = g.add("Add", [likely, g.add("LogSoftmax", [g.exact(x, "types", weights)], axis=-1)])
    g.add("Concat", [none, types], name="types", axis=-1)
    return g.model(
        "telling",
        {"middle": (TensorProto.FLOAT, ["n", WIDTH])},
        {"types": ["n", 1 + len(EVENT_TYPES)]},
    )


def _embedded(g: _Graph, weights: Weights) -> str:
    """Words (8 bits, a scale for each), places and looks, summed."""
    words = weights["encoder.words.weight"]
    scale = np.abs(words).max(axis=1, keepdims=True) / 127
    whole = g.add("Gather", [g.hold("words", np.round(words / scale).astype(np.int8)), "pieces"])
    scales = g.add("Gather", [g.hold("words.scale", scale.astype(np.float32)), "pieces"])
    x = g.add("Mul", [g.add("Cast", [whole], to=TensorProto.FLOAT), scales])
    places = weights["encoder.places.weight"] + weights["encoder.kind"]
    size = g.add("Shape", ["pieces"])
    here = g.add("Slice", [g.hold("places", places), g.hold("zero", np.array([0])), size])
    x = g.add("Add", [x, here])
    for n in range(3):
        row = g.add("Gather", ["looks", g.hold(f"look.{n}", np.array(n))], axis=0)
        table = g.hold(f"looks.{n}", weights[f"encoder.looks.{n}.weight"])
        x = g.add("Add", [x, g.add("Gather", [table, row])])
    return x


def roles_graph(weights: Weights) -> onnx.ModelProto:
    """`projected`, the `anchors`' vectors and `buckets` of distance to `roles` (anchors, pieces, 4)."""
    g = _Graph()
    of_anchor = g.add("Unsqueeze", [g.exact("anchors", "roles.of_anchor", weights), g.hold("second", np.array([1]))])
    g.nodes.append(helper.make_node("Split", [of_anchor], ["shift", "scale"], axis=-1, num_outputs=2))
    scaled = g.add("Mul", ["projected", g.add("Add", ["scale", g.hold("one", np.array(1, dtype=np.float32))])])
    far = g.add("Gather", [g.hold("distance", weights["roles.distance.weight"]), "buckets"])
    x = g.add("Add", [g.add("Add", [scaled, "shift"]), far])
    x = g.add("Gelu", [g.norm(x, "roles.norms.0", weights)], ours=True)
    for n in range(2):
        y = g.add("Transpose", [g.norm(x, f"roles.norms.{n + 1}", weights)], perm=[0, 2, 1])
        ends = [g.hold(f"near.{n}.{end}", weights[f"roles.near.{n}.{end}"]) for end in ("weight", "bias")]
        y = g.add("Conv", [y, *ends], group=INNER, kernel_shape=[7], pads=[3, 3])
        y = g.add("Gelu", [g.add("Transpose", [y], perm=[0, 2, 1])], ours=True)
        x = g.add("Add", [x, g.exact(y, f"roles.mix.{n}", weights)])
    g.add("Identity", [g.exact(x, "roles.score", weights)], name="roles")
    return g.model(
        "roles",
        {
            "projected": (TensorProto.FLOAT, ["n", INNER]),
            "anchors": (TensorProto.FLOAT, ["a", WIDTH]),
            "buckets": (TensorProto.INT64, ["a", "n"]),
        },
        {"roles": ["a", "n", 4]},
    )


def ship(tagger: Tagger, seed: int) -> None:
    """Write the model's files into the package, with a card that names them."""
    weights = {name: tensor.numpy() for name, tensor in tagger.state_dict().items()}
    files = {
        "encoder.onnx": encoder_graph(weights).SerializeToString(),
        "attribution.onnx": roles_graph(weights).SerializeToString(),
        "tokenizer.json": (FOLDER / "tokenizer.json").read_bytes(),
    }
    for name, content in files.items():
        (MODELS / name).write_bytes(content)
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    if (MODELS / "telling.onnx").exists():
        (MODELS / "telling.onnx").unlink()  # of another encoder's middle
    version = digests["encoder.onnx"][:8]
    card = {"version": version, "seed": seed, "vocabulary": len(weights["encoder.words.weight"]), "files": digests}
    _write_card(card | {"evidence": {finder: [0.0] * n for finder, n in N_FEATURES.items()}})


def ship_telling(telling: Telling) -> None:
    """Write the layers that say what event a word tells into the package, and their file's digest into the card."""
    content = telling_graph({name: tensor.numpy() for name, tensor in telling.state_dict().items()}).SerializeToString()
    (MODELS / "telling.onnx").write_bytes(content)
    card = json.loads((MODELS / CARD).read_text(encoding="utf-8"))
    card["files"]["telling.onnx"] = hashlib.sha256(content).hexdigest()
    _write_card(card)


def shipped_layers() -> list[Layer]:
    """The upper layers of the shipped encoder, as they stand in its file, to go on from."""
    graph = onnx.load(MODELS / "encoder.onnx").graph
    held = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    found = []
    for n in range(MIDDLE, LAYERS):
        name = f"encoder.layers.{n}"
        layer = Layer(0.1, held[f"{name}.up.bias"].size)
        state = {}
        for part in ("qkv", "out", "up", "down"):
            state[f"{part}.weight"] = (held[f"{name}.{part}.whole"] * held[f"{name}.{part}.scale"]).T
            state[f"{part}.bias"] = held[f"{name}.{part}.bias"]
        for part in ("first", "second"):
            state |= {f"{part}.{end}": held[f"{name}.{part}.{end}"] for end in ("weight", "bias")}
        layer.load_state_dict({name: torch.tensor(np.ascontiguousarray(values)) for name, values in state.items()})
        found.append(layer)
    return found


def calibrate(dev: Sequence[Source], scorer: ModuleType) -> str:
    """Fit the weights of confidence for the shipped model, add them to its card, and give the table of reliability."""
    judged = judge(dev, scorer)
    card = json.loads((MODELS / CARD).read_text(encoding="utf-8"))
    _write_card(card | {"evidence": weights_of(judged)})
    return reliability(judged)


def _write_card(card: Mapping[str, object]) -> None:
    (MODELS / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
