"""Dumps that print a table one cell a line become tables again, by the headings of a form."""

from __future__ import annotations

from etl.document import Document
from etl.settle import settled
from tests.builders import cell_run, document, form, shown, table

MAIN = [
    *(
        "> Міндеті",
        "> Міндет аясындағы шаралар",
        "> Өткізу күні",
        "> Өткізу орны",
        "> Қатысушылар саны",
        "> Қысқа мерзімді нәтижелер",
    ),
    *("> Сандық және сапалық көрсеткіштер", "> Индикаторы", "> Тиімділігі"),
    "",
    *("> ", "> ", "> ", "> ", "> ", "> ", "> ", "> жоспар", "> факт", "> "),
]
ROW = ["> Көмек", "> Семинар", "> 5 мамыр", "> Клуб", "> 40", "> Өтті", "> Пост", "> 10", "> 12", "> Иә"]


def read(*lines: str, code: str = "final") -> list[object]:
    return shown(settled(cell_run(*lines), form(code)))


def test_a_document_without_runs_is_left_alone() -> None:
    plain: Document = document("Есеп", table("а | б"))
    assert settled(plain, form()) is plain


def test_cells_make_rows_as_wide_as_the_heading() -> None:
    [grid] = read(*MAIN, "", *ROW)
    assert isinstance(grid, list)
    assert grid[0].split(" | ")[6:9] == ["Сандық және сапалық көрсеткіштер", "жоспар", "факт"]
    assert grid[1:] == ["Көмек | Семинар | 5 мамыр | Клуб | 40 | Өтті | Пост | 10 | 12 | Иә"]


def test_blank_lines_inside_a_cell_do_not_end_a_row() -> None:
    lines = [*ROW[:6], "> Пост", "", "Фото", "> 10", "", "2", "> 12", "", "3", "> Иә"]
    [grid] = read(*MAIN, "", *lines)
    assert isinstance(grid, list)
    assert grid[1:] == ["Көмек | Семинар | 5 мамыр | Клуб | 40 | Өтті | Пост⏎⏎Фото | 10⏎⏎2 | 12⏎⏎3 | Иә"]


def test_lines_without_a_tab_go_on_with_the_cell_above() -> None:
    [grid] = read(*MAIN, "", *ROW[:6], "> Пост", "Фото", *ROW[7:])
    assert isinstance(grid, list)
    assert "Пост⏎Фото" in grid[1]


def test_a_row_that_lacks_two_cells_has_lost_plan_and_fact() -> None:
    short = [*ROW[:7], "> Нәтижесі көрінді"]
    [grid] = read(*MAIN, "", *ROW, "", *short, "", *ROW)
    assert isinstance(grid, list)
    assert grid[2] == "Көмек | Семинар | 5 мамыр | Клуб | 40 | Өтті | Пост | ~ | ~ | Нәтижесі көрінді"
    assert grid[3] == grid[1]


def test_a_row_cut_by_a_blank_line_is_joined() -> None:
    [grid] = read(*MAIN, "", *ROW[:4], "", *ROW[4:], "", *ROW)
    assert isinstance(grid, list)
    assert grid[1] == grid[2]


AGES = [
    "> Барлық қатысушылар саны",
    "> 13-16 жас",
    "> 17-22 жас",
    "> 23-27 жас",
    "> 28-32 жас",
    "> 33-45 жас",
    "> 46-58 жас",
    "> 59 жас және жоғары",
]


def test_participants_begin_with_the_total_and_end_with_the_last_category() -> None:
    assert read(*AGES, "", "> 30", "> 1", "> 2", "> 3", "> 4", "> 5", "> 6", "> 9") == [
        [
            "Барлық қатысушылар саны | 13-16 жас | 17-22 жас | 23-27 жас | 28-32 жас | 33-45 жас | 46-58 жас | 59 жас және жоғары",
            "30 | 1 | 2 | 3 | 4 | 5 | 6 | 9",
        ]
    ]


def test_a_repeated_total_and_of_these_and_empty_cells_are_no_columns() -> None:
    lines = [*AGES[:4], "> Барлық қатысушылар саны", "> Оның ішінде", "> ", "> ", *AGES[4:]]
    [grid] = read(*lines, "", *(f"> {number}" for number in (36, 1, 2, 3, 4, 5, 6, 15)))
    assert isinstance(grid, list)
    assert grid[1] == "36 | 1 | 2 | 3 | 4 | 5 | 6 | 15"


def test_cells_that_the_dump_lost_at_the_end_are_lost_not_blank() -> None:
    [grid] = read(*AGES, "", "> 30", "> 1", "> -", "> 3")
    assert isinstance(grid, list)
    assert grid[1] == "30 | 1 | - | 3 | ~ | ~ | ~ | ~"


def test_a_heading_of_the_form_ends_a_table() -> None:
    assert read(
        *AGES[:4], "", "> 6", "> 1", "> 2", "> 3", "", "Жоба нәтижелері:", "бәрі жақсы", code="operator_project_info"
    )[1:] == ["Жоба нәтижелері:", "бәрі жақсы"]


def test_cells_without_any_heading_are_prose() -> None:
    assert read("> бірінші", "жалғасы", "> екінші") == ["бірінші", "жалғасы", "екінші"]


def test_stretches_as_wide_as_each_other_are_rows_without_a_heading() -> None:
    assert read("> Барлығы", "> 30", "", "> Ерлер", "> 10", "", "> Әйелдер", "> 20") == [
        ["Барлығы | 30", "Ерлер | 10", "Әйелдер | 20"]
    ]
    assert read("> Барлығы", "> 30", "", "> Ерлер") == ["Барлығы", "30", "Ерлер"]


def test_places_keep_the_line_of_the_dump() -> None:
    [grid] = settled(cell_run(*AGES, "", "> 30", "> 1"), form()).blocks
    cell = grid.rows[1][1]  # type: ignore[union-attr]
    assert (cell.words, str(cell.place), cell.place.line) == ("1", "1/2/2", 11)
