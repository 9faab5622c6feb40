"""Reminders by e-mail, over SMTP."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from corpus.model import Language
from register.outbox import Letter, NotSent
from register.wording import wording

TIMEOUT = 30  # seconds
LONGEST_SUBJECT = 150  # characters

_PERMANENT = range(500, 600)


class Mailer:
    """Sends letters through one server, given as `smtp://user:password@host:port` or `smtps://...`."""

    def __init__(self, url: str, sender: str) -> None:
        """`sender` is the address that letters come from."""
        self._url = urlsplit(url)
        self._sender = sender

    def __call__(self, letter: Letter) -> None:
        """Send one letter.

        Raises:
            NotSent: the server cannot be reached, or refuses; for good when it refuses the address.
        """
        try:
            with self._connected() as server:
                server.send_message(self._message(letter))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise NotSent(f"the address was refused: {codes}", for_good=all(c in _PERMANENT for c in codes)) from error
        except (smtplib.SMTPException, OSError) as error:
            raise NotSent(f"{type(error).__name__}: {error}") from error

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        host = self._url.hostname or "localhost"
        secure = self._url.scheme == "smtps"
        make = smtplib.SMTP_SSL if secure else smtplib.SMTP
        with make(host, self._url.port or (465 if secure else 25), timeout=TIMEOUT) as server:
            if not secure and server.has_extn("starttls"):
                server.starttls()
            if self._url.username:
                server.login(unquote(self._url.username), unquote(self._url.password or ""))
            yield server

    def _message(self, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = letter.address
        message["Subject"] = " ".join(letter.subject.split())[:LONGEST_SUBJECT]
        message["Message-ID"] = f"<reminder-{letter.id}@{self._sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(f"{letter.body}\n\n-- \n{_end()}\n")
        return message


def _end() -> str:
    """Why the letter came, in all five languages: whoever gets it by mistake should understand."""
    return "\n".join(wording(language)["mail_end"] for language in Language)
