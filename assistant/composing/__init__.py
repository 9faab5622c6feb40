"""From a question and its evidence to statements that cite: by extraction, or by a language model."""

from assistant.composing.composer import Brief, Composer

__all__ = ["Brief", "Composer"]
