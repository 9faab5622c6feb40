"""Yes or no is said where a clause speaks of just what is asked, and left unsaid everywhere else."""

from __future__ import annotations

import pytest

from assistant.gathering import Found
from assistant.model import Question
from assistant.understanding import understand
from assistant.unit import units_of
from assistant.verdict import Alone, judged
from corpus.model import Language, Passage
from retrieval.model import Hit


def found(words: str, language: Language, *headings: str) -> Found:
    hit = Hit(1, 1.0, Passage("p", "t", language, "", headings, words, 0, len(words)))
    return Found(hit, tuple(units_of(hit)))


def verdict(question: str, words: str, language: Language = Language.VI, *headings: str) -> bool | None:
    told = judged(understand(Question(question)), [found(words, language, *headings)], Alone())
    return told.yes if told else None


@pytest.mark.parametrize(
    ("question", "words", "yes"),
    [
        (
            "Hộ kinh doanh có phải nộp báo cáo tài chính không?",
            "Hộ kinh doanh không phải nộp báo cáo tài chính.",
            False,
        ),
        (
            "Hộ kinh doanh có phải nộp báo cáo tài chính không?",
            "Hộ kinh doanh phải nộp báo cáo tài chính hằng năm.",
            True,
        ),
        ("Cán bộ có được nhận quà tặng không?", "Nghiêm cấm cán bộ nhận quà tặng.", False),
        ("can bo co duoc nhan qua tang khong", "Cán bộ không được nhận quà tặng của doanh nghiệp.", False),
        ("Giấy phép cũ có còn giá trị sử dụng không?", "Giấy phép cũ vẫn có giá trị sử dụng.", True),
        ("Có bãi bỏ thủ tục đăng ký mẫu dấu không?", "- Bãi bỏ thủ tục đăng ký mẫu dấu.", True),
        ("Có còn phải đăng ký mẫu dấu không?", "- Bãi bỏ thủ tục đăng ký mẫu dấu.", False),
        ("nghe nói bỏ thủ tục đăng ký mẫu dấu, đúng không?", "- Bãi bỏ thủ tục đăng ký mẫu dấu.", True),
    ],
)
def test_the_stance_of_a_clause_answers_a_question_in_vietnamese(question: str, words: str, yes: bool) -> None:
    assert verdict(question, words) is yes


@pytest.mark.parametrize(
    ("question", "words", "language", "yes"),
    [
        (
            "Must a company publish its annual report?",
            "A company need not publish its annual report.",
            Language.EN,
            False,
        ),
        ("May a deputy sign the decision?", "A deputy may sign the decision.", Language.EN, True),
        ("May a deputy sign the decision?", "A deputy shall not sign the decision.", Language.EN, False),
        ("Обязана ли компания публиковать отчёт?", "Компания не обязана публиковать отчёт.", Language.RU, False),
        ("Вправе ли заместитель подписать решение?", "Заместитель вправе подписать решение.", Language.RU, True),
        ("Чи мусить компанія публікувати звіт?", "Компанія не зобов'язана публікувати звіт.", Language.UK, False),
        ("Чи може заступник підписати рішення?", "Заступник не може підписати рішення.", Language.UK, False),
        ("Czy spółka musi publikować raport?", "Spółka nie musi publikować raportu.", Language.PL, False),
        ("Czy zastępca może podpisać decyzję?", "Zastępca może podpisać decyzję.", Language.PL, True),
        (
            "Czy zniesiono obowiązek rejestracji pieczęci?",
            "Znosi się obowiązek rejestracji pieczęci.",
            Language.PL,
            True,
        ),
        ("Чи скасовано реєстрацію печатки?", "Скасовано реєстрацію печатки.", Language.UK, True),
        ("Отменена ли регистрация печати?", "Регистрация печати отменена.", Language.RU, True),
    ],
)
def test_it_answers_in_every_language(question: str, words: str, language: Language, yes: bool) -> None:
    assert verdict(question, words, language) is yes


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Must a company register its seal?", False),
        ("Должна ли компания регистрировать печать?", False),
        ("Czy firma musi zarejestrować pieczęć?", False),
    ],
)
def test_it_answers_across_languages(question: str, yes: bool) -> None:
    assert verdict(question, "Công ty không phải đăng ký con dấu.") is yes


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is the company not obliged to register its seal?", "Công ty không phải đăng ký con dấu."),
        ("Công ty không phải đăng ký con dấu, đúng không?", "Công ty không phải đăng ký con dấu."),
        ("Разве компания обязана регистрировать печать?", "Công ty không phải đăng ký con dấu."),
    ],
)
def test_a_question_that_denies_gets_neither(question: str, words: str) -> None:
    assert verdict(question, words) is None


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Doanh nghiệp có phải mua bảo hiểm cháy nổ không?", "Doanh nghiệp không phải nộp báo cáo tài chính."),
        ("Công ty có phải đăng ký con dấu không?", "Công ty có thể đăng ký con dấu."),
        ("Cán bộ có được nhận quà không?", "Nếu cán bộ không được nhận quà thì báo cáo cấp trên."),
        ("Must a company register its seal?", "The company must pay taxes. The register is public."),
        (
            "Có bãi bỏ thủ tục đăng ký mẫu dấu không?",
            "Trong thời gian chưa bãi bỏ thủ tục đăng ký mẫu dấu, cơ quan cử cán bộ.",
        ),
    ],
)
def test_what_decides_nothing_is_given_no_answer(question: str, words: str) -> None:
    assert verdict(question, words) is None


