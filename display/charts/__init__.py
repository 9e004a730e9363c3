"""Charts: an answer of a metric becomes a Plotly figure. Its title stands on the page, not in the figure."""

from display.charts.coverage import ranked, venue_and_coverage
from display.charts.demographics import Shown, people, people_by
from display.charts.effectiveness import costs, distribution, plan_fact, statuses, statuses_by
from display.charts.look import OUTCOMES, SIGN, STATUS
from display.charts.narrow import narrowed
from display.charts.quality import answers, rules
from display.charts.years import by_year

__all__ = [
    "OUTCOMES",
    "SIGN",
    "STATUS",
    "Shown",
    "answers",
    "by_year",
    "costs",
    "distribution",
    "narrowed",
    "people",
    "people_by",
    "plan_fact",
    "ranked",
    "rules",
    "statuses",
    "statuses_by",
    "venue_and_coverage",
]
