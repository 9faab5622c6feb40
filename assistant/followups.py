"""Follow-ups: "and by when?", "còn Bộ Công an?" get back what they left unsaid, by rules over the turns before."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.documents.asking import content_left
from assistant.documents.naming import number_spans
from assistant.patterns import folded_pattern, plain
from corpus.fold import fold
from corpus.language import detect
from corpus.mentions import find_mentions
from corpus.model import MentionKind

LONGEST = 8  # words; a longer question says enough to stand alone
# Openings that lean on what was said before, in the five languages.
_OPENING = folded_pattern(
    r"^(?:còn|thế còn|vậy|thế|và|nếu|ở đó)\b",
    r"^(?:and|what about|how about|but|or|if|then)\b",
    r"^(?:а|и|а если|но|если|тогда)\b",
    r"^(?:та|і|й|а як|якщо|або)\b",
    r"^(?:a|i|a co|co z|ale|jeśli|a jeśli)\b",
)
# Words that point back: "there", "it", "that", without naming it.
_POINTER = folded_pattern(
    r"\b(?:đó|này|kia|nó)\b",
    r"\b(?:it|its|that|this|they|them|there)\b",
    r"\b(?:это|этого|эта|они|их|его|ему|там)\b",
    r"\b(?:це|цього|ця|вони|їх|його|там)\b",
    r"\b(?:to|tego|ten|tam|ich|jego)\b",
)


def resolve(words: str, before: Sequence[str]) -> str:
    """The question with its context, for searching: unchanged when it stands alone or nothing came before.

    An agency in the follow-up takes the place of the agency asked about before, and a document's number that of the
    document; otherwise the earlier question is put in front, so that its topic is searched together with the new words.
    """
    if not before:
        return words
    previous = before[-1]
    if (swapped := _with_document_replaced(words, previous)) is not None:
        return swapped
    if not _leans(words):
        return words
    return _with_agency_replaced(words, previous) or f"{previous} {words}"


def _leans(words: str) -> bool:
    folded = fold(words).strip(" ?!.…")
    count = len(folded.split())
    if _OPENING.search(folded):
        return count <= LONGEST
    return count <= 3 or (count <= LONGEST and bool(_POINTER.search(folded)))


def _with_agency_replaced(words: str, previous: str) -> str | None:
    new = [m for m in find_mentions(words, detect(words)) if m.kind is MentionKind.AGENCY]
    old = [m for m in find_mentions(previous, detect(previous)) if m.kind is MentionKind.AGENCY]
    if len(new) != 1 or not old:
        return None
    return f"{previous[: old[0].start]}{new[0].text}{previous[old[0].end :]}"


def _with_document_replaced(words: str, previous: str) -> str | None:
    """The earlier question about another document, where the follow-up is only a number, as a picked choice is."""
    new, old = number_spans(words), number_spans(previous)
    if len(new) != 1 or len(old) != 1:
        return None
    (start, end), (first, last) = new[0], old[0]
    if content_left(plain(words[:start] + " " + words[end:])) or _OPENING.search(fold(words[end:]).strip()):
        return None
    return f"{previous[:first]}{words[start:end].strip()}{previous[last:]}"
