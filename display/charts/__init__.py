"""Charts: an answer of a metric becomes a Plotly figure. Its title stands on the page, not in the figure."""

from display.charts.analysis import digits, for_notebooks, intervals, lorenz
from display.charts.asked import KINDS as CHART_KINDS
from display.charts.asked import asked, can_draw
from display.charts.coverage import ranked, venue_and_coverage
from display.charts.demographics import Shown, people, people_by
from display.charts.drawing import Chart
from display.charts.effectiveness import distribution, kinds_plan_fact, plan_fact, statuses, statuses_by
from display.charts.grades import GRADE_SIGN, grades, grades_by
from display.charts.heat import project_kinds
from display.charts.look import OUTCOMES, SIGN, STATUS
from display.charts.narrow import narrowed
from display.charts.quality import answers, rules
from display.charts.spread import spread
from display.charts.years import by_year

__all__ = [
    "CHART_KINDS",
    "GRADE_SIGN",
    "OUTCOMES",
    "SIGN",
    "STATUS",
    "Chart",
    "Shown",
    "answers",
    "asked",
    "by_year",
    "can_draw",
    "digits",
    "distribution",
    "for_notebooks",
    "grades",
    "grades_by",
    "intervals",
    "kinds_plan_fact",
    "lorenz",
    "narrowed",
    "people",
    "people_by",
    "plan_fact",
    "project_kinds",
    "ranked",
    "rules",
    "spread",
    "statuses",
    "statuses_by",
    "venue_and_coverage",
]
