"""Reading who must do what by when, and telling one obligation in several texts from look-alikes."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus.clean import line_kinds
from corpus.model import Language, TextRecord
from corpus.obligations import Candidate, DeadlineKind, Obligation, Strength, find_obligations
from corpus.obligations.actions import worded
from corpus.obligations.candidates import Clause, checked
from corpus.obligations.merge import Stated, merge
from corpus.obligations.model import Deadline
from corpus.obligations.repeats import repeated
from corpus.structure import structure


def read(content: str, language: str, *, source_url: str | None = None) -> list[Obligation]:
    """The obligations of a text, structured and cleaned as production does it."""
    kinds = line_kinds(content)
    sections = structure(content, Language(language), kinds)
    text = TextRecord("t", Language(language), "t.md", "0" * 64, content, source_url=source_url)
    return find_obligations(text, sections, kinds)


def tasks(content: str, language: str) -> list[Obligation]:
    return [obligation for obligation in read(content, language) if obligation.strength is Strength.TASK]


CLAUSES = tomllib.loads(Path(__file__).with_name("clauses.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "clause"), CLAUSES["named"].items())
def test_lead_helpers_and_term_are_read_in_five_languages(language: str, clause: str) -> None:
    content = f"I. {'Nhiệm vụ' if language == 'vi' else 'Tasks'}\n{clause}\n2. X\n"
    [task] = [t for t in tasks(content, language) if t.clause == "I.1"]
    assert task.agencies == ("ministry-of-health",)
    assert task.coordinating == ("ministry-of-finance", "relevant-agencies")
    assert task.deadline.date == date(2026, 8, 20)
    assert task.deadline.kind in (DeadlineKind.BEFORE, DeadlineKind.BY)
    assert content[task.start : task.end] == task.quote


@pytest.mark.parametrize(("language", "points"), CLAUSES["headed"].items())
def test_a_body_named_in_a_heading_carries_down_and_terms_stay_with_their_task(language: str, points: str) -> None:
    found = tasks(f"3. Data\n{points}\n", language)
    assert [task.agencies for task in found] == [("ministry-of-public-security",)] * 2
    assert found[0].deadline.date == date(2026, 10, 31)
    assert found[0].deadline.kind is DeadlineKind.MONTH
    assert found[1].deadline.kind is DeadlineKind.NONE


def test_one_clause_assigns_several_tasks_each_with_its_own_term() -> None:
    found = tasks(
        "1. Bộ Tư pháp rà soát thủ tục cấp xã trước ngày 01/9/2026; ban hành hướng dẫn trong quý IV/2026.\n2. X\n", "vi"
    )
    assert [task.deadline.date for task in found] == [date(2026, 9, 1), date(2026, 12, 31)]
    assert {task.agencies for task in found} == {("ministry-of-justice",)}


def test_a_list_in_a_sentence_shares_the_verb_and_the_term_of_its_introduction() -> None:
    found = tasks(
        "1. Bộ Tài chính trình Chính phủ các văn bản sau trước ngày 01/9/2026: (1) nghị định về phí;"
        " (2) quyết định về lệ phí.\n2. X\n",
        "vi",
    )
    assert len(found) == 2
    assert {task.deadline.date for task in found} == {date(2026, 9, 1)}


def test_a_superiors_request_makes_the_body_asked_responsible() -> None:
    [task] = tasks("1. Thủ tướng Chính phủ yêu cầu Bộ Xây dựng rà soát các công trình ven biển.\n2. X\n", "vi")
    assert task.agencies == ("ministry-of-construction",)
    [task] = tasks("1. Zwrócić się do Ministerstwa Finansów o przedłożenie projektu budżetu.\n2. X\n", "pl")
    assert task.agencies == ("ministry-of-finance",)


def test_repeated_duties_recur() -> None:
    [task] = tasks("1. Văn phòng Chính phủ hằng tháng công bố kết quả trên Cổng.\n2. X\n", "vi")
    assert (task.deadline.kind, task.deadline.recurrence) == (DeadlineKind.RECURRING, "monthly")
    [task] = tasks("1. Kancelaria Rządu co miesiąc publikuje wyniki na portalu.\n2. X\n", "pl")
    assert (task.deadline.kind, task.deadline.recurrence) == (DeadlineKind.RECURRING, "monthly")


@pytest.mark.parametrize(
    ("language", "clause", "duration"),
    [
        ("vi", "1. Bộ Y tế trình kế hoạch trong thời hạn 30 ngày kể từ ngày ban hành.", "30 day"),
        ("en", "1. The Ministry of Health submits a plan within 30 days of the date of issue.", "30 day"),
        ("ru", "1. Министерство здравоохранения представит план в течение 30 дней со дня подписания.", "30 day"),
        ("uk", "1. Міністерство охорони здоров'я подасть план протягом 30 днів з дня підписання.", "30 day"),
        ("pl", "1. Ministerstwo Zdrowia przedłoży plan w ciągu 30 dni od dnia podpisania.", "30 day"),
    ],
)
def test_relative_terms_keep_their_length_and_anchor(language: str, clause: str, duration: str) -> None:
    [task] = tasks(f"{clause}\n2. X\n", language)
    assert task.deadline.kind is DeadlineKind.RELATIVE
    assert task.deadline.duration == duration
    assert task.deadline.date is None
    assert task.deadline.anchor


@pytest.mark.parametrize(
    ("language", "clause"),
    [
        ("vi", "1. Bộ Y tế thực hiện Quyết định số 808/QĐ-TTg ngày 06/5/2026."),
        ("pl", "1. Ministerstwo Zdrowia wykonuje uchwałę nr 57-NQ/TW z dnia 22 grudnia 2024 r."),
        ("ru", "1. Министерство здравоохранения исполняет резолюцию № 57-NQ/TW от 22 декабря 2024 года."),
        ("uk", "1. Міністерство охорони здоров'я готує план на період 2026-2030 років."),
        ("en", "1. The Ministry of Health carries out Notice No. 45-TB/TGV of 30 September 2025."),
    ],
)
def test_dates_of_cited_acts_and_planned_periods_are_no_terms(language: str, clause: str) -> None:
    [task] = tasks(f"{clause}\n2. X\n", language)
    assert task.deadline.kind is DeadlineKind.NONE


def test_results_achieved_assign_nothing() -> None:
    content = "I - Osiągnięte wyniki\n1. Ministerstwo Zdrowia otworzyło 12 szpitali.\nII- Zadania\n1. X\n"
    assert tasks(content, "pl") == []


def test_reports_of_the_past_assign_nothing() -> None:
    assert read("Министерство здравоохранения открыло 12 больниц за год.\nЭто помогло людям.\n", "ru") == []


def test_attitudes_and_qualities_are_guidance() -> None:
    found = read("1. Dane muszą być poprawne i aktualne.\n2. Należy walczyć z formalizmem.\n", "pl")
    assert {obligation.strength for obligation in found} <= {Strength.GUIDANCE}


def test_a_plan_on_a_ministrys_own_site_binds_that_ministry() -> None:
    [task] = read(
        "Пересмотреть порядок выдачи справок и сократить число бумаг.\n",
        "ru",
        source_url="https://bvhttdl.gov.vn/ke-hoach.htm",
    )
    assert task.agencies == ("ministry-of-culture-sports-and-tourism",)


def test_acts_of_law_assign_only_where_they_say_who_carries_them_out() -> None:
    content = (
        "Điều 1. Hồ sơ\n1. Ủy ban nhân dân cấp xã cấp giấy trong 03 ngày làm việc.\n"
        "Điều 2. Tổ chức thực hiện\n1. Bộ Tài chính hướng dẫn mức thu trước ngày 01/7/2026.\n"
    )
    [task] = tasks(content, "vi")
    assert (task.clause, task.agencies) == ("Điều 2.1", ("ministry-of-finance",))


def test_recipients_and_signatures_are_not_tasked() -> None:
    content = (
        "1. Bộ Y tế trình kế hoạch phòng dịch.\nNơi nhận:\n- Bộ Tài chính;\n- Lưu: VT.\nKT. THỦ TƯỚNG\nTrịnh Văn An\n"
    )
    assert [task.agencies for task in tasks(content, "vi")] == [("ministry-of-health",)]


def test_confidence_has_reasons() -> None:
    named, bare = tasks("1. Bộ Y tế trình kế hoạch trước ngày 01/9/2026.\n2. Ban hành quy chế chia sẻ số liệu.\n", "vi")
    assert named.confidence > bare.confidence
    assert "body named" in named.reasons
    assert "term stated" in named.reasons


VIETNAMESE = "8. Bộ Tư pháp rà soát thủ tục cấp xã trước ngày 15/11/2026.\n9. Bộ Y tế trình Đề án 06.\n"
RUSSIAN = (
    "Министерство юстиции пересмотрит процедуры коммун до 15 ноября 2026 года.\n"
    "Министерство здравоохранения представит проект 06.\n"
)


def test_one_obligation_in_two_languages_is_one() -> None:
    groups = merge([(Language.VI, tasks(VIETNAMESE, "vi")), (Language.RU, tasks(RUSSIAN, "ru"))])
    assert [len(group) for group in groups] == [2, 2]
    assert groups[0][0].obligation.agencies == groups[0][1].obligation.agencies == ("ministry-of-justice",)


def test_look_alikes_with_another_term_stay_apart() -> None:
    later = RUSSIAN.replace("15 ноября", "31 декабря")
    groups = merge([(Language.VI, tasks(VIETNAMESE, "vi")), (Language.RU, tasks(later, "ru"))])
    assert sorted(len(group) for group in groups) == [1, 1, 2]


def test_another_body_is_another_obligation() -> None:
    other = RUSSIAN.replace("юстиции", "финансов")
    groups = merge([(Language.VI, tasks(VIETNAMESE, "vi")), (Language.RU, tasks(other, "ru"))])
    assert sorted(len(group) for group in groups) == [1, 1, 2]


def test_a_model_may_join_what_names_and_terms_leave_open() -> None:
    vietnamese = tasks("1. Ban hành quy chế chia sẻ số liệu.\n2. X\n", "vi")
    english = tasks("1. Issue rules on sharing figures.\n2. X\n", "en")
    texts = [(Language.VI, vietnamese), (Language.EN, [*english])]
    moved = [(Language.VI, vietnamese), (Language.EN, [type(o)(**{**_fields(o), "clause": "7"}) for o in english])]
    assert len(merge(texts)) == 1  # the same clause
    assert len(merge(moved)) == 2
    assert len(merge(moved, likeness=lambda one, other: 0.95)) == 1


def _fields(obligation: Obligation) -> dict[str, object]:
    return {name: getattr(obligation, name) for name in obligation.__dataclass_fields__}


def test_an_article_headed_by_the_body_it_charges_assigns_its_points() -> None:
    found = tasks(
        "Điều 1. Ban hành bộ chỉ số\n\nBộ chỉ số dùng để đánh giá.\n\n"
        "Điều 2. Giao Bộ Y tế:\n\na) Chủ trì thu thập số liệu của các bệnh viện;\n\n"
        "b) Gửi báo cáo trước ngày 20/4/2027.\n\nĐiều 3. Hiệu lực\n\nQuyết định này có hiệu lực từ ngày ký.\n",
        "vi",
    )
    assert [task.agencies for task in found] == [("ministry-of-health",)] * 2
    assert found[1].deadline.date == date(2027, 4, 20)


def test_being_answerable_for_an_act_as_a_whole_is_no_task() -> None:
    words = "1. Bộ trưởng Bộ Y tế và các cơ quan liên quan chịu trách nhiệm thi hành Quyết định này.\n2. X\n"
    assert not tasks(words, "vi")


def test_the_term_of_completion_counts_before_the_date_that_describes_a_thing() -> None:
    [task] = tasks(
        "1. Bộ Tài chính kiểm kê hàng tồn kho trước ngày 01/6/2026 và phải hoàn thành trước ngày 31/7/2026.\n2. X\n",
        "vi",
    )
    assert task.deadline.date == date(2026, 7, 31)


def test_a_body_that_passes_work_on_still_leads() -> None:
    [task] = [
        t
        for t in tasks(
            "5. Bộ Tài chính có trách nhiệm:\na) Chỉ đạo Bảo hiểm xã hội Việt Nam thanh toán chi phí.\n6. X\n", "vi"
        )
        if "thanh toán" in t.quote
    ]
    assert task.agencies == ("ministry-of-finance",)


def test_a_checkable_sentence_after_a_guiding_one_is_a_task() -> None:
    found = tasks("4. Quán triệt tinh thần trách nhiệm. Công khai các dự án chậm tiến độ.\n5. X\n", "vi")
    assert [task.quote for task in found] == ["Công khai các dự án chậm tiến độ."]


WORDS = "The decree is for the Ministry of Health, to be issued before 20 October 2026 under the law of 1 July 2025."


def check(**said: object) -> Obligation | None:
    given: dict[str, object] = {
        "quote": "The decree is for the Ministry of Health, to be issued before 20 October 2026"
    }
    clause = Clause(WORDS, 100, "IV.2", Language.EN, told=("ministry-of-finance",))
    return checked(Candidate(**(given | said)), clause)  # type: ignore[arg-type]


def test_a_candidate_that_the_clause_bears_out_becomes_an_obligation_with_its_place() -> None:
    taken = check(agencies=("Ministry of Health",), term="before 20 October 2026")
    assert taken is not None
    assert (taken.agencies, taken.deadline.date, taken.start) == (("ministry-of-health",), date(2026, 10, 20), 100)


def test_a_candidate_that_names_nobody_is_for_the_body_above() -> None:
    taken = check()
    assert taken is not None
    assert taken.agencies == ("ministry-of-finance",)


@pytest.mark.parametrize(
    "lie",
    [
        {"quote": "The decree is for the Ministry of Justice, to be issued before 20 October 2026"},
        {"agencies": ("Ministry of Construction",)},
        {"coordinating": ("Government Office",)},
        {"term": "before 30 October 2026"},
        {"term": "1 July 2025"},
    ],
)
def test_a_candidate_that_the_clause_does_not_bear_out_is_dropped(lie: dict[str, object]) -> None:
    assert check(**lie) is None


def stated(content: str, language: str, text: int = 0) -> list[Stated]:
    return [Stated(text, Language(language), one) for one in tasks(content, language)]


ACT = (
    "1. Các bộ, ngành phát triển nền tảng dùng chung từ trung ương đến địa phương.\n"
    "2. Các bộ, ngành làm theo Kế hoạch số 02-KH/BCĐTW và ban hành hướng dẫn trước ngày 01/9/2026.\n3. X\n"
)
PLAN = (
    "1. Bộ Y tế ban hành hướng dẫn theo Kế hoạch số 02-KH/BCĐTW trước ngày 01/9/2026.\n"
    "2. Bộ Y tế tổ chức hội thi lái xe cứu thương.\n3. X\n"
)


def test_a_plan_that_names_the_same_document_and_term_repeats_the_act() -> None:
    act = [[one] for one in stated(ACT, "vi")]
    assert repeated(act, stated(PLAN, "vi")) == {0: 1}


def test_a_plan_with_another_term_is_another_obligation() -> None:
    act = [[one] for one in stated(ACT, "vi")]
    assert repeated(act, stated(PLAN.replace("01/9/2026", "15/9/2026"), "vi")) == {}


class Near:
    """Says of the second thing of a plan that it means the first of the act, as surely as a test wants."""

    def __init__(self, first: float, second: float) -> None:
        self._row = (first, second)

    def between(self, ones: Sequence[object], others: Sequence[object]) -> list[list[float]]:
        return [[0.1, 0.9], list(self._row)]


def test_nearness_in_meaning_counts_when_nothing_else_comes_near() -> None:
    act = [[one] for one in stated(ACT, "vi")]
    plan = stated(PLAN, "vi")
    assert repeated(act, plan, closeness=Near(0.7, 0.4)) == {0: 1, 1: 0}
    assert repeated(act, plan, closeness=Near(0.7, 0.69)) == {0: 1}
    assert repeated(act, plan, closeness=Near(0.5, 0.1)) == {0: 1}


@pytest.mark.parametrize(
    ("language", "line", "actions"),
    [
        (
            "vi",
            "d) Bộ Công an trình ban hành trước ngày 20/10/2025 hai văn bản: (1) nghị định về chia sẻ dữ liệu; "
            "(2) quyết định về khung kiến trúc dữ liệu.",
            ["trình ban hành hai văn bản: nghị định về chia sẻ", "trình ban hành hai văn bản: quyết định về khung"],
        ),
        (
            "en",
            "d) The Ministry of Public Security submits two documents before 20 October 2025: (1) a decree on sharing "
            "of data; (2) a decision on the data architecture.",
            ["submits two documents: a decree on sharing", "submits two documents: a decision on the data"],
        ),
        (
            "ru",
            "г) Министерство общественной безопасности вносит до 20 октября 2025 года два документа: (1) указ об "
            "обмене данными; (2) решение об архитектуре данных.",
            ["вносит два документа: указ об обмене", "вносит два документа: решение об архитектуре"],
        ),
        (
            "uk",
            "г) Міністерство громадської безпеки подає до 20 жовтня 2025 року два документи: (1) указ про обмін "
            "даними; (2) рішення про архітектуру даних.",
            ["подає два документи: указ про обмін", "подає два документи: рішення про архітектуру"],
        ),
        (
            "pl",
            "d) Ministerstwo Bezpieczeństwa Publicznego przedkłada do 20 października 2025 r. dwa dokumenty: (1) "
            "dekret o udostępnianiu danych; (2) decyzję o architekturze danych.",
            ["przedkłada dwa dokumenty: dekret", "przedkłada dwa dokumenty: decyzję"],
        ),
    ],
)
def test_halves_of_a_list_get_the_verb_of_its_introduction(language: str, line: str, actions: list[str]) -> None:
    found = [one for one in read(f"III. Zadania\n\n{line}\n", language) if one.quote.startswith("(")]
    assert len(found) == 2
    for one, action in zip(found, actions, strict=True):
        assert one.action.startswith(action) and one.deadline.date == date(2025, 10, 20)


@pytest.mark.parametrize(
    ("language", "predicate", "said"),
    [
        ("vi", "đồng thời báo cáo Thủ tướng Chính phủ", "báo cáo Thủ tướng Chính phủ"),
        ("en", "and also reports to the Prime Minister", "reports to the Prime Minister"),
        ("en", "submits a programme, to be completed in May, and also", "submits a programme, to be completed in May"),
        ("ru", "а также докладывает Премьер-министру", "докладывает Премьер-министру"),
        ("uk", "та подає звіт Прем'єр-міністру", "подає звіт Прем'єр-міністру"),
        ("pl", "a także składa sprawozdanie Premierowi", "składa sprawozdanie Premierowi"),
        ("uk", "ідентифікує осіб і перевіряє їх", "ідентифікує осіб і перевіряє їх"),
    ],
)
def test_an_action_does_not_open_with_what_joined_it_to_another(language: str, predicate: str, said: str) -> None:
    assert worded(predicate, Language(language), lead="", topic="", deadline=Deadline()) == said


def test_an_action_without_an_object_is_told_with_the_heading_that_names_it() -> None:
    content = (
        "# Chính sách sửa đổi 4 Luật Thương mại\n\n## TỔ CHỨC THỰC HIỆN\n\n### 1. Nhiệm vụ của Bộ Công Thương\n\n"
        "Bộ Công Thương chủ trì, phối hợp với các bộ, cơ quan liên quan:\n\n"
        "- Tổng hợp, tiếp thu ý kiến của các Thành viên Chính phủ\n- **Trình Chính phủ trước ngày 10/7/2026**\n"
    )
    submitted = next(one for one in read(content, "vi") if "Trình" in one.action)
    assert submitted.action == "Trình Chính phủ trước ngày 10/7/2026 (Chính sách sửa đổi 4 Luật Thương mại)"
    assert submitted.quote in content
