"""A workbook being written: styles by name, plain text never a formula, and every formula with its result beside it.

The results are stored in the file, so that what only shows a workbook (a preview, a telephone, another program's
reader) shows the figures; a spreadsheet reckons anew when it opens it.
"""

from __future__ import annotations

import io
import math
import re
from copy import copy

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from balance.words import Message, Term, render
from balance.workbook.results import with_results
from balance.workbook.sheets import Sheet
from balance.workbook.write import put, width

__all__ = ["Book", "Page", "span"]

_INK, _RULE, _HEAD, _MUTED = "101828", "98A2B3", "E8EEF4", "667085"
_FONTS = {"zh": ("宋体", "黑体"), "en": ("Calibri", "Calibri")}
_NOT_IN_NAMES, _LONGEST = re.compile(r"[\[\]:*?/\\\x00-\x1f]"), 31  # what Excel allows a sheet to be called
_SHORT = 6  # letters that need no second line
# name → size, bold, centred, boxed, wrapped, fill, muted
_STYLES: dict[str, tuple[float, bool, bool, bool, bool, str, bool]] = {
    "title": (16, True, True, False, True, "", False),
    "subtitle": (11, False, False, False, True, "", False),
    "heading": (12, True, False, False, False, "", False),
    "head": (10, True, True, True, True, _HEAD, False),
    "code": (9, False, True, True, False, _HEAD, True),
    "cell": (10, False, True, True, False, "", False),
    "text": (10, False, False, True, True, "", False),
    "line": (10, False, False, True, False, "", False),
    "plain": (10, False, False, False, False, "", False),
    "note": (9, False, False, False, True, "", True),
}


class Book:
    """A workbook in one language."""

    def __init__(self, lang: str, title: str) -> None:
        self.lang = lang
        self._book = openpyxl.Workbook()
        self._scratch = self._book.worksheets[0]
        self._models: dict[tuple[str, str], Cell] = {}
        self._pages: list[Page] = []
        self._book.properties.title, self._book.properties.creator = title, title
        self._book.calculation.fullCalcOnLoad = True

    def say(self, text: Message | Term | str) -> str:
        """A text in the workbook's language."""
        return render(text, self.lang)

    def page(self, name: str, widths: dict[int, float] | None = None) -> Page:
        """A new sheet at the end. widths: column (from 1) → width in narrow letters.

        A county's name may hold signs that a sheet's may not, or be too long: then the sheet's is a shorter one of its own.
        """
        page = Page(self, self._book.create_sheet(self._free(name)))
        for column, wide in (widths or {}).items():
            page.sheet.column_dimensions[get_column_letter(column)].width = wide
        self._pages.append(page)
        return page

    def _free(self, name: str) -> str:
        """The name as a sheet can bear it, like no other's."""
        taken = {title.casefold() for title in self._book.sheetnames}
        plain = _NOT_IN_NAMES.sub(" ", name).strip("' ") or "-"
        number, free = 1, plain[:_LONGEST]
        while free.casefold() in taken:
            number += 1
            free = f"{plain[: _LONGEST - 4]} {number}"
        return free

    def style(self, cell: Cell, name: str, number_format: str) -> None:
        """Gives a cell a style; what looks alike shares one model."""
        key = (name, number_format)
        if key not in self._models:
            self._models[key] = self._model(len(self._models) + 1, *key)
        cell._style = copy(self._models[key]._style)

    def _model(self, number: int, name: str, number_format: str) -> Cell:
        size, bold, centred, boxed, wrapped, fill, muted = _STYLES[name]
        cell: Cell = self._scratch.cell(number, 1)
        plain, strong = _FONTS[self.lang]
        cell.font = Font(name=strong if bold else plain, size=size, bold=bold, color=_MUTED if muted else _INK)
        cell.alignment = Alignment("center" if centred else "left", "center", wrap_text=wrapped)
        if boxed:
            cell.border = Border(*[Side("thin", color=_RULE)] * 4)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        cell.number_format = number_format
        return cell

    def content(self) -> bytes:
        """The .xlsx file."""
        for page in self._pages:
            page.fit()
        self._book.remove(self._scratch)
        self._book.active = 0
        out = io.BytesIO()
        self._book.save(out)
        return with_results(out.getvalue(), [Sheet("", page.sheet.title, page.grid()) for page in self._pages])


