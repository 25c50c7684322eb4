"""The empty table to fill in: one heading row the reader reads back, drop-down lists, and a page of notes."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from balance.columns import Column, column_of, label, vocabulary
from balance.words import Term, msg, render
from balance.workbook.write import put

__all__ = ["heading", "is_notes", "write_template"]

_NOTES = Term("填写说明", "How to fill in")
_SHEET = Term("学校", "Schools")
_ROWS = 2000  # rows with drop-down lists
_LISTED = ("school_type", "location", "sponsor")
_UNITS = {"m2": Term("㎡", "m²"), "yuan": Term("元", "yuan")}
_BANDS = {"": "DCE6F1", "primary": "E2F0D9", "junior": "FFF2CC", "senior": "EDEDED", "shared": "FBE5D6"}
_WIDTHS = {"school": 28, "school_code": 16, "school_type": 18, "parent": 22, "sponsor": 16}


def heading(canonical: str, lang: str) -> str:
    """The template's heading of a canonical column: its label, and its unit where it is an area or money.

    >>> heading("equipment_yuan", "zh"), heading("pupils_junior", "en")
    ('教学仪器设备值（元）', 'Junior · Pupils')
    """
    column, _ = column_of(canonical)
    unit = _UNITS.get(column.unit)
    name = label(canonical).of(lang)
    if unit is None:
        return name
    return f"{name} ({unit.en})" if lang == "en" else f"{name}（{unit.zh}）"


def write_template(lang: str = "zh") -> bytes:
    """An .xlsx file to fill in: a sheet for the schools, one row each, and a sheet that explains every column.

    The headings stand in one frozen row, coloured by what a column is about: the school, a stage, shared goods. Lists
    and limits keep words and figures in bounds; anything can still be pasted, the reader checks it again.
    """
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = _SHEET.of(lang)
    names = vocabulary().canonical
    for index, name in enumerate(names, start=1):
        column, stage = column_of(name)
        head = page.cell(1, index)
        put(head, heading(name, lang))
        head.font = Font(bold=True)
        head.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        head.fill = PatternFill(
            "solid", fgColor=_BANDS[stage or ("shared" if column.numeric and column.kind != "year" else "")]
        )
        head.border = Border(bottom=Side("thin", color="808080"))
        if column.note is not None:
            head.comment = Comment(column.note.of(lang), "Balance", width=260, height=90)
        page.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(name, 14)
        _limit(page, column, index, lang)
    page.row_dimensions[1].height = 62
    page.freeze_panes = page.cell(2, names.index("school") + 2)
    _write_notes(book.create_sheet(_NOTES.of(lang)), lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def is_notes(rows: Sequence[Sequence[object]]) -> bool:
    """Whether a sheet is the template's page of notes, in either language."""
    return bool(rows) and bool(rows[0]) and rows[0][0] in _NOTES


def _limit(page: Worksheet, column: Column, index: int, lang: str) -> None:
    """A list of allowed words, or no figure below zero."""
    if column.name in _LISTED:
        words = ",".join(term.of(lang) for term in vocabulary().labels[column.name].values())
        rule = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    elif column.kind == "flag":
        rule = DataValidation(type="list", formula1='"是,否"' if lang == "zh" else '"yes,no"', allow_blank=True)
    elif column.kind == "year":
        rule = DataValidation(type="whole", operator="between", formula1="1800", formula2="2100", allow_blank=True)
    elif column.numeric:
        rule = DataValidation(type="decimal", operator="greaterThanOrEqual", formula1="0", allow_blank=True)
    else:
        return
    rule.showErrorMessage = True
    rule.error = render(msg("Choose from the list.") if rule.type == "list" else msg("A figure of 0 or more."), lang)
    letter = get_column_letter(index)
    rule.add(f"{letter}2:{letter}{_ROWS + 1}")
    page.add_data_validation(rule)


def _write_notes(page: Worksheet, lang: str) -> None:
    put(page.cell(1, 1), _NOTES.of(lang))
    page.cell(1, 1).font = Font(bold=True, size=14)
    for row, line in enumerate(
        (
            msg("One row a school. A school with several stages stands in one row, each stage in its own columns."),
            msg("What is not known stays blank; 0 is written only where there is none."),
            msg("Columns that are not needed may be deleted; the order does not matter."),
            msg("Another unit may be written into the heading in place of the one that stands there."),
        ),
        start=2,
    ):
        put(page.cell(row, 1), render(line, lang))
    for index, title in enumerate(
        (msg("Column heading"), msg("Unit"), msg("What it holds"), msg("Statistics form")), start=1
    ):
        head = page.cell(7, index)
        put(head, render(title, lang))
        head.font = Font(bold=True)
    for row, name in enumerate(vocabulary().canonical, start=8):
        column, _ = column_of(name)
        unit = next(iter(vocabulary().units[column.unit])) if column.unit and lang == "zh" else ""
        shown = _UNITS[column.unit].of(lang) if column.unit in _UNITS else unit
        for index, text in enumerate(
            (heading(name, lang), shown, column.note.of(lang) if column.note else "", column.form), start=1
        ):
            put(page.cell(row, index), text)
    for letter, width in zip("ABCD", (42, 8, 70, 28), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A8"
