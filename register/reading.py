"""Reading the obligations of a library: texts of one act together, one task for what several of them state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.agencies import agency
from corpus.identifiers import number_key
from corpus.model import Act, Completeness, Language, Relation, TextRecord
from corpus.obligations import CandidateSource, DeadlineKind, Obligation, Strength
from corpus.obligations.merge import Stated as InMerge
from corpus.obligations.merge import merge
from corpus.obligations.repeats import Closeness, repeated
from corpus.store import Library
from corpus.store.referring import references_of
from register.amending import Amendment, named_clauses
from register.found import FoundSource, FoundTask
from register.remembered import Readings
from register.terms import due_day

BINDING = frozenset(("law", "code", "constitution", "ordinance"))  # kinds of acts that assign no tasks
FEWEST_ORDERS = 5  # tasks that a report without an act must give to named bodies to count as a plan
ORDERING_SHARE = 0.6  # of all its obligations; guides to procedures have at most a third
_FULLNESS = (Completeness.FULL, Completeness.EXCERPT, Completeness.UNKNOWN, Completeness.REPORT)

Stated = tuple[TextRecord, Obligation]


def read_tasks(
    library: Library,
    *,
    more: CandidateSource | None = None,
    closeness: Closeness | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[FoundTask]:
    """Every task that a library states: act by act, then those of reports of plans that belong to no known act.

    What a plan repeats of the act that it carries out is that act's task, with the plan as one more source.

    Args:
        library: the acts and their texts.
        more: may propose what the rules do not see, in acts only.
        closeness: helps to see that a plan repeats an act in other words.
        progress: told how many pages are read that were not read before, and of how many.
    """
    remembered = Readings(library, more)
    remembered.read_ahead(_telling(library), progress)
    readings = [*_acts(library, remembered), *_plans(library, remembered)]
    remembered.keep()
    by_number = {number_key(one.act.number): one for one in readings if one.act and one.act.number}
    carried_out = _carried_out(library)
    for plan in readings:
        for number in sorted({number for text in plan.texts for number in carried_out.get(text.id, ())}):
            if (act := by_number.get(number)) is not None and act is not plan:
                _fold(plan, act, closeness)
    for reading in readings:
        yield from (_task(reading.act, group, remembered) for group in reading.groups)


def amendments(library: Library) -> list[Amendment]:
    """Clauses of acts that other acts of the library amend or take away, as far as their words name the clause."""
    acts = library.acts()
    by_number = {number_key(act.number): act.id for act in acts if act.number}
    named = {act.id: act.number or act.id for act in acts}
    act_of = {text.id: text.act_id for text in library.texts()}
    contents: dict[str, str] = {}
    found: dict[tuple[str, str, str], Amendment] = {}
    for text_id, reference in references_of(library.database, (Relation.AMENDS,)):
        act_id, by = by_number.get(number_key(reference.number)), act_of.get(text_id)
        if not act_id or not by or act_id == by:
            continue
        if text_id not in contents:
            text = library.text(text_id)
            contents[text_id] = text.content if text else ""
        for clause, ends in named_clauses(contents[text_id], reference.start):
            found[act_id, clause, named[by]] = Amendment(act_id, clause, named[by], ends)
    return list(found.values())


@dataclass(slots=True)
class _Reading:
    """The obligations of one act or plan, each as its texts state it, the leading text first."""

    act: Act | None
    texts: list[TextRecord]
    groups: list[list[Stated]]


def _telling(library: Library) -> Iterator[TextRecord]:
    """The texts that may state tasks: of acts that assign them, and reports that belong to no act."""
    acts = {act.id: act for act in library.acts()}
    for text in library.texts():
        if text.act_id:
            act = acts.get(text.act_id)
            told = act is not None and act.kind not in BINDING
        else:
            told = text.completeness is Completeness.REPORT
        if told:
            yield text


def _acts(library: Library, remembered: Readings) -> Iterator[_Reading]:
    by_act: dict[str, list[TextRecord]] = defaultdict(list)
    for text in library.texts():
        if text.act_id:
            by_act[text.act_id].append(text)
    for act_id, summaries in sorted(by_act.items()):
        act = library.act(act_id)
        if act is not None and act.kind not in BINDING:
            read = sorted(summaries, key=_rank)
            yield _reading(act, read, [remembered.of(text) for text in read])


def _plans(library: Library, remembered: Readings) -> Iterator[_Reading]:
    """Reports that tell named bodies what to do; guides speak to citizens and are passed over.

    Reports in several languages whose tasks are mostly those of one body are taken for renderings of one plan.
    """
    plans: dict[str, list[tuple[TextRecord, list[Obligation]]]] = defaultdict(list)
    for text in library.texts():
        if text.act_id or text.completeness is not Completeness.REPORT:
            continue
        found = remembered.of(text, ask=False)
        leading = Counter(a for o in found if o.strength is Strength.TASK for a in o.agencies[:1])
        if leading.total() >= FEWEST_ORDERS and leading.total() >= ORDERING_SHARE * len(found):
            plans[leading.most_common(1)[0][0]].append((text, found))
    for read in plans.values():
        ranked = sorted(read, key=lambda pair: _rank(pair[0]))
        yield _reading(None, [text for text, _ in ranked], [found for _, found in ranked])


def _reading(act: Act | None, texts: list[TextRecord], found: Sequence[Sequence[Obligation]]) -> _Reading:
    groups = merge([(text.language, obligations) for text, obligations in zip(texts, found, strict=True)])
    return _Reading(act, texts, [[(texts[one.text], one.obligation) for one in group] for group in groups])


def _carried_out(library: Library) -> dict[str, set[str]]:
    """By text, the keys of the numbers of the acts that it says it carries out."""
    found: dict[str, set[str]] = defaultdict(set)
    for text_id, reference in references_of(library.database, (Relation.IMPLEMENTS,)):
        found[text_id].add(number_key(reference.number))
    return found


def _fold(plan: _Reading, act: _Reading, closeness: Closeness | None) -> None:
    """Move what a plan repeats to the act's obligations."""
    again = repeated(
        [[_in_merge(one) for one in group] for group in act.groups],
        [_in_merge(group[0]) for group in plan.groups],
        closeness=closeness,
    )
    for row, column in again.items():
        act.groups[column].extend(plan.groups[row])
    plan.groups = [group for row, group in enumerate(plan.groups) if row not in again]


