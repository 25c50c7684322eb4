"""School strip: all schools of a stage in order of rank, and the one at hand before and after."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import MARKERS, Palette

COLUMNS = ("label", "before", "after", "status", "hover")
HEIGHT = 300  # px
STATUSES = ("met", "tolerated", "short", "unbounded", "absent")  # drawn in this order: what is lacking lies on top


def school_strip(
    rows: pd.DataFrame,
    *,
    bound: float | None,
    bound_word: str,
    tolerated: float | None,
    value_title: str,
    selected: str | None,
    p: Palette,
    axis_max: float | None = None,
    gathering: bool = False,
) -> go.Figure:
    """One mark a school from left to right in the given order, its height the value, its shape the status.

    rows: label, before and after (in the indicator's unit; NaN if absent), status (of after), hover (plain text).
    bound, tolerated: in the same unit, None if there is none. selected: the label of the school to name. axis_max:
    the upper end of the axis; by default it follows `before`, and grows only if `after` goes beyond.
    Every school that changed shows where it was, hollow and joined. Absent schools stand hollow under the axis.
    gathering: a line can be drawn around several marks.
    At most nine traces, however many schools. customdata is the label.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    before, after = rows["before"].to_numpy(float), rows["after"].to_numpy(float)
    status, label = rows["status"].to_numpy(object), rows["label"].to_numpy(object)
    hover = frame.all_words(rows["hover"])
    count, rank = len(rows), np.arange(len(rows), dtype=float)
    high = axis_max or _end(before, after, bound)
    low = -0.09 * high
    gone = np.isnan(after) | (status == "absent")
    height = np.where(gone, low * 0.6, after)
    size = float(np.clip(520 / count, 7, 12))

    outline = 1.0 if count <= 120 else 0.0  # between crowded marks there is no room for one
    moved = ~gone & ~np.isnan(before) & (before != after)

    def marks(own: np.ndarray, symbol: object, colour: object, line: frame.Spec, grown: float) -> frame.Spec:
        """The trace of some schools as they are now."""
        return {
            "type": "scatter",
            "mode": "markers",
            "x": rank[own],
            "y": height[own],
            "customdata": label[own],
            "hovertext": hover[own],
            "hoverinfo": "text",
            "marker": {"symbol": symbol, "size": size + grown, "color": colour, "line": line},
            **frame.UNFADED,
        }

    traces = []
    for name in STATUSES:
        own = gone if name == "absent" else (status == name) & ~gone & ~moved
        if own.any():
            grown = 1.5 if name in ("short", "tolerated") else 0.0
            traces.append(marks(own, MARKERS[name], p.fill(name), _outline(name, outline, p), grown) | {"name": name})
    if moved.any():
        gap = np.full(int(moved.sum()), np.nan)
        joined = np.array([before[moved], after[moved], gap]).T.ravel()
        now = status[moved]
        traces += [
            {
                "type": "scatter",
                "mode": "lines",
                "x": np.repeat(rank[moved], 3),
                "y": joined,
                "hoverinfo": "skip",
                "line": {"color": p.muted, "width": 2},
            },
            {
                "type": "scatter",
                "mode": "markers",
                "x": rank[moved],
                "y": before[moved],
                "hoverinfo": "skip",
                "marker": {
                    "symbol": "circle",
                    "size": size + 1,
                    "color": p.background,
                    "line": {"color": p.muted, "width": 2},
                },
                **frame.UNFADED,
            },
            marks(
                moved,
                np.array([MARKERS[name] for name in now], dtype=object),
                np.array([p.fill(name) for name in now], dtype=object),
                {"color": p.background, "width": 1},
                2,
            ),
        ]
    lines = [(tolerated, "", True)] if tolerated is not None else []
    lines += [(bound, bound_word, False)] if bound is not None else []
    across = (-0.02 * count - 0.5, count * 1.02 - 0.5)
    shapes, notes, margin = frame.levels(lines, p, across=across, low=low, high=high, height=HEIGHT - 38)
    notes.append(frame.value_title(value_title, p))
    for place in np.flatnonzero(label == selected)[:1].tolist():
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "x": [place],
                "y": [height[place]],
                "hoverinfo": "skip",
                "marker": {"symbol": "circle-open", "size": size + 9, "color": p.accent, "line": {"width": 3}},
                **frame.UNFADED,
            }
        )
        notes.append(
            _name(str(selected), before[place], after[place], place / count, height[place] / high, p)
            | {"x": place, "y": height[place]}
        )
    return frame.figure(
        traces,
        p,
        height=HEIGHT,
        margin={"t": 30, "r": margin, "b": 8},
        dragmode="lasso" if gathering else False,
        xaxis=frame.bare_axis(*across),
        yaxis=frame.value_axis(p, low, high, nticks=5),
        shapes=shapes,
        annotations=notes,
    )


def _end(before: np.ndarray, after: np.ndarray, bound: float | None) -> float:
    """The upper end of the axis, with room for changes, the same while `after` stays within it."""
    end = printing.ceiling(max(np.nanmax([*before, 0.0]), bound or 0.0) * 1.15)
    most = np.nanmax([*after, 0.0])
    return end if most <= end else printing.ceiling(most * 1.05)


def _outline(status: str, width: float, p: Palette) -> frame.Spec:
    """Marks are parted by the ground's colour; amber has a darker edge, since it is too light on white."""
    if status in ("absent", "unbounded"):
        return {"color": p.absent, "width": 2}
    if status == "tolerated":
        return {"color": p.tolerated_ink, "width": 0.5 + 0.5 * width}
    return {"color": p.background, "width": width}


def _name(label: str, before: float, after: float, across: float, up: float, p: Palette) -> frame.Spec:
    """The chosen school's name with its value, or both values if it changed, away from the nearest edge."""
    now = printing.quantity(after) if not np.isnan(after) else "—"
    changed = not np.isnan(before) and printing.quantity(before) != now
    values = f"{printing.quantity(before)} → <b>{now}</b>" if changed else f"<b>{now}</b>"
    below = up > 0.75
    return frame.note(
        f"{frame.words(label)}<br>{values}",
        p,
        x=0,
        y=0,
        xref="x",
        yref="y",
        xanchor="left" if across < 0.3 else "right" if across > 0.7 else "center",
        yanchor="top" if below else "bottom",
        yshift=-14 if below else 14,
        bgcolor=p.background,
        bordercolor=p.accent,
        borderwidth=1,
        borderpad=4,
        opacity=0.95,
    )
