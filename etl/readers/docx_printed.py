"""Word's XML brought down to what is printed: afterwards all words stand in w:t, in the order of the paper.

Word keeps more than it prints (deleted text, prompts of empty fields, codes of fields, a text box twice) and prints
more than its text holds (symbols, boxes ticked, addresses behind words). Each step is done only where its mark is in
the bytes: most reports pay for none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from etl.document import printed
from etl.readers.docx_package import R, W

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_VAL: Final = W + "val"
_P, _RUN, _T, _TBL, _SDT = (W + name for name in ("p", "r", "t", "tbl", "sdt"))
_RPR, _PPR, _TRPR, _TCPR = (W + name for name in ("rPr", "pPr", "trPr", "tcPr"))
_LINK, _SYM, _FIELD, _CODE = (W + name for name in ("hyperlink", "sym", "fldChar", "instrText"))
_MATH_T: Final = _M + "t"

_ADDRESS: Final = re.compile(r'HYPERLINK\s+"(http[^"]+)"', re.IGNORECASE)
_CONTENTS: Final = re.compile(r"\s*TOC\b")
_NOTE_MARK: Final = re.compile(r"[\d()*+]+")
_RAISED: Final = str.maketrans("0123456789()+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺")
_LINES: Final = re.compile(r"\s*[\r\n]\s*")
_PRIVATE: Final = re.compile("[\uf000-\uf0ff]")
UNKNOWN_SIGN: Final = "□"
# What symbol fonts draw, by the code of the character; Unicode has its own places for these.
_SYMBOL: Final = dict(
    zip(
        (0x20, 0x2B, 0x2D, 0x3C, 0x3D, 0x3E, 0xA3, 0xB0, 0xB1, 0xB3, 0xB4, 0xB7, 0xB8, 0xB9, 0xBB, 0xAE, 0xDE, 0xE5),
        " +-<=>≤°±≥×•÷≠≈→⇒∑",
        strict=True,
    )
)
_WINGDINGS: Final = dict(
    zip(
        (0x6C, 0x6D, 0x6E, 0x6F, 0x71, 0x72, 0x76, 0x77, 0x9F, 0xA7, 0xA8, 0xD8, 0xE0, 0xE8, 0xFB, 0xFC, 0xFD, 0xFE),
        "●❍■□❑❒❖◆•▪☐➢→➔✗✓☒☑",
        strict=True,
    )
)
_WINGDINGS_2: Final = dict(
    zip((0x4F, 0x50, 0x51, 0x52, 0x53, 0x54, 0x97, 0xA3, 0x98), "✗✓☒☑☒☒•☐•", strict=True)
)  # O and P are the cross and the tick


class Marks:
    """Which marks stand in a body's bytes; all of them, where its elements have other prefixes than Word gives them."""

    def __init__(self, xml: bytes) -> None:
        start = xml.find(b"<w:body")
        self._body = xml[start:] if start >= 0 else None

    def has(self, mark: bytes | re.Pattern[bytes]) -> bool:
        """Whether the body may have the mark."""
        if self._body is None:
            return True
        return mark in self._body if isinstance(mark, bytes) else mark.search(self._body) is not None


def bring_to_print(body: etree._Element, marks: Marks, addresses: Mapping[str, str]) -> None:
    """Change the body to what is printed, as far as its marks call for it; `addresses` are those of links, by id."""
    for signs, step in _STEPS:
        if any(map(marks.has, signs)):
            step(body)
    if addresses:
        _say_addresses(body, addresses)


# --- what is kept and not printed -----------------------------------------------------------------------------


def _one_of_alternates(body: etree._Element) -> None:
    """A text box or drawing is written again for older versions of Word: the first that has words is kept."""
    for alternate in list(body.iter(_MC + "AlternateContent")):
        ways = [way for way in alternate if way.tag in (_MC + "Choice", _MC + "Fallback")]
        kept = next((way for way in ways if next(way.iter(_T, _MATH_T), None) is not None), ways[0] if ways else None)
        for way in ways:
            if way is not kept:
                alternate.remove(way)


