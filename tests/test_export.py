"""python export.py: the workbook and the open data as files, and refusals in plain words."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pytest
from frictionless import Package, validate

import export
import metrics
from display.words import LANGUAGES, words
from etl import trail
from etl.readers import docx
from metrics import Snapshot, dataset


@pytest.fixture(scope="module")
def as_csv(made_up_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up release as a dataset of CSV files."""
    folder = tmp_path_factory.mktemp("open") / "data"
    assert export.main(["--csv", str(folder), "--warehouse", str(made_up_folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def as_parquet(made_up_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as Parquet files."""
    folder = tmp_path_factory.mktemp("open") / "data"
    assert export.main(["--parquet", str(folder), "--warehouse", str(made_up_folder)]) == 0
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- the workbook ---


def test_a_workbook_of_a_selection_is_written(made_up_folder: Path, made_up: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "new folder" / "book.xlsx"
    given = ["--lang", "ru", "--years", "2023", "2024", "--regions", "KZ-33", "--warehouse", str(made_up_folder)]

    assert export.main([str(out), *given]) == 0

    chosen = metrics.Selection(years=(2023, 2024), regions=("KZ-33",))
    [count] = metrics.ask("portfolio_totals", chosen, at=made_up)["project_count"]
    book, said = openpyxl.load_workbook(out, data_only=True), words("ru")
    assert book[said["book.projects.title"]]["A3"].value == count
    cover = [cell.value for row in book[said["book.cover.title"]].iter_rows() for cell in row]
    assert {"2023", "2024", said["region.KZ-33"], said["filter.years"]} <= set(cover)
    assert [path.name for path in out.parent.iterdir()] == ["book.xlsx"]


def test_an_export_stands_in_the_trail(made_up_folder: Path, tmp_path: Path) -> None:
    given = ["--years", "2023", "--warehouse", str(made_up_folder), "--who", "кесте"]

    assert export.main([str(tmp_path / "book.xlsx"), *given]) == 0

    done = trail.acts(made_up_folder, "exported")[-1]
    assert (done.who, done.about) == ("кесте", {"page": "workbook", "release_no": 1, "filters": ["years: 2023"]})


def test_the_appendix_of_a_selection_is_written(made_up_folder: Path, made_up: Snapshot, tmp_path: Path) -> None:
    out = tmp_path / "appendix.docx"
    given = ["--lang", "ru", "--years", "2024", "--warehouse", str(made_up_folder)]

    assert export.main(["--appendix", str(out), *given]) == 0

    [count] = metrics.ask("portfolio_totals", metrics.Selection(years=(2024,)), at=made_up)["project_count"]
    said = [text.line for text in docx.read(out).texts()]
    assert f"Число проектов: {count}. Отбор: {words('ru')['filter.years']}: 2024." in said
    assert sum(line.startswith("Наименование социального проекта: ") for line in said) == count


@pytest.mark.parametrize("given", [["--appendix", "report.pdf"], ["--appendix", "report.docx", "--lang", "en"]])
def test_an_appendix_that_the_operator_does_not_hand_in_is_a_wrong_call(given: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        export.main(given)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--years", "1999"], "no report has 1999 in --years; there are"),
        (["--regions", "KZ-3"], "no report has KZ-3 in --regions; there are KZ-"),
        (["--release", "77"], "release 77 is not in"),
    ],
)
def test_what_cannot_be_written_is_refused_in_words(
    given: list[str], says: str, made_up_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "book.xlsx"

    assert export.main([str(out), "--warehouse", str(made_up_folder), *given]) == 1

    assert says in capsys.readouterr().err
    assert not out.exists()


def test_filters_that_nothing_passes_are_refused(
    made_up_folder: Path, made_up: Snapshot, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = metrics.ask("project_list", at=made_up).dropna(subset="report_year")
    project, year = listed["project_key"].iloc[0], listed["report_year"].iloc[0]
    other = next(one for one in listed["report_year"] if one != year)
    given = ["--projects", project, "--years", str(other), "--warehouse", str(made_up_folder)]

    assert export.main([str(tmp_path / "book.xlsx"), *given]) == 1
    assert "no report passes these filters; nothing was written" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_a_release_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export.main([str(tmp_path / "book.xlsx"), "--warehouse", str(tmp_path)]) == 1
    assert "no release in" in capsys.readouterr().err


@pytest.mark.parametrize("given", [[], ["book.pdf"], ["book.xlsx", "--lang", "de"], ["book.xlsx", "--years", "soon"]])
def test_a_wrong_call_ends_with_2(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        export.main(given)

    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


# --- open data ---


def test_the_dataset_is_valid_by_its_own_description(as_csv: Path) -> None:
    report = validate(str(as_csv / "datapackage.json"))

    assert report.valid, report.flatten(["resource", "type", "note"])[:5]
    assert len(report.tasks) == len(dataset.TABLES)


def test_parquet_files_hold_what_their_description_says(as_parquet: Path, as_csv: Path) -> None:
    assert Package.validate_descriptor(str(as_parquet / "datapackage.json")).valid
    described = json.loads((as_parquet / "datapackage.json").read_text(encoding="utf-8"))
    for resource in described["resources"]:
        relation = duckdb.read_parquet(str(as_parquet / resource["path"]))
        assert relation.columns == [field["name"] for field in resource["schema"]["fields"]]
        assert len(relation) == len(rows(as_csv / f"{resource['name']}.csv"))


def test_keys_are_unique(as_csv: Path) -> None:
    for name, published in dataset.TABLES.items():
        keys = [tuple(row[column] for column in published.key) for row in rows(as_csv / f"{name}.csv")]
        assert not published.key or len(set(keys)) == len(keys), name


def test_small_numbers_of_people_are_hidden_as_everywhere(as_csv: Path, made_up: Snapshot) -> None:
    told = rows(as_csv / "fact_participants.csv")
    hidden = [row for row in told if row["cell_state"] == "hidden"]
    below = metrics.settings()["suppress_people_below"]

    assert hidden
    assert {row["people_count"] for row in hidden} == {""}
    assert [row for row in told if row["people_count"] and 0 < int(row["people_count"]) < below] == []


PRIVATE = {
    "private_contact", "source_cell", "report_section", "report_partner", "report_link", "report_contact_list",
    "report_passage", "report_evidence", "search_word", "search_posting", "refused_file",
}  # fmt: skip


def test_papers_contacts_and_partners_are_not_published(as_csv: Path) -> None:
    published = {path.stem for path in as_csv.iterdir()}
    columns = {column for path in as_csv.glob("*.csv") for column in (rows(path) or [{}])[0]}

    assert published & PRIVATE == set()
    assert columns & {"file_name", "file_sha256", "deviation_text", "contacts_hash", "words"} == set()


def test_a_table_that_is_not_published_cannot_be_written(made_up: Snapshot, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        dataset.write("private_contact", tmp_path, "csv", made_up)
    assert metrics.columns_of("private_contact", made_up) == []


def test_every_column_is_in_the_dictionary_in_three_languages(as_csv: Path) -> None:
    told = rows(as_csv / "dictionary.csv")
    heads = {name: (as_csv / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0] for name in dataset.TABLES}
    expected = [(name, column) for name, head in heads.items() for column in head.split(",")]

    assert [(row["table"], row["column"]) for row in told] == expected
    assert all(all(row.values()) for row in told)


def test_every_code_that_the_tables_hold_has_words_in_three_languages(as_csv: Path) -> None:
    told = {(row["column"], row["code"]) for row in rows(as_csv / "codes.csv")}
    for table, column in (
        ("fact_indicator", "status"),
        ("dim_report", "form_code"),
        ("fact_effect", "effect_code"),
        ("dim_report", "sphere_code"),
    ):
        held = {row[column] for row in rows(as_csv / f"{table}.csv")} - {""}
        assert {(column, code) for code in held} <= told
    people = {f"{row['dimension']}/{row['category']}" for row in rows(as_csv / "fact_participants.csv")}
    assert {("dimension/category", code) for code in people} <= told


def test_the_readme_names_release_licence_and_threshold_in_three_languages(as_csv: Path, made_up: Snapshot) -> None:
    readme = (as_csv / "README.md").read_text(encoding="utf-8")

    for language in LANGUAGES:
        assert words(language)["dataset.title"] in readme
        assert words(language)["dataset.left_out"] in readme
    assert readme.count(export.LICENCE) == len(LANGUAGES)
    assert all(f"`{name}.csv`" in readme for name in dataset.TABLES)
