"""The bullet bars: expected places and colours are from shared/look.md and by hand."""

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from ui.charts.cv_bullets import cv_bullets
from ui.palette import LIGHT

ROWS = pd.DataFrame(
    {
        "label": ["县级及以上骨干教师", "Teachers above required degree", "体育运动场馆"],
        "cv": [0.483, 0.4496, np.nan],
        "limit": 0.45,
        "status": ["short", "met", "absent"],
        "borderline": [False, True, False],
        "hover": ["a", "b\nc", "d"],
    }
)


def chart(rows: pd.DataFrame = ROWS, **more: float) -> go.Figure:
    return cv_bullets(rows, limit_word="限值", cv_word="差异系数", p=LIGHT, **more)


def test_the_bar_beyond_the_limit_takes_the_short_colour() -> None:
    assert list(chart().data[1].marker.color)[:2] == ["#C2410C", "#1B7F79"]


def test_an_absent_value_is_hatched_hollow_and_printed_as_a_dash() -> None:
    figure = chart()
    pattern = figure.data[1].marker.pattern
    assert list(pattern.shape) == ["", "", "/"]
    assert pattern.bgcolor == LIGHT.background
    assert "—" in figure.layout.yaxis2.ticktext[2]
    assert "○" in figure.layout.yaxis2.ticktext[2]


def test_values_are_printed_outside_the_plot_where_no_limit_line_runs() -> None:
    figure = chart()
    assert figure.layout.yaxis2.side == "right"
    assert figure.layout.yaxis2.automargin
    assert "0.483" in figure.layout.yaxis2.ticktext[0]
    assert figure.data[1].text is None
    assert figure.layout.shapes[0].x0 <= figure.layout.xaxis.range[1]


def test_the_first_row_is_on_top() -> None:
    top, bottom = chart().layout.yaxis.range[::-1]
    assert top < bottom


def test_one_common_limit_is_one_line_with_its_value() -> None:
    figure = chart()
    assert len(figure.layout.shapes) == 1
    assert "限值 <b>0.45</b>" in figure.layout.annotations[0].text


def test_different_limits_are_drawn_and_printed_row_by_row() -> None:
    figure = chart(ROWS.assign(limit=[0.45, 0.5, np.nan]))
    assert [line.x0 for line in figure.layout.shapes] == [0.45, 0.5]
    assert "/ 0.50" in figure.layout.yaxis2.ticktext[1]


def test_without_a_limit_there_is_no_line() -> None:
    rows = ROWS.assign(limit=np.nan, status=["unbounded", "unbounded", "absent"])
    assert not chart(rows).layout.shapes


def test_a_borderline_value_is_marked() -> None:
    texts = chart().layout.yaxis2.ticktext
    assert [("≈" in text) for text in texts] == [False, True, False]


def test_no_label_is_cut() -> None:
    figure = chart()
    assert figure.layout.yaxis.automargin
    shown = [text.replace("<br>", " ").strip("\u00a0") for text in figure.layout.yaxis.ticktext]
    assert shown == ROWS["label"].tolist()


def test_eight_indicators_fit_in_300_px() -> None:
    rows = pd.concat([ROWS] * 3).iloc[:8]
    assert chart(rows).layout.height <= 300


def test_the_axis_stays_where_the_caller_put_it() -> None:
    assert chart(axis_max=0.7).layout.xaxis.range == (0, 0.7)


def test_an_empty_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        chart(ROWS.iloc[:0])


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="lacks hover"):
        chart(ROWS.drop(columns="hover"))
