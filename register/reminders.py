"""Which reminders are due: terms in 30, 7 and 1 days, terms that passed, tasks that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select

from corpus.store import Database
from register.errors import NoSuchTask
from register.feeds import description, summary
from register.model import Cause, Life, Status, Task
from register.query import EVERYTHING, TaskList, TaskQuery
from register.subscriptions import Subscription, Topic
from register.tables import task_history
from register.wording import wording

LOOKED_BACK = timedelta(days=14)  # how long a passed term or a change is still news, after the sender was down
TELLING = (Cause.REREAD, Cause.WITHDRAWN, Cause.RESTORED, Cause.REVIEW)  # reports are followed on the page


class Occasion(StrEnum):
    """Why somebody is reminded."""

    DUE_30 = "due_30"
    DUE_7 = "due_7"
    DUE_1 = "due_1"
    OVERDUE = "overdue"
    CHANGED = "changed"


DAYS_AHEAD = ((1, Occasion.DUE_1), (7, Occasion.DUE_7), (30, Occasion.DUE_30))


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder for a subscriber. `key` names the term or the change, so that each is told once."""

    subscription: Subscription
    task_id: str
    occasion: Occasion
    key: str


def due_reminders(database: Database, wanted: Sequence[Subscription], *, today: date) -> Iterator[Reminder]:
    """Every reminder that the subscriptions call for on a day, sent before or not."""
    listed = TaskList(database, today=today)
    yield from _of_terms(listed, wanted, today)
    yield from _of_changes(database, listed, wanted, today)


def reminder_words(task: Task, occasion: Occasion, subscription: Subscription, *, today: date) -> tuple[str, str]:
    """A line that says why, and the whole text with who, by when and where it is written."""
    words = wording(subscription.language)
    line = summary(task, subscription.language)
    if occasion is Occasion.CHANGED:
        head = words["remind_changed" if task.life is Life.LIVE else "remind_withdrawn"].format(action=line)
    elif occasion is Occasion.OVERDUE:
        head = words["remind_overdue"].format(action=line)
    else:
        days = (task.due - today).days if task.due else 0
        head = words["remind_due"].format(days=days, action=line)
    return head, f"{head}\n\n{description(task, subscription.language)}"


def still_holds(task: Task, occasion: Occasion) -> bool:
    """Whether a reminder that was planned is still worth sending."""
    if occasion is Occasion.CHANGED:
        return True
    return task.life is Life.LIVE and task.status in (Status.OPEN, Status.OVERDUE)


def concerns(subscription: Subscription, task: Task) -> bool:
    """Whether a subscription is about a task; an agency's is about what it leads and what it coordinates."""
    match subscription.topic:
        case Topic.AGENCY:
            return subscription.value in (*task.agencies, *task.coordinating)
        case Topic.ACT:
            return task.act is not None and subscription.value in (task.act.id, task.act.number)
        case Topic.TASK:
            return subscription.value == task.id


def _of_terms(listed: TaskList, wanted: Sequence[Subscription], today: date) -> Iterator[Reminder]:
    window = TaskQuery(
        due_from=today - LOOKED_BACK,
        due_to=today + timedelta(days=DAYS_AHEAD[-1][0]),
        statuses=(Status.OPEN, Status.OVERDUE),
        limit=EVERYTHING,
        public_only=True,
    )
    for task in listed.find(window).rows if wanted else ():
        assert task.due is not None
        occasion = _occasion((task.due - today).days)
        yield from _for(wanted, task, occasion, task.due.isoformat())


def _of_changes(
    database: Database, listed: TaskList, wanted: Sequence[Subscription], today: date
) -> Iterator[Reminder]:
    since = datetime.combine(today - LOOKED_BACK, datetime.min.time())
    query = (
        select(
            task_history.c.task_id, func.max(task_history.c.id).label("last"), func.max(task_history.c.at).label("at")
        )
        .where(task_history.c.at > since, task_history.c.cause.in_([cause.value for cause in TELLING]))
        .group_by(task_history.c.task_id)
    )
    with database.engine.connect() as connection:
        changes = connection.execute(query).all() if wanted else []
    for change in changes:
        try:
            task = listed.task(change.task_id)
        except NoSuchTask:
            continue
        told = [s for s in wanted if s.created_at is None or s.created_at < change.at]
        if task.public:
            yield from _for(told, task, Occasion.CHANGED, str(change.last))


def _occasion(days: int) -> Occasion:
    if days < 0:
        return Occasion.OVERDUE
    return next(occasion for most, occasion in DAYS_AHEAD if days <= most)


def _for(wanted: Iterable[Subscription], task: Task, occasion: Occasion, key: str) -> Iterator[Reminder]:
    for subscription in wanted:
        if concerns(subscription, task):
            yield Reminder(subscription, task.id, occasion, key)
