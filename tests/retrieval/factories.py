"""Passages and stand-in embedders that show only what a test is about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from corpus.model import Act, Language, Passage, TextRecord
from corpus.store.library import TextEntry
from retrieval.model import FloatMatrix, Progress


def passage(
    content: str,
    *,
    name: str | None = None,
    text: str = "t1",
    language: Language = Language.VI,
    section: str = "",
    headings: tuple[str, ...] = (),
) -> Passage:
    name = name or hashlib.sha1(f"{text}{section}{content}".encode()).hexdigest()[:12]
    return Passage(name, text, language, section, headings, content, 0, len(content))


def entry(text: str, passages: Sequence[Passage], *, act: Act | None = None) -> TextEntry:
    content = "\n".join(p.content for p in passages)
    record = TextRecord(text, passages[0].language, f"{text}.txt", "0" * 64, content, act.id if act else None)
    return TextEntry(record, act, [], passages)


class LetterEmbedder:
    """A real but tiny embedder: counts of letter pairs. Fast enough for tests of the index, which not of meaning."""

    def __init__(self, fingerprint: str = "letters@1") -> None:
        self.fingerprint = fingerprint
        self.dim = 64
        self.embedded = 0

    def queries(self, words: Sequence[str]) -> FloatMatrix:
        return self._encode(words)

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        self.embedded += len(words)
        return self._encode(words)

    def _encode(self, words: Sequence[str]) -> FloatMatrix:
        counts = np.full((len(words), self.dim), 1e-3, np.float32)
        for row, text in enumerate(words):
            for a, b in zip(text.lower(), text.lower()[1:], strict=False):
                counts[row, (ord(a) * 31 + ord(b)) % self.dim] += 1
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)
