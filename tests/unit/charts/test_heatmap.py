"""The heatmap of schools and indicators."""

import numpy as np
import pandas as pd
import pytest
from plotly import graph_objects as go

from ui.charts.heatmap import school_heatmap
from ui.palette import DARK, LIGHT

PARTS, NAMES = ["石门 <b>小学</b>", "Willow"], ["骨干教师", "教室"]
RATIOS = pd.DataFrame([[0.9999, np.nan], [0.4, 1.2]], index=PARTS, columns=NAMES)
STATUSES = pd.DataFrame([["tolerated", "absent"], ["short", "met"]], index=PARTS, columns=NAMES)


def chart(ratios: pd.DataFrame = RATIOS, statuses: pd.DataFrame = STATUSES, p=LIGHT) -> go.Figure:
    return school_heatmap(
        ratios, statuses, values=ratios.astype(str), status_words={"met": "达标"}, ratio_word="达到要求的", p=p
    )


def texts(figure: go.Figure) -> np.ndarray:
    """What the cells print, from whichever of the layers prints it."""
    layers = [trace.text for trace in figure.data if trace.type == "heatmap"]
    whole = layers[0]
    for layer in layers[1:]:
        whole = np.where(whole == "", layer, whole)
    return np.vectorize(lambda text: text.strip("\u00a0"))(whole)


def test_a_cell_just_under_its_bound_never_reads_100_percent() -> None:
    assert texts(chart())[0, 0] == "◐ 99%"


def test_each_cell_shows_shape_and_percentage() -> None:
    assert texts(chart()).tolist() == [["◐ 99%", "○"], ["▲ 40%", "● 120%"]]


def test_absent_cells_have_the_ground_s_colour_and_an_outline() -> None:
    figure = chart()
    assert any(trace.type == "heatmap" and -1 in trace.z for trace in figure.data)
    assert figure.layout.shapes[0].type == "path"


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_the_colour_follows_the_status_not_the_ratio(p) -> None:
    judged = chart(statuses=STATUSES.replace("tolerated", "met"), p=p)
    given = chart(p=p)
    first = [np.nanmax([trace.z[0, 0] for trace in figure.data[:-1]]) for figure in (judged, given)]
    assert first[0] != first[1]


def test_a_click_gives_back_the_part_s_label_as_it_was_given() -> None:
    marks = chart().data[-1]
    assert list(marks.y) == list(marks.customdata) == [PARTS[0], PARTS[0], PARTS[1], PARTS[1]]


def test_html_in_a_school_s_name_is_shown_as_it_was_typed() -> None:
    figure = chart()
    assert "&lt;b&gt;小学&lt;/b&gt;" in figure.layout.yaxis.ticktext[0]
    assert "<b>" not in figure.data[-1].hovertext[0]


def test_the_first_part_is_on_top() -> None:
    assert chart().layout.yaxis.range == (1.5, -0.5)


def test_beyond_sixty_parts_only_cells_that_lack_something_show_a_sign() -> None:
    ratios = pd.DataFrame({"a": [0.9] + [1.1] * 60}, index=[f"s{i}" for i in range(61)])
    statuses = pd.DataFrame({"a": ["tolerated"] + ["met"] * 60}, index=ratios.index)
    assert texts(chart(ratios, statuses)).ravel().tolist() == ["◐"] + [""] * 60


def test_a_label_that_comes_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="Willow"):
        chart(RATIOS.set_axis(["Willow", "Willow"]), STATUSES)


def test_an_empty_frame_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        chart(RATIOS.iloc[:0], STATUSES.iloc[:0])
