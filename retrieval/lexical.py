"""The lexical index: tantivy on disk or in memory, one field of terms per language, marks and concepts for all.

Terms are cut by `retrieval.analysis`, so tantivy only splits at blanks. Languages have fields of their own:
a term's rarity is counted within its language, and a search within a language needs no filter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from pathlib import Path

import numpy as np
import numpy.typing as npt
import tantivy

from corpus.model import Language, Passage
from corpus.workers import seldom_collecting
from retrieval.analysing import Analysed, analyse_all
from retrieval.analysis import marks, terms
from retrieval.concepts import concepts
from retrieval.errors import IndexDamaged

HEAP = 256_000_000  # bytes the writer may hold before it flushes a segment
THREADS = 2
TOLD = 1_000  # passages between two reports of progress: about half a second
HEADING_WEIGHT = (
    0.25  # recall@10 of Vietnamese questions on 10,000 articles: .68 at 0, .70 at 0.25, .65 at 0.5, .55 at 1
)
SATURATION = 1.2  # tantivy's k1
SPARE = 4  # found beyond what is wanted: a quarter more, for what a restriction that keeps nearly all takes away
# Entries of the index that a search may read, or for each passage: the most frequent words beyond are left out, which
# passages gain by nearly alike. What that saves and costs is measured in docs/retrieval.md, "The index".
ENTRIES = 200_000
ENTRIES_PER_PASSAGE = 1.5
# Rare words get rarer as a corpus grows, and BM25 with them, while vectors stay as near as they are. So scores are told
# as they would be among so many passages, by the logarithms of both sizes. Over 284,603 passages of law the mean
# reciprocal rank is then .521 instead of .502. Scores over smaller corpora stay: to raise them cost three of 48 answers
# over the samples.
USUAL_SIZE = 1000
Scored = list[tuple[int, float]]  # (passage number, score), best first
Fields = Sequence[tuple[str, float]]  # (field, weight)
CONCEPTS: Fields = [("concepts", 1.0)]


@dataclass(frozen=True, slots=True)
class TextRestriction:
    """Texts that a search may find, or must not find.

    Where nearly all passages may be found, `flags` tells of each passage number whether it may: the best of all are
    then looked through, for tantivy passes over passages that cannot be among the best only where nothing restricts it.
    """

    ids: frozenset[str]
    excluded: bool = False
    flags: npt.NDArray[np.bool_] | None = field(default=None, compare=False)


class LexicalIndex:
    """Finds passages by words. Searching is safe from many threads; writing is for one."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the index in `folder`, made if there is none; in memory when `folder` is None.

        Raises:
            IndexDamaged: what is there cannot be read, or another version wrote it with other fields.
        """
        self._schema = _schema()
        if folder is None:
            self._index = tantivy.Index(self._schema)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            self._index = _opened(self._schema, folder)
        self._index.config_reader("manual")
        self._index.reload()
        self._searcher = self._index.searcher()

    def write(
        self,
        added: Iterable[tuple[int, Passage]],
        removed: Iterable[int] = (),
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Add and remove passages, then commit; searches see all of it or nothing.

        `progress` is told after every `TOLD` passages how many were added.
        """
        writer = self._index.writer(HEAP, THREADS)
        for number in removed:
            writer.delete_documents_by_term("number", number)
        with seldom_collecting():
            for done, passage in enumerate(analyse_all(added), 1):
                writer.add_document(_document(passage))
                if progress and done % TOLD == 0:
                    progress(done)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, words: str, language: Language, limit: int, within: TextRestriction | None = None) -> Scored:
        """Passages of `language` that share terms with `words`, best first.

        Scores are BM25, which grows with how rare the shared words are, as it would be in a corpus of
        at most `USUAL_SIZE`.
        """
        return self._comparable(self._best(terms(words, language), _weighed_fields(language), limit, within))

    def scores(self, words: str, language: Language, numbers: Sequence[int]) -> Scored:
        """What `search` would score the passages `numbers`; those that share no term are left out."""
        return self._comparable(self._scores(terms(words, language), _weighed_fields(language), numbers))

    def search_marks(self, words: str, limit: int, within: TextRestriction | None = None) -> Scored:
        """Passages of any language that share document numbers, clauses, numbers or names with `words`.

        Scores are shares: BM25 over the highest that any passage could reach for these marks.
        """
        wanted = marks(words)
        highest = self._highest("marks", wanted)
        return [(n, score / highest) for n, score in self._best(wanted, [("marks", 1.0)], limit, within)]

    def search_concepts(
        self, words: str, language: Language, limit: int, within: TextRestriction | None = None
    ) -> Scored:
        """Passages of any language that name concepts which `words` name in `language`, by BM25 as of words."""
        return self._comparable(self._best(concepts(words, language), CONCEPTS, limit, within))

    def concept_scores(self, words: str, language: Language, numbers: Sequence[int]) -> Scored:
        """What `search_concepts` would score the passages `numbers`; those that name no concept are left out."""
        return self._comparable(self._scores(concepts(words, language), CONCEPTS, numbers))

    def _comparable(self, scored: Scored) -> Scored:
        """Scores as they would be in a corpus of at most `USUAL_SIZE`."""
        share = log(USUAL_SIZE) / log(max(USUAL_SIZE, self._searcher.num_docs))
        return [(number, share * score) for number, score in scored]

    def _best(self, wanted: Sequence[str], fields: Fields, limit: int, within: TextRestriction | None) -> Scored:
        query = self._any_of(wanted, fields)
        if query is None:
            return []
        if within is None:
            return self._found(query, limit)
        if within.flags is not None:
            most = limit + limit // SPARE
            found = self._found(query, most)
            allowed = [(n, score) for n, score in found if within.flags[n]]
            if len(allowed) >= limit or len(found) < most:
                return allowed[:limit]
        return self._found(self._restricted(query, within), limit)

    def _scores(self, wanted: Sequence[str], fields: Fields, numbers: Sequence[int]) -> Scored:
        query = self._any_of(wanted, fields)
        if query is None or not numbers:
            return []
        given = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "number", number)) for number in numbers]
        only = tantivy.Query.const_score_query(tantivy.Query.boolean_query(given), 0.0)
        both = tantivy.Query.boolean_query([(tantivy.Occur.Must, only), (tantivy.Occur.Must, query)])
        return self._found(both, len(numbers))

    def _any_of(self, wanted: Sequence[str], fields: Fields) -> tantivy.Query | None:
        """Passages with any of the terms that can be afforded; None where no term is left."""
        should = [
            (tantivy.Occur.Should, _weighed(tantivy.Query.term_query(self._schema, field, term, "freq"), weight))
            for term in self._affordable(wanted, fields)
            for field, weight in fields
        ]
        return tantivy.Query.boolean_query(should) if should else None

    def _affordable(self, wanted: Sequence[str], fields: Fields) -> list[str]:
        """The rarest of the terms `wanted`, as many as `ENTRIES` allow and at least one, in their order."""
        entries = {term: sum(self._searcher.doc_freq(field, term) for field, _ in fields) for term in wanted}
        left = max(ENTRIES, ENTRIES_PER_PASSAGE * self._searcher.num_docs)
        dropped = set[str]()
        for place, term in enumerate(sorted(entries, key=lambda term: entries[term])):
            left -= entries[term]
            if left < 0 and place:
                dropped.add(term)
        return [term for term in entries if term not in dropped]

    def _found(self, query: tantivy.Query, limit: int) -> Scored:
        hits = self._searcher.search(query, limit, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return [(int(n), float(score)) for n, (score, _) in zip(numbers, hits, strict=True) if n is not None]

    def _highest(self, field: str, wanted: Sequence[str]) -> float:
        """The limit of BM25 for a passage that repeats all wanted terms without end."""
        total = self._searcher.num_docs
        known = (self._searcher.doc_freq(field, term) for term in set(wanted))
        return max(1e-6, sum((SATURATION + 1) * log(1 + (total - n + 0.5) / (n + 0.5)) for n in known))

    def _restricted(self, query: tantivy.Query, within: TextRestriction) -> tantivy.Query:
        texts = tantivy.Query.term_set_query(self._schema, "text", sorted(within.ids))
        texts = tantivy.Query.const_score_query(texts, 0.0)
        occur = tantivy.Occur.MustNot if within.excluded else tantivy.Occur.Must
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (occur, texts)])


