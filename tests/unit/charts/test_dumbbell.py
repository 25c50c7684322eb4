"""The dumbbell: today and scenarios on one line an indicator."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from ui.charts.dumbbell import SYMBOLS, dumbbell
from ui.palette import DARK, LIGHT

ROWS = pd.DataFrame(
    {
        "label": ["骨干<b>教师", "图书"], "limit": [0.5, 0.5], "value 0": [0.6, 0.2], "value 1": [0.4, np.nan],
        "short 0": [True, False], "short 1": [False, False],
    }
)  # fmt: skip


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_every_option_has_its_own_shape_and_its_values(p):
    figure = dumbbell(ROWS, names=["现状", "A"], limit_word="限值", axis_range=(0, 1), p=p)
    _, today, a = figure.data
    assert [today.marker.symbol, a.marker.symbol] == list(SYMBOLS[:2])
    assert list(today.x) == [0.6, 0.2]
    assert a.x[0] == 0.4
    assert list(today.marker.color) == [p.line("short"), p.line("met")]


def test_marks_of_equal_value_do_not_hide_each_other():
    rows = ROWS.assign(**{"value 1": ROWS["value 0"]})
    _, today, a = dumbbell(rows, names=["现状", "A"], limit_word="限值", axis_range=(0, 1), p=LIGHT).data
    assert not set(today.y) & set(a.y)


def test_names_are_shown_as_typed():
    figure = dumbbell(ROWS, names=["现状", "<i>A"], limit_word="限值", axis_range=(0, 1), p=LIGHT)
    assert any("&lt;i&gt;A" in note.text for note in figure.layout.annotations)
    assert "&lt;b&gt;" in str(figure.layout.yaxis.ticktext)


def test_an_empty_frame_is_refused():
    with pytest.raises(ValueError, match="at least one row"):
        dumbbell(ROWS.iloc[:0], names=["现状", "A"], limit_word="限值", axis_range=(0, 1), p=LIGHT)