class Page:
    """One sheet: cells by row and column from 1."""

    def __init__(self, book: Book, sheet: Worksheet) -> None:
        self.book, self.sheet = book, sheet
        self._results: dict[tuple[int, int], object] = {}
        self._long: dict[int, list[tuple[int, int]]] = {}

    @property
    def ref(self) -> str:
        """The sheet's name as formulas of other sheets write it, with the mark."""
        return "'" + str(self.sheet.title).replace("'", "''") + "'!"

    def put(self, row: int, column: int, value: object, style: str = "cell", number_format: str = "General") -> None:
        """A text (never a formula), a number, or nothing."""
        cell = self.sheet.cell(row, column)
        self.book.style(cell, style, number_format)
        if isinstance(value, (Message, Term)):
            value = self.book.say(value)
        put(cell, value)
        self._note(row, column, value, style)

    def reckon(
        self, row: int, column: int, formula: str, result: object, style: str = "cell", number_format: str = "General"
    ) -> None:
        """A formula (without its "=") with the result that it has now; None or NaN: it yields no figure."""
        cell = self.sheet.cell(row, column)
        self.book.style(cell, style, number_format)
        cell.value = "=" + formula
        if hasattr(result, "item"):
            result = result.item()
        if result is not None and not (isinstance(result, float) and not math.isfinite(result)):
            self._results[row, column] = result
            self._note(row, column, result, style)

    def _note(self, row: int, column: int, value: object, style: str) -> None:
        """Remember a text that may need several lines."""
        if style == "text" and isinstance(value, str) and len(value) > _SHORT:
            self._long.setdefault(row, []).append((column, width(value)))

    def fit(self) -> None:
        """Rows as high as their wrapped texts need; not every program does that by itself."""
        for row, texts in self._long.items():
            lines = max(math.ceil(wide * 1.1 / (self.sheet.column_dimensions[get_column_letter(column)].width - 1))
                        for column, wide in texts)  # fmt: skip
            if lines > 1 and self.sheet.row_dimensions[row].height is None:
                self.sheet.row_dimensions[row].height = 4 + 13 * lines

    def spread(self, row: int, column: int, to_row: int, to_column: int, value: object, style: str = "head") -> None:
        """One value over several cells made one."""
        for r in range(row, to_row + 1):
            for c in range(column, to_column + 1):
                self.book.style(self.sheet.cell(r, c), style, "General")
        self.put(row, column, value, style)
        if (row, column) != (to_row, to_column):
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=to_row, end_column=to_column)

    def printed(self, *, heads: tuple[int, int] | None = None, landscape: bool = True) -> None:
        """A4, as wide as the page, with page numbers; `heads`: first and last row repeated on every page."""
        setup = self.sheet.page_setup
        setup.orientation, setup.paperSize = ("landscape" if landscape else "portrait"), 9
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.print_options.horizontalCentered = True
        margins = self.sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top = margins.bottom = 0.7
        self.sheet.oddFooter.center.text = "&P / &N"
        if heads:
            self.sheet.print_title_rows = f"{heads[0]}:{heads[1]}"

    def grid(self) -> list[list[object]]:
        """The results of the formulas, row by row, "" where there is none."""
        if not self._results:
            return []
        high, wide = (max(key[i] for key in self._results) for i in (0, 1))
        rows: list[list[object]] = [[""] * wide for _ in range(high)]
        for (row, column), value in self._results.items():
            rows[row - 1][column - 1] = value
        return rows


def span(column: str, first: int, last: int) -> str:
    """A column of cells as formulas write it, fixed."""
    return f"${column}${first}:${column}${last}"
