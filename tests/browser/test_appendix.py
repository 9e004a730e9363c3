"""The operator's appendix is downloaded for what is chosen, and says what the page says."""

from __future__ import annotations

from pathlib import Path

from etl.readers import docx
from tests.browser.reader import Reader


def test_the_appendix_of_the_chosen_year_is_downloaded(reader: Reader, tmp_path: Path) -> None:
    page = reader.open("projects", "&years=2024")
    page.get_by_role("button", name=reader.said["appendix.download"]).click()
    with page.expect_download() as started:
        page.get_by_role("button", name=reader.said["appendix.in_ru"]).click()
    assert started.value.suggested_filename.startswith("esep-appendix-4-ru-")
    path = tmp_path / "appendix.docx"
    started.value.save_as(path)
    said = [text.line for text in docx.read(path).texts()]
    blocks = [line for line in said if line.startswith("Наименование социального проекта: ")]
    [count] = [line for line in said if line.startswith("Число проектов: ")]
    assert count.startswith(f"Число проектов: {len(blocks)}. Отбор: ")
    assert "2024" in count
    assert blocks
