"""Invented organisations, people, partners, risks: word lists and the ways they combine."""

from random import Random

from data.examples.facts import Organisation, Partner, Risk
from data.examples.places import Region
from data.examples.themes import Both

_FIRST_WORDS = (
    Both("Мысал", "Мысал"), Both("Үлгі", "Улгі"), Both("Сынама", "Сынама"), Both("Нұсқа", "Нуска"),
    Both("Дерек", "Дерек"),
)  # fmt: skip
_SECOND_WORDS = (
    Both("қадам", "кадам"), Both("толқын", "толкын"), Both("бұлақ", "булак"), Both("шаңырақ", "шанырак"),
    Both("өріс", "орис"), Both("қанат", "канат"), Both("жол", "жол"), Both("алаң", "алан"),
    Both("тірек", "тирек"),
    Both("дала", "дала"), Both("көпір", "копир"), Both("шырақ", "шырак"),
)  # fmt: skip
_LEGAL_FORMS = (
    Both("«{}» қоғамдық қоры", "Общественный фонд «{}»"),
    Both("«{}» қоғамдық бірлестігі", "Общественное объединение «{}»"),
    Both("«{}» жеке қоры", "Частный фонд «{}»"),
    Both("«{}» қауымдастығы» заңды тұлғалар бірлестігі", "Объединение юридических лиц «Ассоциация «{}»"),
)
_MEN = ("Асан", "Үсен", "Болат", "Серік", "Марат", "Ербол", "Қанат", "Талғат", "Нұрлан", "Дәулет")
_MEN_RU = ("Асан", "Усен", "Болат", "Серик", "Марат", "Ербол", "Канат", "Талгат", "Нурлан", "Даулет")
_WOMEN = ("Айгүл", "Гүлнар", "Жанар", "Сәуле", "Динара", "Мәншүк")
_WOMEN_RU = ("Айгуль", "Гульнар", "Жанар", "Сауле", "Динара", "Маншук")
_STREETS = (
    Both("Үлгі көшесі", "ул. Образцовая"), Both("Мысал көшесі", "ул. Примерная"),
    Both("Орталық көше", "ул. Центральная"),
)  # fmt: skip


def person(rng: Random, language: str) -> str:
    """Family name, name, patronymic: plainly made of the commonest names."""
    family, father, own = (rng.randrange(len(_MEN)) for _ in range(3))
    woman = rng.random() < 0.5
    sister = rng.randrange(len(_WOMEN))
    if language == "kk":
        name = _WOMEN[sister] if woman else _MEN[own]
        surname = f"{_MEN[family]}ов{'а' if woman else ''}"
        return f"{surname} {name} {_MEN[father]}{'қызы' if woman else 'ұлы'}"
    name = _WOMEN_RU[sister] if woman else _MEN_RU[own]
    surname = f"{_MEN_RU[family]}ов{'а' if woman else ''}"
    return f"{surname} {name} {_MEN_RU[father]}{'овна' if woman else 'ович'}"


def short_name(full: str) -> str:
    """«Асанов Б. С.» of «Асанов Болат Серикович»."""
    family, name, father = full.split()
    return f"{family} {name[0]}.{father[0]}."


def phone(rng: Random) -> str:
    """A phone number that nobody has."""
    return f"+7 700 000 {rng.randrange(100):02d} {rng.randrange(100):02d}"


def organisation(number: int, region: Region, language: str) -> Organisation:
    """The organisation of that number, the same in every report; its address follows the region."""
    first = _FIRST_WORDS[number % 5]
    second = _SECOND_WORDS[number // 5 % 12]
    rng = Random(f"organisation {number}")
    form = rng.choice(_LEGAL_FORMS)
    name = form.of(language).format(f"{first.of(language)} {second.of(language)}")
    street, house, call, seed = (
        rng.choice(_STREETS).of(language),
        rng.randrange(1, 99),
        phone(rng),
        rng.random(),
    )
    head = person(Random(seed), language)
    if language == "kk":
        address = f"{region.kk}, {region.centre_kk} қаласы, {street}, {house} үй"
    else:
        address = f"{region.ru}, г. {region.centre_ru}, {street}, д. {house}"
    address = address.split(", ", 1)[1] if region.is_city else address
    return Organisation(name, head, short_name(head), call, address)


_PARTNERS = (
    Both("{} қалалық жастар ресурстық орталығы", "Молодежный ресурсный центр города {}"),
    Both("{} қалалық орталық кітапханасы", "Центральная библиотека города {}"),
    Both("{} қаласының ішкі саясат бөлімі", "Отдел внутренней политики города {}"),
    Both("{} қаласының үлгі колледжі", "Образцовый колледж города {}"),
    Both("«Мысал ақпарат» интернет порталы", "Интернет-портал «Мысал акпарат»"),
    Both("«Үлгі медиа» газеті", "Газета «Улгі медиа»"),
    Both("«Сынама еріктілері» қоғамдық бірлестігі", "Общественное объединение «Сынама ериктилери»"),
    Both("«Дерек талдау» зерттеу орталығы", "Исследовательский центр «Дерек талдау»"),
)
_ROLES = (
    Both("Іс-шараларды ұйымдастыруға көмектесті", "Помощь в организации мероприятий"),
    Both("Ақпараттық қолдау көрсетті", "Информационная поддержка"),
    Both("Еріктілерді тартты", "Привлечение волонтеров"),
    Both("Әдістемелік қолдау көрсетті", "Методическая поддержка"),
    Both("Ғимарат ұсынды", "Предоставление помещения"),
)


def partners(rng: Random, region: Region, language: str) -> list[Partner]:
    """Two to six partners, no two of one name."""
    centre = region.centre_kk if language == "kk" else region.centre_ru
    chosen = rng.sample(_PARTNERS, rng.choice((2, 3, 3, 4, 5, 6)))
    return [Partner(both.of(language).format(centre), rng.choice(_ROLES).of(language), phone(rng)) for both in chosen]


_RISKS = (
    (
        Both("Қатысушылар санының жоспардан аз болуы", "Меньшее число участников, чем запланировано"),
        Both(
            "Әлеуметтік желілерде хабарландыруларды алдын ала тарату",
            "Заблаговременное распространение объявлений в социальных сетях",
        ),
    ),
    (
        Both("Ауа райының қолайсыздығына байланысты шараның кейінге қалуы", "Перенос мероприятия из-за погоды"),
        Both("Жабық ғимараттарда қосымша алаңдар дайындау", "Подготовка запасных площадок в помещениях"),
    ),
    (
        Both("Сарапшылардың жұмыс кестесінің сәйкес келмеуі", "Несовпадение рабочего графика экспертов"),
        Both("Резервтегі сарапшылар тізімін жасау", "Составление списка резервных экспертов"),
    ),
    (
        Both("Материалдар бағасының өсуі", "Рост цен на материалы"),
        Both("Жеткізушілермен келісімшарттарды ертерек жасасу", "Раннее заключение договоров с поставщиками"),
    ),
    (
        Both("Шалғай ауылдарда интернеттің нашар болуы", "Слабый интернет в отдаленных селах"),
        Both("Баспа материалдарын пайдалану", "Использование печатных материалов"),
    ),
)


def risks(rng: Random, language: str) -> list[Risk]:
    """Two to four risks with what is done about them."""
    chosen = rng.sample(_RISKS, rng.choice((2, 3, 3, 4)))
    return [Risk(risk.of(language), answer.of(language)) for risk, answer in chosen]
