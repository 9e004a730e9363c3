"""The twenty regions with their towns and districts, as grantees word them in Kazakh and in Russian."""

from dataclasses import dataclass
from datetime import date
from random import Random

NEW_REGIONS_SINCE = date(2022, 6, 8)
RENAMED_UNTIL = date(2022, 9, 17)

# code | region kk | region ru | region ru, where | centre kk | centre ru | districts kk | districts ru (adjectives)
_ROWS = """
KZ-10|Абай облысы|область Абай|области Абай|Семей|Семей|Жарма,Үржар,Аягөз,Бородулиха|Жарминский,Урджарский,Аягозский,Бородулихинский
KZ-11|Ақмола облысы|Акмолинская область|Акмолинской области|Көкшетау|Кокшетау|Зеренді,Атбасар,Шортанды,Бұланды|Зерендинский,Атбасарский,Шортандинский,Буландынский
KZ-15|Ақтөбе облысы|Актюбинская область|Актюбинской области|Ақтөбе|Актобе|Мұғалжар,Хромтау,Шалқар,Мәртөк|Мугалжарский,Хромтауский,Шалкарский,Мартукский
KZ-19|Алматы облысы|Алматинская область|Алматинской области|Қонаев|Конаев|Талғар,Қарасай,Еңбекшіқазақ,Кеген|Талгарский,Карасайский,Енбекшиказахский,Кегенский
KZ-23|Атырау облысы|Атырауская область|Атырауской области|Атырау|Атырау|Индер,Махамбет,Құрманғазы,Жылыой|Индерский,Махамбетский,Курмангазинский,Жылыойский
KZ-27|Батыс Қазақстан облысы|Западно-Казахстанская область|Западно-Казахстанской области|Орал|Уральск|Бөрлі,Теректі,Казталов,Ақжайық|Бурлинский,Теректинский,Казталовский,Акжаикский
KZ-31|Жамбыл облысы|Жамбылская область|Жамбылской области|Тараз|Тараз|Байзақ,Қордай,Меркі,Жуалы|Байзакский,Кордайский,Меркенский,Жуалынский
KZ-33|Жетісу облысы|область Жетісу|области Жетісу|Талдықорған|Талдыкорган|Алакөл,Кербұлақ,Қаратал,Панфилов|Алакольский,Кербулакский,Каратальский,Панфиловский
KZ-35|Қарағанды облысы|Карагандинская область|Карагандинской области|Қарағанды|Караганда|Бұқар жырау,Осакаров,Қарқаралы,Шет|Бухар-Жырауский,Осакаровский,Каркаралинский,Шетский
KZ-39|Қостанай облысы|Костанайская область|Костанайской области|Қостанай|Костанай|Әулиекөл,Денисов,Сарыкөл,Меңдіқара|Аулиекольский,Денисовский,Сарыкольский,Мендыкаринский
KZ-43|Қызылорда облысы|Кызылординская область|Кызылординской области|Қызылорда|Кызылорда|Шиелі,Қазалы,Жаңақорған,Қармақшы|Шиелийский,Казалинский,Жанакорганский,Кармакшинский
KZ-47|Маңғыстау облысы|Мангистауская область|Мангистауской области|Ақтау|Актау|Бейнеу,Мұнайлы,Түпқараған,Қарақия|Бейнеуский,Мунайлинский,Тупкараганский,Каракиянский
KZ-55|Павлодар облысы|Павлодарская область|Павлодарской области|Павлодар|Павлодар|Баянауыл,Железин,Успен,Шарбақты|Баянаульский,Железинский,Успенский,Щербактинский
KZ-59|Солтүстік Қазақстан облысы|Северо-Казахстанская область|Северо-Казахстанской области|Петропавл|Петропавловск|Қызылжар,Тайынша,Айыртау,Мамлют|Кызылжарский,Тайыншинский,Айыртауский,Мамлютский
KZ-61|Түркістан облысы|Туркестанская область|Туркестанской области|Түркістан|Туркестан|Сайрам,Сарыағаш,Ордабасы,Отырар|Сайрамский,Сарыагашский,Ордабасынский,Отырарский
KZ-62|Ұлытау облысы|область Ұлытау|области Ұлытау|Жезқазған|Жезказган|Жаңаарқа|Жанааркинский
KZ-63|Шығыс Қазақстан облысы|Восточно-Казахстанская область|Восточно-Казахстанской области|Өскемен|Усть-Каменогорск|Зайсан,Глубокое,Шемонаиха,Күршім|Зайсанский,Глубоковский,Шемонаихинский,Курчумский
KZ-71|Астана қаласы|город Астана|городе Астане|Астана|Астана||
KZ-75|Алматы қаласы|город Алматы|городе Алматы|Алматы|Алматы||
KZ-79|Шымкент қаласы|город Шымкент|городе Шымкенте|Шымкент|Шымкент||
"""


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    kk: str
    ru: str
    where_ru: str
    centre_kk: str
    centre_ru: str
    districts_kk: tuple[str, ...]
    districts_ru: tuple[str, ...]

    @property
    def is_city(self) -> bool:
        return not self.districts_kk

    def where(self, language: str) -> str:
        """«Абай облысында», «в области Абай»."""
        return f"{self.kk}нда" if language == "kk" else f"в {self.where_ru}"

    def of(self, language: str) -> str:
        """«Абай облысының», «области Абай»."""
        return f"{self.kk}ның" if language == "kk" else self.where_ru.replace("городе Астане", "города Астаны")


