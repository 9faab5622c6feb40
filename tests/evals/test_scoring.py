"""When an answer is right: the rules of `evals.scoring`, one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.model import Answer, AnswerStatus, Citation, Fact, TextRef
from corpus.model import Language, MentionKind
from corpus.store import Library
from evals.answers import Asked, coverage_risk, evaluate
from evals.datasets import Case, Dataset, Expected, Place
from evals.places import Ground
from evals.scoring import score, stated
from evals.wording import best_f1, best_recall, exact_match, says_yes

JUSTICE = Place("plan.en.txt", 3)
FINANCE = Place("plan.en.txt", 5)
DEADLINE = Case(
    "q1",
    Language.UK,
    "До якої дати?",
    kind="deadline",
    support_sets=((JUSTICE,),),
    expected=Expected(dates=("2025-11-15",), agencies=("Ministry of Justice",)),
)
FEE = Case(
    "q2",
    Language.EN,
    "How much is a new card?",
    support_sets=((Place("the.vi.md", 3, "### 1. Cấp lại thẻ căn cước hết bao nhiêu tiền?"),),),
    spans=("Lệ phí cấp lại là 70.000 đồng/thẻ",),
)
UNKNOWN = Case("q3", Language.EN, "What is the fine?", answerable=False)


def cite(library: Library, words: str, n: int = 1) -> Citation:
    """A citation of the one place where `words` stand."""
    for entry in library.texts():
        text = library.text(entry.id)
        if text and words in text.content:
            start = text.content.index(words)
            ref = TextRef(text.id, text.language, None, None, text.file)
            return Citation(n, None, ref, "", words, start, start + len(words))
    raise AssertionError(f"{words!r} stands nowhere")


def answer(words: str, *citations: Citation, language: Language = Language.UK) -> Answer:
    return Answer("?", language, AnswerStatus.ANSWERED, words, confidence=0.9, citations=citations)


def failure(case: Case, given: Answer, library: Library) -> str | None:
    return score(case, given, Ground(library), library).failure


def test_right_values_in_another_language_with_the_right_citation_are_right(library: Library) -> None:
    given = answer(
        "Міністерство юстиції, до 15 листопада 2025 року [1]", cite(library, "The Ministry of Justice shall")
    )
    assert failure(DEADLINE, given, library) is None


def test_values_may_be_stated_as_facts(library: Library) -> None:
    facts = (Fact(MentionKind.DATE, "2025-11-15", "15.11.2025", 1),)
    case = replace(DEADLINE, expected=Expected(dates=("2025-11-15",)))
    given = replace(answer("Скоро", cite(library, "The Ministry of Justice shall")), facts=facts)
    assert failure(case, given, library) is None


def test_each_missing_value_is_named(library: Library) -> None:
    source = cite(library, "The Ministry of Justice shall")
    assert failure(DEADLINE, answer("Міністерство юстиції [1]", source), library) == "wrong or missing dates"
    assert failure(DEADLINE, answer("15 листопада 2025 року", replace(source, quote="…")), library) == (
        "wrong or missing agencies"
    )


def test_right_values_with_a_citation_elsewhere_are_wrong(library: Library) -> None:
    given = answer("Міністерство юстиції, 15 листопада 2025 року", cite(library, "3. Reports are sent"))
    assert failure(DEADLINE, given, library) == "right values, wrong citation"


def test_quotes_are_read_in_the_language_of_their_text_and_marks_are_no_numbers(library: Library) -> None:
    quote = "The Ministry of Finance shall issue guidance on spending in January 2026"
    given = answer(f"«{quote}» [1][7]", cite(library, quote))
    assert (MentionKind.DATE, "2026-01-31") in stated(given)
    assert not [value for kind, value in stated(given) if kind is MentionKind.NUMBER]


def test_yes_must_be_said(library: Library) -> None:
    case = replace(DEADLINE, expected=Expected(yes=True))
    source = cite(library, "The Ministry of Justice shall")
    assert failure(case, answer("Так, має.", source), library) is None
    assert failure(case, answer("Ні, не має.", source), library) == "wrong or missing yes or no"
    assert failure(case, answer("Має.", source), library) == "wrong or missing yes or no"


def test_an_article_must_be_cited_and_its_words_shown(library: Library) -> None:
    right = cite(library, "Lệ phí cấp lại là 70.000 đồng/thẻ.")
    beside = cite(library, "Thời hạn là 07 ngày làm việc.")
    elsewhere = cite(library, "Nộp tại Công an cấp xã.")
    assert failure(FEE, answer("70 000 ₫", right, language=Language.EN), library) is None
    assert failure(FEE, answer("7 days", beside, language=Language.EN), library) == "right article, other words shown"
    assert failure(FEE, answer("the police", elsewhere, language=Language.EN), library) == "another article cited"


def test_without_gold_values_a_whole_set_must_be_cited(library: Library) -> None:
    case = replace(DEADLINE, expected=Expected(), support_sets=((JUSTICE, FINANCE),))
    both = (cite(library, "The Ministry of Justice shall"), cite(library, "The Ministry of Finance shall", 2))
    assert failure(case, answer("…", *both), library) is None
    assert failure(case, answer("…", both[0]), library) == "support not cited whole"


def test_abstaining_is_right_only_where_the_documents_do_not_tell(library: Library) -> None:
    silent = replace(answer("?"), status=AnswerStatus.NOT_IN_DOCUMENTS)
    assert failure(UNKNOWN, silent, library) is None
    assert failure(DEADLINE, silent, library) == "abstained although the documents tell"
    assert failure(UNKNOWN, answer("100 dollars"), library) == "answered although the documents do not tell"
    broken = replace(silent, status=AnswerStatus.ERROR_TIMEOUT)
    assert failure(DEADLINE, broken, library) == "ended as error_timeout"


def test_citations_offered_while_abstaining_do_not_count(library: Library) -> None:
    offered = replace(answer("?", cite(library, "The Ministry of Justice shall")), status=AnswerStatus.NOT_IN_DOCUMENTS)
    parts = score(DEADLINE, offered, Ground(library), library).parts
    assert (parts["cited"], parts["citation recall"]) == (0.0, 0.0)
    assert "citation precision" not in parts


def test_optional_lines_do_not_hurt_precision_and_others_do(library: Library) -> None:
    case = replace(DEADLINE, optional=(FINANCE,))
    right, optional = cite(library, "The Ministry of Justice shall"), cite(library, "The Ministry of Finance shall", 2)
    wrong = cite(library, "3. Reports are sent", 3)
    for citations, precision in (((right, optional), 1.0), ((right, optional, wrong), 2 / 3)):
        found = score(case, answer("…", *citations), Ground(library), library)
        assert found.parts["citation precision"] == pytest.approx(precision)


def test_recall_is_that_of_the_set_that_is_covered_best(library: Library) -> None:
    case = replace(DEADLINE, support_sets=((JUSTICE, FINANCE), (Place("plan.en.txt", 7),)))
    given = answer("…", cite(library, "The Ministry of Finance shall"))
    assert score(case, given, Ground(library), library).parts["citation recall"] == 0.5


def test_a_value_that_no_cited_passage_states_is_unfaithful(library: Library) -> None:
    source = cite(library, "The Ministry of Justice shall")
    case = DEADLINE
    honest = score(case, answer("15 листопада 2025 року", source), Ground(library), library)
    invented = score(case, answer("15 листопада 2025 року, 16 грудня 2031 року", source), Ground(library), library)
    assert honest.parts["faithful"] == 1.0
    assert invented.parts["faithful"] < 1.0


class Oracle:
    """Answers from a table; what it does not know is not in the documents."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers

    def ask(self, question: object) -> Answer:
        silent = Answer("?", Language.EN, AnswerStatus.NOT_IN_DOCUMENTS, "", confidence=0.1)
        return self.answers.get(question.words, silent)  # type: ignore[attr-defined]


