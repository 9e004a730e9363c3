"""A Word file as a package: its parts by name, whatever slashes and letters the zip has them under."""

from __future__ import annotations

import io
import lzma
import posixpath
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Final, NamedTuple

from lxml import etree

from etl.errors import BrokenFile, EmptyFile, LockedFile, TooLarge

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LIMIT_MB: Final = 200  # of one part unpacked; the text of real reports stays under 3

_OLE: Final = b"\xd0\xcf\x11\xe0"  # what Word writes when a .docx gets a password
_PKG: Final = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_HEAD: Final = 4096  # bytes in which a file says what it is
_MAIN: Final = "word/document.xml"
_OFFICE: Final = b"http://schemas.openxmlformats.org/"
_STRICT: Final = (  # Word can save by the letter of the standard: the same elements under other addresses
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _OFFICE + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _OFFICE + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _OFFICE + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", _OFFICE + b"drawingml/2006/main"),
)
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    OverflowError,
    ValueError,
)


class Relation(NamedTuple):
    """What a part refers to by an id: another part, or an address outside."""

    kind: str  # the last word of its type: hyperlink, numbering, aFChunk
    target: str
    is_outside: bool


class Package:
    """The parts of one file. Everything raises LockedFile, BrokenFile, TooLarge or EmptyFile, and nothing else."""

    def __init__(self, path: Path, raw: bytes) -> None:
        self._path = path
        if raw.startswith(_OLE):
            raise LockedFile(path)
        if not raw:
            raise EmptyFile(path)
        if b"<pkg:package" in raw[:_HEAD]:
            raw = _zipped(self.tree(raw))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(raw))
        except _DAMAGE as error:
            raise BrokenFile(path, type(error).__name__) from error
        self._names = {_plain(name): name for name in self._zip.namelist()}
        self.main = self._main()
        self.has_numbering = any("numbering" in name for name in self._names)

    def part(self, name: str) -> bytes | None:
        """The part's bytes; None if there is no such part. One of the strict standard has the usual addresses."""
        stored = self._names.get(_plain(name))
        if stored is None:
            return None
        try:
            if self._zip.getinfo(stored).file_size > LIMIT_MB << 20:
                raise TooLarge(self._path, LIMIT_MB)
            raw = self._zip.read(stored)
        except _DAMAGE as error:
            raise BrokenFile(self._path, type(error).__name__) from error
        except RuntimeError as error:  # a zip with a password of its own
            raise LockedFile(self._path) from error
        if b"purl.oclc.org" in raw:
            for strict, usual in _STRICT:
                raw = raw.replace(strict, usual)
        return raw

    def parsed(self, name: str) -> etree._Element | None:
        """The root of the part's XML; None if there is no such part."""
        raw = self.part(name)
        return None if raw is None else self.tree(raw)

    def tree(self, xml: bytes) -> etree._Element:
        """The root of the XML. Entities stay closed, and nothing is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        try:
            return etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise BrokenFile(self._path, type(error).__name__) from error

    def relations(self, name: str) -> dict[str, Relation]:
        """What the part refers to, by id; none where that part or its list of relations is not there."""
        folder, file = posixpath.split(name)
        try:
            root = self.parsed(posixpath.join(folder, "_rels", f"{file}.rels"))
        except BrokenFile:  # the text can be read without its links
            return {}
        return {} if root is None else dict(_relation(item, folder) for item in root if item.get("Target"))

    def _main(self) -> str:
        """The name of the part that holds the text: word/document.xml unless the package says otherwise."""
        if _MAIN in self._names:
            return _MAIN
        named = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        return named[0] if named else _MAIN


def _zipped(flat: etree._Element) -> bytes:
    """The package that Word has saved as one XML file (Flat OPC), as the zip that it usually is."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for part in flat.iterchildren(_PKG + "part"):
            name = str(part.get(_PKG + "name")).lstrip("/")
            xml, binary = part.find(_PKG + "xmlData"), part.find(_PKG + "binaryData")
            if xml is not None and len(xml):
                package.writestr(name, etree.tostring(xml[0]))
            elif binary is not None:
                package.writestr(name, (binary.text or "").encode())  # of pictures and fonts, that nobody reads
    return made.getvalue()


def _plain(name: str) -> str:
    """A part's name as it is compared: some programs write backslashes, and letters of either case."""
    return name.replace("\\", "/").lstrip("/").lower()


def _relation(item: etree._Element, folder: str) -> tuple[str, Relation]:
    target, is_outside = str(item.get("Target")), item.get("TargetMode") == "External"
    if not is_outside:
        target = posixpath.normpath(posixpath.join("/", folder, target.replace("\\", "/"))).lstrip("/")
    return str(item.get("Id")), Relation(str(item.get("Type")).rpartition("/")[2], target, is_outside)
