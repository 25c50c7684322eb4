"""Before and after: what a scenario does to each indicator's coefficient of variation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import MARKERS, Palette

COLUMNS = ("label", "before", "after", "limit", "status", "hover")


def before_after(
    rows: pd.DataFrame,
    *,
    before_word: str,
    after_word: str,
    limit_word: str,
    axis_range: tuple[float, float],
    p: Palette,
) -> go.Figure:
    """One row an indicator: a hollow circle (before) joined to a filled mark (after), both printed at the right.

    rows: label, before and after (fractions; NaN if absent), limit (the same; NaN if none), status (of after: met,
    short or absent), hover (plain text). axis_range: fixed by the caller, so that nothing jumps under a slider.
    A row whose printed values are equal has one mark and one number.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    low, high = axis_range
    names, lines = frame.labels(rows["label"])
    count, places = len(rows), np.arange(len(rows))
    before, after = rows["before"].to_numpy(float), rows["after"].to_numpy(float)
    limit, status = rows["limit"].to_numpy(float), rows["status"].tolist()
    printed = [(printing.number(a, 3), printing.number(b, 3)) for a, b in zip(before, after, strict=True)]
    moved = np.array([a != b for a, b in printed])
    texts = [
        f"{a} → <b>{b}</b> {frame.shape(name, p)}" if a != b else f"<b>{b}</b> {frame.shape(name, p)}"
        for (a, b), name in zip(printed, status, strict=True)
    ]

    gap = np.full(count, np.nan)
    joined_x = np.where(moved, np.array([before, after, gap]), np.nan).T.ravel()
    joins = {
        "type": "scatter",
        "mode": "lines",
        "x": joined_x,
        "y": np.repeat(places, 3),
        "hoverinfo": "skip",
        "line": {"color": p.muted, "width": 3},
    }
    hollow = {
        "type": "scatter",
        "mode": "markers",
        "x": np.where(moved, before, np.nan),
        "y": places,
        "marker": {"symbol": "circle", "size": 12, "color": p.background, "line": {"color": p.muted, "width": 2}},
        **frame.hoverable(rows["hover"]),
    }
    filled = {
        "type": "scatter",
        "mode": "markers",
        "x": after,
        "y": places,
        "yaxis": "y2",
        "customdata": frame.plain(rows["label"]),
        "marker": {
            "symbol": [MARKERS[name] for name in status],
            "size": 14,
            "opacity": 1,
            "color": [p.fill(name) for name in status],
            "line": {"color": p.background, "width": 1},
        },
        **frame.hoverable(rows["hover"]),
    }
    shapes = [
        {
            "type": "line",
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": row,
            "y1": row,
            "layer": "below",
            "line": {"color": p.rule, "width": 1},
        }
        for row in places.tolist()
    ]
    limits = np.unique(limit[~np.isnan(limit)])
    key = f"○ {frame.words(before_word)}   <b>●</b> {frame.words(after_word)}"
    notes = [frame.note(key, p, x=1, y=1, xanchor="right", yanchor="bottom", yshift=22)]
    for at in limits.tolist():
        text = f"{frame.words(limit_word)} <b>{printing.number(at, 2)}</b>"
        notes.append(frame.over_line(text, p, x=at, low=low, high=high))
        own = np.flatnonzero(limit == at)
        shapes.append(frame.upright(at, p, count) | {"y0": int(own[0]) - 0.5, "y1": int(own[-1]) + 0.5})
    return frame.figure(
        [joins, hollow, filled],
        p,
        height=72 + count * frame.row_height(count, lines),
        margin={"t": 46, "b": 4},
        xaxis=frame.value_axis(p, low, high, showgrid=False, tickformat=".2f", nticks=4),
        yaxis=frame.row_axis(names, p),
        yaxis2=frame.column_axis(texts, p),
        shapes=shapes,
        annotations=notes,
    )
