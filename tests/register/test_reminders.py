"""Reminders: the right ones to the right people, each once, whatever dies in between."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import date, timedelta
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from sqlalchemy import update

from corpus.model import Language
from corpus.store import Database, open_database
from register.mail import Mailer
from register.model import SYSTEM, Progress, Report
from register.outbox import Letter, NotSent, Sent, claim, counts, deliver, plan
from register.progress import report
from register.query import TaskList, TaskQuery
from register.storing import now
from register.subscriptions import Channel, Subscription, Topic, subscribe, subscriptions_of, unsubscribe
from register.sync import take
from register.tables import outbox
from tests.register.factories import TERM, found

MINE = Subscription(Channel.TELEGRAM, "7", Topic.AGENCY, "ministry-of-justice", Language.EN)
MAIL = Subscription(Channel.EMAIL, "lan@example.org", Topic.ACT, "07-TB/CQTTBCĐ", Language.VI)


def days_before(days: int) -> date:
    return TERM - timedelta(days=days)


def sent(database: Database, today: date, channel: Channel = Channel.TELEGRAM) -> list[str]:
    letters: list[Letter] = []
    plan(database, today=today)
    deliver(database, channel, letters.append, today=today)
    return [letter.subject for letter in letters]


@pytest.fixture
def watched(database: Database) -> Database:
    take(database, [found(), found("issue the decree", clause="IV.1", agencies=("ministry-of-finance",))])
    subscribe(database, MINE)
    return database


def test_a_term_is_told_thirty_seven_and_one_day_ahead_and_once_it_has_passed(watched: Database) -> None:
    told = {days: sent(watched, days_before(days)) for days in range(40, -20, -1)}
    when = {days: words[0].split(":")[0] for days, words in told.items() if words}
    assert when == {30: "30 days left", 7: "7 days left", 1: "1 days left", -1: "Overdue"}
    assert all(len(words) <= 1 for words in told.values())


def test_a_sender_that_slept_through_a_day_tells_the_nearest_one(watched: Database) -> None:
    assert sent(watched, days_before(5)) == ["5 days left: Ministry of Justice: review administrative procedures"]


def test_what_is_done_or_withdrawn_is_not_reminded_of(watched: Database) -> None:
    plan(watched, today=days_before(7))
    task = TaskList(watched).find(TaskQuery(agencies=("ministry-of-justice",))).rows[0]
    report(watched, task.id, Report(Progress.DONE, 100, done_on=days_before(8)), by=SYSTEM, version=task.version)
    assert deliver(watched, Channel.TELEGRAM, pytest.fail, today=days_before(7)) == 0
    assert counts(watched) == {Sent.DROPPED: 1}


def test_a_moved_term_is_told_as_a_change_and_counted_anew(watched: Database) -> None:
    today = now().date()
    soon = found(due=today + timedelta(days=6))
    take(watched, [soon])
    assert len(sent(watched, today)) == 2  # the change, and seven days left
    take(watched, [found(due=today + timedelta(days=5))])
    assert sorted(words.split(":")[0] for words in sent(watched, today)) == ["5 days left", "Changed"]
    assert sent(watched, today) == []


def test_changes_from_before_a_subscription_are_no_news(database: Database) -> None:
    take(database, [found()])
    take(database, [found(due=date(2027, 12, 1))])
    subscribe(database, MINE)
    assert sent(database, now().date()) == []


def test_subscribing_twice_is_once_and_leaving_is_leaving(watched: Database) -> None:
    assert not subscribe(watched, MINE)
    assert [s.value for s in subscriptions_of(watched, Channel.TELEGRAM, "7")] == ["ministry-of-justice"]
    assert unsubscribe(watched, Channel.TELEGRAM, "7") == 1
    assert sent(watched, days_before(1)) == []


# -- once ------------------------------------------------------------------------------------------------------


def test_planning_and_sending_again_sends_nothing_again_also_after_a_restart(watched: Database) -> None:
    assert len(sent(watched, days_before(7))) == 1
    again = open_database(watched.engine.url.render_as_string(hide_password=False))
    assert sent(again, days_before(7)) == sent(again, days_before(6)) == []
    again.close()


def test_two_senders_never_get_the_same_letter(watched: Database) -> None:
    plan(watched, today=days_before(7))
    first = claim(watched, Channel.TELEGRAM, today=days_before(7))
    assert len(first) == 1 and claim(watched, Channel.TELEGRAM, today=days_before(7)) == []


def test_a_sender_that_died_with_a_letter_in_hand_leaves_it_marked_and_unsent(watched: Database) -> None:
    plan(watched, today=days_before(7))
    claim(watched, Channel.TELEGRAM, today=days_before(7))  # and dies here
    assert sent(watched, days_before(7)) == []
    assert counts(watched) == {Sent.SENDING: 1}


def test_a_refused_letter_waits_and_goes_out_once(watched: Database) -> None:
    plan(watched, today=days_before(7))

    def refuse(letter: Letter) -> None:
        raise NotSent("the network is down")

    assert deliver(watched, Channel.TELEGRAM, refuse, today=days_before(7)) == 0
    assert sent(watched, days_before(7)) == [], "it must wait before the next attempt"
    with watched.engine.begin() as connection:
        connection.execute(update(outbox).values(not_before=now() - timedelta(seconds=1)))
    assert len(sent(watched, days_before(7))) == 1
    assert sent(watched, days_before(7)) == []


def test_an_address_that_is_gone_for_good_is_not_tried_again(watched: Database) -> None:
    plan(watched, today=days_before(7))

    def refuse(letter: Letter) -> None:
        raise NotSent("blocked", for_good=True)

    deliver(watched, Channel.TELEGRAM, refuse, today=days_before(7))
    assert counts(watched) == {Sent.FAILED: 1}


# -- e-mail ------------------------------------------------------------------------------------------------------


class Inbox(MessageHandler):
    """Keeps what arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.letters: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.letters.append(message)


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """A real SMTP server on this machine, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handler = Inbox()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, f"smtp://127.0.0.1:{port}"
    controller.stop()


def test_reminders_arrive_by_mail_in_the_readers_language(database: Database, inbox: tuple[Inbox, str]) -> None:
    handler, url = inbox
    take(database, [found()])
    subscribe(database, MAIL)
    plan(database, today=days_before(7))

    assert deliver(database, Channel.EMAIL, Mailer(url, "congvu@example.org"), today=days_before(7)) == 1

    (letter,) = handler.letters
    assert (letter["To"], letter["From"]) == ("lan@example.org", "congvu@example.org")
    assert letter["Message-ID"].endswith("@example.org>")
    body = letter.get_payload(decode=True)
    assert isinstance(body, bytes) and "Còn 7 ngày" in body.decode() and "III.8" in body.decode()


def test_mail_waits_while_the_server_is_away(database: Database) -> None:
    take(database, [found()])
    subscribe(database, MAIL)
    plan(database, today=days_before(7))
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        mailer = Mailer(f"smtp://127.0.0.1:{closed.getsockname()[1]}", "congvu@example.org")
        assert deliver(database, Channel.EMAIL, mailer, today=days_before(7)) == 0
    assert counts(database) == {Sent.WAITING: 1}
