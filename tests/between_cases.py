"""Reports that break, obey and cannot be asked the rules between reports: of tests, and of docs/rules.md."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from etl.document import Document
from etl.filed import Filed, FiledActivity, FiledIndicator, Pair, Total
from etl.records import Report
from etl.rows import as_rows
from etl.rules import check
from etl.warehouse import Loaded
from tests import builders as b
from tests.in_force import ask

# --- two reports of one project -------------------------------------------------------------------------


def filed(form: str = "final", **said: Any) -> Filed:
    """A report as a release holds it, of the year 2023 unless said otherwise."""
    period = {"start": date(2023, 3, 1), "end": date(2023, 6 if form == "interim" else 11, 30)}
    return Filed(form, form, **{"title": "«Көмек» жобасы", **period, **said})


def held(title: str = "Құқық семинары", seq: int = 1, **said: Any) -> FiledActivity:
    """An activity as a release holds it."""
    for name in ("start", "end"):
        if name in said:
            said[name] = date.fromisoformat(said[name])
    if "regions" in said:
        said["regions"] = frozenset(said["regions"].split())
    return FiledActivity(seq, title, "4/2/1", **said)


def counted(name: str, plan: int | None = None, fact: int | None = None, **said: Any) -> FiledIndicator:
    """An indicator of the first activity."""
    return FiledIndicator(1, name, "4/2/6", plan, "4/2/7", fact, "4/2/8", **said)


def went_on(before: dict[str, Any], after: dict[str, Any]) -> Pair:
    """An interim report and the final one."""
    return Pair(filed("interim", **before), filed("final", **after))


def again(before: dict[str, Any], after: dict[str, Any]) -> Pair:
    """A final report and its resubmission."""
    return Pair(filed("final", **before), filed("final", **after))


def by_operator(before: dict[str, Any], after: dict[str, Any]) -> Pair:
    """The operator's appendix and the final report."""
    return Pair(filed("operator_project_info", **before), filed("final", **after))


def one(**said: Any) -> dict[str, Any]:
    """One activity."""
    return {"activities": (held(**said),)}


def indicated(*indicators: FiledIndicator) -> dict[str, Any]:
    """One activity with those indicators."""
    return {**one(), "indicators": indicators}


def totals(**numbers: int) -> dict[str, Any]:
    """What a report counts for the whole project."""
    return {"totals": {name: Total(value, "6/2/1") for name, value in numbers.items()}}


