"""Frames for the charts: one row a part or an indicator, the numbers `balance` has, in the reader's language."""

from __future__ import annotations

import numpy as np
import pytest

from balance.assess import Assessment
from tests.counties import at_the_bounds, judged, place
from ui import state
from ui.rows import (
    before_after_rows,
    cv_rows,
    heat_frames,
    influence_rows,
    shortfall_rows,
    status_words,
    strip_rows,
    unit_title,
    with_unit,
    worst_first,
)
from ui.view import View

# quality-2017 asks for 10 backbone teachers for 1,000 primary pupils
FULL = at_the_bounds("甲", backbone_primary=12)
ALMOST = at_the_bounds("乙", backbone_primary=9)
POOR = at_the_bounds("丙", backbone_primary=5)
NONE = at_the_bounds("丁", backbone_primary=float("nan"))


@pytest.fixture(autouse=True)
def in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "lang", lambda: "zh")


def view(*schools: dict[str, object], standard: str = "quality-2017") -> View:
    assessment = judged(*schools, standard=standard)
    return View(f"test {len(schools)} {schools} {standard}", assessment.county, assessment.standard, assessment, "", "primary")


def backbone(assessment: Assessment) -> int:
    return [indicator.id for indicator in assessment.standard.indicators].index("backbone_teachers_per_100")


def test_a_value_stands_with_its_unit_and_what_it_is_per() -> None:
    looked = view(FULL)
    indicator = looked.indicator(backbone(looked.assessment))
    assert with_unit(indicator, 1.2).startswith("1.20 人")
    assert "百" in with_unit(indicator, 1.2)
    assert "1.20" not in unit_title(indicator)
    assert "百" in unit_title(indicator)


def test_a_value_that_is_not_known_is_a_dash_without_a_unit() -> None:
    looked = view(FULL)
    assert with_unit(looked.indicator(0), float("nan")) == "—"


def test_the_worst_school_comes_first_and_one_without_a_figure_before_those_that_pass() -> None:
    looked = view(FULL, ALMOST, POOR, NONE)
    names = looked.county.words("school")
    order = worst_first(looked.assessment, looked.rows)
    # 丙 fails (half the bound); 丁 cannot be judged; 乙 passes at 90 %, 甲 with all
    assert [names[looked.assessment.parts.school[row]] for row in order] == ["丙", "丁", "乙", "甲"]


def test_the_heatmap_shows_ratios_statuses_and_values_in_the_order_given() -> None:
    looked = view(FULL, ALMOST, POOR, NONE)
    ratios, statuses, values = heat_frames(looked, worst_first(looked.assessment, looked.rows))
    k = backbone(looked.assessment)
    assert list(ratios.index) == list(statuses.index) == list(values.index) == ["丙", "丁", "乙", "甲"]
    assert ratios.iloc[:, k].tolist() == pytest.approx([0.5, np.nan, 0.9, 1.2], nan_ok=True)
    assert statuses.iloc[:, k].tolist() == ["short", "absent", "tolerated", "met"]
    assert values.iloc[0, k].startswith("0.50 人")


def test_the_bars_sort_by_value_and_say_what_is_lacking() -> None:
    looked = view(FULL, ALMOST, POOR, NONE)
    k = backbone(looked.assessment)
    frame = shortfall_rows(looked, looked.rows, k)
    assert frame["label"].tolist() == ["丁", "丙", "乙", "甲"]
    assert frame["status"].tolist() == ["absent", "short", "tolerated", "met"]
    # 10 are asked for: 丙 has 5, 乙 has 9
    assert "5 人" in frame["note"][1]
    assert "1 人" in frame["note"][2]
    assert frame["note"][0] == status_words(looked)["absent"]
    assert frame["note"][3] == ""


def test_the_cv_rows_have_limit_and_status_of_every_indicator() -> None:
    looked = view(FULL, ALMOST, POOR)
    frame = cv_rows(looked, "primary")
    k = backbone(looked.assessment)
    assert len(frame) == len(looked.standard.indicators)
    assert frame["limit"].tolist() == [0.5] * 7
    assert frame["status"].tolist() == ["met"] * 7
    # by hand: 1.2, 0.9 and 0.5 for 1,000 pupils each
    mean = 2.6 / 3
    assert frame["cv"][k] == pytest.approx(np.sqrt(((1.2 - mean) ** 2 + (0.9 - mean) ** 2 + (0.5 - mean) ** 2) / 3) / mean)


def test_a_cv_with_a_figure_missing_is_absent_and_says_how_many() -> None:
    looked = view(FULL, ALMOST, NONE)
    frame = cv_rows(looked, "primary")
    k = backbone(looked.assessment)
    assert frame["status"][k] == "absent"
    assert "1" in frame["hover"][k].splitlines()[-1]
    assert "\n" not in frame["hover"][0]


def test_without_a_limit_a_cv_is_neither_met_nor_short() -> None:
    looked = view(FULL, ALMOST, standard="ningxia-2014")
    frame = cv_rows(looked, "primary")
    assert set(frame["status"]) <= {"unbounded", "absent"}
    assert frame["limit"].isna().all()


def test_influence_starts_with_the_largest_share_and_the_shares_add_to_one() -> None:
    looked = view(FULL, ALMOST, POOR)
    frame = influence_rows(looked, looked.rows, backbone(looked.assessment), named=1)
    # deviations from 2.6/3: 甲 +0.333, 乙 +0.033, 丙 −0.367
    assert frame["label"].tolist() == ["丙", "甲", "乙"]
    assert frame["above"].tolist() == [False, True, True]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["named"].tolist() == [True, False, False]
    assert frame["pupils"].tolist() == [1000, 1000, 1000]


def test_where_all_schools_are_equal_nobody_drives_the_cv() -> None:
    looked = view(FULL, {**FULL, "school": "乙"})
    assert influence_rows(looked, looked.rows, backbone(looked.assessment)).empty


def test_before_and_after_stand_side_by_side_with_the_status_after() -> None:
    looked, after = view(FULL, ALMOST, POOR), judged(FULL, ALMOST, {**POOR, "backbone_primary": 10})
    frame = before_after_rows(looked, after)
    k = backbone(after)
    assert frame["before"][k] == looked.assessment.dispersion.cv[0, k]
    assert frame["after"][k] == after.dispersion.cv[0, k] < frame["before"][k]
    assert frame["limit"][k] == 0.5
    assert frame["status"][k] == "met"
    assert "→" in frame["hover"][k]


def test_the_strip_keeps_its_order_while_values_move() -> None:
    looked, after = view(FULL, ALMOST, POOR), judged(FULL, ALMOST, {**POOR, "backbone_primary": 20})
    row, k = place(after, "丙", "primary", "backbone_teachers_per_100")
    frame = strip_rows(looked, after, looked.rows, k)
    assert frame["label"].tolist() == ["丙", "乙", "甲"]
    assert frame["before"].tolist() == pytest.approx([0.5, 0.9, 1.2])
    assert frame["after"].tolist() == pytest.approx([2.0, 0.9, 1.2])
    assert frame["after"][0] == after.value[row, k]
    assert frame["status"].tolist() == ["met", "tolerated", "met"]
