"""Numbers, money, dates and plans in the many wordings of real papers."""

import re
from dataclasses import dataclass
from datetime import date
from random import Random

NBSP = "\u00a0"

MONTHS_KK = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
    "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
MONTHS_KK_OF = (
    "қаңтардағы", "ақпандағы", "наурыздағы", "сәуірдегі", "мамырдағы", "маусымдағы",
    "шілдедегі", "тамыздағы", "қыркүйектегі", "қазандағы", "қарашадағы", "желтоқсандағы",
)  # fmt: skip
MONTHS_RU = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_RU_OF = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip

_ONES_KK = ("", "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз")
_TENS_KK = ("", "он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_ONES_RU = ("", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять")
_TEENS_RU = (
    "десять", "одиннадцать", "двенадцать", "тринадцать", "четырнадцать",
    "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать",
)  # fmt: skip
_TENS_RU = (
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят",
    "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
_HUNDREDS_RU = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)  # fmt: skip
_ABLATIVE = {
    "бір": "ден", "екі": "ден", "үш": "тен", "төрт": "тен", "бес": "тен", "алты": "дан", "жеті": "ден",
    "сегіз": "ден", "тоғыз": "дан", "он": "нан", "жиырма": "дан", "отыз": "дан", "қырық": "тан", "елу": "ден",
    "алпыс": "тан", "жетпіс": "тен", "сексен": "нен", "тоқсан": "нан", "жүз": "ден",
    "мың": "нан", "миллион": "нан",
}  # fmt: skip


def grouped(number: int, gap: str = " ") -> str:
    """The number with thousands set apart; numbers under 1,000 stay as they are."""
    return f"{number:,}".replace(",", gap)


