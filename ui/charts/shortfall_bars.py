"""Shortfall bars: every school's value of one indicator against what it must reach."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "value", "status", "note", "hover")
ROW = 26  # px


def shortfall_bars(
    rows: pd.DataFrame,
    *,
    bound: float,
    tolerated_share: float,
    bound_word: str,
    tolerated_word: str,
    value_title: str,
    p: Palette,
    axis_max: float | None = None,
) -> go.Figure:
    """One bar a school, in the given order, with lines at the bound and at the tolerated share of it.

    rows: label, value (in the indicator's unit; NaN if absent), status (met, tolerated, short or absent), note
    (printed at the right, such as what is lacking), hover (plain text). bound: in the indicator's unit.
    tolerated_share: 0-1. value_title: the value's name and unit. axis_max: the right end of the axis; by default
    at most 1.6 times the bound, because a very small school may have many times of it: a bar that goes on beyond
    the axis ends in "»".
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    names, lines = frame.labels(rows["label"], width=12)
    count, places = len(rows), np.arange(len(rows))
    value, status = rows["value"].to_numpy(float), rows["status"].tolist()
    absent = np.isnan(value)
    end = axis_max or min(max(np.nanmax([*value, 0.0]) * 1.02, bound * 1.2), bound * 1.6)
    colours = [p.fill(name) for name in status]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": np.where(absent, end, np.minimum(value, end)),
        "y": places,
        "width": 0.66,
        "yaxis": "y2",
        "customdata": frame.plain(rows["label"]),
        "text": np.where(~absent & (value > end), "»", ""),
        "textposition": "inside",
        "insidetextanchor": "end",
        "textangle": 0,
        "constraintext": "none",
        "textfont": {"color": p.background, "size": 16},
        "marker": {
            "color": colours,
            "line": {
                "color": [p.line(name) for name in status],
                "width": [1 if name in ("absent", "tolerated") else 0 for name in status],
            },
            "pattern": {"shape": ["/" if gap else "" for gap in absent], **frame.hatch(p)},
        },
        **frame.hoverable(rows["hover"]),
    }
    tolerated = bound * tolerated_share
    notes = [
        frame.note(
            f"{frame.words(word)}<br><b>{printing.quantity(at)}</b>",
            p,
            x=at,
            y=1,
            xref="x",
            xanchor=anchor,
            align=anchor,
            yanchor="bottom",
            yshift=3,
        )
        for at, word, anchor in ((tolerated, tolerated_word, "right"), (bound, bound_word, "left"))
    ]
    texts = [f"{frame.shape(name, p)} {frame.words(text)}" for name, text in zip(status, rows["note"], strict=True)]
    row = ROW if lines == 1 else round(frame.LINE * lines) + 3
    return frame.figure(
        [bars],
        p,
        height=82 + count * row,
        margin={"t": 40, "b": 4},
        xaxis=frame.value_axis(p, 0, end, value_title, nticks=5),
        yaxis=frame.row_axis(names, p),
        yaxis2=frame.column_axis(texts, p),
        shapes=[frame.upright(tolerated, p, count, dashed=True), frame.upright(bound, p, count)],
        annotations=notes,
    )
