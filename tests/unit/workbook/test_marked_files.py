"""The workbook to take away from every kind of file: what of the original stays, what is left out, and that it reads back."""

from __future__ import annotations

import io
import re
import zipfile

import openpyxl
import pandas as pd
import pytest
import xlwt

from balance.corrections import CellIs
from balance.workbook.marked import marked
from balance.workbook.read import Source, read
from tests.unit.workbook.locking import locked_standard
from tests.unit.workbook.marking import (
    AMBER,
    FILE,
    GREEN,
    NAME,
    ROSE,
    TABLE,
    colour,
    parts,
    rows_of,
    saved,
    with_parts,
    written,
)  # fmt: skip
from tests.unit.workbook.tables import problem, sheet, text
from tests.unit.workbook.truth import SAMPLES


def test_a_name_in_a_text_file_that_looks_like_a_formula_stays_a_text() -> None:
    name = "=cmd|' /C calc'!A0"
    book, _, content = written(text(f"学校名称,在校生数,图书册数\n{name},10,+1\n-东小学,x,@2\n"))
    page = book["county"]
    assert [page[cell].value for cell in ("A2", "C2", "A3", "C3")] == [name, "+1", "-东小学", "@2"]
    assert {page[cell].data_type for cell in ("A2", "C2", "A3", "C3")} == {"s"}
    assert "<f>" not in parts(content, ".xml")
    assert colour(page, "B3") == AMBER
    assert all(cell.data_type != "f" for row in book["核对说明"].iter_rows() for cell in row)


def test_an_old_workbook_is_written_anew_with_its_merged_ranges_and_hidden_rows() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("学校")
    page.write_merge(0, 0, 0, 2, "云河县小学基本情况")
    for row, cells in enumerate([["学校名称", "在校生数", "图书册数"], ["东小学", 10, "约九百"], ["西小学", 20, 900]], 1):
        for column, cell in enumerate(cells):
            page.write(row, column, cell)
    page.row(3).hidden = True
    out = io.BytesIO()
    book.save(out)
    made, _, _ = written(Source("old.xls", out.getvalue()), [CellIs("old.xls", "学校", 3, 2, 900)])
    assert [str(area) for area in made["学校"].merged_cells.ranges] == ["A1:C1"]
    assert made["学校"].row_dimensions[4].hidden
    assert (made["学校"]["C3"].value, colour(made["学校"], "C3")) == (900, GREEN)
    assert any("无法保留原文件的格式" in str(row) for row in rows_of(made["核对说明"]))


def test_a_workbook_with_a_password_is_opened_and_that_it_is_open_now_is_said() -> None:
    source = Source(FILE, locked_standard(sheet(TABLE).content, "geheim"))
    book, _, _ = written(source, password="geheim")  # noqa: S106
    assert colour(book[NAME], "B3") == ROSE
    assert ["原文件有密码保护，本文件没有。"] in rows_of(book["核对说明"])


def test_formats_and_formulas_of_the_original_stay_and_formulas_keep_their_results() -> None:
    source = sheet([*TABLE, ["北小学", "=B2+B4", "=1/0", 5, '="甲"&"<乙>"']])
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    book[NAME].column_dimensions["A"].width = 33
    book[NAME]["A2"].number_format = "0.00"
    plain = saved(book)
    # where lxml is installed it writes a blank result and letters beyond ASCII in its own way
    xml = parts(plain, "sheet1.xml").replace("<v></v>", "<v />")
    xml = re.sub(r"&#(\d+);", lambda found: chr(int(found[1])), xml)
    results = {"B2+B4": ("", "220"), "1/0": (' t="e"', "#DIV/0!"), '"甲"&amp;"&lt;乙&gt;"': (' t="str"', "甲&lt;乙&gt;")}
    for formula, (kind, result) in results.items():
        head, _, tail = xml.partition(f"><f>{formula}</f><v />")
        assert tail, xml
        xml = f"{head}{kind}><f>{formula}</f><v>{result}</v>{tail}"
    source = Source(FILE, with_parts(plain, sheet1__xml=xml))
    book, county, content = written(source)
    page = book[NAME]
    assert (page["B5"].value, page["C5"].value, page.column_dimensions["A"].width) == ("=B2+B4", "=1/0", 33)
    again = read(Source(FILE, content))
    assert county.words("school").tolist()[3] == "北小学"
    assert county.figures("pupils_primary")[2:].tolist() == [120, 220] == again.figures("pupils_primary")[2:].tolist()
    assert problem(again, "cell_formula_error").cell == problem(county, "cell_formula_error").cell == "C5"
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[NAME]
    assert (values["B5"].value, values["C5"].value, values["E5"].value) == (220, "#VALUE!", "甲<乙>")


