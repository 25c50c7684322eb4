"""Shared goods of combined schools, 国教督办函〔2019〕30号: primary : junior = A : 1.1B, junior : senior = B : 1.2C,
all three = A : 1.1B : 1.32C.

The first school (166 and 210 pupils, 23,226 books) is the published example. It rounds 58.5 before going on and prints
9,711 and 13,515 books; unrounded they are 9,711.63 and 13,514.37. The other schools are reckoned by hand.
"""

import pytest

from tests.counties import judged, place, school, value

BOOKS = "books_per_pupil"


def test_the_published_nine_year_school_has_58_5_books_per_primary_pupil():
    a = judged(school("某校", "nine_year", pupils_primary=166, pupils_junior=210, books=23226), standard="basic-2012")
    assert value(a, "某校", "primary", BOOKS) == pytest.approx(58.5038, abs=5e-5)
    assert value(a, "某校", "junior", BOOKS) == pytest.approx(64.3542, abs=5e-5)


def test_the_published_nine_year_school_keeps_all_its_books():
    a = judged(school("某校", "nine_year", pupils_primary=166, pupils_junior=210, books=23226), standard="basic-2012")
    primary, junior = (a.numerator[place(a, "某校", stage, BOOKS)] for stage in ("primary", "junior"))
    assert primary == pytest.approx(9711.63, abs=5e-3)
    assert junior == pytest.approx(13514.37, abs=5e-3)
    assert primary + junior == pytest.approx(23226, abs=1e-9)


def test_the_printed_rounding_of_the_example_is_not_followed():
    """The document prints 9,711 and 13,515 (58.5 × 166 = 9,711): more than half a book away from the rule."""
    a = judged(school("某校", "nine_year", pupils_primary=166, pupils_junior=210, books=23226), standard="basic-2012")
    assert a.numerator[place(a, "某校", "primary", BOOKS)] - 9711 > 0.5


def test_a_complete_secondary_school_keeps_b_over_b_plus_1_2_c_for_its_juniors():
    """300 ÷ (300 + 1.2 × 250) = one half of 8,000 books."""
    a = judged(school("完中", "complete_secondary", pupils_junior=300, pupils_senior=250, books=8000), standard="basic-2012")
    assert a.numerator[place(a, "完中", "junior", BOOKS)] == pytest.approx(4000, abs=1e-9)
    assert len(a.parts) == 1


def test_a_twelve_year_school_divides_by_1_and_1_1_and_1_32():
    """100 + 110 + 132 = 342 weighted pupils: of 3,420 books 1,000 are primary and 1,100 junior."""
    a = judged(
        school("十二年", "twelve_year", pupils_primary=100, pupils_junior=100, pupils_senior=100, books=3420),
        standard="basic-2012",
    )
    assert a.numerator[place(a, "十二年", "primary", BOOKS)] == pytest.approx(1000, abs=1e-9)
    assert a.numerator[place(a, "十二年", "junior", BOOKS)] == pytest.approx(1100, abs=1e-9)


def test_indoor_sports_rooms_change_sides_before_the_split():
    """Nine-year, 110 + 100 pupils: shares 110/220 and 110/220. Teaching 2,400 − indoor 400 = 2,000, half each: 1,000;
    ground 3,000 + indoor 400 = 3,400, half each: 1,700."""
    a = judged(
        school("一贯制", "nine_year", pupils_primary=110, pupils_junior=100, teaching_area_m2=2400, indoor_sports_m2=400,
               sports_ground_m2=3000)
    )  # fmt: skip
    for stage, pupils in (("primary", 110), ("junior", 100)):
        assert value(a, "一贯制", stage, "teaching_area_per_pupil") == pytest.approx(1000 / pupils, rel=1e-12)
        assert value(a, "一贯制", stage, "sports_area_per_pupil") == pytest.approx(1700 / pupils, rel=1e-12)


def test_teachers_of_a_combined_school_count_where_they_teach():
    """12 backbone teachers in primary and 3 in junior stay 12 and 3, whatever the pupils."""
    a = judged(
        school("一贯制", "nine_year", pupils_primary=400, pupils_junior=100, backbone_primary=12, backbone_junior=3)
    )
    assert value(a, "一贯制", "primary", "backbone_teachers_per_100") == 3
    assert value(a, "一贯制", "junior", "backbone_teachers_per_100") == 3


def test_the_parts_enter_as_one_primary_and_one_junior_school():
    """By hand: primary parts 100 and 100 pupils with 10 and 30 books a pupil: mean 20, S 10, CV 0.5."""
    a = judged(
        school("小学", pupils_primary=100, books=1000),
        school("一贯制", "nine_year", pupils_primary=100, pupils_junior=100, books=6300),
        standard="basic-2012",
    )
    k = place(a, "小学", "primary", BOOKS)[1]
    assert a.dispersion.mean[0, k] == pytest.approx(20, rel=1e-12)
    assert a.dispersion.cv[0, k] == pytest.approx(0.5, rel=1e-12)
    assert a.dispersion.mean[1, k] == pytest.approx(33, rel=1e-12)
