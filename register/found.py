"""What reading finds: tasks as the acts state them now, before they meet those under watch."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from corpus.fold import fold
from corpus.identifiers import number_key
from corpus.model import Act
from register.model import Place, Substance

ID_LENGTH = 12  # hexadecimal digits: 2.8e14 ids, so a million tasks meet with a chance of 0.2 %
_NOT_WORD = re.compile(r"[\W_]+")
_LABEL = re.compile(  # what clauses are called in the five languages; their numbers are the same in all
    r"(?<!\w)(?:phu luc|annex|приложение|додаток|zalacznik|dieu|article|статья|стаття|artykul|art|khoan|clause|diem"
    r"|point|muc|chuong|phan)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSource(Place):
    """One place that states the task, and the action as it words it."""

    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTask(Substance):
    """A task as read; its first source is the one that its clause, action and term come from."""

    act: Act | None
    sources: tuple[FoundSource, ...]


def task_id(found: FoundTask) -> str:
    """An id that only depends on act, clause, leading agencies and action, so that reading again gives it again."""
    if found.act is None:
        act = found.sources[0].text_id
    else:
        act = number_key(found.act.number) if found.act.number else found.act.id
    parts = (act, clause_key(found.clause), *sorted(found.agencies), action_key(found.action))
    return "t-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:ID_LENGTH]


def clause_key(clause: str) -> str:
    """What two spellings of one clause share: "Annex 3.đ.2" and "Phụ lục 3.đ.2"; "d" and "đ" stay apart."""
    bare = _LABEL.sub(" ", fold(clause.lower().replace("đ", "dd")))
    return _NOT_WORD.sub(".", bare).strip(".")


def action_key(action: str) -> str:
    """The words of an action, folded, without punctuation."""
    return _NOT_WORD.sub(" ", fold(action)).strip()
