"""Words as people type them into the search, and words of reports that must and must not answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from metrics.wordforms import EXACT, FORM, MISTYPED, Vocabulary, asked_words, fold, forms, one_letter_off, stems

FORMS = """
    мектеп: мектептер мектебі мектептің мектепке мектептегі мектептерінің мектебімізде
    жас: жастар жастарға жастардың жастарымыз жасы
    қоғам: қоғамы қоғамның қоғамдарға қоғамда қоғамымен
    құқық: құқығы құқықтар құқықтарын құқығының
    халық: халқы халқының халыққа халықтан халықтың
    бала: балалар баланың балаларды балаға баласы балаларының балалармен
    қала: қалалар қаланың қалада қалаға қаласы қаласының қаласындағы
    отбасы: отбасылар отбасыларға отбасын отбасының отбасыдан
    мүгедек: мүгедектер мүгедектерге мүгедекке
    әкімдік: әкімдігі әкімдіктің әкімдіктер әкімдігімен әкімдігінің
    тәрбие: тәрбиесі тәрбиені тәрбиенің тәрбиеге тәрбиесіне
    кездесу: кездесулер кездесуге кездесуі кездесудің
    дөңгелек: дөңгелегі
    семинар: семинарлар семинарға семинарда семинарларының
    тренинг: тренингтер тренингке тренингтің тренингі тренинга тренинги тренингов
    волонтёр: волонтёры волонтеров волонтёрам волонтёрлер волонтерлерге
    ребёнок: ребенок
    дети: детей детям детях
    женщина: женщины женщин женщинам женщинами
    молодёжь: молодежи молодежью молодёжь
    занятость: занятости занятостью
    сельский: сельская сельских сельского сельским
    семья: семьи семью семьями
    инвалид: инвалиды инвалидов инвалидам инвалидами
    консультация: консультации консультаций консультациями
    обучение: обучения обучением обучению
    экология: экологии экологию экологией
    право: права правом праву
    школа: школы школе школу школами
    предприниматель: предприниматели предпринимателей предпринимателям
    организация: организации организаций организациями
    город: города городу городом городах
    волонтёрство: волонтёрства волонтёрству
"""
KIN = """
    волонтёр: волонтёрство волонтёрский волонтёрлік
    молодёжь: молодёжный молодёжных
    экологический: экология экологии
    құқық: құқықтық
    инвалидность: инвалиды
    мүгедек: мүгедектік мүгедектігі
    кәсіпкер: кәсіпкерлік кәсіпкерлікке
    еңбек: еңбектік
"""
MISTYPED_WORDS = """
    валонтёр: волонтёр волонтёры
    волонетр: волонтёр
    молодёж: молодёжь молодёжи
    занятоть: занятость занятости
    консультцаия: консультация консультации
    мекетп: мектеп мектебі
    қөғамдық: қоғамдық
    кәсіпкерлк: кәсіпкерлік
    жасөспрім: жасөспірім жасөспірімдер
    экалогия: экология
    тренингг: тренинг тренингтер
    нәтижке: нәтиже нәтижелер
    қамқоршлық: қамқоршылық
    жұмысыз: жұмыссыз жұмыссыздар
    многодетынх: многодетных
    потдержка: поддержка поддержку
    семинрларға: семинар семинарлар семинарларға
    волантёрами: волонтёрах
    еріктілрмен: еріктілерден
    предпренимателям: предпринимателям
"""
LOOK_ALIKES = """
    құқық: кукык қукық құкық
    әкімдік: акимдик эзгеше|әкiмдiк
    өңір: онир өнір
    мектеп: Meктеп мектeп
    жастар: жacтap
    ёлка: елка
    қаһарман: кахарман
    ғимарат: гимарат
    жаңғыру: жангыру
    үлгі: улги үлгi
    өнер: онер
    ұлттық: улттык
    әлеумет: алеумет
"""
OTHERS = """
    бала: бал балық балшық балл болу
    жас: жасау жасыл жасады жасалған жаза жер
    салық: халық балық салу салт
    халық: салық халат қалың
    қала: қалам қалай қалды қан
    марка: марта март маркер
    банк: баня
    дети: деталь дата детектив
    право: правда
    школа: шкала шкаф
    город: гордость горох огород
    труд: трудно труба
    план: планета плана-то|пламя
    аула: аулада-ақ|аулау
    орта: орган ордер
    семья: семинар
    пол: поле-ле|полиция польза
    ана: анау анық
    тіл: тілек тілші
    музей: музыка
    спорт: спор порт
    учитель: училище
    конкурс: конкурент
    инспектор: инспекция
