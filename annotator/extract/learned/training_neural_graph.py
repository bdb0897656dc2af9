"""The trained encoder as an ONNX graph of 8-bit weights, and back.

Weights of a product have one scale a column and 7 bits, so that no processor's 8-bit arithmetic
overflows; what goes in is quantised as it comes (Jacob et al. 2018, “Quantization and Training of
Neural Networks for Efficient Integer-Arithmetic-Only Inference”). The table of word pieces has one
scale a row and 8 bits. One window goes in at a time, so nothing is padded.
"""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from annotator.extract.learned.neural_clues import Clue
from annotator.extract.learned.training_neural_encoder import HEADS, LAYERS, NARROW, Weights

_OPSET: Final = 20
_IR_VERSION: Final = 10
_LEVELS: Final = 63
_TABLE_LEVELS: Final = 127
_TABLE: Final = "embeddings.word_embeddings.weight"
_POSITIONS: Final = "embeddings.position_embeddings.weight"
_TYPES: Final = "embeddings.token_type_embeddings.weight"
_PARTS: Final = ("query", "key", "value")

Array = npt.NDArray[Any]


def graph(weights: Mapping[str, npt.NDArray[np.float32]]) -> bytes:
    """Return the graph: `ids` and `clues` of one window to the `probabilities` of each piece."""
    built = _Graph()
    hidden = _embedded(built, weights)
    for layer in range(LAYERS):
        hidden = _layer(built, weights, layer, hidden)
    scores = built.node(
        "MatMul", hidden, built.constant("labels.weight", weights["labels.weight"].T)
    )
    scores = built.node("Add", scores, built.constant("labels.bias", weights["labels.bias"]))
    built.node("Softmax", scores, output="probabilities", axis=-1)
    return built.packed(len(weights["labels.bias"]))


def weights_of(model: bytes) -> Weights:
    """Return the weights from which a graph was made, as near as 8 bits come."""
    from onnx import load_model_from_string, numpy_helper  # noqa: PLC0415 - only who trains has it

    stored = {
        item.name: numpy_helper.to_array(item)
        for item in load_model_from_string(model).graph.initializer
    }
    found: Weights = {}
    for name, value in stored.items():
        if name.endswith(".int8"):
            plain = name.removesuffix(".int8")
            found[plain] = value.astype(np.float32) * stored[f"{plain}.scale"]
        elif value.dtype == np.float32 and not name.endswith(".scale"):
            found[name] = np.array(value)
    return _parted(found)


def _parted(found: Weights) -> Weights:
    """Return weights under their own names and the right way round."""
    found["labels.weight"] = found["labels.weight"].T.copy()
    found[_TYPES] = np.zeros((1, found[_POSITIONS].shape[1]), np.float32)
    for name in [name for name in found if name.endswith("dense.weight")]:
        found[name] = found[name].T.copy()
    for layer in range(LAYERS):
        joint = f"{layer}.attention.self"
        for kind in ("weight", "bias"):
            pieces = np.split(found.pop(f"{joint}.{kind}").T, len(_PARTS))
            pieces[0] = pieces[0] * np.float32(_sharpness(found))
            for name, piece in zip(_PARTS, pieces, strict=True):
                found[f"{joint}.{name}.{kind}"] = np.ascontiguousarray(piece)
    return found


def _sharpness(weights: Mapping[str, npt.NDArray[np.float32]]) -> float:
    """Return by what attention divides its scores: the root of a head's width."""
    return float(np.sqrt(weights[_POSITIONS].shape[1] / HEADS))


def _embedded(built: "_Graph", weights: Mapping[str, npt.NDArray[np.float32]]) -> str:
    scale = np.abs(weights[_TABLE]).max(axis=1, keepdims=True) / _TABLE_LEVELS
    table = built.constant(f"{_TABLE}.int8", np.rint(weights[_TABLE] / scale).astype(np.int8))
    rows = built.node("Cast", built.node("Gather", table, "ids"), to=1)
    scales = built.node("Gather", built.constant(f"{_TABLE}.scale", scale), "ids")
    places = built.constant(_POSITIONS, weights[_POSITIONS] + weights[_TYPES][0])
    start, axis = built.constant("start", _whole(0)), built.constant("axis", _whole(0))
    places = built.node("Slice", places, start, built.node("Shape", "ids"), axis)
    told = built.node("MatMul", "clues", built.constant("clues.weight", weights["clues.weight"]))
    hidden = built.node("Add", built.node("Add", built.node("Mul", rows, scales), places), told)
    return built.normed("embeddings.LayerNorm", hidden, weights)


def _layer(
    built: "_Graph", weights: Mapping[str, npt.NDArray[np.float32]], layer: int, hidden: str
) -> str:
    def product(name: str, value: str) -> str:
        weight, bias = weights[f"{name}.weight"], weights[f"{name}.bias"]
        return built.product(name, value, weight.T, bias)

    mixed = _attention(built, weights, layer, hidden)
    mixed = product(f"{layer}.attention.output.dense", mixed)
    mixed = built.node("Add", mixed, hidden)
    hidden = built.normed(f"{layer}.attention.output.LayerNorm", mixed, weights)
    inner = built.node("Gelu", product(f"{layer}.intermediate.dense", hidden))
    inner = built.node("Add", product(f"{layer}.output.dense", inner), hidden)
    return built.normed(f"{layer}.output.LayerNorm", inner, weights)


