"""What is in a marked workbook, taken out of it for comparing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from balance.corrections import Correction
from balance.county import County
from balance.workbook.marked import marked
from balance.workbook.read import Source, read

ROSE, AMBER, BLUE, GREEN, GREY = "F6B8C0", "FFE0A3", "D6E1EC", "BFE3C0", "E3E3E3"
FILE, NAME = "county.xlsx", "Sheet1"
TABLE: list[list[object]] = [
    ["学校名称", "在校生数", "图书册数", "教学仪器设备值（万元）", "备注"],
    ["东小学", 100, "10（含旧书）", 20, "好"],
    ["西小学", -5, 2000, "—", ""],
    ["南小学", 120, 2400, 30, ""],
]


def written(
    source: Source, corrections: Sequence[Correction] = (), lang: str = "zh", password: str = ""
) -> tuple[Workbook, County, bytes]:
    county = read(source, corrections=corrections, passwords={source.name: password})
    _, content = marked(source, county, lang, password)
    return openpyxl.load_workbook(io.BytesIO(content)), county, content


def colour(page: Worksheet, cell: str) -> str:
    fill = page[cell].fill
    return fill.fgColor.rgb[2:] if fill.fill_type == "solid" else ""


def comment(page: Worksheet, cell: str) -> str:
    return page[cell].comment.text if page[cell].comment else ""


def rows_of(page: Worksheet) -> list[list[object]]:
    return [[cell for cell in row if cell is not None] for row in page.iter_rows(values_only=True)]


def parts(content: bytes, end: str) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(end))


def with_parts(content: bytes, **changed: str) -> bytes:
    """The workbook with some parts changed; "name__xml" stands for the part whose name ends in name.xml."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            key = next((key for key in changed if name.endswith(key.replace("__", "."))), "")
            after.writestr(name, changed[key] if key else before.read(name))
    return out.getvalue()


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
