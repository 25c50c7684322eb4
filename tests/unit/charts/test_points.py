"""Before and after, bubbles, and the strip of all schools."""

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from ui.charts.before_after import before_after
from ui.charts.influence_bubbles import influence_bubbles
from ui.charts.school_strip import school_strip
from ui.palette import LIGHT

MOVES = pd.DataFrame(
    {
        "label": ["骨干教师", "教室", "仪器"],
        "before": [0.521, 0.3101, np.nan],
        "after": [0.487, 0.3104, np.nan],
        "limit": 0.5,
        "status": ["met", "met", "absent"],
        "hover": "h",
    }
)
STRIP = pd.DataFrame(
    {
        "label": ["A", "<b>B</b>", "C", "D", "E"],
        "before": [0.7, 0.8, 0.9, 1.1, np.nan],
        "after": [0.7, 1.2, 0.9, 1.1, np.nan],
        "status": ["short", "met", "tolerated", "met", "absent"],
        "hover": "h",
    }
)


def moves(rows: pd.DataFrame = MOVES) -> go.Figure:
    return before_after(
        rows, before_word="现在", after_word="方案后", limit_word="限值", axis_range=(0.2, 0.65), p=LIGHT
    )


def strip(rows: pd.DataFrame = STRIP, selected: str | None = "<b>B</b>") -> go.Figure:
    return school_strip(
        rows, bound=1.0, bound_word="要求", tolerated=0.85, value_title="比", selected=selected, p=LIGHT
    )


def bubbles(count: int = 6, selected: str | None = "s1", named: bool = True) -> go.Figure:
    pupils = np.linspace(100, 2000, max(count, 1))[:count]
    rows = pd.DataFrame(
        {
            "label": [f"s{i}" for i in range(count)],
            "pupils": pupils,
            "value": 1 + pupils / 4000,
            "share": np.linspace(0.01, 0.3, max(count, 1))[:count],
            "above": pupils > 900,
            "hover": "h",
            "named": named,
        }
    )
    return influence_bubbles(
        rows,
        mean=1.2,
        mean_word="平均",
        bound=1.19,
        bound_word="要求",
        pupils_title="学生",
        value_title="比",
        selected=selected,
        p=LIGHT,
    )


def test_a_changed_value_is_printed_before_and_after_an_unchanged_one_once() -> None:
    texts = moves().layout.yaxis2.ticktext
    assert "0.521 → <b>0.487</b>" in texts[0]
    assert "→" not in texts[1]
    assert "—" in texts[2]


def test_only_changed_rows_have_a_hollow_circle() -> None:
    assert np.isnan(moves().data[1].x).tolist() == [False, True, True]


def test_the_axis_does_not_move_with_the_values() -> None:
    assert moves().layout.xaxis.range == moves(MOVES.assign(after=0.6)).layout.xaxis.range == (0.2, 0.65)


def test_the_strip_s_marks_have_the_shape_of_their_status() -> None:
    shapes = {trace.name: trace.marker.symbol for trace in strip().data if trace.name}
    assert shapes == {"short": "triangle-up", "tolerated": "diamond", "met": "circle", "absent": "circle-open"}


def test_every_school_can_be_clicked_once() -> None:
    labels = [label for trace in strip().data if trace.customdata is not None for label in trace.customdata]
    assert sorted(labels) == sorted(STRIP["label"])


def test_an_absent_school_stands_under_the_axis() -> None:
    absent = next(trace for trace in strip().data if trace.name == "absent")
    assert absent.y[0] < 0


def test_the_chosen_school_is_named_with_both_values_and_its_name_as_typed() -> None:
    texts = [note.text for note in strip().layout.annotations]
    assert "&lt;b&gt;B&lt;/b&gt;<br>0.80 → <b>1.20</b>" in texts


def test_a_change_within_the_axis_leaves_the_axis_alone() -> None:
    assert strip().layout.yaxis.range == strip(STRIP.assign(after=STRIP["before"])).layout.yaxis.range


def test_three_hundred_schools_need_no_more_traces_than_five() -> None:
    assert len(strip(pd.concat([STRIP] * 60, ignore_index=True), selected=None).data) <= len(strip().data)


def test_above_and_below_the_mean_differ_in_shape() -> None:
    assert [trace.marker.symbol for trace in bubbles().data[:2]] == ["diamond", "circle"]


def test_a_bubble_s_area_is_its_share() -> None:
    sizes = dict(zip(bubbles().data[1].customdata, bubbles().data[1].marker.size, strict=True))
    assert (sizes["s3"] / sizes["s5"]) ** 2 == pytest.approx(0.184 / 0.3)  # linspace: 0.01 + 3 × 0.058


def test_labels_of_near_lines_do_not_overlap() -> None:
    low, high = sorted(note.y for note in bubbles().layout.annotations[:2])
    assert (high - low) * 292 >= 2 * 13 * 1.3  # two lines of 13 px each, in a plot of 292 px


def test_labels_that_would_cover_each_other_are_left_to_the_pointer() -> None:
    names = [trace.text for trace in bubbles(300).data if trace.mode == "markers+text"]
    assert 0 < len(names[0]) < 300


def test_the_chosen_school_is_ringed_in_the_accent() -> None:
    assert bubbles(named=False).data[2].marker.color == LIGHT.accent


@pytest.mark.parametrize("draw", [lambda: moves(MOVES.iloc[:0]), lambda: strip(STRIP.iloc[:0]), lambda: bubbles(0)])
def test_an_empty_frame_is_refused(draw) -> None:
    with pytest.raises(ValueError, match="at least one row"):
        draw()
