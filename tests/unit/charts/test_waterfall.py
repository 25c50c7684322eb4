"""The waterfall: each action's bar begins where the one above ended."""

from __future__ import annotations

import pandas as pd
import pytest

from ui.charts.waterfall import waterfall
from ui.palette import DARK, LIGHT

ROWS = pd.DataFrame({"label": ["给<b>甲", "调动"], "before": [0.5, 0.4], "after": [0.4, 0.42], "hover": ["", ""]})


def drawn(rows=ROWS, p=LIGHT):
    return waterfall(rows, start_word="现在", end_word="之后", limit=0.45, limit_word="限值", decimals=3, p=p)


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_bars_hang_between_before_and_after(p):
    steps, _, ends = drawn(p=p).data
    assert list(steps.base) == pytest.approx([0.4, 0.4])
    assert list(steps.x) == pytest.approx([0.1, 0.02])
    assert list(steps.marker.color) == [p.fill("met"), p.fill("short")]
    assert list(ends.x) == [0.5, 0.42]


def test_down_and_up_are_said_by_a_sign_too():
    texts = drawn().layout.yaxis2.ticktext
    assert ["▼" in text for text in texts] == [False, True, False, False]
    assert ["▲" in text for text in texts] == [False, False, True, False]
    assert "0.500" in texts[0]
    assert "0.420" in texts[-1]


def test_the_limit_and_the_names_are_shown():
    figure = drawn()
    assert any("0.45" in note.text for note in figure.layout.annotations)
    assert "&lt;b&gt;" in str(figure.layout.yaxis.ticktext)


def test_nothing_to_show_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="at least one row"):
        drawn(ROWS.iloc[:0])
