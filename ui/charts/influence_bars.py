"""Influence bars: how much of an indicator's variance each school makes, above or below the mean."""

from __future__ import annotations

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "share", "above", "hover")


def influence_bars(rows: pd.DataFrame, *, above_word: str, below_word: str, share_title: str, p: Palette) -> go.Figure:
    """One bar a school, in the given order: to the right if it is above the mean, to the left if below.

    rows: label, share (of S², 0-1), above (bool), hover (plain text). share_title: the name of the share.
    Bars above the mean are dark and full, bars below are hatched: side, tone and texture all say which.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    rows = rows[rows["share"].notna()]  # without a share there is nothing to draw
    names, lines = frame.labels(rows["label"], width=12)
    share, above = rows["share"].to_numpy(float), rows["above"].to_numpy(bool)
    count, signed = len(rows), np.where(above, share, -share)
    right, left = max(signed.max(), 0.0), max(-signed.min(), 0.0)
    room = 0.45 * (right + left or 1.0)  # for the percentages, and for the words over a side without bars
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": signed,
        "y": np.arange(count),
        "width": 0.66,
        "customdata": frame.plain(rows["label"]),
        "cliponaxis": False,
        "text": [f"{part:.1%}" for part in share],
        "textposition": "outside",
        "textangle": 0,
        "textfont": {"color": p.ink, "size": frame.SIZE},
        "constraintext": "none",
        "marker": {
            "color": [p.ink if over else p.muted for over in above],
            "line": {"color": p.muted, "width": np.where(above, 0, 1)},
            "opacity": 0.85,
            "pattern": {"shape": ["" if over else "/" for over in above], **frame.hatch(p)},
        },
        **frame.hoverable(rows["hover"]),
    }
    middle = {
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": -0.5,
        "y1": count - 0.5,
        "xref": "x",
        "yref": "y",
        "line": {"color": p.ink, "width": 1.5},
    }
    above_lines, below_lines = printing.wrapped(above_word, 6), printing.wrapped(below_word, 6)
    head = 7 + frame.LINE * max(len(above_lines), len(below_lines))
    notes = [
        frame.note(
            "<br>".join(map(frame.words, above_lines)) + " ▶",
            p,
            x=1,
            y=1,
            xanchor="right",
            align="right",
            yanchor="bottom",
            yshift=3,
        ),
        frame.note(
            "◀ " + "<br>".join(map(frame.words, below_lines)),
            p,
            x=0,
            y=1,
            xanchor="left",
            align="left",
            yanchor="bottom",
            yshift=3,
        ),
        frame.note(
            frame.words(share_title),
            p,
            x=0.5,
            y=0,
            xanchor="center",
            yanchor="top",
            yshift=-5,
            font={"color": p.muted, "size": frame.SIZE},
        ),
    ]
    row = 26 if lines == 1 else round(frame.LINE * lines) + 3
    return frame.figure(
        [bars],
        p,
        height=head + 26 + count * row,
        margin={"t": head, "b": 26},
        xaxis=frame.bare_axis(-left - room, right + room),
        yaxis=frame.row_axis(names, p),
        shapes=[middle],
        annotations=notes,
    )