def _under_thousand_kk(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_ONES_KK[hundreds] if hundreds > 1 else "", "жүз" if hundreds else ""]
    return [word for word in [*words, _TENS_KK[rest // 10], _ONES_KK[rest % 10]] if word]


def words_kk(number: int) -> str:
    """The number spelled out in Kazakh.

    >>> words_kk(24450000)
    'жиырма төрт миллион төрт жүз елу мың'
    """
    millions, thousands, rest = number // 10**6, number // 1000 % 1000, number % 1000
    words = [*_under_thousand_kk(millions), "миллион"] if millions else []
    words += [*_under_thousand_kk(thousands), "мың"] if thousands else []
    return " ".join(words + _under_thousand_kk(rest))


def plural_ru(number: int, forms: tuple[str, str, str]) -> str:
    """The form of a Russian noun that goes with the number: (1 семинар, 2 семинара, 5 семинаров)."""
    if number % 10 == 1 and number % 100 != 11:
        return forms[0]
    return forms[1] if number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14) else forms[2]


def agreed_ru(text: str) -> str:
    """The text with «человек» in the form that its number asks for.

    >>> agreed_ru("участвовали 742 человек, из них 21 человек")
    'участвовали 742 человека, из них 21 человек'
    """
    forms = ("человек", "человека", "человек")
    return re.sub(r"(\d\d?) человек\b", lambda found: f"{found[1]} {plural_ru(int(found[1]), forms)}", text)


def _under_thousand_ru(number: int, feminine: bool = False) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_HUNDREDS_RU[hundreds]]
    if 10 <= rest < 20:
        return [word for word in [*words, _TEENS_RU[rest - 10]] if word]
    one = _ONES_RU[rest % 10]
    one = {"один": "одна", "два": "две"}.get(one, one) if feminine else one
    return [word for word in [*words, _TENS_RU[rest // 10], one] if word]


def words_ru(number: int) -> str:
    """The number spelled out in Russian.

    >>> words_ru(7002000)
    'семь миллионов две тысячи'
    """
    millions, thousands, rest = number // 10**6, number // 1000 % 1000, number % 1000
    words = [*_under_thousand_ru(millions), plural_ru(millions, ("миллион", "миллиона", "миллионов"))]
    words = words if millions else []
    if thousands:
        words += [*_under_thousand_ru(thousands, True), plural_ru(thousands, ("тысяча", "тысячи", "тысяч"))]
    return " ".join(words + _under_thousand_ru(rest))


def money_text(amount: int, language: str, gap: str = " ") -> str:
    """The grant's sum with its words in brackets."""
    if language == "kk":
        return f"{grouped(amount, gap)} ({words_kk(amount)}) теңге"
    return f"{grouped(amount, gap)} ({words_ru(amount)}) тенге"


def from_kk(number: int) -> str:
    """The number in the Kazakh ablative.

    >>> from_kk(300), from_kk(15), from_kk(40)
    ('300-ден', '15-тен', '40-тан')
    """
    return f"{number}-{_ABLATIVE[words_kk(number).split()[-1]]}"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as written, and what it means."""

    text: str
    start: str | None
    end: str | None


def long_date(day: date, language: str) -> str:
    """«2023 жылғы 24 шілде», «24 июля 2023 года»."""
    if language == "kk":
        return f"{day.year} жылғы {day.day} {MONTHS_KK[day.month - 1]}"
    return f"{day.day} {MONTHS_RU_OF[day.month - 1]} {day.year} года"


def _day(day: date, rng: Random, language: str) -> str:
    short = f"{day:%d.%m.%Y}"
    if language == "kk":
        return rng.choice([f"{short} ж.", short, long_date(day, "kk"), f"{long_date(day, 'kk')} күні"])
    named = f"{day.day} {MONTHS_RU_OF[day.month - 1]} {day.year}"
    return rng.choice([f"{short} г.", short, f"{named} г.", f"{named} года"])


def _span_kk(start: date, end: date, rng: Random) -> str:
    full = f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
    if start.year != end.year:
        return full
    if start.month == end.month:
        month = MONTHS_KK[end.month - 1]
        inside = [f"{start:%d}-{end:%d.%m.%Y} ж.", f"{end.year} жылғы {start.day}-{end.day} {month}"]
        return rng.choice([*inside, full])
    named = f"{start.day} {MONTHS_KK[start.month - 1]} - {end.day} {MONTHS_KK[end.month - 1]} {end.year} жыл"
    return rng.choice([f"{start:%d.%m} - {end:%d.%m.%Y} жж.", named, full])


def _span_ru(start: date, end: date, rng: Random) -> str:
    full = f"{start:%d.%m.%Y} – {end:%d.%m.%Y}"
    if start.year != end.year:
        return f"{full} гг."
    till = f"{end.day} {MONTHS_RU_OF[end.month - 1]} {end.year} года"
    if start.month == end.month:
        return rng.choice([f"с {start.day} по {till}", f"{start.day}-{end.day} {till.split(' ', 1)[1]}", full])
    since = f"с {start.day} {MONTHS_RU_OF[start.month - 1]}"
    return rng.choice([f"{start:%d.%m} - {end:%d.%m.%Y} гг.", f"{since} по {till}", full])


def _months(start: date, end: date, rng: Random, language: str) -> Dated:
    names = MONTHS_KK if language == "kk" else MONTHS_RU
    first, last = names[start.month - 1], names[end.month - 1]
    if start.month == end.month:
        wordings = [f"{last} айы", f"{end.year} жылғы {last}"] if language == "kk" else [f"{last} {end.year} года"]
    elif language == "kk":
        wordings = [f"{end.year} жыл {first} – {last}", f"{end.year} жылғы {first}-{last} айлары"]
    else:
        wordings = [f"{first} – {last} {end.year} года", f"{first}-{last} {end.year} г."]
    return Dated(rng.choice(wordings), f"{start:%Y-%m}", f"{end:%Y-%m}")


def dated(start: date, end: date, rng: Random, language: str) -> Dated:
    """The days of an activity in one of the usual wordings; long ones often by months only."""
    if start == end:
        return Dated(_day(start, rng, language), start.isoformat(), end.isoformat())
    if (end - start).days > 20 and start.year == end.year and rng.random() < 0.5:
        return _months(start, end, rng, language)
    text = (_span_kk if language == "kk" else _span_ru)(start, end, rng)
    return Dated(text, start.isoformat(), end.isoformat())
