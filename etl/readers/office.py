"""Papers of word processors -> Document: Word's own by its reader, others (.doc, .odt, .rtf) made into Word by LibreOffice.

The name is not believed: a .doc is often RTF, HTML or a .docx inside, and a .docx an old .doc under a new name.
"""

from __future__ import annotations

import email
import email.policy
import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Final

from etl.document import Document
from etl.errors import BrokenFile, EmptyFile, LockedFile, NoConverter, TooLarge
from etl.readers import docx

LONGEST_S: Final = 120  # a start takes up to ten seconds, a report one
LIMIT_MB: Final = 100

_PROGRAMS: Final = ("soffice", "libreoffice")
_OLE: Final = b"\xd0\xcf\x11\xe0"
_OPEN_TEXT: Final = b"mimetypeapplication/vnd.oasis.opendocument.text"
_HTML: Final = (b"<html", b"<!doctype html", b"<body", b"<table", b"<meta ")
_SPACE: Final = b" \t\r\n\xef\xbb\xbf"
_READ_AS: Final = {".html": ["--infilter=HTML (StarWriter)"]}
# A profile of its own for every conversion: no macros, no links followed, and a proxy that nobody answers at.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">{settings}</oor:items>"""
_SETTINGS: Final = (
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


def read(path: Path) -> Document:
    """The document's paragraphs and tables in reading order, whichever word processor wrote it.

    Raises NoConverter where LibreOffice is needed and not installed, and what the Word reader raises.
    """
    with path.open("rb") as file:
        head = file.read(4096)
    if (head.startswith(b"PK") and _OPEN_TEXT not in head[:128]) or b"<pkg:package" in head:
        return docx.read(path)
    if path.stat().st_size > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    raw = path.read_bytes()
    kind = kind_of(raw, path)
    with tempfile.TemporaryDirectory(prefix="esep-") as folder:
        source = Path(folder) / f"report{kind}"
        source.write_bytes(_web_page(raw) if kind == ".html" else raw)
        document = docx.read(_converted(source, path), called=path)
    return replace(document, kind=kind.lstrip("."))


def kind_of(raw: bytes, path: Path) -> str:
    """What a file that is no Word package is by its bytes: .odt, .doc, .rtf or .html.

    Raises EmptyFile, LockedFile or BrokenFile for what no word processor wrote.
    """
    start = raw[:4096].lstrip(_SPACE).lower()
    if not start:
        raise EmptyFile(path)
    if raw.startswith(b"PK"):
        return ".odt"
    if raw.startswith(_OLE):
        if "WordDocument".encode("utf-16-le") in raw and "EncryptedPackage".encode("utf-16-le") not in raw:
            return ".doc"
        raise LockedFile(path)
    if start.startswith(b"{\\rtf"):
        return ".rtf"
    if start.startswith((*_HTML, b"mime-version:")) or b"<html" in start:
        return ".html"
    raise BrokenFile(path, "not written by a word processor")


def _web_page(raw: bytes) -> bytes:
    """The page itself; Word also saves one together with its pictures, as a letter with enclosures."""
    if raw.lstrip(_SPACE)[:13].lower() != b"mime-version:":
        return raw
    letter = email.message_from_bytes(raw.lstrip(_SPACE), policy=email.policy.default)
    for part in letter.walk():
        if isinstance(part, EmailMessage) and part.get_content_type() == "text/html":
            return bytes(part.get_payload(decode=True) or b"")
    return b""


def _converted(source: Path, path: Path) -> Path:
    """The paper as a Word file beside the source; `path` is named in refusals.

    Raises NoConverter or BrokenFile.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NoConverter(path)
    made, profile = source.parent / "made", source.parent / "profile"
    _write_profile(profile)
    call = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    call += [
        *_READ_AS.get(source.suffix, []),
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(made),
        str(source),
    ]
    if not _ends_in_time(call, source.parent):
        raise BrokenFile(path, "LibreOffice does not come to an end with it")
    result = made / "report.docx"
    if not result.is_file():
        raise BrokenFile(path, "LibreOffice cannot read it")
    return result


def _ends_in_time(call: list[str], home: Path) -> bool:
    """Run the program; False if it had to be stopped, with all that it started."""
    environment = {"HOME": str(home), "PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    with subprocess.Popen(  # noqa: S603  a fixed program, on a copy with a name of our own
        call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    ) as running:
        try:
            running.wait(LONGEST_S)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return False
    return True


def _write_profile(folder: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(settings=items), encoding="utf-8")
