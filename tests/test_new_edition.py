"""A new edition of a form is a file and nothing else; reports of the old one are read as before."""

from __future__ import annotations

import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from etl.document import Document
from etl.extract import extract
from etl.forms import Form, forms
from etl.readers.text import read
from etl.recognise import recognise
from etl.records import Report, value

FORMS = Path(__file__).resolve().parent.parent / "etl" / "forms"
EDITION = re.findall(r"```toml\n(extends.*?)```", (FORMS / "README.md").read_text(encoding="utf-8"), re.DOTALL)

HEAD = """Итоговый отчет по итогам реализации социального проекта
1. Полное наименование неправительственной организации: ОФ «Пример»
4. Название проекта: «Первые шаги»
5. Период реализации: 01.03.2026 – 30.11.2026
6. Сумма гранта: 5 000 000 тенге
"""
OLD = (
    HEAD
    + """
Цель проекта: помощь подросткам

Задача\tМероприятия в рамках задачи\tДата проведения\tМесто проведения\tКоличество участников\tДостигнутые краткосрочные результаты\tПоказатели\tплан\tфакт
Обучение\tСеминар\t5 мая 2026 года\tг. Тараз\t40\tПроведён\tУчастники\t30\t40

№\tИндикатор\tЕдиница измерения\tПланируемый уровень\tФактический уровень
1\tКоличество прямых бенефициаров\tчеловек\t100\t120
2\tКоличество штатных сотрудников\tчеловек\t2\t3

Возрастной показатель:
Всего участников проекта\t13-16 лет\t17-22 года\t23-27 лет\t28-32 года\t33-45 лет\t46-58 лет\t59 лет и старше
120\t10\t20\t30\t20\t20\t10\t10
"""
)
NEW = (
    HEAD
    + """
Стратегическая цель: помощь подросткам

Задача\tМероприятия в рамках задачи\tДата проведения\tМесто проведения\tКоличество участников\tДостигнутые краткосрочные результаты\tПоказатели\tплан\tфакт
Обучение\tСеминар\t5 мая 2026 года\tг. Тараз\t40\tПроведён\tУчастники\t30\t40

№\tИндикатор\tЕдиница измерения\tРезультат года\tЗадание года
1\tКоличество прямых бенефициаров\tчеловек\t120\t100
2\tКоличество штатных сотрудников\tчеловек\t3\t2

Возрастной показатель:
Всего участников проекта\tдо 12 лет\t13-16 лет\t17-22 года\t23 года и старше
120\t10\t20\t30\t60
"""
)


@pytest.fixture
def known(tmp_path: Path) -> tuple[Form, ...]:
    """All forms, and the edition that etl/forms/README.md shows."""
    folder = tmp_path / "forms"
    shutil.copytree(FORMS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    [edition] = EDITION
    (folder / "final_2026.toml").write_text(edition, encoding="utf-8")
    return forms(folder)


def _document(words: str, folder: Path) -> Document:
    path = folder / "отчет.txt"
    path.write_text(words, encoding="utf-8")
    return read(path)


def _report(words: str, known: tuple[Form, ...], folder: Path) -> tuple[Form, Report]:
    document = _document(words, folder)
    form = recognise(document, folder / "отчет.txt", known)
    return form, extract(document, form)


def _effects(report: Report) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [(effect.code, value(effect.plan), value(effect.fact)) for effect in report.effects]


EFFECTS = [("direct_beneficiaries", 100, 120), ("staff", 2, 3)]


def test_a_report_of_the_new_edition_is_read(known: tuple[Form, ...], tmp_path: Path) -> None:
    form, report = _report(NEW, known, tmp_path)
    assert (form.code, form.edition) == ("final", "2026")
    assert report.goal is not None
    assert report.goal.line == "помощь подросткам"
    assert _effects(report) == EFFECTS
    [ages] = report.participants
    assert {band: count.count for band, count in ages.counts.items()} == {
        "0-12": 10,
        "13-16": 20,
        "17-22": 30,
        "23+": 60,
    }
    assert ages.total == 120


def test_a_report_of_the_old_edition_is_read_as_before(known: tuple[Form, ...], tmp_path: Path) -> None:
    form, report = _report(OLD, known, tmp_path)
    assert (form.code, form.edition) == ("final", None)
    assert report == _report(OLD, forms(), tmp_path)[1]
    assert _effects(report) == EFFECTS
    [ages] = report.participants
    assert [count.count for count in ages.counts.values()] == [10, 20, 30, 20, 20, 10, 10]


def test_without_its_file_the_new_edition_is_not_known(tmp_path: Path) -> None:
    form, report = _report(NEW, forms(), tmp_path)
    assert form.edition is None
    assert report.goal is None


MISTAKES = [
    ('extends = "final"\nedition = "x"\nrequired = []', "required"),
    ('extends = "finale"\nedition = "x"', "finale"),
    ('extends = "final"', "edition"),
    ('code = "new"\ntitles = ["Жаңа есеп"]', "period_kind"),
    ('extends = "final"\nedition = [', "no TOML"),
]


@pytest.mark.parametrize(("words", "named"), MISTAKES)
def test_a_mistake_in_an_edition_names_the_file_and_what_is_wrong(words: str, named: str, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    shutil.copytree(FORMS, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "wrong.toml").write_text(words, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"wrong\.toml.*{named}"):
        forms(folder)
