"""The words of an action as a list shows it, alone: with the verb that its half was given, and what it is about.

The quote of an obligation is verbatim. Its action is for readers: "(1) the decree" says nothing without "submits two
texts", nor "submit to the Government by 10 July" without what its heading names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.agencies import find_agencies
from corpus.fold import fold
from corpus.model import Language
from corpus.obligations.model import Deadline
from corpus.obligations.phrases import phrases
from corpus.obligations.strength import opens_with_action

FEW = 2  # words beside the term and the bodies: "submit" says not what
LONGEST_LEAD = 25  # words; an introduction that is longer tells more than its verb

_EDGES = " ,:;.*_"
_LEFT = _EDGES + ")]"  # before an action: what closed a bracket around the bodies
_MARKER = re.compile(r"\((?:\d{1,2}|[ivx]{1,4})\)\s+")


def worded(predicate: str, language: Language, *, lead: str, topic: str, deadline: Deadline) -> str:
    """The action of an obligation.

    Args:
        predicate: the words after the bodies that must act.
        language: of the words.
        lead: what the introduction of the list that they stand in says is to be done; empty without one.
        topic: the heading above that names what the text is about; empty without one.
        deadline: the term that holds for them.
    """
    said = _MARKER.sub("", predicate.strip(_EDGES).lstrip(_LEFT), count=1)
    said = phrases(language).joining.sub("", said).strip(_EDGES)
    noun = phrases(language).verbal_noun.match(fold(said))  # "решение" is a thing here, though a verb elsewhere
    if lead and len(lead.split()) <= LONGEST_LEAD and (noun or not opens_with_action(said, language)):
        return f"{lead}: {said}"
    if (
        topic
        and deadline.date
        and deadline.text
        and deadline.text in said
        and len(_left(said, language, deadline)) <= FEW
    ):
        return f"{said} ({topic})"
    return said


def lead_of(predicate: str, deadline: Deadline) -> str:
    """What an introduction says is to be done, without its term: "submits two texts"."""
    words = predicate.replace(deadline.text, " ") if deadline.text else predicate
    return " ".join(words.split()).strip(_EDGES)


def topic_of(headings: Iterable[str], language: Language) -> str:
    """The nearest heading that names neither a body nor the carrying out itself; empty where there is none."""
    assigning = phrases(language).assigning
    bare = (heading.strip(" #*_") for heading in headings)
    return next((h for h in bare if h and not find_agencies(h, language) and not assigning.search(fold(h))), "")


def _left(said: str, language: Language, deadline: Deadline) -> list[str]:
    """The words of an action beside its term and the bodies it names."""
    words = said.replace(deadline.text or "", " ")
    for body in reversed(find_agencies(words, language)):
        words = f"{words[: body.start]} {words[body.end :]}"
    return re.findall(r"\w+", words)
