"""A slide's own chart: native, so that a bar is changed by changing its figure in the chart's table.

The limit is a line drawn over the plot. The plot's place is fixed inside the chart, so the line's place is known.
"""

from __future__ import annotations

import math
from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from balance.numbers import decimal, percent
from balance.report.bars import Bars, Row
from balance.report.ink import FILLS, HATCHED, INK, MUTED, PAPER, SIGNS, text_colour
from balance.report.measure import ems
from balance.report.slide_type import CHINESE, LATIN, SMALLEST, lettered, textbox
from balance.words import msg, render

__all__ = ["add_chart"]

_BEFORE = "#D0D5DD"
_STACKED = {"passing": XL_CHART_TYPE.BAR_STACKED, "reach": XL_CHART_TYPE.BAR_STACKED_100}
_MONEY = {"zh": '[>=10000]0\\.0,"万元";#,##0"元"', "en": '#,##0" yuan"'}
_ZEROS = frozenset({"cv", "steps", "shortfall"})  # charts in which a nought is a figure like any other
_MOST_LABELS = 0.44  # of the chart's width

Place = tuple[int, int, int, int]
Shares = tuple[float, float, float, float]  # x, y, width, height inside the chart


def add_chart(slide: Any, content: Bars, kind: str, lang: str, at: Place, size: int, alt: str) -> Any:
    """The chart on the slide at left, top, width and height (EMU), its type in points, `alt` for those who cannot see it."""
    series = _series(content, kind, lang)
    data = CategoryChartData()
    data.categories = [_category(row, kind, lang) for row in content.rows]
    for name, values, _ in series:
        data.add_series(name, [value if math.isfinite(value) else None for value in values])
    frame = slide.shapes.add_chart(_STACKED.get(kind, XL_CHART_TYPE.BAR_CLUSTERED), *at, data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    chart = frame.chart
    chart.has_title = False
    lettered(chart.font, size, lang=lang)
    end = 1.0 if kind == "reach" else _end(content, kind)
    _axes(chart, end, size, lang)
    chart.has_legend = len(series) > 1 or kind in _STACKED
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
        lettered(chart.legend.font, size, lang=lang)
    inner = _inside(content, kind, at, size, lang, legend=chart.has_legend)
    _fix(chart, inner)
    plot = chart.plots[0]
    crowded = len(series) * len(content.rows) > 10 and kind not in _STACKED
    plot.gap_width, plot.vary_by_categories = {1: 250, 2: 90, 3: 90}.get(len(content.rows), 45), False
    plot.overlap = 100 if kind in _STACKED else -4
    for drawn, (_, values, statuses) in zip(plot.series, series, strict=True):
        _painted(drawn, statuses)
        _labelled(drawn, content, kind, lang, values, statuses, end, inner[2] * at[2] / 12700, SMALLEST if crowded else size)
    if content.limit is not None:
        _limit(slide, content, at, inner, end, size, lang)
    return frame


_Series = tuple[str, list[float], list[str]]  # name, values, statuses ("before" for what was)


def _series(content: Bars, kind: str, lang: str) -> list[_Series]:
    rows = content.rows
    if kind in ("cv", "steps"):
        now = [row.parts[0][1] for row in rows]
        statuses = [row.parts[0][0] for row in rows]
        if not any(math.isfinite(row.was) for row in rows):
            return [(content.unit, now, statuses)]
        was, then = (msg("before the action"), msg("after it")) if kind == "steps" else (msg("today"), msg("with the scenario"))
        return [(render(was, lang), [row.was for row in rows], ["before"] * len(rows)), (render(then, lang), now, statuses)]
    found = []
    for part in range(len(rows[0].parts)):
        name = content.names[part] if content.names else content.unit
        values = [row.parts[part][1] for row in rows]
        if any(values):  # a kind of part that no row has is no series
            found.append((name, values, [row.parts[part][0] for row in rows]))
    return found


def _category(row: Row, kind: str, lang: str) -> str:
    label = f"{row.group} {row.label}".strip() if kind == "reach" else row.label
    # a bar that is not there says why
    beside = render(msg("no figure"), lang) if row.sign == "absent" and not row.length else row.beside
    if not beside:
        return label
    return f"{label}（{beside}）" if lang == "zh" else f"{label} ({beside})"


def _end(content: Bars, kind: str) -> float:
    """The end of the scale, with room beside the longest bar for what is printed there."""
    if kind == "passing":
        return content.end
    longest = max([row.length for row in content.rows] + [row.was for row in content.rows if math.isfinite(row.was)])
    room = 1.55 if kind == "influence" else 1.35 if kind in ("cost", "lacking") else 1.25
    return max(content.end, longest * room) if kind != "shortfall" else 1.12


def _axes(chart: Any, end: float, size: int, lang: str) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True  # the first row on top
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = RGBColor.from_string(MUTED[1:])
    lettered(names.tick_labels.font, size, lang=lang)
    values.minimum_scale, values.maximum_scale = 0, end
    values.has_major_gridlines = values.has_minor_gridlines = False
    values.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    values.major_tick_mark = XL_TICK_MARK.NONE
    values.format.line.fill.background()


def _painted(series: Any, statuses: list[str]) -> None:
    """Each bar in the colour of its status; a scenario's "before" is grey."""
    series.invert_if_negative = False
    _fill(series.format, statuses[0])
    for at, status in enumerate(statuses):
        if status != statuses[0]:
            _fill(series.points[at].format, status)


def _fill(look: Any, status: str) -> None:
    fill = look.fill
    colour = RGBColor.from_string((_BEFORE if status == "before" else FILLS[status])[1:])
    if status in HATCHED:
        fill.patterned()
        fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        fill.fore_color.rgb, fill.back_color.rgb = colour, RGBColor.from_string(PAPER[1:])
        look.line.color.rgb, look.line.width = colour, Pt(1)
    else:
        fill.solid()
        fill.fore_color.rgb = colour


def _labelled(
    series: Any, content: Bars, kind: str, lang: str, values: list[float], statuses: list[str], end: float, width: float,
    size: int,
) -> None:  # fmt: skip
    """A label on every bar: its value in the form's precision with the sign of its status. It stands beside the bar, or
    inside it where it would lie across the limit's line. `width`: of the plot, in points."""
    entries = []
    for at, (value, status) in enumerate(zip(values, statuses, strict=True)):
        if not math.isfinite(value) or (value == 0 and kind not in _ZEROS):
            entries.append(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>')
            continue
        code, place = _format(content.rows[at], kind, status, lang), "outEnd"
        colour = INK if status in ("before", "above", "below", "once", "yearly") else text_colour(status)
        reach = value / end * width + (ems(decimal(value, 3)) + 2.2) * size
        inside = kind in _STACKED or (content.limit is not None and value <= content.limit < end * reach / width)
        if inside:
            place = "ctr" if kind in _STACKED else "inEnd"
            colour = INK if status in ("before", "tolerated", "absent") else PAPER
        entries.append(
            f'<c:dLbl><c:idx val="{at}"/><c:numFmt formatCode={quoteattr(code)} sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
            f'{_letters(colour, size, lang)}<c:dLblPos val="{place}"/>{_SHOWN}</c:dLbl>'
        )
    labels = f"<c:dLbls {nsdecls('c', 'a')}>{''.join(entries)}{_letters(INK, size, lang)}{_SHOWN}</c:dLbls>"
    element = series._element
    for old in element.findall(qn("c:dLbls")):
        element.remove(old)
    element.find(qn("c:cat")).addprevious(parse_xml(labels))


_SHOWN = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
    '<c:showBubbleSize val="0"/>'
)


def _letters(colour: str, size: int, lang: str) -> str:
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="{size * 100}" b="0"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill><a:latin typeface="{LATIN}"/><a:ea typeface="{CHINESE}"/></a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{"zh-CN" if lang == "zh" else "en-GB"}"/></a:p></c:txPr>'
    )


