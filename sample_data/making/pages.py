"""Sheets with merged headings, and workbooks whose bytes do not change from one making to the next."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MADE = datetime(2024, 10, 15)
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)


def content_of(book: Workbook) -> bytes:
    """The workbook as bytes, the same for the same cells."""
    book.properties.created = book.properties.modified = MADE
    written, settled = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(settled, "w", zipfile.ZIP_DEFLATED) as again:
        for entry in packed.infolist():
            content = packed.read(entry)
            if entry.filename == "docProps/core.xml":
                start, end = content.index(b"<dcterms:modified"), content.index(b"</dcterms:modified>")
                stamp = MADE.strftime(">%Y-%m-%dT%H:%M:%SZ").encode()
                content = content[: content.index(b">", start)] + stamp + content[end:]
            again.writestr(zipfile.ZipInfo(entry.filename, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return settled.getvalue()


def save(book: Workbook, path: Path) -> None:
    """Write the workbook, its folder too where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content_of(book))


def new_book(title: str = "Sheet1") -> tuple[Workbook, Worksheet]:
    """An empty workbook and its only sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    return book, sheet


def merge(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    """Merge a block of cells, counted from 1; a single cell stays as it is."""
    if (top, left) != (bottom, right):
        sheet.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)


def put_headings(sheet: Worksheet, top: int, depth: int, paths: Sequence[tuple[str, ...]]) -> None:
    """Headings of `depth` rows from row `top` on: equal outer parts merged over their columns, inner ones downwards."""
    for column, path in enumerate(paths, 1):
        for level, words in enumerate(path):
            if column > 1 and paths[column - 2][: level + 1] == path[: level + 1] and level + 1 < len(path):
                continue  # the cell is covered by the one to the left
            last = column
            if level + 1 < len(path):
                while last < len(paths) and paths[last][: level + 1] == path[: level + 1] and len(paths[last]) > level + 1:
                    last += 1
            bottom = top + depth - 1 if level + 1 == len(path) else top + level
            cell = sheet.cell(top + level, column, words)
            cell.alignment = _CENTRED
            merge(sheet, top + level, column, bottom, last)


def put_lines(sheet: Worksheet, lines: Sequence[str], width: int) -> None:
    """Lines of text below what is there, each merged over the table's width."""
    for line in lines:
        row = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
        sheet.cell(row, 1, line)
        merge(sheet, row, 1, row, width)


def letter(column: int) -> str:
    """The letters of a column counted from 1."""
    return get_column_letter(column)
