"""A chart in the making: series and layout as Plotly's JSON has them, until `done` makes a Plotly figure of them.

go.Figure checks every property of every series as it is added, which takes ten times as long as all the rest of a chart
and would be most of what a reader waits for. Here nothing is checked while the page is drawn; tests check every chart.
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

Json = dict[str, Any]


class Chart(go.Figure):  # type: ignore[misc]  # Plotly tells no types
    """A chart as Plotly's JSON, which is all that a page sends; a figure is made of it once somebody asks for more.

    For Plotly copies the JSON when it makes a figure and again when it is asked for it back, which takes as long as all
    the drawing.
    """

    def __init__(self, said: Json) -> None:
        self.__dict__["said"] = said  # plainly: go.Figure looks up what is set

    def to_dict(self) -> Json:
        """Return the JSON. Until the figure is made it is the chart's own, not a copy."""
        said: Json = self.said if "said" in self.__dict__ else super().to_dict()
        return said

    def __getattr__(self, name: str) -> Any:
        """What a figure has and the JSON has not: make the figure."""
        if "said" not in self.__dict__:
            raise AttributeError(name)
        super().__init__(**self.__dict__.pop("said"), _validate=False)
        return getattr(self, name)


class Drawing:
    """What a chart consists of so far; the names are Plotly's."""

    def __init__(self, **layout: Any) -> None:
        self.series: list[Json] = []
        self.layout: Json = layout

    def add(self, kind: str, **series: Any) -> None:
        """Add a series: a "bar", "scatter" or "heatmap"."""
        self.series.append({"type": kind, **series})

    def change(self, at: int = -1, **properties: Any) -> None:
        """Change the series added last, or another; what is said within a property joins what it says already."""
        _join(self.series[at], properties)

    def lay_out(self, **properties: Any) -> None:
        """Change the layout."""
        _join(self.layout, properties)

    def x_axis(self, **properties: Any) -> None:
        """Change the axis below; `title` is a text."""
        self.lay_out(xaxis=_titled(properties))

    def y_axis(self, **properties: Any) -> None:
        """Change the axis on the left; `title` is a text."""
        self.lay_out(yaxis=_titled(properties))

    def done(self) -> Chart:
        """Return the chart."""
        return Chart({"data": self.series, "layout": self.layout})


def _titled(properties: Json) -> Json:
    return properties | {"title": {"text": properties["title"]}} if "title" in properties else properties


def _join(said: Json, more: Json) -> None:
    """Take over what is said anew, property within property; None takes a property off."""
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(said.get(name), dict):
            said[name] = dict(said[name])  # it may be one that all charts share
            _join(said[name], value)
        elif value is None:
            said.pop(name, None)
        else:
            said[name] = value
