"""The frontier: money to the right, what it buys upwards, in steps."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.charts.frontier import frontier
from ui.palette import DARK, LIGHT

ROWS = pd.DataFrame({"cost": [0.0, 12.0, 30.0], "value": [3.0, 4.0, 6.0], "name": ["3", "4<i>", "6"], "hover": ["a", "b", "c"]})


def drawn(rows=ROWS, p=LIGHT, **more):
    return frontier(rows, cost_title="费用（万元）", value_title="学校", decimals=0, p=p, **more)


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_between_two_points_nothing_more_is_bought(p):
    line, marks = drawn(p=p).data
    assert line.line.shape == "hv"
    assert list(marks.x) == [0.0, 12.0, 30.0]
    assert list(marks.y) == [3.0, 4.0, 6.0]
    assert line.x[-1] > 30  # more money than the last point buys no more
    assert line.y[-1] == 6.0


def test_the_ends_are_named_and_names_are_shown_as_typed():
    texts = [note.text for note in drawn().layout.annotations]
    assert {"3", "6"} <= set(texts)
    assert not any("<i>" in text for text in texts)


def test_names_that_would_meet_are_left_to_the_hover():
    near = pd.DataFrame({"cost": [10.0, 10.1, 10.2], "value": [5.0, 5.01, 5.02], "name": ["a", "b", "c"], "hover": [""] * 3})
    texts = [note.text for note in drawn(near).layout.annotations]
    assert len(set(texts) & {"a", "b", "c"}) == 1


def test_the_plan_of_the_page_has_a_shape_of_its_own():
    marks = drawn(here=1).data[1]
    assert list(marks.marker.symbol) == ["circle", "square", "circle"]


def test_one_point_alone_and_a_falling_line_can_be_drawn():
    assert drawn(ROWS.iloc[:1]).data[1].x[0] == 0.0
    falling = drawn(ROWS.assign(value=[0.2, 0.1, 0.0]))
    assert falling.layout.yaxis.range[0] < 0 < falling.layout.yaxis.range[1]


def test_nothing_to_show_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="at least one row"):
        drawn(ROWS.iloc[:0])
