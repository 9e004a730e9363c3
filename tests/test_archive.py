"""A zip is a folder: what lies in it is loaded, and no zip stops a load."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest

from etl import archive, run
from tests.builders import paper
from tests.docx_builder import docx
from tests.in_force import ask


def packed(members: dict[str, str | bytes]) -> bytes:
    """A zip of those members, packed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def named_in(encoding: str, name: str, content: str, *, flag: int = 0) -> bytes:
    """A zip of one member, its name in the bytes of that encoding and not marked as UTF-8."""
    stand_in = "x" * len(name.encode(encoding))
    raw = packed({stand_in: content}).replace(stand_in.encode(), name.encode(encoding))
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(start) + at
        raw = raw[:place] + struct.pack("<H", flag) + raw[place + 2 :]
    return raw


def outcome(inbox: Path, raw: bytes) -> dict[str, str]:
    """What became of each file in a zip: "read", or why not."""
    (inbox / "архив.zip").write_bytes(raw)
    done = run.load([inbox], inbox.parent / "warehouse")
    return {result.path.name: result.refusal.reason if result.refusal else "read" for result in done.results}


def test_what_lies_in_a_zip_is_read_and_its_name_shows_where_it_lay(inbox: Path) -> None:
    members: dict[str, str | bytes] = {
        "есеп.txt": paper(contract="1"),
        "2024/Ақтөбе/есеп.txt": paper(contract="2"),
        "шақыру.docx": docx("Құрметті әріптестер!"),
    }
    assert outcome(inbox, packed(members)) == {
        "архив.zip › есеп.txt": "read",
        "архив.zip › 2024 › Ақтөбе › есеп.txt": "read",
        "архив.zip › шақыру.docx": "unknown_form",
    }
    said = ask(inbox.parent / "warehouse", "select file_name, file_kind from dim_report order by 1")
    assert said == [("архив.zip › 2024 › Ақтөбе › есеп.txt", "txt"), ("архив.zip › есеп.txt", "txt")]


def test_a_zip_read_twice_changes_nothing(inbox: Path) -> None:
    outcome(inbox, packed({"есеп.txt": paper()}))
    assert run.load([inbox], inbox.parent / "warehouse").release_no is None


def test_new_rules_read_what_lay_in_a_zip_from_its_kept_original(inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome(inbox, packed({"2024/есеп.txt": paper()}))
    (inbox / "архив.zip").unlink()
    (inbox / "жаңа.txt").write_text(paper(contract="2"), encoding="utf-8")
    monkeypatch.setattr(run, "rules_version", lambda: "rules-of-tomorrow")
    done = run.load([inbox], inbox.parent / "warehouse")
    assert sorted(result.path.name for result in done.results) == ["архив.zip › 2024 › есеп.txt", "жаңа.txt"]


def test_what_is_no_report_is_passed_over_as_in_folders(inbox: Path) -> None:
    members = dict.fromkeys(("__MACOSX/._есеп.txt", ".DS_Store", "~$есеп.docx", "a/.b/есеп.txt", "truth.json"), "x")
    assert outcome(inbox, packed({**members, "есеп.txt": paper()})) == {"архив.zip › есеп.txt": "read"}


@pytest.mark.parametrize(("encoding", "flag"), [("cp866", 0), ("utf-8", 0), ("utf-8", 0x800)])
def test_names_are_read_in_the_code_pages_that_packers_use(inbox: Path, encoding: str, flag: int) -> None:
    raw = named_in(encoding, "отчёт за год.txt", paper(), flag=flag)
    assert outcome(inbox, raw) == {"архив.zip › отчёт за год.txt": "read"}


def test_a_name_that_a_packer_repeats_in_utf_8_counts(inbox: Path) -> None:
    member = zipfile.ZipInfo("?????.txt")
    name = b"\1\0\0\0\0" + "есебі.txt".encode()
    member.extra = struct.pack("<HH", 0x7075, len(name)) + name
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(member, paper())
    assert outcome(inbox, stream.getvalue()) == {"архив.zip › есебі.txt": "read"}


def test_no_name_leads_out_of_the_zip(inbox: Path) -> None:
    raw = packed({"../../есеп.txt": paper(contract="1"), "/etc/есеп.txt": paper(contract="2")})
    before = sorted(inbox.parent.rglob("*.txt"))
    assert outcome(inbox, raw) == {"архив.zip › есеп.txt": "read", "архив.zip › etc › есеп.txt": "read"}
    assert sorted(inbox.parent.glob("*.txt")) == before


def test_a_zip_in_a_zip_is_read_and_one_within_that_refused(inbox: Path) -> None:
    inner = packed({"есеп.txt": paper(contract="1"), "терең.zip": packed({"есеп.txt": paper(contract="2")})})
    assert outcome(inbox, packed({"ішкі.zip": inner})) == {
        "архив.zip › ішкі.zip › есеп.txt": "read",
        "архив.zip › ішкі.zip › терең.zip": "unknown_kind",
    }


def locked(raw: bytes) -> bytes:
    """The zip, its first member marked as encrypted."""
    for start, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = raw.index(start) + at
        raw = raw[:place] + b"\1" + raw[place + 1 :]
    return raw


REFUSED = {
    "no zip at all": (b"not a zip", {"архив.zip": "broken_file"}),
    "no byte in it": (b"", {"архив.zip": "broken_file"}),
    "cut off": (packed({"есеп.txt": paper()})[:-30], {"архив.zip": "broken_file"}),
    "nothing in it": (packed({}), {"архив.zip": "empty_file"}),
    "a member with a password": (locked(packed({"есеп.txt": paper()})), {"архив.zip › есеп.txt": "locked_file"}),
    "a broken zip in it": (packed({"ішкі.zip": b"PK"}), {"архив.zip › ішкі.zip": "broken_file"}),
}


@pytest.mark.parametrize(("raw", "expected"), REFUSED.values(), ids=REFUSED)
def test_a_bad_zip_is_refused_and_stops_nothing(inbox: Path, raw: bytes, expected: dict[str, str]) -> None:
    (inbox / "жақсы.txt").write_text(paper(), encoding="utf-8")
    assert outcome(inbox, raw) == {**expected, "жақсы.txt": "read"}


def test_a_damaged_member_is_refused_and_the_others_are_read(inbox: Path) -> None:
    raw = bytearray(packed({"а.txt": paper(contract="1"), "б.txt": paper(contract="2")}))
    raw[60:90] = bytes(30)
    assert outcome(inbox, bytes(raw)) == {"архив.zip › а.txt": "broken_file", "архив.zip › б.txt": "read"}


@pytest.mark.parametrize(("limit", "value"), [("LIMIT_MB", 0), ("MOST_FILES", 1)])
def test_a_zip_larger_than_any_hand_in_is_refused_before_it_is_unpacked(
    inbox: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(archive, limit, value)
    assert outcome(inbox, packed({"а.txt": paper(), "б.txt": "б"})) == {"архив.zip": "too_large"}


def test_a_word_file_under_the_name_of_a_zip_is_a_word_file(inbox: Path) -> None:
    raw = docx(*paper().splitlines())
    assert outcome(inbox, raw) == {"архив.zip": "read"}
