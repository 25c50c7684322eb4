"""Figures absurd beside their peers in just the way a slip of unit is; the small columns are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from balance.columns import vocabulary
from balance.workbook.suspicion import implausible, suspects

MU = 10_000 / 15
PUPILS = np.array([100.0, 200, 300, 400, 500, 600, 700])
SPORTS = np.array([900.0, 2400, 2700, 5200, 4800, 7800, 8400])  # 9, 12, 9, 13, 9.6, 13, 12 ㎡ a pupil
EQUIPMENT = PUPILS * np.array([2600.0, 3100, 2900, 3300, 2500, 2700, 3000])


def ones(values: np.ndarray, factor: float = 1.0) -> np.ndarray:
    return np.full(len(values), factor)


def changed(values: np.ndarray, entry: int, times: float) -> np.ndarray:
    return np.where(np.arange(len(values)) == entry, values * times, values)


@pytest.mark.parametrize(
    ("values", "used", "dimension", "unit", "factor"),
    [
        (SPORTS, 1.0, "m2", "亩", MU),
        (SPORTS, 1.0, "m2", "公顷", 10_000.0),
        (SPORTS, MU, "m2", "㎡", 1.0),
        (EQUIPMENT, 10_000.0, "yuan", "元", 1.0),
        (EQUIPMENT, 1.0, "yuan", "万元", 10_000.0),
        (EQUIPMENT, 1.0, "yuan", "千元", 1_000.0),
        (PUPILS * 25, 1.0, "things", "万册", 10_000.0),
    ],
)
def test_a_slip_is_found_with_its_unit_and_what_sets_it_right(
    values: np.ndarray, used: float, dimension: str, unit: str, factor: float
) -> None:
    """The clerk wrote values[3] / factor, the reader multiplied by the column's own factor `used`."""
    slipped = changed(values, 3, used / factor)
    (found,) = suspects(slipped, PUPILS, ones(values, used), dimension)
    assert (found.entry, found.unit) == (3, unit)
    assert slipped[3] * found.times == pytest.approx(values[3])
    assert found.peers == pytest.approx(np.exp(np.median(np.log(np.delete(values / PUPILS, 3)))))


def test_an_even_column_has_no_suspects() -> None:
    assert suspects(SPORTS, PUPILS, ones(SPORTS), "m2") == []


@pytest.mark.parametrize("times", [30, 1 / 30, 10, 1 / 15, 1 / 666])
def test_thirty_times_another_is_honest_and_what_no_unit_explains_is_no_slip_of_unit(times: float) -> None:
    found = suspects(changed(SPORTS, 2, times), PUPILS, ones(SPORTS), "m2")
    assert [each.entry for each in found] == ([2] if times == 1 / 666 else [])
    assert suspects(changed(SPORTS, 2, 1e-9), PUPILS, ones(SPORTS), "m2") == []


def test_a_dimension_that_nobody_confounds_has_no_suspects() -> None:
    assert suspects(changed(SPORTS, 2, 1e-4), PUPILS, ones(SPORTS), "people") == []
    assert suspects(changed(SPORTS, 2, 1e-4), PUPILS, ones(SPORTS), "rooms") == []


def test_fewer_than_five_peers_and_gaps_and_zeros_tell_nothing() -> None:
    five = slice(0, 5)
    assert suspects(changed(SPORTS, 0, 1 / MU)[five], PUPILS[five], ones(SPORTS)[five], "m2") == []
    six = slice(0, 6)
    assert len(suspects(changed(SPORTS, 0, 1 / MU)[six], PUPILS[six], ones(SPORTS)[six], "m2")) == 1
    gaps = SPORTS.copy()
    gaps[[1, 2]] = np.nan, 0.0
    assert suspects(changed(gaps, 0, 1 / MU), PUPILS, ones(SPORTS), "m2") == []
    assert suspects(np.array([]), np.array([]), np.array([]), "m2") == []


