"""Cutting texts into passages: what is indexed, found and quoted."""

from corpus.cut.passages import cut

__all__ = ["cut"]
