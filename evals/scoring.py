"""When an answer is right.

An *answerable* question is right when the status is `answered` or `partial`, and

- where gold states values: every date, number, agency and document number among them is a fact of the answer or is
  mentioned in its words (compared normalised, so language and spelling do not matter), the answer opens with the
  right yes or no where that is gold, and at least one citation touches a line of a support set;
- where gold states no values but spans of an article (law, procedures): a citation lies in the right article, or any
  of its stated alternatives, and the answer with its quotes holds at least half of the words of some gold span;
- where gold states neither: the citations together cover a whole support set, or the answer shares words with a gold
  span at a token F1 of 0.5 or more.

An *unanswerable* question is right when the status is one of `unanswerable_*`. Nothing else abstains: an error, a
refusal or a question back is neither an answer nor an abstention.

A citation is *precise* when it touches a place of any support set or an optional line. Citation recall is the share of
places covered of the support set that is covered best. Fixed here, so that two reports can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.model import Answer, AnswerStatus
from corpus.agencies import agency_name
from corpus.fold import fold
from corpus.identifiers import number_key
from corpus.mentions import find_mentions
from corpus.model import Language, MentionKind
from corpus.store.library import Library
from evals.datasets.model import Case, Expected
from evals.places import Ground, Span, first_touch, sufficient_rank
from evals.wording import best_f1, best_recall, exact_match, says_yes, without_marks

ENOUGH_OF_SPAN = 0.5  # half of a gold span's words: a shorter quote of it still answers, a chance overlap does not
ANSWERED = frozenset({AnswerStatus.ANSWERED, AnswerStatus.PARTIAL})
ABSTAINED = frozenset({AnswerStatus.NOT_IN_DOCUMENTS, AnswerStatus.OUT_OF_SCOPE})
COUNTABLE = frozenset({MentionKind.NUMBER, MentionKind.MONEY, MentionKind.DURATION})

Stated = frozenset[tuple[MentionKind, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """What one answer is worth. `parts` holds only the measures that apply; `failure` is None when it is right."""

    right: bool
    parts: dict[str, float]
    failure: str | None


def score(case: Case, answer: Answer, ground: Ground, library: Library) -> Score:
    """Score one answer by the rules above."""
    answered, abstained = answer.status in ANSWERED, answer.status in ABSTAINED
    parts: dict[str, float] = {"abstention precision": float(not case.answerable)} if abstained else {}
    if answered:
        parts["faithful"] = faithfulness(answer, library)
    if not case.answerable:
        failure = None if abstained else "answered although the documents do not tell"
        return Score(abstained, parts | {"abstention recall": float(abstained)}, failure)
    parts |= _citation_parts(case, answer, ground, answered) | _value_parts(case.expected, answer, answered)
    parts |= _span_parts(case, answer, answered)
    failure = _failure(case, answer, parts)
    return Score(failure is None, parts | {"right": float(failure is None)}, failure)


def stated(answer: Answer) -> Stated:
    """The normalised values that an answer gives: its facts, and what its words mention.

    Quotes in the answer are read in the language of their text, the words around them in the answer's language.
    """
    words = without_marks(answer.answer)
    values = {(fact.type, fact.value) for fact in answer.facts}
    for citation in answer.citations:
        if citation.quote in words:
            values |= _facts(citation.quote, citation.text.language)
            words = words.replace(citation.quote, " … ")
    return frozenset(values | _facts(words, answer.language))


def faithfulness(answer: Answer, library: Library) -> float:
    """The share of the values stated that stand in a passage that the answer cites; 1.0 when none is stated.

    An answer that lists tasks also counts and numbers them; numbers up to their count claim nothing of the documents.
    """
    counted = {(MentionKind.NUMBER, str(n)) for n in range(len(answer.tasks) + 1)} if answer.tasks else set()
    claims = stated(answer) - counted
    known = {fact for citation in answer.citations for fact in _facts_around(citation.text.id, citation.start, library)}
    known |= {fact for c in answer.citations for fact in _facts(c.quote, c.text.language)}
    digits = {part for _, value in known for part in value.split()}
    supported = [c for c in claims if c in known or (c[0] is MentionKind.NUMBER and c[1] in digits)]
    return len(supported) / len(claims) if claims else 1.0


def _citation_parts(case: Case, answer: Answer, ground: Ground, answered: bool) -> dict[str, float]:
    spans = [Span(c.text.id, c.start, c.end) for c in answer.citations] if answered else []
    sets = ground.sets(case.support_sets)
    right = [gold for chosen in sets for place in chosen for gold in place]
    welcome = [*right, *(gold for place in case.optional for gold in ground.spans(place))]
    parts = {
        "cited": float(any(first_touch(right, [span]) for span in spans)),
        "citation recall": max((_covered(chosen, spans) for chosen in sets), default=0.0),
        "whole set cited": float(sufficient_rank(sets, spans) is not None),
    }
    if spans:
        parts["citation precision"] = sum(first_touch(welcome, [span]) is not None for span in spans) / len(spans)
    return parts


def _covered(chosen: Sequence[tuple[Span, ...]], spans: Sequence[Span]) -> float:
    return sum(first_touch(place, spans) is not None for place in chosen) / len(chosen) if chosen else 0.0


def _value_parts(expected: Expected, answer: Answer, answered: bool) -> dict[str, float]:
    values = stated(answer) if answered else frozenset()
    agencies = {fold(agency_name(value, Language.EN)) for kind, value in values if kind is MentionKind.AGENCY}
    documents = {number_key(value) for kind, value in values if kind is MentionKind.DOCUMENT}
    counts = {value.split()[0] for kind, value in values if kind in COUNTABLE}
    wanted: list[tuple[str, Iterable[str], set[str]]] = [
        ("dates", expected.dates, {value for kind, value in values if kind is MentionKind.DATE}),
        ("numbers", expected.numbers, counts),
        ("agencies", map(fold, expected.agencies), agencies),
        ("documents", map(number_key, expected.documents), documents),
    ]
    parts = {name: float(golds <= found) for name, gold, found in wanted if (golds := set(gold))}
    if expected.yes is not None:
        parts["yes or no"] = float(answered and says_yes(answer.answer, answer.language) is expected.yes)
    if expected.items is not None:
        parts["items"] = float(len(answer.tasks) == expected.items or f"{expected.items}" in counts)
    return parts


def _span_parts(case: Case, answer: Answer, answered: bool) -> dict[str, float]:
    if not case.spans:
        return {}
    words = answer.answer if answered else ""
    quotes = [citation.quote for citation in answer.citations] if answered else []
    return {
        "token F1": max(best_f1(shown, case.spans) for shown in (words, *quotes)),
        "exact match": max(exact_match(shown, case.spans) for shown in (words, *quotes)),
        "span shown": best_recall(" ".join((words, *quotes)), case.spans),
    }


def _failure(case: Case, answer: Answer, parts: dict[str, float]) -> str | None:
    if answer.status in ABSTAINED:
        return "abstained although the documents tell"
    if answer.status not in ANSWERED:
        return f"ended as {answer.status}"
    if not case.expected.empty:
        return _wrong_value(parts)
    by_article = any(place.article for chosen in case.support_sets for place in chosen)
    if by_article:
        return _wrong_article(parts)
    enough = parts["whole set cited"] or parts.get("token F1", 0.0) >= ENOUGH_OF_SPAN
    return None if enough else "support not cited whole"


def _wrong_value(parts: dict[str, float]) -> str | None:
    for name in ("dates", "numbers", "agencies", "documents", "yes or no"):
        if not parts.get(name, 1.0):
            return f"wrong or missing {name}"
    return None if parts["cited"] else "right values, wrong citation"


def _wrong_article(parts: dict[str, float]) -> str | None:
    if not parts["cited"]:
        return "another article cited"
    return None if parts.get("span shown", 1.0) >= ENOUGH_OF_SPAN else "right article, other words shown"


def _facts_around(text_id: str, start: int, library: Library) -> Stated:
    passages = [p for p in library.passages_of(text_id) if p.start <= start < p.end]
    return frozenset(fact for passage in passages for fact in _facts(passage.embedded, passage.language))


def _facts(words: str, language: Language) -> Stated:
    return frozenset((mention.kind, mention.value) for mention in find_mentions(words, language))
