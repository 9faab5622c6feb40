"""`congvu remind`: subscribe an address to reminders, and send those that are due by mail."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.settings import Settings
from congvu.terminal import note
from corpus.model import Language
from corpus.store import open_database
from register.mail import Mailer
from register.naming import agencies_named
from register.outbox import Sent, counts, deliver, plan
from register.subscriptions import Channel, Subscription, Topic, subscribe, unsubscribe

app = typer.Typer(no_args_is_help=True, add_completion=False)

Address = Annotated[str, typer.Argument(help="An e-mail address.")]


@app.command("add")
def add(
    address: Address,
    topic: Annotated[Topic, typer.Argument(help="What the reminders are about.")],
    value: Annotated[str, typer.Argument(help="An agency by id or name, an act's number, or a task's id.")],
    lang: Annotated[Language, typer.Option(help="Language of the reminders.")] = Language.VI,
) -> None:
    """Subscribe an e-mail address. Chats subscribe themselves with /remind."""
    named = agencies_named([value]) if topic is Topic.AGENCY else (value,)
    database = open_database(Settings().database_url)
    for one in named:
        subscribe(database, Subscription(Channel.EMAIL, address, topic, one, lang))
        note(f"{address}: {topic} {one}")


@app.command("remove")
def remove(address: Address) -> None:
    """End all reminders to an e-mail address."""
    count = unsubscribe(open_database(Settings().database_url), Channel.EMAIL, address)
    note(f"{count} subscriptions ended")


@app.command("send")
def send() -> None:
    """Send by mail what is due; run it once a day or more often. Each reminder goes out once."""
    settings = Settings()
    if settings.smtp_url is None:
        raise typer.BadParameter("Set CONGVU_SMTP_URL to your mail server, then run it again.")
    database = open_database(settings.database_url)
    plan(database)
    mailer = Mailer(settings.smtp_url.get_secret_value(), settings.mail_from)
    sent = deliver(database, Channel.EMAIL, mailer)
    left = counts(database)
    note(f"{sent} sent, {left.get(Sent.WAITING, 0)} waiting, {left.get(Sent.FAILED, 0)} failed")
