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
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Xml(str):
    """A piece that is XML already; any other string is words."""

    __slots__ = ()


def run(words: str, *, looks: str = "") -> Xml:
    """Words, as the smallest piece of a paragraph; `looks` is how they are set: raised, hidden, in which font."""
    set_so = f"<w:rPr>{looks}</w:rPr>" if looks else ""
    return Xml(f'<w:r>{set_so}<w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>')


def raised(words: str) -> Xml:
    """Words set high and small."""
    return run(words, looks='<w:vertAlign w:val="superscript"/>')


def hidden(words: str) -> Xml:
    """Words that Word keeps and does not print."""
    return run(words, looks="<w:vanish/>")


TAB = Xml("<w:r><w:tab/></w:r>")
BREAK = Xml("<w:r><w:br/></w:r>")
HARD_HYPHEN = Xml("<w:r><w:noBreakHyphen/></w:r>")
PICTURE = Xml('<w:r><w:drawing><a:blip r:embed="rId9"/></w:drawing></w:r>')


def _inline(pieces: Sequence[str]) -> str:
    return "".join(piece if isinstance(piece, Xml) else run(piece) for piece in pieces)


def p(*pieces: str, number: tuple[int, int] | None = None, style: str = "", end_deleted: bool = False) -> Xml:
    """A paragraph; `number` is the list and the level that it belongs to, `end_deleted` joins it to the next."""
    marks = f'<w:pStyle w:val="{style}"/>' * bool(style)
    if number is not None:
        marks += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    marks += '<w:rPr><w:del w:id="6" w:author="A"/></w:rPr>' * end_deleted
    return Xml(f"<w:p>{f'<w:pPr>{marks}</w:pPr>' * bool(marks)}{_inline(pieces)}</w:p>")


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


def symbol(code: str, font: str = "Wingdings") -> Xml:
    """A character of a symbol font, by its hexadecimal code."""
    return Xml(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>')


def _sign(kind: str, inside: str = "") -> Xml:
    return Xml(f'<w:r><w:fldChar w:fldCharType="{kind}">{inside}</w:fldChar></w:r>')


FIELD_RESULT, FIELD_END = _sign("separate"), _sign("end")


def field_begin(code: str, settings: str = "") -> Xml:
    """The beginning of a field: its code, and for a field of a form its settings."""
    data = f"<w:ffData>{settings}</w:ffData>" if settings else ""
    return Xml(f'{_sign("begin", data)}<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>')


def field(code: str, *result: str, settings: str = "") -> Xml:
    """A field with its result."""
    return Xml(f"{field_begin(code, settings)}{FIELD_RESULT}{_inline(result)}{FIELD_END}")


def link(words: str, relation: str) -> Xml:
    """Words that lead to the address of that relation."""
    return Xml(f'<w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink>')


def text_box(*content: str) -> Xml:
    """A text box as Word writes it: once for itself, and once more for its older versions."""
    inside = "".join(piece if isinstance(piece, Xml) else p(piece) for piece in content)
    box = f"<w:txbxContent>{inside}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
    return Xml(f"<w:r><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent></w:r>")


def control(content: str, settings: str = "") -> Xml:
    """A content control (a field to fill in) around words, a paragraph, a cell or a row."""
    return Xml(f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")


def prompt(content: str) -> Xml:
    """A content control that nobody has filled in: it shows what to do."""
    return control(content, "<w:showingPlcHdr/>")


def cell(*content: str, span: int = 1, merge: str = "", marks: str = "") -> Xml:
    """A cell of paragraphs and tables; `merge` is "restart" or "continue" for a vertical merge."""
    marks += f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
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


def table(*rows: str, widths: Sequence[int] = ()) -> Xml:
    """A table of rows in the language above, or made by row(); `widths` are those of its columns."""
    said = [None if isinstance(one, Xml) else [words.strip() for words in one.split("|")] for one in rows]
    made = [
        one if words is None else _row(words, _below(said, at))
        for at, (one, words) in enumerate(zip(rows, said, strict=True))
    ]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return Xml(f"<w:tbl>{f'<w:tblGrid>{grid}</w:tblGrid>' * bool(grid)}{''.join(made)}</w:tbl>")


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
    parts: Mapping[str, str | bytes] | None = None,
    main: str = "word/document.xml",
    embeds: Mapping[str, str] | None = None,
) -> bytes:
    """The file: blocks in order (words become paragraphs), addresses of links by relation, other parts by name.

    `embeds` are parts that Word would join to the text, by relation.
    """
    body = "".join(block if isinstance(block, Xml) else p(block) for block in blocks)
    folder, _, name = main.rpartition("/")
    said = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/hyperlink" Target="{escape(url)}" TargetMode="External"/>'
        for key, url in (links or {}).items()
    )
    said += "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/aFChunk" Target="/{name}"/>' for key, name in (embeds or {}).items()
    )
    files: dict[str, str | bytes] = {
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{main}"/></Relationships>',
        main: f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>',
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{_RELATIONS}">{said}</Relationships>',
        **(parts or {}),
    }
    return zipped(files)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
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


def numbering(*levels: tuple[str, str], restarted: Mapping[int, int] | None = None) -> str:
    """The part with list 1, whose levels are (form, text), as ("decimal", "%1."); and lists that begin it anew, by start."""
    shapes = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (form, text) in enumerate(levels)
    )
    others = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/>'
        "</w:lvlOverride></w:num>"
        for key, start in (restarted or {}).items()
    )
    first = '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    return f'<w:numbering {_SPACES}><w:abstractNum w:abstractNumId="7">{shapes}</w:abstractNum>{first}{others}</w:numbering>'
