"""From feedback to its JSON, and from a request to what is filed."""

from __future__ import annotations

from api.feedback_schemas import EventOut, FeedbackRequest, FollowedOut, InboxItemOut, SatisfactionOut
from api.procedure_schemas import NamedOut
from corpus.agencies import agency_name
from corpus.model import Language
from corpus.store.procedures import KnownProcedure
from register.addressee import subject_of
from register.feedback_model import Feedback, Filing
from register.satisfaction import Satisfaction


def filing_of(said: FeedbackRequest, known: KnownProcedure, language: Language) -> Filing:
    """What is filed of a request."""
    return Filing(
        subject=subject_of(known),
        kind=said.kind,
        part=said.part,
        words=said.words,
        language=said.language or language,
        contact=said.contact,
    )


def followed_out(found: Feedback, language: Language) -> FollowedOut:
    """A report for the person who sent it."""
    return FollowedOut.model_validate(_followed(found, language))


def inbox_item(found: Feedback, language: Language) -> InboxItemOut:
    """A report for those who handle it."""
    more = {"contact": found.contact, "language": found.language, "version": found.version}
    return InboxItemOut.model_validate(_followed(found, language) | more)


def satisfaction_out(one: Satisfaction, language: Language) -> SatisfactionOut:
    """Figures with their agency named."""
    return SatisfactionOut(
        month=one.month,
        agency=_agency(one.agency, language),
        procedure=one.procedure,
        name=one.name,
        ratings=one.ratings,
        mean_stars=one.mean_stars,
        helpful=one.helpful,
        not_helpful=one.not_helpful,
        reports=one.reports,
        answered=one.answered,
        median_days=one.median_days,
    )


def _followed(found: Feedback, language: Language) -> dict[str, object]:
    return {
        "number": found.number,
        "procedure": found.subject.name,
        "agency": _agency(found.subject.agency, language),
        "kind": found.kind,
        "part": found.part,
        "words": found.words,
        "status": found.status,
        "answer": found.answer,
        "created_at": found.created_at,
        "history": [
            EventOut(at=one.at, event=one.event, status=one.status, agency=_agency(one.agency, language))
            for one in found.history
        ],
    }


def _agency(identity: str | None, language: Language) -> NamedOut | None:
    return NamedOut(id=identity, name=agency_name(identity, language)) if identity else None
