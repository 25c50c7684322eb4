"""Heatmap: every school part against every indicator, the worst parts on top."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import SHAPES, Palette

ROW: Final = 22  # px
PRINTED_ROWS: Final = 60  # up to here each cell prints its ratio; beyond, only cells that need care show a sign

# (status, up to this ratio, share of the status's colour over the background): deeper is further from the bound
TONES: Final = (
    ("short", 0.5, 1.0),
    ("short", 0.7, 0.78),
    ("short", math.inf, 0.56),
    ("tolerated", math.inf, 0.6),
    ("met", 1.25, 0.14),
    ("met", 1.5, 0.24),
    ("met", math.inf, 0.36),
    ("unbounded", math.inf, 0.08),
)
NARROW: Final = 41  # px; a column below this has room for the sign only


def school_heatmap(
    ratios: pd.DataFrame,
    statuses: pd.DataFrame,
    *,
    values: pd.DataFrame,
    status_words: dict[str, str],
    ratio_word: str,
    p: Palette,
    width: float = 570,
) -> go.Figure:
    """One row a school part, one column an indicator; colour, sign and percentage say how near the bound it is.

    ratios: value over bound (1 = just met; NaN if absent), index = unique part labels, worst first, columns =
    indicator short names. statuses: the same shape (met, tolerated, short, absent, unbounded). values: the same
    shape, the value with its unit as text for the hover. status_words: status → word. ratio_word: what the
    percentage is of, printed over the row labels and in the hover. width: px the chart will have; the column names
    are broken to fit it, and narrow columns show the sign without the percentage.
    The colour steps with the status and deepens with the ratio. Percentages are rounded down, so that a cell just
    under its bound never reads 100 %. A point's y and customdata are the part's label, for selection by click.
    Raises ValueError if there is no row, if a label comes twice, or if the three frames do not match.
    """
    if ratios.empty:
        raise ValueError("a chart needs at least one row; got an empty frame")
    if not ratios.index.is_unique:
        raise ValueError(f"part labels must be unique; twice: {ratios.index[ratios.index.duplicated()][0]}")
    if not (ratios.shape == statuses.shape == values.shape):
        raise ValueError(f"ratios, statuses, values differ in shape: {ratios.shape}, {statuses.shape}, {values.shape}")
    parts, names = [str(label) for label in ratios.index], [str(name) for name in ratios.columns]
    ratio, status = ratios.to_numpy(float).ravel(), statuses.to_numpy(object).ravel()
    tone = np.array([_tone(name, part) for name, part in zip(status, ratio, strict=True)])
    colours = [frame.blend(p.fill(name), p.background, share) for name, _, share in TONES]
    room = (width - max(map(printing.ems, parts)) * frame.SIZE - 12) / len(names)  # px a column
    full = len(parts) <= PRINTED_ROWS and room >= NARROW
    ys, xs = np.repeat(np.array(parts, dtype=object), len(names)), np.tile(np.array(names, dtype=object), len(parts))
    texts = [_cell(state, share, len(parts) <= PRINTED_ROWS, full) for state, share in zip(status, ratio, strict=True)]
    longest = max(map(len, texts))  # plotly fits the type to the longest text: one length, one size
    text = np.array([part.center(longest, "\u00a0") for part in texts], dtype=object)
    on_ink = np.array([_stands_out(p.ink, p.background, colour) for colour in [p.background, *colours]])[tone + 1]
    cells = [
        {
            "type": "heatmap",
            "x": names,
            "y": parts,
            "hoverinfo": "skip",
            "xgap": 2,
            "ygap": 2,
            "showscale": False,
            "z": np.where(chosen, tone, np.nan).reshape(ratios.shape),
            "zmin": -1.5,
            "zmax": len(TONES) - 0.5,
            "colorscale": _steps([p.background, *colours]),
            "hoverongaps": False,
            "text": np.where(chosen, text, "").astype(object).reshape(ratios.shape),
            "texttemplate": "%{text}",
            "textfont": {"color": ink, "family": frame.FAMILY},  # no size: plotly fits it to the cell
        }
        for chosen, ink in ((on_ink, p.ink), (~on_ink, p.background))
        if chosen.any()
    ]
    hover = [
        f"{part}\n{name}: {value}\n{SHAPES[state]} {status_words.get(state, state)}"
        + ("" if math.isnan(share) else f"\n{ratio_word} {_percent(share)}")
        for part, name, value, state, share in zip(ys, xs, values.to_numpy(object).ravel(), status, ratio, strict=True)
    ]
    # Cells of a heatmap cannot be selected in plotly; unseen marks over them can.
    marks = {
        "type": "scatter",
        "mode": "markers",
        "x": xs,
        "y": ys,
        "customdata": ys,
        "marker": {"symbol": "square", "size": 18, "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
        **frame.hoverable(hover),
    }
    heads, upright = _heads(names, room)
    tall = (
        max(printing.ems(line) for lines in heads for line in lines) * frame.SIZE
        if upright
        else (max(map(len, heads)) * frame.LINE)
    )
    shapes = _hollow(status.reshape(len(parts), len(names)) == "absent", p)
    corner = frame.note(
        frame.words(ratio_word),
        p,
        x=0,
        y=1,
        xanchor="right",
        yanchor="bottom",
        xshift=-8,
        yshift=4,
        font={"color": p.muted, "size": frame.SIZE},
    )
    return frame.figure(
        [*cells, marks],
        p,
        height=ROW * len(parts) + tall + 12,
        margin={"t": tall + 10, "b": 2, "r": 2},
        xaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names,
            "side": "top",
            "fixedrange": True,
            "range": [-0.5, len(names) - 0.5],
            "tickmode": "array",
            "tickvals": names,
            "ticks": "",
            "tickangle": -90 if upright else 0,
            "ticktext": ["<br>".join(map(frame.words, lines)) for lines in heads],
            "showgrid": False,
            "zeroline": False,
            "tickfont": {"color": p.ink, "size": _head_size(room)},
            "automargin": True,
        },
        yaxis=frame.row_axis(
            list(map(frame.words, parts)),
            p,
            type="category",
            categoryorder="array",
            categoryarray=parts,
            tickvals=parts,
        ),
        shapes=shapes,
        annotations=[corner],
        hoverdistance=40,
    )


def _tone(status: str, ratio: float) -> int:
    """The place in TONES of a cell; −1 for an absent one, which has the background's colour."""
    for place, (name, top, _) in enumerate(TONES):
        if name == status and (ratio < top or math.isinf(top)):
            return place
    return -1


