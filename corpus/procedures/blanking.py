"""What stands around the words of a text without being a part of them: frames of boxes, and who speaks in a talk."""

from __future__ import annotations

import re
from collections import Counter

from corpus.fold import fold
from corpus.procedures.wording import topic_of

BLANK = "\u00a0"
_FRAMES = re.compile(r"[\u2500-\u257f]+")
_SPEAKER = re.compile(r"^(?P<who>[ \t>*-]*[A-ZĐÀ-Ỹ\u0400-\u042f][^\n:|;,.?]{1,30}:)(?=\**\s+\S)", re.MULTILINE)
_TURNS = 3  # of one who speaks


def unframed(content: str) -> str:
    """A text of the same length in which frames and the names of those who speak in turn are blank."""
    content = _FRAMES.sub(_blank, content)
    turns = list(_SPEAKER.finditer(content))
    often = Counter(match["who"].strip(" *>-:") for match in turns)
    speakers = {who for who, count in often.items() if count >= _TURNS and topic_of(fold(who)) is None}
    if len(speakers) < 2:
        return content
    return _SPEAKER.sub(
        lambda match: _blank(match) if match["who"].strip(" *>-:") in speakers else match.group(), content
    )


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match.group())
