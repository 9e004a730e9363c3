"""Scanned papers as other converters hand them on: the same words between other marks, lines broken, pages marked.

Each takes the Markdown that `scan.py` prints, and changes no fact.
"""

import re
from collections.abc import Callable, Iterator
from random import Random

Converter = Callable[[str, Random], str]
_PIPE = re.compile(r"(?<!\\)\|")
_MARKS = (
    "![](_page_3_Picture_1.jpeg)",
    "<!-- image -->",
    "{12}--------------------",
    "<page_number>6</page_number>",
    '<span id="page-4-0"></span>',
)
_PAGE_WIDTH = 92


def _is_row(line: str) -> bool:
    return line.startswith("|")


def _is_rule(line: str) -> bool:
    return _is_row(line) and set(line) <= set("|-: ")


def html(text: str, rng: Random) -> str:
    """Tables in HTML, on one line each or on many."""
    between = rng.choice(["", "\n"])
    return "\n".join(_with_tables(text.split("\n"), between))


def _with_tables(lines: list[str], between: str) -> Iterator[str]:
    """The lines, rows as tables; a blank row begins the next page's."""
    rows: list[str] = []
    for line in [*lines, ""]:
        if rows and (not _is_row(line) or not line.strip("| ")):
            yield between.join(["<table>", *rows, "</table>"])
            rows = []
        if not _is_row(line):
            yield line
        elif line.strip("| ") and not _is_rule(line):
            cells = _PIPE.split(line.strip()[1:-1])
            rows.append("<tr>" + between.join(f"<td>{cell.strip()}</td>" for cell in cells) + "</tr>")


def bare(text: str, rng: Random) -> str:
    """Rows without their outer pipes."""
    return "\n".join(line.strip()[1:-1] if _is_row(line) else line for line in text.split("\n"))


def broken(text: str, rng: Random) -> str:
    """Rows in which the longest cell goes on on the next line."""
    return "\n".join(_broken(line, rng) for line in text.split("\n"))


def _broken(line: str, rng: Random) -> str:
    cells = line.split("|") if _is_row(line) and not _is_rule(line) else []
    longest = max(range(len(cells)), key=lambda at: len(cells[at]), default=0)
    words = cells[longest].split(" ") if cells else []
    if len(words) < 8 or "<" in cells[longest] or "  " in cells[longest].strip() or rng.random() > 0.4:
        return line
    half = len(words) // 2
    cells[longest] = " ".join(words[:half]) + "\n" + " ".join(words[half:])
    return "|".join(cells)


def printed(text: str, rng: Random) -> str:
    """Paragraphs broken as the printed lines were, words cut with a hyphen."""
    return "\n".join(piece for line in text.split("\n") for piece in _printed(line, rng))


def _printed(line: str, rng: Random) -> Iterator[str]:
    if _is_row(line) or line.startswith("#") or len(line) <= _PAGE_WIDTH:
        yield line
        return
    said = ""
    for word in line.split():
        room = _PAGE_WIDTH - len(said) - 2
        if len(said) + 1 + len(word) <= _PAGE_WIDTH:
            said = f"{said} {word}".strip()
        elif word.isalpha() and len(word) > 9 and room > 3 and rng.random() < 0.5:
            cut = min(room, len(word) - 3)
            yield f"{said} {word[:cut]}-"
            said = word[cut:]
        else:
            yield said
            said = word
    yield said


def marked(text: str, rng: Random) -> str:
    """Marks of pictures and pages between blocks, characters by their names, footnotes, numbers set as formulas."""
    lines = []
    for line in text.split("\n"):
        lines.append(re.sub(r"(?<=\| )(\d{1,5})(?= \|)", lambda number: _marked(number[1], rng), line))
        if not line and rng.random() < 0.15:
            lines += [rng.choice(_MARKS), ""]
    return "\n".join(lines).replace("«", "&laquo;").replace("»", "&raquo;")


def _marked(number: str, rng: Random) -> str:
    return rng.choice([number, number, f"{number}<sup>1</sup>", f"${number}$", f"**{number}**"])


def signs(text: str, rng: Random) -> str:
    """Signs and spaces that recognition sets otherwise: №, per cent, quotation marks, points of dates."""
    text = text.replace("№", rng.choice(["N°", "No", "Nº"])).replace("«", "<<").replace("»", ">>")
    text = re.sub(r" ?%", lambda _: rng.choice(["°/о", "о/о", " %"]), text)
    text = re.sub(r"(\d\d)\.(\d\d)\.(20\d\d)", lambda date: rng.choice([date[0], ". ".join(date.groups())]), text)
    return re.sub(r"(?<=\w) (?=[^\W\d])", lambda _: rng.choice(["\u00a0", "\u2009", " ", " ", " "]), text)


CONVERTERS: dict[str, Converter] = {
    "html": html,
    "bare": bare,
    "broken": broken,
    "printed": printed,
    "marked": marked,
    "signs": signs,
}
