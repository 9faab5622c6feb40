"""What is asked of single procedures: one record, its history, comparisons, due days, what acts cut. Calls block."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from http import HTTPStatus
from itertools import pairwise

from api.present import act_ref, text_ref
from api.present_procedures import Presenter
from api.problems import Problem, not_found
from api.procedure_life_schemas import (
    ComparisonOut,
    CutOut,
    DueOut,
    DuesOut,
    FieldChangeOut,
    HistoryOut,
    VersionOut,
)
from api.procedure_schemas import NamedOut, ProcedureOut
from corpus.model import Language
from corpus.procedures.changes import FieldChange, compare
from corpus.procedures.cuts import concerns
from corpus.procedures.due import dues
from corpus.procedures.keys import named_alike
from corpus.store import Library
from corpus.store.procedure_cuts import KnownCut, known_cuts
from corpus.store.procedure_versions import Version, versions_of
from corpus.store.procedures import KnownProcedure, known_procedure, known_procedures
from register.procedure_wording import change_sentence

FURTHEST = date(2100, 1, 1)  # from here on no day is counted


def find(library: Library, identity: str) -> KnownProcedure:
    """The procedure of an id.

    Raises:
        Problem: 404, there is none.
    """
    found = known_procedure(library.database, identity)
    if found is None:
        raise not_found(
            "procedure", identity, "Find its id by words: `congvu procedures WORDS`, or /api/v1/procedures?q=WORDS."
        )
    return found


def one(library: Library, identity: str, language: Language, as_of: date | None = None) -> ProcedureOut:
    """One procedure, as it stands on a day, today when None."""
    return Presenter(library, language, as_of).out(find(library, identity))


def history(library: Library, identity: str, language: Language) -> HistoryOut:
    """How a procedure changed, newest first, and the acts that cut it."""
    known = find(library, identity)
    versions = versions_of(library.database, known.text_id, known.key)
    shown = [_version(newer, older, language) for newer, older in pairwise([*versions, None]) if newer]
    return HistoryOut(id=identity, versions=shown, cuts=cuts(library, known))


def comparison(library: Library, before: str, after: str, language: Language) -> ComparisonOut:
    """Two procedures, or two guides to one, field by field."""
    old, new = find(library, before), find(library, after)
    since = new.procedure.validity.since if new.procedure.validity else None
    return ComparisonOut(
        before=NamedOut(id=old.id, name=old.procedure.name.words),
        after=NamedOut(id=new.id, name=new.procedure.name.words),
        since=since,
        changes=changes_out(compare(old.procedure, new.procedure), language, since=since),
    )


def comparable(library: Library, known: KnownProcedure) -> list[NamedOut]:
    """Procedures of other texts that seem to be the same service."""
    name = known.procedure.name.words
    others = (one for one in known_procedures(library.database) if one.text_id != known.text_id)
    return [
        NamedOut(id=one.id, name=one.procedure.name.words)
        for one in others
        if named_alike(one.procedure.name.words, name)
    ]


def due(library: Library, identity: str, start: date) -> DuesOut:
    """By which days results are due.

    Raises:
        Problem: 404, there is no such procedure; 422, the start is too far off.
    """
    known = find(library, identity)
    if not date(2000, 1, 1) <= start < FURTHEST:
        raise Problem(
            HTTPStatus.UNPROCESSABLE_ENTITY, "bad-start", f"Days are counted from 2000 to 2099; {start} is outside."
        )
    counted = [
        DueOut(
            start=start, case=d.limit.case, limit=d.limit.limit, due=d.day, known=d.known, quote=asdict(d.limit.quote)
        )
        for d in dues(known.procedure, start)
    ]
    return DuesOut(id=identity, start=start, dues=counted)


def cuts(library: Library, known: KnownProcedure) -> list[CutOut]:
    """What acts take away from a procedure, each text's first words on it."""
    found = (cut for cut in known_cuts(library.database) if cut.text_id != known.text_id)
    named = {(cut.text_id, cut.cut.kind): cut for cut in found if concerns(cut.cut, known.procedure)}
    return [_cut(library, cut) for cut in named.values()]


def changes_out(changes: Iterable[FieldChange], language: Language, *, since: date | None) -> list[FieldChangeOut]:
    """Changes with a sentence for each."""
    return [
        FieldChangeOut(**asdict(change), sentence=change_sentence(change, language, since=since)) for change in changes
    ]


def _version(newer: Version, older: Version | None, language: Language) -> VersionOut:
    before = older.procedure if older else None
    changes = compare(before, newer.procedure) if before and newer.procedure else ()
    return VersionOut(
        id=newer.id,
        since=newer.since,
        seen_at=newer.seen_at,
        gone=newer.procedure is None,
        changes=tuple(changes_out(changes, language, since=newer.since)),
    )


def _cut(library: Library, known: KnownCut) -> CutOut:
    text = library.text_summary(known.text_id)
    act = library.act(text.act_id) if text.act_id else None
    told = asdict(known.cut)
    return CutOut(
        act=act_ref(act) if act else None,
        text=text_ref(text),
        effective_from=act.effective_from if act else None,
        effective_until=act.effective_until if act else None,
        **told,
    )
