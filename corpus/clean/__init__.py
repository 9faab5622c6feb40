"""Telling the lines of a document from what surrounds it: page chrome, captions, comments, sources, attributes."""

from corpus.clean.kinds import line_kinds

__all__ = ["line_kinds"]
