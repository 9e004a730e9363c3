"""Which cells stand behind a figure of a table: metrics/behind.py says, and here it is asked of what the reader looks at."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from metrics import behind as figures
from pages.parts import columns
from pages.parts.sources import Sources
from pages.parts.view import View

WHOLE = figures.WHOLE
group_of = figures.group_of


def behind(view: View, metric: str, row: Mapping[Any, Any], column: str, by: str | None) -> tuple[View, Sources] | None:
    """Return the narrower view and the question whose rows add up to a figure of a metric's row; `by` is what it groups.

    None for words, for what the row does not say, and where no sources are known.
    """
    found = figures.behind(metric, row, column, by, view.selection, view.project_of)
    if found is None:
        return None
    shown = columns.OF_SOURCES.get(found.metric, columns.SOURCES)
    return replace(view, selection=found.selection), Sources(found.metric, found.given, shown, found.only)
