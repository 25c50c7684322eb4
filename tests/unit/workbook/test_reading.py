"""Whole tables into a county; expected figures are worked out by hand."""

from __future__ import annotations

import io
import itertools
from collections.abc import Sequence

import numpy as np
import openpyxl
import pytest

from balance.county import County
from balance.errors import UnusableInput
from balance.problems import Problem
from balance.workbook.read import Source, read

Row = Sequence[object]


def sheet(rows: Sequence[Row], name: str = "Sheet1") -> Source:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = name
    for row in rows:
        page.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return Source("county.xlsx", out.getvalue())


def text(table: str, encoding: str = "utf-8") -> Source:
    return Source("county.csv", table.encode(encoding))


def problem(county: County, code: str) -> Problem:
    found = [each for each in county.problems if each.code == code]
    assert found, [each.code for each in county.problems]
    return found[0]


def codes(county: County) -> set[str]:
    return {each.code for each in county.problems}


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


def test_ratios_are_named_and_not_read() -> None:
    county = read(text("学校,在校生数,生均图书册数,校长\n东小学,5,10,王\n"))
    assert not county.knows("books")
    assert problem(county, "columns_recomputed").message.facts["headings"] == ["生均图书册数"]
    assert problem(county, "columns_unknown").message.facts["headings"] == ["校长"]


def test_a_bare_middle_school_is_what_its_pupils_say() -> None:
    county = read(
        text(
            "学校,小学在校生数,初中在校生数,高中在校生数\n甲中学,,50,\n乙中学,,50,60\n丙学校,40,50,\n丁学校,40,50,60\n"
        )
    )
    assert county.words("school_type").tolist() == ["junior", "complete_secondary", "nine_year", "twelve_year"]
    assert problem(county, "type_by_pupils").message.facts["n"] == 4


def test_a_senior_school_and_an_empty_one_are_left_out_with_the_reason() -> None:
    county = read(
        text("学校,类型,初中在校生数,高中在校生数\n甲中学,初中,50,\n乙中学,高中,,900\n丙中学,初中,0,\n丁中学,初中,,\n")
    )
    assert county.words("school").tolist() == ["甲中学", "丁中学"]
    assert [entry.school for entry in county.left_out] == ["乙中学", "丙中学"]
    assert "no_pupils" in codes(county)
    assert problem(county, "pupils_missing").severity == "error"


def test_choices_and_flags_become_their_keys() -> None:
    county = read(
        text(
            "学校,在校生数,举办者类型,城乡类型,是否计校数\n东小学,5,7,镇区,是\n西小学,6,民办,乡村,否\n南小学,7,民板,城区,\n"
        )
    )
    assert county.words("sponsor").tolist() == ["county_education", "private", ""]
    assert county.words("location").tolist() == ["town", "rural", "urban"]
    assert county.schools["counted"].tolist()[:2] == [True, False]
    assert bool(county.schools["counted"].isna()[2])
    assert problem(county, "choice_unknown").value == "民板"


def test_many_findings_in_one_column_are_said_once() -> None:
    rows = "\n".join(f"第{n}小学,{n + 1},—" for n in range(100))
    county = read(text(f"学校,在校生数,图书册数\n{rows}\n"))
    found = [each for each in county.problems if each.code == "cell_marked_absent"]
    assert len(found) == 1
    assert (found[0].message.facts["n"], found[0].cell) == (100, "C2")


def test_a_formula_error_and_a_formula_without_a_result_are_absent_and_said() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (["学校", "在校生数", "图书册数"], ["东小学", 5, "#DIV/0!"], ["西小学", 6, "=1+1"], ["南小学", 7, 9]):
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    county = read(Source("a.xlsx", out.getvalue()))
    assert county.figures("books") == pytest.approx([np.nan, np.nan, 9], nan_ok=True)
    assert problem(county, "cell_formula_error").cell == "C2"
    assert problem(county, "cell_not_calculated").cell == "C3"


def test_figures_that_contradict_each_other_are_said() -> None:
    county = read(text("学校,类型,小学在校生数,初中在校生数,小学专任教师数,小学骨干教师数\n东小学,小学,5,9,3,4\n"))
    assert {"part_exceeds_whole", "type_contradicts_pupils"} <= codes(county)


