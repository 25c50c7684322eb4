"""What must hold for any county, from the formula of 《义务教育均衡发展差异系数计算方法及数据来源》 alone."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from balance.influence import influence
from tests.counties import judged
from tests.properties.strategies import BY_STAGE, SHARED, complete_schools

RESOURCES = (*(f"{column}_{stage}" for column in BY_STAGE for stage in ("primary", "junior")), *SHARED,
             "indoor_sports_m2", "sports_area_m2")  # fmt: skip
SINGLE = ("primary", "junior")
same = pytest.approx


def cvs(schools):
    return judged(*schools).dispersion.cv


def scaled(entry, times, columns=RESOURCES):
    return {name: figure * times if name in columns else figure for name, figure in entry.items()}


@given(complete_schools(), st.randoms())
def test_the_order_of_the_schools_does_not_matter(schools, random):
    mixed = random.sample(schools, len(schools))
    np.testing.assert_allclose(cvs(schools), cvs(mixed), rtol=1e-9, atol=1e-9)


@given(complete_schools(), st.floats(0.01, 100))
def test_twice_as_much_for_every_school_changes_no_cv(schools, times):
    np.testing.assert_allclose(cvs(schools), cvs([scaled(entry, times) for entry in schools]), rtol=1e-9, atol=1e-9)


@given(complete_schools())
def test_a_school_split_into_two_equal_halves_changes_no_cv(schools):
    """The unweighted formula fails this one."""
    first, *others = schools
    pupils = tuple(f"pupils_{stage}" for stage in ("primary", "junior", "senior"))
    half = scaled(first, 0.5, (*RESOURCES, *pupils))
    split = [half, {**half, "school": "另一半"}, *others]
    np.testing.assert_allclose(cvs(schools), cvs(split), rtol=1e-9, atol=1e-9)


@given(complete_schools())
def test_a_cv_is_zero_only_where_all_schools_are_equal(schools):
    a = judged(*schools)
    for group in range(a.parts.groups):
        values = a.value[a.parts.group == group]
        if len(values):
            equal = np.ptp(values, axis=0) <= 1e-9 * values.max(axis=0)
            cv = a.dispersion.cv[group]
            nobody = (values == 0).all(axis=0)
            assert np.isnan(cv[nobody]).all()
            assert ((cv[~nobody] <= 1e-9) == equal[~nobody]).all()


@given(complete_schools(kinds=("primary",), least=2), st.floats(0.1, 50))
def test_the_same_amount_per_pupil_added_for_all_lowers_every_cv(schools, amount):
    before = judged(*schools).dispersion.cv[0]
    raised = [
        {name: figure + amount * entry["pupils_primary"]
         if name in RESOURCES and name not in ("indoor_sports_m2", "sports_area_m2") else figure
         for name, figure in entry.items()}
        for entry in schools
    ]  # fmt: skip
    after = judged(*raised).dispersion.cv[0]
    differs = np.nan_to_num(before, nan=0) > 1e-6
    assert (after[differs] < before[differs]).all()


@given(complete_schools(least=2))
def test_the_shares_of_s2_add_up_to_one(schools):
    a = judged(*schools)
    shares = influence(a).share
    for group in range(a.parts.groups):
        differs = np.nan_to_num(a.dispersion.sd[group], nan=0) > 1e-6
        total = shares[a.parts.group == group][:, differs].sum(axis=0)
        np.testing.assert_allclose(total, 1, rtol=1e-9)


@given(complete_schools(kinds=SINGLE))
def test_the_mean_lies_between_the_poorest_and_the_richest(schools):
    a = judged(*schools)
    for group in range(a.parts.groups):
        values = a.value[a.parts.group == group]
        if len(values):
            mean = a.dispersion.mean[group]
            assert (mean >= values.min(axis=0) * (1 - 1e-9)).all()
            assert (mean <= values.max(axis=0) * (1 + 1e-9)).all()


@given(complete_schools(kinds=("primary",), least=2))
def test_all_at_the_mean_would_leave_no_cv(schools):
    """Every school given the county's mean: S is 0."""
    a = judged(*schools)
    mean = a.dispersion.mean[0]
    assume((mean > 0).all())
    columns = ("above_degree_primary", "backbone_primary", "pe_arts_primary", "teaching_area_m2", "sports_ground_m2",
               "equipment_yuan", "multimedia_rooms")  # fmt: skip
    per_pupil = {c: m / i.times for c, m, i in zip(columns, mean, a.standard.indicators, strict=True)}
    levelled = [
        {**entry, "indoor_sports_m2": 0, **{c: x * entry["pupils_primary"] for c, x in per_pupil.items()}}
        for entry in schools
    ]
    assert judged(*levelled).dispersion.cv[0].tolist() == same([0] * 7, abs=1e-9)
