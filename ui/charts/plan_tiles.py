"""Tiles: every school as one, town by town; who gets something by a plan, who gives, who stays as it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from ui.charts import frame, printing
from ui.palette import Palette

COLUMNS = ("label", "band", "kind", "depth", "note", "hover")
SIGNS: Final[dict[str, str]] = {"gets": "+", "gives": "−", "both": "⇄", "short": "▲", "none": "·", "out": "×"}
FEW: Final = 32  # schools with something to tell up to which their tiles are wide enough for their names
WIDE: Final = 6.6  # ems of a line in such a tile
_ACROSS: Final = 3.0  # named tiles side by side: on a telephone, too, there is room for the names
_SMALL: Final = 0.2  # how wide a tile without words is beside one with words
_LOW, _GAP = 18.0, 4.0  # px: a row in which nothing happens, between rows


def plan_tiles(rows: pd.DataFrame, *, words: Mapping[str, str], p: Palette) -> go.Figure:
    """One tile a school, one band a town (in the order in which they come; one band of "" for a county without towns).

    rows: label (unique), band, kind ("gets", "gives", "both", "short": falls short and there is no plan yet, "none",
    "out": left out by the reader), depth (0-1: how deep the colour of one that gets something is), note (what it gets, in
    few words; a line break stays one), hover (plain text).
    words: kind → word, for the key, which counts each kind.
    Schools with something to tell stand first in their band and carry sign, name and note; the others are low and bare,
    their name is on hover. Where more than `FEW` have something to tell, all tiles are small and carry the sign alone.
    Raises ValueError if there is no row.
    """
    rows = frame.checked(rows, COLUMNS)
    bands = list(dict.fromkeys(rows["band"]))
    idle = rows["kind"].isin(["none", "out"]).to_numpy()
    few = int((~idle).sum()) <= FEW
    order = sorted(range(len(rows)), key=lambda i: (bands.index(rows["band"].iloc[i]), bool(idle[i])))
    rows, idle = rows.iloc[order].reset_index(drop=True), idle[order]
    texts = [_text(entry, few=few, p=p) for entry in rows.to_dict("records")]
    wide = np.where(idle, _SMALL, 1.0) if few else np.full(len(rows), _SMALL)
    left, line, start = _laid(rows["band"].tolist(), wide)
    high = np.full(int(line.max()) + 1, _LOW if few else 24.0)
    for i, text in enumerate(texts):
        if text and few:
            high[line[i]] = max(high[line[i]], (text.count("<br>") + 1) * frame.LINE + 8)
    top = np.concatenate([[0.0], np.cumsum(high + _GAP)])
    middle = top[line] + high[line] / 2
    kinds = rows["kind"].tolist()
    fills = {"gives": p.background, "short": frame.blend(p.short, p.background, 0.14), "none": p.track, "out": p.background}
    deep = [frame.blend(p.accent, p.background, 0.1 + 0.35 * depth) for depth in rows["depth"].tolist()]
    lines = {"gets": p.accent, "both": p.accent, "gives": p.ink, "short": p.short, "none": p.rule, "out": p.absent}
    tall = np.where(idle, np.minimum(high[line], _LOW), high[line])
    strokes = [0.5 if kind in ("none", "out") else 1.5 for kind in kinds]
    tiles = {
        "type": "bar", "orientation": "h", "base": left + 0.015, "x": wide - 0.03, "y": middle, "width": tall,
        "customdata": frame.plain(rows["label"]),
        "marker": {
            "color": [fills.get(kind, deep[i]) for i, kind in enumerate(kinds)], "cornerradius": 4,
            "line": {"color": [lines[kind] for kind in kinds], "width": strokes},
            "pattern": frame.hatch(p) | {"shape": ["/" if kind == "out" else "" for kind in kinds], "fgcolor": p.absent},
        },
        **frame.hoverable(rows["hover"]), **frame.UNFADED,
    }  # fmt: skip
    shown = [i for i, text in enumerate(texts) if text]
    told = {
        "type": "scatter", "mode": "text", "x": left[shown] + wide[shown] / 2, "y": middle[shown],
        "text": [texts[i] for i in shown], "textposition": "middle center", "hoverinfo": "skip",
        "textfont": {"color": p.ink, "size": frame.SIZE},
    }  # fmt: skip
    names, _ = frame.labels([str(band) for band in bands], width=5)
    axis = frame.row_axis(names, p, range=[top[-1], -_GAP], tickvals=[top[at] + high[at] / 2 for at in start])
    counted = {kind: kinds.count(kind) for kind in SIGNS if kind in kinds}
    key = "   ".join(f"<b>{SIGNS[kind]}</b> {frame.words(words[kind])} {count}" for kind, count in counted.items())
    note = frame.note(key, p, x=1, y=1, xanchor="right", yanchor="bottom", yshift=6)
    return frame.figure(
        [tiles, told], p, height=30 + top[-1] + _GAP, margin={"t": 28, "b": 2, "l": 0 if any(bands) else 2},
        xaxis=frame.bare_axis(0, _ACROSS), yaxis=axis, annotations=[note], bargap=0,
    )  # fmt: skip


def _laid(bands: list[str], wide: np.ndarray) -> tuple[np.ndarray, np.ndarray, list[int]]:
    """Where each tile begins, in which line, and the first line of each band; a band begins a new line."""
    left, line, start = np.zeros(len(bands)), np.zeros(len(bands), dtype=int), []
    at, used = -1, 0.0
    for i, band in enumerate(bands):
        begins = i == 0 or band != bands[i - 1]
        if begins or used + wide[i] > _ACROSS + 1e-9:
            at, used = at + 1, 0.0
        if begins:
            start.append(at)
        left[i], line[i], used = used, at, used + wide[i]
    return left, line, start


def _text(entry: dict[str, str], *, few: bool, p: Palette) -> str:
    """What stands on a tile, as plotly markup; "" for one on which nothing happens."""
    if entry["kind"] in ("none", "out"):
        return ""
    colour = p.line("short") if entry["kind"] == "short" else p.accent
    sign = f'<b><span style="color:{colour}">{SIGNS[entry["kind"]]}</span></b>'
    if not few:
        return sign
    name = [frame.words(part) for part in printing.wrapped(str(entry["label"]), WIDE)]
    lines = filter(None, str(entry["note"]).split("\n"))
    note = [frame.words(part) for line in lines for part in printing.wrapped(line, WIDE - 1 if line.isascii() else WIDE)]
    return "<br>".join([f"{sign} <b>{name[0]}</b>", *(f"<b>{part}</b>" for part in name[1:]), *note])