def _drop_deleted(body: etree._Element) -> None:
    """Take out what was deleted or moved away while changes were tracked.

    A deleted row or cell is marked inside its properties, deleted words by an element around them. A deleted end of
    a paragraph joins it to the next.
    """
    joined: list[etree._Element] = []
    for element in list(body.iter(W + "del", W + "moveFrom", W + "cellDel")):
        parent = element.getparent()
        around = parent.getparent() if parent is not None else None
        if parent is None or around is None:
            continue
        if parent.tag == _RPR and around.tag == _PPR:
            paragraph = around.getparent()
            joined.extend([] if paragraph is None else [paragraph])
        elif parent.tag in (_TRPR, _TCPR) or (parent.tag == _RPR and around.tag.endswith("}r")):
            _remove(around)
        elif parent.tag != _RPR:
            _remove(element)
    for paragraph in reversed(joined):
        _join_to_next(paragraph)


def _join_to_next(paragraph: etree._Element) -> None:
    following = next(paragraph.itersiblings(_P, _TBL, _SDT), None)
    if following is None or following.tag != _P:
        return
    at = 1 if len(following) and following[0].tag == _PPR else 0
    following[at:at] = [piece for piece in paragraph if piece.tag != _PPR]
    _remove(paragraph)


def _drop_hidden(body: etree._Element) -> None:
    """Hidden words and rows. The mark of a paragraph's end, and old formatting, hide no words."""
    for mark in list(body.iter(W + "vanish", W + "hidden")):
        around = mark.getparent()
        holder = around.getparent() if around is not None else None
        if around is not None and _is_on(mark) and (around.tag == _TRPR or (holder is not None and holder.tag == _RUN)):
            _remove(holder)


def _drop_prompts(body: etree._Element) -> None:
    """The prompt that an empty field to fill in shows: «Click or tap here to enter text»."""
    for mark in list(body.iter(W + "showingPlcHdr")):
        properties = mark.getparent()
        control = properties.getparent() if properties is not None else None
        if control is not None and _is_on(mark):
            for run in list(control.iter(_RUN)):
                _remove(run)


def _drop_contents(body: etree._Element) -> None:
    """Word's own table of contents repeats the headings."""
    for mark in list(body.iter(W + "docPartGallery")):
        if mark.get(_VAL) == "Table of Contents":
            _remove(next(mark.iterancestors(_SDT), None))


def _drop_readings(body: etree._Element) -> None:
    """Small letters above a word that say how it is read."""
    for reading in list(body.iter(W + "rt")):
        _remove(reading)


def _drop_note_marks(body: etree._Element) -> None:
    """The author's own sign of a footnote; Word's numbers stand nowhere in the text."""
    for mark in list(body.iter(W + "footnoteReference", W + "endnoteReference")):
        run = mark.getparent()
        if run is not None and _is_on(mark, W + "customMarkFollows", default="0"):
            for text in run.iter(_T):
                text.text = ""


# --- fields -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Field:
    """A field between its signs: its code, words within the code, and words of its result."""

    begin: etree._Element
    code: str = ""
    in_code: list[etree._Element] = field(default_factory=list)
    result: list[etree._Element] = field(default_factory=list)
    has_result: bool = False


def _read_fields(body: etree._Element) -> None:
    """Keep the results of fields, not their codes; a field that never ends is left as it is."""
    for simple in body.iter(W + "fldSimple"):
        _say_result(_Field(simple, str(simple.get(W + "instr", "")), result=list(simple.iter(_T))))
    fields: list[_Field] = []
    for node in list(body.iter(_FIELD, _CODE, _T)):
        if node.tag == _T:
            for one in fields:
                (one.result if one.has_result else one.in_code).append(node)
        elif node.tag == _CODE:
            if fields:
                fields[-1].code += node.text or ""
        elif node.get(W + "fldCharType") == "begin":
            fields.append(_Field(node))
        elif fields and node.get(W + "fldCharType") == "separate":
            fields[-1].has_result = True
        elif fields and node.get(W + "fldCharType") == "end":
            _say_result(fields.pop())


