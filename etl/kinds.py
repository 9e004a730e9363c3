"""What an indicator counts: a kind by its name and unit, so that projects can be compared. No report states it.

The head noun decides, not the first word that is known. Kazakh names end with it («семинар қатысушыларының саны»
counts people), Russian ones begin with it («количество участников семинара»):

    name kk = {modifier | noun in a case | verbal form} head {count word | action | complement postposition}
    name ru = {count word | action | adjective} head {noun in the genitive | preposition complement}
    head    = noun {conjunction noun}

A head that kinds.toml does not know leaves the kind open ("other"), however many known words stand about it. Kinds have
the levels of the results chain (OECD DAC, Glossary of Key Terms in Evaluation and Results Based Management): input,
output, outcome.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from etl.kind_words import Found, Language, Name, lexicon, read_name
from etl.wording import fold_words

OTHER: Final = "other"

_BRACKETS: Final = re.compile(r"\([^()]*\)?|«[^»]*»|“[^”]*”|\"[^\"]*\"")
_ENDING_APART: Final = re.compile(
    r"\s*[-–]\s*((?:[дт][ае]|[дтн][ае]н|[гқкғ][ае]|[дтн][ыі]ң?)(?:ғ[ыі])?)(?!\w)"
)  # «БАҚ-та»
_PARTS: Final = re.compile(r"[:;\n]|\s[-–—]\s|\b(?:оның|соның) ішінде\b|\bв том числе\b|\bиз них\b", re.IGNORECASE)
_KAZAKH: Final = re.compile("[әғқңөұүһі]", re.IGNORECASE)

# Words of grammar, as fold_words() leaves them.
_RUSSIAN_WORDS: Final = frozenset(
    fold_words(
        "в во на по с со о об для из и от до не при за к у количество число общее доля уровень охват проведение менее"
    ).split()
)
_KAZAKH_WORDS: Final = frozenset(
    fold_words("саны және мен бойынша туралы деңгейі үлесі арналған өткізу әзірлеу дайындау үшін бар кемінде").split()
)
_POSTPOSITIONS: Final = frozenset(
    fold_words(
        "туралы бойынша үшін арқылы жөнінде аясында шеңберінде барысында барысынан негізінде кезінде арасында бірге сәйкес"
        " қатысты нәтижесінде қорытындысында мақсатында дейін кейін"
    ).split()
)
_PREPOSITIONS: Final = frozenset(
    fold_words("в во на по с со о об для из от до при за к у среди через под между").split()
)
# What is counted stands before these, in the genitive: «саны», «өткізілуі».
_COUNTING_KK: Final = re.compile(r"(?:сан|колем|молшер)(?:[ыи]|дар[ыи])?(?:н[ыи]н|н)?|\w+у[ыи]")
_PASSING_KK: Final = re.compile(
    r"""жалпы|барлы[кг]\w*|барлыгы|турли|арбир|ар|жана|уздик|жас|бир|рет|кеминде|кем|емес|астам|аса|бойы|атты|гана|тек|даярлы[кг]\w*
      | колдан|кыска|озге|басым|арнайы|орта|тегин|ете|етип|отырып|жок|болды|тусти|барысы|кол
      | \w*[^\W\d](?:у|ю|уи|уы|луы|луи|уд[иы]|уге|уга|удын|удин)    # an action: өткізу, әзірлеуі
      | \w*(?:л[ае]с|[гкт][ыи][зр])[ае]                              # with another: енгізе отырып
      | \w*(?:[гк][ае]н|[аеи]т[ыи]н|йт[ыи]н)(?:д[ыи]гы)?            # a participle: өткізілген
      | \w*(?:[ыи]п|лап|леп|[ае]д[ыи]|йд[ыи]|[ыилн][дт][ыи]|[гк][ае]нд[ае])   # verbs
      | \w*(?:л[ыи][кг]|[дт][ыи]к|л[ыи]|[гк][ыи]|с[ыи]з|й[ыи]|дай|дей)       # adjectives
      | \w*(?:[гк][ае]|[дт][ае]|[дтн][ае]н|[мбп]ен|[ыи]н[ае]|[ндт][ыи]н|[ыи]н)  # nouns in a case
    """,
    re.VERBOSE,
)
# The noun before belongs to such a one: «ұйым өкілдерінен».
_OWNED: Final = re.compile(r"\w+[ыи]н(?:[ае]н?|д[ае](?:г[ыи]\w*)?)?|\w+[рс][ыи]мен")
_FINITE: Final = re.compile(r"\w+(?:[ыи]л|тел|лан|лен|т[ыи]р)(?:д[ыи]|[ае]д[ыи])|турды|берди|болды|тусти")
_PASSING_RU: Final = re.compile(
    r"""(?:количеств|числ|численност|общ|объем|всего|итого|шт|ед|менее|более|свыше|около|организация|организацию|подготовк|состав|работа
         |разработк|съемк|закупк|выдач|отправк|рассылк|показ|набор|прием|сбор|монтаж|запуск|ежемесячн|печат)\w{0,3}
      | кол|во|все|весь|не|их|его|также|а
      | \w+(?:[аеяыи]ни|[яые]ти)[еяюй]м?                            # an action: проведение, открытие
      | \w+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|ых|их|ого|его|ому|ему|ым|им|ыми|ими|ую|юю|ийся|щихся)   # adjectives, participles
      | \w+(?:[ео]но|ано|ены|аны|ена|ана|ято|яты|ыто|лись|лся|лось|ует|уют|ит|ят)     # проведено, подготовлены
    """,
    re.VERBOSE,
)
_SHORT_RU: Final = re.compile(r"\w+(?:[ео]но|ано|ены|аны|ена|ана|ято|яты|ыто|лись|лся|лось)")


@lru_cache(maxsize=4096)
def kind(name: str, unit: str | None = None, language: Language = "kk") -> str:
    """The code of what an indicator counts; "other" where neither its name nor its unit tells.

    `language` is the report's; a name in the other one is known by its own words.

    >>> kind("Семинар қатысушыларының саны"), kind("Өткізілген семинарлар саны"), kind("Семинар тақырыптарының саны")
    ('participants', 'events', 'other')
    >>> kind("Количество участников семинара", language="ru"), kind("Список участников", language="ru")
    ('participants', 'documents')
    >>> kind("Бейнеролик көрген адам саны"), kind("Фотосуреттері бар мақала"), kind("Семинар", "адам")
    ('reach', 'media', 'participants')
    """
    told, counted = _of_name(name, language), _of_unit(unit or "")
    if told and counted and counted in lexicon().kinds[told].get("yields_to", ()):
        return counted
    return told or counted or OTHER


def level(code: str) -> str | None:
    """input, output or outcome; None for "other"."""
    said: str | None = lexicon().kinds[code].get("level")
    return said


def codes() -> tuple[str, ...]:
    """Every kind, in the order of kinds.toml."""
    return tuple(lexicon().kinds)


def _of_name(name: str, language: Language) -> str | None:
    bare = _BRACKETS.sub(" ", name)
    shown = bare if any(map(str.isalpha, bare)) else name
    for part in _PARTS.split(_ENDING_APART.sub(r"\1", shown)):
        read = read_name(part)
        spoken = next((said for said in _languages(part, read, language) if lexicon().found(read, said)), None)
        told = None if spoken is None else _head_kk(read) if spoken == "kk" else _head_ru(read)
        if told:
            return told
    return None


def _of_unit(unit: str) -> str | None:
    """The kind whose noun the unit is: «адам», «семинар»."""
    read = read_name(unit)
    for spoken in ("kk", "ru"):
        first = next((found for found in lexicon().found(read, spoken).values() if found.first == 0), None)
        if first:
            return lexicon().nouns[first.noun].kind or None
    return None


def _languages(text: str, name: Name, reported: Language) -> tuple[Language, ...]:
    """The language of a name: by its words of grammar, else by its letters; where neither tells, the report's first."""
    words = {word.letters for word in name.words}
    is_russian = bool(words & _RUSSIAN_WORDS)
    if words & _KAZAKH_WORDS or (not is_russian and _KAZAKH.search(text)):
        return ("kk",)
    if is_russian:
        return ("ru",)
    return ("kk", "ru") if reported == "kk" else ("ru", "kk")


