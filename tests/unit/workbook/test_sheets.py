"""Sheets as rows of cells, and what is told of them besides: hidden rows, merged ranges, failed formulas, encodings."""

from __future__ import annotations

import io
import struct

import openpyxl
import pytest
import xlwt

from balance.errors import UnusableInput
from balance.workbook.scan import scanned
from balance.workbook.sheets import Sheet, sheets_of
from balance.workbook.source import Source
from tests.broken.test_bad_files import ROWS, SHEET, packed, with_sheet_xml
from tests.broken.test_hostile import table_ods


def only(content: bytes) -> Sheet:
    (found,) = sheets_of(Source("a", content))
    return found


def saved(book: openpyxl.Workbook | xlwt.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_text(text: str, encoding: str = "utf-8") -> list[list[object]]:
    return only(text.encode(encoding)).rows


def test_hidden_rows_of_an_xlsx_are_told_by_hand_or_filter() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for k in range(6):
        page.append([k, "x"])
    page.row_dimensions[2].hidden = True
    page.row_dimensions[5].hidden = True
    assert only(saved(book)).hidden == (1, 4)


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="3" hidden="true">',
        b"<row hidden='1' r='3'>",
        b'<row r="3" ht="15" hidden = "1" >',
        b'<x:row r="3" hidden="1">',
    ],
)
def test_hidden_rows_are_found_however_they_are_written(row: bytes) -> None:
    cells = b'<row r="1" hidden="0"><c r="A1"><v>1</v></c></row>' + row + b'<c r="A3"><v>1</v></c></row>'
    assert only(with_sheet_xml(SHEET % (b"", cells))).hidden == (2,)


def test_rows_without_numbers_are_counted() -> None:
    cells = b"<row><c><v>1</v></c></row><row/><row hidden='1'><c><v>2</v></c></row>"
    assert only(with_sheet_xml(SHEET % (b"", cells))).hidden == (2,)


def test_hidden_rows_of_an_xls_are_told() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("a")
    for k in range(5):
        page.write(k, 0, k)
    page.row(3).hidden = True
    other = book.add_sheet("b")
    other.write(0, 0, 1)
    first, second = sheets_of(Source("a.xls", saved(book)))
    assert (first.hidden, second.hidden) == ((3,), ())


