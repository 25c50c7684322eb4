"""The comparison and the rounding. Statuses follow 教督〔2017〕6号 (bound, 85 % of it); figures are by hand."""

import numpy as np
import pytest

from balance.bounds import STATUSES, half_up, reaches, status, whole_up, within


def word(value, bound, share=0.85):
    return STATUSES[int(status(np.array([value]), np.array([bound]), share)[0])]


@pytest.mark.parametrize(
    ("value", "answer"),
    [(4.2, "met"), (4.3, "met"), (4.19, "tolerated"), (3.57, "tolerated"), (3.56, "short"), (0, "short")],
)
def test_each_status_has_its_range(value, answer):
    """Bound 4.2; 85 % of it is 3.57."""
    assert word(value, 4.2) == answer


def test_a_missing_value_is_absent_and_not_short():
    assert word(np.nan, 4.2) == "absent"


@pytest.mark.parametrize("value", [0, 5, np.nan])
def test_without_a_bound_there_is_nothing_to_reach(value):
    assert word(value, np.nan) == "unbounded"


def test_where_nothing_is_tolerated_there_is_only_met_and_short():
    assert word(4.19, 4.2, None) == "short"
    assert word(4.2, 4.2, None) == "met"


@pytest.mark.parametrize("bound", [4.2, 5.3, 0.9, 4.5, 5.8, 7.5, 10.2, 2.3, 2.4])
@pytest.mark.parametrize("pupils", [7, 30, 77, 500, 1333, 3779])
def test_a_school_that_has_exactly_the_bound_reaches_it_whatever_binary_numbers_make_of_it(bound, pupils):
    """amount = bound × pupils ÷ 100 and back again is the bound."""
    assert word(bound * pupils / 100 * 100 / pupils, bound) == "met"
    assert word(bound * 0.85 * pupils / 100 * 100 / pupils, bound) == "tolerated"


def test_a_hundred_millionth_below_the_bound_is_below_it():
    assert not reaches(np.array([4.2 - 1e-8]), 4.2)[0]


def test_exactly_at_the_limit_is_within_and_a_hundred_millionth_over_is_not():
    assert within(np.array([0.45, 0.45 + 1e-8]), 0.45).tolist() == [True, False]


def test_nothing_known_is_neither_reached_nor_within():
    assert not reaches(np.array([np.nan]), 1.0)[0]
    assert not reaches(np.array([1.0]), np.nan)[0]
    assert not within(np.array([np.nan]), 1.0)[0]
    assert not within(np.array([1.0]), np.nan)[0]


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0.5005, 3, 0.501),
        (0.5004, 3, 0.500),
        (0.501787, 3, 0.502),
        (6.335, 2, 6.34),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (0.05, 1, 0.1),
        (2345.5, 0, 2346),
        (0, 3, 0),
    ],
)
def test_halves_go_up_also_where_the_binary_number_lies_a_little_below(value, decimals, printed):
    assert half_up(value, decimals) == printed


def test_rounding_keeps_what_is_not_known():
    assert np.isnan(half_up(np.array([np.nan]), 2))[0]


@pytest.mark.parametrize(
    ("amount", "whole"), [(3.0, 3), (3.0000000001, 3), (2.9999999999, 3), (3.01, 4), (0.2, 1), (0, 0), (170.1, 171)]
)
def test_people_are_counted_up_to_whole_ones(amount, whole):
    assert whole_up(np.array([amount]))[0] == whole
