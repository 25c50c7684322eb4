"""Bullet bars: each indicator's coefficient of variation against its limit."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "cv", "limit", "status", "borderline", "hover")


def cv_bullets(
    rows: pd.DataFrame, *, limit_word: str, cv_word: str, p: Palette, axis_max: float | None = None
) -> go.Figure:
    """One bar an indicator, in the given order, with the limit as a dark line and the value printed at the right.

    rows: label (the indicator's short name), cv (a fraction; NaN if absent), limit (the same; NaN if there is
    none), status (met, short, absent or unbounded), borderline (bool, marked "≈"), hover (plain text).
    axis_max: the CV at the right end; give it where the chart must not change its scale.
    Where limits differ, each row has its own line and prints it beside the value.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    names, lines = frame.labels(rows["label"], width=13)
    count = len(rows)
    cv, limit = rows["cv"].to_numpy(float), rows["limit"].to_numpy(float)
    status = rows["status"].tolist()
    absent = np.isnan(cv)
    end = axis_max or printing.ceiling(max(np.nanmax([*cv, 0.0]) * 1.05, np.nanmax([*limit, 0.0]) * 1.3))
    limits = np.unique(limit[~np.isnan(limit)])

    colours = [p.fill(name) for name in status]
    track = {
        "type": "bar",
        "orientation": "h",
        "x": np.full(count, end),
        "y": np.arange(count),
        "width": 0.62,
        "marker": {"color": p.track, "line": {"width": 0}},
        "hoverinfo": "skip",
    }
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": np.where(absent, end, cv),
        "y": np.arange(count),
        "width": 0.62,
        "yaxis": "y2",
        "customdata": frame.plain(rows["label"]),
        "marker": {
            "color": colours,
            "line": {"color": colours, "width": np.where(absent, 1, 0)},
            "pattern": {"shape": ["/" if gap else "" for gap in absent], **frame.hatch(p)},
        },
        **frame.hoverable(rows["hover"]),
    }
    shapes, notes = [], []
    if len(limits) == 1:
        at = float(limits[0])
        shapes = [frame.upright(at, p, count)]
        text = f"{frame.words(limit_word)} <b>{printing.number(at, 2)}</b>"
        notes = [frame.over_line(text, p, x=at, low=0, high=end)]
    elif len(limits) > 1:
        shapes = [
            frame.upright(at, p, count) | {"y0": row - 0.44, "y1": row + 0.44}
            for row, at in enumerate(limit.tolist())
            if not np.isnan(at)
        ]
    head = f"{cv_word} / {limit_word}" if len(limits) > 1 else cv_word
    notes.append(
        frame.note(
            frame.words(head),
            p,
            x=1,
            y=1,
            xanchor="right" if len(limits) > 1 else "left",
            yanchor="bottom",
            yshift=3,
            xshift=0 if len(limits) > 1 else 6,
            font={"color": p.muted, "size": frame.SIZE},
        )
    )
    texts = [
        _printed(value, at if len(limits) > 1 else np.nan, name, near, p)
        for value, at, name, near in zip(cv, limit, status, rows["borderline"], strict=True)
    ]
    return frame.figure(
        [track, bars],
        p,
        height=26 + count * frame.row_height(count, lines),
        margin={"t": 24, "b": 2},
        xaxis=frame.bare_axis(0, end),
        yaxis=frame.row_axis(names, p),
        yaxis2=frame.column_axis(texts, p),
        shapes=shapes,
        annotations=notes,
    )


def _printed(cv: float, limit: float, status: str, borderline: bool, p: Palette) -> str:
    """The text of the right column: value, sign, and "≈" where the value is at the limit."""
    against = "" if np.isnan(limit) else f" / {printing.number(limit, 2)}"
    return f"{printing.number(cv, 3)}{against} {frame.shape(status, p)}{' ≈' if borderline else ''}"