def _attention(
    built: "_Graph", weights: Mapping[str, npt.NDArray[np.float32]], layer: int, hidden: str
) -> str:
    joint = f"{layer}.attention.self"
    by = np.float32(_sharpness(weights))
    weight = np.concatenate([weights[f"{joint}.{name}.weight"] for name in _PARTS])
    bias = np.concatenate([weights[f"{joint}.{name}.bias"] for name in _PARTS])
    width = len(bias) // len(_PARTS)
    weight[:width] /= by
    bias[:width] /= by
    whole = built.product(joint, hidden, weight.T, bias)
    heads = built.constant("heads", np.array([-1, len(_PARTS) * HEADS, width // HEADS], np.int64))
    turned = built.node("Transpose", built.node("Reshape", whole, heads), perm=[1, 0, 2])
    query, key, value = built.split(turned, len(_PARTS))
    key = built.node("Transpose", key, perm=[0, 2, 1])
    share = built.node("Softmax", built.node("MatMul", query, key), axis=-1)
    mixed = built.node("Transpose", built.node("MatMul", share, value), perm=[1, 0, 2])
    return built.node("Reshape", mixed, built.constant("flat", np.array([-1, width], np.int64)))


def _whole(number: int) -> Array:
    return np.array([number], np.int64)


class _Graph:
    """Nodes and constants in the order in which they were made."""

    def __init__(self) -> None:
        self._nodes: list[Any] = []
        self._constants: dict[str, Array] = {}
        self._names = 0

    def constant(self, name: str, value: Array) -> str:
        """Return the name of a constant; the same name is the same constant."""
        self._constants.setdefault(name, np.ascontiguousarray(value))
        return name

    def node(self, kind: str, *given: str, output: str | None = None, **settings: Any) -> str:
        """Return the name of the one output of a new node."""
        return self._add(kind, given, [output or self._name()], settings)[0]

    def split(self, value: str, parts: int) -> list[str]:
        """Return the names of equal parts of a value along its first axis."""
        outputs = [self._name() for _ in range(parts)]
        return self._add("Split", [value], outputs, {"axis": 0, "num_outputs": parts})

    def product(
        self,
        name: str,
        value: str,
        weight: npt.NDArray[np.float32],
        bias: npt.NDArray[np.float32],
    ) -> str:
        """Return a value times an 8-bit weight, plus a bias."""
        scale = np.maximum(np.abs(weight).max(axis=0), np.float32(1e-9)) / np.float32(_LEVELS)
        small = self.constant(f"{name}.weight.int8", np.rint(weight / scale).astype(np.int8))
        scales = self.constant(f"{name}.weight.scale", scale)
        outputs = [self._name() for _ in range(3)]
        given, by, zero = self._add("DynamicQuantizeLinear", [value], outputs, {})
        whole = self.node("Cast", self.node("MatMulInteger", given, small, zero), to=1)
        whole = self.node("Mul", whole, self.node("Mul", by, scales))
        return self.node("Add", whole, self.constant(f"{name}.bias", bias))

    def normed(self, name: str, value: str, weights: Mapping[str, npt.NDArray[np.float32]]) -> str:
        """Return a value normalised over its last axis."""
        scale, shift = (
            self.constant(f"{name}.{kind}", weights[f"{name}.{kind}"])
            for kind in ("weight", "bias")
        )
        return self.node("LayerNormalization", value, scale, shift, axis=-1, epsilon=NARROW)

    def packed(self, labels: int) -> bytes:
        """Return the graph as a file's bytes, checked."""
        from onnx import TensorProto, checker, helper, numpy_helper  # noqa: PLC0415 - as above

        size = "pieces"
        given = [
            helper.make_tensor_value_info("ids", TensorProto.INT64, [size]),
            helper.make_tensor_value_info("clues", TensorProto.FLOAT, [size, len(Clue)]),
        ]
        made = helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [size, labels])
        stored = [numpy_helper.from_array(value, name) for name, value in self._constants.items()]
        whole = helper.make_model(
            helper.make_graph(self._nodes, "tagger", given, [made], stored),
            opset_imports=[helper.make_opsetid("", _OPSET)],
            ir_version=_IR_VERSION,
            producer_name="annotator",
        )
        checker.check_model(whole)
        return bytes(whole.SerializeToString(deterministic=True))

    def _add(
        self, kind: str, given: Any, outputs: list[str], settings: Mapping[str, Any]
    ) -> list[str]:
        from onnx import helper  # noqa: PLC0415 - only who trains has it

        self._nodes.append(helper.make_node(kind, list(given), outputs, **settings))
        return outputs

    def _name(self) -> str:
        self._names += 1
        return f"v{self._names}"
