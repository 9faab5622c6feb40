"""Tasks as reading finds them; tests say only what matters to them."""

from __future__ import annotations

from datetime import date

from corpus.model import Act, Language
from corpus.obligations.model import Deadline, DeadlineKind, Strength
from register.found import FoundSource, FoundTask

NOTICE = Act(id="notice-7", number="07-TB/CQTTBCĐ", title="Notice of conclusions", issued=date(2025, 10, 17))
PLAN = Act(id="plan-1", number="1/KH-BTP", title="Plan of the ministry", issued=date(2025, 11, 3))
TERM = date(2025, 11, 15)


def found(
    action: str = "review administrative procedures",
    *,
    act: Act | None = NOTICE,
    clause: str = "III.8",
    agencies: tuple[str, ...] = ("ministry-of-justice",),
    coordinating: tuple[str, ...] = (),
    due: date | None = TERM,
    recurrence: str | None = None,
    strength: Strength = Strength.TASK,
    text_id: str = "notice-7-en",
    language: Language = Language.EN,
    more: tuple[FoundSource, ...] = (),
) -> FoundTask:
    kind = DeadlineKind.BY if due else DeadlineKind.NONE
    return FoundTask(
        act=act,
        clause=clause,
        action=action,
        language=language,
        agencies=agencies,
        coordinating=coordinating,
        deadline=Deadline(DeadlineKind.RECURRING if recurrence else kind, due, "by the term", recurrence),
        due=due,
        strength=strength,
        confidence=0.9,
        reasons=("body named",),
        sources=(source(action, text_id=text_id, language=language, clause=clause), *more),
    )


def source(
    action: str,
    *,
    text_id: str = "notice-7-en",
    language: Language = Language.EN,
    clause: str = "III.8",
    line: int = 10,
) -> FoundSource:
    quote = f"The ministry shall {action}."
    return FoundSource(
        text_id=text_id,
        language=language,
        section=clause,
        quote=quote,
        action=action,
        start=line * 100,
        end=line * 100 + len(quote),
        line=line,
    )
