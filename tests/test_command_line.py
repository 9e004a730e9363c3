"""python -m etl: exit codes, one line a report, one JSON object, and a loader that may be killed at any moment."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from etl import releases, trail
from etl.__main__ import main
from tests.builders import paper
from tests.docx_builder import cell, docx, p, table
from tests.docx_builder import row as docx_row

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "data" / "examples"
EXAMPLE_COUNT = len(list((EXAMPLES / "reports").glob("*.*")))


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "есеп.txt"
    path.write_text(paper(fact="60 адам"), encoding="utf-8")
    return path


def test_parse_prints_one_object_with_findings_and_places(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["form"], said["language"], said["project"]["contract_no"]) == ("final", "kk", "12")
    [indicator] = said["indicators"]
    assert (indicator["plan"], indicator["fact"], indicator["status"]) == (70, 60, "missed")
    assert {finding["rule"] for finding in said["findings"]} >= {"targets_reached", "header_complete"}
    missed = next(finding for finding in said["findings"] if finding["rule"] == "targets_reached")
    assert missed["values"]["fact"] == 60
    assert missed["place"] == indicator["fact_place"] != indicator["plan_place"]
    assert {check["result"] for check in said["checks"]} == {"passed", "failed", "skipped"}


def test_parse_without_json_says_it_for_people(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(report)]) == 0
    first, *findings = capsys.readouterr().out.splitlines()
    assert first.startswith("есеп.txt: final, kk; 1 tasks, 1 activities, 1 indicators")
    assert any("targets_reached" in line for line in findings)


def test_parse_reads_word_as_it_reads_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = paper(fact="60 адам").splitlines()
    rows = [line.replace("\t", " | ") for line in lines if "\t" in line]
    path = tmp_path / "есеп.docx"
    path.write_bytes(docx(*(p(line) for line in lines if line and "\t" not in line), table(*rows)))
    assert main(["parse", str(path), "--json"]) == 0
    [indicator] = json.loads(capsys.readouterr().out)["indicators"]
    assert (indicator["plan"], indicator["fact"], indicator["place"]) == (70, 60, "8/2/7")


def test_show_prints_the_cell_that_a_value_was_read_from_beside_its_heading(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["parse", str(report), "--json"])
    [indicator] = json.loads(capsys.readouterr().out)["indicators"]
    assert main(["show", str(report), "--place", indicator["plan_place"]]) == 0
    first, blank, *cells = capsys.readouterr().out.splitlines()
    number = report.read_text(encoding="utf-8").splitlines().index("Жобаның мақсаты: жастарға көмек көрсету") + 3
    assert first == f"есеп.txt: table 8, row 2, column 8, line {number} of the file"
    assert blank == ""
    assert [line.split() for line in cells if line.startswith(">")] == [[">", "8", "Жоспар", "70-тен", "кем", "емес"]]
    assert cells[-1].split() == ["9", "Факт", "60", "адам"]


def test_show_prints_a_stack_line_by_line_and_a_merged_cell_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "хат.docx"
    path.write_bytes(docx("Хат", table("Аты | Жоспар | <", "Фото | 10 | 12"), p("Соңы")))
    assert main(["show", str(path), "--place", "2/1/2"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == ["    1" + " " * 38 + "Аты", ">   2" + " " * 38 + "Жоспар"]
    assert main(["show", str(path), "--place", "2/2/3"]) == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()[2:]] == [
        ["1", "Аты", "Фото"],
        ["2", "Жоспар", "10"],
        [">", "3", "Жоспар", "12"],
    ]


def test_show_underlines_the_characters_of_one_value_in_a_stack(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = paper().splitlines()
    heading, row = (line.split("\t") for line in lines if "\t" in line)
    row[-3:] = ["Фото\nВидео", "10\n10", "12\n9"]
    path = tmp_path / "есеп.docx"
    cells = [docx_row(*(cell(*words.split("\n")) for words in line)) for line in (heading, row)]
    path.write_bytes(docx(*(p(line) for line in lines if line and "\t" not in line), table(*cells)))
    main(["parse", str(path), "--json"])
    _, video = json.loads(capsys.readouterr().out)["indicators"]
    begin, end = video["plan_characters"]
    assert main(["show", str(path), "--place", f"{video['plan_place']}:{begin}-{end}"]) == 0
    marked = [line[1:].split() for line in capsys.readouterr().out.splitlines() if line.startswith(">")]
    assert marked == [["8", "Жоспар", "10"], ["10"], ["^^"]]


def test_show_prints_a_paragraph_among_its_neighbours_a_table_and_a_whole_report(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(report), "--place", "4"]) == 0
    first, _, *around = capsys.readouterr().out.splitlines()
    assert first == "есеп.txt: paragraph 4, line 4 of the file"
    assert [line[:7].split() for line in around] == [["2"], ["3"], [">", "4"], ["5"], ["6"]]
    assert around[2].endswith("Жобаның атауы: «Көмек» жобасы")
    assert main(["show", str(report), "--place", "8"]) == 0
    assert capsys.readouterr().out.splitlines()[2].startswith("    1  Міндеті | Міндет аясындағы шаралар | ")
    assert main(["show", str(report)]) == 0
    assert "    8/2   1 міндет. Оқыту | 1.1. Семинар" in capsys.readouterr().out


@pytest.mark.parametrize("place", ["99", "0", "8/99", "8/2/99", "4/1/1", "бір", "8/2/7/1", "8/2/7:1", ""])
def test_show_knows_no_other_places(report: Path, place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(report), "--place", place]) == 2
    assert "no place" in capsys.readouterr().err


def test_a_report_that_is_turned_away_is_exit_code_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    letter = tmp_path / "хат.txt"
    letter.write_text("Құрметті әріптестер!", encoding="utf-8")
    assert main(["parse", str(letter), "--json"]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("хат.txt: fits no known form")


@pytest.mark.parametrize("command", ["parse", "show", "load"])
def test_a_path_that_is_not_there_is_exit_code_two(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "жоқ.docx"]) == 2
    assert "жоқ.docx" in capsys.readouterr().err


def test_a_wrong_call_is_exit_code_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as wrong:
        main([])
    assert wrong.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_load_says_one_line_a_report_and_exit_code_one_if_any_was_refused(
    tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "бос.docx").write_bytes(b"")
    house = tmp_path / "w"
    call = ["load", str(report), str(tmp_path / "бос.docx"), "--warehouse", str(house), "--workers", "1"]
    assert main(call) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["read", "refused", "1"]
    assert "Ask the organisation" in lines[1]
    assert lines[2] == "1 read, 1 refused; release 1 is in force"
    assert main(call) == 1
    assert capsys.readouterr().out.splitlines()[-1].endswith("nothing new, the release in force stays")
    assert main(["load", str(report), "--warehouse", str(house)]) == 0


def test_releases_are_listed(tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    house = str(tmp_path / "w")
    assert main(["releases", "--warehouse", house]) == 0
    assert "load one" in capsys.readouterr().out
    main(["load", str(report), "--warehouse", house])
    capsys.readouterr()
    assert main(["releases", "--warehouse", house]) == 0
    [_, line] = capsys.readouterr().out.splitlines()
    assert line.split()[0] == "1"
    assert line.endswith("in force")


def _read_whole(house: Path) -> tuple[int, int]:
    """Every table of the release in force read to the end; the number of the release and of its reports."""
    path = releases.current(house)
    assert path is not None
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()]
        rows = {name: len(connection.execute(f"select * from {name}").fetchall()) for name in tables}
        [(number,)] = connection.execute("select release_no from release").fetchall()
        orphans = connection.execute(
            "select count(*) from fact_check anti join dim_report using (report_id)"
        ).fetchone()
        checked = connection.execute("select count(distinct report_id) from fact_check").fetchone()
    assert orphans == (0,)
    assert checked == (rows["dim_report"],)
    assert path.name == f"warehouse-{number:08d}.duckdb"
    return int(number), rows["dim_report"]


@pytest.mark.skipif(not EXAMPLE_COUNT, reason="data/examples/reports is empty")
def test_a_loader_killed_at_any_moment_leaves_the_last_whole_release_in_force(tmp_path: Path, report: Path) -> None:
    base, full = tmp_path / "base", tmp_path / "full"
    assert main(["load", str(report), "--warehouse", str(base), "--workers", "1"]) == 0
    assert _read_whole(base) == (1, 1)
    shutil.copytree(base, full)
    _loader(full).wait()
    assert _read_whole(full) == (2, EXAMPLE_COUNT + 1)
    shutil.copytree(
        full / "cache", base / "cache", dirs_exist_ok=True
    )  # what was read stays read: most moments hit the publishing
    lasts = _seconds_of_a_load(shutil.copytree(base, tmp_path / "timed"))
    moments, killed = random.Random(7), 0
    for turn in range(10):
        house = shutil.copytree(base, tmp_path / f"killed{turn}")
        killed += _is_killed(_loader(house), lasts * moments.uniform(0.2, 1))
        assert _read_whole(house) in ((1, 1), (2, EXAMPLE_COUNT + 1))
    assert killed >= 5
    assert _loader(house).wait() == 0
    assert _read_whole(house) == (2, EXAMPLE_COUNT + 1)
    assert list(house.glob(".build-*")) == []


def _loader(house: Path) -> subprocess.Popen[bytes]:
    call = [sys.executable, "-m", "etl", "load", str(EXAMPLES / "reports"), "--warehouse", str(house), "--workers", "1"]
    return subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _seconds_of_a_load(house: Path) -> float:
    started = time.monotonic()
    _loader(house).wait()
    return time.monotonic() - started


def _is_killed(loader: subprocess.Popen[bytes], after: float) -> bool:
    """Whether the loader was still at work when it was killed."""
    try:
        loader.wait(after)
    except subprocess.TimeoutExpired:
        loader.send_signal(signal.SIGKILL)
        loader.wait()
        return True
    return False


def test_a_warehouse_that_cannot_be_written_is_said_in_a_line(
    tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "w").write_text("no folder", encoding="utf-8")
    assert main(["load", str(report), "--warehouse", str(tmp_path / "w"), "--workers", "1"]) == 2
    assert capsys.readouterr().err.startswith("etl: ")


def test_template_writes_a_form_to_fill_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "нысан.xlsx"
    assert main(["template", "--form", "interim", "--lang", "ru", str(out)]) == 0
    assert main(["parse", str(out)]) == 0
    assert "нысан.xlsx: interim, ru; 0 tasks" in capsys.readouterr().out


def test_a_rollback_puts_an_earlier_release_in_force_and_says_why_in_the_trail(
    tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    house = str(tmp_path / "w")
    later = tmp_path / "түзету.txt"
    later.write_text(paper(fact="90 адам"), encoding="utf-8")
    for path in (report, later):
        assert main(["load", str(path), "--warehouse", house, "--workers", "1", "--who", "Ерлан"]) == 0

    assert main(["rollback", "1", "--reason", "қате түзету", "--warehouse", house, "--who", "Айгүл"]) == 0

    assert "release 1 is in force" in capsys.readouterr().out
    assert releases.current(Path(house)) == Path(house) / "warehouse-00000001.duckdb"
    acts = trail.acts(Path(house))
    assert [(act.who, act.deed) for act in acts] == [("Ерлан", "loaded"), ("Ерлан", "loaded"), ("Айгүл", "rolled_back")]
    assert acts[-1].about == {"release_no": 1, "from_release_no": 2, "reason": "қате түзету"}
    assert main(["rollback", "9", "--reason", "жоқ", "--warehouse", house]) == 2
    assert "kept: 1, 2" in capsys.readouterr().err


def test_a_load_says_what_happens_as_json_when_asked(
    tmp_path: Path, report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "тізім.json"
    listed.write_text(json.dumps([[str(report), "аты басқа.txt"]]), encoding="utf-8")

    main(["load", "--list", str(listed), "--json", "--warehouse", str(tmp_path / "w"), "--workers", "1"])

    planned, result, end = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert planned == {"planned": 1}
    assert (result["name"], result["form"], result["counts"]["indicators"]) == ("аты басқа.txt", "final", 1)
    assert end == {"release_no": 1, "read_count": 1, "refused_count": 0}
