"""Whole tables into a county: rows, units and stages; expected figures are worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from balance.workbook.read import read
from tests.unit.workbook.tables import codes, problem, sheet, text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_the_worked_example_is_read_in_every_encoding_and_its_total_is_no_school(encoding: str) -> None:
    # 义务教育均衡发展差异系数, worked example: five schools, 302 pupils, 1913 books
    table = (
        "学校,在校生数,图书册数\n小学1,45,279\n小学2,37,137\n小学3,89,935\n小学4,76,160\n小学5,55,402\n总计,302,1913\n"
    )
    county = read(text(table, encoding))
    assert county.words("school").tolist() == ["小学1", "小学2", "小学3", "小学4", "小学5"]
    assert county.figures("pupils_primary").tolist() == [45, 37, 89, 76, 55]
    assert county.figures("books").tolist() == [279, 137, 935, 160, 402]
    assert set(county.words("school_type")) == {"primary"}
    assert "total_differs" not in codes(county)


def test_title_lines_give_county_year_and_units() -> None:
    county = read(
        sheet(
            [
                ["云河县2024—2025学年小学基本情况"],
                ["单位：人、平方米、万元"],
                ["序号", "学校名称", "在校生数", "教学仪器设备值", "运动场地面积（亩）"],
                [1, "计家墩小学", 120, 3.5, 3],
            ]
        )
    )
    assert (county.name, county.year) == ("云河县", "2024-2025")
    assert county.figures("equipment_yuan").tolist() == [35_000]
    assert county.figures("sports_ground_m2") == pytest.approx([2_000])
    assert county.provenance["equipment_yuan"] == "Sheet1 › 教学仪器设备值"


def test_money_without_a_unit_is_taken_in_yuan_and_said() -> None:
    county = read(text("学校,在校生数,教学仪器设备值\n东小学,100,35\n"))
    assert county.figures("equipment_yuan").tolist() == [35]
    assert problem(county, "unit_assumed_yuan").severity == "warning"


def test_rows_that_are_no_schools_are_left_out_and_counted() -> None:
    county = read(
        text(
            "学校名称,在校生数\n计家墩小学,10\n合计小学,20\n说明街小学,30\n东镇小计,60\n学校名称,在校生数\n……,\n"
            "全县平均值,20\n差异系数,0.4\n合 计,60\n注：不含教学点,\n填表人：王,\n,\n"
        )
    )
    assert county.words("school").tolist() == ["计家墩小学", "合计小学", "说明街小学"]
    assert problem(county, "rows_not_schools").message.facts["n"] == 8


def test_a_total_that_is_not_the_sum_is_said() -> None:
    county = read(text("学校,在校生数\n东小学,10\n西小学,20\n合计,31\n"))
    found = problem(county, "total_differs")
    assert (found.row, found.cell, found.message.facts["summed"]) == (4, "B4", "30")


def test_a_figure_without_a_stage_goes_to_the_stage_of_the_school() -> None:
    county = read(text("学校,学校类型,在校生数,专任教师数\n东,小学,100,8\n西,初级中学,200,16\n南,教学点,12,1\n"))
    assert county.figures("pupils_primary") == pytest.approx([100, np.nan, 12], nan_ok=True)
    assert county.figures("teachers_junior") == pytest.approx([np.nan, 16, np.nan], nan_ok=True)


def test_a_figure_of_a_nine_year_school_without_a_stage_is_not_divided() -> None:
    county = read(text("学校,学校类型,在校生数\n东小学,小学,100\n西学校,九年一贯制学校,200\n"))
    found = problem(county, "figure_without_stage")
    assert (found.severity, found.row, found.value) == ("error", 3, "200")
    assert np.isnan(county.figures("pupils_primary")[1])
    assert problem(county, "pupils_missing").message.facts["schools"] == ["西学校"]


def test_a_school_in_one_row_a_stage_becomes_one_school() -> None:
    county = read(
        text(
            "学校代码,学校,学段,学校类型,在校生数,图书册数,占地面积（㎡）,计算机台数\n"
            "1,西学校,小学,九年一贯制学校,166,9711,8000,\n1,西学校,初中,九年一贯制学校,210,13515,8000,40\n"
        )
    )
    assert len(county.schools) == 1
    assert county.words("school_type").tolist() == ["nine_year"]
    assert (county.figures("pupils_primary")[0], county.figures("pupils_junior")[0]) == (166, 210)
    assert county.figures("site_area_m2")[0] == 8000  # the whole school's, repeated
    assert county.figures("computers")[0] == 40  # in one row only
    assert county.figures("books")[0] == 23_226  # each stage's own part
    assert problem(county, "shared_figures_added").severity == "warning"


def test_rows_named_primary_and_junior_make_a_nine_year_school() -> None:
    county = read(text("学校,类型,在校生数\n西学校,小学,166\n西学校,初中,210\n"))
    assert county.words("school_type").tolist() == ["nine_year"]
    assert len(county.schools) == 1


def test_a_row_repeated_is_taken_once_and_a_contradiction_keeps_the_first() -> None:
    same = read(text("学校,在校生数\n东小学,100\n东小学 ,100\n"))
    assert same.figures("pupils_primary").tolist() == [100]
    assert problem(same, "school_twice_agrees").severity == "info"
    other = read(text("学校,在校生数\n东小学,100\n西小学,5\n东小学,120\n"))
    assert other.figures("pupils_primary").tolist() == [100, 5]
    found = problem(other, "school_twice_differs")
    assert (found.severity, found.message.facts["rows"]) == ("error", [2, 4])


def test_near_equal_names_and_equal_names_in_two_counties_stay_apart() -> None:
    county = read(text("区县,学校,在校生数\n甲区,实验小学,1\n乙区,实验小学,2\n甲区,第一小学,3\n甲区,第二小学,4\n"))
    assert county.figures("pupils_primary").tolist() == [1, 2, 3, 4]
    assert county.words("school_code").tolist() == ["甲区/实验小学", "乙区/实验小学", "第一小学", "第二小学"]
    assert county.name == ""


def test_equal_names_with_codes_of_their_own_stay_apart() -> None:
    county = read(text("学校代码,学校,在校生数\n11,实验小学,1\n12,实验小学,2\n"))
    assert county.words("school_code").tolist() == ["11", "12"]


def test_codes_cut_to_a_power_of_ten_join_nothing() -> None:
    county = read(text("学校代码,学校,在校生数\n2.1E+09,东小学,1\n2.1E+09,西初中,2\n"))
    assert county.words("school").tolist() == ["东小学", "西初中"]
    assert "code_rounded" in codes(county)


def test_one_code_for_two_names_of_one_stage_keeps_both_schools() -> None:
    county = read(text("学校代码,学校,在校生数\n7,东小学,1\n7,西小学,2\n"))
    assert county.figures("pupils_primary").tolist() == [1, 2]
    assert len(set(county.words("school_code"))) == 2
    assert "code_shared" in codes(county)


def test_two_columns_of_one_meaning_are_taken_once_where_they_agree_and_not_at_all_where_they_differ() -> None:
    agree = read(text("学校,在校生数,学生数,图书册数\n东小学,5,5,1\n西小学,6,6,2\n"))
    assert agree.figures("pupils_primary").tolist() == [5, 6]
    assert problem(agree, "columns_agree").severity == "info"
    differ = read(text("学校,在校生数,图书册数,藏书量\n东小学,5,10,10\n西小学,6,20,21\n"))
    assert not differ.knows("books")
    assert problem(differ, "columns_disagree").severity == "error"
