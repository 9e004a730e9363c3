"""A report that breaks each rule, one that obeys it, and one that has nothing to check: of tests, and of docs/rules.md."""

from __future__ import annotations

from typing import Any

from etl.document import Place
from etl.records import Report, Trouble
from tests.builders import (
    activity,
    effect,
    event,
    evidence,
    indicator,
    kept_row,
    partner,
    people,
    place,
    report,
    section,
    task,
    text,
    trouble,
)

STATUS: dict[str, int | None] = {
    "children": 5, "youth": 10, "civil_servants": 2, "budget_workers": 2, "disabled": 1, "elderly_50plus": 4,
    "unemployed": 2, "ngo_representatives": 2, "business": 1, "other": 1,
}  # fmt: skip
AGE: dict[str, int | None] = {
    "age_13_16": 5,
    "age_17_22": 5,
    "age_23_27": 5,
    "age_28_32": 5,
    "age_33_45": 4,
    "age_46_58": 4,
    "age_59": 2,
}
MONEY = [
    effect("payroll_kzt", None, "4 000 000"),
    effect("taxes_kzt", None, "500 000"),
    effect("contribution_kzt", None, "500 000"),
]


def by(dimension: str, total: int | None = 30, **changed: int | None) -> Any:
    """A table of 30 participants that agrees with the others, but for what is changed."""
    base: dict[str, int | None] = {"gender": {"male": 10, "female": 20}, "status": STATUS, "age": AGE}[dimension]  # type: ignore[assignment]
    return people(dimension, total, **{**base, **changed})


def peopled(**changed: Any) -> Report:
    return report(
        participants=[changed.get(name) or by(name) for name in ("gender", "status", "age")],
        year=changed.get("year", 2024),
    )


def told(said: str, **cells: str) -> Report:
    """A main table with one activity, whose result says something."""
    return report(
        has_tables="main", activities=[activity(result=said, **cells)], indicators=[indicator("Посттар саны", "5", "5")]
    )


def prose(*facts: tuple[str, str], results: str = "") -> Report:
    """An operator's report: quantities in the prose of one activity, and a results section."""
    counted = [indicator(name, None, fact, source="narrative") for name, fact in facts]
    return report(
        "operator_project_info",
        activities=[activity()],
        indicators=counted,
        sections=[section("results", results)] if results else [],
    )


def unclear(code: str) -> Trouble:
    """What reading a place told; tests/test_report_places.py reads such papers."""
    return Trouble(code, {"words": "Ақтоғай ауданы"}, Place(4, 2, 2))


