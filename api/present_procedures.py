"""Fills the JSON of procedures, for the HTTP door, the pages and the command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from api.present import text_ref
from api.procedure_schemas import (
    HeldBasisOut,
    HeldOut,
    NamedOut,
    ProcedureFilter,
    ProcedureOut,
    ProceduresOut,
)
from corpus.agencies import agency_name, match_agency
from corpus.calendar import today_in_vietnam
from corpus.fold import fold
from corpus.gazetteer import agencies
from corpus.model import Language
from corpus.procedures.finding import rank
from corpus.procedures.held import HeldBasis, database_name, holdings
from corpus.store import Library
from corpus.store.procedures import KnownProcedure, known_procedures
from register.addressee import addressee


def procedures_out(library: Library, wanted: ProcedureFilter, language: Language) -> ProceduresOut:
    """The procedures that a filter lets through; best first where it has words, else by text and order."""
    chosen = [one for one in known_procedures(library.database) if _fits(one, wanted)]
    if wanted.q.strip():
        chosen = [chosen[position] for position, _ in rank(wanted.q, [one.procedure for one in chosen])]
    page = chosen[wanted.offset : wanted.offset + wanted.limit]
    return ProceduresOut(procedures=outs(library, page, language), total=len(chosen))


def outs(library: Library, known: Sequence[KnownProcedure], language: Language) -> list[ProcedureOut]:
    """Procedures as JSON; the acts that they rest on are looked up once."""
    acts = act_ids(library)
    return [procedure_out(library, one, language, acts) for one in known]


def procedure_out(library: Library, known: KnownProcedure, language: Language, acts: Mapping[str, str]) -> ProcedureOut:
    """One procedure as JSON, named in `language`."""
    told = asdict(known.procedure)
    del told["start"], told["end"]
    return ProcedureOut(
        id=known.id,
        key=known.key,
        text=text_ref(library.text_summary(known.text_id)),
        agency=agency_of(known, language),
        cases=known.procedure.cases,
        held=held_out(known, language, acts),
        **told,
    )


def held_out(known: KnownProcedure, language: Language, acts: Mapping[str, str]) -> tuple[HeldOut, ...]:
    """The papers that a database holds today."""
    return tuple(
        HeldOut(
            position=one.position,
            paper=one.paper.name,
            database=NamedOut(id=one.database, name=database_name(one.database, language)),
            told=one.told,
            bases=bases_out(one.bases, acts),
        )
        for one in holdings(known.procedure, as_of=today_in_vietnam())
    )


def bases_out(bases: Sequence[HeldBasis], acts: Mapping[str, str]) -> tuple[HeldBasisOut, ...]:
    """Where it is laid down, with the act's id where the library holds it."""
    return tuple(HeldBasisOut(**one.model_dump(exclude={"only"}), act_id=acts.get(one.number)) for one in bases)


def agency_of(known: KnownProcedure, language: Language) -> NamedOut | None:
    """The agency that carries a procedure out, where its guide names one that is known."""
    identity = addressee(known.procedure)
    return NamedOut(id=identity, name=agency_name(identity, language)) if identity else None


def act_ids(library: Library) -> dict[str, str]:
    """The ids of acts by number."""
    return {act.number: act.id for act in library.acts() if act.number}


def field_choices(known: Sequence[KnownProcedure]) -> list[str]:
    """The fields that occur, each once."""
    told = {fold(one.procedure.field.words): one.procedure.field.words for one in known if one.procedure.field}
    return sorted(told.values(), key=fold)


def _fits(known: KnownProcedure, wanted: ProcedureFilter) -> bool:
    one = known.procedure
    named = fold(one.field.words) if one.field else ""
    return (
        (wanted.level is None or wanted.level in one.levels)
        and all(word in named for word in fold(wanted.field).split())
        and (not wanted.agency.strip() or addressee(one) in _agencies(wanted.agency))
    )


def _agencies(words: str) -> Sequence[str]:
    return [words] if words in agencies() else match_agency(words)
