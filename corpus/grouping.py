"""Grouping: which texts render one act, why, and how a person corrects it.

Texts with the same document number share an act by the act's id alone. What numbers cannot tell is decided here,
over the whole library: an act whose year a text did not know, and copies of a text that has no number. A correction
by a person overrides both, and stands when its text is read again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from sqlalchemy import Connection, bindparam, func, select, update

from corpus.identifiers import number_key
from corpus.model import Act
from corpus.store.database import Database
from corpus.store.groupings import Correction, ensure_act, forget_correction, record_correction
from corpus.store.kept import mark_changed
from corpus.store.merging import drop_act_without_texts
from corpus.store.tables import acts, groupings, passages, texts

MOST_COPIES = 8  # a passage in more texts than this is a formula, not a sign of copying
COPY_SHARE = 0.6  # of the larger text's passages, word for word, that make two texts copies: an excerpt is none
FEW = 5  # texts that were put, up to which only their passages are looked up; one look passes over all ids
DIGEST = 12  # characters at the end of a passage's id that tell its clause and words
BATCH = 900  # of these in one look: under the limit of variables on old builds of SQLite
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


def regroup(database: Database, *, among: Collection[str] | None = None) -> list[Move]:
    """Bring together what belongs together, over the whole library. Running it again changes nothing.

    `among` are the texts that were put since it last ran: only these are compared with all others.
    """
    with database.engine.begin() as connection:
        corrected = set(connection.execute(select(groupings.c.text_id)).scalars())
        moves = [
            move
            for move in (*_undated(connection), *_copies(connection, among))
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
    codified: bool

    @property
    def identified(self) -> bool:
        """Whether its act is known by a number, or by the code of a topic of codified law, which holds its subjects."""
        return self.number is not None or self.codified


def _copies(connection: Connection, among: Collection[str] | None) -> list[Move]:
    """Texts of which most passages are the same, word for word, unless each has a number or a code of its own."""
    few = among is not None and len(among) <= FEW
    shared = _shared_passages(_held_by(connection, sorted(among)) if few and among else _all_held(connection))
    standings = _standings(connection) if shared else {}
    moves = []
    for (one, other), count in sorted(shared.items()):
        first, second = standings[one], standings[other]
        larger = max(first.passages, second.passages)
        if min(first.passages, second.passages) >= MIN_PASSAGES and count >= COPY_SHARE * larger:
            moves += _joined(first, second, round(100 * count / larger))
    return moves


def _standings(connection: Connection) -> dict[str, _Standing]:
    query = (
        select(texts.c.id, texts.c.act_id, acts.c.number, acts.c.kind, func.count(passages.c.number).label("size"))
        .join(acts, acts.c.id == texts.c.act_id, isouter=True)
        .join(passages, passages.c.text_id == texts.c.id)
        .group_by(texts.c.id, texts.c.act_id, acts.c.number, acts.c.kind)
    )
    rows = connection.execute(query)
    return {r.id: _Standing(r.id, r.act_id, r.number, r.size, codified=r.kind == "codification") for r in rows}


def _all_held(connection: Connection) -> Iterable[tuple[str, str]]:
    """Every passage as its words, told by the end of its id, and its text."""
    for identity, text_id in connection.execute(select(passages.c.id, passages.c.text_id)):
        yield identity.rsplit(".", 1)[-1], text_id


def _held_by(connection: Connection, text_ids: Sequence[str]) -> Iterable[tuple[str, str]]:
    """The same for the passages of a few texts, and for those of other texts that have the same words."""
    own = connection.execute(select(passages.c.id).where(passages.c.text_id.in_(text_ids))).scalars()
    digests = sorted({identity.rsplit(".", 1)[-1] for identity in own})
    words = func.substr(passages.c.id, func.length(passages.c.id) - DIGEST + 1)
    query = select(words, passages.c.text_id).where(words.in_(bindparam("digests", expanding=True)))
    for at in range(0, len(digests), BATCH):
        yield from ((row[0], row[1]) for row in connection.execute(query, {"digests": digests[at : at + BATCH]}))


def _shared_passages(held: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """How many passages two texts share: the same words in the same clause."""
    holders: dict[str, list[str]] = defaultdict(list)
    for words, text_id in held:
        holders[words].append(text_id)
    shared: Counter[tuple[str, str]] = Counter()
    for text_ids in holders.values():
        if 1 < len(text_ids) <= MOST_COPIES:
            shared.update(combinations(sorted(text_ids), 2))
    return shared


def _joined(one: _Standing, other: _Standing, percent: int) -> list[Move]:
    """The text whose act is less known goes to the act of the other."""
    if one.act_id == other.act_id or (one.identified and other.identified):
        return []
    stays, goes = (
        (one, other)
        if (one.identified, one.number or "", one.act_id or "")
        >= (other.identified, other.number or "", other.act_id or "")
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
