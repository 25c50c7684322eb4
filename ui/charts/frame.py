"""What all charts share: checked input, escaped words, axes, limit lines, the layout.

Words given to a chart are plain text. `words` escapes them here, once, because plotly reads a part of HTML:
a school called "<b>" is shown as such. A line break in a hover text is written as a new line character.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import Any, Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import printing
from ui.palette import SHAPES, Palette

FAMILY: Final = (
    "-apple-system, 'Segoe UI', 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
)
SIZE: Final = 13  # px, the smallest type in a chart
LINE: Final = SIZE * 1.3  # px, plotly's distance between two lines of text

# For st.plotly_chart(config=…): one button, the picture download, seen while the pointer is on the chart. ui/pictures.js
# puts one for SVG beside it.
CONFIG: Final[dict[str, Any]] = {
    "displaylogo": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
    "scrollZoom": False,
    "doubleClick": False,
}

Spec = dict[str, Any]


def checked(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """The same frame, once it is known to hold something and every column the chart needs.

    Raises ValueError if there is no row (an empty state is for the page to show) or a column is missing.
    """
    if rows.empty:
        raise ValueError("a chart needs at least one row; got an empty frame")
    missing = [name for name in columns if name not in rows.columns]
    if missing:
        raise ValueError(f"the chart's frame lacks {', '.join(missing)}; it has {', '.join(map(str, rows.columns))}")
    return rows


def words(text: object) -> str:
    """The text as plotly must be given it, so that a reader sees exactly what was typed.

    >>> words("<b>Hill</b> & Lake")
    '&lt;b&gt;Hill&lt;/b&gt; &amp; Lake'
    """
    return html.escape(str(text), quote=False).replace("\n", "<br>")


def all_words(texts: Iterable[object]) -> np.ndarray:
    """`words` of each text, as an array (plotly takes arrays several times faster than lists)."""
    return np.array([words(text) for text in texts], dtype=object)


def plain(texts: Iterable[object]) -> np.ndarray:
    """The texts unescaped, for customdata: what a click hands back must equal the label."""
    return np.array([str(text) for text in texts], dtype=object)


def shape(status: str, p: Palette) -> str:
    """The status's sign in the status's colour, as plotly markup."""
    return f'<span style="color:{p.line(status)}">{SHAPES[status]}</span>'


def blend(colour: str, ground: str, share: float) -> str:
    """The colour laid over the ground with the given share (0-1).

    >>> blend("#000000", "#FFFFFF", 0.5)
    '#808080'
    """
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    return "#" + "".join(f"{round(top * share + below * (1 - share)):02X}" for top, below in pairs)


def _channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, 0-255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def value_axis(p: Palette, low: float, high: float, title: str = "", **more: Any) -> Spec:
    """An axis of values with a fixed range, thin grid lines and its title (with the unit)."""
    axis: Spec = {
        "range": [low, high],
        "fixedrange": True,
        "zeroline": False,
        "gridcolor": p.rule,
        "gridwidth": 1,
        "ticks": "",
        "tickfont": {"color": p.muted, "size": SIZE},
        "nticks": 6,
        "separatethousands": True,
        "showline": False,
        "automargin": True,
        "ticklabelstandoff": 4,
        "tickprefix": "\u00a0",
        "ticksuffix": "\u00a0",
    }
    if title:
        axis["title"] = {"text": words(title), "font": {"color": p.muted, "size": SIZE}, "standoff": 8}
    return axis | more


def bare_axis(low: float, high: float, **more: Any) -> Spec:
    """An axis that only places things: no grid, no ticks, no labels."""
    return {"range": [low, high], "fixedrange": True, "visible": False} | more


def row_axis(labels: Sequence[str], p: Palette, **more: Any) -> Spec:
    """A vertical axis with one row per label, the first on top; labels are plotly markup already."""
    axis: Spec = {
        "range": [len(labels) - 0.5, -0.5],
        "fixedrange": True,
        "tickmode": "array",
        "tickvals": np.arange(len(labels)),
        "ticktext": [f"\u00a0{label}\u00a0" for label in labels],
        "ticks": "",
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticklabelstandoff": 3,
        "tickfont": {"color": p.ink, "size": SIZE},
    }
    return axis | more


def column_axis(texts: Sequence[str], p: Palette) -> Spec:
    """A second row axis that prints one text per row at the right, outside the plot, where it meets nothing."""
    return row_axis(texts, p, overlaying="y", side="right")


def row_height(count: int, lines: int) -> float:
    """Px a row: 33 for labels of one line; for more, as much as they need, tighter where rows are many."""
    return 33 if lines == 1 else max(LINE * lines, min(LINE * lines + 3, 274 / count))


def labels(texts: Iterable[object], width: float = 11) -> tuple[list[str], int]:
    """The row labels, wrapped and escaped, and how many lines the longest of them takes."""
    parts = [printing.wrapped(str(text), width) for text in texts]
    return ["<br>".join(words(line) for line in lines) for lines in parts], max(map(len, parts))


def note(text: str, p: Palette, *, x: float, y: float, **more: Any) -> Spec:
    """A piece of text at a place; coordinates are shares of the plot unless `xref` or `yref` say otherwise."""
    spec: Spec = {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "showarrow": False,
        "borderpad": 0,
        "font": {"color": p.ink, "size": SIZE},
    }
    return spec | more


def upright(x: float, p: Palette, rows: int, *, dashed: bool = False) -> Spec:
    """A dark line across all rows at the value x."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": -0.5,
        "y1": rows - 0.5,
        "xref": "x",
        "yref": "y",
        "line": {"color": p.muted if dashed else p.ink, "width": 2, "dash": "dot" if dashed else "solid"},
    }


