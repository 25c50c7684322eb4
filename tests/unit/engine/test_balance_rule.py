"""教督〔2017〕6号: each CV at most 0.50 (primary), 0.45 (junior). Two schools of equal size with values m(1 ± cv) have
exactly that CV, so every case here is by hand."""

import json

import numpy as np
import pytest

from balance.assess import NO, UNKNOWN, YES, assess
from balance.records import assessment_record
from balance.standard_file import load
from tests.counties import at_the_bounds, county, judged, place, school

BACKBONE = "backbone_teachers_per_100"
QUALITY = load("quality-2017")


def two(cv, stage="primary", **changed):
    """Two schools far above every bound that differ in backbone teachers alone."""
    return [at_the_bounds(name, stage, 2, **{f"pupils_{stage}": 1000, f"backbone_{stage}": 1000 * (1 + sign * cv), **changed})
            for name, sign in (("甲", 1), ("乙", -1))]  # fmt: skip


def answers(cv, stage="primary"):
    a = judged(*two(cv, stage))
    row, k = place(a, "甲", stage, BACKBONE)
    group = a.parts.group[row]
    assert a.dispersion.cv[group, k] == pytest.approx(cv, rel=1e-12)
    return a.within[group, k], a.balanced[group], bool(a.cv_borderline[group, k]), a.verdict("")


@pytest.mark.parametrize(("stage", "limit"), [("primary", 0.50), ("junior", 0.45)])
def test_a_cv_at_its_limit_is_within(stage, limit):
    assert answers(limit, stage) == (YES, YES, False, True)


@pytest.mark.parametrize(("stage", "limit"), [("primary", 0.50), ("junior", 0.45)])
def test_a_cv_a_thousandth_over_its_limit_is_not(stage, limit):
    assert answers(limit + 0.001, stage) == (NO, NO, False, False)


def test_a_cv_of_0_5004_is_over_the_limit_and_borderline_since_the_form_prints_0_500():
    assert answers(0.5004) == (NO, NO, True, False)


def test_the_published_case_0_501787_is_over_and_not_borderline():
    """The form prints 0.502."""
    assert answers(0.501787) == (NO, NO, False, False)


def test_a_cv_of_0_4996_is_within_and_prints_as_the_limit():
    assert answers(0.4996) == (YES, YES, False, True)


def test_one_cv_over_its_limit_is_enough():
    a = judged(*two(0.51))
    assert (a.within[0] == NO).sum() == 1
    assert a.balanced[0] == NO


def test_a_missing_figure_leaves_that_cv_and_the_county_open():
    a = judged(*two(0.2), at_the_bounds("丙", backbone_primary=None))
    k = place(a, "甲", "primary", BACKBONE)[1]
    assert a.within[0, k] == UNKNOWN
    assert a.balanced[0] == UNKNOWN
    assert a.verdict("") is None


def test_a_missing_figure_does_not_save_a_county_that_fails_anyway():
    a = judged(*two(0.6), at_the_bounds("丙", equipment_yuan=None))
    assert a.balanced[0] == NO
    assert a.verdict("") is False


def test_where_no_school_has_any_there_is_no_cv_and_no_balance():
    a = judged(at_the_bounds("甲", backbone_primary=0), at_the_bounds("乙", backbone_primary=0))
    k = place(a, "甲", "primary", BACKBONE)[1]
    assert np.isnan(a.dispersion.cv[0, k])
    assert a.within[0, k] == UNKNOWN
    assert a.balanced[0] == NO
    record = assessment_record(a, "en")["counties"][0]
    assert record["stages"]["primary"]["indicators"][BACKBONE]["cv"] is None
    assert record["stages"]["primary"]["balanced"] is False
    assert any("no school has any" in reason for reason in record["verdict"]["reasons"])


def test_under_2012_a_mean_of_zero_leaves_no_composite_and_no_balance():
    figures = {"pupils_primary": 100, "teachers_primary": 9, "above_degree_primary": 9, "mid_title_primary": 9,
               "teaching_area_m2": 900, "sports_area_m2": 900, "equipment_yuan": 900, "computers": 0, "books": 900}  # fmt: skip
    a = judged(school("甲", **figures), school("乙", **figures), standard="basic-2012")
    assert np.isnan(a.composite[0])
    assert a.balanced[0] == NO


def test_a_balanced_county_with_one_failing_school_does_not_pass():
    a = judged(at_the_bounds("甲"), at_the_bounds("乙", backbone_primary=8))
    assert a.balanced[0] == YES
    assert a.verdict("") is False


def test_both_stages_must_hold():
    a = judged(at_the_bounds("甲"), *two(0.46, "junior"))
    assert a.balanced.tolist() == [YES, NO]
    assert a.verdict("") is False


def test_a_county_without_junior_schools_is_judged_on_its_primary_ones():
    a = judged(at_the_bounds("甲"), at_the_bounds("乙"))
    assert a.occupied.tolist() == [True, False]
    assert a.verdict("") is True


def test_a_county_without_schools_to_judge_has_no_verdict():
    assert judged(school("特", "special", pupils_primary=30)).verdict("") is None


def test_a_balanced_county_under_2012_is_no_pass_since_the_bounds_are_the_provinces():
    figures = {"pupils_primary": 100, "teachers_primary": 9, "above_degree_primary": 9, "mid_title_primary": 9,
               "teaching_area_m2": 900, "sports_area_m2": 900, "equipment_yuan": 900, "computers": 9, "books": 900}  # fmt: skip
    a = judged(school("甲", **figures), standard="basic-2012")
    assert (a.composite[0], a.balanced[0], a.verdict("")) == (0, YES, None)


def test_schools_of_several_counties_are_judged_as_if_each_county_came_alone():
    counties = {
        "甲县": [*two(0.3), *two(0.5, "junior")],
        "乙县": [*two(0.6), school("联办", "nine_year", pupils_primary=300, pupils_junior=200, multimedia_rooms=9)],
        "丙县": [at_the_bounds("独", backbone_primary=None)],
    }
    mixed = [{**entry, "county": name} for name in ("丙县", "甲县", "乙县") for entry in counties[name]]
    mixed[1], mixed[-1] = mixed[-1], mixed[1]  # the counties' rows need not lie together
    together = {c["county"]: c for c in assessment_record(assess(county(*mixed), QUALITY), "zh")["counties"]}
    for name in counties:
        rows = [entry for entry in mixed if entry["county"] == name]
        (alone,) = assessment_record(assess(county(*rows), QUALITY), "zh")["counties"]
        for record in (alone, together[name]):
            for part in record["parts"]:
                part.pop("code")  # made up from the row number
        assert json.dumps(alone, sort_keys=True) == json.dumps(together[name], sort_keys=True)
