"""教督〔2017〕6号: a school passes with at least 6 of 7 bounds reached and the remaining one at 85 % or more."""

import pytest

from balance.assess import NO, UNKNOWN, YES
from balance.bounds import STATUSES
from tests.counties import at_the_bounds, judged, place, school

COLUMNS = ("above_degree_primary", "backbone_primary", "pe_arts_primary", "teaching_area_m2", "sports_ground_m2",
           "equipment_yuan", "multimedia_rooms")  # fmt: skip
HAS = dict(zip(COLUMNS, (42, 10, 9, 4500, 7500, 2_000_000, 23), strict=True))


def passes(stage="primary", **changed):
    return judged(at_the_bounds("甲", stage, **changed)).passes[0]


@pytest.mark.parametrize("stage", ["primary", "junior"])
@pytest.mark.parametrize("times", [1, 0.1, 0.5, 3])
def test_a_school_exactly_at_every_bound_passes(stage, times):
    assert judged(at_the_bounds("甲", stage, times)).passes[0] == YES


@pytest.mark.parametrize("column", COLUMNS)
def test_one_item_at_85_percent_is_tolerated(column):
    assert passes(**{column: HAS[column] * 0.85}) == YES


@pytest.mark.parametrize("column", COLUMNS)
def test_one_item_under_85_percent_is_not(column):
    assert passes(**{column: HAS[column] * 0.84}) == NO


def test_two_items_at_85_percent_are_one_too_many():
    assert passes(above_degree_primary=42 * 0.85, backbone_primary=10 * 0.85) == NO


def test_whole_people_decide_what_85_percent_is():
    """9 PE and arts teachers are asked of 1,000 pupils, 85 % of that is 7.65: 8 are enough, 7 are not."""
    assert passes(pe_arts_primary=8) == YES
    assert passes(pe_arts_primary=7) == NO


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_figure_leaves_it_open(column):
    assert passes(**{column: None}) == UNKNOWN


def test_a_missing_figure_beside_a_tolerated_one_leaves_it_open():
    assert passes(above_degree_primary=None, backbone_primary=9) == UNKNOWN


def test_a_missing_figure_beside_a_failing_one_changes_nothing():
    assert passes(above_degree_primary=None, backbone_primary=8) == NO


def test_a_missing_figure_beside_two_tolerated_ones_changes_nothing():
    assert passes(above_degree_primary=None, backbone_primary=9, pe_arts_primary=8) == NO


def test_one_known_indicator_that_is_reached_is_no_pass():
    assert judged(school("甲", pupils_primary=100, multimedia_rooms=50)).passes[0] == UNKNOWN


def test_one_known_indicator_that_fails_is_a_failure():
    assert judged(school("甲", pupils_primary=100, multimedia_rooms=1)).passes[0] == NO


def test_a_standard_without_bounds_never_passes_a_school():
    figures = {"teachers_primary": 9, "above_degree_primary": 9, "mid_title_primary": 9, "teaching_area_m2": 900,
               "sports_area_m2": 900, "equipment_yuan": 900, "computers": 9, "books": 900}  # fmt: skip
    assert judged(school("甲", pupils_primary=10, **figures), standard="basic-2012").passes[0] == UNKNOWN


def test_both_parts_of_a_combined_school_are_judged_apart():
    """110 + 100 pupils, half the goods each; 3 backbone teachers of 1.1 asked in primary, none of 1 in junior."""
    a = judged(school("甲", "nine_year", pupils_primary=110, pupils_junior=100, backbone_primary=3, backbone_junior=0))
    words = [STATUSES[a.status[place(a, "甲", s, "backbone_teachers_per_100")]] for s in ("primary", "junior")]
    assert words == ["met", "short"]
    assert a.passes.tolist() == [UNKNOWN, NO]


def test_a_value_that_prints_as_the_bound_without_reaching_it_is_borderline():
    """By hand: 41.97 of 1,000 pupils is 4.197, printed 4.20, bound 4.2: tolerated, borderline."""
    a = judged(at_the_bounds("甲", above_degree_primary=41.97))
    at = place(a, "甲", "primary", "above_degree_teachers_per_100")
    assert STATUSES[a.status[at]] == "tolerated"
    assert a.borderline[at]


def test_a_value_that_prints_below_the_bound_is_not_borderline():
    """41.94 of 1,000 pupils is 4.194, printed 4.19."""
    a = judged(at_the_bounds("甲", above_degree_primary=41.94))
    assert not a.borderline.any()
