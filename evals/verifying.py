"""An independent verifier: every fact that an answer shows is looked up again in the words that it cites.

It shares no code with what composes and checks answers: its own patterns for dates, numbers and document numbers, its
own table of number words, month names from CLDR. What both got wrong in the same way would have to be got wrong twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.model import Answer, AnswerStatus, Citation
from corpus.model import MentionKind
from evals.days import bears, dates_in, spans_in, without_dates
from evals.figures import NUMBER, forms_of, meant_by, numbers_in
from evals.folding import MARKS, in_single_spaces, letters_of, unset
from evals.names import names_agency, names_person
from evals.narrowing import narrowed, unnarrowed

SHOWING = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})

_MARK = re.compile(r"\[\d+\]")
_ITEM = re.compile(r"^\s*(?:\d+\.|•)\s+", re.MULTILINE)
_QUOTED = re.compile(r"[“«„]([^“”«»„]+(?:[“«„][^“”«»„]*[”»][^“”«»„]*)*)[”»]")
_DOCUMENT = re.compile(r"(?<![\w/])\d{1,5}(?:\.\d+)?(?:/\d{4})?(?:[/-][A-ZĐ][\w&]*)+(?:[-/][\w&]+)*", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A shown fact that its citations do not bear out.

    `kind` is "quote", "document", "date", "number", "agency",
    or "narrowing" where an exception or condition of every sentence that states a value is nowhere shown.
    """

    kind: str
    shown: str


def unsupported(answer: Answer) -> tuple[Unsupported, ...]:
    """The facts of a shown answer that cannot be found again; empty for answers that show none."""
    if answer.status not in SHOWING:
        return ()
    words = _without_choices(answer)
    for citation in answer.citations:
        words = _quote_pattern(citation.quote).sub(" … ", words.replace(citation.quote, " … "))
    faults = [fault for paragraph in _paragraphs(words) for fault in _in_paragraph(paragraph, answer)]
    if not narrowed(answer.answer):
        faults += [Unsupported("narrowing", fact.text) for fact in answer.facts if unnarrowed(fact, answer)]
    faults += [Unsupported(f"fact {fact.type}", fact.text) for fact in answer.facts if not _fact_stands(fact, answer)]
    return tuple(dict.fromkeys(faults))


def _quote_pattern(quote: str) -> re.Pattern[str]:
    """A quote as an answer shows it: word for word, with or without the marks of typesetting."""
    pieces = [re.escape(piece) for piece in unset(quote).split()]
    return re.compile(rf"(?:\s|{MARKS.pattern})+".join(pieces) or r"(?!)")


def _without_choices(answer: Answer) -> str:
    """The answer without the question back at its end: what a person may choose from claims nothing."""
    if answer.clarification is None:
        return answer.answer
    return answer.answer.rpartition(answer.clarification.question)[0] or answer.answer


def _paragraphs(words: str) -> list[str]:
    """Parts of an answer that share citations: up to the last mark of each paragraph."""
    return [part for part in re.split(r"\n(?=\s*(?:\d+\.|•)\s)|\n\n+", words) if part.strip()]


def _in_paragraph(paragraph: str, answer: Answer) -> Iterator[Unsupported]:
    marked = {int(mark.strip("[]")) for mark in _MARK.findall(paragraph)}
    cited = [c for c in answer.citations if not marked or c.n in marked]
    quotes = [in_single_spaces(c.quote) for c in cited]
    bare = _MARK.sub(" ", paragraph)
    for match in _QUOTED.finditer(bare):
        words = unset(match.group(1)).strip(" …")
        if words and not any(words in unset(c.quote) or words in unset(_named(c)) for c in answer.citations):
            yield Unsupported("quote", match.group(1)[:80])
    bare = _QUOTED.sub(" ", _ITEM.sub("", bare))
    bare = bare.replace(answer.question, " ") if len(answer.question) > 3 else bare
    yield from _loose_facts(bare, cited, quotes, answer)


def _loose_facts(bare: str, cited: Sequence[Citation], quotes: Sequence[str], answer: Answer) -> Iterator[Unsupported]:
    """Facts outside quotation marks: they must stand in the cited words, numbers of acts also in the act's record."""
    known = {letters_of(c.act.number) for c in cited if c.act and c.act.number}
    said = letters_of(" ".join((*quotes, answer.question)))
    for match in _DOCUMENT.finditer(bare):
        if letters_of(match.group()) not in known and letters_of(match.group()) not in said:
            yield Unsupported("document", match.group())
    bare = _DOCUMENT.sub(" ", bare)
    days = [span for quote in quotes for span in spans_in(quote)]
    for first, last, shown in dates_in(bare):
        if not any(bears(span, (first, last)) for span in days):
            yield Unsupported("date", shown)
    bare = without_dates(bare)
    numbers = {number for quote in quotes for number in numbers_in(quote)} | _counted(answer)
    for number in NUMBER.findall(bare):
        if not meant_by(number) & numbers:
            yield Unsupported("number", number)


def _counted(answer: Answer) -> set[str]:
    """Numbers that count what is listed; they claim nothing of the documents."""
    return {str(n) for n in range(len(answer.tasks) + 1)} if answer.tasks else set()


def _fact_stands(fact: object, answer: Answer) -> bool:
    kind, value = getattr(fact, "type"), str(getattr(fact, "value"))  # noqa: B009
    quote = next((c for c in answer.citations if c.n == getattr(fact, "citation")), None)  # noqa: B009
    if quote is None:
        return False
    words = in_single_spaces(quote.quote)
    if in_single_spaces(str(getattr(fact, "text"))) in words:  # noqa: B009
        return True
    match kind:
        case MentionKind.AGENCY:
            return names_agency(value, words) or names_person(str(getattr(fact, "text")), words)  # noqa: B009
        case MentionKind.DATE:
            year, month, day = map(int, value.split("-"))
            return any(bears(span, ((year, month, day), (year, month, day))) for span in spans_in(words))
        case MentionKind.DOCUMENT:
            return letters_of(value) in letters_of(words) or letters_of(value) == letters_of(_named(quote))
        case _:
            return bool(forms_of(value.split(maxsplit=1)[0]) & set(numbers_in(words)))


def _named(citation: Citation) -> str:
    act = citation.act
    return " ".join(part for part in (act.number, act.title) if part) if act else ""