def _say_result(done: _Field) -> None:
    paragraph = _paragraph_of(done.begin)
    for text in done.in_code:
        if _paragraph_of(text) is paragraph:  # a code stays within its paragraph; a torn one takes nothing along
            text.text = ""
    if _CONTENTS.match(done.code):
        for text in done.result:
            text.text = ""
    elif (address := _ADDRESS.search(done.code)) and done.result:
        shown = "".join(text.text or "" for text in done.result)
        done.result[0].text = _with_address(address[1], shown) + (done.result[0].text or "")
    elif (data := done.begin.find(W + "ffData")) is not None:
        done.begin.append(_text(_form_field(data)))


def _form_field(data: etree._Element) -> str:
    """What a field of a form shows by its settings: a box, ticked or not, or the entry chosen from a list."""
    box, choice = data.find(W + "checkBox"), data.find(W + "ddList")
    if box is not None:
        checked, first = box.find(W + "checked"), box.find(W + "default")
        mark = checked if checked is not None else first
        return "☒" if mark is not None and _is_on(mark) else "☐"
    if choice is None:
        return ""
    entries = [str(entry.get(_VAL, "")) for entry in choice.iter(W + "listEntry")]
    chosen = choice.find(W + "result")
    number = str(chosen.get(_VAL, "")) if chosen is not None else "0"
    return entries[int(number)] if number.isdecimal() and int(number[:4]) < len(entries) else ""


# --- what is printed and not in the text ------------------------------------------------------------------------


def _say_addresses(body: etree._Element, addresses: Mapping[str, str]) -> None:
    """Where a link leads, before its words, unless they say so themselves."""
    for link in body.iter(_LINK):
        address = addresses.get(str(link.get(R + "id")), "")
        if address.startswith("http"):
            link.insert(0, _text(_with_address(address, "".join(text.text or "" for text in link.iter(_T)))))


def _with_address(address: str, shown: str) -> str:
    return "" if address in shown else f" {address} "


def _say_symbols(body: etree._Element) -> None:
    for sign in body.iter(_SYM):
        code = str(sign.get(W + "char", ""))
        number = int(code, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,4}", code) else 0
        sign.tag, sign.text = _T, _sign(number, str(sign.get(W + "font", "")))


def _say_private_letters(body: etree._Element) -> None:
    """Letters of a symbol font that stand in the text itself."""
    for text in body.iter(_T):
        if text.text and _PRIVATE.search(text.text):
            run = text.getparent()
            fonts = run.find(f"{_RPR}/{W}rFonts") if run is not None else None
            font = str(fonts.get(W + "ascii", "")) if fonts is not None else ""
            text.text = _PRIVATE.sub(lambda found, font=font: _sign(ord(found[0]), font), text.text)  # type: ignore[misc]


def _sign(code: int, font: str) -> str:
    """What a symbol font draws for the code; an empty box where nobody can tell."""
    if not (0xF000 <= code <= 0xF0FF or code <= 0xFF):
        return chr(code) if not 0xD800 <= code <= 0xF8FF else UNKNOWN_SIGN
    signs = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}.get(font.lower())
    if signs is None and code <= 0xFF and font and not font.lower().startswith(("wingdings", "webdings")):
        return chr(code) if chr(code).isprintable() else UNKNOWN_SIGN
    return (signs or {**_SYMBOL, **_WINGDINGS}).get(code & 0xFF, UNKNOWN_SIGN)


