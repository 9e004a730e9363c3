"""Paragraphs long enough to be told from another's, each with prints by which near-duplicates find each other.

A print is a hash of four words in a row; of all that a paragraph has, the least few stay (a bottom-k sketch). Two
paragraphs that share four fifths of their words share most of these, whatever their number in the warehouse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final
from zlib import crc32

from rapidfuzz import fuzz

from etl.document import Text
from etl.forms import forms
from etl.wording import fold, fold_words

SHORTEST: Final = 25  # words: shorter sentences are said alike by people who never met («Семинарға 40 адам қатысты …»)
SHINGLE: Final = 4  # words in a row: three are often a set phrase, five rarely survive a damaged letter
PRINTS: Final = 12  # that stay of a paragraph: enough to meet a copy in which every fifth word was changed
_DIGIT: Final = re.compile(r"\d")
_LABEL: Final = 40  # letters from which a form's label may be a whole paragraph
_IS_LABEL: Final = 85  # per cent of a paragraph that a label may hide in


def passages(texts: Iterable[Text]) -> Iterator[dict[str, Any]]:
    """A row for each paragraph of 25 words or more that is not the form's own: its place, and its prints."""
    for text in texts:
        for line_no, line in enumerate(text.words.split("\n"), 1):
            words = _words(line)
            if len(words) >= SHORTEST and not _is_of_form(line):
                yield {
                    "place": str(text.place),
                    "line_no": line_no,
                    "word_count": len(words),
                    "prints": prints(words),
                }


def _words(line: str) -> list[str]:
    """The words of a paragraph, folded: without numbers, and without the form's label that it begins with."""
    if line.count(" ") < SHORTEST - 1:
        return []
    return [word for word in fold_words(_own(line)).split() if not _DIGIT.search(word)]


def _own(line: str) -> str:
    """What stands behind the form's label at the beginning of a paragraph."""
    for form in forms():
        if found := form.headings.start(line, fuzzy=False) or form.activity_fields.start(line, fuzzy=False):
            return found[1]
    return line


def prints(words: list[str]) -> list[int]:
    """The least hashes of the word sequences in a paragraph.

    >>> one = "ауыл жастарына арналған құқықтық сауат ашу семинары аудан орталығында өтті".split()
    >>> len(set(prints(one)) & set(prints([*one[:-1], "өткен"])))
    6
    """
    shingles = {crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(len(words) - SHINGLE + 1)}
    return sorted(shingles)[:PRINTS]


def nearness(one: str, other: str) -> float:
    """How much of two paragraphs agrees, 0 to 100, letter by letter once folded; numbers are left aside."""
    return float(fuzz.ratio("".join(_words(one)), "".join(_words(other))))


def _is_of_form(line: str) -> bool:
    """Whether a paragraph is a printed label of a form, whatever was ticked or numbered around it."""
    folded = fold(line)
    longest_first = _labels()
    if len(folded) * _IS_LABEL > len(longest_first[0]) * 100:
        return False
    return any(
        len(folded) * _IS_LABEL <= len(label) * 100 and fuzz.partial_ratio(label, folded) >= _IS_LABEL
        for label in longest_first
    )


@cache
def _labels() -> tuple[str, ...]:
    """The long labels of all forms, folded, the longest first."""
    found = {
        label
        for form in forms()
        for labels in (form.fields, form.sections, form.activity_fields, form.table_headings, form.fixed_tasks)
        for label in labels
        if len(label) >= _LABEL
    }
    return tuple(sorted(found, key=len, reverse=True))