def over_line(text: str, p: Palette, *, x: float, low: float, high: float, **more: Any) -> Spec:
    """The text above the plot over a line at x, kept inside the plot when the line is near an end."""
    place = (x - low) / (high - low)
    anchor = "right" if place > 0.7 else "left" if place < 0.2 else "center"
    return note(text, p, x=x, y=1, xref="x", xanchor=anchor, yanchor="bottom", yshift=3, **more)


def levels(
    lines: Sequence[tuple[float, str, bool]],
    p: Palette,
    *,
    across: tuple[float, float],
    low: float,
    high: float,
    height: float,
) -> tuple[list[Spec], list[Spec], int]:
    """Level lines across the plot with word and value at the right, beyond the plot: shapes, notes, right margin.

    lines: (value, word, dashed) each; across: the range of the x axis; height: of the plot, in px. Labels too near
    each other are moved apart.
    """
    ordered = sorted(lines, key=lambda line: line[0])
    shapes = [
        {
            "type": "line",
            "xref": "x",
            "x0": across[0],
            "x1": across[1],
            "layer": "between",
            "yref": "y",
            "y0": value,
            "y1": value,
            "line": {"color": p.muted if dashed else p.ink, "width": 1.5, "dash": "dot" if dashed else "solid"},
        }
        for value, _, dashed in ordered
    ]
    texts = [
        f"{words(word)}<br>{printing.quantity(value)}" if word else printing.quantity(value)
        for value, word, _ in ordered
    ]
    tall = [LINE * (1 + text.count("<br>")) + 4 for text in texts]
    middles = [(value - low) / (high - low) * height for value, _, _ in ordered]
    for _ in middles:  # moving one pair apart may push a third label; a few rounds settle it
        for i in range(1, len(middles)):
            overlap = (tall[i - 1] + tall[i]) / 2 - (middles[i] - middles[i - 1])
            if overlap > 0:
                middles[i - 1], middles[i] = middles[i - 1] - overlap / 2, middles[i] + overlap / 2
    notes = [
        note(text, p, x=1, y=middle / height, xanchor="left", yanchor="middle", xshift=6, align="left")
        for text, middle in zip(texts, middles, strict=True)
    ]
    widest = max((printing.ems(part) for text in texts for part in html.unescape(text).split("<br>")), default=0)
    return shapes, notes, round(widest * SIZE) + 16


def figure(data: list[Spec], p: Palette, *, height: float, margin: Spec, **layout: Any) -> go.Figure:
    """The figure with the shared look: system faces, clear ground, no legend, nothing that moves or zooms."""
    shared: Spec = {
        "height": round(height),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0} | margin,
        "font": {"family": FAMILY, "size": SIZE, "color": p.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "barmode": "overlay",
        "hoverlabel": {
            "bgcolor": p.background,
            "bordercolor": p.muted,
            "align": "left",
            "namelength": -1,
            "font": {"family": FAMILY, "size": SIZE, "color": p.ink},
        },
        "modebar": {"bgcolor": p.background, "color": p.muted, "activecolor": p.accent},
        "template": {},
    }
    return go.Figure(data, shared | layout)


def hatch(p: Palette) -> Spec:
    """The hatch of a hollow bar: strokes in the bar's own colour on the ground."""
    return {"fillmode": "replace", "bgcolor": p.background, "size": 7, "solidity": 0.22}


def value_title(text: str, p: Palette) -> Spec:
    """The vertical axis's title, written level over its top, where it can be read."""
    return note(
        words(text), p, x=0, y=1, xanchor="left", yanchor="bottom", yshift=8, font={"color": p.muted, "size": SIZE}
    )


def halo(p: Palette) -> str:
    """A text shadow in the ground's colour, which keeps a label readable over marks."""
    return ", ".join(f"{x}px {y}px 2px {p.background}" for x in (-1, 1) for y in (-1, 1))


def hoverable(texts: Iterable[object], **more: Any) -> Spec:
    """The part of a trace that shows each text, and nothing else, while the pointer is on its mark."""
    return {"hovertext": all_words(texts), "hoverinfo": "text"} | more


# A click selects one mark; the others must not fade, the page draws the selection itself.
UNFADED: Final[Spec] = {"unselected": {"marker": {"opacity": 1}}, "selected": {"marker": {"opacity": 1}}}
