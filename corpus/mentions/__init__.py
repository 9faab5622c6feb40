"""Facts that words mention: dates, money, durations, numbers, agencies and documents, alike in all languages."""

from corpus.mentions.find import find_mentions, supported

__all__ = ["find_mentions", "supported"]
