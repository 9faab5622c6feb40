"""The packaged model's encoder in plain torch: no start-up cost of the larger libraries, no work on padding.

Importing transformers and sentence-transformers takes several seconds; this reads the same folder with tokenizers,
safetensors and torch alone. A test holds it to sentence-transformers' own vectors.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors import safe_open
from tokenizers import Tokenizer

from retrieval.embedding.batches import CPU_TOKENS, GPU_TOKENS, batches
from retrieval.model import FloatMatrix, Progress


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
        self._device = device
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
        sentences = np.zeros((len(ids), self.dim), np.float32)
        done = 0
        for batch in batches([len(i) for i in ids], CPU_TOKENS if self._device == "cpu" else GPU_TOKENS):
            states, mask = self._forward([ids[i] for i in batch])
            pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            sentences[batch] = F.normalize(pooled, dim=1).cpu().numpy()
            done += len(batch)
            if progress:
                progress(done, len(ids))
        return sentences

    @torch.inference_mode()
    def _forward(self, ids: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        """Last hidden states (texts, longest, dim) float32 and the mask of real tokens (texts, longest)."""
        longest = max(map(len, ids))
        padded = torch.ones((len(ids), longest), dtype=torch.long)
        mask = torch.zeros((len(ids), longest), dtype=torch.bool)
        for row, one in enumerate(ids):
            padded[row, : len(one)] = torch.tensor(one)
            mask[row, : len(one)] = True
        padded, mask = padded.to(self._device), mask.to(self._device)
        states = F.layer_norm(self._words[padded] + self._positions[:longest], (self.dim,), *self._norm, self._epsilon)
        attended = None if bool(mask.all()) else mask[:, None, None, :]
        for layer in self._layers:
            states = self._apply(layer, states, attended)
        return states.float(), mask.float()

    def _apply(self, layer: Layer, states: torch.Tensor, mask: torch.Tensor | None) -> torch.Tensor:
        texts, length, dim = states.shape
        heads = F.linear(states, *layer.qkv).view(texts, length, 3, self._heads, dim // self._heads)
        q, k, v = heads.permute(2, 0, 3, 1, 4)
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(texts, length, dim)
        states = F.layer_norm(states + F.linear(mixed, *layer.attended), (dim,), *layer.attended_norm, self._epsilon)
        inner = F.gelu(F.linear(states, *layer.inner))
        return F.layer_norm(states + F.linear(inner, *layer.outer), (dim,), *layer.outer_norm, self._epsilon)


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
