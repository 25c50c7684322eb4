"""Many files for one county: a workbook a town, a workbook a school in an archive, two counties; and other formats."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pandas as pd
import xlwt

from .county import COLUMNS, HEADINGS, TOWNS, county_rows, of_towns
from .pages import MADE, content_of, save
from .tables import HEADING_OF, grouped, row_a_stage, simple, upright

School = dict[str, Any]
IN_ARCHIVE = ("石门镇", "青山镇", "松林乡")
COUNTIES = {
    "云河县": (("城关镇", "石门镇"), {"云河县实验小学": "实验小学"}),
    "清江县": (("新城街道", "白塔镇"), {"新城小学": "实验小学"}),
}
FORMATS = ("云河县.csv", "云河县.xls", "云河县.ods")


def write_towns(folder: Path) -> None:
    """A workbook a town; every town has its own idea of a table: plain, in two rows of headings, in a row a stage."""
    for number, town in enumerate(TOWNS):
        rows = of_towns(town)
        lines = [f"云河县{town}2024—2025学年义务教育学校基本情况（虚构示例）"]
        ways = (lambda r, a: simple(r, HEADING_OF, a), grouped, row_a_stage)
        save(ways[number % 3](rows, lines), folder / f"{town}.xlsx")


def write_schools(path: Path) -> None:
    """An archive with a workbook a school: by turns a table of one row and a form; beside them what a Mac leaves there."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:

        def put(name: str, content: bytes) -> None:
            archive.writestr(zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)

        for number, row in enumerate(of_towns(*IN_ARCHIVE)):
            book = upright(row) if number % 2 else simple([row], HEADING_OF, [f"{row['school']}基本情况"])
            put(f"各校上报/{row['town']}/{row['school']}.xlsx", content_of(book))
        put("__MACOSX/各校上报/青山镇/._竹园小学.xlsx", b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X" + bytes(80))


def two_counties() -> list[School]:
    """The schools of both counties, ``county`` in each; both have a 实验小学."""
    return [
        {**row, "county": county, "school": renamed.get(row["school"], row["school"])}
        for county, (towns, renamed) in COUNTIES.items()
        for row in of_towns(*towns)
    ]


def write_two_counties(folder: Path) -> None:
    """A workbook a county; only the title line says which. No school has a code."""
    headings = {name: heading for name, heading in HEADING_OF.items() if name != "school_code"}
    for county in COUNTIES:
        rows = [row for row in two_counties() if row["county"] == county]
        save(simple(rows, headings, [f"{county}2024—2025学年义务教育学校办学条件（虚构示例）"]), folder / f"{county}.xlsx")


def write_formats(folder: Path) -> None:
    """The whole county as text with tabs in GB18030, as an old workbook and as an open document."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = county_rows()
    lines = ["\t".join("" if cell is None else str(cell) for cell in row) for row in [HEADINGS, *rows]]
    (folder / "云河县.csv").write_bytes(("\r\n".join(lines) + "\r\n").encode("gb18030"))

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("学校")
    sheet.write(0, 0, "云河县2024—2025学年义务教育学校办学条件（虚构示例）")
    for number, row in enumerate([HEADINGS, *rows], 1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    book.save(str(folder / "云河县.xls"))

    out = io.BytesIO()
    frame = pd.DataFrame([dict(zip(COLUMNS, row, strict=True)) for row in rows], dtype=object)
    with pd.ExcelWriter(out, engine="odf") as writer:
        frame.to_excel(writer, sheet_name="学校", index=False, header=HEADINGS)
    with zipfile.ZipFile(out) as packed, zipfile.ZipFile(folder / "云河县.ods", "w") as again:
        for entry in packed.infolist():
            how = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            again.writestr(zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6]), packed.read(entry), how)
