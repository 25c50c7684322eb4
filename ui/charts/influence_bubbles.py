"""Influence bubbles: which schools, large or far from the mean, make the variance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame
from ui.palette import Palette

COLUMNS = ("label", "pupils", "value", "share", "above", "hover", "named")
HEIGHT = 370  # px
PLOT = HEIGHT - 78  # px of it between the axes
WIDEST = 46  # px, the largest bubble; less where there are many
ASSUMED_WIDTH = 280  # px of plot, for placing labels: a phone's, so that they are apart on wider pages too


def influence_bubbles(
    rows: pd.DataFrame,
    *,
    mean: float,
    mean_word: str,
    bound: float | None,
    bound_word: str,
    pupils_title: str,
    value_title: str,
    selected: str | None,
    p: Palette,
    axis_max: tuple[float, float] | None = None,
) -> go.Figure:
    """One bubble a school: pupils to the right, value upwards, area by its share of the variance.

    rows: label, pupils, value (in the indicator's unit; NaN is left out), share (of S², 0-1), above (bool: above
    the mean), hover (plain text), named (bool: its label is shown). mean, bound: in the indicator's unit.
    selected: the label of the school to ring. axis_max: right and upper end of the axes, to keep them still.
    Schools above the mean are dark circles, those below hollow diamonds. customdata is the label.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    pupils, value = rows["pupils"].to_numpy(float), rows["value"].to_numpy(float)
    share, above = rows["share"].fillna(0).to_numpy(float), rows["above"].to_numpy(bool)
    tops = (np.nanmax([*pupils, 1.0]), np.nanmax([*value, mean, bound or 0.0]))
    right, high = axis_max or (frame.ceiling(tops[0] * 1.06), frame.ceiling(tops[1] * 1.06))
    label, hover = rows["label"].to_numpy(object), frame.all_words(rows["hover"])
    size = np.sqrt(share / max(share.max(), 1e-12)) * (WIDEST if len(rows) <= 100 else WIDEST * 0.75)

    def bubbles(chosen: np.ndarray, marker: frame.Spec) -> frame.Spec:
        """The trace of some schools, the largest bubbles at the back."""
        order = np.flatnonzero(chosen)
        order = order[np.argsort(-size[order], kind="stable")]
        return {
            "type": "scatter", "mode": "markers", "x": pupils[order], "y": value[order], "customdata": label[order],
            "hovertext": hover[order], "hoverinfo": "text", "marker": {"size": np.maximum(size[order], 6)} | marker,
            **frame.UNFADED,
        }  # fmt: skip

    faint = {"color": frame.blend(p.muted, p.background, 0.22), "line": {"color": p.muted, "width": 1.5}}
    dark = {"color": frame.blend(p.ink, p.background, 0.72), "line": {"color": p.background, "width": 1}}
    traces = [
        bubbles(~above, {"symbol": "diamond", "opacity": 0.85} | faint),
        bubbles(above, {"symbol": "circle", "opacity": 0.85} | dark),
    ]
    picked = label == selected
    if picked.any():
        traces.append(
            {
                "type": "scatter", "mode": "markers", "x": pupils[picked], "y": value[picked], "hoverinfo": "skip",
                "marker": {"symbol": "circle-open", "size": np.maximum(size[picked], 6) + 10, "color": p.accent,
                           "line": {"width": 3}},
                **frame.UNFADED,
            }  # fmt: skip
        )
    shown = np.flatnonzero((rows["named"].to_numpy(bool) | picked) & ~np.isnan(value) & ~np.isnan(pupils))
    if len(shown):
        places = _places(
            pupils[shown] / right * ASSUMED_WIDTH, value[shown] / high * PLOT, np.maximum(size[shown], 6),
            [str(text) for text in label[shown]], _largest(pupils / right * ASSUMED_WIDTH, value / high * PLOT, size),
        )  # fmt: skip
        traces.append(
            {
                "type": "scatter", "mode": "markers+text", "x": pupils[shown], "y": value[shown], "hoverinfo": "skip",
                "text": frame.all_words(label[shown]), "textposition": places, "cliponaxis": False,
                "textfont": {"size": frame.SIZE, "color": p.ink, "shadow": frame.halo(p)},
                "marker": {"size": np.maximum(size[shown], 6), "opacity": 0},  # text keeps clear of the bubble
            }  # fmt: skip
        )
    lines = [(mean, mean_word, True)] + ([(bound, bound_word, False)] if bound is not None else [])
    shapes, notes, margin = frame.levels(lines, p, low=0, high=high, height=PLOT)
    notes.append(frame.value_title(value_title, p))
    return frame.figure(
        traces, p, height=HEIGHT, margin={"t": 30, "r": margin, "b": 4},
        xaxis=frame.value_axis(p, -0.04 * right, right, pupils_title),
        yaxis=frame.value_axis(p, 0, high), shapes=[{**line, "layer": "below"} for line in shapes],
        annotations=notes,
    )  # fmt: skip


Box = tuple[float, float, float, float]  # left, low, right, high


def _places(x: np.ndarray, y: np.ndarray, size: np.ndarray, texts: list[str], bubbles: list[Box]) -> list[str]:
    """Where each label goes beside its bubble so as to meet labels, bubbles and edges least; all in px."""
    taken: list[Box] = []
    places = []
    for at_x, at_y, across, text in zip(x, y, size, texts, strict=True):
        wide, tall, off = frame.ems(text) * frame.SIZE, frame.LINE, across / 2 + 2
        boxes = {
            place: (left, low, left + wide, low + tall)
            for place, left, low in (
                ("middle right", at_x + off, at_y - tall / 2),
                ("middle left", at_x - off - wide, at_y - tall / 2),
                ("top center", at_x - wide / 2, at_y + off),
                ("bottom center", at_x - wide / 2, at_y - off - tall),
            )
        }
        costs = {
            place: 20 * _outside(box) + 3 * sum(_common(box, other) for other in taken)
            + sum(_common(box, other) for other in bubbles)
            for place, box in boxes.items()
        }  # fmt: skip
        best = min(costs, key=lambda place: costs[place])
        taken.append(boxes[best])
        places.append(best)
    return places


def _largest(x: np.ndarray, y: np.ndarray, size: np.ndarray, count: int = 30) -> list[Box]:
    """The boxes of the largest bubbles, in px."""
    order = np.argsort(-size)[:count]
    half = size[order] / 2
    sides = np.array([x[order] - half, y[order] - half, x[order] + half, y[order] + half]).T
    return [(left, low, right, high) for left, low, right, high in np.nan_to_num(sides, nan=-1e9).tolist()]


def _outside(box: Box) -> float:
    """The area of a label's box beyond the plot."""
    left, low, right, high = box
    plot: Box = (0, 0, ASSUMED_WIDTH, PLOT)
    return (right - left) * (high - low) - _common(box, plot)


def _common(a: Box, b: Box) -> float:
    """The area two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
