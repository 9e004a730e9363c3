"""Who may import whom, and where things may be said: docs/architecture.md as code."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "etl": {"etl"},
    "metrics": {"metrics"},
    "display": {"display"},
    "pages": {"metrics", "display", "pages"},
    "app.py": {"metrics", "display", "pages"},
    "export.py": {"metrics", "display", "etl"},  # of etl the trail alone, in which exports are recorded
}
ROOMS = {"etl", "metrics", "display", "pages", "data", "tests", "benchmarks"}
DESK = (
    "pages/desk/",
    "pages/parts/desk/",
    "pages/parts/sql/dictionary.py",
    "pages/parts/who.py",
    "pages/parts/correct.py",
)  # the operator's desk writes: it alone meets etl
KEEPERS = {  # a library that only these may import
    "duckdb": (
        "metrics/opened.py",
        "metrics/asking.py",
        "metrics/frames.py",
        "metrics/copies.py",
        "metrics/sql_child.py",  # a process of its own
        "etl/releases.py",
        "etl/warehouse.py",
    ),
    "streamlit": ("app.py", "serve.py", "pages/"),
    "openpyxl": ("display/workbook.py", "display/book/", "etl/template.py"),
    "docxtpl": ("display/appendix.py",),
    "python_calamine": ("etl/readers/xlsx.py",),
    "lxml": ("etl/readers/docx",),
    "pypdfium2": ("etl/readers/pdf.py",),
    "PIL": ("etl/readers/scan.py",),
}


def modules_in(folder: str) -> set[str]:
    """The package in a folder, and its modules."""
    package = folder.replace("/", ".")
    return {package} | {f"{package}.{path.stem}" for path in (ROOT / folder).glob("[!_]*.py")}


READERS = modules_in("etl/readers")
LAYERS = [  # each may import what stands above it, and its neighbours in the same line
    {"etl.errors", "etl.document", "etl.wording", "etl.people", "etl.trail", "etl.dictionary"},
    {"etl.decisions"},
    {*modules_in("etl/cells"), "etl.mended", "etl.spheres", "etl.kind_words", "etl.gazetteer", "etl.filed"},
    {"etl.stacks", "etl.kinds", "etl.places", "etl.forms", *READERS},
    {"etl.template"},
    {"etl.records", "etl.projects", "etl.passages", "etl.paper", "etl.per_event"},
    {
        "etl.checks",
        "etl.fragments",
        "etl.lineage",
        "etl.narrative",
        "etl.numbering",
        "etl.settle",
        "etl.tables",
        "etl.plan_fact",
        "etl.participants",
        "etl.smaller_tables",
        "etl.narrative_form",
        "etl.labelled",
        "etl.celled",
        "etl.indicator_tables",
        "etl.turned",
        "etl.field_rows",
        "etl.second_look",
        "etl.prose",
        "etl.header",
        "etl.spoken",
        "etl.coverage",
    },
    {"etl.facts", "etl.extract", "etl.recognise"},
    modules_in("etl/rules"),
    {"etl.rows", "etl.shown", "etl.compare"},
    {"etl.corrected", "etl.awards"},
    {"etl.releases"},
    {"etl.warehouse"},
    {"etl.run", "etl.archive"},
    {"etl.watch", "etl.loading"},
    {"etl.__main__"},
    {
        "metrics.selection",
        "metrics.releases",
        "metrics.questions",
        "metrics.grading",
        "metrics.wordforms",
        "metrics.frames",
        "metrics.measures",
        "metrics.sql_child",
    },
    {"metrics.opened", "metrics.behind"},
    {"metrics.asking", "metrics.copies"},
    {"metrics.source_cells", "metrics.dataset", "metrics.bench"},
]
FILES = [
    Path("app.py"),
    Path("export.py"),
    *(
        path.relative_to(ROOT)
        for room in ("etl", "metrics", "display", "pages")
        for path in sorted((ROOT / room).rglob("*.py"))
    ),
]
LAYERED = [
    path for room in ("etl", "metrics") for path in FILES if path.parts[0] == room and path != Path(room, "__init__.py")
]
names = [path.as_posix() for path in FILES]


def tree(path: Path) -> ast.Module:
    """The code of a file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def imported(path: Path) -> set[str]:
    """Every module that a file imports, `from etl import run` as etl.run where that is a module."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            found |= {
                f"{node.module}.{alias.name}" if _is_module(f"{node.module}.{alias.name}") else str(node.module)
                for alias in node.names
            }
    return found


def _is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def module(path: Path) -> str:
    """The module that a file is."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", FILES, ids=names)
def test_rooms_meet_only_as_agreed(path: Path) -> None:
    met = {name.split(".")[0] for name in imported(path)} & ROOMS
    assert met <= ALLOWED[path.parts[0]] | ({"etl"} if path.as_posix().startswith(DESK) else set())


@pytest.mark.parametrize("path", FILES, ids=names)
def test_a_library_is_met_only_by_its_keepers(path: Path) -> None:
    for library in {name.split(".")[0] for name in imported(path)} & set(KEEPERS):
        assert path.as_posix().startswith(KEEPERS[library]), f"{library} belongs to {KEEPERS[library]}"


def test_every_module_has_its_layer() -> None:
    assert {module(path) for path in LAYERED} == set().union(*LAYERS)


@pytest.mark.parametrize("path", LAYERED, ids=[path.as_posix() for path in LAYERED])
def test_layers_only_look_up(path: Path) -> None:
    at = next(number for number, layer in enumerate(LAYERS) if module(path) in layer)
    known = set().union(*LAYERS[: at + 1])
    assert {name for name in imported(path) if name.split(".")[0] == path.parts[0]} <= known


@pytest.mark.parametrize("path", [path for path in LAYERED if path.parts[1] == "readers"], ids=str)
def test_readers_know_no_form(path: Path) -> None:
    assert {name for name in imported(path) if name.startswith("etl.")} <= {
        "etl.document",
        "etl.errors",
        *READERS,
    }


def test_no_page_lies_where_it_would_run_without_the_frame() -> None:
    assert sorted(path.name for path in (ROOT / "pages").glob("*.py") if path.name != "__init__.py") == []


@pytest.mark.parametrize("path", FILES, ids=names)
def test_nothing_is_inserted_row_by_row(path: Path) -> None:
    assert not [node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute) and node.attr == "executemany"]


SPEAKING = [path for path in FILES if path.parts[0] in ("metrics", "pages", "app.py")]


@pytest.mark.parametrize("path", SPEAKING, ids=[path.as_posix() for path in SPEAKING])
def test_sentences_for_people_are_in_the_words_of_display(path: Path) -> None:
    said = [
        node.value for node in ast.walk(tree(path)) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in said if len(re.findall(r"[а-яёәіңғүұқөһ]{2,}", text, re.IGNORECASE)) > 4] == []


def test_private_contacts_are_named_only_where_they_are_kept_and_kept_out() -> None:
    files = [
        *FILES,
        *(
            path.relative_to(ROOT)
            for room in ("etl", "metrics", "pages", "display")
            for path in (ROOT / room).rglob("*.*")
            if path.suffix in (".sql", ".toml")
        ),
    ]
    naming = {path.as_posix() for path in files if "private_contact" in (ROOT / path).read_text(encoding="utf-8")}
    assert naming == {"etl/schema.sql", "etl/rows.py", "metrics/opened.py"}
    excluding = [
        line.strip()
        for line in (ROOT / "metrics/opened.py").read_text(encoding="utf-8").splitlines()
        if "private_contact" in line and '"""' not in line
    ]
    assert len(excluding) == 1
    assert '!= "private_contact"' in excluding[0]