def _raise_numbers(body: etree._Element) -> None:
    """Raised digits become the raised digits of Unicode: «70¹» is no seven hundred and one."""
    for mark in body.iter(W + "vertAlign"):
        run = next(mark.iterancestors(_RUN), None)
        if mark.get(_VAL) == "superscript" and run is not None:
            _raise(run.iter(_T))


def _say_fractions(body: etree._Element) -> None:
    """Fractions and powers of an equation on one line: 1/2, 10²."""
    for below in body.iter(_M + "den"):
        for text in list(below.iter(_MATH_T))[:1]:
            text.text = f"/{text.text or ''}"
    for power in body.iter(_M + "sup"):
        _raise(power.iter(_MATH_T))


def _raise(texts: Iterator[etree._Element]) -> None:
    for text in texts:
        if text.text and _NOTE_MARK.fullmatch(text.text.strip()):
            text.text = text.text.translate(_RAISED)


# --- order and letters ------------------------------------------------------------------------------------------


def _lift_boxes(body: etree._Element) -> None:
    """What stands in a text box comes after the paragraph that it is fixed to, paragraphs and tables of its own."""
    for box in reversed(list(body.iter(W + "txbxContent"))):
        paragraph = next(box.iterancestors(_P), None)
        if paragraph is not None:
            for block in reversed(box):
                paragraph.addnext(block)


def _even_letters(body: etree._Element) -> None:
    for text in body.iter(_T):
        if text.text:
            text.text = printed(text.text)


def _even_lines(body: etree._Element) -> None:
    """A line end inside of a text is what the writing program made of it, not what is printed."""
    for text in body.iter(_T):
        if text.text and ("\n" in text.text or "\r" in text.text):
            text.text = _LINES.sub(" ", text.text.strip() if len(text.attrib) == 0 else text.text)


def _remove(element: etree._Element | None) -> None:
    parent = element.getparent() if element is not None else None
    if parent is not None and element is not None:
        parent.remove(element)


def _text(words: str) -> etree._Element:
    text = etree.Element(_T)
    text.text = words
    return text


def _paragraph_of(element: etree._Element) -> etree._Element | None:
    return next(element.iterancestors(_P), None)


def _is_on(mark: etree._Element, name: str = _VAL, default: str = "1") -> bool:
    return mark.get(name, default) not in ("0", "false", "off")


# Letters of symbol fonts (U+F0xx) and those that take no room begin with these bytes; a search for one byte costs nothing.
_PRIVATE_BYTES: Final = re.compile(rb"\xef[\x80-\x83]")
_UNSEEN_BYTES: Final = re.compile(rb"\xe2[\x80\x81][\x8b-\x91\xa0-\xae]")
_SOFT_HYPHEN_BYTES: Final = re.compile(rb"\xc2[\xad\xac]")
_REFERENCE: Final = b"&"
_BYTE_ORDER: Final = b"\xef"
_STEPS: Final[tuple[tuple[tuple[bytes | re.Pattern[bytes], ...], Callable[[etree._Element], None]], ...]] = (
    ((b"AlternateContent",), _one_of_alternates),
    ((b"<w:del", b"<w:moveFrom", b"<w:cellDel"), _drop_deleted),
    ((b"<w:vanish", b"<w:hidden"), _drop_hidden),
    ((b"<w:showingPlcHdr",), _drop_prompts),
    ((b"<w:docPartGallery",), _drop_contents),
    ((b"<w:rt>",), _drop_readings),
    ((b"customMarkFollows",), _drop_note_marks),
    ((b"<w:fld",), _read_fields),
    ((b"<w:sym",), _say_symbols),
    ((_PRIVATE_BYTES, _REFERENCE), _say_private_letters),
    ((b"superscript",), _raise_numbers),
    ((b"<m:",), _say_fractions),
    ((b"<w:txbxContent",), _lift_boxes),
    ((_UNSEEN_BYTES, _SOFT_HYPHEN_BYTES, _BYTE_ORDER, _REFERENCE), _even_letters),
    ((b"\n",), _even_lines),
)
