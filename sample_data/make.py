"""Write the samples: the invented county from a seed, the official five-school worked example, and files as people keep them.

    python sample_data/make.py

README.md beside this file says what each of them is.
"""

from __future__ import annotations

from pathlib import Path

from making.bundles import write_formats, write_schools, write_towns, write_two_counties
from making.campuses import write_campuses
from making.county import HEADINGS, county_rows
from making.pages import save
from making.township import write_township
from making.units import write_units
from making.wide import write_wide_export
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FOLDER = Path(__file__).parent
WORKED_EXAMPLE = [("小学1", 45, 279), ("小学2", 37, 137), ("小学3", 89, 935), ("小学4", 76, 160), ("小学5", 55, 402)]


def write_county(path: Path) -> None:
    """The invented county as a workbook with a title line."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "学校基本情况"
    sheet.append(["云河县2024—2025学年义务教育学校办学条件（虚构示例）"])
    sheet.append(HEADINGS)
    for row in county_rows():
        sheet.append(row)
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[2]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet.freeze_panes = "C3"
    sheet.column_dimensions["B"].width = 24
    save(book, path)


def write_worked_example(path: Path) -> None:
    """The five schools of the official worked example, with the total row that must not be taken for a school."""
    lines = ["学校,在校生数,图书册数", *(f"{name},{pupils},{books}" for name, pupils, books in WORKED_EXAMPLE)]
    total = (sum(p for _, p, _ in WORKED_EXAMPLE), sum(b for _, _, b in WORKED_EXAMPLE))
    path.write_bytes(("\r\n".join([*lines, f"总计,{total[0]},{total[1]}"]) + "\r\n").encode("utf-8-sig"))


if __name__ == "__main__":
    write_county(FOLDER / "yunhe-county.xlsx")
    write_worked_example(FOLDER / "worked-example.csv")
    write_wide_export(FOLDER / "wide-export")
    write_township(FOLDER / "township")
    write_units(FOLDER / "units")
    write_campuses(FOLDER / "campuses")
    write_towns(FOLDER / "towns")
    write_schools(FOLDER / "schools.zip")
    write_two_counties(FOLDER / "two-counties")
    write_formats(FOLDER / "formats")
