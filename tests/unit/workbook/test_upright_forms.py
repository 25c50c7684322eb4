"""Forms: labels down the page and figures beside them, one school a sheet."""

from __future__ import annotations

from balance.workbook.read import read
from tests.unit.workbook.tables import codes, problem, sheet


def test_a_form_of_two_columns_is_one_school() -> None:
    form = [["学校基本情况表", ""], ["学校名称：", "东小学"], ["学校类型", "小学"], ["在校生数（人）", 120], ["班级数", "3"],
            ["教学仪器设备值（万元）", 2], ["图书册数", "1,500"], ["填表人：", "王"]]  # fmt: skip
    county = read(sheet(form))
    assert county.words("school").tolist() == ["东小学"]
    assert county.figures("pupils_primary").tolist() == [120]
    assert county.figures("equipment_yuan").tolist() == [20_000]
    assert county.figures("books").tolist() == [1500]


def test_a_form_of_four_columns_is_read_across_and_down() -> None:
    form = [["学校名称", "东小学", "学校类型", "小学"], ["在校生数", 120, "班级数", 3], ["图书册数", 900, "计算机台数", 40],
            ["运动场地面积（亩）", 3, "网络多媒体教室数", "约5间"]]  # fmt: skip
    county = read(sheet(form))
    assert county.figures("pupils_primary").tolist() == [120]
    assert county.figures("computers").tolist() == [40]
    assert county.figures("sports_ground_m2").round(6).tolist() == [2000]
    found = problem(county, "cell_not_a_number")
    assert (found.cell, found.row) == ("D4", 4)


def test_schools_side_by_side_are_several() -> None:
    form = [["学校名称", "东小学", "西小学"], ["在校生数", 120, 80], ["图书册数", 900, 700], ["班级数", 3, 2]]
    county = read(sheet(form))
    assert county.words("school").tolist() == ["东小学", "西小学"]
    assert county.figures("books").tolist() == [900, 700]


def test_a_short_word_of_a_form_is_not_taken_for_a_figure() -> None:
    form = [["学校名称", "东小学"], ["在校生数", 120], ["图书册数", 900], ["班级数", 3], ["兼任教师", ""], ["本科", 9]]
    county = read(sheet(form))
    assert not county.knows("deg_bachelor_primary")


def test_a_table_is_never_taken_for_a_form() -> None:
    table = [["学校名称", "在校生数"], ["小学", 5], ["东小学", 120], ["西小学", 80]]
    assert read(sheet(table)).words("school").tolist() == ["小学", "东小学", "西小学"]
    assert "sheet_without_headings" not in codes(read(sheet(table)))
