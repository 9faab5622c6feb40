"""Signs of layout brought to one form before a text is read: frames, leaders, arrows, ticks, clocks, who speaks.

Every text keeps its length, so that places in it stay the same.
"""

from __future__ import annotations

import re
from collections import Counter

from corpus.fold import fold
from corpus.procedures.wording import topic_of, wording

BLANK = "\u00a0"
_FRAMES = re.compile(r"[\u2500-\u257f]+")
_SPEAKER = re.compile(r"^(?P<who>[ \t>*-]*[A-ZĐÀ-Ỹ\u0400-\u042f][^\n:|;,.?]{1,30}:)(?=\**\s+\S)", re.MULTILINE)
_TURNS = 3  # of one who speaks
_LEADER = re.compile(r"(?<=[^\s.:])(?P<sign>[ \t]*(?:\.{4,}|…{2,}|_{4,}|(?:\. ){4,})[ \t:]*)(?=[^\s.…_])")
_ARROW = re.compile(
    r"^(?P<label>[ \t>*•-]*[^\W\d_][^\n:|→⇒➜=]{1,60}?)(?P<sign>[ \t]+(?:→|⇒|➜|➔|=>|->)[ \t]+)(?=\S)"
    r"(?!.*(?:→|⇒|➜|➔|=>|->))",
    re.MULTILINE,
)
_TICK = re.compile(
    r"^[ \t]*(?P<sign>\[[ xXvV]?\]|[☐☑☒✓✔✅◻◽▢▪▫◦●○■□➤►▶»]\ufe0f?|\((?=\d{1,2}\)))(?=[ \t\d])", re.MULTILINE
)
_CLOCK = re.compile(r"^(?P<sign>\[\d{1,2}[:.h]\d{2}(?::\d{2})?(?:[ ,]+[\d./-]+)?\])(?=[ \t])", re.MULTILINE)
_WIKI = re.compile(r"^(?P<mark>!)(?P<words> [^\n|!]+)(?P<sign>\n\|)(?=[ \t])", re.MULTILINE)
_COUNTED = re.compile(r"^[ \t]*(?P<what>[^\W\d_]{3,12})[ \t]+\d{1,3}[ \t]*$", re.MULTILINE)  # "SLIDE 4", "Card 7"
_COUNTS = 3  # of such lines
_INLINE = re.compile(r"(?<=[.!?)]) (?=\*\*[^*\n]{3,60}[?:]\*\*)")  # before the name of a field within a line
_KEY = re.compile(r"^[ \t]*(?:- )?[a-zđ]+(?:_[a-zđ]+)+(?=:[ \t\n])", re.MULTILINE)


def plain(content: str) -> str:
    """A text of the same length whose signs of layout are those that are read: colons behind names, dashes of lists."""
    content = _FRAMES.sub(_blank, content)
    content = _CLOCK.sub(_blank, content)
    content = _LEADER.sub(lambda match: _as(match, ":"), content)
    content = _ARROW.sub(lambda match: match["label"] + _as(match, ":"), content)
    content = _TICK.sub(_ticked, content)
    content = _WIKI.sub(lambda match: " " + match["words"] + ":" + " " * (len(match["sign"]) - 1), content)
    content = _KEY.sub(lambda match: match.group().replace("_", " "), content)
    content = _INLINE.sub("\n", content)
    return _unspoken(_uncounted(content))


def _uncounted(content: str) -> str:
    """A text without lines that only count its slides or pages."""
    often = Counter(match["what"].lower() for match in _COUNTED.finditer(content))
    return _COUNTED.sub(
        lambda match: _blank(match) if often[match["what"].lower()] >= _COUNTS else match.group(), content
    )


def _ticked(match: re.Match[str]) -> str:
    """A dash where a box or a tick stood; the bracket before "1)" is none."""
    before = match.group()[: -len(match["sign"])]
    return before + (" " if match["sign"] == "(" else _as(match, "-"))


def _as(match: re.Match[str], sign: str) -> str:
    return sign + " " * (len(match["sign"]) - len(sign))


def _unspoken(content: str) -> str:
    """A text in which the names of those who speak in turn are blank."""
    turns = list(_SPEAKER.finditer(content))
    often = Counter(match["who"].strip(" *>-:") for match in turns)
    speakers = {who for who, count in often.items() if count >= _TURNS and _is_name(fold(who))}
    if len(speakers) < 2:
        return content
    return _SPEAKER.sub(
        lambda match: _blank(match) if match["who"].strip(" *>-:") in speakers else match.group(), content
    )


def _is_name(words: str) -> bool:
    """Whether words before a colon are neither the name of a field nor say only that somebody asks or answers."""
    asks = (wording().patterns[name].match(f"{words}: a") for name in ("asks_aloud", "answers"))
    return topic_of(words) is None and not any(asks)


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match.group())
