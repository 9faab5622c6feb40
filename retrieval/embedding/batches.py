"""Cutting work into batches: neighbours of like length, so that little is computed on padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

# Tokens per batch, padding included. Measured on two cores: 2,048 tokens keep the activations in the second-level
# caches (26 passages a second, against 20 with 8,192, in one run).
CPU_TOKENS = 2048
GPU_TOKENS = 65536


def batches(lengths: Sequence[int], tokens: int) -> Iterator[list[int]]:
    """Positions grouped by length, longest first, each group of at most `tokens` tokens (or one text)."""
    order = sorted(range(len(lengths)), key=lambda i: lengths[i], reverse=True)
    at = 0
    while at < len(order):
        size = max(1, tokens // max(1, lengths[order[at]]))
        yield order[at : at + size]
        at += size
