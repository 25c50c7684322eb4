"""Files that cannot be used: each is refused with one line that says what, where and what to do; never a traceback."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile

import msoffcrypto
import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet, OpenDocumentText
from odf.table import Table, TableCell, TableRow
from odf.text import P

from balance.errors import UnusableInput
from balance.workbook.read import Source, read, read_files
from balance.workbook.template import write_template

ROWS = [["学校", "在校生数", "图书册数"], ["东小学", 45, 279], ["西小学", 37, 137]]


def xlsx(rows: list[list[object]] | None = None) -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in rows or ROWS:
        page.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    page = book.add_sheet("学校")
    for y, row in enumerate(ROWS):
        for x, cell in enumerate(row):
            page.write(y, x, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods() -> bytes:
    book = OpenDocumentSpreadsheet()
    table = Table(name="学校")
    for row in ROWS:
        line = TableRow()
        for cell in row:
            kind = "string" if isinstance(cell, str) else "float"
            made = TableCell(valuetype=kind, **({} if kind == "string" else {"value": cell}))
            made.addElement(P(text=str(cell)))
            line.addElement(made)
        table.addElement(line)
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def with_sheet_xml(xml: bytes) -> bytes:
    """A workbook whose only sheet is this XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry, xml if entry.filename == "xl/worksheets/sheet1.xml" else old.read(entry.filename))
    return out.getvalue()


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">%s<sheetData>%s</sheetData></worksheet>'


@pytest.mark.parametrize(
    "content", [xlsx(), xls(), ods(), "学校,在校生数,图书册数\n东小学,45,279\n西小学,37,137\n".encode("gbk")]
)
@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv", "a.et", "a"])
def test_the_content_decides_not_the_extension(content: bytes, name: str) -> None:
    county = read(Source(name, content))
    assert county.figures("books").tolist() == [279, 137]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf\r\n", "is empty"),
        (xlsx()[:2000], "damaged"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "damaged"),
        (xls()[:3000], "damaged"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xef\xbb\xbf  <!DOCTYPE html><html></html>", "web page"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "XML"),
        (b"%PDF-1.7 x", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "not a table"),
        (bytes(random.Random(1).randbytes(4000)), "not a table"),  # noqa: S311  # no secret
        (packed(word__document_dot_xml=b"<x/>"), "text document"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(content: bytes, words: str) -> None:
    with pytest.raises(UnusableInput, match=words) as refused:
        read(Source("坏.xlsx", content))
    assert "坏.xlsx" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_text_document_is_refused() -> None:
    out = io.BytesIO()
    OpenDocumentText().write(out)
    with pytest.raises(UnusableInput, match="text document"):
        read(Source("a.ods", out.getvalue()))


def test_a_workbook_with_a_password_says_so() -> None:
    out = io.BytesIO()
    msoffcrypto.OfficeFile(io.BytesIO(xlsx()))
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(xlsx())).encrypt("secret", out)
    with pytest.raises(UnusableInput, match="password"):
        read(Source("a.xlsx", out.getvalue()))


def test_an_old_workbook_with_a_password_says_so() -> None:
    content = bytearray(xls())
    start = content.find(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # the first BOF record of BIFF8
    assert start > 0
    # the record after it becomes FILEPASS
    follows = start + 4 + 16
    content[follows : follows + 2] = b"\x2f\x00"
    with pytest.raises(UnusableInput, match="password"):
        read(Source("a.xls", bytes(content)))


def test_a_workbook_that_unpacks_absurdly_large_is_refused_before_unpacking() -> None:
    bomb = packed(xl__workbook_dot_xml=b"<workbook/>", xl__worksheets__sheet1_dot_xml=b" " * 320 * 2**20)
    with pytest.raises(UnusableInput, match="would unpack to 320 MB"):
        read(Source("a.xlsx", bomb))


def test_a_cell_at_the_end_of_the_sheet_is_refused_without_making_room_for_it() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    with pytest.raises(UnusableInput, match="row 1048576"):
        read(Source("a.xlsx", with_sheet_xml(SHEET % (b"", rows))))


def test_a_dimension_that_lies_is_not_believed() -> None:
    cells = "".join(
        f'<row r="{y}">'
        + "".join(
            f'<c r="{"ABC"[x]}{y}"'
            + (f' t="inlineStr"><is><t>{cell}</t></is></c>' if isinstance(cell, str) else f"><v>{cell}</v></c>")
            for x, cell in enumerate(row)
        )
        + "</row>"
        for y, row in enumerate(ROWS, start=1)
    )
    xml = SHEET % (b'<dimension ref="A1:XFD10000000"/>', cells.encode())
    assert read(Source("a.xlsx", with_sheet_xml(xml))).figures("books").tolist() == [279, 137]


def test_a_workbook_index_with_entities_is_refused() -> None:
    bomb = packed(
        xl__workbook_dot_xml=b'<!DOCTYPE x [<!ENTITY a "aa">]><workbook>&a;</workbook>',
        xl___rels__workbook_dot_xml_dot_rels=b"<Relationships/>",
    )
    with pytest.raises(UnusableInput, match="damaged"):
        read(Source("a.xlsx", bomb))


def test_of_several_files_a_bad_one_is_named_and_the_others_are_read() -> None:
    county = read(Source("good.xlsx", xlsx()), Source("bad.xlsx", b""))
    assert len(county.schools) == 2
    assert [each.file for each in county.problems if each.code == "file_not_read"] == ["bad.xlsx"]


def test_no_file_at_all_and_a_missing_path_are_refused() -> None:
    with pytest.raises(UnusableInput, match="No file"):
        read()
    with pytest.raises(UnusableInput, match="cannot be opened"):
        read_files(["/nowhere/at/all.xlsx"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_template_says_that_there_are_no_schools_yet(lang: str) -> None:
    with pytest.raises(UnusableInput, match="no schools yet"):
        read(Source("template.xlsx", write_template(lang)))


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_bytes_changed_is_read_or_refused_but_never_breaks(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311  # no secret
    content = bytearray(dice.choice([xlsx(), xls(), ods()]))
    for _ in range(dice.choice([1, 5, 50])):
        content[dice.randrange(len(content))] = dice.randrange(256)
    with contextlib.suppress(UnusableInput):
        read(Source("a.xlsx", bytes(content)))