def _in_merge(stated: Stated) -> InMerge:
    text, obligation = stated
    return InMerge(0, text.language, obligation)


def _rank(text: TextRecord) -> tuple[bool, int, str]:
    """The original first, then the fullest."""
    return text.language is not Language.VI, _FULLNESS.index(text.completeness), text.id


def _task(act: Act | None, stated: Sequence[Stated], remembered: Readings) -> FoundTask:
    text, first = stated[0]
    best = max((obligation for _, obligation in stated), key=lambda obligation: obligation.confidence)
    term = first.deadline
    if term.kind is DeadlineKind.NONE:
        term = next((o.deadline for _, o in stated if o.deadline.kind is not DeadlineKind.NONE), term)
    return FoundTask(
        act=act,
        clause=first.clause,
        action=first.action,
        language=text.language,
        agencies=_together(obligation.agencies for _, obligation in stated),
        coordinating=first.coordinating,
        deadline=replace(term),
        due=due_day(term, act),
        strength=first.strength,
        confidence=best.confidence,
        reasons=best.reasons,
        sources=tuple(_source(text, obligation, remembered) for text, obligation in stated),
    )


def _together(named: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Who leads by any of the sources: a plan names the body that an act only means among many."""
    first, *others = named
    more = (body for bodies in others for body in bodies if not first or _is_one_of_many(body, first))
    return tuple(dict.fromkeys((*first, *more)))


def _is_one_of_many(body: str, named: Sequence[str]) -> bool:
    """Whether a body is a single one, where only collectives are named."""
    return not _collective(body) and all(_collective(one) for one in named)


def _collective(body: str) -> bool:
    known = agency(body)
    return known is not None and known.collective


def _source(text: TextRecord, obligation: Obligation, remembered: Readings) -> FoundSource:
    return FoundSource(
        text_id=text.id,
        language=text.language,
        section=obligation.clause,
        quote=obligation.quote,
        action=obligation.action,
        start=obligation.start,
        end=obligation.end,
        line=remembered.line(text.id, obligation.start),
    )
