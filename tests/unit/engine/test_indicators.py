"""What an indicator counts. Rules: 教督〔2017〕6号, 国教督办函〔2019〕30号; every figure is by hand."""

import numpy as np
import pytest

from tests.counties import judged, school, value

L1, L3 = "above_degree_teachers_per_100", "pe_arts_teachers_per_100"
L4, L5 = "teaching_area_per_pupil", "sports_area_per_pupil"


def one(indicator, kind="primary", standard="quality-2017", **figures):
    stage = "junior" if kind == "junior" else "primary"
    return value(judged(school("甲", kind, **figures), standard=standard), "甲", stage, indicator)


def test_a_figure_that_is_missing_is_not_zero():
    assert np.isnan(one(L1, pupils_primary=100))
    assert one(L1, pupils_primary=100, above_degree_primary=0) == 0


def test_per_100_pupils_means_times_100():
    assert one(L1, pupils_primary=250, above_degree_primary=12) == pytest.approx(4.8)


def test_the_indoor_sports_area_is_taken_off_the_teaching_area_and_added_to_the_grounds():
    figures = {"pupils_primary": 100, "teaching_area_m2": 700, "indoor_sports_m2": 200, "sports_ground_m2": 800}
    assert one(L4, **figures) == pytest.approx(5)
    assert one(L5, **figures) == pytest.approx(10)


@pytest.mark.parametrize("indicator", [L4, L5])
def test_without_the_indoor_sports_area_neither_area_is_known(indicator):
    assert np.isnan(one(indicator, pupils_primary=100, teaching_area_m2=700, sports_ground_m2=800))


def test_the_sports_area_in_all_serves_where_ground_and_indoor_are_not_given_apart():
    assert one(L5, pupils_primary=100, sports_area_m2=900) == pytest.approx(9)


def test_ground_and_indoor_go_before_a_sum_that_the_file_also_has():
    figures = {"pupils_primary": 100, "sports_area_m2": 900, "sports_ground_m2": 500, "indoor_sports_m2": 100}
    assert one(L5, **figures) == pytest.approx(6)


def test_under_2012_the_sum_goes_before_its_parts():
    figures = {"pupils_primary": 100, "sports_area_m2": 900, "sports_ground_m2": 500, "indoor_sports_m2": 100}
    assert one(L5, standard="basic-2012", **figures) == pytest.approx(9)
    del figures["sports_area_m2"]
    assert one(L5, standard="basic-2012", **figures) == pytest.approx(6)


def test_more_indoor_sports_than_teaching_area_is_impossible_and_counts_as_missing():
    a = judged(school("甲", pupils_primary=100, teaching_area_m2=100, indoor_sports_m2=150, sports_ground_m2=1))
    assert np.isnan(value(a, "甲", "primary", L4))
    assert value(a, "甲", "primary", L5) == pytest.approx(1.51)


def test_above_degree_from_the_degrees_counts_college_in_primary():
    degrees = {f"deg_{name}_primary": n for name, n in
               {"doctor": 0, "master": 1, "bachelor": 5, "college": 2}.items()}  # fmt: skip
    assert one(L1, pupils_primary=100, **degrees) == pytest.approx(8)


def test_above_degree_from_the_degrees_does_not_count_college_in_junior():
    degrees = {f"deg_{name}_junior": n for name, n in
               {"doctor": 0, "master": 1, "bachelor": 5, "college": 2}.items()}  # fmt: skip
    assert one(L1, "junior", pupils_junior=100, **degrees) == pytest.approx(6)


def test_one_missing_degree_leaves_the_sum_unknown():
    assert np.isnan(one(L1, pupils_primary=100, deg_doctor_primary=0, deg_master_primary=1, deg_bachelor_primary=5))


def test_a_figure_for_above_degree_goes_before_the_degrees():
    degrees = {f"deg_{name}_primary": 1 for name in ("doctor", "master", "bachelor", "college")}
    assert one(L1, pupils_primary=100, above_degree_primary=9, **degrees) == pytest.approx(9)


@pytest.mark.parametrize(
    ("subjects", "total"),
    [
        ({"pe_teachers": 1, "music_teachers": 2, "art_teachers": 3, "arts_teachers": 4}, 10),
        ({"pe_teachers": 1, "music_teachers": 2, "art_teachers": 3}, 6),
        ({"pe_teachers": 1, "arts_teachers": 4}, 5),
    ],
)
def test_pe_and_arts_teachers_are_the_sum_of_the_subjects_that_the_file_tells_apart(subjects, total):
    figures = {f"{name}_primary": n for name, n in subjects.items()}
    assert one(L3, pupils_primary=100, **figures) == pytest.approx(total)


def test_music_teachers_alone_are_not_all_pe_and_arts_teachers():
    assert np.isnan(one(L3, pupils_primary=100, music_teachers_primary=2))


def test_an_alternative_helps_only_the_school_that_needs_it():
    a = judged(
        school("甲", pupils_primary=100, above_degree_primary=4, deg_bachelor_primary=50),
        school("乙", pupils_primary=100, deg_doctor_primary=0, deg_master_primary=0, deg_bachelor_primary=3,
               deg_college_primary=2),
    )  # fmt: skip
    assert [value(a, name, "primary", L1) for name in "甲乙"] == [4, 5]


def test_teachers_per_pupil_is_teachers_over_pupils():
    """师生比 of 2012, full-time teachers: 9 teachers, 150 pupils."""
    assert one("teachers_per_pupil", standard="basic-2012", pupils_primary=150, teachers_primary=9) == pytest.approx(0.06)
