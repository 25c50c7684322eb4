"""Additions to a county; sums and refusals by hand, prices from `PRICES` below."""

import pytest

from balance.assess import assess
from balance.bounds import STATUSES
from balance.errors import RefusedAction
from balance.pricelist import parse_prices
from balance.records import assessment_record
from balance.scenario.actions import Add, Scenario
from balance.scenario.apply import apply
from balance.scenario.compare import changes, worse
from balance.standard_file import load
from tests.counties import at_the_bounds, county, school

QUALITY = load("quality-2017")
PRICES = parse_prices(
    """
[prices]
id = "test"
title_zh = "价格"
title_en = "Prices"
year = 2024
horizon_years = 3

[[bundle]]
id = "backbone_teacher"
title_zh = "骨干教师"
title_en = "Backbone teacher"
adds = { backbone = 1, teachers = 1, above_degree = 1 }
cost = 120000
every = "year"
per = "stage"

[[bundle]]
id = "room"
title_zh = "多媒体教室"
title_en = "Room"
adds = { multimedia_rooms = 1, equipment_yuan = 50000 }
cost = 60000
every = "once"
per = "school"
""",
    "test.toml",
)


def done(schools, *actions):
    return apply(county(*schools), Scenario(actions), PRICES)


def nine(**changed):
    return school("一贯制", "nine_year", **{"pupils_primary": 110, "pupils_junior": 100, "backbone_primary": 1,
                                            "backbone_junior": 2, "multimedia_rooms": 4, **changed})  # fmt: skip


def test_an_empty_scenario_changes_nothing():
    before = county(at_the_bounds("甲"), nine())
    applied = apply(before, Scenario(), PRICES)
    assert applied.county.schools.equals(before.schools)
    assert (applied.once, applied.yearly, applied.cost, applied.warnings) == (0, 0, 0, ())
    assert changes(assess(before, QUALITY), assess(applied.county, QUALITY)) == []


def test_the_county_given_stays_as_it_is():
    before = county(at_the_bounds("甲"), nine())
    kept, record = before.schools.copy(deep=True), assessment_record(assess(before, QUALITY), "zh")
    apply(before, Scenario((Add("甲", "backbone", 5), Add("一贯制", "room", 2))), PRICES)
    assert before.schools.equals(kept)
    assert assessment_record(assess(before, QUALITY), "zh") == record


def test_a_column_is_added_to_the_only_stage_a_school_has():
    assert done([at_the_bounds("甲")], Add("甲", "backbone", 3)).county.figures("backbone_primary")[0] == 13


def test_a_school_of_two_stages_needs_to_be_told_which():
    applied = done([nine()], Add("一贯制", "backbone", 3, "junior"))
    assert applied.county.figures("backbone_junior")[0] == 5
    assert applied.county.figures("backbone_primary")[0] == 1


def test_a_bundle_adds_all_that_it_holds_and_says_what_it_does_not_know():
    """Another school's teachers are known, so that this one's are missing is worth a word."""
    schools = [nine(above_degree_junior=4), at_the_bounds("甲", teachers_primary=60)]
    applied = done(schools, Add("一贯制", "backbone_teacher", 2, "junior"))
    assert applied.county.figures("backbone_junior")[0] == 4
    assert applied.county.figures("above_degree_junior")[0] == 6
    assert len(applied.warnings) == 1
    assert "Full-time teachers of 一贯制 is not known" in str(applied.warnings[0])


def test_what_no_school_has_a_figure_for_is_not_missed():
    applied = done([nine(above_degree_junior=4)], Add("一贯制", "backbone_teacher", 2, "junior"))
    assert applied.county.figures("above_degree_junior")[0] == 6
    assert applied.warnings == ()


def test_an_addition_is_booked_where_the_school_keeps_the_figure():
    """Degrees instead of a figure for above degree: the new teacher is a bachelor."""
    degrees = {"deg_doctor_primary": 0, "deg_master_primary": 0, "deg_bachelor_primary": 5, "deg_college_primary": 3}
    applied = done([school("甲", pupils_primary=100, **degrees)], Add("甲", "above_degree", 2))
    assert applied.county.figures("deg_bachelor_primary")[0] == 7


def test_yearly_cost_is_counted_over_the_horizon_and_once_is_once():
    """2 × 120,000 a year for 3 years, and 60,000."""
    applied = done([at_the_bounds("甲", teachers_primary=60)], Add("甲", "backbone_teacher", 2), Add("甲", "room", 1))
    assert (applied.once, applied.yearly, applied.cost) == (60_000, 240_000, 780_000)


def test_a_plain_column_has_no_price():
    assert done([at_the_bounds("甲")], Add("甲", "backbone", 3)).cost == 0


def test_actions_follow_each_other():
    applied = done([at_the_bounds("甲")], Add("甲", "backbone", 3), Add("甲", "backbone", 4))
    assert applied.county.figures("backbone_primary")[0] == 17


