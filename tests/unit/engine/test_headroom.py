"""Headroom and sensitivity on two schools of 1,000 pupils, worked out by hand.

With two schools of equal size and a, b of a thing: mean (a + b)/2, S = |a − b|/2, so CV = |a − b| / (a + b). The limit of
quality-2017 for primary schools is 0.50, the bound 10 backbone teachers for 1,000 pupils (教督〔2017〕6号).
"""

from __future__ import annotations

import numpy as np
import pytest

from balance.arrivals import arriving
from balance.headroom import first_break, leaving
from balance.pricelist import load_prices
from balance.sensitivity import sensitivity, totals
from tests.counties import at_the_bounds, judged

BACKBONE = 1  # its place among the indicators of quality-2017
TEACHER = load_prices().bundles["backbone_teacher"]


def two(rich: float, poor: float, **more: float):
    return judged(
        at_the_bounds("甲", backbone_primary=rich, above_degree_primary=200, **more),
        at_the_bounds("乙", backbone_primary=poor, above_degree_primary=200),
    )


def test_the_limit_breaks_before_the_bound() -> None:
    # (31 − x)/(31 + x) ≤ 0.5 asks for x ≥ 10⅓: 11 stay, 2 of 13 may leave; the bound alone would let 3 go
    found = leaving(two(31, 13), TEACHER)
    assert found.room[1] == 2
    assert found.limit[1]
    assert found.indicator[1] == BACKBONE


def test_the_bound_breaks_where_the_limit_is_met_exactly() -> None:
    # (30 − 10)/(30 + 10) = 0.5 keeps the limit, so the bound of 10 decides or ties: 3 of 13
    assert leaving(two(30, 13), TEACHER).room[1] == 3


def test_a_school_that_is_far_above_may_give_until_its_own_bound() -> None:
    found = leaving(two(31, 13), TEACHER)
    assert found.room[0] == 21
    assert not found.limit[0]


def test_pupils_may_arrive_until_the_first_bound() -> None:
    twice = {**at_the_bounds("甲", times=2), "pupils_primary": 1000}
    found = arriving(judged(twice, at_the_bounds("乙")))
    assert found.room.tolist() == [1000, 0]
    assert not found.limit.any()


def test_a_line_that_is_not_kept_cannot_break() -> None:
    # the poor school is under 85 % of the bound, and the CV over its limit already
    found = leaving(two(31, 5), TEACHER)
    assert found.indicator[1] != BACKBONE


def test_the_nearest_come_first() -> None:
    found = leaving(two(31, 13), TEACHER)
    assert first_break(found, np.arange(2)).tolist() == [1, 0]


def test_one_more_by_hand() -> None:
    found = sensitivity(two(31, 13), TEACHER).one_more[:, BACKBONE]
    assert found[1] == pytest.approx(17 / 45 - 18 / 44)
    assert found[0] == pytest.approx(19 / 45 - 18 / 44)


def test_the_slope_by_hand() -> None:
    # d/db of (a − b)/(a + b) = −2a/(a + b)²
    found = sensitivity(two(31, 13), TEACHER).slope[:, BACKBONE]
    assert found[1] == pytest.approx(-2 * 31 / 44**2)
    assert found[0] == pytest.approx(2 * 13 / 44**2)


def test_a_thing_that_does_not_count_changes_nothing() -> None:
    found = sensitivity(two(31, 13), load_prices().bundles["multimedia_room"])
    assert found.slope[:, BACKBONE].tolist() == found.one_more[:, BACKBONE].tolist() == [0, 0]


def test_the_cv_out_of_the_three_sums() -> None:
    judged_two = two(31, 13)
    pupils, total, squares = (entry[0, BACKBONE] for entry in totals(judged_two))
    assert (pupils, total) == (2000, 44)
    assert np.sqrt(pupils * squares / total**2 - 1) == pytest.approx(18 / 44)
