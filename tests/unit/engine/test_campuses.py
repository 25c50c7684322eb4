"""Campuses (是否计校数 = 0) belong to their parent school, 申报表填报说明; sums are by hand."""

import os
import subprocess
import sys

import numpy as np
import pytest

from balance.universe import join_campuses
from tests.counties import county, judged, place, school, value

BACKBONE, ROOMS = "backbone_teachers_per_100", "multimedia_rooms_per_100"


def test_a_campus_is_added_to_its_parent_with_pupils_and_goods():
    a = judged(
        school("主校", pupils_primary=300, backbone_primary=4, multimedia_rooms=6, counted=True),
        school("东校区", pupils_primary=100, backbone_primary=2, multimedia_rooms=4, counted=False, parent="主校"),
    )
    assert len(a.parts) == 1
    assert value(a, "主校", "primary", BACKBONE) == pytest.approx(1.5)
    assert value(a, "主校", "primary", ROOMS) == pytest.approx(2.5)


def test_the_largest_class_of_a_school_with_a_campus_is_the_larger_one():
    joined = join_campuses(
        county(
            school("主校", pupils_primary=300, largest_class_primary=44, counted=True),
            school("校区", pupils_primary=100, largest_class_primary=51, counted=False, parent="主校"),
        )
    )
    assert joined.figures("largest_class_primary").tolist() == [51]


def test_a_figure_that_one_campus_lacks_is_not_known_for_the_school():
    a = judged(
        school("主校", pupils_primary=300, multimedia_rooms=6, counted=True),
        school("校区", pupils_primary=100, counted=False, parent="主校"),
    )
    assert np.isnan(value(a, "主校", "primary", ROOMS))


def test_a_campus_without_its_parent_is_left_out_and_said():
    a = judged(
        school("甲", pupils_primary=300, counted=True),
        school("校区", pupils_primary=100, counted=False, parent="乙"),
    )
    assert len(a.parts) == 1
    assert [(entry.school, str(entry.why)) for entry in a.left_out] == [
        ("校区", "a campus whose parent school “乙” is not in the table")
    ]


def test_a_campus_goes_to_the_parent_of_its_own_county():
    a = judged(
        school("实验小学", pupils_primary=100, backbone_primary=1, county="甲区", counted=True),
        school("实验小学", pupils_primary=100, backbone_primary=1, county="乙区", counted=True),
        school("校区", pupils_primary=100, backbone_primary=5, county="乙区", counted=False, parent="实验小学"),
    )
    assert a.numerator[:, 1].tolist() == [1, 6]


def test_spaces_around_the_parents_name_do_not_lose_the_campus():
    a = judged(
        school("主校", pupils_primary=300, backbone_primary=4, counted=True),
        school("校区", pupils_primary=100, backbone_primary=2, counted=False, parent=" 主校 "),
    )
    assert a.parts.pupils.tolist() == [400]


def test_a_school_for_which_counted_is_not_known_is_a_school():
    assert len(judged(school("甲", pupils_primary=3, counted=None), school("乙", pupils_primary=3, counted=True)).parts) == 2


def test_a_primary_campus_does_not_take_away_the_juniors_of_its_nine_year_parent():
    """A 小学 campus has no junior figures to fill in. Its parent has 400 pupils in primary, 200 in junior, 2 backbone
    teachers there: 1.0 per 100, campus or not."""
    a = judged(
        school("学校", "nine_year", pupils_primary=300, pupils_junior=200, backbone_primary=3, backbone_junior=2,
               counted=True),
        school("小学校区", "primary", pupils_primary=100, backbone_primary=1, counted=False, parent="学校"),
    )  # fmt: skip
    assert a.parts.pupils.tolist() == [400, 200]
    assert a.value[place(a, "学校", "junior", BACKBONE)] == pytest.approx(1.0)


def test_a_teaching_point_of_50_pupils_is_a_row_of_its_own_although_it_is_no_counted_school():
    """教学点 are 不计校数 in the statistics (小学统计报表填表说明), and from 50 pupils on have rows of their own (申报表填报说明):
    “not counted” makes a campus of a school, not of a teaching point."""
    a = judged(
        school("中心小学", pupils_primary=300, counted=True),
        school("教学点", "teaching_point", pupils_primary=60, counted=False),
    )
    assert a.parts.pupils.tolist() == [300, 60]


def test_the_order_of_what_is_left_out_is_the_same_in_every_run():
    """Nothing but the order of the table may decide it; Python's hash seed changes from run to run."""
    code = (
        "from balance.county import County; from balance.assess import assess; from balance.standard_file import load\n"
        "import pandas as pd\n"
        "kinds = ['private', 'enterprise', 'province_education', 'prefecture_education', 'central_other']\n"
        "rows = [dict(school_code=k, school=k, county='', school_type='primary', pupils_primary=9, sponsor=k) for k in kinds]\n"
        "print([e.school for e in assess(County(pd.DataFrame(rows)), load('basic-2012')).left_out])"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }  # fmt: skip
    assert len(answers) == 1
