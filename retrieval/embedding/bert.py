"""The packaged model's encoder in plain torch: no start-up cost of the larger libraries, no work on padding.

Importing transformers and sentence-transformers takes several seconds; this reads the same folder with tokenizers,
safetensors and torch alone. A test holds it to sentence-transformers' own vectors.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from pathlib import Path
from threading import Barrier

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from tokenizers import Tokenizer

from retrieval.embedding.batches import CPU_TOKENS, GPU_TOKENS, batches
from retrieval.model import FloatMatrix, Progress

Over = Callable[[Callable[[list[int]], FloatMatrix], Iterable[list[int]]], Iterator[FloatMatrix]]
# Tokens of a text that one core encodes alone. Two cores need as long for 25 tokens, at twice the work, and ten times
# as long where others use them too: at each of a hundred steps one waits for the other.
ONE_CORE = 64


@dataclass(frozen=True, slots=True)
class Layer:
    """One encoder layer; query, key and value are one matrix."""

    qkv: tuple[torch.Tensor, torch.Tensor]
    attended: tuple[torch.Tensor, torch.Tensor]
    attended_norm: tuple[torch.Tensor, torch.Tensor]
    inner: tuple[torch.Tensor, torch.Tensor]
    outer: tuple[torch.Tensor, torch.Tensor]
    outer_norm: tuple[torch.Tensor, torch.Tensor]


class BertEncoder:
    """A BERT-shaped encoder with mean pooling. Safe to share between threads."""

    def __init__(self, folder: Path, device: str, precision: torch.dtype) -> None:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        self._heads: int = config["num_attention_heads"]
        self._epsilon: float = config["layer_norm_eps"]
        self.dim: int = config["hidden_size"]
        self._device, self._cores = device, torch.get_num_threads()
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(config["max_position_embeddings"])
        weights = _weights(folder / "model.safetensors", device, precision)
        self._words = weights["embeddings.word_embeddings.weight"]
        types = weights["embeddings.token_type_embeddings.weight"]
        self._positions = weights["embeddings.position_embeddings.weight"] + types[0]
        self._norm = _pair(weights, "embeddings.LayerNorm")
        self._layers = [_layer(weights, n) for n in range(config["num_hidden_layers"])]

    def encode(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Encode texts as they are (prompts included by the caller), in their order."""
        ids = [encoding.ids for encoding in self._tokenizer.encode_batch(list(words))]
        cut = list(batches([len(i) for i in ids], CPU_TOKENS if self._device == "cpu" else GPU_TOKENS))
        over = self._spread(ids, cut)
        sentences = np.zeros((len(ids), self.dim), np.float32)
        done = 0
        for batch, vectors in zip(cut, over(lambda batch: self._encoded([ids[i] for i in batch]), cut), strict=True):
            sentences[batch] = vectors
            done += len(batch)
            if progress:
                progress(done, len(ids))
        return sentences

    def _spread(self, ids: Sequence[Sequence[int]], cut: Sequence[Sequence[int]]) -> Over:
        """How batches are computed: several side by side; a question on one core; else torch spreads it over cores."""
        if self._device != "cpu":
            return map
        if len(cut) > 1:
            return self._workers.map
        return self._askers.map if sum(map(len, ids)) <= ONE_CORE else map

    @cached_property
    def _workers(self) -> ThreadPoolExecutor:
        """A thread for each core, each of which computes alone: cores that share one batch wait for each other."""
        return _computing_alone("encoder", self._cores)

    @cached_property
    def _askers(self) -> ThreadPoolExecutor:
        """The same for questions, which must not wait for passages."""
        return _computing_alone("question", self._cores)

    @torch.inference_mode()
    def _encoded(self, ids: list[list[int]]) -> FloatMatrix:
        """Vectors (texts, dim) of one batch, rows L2-normalised.

        Texts stand one behind the other without padding; only attention looks at each length by itself.
        """
        lengths = [len(one) for one in ids]
        tokens = torch.tensor([token for one in ids for token in one], device=self._device)
        places = torch.cat([torch.arange(length, device=self._device) for length in lengths])
        states = self._normed(self._words[tokens] + self._positions[places], self._norm)
        for layer in self._layers:
            states = self._apply(layer, states, lengths)
        means = torch.stack([text.float().mean(0) for text in states.split_with_sizes(lengths)])
        return np.asarray(F.normalize(means, dim=1).cpu().numpy(), np.float32)

    def _apply(self, layer: Layer, states: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        mixed = self._attended(F.linear(states, *layer.qkv), lengths)
        states = self._normed(states + F.linear(mixed, *layer.attended), layer.attended_norm)
        inner = F.gelu(F.linear(states, *layer.inner))
        return self._normed(states + F.linear(inner, *layer.outer), layer.outer_norm)

    def _attended(self, qkv: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
        """What each token takes from those of its own text, (tokens, dim); texts of one length go together."""
        mixed, at = qkv.new_empty(len(qkv), self.dim), 0
        for length, alike in groupby(lengths):
            texts = len(list(alike))
            rows = slice(at, at + texts * length)
            heads = qkv[rows].view(texts, length, 3, self._heads, self.dim // self._heads)
            q, k, v = heads.permute(2, 0, 3, 1, 4)
            mixed[rows] = F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(-1, self.dim)
            at = rows.stop
        return mixed

    def _normed(self, states: torch.Tensor, norm: tuple[torch.Tensor, torch.Tensor]) -> torch.Tensor:
        return F.layer_norm(states, (self.dim,), *norm, self._epsilon)


def _computing_alone(name: str, cores: int) -> ThreadPoolExecutor:
    """A thread for each core, each of which uses one.

    What a thread sets for itself torch also hands on to threads that begin later, so it is set back.
    """
    all_begun = Barrier(cores)
    threads = ThreadPoolExecutor(cores, name, _use_one_core)
    list(threads.map(lambda _: all_begun.wait(), range(cores)))
    torch.set_num_threads(cores)
    return threads


def _use_one_core() -> None:
    """A thread takes the number that is set for all at its first computation, or when asked: so ask before setting."""
    torch.get_num_threads()
    torch.set_num_threads(1)


def _weights(path: Path, device: str, precision: torch.dtype) -> dict[str, torch.Tensor]:
    """Tensors by name, converted one at a time so that the file in full precision is never in memory as a whole."""
    with safe_open(path, framework="pt") as file:
        return {name: file.get_tensor(name).to(device, precision) for name in file.keys()}  # noqa: SIM118


def _pair(weights: dict[str, torch.Tensor], name: str) -> tuple[torch.Tensor, torch.Tensor]:
    return weights[f"{name}.weight"], weights[f"{name}.bias"]


def _layer(weights: dict[str, torch.Tensor], number: int) -> Layer:
    at = f"encoder.layer.{number}"
    parts = [_pair(weights, f"{at}.attention.self.{part}") for part in ("query", "key", "value")]
    return Layer(
        qkv=(torch.cat([w for w, _ in parts]), torch.cat([b for _, b in parts])),
        attended=_pair(weights, f"{at}.attention.output.dense"),
        attended_norm=_pair(weights, f"{at}.attention.output.LayerNorm"),
        inner=_pair(weights, f"{at}.intermediate.dense"),
        outer=_pair(weights, f"{at}.output.dense"),
        outer_norm=_pair(weights, f"{at}.output.LayerNorm"),
    )
