"""A chart of a report as a picture, PNG or SVG, drawn without a browser and without the machine's typefaces.

    picture(chart, "zh", (16.0, None))      bytes of a PNG 16 cm wide, as high as its rows need
"""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from typing import Literal

from matplotlib.backends.backend_agg import FigureCanvasAgg

from balance.numbers import decimal, percent
from balance.report.bars import Bars, Row, bars
from balance.report.ink import MUTED, PAPER, RULE, SIGNS, TRACK, text_colour
from balance.report.measure import ems, lines
from balance.report.pieces import Chart
from balance.report.sheet import Sheet
from balance.words import Message, render

__all__ = ["picture"]

_POINTS = 72 / 2.54  # a centimetre
_DPI = 220
_LABELS = 0.34  # most of the width that labels take


def picture(
    chart: Chart, lang: str, size: tuple[float, float | None], format: Literal["png", "svg"] = "png", *,  # noqa: A002
    title: Message | str | None = None, source: Message | str | None = None, type_size: float = 9.5, most: int = 24,
) -> bytes:  # fmt: skip
    """The chart drawn in a language.

    size: width and height in centimetres; without a height it is as high as its rows need. title, source: written over
    and under the chart where given, as a picture that is passed on alone needs them. type_size: in points.
    most: rows drawn; the picture says how many more there are.
    """
    content = bars(chart, lang, most)
    edge = type_size if title or source else type_size * 0.2
    plan = _plan(content, size[0] * _POINTS - 2 * edge, type_size, render(title or "", lang), render(source or "", lang))
    height = max(plan.height, size[1] * _POINTS - 2 * edge) if size[1] else plan.height
    sheet = Sheet(plan.width, height, type_size, edge)
    _draw(sheet, content, plan, height)
    out = io.BytesIO()
    FigureCanvasAgg(sheet.figure)
    metadata = {"Date": None} if format == "svg" else {"Software": None}
    sheet.figure.savefig(out, format=format, dpi=_DPI, facecolor=PAPER, metadata=metadata)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where things stand, in points. `labels` and `beside` are the widths of the columns left and right of the bars."""

    width: float
    height: float
    top: float
    labels: float
    beside: float
    bar: float
    titles: list[str]
    sources: list[str]
    rows: list[tuple[float, list[str]]]  # the middle of each row and the lines of its label

    @property
    def start(self) -> float:
        """Where the bars begin."""
        return self.labels + 8

    @property
    def room(self) -> float:
        """How long the longest bar can be."""
        return self.width - self.start - self.beside - 12


def _plan(content: Bars, width: float, size: float, title: str, source: str) -> _Plan:
    labels = min((max((ems(row.label) for row in content.rows), default=0) + 0.6) * size, _LABELS * width)
    told = [row.text + ("  ●" if row.sign else "") for row in content.rows]
    beside = max([ems(text) * size for text in told] + [ems(content.head) * size * 0.9])
    titles = lines(title, width / size / 1.3) if title else []
    y = len(titles) * size * 1.3 * 1.35 + (size * 0.5 if titles else 0)
    y += size * 1.9  # over the bars: the unit, the limit's value, the head of the figures
    top, group, rows = y, "", []
    for row in content.rows:
        if row.group != group:
            y += size * (0.5 if group else 0) + size * 1.5
            group = row.group
        words = lines(row.label, labels / size)
        tall = max(len(words) * size * 1.25 + size * 0.35, size * 1.85)
        rows.append((y + tall / 2, words))
        y += tall
    y += size * 1.6 if content.note or content.ring else size * 0.3
    sources = lines(source, width / size / 0.82) if source else []
    y += len(sources) * size * 0.85 * 1.35 + (size * 0.4 if sources else 0)
    return _Plan(width, y, top, labels, beside, size * 1.12, titles, sources, rows)


def _draw(sheet: Sheet, content: Bars, plan: _Plan, height: float) -> None:
    size, bottom = sheet.type_size, plan.rows[-1][0] + plan.bar * 0.85 if plan.rows else plan.top
    for at, line in enumerate(plan.titles):
        sheet.text(0, (at + 0.5) * size * 1.3 * 1.35, line, size=size * 1.3)
    head = plan.top - size * 0.95
    sheet.text(0, head, content.unit, colour=MUTED, size=size * 0.9)
    if content.head:
        sheet.text(plan.width, head, content.head, colour=MUTED, size=size * 0.9, across="right")
    group = ""
    for row, (y, words) in zip(content.rows, plan.rows, strict=True):
        if row.group != group:
            group = row.group
            edge = y - max(len(words) * size * 1.25 + size * 0.35, size * 1.85) / 2 - size * 0.65
            sheet.text(0, edge, group, colour=MUTED)
            sheet.level(edge + size * 0.8, 0, plan.width, colour=RULE)
        _row(sheet, content, plan, row, y, words)
    if content.limit is not None:
        x = plan.start + plan.room * content.limit / content.end
        sheet.line(x, plan.top - size * 0.2, bottom)
        value = decimal(content.limit, 2) if content.scale != "percent" else percent(content.limit, 0)
        word = content.limit_word.format(value) if "{" in content.limit_word else f"{content.limit_word} {value}"
        across = "right" if x > plan.start + plan.room * 0.8 else "center"
        sheet.text(x, head, word, across=across)
    note = "　".join(filter(None, [content.ring, content.note]))
    if note:
        sheet.text(plan.start, bottom + size * 1.0, note, colour=MUTED, size=size * 0.9)
    for at, line in enumerate(reversed(plan.sources)):
        sheet.text(0, height - (at + 0.6) * size * 0.85 * 1.35, line, colour=MUTED, size=size * 0.82)


def _row(sheet: Sheet, content: Bars, plan: _Plan, row: Row, y: float, words: list[str]) -> None:
    size, unit = sheet.type_size, plan.room / (row.whole if math.isfinite(row.whole) else content.end)
    for at, line in enumerate(words):
        sheet.text(plan.labels, y + (at - (len(words) - 1) / 2) * size * 1.25, line, across="right")
    top = y - plan.bar / 2
    sheet.ground(plan.start, top, plan.room, plan.bar, TRACK)
    x = plan.start
    for status, value in row.parts:
        if math.isfinite(value) and value > 0:
            sheet.box(x, top, value * unit, plan.bar, status)
            x += value * unit
        elif not math.isfinite(value):
            sheet.box(x, top, plan.room, plan.bar, "absent")
    if math.isfinite(row.was):
        sheet.ring(plan.start + row.was * unit, y, size * 0.62)
    if content.limit is None and math.isfinite(row.limit):
        sheet.line(plan.start + row.limit * unit, top - 2, top + plan.bar + 2)
    if row.sign:
        sheet.text(plan.width, y, SIGNS[row.sign], colour=text_colour(row.sign), across="right")
    sheet.text(plan.width - (ems("●") * size * 1.25 if row.sign else 0), y, row.text, across="right")
