"""From the register's dataclasses to the JSON of the contract."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from api.schemas import ActRefOut, AgencyOut, CitationOut, DeadlineOut, TaskOut, TextRefOut
from api.task_schemas import (
    BottleneckOut,
    ChangeOut,
    CountOut,
    EvidenceModel,
    LateOut,
    OverviewOut,
    PointOut,
    ReportOut,
    TaskDetailOut,
)
from corpus.agencies import agency_name
from corpus.model import Language
from register.model import ActInfo, Change, FiledReport, Source, Task
from register.overview import Bottleneck, Count, LateShare, Overview


def task_out(task: Task, language: Language) -> TaskOut:
    """A task as the contract prints it, agencies named in `language`."""
    return TaskOut(
        id=task.id,
        action=task.action,
        agencies=agencies_out(task.agencies, language),
        coordinating=agencies_out(task.coordinating, language),
        deadline=DeadlineOut(
            date=task.due,
            kind=task.deadline.kind.value,
            text=task.deadline.text or "",
            recurrence=task.deadline.recurrence,
        ),
        status=task.status.value,
        sources=[citation_out(n, source) for n, source in enumerate(task.sources, 1)],
    )


def task_detail(
    task: Task, language: Language, *, reports: Iterable[FiledReport], history: Iterable[Change]
) -> TaskDetailOut:
    """A task with all that people did to it."""
    return TaskDetailOut(
        **task_out(task, language).model_dump(),
        clause=task.clause,
        strength=task.strength,
        life=task.life,
        review=task.review,
        confidence=task.confidence,
        reasons=list(task.reasons),
        progress=task.progress,
        percent=task.percent,
        done_on=task.done_on,
        obstacle=task.obstacle,
        public=task.public,
        version=task.version,
        reports=[_report(filed) for filed in reports],
        history=[ChangeOut(at=c.at, by=c.by, cause=c.cause, why=c.told(language), fields=c.fields) for c in history],
    )


def citation_out(n: int, source: Source) -> CitationOut:
    """A source of a task as a citation."""
    return CitationOut(
        n=n,
        act=_act_ref(source.act) if source.act else None,
        text=TextRefOut(
            id=source.text_id,
            language=source.language,
            publisher=source.publisher,
            source_url=source.source_url,
            file=source.file,
        ),
        section=source.section,
        quote=source.quote,
        start=source.start,
        end=source.end,
    )


def _act_ref(act: ActInfo) -> ActRefOut:
    return ActRefOut(id=act.id, number=act.number, title=act.title, validity=act.validity)


def agencies_out(identities: Iterable[str], language: Language) -> list[AgencyOut]:
    """Agencies by id and name."""
    return [AgencyOut(id=one, name=agency_name(one, language)) for one in identities]


def overview_out(overview: Overview, language: Language) -> OverviewOut:
    """The overview with names in `language`."""
    agencies = [_count(count, agency_name(count.key, language)) for count in overview.agencies]
    return OverviewOut(
        today=overview.today,
        total=overview.total,
        by_status={status.value: count for status, count in overview.totals.items()},
        agencies=agencies,
        acts=[_count(count, count.name) for count in overview.acts],
        terms=[_count(count, count.name) for count in overview.terms],
        progress=[PointOut(month=month, done=done, total=total) for month, done, total in overview.progress],
        blocked=overview.blocked,
        blockers=[_bottleneck(one, language) for one in overview.blockers],
        slipped=[_bottleneck(one, language) for one in overview.slipped],
        late_leading=[_late(one, language) for one in overview.late_leading],
        late_coordinating=[_late(one, language) for one in overview.late_coordinating],
    )


def _report(filed: FiledReport) -> ReportOut:
    said = asdict(filed.report)
    said["evidence"] = [EvidenceModel(**one) for one in said["evidence"]]
    return ReportOut(at=filed.at, by=filed.by, agency=filed.agency, **said)


def _count(count: Count, name: str) -> CountOut:
    by_status = {status.value: many for status, many in count.by_status.items()}
    return CountOut(key=count.key, name=name, title=count.title, total=count.total, by_status=by_status)


def _bottleneck(one: Bottleneck, language: Language) -> BottleneckOut:
    named = agencies_out(one.agencies, language)
    return BottleneckOut(id=one.task_id, action=one.action, agencies=named, count=one.count)


def _late(share: LateShare, language: Language) -> LateOut:
    (named,) = agencies_out([share.agency], language)
    return LateOut(agency=named, late=share.late, total=share.total)
