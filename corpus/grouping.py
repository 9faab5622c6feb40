"""Grouping: which texts render one act, why, and how a person corrects it.

Texts with the same document number share an act by the act's id alone. What numbers cannot tell is decided here,
over the whole library: an act whose year a text did not know, and copies of a text that has no number. A correction
by a person overrides both, and stands when its text is read again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from sqlalchemy import Connection, func, select, update

from corpus.identifiers import number_key
from corpus.model import Act
from corpus.store.database import Database
from corpus.store.groupings import Correction, ensure_act, forget_correction, record_correction
from corpus.store.kept import mark_changed
from corpus.store.merging import drop_act_without_texts
from corpus.store.tables import acts, groupings, passages, texts

MOST_COPIES = 8  # a passage in more texts than this is a formula, not a sign of copying
COPY_SHARE = 0.6  # of the larger text's passages, word for word, that make two texts copies: an excerpt is none
MIN_PASSAGES = 4  # texts with fewer passages share them by chance (forms, lists of recipients)


@dataclass(frozen=True, slots=True)
class Move:
    """A text that went from one act to another, and why."""

    text_id: str
    old: str | None
    new: str | None
    reason: str


def assign(database: Database, text_id: str, act_id: str | None, *, reason: str, decided_by: str) -> None:
    """Put a text to an act (None: to no act) by a person's word, now and whenever the text is read again."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with database.engine.begin() as connection:
        record_correction(connection, Correction(text_id, act_id, reason, decided_by, now))
        _move(connection, text_id, act_id, f"{decided_by}: {reason}")


def withdraw(database: Database, text_id: str) -> None:
    """Take a correction back; the text keeps its act until it is read again."""
    with database.engine.begin() as connection:
        forget_correction(connection, text_id)


def regroup(database: Database) -> list[Move]:
    """Bring together what belongs together, over the whole library. Running it again changes nothing."""
    with database.engine.begin() as connection:
        corrected = set(connection.execute(select(groupings.c.text_id)).scalars())
        moves = [
            move
            for move in (*_undated(connection), *_copies(connection))
            if move.text_id not in corrected and move.old != move.new
        ]
        for move in moves:
            _move(connection, move.text_id, move.new, move.reason)
        return moves


# -- acts whose year a text does not tell --------------------------------------------------------------------


def _undated(connection: Connection) -> list[Move]:
    """Numbers like 148/NQ-CP begin anew each year. A text without the date joins the one act of that number, if one."""
    by_number: dict[str, list[Act]] = defaultdict(list)
    for row in connection.execute(select(acts).where(acts.c.number.is_not(None))):
        act = Act(**row._mapping)
        by_number[number_key(act.number or "")].append(act)
    moves: list[Move] = []
    for group in by_number.values():
        dated = [act for act in group if act.issued]
        if len({act.id for act in dated}) == 1:
            moves += [move for act in group if not act.issued for move in _to_act(connection, act, dated[0])]
    return moves


def _to_act(connection: Connection, act: Act, other: Act) -> Iterator[Move]:
    reason = f"the only act numbered {other.number} is of {other.issued}"
    for text_id in connection.execute(select(texts.c.id).where(texts.c.act_id == act.id)).scalars():
        yield Move(text_id, act.id, other.id, reason)


# -- copies ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Standing:
    """Where a text stands before copies are looked for."""

    text_id: str
    act_id: str | None
    number: str | None
    passages: int


def _copies(connection: Connection) -> list[Move]:
    """Texts of which most passages are the same, word for word, unless each has a number of its own."""
    standings = _standings(connection)
    moves = []
    for (one, other), count in sorted(_shared_passages(connection).items()):
        first, second = standings[one], standings[other]
        larger = max(first.passages, second.passages)
        if min(first.passages, second.passages) >= MIN_PASSAGES and count >= COPY_SHARE * larger:
            moves += _joined(first, second, round(100 * count / larger))
    return moves


def _standings(connection: Connection) -> dict[str, _Standing]:
    query = (
        select(texts.c.id, texts.c.act_id, acts.c.number, func.count(passages.c.number).label("size"))
        .join(acts, acts.c.id == texts.c.act_id, isouter=True)
        .join(passages, passages.c.text_id == texts.c.id)
        .group_by(texts.c.id, texts.c.act_id, acts.c.number)
    )
    return {row.id: _Standing(row.id, row.act_id, row.number, row.size) for row in connection.execute(query)}


def _shared_passages(connection: Connection) -> Counter[tuple[str, str]]:
    """How many passages two texts share: the same words in the same clause, which the ends of their ids tell."""
    holders: dict[str, list[str]] = defaultdict(list)
    for identity, text_id in connection.execute(select(passages.c.id, passages.c.text_id)):
        holders[identity.rsplit(".", 1)[-1]].append(text_id)
    shared: Counter[tuple[str, str]] = Counter()
    for text_ids in holders.values():
        if 1 < len(text_ids) <= MOST_COPIES:
            shared.update(combinations(sorted(text_ids), 2))
    return shared


def _joined(one: _Standing, other: _Standing, percent: int) -> list[Move]:
    """The text whose act is less known goes to the act of the other."""
    if one.act_id == other.act_id or (one.number and other.number):
        return []
    stays, goes = (
        (one, other)
        if (one.number or "", one.act_id or "") >= (other.number or "", other.act_id or "")
        else (other, one)
    )
    if stays.act_id is None:
        return []
    return [Move(goes.text_id, goes.act_id, stays.act_id, f"{percent} % of its passages are those of {stays.text_id}")]


def _move(connection: Connection, text_id: str, act_id: str | None, reason: str) -> None:
    before = connection.execute(select(texts.c.act_id).where(texts.c.id == text_id)).scalar()
    if act_id is not None:
        ensure_act(connection, act_id)
    connection.execute(update(texts).where(texts.c.id == text_id).values(act_id=act_id, grouping=reason))
    if before != act_id:
        drop_act_without_texts(connection, before)
    mark_changed(connection)
