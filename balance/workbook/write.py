"""Tables for download: numbers stay numbers, and no text can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import openpyxl
import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

__all__ = ["put", "table_to_csv", "table_to_xlsx", "width"]

_OPENING = ("=", "+", "-", "@", "\t", "\r", "\n")
_LONGEST = 32_767  # characters one cell may hold
_NOT_IN_NAMES = str.maketrans("", "", "[]:*?/\\")


def put(cell: Cell, value: object) -> None:
    """Puts a value into a cell: a text as plain text whatever it begins with, a gap as nothing, the rest as it is."""
    if _missing(value):
        return
    if not isinstance(value, str):
        cell.value = value.item() if hasattr(value, "item") else value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
    cell.data_type = "s"
    if value.startswith(_OPENING):
        cell.number_format = "@"
        cell._style.quotePrefix = 1  # no public way sets the mark of plain text


def table_to_xlsx(frame: pd.DataFrame, *, sheet: str, headings: Mapping[str, str]) -> bytes:
    """An .xlsx file with the table; `headings` names its columns, a column without one keeps its own name.

    The heading row is frozen and can be filtered. Text that begins like a formula is marked as text.
    """
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet.translate(_NOT_IN_NAMES)[:31].strip("'") or "1"
    for column, name in enumerate(frame.columns, start=1):
        head = page.cell(1, column)
        put(head, headings.get(str(name), str(name)))
        head.font = Font(bold=True)
        head.fill = PatternFill("solid", fgColor="E8EEF4")
        head.alignment = Alignment(wrap_text=True, vertical="center")
        values = frame.iloc[:, column - 1].tolist()
        for row, value in enumerate(values, start=2):
            put(page.cell(row, column), value)
        widest = max([width(str(value)) for value in values[:200]] + [min(width(str(head.value)), 24)])
        page.column_dimensions[get_column_letter(column)].width = min(max(widest + 2, 8), 60)
    page.freeze_panes = "A2"
    if len(frame.columns):
        page.auto_filter.ref = f"A1:{get_column_letter(len(frame.columns))}{len(frame) + 1}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def table_to_csv(frame: pd.DataFrame) -> bytes:
    """The table as UTF-8 with its mark, so that Excel shows Chinese; a text that begins like a formula gets a "'"."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_harmless(str(name)) for name in frame.columns])
    for row in frame.itertuples(index=False, name=None):
        writer.writerow(["" if _missing(value) else _harmless(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_OPENING) else value


def _missing(value: object) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def width(text: str) -> int:
    """The width of a text in narrow letters; a Chinese character is two wide."""
    return sum(1 if ord(letter) < 0x2E80 else 2 for letter in text)
