"""Where passages stand: for each its text and language, for each text its act; small enough to keep in memory."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.identifiers import number_key
from corpus.model import Act, Language, TextRecord
from retrieval.centring import code_of
from retrieval.model import Filters


@dataclass(frozen=True, slots=True)
class TextPlace:
    """What filters and grouping need to know of a text. Dates are ISO days or None."""

    id: str
    language: str
    act_id: str | None = None
    issuer: str | None = None
    kind: str | None = None
    issued: str | None = None
    effective_from: str | None = None
    effective_until: str | None = None
    number: str | None = None  # the act's, as `corpus.identifiers.number_key` spells it


@dataclass(frozen=True)
class Places:
    """Parallel arrays over passages, sorted by number: (n,) int64 numbers, (n,) int32 positions in `texts`."""

    texts: tuple[TextPlace, ...]
    numbers: npt.NDArray[np.int64]
    text_of: npt.NDArray[np.int32]

    @cached_property
    def language_codes(self) -> npt.NDArray[np.int8]:
        """(n,) positions in `LANGUAGES`, passage by passage."""
        codes = np.array([code_of(Language(text.language)) for text in self.texts] or [0], np.int8)
        return np.asarray(codes[self.text_of], np.int8)

    @cached_property
    def _acts_shared(self) -> frozenset[str]:
        """Acts that have several texts here."""
        return frozenset(act for act, count in Counter(text.act_id for text in self.texts).items() if act and count > 1)

    def may_share(self, number: int) -> bool:
        """Whether a passage may stand for the same clause as one of another text."""
        return self.text(number).act_id in self._acts_shared

    def rows(self, numbers: Sequence[int] | npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Rows of passage numbers that are here, in their order; unknown numbers are left out."""
        wanted = np.asarray(numbers, np.int64)
        at = np.searchsorted(self.numbers, wanted)
        found = (at < len(self.numbers)) & (self.numbers[np.minimum(at, len(self.numbers) - 1)] == wanted)
        return np.asarray(at[found], np.int64)

    def text(self, number: int) -> TextPlace:
        return self.texts[int(self.text_of[int(np.searchsorted(self.numbers, number))])]

    def language(self, number: int) -> Language:
        return Language(self.text(number).language)

    def allowed_texts(self, filters: Filters) -> npt.NDArray[np.bool_] | None:
        """(texts,) which texts the filters keep; None when they keep all."""
        if filters == Filters():
            return None
        return np.array([_kept(text, filters) for text in self.texts], bool)

    def texts_numbered(self, keys: Collection[str]) -> npt.NDArray[np.bool_]:
        """(texts,) which texts render an act of one of these numbers."""
        return np.array([text.number in keys for text in self.texts], bool)

    def save(self, folder: Path) -> None:
        np.save(folder / "numbers.npy", self.numbers)
        np.save(folder / "text_of.npy", self.text_of)
        listed = [asdict(text) for text in self.texts]
        (folder / "texts.json").write_text(json.dumps(listed, ensure_ascii=False), encoding="utf-8")


def load_places(folder: Path) -> Places:
    """Read what `Places.save` wrote; arrays are mapped, not copied."""
    texts = tuple(TextPlace(**text) for text in json.loads((folder / "texts.json").read_text(encoding="utf-8")))
    numbers, text_of = (np.load(folder / name, mmap_mode="r") for name in ("numbers.npy", "text_of.npy"))
    return Places(texts, numbers, text_of)


def place_texts(texts: Iterable[TextRecord], acts: Mapping[str, Act]) -> tuple[TextPlace, ...]:
    """Texts with what their acts say."""
    return tuple(_place(text, acts.get(text.act_id or "")) for text in texts)


def _place(text: TextRecord, act: Act | None) -> TextPlace:
    if act is None:
        return TextPlace(text.id, text.language, text.act_id)
    days = (act.issued, act.effective_from, act.last_day)
    issued, start, end = (day.isoformat() if day else None for day in days)
    number = number_key(act.number) if act.number else None
    return TextPlace(text.id, text.language, act.id, act.issuer, act.kind, issued, start, end, number)


def _kept(text: TextPlace, filters: Filters) -> bool:
    chosen: tuple[tuple[frozenset[str], str | None], ...] = (
        (frozenset(filters.languages), text.language),
        (filters.act_ids, text.act_id),
        (filters.issuers, text.issuer),
        (filters.kinds, text.kind),
    )
    if any(wanted and value not in wanted for wanted, value in chosen):
        return False
    if filters.issued_from and (text.issued or "") < filters.issued_from.isoformat():
        return False
    if filters.issued_to and (text.issued is None or text.issued > filters.issued_to.isoformat()):
        return False
    return filters.as_of is None or _in_force(text, filters.as_of.isoformat())


def _in_force(text: TextPlace, day: str) -> bool:
    """Unknown dates do not exclude: most texts do not print when they end."""
    start = text.effective_from or text.issued
    return (start is None or start <= day) and (text.effective_until is None or day <= text.effective_until)
