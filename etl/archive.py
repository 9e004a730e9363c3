"""A .zip is a folder: what lies in it has paths like any file, архив.zip/2024/есеп.docx, and its bytes are read from there.

Nothing is unpacked under a name that the zip gives, so that no name can lead out of it.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Final

from etl.errors import BrokenFile, EmptyFile, LockedFile, TooLarge

LIMIT_MB: Final = 1000  # of a whole zip unpacked
MOST_FILES: Final = 5000
_NO_NAMES: Final[Mapping[Path, str]] = MappingProxyType({})
ARROW: Final = " › "  # between the parts of a path, as a report's file name shows where it came from

_LOCKED: Final = 1  # flags of a member
_UTF_8: Final = 0x800
_UNICODE_PATH: Final = 0x7075  # the extra field in which some packers repeat a name in UTF-8
_OFFICE: Final = frozenset(
    {"[Content_Types].xml", "word/document.xml", "xl/workbook.xml"}
)  # of Word and Excel, zips too


def is_archive(path: Path) -> bool:
    """Whether the path is that of a zip of files, or of what should be one; not of a Word or Excel file so named."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with _opened(path) as archive:
            return _OFFICE.isdisjoint(archive.NameToInfo)
    except BrokenFile:
        return True


def members(path: Path) -> list[Path]:
    """The paths of the files in a zip in order of their names.

    Raises BrokenFile, EmptyFile, LockedFile or TooLarge.
    """
    with _opened(path) as archive:
        found = sorted(_listed(path, archive))
    if not found:
        raise EmptyFile(path)
    return [path / name for name in found]


def depth(path: Path) -> int:
    """In how many zips, one within the other, the file lies."""
    return sum(parent.suffix.lower() == ".zip" and not parent.is_dir() for parent in path.parents)


def content(path: Path) -> bytes:
    """The bytes of a file, on the disk or within a zip.

    Raises OSError if there is none, LockedFile, BrokenFile or TooLarge if its zip does not give it.
    """
    above = next((parent for parent in path.parents if parent.suffix.lower() == ".zip" and not parent.is_dir()), None)
    if above is None or path.is_file():
        return path.read_bytes()
    with _opened(above) as archive:
        member = _listed(above, archive).get(path.relative_to(above).as_posix())
        if member is None:
            raise FileNotFoundError(2, "not in the zip", str(path))
        if member.flag_bits & _LOCKED:
            raise LockedFile(path)
        try:
            return archive.read(member)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError) as error:
            raise BrokenFile(path, type(error).__name__) from error


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path if path.is_file() else BytesIO(content(path)))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise BrokenFile(path, type(error).__name__) from error


def shown(path: Path, names: Mapping[Path, str] = _NO_NAMES) -> str:
    """The file's name; of a file in a zip also how it lies there. A file that is named in `names` is called so.

    >>> shown(Path("inbox/есеп.docx")), shown(Path("inbox/архив.zip/2024/есеп.docx"))
    ('есеп.docx', 'архив.zip › 2024 › есеп.docx')
    >>> shown(Path("tmp/0001.zip/2024/есеп.docx"), {Path("tmp/0001.zip"): "архив.zip"})
    'архив.zip › 2024 › есеп.docx'
    """
    for named in (path, *path.parents) if names else ():
        if named in names:
            return ARROW.join((names[named], *path.relative_to(named).parts))
    parts = path.parts
    first = next((at for at, part in enumerate(parts[:-1]) if part.lower().endswith(".zip")), len(parts) - 1)
    return ARROW.join(parts[first:])


def _listed(path: Path, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MOST_FILES or sum(info.file_size for info in infos) > LIMIT_MB << 20:
        raise TooLarge(path, LIMIT_MB)
    return {name: info for info in infos if (name := _name(info))}


def _name(info: zipfile.ZipInfo) -> str:
    """The member's path within the zip, steps upwards left out.

    A name that is not marked as UTF-8 is so all the same (macOS), or in the code page of Russian Windows, cp866.
    """
    name = _unicode_path(info.extra)
    if name is None and info.flag_bits & _UTF_8:
        name = info.filename
    if name is None:
        raw = info.filename.encode("cp437")
        try:
            name = raw.decode()
        except UnicodeDecodeError:
            name = raw.decode("cp866")
    parts = name.replace("\\", "/").split("/")
    return "/".join(part.replace("\0", "") for part in parts if part not in ("", ".", ".."))


def _unicode_path(extra: bytes) -> str | None:
    for kind, field in _fields(extra):
        if kind == _UNICODE_PATH and len(field) > 5:
            return field[5:].decode("utf-8", "replace")
    return None


def _fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        yield kind, extra[4 : 4 + length]
        extra = extra[4 + length :]
