"""Clauses that later acts amend or take away, and the tasks that stood in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.fold import fold
from register.found import clause_key

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

    def meets(self, act_id: str | None, clause: str) -> bool:
        """Whether a task of an act stands in the clause or below it."""
        own, amended = clause_key(clause), clause_key(self.clause)
        return act_id == self.act_id and (own == amended or own.startswith(f"{amended}."))

    @property
    def why(self) -> str:
        """The reason in plain words, as the history keeps it."""
        return f"{self.clause} was {'taken away' if self.ends else 'amended'} by {self.by}."


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


def first_meeting(amendments: Sequence[Amendment], act_id: str | None, clause: str) -> Amendment | None:
    """The amendment that a task of an act falls under, one that takes its clause away first."""
    meeting = (one for one in amendments if one.meets(act_id, clause))
    return min(meeting, key=lambda one: not one.ends, default=None)
