"""Waterfall: what each action in turn did to one coefficient, from today's value down (or up) to the scenario's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "before", "after", "hover")


def waterfall(
    rows: pd.DataFrame, *, start_word: str, end_word: str, limit: float | None, limit_word: str, decimals: int, p: Palette
) -> go.Figure:
    """One row an action, in their order: a floating bar from the value before it to the value after it.

    rows: label, before, after (fractions, none missing), hover (plain text); each row starts where the one above ends.
    A bar to the left (lower) carries ▼ and one colour, to the right ▲ and another; today and the end stand as full rows.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    before, after = rows["before"].to_numpy(float), rows["after"].to_numpy(float)
    first, last, count = before[0], after[-1], len(rows) + 2
    labels, lines = frame.labels([start_word, *rows["label"], end_word], width=22)
    values = np.append(before, last)
    ends = [values.min(), values.max(), *([limit] if limit is not None else [])]
    room = 0.08 * (max(ends) - min(ends)) or 0.05
    low, high = max(min(ends) - room, 0.0), max(ends) + room
    lower = after <= before
    texts = [f"<b>{printing.number(first, decimals)}</b>"]
    for was, now, down in zip(before, after, lower, strict=True):
        change = printing.number(abs(now - was), decimals)
        sign = f'<span style="color:{p.line("met" if down else "short")}">{"▼" if down else "▲"}</span>'
        texts.append(f"{sign} {change} → {printing.number(now, decimals)}")
    texts.append(f"<b>{printing.number(last, decimals)}</b>")
    places = np.arange(1, count - 1)
    steps = {
        "type": "bar", "orientation": "h", "base": np.minimum(before, after), "x": np.abs(after - before), "y": places,
        "width": 0.5, "marker": {"color": [p.fill("met" if down else "short") for down in lower]},
        **frame.hoverable(rows["hover"]),
    }  # fmt: skip
    ends_drawn = {
        "type": "scatter", "mode": "markers", "x": [first, last], "y": [0, count - 1], "yaxis": "y2", "hoverinfo": "skip",
        "marker": {"symbol": ["circle-open", "circle"], "size": 13, "color": p.ink, "line": {"width": 2, "color": p.ink}},
    }  # fmt: skip
    gap = np.full(count - 1, np.nan)
    joins = {
        "type": "scatter", "mode": "lines", "x": np.array([values, values, gap]).T.ravel(),
        "y": np.array([np.arange(count - 1), np.arange(1, count), gap]).T.ravel(), "hoverinfo": "skip",
        "line": {"color": p.muted, "width": 1},
    }  # fmt: skip
    shapes, notes = [], []
    if limit is not None:
        shapes.append(frame.upright(limit, p, count))
        text = f"{frame.words(limit_word)} <b>{printing.number(limit, 2)}</b>"
        notes.append(frame.over_line(text, p, x=limit, low=low, high=high))
    return frame.figure(
        [steps, joins, ends_drawn], p, height=46 + count * frame.row_height(count, lines), margin={"t": 24, "b": 4},
        xaxis=frame.value_axis(p, low, high, showgrid=False, tickformat=".3f", nticks=4),
        yaxis=frame.row_axis(labels, p), yaxis2=frame.column_axis(texts, p), shapes=shapes, annotations=notes,
    )  # fmt: skip
