"""Slips of unit: a question with a ready answer, that does what it says and changes nothing by itself."""

from __future__ import annotations

import numpy as np
import pytest

from balance.corrections import CellIs, UnitIs
from balance.words import Term
from balance.workbook.read import read
from tests.unit.workbook.tables import codes, problem, sheet

FILE, NAME = "county.xlsx", "Sheet1"
EQUIPMENT = [20.0, 22.0, 25.0, 18.0, 21.0, 24.0, 19.0, 23.0]


def table(heading: str, values: list[float]) -> list[list[object]]:
    return [["学校名称", "在校生数", heading], *([f"第{n}小学", 100, value] for n, value in enumerate(values))]


def test_one_figure_in_another_unit_is_asked_about_and_the_answer_is_that_figure_alone() -> None:
    source = sheet(table("教学仪器设备值（万元）", [*EQUIPMENT, 210_000.0]))
    county = read(source)
    found = problem(county, "unit_suspected")
    assert (found.cell, found.row, found.message.facts["unit"]) == ("C10", 10, Term("元", "yuan"))
    assert [each.code for each in county.problems].count("unit_suspected") == 1
    assert county.figures("equipment_yuan")[-1] == 2_100_000_000
    assert found.fixes[0].corrections == (CellIs(FILE, NAME, 10, 2, 21.0),)
    settled = read(source, corrections=found.fixes[0].corrections)
    assert settled.figures("equipment_yuan")[-1] == 210_000
    assert settled.figures("equipment_yuan")[:-1].tolist() == [value * 10_000 for value in EQUIPMENT]
    assert "unit_suspected" not in codes(settled)


def test_a_whole_column_in_another_unit_is_one_question_about_the_column() -> None:
    source = sheet(table("教学仪器设备值", EQUIPMENT))
    found = problem(read(source), "column_unit_suspected")
    assert found.fixes[0].corrections == (UnitIs(FILE, NAME, 2, "万元"),)
    assert "unit_suspected" not in codes(read(source))
    settled = read(source, corrections=found.fixes[0].corrections)
    assert settled.figures("equipment_yuan").tolist() == [value * 10_000 for value in EQUIPMENT]
    assert not {"column_unit_suspected", "unit_assumed_yuan"} & codes(settled)


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        ("教学仪器设备值（万元）", EQUIPMENT),
        ("教学仪器设备值（元）", [value * 10_000 for value in EQUIPMENT]),
        ("运动场地面积（亩）", [1.1, 1.3, 0.9, 1.5, 2.0, 1.2, 1.4, 1.0]),
        ("图书册数", [2000.0, 2500, 1800, 2200, 3000, 2600, 2100, 2400]),
        # one school is much richer than the others, which is no slip
        ("图书册数", [2000.0, 2500, 1800, 2200, 9000, 2600, 2100, 2400]),
    ],
)
def test_ordinary_figures_are_not_asked_about(heading: str, values: list[float]) -> None:
    assert not {"unit_suspected", "column_unit_suspected"} & codes(read(sheet(table(heading, values))))


def test_mu_among_square_metres_is_told() -> None:
    metres = [2400.0, 2600, 2200, 2500, 2800, 2450, 2300, 2700]
    source = sheet(table("运动场地面积（㎡）", [*metres, 3.6]))
    found = problem(read(source), "unit_suspected")
    assert (found.cell, found.message.facts["unit"]) == ("C10", Term("亩", "mu"))
    settled = read(source, corrections=found.fixes[0].corrections)
    assert settled.figures("sports_ground_m2")[-1] == pytest.approx(2_400)


def test_blanks_and_zeros_are_no_slips() -> None:
    rows = table("教学仪器设备值（万元）", EQUIPMENT)
    rows += [["空小学", 100, ""], ["零小学", 100, 0]]
    county = read(sheet(rows))
    assert "unit_suspected" not in codes(county)
    assert np.isnan(county.figures("equipment_yuan")[-2])
    assert county.figures("equipment_yuan")[-1] == 0
