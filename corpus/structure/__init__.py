"""Structure: from the lines of a text to a tree of parts, articles, clauses and points that people cite."""

from corpus.structure.lookup import section_at
from corpus.structure.tree import structure

__all__ = ["section_at", "structure"]
