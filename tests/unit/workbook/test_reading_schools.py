"""Whole tables into a county: kinds of school, doubtful figures, odd sheets; expected figures are worked out by hand."""

from __future__ import annotations

import io
import itertools

import numpy as np
import openpyxl
import pytest

from balance.errors import UnusableInput
from balance.workbook.read import Source, read
from tests.unit.workbook.tables import codes, problem, sheet, text


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
