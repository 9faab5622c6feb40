"""Asks a retriever every question of a dataset and turns what it finds into measures by question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from corpus.model import Language
from evals.datasets.model import Case, Dataset
from evals.metrics import Rankings, Values, ranking_values, sufficiency_values
from evals.places import Ground, Span, sufficient_rank
from evals.report import Example
from retrieval.model import Filters, Hit, Query, Retriever

POOL_DEPTH = 100  # hits per question over a pool: what a gold passage beyond adds to average precision is under 0.01
DOCUMENT_DEPTH = 50  # hits per question over documents: no measure looks further
TIMED_K = 10  # hits per question when latency is measured: what a reader is shown
TIMED_QUESTIONS = 200  # enough for a steady p95
DOCUMENT_MEASURES = ("R@1", "R@5", "R@10", "R@50", "RR", "nDCG@10")  # with one goal a question AP equals RR
PAIR_MEASURES = ("R@1", "R@10", "RR", "nDCG@10")

Search = Callable[[Case, Filters], list[Hit]]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Measured:
    """Measures by name and question; groups of question ids; questions that failed; the rankings themselves."""

    values: dict[str, Values] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    examples: list[Example] = field(default_factory=list)
    rankings: dict[str, list[str]] = field(default_factory=dict)


def measure_pool(dataset: Dataset, retriever: Retriever, *, progress: Progress | None = None) -> Measured:
    """Measure over one pool of passages.

    Views of the same questions, as prefixes of the measures: none, the whole pool, every right passage counts;
    `cross`, right passages in the question's language are removed from gold and ranking (LAReQA); `own`, a second
    search filtered to the question's language; `pair`, the whole pool's ranking seen in one language, with one value
    per question and target language (groups "en→vi").
    """
    cases = dataset.answerable
    languages = {passage.id: passage.language for passage in dataset.passages}
    full = _rankings(cases, _searcher(retriever, POOL_DEPTH), progress)
    measured = Measured(ranking_values(full, _gold(cases)), _groups(cases), rankings=full)
    if len(set(languages.values())) > 1:
        _measure_languages(measured, cases, languages, retriever)
    measured.examples = _missed(cases, dataset, full)
    return measured


def measure_documents(
    dataset: Dataset, retriever: Retriever, ground: Ground, *, progress: Progress | None = None
) -> Measured:
    """Measure over documents: R@k is recall of a sufficient set, the other measures follow from the rank reached."""
    cases, search = dataset.answerable, _searcher(retriever, DOCUMENT_DEPTH)
    measured = Measured(groups=_groups(cases))
    ranks: dict[str, int | None] = {}
    for n, case in enumerate(cases, 1):
        hits = search(case, Filters())
        spans = [Span(hit.passage.text_id, hit.passage.start, hit.passage.end) for hit in hits]
        ranks[case.id] = sufficient_rank(ground.sets(case.support_sets), spans)
        measured.rankings[case.id] = [hit.passage.id for hit in hits]
        _place_in_groups(measured.groups, case, ground)
        if (ranks[case.id] or TIMED_K + 1) > TIMED_K:
            measured.examples.append(_example(case, ranks[case.id], hits))
        if progress:
            progress(n, len(cases))
    reached = sufficiency_values(ranks)
    measured.values = {name: reached[name] for name in DOCUMENT_MEASURES}
    return measured


def pool_values(cases: Sequence[Case], languages: Mapping[str, Language], rankings: Rankings) -> dict[str, Values]:
    """Measures of finished rankings over a pool; with several languages also the views `cross` and `same`.

    `same` looks only at passages in the question's language, as the ranking of the whole pool orders them.
    """
    values = ranking_values(rankings, _gold(cases))
    if len(set(languages.values())) > 1:
        same = {c.id: [doc for doc in rankings[c.id] if languages[doc] is c.language] for c in cases}
        own = {case.id: _in(case.relevant, languages, {case.language}) for case in cases}
        values |= {f"same {name}": found for name, found in ranking_values(same, own).items()}
        cross = ranking_values(*_without_own(cases, rankings, languages))
        values |= {f"cross {name}": found for name, found in cross.items()}
    return values


def time_queries(cases: Sequence[Case], retriever: Retriever) -> list[float]:
    """Milliseconds of each of up to `TIMED_QUESTIONS` searches for `TIMED_K` hits, after a warm-up of five."""
    step = max(1, len(cases) // TIMED_QUESTIONS)
    chosen = [Query(case.question, k=TIMED_K) for case in cases[::step]]
    for query in chosen[:5]:
        retriever.search(query)
    times = []
    for query in chosen:
        start = perf_counter()
        retriever.search(query)
        times.append((perf_counter() - start) * 1000)
    return times


def _searcher(retriever: Retriever, depth: int) -> Search:
    def search(case: Case, filters: Filters) -> list[Hit]:
        return retriever.search(Query(case.question, k=depth, filters=filters))

    return search


def _rankings(
    cases: Sequence[Case], search: Search, progress: Progress | None, *, own: bool = False
) -> dict[str, list[str]]:
    found = {}
    for n, case in enumerate(cases, 1):
        filters = Filters(languages=frozenset({case.language})) if own else Filters()
        found[case.id] = [hit.passage.id for hit in search(case, filters)]
        if progress:
            progress(n, len(cases))
    return found


def _measure_languages(
    measured: Measured, cases: Sequence[Case], languages: Mapping[str, Language], retriever: Retriever
) -> None:
    own = _rankings(cases, _searcher(retriever, POOL_DEPTH), None, own=True)
    views = {
        "own": (own, {c.id: _in(c.relevant, languages, {c.language}) for c in cases}),
        "cross": _without_own(cases, measured.rankings, languages),
    }
    for view, (rankings, gold) in views.items():
        measured.values |= {f"{view} {name}": v for name, v in ranking_values(rankings, gold).items()}
    _measure_pairs(measured, cases, languages)


def _without_own(
    cases: Sequence[Case], full: Rankings, languages: Mapping[str, Language]
) -> tuple[Rankings, dict[str, dict[str, int]]]:
    own = {case.id: _in(case.relevant, languages, {case.language}) for case in cases}
    rankings = {key: [doc for doc in docs if doc not in own[key]] for key, docs in full.items()}
    return rankings, {c.id: {doc: g for doc, g in c.relevant.items() if doc not in own[c.id]} for c in cases}


def _measure_pairs(measured: Measured, cases: Sequence[Case], languages: Mapping[str, Language]) -> None:
    rankings, gold = {}, {}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for case in cases:
        for target in sorted(set(languages.values())):
            key = f"{case.id}→{target}"
            groups[f"{case.language}→{target}"].append(key)
            rankings[key] = [doc for doc in measured.rankings[case.id] if languages[doc] is target]
            gold[key] = _in(case.relevant, languages, {target})
    values = ranking_values(rankings, gold)
    measured.values |= {f"pair {name}": values[name] for name in PAIR_MEASURES}
    measured.groups |= groups


def _in(relevant: Mapping[str, int], languages: Mapping[str, Language], wanted: set[Language]) -> dict[str, int]:
    return {doc: grade for doc, grade in relevant.items() if languages[doc] in wanted}


def _gold(cases: Iterable[Case]) -> dict[str, Mapping[str, int]]:
    return {case.id: case.relevant for case in cases}


def _groups(cases: Sequence[Case]) -> dict[str, list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list, {"all": [case.id for case in cases]})
    for case in cases:
        groups[f"lang {case.language}"].append(case.id)
        if case.style:
            groups[f"{case.language} {case.style}"].append(case.id)
    return dict(groups)


def _place_in_groups(groups: dict[str, list[str]], case: Case, ground: Ground) -> None:
    targets = ground.languages(case.support_sets)
    cross = case.cross_lingual if case.cross_lingual is not None else case.language not in targets
    groups.setdefault("cross-language" if cross else "same-language", []).append(case.id)
    for target in sorted(targets):
        groups.setdefault(f"{case.language}→{target}", []).append(case.id)


def _missed(cases: Sequence[Case], dataset: Dataset, rankings: Rankings) -> list[Example]:
    words = {passage.id: passage.content for passage in dataset.passages}
    missed = (case for case in cases if not case.relevant.keys() & set(rankings[case.id][:TIMED_K]))
    return [
        Example(
            id=case.id,
            language=case.language,
            failure=f"nothing right in the first {TIMED_K}",
            question=case.question,
            wanted=" | ".join(words[doc] for doc in case.relevant),
            got=" | ".join(words[doc] for doc in rankings[case.id][:1]),
        )
        for case in missed
    ]


def _example(case: Case, rank: int | None, hits: Sequence[Hit]) -> Example:
    wanted = case.support
    best = hits[0].passage if hits else None
    return Example(
        id=case.id,
        language=case.language,
        failure=f"not within {TIMED_K}" if rank else f"not within {DOCUMENT_DEPTH}",
        question=case.question,
        wanted=f"{wanted} (at rank {rank})" if rank else wanted,
        got=f"{best.text_id} {best.section}: {best.content[:300]}" if best else "nothing found",
    )
