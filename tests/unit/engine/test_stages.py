"""Which parts a school has. The rules stand in 国教督办函〔2019〕30号 and the notes to the 申报表; figures are by hand."""

import numpy as np
import pytest

from tests.counties import judged, place, school, value

BACKBONE, ROOMS = "backbone_teachers_per_100", "multimedia_rooms_per_100"


def stages_of(*schools, standard="quality-2017"):
    a = judged(*schools, standard=standard)
    return [("primary", "junior")[s] for s in a.parts.stage]


@pytest.mark.parametrize(
    ("kind", "pupils", "stages"),
    [
        ("primary", {"pupils_primary": 10}, ["primary"]),
        ("junior", {"pupils_junior": 10}, ["junior"]),
        ("nine_year", {"pupils_primary": 10, "pupils_junior": 10}, ["primary", "junior"]),
        ("complete_secondary", {"pupils_junior": 10, "pupils_senior": 10}, ["junior"]),
        ("twelve_year", {"pupils_primary": 10, "pupils_junior": 10, "pupils_senior": 10}, ["primary", "junior"]),
        ("teaching_point", {"pupils_primary": 60}, ["primary"]),
    ],
)
def test_every_type_has_its_parts(kind, pupils, stages):
    assert stages_of(school("甲", kind, **pupils)) == stages


def test_a_school_of_unknown_type_has_the_parts_where_it_has_pupils():
    assert stages_of(school("甲", "", pupils_primary=5, pupils_junior=7)) == ["primary", "junior"]


def test_pupils_that_contradict_the_type_make_a_part_of_their_own():
    """A 小学 with 60 junior pupils is treated as what its pupils say; nobody is dropped."""
    a = judged(school("甲", "primary", pupils_primary=110, pupils_junior=100, multimedia_rooms=22))
    assert len(a.parts) == 2
    assert a.numerator[place(a, "甲", "primary", ROOMS)] == pytest.approx(11)
    assert a.numerator[place(a, "甲", "junior", ROOMS)] == pytest.approx(11)


def test_a_stage_with_no_pupils_has_no_part_and_the_other_keeps_all():
    a = judged(school("甲", "nine_year", pupils_primary=100, pupils_junior=0, multimedia_rooms=3))
    assert len(a.parts) == 1
    assert value(a, "甲", "primary", ROOMS) == 3


def test_a_stage_whose_pupils_are_not_known_is_a_part_without_values():
    a = judged(school("甲", "nine_year", pupils_primary=100, multimedia_rooms=3, backbone_primary=2, backbone_junior=2))
    assert len(a.parts) == 2
    assert np.isnan(value(a, "甲", "junior", BACKBONE))


def test_where_one_stage_is_not_known_the_shared_goods_of_the_other_are_not_either():
    """Its teachers are its own and stay known; its rooms cannot be divided."""
    a = judged(school("甲", "nine_year", pupils_primary=100, multimedia_rooms=3, backbone_primary=2))
    assert np.isnan(value(a, "甲", "primary", ROOMS))
    assert value(a, "甲", "primary", BACKBONE) == 2


def test_a_complete_secondary_school_with_unknown_seniors_has_no_known_share():
    a = judged(school("完中", "complete_secondary", pupils_junior=100, multimedia_rooms=3))
    assert np.isnan(value(a, "完中", "junior", ROOMS))


def test_senior_pupils_of_a_nine_year_school_take_their_share():
    """By hand: 100 : 1.1 × 100 : 1.32 × 100 of 342 rooms are 100 and 110."""
    a = judged(school("甲", "nine_year", pupils_primary=100, pupils_junior=100, pupils_senior=100, multimedia_rooms=342))
    assert a.numerator[place(a, "甲", "primary", ROOMS)] == pytest.approx(100)
    assert a.numerator[place(a, "甲", "junior", ROOMS)] == pytest.approx(110)


def test_a_school_without_pupils_is_left_out_and_said():
    a = judged(school("空", pupils_primary=0), school("甲", pupils_primary=1))
    assert [(entry.school, str(entry.why)) for entry in a.left_out] == [("空", "no pupils in primary or junior stage")]
    assert len(a.parts) == 1


def test_a_school_whose_pupils_are_not_known_stays_and_has_no_ratio():
    a = judged(school("甲", backbone_primary=3))
    assert len(a.parts) == 1
    assert np.isnan(a.value).all()
    assert (a.passes == -1).all()


def test_an_empty_table_has_no_parts_and_no_verdict():
    a = judged()
    assert len(a.parts) == 0
    assert a.parts.counties == ()


@pytest.mark.parametrize(("pupils", "parts"), [(50, 1), (49, 0)])
def test_a_teaching_point_counts_from_50_pupils_on(pupils, parts):
    a = judged(school("点", "teaching_point", pupils_primary=pupils))
    assert len(a.parts) == parts
    assert len(a.left_out) == 1 - parts


def test_a_teaching_point_whose_pupils_are_not_known_is_not_left_out_on_a_guess():
    assert len(judged(school("点", "teaching_point")).parts) == 1


def test_special_and_senior_schools_are_left_out_with_the_reason():
    a = judged(school("特", "special", pupils_primary=80), school("高", "senior", pupils_senior=900))
    assert len(a.parts) == 0
    assert [entry.school for entry in a.left_out] == ["特", "高"]
    assert all("not judged under this standard" in str(entry.why) for entry in a.left_out)


@pytest.mark.parametrize(
    ("sponsor", "quality", "basic"),
    [
        ("county_education", 1, 1),
        ("county_other", 1, 1),
        ("private", 1, 0),
        ("prefecture_education", 1, 0),
        ("province_education", 1, 0),
        ("enterprise", 1, 0),
    ],
)
def test_private_schools_and_those_of_others_count_under_2017_and_not_under_2012(sponsor, quality, basic):
    entry = school("甲", pupils_primary=100, sponsor=sponsor)
    assert len(judged(entry).parts) == quality
    assert len(judged(entry, standard="basic-2012").parts) == basic


def test_teaching_points_are_left_out_under_2012():
    assert len(judged(school("点", "teaching_point", pupils_primary=200), standard="basic-2012").parts) == 0


def test_a_school_whose_sponsor_is_not_known_is_kept_under_2012():
    assert len(judged(school("甲", pupils_primary=100), standard="basic-2012").parts) == 1
