"""Honest counties raise no suspicion of a unit; slips do, in groups too."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from balance.workbook.suspicion import suspects

MU = 10_000 / 15
SLIPS = [  # dimension, factor the column is read with, factor of the unit the clerk wrote in, usual amount a pupil
    ("m2", 1.0, MU, 10.0),
    ("m2", MU, 1.0, 10.0),
    ("yuan", 1.0, 10_000.0, 3000.0),
    ("yuan", 10_000.0, 1.0, 3000.0),
    ("yuan", 1_000.0, 1.0, 3000.0),
    ("things", 1.0, 10_000.0, 25.0),
]
seeds = st.integers(0, 2**32 - 1)


def county(seed: int, schools: int, sigma: float, each: float) -> tuple[np.ndarray, np.ndarray]:
    """What each school has, and its pupils (30 to 3,000); log-normal per pupil, no school beyond two sigma."""
    draw = np.random.default_rng(seed)
    pupils = np.exp(draw.uniform(np.log(30), np.log(3000), schools)).round()
    return pupils * each * np.exp(sigma * np.clip(draw.normal(size=schools), -2, 2)), pupils


@settings(max_examples=400)
@given(
    seed=seeds,
    schools=st.integers(1, 80),
    sigma=st.floats(0, 0.8),
    slip=st.sampled_from(SLIPS),
    times=st.floats(1, 30),
    up=st.booleans(),
    data=st.data(),
)
def test_no_honest_county_is_suspected(
    seed: int, schools: int, sigma: float, slip: tuple[str, float, float, float], times: float, up: bool, data: st.DataObject
) -> None:
    """One school in ten may besides have up to thirty times as much as it would, or as little."""
    dimension, used, _, each = slip
    values, pupils = county(seed, schools, sigma, each)
    odd = data.draw(st.lists(st.integers(0, schools - 1), max_size=max(1, schools // 10), unique=True))
    values[odd] *= times if up else 1 / times
    assert suspects(values, pupils, np.full(schools, used), dimension) == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip[0]}-{slip[1]:.0f}-{slip[2]:.0f}")
@settings(max_examples=100)
@given(seed=seeds, schools=st.integers(9, 60), sigma=st.floats(0.05, 0.25), share=st.floats(0.01, 0.4))
def test_slips_are_found_alone_and_in_groups(
    slip: tuple[str, float, float, float], seed: int, schools: int, sigma: float, share: float
) -> None:
    """Up to four schools in ten, all of them found, nobody else, and the right figure comes back."""
    dimension, used, wrote, each = slip
    values, pupils = county(seed, schools, sigma, each)
    at = np.random.default_rng(seed).choice(schools, max(1, int(share * schools)), replace=False)
    read = values.copy()
    read[at] *= used / wrote
    found = suspects(read, pupils, np.full(schools, used), dimension)
    assert [one.entry for one in found] == sorted(at.tolist())
    for one in found:
        assert read[one.entry] * one.times == pytest.approx(values[one.entry])


@settings(max_examples=100)
@given(seed=seeds, schools=st.integers(5, 40), scale=st.floats(1e-3, 1e3))
def test_neither_the_order_of_the_schools_nor_the_scale_of_the_county_matters(seed: int, schools: int, scale: float) -> None:
    values, pupils = county(seed, schools, 0.3, 10.0)
    values[0] /= MU
    ones, turned = np.ones(schools), np.arange(schools)[::-1]
    found = suspects(values, pupils, ones, "m2")
    again = suspects((values * scale)[turned], pupils[turned], ones, "m2")
    assert [(one.entry, one.unit) for one in found] == sorted((schools - 1 - one.entry, one.unit) for one in again)
