"""The parts of the page on plan and fact; the reader turns to one at a time, and the link says to which."""

from collections.abc import Callable
from typing import Final

from pages.parts.blocks import Asked
from pages.parts.effectiveness import achievement, costs, grades, heat, listed, plan_fact, unmet
from pages.parts.view import View

PARTS: Final[dict[str, Callable[[View], None]]] = {  # the first answers the first question: what was not done?
    "unmet": unmet.show,
    "plan_fact": plan_fact.show,
    "heat": heat.show,
    "achievement": achievement.show,
    "costs": costs.show,
    "grades": grades.show,
    "listed": listed.show,
}
SHEETS: Final = (  # of the page's workbook, in the order of the parts
    Asked("unmet_list"),
    *(Asked("indicators_by", {"by": by}) for by in ("kind", "level", "task", "sphere", "region", "year")),
    *(Asked("indicators_by", {"by": by}) for by in ("organisation", "project")),
    Asked("task_list"),
    Asked("effects_plan_fact"),
    Asked("kinds_plan_fact"),
    Asked("project_kinds", {"sorted_by": "title", "from_project": 0, "most": None}),
    Asked("achievement_distribution"),
    Asked("easy_plans"),
    *(Asked("cost_spread", {"by": by}) for by in ("whole", "sphere")),
    Asked("cost_outliers"),
    Asked("costs"),
    Asked("grade_list"),
    Asked("grade_steps"),
    Asked("grade_thresholds"),
    *(Asked("grades_by", {"by": by}) for by in ("sphere", "region", "year")),
    Asked("indicator_list"),
)