HEADER: dict[str, Any] = {
    "organisation": "«Үміт» қоры", "head": "Басшы", "contacts": "Тараз қ.", "address": "Тараз қаласы, 5-үй", "title": "«Көмек» жобасы",
    "dates": "2023-01-01 2023-12-31", "grant_kzt": 5_000_000, "contract_no": "12", "contract_date": "2023-01-01",
}  # fmt: skip
CASES: dict[
    str, tuple[Report, Report, Report | None]
] = {  # broken, obeyed, nothing to check (None: there always is something)
    "gender_adds_up": (
        report(participants=[by("gender", 31)]),
        report(participants=[by("gender")]),
        report(participants=[by("gender", None)]),
    ),
    "status_adds_up": (
        report(participants=[by("status", other=None)]),
        report(participants=[by("status")]),
        report(participants=[by("gender")]),
    ),
    "age_adds_up": (report(participants=[by("age", age_59=9)]), report(participants=[by("age")]), report()),
    "demographic_totals_agree": (peopled(age=by("age", 31)), peopled(), report(participants=[by("age")])),
    "demographic_sums_agree": (peopled(gender=by("gender", male=11)), peopled(), report(participants=[by("age")])),
    "direct_matches_demographics": (
        report(effects=[effect("direct_beneficiaries", "30", "31")], participants=[by("gender")]),
        report(effects=[effect("direct_beneficiaries", "30", "30")], participants=[by("gender")]),
        report(participants=[by("gender")]),
    ),
    "direct_matches_activities": (
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            activities=[activity(participants="10 адам"), activity(participants="15 адам")],
        ),
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            activities=[activity(participants="10 адам"), activity(participants="20 адам")],
        ),
        report(effects=[effect("direct_beneficiaries", "30", "30")]),
    ),
    "direct_matches_indicators": (
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            indicators=[indicator("Қатысушылар саны", "10", fact) for fact in ("10", "15")],
        ),
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            indicators=[indicator("Қатысушылар саны", "10", fact) for fact in ("10", "20")],
        ),
        report(
            effects=[effect("direct_beneficiaries", "30", "30")], indicators=[indicator("Қатысушылар саны", "10", "30")]
        ),
    ),
    "vulnerable_within_direct": (
        report(effects=[effect("direct_beneficiaries", "5", "5"), effect("direct_vulnerable", "5", "6")]),
        report(effects=[effect("direct_beneficiaries", "5", "5"), effect("direct_vulnerable", "5", "5")]),
        report(effects=[effect("direct_beneficiaries", "5", "5"), effect("direct_vulnerable", "5", "-")]),
    ),
    "small_grants_planned": (
        report(effects=[effect("direct_beneficiaries", "5", "5", small_grants=80)]),
        report(effects=[effect("direct_beneficiaries", "5", "5")]),
        report(),
    ),
    "children_match_ages": (peopled(status=by("status", children=4)), peopled(), peopled(age=by("gender"))),
    "youth_match_ages": (
        peopled(status=by("status", youth=9), year=2022),
        peopled(year=2022),
        report(participants=[by("status")]),
    ),
    "elderly_match_ages": (peopled(status=by("status", elderly_50plus=7)), peopled(), report(participants=[by("age")])),
    "adults_match_ages": (peopled(status=by("status", business=40)), peopled(), report()),
    "budget_within_grant": (
        report(effects=MONEY, grant_kzt=4_999_999),
        report(effects=MONEY, grant_kzt=5_000_000),
        report(effects=MONEY),
    ),
    "budget_covers_grant": (
        report(effects=MONEY, grant_kzt=5_000_001),
        report(effects=MONEY, grant_kzt=5_000_000),
        report(effects=MONEY[1:], grant_kzt=5),
    ),
    "amounts_plausible": (
        report(sections=[section("note", "3 000 000 млн тг жұмсалды")]),
        report(sections=[section("note", "12 млн тг жұмсалды")]),
        report(grant_kzt=5),
    ),
    "indicators_have_facts": (
        report(indicators=[indicator("Пост", "5")]),
        report(indicators=[indicator("Пост", "5", "5")]),
        report(indicators=[indicator("Пост", None, "5")]),
    ),
    "indicators_aligned": (
        report(
            indicators=[indicator("Пост", "5", "5")],
            troubles=[trouble("indicators_aligned", kind="shifted", values=["5", "5"])],
        ),
        report(indicators=[indicator("Пост", "5", "5")], troubles=[trouble("dates_in_order", date="")]),
        prose(("пост", "5")),
    ),
    "fact_copied_from_plan": (
        report(indicators=[indicator("Пост", str(n), str(n)) for n in range(1, 6)]),
        report(indicators=[indicator("Пост", str(n), str(n + (n == 5))) for n in range(1, 6)]),
        report(indicators=[indicator("Пост", "5", "5")] * 4),
    ),
    "targets_reached": (
        report(indicators=[indicator("Пост", "5", "4")]),
        report(indicators=[indicator("Пост", "5", "5"), indicator("Кемшілік", "не более 5", "4")]),
        report(indicators=[indicator("Пост", "5", "орындалды")]),
    ),
    "no_deviation_claimed": (
        report(deviation="Ауытқу жоқ", claims_no_deviation=True, indicators=[indicator("Пост", "5", "4")]),
        report(deviation="Ауытқу жоқ", claims_no_deviation=True, indicators=[indicator("Пост", "5", "5")]),
        report(indicators=[indicator("Пост", "5", "4")]),
    ),
    "overfulfilled_effects": (
        report(effects=[effect("ngos", "10", "16")]),
        report(effects=[effect("ngos", "10", "15")]),
        report(effects=[effect("ngos", "10", "-")]),
    ),
    "overfulfilled_indicators": (
        report(indicators=[indicator("Пост", "10", "16")]),
        report(indicators=[indicator("Пост", "10", "15"), indicator("Адам", "Әр семинарға 10", "90")]),
        prose(("пост", "16")),
    ),
    "indirect_matches_reach": (
        report(
            effects=[effect("indirect_beneficiaries", "900", "1 000")],
            indicators=[indicator("Қамту саны", "900", "1 200")],
        ),
        report(
            effects=[effect("indirect_beneficiaries", "900", "1 000")],
            indicators=[indicator("Қамту саны", "900", "1 000")],
        ),
        report(effects=[effect("indirect_beneficiaries", "900", "1 000")]),
    ),
    "partners_match_table": (
        report(effects=[effect("partners", "2", "2")], partners=[partner("Кітапхана")], has_tables="partners"),
        report(effects=[effect("partners", "1", "1")], partners=[partner("Кітапхана")], has_tables="partners"),
        report(effects=[effect("partners", "2", "2")], partners=[partner("Кітапхана")]),
    ),
    "period_stated": (report(dates="2023-05-01"), report(dates="2023-05 2023-09"), report("operator_project_info")),
    "activities_within_period": (
        report(dates="2023-05-01 2023-09-30", activities=[activity(date="1 қазан 2023 жыл")]),
        report(dates="2023-05 2023-09", activities=[activity(date="30.09.2023"), activity(date="2023 жылғы мамыр")]),
        report(dates="2023-05-01", activities=[activity(date="1 қазан 2023 жыл")]),
    ),
    "events_within_period": (
        report("interim", dates="2023-05-01 2023-09-30", events=[event(1, date="30.04.2023")]),
        report("interim", dates="2023-05-01 2023-09-30", events=[event(1, date="01.05.2023")]),
        report("interim", dates="2023-05-01 2023-09-30", events=[event(1)]),
    ),
    "prose_within_period": (
        report(
            "interim",
            dates="2023-05-01 2023-09-30",
            year=2023,
            indicators=[indicator("адам", None, "40 адам қазан айында", source="narrative")],
        ),
        report(
            "interim",
            dates="2023-05-01 2023-09-30",
            year=2023,
            indicators=[indicator("адам", None, "40 адам маусым айында", source="narrative")],
        ),
        report(dates="2023-05-01 2023-09-30"),
    ),
    "dates_in_order": (
        report(
            activities=[activity(date="2022 жылғы 24 мамыр 18 мамыр")],
            troubles=[trouble("dates_in_order", date="2022 жылғы 24 мамыр 18 мамыр")],
        ),
        report(activities=[activity(date="17.08.2023")]),
        report(activities=[activity()]),
    ),
    "text_dates_match": (
        report(activities=[activity(date="05.05.2023", result="2022 жылғы 5 мамыр күні форум өтті")]),
        report(activities=[activity(date="05.05.2023", result="2023 жылғы 5 мамыр күні форум өтті")]),
        report(activities=[activity(date="05.05.2023")]),
    ),
    "text_matches_table": (
        told("6 пост жарияланды"),
        told("5 пост жарияланды, үздік 2 пост марапатталды, 40 адам қатысты", participants="40 адам"),
        report(),
    ),
    "results_agree": (
        prose(("семинар өткізілді", "5"), ("семинар өтті", "2"), results="Барлығы 6 семинар өткізілді."),
        prose(("семинар өткізілді", "5"), ("семинар өтті", "2"), results="Барлығы 7 семинар өткізілді."),
        prose(("семинар өткізілді", "5")),
    ),
    "parts_make_total": (
        prose(
            ("ер адам", "10 адам форумға келді"),
            ("әйел адам", "20 адам форумға келді"),
            ("барлығы", "31 адам форумға келді"),
        ),
        prose(
            ("ер адам", "10 адам форумға келді"),
            ("әйел адам", "20 адам форумға келді"),
            ("барлығы", "30 адам форумға келді"),
        ),
        prose(("ер адам", "10 адам келді"), ("барлығы", "31 адам келді")),
    ),
    "counted_places_match": (
        report(
            activities=[activity(place="3 өңір: Тараз қаласы, Орал қаласы", found=place("Тараз қаласы, Орал қаласы"))]
        ),
        report(
            activities=[activity(place="2 өңір: Тараз қаласы, Орал қаласы", found=place("Тараз қаласы, Орал қаласы"))]
        ),
        report(activities=[activity(place="онлайн")]),
    ),
    "place_ambiguous": (
        report(activities=[activity(place="Ақтоғай ауданы")], troubles=[unclear("place_ambiguous")]),
        report(activities=[activity(place="Ақтоғай ауданы")]),
        report(activities=[activity()]),
    ),
    "place_nationwide": (
        report(activities=[activity(place="республика көлемінде")], troubles=[unclear("place_nationwide")]),
        report(activities=[activity(place="Атырау қаласы")], troubles=[unclear("place_ambiguous")]),
        report(activities=[activity()]),
    ),
    "shares_match_numbers": (
        report(sections=[section("results", "Сауалнамаға қатысқан 200 адамның (200) 80 % яғни 150 адам риза")]),
        report(sections=[section("results", "Сауалнамаға қатысқан 200 адамның (200) 75 % яғни 150 адам риза")]),
        report(sections=[section("results", "Көбі риза")]),
    ),
    "experts_named": (
        report(sections=[section("results", "3 сарапшы тартылды: Асқаров А.Б., Серікова Г.М.")]),
        report(sections=[section("results", "2 сарапшы тартылды: Асқаров А.Б., Серікова Г.М.")]),
        report(sections=[section("results", "2 сарапшы тартылды")]),
    ),
    "settlements_named": (
        report(
            activities=[activity(place="Ақсу, Көксу және Сарыөзек ауылдары")],
            indicators=[indicator("Қамтылған елді мекендер саны", "10", "12")],
        ),
        report(
            activities=[activity(place="Ақсу, Көксу және Сарыөзек ауылдары")],
            indicators=[indicator("Қамтылған елді мекендер саны", "3", "3")],
        ),
        report(indicators=[indicator("Қамтылған елді мекендер саны", "10", "12")]),
    ),
    "objects_read": (
        report(unread=[text("Excel.Sheet.12")]),
        report(),
        None,
    ),
    "tables_have_lines": (
        report(unlined=[text("Индикатор")]),
        report(),
        None,
    ),
    "evidence_matches_events": (
        report("interim", evidence=[evidence(1, "Фото"), evidence(2, "Бейнесюжет", slipped_from=1)]),
        report(
            "interim",
            evidence=[evidence(1, "Фото"), evidence(2, "Бейнесюжет")],
            events=[event(1, "Форум бейнесюжет", appendix_no=2)],
        ),
        report("interim"),
    ),
    "events_match_text": (
        report(
            "interim",
            activities=[activity("Жастар форумы", participants="80 адам")],
            events=[event(1, "Жастар форумы", participants="75 адам")],
        ),
        report(
            "interim",
            activities=[activity("Жастар форумы", participants="80 адам")],
            events=[event(1, "Жастар форумы", participants="80 адам")],
        ),
        report("interim", events=[event(1, "Жастар форумы", participants="75 адам")]),
    ),
    "header_complete": (report(**{**HEADER, "contract_no": None}), report(**HEADER), None),
    "project_identified": (report("operator_project_info", title="«Көмек»"), report(contract_no="12"), None),
    "activity_cells_filled": (
        report(tasks=[task(1, "Көмек")], activities=[activity(task=0, date="05.05.2023", place="Клуб")]),
        report(
            tasks=[task(1, "Көмек")],
            activities=[activity(task=0, date="05.05.2023", place="Клуб", participants="5 адам")],
        ),
        report(tasks=[task(None, "Тұсаукесер", is_fixed=True)], activities=[activity(task=0)]),
    ),
    "participants_filled": (
        report(participants=[people("gender", None)], has_tables="gender"),
        report(participants=[by("gender")], has_tables="gender"),
        report(),
    ),
    "effects_filled": (
        report(effects=[effect("ngos", "-", "-")], has_tables="effects"),
        report(effects=[effect("ngos", "1", "1")], has_tables="effects"),
        report(effects=[effect("ngos", "-", "-")]),
    ),
    "evidence_links_given": (
        report(indicators=[indicator("Посттар саны", "5", "5")]),
        report(indicators=[indicator("Посттар саны", "5", "5")], links=[text("https://example.kz/1")]),
        report(indicators=[indicator("Өткізілген сабақтар", "5", "5"), indicator("Поступило заявок", "5", "5")]),
    ),
    "proposals_filled": (
        report(has_tables="proposals recommendations", proposals=[kept_row(area="Білім")]),
        report(has_tables="proposals", proposals=[kept_row(area="Білім")]),
        report(),
    ),
    "grant_plausible": (report(grant_kzt=7_000), report(grant_kzt=7_000_000), report()),
    "spending_in_tenge": (
        report(effects=MONEY, grant_kzt=5_000_000_000),
        report(effects=MONEY, grant_kzt=5_000_000),
        report(effects=MONEY),
    ),
    "payroll_has_staff": (
        report(effects=[effect("staff", "3", "0"), effect("payroll_kzt", None, "4 000 000")]),
        report(effects=[effect("staff", "3", "3"), effect("payroll_kzt", None, "4 000 000")]),
        report(effects=[effect("staff", "3", "-"), effect("payroll_kzt", None, "4 000 000")]),
    ),
    "taxes_within_payroll": (
        report(effects=[effect("payroll_kzt", None, "400 000"), effect("taxes_kzt", None, "521 873")]),
        report(effects=[effect("payroll_kzt", None, "4 180 000"), effect("taxes_kzt", None, "521 873")]),
        report(effects=[effect("payroll_kzt", None, "-"), effect("taxes_kzt", None, "521 873")]),
    ),
    "vulnerable_within_specialists": (
        report(effects=[effect("specialists", "5", "5"), effect("specialists_vulnerable", "5", "6")]),
        report(effects=[effect("specialists", "5", "5"), effect("specialists_vulnerable", "5", "5")]),
        report(effects=[effect("specialists", "5", "5"), effect("specialists_vulnerable", "5", "-")]),
    ),
    "plans_make_direct": (
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            indicators=[indicator("Қатысушылар саны", plan, "15") for plan in ("10", "15")],
        ),
        report(
            effects=[effect("direct_beneficiaries", "30", "31")],
            indicators=[indicator("Қатысушылар саны", "15-тен кем емес", "15")] * 2,
        ),
        report(
            effects=[effect("direct_beneficiaries", "30", "30")],
            indicators=[indicator("Қатысушылар саны", "Әр семинарға 10", "15")] * 2,
        ),
    ),
    "effects_reached": (
        report(effects=[effect("indirect_beneficiaries", "2 500", "2 400")]),
        report(effects=[effect("ngos", "4", "4"), effect("payroll_kzt", "4 180 000", "4 000 000")]),
        report(effects=[effect("ngos", "4", "-")]),
    ),
    "facts_have_plans": (
        report(indicators=[indicator("БАҚ-тағы мақалалар саны", "-", "5")]),
        report(indicators=[indicator("БАҚ-тағы мақалалар саны", "4", "5")]),
        report(indicators=[indicator("БАҚ-тағы мақалалар саны", "4")]),
    ),
    "rows_not_repeated": (
        report(indicators=[indicator("Посттар саны", "5", "5"), indicator("Посттар саны:", "5", "5", row=3)]),
        report(
            indicators=[
                indicator("Посттар саны", "5", "5"),
                indicator("Посттар саны", "5", "6", row=3),
                indicator("Посттар саны", "5", "5", row=4, activity=1),
            ]
        ),
        prose(("пост", "5")),
    ),
    "shares_within_100": (
        report(indicators=[indicator("Қатысушылардың қанағаттану деңгейі", "80 %", "108 %")]),
        report(
            indicators=[
                indicator("Қатысушылардың қанағаттану деңгейі", "80 %", "100 %"),
                indicator("Жоспардың орындалуы", "100 %", "120 %"),
            ]
        ),
        report(indicators=[indicator("Посттар саны", "5", "500")]),
    ),
    "units_agree": (
        report(indicators=[indicator("Сауалнама", "40 адам", "95 %")]),
        report(indicators=[indicator("Сауалнама", "40 адам", "45 қатысушы")]),
        report(indicators=[indicator("Сауалнама", "40", "45 адам")]),
    ),
    "people_within_activity": (
        report(
            activities=[activity(participants="40 адам")],
            indicators=[indicator("Сертификат алған қатысушылар саны", "40", "45")],
        ),
        report(
            activities=[activity(participants="40 адам")],
            indicators=[
                indicator("Сертификат алған қатысушылар саны", "40", "38"),
                indicator("Тікелей эфир көрермендері", "40", "900 адам"),
            ],
        ),
        report(activities=[activity(participants="40 адам")], indicators=[indicator("Посттар саны", "5", "50")]),
    ),
    "contract_before_work": (
        report(
            contract_date="2023-07-24",
            contract="24.07.2023 № 105",
            activities=[activity(date="20.07.2023"), activity(date="05.05.2023")],
        ),
        report(contract_date="2023-07-24", dates="2023-01-01 2023-12-31", activities=[activity(date="24.07.2023")]),
        report(contract_date="2023-07-24", activities=[activity()]),
    ),
    "title_year_in_period": (
        report(title="«Жаз – 2022» жобасы, 2022 жыл", dates="2023-03-01 2023-11-30"),
        report(title="2022-2023 жылдардағы «Көмек»", dates="2023-03-01 2023-11-30"),
        report(title="«Көмек 2050»", dates="2023-03-01 2023-11-30"),
    ),
    "growth_matches_numbers": (
        report(sections=[section("results", "Құқықтық сауат 65 %-дан 40 %-ға артты")]),
        report(sections=[section("results", "Доля нарушений снизилась с 65 % до 40 %, а знания выросли с 40 до 65 %")]),
        report(sections=[section("results", "Көбі 65 % дейін риза")]),
    ),
    "completion_claimed": (
        report(
            "interim",
            activities=[activity("Форум")],
            indicators=[indicator("адам", "80", "60", source="narrative")],
            events=[event(1, "Форум", completion="Жоспарланған іс-шара толығымен орындалды")],
        ),
        report(
            "interim",
            activities=[activity("Форум")],
            indicators=[indicator("адам", "80", "80", source="narrative")],
            events=[event(1, "Форум", completion="Жоспарланған іс-шара толығымен орындалды")],
        ),
        report("interim", events=[event(1, "Форум", completion="Жартылай")]),
    ),
    "title_regions_visited": (
        report(
            title="Қостанай облысы жастарына көмек",
            activities=[activity(place="Тараз қаласы", found=place("Тараз қаласы"))],
        ),
        report(
            title="Жамбыл облысы жастарына көмек",
            activities=[activity(place="Тараз, Орал", found=place("Тараз қаласы, Орал қаласы"))],
        ),
        report(title="Жастарға көмек", activities=[activity(place="Тараз", found=place("Тараз қаласы"))]),
    ),
    "recognised_with_doubt": (
        report(
            indicators=[indicator("Посттар саны", "5", "5")],
            recognised=[text("5", 3, 2, 2)._replace(confidence_pct=40)],
        ),
        report(
            indicators=[indicator("Посттар саны", "5", "5")],
            recognised=[text("5", 3, 2, 2)._replace(confidence_pct=90)],
        ),
        report(indicators=[indicator("Посттар саны", "5", "5")]),
    ),
}