# --- Kazakh: the head stands last ---------------------------------------------------------------------------


def _head_kk(name: Name) -> str | None:
    """The kind of the last noun that stands by itself; without one, of what an action is done with.

    >>> _head_kk(read_name("Қысқа бейнероликтерді көрсету")), _head_kk(read_name("Бейнеролик көрсету мерзімі"))
    ('video', 'other')
    """
    told = _before_verb(name)
    nouns = lexicon().found(told, "kk")
    done_with: dict[str, str] = {}
    yielding: str | None = None
    stronger: frozenset[str] = frozenset()
    is_counted, at = False, len(told.words) - 1
    while at >= 0:
        found = nouns.get(at)
        if found is None:
            is_counted = is_counted or bool(_COUNTING_KK.fullmatch(told.words[at].letters))
            before = _step_kk(told, nouns, at)
            if before is None:
                break
            at = before
            continue
        at = found.first - 1
        role = _role(found, told, is_counted=is_counted)
        noun, code = lexicon().nouns[found.noun], lexicon().kind(found, name)
        if role == "head" and code is None and not noun.passes:
            break
        if code is None or (yielding and code not in stronger):
            continue
        if role == "head" and not noun.weak:
            return _joined_kk(code, found, nouns, told)
        if role == "head":
            yielding, stronger = code, noun.weak
        else:
            done_with.setdefault(role, code)
    return (
        done_with.get("accusative") or (yielding and done_with.get("genitive")) or yielding or done_with.get("oblique")
    )


