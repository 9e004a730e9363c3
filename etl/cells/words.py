"""words.toml, read once: the words around numbers and dates."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Final

WORDS: Final[dict[str, Any]] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def beginnings(section: str) -> dict[str, str]:
    """What each word of a section leads to, by the letters that it begins with: «чел» to «человек»."""
    return {stem: key for key, stems in WORDS[section].items() for stem in stems}
