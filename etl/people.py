"""People's names and phones in running text, so that they can be counted, and masked before anything is stored."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

MASK: Final = "▪▪▪"

_CAPITAL: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]+)?"
# A patronymic gives a name away: Үлгіев Мысал Үлгіұлы, Серикова Гульнар Маратовна; or initials: Үлгіева М.Ү.
_PATRONYMIC: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ][а-яёәіңғүұқөһ]*(?:ұлы|улы|қызы|кызы|ович|евич|ич|овна|евна|ична)(?:н[ыі]ң|ға|ге|ды|ді|н|а|ем|ой|у)?"
_SHOUTED: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,}(?:-[А-ЯЁӘІҢҒҮҰҚӨҺ]{2,})?"
_INITIALS: Final = r"[А-ЯЁӘІҢҒҮҰҚӨҺ]\.\s?[А-ЯЁӘІҢҒҮҰҚӨҺ]\."
_NAME: Final = re.compile(
    rf"""
    (?:{_CAPITAL}\s+)?{_CAPITAL}\s+{_PATRONYMIC}(?!\w)
  | (?:{_SHOUTED}\s+){{1,2}}[А-ЯЁӘІҢҒҮҰҚӨҺ]+(?:ҰЛЫ|УЛЫ|ҚЫЗЫ|КЫЗЫ|ОВИЧ|ЕВИЧ|ОВНА|ЕВНА|ИЧНА)(?!\w)
  | {_CAPITAL}\s+{_INITIALS}(?:\s?{_CAPITAL})?     # «Жауапты А.Б. Асанов»: which of the two is the surname cannot be told
  | (?<!\w){_INITIALS}\s?{_CAPITAL}
    """,
    re.VERBOSE,
)
_PHONE: Final = re.compile(
    r"(?:\+\s?7|\b8|\b7)[\s(-]*(?:\d{3,4}[\s)-]*\d{2,3}|\d{5}[\s)-]*\d)[\s-]*\d{2}[\s-]*\d{2}(?!\d)"
)
_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")


def named_people(text: str) -> list[str]:
    """The people whom the text names with a patronymic or with initials, each once.

    >>> named_people("Тізімге Сарсенов Арман Болатұлы және Ахметова Г.С. енді.")
    ['Сарсенов Арман Болатұлы', 'Ахметова Г.С.']
    """
    return list(dict.fromkeys(found[0] for found in _NAME.finditer(text)))


@lru_cache(maxsize=2048)  # a cell is masked where it stands and in each value that was read from it
def masked(text: str) -> str:
    """The text with people's names, phones and e-mail addresses replaced by a mask.

    >>> masked("Жауапты: Ахметова Гүлнар Серікқызы, +7 700 000 11 22")
    'Жауапты: ▪▪▪, ▪▪▪'
    """
    if not any(letter.isupper() or letter.isdigit() or letter == "@" for letter in text):
        return text
    return _EMAIL.sub(MASK, _PHONE.sub(MASK, _NAME.sub(MASK, text)))


def phones_and_address(words: str) -> tuple[tuple[str, ...], str | None]:
    """The phones in a cell of contacts, and what is left as the address; None if hardly anything is left.

    >>> phones_and_address("Ақтөбе қ., Үлгі к-сі 5, тел.: +7 700 000 11 22")
    (('+7 700 000 11 22',), 'Ақтөбе қ., Үлгі к-сі 5')
    >>> phones_and_address("8 (71036) 0-11-22")
    (('8 (71036) 0-11-22',), None)
    """
    phones = tuple(" ".join(phone[0].split()) for phone in _PHONE.finditer(words))
    address = re.sub(
        r"(?:тел\w*|байланыс телефон\w*|моб|сот)[.:]*\s*$",
        "",
        _PHONE.sub("", words).strip(" ,;.\n"),
        flags=re.IGNORECASE,
    )
    address = address.strip(" ,;.:")
    return phones, address if len(address) > 5 else None
