"""A warehouse of made-up reports, for tests, benchmarks and for looking at pages without a load.

Nothing in it is real, but its papers behave as real ones do: some leave cells blank, some contradict themselves, some
come twice, and a project of 2019 names its region as the map of 2019 did.

    python -m tests.made_up_warehouse FOLDER [REPORTS]
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import duckdb

import etl.compare
import etl.rules  # noqa: F401  importing registers the rules
from etl import checks

_ROOT = Path(__file__).resolve().parents[1]
_REFERENCE = _ROOT / "data" / "reference"


def _codes(text: str) -> list[str]:
    return text.split()


RENAMED_SINCE_2022 = {"KZ-10": "KZ-63", "KZ-33": "KZ-19", "KZ-62": "KZ-35"}
NEVER_REACHED = frozenset({"KZ-23", "KZ-59"})  # so that the maps have white spots to show

SPHERES = _codes(
    "education_science_sport health environment youth family_gender vulnerable orphans_large_families employment rights "
    "culture heritage accord probation public_monitoring civil_society volunteering animals"
)
EFFECTS = {
    "direct_beneficiaries": "адам",
    "direct_vulnerable": "адам",
    "indirect_beneficiaries": "адам",
    "staff": "адам",
    "specialists": "адам",
    "specialists_vulnerable": "адам",
    "ngos": "ұйым",
    "payroll_kzt": "теңге",
    "taxes_kzt": "теңге",
    "contribution_kzt": "теңге",
    "partners": "ұйым/адам",
}
CATEGORIES = {
    "gender": _codes("male female"),
    "status": _codes(
        "children youth civil_servants budget_workers disabled elderly_50plus unemployed ngo_representatives business other"
    ),
    "age": _codes("13-16 17-22 23-27 28-32 33-45 46-58 59+"),
}
SEVERITIES = {
    "error": _codes(
        "gender_adds_up status_adds_up age_adds_up demographic_totals_agree direct_matches_demographics vulnerable_within_direct "
        "budget_within_grant period_stated header_complete amounts_plausible project_identified dates_in_order"
    ),
    "warning": _codes(
        "demographic_sums_agree direct_matches_activities direct_matches_indicators budget_covers_grant indirect_matches_reach "
        "partners_match_table activities_within_period activity_cells_filled effects_filled indicators_have_facts "
        "fact_copied_from_plan no_deviation_claimed overfulfilled_effects overfulfilled_indicators text_matches_table "
        "counted_places_match events_within_period evidence_matches_events results_agree"
    ),
    "note": _codes(
        "indicators_aligned children_match_ages youth_match_ages elderly_match_ages adults_match_ages evidence_links_given "
        "proposals_filled experts_named"
    ),
}
LACKING = ("counts", "period", "grant", "effects", "activities", "indicators")
SECTIONS = _codes("goal_reached change_measured results long_term sustainability socio_economic partners_analysis note")

ORGANISATIONS = ("Жетісу жастары", "Қамқор жүрек", "Таза өлке", "Құқық және қоғам", "Шаңырақ", "Ерікті", "Білім көпірі")
TITLES = (
    "Жасөспірімдердің құқықтық сауатын арттыру",
    "Ауыл жастарын кәсіпкерлікке баулу",
    "Мүгедектігі бар балаларға қолдау көрсету",
    "Экологиялық мәдениетті қалыптастыру",
    "Развитие волонтёрства в сельских районах",
    "Поддержка многодетных семей",
)
FORM_TITLES = {
    "final": "ҚОРЫТЫНДЫ ЕСЕП",
    "interim": "АРАЛЫҚ БАҒДАРЛАМАЛЫҚ ЕСЕП",
    "operator_project_info": "Гранттар шеңберінде іске асырылған әлеуметтік жобалар туралы мәліметтер",
}
TASKS = ("Ақпараттық-түсіндіру жұмысын жүргізу", "Мамандарды оқыту", "Тұрғындарға кеңес беру", "Қолдау тобын құру")
FIXED_TASKS = (
    "Шарт талаптарына сәйкес жоба нәтижелерінің қорытынды жария тұсаукесері",
    "Жобаның орындалу барысы туралы ақпараттық жұмыс",
)
ACTIVITIES = ("Семинар-тренинг", "Дөңгелек үстел", "Жеке кеңес беру", "Әлеуметтік роликтер түсіру", "Көшпелі кездесу")
INDICATORS = (
    ("Қатысушылар саны", "адам", 30, 400, "participants", "output"),
    ("Өткізілген тренингтер саны", "тренинг", 2, 20, "events", "output"),
    ("Жарияланымдар саны", "материал", 5, 60, "publications", "output"),
    ("Қанағаттанғандар үлесі", "%", 60, 100, "satisfaction", "outcome"),
    ("Берілген кеңестер саны", "кеңес", 20, 300, "consultations", "output"),
    ("Еріктілер саны", "адам", 5, 40, "volunteers", "input"),
    ("Жауап беру мерзімі", "күн", 2, 5, "other", None),
)
UNCLEAR_PLACES: tuple[tuple[str | None, str, dict[str, object]], ...] = (  # rule that finds it, words, its values
    (
        "place_ambiguous",
        "Ақтоғай ауданы",
        {"words": "Ақтоғай ауданы", "candidates": ["KZ-35/Ақтоғай ауданы", "KZ-55/Ақтоғай ауданы"]},
    ),
    ("place_nationwide", "республика көлемінде", {"said": "республика көлемінде"}),
    (None, "мәдениет үйі", {}),
)
MASKED = "•••"  # where a person's name or phone stood


class Rows:
    """Rows by table, to be written as one release; a column that is not given is null."""

    def __init__(self) -> None:
        self.by_table: dict[str, list[dict[str, object]]] = defaultdict(list)

    def add(self, table: str, **values: object) -> None:
        """One more row of a table; a column that the table lacks is found out by write()."""
        self.by_table[table].append(values)


def write(folder: Path, rows: Rows, release_no: int = 1) -> Path:
    """The rows as a release in the folder, which CURRENT then names; returns the file.

    Raises ValueError for a column that etl/schema.sql does not have.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"warehouse-{release_no:08d}.duckdb"
    path.unlink(missing_ok=True)
    with duckdb.connect(str(path)) as connection:
        connection.execute((_ROOT / "etl" / "schema.sql").read_text(encoding="utf-8"))
        for table, values in rows.by_table.items():
            _append(connection, table, values)
        connection.execute((_ROOT / "etl" / "search.sql").read_text(encoding="utf-8"))
    (folder / "CURRENT").write_text(path.name, encoding="utf-8")
    return path


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, object]]) -> None:
    described = connection.execute(f"describe {table}").fetchall()
    columns = [name for name, *_ in described]
    unknown = {column for row in rows for column in row} - set(columns)
    if unknown:
        raise ValueError(f"{table} has no column {', '.join(sorted(unknown))}")
    appender = connection.appender(table)
    appender.append_rows([tuple(row.get(column) for column in columns) for row in rows])
    appender.flush()