def test_names_that_are_markup_or_formulas_stay_plain_text() -> None:
    county = read(text('学校,在校生数\n<b>东</b>小学,5\n"=HYPERLINK(""x"")小学",6\n'))
    assert county.words("school").tolist() == ["<b>东</b>小学", '=HYPERLINK("x")小学']


def test_a_two_row_heading_is_read() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["学校名称", "在校生数", "", "教学仪器设备值"])
    page.append(["", "小学", "初中", "万元"])
    page.append(["东学校", 100, 50, 2])
    page.merge_cells("B1:C1")
    page.merge_cells("A1:A2")
    out = io.BytesIO()
    book.save(out)
    county = read(Source("a.xlsx", out.getvalue()))
    assert (county.figures("pupils_primary")[0], county.figures("pupils_junior")[0]) == (100, 50)
    assert county.figures("equipment_yuan")[0] == 20_000


def test_a_sheet_a_stage_is_joined_and_a_sheet_without_headings_is_named() -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "小学"
    for row in (["学校", "在校生数"], ["东小学", 5], ["中心学校", 7]):
        first.append(row)
    for row in (["学校", "在校生数"], ["中心学校", 9], ["西中学", 11]):
        (book["初中"] if "初中" in book.sheetnames else book.create_sheet("初中")).append(row)
    book.create_sheet("图").append(["随便写写"])
    out = io.BytesIO()
    book.save(out)
    county = read(Source("a.xlsx", out.getvalue()))
    assert county.words("school").tolist() == ["东小学", "中心学校", "西中学"]
    assert county.words("school_type").tolist() == ["primary", "nine_year", "junior"]
    assert county.figures("pupils_junior") == pytest.approx([np.nan, 9, 11], nan_ok=True)
    assert problem(county, "sheet_without_headings").sheet == "图"


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("学校,图书册数\n东小学,5\n", "在校生数"),
        ("在校生数,图书册数\n1,5\n", "no row with known headings"),
        ("学校,在校生数\n", "no schools yet"),
        ("学校,在校生数\n合计,5\n", "no schools yet"),
        ("学校,高中在校生数\n甲高中,5\n", "No school is left"),
    ],
)
def test_a_table_from_which_nothing_can_be_judged_is_refused(table: str, words: str) -> None:
    with pytest.raises(UnusableInput, match=words):
        read(text(table))


def test_rows_come_in_the_order_of_the_file_with_a_plain_index() -> None:
    names = [f"{a}{b}小学" for a, b in itertools.product("甲乙丙", "东西")]
    county = read(text("学校,在校生数\n" + "\n".join(f"{name},1" for name in names)))
    assert county.words("school").tolist() == names
    assert county.schools.index.tolist() == list(range(6))
    assert county.schools["pupils_primary"].dtype == np.float64


def test_a_special_school_stays_in_the_table_without_a_complaint_about_its_stages() -> None:
    county = read(text("学校,在校生数\n东小学,5\n云河县特殊教育学校,40\n"))
    assert county.words("school_type").tolist() == ["primary", "special"]
    assert {each.severity for each in county.problems} == {"info"}


def test_everything_said_can_be_said_in_both_languages() -> None:
    county = read(
        sheet(
            [
                ["云河县基本情况  单位：人、亩、平方米"],
                [
                    "学校代码",
                    "学校",
                    "类型",
                    "在校生数",
                    "小学专任教师数",
                    "小学骨干教师数",
                    "运动场地面积",
                    "图书",
                    "藏书",
                    "生均图书",
                ],
                ["1", "东小学", "小学", "1,300人", 10, 12, "—", 1, 2, 3],
                ["1", "西小学", "小学", -5, 10.5, 9, "12亩", 1, 2, 3],
                ["", "西学校", "九年一贯", 50, "十", 9, 100, 1, 2, 3],
                ["", "", "", 50, 9, 9, 100, 1, 2, 3],
                ["合计", "", "", 2000, "", "", "", "", "", ""],
            ]
        )
    )
    assert len(codes(county)) > 10
    for each in county.problems:
        for lang in ("zh", "en"):
            told = each.record(lang)
            assert told["message"]
            assert told["suggestion"]
            assert "{" not in f"{told['message']}{told['suggestion']}"
