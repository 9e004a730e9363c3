"""Papers of other word processors are read through LibreOffice, whatever their names say; without it they are refused."""

from __future__ import annotations

import shutil
import socketserver
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.errors import BrokenFile, EmptyFile, LockedFile, NoConverter, ReportRefused
from etl.readers import WORD, office, read
from tests.builders import shown
from tests.docx_builder import docx, table

SAID = ["Есеп", ["Фото⏎Видео | Жоспар", "10 | 12"], "Соңы"]
needs_libreoffice = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed (Debian: libreoffice-writer-nogui)"
)


def rtf(words: str) -> str:
    """Words as RTF spells them."""
    return "".join(f"\\u{ord(letter)}?" if ord(letter) > 127 else letter for letter in words)


def rtf_row(*cells: str) -> str:
    """A row of a table; a line end in a cell begins a paragraph."""
    widths = "".join(f"\\cellx{3000 * at}" for at in range(1, len(cells) + 1))
    said = "".join(rtf(words).replace("\n", "\\par ") + "\\cell " for words in cells)
    return f"\\trowd{widths}\\pard\\intbl {said}\\row"


PAPER = "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}" + "\n".join(
    [
        f"\\pard {rtf('Есеп')}\\par",
        rtf_row("Фото\nВидео", "Жоспар"),
        rtf_row("10", "12"),
        f"\\pard {rtf('Соңы')}\\par}}",
    ]
)
PAGE = (
    '<html><head><meta charset="utf-8"></head><body><p>Есеп</p><table><tr><td><p>Фото</p><p>Видео</p></td><td>Жоспар</td></tr>'
    "<tr><td>10</td><td>12</td></tr></table><p>Соңы</p></body></html>"
)
LETTER = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b\nContent-Type: text/html; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n{PAGE}\n--b--\n'
WRITTEN = {
    "есеп.rtf": PAPER,
    "an RTF file named .doc.doc": PAPER,
    "an RTF file named .docx.docx": PAPER,
    "a web page named .doc.doc": PAGE,
    "a web page with its pictures named .doc.doc": LETTER,
}


@needs_libreoffice
@pytest.mark.parametrize("name", WRITTEN)
def test_is_read_whatever_its_name_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(WRITTEN[name], encoding="utf-8")
    assert shown(read(path)) == SAID


@needs_libreoffice
@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_what_other_word_processors_write_is_read(tmp_path: Path, kind: str) -> None:
    source = tmp_path / "есеп.rtf"
    source.write_text(PAPER, encoding="utf-8")
    call = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", kind]
    subprocess.run([*call, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True)
    path = source.with_suffix(f".{kind}")
    document = read(path)
    assert document.kind == kind
    assert shown(document) == SAID
    renamed = path.rename(tmp_path / "есеп.docx")
    assert shown(read(renamed)) == SAID


@pytest.mark.parametrize("ending", WORD)
def test_a_word_package_needs_no_libreoffice(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / f"есеп{ending}"
    path.write_bytes(docx("Есеп", table("а | б")))
    assert shown(read(path)) == ["Есеп", ["а | б"]]


def test_without_libreoffice_it_is_refused_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    path = tmp_path / "есеп.rtf"
    path.write_text(PAPER, encoding="utf-8")
    with pytest.raises(NoConverter, match="libreoffice-writer-nogui"):
        read(path)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REFUSED = {
    "nothing in it": (b"", EmptyFile),
    "blanks in it": (b" \r\n" * 9, EmptyFile),
    "some other bytes": (b"\x00\x01\x02" * 99, BrokenFile),
    "words, and no word processor's": ("Құрметті әріптестер!".encode(), BrokenFile),
    "a .docx with a password": (_OLE + "EncryptedPackage".encode("utf-16-le"), LockedFile),
}


@pytest.mark.parametrize(("raw", "kind"), REFUSED.values(), ids=REFUSED)
def test_is_refused(tmp_path: Path, raw: bytes, kind: type[ReportRefused]) -> None:
    path = tmp_path / "есеп.doc"
    path.write_bytes(raw)
    with pytest.raises(kind, match=r"есеп\.doc"):
        read(path)


@needs_libreoffice
def test_what_libreoffice_cannot_read_in_time_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "LONGEST_S", 0.01)
    path = tmp_path / "есеп.rtf"
    path.write_text(PAPER, encoding="utf-8")
    with pytest.raises(BrokenFile, match="does not come to an end"):
        read(path)


@pytest.fixture
def visits() -> Iterator[list[str]]:
    """Who came to a door of this machine; its number stands first."""
    found: list[str] = []

    class Door(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            found.append("somebody")

    with socketserver.TCPServer(("127.0.0.1", 0), Door) as server:
        found.append(str(server.server_address[1]))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


@needs_libreoffice
def test_a_picture_from_elsewhere_is_not_fetched(tmp_path: Path, visits: list[str]) -> None:
    path = tmp_path / "есеп.doc"
    path.write_text(
        f'<html><body><p>x</p><img src="http://127.0.0.1:{visits[0]}/a.png"></body></html>', encoding="utf-8"
    )
    assert shown(read(path)) == ["x"]
    assert visits[1:] == []
