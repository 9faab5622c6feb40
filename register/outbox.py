"""The outbox: what is due to be sent, and what was, so that each reminder is sent once, also across restarts.

A letter is claimed before it is sent, in a transaction of its own. A process that dies between the two leaves the
letter claimed; nobody sends it again, since it may have arrived. What a sender refuses is tried again later.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects import postgresql, sqlite

from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.store import Database, Library
from register.ending import end_tasks, ended_acts
from register.errors import NoSuchTask
from register.query import TaskList
from register.reminders import Occasion, Reminder, due_reminders, reminder_words, still_holds
from register.storing import now
from register.subscriptions import Channel, Subscription, Topic, all_subscriptions
from register.tables import outbox

ATTEMPTS = 8  # the last one comes about four hours after the first
FIRST_WAIT = timedelta(minutes=1)  # doubled with each attempt
AT_ONCE = 50  # letters claimed in one go


class Sent(StrEnum):
    """How a letter stands."""

    WAITING = "waiting"
    SENDING = "sending"  # claimed; when it stays so, the sender died and nobody knows whether it arrived
    SENT = "sent"
    DROPPED = "dropped"  # no longer true when its turn came
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Letter:
    """A reminder in words, claimed by whoever holds it. `id` is the same for ever, for a Message-ID."""

    id: int
    channel: Channel
    address: str
    subject: str
    body: str


class NotSent(Exception):
    """A sender could not deliver. `for_good`: trying again will not help."""

    def __init__(self, message: str, *, for_good: bool = False) -> None:
        super().__init__(message)
        self.for_good = for_good


Send = Callable[[Letter], None]  # raises NotSent


def plan(database: Database, *, today: date | None = None) -> int:
    """Put every reminder that is due into the outbox; those that are there already stay as they are.

    Tasks of acts that have come to their end since documents were last added end first, and nobody is reminded of them.
    """
    day = today or today_in_vietnam()
    end_tasks(database, ended_acts(Library(database), day))
    rows = [_row(reminder) for reminder in due_reminders(database, all_subscriptions(database), today=day)]
    make: Any = sqlite.insert if database.engine.dialect.name == "sqlite" else postgresql.insert
    new = 0
    with database.engine.begin() as connection:
        for row in rows:
            written = make(outbox).values(row).on_conflict_do_nothing().returning(outbox.c.id)
            new += connection.execute(written).first() is not None
    return new


def deliver(database: Database, channel: Channel, send: Send, *, today: date | None = None) -> int:
    """Send what waits for a channel; returns how many letters went out."""
    count = 0
    while letters := claim(database, channel, today=today):
        for letter in letters:
            try:
                send(letter)
            except NotSent as error:
                put_off(database, letter, error)
            else:
                settle(database, letter, Sent.SENT)
                count += 1
    return count


def claim(database: Database, channel: Channel, *, today: date | None = None, limit: int = AT_ONCE) -> list[Letter]:
    """Letters whose turn has come, now the caller's alone to send and to settle; empty when none waits."""
    while True:
        taken = _take(database, channel, limit)
        letters = [letter for row in taken if (letter := _letter(database, row, today or today_in_vietnam()))]
        if letters or not taken:
            return letters


def settle(database: Database, letter: Letter, state: Sent) -> None:
    """Write down what became of a letter."""
    with database.engine.begin() as connection:
        _settle(connection, letter.id, state)


def put_off(database: Database, letter: Letter, error: NotSent) -> None:
    """Let a letter wait for another attempt, or give up on it."""
    with database.engine.begin() as connection:
        attempts = connection.execute(select(outbox.c.attempts).where(outbox.c.id == letter.id)).scalar_one()
        if error.for_good or attempts >= ATTEMPTS:
            _settle(connection, letter.id, Sent.FAILED, error=str(error))
            return
        later = now() + FIRST_WAIT * 2 ** (attempts - 1)
        values = {"state": Sent.WAITING.value, "not_before": later, "error": str(error)[:500]}
        connection.execute(update(outbox).where(outbox.c.id == letter.id).values(values))


def counts(database: Database) -> dict[Sent, int]:
    """How many letters have each state; those that stay in `sending` belong to a sender that died."""
    query = select(outbox.c.state, func.count()).group_by(outbox.c.state)
    with database.engine.connect() as connection:
        return {Sent(state): count for state, count in connection.execute(query)}


def _take(database: Database, channel: Channel, limit: int) -> list[Any]:
    moment = now()
    waiting = outbox.c.state == Sent.WAITING.value
    query = select(outbox).where(waiting, outbox.c.channel == channel.value, outbox.c.not_before <= moment)
    taken = []
    with database.engine.begin() as connection:
        for row in connection.execute(query.order_by(outbox.c.id).limit(limit)).all():
            claimed = update(outbox).where(outbox.c.id == row.id, waiting)
            values = {"state": Sent.SENDING.value, "attempts": row.attempts + 1}
            if connection.execute(claimed.values(values)).rowcount:
                taken.append(row)
    return taken


def _letter(database: Database, row: Any, today: date) -> Letter | None:
    """The words of a claimed letter as of now; None, and settled, when it is no longer true."""
    language, occasion = Language(row.language), Occasion(row.occasion)
    subscription = Subscription(Channel(row.channel), row.address, Topic.TASK, row.task_id, language)
    try:
        task = TaskList(database, today=today).task(row.task_id, language)
    except NoSuchTask:
        task = None
    if task is None or not still_holds(task, occasion):
        with database.engine.begin() as connection:
            _settle(connection, row.id, Sent.DROPPED)
        return None
    subject, body = reminder_words(task, occasion, subscription, today=today)
    return Letter(row.id, subscription.channel, row.address, subject, body)


def _settle(connection: Connection, letter_id: int, state: Sent, *, error: str | None = None) -> None:
    values: dict[str, str | datetime | None] = {"state": state.value, "error": error and error[:500]}
    if state is Sent.SENT:
        values["sent_at"] = now()
    connection.execute(update(outbox).where(outbox.c.id == letter_id).values(values))


def _row(reminder: Reminder) -> dict[str, object]:
    moment = now()
    return {
        "channel": reminder.subscription.channel.value,
        "address": reminder.subscription.address,
        "language": reminder.subscription.language.value,
        "task_id": reminder.task_id,
        "occasion": reminder.occasion.value,
        "key": reminder.key,
        "state": Sent.WAITING.value,
        "attempts": 0,
        "not_before": moment,
        "created_at": moment,
    }