def test_two_clauses_that_fit_alike_and_disagree_decide_nothing() -> None:
    words = "Cán bộ phải nộp báo cáo tài chính.\nCán bộ không phải nộp báo cáo tài chính."
    assert verdict("Cán bộ có phải nộp báo cáo tài chính không?", words) is None


def test_a_bracket_has_a_stance_of_its_own() -> None:
    words = "Chủ tịch phải dự họp đầy đủ (thư ký cuộc họp không có quyền bỏ phiếu tín nhiệm)."
    assert verdict("Thư ký cuộc họp có quyền bỏ phiếu tín nhiệm không?", words) is False


def test_a_point_is_read_with_the_words_that_open_its_list() -> None:
    words = "Không phải nộp lệ phí đăng ký trong các trường hợp:\na) Trẻ em dưới 6 tuổi;\nb) Người cao tuổi."
    assert verdict("Trẻ em dưới 6 tuổi có phải nộp lệ phí đăng ký không?", words) is False


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Sản xuất mỹ phẩm có nằm trong danh mục ngành nghề có điều kiện không?", True),
        ("Xuất khẩu cà phê có nằm trong danh mục ngành nghề có điều kiện không?", None),
    ],
)
def test_a_list_holds_what_one_of_its_points_names(question: str, yes: bool | None) -> None:
    words = "1. Xuất khẩu gạo;\n2. Sản xuất mỹ phẩm;\n3. Kinh doanh vàng."
    assert verdict(question, words, Language.VI, "Danh mục ngành, nghề đầu tư kinh doanh có điều kiện") is yes


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Does the reissue of a driving licence take longer than 20 working days?", False),
        ("Does the reissue of a driving licence take less than 20 working days?", True),
        ("Czy ponowne wydanie prawa jazdy trwa dłużej niż 20 dni roboczych?", False),
        ("Cấp lại giấy phép lái xe có lâu hơn 10 ngày làm việc không?", None),  # at most 15 may be more than 10, or not
        ("Cấp lại giấy phép lái xe có mất hơn 20 ngày làm việc không?", False),
    ],
)
def test_a_value_is_compared(question: str, yes: bool | None) -> None:
    assert verdict(question, "Việc cấp lại giấy phép lái xe được thực hiện không quá 15 ngày làm việc.") is yes


@pytest.mark.parametrize(
    "question",
    [
        "May a company register a seal without a licence?",
        "Вправе ли компания регистрировать печать без лицензии?",
        "Chưa có giấy phép thì công ty có được đăng ký con dấu không?",
    ],
)
def test_what_is_allowed_on_one_condition_alone_is_not_allowed_without_it(question: str) -> None:
    assert verdict(question, "Công ty chỉ được đăng ký con dấu theo giấy phép.") is False


def test_another_day_than_the_stated_one_gets_no_yes() -> None:
    words = "Thông tư này có hiệu lực thi hành trước ngày 30 tháng 6 năm 2026."
    assert verdict("Thông tư có hiệu lực thi hành sau tháng 7 năm 2026 không?", words) is False
    assert verdict("Thông tư có hiệu lực thi hành trước tháng 5 năm 2026 không?", words) is False
    assert verdict("Thông tư có hiệu lực thi hành trước tháng 7 năm 2026 không?", words) is None


@pytest.mark.parametrize(
    ("question", "yes"),
    [
        ("Is the driving licence on the list of administrative procedures?", True),
        ("Чи входить водійське посвідчення до переліку адміністративних процедур?", True),
        ("Is the building permit on the list of administrative procedures?", None),
    ],
)
def test_a_list_is_read_across_languages(question: str, yes: bool | None) -> None:
    words = "1. Cấp hộ chiếu;\n2. Cấp giấy phép lái xe;\n3. Cấp thẻ căn cước."
    assert verdict(question, words, Language.VI, "Danh mục thủ tục hành chính") is yes


@pytest.mark.parametrize(
    ("question", "words", "language", "yes"),
    [
        (
            "Trưởng phòng đi vắng có phải xin phép giám đốc không?",
            "Trưởng phòng đi vắng phải xin phép và được giám đốc đồng ý, sau đó phải báo cáo kết quả.",
            Language.VI,
            True,
        ),
        (
            "Must the office register the seal with the police?",
            "The office must register the seal and may then keep it with the police.",
            Language.EN,
            True,
        ),
    ],
)
def test_a_stance_that_leaves_the_question_open_takes_nothing_back(
    question: str, words: str, language: Language, yes: bool
) -> None:
    assert verdict(question, words, language) is yes


@pytest.mark.parametrize(
    ("question", "words", "language"),
    [
        ("Danh mục thư viện đã được công bố đầy đủ chưa?", "Danh mục thư viện chưa được công bố đầy đủ.", Language.VI),
        ("Is the list of libraries published?", "The list of libraries is not yet published.", Language.EN),
        ("Опубликован ли список библиотек?", "Список библиотек ещё не опубликован.", Language.RU),
        ("Чи опубліковано список бібліотек?", "Список бібліотек ще не опубліковано.", Language.UK),
        ("Czy lista bibliotek jest opublikowana?", "Lista bibliotek jeszcze nie jest opublikowana.", Language.PL),
    ],
)
def test_what_is_not_so_yet_is_a_no(question: str, words: str, language: Language) -> None:
    assert verdict(question, words, language) is False


def test_what_is_not_so_yet_in_a_case_that_is_only_spoken_of_denies_nothing() -> None:
    words = "Thẻ thư viện đã cấp mà chưa được đổi thì vẫn có giá trị sử dụng."
    assert verdict("Thẻ thư viện có còn giá trị sử dụng không?", words) is True
