"""Files made to harm: each is refused in one line or read, in a process of its own that tells how much memory it took.

The peak holds the program itself, about 115 MiB. No time is asserted: a file that takes for ever runs into the limit of
the process instead.
"""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.broken.test_bad_files import SHEET, ods, packed, with_sheet_xml, xls, xlsx

LARGEST = 300  # MiB
PATIENCE = 60  # seconds
READ = """
import json, re, resource, sys, time
from pathlib import Path
from balance.errors import UnusableInput
from balance.workbook.read import Source, read
content = Path(sys.argv[1]).read_bytes()
begun = time.perf_counter()
try:
    said = f"read: {len(read(Source(sys.argv[2], content)).schools)}"
except UnusableInput as error:
    said = f"refused: {error}"
took = time.perf_counter() - begun
try:  # what this process itself reached; the other figure may stem from the process that began it
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
except OSError:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said, peak // 1024, round(took, 2)]))
"""
ROW = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
MILLION = 2**20


def outcome(folder: Path, content: bytes, name: str = "a.xlsx") -> str:
    """What a fresh process says to this file; its peak of memory is asserted."""
    path = folder / "file"
    path.write_bytes(content)
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path), name], cwd=root, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-2000:]}"
    said, peak, took = json.loads(done.stdout)
    print(f"{peak} MiB, {took} s: {said}")  # shown with -s
    assert peak <= LARGEST, said
    assert "\n" not in said
    return str(said)