"""
NOISE = {"эзгеше", "аулада-ақ", "поле-ле", "плана-то"}


def listed(text: str) -> list[tuple[str, str]]:
    """Pairs of the list: a word that is looked for, and a word of reports."""
    rows = [line.strip().split(": ") for line in text.strip().splitlines()]
    words = [(asked, word) for asked, others in rows for word in others.replace("|", " ").split()]
    return [(asked, word) for asked, word in words if word not in NOISE]


def likeness(asked: str, word: str) -> float:
    """How well a word answers, in reports that say it and some others."""
    vocabulary = Vocabulary.of(enumerate([word, "аралық", "замечание"], 1))
    return max((form.likeness for form in forms(asked, vocabulary) if form.word_no == 1), default=0)


@pytest.mark.parametrize(("asked", "word"), listed(FORMS))
def test_a_form_answers_its_word_both_ways(asked: str, word: str) -> None:
    assert likeness(asked, word) >= FORM
    assert likeness(word, asked) >= FORM


@pytest.mark.parametrize(("asked", "word"), listed(KIN))
def test_a_derived_word_answers_after_the_forms(asked: str, word: str) -> None:
    assert MISTYPED < likeness(asked, word) < EXACT


@pytest.mark.parametrize(("asked", "word"), listed(MISTYPED_WORDS))
def test_one_typing_error_is_forgiven(asked: str, word: str) -> None:
    right = listed(MISTYPED_WORDS)
    vocabulary = Vocabulary.of(enumerate([word, *(known for typed, known in right if typed == asked)], 1))

    assert any(form.word_no == 1 and form.likeness >= MISTYPED for form in forms(asked, vocabulary))


@pytest.mark.parametrize(("asked", "word"), listed(LOOK_ALIKES))
def test_lost_and_mixed_up_letters_are_no_difference(asked: str, word: str) -> None:
    assert likeness(asked, word) == EXACT


@pytest.mark.parametrize(("asked", "word"), listed(OTHERS))
def test_another_word_does_not_answer(asked: str, word: str) -> None:
    vocabulary = Vocabulary.of(enumerate([word, asked], 1))

    assert [form.word_no for form in forms(asked, vocabulary)] == [2]
    assert stems(fold(asked)).isdisjoint(stems(fold(word)))


def test_a_word_one_letter_off_is_not_offered_where_the_word_itself_is_said() -> None:
    vocabulary = Vocabulary.of([(1, "салық"), (2, "халық"), (3, "халықтың")])

    assert {form.word_no for form in forms("халық", vocabulary)} == {2, 3}


def test_a_word_that_no_report_says_finds_nothing() -> None:
    [form] = forms("аэропорт", Vocabulary.of([(1, "мектеп")]))

    assert (form.asked_no, form.word_no) == (1, None)


def test_small_words_are_left_out_unless_nothing_else_is_asked() -> None:
    assert asked_words("помощь детям и семьям") == ["помощь", "детям", "семьям"]
    assert asked_words("и") == ["и"]
    assert asked_words("  …!") == []


@given(st.text(max_size=30))
def test_anything_may_be_typed(text: str) -> None:
    vocabulary = Vocabulary.of([(1, "мектеп"), (2, "школа")])

    assert {form.asked_no for form in forms(text, vocabulary)} == set(range(1, len(asked_words(text)) + 1))


@given(st.text(alphabet="абгдеиклмнопрстуықғәі", min_size=1, max_size=14))
def test_every_word_is_a_form_of_itself(word: str) -> None:
    [form] = forms(word, Vocabulary.of([(1, word)])) or [None]

    assert form is None or (form.word_no, form.likeness) == (1, EXACT)


@given(st.text("абв", min_size=1, max_size=5), st.text("абв", min_size=1, max_size=5))
def test_words_one_letter_off_are_those_at_distance_one(word: str, other: str) -> None:
    assert (other in one_letter_off(word, "абв")) == (OSA.distance(word, other) == 1)
