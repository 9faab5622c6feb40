"""A value and where it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Found(Generic[Value]):
    """`start` and `end` span the words in the content; both are 0 for what the name of the file tells."""

    value: Value
    start: int
    end: int
