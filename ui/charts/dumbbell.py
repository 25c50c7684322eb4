"""Dumbbell: one indicator a row, today and every scenario as marks on one line, against the limit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

SYMBOLS = ("circle-open", "circle", "square", "diamond", "triangle-up")  # today hollow, then a shape a scenario
SIGNS = ("○", "●", "■", "◆", "▲")


def dumbbell(
    rows: pd.DataFrame, *, names: Sequence[str], limit_word: str, axis_range: tuple[float, float], p: Palette
) -> go.Figure:
    """One row an indicator, up to five marks a row, joined; the values are printed on hover and in the page's table.

    rows: label, limit (NaN if none), and for every option i "value i" (NaN if absent) and "short i" (over its limit).
    names: what the options are called, today first. Options are told apart by shape; colour only says over or within.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, ["label", "limit", *(f"value {i}" for i in range(len(names)))])
    low, high = axis_range
    labels, lines = frame.labels(rows["label"])
    count, places = len(rows), np.arange(len(rows), dtype=float)
    values = np.column_stack([rows[f"value {i}"].to_numpy(float) for i in range(len(names))])
    known = np.isfinite(values)
    least = np.where(known, values, np.inf).min(axis=1)
    most = np.where(known, values, -np.inf).max(axis=1)
    gap = np.full(count, np.nan)
    ends = np.array([np.where(np.isfinite(least), least, np.nan), np.where(np.isfinite(most), most, np.nan), gap]).T.ravel()
    joins = {"type": "scatter", "mode": "lines", "x": ends, "y": np.repeat(places, 3), "hoverinfo": "skip",
             "line": {"color": p.rule, "width": 4}}  # fmt: skip
    marks = []
    for i, name in enumerate(names):
        short = rows[f"short {i}"].to_numpy(bool)
        colours = [p.line("short") if over else p.line("met") for over in short.tolist()]
        hover = [f"{name}: {printing.number(value, 6)}" for value in values[:, i].tolist()]
        # marks of equal value stand a little above each other, so that none is hidden
        lift = (i - (len(names) - 1) / 2) * 0.13
        outline = {"color": colours, "width": 2 if i == 0 else 1}
        marker = {"symbol": SYMBOLS[i], "size": 12, "color": colours, "line": outline}
        place = {"x": values[:, i], "y": places + lift}
        marks.append({"type": "scatter", "mode": "markers", "marker": marker, **place, **frame.hoverable(hover)})
    limit = rows["limit"].to_numpy(float)
    shapes, notes = [], []
    for at in np.unique(limit[~np.isnan(limit)]).tolist():
        notes.append(frame.over_line(f"{frame.words(limit_word)} <b>{printing.number(at, 2)}</b>", p, x=at, low=low, high=high))
        shapes.append(frame.upright(at, p, count))
    key = "   ".join(f"{SIGNS[i]} {frame.words(name)}" for i, name in enumerate(names))
    notes.append(frame.note(key, p, x=1, y=1, xanchor="right", yanchor="bottom", yshift=22))
    return frame.figure(
        [joins, *marks], p, height=72 + count * max(frame.row_height(count, lines), 34), margin={"t": 46, "b": 4},
        xaxis=frame.value_axis(p, low, high, showgrid=False, tickformat=".2f", nticks=4), yaxis=frame.row_axis(labels, p),
        shapes=shapes, annotations=notes,
    )  # fmt: skip