def with_parts(base: bytes | None = None, **parts: bytes) -> bytes:
    """A workbook with other parts; "__" stands for "/", "_dot_" for "."."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(base or xlsx())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename not in named:
                new.writestr(entry, old.read(entry.filename))
        for name, part in named.items():
            new.writestr(name, part)
    return out.getvalue()


def with_index(sheets: bytes, base: bytes | None = None, **parts: bytes) -> bytes:
    """A workbook whose index lists these sheets."""
    index = b"<workbook %s xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets>%s</sheets></workbook>"
    return with_parts(base, xl__workbook_dot_xml=index % (NS, sheets), **parts)


def sheet(cells: bytes, before: bytes = b"") -> bytes:
    return with_sheet_xml(SHEET % (before, cells))


def table_ods(inside: bytes, before: bytes = b"") -> bytes:
    names = b" ".join(
        b'xmlns:%s="urn:oasis:names:tc:opendocument:xmlns:%s:1.0"' % (name, name) for name in (b"office", b"table", b"text")
    )
    xml = before + b"<office:document-content " + names + b"><office:body><office:spreadsheet>"
    xml += b'<table:table table:name="a">' + inside + b"</table:table></office:spreadsheet></office:body></office:document-content>"
    return with_parts(ods(), content_dot_xml=xml)


VALUE = b'<table:table-cell office:value-type="float" office:value="1"%s/>'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + k, b"&%c;" % (97 + k) * 10) for k in range(10)
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
CELL = b'<c r="A1" t="inlineStr"><is><t>&%c;</t></is></c>'


def many_sheets(n: int) -> bytes:
    listed = b"".join(b"<sheet name='s%d' sheetId='%d' r:id='rId1'/>" % (k, k + 1) for k in range(n))
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1000"><c r="CV1000"><v>1</v></c></row>'
    return with_index(listed, base=sheet(far))


def wide(columns: int, rows: int) -> bytes:
    def letters(k: int) -> str:
        return (letters(k // 26 - 1) if k >= 26 else "") + chr(65 + k % 26)

    names = [letters(k) for k in range(columns)]
    return sheet(
        "".join(
            f'<row r="{y}">' + "".join(f'<c r="{name}{y}"><v>1</v></c>' for name in names) + "</row>" for y in range(1, rows + 1)
        ).encode()
    )


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "two cells far apart": lambda: sheet(ROW % (1, 1) + b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "two cells far apart, small letters": lambda: sheet(
        ROW % (1, 1) + b'<row r="9"><c r="xfd900000"><v>1</v></c></row>'
    ),
    "a far cell, its address last": lambda: sheet(ROW % (1, 1) + b"<row r='9'><c s='0'  r = 'XFD900000' ><v>1</v></c></row>"),
    "a far cell behind a sign": lambda: sheet(ROW % (1, 1) + b'<row r="9"><c s="<" r="XFD900000"><v>1</v></c></row>'),
    "a far cell with a prefix": lambda: sheet(ROW % (1, 1) + b'<row r="9"><q:c r="XFD900000"><v>1</v></q:c></row>'),
    "far rows in the wrong order": lambda: sheet(ROW % (1048576, 1048576) + ROW % (1, 1)),
    "cells without addresses": lambda: sheet(
        b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row>" + b"<row><c><v>1</v></c></row>" * 2000
    ),
    "a far row without addresses": lambda: sheet(b'<row r="4000000000"><c><v>1</v></c></row>'),
    "two cells in each of 1,048,576 rows": lambda: sheet(
        b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c><c r="E%d"><v>1</v></c></row>' % (y, y, y) for y in range(1, MILLION, 3))
    ),
    "a dimension without end": lambda: sheet(ROW % (1, 1), b'<dimension ref="A1:XFD10000000"/>'),
    "16,384 columns": lambda: wide(16_384, 20),
    "a sheet that packs to a thousandth": lambda: sheet(ROW % (1, 1) + b" " * (250 * MILLION)),
    "a cell of 200 MB": lambda: with_parts(
        sheet(b""),
        xl__worksheets__sheet1_dot_xml=SHEET
        % (b"", b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"x" * 20 * MILLION + b"</t></is></c></row>"),
        xl__media__a_dot_png=bytes(range(256)) * 4000,
    ),
    "1,000 sheets of one part": lambda: many_sheets(1000),
    "100,000 sheets of one part": lambda: many_sheets(100_000),
    "shared texts of 200 MB": lambda: with_parts(xl__sharedStrings_dot_xml=b"<sst>" + b"<si><t>abcd</t></si>" * 10 * MILLION),
    "shared texts that are many": lambda: with_parts(
        xl__sharedStrings_dot_xml=b"<sst %s count='9' uniqueCount='4000000000'>" % NS + b"<si><t/></si>" * MILLION + b"</sst>",
        xl__media__a_dot_bin=bytes(range(256)) * 4000,
    ),
    "binary texts that are many": lambda: with_parts(
        xl__sharedStrings_dot_bin=b"\x9f\x01\x08" + b"\xff" * 8, xl__workbook_dot_bin=b"\x83\x01\x00\x84\x01\x00"
    ),
    "styles that are many": lambda: with_parts(
        xl__styles_dot_xml=b"<styleSheet %s><cellXfs count='4000000000'><xf numFmtId='1'/></cellXfs></styleSheet>" % NS
    ),
    "styles of 100 MB": lambda: with_parts(xl__styles_dot_xml=b"<styleSheet><cellXfs>" + b"<xf numFmtId='1'/>" * 6 * MILLION),
    "a million merged ranges": lambda: with_sheet_xml(
        SHEET.replace(b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:B2"/>' * MILLION + b"</mergeCells>")
        % (b"", ROW % (1, 1))
    ),
    "a million formulas in error": lambda: sheet(
        b"".join(b'<row r="%d"><c r="A%d" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>' % (y, y) for y in range(1, MILLION))
    ),
    "entities in a sheet": lambda: with_sheet_xml(LAUGHS + SHEET % (b"", b'<row r="1">' + CELL % b"k" + b"</row>")),
    "a file of this computer in a sheet": lambda: with_sheet_xml(OUTSIDE + SHEET % (b"", b'<row r="1">' + CELL % b"a" + b"</row>")),
    "entities in the shared texts": lambda: with_parts(
        xl__sharedStrings_dot_xml=LAUGHS + b"<sst %s><si><t>&k;</t></si></sst>" % NS
    ),
    "entities in the index": lambda: with_parts(xl__workbook_dot_xml=LAUGHS + b"<workbook>&k;</workbook>"),
    "an index nested a million deep": lambda: with_parts(xl__workbook_dot_xml=b"<a>" * 5 * MILLION),
    "a sheet nested a million deep": lambda: with_sheet_xml(b"<a>" * 4 * MILLION),
    "a text nested a million deep": lambda: with_parts(xl__sharedStrings_dot_xml=b"<sst><si>" + b"<r>" * 4 * MILLION),
    "links to other workbooks": lambda: with_parts(
        xl__externalLinks__externalLink1_dot_xml=b'<externalLink><externalBook r:id="rId1"/></externalLink>'
    ),
    "entities in an .ods": lambda: table_ods(b"<table:table-row>" + VALUE % b"" + b"<x>&k;</x></table:table-row>", LAUGHS),
    "a value repeated over all rows": lambda: table_ods(
        b'<table:table-row table:number-rows-repeated="1048576">' + VALUE % b"" + b"</table:table-row>"
    ),
    "a value repeated over a sheet": lambda: table_ods(
        b'<table:table-row table:number-rows-repeated="10000">'
        + VALUE % b' table:number-columns-repeated="16384"'
        + b"</table:table-row>"
    ),
    "a value behind empty cells": lambda: table_ods(
        b'<table:table-row><table:table-cell table:number-columns-repeated="400000000"/>' + VALUE % b"" + b"</table:table-row>"
    ),
    "empty rows without end": lambda: table_ods(
        b'<table:table-row table:number-rows-repeated="99999999999999"><table:table-cell/></table:table-row>'
    ),
    "empty rows, then a value": lambda: table_ods(
        b'<table:table-row table:number-rows-repeated="900000000"><table:table-cell/></table:table-row>'
        b"<table:table-row>" + VALUE % b"" + b"</table:table-row>"
    ),
    "a value repeated, behind a sign": lambda: table_ods(
        b'<table:table-row x="<" table:number-rows-repeated="90000000">' + VALUE % b"" + b"</table:table-row>"
    ),
    "an .ods nested a million deep": lambda: with_parts(ods(), content_dot_xml=b"<a>" * 4 * MILLION),
}


@pytest.mark.parametrize("case", WORKBOOKS)
def test_a_workbook_made_to_harm_is_refused_or_read(case: str, tmp_path: Path) -> None:
    outcome(tmp_path, WORKBOOKS[case]())


def lying(content: bytes, path: str, size: int) -> bytes:
    """The archive with another size told for one part, in its own header and in the list at the end."""
    changed = bytearray(content)
    for mark, at_size, at_name in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = changed.find(mark)
        while at >= 0:
            if changed[at + at_name : at + at_name + len(path)] == path.encode():
                changed[at + at_size : at + at_size + 4] = struct.pack("<I", size)
            at = changed.find(mark, at + 4)
    return bytes(changed)


def test_a_part_that_is_larger_than_told_is_refused(tmp_path: Path) -> None:
    bomb = sheet(ROW % (1, 1) + b" " * (250 * MILLION))
    assert "damaged" in outcome(tmp_path, lying(bomb, "xl/worksheets/sheet1.xml", 400))
    texts = with_parts(xl__sharedStrings_dot_xml=b"<sst>" + b"<si><t>abcd</t></si>" * 10 * MILLION)
    assert "damaged" in outcome(tmp_path, lying(texts, "xl/sharedStrings.xml", 400))


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO(xlsx())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/SHEET1.xml", SHEET % (b"", ROW % (1, 1)))
    assert "damaged" in outcome(tmp_path, out.getvalue())


TEXTS: dict[str, Callable[[], bytes]] = {
    "one quoted cell without end": lambda: b'a,b\n"' + b"x,y\n" * 4 * MILLION,
    "one line without end": lambda: b"a,b\n" + b"1," * 50 * MILLION,
    "one letter without end": lambda: b"x" * 100 * MILLION,
    "10 million short rows": lambda: b"1,2\n" * 10_000_000,
    "500,000 short rows": lambda: b"1,2\n" * 499_000,
    "wide rows of nothing": lambda: (b"," * 1_000_000 + b"\n") * 50,
    "one wide row, many short": lambda: b"," * 1_000_000 + b"\n" + b"1\n" * 400_000,
    "nothing but blanks": lambda: b" " * 100 * MILLION,
    "nothing but zeros": lambda: b"\x00" * 100 * MILLION,
    "zeros in a table": lambda: "学校,在校生数\n东\x00小学,1\n".encode(),
    "zeros far down": lambda: "学校,在校生数\n".encode() + "东小学,1\n".encode() * 20_000 + "\x00西,1\n".encode(),
    "Chinese without end": lambda: "学".encode("gb18030") * 30 * MILLION,
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_made_to_harm_is_refused_or_read(case: str, tmp_path: Path) -> None:
    outcome(tmp_path, TEXTS[case](), "a.csv")


def test_an_old_workbook_of_nonsense_is_refused_or_read(tmp_path: Path) -> None:
    far = xls().replace(struct.pack("<HH", 0x00FD, 10), struct.pack("<HH", 0x00FD, 10), 1)
    at = far.find(struct.pack("<HH", 0x00FD, 10))
    outcome(tmp_path, far[: at + 4] + b"\xff\xff\xff\xff" + far[at + 8 :], "a.xls")
    texts = xls()
    at = texts.find(struct.pack("<H", 0x00FC))
    outcome(tmp_path, texts[: at + 8] + b"\xff\xff\xff\x7f" + texts[at + 12 :], "a.xls")
    outcome(tmp_path, xls()[:512] + b"\x00" * 60_000, "a.xls")


def test_an_old_workbook_that_tells_of_billions_of_rows_is_refused(tmp_path: Path) -> None:
    """calamine alone asks for hundreds of gigabytes here, and the process is ended."""
    content = bytearray(xls())
    struct.pack_into("<I", content, content.find(struct.pack("<HH", 0x0200, 14)) + 8, 2**32 - 1)
    assert "damaged" in outcome(tmp_path, bytes(content), "a.xls")


def test_rows_of_an_old_workbook_in_another_order_are_read(tmp_path: Path) -> None:
    content = bytearray(xls())
    struct.pack_into("<H", content, content.find(struct.pack("<HHH", 0x00FD, 10, 0)) + 4, 9_000)
    assert "no row" in outcome(tmp_path, bytes(content), "a.xls")


def bin_record(kind: int, content: bytes) -> bytes:
    return bytes([kind]) + bytes([len(content)]) + content


def test_a_binary_workbook_with_a_cell_far_out_is_refused(tmp_path: Path) -> None:
    relation = "rId1".encode("utf-16-le")
    name = "a".encode("utf-16-le")
    bundle = struct.pack("<III", 0, 1, 4) + relation + struct.pack("<I", 1) + name
    index = b"\x83\x01\x00\x8f\x01\x00" + b"\x9c\x01" + bytes([len(bundle)]) + bundle + b"\x90\x01\x00\x84\x01\x00"
    rels = b'<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>'
    cells = b"".join(
        bin_record(0, struct.pack("<I", row) + bytes(13)) + bin_record(5, struct.pack("<IId", column, 0, 1.0))
        for row, column in ((0, 0), (1048575, 16383))
    )
    page = b"\x81\x01\x00" + b"\x94\x01\x10" + bytes(16) + b"\x91\x01\x00" + cells + b"\x92\x01\x00\x82\x01\x00"
    made = packed(
        xl__workbook_dot_bin=index, xl___rels__workbook_dot_bin_dot_rels=rels, xl__worksheets__sheet1_dot_bin=page
    )
    assert "row 1048576" in outcome(tmp_path, made, "a.xlsb")