def _format(row: Row, kind: str, status: str, lang: str) -> str:
    """The number format of a bar's label, with the sign or the word that belongs to it."""
    sign = f'" {SIGNS[status]}"' if status in SIGNS and kind in ("cv", "steps", "shortfall") else ""
    if kind in ("cv", "steps"):
        return f"0.000{sign}"
    if kind == "shortfall":
        return f"0%{sign}"
    if kind == "influence":
        return f'0.0%" {render(msg("above the mean") if status == "above" else msg("below the mean"), lang)}"'
    if kind == "cost":
        return _MONEY[lang]
    if kind == "lacking":
        return '0"所"' if lang == "zh" else '[=1]0" school";0" schools"'
    return "0"


def _inside(content: Bars, kind: str, at: Place, size: int, lang: str, *, legend: bool) -> Shares:
    """The plot's place inside the chart: x, y, width, height as shares."""
    widest = max(ems(_category(row, kind, lang)) for row in content.rows) * size + 14
    x = min(widest * 12700 / at[2], _MOST_LABELS)
    y = 2.4 * size * 12700 / at[3] if content.limit is not None else 0.02
    return x, y, 1 - x - 0.015, 1 - y - (2.6 * size * 12700 / at[3] if legend else 0.02)


def _fix(chart: Any, inner: Shares) -> None:
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    places = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in zip("xywh", inner, strict=True))
    area.insert(0, parse_xml(
        f'<c:layout {nsdecls("c")}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{places}</c:manualLayout></c:layout>"
    ))  # fmt: skip


def _limit(slide: Any, content: Bars, at: Place, inner: Shares, end: float, size: int, lang: str) -> None:
    """The limit as one dark line over the plot, with its word and value above it."""
    limit = content.limit or 0.0
    x = round(at[0] + at[2] * (inner[0] + inner[2] * limit / end))
    top, bottom = round(at[1] + at[3] * inner[1]), round(at[1] + at[3] * (inner[1] + inner[3]))
    value = percent(limit, 0) if content.scale == "percent" else decimal(limit, 2)
    word = content.limit_word.format(value) if "{" in content.limit_word else f"{content.limit_word} {value}"
    line = slide.shapes.add_connector(1, x, top - 12700 * 4, x, bottom)
    line.line.color.rgb, line.line.width = RGBColor.from_string(INK[1:]), Pt(2.25)
    line._element.nvCxnSpPr.cNvPr.set("descr", word)
    wide = round((ems(word) + 2) * size * 12700)
    left = min(x - wide // 2, at[0] + at[2] - wide)
    place = (left, round(top - 12700 * 2.1 * size), wide, round(12700 * 1.7 * size))
    textbox(slide, word, place, size, lang=lang, bold=True, centred=True)
