"""File -> Document; knows no form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from etl.document import Document
from etl.errors import UnknownKind
from etl.readers import office, pdf, scan, text, xlsx
from etl.readers.gutters import AreHeadings, no_headings

WORD: Final = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".odt", ".rtf")
PICTURES: Final = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
EXCEL: Final = (".xlsx", ".xlsm", ".xls")
READERS: Final[dict[str, Callable[[Path], Document]]] = {
    **dict.fromkeys(WORD, office.read),
    **dict.fromkeys(EXCEL, xlsx.read),
    ".pdf": pdf.read,
    **dict.fromkeys(PICTURES, scan.read),
    ".txt": text.read,
    ".md": text.read,
}
_WITH_HEADINGS: Final[dict[Callable[[Path], Document], Callable[[Path, AreHeadings], Document]]] = {
    pdf.read: pdf.read,
    scan.read: scan.read,
    text.read: text.read,
}

_OLE: Final = b"\xd0\xcf\x11\xe0"
_BYTES: Final = (  # a kind, what its files begin with, and what stands in them
    (".docx", b"PK", b"word/"),
    (".docx", b"<?xml", b"<pkg:package"),  # Word's «XML document»
    (".docx", b"\xef\xbb\xbf<?xml", b"<pkg:package"),
    (".xlsx", b"PK", b"xl/"),
    (".pdf", b"%PDF-", b""),
    (".png", b"\x89PNG", b""),
    (".jpg", b"\xff\xd8\xff", b""),
    (".tif", b"II*\0", b""),
    (".tif", b"MM\0*", b""),
    (".rtf", b"{\\rtf", b""),
    (".doc", _OLE, "WordDocument".encode("utf-16-le")),
    (".xls", _OLE, "Workbook".encode("utf-16-le")),
)


def read(path: Path, are_headings: AreHeadings = no_headings) -> Document:
    """The document in the file, by the kind that it is.

    `are_headings` tells words side by side that head a table: pages and dumps may print one without a line.
    Raises UnknownKind, or what the kind's reader raises.
    """
    reader = READERS.get(kind(path))
    if reader is None:
        raise UnknownKind(path, ", ".join(sorted(READERS)))
    return _WITH_HEADINGS[reader](path, are_headings) if reader in _WITH_HEADINGS else reader(path)


def kind(path: Path) -> str:
    """The kind of a file: what its bytes are, not what its name says; where they do not tell, its name."""
    named, raw = path.suffix.lower(), path.read_bytes()
    found = [kind for kind, start, inside in _BYTES if raw.startswith(start) and inside in raw]
    return found[0] if found and named not in found else named
