"""The review of "declare only once": which papers of which procedures a database could replace."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date

from api.present import text_ref
from api.present_procedures import Presenter, agency_of
from api.procedure_life_schemas import DatabaseOut, DeclareOnceOut, ReplaceableOut
from api.procedure_schemas import NamedOut, QuoteOut
from corpus.model import Language
from corpus.procedures.held import database_ids, database_name
from corpus.store import Library
from corpus.store.procedures import known_procedures
from register.open_data import safe

COLUMNS = (
    "database",
    "database_name",
    "procedure",
    "procedure_name",
    "agency",
    "paper",
    "state",
    "basis",
    "when",
    "quote",
    "source",
)


def declare_once(library: Library, language: Language, as_of: date | None = None) -> DeclareOnceOut:
    """Procedures by database that holds some of their papers on a day, databases in the order of the data file."""
    presenter = Presenter(library, language, as_of)
    known = known_procedures(library.database)
    texts = {text_id: text_ref(library.text_summary(text_id)) for text_id in {one.text_id for one in known}}
    found: dict[str, list[ReplaceableOut]] = defaultdict(list)
    for one in known:
        for held in presenter.holdings(one):
            quote = held.paper.quote
            found[held.database].append(
                ReplaceableOut(
                    procedure=NamedOut(id=one.id, name=one.procedure.name.words),
                    agency=agency_of(one, language),
                    paper=held.paper.name,
                    quote=QuoteOut(words=quote.words, start=quote.start, end=quote.end),
                    text=texts[one.text_id],
                    told=held.told,
                    bases=presenter.bases(held.bases),
                )
            )
    return DeclareOnceOut(
        procedures=len(known),
        with_papers=sum(bool(one.procedure.papers) for one in known),
        replaceable=len({item.procedure.id for items in found.values() for item in items}),
        databases=[_database(name, found[name], language) for name in database_ids() if name in found],
    )


def declare_once_csv(review: DeclareOnceOut) -> str:
    """The review as a table for spreadsheets, a row for each paper."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for group in review.databases:
        for item in group.items:
            row = (
                group.database.id,
                group.database.name,
                item.procedure.id,
                item.procedure.name,
                item.agency.name if item.agency else "",
                item.paper,
                "spared" if item.told else "asked",
                "; ".join(f"{basis.number}, {basis.clause}" for basis in item.bases),
                "; ".join(basis.when for basis in item.bases),
                item.quote.words,
                item.text.source_url or item.text.file,
            )
            table.writerow([safe(value) for value in row])
    return "\ufeff" + buffer.getvalue()


def _database(name: str, items: list[ReplaceableOut], language: Language) -> DatabaseOut:
    return DatabaseOut(
        database=NamedOut(id=name, name=database_name(name, language)),
        procedures=len({item.procedure.id for item in items}),
        papers=len(items),
        asked=sum(not item.told for item in items),
        spared=sum(item.told for item in items),
        items=items,
    )
