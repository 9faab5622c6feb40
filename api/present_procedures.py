"""Fills the JSON of procedures, for the HTTP door and the command line."""

from __future__ import annotations

from dataclasses import asdict

from api.present import text_ref
from api.procedure_schemas import ProcedureOut, ProceduresOut
from corpus.procedures.finding import rank
from corpus.store import Library
from corpus.store.procedures import known_procedures


def procedures_out(library: Library, question: str, *, limit: int, offset: int = 0) -> ProceduresOut:
    """The procedures that a question names, best first; all of them, by text, where the question is empty."""
    known = known_procedures(library.database)
    chosen = known
    if question.strip():
        chosen = [known[position] for position, _ in rank(question, [one.procedure for one in known])]
    page = chosen[offset : offset + limit]
    shown = []
    for one in page:
        told = asdict(one.procedure)
        del told["start"], told["end"]
        text = text_ref(library.text_summary(one.text_id))
        shown.append(ProcedureOut(id=one.id, text=text, cases=one.procedure.cases, **told))
    return ProceduresOut(procedures=shown, total=len(chosen))
