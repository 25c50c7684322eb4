"""The workbook to take away: what is coloured, said and filled in, on tables small enough to check by eye."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from balance.corrections import CellIs, ColumnIs, FactIs, RowOut, UnitIs
from balance.workbook.marked import marked
from balance.workbook.read import Source, read
from tests.unit.workbook.marking import (
    AMBER,
    BLUE,
    FILE,
    GREEN,
    GREY,
    NAME,
    ROSE,
    TABLE,
    colour,
    comment,
    parts,
    rows_of,
    saved,
    written,
)  # fmt: skip
from tests.unit.workbook.tables import problem, sheet


def test_every_finding_colours_its_cell_and_says_itself_there() -> None:
    book, county, _ = written(sheet(TABLE))
    page = book[NAME]
    assert [colour(page, cell) for cell in ("C2", "B3", "D3", "B2", "C4")] == [AMBER, ROSE, BLUE, "", ""]
    assert comment(page, "B3").startswith("【须处理】B3“在校生数”的 -5 ")
    assert comment(page, "B3").endswith("→ 请填写正确的数字。")
    assert comment(page, "C2").startswith("【请核对】C2")
    assert problem(county, "figure_negative").cell == "B3"
    assert page["C2"].value == "10（含旧书）"


def test_in_english_the_comments_and_the_page_are_english() -> None:
    book, _, _ = written(sheet(TABLE), lang="en")
    assert book.sheetnames == [NAME, "Notes"]
    assert comment(book[NAME], "B3").startswith("【to settle】B3, “在校生数”: -5 cannot be")
    assert ["No.", "Severity", "Sheet", "Cell", "Column", "Value", "Message", "Suggestion"] in rows_of(book["Notes"])


def test_every_cell_that_is_named_of_many_is_marked() -> None:
    rows = [["学校名称", "在校生数", "图书册数"], *([f"第{n}小学", 100, "—"] for n in range(1, 8))]
    book, county, _ = written(sheet(rows))
    assert problem(county, "cell_marked_absent").message.facts["cells"] == ["C2", "C3", "C4", "C5", "C6"]
    assert [colour(book[NAME], f"C{row}") for row in range(2, 9)] == [BLUE] * 5 + ["", ""]


def test_a_comment_that_was_there_stays_in_front_and_ours_are_one() -> None:
    source = sheet([TABLE[0], ["东小学", "-2.5（估）", 1, 1, ""], TABLE[3]])
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    book[NAME]["B2"].comment = Comment("校长说的", "王")
    book, county, _ = written(Source(FILE, saved(book)))
    said = comment(book[NAME], "B2")
    about = [each.code for each in county.problems if each.cell == "B2"]
    assert said.startswith("校长说的\n\n【须处理】")
    assert len(about) > 1
    assert said.count("【") == len(about)
    assert book[NAME]["B2"].comment.author == "王"


def test_a_finding_about_a_row_is_put_to_the_schools_name_and_one_about_a_column_to_its_heading() -> None:
    rows = [["序号", "学校名称", "在校生数", "教学仪器设备值"], [1, "东小学", 0, 5], [2, "西小学", 10, 6]]
    book, county, _ = written(sheet(rows))
    assert (problem(county, "no_pupils").row, problem(county, "no_pupils").cell) == (2, "")
    assert colour(book[NAME], "B2") == AMBER
    assert problem(county, "unit_assumed_yuan").row is None
    assert colour(book[NAME], "D1") == AMBER
    assert "万元" in comment(book[NAME], "D1")


@pytest.mark.parametrize(("value", "stands"), [(105.0, 105), ("-", "-"), ("=1+1", "=1+1"), ("@SUM(1)", "@SUM(1)")])
def test_a_corrected_cell_holds_the_new_value_and_no_text_is_a_formula(value: float | str, stands: object) -> None:
    book, _, content = written(sheet(TABLE), [CellIs(FILE, NAME, 3, 1, value)])
    cell = book[NAME]["B3"]
    assert (cell.value, cell.data_type) == (stands, "n" if isinstance(stands, int) else "s")
    assert "-5 → " in comment(book[NAME], "B3")
    assert "<f>" not in parts(content, ".xml")


def test_a_corrected_cell_is_green_unless_it_is_wrong_still() -> None:
    assert colour(written(sheet(TABLE), [CellIs(FILE, NAME, 3, 1, 105)])[0][NAME], "B3") == GREEN
    assert colour(written(sheet(TABLE), [CellIs(FILE, NAME, 3, 1, -7)])[0][NAME], "B3") == ROSE


def test_a_cell_that_a_person_emptied_is_empty() -> None:
    book, _, _ = written(sheet(TABLE), [CellIs(FILE, NAME, 3, 1, "")])
    assert book[NAME]["B3"].value is None
    assert comment(book[NAME], "B3").endswith("-5 → —")


def test_a_date_that_was_a_figure_is_shown_as_the_figure_again() -> None:
    source = sheet(TABLE)
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    book[NAME]["B4"].number_format = "yyyy-mm-dd"
    book, _, _ = written(Source(FILE, saved(book)), [CellIs(FILE, NAME, 4, 1, 121)])
    assert (book[NAME]["B4"].value, book[NAME]["B4"].number_format) == (121, "General")


def test_a_correction_below_merged_words_is_that_rows_alone() -> None:
    source = sheet([["乡镇", "学校名称", "在校生数"], ["东镇", "甲小学", 10], ["", "乙小学", 20], ["", "丙小学", 30]])
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    book[NAME].merge_cells("A2:A4")
    book, county, content = written(Source(FILE, saved(book)), [CellIs(FILE, NAME, 3, 0, "西镇")])
    assert [book[NAME][f"A{row}"].value for row in (2, 3, 4)] == ["东镇", "西镇", "东镇"]
    assert county.words("town").tolist() == read(Source(FILE, content)).words("town").tolist() == ["东镇", "西镇", "东镇"]


def test_columns_that_a_person_chose_are_marked_at_the_lowest_heading() -> None:
    rows = [["学校名称", "学生", "", "图书"], ["", "小学", "初中", "册数"], ["甲学校", 10, 20, 5]]
    chosen = [ColumnIs(FILE, NAME, 2, "pupils_primary"), ColumnIs(FILE, NAME, 1, ""), UnitIs(FILE, NAME, 3, "万册")]
    book, _, _ = written(sheet(rows), chosen)
    page = book[NAME]
    assert [colour(page, cell) for cell in ("B2", "C2", "D2", "B1", "D1")] == [GREEN, GREEN, GREEN, "", ""]
    assert comment(page, "C2").endswith("初中在校生数 → 小学在校生数")
    assert comment(page, "D2").endswith("— → 万册")


def test_a_row_left_out_is_struck_through_and_stays() -> None:
    book, county, _ = written(sheet(TABLE), [RowOut(FILE, NAME, 3)])
    page = book[NAME]
    assert county.words("school").tolist() == ["东小学", "南小学"]
    assert page["A3"].value == "西小学"
    assert all(page[f"{letter}3"].font.strike and colour(page, f"{letter}3") == GREY for letter in "ABCDE")
    assert not page["A4"].font.strike


def test_what_a_person_said_of_a_school_stands_at_its_name_and_in_the_notes_only() -> None:
    book, _, _ = written(sheet(TABLE), [FactIs(FILE, NAME, 2, "music_rooms", 3)])
    assert comment(book[NAME], "A2").startswith("【已更正】音乐教室数: — → 3")
    assert colour(book[NAME], "A2") == GREEN
    assert (book[NAME].max_column, book[NAME]["A2"].value) == (5, "东小学")
    assert any("音乐教室数" in str(row) for row in rows_of(book["核对说明"]))


def test_a_correction_of_a_cell_that_is_not_there_is_only_noted() -> None:
    book, _, _ = written(sheet(TABLE), [CellIs(FILE, NAME, 900, 1, 5)])
    assert book[NAME].max_row == 4
    assert any("本文件中没有找到，未作更改。" in row for row in rows_of(book["核对说明"]))


def test_a_form_is_marked_beside_its_labels() -> None:
    rows = [["学校名称", "甲小学", "乙小学"], ["学校类型", "小学", "小学"], ["在校生数", 10, 0], ["班级数", 2, "—"]]
    book, county, _ = written(sheet(rows), [FactIs(FILE, NAME, 2, "books", 7)])
    assert county.words("school").tolist() == ["甲小学"]
    assert [colour(book[NAME], cell) for cell in ("B1", "C1", "C4")] == [GREEN, AMBER, BLUE]


def test_the_notes_tell_findings_changes_schools_and_columns_with_links() -> None:
    rows = [*TABLE, ["无学生小学", 0, 1, 2, ""]]
    book, _, _ = written(sheet(rows), [CellIs(FILE, NAME, 4, 1, 121)])
    notes = book["核对说明"]
    told = rows_of(notes)
    assert told[1] == ["须处理", "请核对", "供知悉", "已更正", "剔除的行"]
    assert [colour(notes, f"{letter}2") for letter in "BCDEF"] == [ROSE, AMBER, BLUE, GREEN, GREY]
    head = told.index(["序号", "级别", "工作表", "单元格", "列", "值", "说明", "建议"]) + 1
    assert notes.freeze_panes == f"A{head + 1}"
    assert notes.auto_filter.ref.startswith(f"A{head}:H")
    assert notes[f"A{head}"].font.bold
    assert [notes.cell(head + 1, column).value for column in (1, 2, 3, 4, 5, 6)] == [1, "须处理", NAME, "B3", "B · 在校生数", "-5"]
    assert notes.cell(head + 1, 4).hyperlink.location == "'Sheet1'!B3"
    assert [1, "更正单元格", NAME, "B4", "Sheet1 B4", "120", "121"] in told
    assert [1, "无学生小学"] in [row[:2] for row in told]
    assert [4, "确定", NAME, "D", "万元", "教学仪器设备值（万元）", "教学仪器设备值"] in told
    assert [5, NAME, "E", "不认识", "备注", "不读取"] in told
    assert notes.cell(head + 1, 7).alignment.wrap_text
    assert notes.column_dimensions["G"].width == 60


def test_links_quote_the_sheets_name_and_the_notes_find_a_name_that_is_free() -> None:
    book = Workbook()
    page = book.worksheets[0]
    page.title = "it's 1"
    for row in TABLE:
        page.append(row)
    book.create_sheet("核对说明").append(["以前的说明"])
    book, _, _ = written(Source(FILE, saved(book)))
    assert book.sheetnames[:2] == ["it's 1", "核对说明"]
    assert book["核对说明"]["A1"].value == "以前的说明"
    notes = book.worksheets[2]
    assert "'it''s 1'!B3" in [cell.hyperlink.location for cell in notes["D"] if cell.hyperlink]


def test_a_table_without_findings_says_so() -> None:
    book, _, _ = written(sheet([["学校名称", "学校类型", "在校生数"], ["东小学", "小学", 100]]))
    assert ["没有发现问题。"] in rows_of(book["核对说明"])
    assert ["没有更改。"] in rows_of(book["核对说明"])


@pytest.mark.parametrize(
    ("name", "lang", "wanted"),
    [
        ("云河县.xlsx", "zh", "云河县（已核对）.xlsx"),
        ("云河县.v2.xls", "en", "云河县.v2 (checked).xlsx"),
        ("压缩包.zip/乡镇/石门.csv", "zh", "石门（已核对）.xlsx"),
    ],
)
def test_the_name_is_that_of_the_original(name: str, lang: str, wanted: str) -> None:
    source = Source(name, sheet(TABLE).content)
    assert marked(source, read(source), lang)[0] == wanted
