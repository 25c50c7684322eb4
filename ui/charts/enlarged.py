"""The same chart, larger, for a page that is read from the back of a room."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

LENGTHS = {"size", "height", "t", "b", "l", "r", "xshift", "yshift", "standoff", "ticklabelstandoff", "borderpad"}


def enlarged(chart: go.Figure, factor: float) -> go.Figure:
    """The chart with all its type, marks, margins and heights multiplied; 1.55 makes the smallest type 20 px."""
    parts = {"data": [trace.to_plotly_json() for trace in chart.data], "layout": chart.layout.to_plotly_json()}
    return go.Figure(_grown(parts, factor))


def _grown(spec: Any, factor: float, name: str = "") -> Any:
    """The part of the specification called `name`, multiplied where it is a length in px."""
    if isinstance(spec, dict):
        return {
            key: _grown(part, factor, "size" if name == "line" and key == "width" else key)
            for key, part in spec.items()
        }
    if isinstance(spec, list | tuple):
        return [_grown(part, factor, name) for part in spec]
    return spec * factor if name in LENGTHS and spec is not None else spec
