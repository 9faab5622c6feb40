"""What the command line shows: people read stdout, programs read `--json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import typer
from pydantic import TypeAdapter

from congvu.terminal import note
from corpus.validity import Validity

if TYPE_CHECKING:
    from assistant.model import Answer, Citation
    from assistant.settings import Settings
    from corpus.graph import Graph
    from corpus.report import IngestReport
    from corpus.status import CorpusStatus
    from corpus.store import Library
    from retrieval.model import Hit
    from retrieval.progress import IndexProgress

QUESTIONS = (
    "lệ phí cấp lại thẻ căn cước bao nhiêu",
    "By what date must the administrative procedures coordination system go live?",
    "What must the Ministry of Justice finish before the end of 2025?",
)
MOST_LISTED = 10  # files of a kind that `congvu corpus status` names
OUT_OF_FORCE = {Validity.NOT_YET: "  [not yet in force]", Validity.NO_LONGER: "  [no longer in force]"}


def answer(result: Answer, *, as_json: bool) -> None:
    """An answer and what it cites."""
    from api.present import answer_out

    if as_json:
        typer.echo(answer_out(result).model_dump_json(indent=2))
        return
    typer.echo(result.answer)
    for citation in result.citations:
        typer.echo(f"\n[{citation.n}] {_source(citation)}")


def hits(
    found: Sequence[Hit], library: Library, *, milliseconds: float, as_json: bool, as_of: date | None = None
) -> None:
    """Passages, best first; what is not in force on the day says so."""
    from api.present import hits_out
    from api.schemas import SearchOut

    if as_json:
        typer.echo(
            SearchOut(hits=hits_out(list(found), library, as_of), timings_ms={"total": milliseconds}).model_dump_json(
                indent=2
            )
        )
        return
    for hit in hits_out(list(found), library, as_of):
        marked = mark(hit.act.validity) if hit.act else ""
        typer.echo(f"{hit.rank:2}. {hit.score:.3f}  {hit.text.file}  {hit.section}{marked}")
        typer.echo(f"    {' '.join(hit.content.split())[:300]}")


def ingested(report: IngestReport, *, as_json: bool) -> None:
    """What became of the files: counts, then one line for each that needs a person."""
    if as_json:
        typer.echo(_as_json(report))
        return
    counts = ", ".join(f"{count} {outcome}" for outcome, count in report.outcomes.items() if count)
    typer.echo(f"{counts or 'nothing found'}; {report.passages} passages read in {report.seconds:.1f} s")
    for problem in report.problems:
        typer.echo(f"  {problem.file}: {problem.message}")


def corpus_status(found: CorpusStatus, index: IndexProgress, *, as_json: bool) -> None:
    """Counts of the whole corpus, and how far its index has come."""
    if as_json:
        typer.echo(TypeAdapter(dict[str, Any]).dump_json(asdict(found) | {"index": asdict(index)}, indent=2).decode())
        return
    several = f"{found.acts_with_several_texts} of them in several texts"
    typer.echo(f"{found.acts} acts ({several}), {found.texts} texts, {found.passages} passages")
    going_on = "; vectors are being made" if index.embedding else ""
    typer.echo(f"searchable: {index.by_words} passages by words, {index.by_meaning} by meaning{going_on}")
    groups = {
        "kinds": found.by_kind,
        "issuers": found.by_issuer,
        "languages": found.by_language,
        "completeness": found.by_completeness,
        "validity": found.by_validity,
        "files": found.files,
    }
    for name, counts in groups.items():
        typer.echo(f"{name}: " + ", ".join(f"{value or 'unknown'} {count}" for value, count in counts))
    _some([f"{entry.file}: {entry.message}" for entry in (*found.needs_ocr, *found.failed)])
    _some([f"{entry.file}: the same as another file" for entry in found.duplicates])
    _some([f"{file}: renders no act, as guides do not, or none could be told" for file in found.undescribed])


def _some(lines: Sequence[str]) -> None:
    """The first of many lines, and how many there are more."""
    for line in lines[:MOST_LISTED]:
        typer.echo(f"  {line}")
    if len(lines) > MOST_LISTED:
        typer.echo(f"  … and {len(lines) - MOST_LISTED} more; --json lists them all")


def graph(found: Graph, *, as_json: bool) -> None:
    """Links between acts, one a line, the weightiest first."""
    from api.collection import graph_out

    if as_json:
        typer.echo(graph_out(found, limit=len(found.links)).model_dump_json(indent=2))
        return
    for link in found.links:
        source, target = (found.acts[end].number or end for end in (link.source, link.target))
        where = f"{link.text_id} {link.clause or ''}".rstrip()
        typer.echo(f"{source}  {link.relation}  {target}  ({link.count}; {where})")


def _as_json(value: object) -> str:
    return TypeAdapter(type(value)).dump_json(value, indent=2).decode()


def address(settings: Settings, *, questions: bool) -> None:
    """Where the server is about to listen, and what to ask it."""
    note(f"Công vụ: http://{settings.host}:{settings.port}")
    if questions:
        note("Questions to try:\n" + "\n".join(f"  • {question}" for question in QUESTIONS))


def _source(citation: Citation) -> str:
    named = citation.act.number or citation.act.title if citation.act else None
    parts = (named, citation.section, citation.text.publisher, citation.text.source_url or citation.text.file)
    marked = mark(citation.act.validity) if citation.act else ""
    return " · ".join(part for part in parts if part) + marked


def mark(validity: Validity) -> str:
    """A note behind what is not in force; "" behind the rest."""
    return OUT_OF_FORCE.get(validity, "")
