"""Which documents a question names: kept here, only mentioned, or unknown, and which known numbers come near.

A number that differs from a known one in a digit is another document. It is never answered from the one it looks like.
A slip in the letters after the right digits is a slip: it is read as the known number, and the answer says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from corpus.fold import fold
from corpus.identifiers import (
    PartialNumber,
    complete_number,
    find_numbers,
    find_partial_numbers,
    normalise_number,
    number_key,
)
from corpus.language import detect
from corpus.mentions import find_mentions
from corpus.model import Act, MentionKind
from corpus.store import Library
from corpus.store.kept import Kept
from corpus.store.referring import mentioned_numbers

SLIP = 2  # letters that may be wrong in "CQTTBCĐ" when all digits are right
MOST_CHOICES = 4  # offered; more are no longer one short question
LEAST_DIGITS = 2  # of a number without its issuer: "law 5" is as often a count as a number


_FORM = re.compile(r"[^\W\d_]{2,4}\d{1,3}[^\W\d_]?")  # "CT07", "TK01": codes of forms, with no year and no issuer
_TAIL = re.compile(r"(?:\s?[-/.]\s?[^\W\d_]{2,12})+")  # letters left after the part of a number that was read


class Standing(StrEnum):
    """Whether a named document is here."""

    HELD = "held"
    MENTIONED = "mentioned"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Named:
    """A document that words name. `number` is in its known spelling where it is known, else as typed.

    `several` are the kept documents that a number without its issuer may mean, where there are more than one.
    """

    number: str
    standing: Standing
    start: int
    end: int
    act: Act | None = None
    several: tuple[str, ...] = ()
    slip: bool = False  # its letters were mended


@dataclass(frozen=True, slots=True)
class _Known:
    """The acts that are kept and the numbers that texts mention, by `number_key`."""

    held: Mapping[str, Act]
    mentioned: Mapping[str, str]


class DocumentNames:
    """Reads document numbers in questions against what the library keeps and mentions."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._known = Kept(library.database, self._read_known)

    def read(self, words: str) -> tuple[Named, ...]:
        """The documents that the words name, in reading order. Costs nothing where no number stands in them."""
        whole, partial = find_numbers(words), _plausible(words)
        if not whole and not partial:
            return ()
        known = self._known()
        found = [_whole(m.value, m.start, m.end, known) for m in whole]
        found += [one for part in partial if (one := self._partial(part, words, known)) is not None]
        return tuple(sorted(found, key=lambda one: one.start))

    def held(self, words: str) -> frozenset[str]:
        """The ids of the kept acts that the words name."""
        return frozenset(one.act.id for one in self.read(words) if one.act is not None)

    def mended(self, words: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The words with slips in document numbers mended, and what was typed with what it was read as."""
        slips = [one for one in self.read(words) if one.slip]
        typed = tuple((words[one.start : one.end].strip(), one.number) for one in slips)
        for one in reversed(slips):
            words = f"{words[: one.start]}{one.number}{words[one.end :]}"
        return words, typed

    def near(self, number: str) -> tuple[str, ...]:
        """Known numbers that a number may have been meant for, the likeliest first; kept documents alone, if any."""
        known = self._known()
        kept = _nearest(number, {act.number for act in known.held.values() if act.number})
        return kept or _nearest(number, known.mentioned.values())

    def _read_known(self) -> _Known:
        held = {number_key(act.number): act for act in reversed(self._library.acts()) if act.number}
        return _Known(held, {number_key(one): one for one in mentioned_numbers(self._library.database)})

    def _partial(self, part: PartialNumber, words: str, known: _Known) -> Named | None:
        """A number without its issuer; None where it is as likely a count, and nothing known comes near."""
        tail = _TAIL.match(words, part.end)
        end = tail.end() if tail else part.end
        fitting = _of_kind(part, (str(act.number) for act in known.held.values()))
        if fitting:
            act = known.held[number_key(fitting[0])] if len(fitting) == 1 else None
            several = tuple(fitting) if act is None else ()
            return Named(fitting[0], Standing.HELD, part.start, end, act, several)
        if mentioned := _of_kind(part, known.mentioned.values()):
            return Named(mentioned[0], Standing.MENTIONED, part.start, end)
        typed = words[part.start : end].strip()
        if _FORM.fullmatch(typed):
            return None
        return Named(typed, Standing.UNKNOWN, part.start, end) if self.near(typed) else None


def _whole(number: str, start: int, end: int, known: _Known) -> Named:
    key = number_key(number)
    if act := known.held.get(key):
        return Named(act.number or number, Standing.HELD, start, end, act)
    if key in known.mentioned:
        return Named(known.mentioned[key], Standing.MENTIONED, start, end)
    meant = _slipped(key, {**known.mentioned, **{k: str(act.number) for k, act in known.held.items()}})
    if meant is None:
        return Named(number, Standing.UNKNOWN, start, end)
    act = known.held.get(number_key(meant))
    return Named(meant, Standing.HELD if act else Standing.MENTIONED, start, end, act, slip=True)


def number_spans(words: str) -> list[tuple[int, int]]:
    """Where documents are named by number, whole or in part, in reading order."""
    spans = [(m.start, m.end) for m in find_numbers(words)]
    for part in _plausible(words):
        tail = _TAIL.match(words, part.end)
        spans.append((part.start, tail.end() if tail else part.end))
    return sorted(spans)


def _plausible(words: str) -> list[PartialNumber]:
    """Partial numbers that are no year, no count of days and no amount."""
    parts = find_partial_numbers(words)
    if not parts:
        return []
    others = [
        m for m in find_mentions(words, detect(words)) if m.kind not in (MentionKind.DOCUMENT, MentionKind.NUMBER)
    ]
    return [
        part
        for part in parts
        if not any(m.start < part.end and part.start < m.end for m in others)
        and not re.fullmatch(r"(?:19|20)\d\d", part.number)
        and (len(part.number) >= LEAST_DIGITS or re.search(rf"0{part.number}\b|[-/]", words[part.start : part.end + 1]))
    ]


def _of_kind(part: PartialNumber, known: Iterable[str]) -> list[str]:
    """The known numbers of a fitting kind; another kind with the same digits is another document."""
    listed = list(known)
    found = complete_number(part, listed)
    kinds = {fold(kind) for kind in part.kinds} | ({"qh"} if "QH" in part.kinds else set())
    return [number for number in found if kinds & set(re.findall(r"[a-z]+", number_key(number)))]


def _digits_and_letters(key: str) -> tuple[tuple[str, ...], str]:
    parts = key.split("-")
    return tuple(p for p in parts if p[:1].isdigit()), "-".join(p for p in parts if not p[:1].isdigit())


def _slipped(key: str, known: dict[str, str]) -> str | None:
    """The one known number that has the same digits and nearly the same letters, if those typed are nobody's."""
    digits, letters = _digits_and_letters(key)
    if letters in {_digits_and_letters(other)[1] for other in known}:
        return None
    alike = [
        number
        for other, number in known.items()
        if (parts := _digits_and_letters(other))[0] == digits and OSA.distance(parts[1], letters) <= SLIP
    ]
    return alike[0] if len(alike) == 1 else None


def _nearest(number: str, known: Iterable[str]) -> tuple[str, ...]:
    digits, letters = _typed(number)
    ranked: list[tuple[tuple[int, int, int], str]] = []
    for candidate in known:
        other_digits, other_letters = _digits_and_letters(number_key(candidate))
        if not digits or not other_digits:
            continue
        same_kind = bool(letters & set(other_letters.split("-")))
        one_off = OSA.distance(digits[0], other_digits[0]) <= 1
        if (digits[0] == other_digits[0]) or (one_off and same_kind):
            years = digits[1:] != other_digits[1:] and len(digits) > 1
            apart = abs(int(float(digits[0].rstrip("abcdefgh"))) - int(float(other_digits[0].rstrip("abcdefgh"))))
            ranked.append(((not same_kind, years + (apart > 0), apart), candidate))
    return tuple(candidate for _, candidate in sorted(ranked)[:MOST_CHOICES])


def _typed(number: str) -> tuple[Sequence[str], set[str]]:
    """Digits and kinds of a number as typed, whole or in part."""
    parts = find_partial_numbers(number)
    if not find_numbers(number) and parts:
        part = parts[0]
        return [part.number, *([part.year] if part.year else [])], {fold(kind) for kind in part.kinds}
    digits, letters = _digits_and_letters(number_key(normalise_number(number)))
    return digits, set(letters.split("-")[:1])
