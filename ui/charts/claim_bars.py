"""A report's chart on the wall: the same rows as in its picture and on its slide, in the colours of the page, large."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from ui.charts import frame
from ui.palette import SHAPES, Palette

__all__ = ["claim_bars"]

TYPE = 20  # px, readable from the last row of a meeting room
_HATCHED = ("absent", "below", "yearly")


class Row(Protocol):
    """One bar: its label, the status and length of each part from left to right, where it ended before (NaN: nowhere), what is
    printed beside it with the status of its sign ("" for none)."""

    @property
    def label(self) -> str: ...
    @property
    def parts(self) -> tuple[tuple[str, float], ...]: ...
    @property
    def was(self) -> float: ...
    @property
    def text(self) -> str: ...
    @property
    def sign(self) -> str: ...


class Content(Protocol):
    """The rows, the end of their scale, the limit of all of them, the names of the parts, and two notes."""

    @property
    def rows(self) -> Sequence[Row]: ...
    @property
    def end(self) -> float: ...
    @property
    def limit(self) -> float | None: ...
    @property
    def names(self) -> Sequence[str]: ...
    @property
    def ring(self) -> str: ...
    @property
    def note(self) -> str: ...


def claim_bars(content: Content, p: Palette, *, height: float, limit_text: str) -> frame.go.Figure:
    """One bar a row, in their order, what is printed beside it at the right, the limit as one line with its words.

    content: of at most about ten rows, so that all stand in `height` px. Raises ValueError if there is no row.
    """
    rows, end = content.rows, content.end
    if not rows:
        raise ValueError("a chart needs at least one row")
    places = list(range(len(rows)))
    data: list[frame.Spec] = [_bar([end] * len(rows), places, [0.0] * len(rows), ["track"] * len(rows), p)]
    for part in range(max(len(row.parts) for row in rows)):
        base = [sum(_length(row, at, end) for at in range(part)) for row in rows]
        data.append(_bar([_length(row, part, end) for row in rows], places, base,
                         [row.parts[part][0] if part < len(row.parts) else "track" for row in rows], p))  # fmt: skip
    marks = [(row.was, place) for place, row in enumerate(rows) if math.isfinite(row.was)]
    if marks:
        data.append({"type": "scatter", "mode": "markers", "x": [x for x, _ in marks], "y": [y for _, y in marks],
                     "yaxis": "y2", "hoverinfo": "skip", "cliponaxis": False,
                     "marker": {"symbol": "circle-open", "size": 18, "color": p.ink, "line": {"width": 3}}})  # fmt: skip
    shapes, notes = [], []
    limit = content.limit
    if limit is not None:
        shapes.append(frame.upright(limit, p, len(rows)))
        notes.append(_note(limit_text, p, x=limit, y=1, xref="x", xanchor="right" if limit > 0.8 * end else "center", yshift=4))
    below = "　".join(filter(None, [*(_key(content, p)), frame.words(content.ring), frame.words(content.note)]))
    if below:
        notes.append(_note(below, p, x=0, y=0, yanchor="top", yshift=-8, escaped=True))
    labels, _ = frame.labels([row.label for row in rows], width=11)
    # few rows have room for two lines beside them
    told = [row.text.replace("　", "\n").replace("  ", "\n") if len(rows) <= 4 else row.text for row in rows]
    texts = [frame.words(text) + (f' <span style="color:{p.line(row.sign)}">{SHAPES[row.sign]}</span>' if row.sign else "")
             for row, text in zip(rows, told, strict=True)]  # fmt: skip
    left = frame.row_axis(labels, p)
    right = frame.column_axis(texts, p)
    for axis in (left, right):
        axis["tickfont"] = {"size": TYPE, "color": p.ink}
    return frame.figure(
        data, p, height=height, margin={"t": 36, "b": 44 if below else 8}, xaxis=frame.bare_axis(0, end), yaxis=left,
        yaxis2=right, shapes=shapes, annotations=notes,
    )  # fmt: skip


def _length(row: Row, part: int, end: float) -> float:
    if part >= len(row.parts):
        return 0.0
    value = row.parts[part][1]
    return end if not math.isfinite(value) else value


def _bar(lengths: list[float], places: list[int], base: list[float], states: list[str], p: Palette) -> frame.Spec:
    fills = {"track": p.track, "above": p.ink, "below": p.muted, "once": p.accent, "yearly": p.accent}
    colours = [fills.get(state, p.fill(state)) for state in states]
    return {
        "type": "bar", "orientation": "h", "x": lengths, "y": places, "base": base, "width": 0.62, "hoverinfo": "skip",
        "yaxis": "y" if states[0] == "track" else "y2",  # the second axis lies over the first
        "marker": {"color": colours, "line": {"color": colours, "width": [int(state in _HATCHED) for state in states]},
                   "pattern": {"shape": ["/" if state in _HATCHED else "" for state in states], **frame.hatch(p)}},
    }  # fmt: skip


def _key(content: Content, p: Palette) -> list[str]:
    """The names of the parts of the bars, each after a mark in its colour."""
    if not content.names or any(sign in row.text for row in content.rows for sign in SHAPES.values()):
        return []  # there are no parts to name, or the words beside the bars name them
    states = max((row.parts for row in content.rows), key=len)
    fills = {"above": p.ink, "below": p.muted, "once": p.accent, "yearly": p.accent}
    return [f'<span style="color:{fills.get(state, p.fill(state))}">■</span>{"/" if state in _HATCHED else ""} {frame.words(name)}'
            for (state, _), name in zip(states, content.names, strict=False)]  # fmt: skip


def _note(text: str, p: Palette, *, escaped: bool = False, yanchor: str = "bottom", **place: object) -> frame.Spec:
    shown = text if escaped else frame.words(text)
    return {"text": shown, "showarrow": False, "yref": "paper", "xref": "paper", "xanchor": "left", "yanchor": yanchor,
            "font": {"size": TYPE, "color": p.ink}} | place  # fmt: skip
