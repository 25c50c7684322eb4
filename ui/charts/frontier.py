"""Frontier: what money buys, as a step line with named points."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("cost", "value", "name", "hover")
_WIDE, _HIGH = 0.5, 0.1  # shares of the width and height within which two names would meet


def frontier(
    rows: pd.DataFrame, *, cost_title: str, value_title: str, decimals: int, p: Palette, here: int | None = None
) -> go.Figure:
    """One row a point, cheapest first: cost to the right, what it buys upwards; between two points nothing more is bought,
    so the line goes in steps.

    rows: cost and value (finite, cost rising), name (printed at the point; "" for none), hover (plain text). decimals: of the
    value axis. here: the point that the page's plan is, drawn as a square. Names that would meet others are left to the hover.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    cost, value = rows["cost"].to_numpy(float), rows["value"].to_numpy(float)
    right = printing.ceiling(max(float(cost.max()), 1e-9) * 1.06)
    low, high = float(min(value.min(), 0.0)), float(value.max())
    if decimals == 0 and value.min() > 0.5 * high:
        low = float(np.floor(value.min() - max((high - value.min()) * 0.25, 1)))
    room = (high - low) * 0.18 or 1.0
    low -= 0.0 if low > 0 else room / 2
    line = {
        "type": "scatter", "mode": "lines", "x": np.append(cost, right), "y": np.append(value, value[-1]),
        "line": {"shape": "hv", "color": p.accent, "width": 2.5}, "hoverinfo": "skip",
    }  # fmt: skip
    own = np.arange(len(rows)) == (-1 if here is None else here)
    marks = {
        "type": "scatter", "mode": "markers", "x": cost, "y": value,
        "marker": {
            "symbol": np.where(own, "square", "circle").tolist(), "size": np.where(own, 14, 10).tolist(), "opacity": 1,
            "color": [p.ink if mine else p.accent for mine in own.tolist()], "line": {"color": p.background, "width": 1.5},
        },
        "customdata": np.arange(len(rows)), "cliponaxis": False, **frame.hoverable(rows["hover"]), **frame.UNFADED,
    }  # fmt: skip
    notes = [frame.value_title(value_title, p)]
    rising = value[-1] >= value[0]
    for i in _named(cost / right, (value - low) / (high + room - low), rows["name"].tolist(), first=here):
        late = bool(cost[i] > 0.4 * right)
        above = late == rising  # beside a step there is room on two sides only: above before it and below after it, or the reverse
        notes.append(frame.note(
            frame.words(rows["name"].iloc[i]), p, x=float(cost[i]), y=float(value[i]), xref="x", yref="y",
            xanchor="right" if late else "left", yanchor="bottom" if above else "top", xshift=-8 if late else 8,
            yshift=4 if above else -6,
        ))  # fmt: skip
    return frame.figure(
        [line, marks], p, height=320, margin={"t": 34, "b": 8, "r": 16},
        xaxis=frame.value_axis(p, 0.0, right, cost_title, tickformat=",.10~g"),
        yaxis=frame.value_axis(p, low, high + room, tickformat=f",.{decimals}f", nticks=5), annotations=notes,
    )  # fmt: skip


def _named(across: np.ndarray, up: np.ndarray, names: list[str], *, first: int | None) -> list[int]:
    """The points whose names can stand: the plan's own, the ends, then the others from the right, none near another."""
    order = [i for i in (first, len(names) - 1, 0) if i is not None]
    order += [i for i in range(len(names) - 2, 0, -1) if i not in order]
    kept: list[int] = []
    for i in dict.fromkeys(order):
        near = any(abs(across[i] - across[j]) < _WIDE and abs(up[i] - up[j]) < _HIGH for j in kept)
        if names[i] and not near:
            kept.append(i)
    return kept
