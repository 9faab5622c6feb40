"""Subscriptions: who wants to be reminded of what, and over which channel."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from corpus.model import Language
from corpus.store import Database
from register.storing import now
from register.tables import subscriptions


class Channel(StrEnum):
    """How reminders travel."""

    TELEGRAM = "telegram"
    EMAIL = "email"


class Topic(StrEnum):
    """What a subscription is about."""

    AGENCY = "agency"
    ACT = "act"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class Subscription:
    """Reminders for an address: a Telegram chat's number or an e-mail address. `value` is an id of the topic."""

    channel: Channel
    address: str
    topic: Topic
    value: str
    language: Language
    created_at: datetime | None = None


def subscribe(database: Database, wanted: Subscription) -> bool:
    """Write a subscription; False when it was there already, which then keeps the time it was made."""
    row = {
        "channel": wanted.channel.value,
        "address": wanted.address,
        "topic": wanted.topic.value,
        "value": wanted.value,
        "language": wanted.language.value,
        "created_at": now(),
    }
    make: Any = sqlite.insert if database.engine.dialect.name == "sqlite" else postgresql.insert
    with database.engine.begin() as connection:
        written = make(subscriptions).values(row).on_conflict_do_nothing().returning(subscriptions.c.id)
        return connection.execute(written).first() is not None


def unsubscribe(database: Database, channel: Channel, address: str, topic: Topic | None = None, value: str = "") -> int:
    """Drop one subscription of an address, or all of them without a topic; returns how many."""
    which: ColumnElement[bool] = and_(subscriptions.c.channel == channel.value, subscriptions.c.address == address)
    if topic is not None:
        which = and_(which, subscriptions.c.topic == topic.value, subscriptions.c.value == value)
    with database.engine.begin() as connection:
        return connection.execute(delete(subscriptions).where(which)).rowcount


def subscriptions_of(database: Database, channel: Channel, address: str) -> list[Subscription]:
    """The subscriptions of one address, oldest first."""
    return [s for s in all_subscriptions(database) if (s.channel, s.address) == (channel, address)]


def all_subscriptions(database: Database) -> list[Subscription]:
    """Every subscription, oldest first."""
    query = select(subscriptions).order_by(subscriptions.c.id)
    with database.engine.connect() as connection:
        return [
            Subscription(
                channel=Channel(row.channel),
                address=row.address,
                topic=Topic(row.topic),
                value=row.value,
                language=Language(row.language),
                created_at=row.created_at,
            )
            for row in connection.execute(query)
        ]