def _region(row: str) -> Region:
    code, kk, ru, where_ru, centre_kk, centre_ru, districts_kk, districts_ru = row.split("|")
    split = (tuple(filter(None, names.split(","))) for names in (districts_kk, districts_ru))
    return Region(code, kk, ru, where_ru, centre_kk, centre_ru, *split)


REGIONS: tuple[Region, ...] = tuple(_region(row) for row in _ROWS.strip().splitlines())
_OLD_ASTANA = Region(
    "KZ-71", "Нұр-Сұлтан қаласы", "город Нур-Султан", "городе Нур-Султане", "Нұр-Сұлтан", "Нур-Султан", (), ()
)
# Until 2022 Taldykorgan was the centre of Almaty region; a report of that time means KZ-19.
_OLD_ALMATY = Region(
    "KZ-19", "Алматы облысы", "Алматинская область", "Алматинской области", "Талдықорған", "Талдыкорган",
    ("Талғар", "Қарасай", "Еңбекшіқазақ", "Кеген"), ("Талгарский", "Карасайский", "Енбекшиказахский", "Кегенский"),
)  # fmt: skip


def region_then(code: str, day: date) -> Region:
    """The region as it was called on that day."""
    if code == "KZ-71" and date(2019, 3, 23) <= day < RENAMED_UNTIL:
        return _OLD_ASTANA
    if code == "KZ-19" and day < NEW_REGIONS_SINCE:
        return _OLD_ALMATY
    return next(region for region in REGIONS if region.code == code)


def _town(region: Region, language: str) -> list[str]:
    if language == "kk":
        town = f"{region.centre_kk} қаласы"
        return [town, f"{region.centre_kk} қ.", f"{town}нда"] + ([] if region.is_city else [f"{region.kk}, {town}"])
    town = f"г. {region.centre_ru}"
    return [town, f"город {region.centre_ru}"] + ([] if region.is_city else [f"{region.ru}, {town}"])


def _district(region: Region, rng: Random, language: str) -> str:
    spot = rng.randrange(len(region.districts_kk))
    if language == "kk":
        name = f"{region.districts_kk[spot]} ауданы"
        return rng.choice([name, f"{region.kk}, {name}", f"{region.kk} {name}нда", f"{region.of('kk')} {name}"])
    name = region.districts_ru[spot]
    where = f"{name[:-2]}ом районе"
    return rng.choice([f"{region.ru}, {name} район", f"в {where} {region.where_ru}", f"{region.ru}, {name} р-н"])


def _districts(region: Region, rng: Random, language: str) -> str:
    count = min(len(region.districts_kk), rng.choice((2, 2, 3)))
    spots = sorted(rng.sample(range(len(region.districts_kk)), count))
    if count == 1:
        return _district(region, rng, language)
    if language == "kk":
        names = [region.districts_kk[spot] for spot in spots]
        listed = f"{', '.join(names[:-1])} және {names[-1]} аудандары"
        return rng.choice([f"{region.kk}, {listed}", f"{region.of('kk')} {listed}нда", listed])
    names = [region.districts_ru[spot] for spot in spots]
    return f"{region.ru}, {', '.join(names[:-1])} и {names[-1]} районы"


def _whole(region: Region, language: str) -> list[str]:
    if region.is_city:
        return _town(region, language)
    if language == "kk":
        return ["Облыс көлемінде", f"{region.kk} көлемінде", "облыстың аудандары мен қалаларында"]
    return [f"по всей территории {region.where_ru}", region.ru, "в районах и городах области"]


def place_text(region: Region, rng: Random, language: str) -> str:
    """Where an activity took place, in one of the usual wordings."""
    draw = rng.random()
    if region.is_city or draw < 0.4:
        return rng.choice(_town(region, language))
    if draw < 0.65:
        return _district(region, rng, language)
    if draw < 0.85:
        return _districts(region, rng, language)
    return rng.choice(_whole(region, language))


def named_place(region: Region, rng: Random, language: str) -> str:
    """A place that names its region beyond doubt."""
    town = rng.choice(_town(region, language)[-1:])
    return town if region.is_city else rng.choice([town, region.kk if language == "kk" else region.ru])


MEDIA = {
    "kk": ("Әлеуметтік желілер, БАҚ", "Әлеуметтік желілерде"),
    "ru": ("СМИ, социальные сети", "социальные сети"),
}
ONLINE = {
    "kk": ("Онлайн форматта, ZOOM платформасында", "Zoom платформасы", "онлайн"),
    "ru": ("в онлайн-формате на платформе ZOOM", "платформа Zoom", "онлайн"),
}
