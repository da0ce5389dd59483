"""Windows to numbers: the small language model that the learned steps share, run by onnxruntime.

The model's files lie in `dateline/models/`; `training/` makes them. Each window is a run of its own: activations are
quantised by a scale for each run, so only then does a page give the same by itself and among others; on a processor
core, runs of several windows at once are no faster. One thread, since pages are read side by side by processes.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from dateline.errors import ModelError
from dateline.quotes import Quote
from dateline.records import Article
from dateline.windows import Window, windows

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A window; of each of its pieces the vector, the log odds of being an anchor, what the roles' graph needs, and the
    scores of its word telling no event, or one of each of `EVENT_TYPES`."""

    window: Window
    vectors: Floats
    anchors: Floats
    projected: Floats
    types: Floats


def encode(article: Article, quotes: Sequence[Quote]) -> Iterator[Encoded]:
    """The windows of an article's story, in order, with what the model makes of them. Raises ModelError."""
    for window in windows(article, [quote.span for quote in quotes], tokenizer()):
        *found, middle = outputs(window)
        yield Encoded(window, *found, *graph("telling").run(None, {"middle": middle}))


def outputs(window: Window, names: Sequence[str] | None = None) -> list[Floats]:
    """What the encoder makes of a window: all of its outputs, or those of these names."""
    looks = np.stack((window.written, window.quoted, window.opening))
    made: list[Floats] = graph("encoder").run(names, {"pieces": window.pieces, "looks": looks})
    return made


@cache
def tokenizer() -> Tokenizer:
    """The model's tokenizer: pieces of words, without case."""
    loaded = Tokenizer.from_str(_file("tokenizer.json").decode())
    loaded.no_truncation()
    loaded.no_padding()
    return loaded


@cache
def graph(name: str) -> InferenceSession:
    """A graph of the model by its name, loaded once."""
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_mem_pattern = False  # windows are of all lengths
    options.log_severity_level = 3
    return InferenceSession(_file(f"{name}.onnx"), options, providers=["CPUExecutionProvider"])


@cache
def card() -> Mapping[str, Any]:
    """What the model says of itself: its version, and the numbers by which its answers are read."""
    return MappingProxyType(json.loads(_file("model.json")))


def model_version() -> str:
    """The version of the shipped model."""
    return f"attribution model {card()['version']}"


def _file(name: str) -> bytes:
    file = files("dateline") / "models" / name
    if not file.is_file():
        raise ModelError(f"dateline/models/{name} is missing; install Dateline anew")
    return file.read_bytes()