def _role(found: Found, name: Name, *, is_counted: bool) -> str:
    """What a noun is: the head, an owner («ұйым өкілдерінен»: ұйым), or its case.

    Before «саны» a noun in the genitive is the head.
    """
    after = name.words[found.last + 1] if found.last + 1 < len(name.words) else None
    if found.case == "genitive" and is_counted:
        return "head"
    if found.case != "nominative":
        return found.case
    return "owner" if after and not after.is_joined and _OWNED.fullmatch(after.letters) else "head"


def _step_kk(name: Name, nouns: Mapping[int, Found], at: int) -> int | None:
    """Where to look on, to the left of a word that is no known noun; None where it is a noun that is not known."""
    letters = name.words[at].letters
    if letters in _POSTPOSITIONS:  # a complement that trails: «… сауалнама негізінде»
        complement = nouns.get(at - 1)
        return (complement.first if complement else at - 1) - 1
    if _COUNTING_KK.fullmatch(letters) or _PASSING_KK.fullmatch(letters):
        return at - 1
    return next((joined - 1 for joined in range(at, max(at - 2, 0), -1) if name.words[joined].is_joined), None)


def _before_verb(name: Name) -> Name:
    """The name before its first finite verb: what stands behind it is told of something else."""
    verbs = (at for at, word in enumerate(name.words) if at and _FINITE.fullmatch(word.letters))
    verb = next(verbs, None)
    return name if verb is None else name.before(verb)


def _joined_kk(code: str, head: Found, nouns: Mapping[int, Found], name: Name) -> str:
    """The kind of nouns in a row: the first decides, as the first number of «5/1» does.

    A noun joined to an owner («қатысушылар мен еріктілер тізімі») is an owner too, unless it is owned itself.
    """
    at, may_own = head.first, False
    while at > 0:
        if name.words[at].is_joined:
            other = nouns.get(at - 1)
            first = lexicon().kind(other, name) if other else None
            if other is None or first is None or other.case != "nominative" or (may_own and not other.is_owned):
                return code
            code, at, may_own = _both(first, code), other.first, False
            continue
        at -= 1
        if at in nouns:
            at, may_own = nouns[at].first, may_own or nouns[at].case != "adjective"
        elif not _PASSING_KK.fullmatch(name.words[at].letters):
            return code
    return code


# --- Russian: the head stands first -------------------------------------------------------------------------


def _head_ru(name: Name) -> str | None:
    """The kind of the first noun that no preposition governs; None where that noun is not known.

    >>> _head_ru(read_name("По итогам опроса подготовлена справка")), _head_ru(read_name("Форматы семинаров"))
    ('analysis', None)
    """
    nouns = {found.first: found for found in lexicon().found(name, "ru").values()}
    yielding: str | None = None
    stronger: frozenset[str] = frozenset()
    is_governed, at = False, 0
    while at < len(name.words):
        found, letters = nouns.get(at), name.words[at].letters
        is_governed = (is_governed or letters in _PREPOSITIONS) and not _ends_complement(name, at)
        at = found.last + 1 if found else at + 1
        if is_governed and yielding:
            break
        if is_governed or (found is None and _PASSING_RU.fullmatch(letters)):
            continue
        if found is None:
            break
        noun, code = lexicon().nouns[found.noun], lexicon().kind(found, name)
        if code is None and not noun.passes:
            break
        if code is None or (yielding and code not in stronger):
            continue
        if not noun.weak:
            return _joined_ru(code, found, nouns, name)
        yielding, stronger = code, noun.weak
    return yielding


def _ends_complement(name: Name, at: int) -> bool:
    """Whether a comma or a verb («подготовлена») ends what a preposition governs."""
    return name.words[at].is_joined or bool(_SHORT_RU.fullmatch(name.words[at].letters))


def _joined_ru(code: str, head: Found, nouns: Mapping[int, Found], name: Name) -> str:
    """The kind of nouns in a row, as in Kazakh."""
    at = head.last + 1
    if at >= len(name.words) or not name.words[at].is_joined:
        return code
    while at < len(name.words) and at not in nouns and _PASSING_RU.fullmatch(name.words[at].letters):
        at += 1
    other = nouns.get(at)
    if other is None or lexicon().nouns[other.noun].weak:  # «волонтеры, прошедшие …»
        return code
    second = lexicon().kind(other, name)
    return _both(code, second) if second else code


def _both(first: str, second: str) -> str:
    """The kind of two joined nouns: the wider one that both have («посттар мен мақалалар»), else that of the first."""
    kinds = lexicon().kinds
    wider = kinds[first].get("wider")
    return str(wider) if first != second and wider and wider == kinds[second].get("wider") else first