def _opened(schema: tantivy.Schema, folder: Path) -> tantivy.Index:
    try:
        return tantivy.Index(schema, path=str(folder))
    except ValueError as error:
        if not tantivy.Index.exists(str(folder)):  # it is the disk that refuses
            raise
        raise IndexDamaged(
            f"the words in {folder} were written by another version of congvu, or are damaged ({error}); "
            "run `congvu corpus embed` to write them anew"
        ) from error


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("text", tokenizer_name="raw", index_option="basic")
    for language in Language:
        builder.add_text_field(_words(language), tokenizer_name="whitespace", index_option="freq")
        builder.add_text_field(_headings(language), tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("marks", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("concepts", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(passage: Analysed) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("number", passage.number)
    document.add_text("text", passage.text_id)
    document.add_text(_words(passage.language), passage.words)
    document.add_text(_headings(passage.language), passage.headings)
    document.add_text("marks", passage.marks)
    document.add_text("concepts", passage.concepts)
    return document


def _words(language: Language) -> str:
    return f"words_{language}"


def _headings(language: Language) -> str:
    return f"headings_{language}"


def _weighed_fields(language: Language) -> Fields:
    return [(_words(language), 1.0), (_headings(language), HEADING_WEIGHT)]


def _weighed(query: tantivy.Query, weight: float) -> tantivy.Query:
    return query if weight == 1.0 else tantivy.Query.boost_query(query, weight)
