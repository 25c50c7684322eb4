"""Influence bubbles: which schools, large or far from the mean, make the variance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "pupils", "value", "share", "above", "hover", "named")
HEIGHT = 370  # px
PLOT = HEIGHT - 78  # px of it between the axes
WIDEST = 46  # px, the largest bubble; less where there are many
WIDTHS = (270.0, 450.0)  # px of plot on a phone and in half a laptop page, for placing labels
PLACES = (
    ("right", "middle"),
    ("left", "middle"),
    ("center", "top"),
    ("center", "bottom"),
    ("right", "top"),
    ("right", "bottom"),
    ("left", "top"),
    ("left", "bottom"),
)


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
    the mean), hover (plain text), named (bool: its label is shown, unless it
    would cover another). mean, bound: in the indicator's unit.
    selected: the label of the school to ring. axis_max: right and upper end of the axes, to keep them still.
    Schools above the mean are dark circles, those below hollow diamonds. customdata is the label.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    rows = rows[rows["share"].notna()]  # without a share there is nothing to draw
    pupils, value = rows["pupils"].to_numpy(float), rows["value"].to_numpy(float)
    share, above = rows["share"].to_numpy(float), rows["above"].to_numpy(bool)
    tops = (np.nanmax([*pupils, 1.0]), np.nanmax([*value, mean, bound or 0.0]))
    right, high = axis_max or (printing.ceiling(tops[0] * 1.06), printing.ceiling(tops[1] * 1.06))
    label, hover = rows["label"].to_numpy(object), frame.all_words(rows["hover"])
    size = np.sqrt(share / max(share.max(), 1e-12)) * (WIDEST if len(rows) <= 100 else WIDEST * 0.75)

    def bubbles(chosen: np.ndarray, marker: frame.Spec) -> frame.Spec:
        """The trace of some schools, the largest bubbles at the back."""
        order = np.flatnonzero(chosen)
        order = order[np.argsort(-size[order], kind="stable")]
        return {
            "type": "scatter",
            "mode": "markers",
            "x": pupils[order],
            "y": value[order],
            "customdata": label[order],
            "hovertext": hover[order],
            "hoverinfo": "text",
            "marker": {"size": np.maximum(size[order], 6)} | marker,
            **frame.UNFADED,
        }

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
                "type": "scatter",
                "mode": "markers",
                "x": pupils[picked],
                "y": value[picked],
                "hoverinfo": "skip",
                "marker": {
                    "symbol": "circle-open",
                    "size": np.maximum(size[picked], 6) + 10,
                    "color": p.accent,
                    "line": {"width": 3},
                },
                **frame.UNFADED,
            }
        )
    shown = np.flatnonzero((rows["named"].to_numpy(bool) | picked) & ~np.isnan(value) & ~np.isnan(pupils))
    shown = shown[np.lexsort((-share[shown], ~picked[shown]))]  # the picked one first, then the most influential
    places = _places(
        (pupils + 0.04 * right) / (1.04 * right),
        value / high,
        np.maximum(size, 6),
        shown,
        [str(text) for text in label[shown]],
    )
    kept = np.array([place != "" for place in places], dtype=bool)
    if kept.any():
        shown = shown[kept]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": pupils[shown],
                "y": value[shown],
                "hoverinfo": "skip",
                "text": frame.all_words(label[shown]),
                "textposition": [place for place in places if place],
                "cliponaxis": False,
                "textfont": {"size": frame.SIZE, "color": p.ink, "shadow": frame.halo(p)},
                "marker": {"size": np.maximum(size[shown], 6), "opacity": 0},  # text keeps clear of the bubble
                "selected": {"marker": {"opacity": 0}, "textfont": {"color": p.ink}},
                "unselected": {"marker": {"opacity": 0}, "textfont": {"color": p.ink}},
            }
        )
    # a large bubble near zero would be cut by the axis: let the axis begin below its edge (a diamond is 1.4 sizes tall)
    edge = np.nanmin(np.where(np.isnan(value), np.nan, value - 0.75 * size * high / PLOT), initial=0.0)
    lines = [(mean, mean_word, True)] + ([(bound, bound_word, False)] if bound is not None else [])
    shapes, notes, margin = frame.levels(lines, p, across=(-0.04 * right, right), low=edge, high=high, height=PLOT)
    notes.append(frame.value_title(value_title, p))
    return frame.figure(
        traces,
        p,
        height=HEIGHT,
        margin={"t": 30, "r": margin, "b": 4},
        xaxis=frame.value_axis(p, -0.04 * right, right, pupils_title),
        yaxis=frame.value_axis(p, edge, high, tick0=0, minallowed=edge),
        shapes=shapes,
        annotations=notes,
    )


Box = tuple[float, float, float, float]  # left, low, right, high; px


def _places(x: np.ndarray, y: np.ndarray, size: np.ndarray, shown: np.ndarray, texts: list[str]) -> list[str]:
    """Where each shown label goes beside its bubble, "" for one that would cover another label.

    x, y: shares of the plot; size: px. The page decides the real width, so the place is the one that meets labels,
    edges and bubbles least on a phone and on a laptop together.
    """
    bubbles = [_largest(x * width, y * PLOT, size) for width in WIDTHS]
    taken: list[list[Box]] = [[] for _ in WIDTHS]
    places = []
    for school, text in zip(shown.tolist(), texts, strict=True):
        options: dict[str, tuple[float, float, list[Box]]] = {}
        for across, up in PLACES:
            boxes = [_box(x[school] * width, y[school] * PLOT, size[school], text, across, up) for width in WIDTHS]
            detached = 0.0 if up == "middle" or across == "center" else 0.3 * _common(boxes[0], boxes[0])
            labels = sum(_common(box, other) for box, placed in zip(boxes, taken, strict=True) for other in placed)
            edges = sum(_outside(box, width) for box, width in zip(boxes, WIDTHS, strict=True))
            under = sum(_common(box, other) for box, near in zip(boxes, bubbles, strict=True) for other in near)
            options[f"{up} {across}"] = (20 * labels + 6 * edges + under + detached, labels, boxes)
        best = min(options, key=lambda place: options[place][0])
        _, labels, boxes = options[best]
        if labels > 0.15 * sum(_common(box, box) for box in boxes):
            places.append("")
            continue
        places.append(best)
        for placed, box in zip(taken, boxes, strict=True):
            placed.append(box)
    return places


def _box(x: float, y: float, size: float, text: str, across: str, up: str) -> Box:
    """The box of a label at one of its places beside a bubble."""
    wide, tall = printing.ems(text) * frame.SIZE, frame.LINE
    off = size / 2 + 2 if "middle" in up or across == "center" else size / 2 * 0.7 + 1
    left = {"left": x - off - wide, "center": x - wide / 2, "right": x + off}[across]
    low = {"bottom": y - off - tall, "middle": y - tall / 2, "top": y + off}[up]
    return left, low, left + wide, low + tall


def _largest(x: np.ndarray, y: np.ndarray, size: np.ndarray, count: int = 10) -> list[Box]:
    """The boxes of the largest bubbles."""
    order = np.argsort(-size)[:count]
    half = size[order] / 2
    sides = np.array([x[order] - half, y[order] - half, x[order] + half, y[order] + half]).T
    return [(left, low, right, high) for left, low, right, high in np.nan_to_num(sides, nan=-1e9).tolist()]


def _outside(box: Box, width: float) -> float:
    """The area of a label's box beyond the plot."""
    return _common(box, box) - _common(box, (0.0, 0.0, width, PLOT))


def _common(a: Box, b: Box) -> float:
    """The area two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
