"""Clauses that later acts amend or take away, and the tasks that stood in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.fold import fold
from register.found import clause_key
from register.reasons import Reason

BEFORE = 160  # characters before an act's number in which the clause of it is named

_CLAUSE = re.compile(  # "điểm a khoản 2 Điều 5", "mục III.8", "Phụ lục 3.d": the innermost part comes first
    r"(?:diem (?P<point>[a-z]{1,2})\W+(?:va |cua )?)?(?:khoan (?P<clause>\d+)\W+(?:cua )?)?"
    r"(?:(?:dieu|muc|phan) (?P<article>[ivx\d]+(?:\.\w+)*)|phu luc (?P<annex>[ivx\d]+(?:\.\w+)*))"
)
_TAKEN_AWAY = re.compile(r"(?:bai bo|huy bo|het hieu luc)")


@dataclass(frozen=True, slots=True)
class Amendment:
    """A clause of an act that another one, `by`, amends; `ends` when it takes the clause away."""

    act_id: str
    clause: str
    by: str
    ends: bool

    @property
    def why(self) -> Reason:
        """The reason as the history keeps it."""
        return Reason("clause_ended" if self.ends else "clause_amended", {"clause": self.clause, "by": self.by})


def named_clauses(content: str, position: int) -> Iterator[tuple[str, bool]]:
    """The clauses named in the sentence before the number of an act, and whether they are taken away."""
    before = content[max(0, position - BEFORE) : position]
    sentence = fold(re.split(r"[.;\n](?=\s)|\n", before)[-1].lower().replace("đ", "d"))
    ends = _TAKEN_AWAY.search(sentence) is not None
    for match in _CLAUSE.finditer(sentence):
        head = f"Phụ lục {match['annex'].upper()}" if match["annex"] else _article(match["article"], match.group())
        yield ".".join(part for part in (head, match["clause"], match["point"]) if part), ends


def _article(number: str, words: str) -> str:
    return f"Điều {number}" if "dieu" in words else number.upper() if number[0] in "ivx" else number


class Amendments:
    """Amendments by the act that they change, so that a task meets only those of its own."""

    def __init__(self, amendments: Iterable[Amendment]) -> None:
        self._of_act: dict[str, list[tuple[str, Amendment]]] = defaultdict(list)
        for one in sorted(amendments, key=lambda one: not one.ends):
            self._of_act[one.act_id].append((clause_key(one.clause), one))

    def meeting(self, act_id: str | None, clause: str) -> Amendment | None:
        """The one whose clause a task of an act stands in or below, one that takes it away first; None where none."""
        changes = self._of_act.get(act_id or "")
        if not changes:
            return None
        own = clause_key(clause)
        return next((one for key, one in changes if own == key or own.startswith(f"{key}.")), None)
