"""Mean, S and CV: 《义务教育均衡发展差异系数计算方法及数据来源》; each figure is by hand."""

import numpy as np
import pytest

from balance.dispersion import disperse


def one_group(amounts, pupils, times=1.0):
    spread = disperse(np.array(amounts, float)[:, None], np.array(pupils, float), np.zeros(len(pupils), int), 1,
                      np.array([times]))  # fmt: skip
    return {name: getattr(spread, name)[0, 0] for name in ("mean", "sd", "cv", "judged", "absent")}


def test_the_larger_school_weighs_more():
    """300 pupils with 1 each and 100 with 5 each: mean 2, S² = 0.75 × 1 + 0.25 × 9 = 3."""
    spread = one_group([300, 500], [300, 100])
    assert spread["mean"] == pytest.approx(2)
    assert spread["sd"] == pytest.approx(3**0.5)
    assert spread["cv"] == pytest.approx(3**0.5 / 2)


def test_a_single_school_does_not_differ_from_itself():
    spread = one_group([70], [35])
    assert (spread["mean"], spread["sd"], spread["cv"]) == (2, 0, 0)


def test_where_nobody_has_any_there_is_a_mean_and_no_cv():
    spread = one_group([0, 0], [35, 40])
    assert (spread["mean"], spread["sd"]) == (0, 0)
    assert np.isnan(spread["cv"])


def test_a_school_without_a_figure_is_counted_as_absent_and_changes_nothing():
    spread = one_group([300, np.nan, 500], [300, 777, 100])
    assert (spread["judged"], spread["absent"]) == (2, 1)
    assert spread["cv"] == pytest.approx(3**0.5 / 2)


@pytest.mark.parametrize("pupils", [0, np.nan])
def test_a_school_without_pupils_is_counted_as_absent(pupils):
    spread = one_group([300, 50, 500], [300, pupils, 100])
    assert (spread["judged"], spread["absent"]) == (2, 1)
    assert spread["mean"] == pytest.approx(2)


def test_nothing_known_gives_nothing():
    spread = one_group([np.nan, np.nan], [3, 4])
    assert np.isnan([spread["mean"], spread["sd"], spread["cv"]]).all()
    assert (spread["judged"], spread["absent"]) == (0, 2)


def test_per_100_scales_mean_and_s_and_leaves_the_cv():
    plain, hundred = one_group([3, 5], [300, 100]), one_group([3, 5], [300, 100], 100.0)
    assert hundred["mean"] == pytest.approx(100 * plain["mean"])
    assert hundred["sd"] == pytest.approx(100 * plain["sd"])
    assert hundred["cv"] == pytest.approx(plain["cv"])


def test_groups_do_not_touch_each_other():
    """Group 0: 1 and 5 per pupil as above; group 2: one school; group 1 is empty."""
    spread = disperse(
        np.array([[300.0], [9.0], [500.0]]), np.array([300.0, 3, 100]), np.array([0, 2, 0]), 3, np.array([1.0])
    )
    assert spread.cv[0, 0] == pytest.approx(3**0.5 / 2)
    assert np.isnan(spread.cv[1, 0])
    assert spread.cv[2, 0] == 0
    assert spread.pupils.tolist() == [400, 0, 3]
    assert spread.judged.ravel().tolist() == [2, 0, 1]


def test_indicators_do_not_touch_each_other():
    """The same two schools: the first indicator as above, the second known for one of them alone."""
    spread = disperse(
        np.array([[300.0, np.nan], [500.0, 100]]), np.array([300.0, 100]), np.array([0, 0]), 1, np.array([1.0, 1.0])
    )
    assert spread.cv[0].tolist() == [pytest.approx(3**0.5 / 2), 0]
    assert spread.absent[0].tolist() == [0, 1]
