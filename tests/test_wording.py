"""Labels are found whatever their spelling, and what only resembles them is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.document import Document, Place, Text
from etl.extract import extract
from etl.forms import Form, form, forms
from etl.records import Report
from etl.wording import Labels, alike, edits, fold, fold_words, head, meaning

FINAL = form("final")
LABELS = Labels(
    [
        ("Жобаның мақсаты", "goal"),
        ("Жоба нәтижелері", "results"),
        ("Іске асыру кезеңі", "period"),
        ("Қатысушылар саны", "participants"),
        ("Цель проекта", "goal"),
        ("Результаты проекта", "results"),
        ("Количество участников", "participants"),
        ("Грант сомасы", "grant"),
        ("№", "no"),
    ]
)

FOUND = [
    ("Жобаның мақсаты", "goal"),
    ("ЖОБАНЫҢ МАҚСАТЫ", "goal"),
    ("Жобаның мақсаты:", "goal"),
    ("«Жобаның  мақсаты»", "goal"),
    ("Жобанын максаты", "goal"),  # the marks of Kazakh letters lost
    ("Жoбaның мaқcaты", "goal"),  # Latin letters that look like Cyrillic ones
    ("Жоба ның мақ саты", "goal"),  # spaces inside words
    ("Жобаның мақсты", "goal"),  # a letter lost
    ("Жобаныц мақсаты", "goal"),  # a letter misread
    ("1. Жобаның мақсаты", "goal"),
    ("2) Цель проекта", "goal"),
    ("Қатысушы-лар саны", "participants"),
    ("Катысушылар саны", "participants"),
    ("Kатысушылар сaны", "participants"),
    ("Количество участникoв", "participants"),
    ("количествo учacтников.", "participants"),
    ("Результаты прoекта", "results"),
    ("№", "no"),
]


@pytest.mark.parametrize(("text", "key"), FOUND)
def test_a_damaged_label_is_found(text: str, key: str) -> None:
    assert LABELS.whole(text) == key


NEAR_MISSES = [
    "",
    "Жоба",
    "Мақсат",
    "Жобаның атауы",
    "Қатысушылар тізімі",
    "Количество публикаций",
    "Результаты опроса",
    "Цель",
    "саны",
    "Грант алушы",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_a_near_miss_is_not(text: str) -> None:
    assert LABELS.whole(text) is None


def test_exact_is_letter_for_letter_once_folded() -> None:
    assert (LABELS.exact("жобанын МАКСАТЫ:"), LABELS.exact("Жобаның мақсты")) == ("goal", None)


STARTS = [
    ("Жобаның мақсаты: жастарға көмек", ("goal", "жастарға көмек")),
    ("2. Цель проекта – помощь", ("goal", "помощь")),
    ("Грант сомасы 5 000 000 теңге", ("grant", "5 000 000 теңге")),
    ("Грант сомасы (теңге): 5 000 000", ("grant", "5 000 000")),
    ("Іске асыру кезеңі:", ("period", "")),
    ("Іске асыру кезені: 2023 жыл", ("period", "2023 жыл")),
    ("Іске асырв кезеңі: 2023 жыл", ("period", "2023 жыл")),
]


@pytest.mark.parametrize(("text", "expected"), STARTS)
def test_what_follows_a_label_is_its_value(text: str, expected: tuple[str, str]) -> None:
    assert LABELS.start(text) == expected


@pytest.mark.parametrize("text", ["Бұл Жобаның мақсаты: көмек", "Жобаның мақсатына жету", "Цель проектами", "көмек"])
def test_a_text_that_does_not_start_with_the_whole_label_starts_with_none(text: str) -> None:
    assert LABELS.start(text, fuzzy=False) is None


HEADINGS = [
    ("Жоба нәтижелері", ("results", "")),
    ("Жоба нәтижелері:", ("results", "")),
    ("Жоба нәтижелері: 1) тізім", ("results", "1) тізім")),
    ("3. Жоба нәтижелері туралы мәлімет", ("results", "туралы мәлімет")),
    ("Результаты проекта (кратко): всё", ("results", "всё")),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_a_heading_ends_its_line_or_has_punctuation_after_it_or_a_number_before_it(
    text: str, expected: tuple[str, str]
) -> None:
    assert LABELS.heading(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Жоба нәтижелері жұртшылыққа айтылды",
        "Результаты проекта обсудили на встрече",
        "Жобаның мақсаты мен міндеттері айқындалды",
    ],
)
def test_a_sentence_that_begins_like_a_heading_is_none(text: str) -> None:
    assert LABELS.heading(text) is None


def test_inside_finds_the_longest_label_anywhere() -> None:
    longer = Labels([("Қатысушылар", "short"), ("Қатысушылар саны", "long")])
    assert (longer.inside("барлық катысушылар саны туралы"), longer.inside("тізім")) == ("long", None)


def test_no_labels_find_nothing() -> None:
    assert (Labels([]).start("Жоба"), Labels([]).whole("Жоба"), Labels([]).inside("Жоба")) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "begins"), [("1. Мақсат", 3), ("№ 2) Мақсат", 5), ("- Мақсат", 2), ("Мақсат", 0), ("№", 0), ("12", 0)]
)
def test_numbering_is_left_aside_unless_it_is_all(text: str, begins: int) -> None:
    assert head(text)[0] == begins


def test_likeness_is_of_folded_words() -> None:
    assert alike("Қатысушылар саны", "катысушылар  САНЫ") == 100
    assert alike("пост", "форум") < 50
    assert (edits("семинар", "семинар", 2), edits("семинар", "симинар", 2), edits("семинар", "форум", 2)) == (0, 1, 3)


@given(st.text())
def test_folding_never_raises_and_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="абвгдәіңғүұқөһabcABC АӘ-–.,№0123"))
def test_positions_agree_in_a_text_and_its_folded_words(text: str) -> None:
    assert len(fold_words(text)) == len(text)


@given(st.text())
def test_no_text_breaks_the_labels(text: str) -> None:
    for found in (LABELS.start(text), LABELS.heading(text)):
        assert found is None or found[0] in {"goal", "results", "period", "participants", "grant", "no"}
    assert LABELS.whole(text) is None or isinstance(LABELS.whole(text), str)


@given(
    st.sampled_from([case[0] for case in FOUND[:6]]),
    st.sampled_from(["", "1. ", "2) ", "• ", "№ 3) "]),
    st.sampled_from(["", ":", " –", "."]),
)
def test_numbering_before_and_punctuation_after_never_hide_a_label(label: str, before: str, after: str) -> None:
    assert LABELS.whole(before + label + after) == "goal"


FORM = Labels(
    [
        ("Количество участников", "participants"),
        ("Мероприятия в рамках задачи", "activity"),
        ("Задача", "task"),
        ("Дата проведения", "date"),
        ("Место проведения", "place"),
        ("Количество прямых бенефициаров", "direct"),
        ("Количество косвенных бенефициаров (за счет освещения в СМИ)", "indirect"),
        ("из социально уязвимых слоев населения", "vulnerable"),
        ("Социальный статус по категориям", "status"),
        ("Дети (в том числе дети-инвалиды)", "children"),
        ("Лица с инвалидностью", "disabled"),
        ("59 лет и старше", "59+"),
        ("46-58 лет", "46-58"),
        ("Мүгедектігі бар тұлғалар", "disabled"),
    ]
)
SAID_OTHERWISE = [
    ("Кол-во участников", "participants"),
    ("Число участников (чел.)", "participants"),
    ("Количество участников мероприятия", "participants"),
    ("Мероприятия по задаче", "activity"),
    ("Мероприятия в рамках выполнения задачи", "activity"),
    ("Наименование задачи", "task"),
    ("Дата проведения мероприятия", "date"),
    ("Место проведения мероприятия", "place"),
    ("Число прямых благополучателей, в том числе:", "direct"),
    ("Косвенные бенефициары (через СМИ)", "indirect"),
    ("из числа социально уязвимых групп населения", "vulnerable"),
    ("Социальное положение по категориям", "status"),
    ("Дети, из них дети с ограниченными возможностями", "children"),
    ("Люди с инвалидностью", "disabled"),
    ("Мүгедектігі бар адамдар", "disabled"),
    ("старше 59 лет", "59+"),
    ("от 46 до 58 лет", "46-58"),
]
SAYS_SOMETHING_ELSE = [
    "Количество публикаций",
    "Участники",
    "Дата рождения",
    "Место жительства",
    "Бенефициары",
    "Категории участников",
    "Социальные сети",
    "от 46 до 59 лет",
    "46",
    "Количество детей, охваченных горячим питанием",
]


@pytest.mark.parametrize(("text", "key"), SAID_OTHERWISE)
def test_a_label_in_other_words_is_found(text: str, key: str) -> None:
    assert FORM.whole(text) == key


@pytest.mark.parametrize("text", SAYS_SOMETHING_ELSE)
def test_words_of_a_label_do_not_make_it(text: str) -> None:
    assert FORM.whole(text) is None


SAID_LINES = [
    ("4. Число участников по проекту", ("participants", "")),
    ("Кол-во участников: 25", ("participants", "25")),
    ("Число участников ____________ 25", ("participants", "25")),
    ("Число участников", ("participants", "")),
]


@pytest.mark.parametrize(("text", "expected"), SAID_LINES)
def test_a_line_in_other_words_ends_at_a_colon_or_bears_a_number(text: str, expected: tuple[str, str]) -> None:
    assert FORM.said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Число участников и дата проведения согласованы с районом",
        "В семинаре приняли участие дети и лица с инвалидностью, всего 45 человек, из них 12 из других районов области, а также родители",
        "Участники семинара получили ответы: специалисты работали с ними два дня.",
    ],
)
def test_a_sentence_with_the_words_of_a_label_is_none(text: str) -> None:
    assert FORM.said(text) is None


def test_two_keys_of_one_meaning_are_neither() -> None:
    assert Labels([("Сумма гранта", "one"), ("Размер грантов", "two")]).whole("Объем гранта") is None


@given(st.permutations(["количество", "участников", "социального", "проекта"]))
def test_the_order_of_words_does_not_count(words: list[str]) -> None:
    assert meaning(" ".join(words)) == meaning("Количество участников социального проекта")


@pytest.mark.parametrize(
    "word", ["Тұрғындар", "Тұрғын тұрғын", "Туризм", "тұру", "Видео", "Санат", "Слово", "Телевидение"]
)
@pytest.mark.parametrize("form", forms(), ids=lambda form: form.code)
def test_a_word_that_only_begins_like_one_of_a_heading_heads_no_section(word: str, form: Form) -> None:
    assert form.sections.whole(word) is None


HEADERS = {
    "organisation": ("Ұйым", "Ұйымның атауы", "Орындаушы ұйым", "Организация", "Исполнитель", "Организация-исполнитель", "НПО", "Толық атауы"),
    "head": ("Басшысы", "Ұйым төрағасы", "Директоры", "Басшының аты-жөні", "Председатель правления", "Директор", "Ф.И.О. директора"),
    "contacts": ("Мекенжайы", "Мекен-жайы", "Нақты мекенжайы", "Байланыс деректері", "Адрес", "Юр. адрес", "Контакты", "Адрес, тел."),
    "title": ("Жоба", "Жоба атауы", "Жобаның тақырыбы", "Тақырыбы", "Проект", "Тема", "Название проекта"),
    "period": ("Мерзімі", "Жоба мерзімі", "Іске асыру кезеңі", "Срок", "Сроки проекта", "Период реализации", "Даты реализации"),
    "grant": ("Грант", "Жоба бюджеті", "Қаржыландыру көлемі", "Бюджет", "Сумма договора", "Размер гранта", "Объем финансирования"),
    "goal": ("Мақсаты", "Негізгі мақсаты", "Цель", "Основная цель"),
}  # fmt: skip
SAID = {
    "organisation": "«Нұр жол» қоғамдық бірлестігі",
    "head": "Үлгіев Мысал Үлгіұлы",
    "contacts": "Ақтөбе қ., Үлгі к-сі 5",
    "title": "«Шаңырақ» отбасын қолдау",
    "period": "01.05.2024 – 15.11.2024",
    "grant": "7 000 000 теңге",
    "goal": "Жас отбасыларға көмек көрсету",
}
WHOLE = "Үкіметтік емес ұйымның толық атауы: «Өзге» қоры"


def header(*lines: str) -> Report:
    """A final report whose header says that."""
    said = [
        "Қорытынды есеп",
        *lines,
        "1. Әлеуметтік жоба шеңберіндегі іс-шараларды сипаттаңыз",
        "Жоба: іс-шаралар өтті",
    ]
    return extract(Document("txt", tuple(Text(words, Place(at)) for at, words in enumerate(said, 1))), FINAL)


@pytest.mark.parametrize(("field", "label"), [(field, label) for field, labels in HEADERS.items() for label in labels])
def test_a_short_label_of_the_header_names_its_field_and_no_other(field: str, label: str) -> None:
    report = header(f"{label}: {SAID[field]}")
    said = {name: text.words for name in SAID if (text := getattr(report, name)) is not None}
    assert said == {field: SAID[field]}


@pytest.mark.parametrize(
    "line",
    [
        "Жоба – бұл ауылға жасалған қадам",
        "Жоба аясында: семинарлар",
        "Ұйым қызметкерлері: екі маман",
        "Проект – это помощь семьям",
        "Бюджет: израсходован полностью",
        "Продолжительность проекта: восемь месяцев",
        "Исполнитель: Үлгіева М.Ү.",
        "Орындаушы: Айгерім Үлгіева",
        "Организация досуга: кружки",
        "Адресная помощь: 5 семей",
        "Контакты с районом: налажены",
    ],
)
def test_what_only_begins_like_a_short_label_or_cannot_be_its_value_is_none(line: str) -> None:
    report = header(line)
    assert [name for name in SAID if getattr(report, name) is not None] == []


def test_the_label_of_the_form_counts_before_a_short_one_wherever_it_stands() -> None:
    for lines in ((WHOLE, "Ұйым: «Нұр жол»"), ("Ұйым: «Нұр жол»", WHOLE)):
        organisation = header(*lines).organisation
        assert organisation is not None
        assert organisation.words == "«Өзге» қоры"


def test_the_address_and_the_phones_may_have_a_label_each() -> None:
    report = header("Мекенжайы: Ақтөбе қ., Үлгі к-сі 5", "Телефоны: +7 700 000 11 22")
    assert (report.address, report.phones) == ("Ақтөбе қ., Үлгі к-сі 5", ("+7 700 000 11 22",))


def test_a_phone_beside_the_name_of_the_head_is_no_part_of_it() -> None:
    report = header("Басшысы: Үлгіев Мысал Үлгіұлы, тел. +7 700 000 11 22")
    assert report.head is not None
    assert (report.head.words, report.phones) == ("Үлгіев Мысал Үлгіұлы", ("+7 700 000 11 22",))


def test_below_the_header_a_short_label_is_prose() -> None:
    assert header(WHOLE).title is None
