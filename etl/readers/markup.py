"""The words of a paragraph or a cell of a dump without its markup: Markdown's, HTML's and what LaTeX comes in between."""

from __future__ import annotations

import html
import re
from typing import Final

_BOOKMARK: Final = re.compile(r"\[bookmark:[^\]]*\]")
_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]{1,8}\]:?")
_PICTURE: Final = re.compile(r"!\[[^\]\n]*\]\((?!https?://)[^)\n]*\)|!(?=\[[^\]\n]*\]\(https?://)")
_LINK: Final = re.compile(r"\[([^\]\n]*)\]\((https?://[^)\s]+)\)")
_ANCHOR: Final = re.compile(r"\[([^\]\n]+)\]\(#[^)\s]*\)")
_AUTOLINK: Final = re.compile(r"<(https?://[^>\s]+)>")
_COMMENT: Final = re.compile(r"<!--.*?-->|<(page_number|watermark)>.*?</\1>", re.DOTALL)
_RAISED: Final = re.compile(r"(?<!м)<sup>\W{0,2}\d{0,2}\W{0,2}</sup>", re.IGNORECASE)  # a footnote's mark, but м²
_ITEM_END: Final = re.compile(r"</(?:p|li|div|tr|h\d)>\s*|<br\s*/?>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-z][a-z0-9_]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,10});", re.IGNORECASE)
_EMPHASIS: Final = re.compile(r"\*{1,3}|(?<!\w)__|__(?!\w)")
_ITALIC_LINE: Final = re.compile(r"^_(?=[^\s_])([^_]+)(?<=\S)_$")
_HEADING: Final = re.compile(r"^(?:\s{0,3}>\s)*(?:\s{0,3}#{1,6}\s+)?")  # and quoted lines
_HALF_LATIN: Final = re.compile(r"[a-zA-Z]+[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]\w*|[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]+[a-zA-Z]\w*")
_LATIN: Final = str.maketrans("aeopcxyiABEKMHOPCTXYI", "аеорсхуіАВЕКМНОРСТХУІ")  # letters that look alike
_FORMULA: Final = re.compile(r"\$(?=\S)([^$\n]{1,60}?)(?<=\S)\$(?!\d)")
_SIGNS: Final = (  # as recognition and keyboards set them -> as they stand on paper
    (re.compile(r"(?<!\w)(?:N[°ºoо]|[NМM]9(?=\s)|JV[°º]|Хе)(?=\s?\d)"), "№"),
    (re.compile(r"(?<=\d)\s?(?:°\s?/\s?[оo0]|[оo]/[оo]|℅|٪)"), "%"),
    (re.compile(r"<<(?=\S)"), "«"),
    (re.compile(r"(?<=\S)>>"), "»"),
    (re.compile(r"''(?!')"), '"'),
    (re.compile(r"(?<!\d)[\u00a0\u2000-\u200a\u202f\u3000]|[\u00a0\u2000-\u200a\u202f\u3000](?!\d)"), " "),
)
_COMMANDS: Final = (  # of LaTeX, in the order in which they are taken away
    (re.compile(r"\\(?:mathrm|mathbf|text|textbf|underline|bar|boldsymbol)\s*(?=\{)"), ""),
    (re.compile(r"\{?N\}?\s*\^\s*\{?\s*(?:\\circ|\{?[oо0]\}?|\\underline\s*\{?[oо]\}?)\s*\}?"), "№"),
    (re.compile(r"\^\s*\{?\s*\\circ\s*\}?"), "°"),
    (re.compile(r"\^\s*\{?\s*[\d*]{1,2}\s*\}?"), ""),  # a footnote's mark
    (re.compile(r"\\(?:geqslant|geq|ge)(?![a-z])"), "≥"),
    (re.compile(r"\\(?:leqslant|leq|le)(?![a-z])"), "≤"),
    (re.compile(r"\\(?:times|cdot)(?![a-z])"), "×"),
    (re.compile(r"\\sim(?![a-z])"), "~"),
    (re.compile(r"\\([%№_&#])"), r"\1"),
    (re.compile(r"\\[,;:! ]|(?<!\\)~"), " "),
    (re.compile(r"[{}]"), ""),
)


def with_plain_signs(text: str) -> str:
    """The text with number signs, percents, quotation marks and spaces as they stand on paper, however they were recognised.

    Fixed spaces stay between digits: they part thousands.

    >>> with_plain_signs("No 17, 82,9 °/о, <<Көмек>>, 1\u202f000")
    '№ 17, 82,9%, «Көмек», 1\u202f000'
    """
    for sign, printed in _SIGNS:
        text = sign.sub(printed, text)
    return text


def cleaned(text: str) -> str:
    r"""The words without markup; the end of an HTML item ends a line.

    >>> cleaned("<p>бір</p> <p>**екі**</p>")
    'бір\nекі'
    >>> cleaned(r"№ \_\_\_, <https://example.kz/a-> [мақала](https://example.kz/b)")
    '№ ___, https://example.kz/a- мақала https://example.kz/b'
    >>> cleaned("10<sup>1</sup> адам&nbsp;&laquo;Көмек&raquo; ![](мөр.jpeg)"), cleaned(r"$82,90 \%$"), cleaned("$5 және $6")
    ('10 адам «Көмек»', '82,90 %', '$5 және $6')
    """
    if "[" in text:
        text = _ANCHOR.sub(r"\1", _FOOTNOTE.sub("", _PICTURE.sub("", _BOOKMARK.sub("", text))))
        text = _LINK.sub(r"\1 \2", text)
    if "<" in text:
        text = _RAISED.sub("", _COMMENT.sub("", text))
        text = _TAG.sub("", _ITEM_END.sub("\n", _AUTOLINK.sub(r"\1", text)))
    if "&" in text:
        text = with_plain_signs(_ENTITY.sub(lambda said: html.unescape(said[0]), text))
    if "$" in text:
        text = with_plain_signs(_FORMULA.sub(lambda said: _without_commands(said[1]), text))
    if "\\" in text:
        text = re.sub(r"\\(?=[_*#|.\-+()\[\]])", "", text)
    if text.endswith("_"):
        text = _ITALIC_LINE.sub(r"\1", text)
    if "*" in text or "__" in text:
        text = _EMPHASIS.sub("", text) if "___" not in text else text.replace("**", "")
    if not text.isascii() and _HALF_LATIN.search(text):
        text = _HALF_LATIN.sub(lambda word: word[0].translate(_LATIN), text)
    return re.sub(r"[^\S\n]*\n\s*", "\n", _HEADING.sub("", text)).strip()


def _without_commands(formula: str) -> str:
    """What a formula of LaTeX says, as character recognition sets numbers and signs in it; what it does not know stays."""
    for command, said in _COMMANDS:
        formula = command.sub(said, formula)
    return formula.strip()