def test_a_school_is_found_by_its_code_as_well():
    applied = done([at_the_bounds("甲"), at_the_bounds("乙")], Add("C002", "backbone", 1))
    assert applied.county.figures("backbone_primary").tolist() == [10, 11]


def test_of_two_schools_with_one_name_the_county_decides():
    two = [at_the_bounds("实验小学", county="甲区"), at_the_bounds("实验小学", county="乙区")]
    applied = done(two, Add("实验小学", "backbone", 1, county="乙区"))
    assert applied.county.figures("backbone_primary").tolist() == [10, 11]


@pytest.mark.parametrize(
    ("action", "why"),
    [
        (Add("丁", "backbone", 1), "there is no school “丁”"),
        (Add("甲", "gold", 1), "there is no resource “gold”"),
        (Add("甲", "town", 1), "there is no resource “town”"),
        (Add("甲", "year_built", 1), "there is no resource “year_built”"),
        (Add("甲", "backbone", 0), "above zero"),
        (Add("甲", "backbone", -3), "above zero"),
        (Add("甲", "backbone", float("nan")), "above zero"),
        (Add("甲", "backbone", float("inf")), "above zero"),
        (Add("甲", "backbone", 1.5), "1.5 is not a whole number"),
        (Add("甲", "room", 0.5), "0.5 is not a whole number"),
        (Add("甲", "backbone", 1, "junior"), "甲 has no"),
        (Add("一贯制", "backbone", 1), "say which stage"),
        (Add("一贯制", "pe_arts", 1, "junior"), "is not known, so nothing can be added"),
        (Add("重名", "backbone", 1), "2 schools are called “重名”"),
    ],
)
def test_what_cannot_be_done_is_refused_with_the_number_and_the_reason(action, why):
    schools = [at_the_bounds("甲"), nine(), at_the_bounds("重名"), at_the_bounds("重名")]
    with pytest.raises(RefusedAction) as refused:
        done(schools, Add("甲", "backbone", 1), action)
    assert "Action 2" in str(refused.value)
    assert why in str(refused.value)


def test_areas_may_be_added_in_parts_of_a_metre():
    assert done([at_the_bounds("甲")], Add("甲", "teaching_area_m2", 0.5)).county.figures("teaching_area_m2")[0] == 4500.5


def test_the_changes_tell_value_and_status_before_and_after():
    """5 of 7 backbone teachers are short, 7 are enough: 0.714… → 1."""
    before = county(school("甲", pupils_primary=700, backbone_primary=5))
    after = apply(before, Scenario((Add("甲", "backbone", 2),)), PRICES).county
    (change,) = changes(assess(before, QUALITY), assess(after, QUALITY))
    assert (change.before, change.after) == (pytest.approx(5 / 7), pytest.approx(1))
    assert (change.status_before, change.status_after) == ("short", "met")


def test_help_for_a_shared_thing_changes_both_parts():
    """210 pupils share half and half: 4 rooms → 6: 2 × 100 ÷ 110 → 3 × 100 ÷ 110."""
    before = county(nine())
    after = apply(before, Scenario((Add("一贯制", "multimedia_rooms", 2),)), PRICES).county
    found = changes(assess(before, QUALITY), assess(after, QUALITY))
    assert [(c.stage, c.before, c.after) for c in found] == [
        ("primary", pytest.approx(200 / 110), pytest.approx(300 / 110)), ("junior", pytest.approx(2), pytest.approx(3)),
    ]  # fmt: skip


def test_a_cv_that_gets_worse_is_told_with_the_school_above_the_mean():
    """Two schools of 1,000 with 10 and 30 backbone teachers: CV 0.5; 10 more for the second: values 1 and 4, CV 0.6."""
    before = county(at_the_bounds("甲"), at_the_bounds("乙", backbone_primary=30))
    after = apply(before, Scenario((Add("乙", "backbone", 10),)), PRICES).county
    (found,) = worse(assess(before, QUALITY), assess(after, QUALITY))
    assert (found.before, found.after, found.above) == (pytest.approx(0.5), pytest.approx(0.6), ("乙",))


def test_an_indoor_hall_takes_no_teaching_area_away():
    """教学及辅助用房 includes the indoor sports rooms, and L4 takes them off again. A hall that is built enlarges both:
    the teaching area per pupil stays 4.5, the sports area rises from 7.5 to 8.1."""
    before = county(at_the_bounds("甲"))
    after = assess(apply(before, Scenario((Add("甲", "indoor_sports_m2", 600),)), PRICES).county, QUALITY)
    values = dict(zip([i.code for i in QUALITY.indicators], after.value[0], strict=True))
    assert values["L5"] == pytest.approx(8.1)
    assert values["L4"] == pytest.approx(4.5)
    assert STATUSES[after.status[0, 3]] == "met"