def add_release(rows: Rows, release_no: int) -> None:
    """What the release says of itself."""
    published_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC).replace(tzinfo=None)
    rows.add("release", release_no=release_no, published_at=published_at, rules_version="made-up", decided_act_no=0)


def add_regions(rows: Rows) -> None:
    """The 20 regions and their districts, from data/reference."""
    for region in _reference("regions.csv"):
        rows.add(
            "dim_region",
            region_code=region["code"],
            population_count=int(region["pop_2023"]),
            population_male_count=int(region["pop_2023_male"]),
            population_female_count=int(region["pop_2023_female"]),
            tile_row=int(region["tile_row"]),
            tile_column=int(region["tile_col"]),
        )
    for place in _reference("places.csv"):
        rows.add(
            "dim_district",
            district_code=f"{place['region']}/{place['full_kk']}",
            region_code=place["region"],
            kind=place["type"],
            name_kk=place["full_kk"],
            name_ru=place["full_ru"],
            latitude=float(place["lat"]) if place["lat"] else None,
            longitude=float(place["lon"]) if place["lon"] else None,
        )


def add_rules(rows: Rows) -> None:
    """The rules of etl, and what each is about."""
    for rule in (*checks.RULES.values(), *checks.OF_PROJECT.values(), *checks.ACROSS.values()):
        rows.add("dim_rule", rule=rule.code, topic=rule.topic)


