"""Fills the JSON of procedures, for the HTTP door, the pages and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

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
from corpus.procedures.held import HeldBasis, Holding, database_name, holdings
from corpus.procedures.ranking import rank
from corpus.procedures.standing import OUT_OF_FORCE, standing
from corpus.store import Library
from corpus.store.procedures import KnownProcedure, known_procedures
from corpus.validity import Validity
from register.addressee import addressee


def procedures_out(library: Library, wanted: ProcedureFilter, language: Language) -> ProceduresOut:
    """The procedures that a filter lets through; best first where it has words, else by text and order."""
    presenter = Presenter(library, language, wanted.as_of)
    chosen = _valid([one for one in known_procedures(library.database) if _fits(one, wanted)], wanted, presenter)
    if wanted.q.strip():
        chosen = [chosen[position] for position, _ in rank(wanted.q, [one.procedure for one in chosen])]
    page = chosen[wanted.offset : wanted.offset + wanted.limit]
    return ProceduresOut(procedures=[presenter.out(one) for one in page], total=len(chosen))


class Presenter:
    """Procedures as JSON, named in one language, as they stand on one day. The library's acts are read once."""

    def __init__(self, library: Library, language: Language, as_of: date | None = None) -> None:
        """`as_of` is today when None."""
        self._library, self._language, self._day = library, language, as_of or today_in_vietnam()
        self._acts = {act.id: act for act in library.acts()}
        self._numbers = {act.number: act.id for act in self._acts.values() if act.number}

    def out(self, known: KnownProcedure) -> ProcedureOut:
        """One procedure."""
        told = asdict(known.procedure)
        del told["start"], told["end"]
        return ProcedureOut(
            id=known.id,
            key=known.key,
            text=text_ref(self._library.text_summary(known.text_id)),
            standing=self.standing(known),
            agency=agency_of(known, self._language),
            cases=known.procedure.cases,
            held=tuple(self._held(one) for one in self.holdings(known)),
            **told,
        )

    def standing(self, known: KnownProcedure) -> Validity:
        """Whether a procedure holds on the day."""
        act_id = self._library.text_summary(known.text_id).act_id
        return standing(known.procedure, self._acts.get(act_id or ""), self._day)

    def holdings(self, known: KnownProcedure) -> tuple[Holding, ...]:
        """The papers that a database holds on the day."""
        return holdings(known.procedure, as_of=self._day)

    def bases(self, found: Sequence[HeldBasis]) -> tuple[HeldBasisOut, ...]:
        """Where it is laid down, with the act's id where the library holds it."""
        return tuple(
            HeldBasisOut(**one.model_dump(exclude={"only"}), act_id=self._numbers.get(one.number)) for one in found
        )

    def _held(self, one: Holding) -> HeldOut:
        return HeldOut(
            position=one.position,
            paper=one.paper.name,
            database=NamedOut(id=one.database, name=database_name(one.database, self._language)),
            told=one.told,
            bases=self.bases(one.bases),
        )


def agency_of(known: KnownProcedure, language: Language) -> NamedOut | None:
    """The agency that carries a procedure out, where its guide names one that is known."""
    identity = addressee(known.procedure)
    return NamedOut(id=identity, name=agency_name(identity, language)) if identity else None


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


def _valid(found: list[KnownProcedure], wanted: ProcedureFilter, presenter: Presenter) -> list[KnownProcedure]:
    """Those of the wanted validity. Asked as of a day, those out of force come only when nothing else fits."""
    if wanted.validity is not None:
        return [one for one in found if presenter.standing(one) is wanted.validity]
    if wanted.as_of is None:
        return found
    return [one for one in found if presenter.standing(one) not in OUT_OF_FORCE] or found


def _agencies(words: str) -> Sequence[str]:
    return [words] if words in agencies() else match_agency(words)