OF_PROJECT_CASES: dict[str, tuple[Pair, Pair, Pair]] = {  # broken, obeyed, nothing to check
    "grants_agree": (
        went_on({"grant": 5_000_000}, {"grant": 5_500_000}),
        went_on({"grant": 5_000_000}, {"grant": 5_000_000}),
        went_on({}, {"grant": 5_000_000}),
    ),
    "titles_agree": (
        went_on({}, {"title": "Жасыл аула"}),
        went_on({}, {"title": "«Көмек» жобасы – ауыл жастарына"}),
        went_on({"title": None}, {}),
    ),
    "grantees_agree": (
        went_on({"organisation": "«Үміт» қоры"}, {"organisation": "«Болашақ» бірлестігі"}),
        went_on({"organisation": "«Үміт» қоры"}, {"organisation": "«ҮМІТ» қоғамдық қоры"}),
        went_on({}, {"organisation": "«Үміт» қоры"}),
    ),
    "contracts_agree": (
        went_on({"contract_no": "12"}, {"contract_no": "21"}),
        went_on({"contract_no": "12-А"}, {"contract_no": "12-а"}),
        went_on({}, {"contract_no": "12"}),
    ),
    "resubmission_is_new": (
        again(totals(male=30), totals(male=30)),
        again(totals(male=30), totals(male=35)),
        went_on(totals(male=30), totals(male=30)),
    ),
    "periods_agree": (again({}, {"end": date(2023, 12, 30)}), again({}, {}), went_on({}, {})),
    "interim_within_period": (went_on({"end": date(2023, 12, 15)}, {}), went_on({}, {}), went_on({"start": None}, {})),
    "interim_regions_kept": (
        went_on({"regions": frozenset({"KZ-31", "KZ-33"})}, {"regions": frozenset({"KZ-31"})}),
        went_on({"regions": frozenset({"KZ-31"})}, {"regions": frozenset({"KZ-31", "KZ-33"})}),
        went_on({}, {"regions": frozenset({"KZ-31"})}),
    ),
    "interim_activities_kept": (
        went_on(one(title="Ата-аналар клубын ашу"), one()),
        went_on(one(title="Құқық семинары."), one(title="Ауыл тұрғындарына құқық семинары")),
        went_on({}, one()),
    ),
    "interim_dates_kept": (
        went_on(one(start="2023-05-05", end="2023-05-05"), one(start="2023-06-20", end="2023-06-21")),
        went_on(one(start="2023-05-05", end="2023-05-06"), one(start="2023-05-05", end="2023-09-30")),
        went_on(one(), one(start="2023-05-05")),
    ),
    "interim_places_kept": (
        went_on(one(regions="KZ-31"), one(regions="KZ-33")),
        went_on(one(regions="KZ-31"), one(regions="KZ-31 KZ-33")),
        went_on(one(regions="KZ-31"), one()),
    ),
    "interim_people_kept": (
        went_on(one(participants=85), one(participants=60)),
        went_on(one(participants=60), one(participants=85)),
        went_on(one(), one(participants=85)),
    ),
    "interim_facts_kept": (
        went_on(indicated(counted("видеоролик", 10, 7)), indicated(counted("Видеороликтер саны", 10, 5))),
        went_on(indicated(counted("видеоролик", 10, 7)), indicated(counted("Видеороликтер саны", 10, 10))),
        went_on(indicated(counted("видеоролик", 10, 7)), indicated(counted("Елді мекендер саны", 10, 5))),
    ),
    "plans_kept": (
        went_on(indicated(counted("семинар", 4)), indicated(counted("Семинарлар саны", 3))),
        went_on(indicated(counted("семинар", 4)), indicated(counted("Семинарлар саны", 4))),
        went_on(indicated(counted("семинар")), indicated(counted("Семинарлар саны", 4))),
    ),
    "interim_totals_kept": (
        went_on(totals(direct_beneficiaries=300), totals(direct_beneficiaries=280)),
        went_on(totals(direct_beneficiaries=300), totals(direct_beneficiaries=500)),
        went_on(totals(direct_beneficiaries=300), totals(gender=500)),
    ),
    "operator_totals_agree": (
        by_operator(totals(male=120, female=180), totals(male=120, female=181)),
        by_operator(totals(male=120, female=180), totals(male=120, female=180)),
        went_on(totals(male=120), totals(male=121)),
    ),
    "resubmission_changes": (
        again(
            {**one(participants=80), "contradictions": frozenset({"gender_adds_up"}), **totals(male=30)},
            {**one(participants=85), **totals(male=35)},
        ),
        again(one(participants=85), one(participants=85)),
        went_on(one(participants=80), one(participants=85)),
    ),
    "resubmission_contradicts": (
        again({}, {"contradictions": frozenset({"budget_within_grant"})}),
        again({"contradictions": frozenset({"budget_within_grant"})}, {}),
        went_on({}, {"contradictions": frozenset({"budget_within_grant"})}),
    ),
}

# --- reports of different projects ----------------------------------------------------------------------

Paper = tuple[Report, Document]
COPIED = (
    "Жобаның басты жетістігі ретінде ауыл тұрғындарының құқықтық сауаты артып, олар мемлекеттік органдарға жазбаша"
    " өтініш беруді үйренді, кредит шарттарын оқып шығатын болды және алаяқтардың айла-тәсілін танып, көршілеріне"
    " айтып жүрді деп білеміз."
)
COPIED_WITH_A_SLIP = COPIED.replace("ауыл тұрғындарының", "қала тұрғындарының").replace("көршілеріне", "туыстарына")
FREELY_SAID = (
    "Ең маңыздысы – адамдар енді қарызға байланысты сұрақпен заңгерге уақытында келеді, шартқа қол қоймай тұрып оны"
    " толық оқиды, ал балаларына телефон арқылы ақша сұраған бейтаныс адамға сенбеуді үйретеді, мұны сауалнама көрсетті."
)


def paper(number: int, *paragraphs: str, organisation: str | None = None, **said: Any) -> Paper:
    """The final report of an organisation of its own, unless it is named."""
    header = {
        "organisation": organisation or f"«{_NAMES[number]}» қоғамдық қоры",
        "title": f"«{_NAMES[-number]}» жобасы",
        "contract_no": str(number),
        "contract_date": f"2023-02-{number:02}",
        "dates": "2023-03-01 2023-11-30",
    }
    return b.report(**{**header, **said}), b.document("Есеп", *paragraphs)


_NAMES = ("Айна", "Береке", "Дәуір", "Елшіл", "Жұлдыз", "Қайсар", "Мейірім", "Нұрсәт", "Өркен", "Парасат", "Рухани")


def tabled(first: int) -> dict[str, Any]:
    """Tables of participants, told apart by one number."""
    return {
        "participants": [
            b.people("gender", first + 60, male=first, female=60),
            b.people(
                "age", 90, age_13_16=5, age_17_22=15, age_23_27=12, age_28_32=18, age_33_45=20, age_46_58=9, age_59=11
            ),
        ]
    }


