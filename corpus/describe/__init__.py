"""Description: what act a text renders, who issued it and when, what it cites, each value with its evidence."""

from corpus.describe.describing import Description, describe

__all__ = ["Description", "describe"]
