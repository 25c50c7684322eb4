"""Shortfall and influence bars."""

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from ui.charts.influence_bars import influence_bars
from ui.charts.shortfall_bars import shortfall_bars
from ui.palette import LIGHT

SCHOOLS = pd.DataFrame(
    {
        "label": ["A", "B", "C", "D"],
        "value": [3.0, 4.0, 40.0, np.nan],
        "status": ["short", "tolerated", "met", "absent"],
        "note": ["缺 <3> 人", "缺 1 人", "", "缺数据"],
        "hover": "h",
    }
)
SHARES = pd.DataFrame({"label": ["A", "B"], "share": [0.6, 0.25], "above": [True, False], "hover": "h"})


def shortfalls(rows: pd.DataFrame = SCHOOLS) -> go.Figure:
    return shortfall_bars(
        rows,
        bound=4.5,
        tolerated_share=0.85,
        bound_word="要求",
        tolerated_word="85%",
        value_title="每百名学生（人）",
        p=LIGHT,
    )


def influences(rows: pd.DataFrame = SHARES) -> go.Figure:
    return influence_bars(rows, above_word="高于平均", below_word="低于平均", share_title="份额", p=LIGHT)


def test_lines_run_at_the_bound_and_at_the_tolerated_share_of_it() -> None:
    assert [line.x0 for line in shortfalls().layout.shapes] == pytest.approx([3.825, 4.5])


def test_the_labels_of_the_two_lines_point_away_from_each_other() -> None:
    assert [word.xanchor for word in shortfalls().layout.annotations] == ["right", "left"]


def test_the_note_stands_in_the_column_at_the_right_with_its_shape() -> None:
    column = shortfalls().layout.yaxis2
    assert column.side == "right"
    assert "▲" in column.ticktext[0]
    assert "缺 &lt;3&gt; 人" in column.ticktext[0]


def test_a_bar_far_beyond_the_bound_ends_at_the_axis_and_says_so() -> None:
    figure = shortfalls()
    assert figure.data[0].x[2] == figure.layout.xaxis.range[1] == pytest.approx(1.6 * 4.5)
    assert list(figure.data[0].text) == ["", "", "»", ""]


def test_an_absent_school_is_hatched() -> None:
    assert list(shortfalls().data[0].marker.pattern.shape) == ["", "", "", "/"]


def test_amber_has_a_dark_outline() -> None:
    line = shortfalls().data[0].marker.line
    assert (line.color[1], line.width[1]) == ("#8A6100", 1)


def test_a_row_takes_26_px() -> None:
    assert shortfalls().layout.height - shortfalls(SCHOOLS.iloc[:3]).layout.height == 26


def test_schools_above_the_mean_go_right_and_those_below_go_left() -> None:
    assert list(influences().data[0].x) == [0.6, -0.25]


def test_above_and_below_differ_in_texture_too() -> None:
    assert list(influences().data[0].marker.pattern.shape) == ["", "/"]


def test_the_percentages_have_room_on_both_sides() -> None:
    low, high = influences().layout.xaxis.range
    assert low < -0.25
    assert high > 0.6
    assert list(influences().data[0].text) == ["60.0%", "25.0%"]


@pytest.mark.parametrize("draw", [lambda: shortfalls(SCHOOLS.iloc[:0]), lambda: influences(SHARES.iloc[:0])])
def test_an_empty_frame_is_refused(draw) -> None:
    with pytest.raises(ValueError, match="at least one row"):
        draw()
