"""What all charts share, and the palette."""

from itertools import pairwise

import pandas as pd
import pytest

from ui.charts import frame, printing
from ui.charts.enlarged import enlarged
from ui.palette import DARK, LIGHT, MARKERS, SHAPES, Palette


def test_html_is_shown_as_it_was_typed() -> None:
    assert frame.words("<b>甲</b> & 乙") == "&lt;b&gt;甲&lt;/b&gt; &amp; 乙"


def test_a_new_line_in_a_hover_text_breaks_the_line() -> None:
    assert frame.words("a\nb") == "a<br>b"


@pytest.mark.parametrize("text", ["Teachers above required degree", "县级及以上骨干教师", "Multimedia", "A B C D E F"])
@pytest.mark.parametrize("width", [2, 4.5, 11])
def test_wrapping_loses_nothing(text: str, width: float) -> None:
    assert "".join(printing.wrapped(text, width)).replace(" ", "") == text.replace(" ", "")


def test_level_labels_keep_their_distance() -> None:
    lines = [(1.0, "a", False), (1.0, "b", True), (1.01, "c", True)]
    _, notes, _ = frame.levels(lines, LIGHT, across=(0, 1), low=0, high=2, height=300)
    places = sorted(note["y"] * 300 for note in notes)
    assert min(high - low for low, high in pairwise(places)) >= 2 * frame.LINE


@pytest.mark.parametrize("p", [LIGHT, DARK])
def test_text_in_a_status_colour_is_readable(p: Palette) -> None:
    from ui.charts.heatmap import _contrast

    assert all(_contrast(p.line(status), p.background) >= 4.5 for status in SHAPES)


def test_each_status_has_its_own_shape_and_marker() -> None:
    assert len(set(SHAPES.values())) == len(set(MARKERS.values())) == len(SHAPES)


def test_a_chart_for_afar_has_larger_type() -> None:
    figure = frame.figure([], LIGHT, height=100, margin={}, yaxis=frame.row_axis(["a"], LIGHT))
    large = enlarged(figure, 2)
    assert (large.layout.height, large.layout.yaxis.tickfont.size) == (200, 26)


def test_frames_without_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        frame.checked(pd.DataFrame({"label": []}), ["label"])