def results(last: int) -> dict[str, Any]:
    """Eight plans and facts, told apart by the last."""
    pairs = [(70, 85), (4, 4), (10, 12), (15, 15), (200, 214), (6, 7), (30, 33), (40, last)]
    return {"indicators": [b.indicator(f"Көрсеткіш {plan}", str(plan), str(fact)) for plan, fact in pairs]}


def linked(url: str) -> dict[str, Any]:
    """A link to evidence."""
    return {"links": [b.text(url, 8)]}


def reached(*numbers: int) -> dict[str, Any]:
    """Partners with their phones."""
    return {"partners": [b.partner(f"Серіктес {n}", contact=f"+7 700 000 {n:04}") for n in numbers]}


def made_up(number: int, paper: Paper) -> Loaded:
    """A paper ready to enter a release, named by its number."""
    said, document = paper
    rows = as_rows(said, check(said), document)
    return Loaded(f"{number:02}".ljust(64, "0"), f"{number:02}.docx", "docx", False, rows)


def broken_values(folder: Path, rule: str) -> dict[str, Any]:
    """The values of the first finding of a rule in the release in force."""
    sql = "select details::varchar from fact_check where rule = ? and result = 'failed' order by report_id, check_seq"
    [(details,), *_] = ask(folder, sql, rule)
    return dict(json.loads(details))


NOTHING = (paper(1), paper(2))
ACROSS_CASES: dict[str, tuple[tuple[Paper, Paper], tuple[Paper, Paper], tuple[Paper, Paper]]] = {
    "text_of_another_organisation": (
        (paper(1, COPIED), paper(2, COPIED_WITH_A_SLIP)),
        (paper(1, COPIED), paper(2, FREELY_SAID)),
        NOTHING,
    ),
    "text_of_another_project": (
        (paper(1, COPIED, organisation="«Үміт» қоры"), paper(2, COPIED, organisation="«Үміт» қоры")),
        (paper(1, COPIED), paper(2, COPIED)),
        NOTHING,
    ),
    "people_of_another_organisation": (
        (paper(1, **tabled(30)), paper(2, **tabled(30))),
        (paper(1, **tabled(30)), paper(2, **tabled(31))),
        NOTHING,
    ),
    "people_of_another_project": (
        (paper(1, organisation="«Үміт» қоры", **tabled(30)), paper(2, organisation="«Үміт» қоры", **tabled(30))),
        (paper(1, **tabled(30)), paper(2, **tabled(30))),
        NOTHING,
    ),
    "results_of_another_organisation": (
        (paper(1, **results(44)), paper(2, **results(44))),
        (paper(1, **results(44)), paper(2, **results(45))),
        NOTHING,
    ),
    "results_of_another_project": (
        (paper(1, organisation="«Үміт» қоры", **results(44)), paper(2, organisation="«Үміт» қоры", **results(44))),
        (paper(1, **results(44)), paper(2, **results(44))),
        NOTHING,
    ),
    "links_of_another_project": (
        (
            paper(1, **linked("https://www.example.kz/p/Cx12ab/")),
            paper(2, **linked("http://example.kz/p/Cx12ab?")),
        ),
        (paper(1, **linked("https://example.kz/p/Cx12ab")), paper(2, **linked("https://example.kz/p/Cx12ac"))),
        (paper(1, **linked("https://example.kz/umit_qory")), paper(2, **linked("https://example.kz/umit_qory"))),
    ),
    "contacts_of_another_organisation": (
        (paper(1, **reached(11, 12, 13)), paper(2, **reached(13, 12, 11))),
        (paper(1, **reached(11, 12, 13)), paper(2, **reached(11, 12, 14))),
        (paper(1, **reached(11, 12)), paper(2, **reached(11, 12))),
    ),
    "contract_of_another_organisation": (
        (paper(1, contract_no="105", contract_date="2023-02-20"), paper(2, contract_no="105", contract_date="2023-02-20")),
        (paper(1, contract_no="105", contract_date="2023-02-20"), paper(2, contract_no="105", contract_date="2023-02-21")),
        (paper(1, contract_date=None), paper(2, contract_date=None)),
    ),
    "contract_of_one_project": (
        (
            paper(1, organisation="«Үміт» қоры", title="«Көмек»", contract_no="105"),
            paper(2, organisation="«Үміт» қоры", title="«Көмек»", contract_no="106"),
        ),
        (
            paper(1, organisation="«Үміт» қоры", title="«Көмек»", contract_no="105"),
            paper(2, organisation="«Үміт» қоры", title="«Көмек»", contract_no="106", dates="2024-03-01 2024-11-30"),
        ),
        (paper(1, contract_no=None), paper(2, contract_no=None)),
    ),
}  # fmt: skip