def test_hidden_rows_merged_ranges_and_errors_of_an_ods_are_told() -> None:
    cell = b'<table:table-cell office:value-type="float" office:value="1"%s/>'
    row = b"<table:table-row%s>" + cell % b"" + b"</table:table-row>"
    failed = (
        b'<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value=""'
        b' calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>'
    )
    inside = (
        row % b' table:visibility="filter" table:number-rows-repeated="2"'
        + row % b""
        + row % b' table:visibility="collapse"'
        + b"<table:table-row>"
        + cell % b' table:number-columns-spanned="3" table:number-rows-spanned="2"'
        + b"<table:covered-table-cell/></table:table-row>"
        + failed
        + b'<table:table-row table:visibility="collapse" table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    found = only(table_ods(inside))
    assert found.hidden == (0, 1, 3)
    assert found.merged == (((4, 0), (5, 2)),)
    assert found.failed == ((5, 0),)
    assert len(found.rows) in (5, 6)


def bin_record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return number + bytes([len(content)]) + content


def bin_text(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_hidden_rows_and_errors_of_an_xlsb_are_told() -> None:
    """Put together by the published format: four rows with a number and a text, the second text an error."""
    text, failed = bin_record(7, struct.pack("<III", 1, 0, 0)), bin_record(3, struct.pack("<IIB", 1, 0, 7))
    cells = b"".join(
        bin_record(0, struct.pack("<I", y) + bytes(7) + (b"\x10" if y == 2 else b"\0") + bytes(5))
        + bin_record(5, struct.pack("<IId", 0, 0, y))
        + (failed if y == 1 else text)
        for y in range(4)
    )
    reach = bin_record(148, struct.pack("<IIII", 0, 3, 0, 1))
    bundle = bin_record(156, struct.pack("<II", 0, 1) + bin_text("rId1") + bin_text("a"))
    shared = bin_record(159, struct.pack("<II", 1, 1)) + bin_record(19, b"\0" + bin_text("学校")) + bin_record(160)
    found = only(
        packed(
            xl__workbook_dot_bin=bin_record(131) + bin_record(143) + bundle + bin_record(144) + bin_record(132),
            xl___rels__workbook_dot_bin_dot_rels=b'<x><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></x>',
            xl__worksheets__sheet1_dot_bin=bin_record(129) + reach + bin_record(145) + cells + bin_record(146) + bin_record(130),
            xl__sharedStrings_dot_bin=shared,
        )
    )
    assert found.rows == [[0, "学校"], [1, ""], [2, "学校"], [3, "学校"]]
    assert (found.hidden, found.failed) == ((2,), ((1, 1),))


def test_merged_ranges_of_an_xlsx_are_told() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page["B2"] = 1
    page["D5"] = 2
    page.merge_cells("B2:C4")
    assert only(saved(book)).merged == (((1, 1), (3, 2)),)


FORMULAS = (
    b'<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="B1"><f>A1</f></c><c r="C1"><f>A1</f><v></v></c>'
    b'<c r="D1"><f>A1</f><v>2</v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1"><f t="shared" si="0"/><v/></c>'
    b"<c t='e' r='G1'><v>#N/A</v></c><c r='H1' t='inlineStr'><is><t>x</t></is></c></row>"
)


def test_failed_and_uncounted_formulas_are_told_and_an_empty_text_is_a_result() -> None:
    found = only(with_sheet_xml(SHEET % (b"", FORMULAS)))
    assert found.failed == ((0, 0), (0, 6))
    assert found.uncounted == ((0, 1), (0, 2), (0, 5))


@pytest.mark.parametrize("size", [1, 7, 50, 333])
@pytest.mark.parametrize("prefix", [b"", b"x:"])
def test_it_does_not_matter_where_the_pieces_of_a_sheet_end(size: int, prefix: bytes) -> None:
    rows = FORMULAS + b'<row r="2" hidden="1"><c r="AB2"><v>1</v></c></row><row r="7"><c r="A7"><v>1</v></c></row>'
    xml = (SHEET % (b"", rows)).replace(b"<", b"<" + prefix).replace(b"<" + prefix + b"/", b"</" + prefix)
    found = scanned(xml[k : k + size] for k in range(0, len(xml), size))
    assert (found.rows, found.columns, found.hidden) == (7, 28, [1])
    assert found.failed == [(0, 0), (0, 6)]
    assert found.uncounted == [(0, 1), (0, 2), (0, 5)]


def test_failed_formulas_of_an_xls_are_told() -> None:
    book = xlwt.Workbook()
    page = book.add_sheet("a")
    page.write(0, 0, 1)
    page.row(2).set_cell_error(1, "#DIV/0!")
    assert only(saved(book)).failed == ((2, 1),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gbk", "gb18030"])
def test_a_text_is_read_in_its_encoding(encoding: str) -> None:
    assert read_text("学校,在校生数\n柳河小学,45\n", encoding) == [["学校", "在校生数"], ["柳河小学", "45"]]


@pytest.mark.parametrize(("mark", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_utf_16_is_read_by_its_mark(mark: bytes, encoding: str) -> None:
    assert only(mark + "学校\t在校生数\n柳河小学\t45\n".encode(encoding)).rows[1] == ["柳河小学", "45"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_with_a_broken_letter_is_not_taken_for_gbk(mark: bytes) -> None:
    content = bytearray("学校,在校生数\n柳河镇中心小学,45\n城关镇第二小学,37\n大湾乡九年一贯制学校,12\n".encode())
    content[content.find("河".encode())] = 0x81
    with pytest.raises(UnusableInput, match="broken letters"):
        only(mark + bytes(content))


@pytest.mark.parametrize("mark", ["\t", ";", "|", "，"])
def test_the_separator_is_found_though_texts_hold_commas(mark: str) -> None:
    rows = [["学校", "地址", "在校生数"], ["东小学", "城关,路,1", "45"], ["西小学", "柳河,镇", "37"], ["南小学", "乡,街", "7"]]
    assert read_text("\n".join(mark.join(row) for row in rows)) == rows


def test_commas_inside_quotations_and_titles_do_not_count() -> None:
    assert read_text('某县学校表;2023\n学校;人数\n"a,b,c,d";1\n"e,f,g,h";2\n')[2] == ["a,b,c,d", "1"]


def test_a_line_that_tells_the_separator_keeps_its_row() -> None:
    assert read_text("sep=;\n学校;人数\n东,小学;1\n") == [["", ""], ["学校", "人数"], ["东,小学", "1"]]


def test_texts_that_look_like_formulas_or_web_pages_stay_as_they_are() -> None:
    top = ["学校", "在校生数"]
    rows = [top, ["=HYPERLINK(\"http://x\")", "1"], ["<script>alert(1)</script>", "2"], ["@SUM(1)", "-3"], ["+1", ""]]
    text = "\n".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert read_text(text) == rows


def test_the_rows_of_all_kinds_are_as_they_were() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in ROWS:
        page.append(row)
    assert only(saved(book)).rows == ROWS