def test_a_school_without_pupils_is_held_against_the_others_by_value_alone() -> None:
    pupils = PUPILS.copy()
    pupils[3] = np.nan
    (found,) = suspects(changed(EQUIPMENT, 3, 1e4), pupils, ones(EQUIPMENT, 1e4), "yuan")
    assert (found.entry, found.unit, found.times) == (3, "元", 1e-4)
    assert suspects(SPORTS, np.full(7, np.nan), ones(SPORTS), "m2") == []


def test_each_value_has_the_factor_it_was_read_with() -> None:
    """Two sheets, one in ㎡ and one in 亩: the slip in each goes the other way."""
    values, pupils = np.concatenate([SPORTS, SPORTS]), np.concatenate([PUPILS, PUPILS])
    values[2], values[9] = values[2] / MU, values[9] * MU
    found = suspects(values, pupils, np.repeat([1.0, MU], 7), "m2")
    assert [(each.entry, each.unit) for each in found] == [(2, "亩"), (9, "㎡")]


def test_what_no_pupil_can_have_is_suspect_sooner() -> None:
    """0.08 ㎡ a pupil among 9 to 13: 140 times less is not enough by itself, but it is where 0.3 is the least."""
    values = changed(SPORTS, 4, 1 / 120)
    assert suspects(values, PUPILS, ones(SPORTS), "m2") == []
    (found,) = suspects(values, PUPILS, ones(SPORTS), "m2", usual=(0.3, 800))
    assert (found.entry, found.unit) == (4, "亩")


@pytest.mark.parametrize(
    ("column", "each", "used", "unit"),
    [
        ("equipment_yuan", 3000.0, 10_000.0, "元"),
        ("equipment_yuan", 3000.0, 1.0, "万元"),
        ("equipment_yuan", 3000.0, 1.0, "千元"),
        ("sports_ground_m2", 9.0, 1.0, "亩"),
        ("sports_ground_m2", 9.0, MU, "㎡"),
        ("teaching_area_m2", 5.0, 1.0, "公顷"),
        ("books", 25.0, 1.0, "万册"),
    ],
)
def test_a_whole_column_in_another_unit_is_found_without_peers(column: str, each: float, used: float, unit: str) -> None:
    about = vocabulary().columns[column]
    true = vocabulary().units[about.unit][unit]
    read = PUPILS * each / true * used
    found = implausible(read, PUPILS, used, about)
    assert found is not None
    assert found.typical == pytest.approx(each / true * used)
    assert about.usual is not None
    assert about.usual[0] <= found.typical * found.times <= about.usual[1]
    assert found.unit == unit


def test_a_usual_column_an_unknown_one_and_one_of_zeros_are_left_alone() -> None:
    columns = vocabulary().columns
    assert implausible(PUPILS * 9, PUPILS, 1.0, columns["sports_ground_m2"]) is None
    assert implausible(PUPILS * 1e-4, PUPILS, 1.0, columns["computers"]) is None
    assert implausible(PUPILS * 0, PUPILS, 1.0, columns["sports_ground_m2"]) is None
    assert implausible(np.full(7, np.nan), PUPILS, 1.0, columns["sports_ground_m2"]) is None
    assert implausible(SPORTS, np.full(7, np.nan), 1.0, columns["sports_ground_m2"]) is None
    assert implausible(PUPILS * 1e12, PUPILS, 1.0, columns["sports_ground_m2"]) is None


def test_every_usual_range_holds_what_the_national_bounds_ask() -> None:
    """Between 2 and 10,200 ㎡ a pupil or 元 a pupil: 教督〔2017〕6号 asks 4.5 to 10.2 ㎡ and 2,000 to 2,500 元."""
    asked = {"teaching_area_m2": (4.5, 5.8), "sports_ground_m2": (7.5, 10.2), "equipment_yuan": (2000, 2500)}
    for name, values in asked.items():
        usual = vocabulary().columns[name].usual
        assert usual is not None
        assert all(usual[0] * 10 < value < usual[1] / 10 for value in values)