def _reference(name: str) -> list[dict[str, str]]:
    with (_REFERENCE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def build(folder: Path, reports: int = 60, seed: int = 7) -> Path:
    """A release of that many made-up reports; the same seed makes the same reports. Returns the file."""
    rows = Rows()
    random = Random(seed)
    add_release(rows, release_no=1)
    _add_refused(rows)
    add_regions(rows)
    add_rules(rows)
    districts = defaultdict(list)
    for district in rows.by_table["dim_district"]:
        districts[str(district["region_code"])].append(str(district["district_code"]))
    for organisation in range(max(3, reports // 3)):
        rows.add("dim_organisation", organisation_key=f"o{organisation}", organisation_name=_organisation(organisation))
    left = reports
    while left > 0:
        left -= _add_project(rows, random, districts, number=left, at_most=left)
    return write(folder, rows)


def _add_refused(rows: Rows) -> None:
    refused = {
        "unknown_form": ("хат.docx", {"nearest": "final", "missing": ["көрсеткіш атауы / наименование показателя"]}),
        "picture_only": ("сканер_2021.pdf", {"pages": 14}),
        "empty_file": ("есеп (1).docx", {}),
    }
    for reason, (file_name, details) in refused.items():
        digest = hashlib.sha256(file_name.encode()).hexdigest()
        rows.add(
            "refused_file",
            file_sha256=digest,
            file_name=file_name,
            reason=reason,
            details=json.dumps(details, ensure_ascii=False),
        )


def _organisation(number: int) -> str:
    return f"«{ORGANISATIONS[number % len(ORGANISATIONS)]} {number // len(ORGANISATIONS) + 1}» қоғамдық қоры"


@dataclass(frozen=True, slots=True)
class _Project:
    """What all reports of one made-up project share."""

    project_key: str
    organisation_key: str | None
    organisation_name: str | None
    title: str
    year: int
    grant_kzt: float | None
    sphere_code: str | None
    regions: tuple[str, ...]
    districts: tuple[tuple[str, str], ...]  # region, district
    language_code: str


# What a project handed in: form, version, and whether it is the report that counts.
HISTORIES: tuple[tuple[int, tuple[tuple[str, int, bool], ...]], ...] = (
    (60, (("final", 1, True),)),
    (15, (("interim", 1, False), ("final", 1, True))),
    (10, (("final", 1, False), ("final", 2, True))),
    (10, (("operator_project_info", 1, True),)),
    (5, (("interim", 1, True),)),
)


def _add_project(rows: Rows, random: Random, districts: dict[str, list[str]], number: int, at_most: int) -> int:
    project = _project(rows, random, districts, number)
    [history] = random.choices([h for _, h in HISTORIES], [weight for weight, _ in HISTORIES])
    handed_in = history[-at_most:]
    rows.add(
        "dim_project",
        project_key=project.project_key,
        organisation_key=project.organisation_key,
        project_title=project.title,
        key_rule=random.choice(["contract", "contract", "organisation_and_title", "file"]),
    )
    for form_code, version_no, is_latest in handed_in:
        _Report(rows, random, project, form_code, version_no, is_latest).add()
    return len(handed_in)


def _project(rows: Rows, random: Random, districts: dict[str, list[str]], number: int) -> _Project:
    organisation = random.choice([*rows.by_table["dim_organisation"], None]) if number % 10 else None
    known = [code for code in sorted(districts) if code not in NEVER_REACHED]
    [region_count] = random.choices([1, 2, 4, len(known), 0], [70, 15, 10, 3, 2])
    regions = tuple(sorted(random.sample(known, region_count)))
    return _Project(
        project_key=f"p{number:05d}",
        organisation_key=str(organisation["organisation_key"]) if organisation else None,
        organisation_name=str(organisation["organisation_name"]) if organisation else None,
        title=f"{random.choice(TITLES)} – {number}",
        year=random.choices(range(2019, 2026), [5, 8, 10, 14, 20, 24, 19])[0],
        grant_kzt=float(random.randrange(2_000, 40_000) * 1_000) if random.random() < 0.96 else None,
        sphere_code=random.choice(SPHERES) if random.random() < 0.9 else None,
        regions=regions,
        districts=tuple((region, random.choice(districts[region])) for region in regions if random.random() < 0.8),
        language_code="kk" if random.random() < 0.75 else "ru",
    )


@dataclass(slots=True)
class _Report:
    """Writes one made-up report, cell by cell, so that every place it names has its words."""

    rows: Rows
    random: Random
    project: _Project
    form_code: str
    version_no: int
    is_latest: bool
    blocks: int = 0
    lines: int = 0
    activities: int = 0
    indicators: int = 0
    failed: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SEVERITIES, 0))

    @property
    def sha256(self) -> str:
        name = f"{self.project.project_key} {self.form_code} {self.version_no}"
        return hashlib.sha256(name.encode()).hexdigest()

    @property
    def report_id(self) -> str:
        return self.sha256[:16]

    @property
    def file_kind(self) -> str:
        return ("docx", "docx", "docx", "txt", "md")[int(self.sha256[0], 16) % 5]

    def add(self) -> None:
        header = self._header()
        self._add_regions()
        if self.form_code == "interim":
            self._add_events_and_risks()
        else:
            self._add_tasks()
            self._add_participants()
            self._add_words()
        if self.form_code == "final":
            self._add_effects()
            self._add_partners_and_proposals()
        elif self.form_code == "operator_project_info":
            self._add_effect("direct_beneficiaries", plan=None, fact=self._count(50, 900), source="narrative")
        self._add_checks()
        self.rows.add("dim_report", **header, finding_count=sum(self.failed.values()), error_count=self.failed["error"])

    # --- paper -------------------------------------------------------------------------------------------------------

    def _add(self, table: str, **values: object) -> None:
        self.rows.add(table, report_id=self.report_id, **values)

    def _paragraph(self, words: str) -> str:
        """A new paragraph of the report; returns its place."""
        self.blocks += 1
        return self._source(str(self.blocks), words)

    def _table(self) -> Callable[[int, int, str], str]:
        """A new table of the report: a function that writes a cell and returns its place."""
        self.blocks += 1
        block = self.blocks
        return lambda row, column, words: self._source(f"{block}/{row}/{column}", words)

    def _source(self, place: str, words: str) -> str:
        self.lines += 1
        block, row, column = (*map(int, place.split("/")), None, None)[:3]
        is_text = self.file_kind != "docx"
        self._add(
            "source_cell",
            place=place,
            block_no=block,
            row_no=row,
            column_no=column,
            line_no=self.lines if is_text else None,
            page_no=None,
            is_heading=False,
            is_lost=False,
            words=words,
        )
        return place

    def _says(self, share: float) -> bool:
        """Whether this report fills something in that only a share of reports does."""
        return self.random.random() < share

    def _count(self, low: int, high: int) -> int:
        return self.random.randint(low, high)

    # --- header ------------------------------------------------------------------------------------------------------

    def _header(self) -> dict[str, object]:
        project, is_final = self.project, self.form_code == "final"
        has_period = self.form_code != "operator_project_info" and self._says(0.95)
        start = date(project.year, self._count(1, 6), 1)
        end = date(project.year, 11, 29) if is_final else date(project.year, 8, 31)
        period_text = f"{start:%d.%m.%Y} – {end:%d.%m.%Y} ж."
        has_grant = self.form_code != "operator_project_info" and project.grant_kzt is not None
        grant_text = f"{project.grant_kzt:,.0f} тг".replace(",", " ") if has_grant else ""
        deviation = self.random.choice(["Ауытқулар жоқ.", "Кездесу күні ауыстырылды.", None]) if is_final else None
        title_place = self._paragraph(project.title)
        return {
            "report_id": self.report_id,
            "project_key": project.project_key,
            "organisation_key": project.organisation_key,
            "file_sha256": self.sha256,
            "file_name": f"{project.project_key}_{self.form_code}_{self.version_no}.{self.file_kind}",
            "file_kind": self.file_kind,
            "is_example": True,
            "form_code": self.form_code,
            "language_code": project.language_code,
            "organisation_name": project.organisation_name,
            "project_title": project.title,
            "project_goal": "Тұрғындардың хабардарлығын арттыру" if is_final else None,
            "contract_no": str(self._count(1, 200)) if is_final else None,
            "contract_date": start if is_final else None,
            "period_start": start if has_period else None,
            "period_end": end if has_period else None,
            "period_text": period_text if has_period else None,
            "period_kind": ("project" if is_final else "reporting") if has_period else None,
            "grant_kzt": project.grant_kzt if has_grant else None,
            "report_year": project.year if has_period or is_final else None,
            "sphere_code": project.sphere_code,
            "deviation_text": deviation,
            "claims_no_deviation": None if deviation is None else deviation.startswith("Ауытқулар"),
            "version_no": self.version_no,
            "loaded_at": datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None),
            "is_latest": self.is_latest,
            "form_place": self._paragraph(FORM_TITLES[self.form_code]),
            "organisation_place": self._paragraph(project.organisation_name) if project.organisation_name else None,
            "title_place": title_place,
            "goal_place": self._paragraph("Жоба мақсаты: тұрғындардың хабардарлығын арттыру") if is_final else None,
            "contract_place": self._paragraph(f"Басшы {MASKED}, келісімшарт {start:%d.%m.%Y}") if is_final else None,
            "period_place": self._paragraph(period_text) if has_period else None,
            "grant_place": self._paragraph(grant_text) if has_grant else None,
            "deviation_place": self._paragraph(deviation) if deviation else None,
        }

    def _reported(self, region_code: str) -> str:
        """The region as the report names it: on the map of its own year."""
        return RENAMED_SINCE_2022.get(region_code, region_code) if self.project.year < 2022 else region_code

    def _add_regions(self) -> None:
        held = [region for region in self.project.regions if self._says(0.85)]
        for role, regions in (("coverage", self.project.regions), ("venue", held)):
            for region in regions:
                self._add(
                    "bridge_report_region", region_code=region, reported_region_code=self._reported(region), role=role
                )
            for region, district in self.project.districts:
                if region in regions:
                    self._add("bridge_report_district", district_code=district, region_code=region, role=role)
        self._add("private_contact", kind="head", words="Made-up Person", place="1")

    # --- tasks, activities, indicators -------------------------------------------------------------------------------

    def _add_tasks(self) -> None:
        cell, row = self._table(), 0
        printed = self._count(2, 4)
        for task_seq in range(1, printed + 3):
            is_fixed = task_seq > printed
            title = FIXED_TASKS[task_seq - printed - 1] if is_fixed else TASKS[task_seq - 1]
            row += 1
            self._add(
                "fact_task",
                task_seq=task_seq,
                task_no=None if is_fixed else task_seq,
                is_fixed=is_fixed,
                title=title,
                title_place=cell(row, 1, title),
            )
            for activity_no in range(1, self._count(1, 3) + 1):
                row += 1
                self._add_activity(cell, row, task_seq, activity_no)
                row = self._add_indicators(cell, row, task_seq)

    def _add_activity(self, cell: Callable[[int, int, str], str], row: int, task_seq: int, activity_no: int) -> None:
        self.activities += 1
        title = f"{self.random.choice(ACTIVITIES)} {activity_no}"
        start = date(self.project.year, self._count(2, 11), self._count(1, 27)) if self._says(0.9) else None
        people = self._count(10, 250) if self._says(0.8) else None
        is_online = self._says(0.1)
        district = self.random.choice(self.project.districts) if self.project.districts else None
        is_placed = district is not None and not is_online and self._says(0.85)
        place_text = "ZOOM" if is_online else (district[1].split("/")[1] if district and is_placed else None)
        if not is_online and not is_placed and self.activities % 3 == 0:
            place_text = self._add_unclear_place(row)
        self._add(
            "fact_activity",
            activity_seq=self.activities,
            task_seq=task_seq,
            activity_no=activity_no,
            title=title,
            date_text=f"{start:%d.%m.%Y} ж." if start else None,
            date_start=start,
            date_end=start + timedelta(days=self._count(0, 3)) if start else None,
            date_precision="day" if start else None,
            year_inferred=self._says(0.1),
            place_text=place_text,
            is_online=is_online,
            participants_text=f"{people} адам" if people else None,
            participants_count=people,
            counts_people=self._says(0.9),
            title_place=cell(row, 2, f"{title} {MASKED}"),
            date_place=cell(row, 3, f"{start:%d.%m.%Y} ж.") if start else None,
            place_place=cell(row, 4, place_text) if place_text else None,
            participants_place=cell(row, 5, f"{people} адам") if people else None,
        )
        if district and is_placed:
            region, district_code = district
            self._add(
                "bridge_activity_region",
                activity_seq=self.activities,
                region_code=region,
                reported_region_code=self._reported(region),
                district_code=district_code if self._says(0.8) else None,
                role="venue",
                rule=self.random.choice(["named", "named", "centre", "fuzzy", "from_context"]),
                words=str(place_text),
            )

    def _add_unclear_place(self, row: int) -> str:
        """A place that stands nowhere on the map, and the finding that says why; returns its words."""
        rule, words, details = UNCLEAR_PLACES[row % len(UNCLEAR_PLACES)]
        if rule:
            self.failed["note"] += 1
            self._add(
                "fact_check",
                check_seq=1000 + row,
                rule=rule,
                severity="note",
                kind="doubt",
                result="failed",
                details=json.dumps(details, ensure_ascii=False),
                place=f"{self.blocks}/{row}/4",
            )
        return words

    def _add_indicators(self, cell: Callable[[int, int, str], str], row: int, task_seq: int) -> int:
        for _ in range(self._count(1, 3)):
            row += 1
            self._add_indicator(cell, row, task_seq)
        return row

    def _add_indicator(self, cell: Callable[[int, int, str], str], row: int, task_seq: int) -> None:
        name, unit, low, high, kind_code, level_code = self.random.choice(INDICATORS)
        is_narrative = self.form_code == "operator_project_info"
        plan = float(self._count(low, high)) if self._says(0.25 if is_narrative else 0.9) else None
        fact = _fact_near(self.random, plan or low) if self._says(0.85) else None
        comparator = self.random.choice(["=", "=", ">=", "<="]) if plan is not None else None
        is_words = plan is not None and fact is not None and self._says(0.07)
        plan_text = "орындалуы тиіс" if is_words else (f"{plan:g}{_wording(comparator)}" if plan is not None else None)
        fact_text = "орындалды" if is_words else (f"{fact:g} {unit}" if fact is not None else None)
        if is_words:
            plan = fact = comparator = None
        self.indicators += 1
        self._add(
            "fact_indicator",
            indicator_seq=self.indicators,
            task_seq=task_seq,
            activity_seq=self.activities,
            name=name,
            unit=unit,
            kind_code=kind_code,
            level_code=level_code,
            plan_value=plan,
            plan_comparator=comparator,
            plan_parts=[plan] if plan is not None else None,
            fact_value=fact,
            fact_parts=[fact] if fact is not None else None,
            plan_text=plan_text,
            fact_text=fact_text,
            status=_status(plan, comparator, fact, is_words),
            source="narrative" if is_narrative else "table",
            is_ambiguous=self._says(0.03),
            name_place=cell(row, 7, name),
            plan_place=cell(row, 8, plan_text) if plan_text else None,
            fact_place=cell(row, 9, fact_text) if fact_text else None,
        )

    # --- people ------------------------------------------------------------------------------------------------------

    def _add_participants(self) -> None:
        scopes = ["project", "small_grants"] if self._says(0.1) else ["project"]
        for scope in scopes:
            total = self._count(80, 2_000) * (10 if scope == "small_grants" else 1)
            for dimension, categories in CATEGORIES.items():
                if self._says(0.85):
                    self._add_dimension(scope, dimension, categories, total)

    def _add_dimension(self, scope: str, dimension: str, categories: list[str], total: int) -> None:
        cell = self._table()
        cuts = sorted(self._count(0, total) for _ in categories[1:])
        people = [high - low for low, high in zip([0, *cuts], [*cuts, total], strict=True)]
        declared = (
            total + (self._count(-60, 60) if self._says(0.2) else 0)
            if dimension == "gender" or self._says(0.3)
            else None
        )
        total_place = cell(2, 1, str(declared)) if declared is not None else None
        for order, (category, count) in enumerate(zip(categories, people, strict=True), start=1):
            [state] = self.random.choices(["value", "dash", "blank", "lost"], [90, 4, 5, 1])
            words = {"value": str(count), "dash": "-", "blank": ""}.get(state)
            self._add(
                "fact_participants",
                scope=scope,
                dimension=dimension,
                category=category,
                category_order=order,
                people_count=count if state == "value" else None,
                cell_state=state,
                declared_total_count=declared,
                place=None if words is None else cell(2, order + 1, words),
                total_place=total_place,
            )

    # --- effects -----------------------------------------------------------------------------------------------------

    def _add_effects(self) -> None:
        grant = self.project.grant_kzt or 10_000_000.0
        direct = self._count(80, 2_000)
        plans: dict[str, float] = {
            "direct_beneficiaries": direct,
            "direct_vulnerable": direct * 0.3 // 1,
            "indirect_beneficiaries": direct * self._count(10, 80),
            "staff": self._count(2, 8),
            "specialists": self._count(2, 15),
            "specialists_vulnerable": self._count(0, 3),
            "ngos": self._count(1, 20),
            "payroll_kzt": grant * 0.25 // 1,
            "taxes_kzt": grant * 0.04 // 1,
            "contribution_kzt": grant * 0.70 // 1,
            "partners": self._count(1, 10),
        }
        facts = {code: _fact_near(self.random, plan) for code, plan in plans.items()}
        facts["direct_vulnerable"] = facts["direct_beneficiaries"] * self._count(15, 45) // 100
        cell = self._table()
        for row, (effect_code, plan) in enumerate(plans.items(), start=2):
            says_plan, says_fact, fact = self._says(0.85), self._says(0.92), facts[effect_code]
            self._add_effect(effect_code, plan if says_plan else None, fact if says_fact else None, "table", cell, row)

    def _add_effect(
        self,
        effect_code: str,
        plan: float | None,
        fact: float | None,
        source: str,
        cell: Callable[[int, int, str], str] | None = None,
        row: int = 1,
    ) -> None:
        unit = EFFECTS[effect_code]
        write_cell = cell or self._table()
        plan_text = f"{plan:.0f} {unit}" if plan is not None else None
        fact_text = f"{fact:.0f} {unit}" if fact is not None else None
        has_small_grants = effect_code == "direct_beneficiaries" and self._says(0.08)
        self._add(
            "fact_effect",
            effect_code=effect_code,
            unit=unit,
            plan_value=plan,
            fact_value=fact,
            small_grants_value=float(self._count(1_000, 19_000)) if has_small_grants else None,
            plan_text=plan_text,
            fact_text=fact_text,
            source=source,
            plan_place=write_cell(row, 3, plan_text) if plan_text else None,
            fact_place=write_cell(row, 4, fact_text) if fact_text else None,
        )

    # --- the rest of the form ----------------------------------------------------------------------------------------

    def _add_words(self) -> None:
        for seq, section in enumerate(SECTIONS[: self._count(3, len(SECTIONS))], start=1):
            words = f"{TASKS[seq % len(TASKS)]}. Қатысушылар пікірі оң."
            self._add("report_section", section_seq=seq, section=section, words=words, place=self._paragraph(words))
        for seq in range(1, self._count(0, 4) + 1):
            url = f"https://example.org/{self.report_id}/{seq}"
            self._add("report_link", link_seq=seq, url=url, place=self._paragraph(f"Сілтеме: {url}"))

    def _add_partners_and_proposals(self) -> None:
        cell = self._table()
        for seq in range(1, self._count(0, 5) + 1):
            name = f"{seq}-орта мектеп"
            place = cell(seq, 1, name)
            self._add("report_partner", partner_seq=seq, name=name, role="Ақпараттық серіктес", place=place)
        if self._says(0.4):
            self._add(
                "report_proposal",
                proposal_seq=1,
                area="Жастар саясаты",
                direction="Ауыл жастары",
                problem="Жұмыссыздық",
                budget_text="20 000",
                grant_kind="қысқа мерзімді",
                expected_result="500 қатысушы",
                place=cell(9, 2, "Ауыл жастары"),
            )
        if self._says(0.3):
            self._add(
                "report_recommendation",
                recommendation_seq=1,
                state_body="Облыс әкімдігі",
                recommendation="Тәжірибені тарату",
                letter="№ 12, 07.11.2024",
                place=cell(10, 2, "Тәжірибені тарату"),
            )

    def _add_events_and_risks(self) -> None:
        cell = self._table()
        for seq in range(1, self._count(2, 8) + 1):
            people = self._count(10, 120) if self._says(0.8) else None
            title = self.random.choice(ACTIVITIES)
            self._add(
                "report_event",
                event_seq=seq,
                event_no=seq,
                title=title,
                event_date=date(self.project.year, self._count(5, 10), self._count(1, 28)),
                place_text="Орталық кітапхана",
                participants_count=people,
                categories_text="Жастар",
                completion_text="100 %",
                documents_text=f"Тізім, {MASKED}",
                appendix_no=seq,
                place=cell(seq, 2, title),
            )
            self._add(
                "report_evidence",
                evidence_seq=seq,
                appendix_no=seq,
                task_text=title,
                documents_text="Тізім, фотосуреттер",
                place=cell(seq, 9, "Тізім, фотосуреттер"),
            )
        self._add(
            "report_risk",
            risk_seq=1,
            risk="Қатысушылардың аз келуі",
            mitigation="Ақпараттандыру",
            place=cell(20, 1, "Қатысушылардың аз келуі"),
        )

    # --- checks ------------------------------------------------------------------------------------------------------

    def _add_checks(self) -> None:
        places = [str(c["place"]) for c in self.rows.by_table["source_cell"][-self.lines :]]
        every_rule = [(rule, severity) for severity, rules in SEVERITIES.items() for rule in rules]
        for check_seq, (rule, severity) in enumerate(every_rule, start=1):
            [result] = self.random.choices(["passed", "failed", "skipped"], [75, 7, 18])
            declared = self._count(50, 500)
            is_failed = result == "failed"
            self.failed[severity] += is_failed
            self._add(
                "fact_check",
                check_seq=check_seq,
                rule=rule,
                severity=severity,
                kind="gap" if rule.endswith(("filled", "complete", "given", "stated", "named")) else "contradiction",
                result=result,
                lacking=self.random.choice(LACKING) if result == "skipped" else None,
                details=json.dumps({"declared": declared, "counted": declared - 10} if is_failed else {}),
                place=self.random.choice(places) if is_failed else None,
                other_place=self.random.choice(places) if is_failed and self._says(0.5) else None,
            )


def _fact_near(random: Random, plan: float) -> float:
    """A fact near its plan; equal to it in about half of all cases, as in real reports."""
    return float(
        round(plan * random.choice([1, 1, 1, random.uniform(0.3, 1), random.uniform(1, 1.4), random.uniform(1, 3)]))
    )


def _wording(comparator: str | None) -> str:
    return {">=": "-ден кем емес", "<=": "-ден артық емес"}.get(comparator or "", "")


def _status(plan: float | None, comparator: str | None, fact: float | None, is_words: bool) -> str:
    """The status as docs/architecture defines it: an "at most" plan is met by less, never exceeded."""
    if is_words:
        return "not_numeric"
    if plan is None:
        return "no_plan"
    if fact is None:
        return "no_fact"
    if comparator == "<=":
        return "met" if fact <= plan else "missed"
    return "met" if fact == plan else "exceeded" if fact > plan else "missed"


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), *map(int, sys.argv[2:])))
