"""Word files in memory, from short rows: odd papers that anyone can read in review.

    docx("A paragraph", table("Plan | <", "70 | 80", "^ | 90"))

In a row, `|` parts cells, `<` goes on with the cell on the left, `^` with the cell above, and `>` at the beginning or
the end is a column in which the row has not begun or has ended. Pieces made by the functions below go into p() and cell().
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

_SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Xml(str):
    """A piece that is XML already; any other string is words."""

    __slots__ = ()


def run(words: str) -> Xml:
    """Words, as the smallest piece of a paragraph."""
    return Xml(f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>')


TAB = Xml("<w:r><w:tab/></w:r>")
BREAK = Xml("<w:r><w:br/></w:r>")
HARD_HYPHEN = Xml("<w:r><w:noBreakHyphen/></w:r>")
PICTURE = Xml('<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>')


def _inline(pieces: Sequence[str]) -> str:
    return "".join(piece if isinstance(piece, Xml) else run(piece) for piece in pieces)


def p(*pieces: str) -> Xml:
    """A paragraph."""
    return Xml(f"<w:p>{_inline(pieces)}</w:p>")


def inserted(*pieces: str) -> Xml:
    """Text that somebody added while changes were tracked."""
    return Xml(f'<w:ins w:id="1" w:author="A">{_inline(pieces)}</w:ins>')


def deleted(words: str) -> Xml:
    """Text that somebody struck out while changes were tracked."""
    return Xml(f'<w:del w:id="2" w:author="A"><w:r><w:delText>{words}</w:delText><w:t>{words}</w:t></w:r></w:del>')


def moved_from(words: str) -> Xml:
    """Text at the place that it was moved away from."""
    return Xml(f'<w:moveFrom w:id="3" w:author="A">{run(words)}</w:moveFrom>')


def moved_to(words: str) -> Xml:
    """Text at the place that it was moved to."""
    return Xml(f'<w:moveTo w:id="4" w:author="A">{run(words)}</w:moveTo>')


def symbol(code: str) -> Xml:
    """A character of a symbol font, by its hexadecimal code."""
    return Xml(f'<w:r><w:sym w:font="Wingdings" w:char="{code}"/></w:r>')


def link(words: str, relation: str) -> Xml:
    """Words that lead to the address of that relation."""
    return Xml(f'<w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink>')


def text_box(words: str) -> Xml:
    """A text box as Word writes it: once for itself, and once more for its older versions."""
    box = f"<w:txbxContent>{p(words)}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    return Xml(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")


def control(content: str) -> Xml:
    """A content control (a field to fill in) around a paragraph, a cell or a row."""
    return Xml(f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>")


def cell(*content: str, span: int = 1, merge: str = "") -> Xml:
    """A cell of paragraphs and tables; `merge` is "restart" or "continue" for a vertical merge."""
    marks = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    marks += f'<w:vMerge w:val="{merge}"/>' if merge == "restart" else "<w:vMerge/>" if merge else ""
    inside = "".join(
        piece if isinstance(piece, Xml) and piece.startswith(("<w:p>", "<w:tbl>", "<w:sdt>")) else p(piece)
        for piece in content
    )
    return Xml(f"<w:tc><w:tcPr>{marks}</w:tcPr>{inside or p()}</w:tc>")


def row(*cells: str, before: int = 0, after: int = 0, is_deleted: bool = False) -> Xml:
    """A row of cells; `before` and `after` are columns that it leaves out."""
    marks = f'<w:gridBefore w:val="{before}"/>' * bool(before) + f'<w:gridAfter w:val="{after}"/>' * bool(after)
    marks += '<w:del w:id="5" w:author="A"/>' * is_deleted
    return Xml(f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>")


def table(*rows: str) -> Xml:
    """A table of rows in the language above, or made by row()."""
    said = [None if isinstance(one, Xml) else [words.strip() for words in one.split("|")] for one in rows]
    made = [
        one if words is None else _row(words, _below(said, at))
        for at, (one, words) in enumerate(zip(rows, said, strict=True))
    ]
    return Xml(f"<w:tbl>{''.join(made)}</w:tbl>")


def _below(said: Sequence[list[str] | None], at: int) -> list[str]:
    return (said[at + 1] or []) if at + 1 < len(said) else []


def _row(words: list[str], below: list[str]) -> Xml:
    before = next((at for at, word in enumerate(words) if word != ">"), len(words))
    after = next((at for at, word in enumerate(reversed(words)) if word != ">"), 0)
    cells: list[Xml] = []
    column = before
    while column < len(words) - after:
        span = 1
        while column + span < len(words) and words[column + span] == "<":
            span += 1
        merge = "continue" if words[column] == "^" else "restart" if below[column : column + 1] == ["^"] else ""
        content = [] if words[column] in ("^", "") else [words[column]]
        cells.append(cell(*content, span=span, merge=merge))
        column += span
    return row(*cells, before=before, after=after)


def docx(
    *blocks: str,
    links: Mapping[str, str] | None = None,
    parts: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """The file: blocks in order (words become paragraphs), addresses of links by relation, other parts by name."""
    body = "".join(block if isinstance(block, Xml) else p(block) for block in blocks)
    folder, _, name = main.rpartition("/")
    said = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    files = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main: f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_RELATIONS}">{said}</Relationships>',
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, str]) -> bytes:
    """A zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return buffer.getvalue()


def part(root: str, *blocks: str) -> str:
    """A part beside the document: hdr, ftr, comments."""
    return (
        f"<w:{root} {_SPACES}>{''.join(block if isinstance(block, Xml) else p(block) for block in blocks)}</w:{root}>"
    )
