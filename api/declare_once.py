"""The review of "declare only once": which papers of which procedures a database could replace."""

from __future__ import annotations

import csv
import io
from collections import defaultdict

from api.present import text_ref
from api.present_procedures import act_ids, agency_of, bases_out
from api.procedure_life_schemas import DatabaseOut, DeclareOnceOut, ReplaceableOut
from api.procedure_schemas import NamedOut, QuoteOut
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.procedures.held import database_ids, database_name, holdings
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


def declare_once(library: Library, language: Language) -> DeclareOnceOut:
    """Procedures by database that holds some of their papers, databases in the order of the data file."""
    today, acts = today_in_vietnam(), act_ids(library)
    known = known_procedures(library.database)
    texts = {text_id: text_ref(library.text_summary(text_id)) for text_id in {one.text_id for one in known}}
    found: dict[str, list[ReplaceableOut]] = defaultdict(list)
    for one in known:
        for held in holdings(one.procedure, as_of=today):
            quote = held.paper.quote
            found[held.database].append(
                ReplaceableOut(
                    procedure=NamedOut(id=one.id, name=one.procedure.name.words),
                    agency=agency_of(one, language),
                    paper=held.paper.name,
                    quote=QuoteOut(words=quote.words, start=quote.start, end=quote.end),
                    text=texts[one.text_id],
                    told=held.told,
                    bases=bases_out(held.bases, acts),
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
