"""What is lacking: bound × pupils ÷ per − what there is; every figure is by hand."""

import numpy as np
import pytest

from balance.assess import assess
from balance.bounds import STATUSES
from balance.pricelist import load_prices
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.shortfall import lacking, school_needs
from balance.standard_file import load, parse
from tests.counties import at_the_bounds, county, judged, place, school

QUALITY = load("quality-2017")
BACKBONE, ROOMS, EQUIPMENT = "backbone_teachers_per_100", "multimedia_rooms_per_100", "equipment_yuan_per_pupil"


def lacks(entry, indicator, stage="primary"):
    a = judged(entry)
    at, short = place(a, entry["school"], stage, indicator), lacking(a)
    return float(short.to_bound[at]), float(short.to_tolerated[at])


def test_700_pupils_with_5_backbone_teachers_lack_2_and_to_85_percent_1():
    """Asked: 7; 85 % of it is 5.95, whole people: 6."""
    assert lacks(school("甲", pupils_primary=700, backbone_primary=5), BACKBONE) == (2, 1)


def test_people_are_counted_up_to_whole_ones():
    """310 pupils: 4.2 × 3.1 = 13.02 teachers asked, 14 − 13 = 1; 85 %: 11.067, none lacking."""
    entry = school("甲", pupils_primary=310, above_degree_primary=13)
    assert lacks(entry, "above_degree_teachers_per_100") == (1, 0)


def test_areas_are_not_rounded():
    """4.5 × 333 − (1,500 − 1.5) = 0 exactly; with 100 ㎡ less, 100 ㎡ are lacking."""
    entry = school("甲", pupils_primary=333, teaching_area_m2=1500, indoor_sports_m2=1.5, sports_ground_m2=0)
    assert lacks(entry, "teaching_area_per_pupil")[0] == 0
    entry["teaching_area_m2"] = 1400
    assert lacks(entry, "teaching_area_per_pupil")[0] == pytest.approx(100)
    assert lacks(entry, "sports_area_per_pupil")[0] == pytest.approx(7.5 * 333 - 1.5)


def test_where_the_bound_is_reached_nothing_is_lacking():
    assert (lacking(judged(at_the_bounds("甲"), at_the_bounds("乙", times=3))).to_bound == 0).all()


def test_what_is_not_known_lacks_an_unknown_amount():
    to_bound, to_tolerated = lacks(school("甲", pupils_primary=700), BACKBONE)
    assert np.isnan(to_bound)
    assert np.isnan(to_tolerated)


def test_without_a_bound_nothing_can_be_lacking():
    a = judged(school("甲", pupils_primary=10, books=1), standard="basic-2012")
    assert np.isnan(lacking(a).to_bound).all()


def test_a_part_that_is_short_lacks_something():
    """5,000 juniors with 12,499,999.99 yuan of equipment: 2,499.999998 a pupil is under 2,500, one fen is lacking."""
    entry = school("甲", "junior", pupils_junior=5000, equipment_yuan=12_499_999.99)
    a = judged(entry)
    at = place(a, "甲", "junior", EQUIPMENT)
    assert STATUSES[a.status[at]] == "tolerated"
    assert lacking(a).to_bound[at] == pytest.approx(0.01, abs=1e-6)


def combined(rooms):
    """110 + 100 pupils share half and half. Asked: 2.3 × 1.1 = 2.53 for primary, 2.4 for junior: 2 × 2.53 = 5.06."""
    return school("甲", "nine_year", pupils_primary=110, pupils_junior=100, multimedia_rooms=rooms)


def test_a_nine_year_school_needs_enough_that_its_worse_part_reaches_the_bound():
    """5.06 − 3 rooms, whole ones: 3. To 85 % of it, 4.301 − 3: 2."""
    (need,) = school_needs(judged(combined(3)))
    assert (need.school, QUALITY.indicators[need.indicator].id) == (0, ROOMS)
    assert (need.to_bound, need.to_tolerated) == (3, 2)


@pytest.mark.parametrize(("added", "both_met"), [(3, True), (2, False)])
def test_exactly_that_much_lets_both_parts_reach_their_bounds_and_one_less_does_not(added, both_met):
    done = apply(county(combined(3)), Scenario((Add("甲", "multimedia_rooms", added),)), load_prices())
    a = assess(done.county, QUALITY)
    words = {STATUSES[a.status[place(a, "甲", s, ROOMS)]] for s in ("primary", "junior")}
    assert (words == {"met"}) == both_met


def test_what_the_parts_lack_one_by_one_is_not_what_the_school_needs():
    """Each part has 1.5 rooms and lacks 1.03 and 0.9: 2 and 1 whole ones."""
    a = judged(combined(3))
    k = place(a, "甲", "primary", ROOMS)[1]
    assert lacking(a).to_bound[:, k].tolist() == [2, 1]


@pytest.mark.parametrize("rooms", [6, 7])
def test_a_nine_year_school_that_has_enough_needs_nothing(rooms):
    assert school_needs(judged(combined(rooms))) == []


def test_a_nine_year_school_with_an_unknown_figure_has_no_number_to_show():
    assert school_needs(judged(combined(None))) == []


def test_a_complete_secondary_school_must_add_for_its_seniors_too():
    """300 juniors, 250 seniors, half each: asked 2.4 × 3 = 7.2 for the juniors, so 14.4 for the school; it has 10."""
    entry = school("完中", "complete_secondary", pupils_junior=300, pupils_senior=250, multimedia_rooms=10)
    (need,) = school_needs(judged(entry))
    assert need.to_bound == 5


def test_teachers_of_a_combined_school_are_no_shared_need():
    a = judged(school("甲", "nine_year", pupils_primary=400, pupils_junior=300, backbone_primary=0, backbone_junior=0))
    assert school_needs(a) == []


def test_a_stage_without_a_bound_does_not_hide_what_the_other_needs():
    """宁夏 states books for junior schools alone: 25 each. 100 juniors of 110 + 100 have half of 2,000 books, 1,000 of
    2,500: the school needs 5,000 in all, 3,000 more."""
    a = judged(
        school("甲", "nine_year", pupils_primary=110, pupils_junior=100, books=2000), standard=load("ningxia-2014")
    )
    found = {a.standard.indicators[need.indicator].id: need.to_bound for need in school_needs(a)}
    assert found.get("books_per_pupil") == 3000


def test_another_share_than_85_percent_is_followed():
    """A province that tolerates 90 %: 700 pupils, 7 asked, 6.3 tolerated: 2 and 2 more than 5."""
    own = parse('extends = "quality-2017"\nid = "own"\nschool_rule.share = 0.9', "own.toml")
    a = assess(county(school("甲", pupils_primary=700, backbone_primary=5)), own)
    at = place(a, "甲", "primary", BACKBONE)
    assert (lacking(a).to_bound[at], lacking(a).to_tolerated[at]) == (2, 2)
