"""教督〔2017〕6号 number by number, with the counting rules of 国教督办函〔2019〕30号 and the current 申报表."""

from datetime import date

import pytest

from balance.standard_file import load

QUALITY = load("quality-2017")
BOUNDS = [
    ("L1", "每百名学生拥有高于规定学历教师数", 4.2, 5.3, 100),
    ("L2", "每百名学生拥有县级及以上骨干教师数", 1, 1, 100),
    ("L3", "每百名学生拥有体育、艺术（美术、音乐）专任教师数", 0.9, 0.9, 100),
    ("L4", "生均教学及辅助用房面积", 4.5, 5.8, 1),
    ("L5", "生均体育运动场馆面积", 7.5, 10.2, 1),
    ("L6", "生均教学仪器设备值", 2000, 2500, 1),
    ("L7", "每百名学生拥有网络多媒体教室数", 2.3, 2.4, 100),
]
ITEMS = [
    ("small_school_funds", "government", 6, 100),
    ("training_hours", "government", 9, 1.0),
    ("rotation", "government", 11, 0.10),
    ("rotation_backbone", "government", 11, 0.20),
    ("certificates", "government", 12, 1.0),
    ("nearby_primary", "government", 13, 1.0),
    ("nearby_junior", "government", 13, 0.95),
    ("senior_places", "government", 14, 0.50),
    ("migrant_children", "government", 15, 0.85),
    ("retention", "quality", 1, 0.95),
    ("disabled_enrolment", "quality", 2, 0.95),
    ("training_money", "quality", 4, 0.05),
    ("monitoring_level", "quality", 9, 3),
    ("approval", "approval", 1, 0.85),
]


def item(name):
    return next(entry for entry in QUALITY.items if entry.id == name)


def test_there_are_seven_indicators_in_the_order_of_the_form():
    assert [entry.code for entry in QUALITY.indicators] == ["L1", "L2", "L3", "L4", "L5", "L6", "L7"]


@pytest.mark.parametrize(("code", "title", "primary", "junior", "per"), BOUNDS)
def test_each_indicator_has_its_official_name_bounds_and_unit(code, title, primary, junior, per):
    indicator = next(entry for entry in QUALITY.indicators if entry.code == code)
    assert indicator.title.zh == title
    assert (indicator.bound("primary"), indicator.bound("junior")) == (primary, junior)
    assert indicator.times == per


@pytest.mark.parametrize(
    ("code", "numerator"),
    [
        ("L1", {"above_degree": 1}),
        ("L2", {"backbone": 1}),
        ("L3", {"pe_arts": 1}),
        ("L4", {"teaching_area_m2": 1, "indoor_sports_m2": -1}),
        ("L5", {"sports_ground_m2": 1, "indoor_sports_m2": 1}),
        ("L6", {"equipment_yuan": 1}),
        ("L7", {"multimedia_rooms": 1}),
    ],
)
def test_each_indicator_counts_what_the_rules_say(code, numerator):
    indicator = next(entry for entry in QUALITY.indicators if entry.code == code)
    assert dict(indicator.numerator) == numerator


def test_above_degree_is_college_in_primary_and_bachelor_in_junior():
    primary, junior, college, bachelor = next(entry for entry in QUALITY.indicators if entry.code == "L1").instead
    assert (primary.stages, set(primary.numerator)) == (
        ("primary",), {"deg_doctor", "deg_master", "deg_bachelor", "deg_college"},
    )  # fmt: skip
    assert (junior.stages, set(junior.numerator)) == (("junior",), {"deg_doctor", "deg_master", "deg_bachelor"})
    assert (college.stages, set(college.numerator)) == (("primary",), {"college_or_above"})
    assert (bachelor.stages, set(bachelor.numerator)) == (("junior",), {"bachelor_or_above"})


def test_six_of_seven_with_the_rest_at_85_percent():
    assert (QUALITY.school_rule.met, QUALITY.school_rule.share) == (6, 0.85)


def test_every_cv_has_the_limit_0_50_in_primary_and_0_45_in_junior():
    assert QUALITY.balance_rule.kind == "each_cv"
    assert (QUALITY.cv_limit("primary"), QUALITY.cv_limit("junior")) == (0.50, 0.45)


