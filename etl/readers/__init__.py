"""File -> Document; knows no form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from etl.document import Document
from etl.errors import UnknownKind
from etl.readers import docx, text, xlsx

READERS: Final[dict[str, Callable[[Path], Document]]] = {
    ".docx": docx.read,
    ".txt": text.read,
    ".md": text.read,
    ".xlsx": xlsx.read,
    ".xlsm": xlsx.read,
    ".xls": xlsx.read,
}


def read(path: Path) -> Document:
    """The document in the file, by the kind that its name ends in.

    Raises UnknownKind, or what the kind's reader raises.
    """
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownKind(path, ", ".join(sorted(READERS)))
    return reader(path)
