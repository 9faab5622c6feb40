"""A public service as Telegram messages: what it costs, how long it takes, which papers, where; and its buttons."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from assistant.procedures.glossing import glossed_name
from assistant.procedures.phrases import CasePhrases
from bot.splitting import clipped, units
from corpus.agencies import agency_name
from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.procedures.due import Due
from corpus.procedures.held import database_name, holdings
from corpus.procedures.model import Fee, Paper, Procedure, TimeLimit
from corpus.procedures.standing import OUT_OF_FORCE
from corpus.store import Database
from corpus.store.procedures import KnownProcedure, known_procedures
from corpus.validity import Validity
from register.feedback_model import Feedback
from register.procedure_wording import procedure_words, shown_day

TOKEN = 12  # hexadecimal digits that buttons carry: 64 bytes are too few for an id
LONGEST = 3800  # units of a card: Telegram takes 4,096, and a line more may follow
LABEL = 60  # characters of a button
LINE = 400


def token_of(known: KnownProcedure) -> str:
    """What buttons carry in place of an id."""
    return hashlib.sha256(known.id.encode()).hexdigest()[:TOKEN]


def known_of(database: Database, name: str) -> KnownProcedure | None:
    """The service of an id or token."""
    return next((one for one in known_procedures(database) if name in (one.id, token_of(one))), None)


def list_keyboard(found: Sequence[KnownProcedure], language: Language) -> InlineKeyboardMarkup | None:
    """One button for each service."""
    phrases = CasePhrases(language)
    named = [(clipped(glossed_name(_plain(one.procedure.name.words), phrases), LABEL), token_of(one)) for one in found]
    rows = [[InlineKeyboardButton(label, callback_data=f"service:{token}")] for label, token in named]
    return InlineKeyboardMarkup(rows) if rows else None


def service_keyboard(known: KnownProcedure, language: Language) -> InlineKeyboardMarkup:
    """Steps, due day, report: those that the service has."""
    words, token = procedure_words(language), token_of(known)
    shown = [
        ("steps", words["steps"], bool(known.procedure.steps)),
        ("due", words["due_title"], bool(known.procedure.time_limits)),
        ("report", words["report"], True),
    ]
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(label, callback_data=f"{name}:{token}")] for name, label, there in shown if there]
    )


def service_html(known: KnownProcedure, language: Language, holds: Validity) -> str:
    """What a reader wants to know of a service, in one message; marked where it does not hold."""
    one, words = known.procedure, procedure_words(language)
    blocks = [
        f"<b>{_said(one.name.words)}</b>",
        f"⚠ {words[f'standing_{holds}']}" if holds in OUT_OF_FORCE else "",
        _block(words["authority"], [_said(who.words) for who in one.authorities]),
        _block(words["fee"], [_cased(fee) for fee in one.fees]),
        _block(words["term"], [_cased(term) for term in one.time_limits]),
        _block(words["papers"], _papers(one, language)),
        _block(words["result"], [_said(one.result.words)] if one.result else []),
        _block(words["basis"], [_said(", ".join((b.number, *b.clauses))) for b in one.basis]),
    ]
    return _fitting(blocks)


def steps_html(known: KnownProcedure, language: Language) -> str:
    """The steps of a service."""
    steps = [f"{step.n}. {_by_case(step.case, step.quote.words)}" for step in known.procedure.steps]
    return _fitting([f"<b>{procedure_words(language)['steps']}</b>", *steps])


def dues_html(found: Iterable[Due], start: date, language: Language) -> str:
    """By which days results are due."""
    words = procedure_words(language)
    lines = []
    for one in found:
        day = words["due_by"].format(day=shown_day(one.day, language)) if one.day else "–"
        note = "" if one.known or one.day is None else f" ({words['due_unknown']})"
        lines.append(f"<b>{escape(day)}</b> {_cased(one.limit)}{escape(note)}")
    head = f"{escape(words['due_start'])}: {escape(shown_day(start, language))}"
    return _fitting([head, *(lines or [escape(words["due_none"])]), escape(words["due_note"])])


def report_html(found: Feedback, language: Language) -> str:
    """A report as the person who sent it sees it."""
    words, agency = procedure_words(language), found.subject.agency
    told = agency_name(agency, language) if agency else words["report_unassigned"]
    return _fitting(
        [
            f"<b>{escape(words['report_number'].format(n=found.number))}</b>",
            f"{words['report_status']}: <b>{words[f'state_{found.status}']}</b>",
            f"{words['report_on']}: {_said(found.subject.name)}",
            f"{words['report_for']}: {escape(told)}",
            f"<blockquote>{_said(found.words)}</blockquote>",
            f"{words['report_answer']}: {_said(found.answer or words['report_waiting'])}",
        ]
    )


def _papers(one: Procedure, language: Language) -> list[str]:
    words = procedure_words(language)
    held = {holding.position: holding for holding in holdings(one, as_of=today_in_vietnam())}
    lines = []
    for position, paper in enumerate(one.papers):
        lines.append(f"☐ {_paper(paper, words['form'])}")
        if holding := held.get(position):
            key = "held_told" if holding.told else "held_law"
            lines.append(f"   <i>{escape(words[key].format(database=database_name(holding.database, language)))}</i>")
    return lines


def _paper(paper: Paper, form: str) -> str:
    number = f" ({escape(form.format(form=paper.form))})" if paper.form else ""
    return f"{_by_case(paper.case, paper.name)}{number}"


def _cased(item: Fee | TimeLimit) -> str:
    return _by_case(item.case, item.quote.words)


def _by_case(case: str | None, words: str) -> str:
    return f"{_said(case)}: {_said(words)}" if case and not words.startswith(case) else _said(words)


def _block(title: str, lines: Sequence[str]) -> str:
    return "\n".join((f"<b>{escape(title)}</b>", *lines)) if lines else ""


def _said(words: str) -> str:
    return escape(clipped(_plain(words), LINE), quote=False)


def _plain(words: str) -> str:
    return " ".join(words.replace("*", "").split())


def _fitting(blocks: Sequence[str]) -> str:
    """As many blocks as one message takes; a block is never cut, so that no tag stays open."""
    shown, room = [], LONGEST
    for block in blocks:
        room -= units(block) + 2
        if block and room >= 0:
            shown.append(block)
    return "\n\n".join(shown)