def test_the_weights_of_a_pupil_are_1_and_1_1_and_1_32():
    """1 : 1.1 in nine-year schools, 1 : 1.2 of junior to senior, hence 1.1 × 1.2 = 1.32."""
    assert dict(QUALITY.split.weights) == {"primary": 1.0, "junior": 1.1, "senior": pytest.approx(1.1 * 1.2)}


def test_l4_to_l7_are_divided_and_teachers_are_not():
    divided = {code for code, *_ in BOUNDS for i in QUALITY.indicators
               if i.code == code and set(i.numerator) <= QUALITY.split.columns}  # fmt: skip
    assert divided == {"L4", "L5", "L6", "L7"}


def test_special_schools_and_small_teaching_points_are_left_out_and_private_ones_count():
    universe = QUALITY.universe
    assert "special" in universe.leave_out_types
    assert universe.teaching_point_pupils == 50
    assert universe.keep_sponsors == ()


def test_the_form_prints_2_decimals_3_for_cvs_and_1_for_percentages():
    precision = QUALITY.precision
    assert (precision.value, precision.mean, precision.cv, precision.percent) == (2, 2, 3, 1)


@pytest.mark.parametrize(("name", "group", "number", "threshold"), ITEMS)
def test_each_item_has_its_threshold(name, group, number, threshold):
    entry = item(name)
    assert (entry.group, entry.number, entry.at_least) == (group, number, threshold)


def test_the_difference_between_schools_in_monitoring_stays_under_0_15():
    assert (item("monitoring_difference").below, item("monitoring_difference").number) == (0.15, 9)


def test_special_education_funds_were_6000_and_are_8000_in_the_current_form():
    old, new = item("special_education_funds").values
    assert (old.at_least, old.since) == (6000, date(2017, 4, 19))
    assert new.at_least == 8000
    assert new.since > old.since
    assert item("special_education_funds").at_least == 8000


def test_all_fifteen_government_and_nine_quality_items_are_there():
    assert {e.number for e in QUALITY.items if e.group == "government"} == set(range(1, 16))
    assert {e.number for e in QUALITY.items if e.group == "quality"} == set(range(1, 10))


@pytest.mark.parametrize(
    "name",
    ["layout", "four_unifications", "staffing", "charters", "use_of_it", "moral_education", "full_curriculum", "workload"],
)
def test_what_is_judged_on_documents_has_no_threshold(name):
    assert item(name).documents_only
    assert item(name).at_least is None


def test_there_are_the_six_national_vetoes():
    assert sorted(e.number for e in QUALITY.items if e.group == "veto") == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("room", "area"), [("music_rooms", 96), ("art_rooms", 90)])
def test_a_music_and_an_art_room_for_every_12_classes_or_part_of_it(room, area):
    need = next(entry for entry in QUALITY.requirements if entry.id == room)
    assert (need.rule, need.base, need.start, need.step, need.every, need.rounding) == ("steps", 0, 0, 1, 12, "up")
    assert need.room_area_m2 == area


def test_school_size_and_class_size_have_their_ceilings():
    limits = {entry.id: dict(entry.limits) for entry in QUALITY.ceilings}
    assert limits == {"school_size": {"single": 2000, "combined": 2500}, "class_size": {"primary": 45, "junior": 50}}


def test_no_concession_is_in_force_unless_switched_on():
    assert QUALITY.switched_on == ()
    assert QUALITY.in_force == ()


def test_the_concessions_have_their_numbers():
    on_offer = {entry.id: entry for entry in QUALITY.concessions}
    visiting, venues = on_offer["visiting_pe_arts"], on_offer["other_sports_venues"]
    assert (visiting.when.location, visiting.when.pupils_from, visiting.when.pupils_to) == (("rural",), 50, 99)
    assert venues.when.location == ("urban",)
    assert dict(on_offer["smaller_rooms_built_2016"].room_area_m2) == {"music_rooms": 73, "art_rooms": 67}
    assert on_offer["smaller_rooms_built_2016"].when.built_by == 2016
    assert dict(on_offer["smaller_rooms_rural"].room_area_m2) == {"primary": 54, "junior": 61}
    assert on_offer["smaller_rooms_rural"].when.largest_class_under == 30
    for name in ("larger_schools_built_2010", "larger_schools_migrant"):
        assert dict(on_offer[name].ceiling_limits) == {"single": 2400, "combined": 3000}
    assert on_offer["larger_schools_built_2010"].when.built_by == 2010
    assert on_offer["larger_schools_migrant"].when.migrant_share_over == 0.5
