"""Releases: numbered, whole, never changed, and one project counted once."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl import releases, warehouse
from etl.checks import Outcome
from etl.records import Report
from etl.releases import KEPT
from etl.rows import as_rows
from etl.warehouse import Loaded, Refused
from tests import builders as b
from tests.in_force import ask


def loaded(sha256: str, said: Report, name: str = "есеп.docx") -> Loaded:
    """A report ready to enter a release."""
    return Loaded(
        sha256.ljust(64, "0"),
        name,
        "docx",
        False,
        as_rows(said, [Outcome("gender_adds_up", "error", "contradiction", "passed")], b.document("Есеп")),
    )


def final(contract: str = "12", **said_of: Any) -> Report:
    return b.report(
        **{
            "organisation": "«Үміт» қоры",
            "title": "«Көмек»",
            "contract_no": contract,
            "dates": "2023-03-01 2023-11-30",
            "year": 2023,
            **said_of,
        }
    )


def interim(contract: str = "12", **said_of: Any) -> Report:
    return b.report(
        "interim",
        **{
            "organisation": "«Үміт» қоры",
            "title": "«Көмек»",
            "contract_no": contract,
            "dates": "2023-03-01 2023-06-30",
            **said_of,
        },
    )


def test_nothing_is_in_force_before_the_first_release(tmp_path: Path) -> None:
    assert (releases.current(tmp_path), warehouse.held(tmp_path), releases.listed(tmp_path)) == (None, None, [])


def test_a_release_holds_its_reports_and_says_what_read_them(tmp_path: Path) -> None:
    number = warehouse.publish(
        tmp_path, "rules-1", [loaded("a", final())], [Refused("f" * 64, "бос.docx", "empty_file", "{}")]
    )
    held = warehouse.held(tmp_path)
    assert held is not None
    assert (number, held.rules_version, held.reports, held.refused) == (
        1,
        "rules-1",
        {"a".ljust(64, "0"): "есеп.docx"},
        {"f" * 64: "бос.docx"},
    )
    [release] = releases.listed(tmp_path)
    assert (release.report_count, release.refused_count, release.finding_count, release.is_current) == (1, 1, 0, True)


def test_releases_are_numbered_immutable_and_only_the_last_are_kept(tmp_path: Path) -> None:
    for turn in range(KEPT + 2):
        assert warehouse.publish(tmp_path, "rules", [loaded(f"{turn}", final(str(turn)))]) == turn + 1
    files = sorted(path for path in tmp_path.iterdir() if path.suffix == ".duckdb")
    assert [path.name for path in files] == [f"warehouse-{number:08d}.duckdb" for number in range(3, KEPT + 3)]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o444}
    assert [release.number for release in releases.listed(tmp_path)] == list(range(KEPT + 2, 2, -1))
    assert [release.is_current for release in releases.listed(tmp_path)] == [True] + [False] * (KEPT - 1)


def test_an_older_release_still_says_what_it_said(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    first = releases.current(tmp_path)
    assert first is not None
    before = first.read_bytes()
    warehouse.publish(tmp_path, "rules", [loaded("b", final("13"))])
    assert first.read_bytes() == before
    assert ask(tmp_path, "select count(*) from dim_report") == [(2,)]


def test_a_number_is_never_used_twice_even_if_the_pointer_went_back(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    warehouse.publish(tmp_path, "rules", [loaded("b", final("13"))])
    (tmp_path / "CURRENT").write_text("warehouse-00000001.duckdb\n", encoding="utf-8")
    assert warehouse.publish(tmp_path, "rules", [loaded("c", final("14"))]) == 3
    assert ask(tmp_path, "select count(*) from dim_report") == [(2,)]


def test_the_same_report_again_replaces_its_rows(tmp_path: Path) -> None:
    warehouse.publish(
        tmp_path, "rules", [loaded("a", final(indicators=[b.indicator("Пост", "5", "5")], activities=[b.activity()]))]
    )
    warehouse.publish(
        tmp_path, "rules-2", [loaded("a", final(indicators=[b.indicator("Пост", "5", "7")], activities=[b.activity()]))]
    )
    assert ask(tmp_path, "select fact_value from fact_indicator") == [(7.0,)]
    assert ask(tmp_path, "select count(*) from fact_check where rule = 'gender_adds_up'") == [(1,)]
    assert ask(tmp_path, "select max(n) from (select count(*) as n from fact_check group by rule)") == [(1,)]


def test_interim_and_final_count_once_by_the_final(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final()), loaded("b", interim())])
    assert ask(tmp_path, "select form_code, is_latest from dim_report order by 1") == [
        ("final", True),
        ("interim", False),
    ]
    assert ask(tmp_path, "select count(*) from dim_project") == [(1,)]
    assert ask(tmp_path, "select count(*) from dim_organisation") == [(1,)]


def test_an_interim_alone_counts(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("b", interim())])
    assert ask(tmp_path, "select is_latest, version_no from dim_report") == [(True, 1)]


def test_a_resubmission_in_a_later_load_becomes_the_latest(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("b", final())])
    warehouse.publish(tmp_path, "rules", [loaded("a", final(goal="түзетілді"))])
    assert ask(tmp_path, "select left(report_id, 1), version_no, is_latest from dim_report order by 2") == [
        ("b", 1, False),
        ("a", 2, True),
    ]


def test_in_one_load_the_later_file_name_is_the_resubmission(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final(), "есеп_v2.docx"), loaded("b", final(), "есеп.docx")])
    assert ask(tmp_path, "select file_name, version_no, is_latest from dim_report order by 2") == [
        ("есеп.docx", 1, False),
        ("есеп_v2.docx", 2, True),
    ]


def test_only_what_is_kept_stays(tmp_path: Path) -> None:
    a, c = loaded("a", final("1")), loaded("c", final("3"))
    warehouse.publish(
        tmp_path, "rules", [a, loaded("b", final("2"))], [Refused("f" * 64, "бос.docx", "empty_file", "{}")]
    )
    warehouse.publish(tmp_path, "rules", [c], keep={a.sha256, c.sha256})
    assert ask(tmp_path, "select left(report_id, 1) from dim_report order by 1") == [("a",), ("c",)]
    assert ask(tmp_path, "select count(*) from refused_file") == [(0,)]
    assert ask(tmp_path, "select distinct left(report_id, 1) from fact_check order by 1") == [("a",), ("c",)]


def test_a_refusal_goes_when_the_mended_file_is_read(tmp_path: Path) -> None:
    broken = Refused("f" * 64, "есеп.docx", "broken_file", "{}")
    warehouse.publish(tmp_path, "rules", [], [broken])
    assert ask(tmp_path, "select reason from refused_file") == [("broken_file",)]
    warehouse.publish(tmp_path, "rules", [loaded("a", final(), "есеп.docx")])
    assert ask(tmp_path, "select * from refused_file") == []


def test_a_release_that_fails_leaves_the_one_in_force_and_nothing_behind(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    broken = loaded("b", final("13"))
    broken.rows["fact_task"] = [{"task_seq": 1, "title": None, "is_fixed": False, "title_place": "1"}]
    with pytest.raises(duckdb.Error):
        warehouse.publish(tmp_path, "rules", [broken])
    assert ask(tmp_path, "select left(report_id, 1) from dim_report") == [("a",)]
    assert warehouse.publish(tmp_path, "rules", [loaded("c", final("14"))]) == 2
    assert list(tmp_path.glob(".build-*")) == []


def test_what_a_killed_load_left_behind_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / ".build-1.duckdb").write_bytes(b"half")
    (tmp_path / ".build-1.duckdb.tmp").mkdir()
    (tmp_path / ".build-1.duckdb.tmp" / "spilt").write_bytes(b"x")
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    assert list(tmp_path.glob(".build-*")) == []


def test_two_loads_at_once_publish_one_after_the_other(tmp_path: Path) -> None:
    numbers: list[int] = []
    loads = [
        threading.Thread(
            target=lambda n=n: numbers.append(warehouse.publish(tmp_path, "rules", [loaded(str(n), final(str(n)))]))
        )
        for n in range(4)
    ]
    for one in loads:
        one.start()
    for one in loads:
        one.join()
    assert sorted(numbers) == [1, 2, 3, 4]
    assert ask(tmp_path, "select count(*) from dim_report") == [(4,)]


def test_a_pointer_to_a_file_that_is_gone_is_no_release(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    path = releases.current(tmp_path)
    assert path is not None
    os.unlink(path)
    assert releases.current(tmp_path) is None


@pytest.mark.parametrize("pointer", [b"warehouse-00000009.duckdb", b"", b"\xff\xfe\x00"])
def test_a_pointer_to_no_release_stops_a_load_before_what_is_kept_is_lost(tmp_path: Path, pointer: bytes) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    (tmp_path / "CURRENT").write_bytes(pointer)

    with pytest.raises(releases.Damaged, match=r"kept: 1\..* rollback"):
        warehouse.publish(tmp_path, "rules", [loaded("b", final("b"))])

    assert [(release.number, release.is_current) for release in releases.listed(tmp_path)] == [(1, False)]
    releases.put_in_force(tmp_path, 1)
    assert warehouse.publish(tmp_path, "rules", [loaded("b", final("b"))]) == 2
    assert ask(tmp_path, "select count(*) from dim_report") == [(2,)]


def test_a_damaged_release_is_told_from_one_that_is_not_there(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    path = releases.current(tmp_path)
    assert path is not None
    path.chmod(0o644)
    os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(releases.Damaged, match="release 1 cannot be read"):
        warehouse.publish(tmp_path, "rules", [loaded("b", final("b"))])


def test_a_copy_that_finds_no_room_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])

    def half(_: Path, building: Path) -> None:
        building.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", half)
    with pytest.raises(OSError, match="No space left"):
        warehouse.publish(tmp_path, "rules", [loaded("b", final("b"))])
    assert list(tmp_path.glob(".build-*")) == []


def test_the_map_is_in_every_release(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [])
    assert ask(tmp_path, "select count(*) from dim_region") == [(20,)]
    assert ask(tmp_path, "select count(*) > 200 from dim_district") == [(True,)]
    assert ask(tmp_path, "select count(*) from dim_report") == [(0,)]


def test_codes_of_regions_and_districts_are_on_the_map(tmp_path: Path) -> None:
    found = b.place("Тараз қаласы, Шу ауданы")
    warehouse.publish(
        tmp_path,
        "rules",
        [loaded("a", final(coverage=found, venues=found, activities=[b.activity(place="Тараз", found=found)]))],
    )
    lost = "select region_code from bridge_report_region anti join dim_region using (region_code)"
    assert ask(tmp_path, lost) == []
    assert (
        ask(tmp_path, "select district_code from bridge_report_district anti join dim_district using (district_code)")
        == []
    )
    assert ask(tmp_path, "select count(*) from bridge_activity_region") == [(2,)]


def test_a_release_that_is_put_in_force_again_is_what_readers_see_and_the_next_load_builds_on(tmp_path: Path) -> None:
    for turn in ("a", "b"):
        warehouse.publish(tmp_path, "rules", [loaded(turn, final(turn))])

    releases.put_in_force(tmp_path, 1)

    assert [(release.number, release.is_current) for release in releases.listed(tmp_path)] == [(2, False), (1, True)]
    assert warehouse.publish(tmp_path, "rules", [loaded("c", final("c"))]) == 3
    held = warehouse.held(tmp_path)
    assert held is not None
    assert set(held.reports) == {"a".ljust(64, "0"), "c".ljust(64, "0")}


def test_a_release_that_is_not_kept_cannot_be_put_in_force(tmp_path: Path) -> None:
    warehouse.publish(tmp_path, "rules", [loaded("a", final())])
    before = releases.current(tmp_path)

    with pytest.raises(releases.NotKept, match=r"release 7 is not in .*; kept: 1"):
        releases.put_in_force(tmp_path, 7)

    assert releases.current(tmp_path) == before


def test_of_days_long_gone_the_last_release_is_kept(tmp_path: Path) -> None:
    paths = [tmp_path / f"warehouse-{number:08d}.duckdb" for number in range(1, 100)]
    for number, path in enumerate(paths):  # three a day, 33 days
        path.touch()
        os.utime(path, (number // 3 * 86_400, number // 3 * 86_400 + number))

    kept = [path for path in paths if path not in releases.outdated(paths)]

    assert kept[-KEPT:] == paths[-KEPT:]
    assert kept[:-KEPT] == [path for path in paths[2::3][-releases.DAYS_KEPT :] if path not in paths[-KEPT:]]