def _percent(ratio: float) -> str:
    """The ratio in whole percent, rounded down."""
    return f"{math.floor(ratio * 100 + 1e-9):,}%"


def _cell(status: str, ratio: float, signs: bool, percent: bool) -> str:
    """The text of a cell: sign and percentage, the sign, or the sign only where something is lacking."""
    if status == "unbounded" or (status == "met" and not signs):
        return ""
    return f"{SHAPES[status]} {_percent(ratio)}" if percent and not math.isnan(ratio) else SHAPES[status]


def _head_size(room: float) -> int:
    """The type size of the column names, smaller where columns are as narrow as on a phone."""
    return frame.SIZE if room >= 30 else 11


def _heads(names: list[str], room: float) -> tuple[list[list[str]], bool]:
    """The lines of each column's name within `room` px, and whether they must stand upright to fit."""
    ems = room / _head_size(room)
    level = [printing.wrapped(name, max(ems - 0.3, 2)) for name in names]
    if max(printing.ems(line) for lines in level for line in lines) <= ems + 0.3:
        return level, False
    return [printing.wrapped(name, 11) if room > 2 * frame.LINE else [name] for name in names], True


def _steps(colours: list[str]) -> list[list[object]]:
    """A colour scale of equal steps, one a colour."""
    count = len(colours)
    return [[edge / count, colour] for i, colour in enumerate(colours) for edge in (i, i + 1)]


def _stands_out(one: str, other: str, ground: str) -> bool:
    """Whether the first colour contrasts more with the ground than the other does."""
    return _contrast(one, ground) >= _contrast(other, ground)


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG defines it, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    """The relative luminance of "#RRGGBB" as WCAG defines it, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _hollow(absent: np.ndarray, p: Palette) -> list[frame.Spec]:
    """One outline with a hatch for all absent cells together (one shape, however many cells)."""
    path = []
    for row, column in np.argwhere(absent).tolist():
        left, right, top, bottom = column - 0.46, column + 0.46, row - 0.42, row + 0.42
        path.append(f"M{left},{top}L{right},{top}L{right},{bottom}L{left},{bottom}Z")
        strokes = (column - 0.36, column + 0.12)  # either side of the sign
        path.extend(f"M{start},{bottom}L{start + 0.24},{top}" for start in strokes)
    if not path:
        return []
    return [{"type": "path", "path": "".join(path), "line": {"color": p.absent, "width": 1}, "opacity": 0.6}]