def test_nothing_of_it_reaches_outside() -> None:
    outside = ['=HYPERLINK("https://a.example","北小学")', 7, "='[1]Sheet1'!A1", "=cmd|'/C calc'!A0", "=SUM(D2:D4)"]
    source = sheet([*TABLE, outside])
    book = openpyxl.load_workbook(io.BytesIO(source.content))
    book[NAME]["A2"].hyperlink = "https://b.example/?q=1"
    book, _, content = written(Source(FILE, saved(book)))
    rels, xml = parts(content, ".rels"), parts(content, ".xml")
    assert "External" not in rels
    assert "example" not in rels + xml
    assert xml.count("<f>") == 1
    assert book[NAME]["E5"].value == "=SUM(D2:D4)"
    assert book[NAME]["A2"].value == "东小学"
    assert ["已去掉指向外部网页或文件的链接 1 处。"] in rows_of(book["核对说明"])
    assert ["引用其他文件的公式 3 处，已改为其计算结果。"] in rows_of(book["核对说明"])


def test_macros_are_left_out_and_that_is_said() -> None:
    out = io.BytesIO(sheet(TABLE).content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macros")
    source = Source("county.xlsm", out.getvalue())
    name, content = marked(source, read(source), "en")
    assert name == "county (checked).xlsx"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [each for each in archive.namelist() if "vba" in each.lower()]
    assert ["The macros of the file were left out."] in rows_of(openpyxl.load_workbook(io.BytesIO(content))["Notes"])


def test_a_workbook_that_cannot_be_opened_for_writing_is_written_anew() -> None:
    styles = "<styleSheet xmlns='x'><cellXfs><xf numFmtId='a'/></cellXfs></styleSheet>"
    broken = with_parts(sheet(TABLE).content, styles__xml=styles)
    with pytest.raises((ValueError, TypeError, AttributeError, IndexError, KeyError)):
        openpyxl.load_workbook(io.BytesIO(broken))
    book, county, _ = written(Source(FILE, broken))
    assert county.words("school").tolist() == ["东小学", "西小学", "南小学"]
    assert (book[NAME]["B3"].value, colour(book[NAME], "B3")) == (-5, ROSE)
    assert any("无法保留原文件的格式" in str(row) for row in rows_of(book["核对说明"]))


@pytest.mark.parametrize(
    "mark",
    [
        '<mergeCells count="1"><mergeCell ref="A9:XFD1048576"/></mergeCells>',
        '<hyperlinks><hyperlink ref="A9:XFD1048576" location="A1"/></hyperlinks>',
    ],
)
def test_a_range_over_all_cells_there_can_be_is_not_laid_out(mark: str) -> None:
    plain = sheet(TABLE).content
    xml = parts(plain, "sheet1.xml").replace("</sheetData>", f"</sheetData>{mark}")
    book, _, _ = written(Source(FILE, with_parts(plain, sheet1__xml=xml)))
    assert colour(book[NAME], "B3") == ROSE
    assert book[NAME].max_row == 4


def test_the_corrected_workbook_read_again_gives_the_county_with_the_corrections() -> None:
    path = SAMPLES / "township" / "柳河镇最终版(2).xlsx"
    source = Source(path.name, path.read_bytes())
    fixes = [each.fixes[0].corrections[0] for each in read(source).problems if each.code == "unit_suspected"]
    assert len(fixes) == 2
    county = read(source, corrections=fixes)
    again = read(Source(*marked(source, county, "zh")))
    pd.testing.assert_frame_equal(again.schools, county.schools)
    assert not again.schools.equals(read(source).schools)
    assert "unit_suspected" not in {each.code for each in again.problems}


@pytest.mark.parametrize("file", ["云河县.csv", "云河县.ods", "云河县.xls"])
def test_every_format_read_again_gives_the_county(file: str) -> None:
    source = Source(file, (SAMPLES / "formats" / file).read_bytes())
    county = read(source)
    again = read(Source(*marked(source, county, "en")))
    pd.testing.assert_frame_equal(again.schools, county.schools)
