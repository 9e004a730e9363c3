"""A chart for a phone: names stand above their bars instead of beside them, and axes have fewer numbers."""

import textwrap
from typing import Final

import plotly.graph_objects as go

LINE: Final = 15  # pixels of a line of a name
BAR: Final = 20
GAP: Final = 8
LETTERS: Final = 46  # of a name in a line
LEGEND_LINE: Final = 20
SMALL: Final = 10
FEW: Final = 4
SHORT: Final = 16  # letters of a name that has room beside its bar


def narrowed(figure: go.Figure) -> go.Figure:
    """Return the figure, changed so that it is readable at 390 pixels; one without an axis of names keeps its form."""
    names = _names(figure)
    if names:
        _names_above(figure, names)
    elif figure.layout.xaxis.type == "category":
        _names_in_lines(figure)
    if figure.layout.xaxis.type != "category" and figure.layout.xaxis.dtick is None:
        figure.update_xaxes(nticks=FEW)
    figure.update_traces(textfont={"size": SMALL}, selector={"type": "bar", "orientation": "v"})
    return figure


def _names_in_lines(figure: go.Figure) -> None:
    """Names below upright bars: a word a line."""
    names = list(dict.fromkeys(str(name) for trace in figure.data for name in (trace.x if trace.x is not None else ())))
    figure.update_xaxes(
        tickfont={"size": SMALL}, tickvals=names, ticktext=["<br>".join(name.split()) for name in names]
    )


def _names(figure: go.Figure) -> list[str]:
    """The names on an upright axis of names, from the bottom to the top; none when they are short."""
    if figure.layout.yaxis.type != "category" or figure.layout.yaxis.visible is False:
        return []
    names = dict.fromkeys(str(name) for trace in figure.data for name in (trace.y if trace.y is not None else ()))
    longest = max((len(line) for name in names for line in name.split("<br>")), default=0)
    return list(names) if longest > SHORT else []


def _texts_beside(figure: go.Figure) -> dict[str, list[str]]:
    """Take off the series that only write beside the bars, and return what they write by name: a line each."""
    beside: dict[str, list[str]] = {}
    for trace in figure.data:
        if _only_writes(trace):
            for name, text in zip(trace.y, trace.text, strict=True):
                beside.setdefault(str(name), []).append(str(text))
    figure.data = [trace for trace in figure.data if not _only_writes(trace)]
    return beside


def _only_writes(trace: go.Scatter) -> bool:
    return bool(trace.type == "scatter" and trace.mode == "text")


def _names_above(figure: go.Figure, names: list[str]) -> None:
    beside = _texts_beside(figure)
    lines = {name: [*textwrap.wrap(name.replace("<br>", " "), LETTERS), *beside.get(name, ())] for name in names}
    most = max(len(wrapped) for wrapped in lines.values())
    row = BAR + most * LINE + GAP
    above = (BAR / 2 + most * LINE + 2) / row  # of a row, from the middle of the bar to the top of its name
    for name, wrapped in lines.items():
        figure.add_annotation(
            text="<br>".join(wrapped),
            align="left",
            x=0,
            xref="paper",
            xanchor="left",
            y=name,
            yshift=BAR / 2,
            yanchor="bottom",
            showarrow=False,
            font={"size": 12},
        )
    legend = (
        LEGEND_LINE * sum(trace.showlegend is not False for trace in figure.data) if figure.layout.showlegend else 0
    )
    figure.update_yaxes(showticklabels=False, range=[-0.5, len(names) - 1 + max(above, 0.5)])
    figure.update_layout(height=round(len(names) * row) + 90 + legend, bargap=1 - BAR / row)
