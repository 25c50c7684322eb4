"""Which sheets are forms and where in the file their figures stand; what is a table is never taken for a form."""

from __future__ import annotations

from balance.corrections import CellIs
from balance.workbook.forms import as_table
from balance.workbook.read import read
from balance.workbook.sheets import Sheet
from tests.unit.workbook.laying import NAME, SHEET
from tests.unit.workbook.tables import problem, sheet


def form(*rows: list[object]) -> Sheet:
    width = max(map(len, rows))
    return Sheet(NAME, SHEET, [[*row, *[""] * (width - len(row))] for row in rows])


TWO = [["云河县学校登记表", ""], ["学校名称", "甲小学"], ["学校类型", "小学"], ["在校生数", 10.0], ["班级数", 2.0]]


def test_the_labels_go_into_one_row_and_what_stands_beside_them_below() -> None:
    table = as_table(form(*TWO))
    assert table is not None
    assert table.rows == [["云河县学校登记表", ""], ["学校名称", "学校类型", "在校生数", "班级数"], ["甲小学", "小学", 10.0, 2.0]]
    assert [table.address(2, index) for index in range(4)] == ["B2", "B3", "B4", "B5"]
    assert table.address(0, 0) == "A1"


def test_several_schools_beside_each_other_become_several_rows() -> None:
    names, types = ["学校名称", "甲小学", "乙小学", "丙小学"], ["学校类型", "小学", "小学", ""]
    table = as_table(form(names, types, ["在校生数", 1.0, 2.0, 3.0], ["班级数", 1.0, "", ""]))
    assert table is not None
    assert [row[0] for row in table.rows[1:]] == ["甲小学", "乙小学", "丙小学"]
    assert table.address(3, 2) == "D3"


def test_what_stands_beside_a_label_ends_at_the_next_label() -> None:
    first, second = ["学校名称", "甲小学", "学校类型", "小学"], ["在校生数", 10.0, "班级数", 2.0]
    table = as_table(form(first, second, ["图书册数", 900.0, "计算机台数", 40.0]))
    assert table is not None
    assert len(table.rows) == 2
    assert dict(zip(table.rows[0], table.rows[1], strict=True)) == {
        "学校名称": "甲小学", "学校类型": "小学", "在校生数": 10.0, "班级数": 2.0, "图书册数": 900.0, "计算机台数": 40.0,
    }  # fmt: skip


def test_colons_spaces_and_widths_in_labels_do_not_matter() -> None:
    county = read(sheet([["学 校 名 称：", "甲小学"], ["学校类型:", "小学"], ["在校生数（人）：", "１０"],
                         ["图书册数（册）：", "1,200"], ["班级数（个）：", 2]]))  # fmt: skip
    assert county.figures("pupils_primary").tolist() == [10]
    assert county.figures("books").tolist() == [1200]


def test_a_page_with_few_labels_or_labels_in_two_rows_is_no_form() -> None:
    assert as_table(form(["学校名称", "甲小学"], ["在校生数", 10.0], ["备注", "好"])) is None
    assert as_table(form(["学校名称", "甲", "在校生数", 1.0], ["班级数", 2.0, "图书册数", 3.0])) is None


def test_a_very_long_or_wide_page_is_no_form() -> None:
    assert as_table(form(*TWO, *([["", ""]] * 200))) is None
    assert as_table(form(*([*row, *[""] * 11] for row in TWO))) is None


def test_a_finding_in_a_form_names_the_cell_of_the_form_and_its_correction_is_put_there() -> None:
    rows = [["学校名称", "甲小学", "乙小学"], ["学校类型", "小学", "小学"], ["在校生数", 10, -3], ["班级数", 2, 1]]
    found = problem(read(sheet(rows)), "figure_negative")
    assert (found.cell, found.row) == ("C3", 3)
    corrected = read(sheet(rows), corrections=[CellIs(NAME, "Sheet1", 3, 2, 30)])
    assert corrected.figures("pupils_primary").tolist() == [10, 30]
