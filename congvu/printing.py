"""What the command line shows: people read stdout, programs read `--json`, progress goes to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer
from tqdm import tqdm

from assistant.model import Answer, Citation
from assistant.settings import Settings
from corpus.store import Library
from retrieval.model import Hit

QUESTIONS = (
    "lệ phí cấp lại thẻ căn cước bao nhiêu",
    "до якого числа має запрацювати система координації адміністративних процедур",
    "What must the Ministry of Justice finish before 15 November 2025?",
)


def note(words: str) -> None:
    """A line for the person at the terminal, apart from the data."""
    print(words, file=sys.stderr)  # noqa: T201


@contextmanager
def progress(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr, fed with (done, total); gone when output is not a terminal, one line left at the end."""
    with tqdm(desc=what, unit=unit, dynamic_ncols=True, leave=True, file=sys.stderr, mininterval=0.5) as bar:

        def report(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield report


def answer(result: Answer, *, as_json: bool) -> None:
    """An answer and what it cites."""
    from api.schemas import AnswerOut

    if as_json:
        typer.echo(AnswerOut.of(result).model_dump_json(indent=2))
        return
    typer.echo(result.answer)
    for citation in result.citations:
        typer.echo(f"\n[{citation.n}] {_source(citation)}")


def hits(found: Sequence[Hit], library: Library, *, as_json: bool) -> None:
    """Passages, best first."""
    from api.schemas import SearchOut

    if as_json:
        typer.echo(SearchOut.of(found, library).model_dump_json(indent=2))
        return
    for hit in found:
        passage = hit.passage
        typer.echo(f"{hit.rank:2}. {hit.score:.3f}  {library.text_summary(passage.text_id).file}  {passage.section}")
        typer.echo(f"    {' '.join(passage.content.split())[:300]}")


def address(settings: Settings, *, questions: bool) -> None:
    """Where the server is about to listen, and what to ask it."""
    note(f"Công vụ: http://{settings.host}:{settings.port}")
    if questions:
        note("Questions to try:\n" + "\n".join(f"  • {question}" for question in QUESTIONS))


def _source(citation: Citation) -> str:
    named = citation.act.number or citation.act.title if citation.act else None
    parts = (named, citation.section, citation.text.publisher, citation.text.source_url or citation.text.file)
    return " · ".join(part for part in parts if part)
