"""Reading the obligations of a library: texts of one act together, one task for what several of them state."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.clean import line_kinds
from corpus.model import Act, Completeness, Language, Relation, TextRecord
from corpus.obligations import CandidateSource, DeadlineKind, Obligation, Strength, find_obligations
from corpus.obligations.merge import merge
from corpus.store import Library
from register.found import FoundSource, FoundTask
from register.terms import due_day

LONGEST = 400_000  # characters; longer texts are codes and laws, which bind for good and assign no one a piece of work
BINDING = frozenset(("law", "code", "constitution", "ordinance"))  # kinds of acts that assign no tasks
FEWEST_ORDERS = 5  # tasks that a report without an act must give to named bodies to count as a plan
ORDERING_SHARE = 0.6  # of all its obligations; guides to procedures have at most a third
_FULLNESS = (Completeness.FULL, Completeness.EXCERPT, Completeness.UNKNOWN, Completeness.REPORT)

Stated = tuple[TextRecord, Obligation]


def read_tasks(library: Library, *, more: CandidateSource | None = None) -> Iterator[FoundTask]:
    """Every task that a library states: act by act, then those of reports of plans that belong to no known act.

    `more` may propose what the rules do not see, in acts only.
    """
    by_act: dict[str, list[TextRecord]] = defaultdict(list)
    for text in library.texts():
        if text.act_id:
            by_act[text.act_id].append(text)
    for act_id, summaries in sorted(by_act.items()):
        act = library.act(act_id)
        if act is not None and act.kind not in BINDING:
            texts = [library.text(summary.id) for summary in summaries]
            yield from tasks_of(act, [text for text in texts if text is not None], library, more=more)
    yield from _tasks_without_act(library)


def ended_acts(library: Library) -> dict[str, str]:
    """Acts that another act of the library replaces or repeals as a whole, with the reason in plain words."""
    by_number = {act.number: act.id for act in library.acts() if act.number}
    named = {act.id: act.number or act.id for act in library.acts()}
    ended: dict[str, str] = {}
    for text in library.texts():
        for reference in library.references(text.id) if text.act_id else ():
            act_id = by_number.get(reference.number)
            if act_id and act_id != text.act_id and reference.clause is None:
                if reference.relation == Relation.REPLACES:
                    ended[act_id] = f"The act was replaced by {named[text.act_id or '']}."
                elif reference.relation == Relation.REPEALS:
                    ended[act_id] = f"The act was repealed by {named[text.act_id or '']}."
    return ended


def tasks_of(
    act: Act, texts: Sequence[TextRecord], library: Library, *, more: CandidateSource | None = None
) -> list[FoundTask]:
    """The tasks of one act, in the reading order of its leading text."""
    read = [text for text in sorted(texts, key=_rank) if len(text.content) <= LONGEST]
    found = [find_obligations(t, library.sections(t.id), line_kinds(t.content), more=more) for t in read]
    return _merged(act, list(zip(read, found, strict=True)))


def _tasks_without_act(library: Library) -> Iterator[FoundTask]:
    """Tasks of reports that tell named bodies what to do; guides speak to citizens and are passed over.

    Reports in several languages whose tasks are mostly those of one body are taken for renderings of one plan.
    """
    plans: dict[str, list[tuple[TextRecord, list[Obligation]]]] = defaultdict(list)
    for summary in library.texts():
        text = library.text(summary.id) if not summary.act_id and summary.completeness is Completeness.REPORT else None
        if text is None or len(text.content) > LONGEST:
            continue
        found = find_obligations(text, library.sections(text.id), line_kinds(text.content))
        leading = Counter(a for o in found if o.strength is Strength.TASK for a in o.agencies[:1])
        if leading.total() >= FEWEST_ORDERS and leading.total() >= ORDERING_SHARE * len(found):
            plans[leading.most_common(1)[0][0]].append((text, found))
    for read in plans.values():
        yield from _merged(None, sorted(read, key=lambda pair: _rank(pair[0])))


def _merged(act: Act | None, read: Sequence[tuple[TextRecord, Sequence[Obligation]]]) -> list[FoundTask]:
    groups = merge([(text.language, obligations) for text, obligations in read])
    return [_task(act, [(read[stated.text][0], stated.obligation) for stated in group]) for group in groups]


def _rank(text: TextRecord) -> tuple[bool, int, str]:
    """The original first, then the fullest."""
    return text.language is not Language.VI, _FULLNESS.index(text.completeness), text.id


def _task(act: Act | None, stated: Sequence[Stated]) -> FoundTask:
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
        agencies=first.agencies,
        coordinating=first.coordinating,
        deadline=replace(term),
        due=due_day(term, act),
        strength=first.strength,
        confidence=best.confidence,
        reasons=best.reasons,
        sources=tuple(_source(text, obligation) for text, obligation in stated),
    )


def _source(text: TextRecord, obligation: Obligation) -> FoundSource:
    return FoundSource(
        text_id=text.id,
        language=text.language,
        section=obligation.clause,
        quote=obligation.quote,
        action=obligation.action,
        start=obligation.start,
        end=obligation.end,
        line=text.content.count("\n", 0, obligation.start) + 1,
    )