def test_the_report_counts_right_answers_and_shows_the_wrong_ones(library: Library) -> None:
    right = answer("Міністерство юстиції, 15 листопада 2025 року", cite(library, "The Ministry of Justice shall"))
    dataset = Dataset("demo", (DEADLINE, FEE, UNKNOWN))
    report = evaluate(dataset, Oracle({DEADLINE.question: right}), library, model="oracle")
    assert report.values["right"] == {"q1": 1.0, "q2": 0.0}
    assert report.values["abstention precision"] == {"q2": 0.0, "q3": 1.0}
    assert report.values["abstention recall"] == {"q3": 1.0}
    assert [(e.id, e.failure) for e in report.examples] == [("q2", "abstained although the documents tell")]
    assert report.figure("right", "cross-language").n == 2  # type: ignore[union-attr]
    assert report.latency is not None
    assert report.latency.n == 3


def test_files_that_the_library_lacks_are_noted(library: Library) -> None:
    stray = replace(FEE, support_sets=((Place("other/nowhere.md", 1),),))
    report = evaluate(Dataset("demo", (stray,)), Oracle({}), library, model="oracle")
    assert report.origin.notes == ("not in the corpus, so not to be answered: other/nowhere.md",)


def test_risk_grows_with_coverage_when_the_unsure_answers_are_the_wrong_ones(library: Library) -> None:
    ground = Ground(library)
    right = answer("Міністерство юстиції, 15 листопада 2025 року", cite(library, "The Ministry of Justice shall"))
    unsure = replace(answer("хтозна"), confidence=0.2)
    asked = [Asked(DEADLINE, given, score(DEADLINE, given, ground, library), 1.0) for given in (unsure, right)]
    assert [(p.confidence, p.coverage, p.risk) for p in coverage_risk(asked)] == [(0.9, 0.5, 0.0), (0.2, 1.0, 0.5)]


@pytest.mark.parametrize(
    ("words", "f1", "recall"),
    [("the 308 points", 1.0, 1.0), ("308", 2 / 3, 0.5), ("It was **308** points [1].", 2 / 3, 1.0), ("none", 0.0, 0.0)],
)
def test_shared_words_are_counted_without_articles_marks_and_case(words: str, f1: float, recall: float) -> None:
    assert best_f1(words, ["none of these", "308 Points"][1:]) == pytest.approx(f1)
    assert best_recall(words, ["308 Points"]) == pytest.approx(recall)


def test_exact_match_ignores_punctuation_and_case() -> None:
    assert exact_match("Denver Broncos!", ["Carolina", "denver broncos"]) == 1.0
    assert exact_match("Denver", ["Denver Broncos"]) == 0.0


@pytest.mark.parametrize(
    ("words", "language", "said"),
    [
        ("Có, trong 30 ngày.", Language.VI, True),
        ("Không phải công chứng.", Language.VI, False),
        ("Tak.", Language.PL, True),
        ("Так, можна", Language.UK, True),
        ("Нет.", Language.RU, False),
        ("70.000 đồng", Language.VI, None),
        ("", Language.EN, None),
        ("Cơ quan: Bộ Tư pháp.", Language.VI, None),
    ],
)
def test_yes_and_no_are_heard_in_five_languages(words: str, language: Language, said: bool | None) -> None:
    assert says_yes(words, language) is said
